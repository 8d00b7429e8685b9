//! Hiwar's core: reads reports about talks and says what stands in them, each fact with its exact words.
//!
//! Data flows one way: a text is [`annotate()`]d with the help of language packs and world data ([`lang`]), and what
//! many reports say is [`reconcile`]d into one record. This crate is pure: no files, clock, network or threads.

pub mod annotate;
pub mod check;
pub mod contract;
pub mod lang;
pub mod model;
pub mod reconcile;
pub mod search;
pub mod text;

pub use annotate::{Hints, annotate};
pub use lang::Knowledge;
pub use reconcile::reconcile;
