//! The page: title, dateline, body, furniture; the outlet and the date that the page itself gives.

use super::{Hints, Page};
use crate::model::{Annotations, Block, BlockKind, Span};

/// Fills `blocks`, `title` and `outlet`.
pub(crate) fn lay_out(page: &Page<'_>, _hints: &Hints, found: &mut Annotations) {
    found.blocks = vec![Block {
        span: Span::new(0, page.text.len()),
        kind: BlockKind::Body,
    }];
}
