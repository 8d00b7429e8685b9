//! From what each report says to what they tell together.

use crate::lang::Knowledge;
use crate::model::{Annotations, Document, Published, Record};

/// Publication dates that the reports give each other: for each document, in order, a date that its own text leaves
/// open and the others of the same talks settle; `None` where there is nothing to add. The pipeline annotates such a
/// document again with the date as [`crate::annotate::Hints::inferred`].
pub fn publication_dates(
    _documents: &[(Document, Annotations)],
    _knowledge: &Knowledge,
) -> Vec<Option<Published>> {
    Vec::new()
}

/// Builds the record of many annotated documents. Deterministic: the order of the documents does not matter.
pub fn reconcile(_documents: &[(Document, Annotations)], _knowledge: &Knowledge) -> Record {
    Record::default()
}
