//! Agreements.
use super::Desk;
use crate::model::{Agreement, Annotation, Annotations};
pub(super) fn find(_desk: &Desk<'_, '_>, _found: &Annotations) -> Vec<Annotation<Agreement>> { Vec::new() }
