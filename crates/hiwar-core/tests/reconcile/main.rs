//! Reports with hand-made annotations, put together: one file a concern, none waits for the layers that annotate.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may

mod builder;
mod ledger;
mod numbers;
mod people;
mod rounds;
mod words;
