//! The text as it is read: folded for matching, split into tokens and sentences, its quotation marks paired.

mod fold;
mod marks;
mod offsets;
mod sentences;
mod tokens;
mod wrapped;

pub use fold::{fold, is_invisible};
pub use marks::{Quoted, quoted};
pub use offsets::Offsets;
pub use sentences::sentences;
pub use tokens::{Gap, Token, TokenKind, Tokens};
