//! Delegations.
use super::Desk;
use crate::model::{Delegation, Annotation, Annotations};
pub(super) fn find(_desk: &Desk<'_, '_>, _found: &Annotations) -> Vec<Annotation<Delegation>> { Vec::new() }
