//! The talks themselves: series, rounds, agreements, tracks, delegations and committees.

use super::Page;
use crate::model::Annotations;

/// Fills `talks`, `rounds`, `agreements`, `tracks` and `delegations`.
pub(crate) fn find(_page: &Page<'_>, _found: &mut Annotations) {}
