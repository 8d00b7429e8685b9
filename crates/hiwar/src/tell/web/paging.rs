//! Long lists cut into pages.

use super::{Ask, Wrong};

/// A page of a list, and the way to the others.
pub struct Paging {
    /// How many rows there are.
    pub total: usize,
    /// The number of the first row on this page, from 1.
    pub first: usize,
    /// The number of the last one.
    pub last: usize,
    /// This page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The address of the page before.
    pub before: Option<String>,
    /// The address of the page behind.
    pub behind: Option<String>,
}

impl Paging {
    /// Cuts `total` rows into pages of `size`; `ask` says which one is wanted.
    ///
    /// # Errors
    /// There is no such page.
    pub fn of(total: usize, size: usize, ask: &Ask) -> Result<Self, Wrong> {
        let page = ask.page()?.unwrap_or(1);
        let pages = total.div_ceil(size).max(1);
        if page > pages {
            return Err(Wrong::new(404, "no_page", page.to_string()).among(&[&pages.to_string()]));
        }
        let to = |page: usize| ask.with("page", &if page > 1 { page.to_string() } else { String::new() });
        Ok(Self {
            total,
            first: ((page - 1) * size + 1).min(total),
            last: (page * size).min(total),
            page,
            pages,
            before: (page > 1).then(|| to(page - 1)),
            behind: (page < pages).then(|| to(page + 1)),
        })
    }

    /// The rows that are on it.
    pub fn cut<'r, T>(&self, rows: &'r [T]) -> &'r [T] {
        let from = self.first.saturating_sub(1);
        rows.get(from..self.last).unwrap_or(&[])
    }
}
