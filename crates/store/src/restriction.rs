//! Restricted records on disk: who is named on them, who read them, and how every list leaves out what its reader may not
//! know of.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::access::{Reader, Triage};
use domain::restriction::Grant;
use domain::{BodyId, GrantId, Moment, PersonId};
use sqlx::{Database, Encode, QueryBuilder, Type};
use uuid::Uuid;

statements! {
    GRANTS = "SELECT id, person_id, granted_by, reason, since, until, withdrawn_at, withdrawn_by FROM access_grant \
              WHERE record_kind = $1 AND record_id = $2 ORDER BY since, id LIMIT 2000";
    INSERT_GRANT = "INSERT INTO access_grant (id, record_kind, record_id, person_id, granted_by, reason, since, until, withdrawn_at, \
                    withdrawn_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, '')";
    WITHDRAW_GRANT = "UPDATE access_grant SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_at IS NULL";
    IS_READ_NOTED = "SELECT COUNT(*) FROM record_read WHERE record_kind = $1 AND record_id = $2 AND reader = $3 AND door = $4 AND slot = $5";
    NOTE_READ = "INSERT INTO record_read (record_kind, record_id, reader, door, slot, name, body_id, at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    READS = "SELECT reader, door, name, body_id, at FROM record_read WHERE record_kind = $1 AND record_id = $2 \
             ORDER BY at DESC, reader LIMIT $3";
}

row! {
    struct StoredGrant {
        id: Uuid,
        person_id: Uuid,
        granted_by: String,
        reason: String,
        since: i64,
        until: Option<i64>,
        withdrawn_at: Option<i64>,
        withdrawn_by: String,
    }
}

row! {
    /// That somebody read a restricted record.
    #[derive(Debug, Clone)]
    pub struct ReadRow {
        /// Who: id of the person, or the part of the system.
        pub reader: String,
        /// Through which door: `page`, `api`, or the part of the system.
        pub door: String,
        /// Name at the time.
        pub name: String,
        /// The body acted for.
        pub body_id: Option<Uuid>,
        /// When first, in that stretch of time; microseconds.
        pub at: i64,
    }
}

/// Length of the stretch of time in which readings of one reader are one row.
const STRETCH_MICROS: i64 = 15 * 60 * 1_000_000;

/// A reading to note.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// `notice` or `incident`.
    pub kind: &'a str,
    /// The record.
    pub id: Uuid,
    /// Who: id of the person, or the part of the system.
    pub reader: &'a str,
    /// Through which door.
    pub door: &'a str,
    /// Name at the time.
    pub name: &'a str,
    /// The body acted for.
    pub body: Option<BodyId>,
    /// When.
    pub at: Moment,
}

impl Reading<'_> {
    fn slot(&self) -> i64 {
        self.at.micros().div_euclid(STRETCH_MICROS)
    }
}

const NAMED: &str =
    "(SELECT g.record_id FROM access_grant g WHERE g.withdrawn_at IS NULL AND g.record_kind = ";

/// Leaves out incidents that are restricted and on which the reader is not named; `column` has the id of the incident.
pub(crate) fn hide_incidents<'q, D>(q: &mut QueryBuilder<D>, column: &str, reader: &Reader)
where
    D: Database,
    i64: Encode<'q, D> + Type<D>,
    Uuid: Encode<'q, D> + Type<D>,
{
    if *reader == Reader::System {
        return;
    }
    q.push(" AND ").push(column).push(" NOT IN (SELECT x.id FROM incident x WHERE x.restricted = 1");
    if let Reader::Person { person, at, .. } = reader {
        q.push(" AND x.id NOT IN ");
        push_named(q, "incident", *person, *at);
    }
    q.push(")");
}

/// The same for notices. Whoever has a notice sees it, and before anybody took it, whoever may take it.
pub(crate) fn hide_notices<'q, D>(q: &mut QueryBuilder<D>, column: &str, reader: &Reader)
where
    D: Database,
    i64: Encode<'q, D> + Type<D>,
    Uuid: Encode<'q, D> + Type<D>,
{
    if *reader == Reader::System {
        return;
    }
    q.push(" AND ").push(column).push(" NOT IN (SELECT x.id FROM notice x WHERE x.restricted = 1");
    if let Reader::Person { person, at, triage } = reader {
        q.push(" AND x.id NOT IN ");
        push_named(q, "notice", *person, *at);
        if *triage != Triage::Without {
            q.push(" AND (x.taken_by_id IS NULL OR x.taken_by_id <> ").push_bind(person.uuid()).push(")");
        }
        match triage {
            Triage::Without | Triage::Nothing => {}
            Triage::All => {
                q.push(" AND x.taken_by_id IS NOT NULL");
            }
            Triage::Of(body) => {
                q.push(" AND (x.taken_by_id IS NOT NULL OR x.handled_by_id IS NULL OR x.handled_by_id <> ");
                q.push_bind(body.uuid()).push(")");
            }
        }
    }
    q.push(")");
}

