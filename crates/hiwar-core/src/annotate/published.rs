//! When a report was published: given, in its dateline, or worked out from its relative dates.

use super::times::Expression;
use super::{Hints, Page};
use crate::model::{Annotations, Basis, Published};

/// The publication date, with its basis and evidence.
pub(crate) fn of(
    _page: &Page<'_>,
    _expressions: &[Expression],
    hints: &Hints,
    _found: &Annotations,
) -> Published {
    Published {
        date: hints.published.clone(),
        basis: Basis::Given,
        ..Published::default()
    }
}
