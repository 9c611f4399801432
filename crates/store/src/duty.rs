//! Rosters, shifts and published months on disk.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::duty::{DutyLine, Roster, Shift};
use domain::{BodyId, Moment, ShiftId};
use serde_json::Value;
use sqlx::types::Json;

statements! {
    PUT_ROSTER = "INSERT INTO duty_roster (body_id, public, detail, version) VALUES ($1, $2, $3, 1) \
                  ON CONFLICT (body_id) DO UPDATE SET public = $2, detail = $3, version = duty_roster.version + 1";
    ADD_ROSTER = "INSERT INTO duty_roster (body_id, public, detail, version) VALUES ($1, $2, $3, 1) \
                  ON CONFLICT (body_id) DO NOTHING";
    HOLD = "UPDATE duty_roster SET version = version + 1 WHERE body_id = $1";
    ROSTER = "SELECT detail, version FROM duty_roster WHERE body_id = $1";
    ROSTERS = "SELECT detail, version FROM duty_roster ORDER BY body_id LIMIT 500";
    PUBLIC_ROSTERS = "SELECT detail, version FROM duty_roster WHERE public ORDER BY body_id LIMIT 200";
    INSERT = "INSERT INTO duty_shift (id, body_id, line, from_at, until_at, detail, version) VALUES ($1, $2, $3, $4, $5, $6, 1)";
    UPDATE = "UPDATE duty_shift SET detail = $2, version = version + 1 WHERE id = $1 AND version = $3";
    DELETE = "DELETE FROM duty_shift WHERE id = $1 AND version = $2";
    SHIFT = "SELECT detail, version FROM duty_shift WHERE id = $1";
    BETWEEN = "SELECT detail, version FROM duty_shift WHERE body_id = $1 AND from_at < $3 AND from_at > $4 AND until_at > $2 \
               ORDER BY from_at, line, id LIMIT 5000";
    NEXT = "SELECT detail, version FROM duty_shift WHERE body_id = $1 AND line = $2 AND from_at >= $3 ORDER BY from_at LIMIT 1";
    UNREAD = "SELECT detail, version FROM duty_shift WHERE body_id = $1 AND from_at > $2 AND from_at <= $3 \
              ORDER BY from_at DESC, line LIMIT 200";
    PUBLISH = "INSERT INTO duty_month (body_id, line, month, published_at, detail) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (body_id, line, month) DO UPDATE SET published_at = $4, detail = $5";
    MONTHS = "SELECT line, published_at, detail FROM duty_month WHERE body_id = $1 AND month = $2 ORDER BY line";
}

type Row<T> = (Json<T>, i64);

fn roster((detail, version): Row<Roster>) -> Roster {
    Roster { version, ..detail.0 }
}

fn shift((detail, version): Row<Shift>) -> Shift {
    Shift { version, ..detail.0 }
}

/// A line of a month that was published: code of the line, when, and what is known of its gaps.
pub type PublishedMonth = (String, Moment, Value);

/// A shift that began longer before a moment than any shift lasts does not reach it; the index stops there.
fn earliest(from: Moment) -> i64 {
    from.micros() - domain::duty::LONGEST_SHIFT_HOURS * 3_600_000_000 - 1
}

impl Conn {
    /// The roster of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn roster(&mut self, body: BodyId) -> Result<Option<Roster>> {
        let row = on!(self, c => sqlx::query_as::<_, Row<Roster>>(ROSTER).bind(body.uuid()).fetch_optional(c).await?);
        Ok(row.map(roster))
    }

    /// All rosters, at most 500; those that are public alone when asked so.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn rosters(&mut self, public: bool) -> Result<Vec<Roster>> {
        let text = if public { PUBLIC_ROSTERS } else { ROSTERS };
        let rows = on!(self, c => sqlx::query_as::<_, Row<Roster>>(text).fetch_all(c).await?);
        Ok(rows.into_iter().map(roster).collect())
    }

    /// A shift by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn shift(&mut self, id: ShiftId) -> Result<Option<Shift>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Row<Shift>>(SHIFT).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(shift))
    }

    /// The shifts of a body, on both lines, that reach into a span.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn shifts_between(&mut self, body: BodyId, from: Moment, until: Moment) -> Result<Vec<Shift>> {
        let rows = on!(self, c => sqlx::query_as::<_, Row<Shift>>(BETWEEN)
            .bind(body.uuid()).bind(from.micros()).bind(until.micros()).bind(earliest(from)).fetch_all(c).await?);
        Ok(rows.into_iter().map(shift).collect())
    }

    /// The first shift of a line that begins at a moment or later.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn next_shift(&mut self, body: BodyId, line: DutyLine, at: Moment) -> Result<Option<Shift>> {
        let row = on!(self, c => sqlx::query_as::<_, Row<Shift>>(NEXT)
            .bind(body.uuid()).bind(line.code()).bind(at.micros()).fetch_optional(c).await?);
        Ok(row.map(shift))
    }

    /// Shifts that began within a span, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn shifts_begun(&mut self, body: BodyId, after: Moment, until: Moment) -> Result<Vec<Shift>> {
        let rows = on!(self, c => sqlx::query_as::<_, Row<Shift>>(UNREAD)
            .bind(body.uuid()).bind(after.micros()).bind(until.micros()).fetch_all(c).await?);
        Ok(rows.into_iter().map(shift).collect())
    }

    /// What of a month (`2026-11`) was published.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn published_months(&mut self, body: BodyId, month: &str) -> Result<Vec<PublishedMonth>> {
        let rows = on!(self, c => sqlx::query_as::<_, (String, i64, Json<Value>)>(MONTHS)
            .bind(body.uuid()).bind(month).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(line, at, detail)| (line, Moment::from_micros(at), detail.0)).collect())
    }
}

impl Tx {
    /// Writes a roster.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn put_roster(&mut self, one: &Roster) -> Result<()> {
        on!(self, c => {
            sqlx::query(PUT_ROSTER).bind(one.body.uuid()).bind(one.public).bind(Json(one)).execute(c).await?;
        });
        Ok(())
    }

    /// Makes sure that a roster is there and keeps others from changing its shifts until this transaction ends.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn hold_roster(&mut self, blank: &Roster) -> Result<()> {
        on!(self, c => {
            sqlx::query(ADD_ROSTER).bind(blank.body.uuid()).bind(blank.public).bind(Json(blank)).execute(c).await?;
        });
        on!(self, c => { sqlx::query(HOLD).bind(blank.body.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Enters a shift.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_shift(&mut self, one: &Shift) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(one.id.uuid()).bind(one.body.uuid()).bind(one.line.code())
                .bind(one.from.micros()).bind(one.until.micros()).bind(Json(one)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a shift under its version; its span stays.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn update_shift(&mut self, one: &Shift) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(one.id.uuid()).bind(Json(one)).bind(one.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Takes a shift out.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn delete_shift(&mut self, one: &Shift) -> Result<()> {
        let gone = on!(self, c => sqlx::query(DELETE)
            .bind(one.id.uuid()).bind(one.version).execute(c).await?.rows_affected());
        if gone == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Notes that a line of a month was published.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn publish_month(
        &mut self,
        body: BodyId,
        line: DutyLine,
        month: &str,
        at: Moment,
        detail: &Value,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(PUBLISH).bind(body.uuid()).bind(line.code()).bind(month).bind(at.micros()).bind(Json(detail))
                .execute(c).await?;
        });
        Ok(())
    }
}