fn push_named<'q, D>(q: &mut QueryBuilder<D>, kind: &'static str, person: PersonId, at: Moment)
where
    D: Database,
    i64: Encode<'q, D> + Type<D>,
    Uuid: Encode<'q, D> + Type<D>,
{
    q.push(NAMED).push("'").push(kind).push("' AND g.person_id = ").push_bind(person.uuid());
    q.push(" AND g.since <= ").push_bind(at.micros());
    q.push(" AND (g.until IS NULL OR g.until > ").push_bind(at.micros()).push("))");
}

impl Conn {
    /// The persons named on a record, former ones included, in the order they were named.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn grants(&mut self, kind: &str, id: Uuid) -> Result<Vec<Grant>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, StoredGrant>(GRANTS).bind(kind).bind(id).fetch_all(c).await?);
        let grant = |s: StoredGrant| Grant {
            id: GrantId(s.id),
            person: PersonId(s.person_id),
            by: s.granted_by,
            reason: s.reason,
            since: Moment::from_micros(s.since),
            until: s.until.map(Moment::from_micros),
            withdrawn_at: s.withdrawn_at.map(Moment::from_micros),
            withdrawn_by: s.withdrawn_by,
        };
        Ok(rows.into_iter().map(grant).collect())
    }

    /// Whether this reading is on record already, with those of the same stretch of time.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn is_read_noted(&mut self, reading: &Reading<'_>) -> Result<bool> {
        let count = on!(self, c => sqlx::query_scalar::<_, i64>(IS_READ_NOTED)
            .bind(reading.kind).bind(reading.id).bind(reading.reader).bind(reading.door).bind(reading.slot())
            .fetch_one(c).await?);
        Ok(count > 0)
    }

    /// The newest readings of a record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reads_of(&mut self, kind: &str, id: Uuid, limit: i64) -> Result<Vec<ReadRow>> {
        Ok(
            on!(self, c => sqlx::query_as::<_, ReadRow>(READS).bind(kind).bind(id).bind(limit).fetch_all(c).await?),
        )
    }

    /// Which of these notices, incidents and reports are restricted.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn restricted_among(&mut self, ids: &[Uuid]) -> Result<Vec<Uuid>> {
        const KINDS: [&str; 3] = [
            "SELECT id FROM incident WHERE restricted = 1 AND id IN (",
            "SELECT id FROM notice WHERE restricted = 1 AND id IN (",
            "SELECT r.id FROM report r JOIN incident i ON i.id = r.incident_id WHERE i.restricted = 1 AND r.id IN (",
        ];
        let mut found = Vec::new();
        if ids.is_empty() {
            return Ok(found);
        }
        for select in KINDS {
            found.extend(on!(self, c => {
                let mut q = QueryBuilder::new(select);
                let mut list = q.separated(", ");
                for id in ids {
                    list.push_bind(*id);
                }
                q.push(")");
                q.build_query_scalar::<Uuid>().fetch_all(c).await?
            }));
        }
        Ok(found)
    }
}

impl Tx {
    /// Names a person on a record.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_grant(&mut self, kind: &str, id: Uuid, grant: &Grant) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_GRANT)
                .bind(grant.id.uuid()).bind(kind).bind(id).bind(grant.person.uuid()).bind(&grant.by).bind(&grant.reason)
                .bind(grant.since.micros()).bind(grant.until.map(Moment::micros)).execute(c).await?;
        });
        Ok(())
    }

    /// Ends a naming.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was ended meanwhile.
    #[boxed]
    pub async fn withdraw_grant(&mut self, grant: &Grant) -> Result<()> {
        let changed = on!(self, c => sqlx::query(WITHDRAW_GRANT)
            .bind(grant.id.uuid()).bind(grant.withdrawn_at.map(Moment::micros)).bind(&grant.withdrawn_by)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Notes that somebody read a record; once a stretch of time.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_read(&mut self, reading: &Reading<'_>) -> Result<()> {
        on!(self, c => {
            sqlx::query(NOTE_READ)
                .bind(reading.kind).bind(reading.id).bind(reading.reader).bind(reading.door).bind(reading.slot())
                .bind(reading.name).bind(reading.body.map(BodyId::uuid)).bind(reading.at.micros()).execute(c).await?;
        });
        Ok(())
    }
}
