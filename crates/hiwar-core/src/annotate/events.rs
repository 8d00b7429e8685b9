//! PLOVER events.

use super::Page;
use crate::model::{Annotation, Annotations, Event};

/// Every event of a page.
pub(crate) fn find(_page: &Page<'_>, _found: &Annotations) -> Vec<Annotation<Event>> {
    Vec::new()
}
