//! The nouns that every stage shares. Plain data: no stage's logic lives here.

mod document;
mod facts;
mod record;
mod ruling;
mod span;

pub use document::{Block, BlockKind, Document, Source};
pub use facts::*;
pub use record::*;
pub use ruling::*;
pub use span::Span;
