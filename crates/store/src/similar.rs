//! Notices that may tell of the same thing, found by the values they share.

use crate::conn::on;
use crate::{Conn, Error, Result, boxed, dialect, row};
use domain::notices::Notice;
use domain::notices::likeness::{self, Key, Trait};
use domain::{BodyId, Moment, NoticeId};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

const SIMILAR: &str = "SELECT n.id, n.number, n.subject, n.state, n.received_at, n.sender_body_id, n.handled_by_id, n.restricted, k.kind FROM mine \
                       JOIN notice_key k ON k.kind = mine.kind AND k.value = mine.value JOIN notice n ON n.seq = k.notice_seq \
                       WHERE k.notice_seq <> $ AND n.received_at BETWEEN $ AND $ AND n.state <> 'merged' AND n.state <> 'rejected' \
                       ORDER BY k.notice_seq DESC LIMIT 400";

/// A notice that shares values with another.
#[derive(Debug, Clone)]
pub struct Similar {
    /// Identity.
    pub id: NoticeId,
    /// Number.
    pub number: String,
    /// One line.
    pub subject: String,
    /// State code.
    pub state: String,
    /// When it reached us.
    pub received_at: Moment,
    /// What is shared.
    pub shared: Vec<Trait>,
    /// Few may know of it.
    pub restricted: bool,
}

row! {
    struct StoredSimilar {
        id: Uuid,
        number: String,
        subject: String,
        state: String,
        received_at: i64,
        sender_body_id: Option<Uuid>,
        handled_by_id: Option<Uuid>,
        restricted: i64,
        kind: String,
    }
}

/// The notices that share one of these values, as `(kind, value)` pairs.
fn similar(keys: &[Key], postgres: bool) -> String {
    let pairs = dialect::groups("", &["$", "$"], keys.len(), postgres.then_some(1));
    let rest = dialect::placed(SIMILAR, postgres.then_some(keys.len() * 2 + 1));
    format!("WITH mine (kind, value) AS (VALUES {pairs}) {rest}")
}

impl Conn {
    /// Notices that share a value with this one and came near in time, newest first; bounded to those a body sent or
    /// handles.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn similar_notices(
        &mut self,
        notice: &Notice,
        of_body: Option<BodyId>,
    ) -> Result<Vec<Similar>> {
        let (from, to) = (notice.received_at.minus(likeness::NEAR), notice.received_at.plus(likeness::NEAR));
        let keys = likeness::keys(&notice.content);
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let sql = similar(&keys, self.postgres());
        let rows = on!(self, c => {
            let mut query = sqlx::query_as::<_, StoredSimilar>(AssertSqlSafe(sql));
            for key in &keys {
                query = query.bind(key.kind.code()).bind(&key.value);
            }
            query.bind(notice.number.sequence()).bind(from.micros()).bind(to.micros()).fetch_all(c).await?
        });
        let mut found: Vec<Similar> = Vec::new();
        let seen = |row: &StoredSimilar| {
            of_body.is_none_or(|body| [row.sender_body_id, row.handled_by_id].contains(&Some(body.uuid())))
        };
        for row in rows.into_iter().filter(seen) {
            let kind: Trait = row.kind.parse().map_err(|e| Error::corrupt("notice key", e))?;
            match found.iter_mut().find(|s| s.id == NoticeId(row.id)) {
                Some(known) if known.shared.contains(&kind) => {}
                Some(known) => known.shared.push(kind),
                None => found.push(Similar {
                    id: NoticeId(row.id),
                    number: row.number,
                    subject: row.subject,
                    state: row.state,
                    received_at: Moment::from_micros(row.received_at),
                    shared: vec![kind],
                    restricted: row.restricted != 0,
                }),
            }
        }
        Ok(found)
    }
}
