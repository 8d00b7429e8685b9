//! People, organisations and places.

use super::Page;
use crate::model::Annotations;

/// Fills `people`, `organizations` and `places`.
pub(crate) fn find(_page: &Page<'_>, _found: &mut Annotations) {}
