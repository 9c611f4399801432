//! The audit chain on disk: appended in the transaction of the act, read in order, never changed.

use crate::conn::{gather, on};
use crate::script::MOST_ROWS;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::audit::{Event, Row};
use domain::{BodyId, Moment, Op, RequestId};
use uuid::Uuid;

statements! {
    /// Takes the head for this transaction; concurrent writers wait here, at the very end of their work.
    TAKE_HEAD = "UPDATE audit_head SET seq = seq + $1 WHERE id = 1 RETURNING seq, hash";
    READ_HEAD = "SELECT seq, hash FROM audit_head WHERE id = 1";
    READ_FROM = "SELECT seq, at, actor, body_id, request_id, act, subject_kind, subject_id, detail, previous, hash \
                 FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2";
    READ_SUBJECT = "SELECT seq, at, actor, body_id, request_id, act, subject_kind, subject_id, detail, previous, hash \
                    FROM audit WHERE subject_kind = $1 AND subject_id = $2 ORDER BY seq DESC LIMIT $3";
    COUNT_SUBJECT_ACTS = "SELECT COUNT(*) FROM audit WHERE subject_kind = $1 AND act = $2";
}

const SET_HEAD: &str = "UPDATE audit_head SET hash = $ WHERE id = 1";
const INSERT: &str = "INSERT INTO audit (seq, at, actor, body_id, request_id, act, subject_kind, subject_id, detail, previous, hash) VALUES ";

row! {
    struct Stored {
        seq: i64,
        at: i64,
        actor: String,
        body_id: Option<Uuid>,
        request_id: Uuid,
        act: String,
        subject_kind: String,
        subject_id: String,
        detail: String,
        previous: String,
        hash: String,
    }
}

impl From<Stored> for Row {
    fn from(s: Stored) -> Self {
        Self {
            sequence: s.seq,
            at: Moment::from_micros(s.at),
            actor: s.actor,
            body: s.body_id.map(BodyId),
            request: RequestId(s.request_id),
            act: s.act,
            subject_kind: s.subject_kind,
            subject_id: s.subject_id,
            detail: s.detail,
            previous: s.previous,
            hash: s.hash,
        }
    }
}

impl Conn {
    /// Length of the chain and hash of its last row.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn audit_head(&mut self) -> Result<(i64, String)> {
        Ok(on!(self, c => sqlx::query_as::<_, (i64, String)>(READ_HEAD).fetch_one(c).await?))
    }

    /// Up to `limit` rows after `sequence`, in order.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn audit_after(&mut self, sequence: i64, limit: i64) -> Result<Vec<Row>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(READ_FROM).bind(sequence).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(Row::from).collect())
    }

    /// The newest rows about one record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn audit_of(&mut self, kind: &str, id: &str, limit: i64) -> Result<Vec<Row>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(READ_SUBJECT).bind(kind).bind(id).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(Row::from).collect())
    }

    /// How often an act on a kind of record is in the chain.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn audit_count(&mut self, kind: &str, act: &str) -> Result<i64> {
        Ok(
            on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_SUBJECT_ACTS).bind(kind).bind(act).fetch_one(c).await?),
        )
    }
}

impl Tx {
    pub(crate) async fn gather_audit(&mut self, events: &[(Op, Event)]) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
        let (last, mut previous) =
            on!(self, c => sqlx::query_as::<_, (i64, String)>(TAKE_HEAD).bind(count).fetch_one(c).await?);
        let mut rows = Vec::with_capacity(events.len());
        for (i, (op, event)) in events.iter().enumerate() {
            let sequence = last - count + 1 + i64::try_from(i).unwrap_or(0);
            let row = Row::chain(op, event, sequence, &previous);
            previous.clone_from(&row.hash);
            rows.push(row);
        }
        for part in rows.chunks(MOST_ROWS) {
            self.send_if_long().await?;
            gather!(self, s => s.insert(INSERT, &["$"; 11], "", part, |s, r| {
                s.bind(r.sequence).bind(r.at.micros()).bind(&r.actor).bind(r.body.map(BodyId::uuid))
                    .bind(r.request.uuid()).bind(&r.act).bind(&r.subject_kind).bind(&r.subject_id)
                    .bind(&r.detail).bind(&r.previous).bind(&r.hash);
            }));
        }
        gather!(self, s => s.add(SET_HEAD, |s| { s.bind(&previous); }));
        Ok(())
    }
}
