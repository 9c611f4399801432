//! Keyset pages: "the next fifty after this sequence number", never "page 7 of n".

use serde::{Deserialize, Serialize};

/// Rows a page holds when nobody says otherwise.
pub const DEFAULT_ROWS: i64 = 50;
/// Most rows a page may hold.
pub const MAX_ROWS: i64 = 200;

/// Where a page starts and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// Only rows whose sequence is below this one; `None` starts at the newest.
    pub before: Option<i64>,
    /// Rows wanted, 1 to [`MAX_ROWS`].
    pub rows: i64,
}

impl PageRequest {
    /// A request with its length brought into bounds.
    pub fn new(before: Option<i64>, rows: Option<i64>) -> Self {
        Self { before, rows: rows.unwrap_or(DEFAULT_ROWS).clamp(1, MAX_ROWS) }
    }
}

impl Default for PageRequest {
    fn default() -> Self {
        Self::new(None, None)
    }
}

/// Rows and where the next page starts, if there is one.
#[derive(Debug, Clone, Serialize)]
pub struct Page<T> {
    /// The rows, newest first.
    pub rows: Vec<T>,
    /// Pass as `before` to get the next page.
    pub next: Option<i64>,
}

impl<T> Page<T> {
    /// Cuts `rows + 1` fetched rows into a page; `sequence` tells a row's place.
    pub fn cut(mut rows: Vec<T>, request: PageRequest, sequence: impl Fn(&T) -> i64) -> Self {
        let limit = usize::try_from(request.rows).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(sequence) } else { None };
        Self { rows, next }
    }

    /// The same page with its rows turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(turn).collect(), next: self.next }
    }
}
