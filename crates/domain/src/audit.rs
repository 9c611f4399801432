//! The audit chain: each act is a row whose hash covers the row before it, so that a changed, removed or slipped-in
//! row breaks the chain at a place that can be named.

use crate::canonical::{canonical, sha256_hex};
use crate::{Actor, BodyId, Moment, Op, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

/// What happened, before it has its place in the chain.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// Stable name of the act, `subject.verb` in the past (`notice.received`).
    pub act: &'static str,
    /// Kind of record (`notice`).
    pub subject_kind: &'static str,
    /// Its identity.
    pub subject_id: String,
    /// What matters about the act; no secrets, no personal data beyond need.
    pub detail: Value,
}

impl Event {
    /// An event about a record.
    pub fn new(act: &'static str, kind: &'static str, id: impl ToString, detail: Value) -> Self {
        Self { act, subject_kind: kind, subject_id: id.to_string(), detail }
    }
}

/// A row of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Place in the chain, from 1 without gaps.
    pub sequence: i64,
    /// When.
    pub at: Moment,
    /// Who, as canonical JSON.
    pub actor: String,
    /// For which body.
    pub body: Option<BodyId>,
    /// In which request.
    pub request: RequestId,
    /// What.
    pub act: String,
    /// Kind of record.
    pub subject_kind: String,
    /// Identity of the record.
    pub subject_id: String,
    /// Detail as canonical JSON.
    pub detail: String,
    /// Hash of the row before; 64 zeros for the first.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// The hash "before" the first row.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl Row {
    /// Chains an event behind `previous`.
    pub fn chain(op: &Op, event: &Event, sequence: i64, previous: &str) -> Self {
        let mut row = Self {
            sequence,
            at: op.now,
            actor: canonical(&actor_value(&op.actor)),
            body: op.body,
            request: op.request,
            act: event.act.to_owned(),
            subject_kind: event.subject_kind.to_owned(),
            subject_id: event.subject_id.clone(),
            detail: canonical(&event.detail),
            previous: previous.to_owned(),
            hash: String::new(),
        };
        row.hash = row.computed_hash();
        row
    }

    /// The hash this row must have.
    pub fn computed_hash(&self) -> String {
        let covered = json!({
            "sequence": self.sequence,
            "at": self.at.micros(),
            "actor": self.actor,
            "body": self.body,
            "request": self.request,
            "act": self.act,
            "subject_kind": self.subject_kind,
            "subject_id": self.subject_id,
            "detail": self.detail,
            "previous": self.previous,
        });
        sha256_hex(canonical(&covered).as_bytes())
    }
}

fn actor_value(actor: &Actor) -> Value {
    serde_json::to_value(actor).unwrap_or(Value::Null)
}

/// Where a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The row at fault.
    pub sequence: i64,
    /// What is wrong with it: `changed`, `missing`, `unlinked`, `head`.
    pub fault: &'static str,
}

/// Walks rows in order and tells the first break; feed it batch after batch.
#[derive(Debug, Clone)]
pub struct Walk {
    next: i64,
    previous: String,
}

impl Default for Walk {
    fn default() -> Self {
        Self { next: 1, previous: GENESIS.to_owned() }
    }
}

impl Walk {
    /// Rows walked so far.
    pub const fn walked(&self) -> i64 {
        self.next - 1
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// The break, when the row is not the one that belongs here.
    pub fn step(&mut self, row: &Row) -> Result<(), Break> {
        if row.sequence != self.next {
            return Err(Break { sequence: self.next, fault: "missing" });
        }
        if row.computed_hash() != row.hash {
            return Err(Break { sequence: row.sequence, fault: "changed" });
        }
        if row.previous != self.previous {
            return Err(Break { sequence: row.sequence, fault: "unlinked" });
        }
        self.next += 1;
        self.previous.clone_from(&row.hash);
        Ok(())
    }

    /// Compares the end with the stored head, which finds rows cut off at the end.
    ///
    /// # Errors
    /// A break at the head.
    pub fn finish(&self, head_sequence: i64, head_hash: &str) -> Result<(), Break> {
        if head_sequence == self.walked() && head_hash == self.previous {
            Ok(())
        } else {
            Err(Break { sequence: head_sequence, fault: "head" })
        }
    }
}
