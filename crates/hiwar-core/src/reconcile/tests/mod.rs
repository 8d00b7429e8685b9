//! Reports with hand-made annotations, put together: one file a concern, none waits for the layers that annotate.

mod builder;
mod ledger;
mod numbers;
mod people;
mod rounds;
mod words;
