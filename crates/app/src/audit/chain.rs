//! Walking the whole chain: after a break the walk goes on from the stored row, so that every break is named and one
//! changed row does not hide another.

use super::verdict::{NAMED, name};
use domain::audit::{Break, GENESIS, Row};

/// A walk along the chain, batch after batch.
#[derive(Debug)]
pub(super) struct Chain {
    last: i64,
    /// Hash of the row before; `None` behind a gap, where nothing can be compared.
    previous: Option<String>,
    walked: i64,
    breaks: Vec<Break>,
}

impl Chain {
    /// Before the first row.
    pub(super) fn new() -> Self {
        Self { last: 0, previous: Some(GENESIS.to_owned()), walked: 0, breaks: Vec::new() }
    }

    /// Sequence of the last row walked.
    pub(super) const fn last(&self) -> i64 {
        self.last
    }

    /// Rows walked.
    pub(super) const fn walked(&self) -> i64 {
        self.walked
    }

    /// Takes the next stored row.
    pub(super) fn take(&mut self, row: &Row) {
        for sequence in (self.last + 1..row.sequence).take(NAMED) {
            self.previous = None;
            self.fault(sequence, "missing");
        }
        if row.computed_hash() != row.hash {
            self.fault(row.sequence, "changed");
        } else if self.previous.as_ref().is_some_and(|hash| *hash != row.previous) {
            self.fault(row.sequence, "unlinked");
        }
        self.last = row.sequence;
        self.previous = Some(row.hash.clone());
        self.walked += 1;
    }

    /// Compares the end with the stored head, which finds rows cut off at the end and rows put behind it.
    pub(super) fn finish(mut self, head: i64, hash: &str) -> Vec<Break> {
        if head != self.last || self.previous.as_ref().is_some_and(|previous| previous != hash) {
            self.fault(head, "head");
        }
        self.breaks
    }

    fn fault(&mut self, sequence: i64, fault: &'static str) {
        name(&mut self.breaks, Break { sequence, fault });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use domain::audit::Event;
    use domain::{Actor, Moment, Op, RequestId, Rights};
    use uuid::Uuid;

    fn rows(count: i64) -> Vec<Row> {
        let op = Op {
            actor: Actor::System { part: "test".into() },
            body: None,
            rights: Rights::all(),
            now: Moment::from_micros(1),
            request: RequestId(Uuid::from_u128(1)),
            lang: ::law::Lang::Vi,
        };
        let mut rows: Vec<Row> = Vec::new();
        for sequence in 1..=count {
            let event =
                Event::new("notice.received", "notice", sequence, serde_json::json!({ "n": sequence }));
            let previous = rows.last().map_or(GENESIS.to_owned(), |r| r.hash.clone());
            rows.push(Row::chain(&op, &event, sequence, &previous));
        }
        rows
    }

    fn breaks(stored: &[Row], head: &Row) -> Vec<(i64, &'static str)> {
        let mut chain = Chain::new();
        stored.iter().for_each(|row| chain.take(row));
        chain.finish(head.sequence, &head.hash).into_iter().map(|b| (b.sequence, b.fault)).collect()
    }

    #[test]
    fn a_whole_chain_has_no_break() {
        let whole = rows(5);
        assert_eq!(breaks(&whole, whole.last().unwrap()), vec![]);
        assert_eq!(Chain::new().finish(0, GENESIS), vec![]);
    }

    #[test]
    fn every_changed_row_is_named_and_no_other() {
        let mut stored = rows(6);
        let head = stored.last().unwrap().clone();
        stored[1].detail = "{\"n\":99}".into();
        stored[4].act = "notice.rejected".into();
        assert_eq!(breaks(&stored, &head), vec![(2, "changed"), (5, "changed")]);
    }

    #[test]
    fn a_row_hashed_anew_no_longer_links() {
        let mut stored = rows(4);
        let head = stored.last().unwrap().clone();
        stored[1].detail = "{\"n\":99}".into();
        stored[1].hash = stored[1].computed_hash();
        assert_eq!(breaks(&stored, &head), vec![(3, "unlinked")]);
    }

    #[test]
    fn a_removed_row_is_missing() {
        let mut stored = rows(5);
        let head = stored.last().unwrap().clone();
        stored.remove(2);
        assert_eq!(breaks(&stored, &head), vec![(3, "missing")]);
    }

    #[test]
    fn rows_cut_off_or_added_at_the_end_show_at_the_head() {
        let stored = rows(5);
        assert_eq!(breaks(&stored[..3], &stored[4]), vec![(5, "head")]);
        assert_eq!(breaks(&stored, &stored[3]), vec![(4, "head")]);
        assert_eq!(breaks(&[], &stored[4]), vec![(5, "head")]);
    }
}
