//! Time expressions, found first and resolved once the day of publication is known.

use super::Page;
use crate::model::{Annotation, Annotations, Span, Time};

/// A time expression before it is resolved.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    /// Its words.
    pub(crate) span: Span,
}

/// Every time expression of a page.
pub(crate) fn find(_page: &Page<'_>) -> Vec<Expression> {
    Vec::new()
}

/// Resolves expressions against the day of publication (`found.published`) and against each other.
pub(crate) fn resolve(
    _page: &Page<'_>,
    _expressions: Vec<Expression>,
    _found: &Annotations,
) -> Vec<Annotation<Time>> {
    Vec::new()
}
