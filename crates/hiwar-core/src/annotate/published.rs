//! When a report was published: given, in its dateline, or worked out from its relative dates.

use super::times::Expression;
use super::{Hints, Page};
use crate::model::{Annotations, Published};

/// The publication date, with its basis and evidence.
pub(crate) fn of(
    _page: &Page<'_>,
    _expressions: &[Expression],
    _hints: &Hints,
    _found: &Annotations,
) -> Published {
    Published::default()
}
