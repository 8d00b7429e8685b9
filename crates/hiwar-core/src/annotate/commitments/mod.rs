//! Who undertook to do what, by when.

use super::Page;
use crate::model::{Annotation, Annotations, Commitment};

/// Every commitment of a page.
pub(crate) fn find(_page: &Page<'_>, _found: &Annotations) -> Vec<Annotation<Commitment>> {
    Vec::new()
}
