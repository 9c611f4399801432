//! Response teams on disk: members, delegations, documents, meetings.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::teams::delegation::Delegation;
use domain::teams::documents::TeamDocument;
use domain::teams::meetings::Meeting;
use domain::teams::{Member, Team};
use domain::{DelegationId, IncidentId, MeetingId, MemberId, Moment, TeamId};
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO team (id, key, name, body_id, province, detail, version) VALUES ($1, $2, $3, $4, $5, $6, 1)";
    TOUCH = "UPDATE team SET version = version + 1 WHERE id = $1";
    BY_KEY = "SELECT detail, version FROM team WHERE key = $1";
    BY_ID = "SELECT detail, version FROM team WHERE id = $1";
    ALL_TEAMS = "SELECT detail, version FROM team ORDER BY name, id LIMIT 500";
    OF_PROVINCE = "SELECT detail, version FROM team WHERE province = $1 ORDER BY name, id LIMIT 50";
    INSERT_MEMBER = "INSERT INTO team_member (id, team_id, person_id, body_id, from_at, until_at, detail, version) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, 1)";
    UPDATE_MEMBER = "UPDATE team_member SET until_at = $2, detail = $3, version = version + 1 WHERE id = $1 AND version = $4";
    MEMBERS = "SELECT detail, version FROM team_member WHERE team_id = $1 ORDER BY from_at, id LIMIT 2000";
    MEMBER = "SELECT detail, version FROM team_member WHERE id = $1";
    INSERT_DELEGATION = "INSERT INTO team_delegation (id, team_id, number, until_at, detail, version) VALUES ($1, $2, $3, $4, $5, 1)";
    UPDATE_DELEGATION = "UPDATE team_delegation SET detail = $2, version = version + 1 WHERE id = $1 AND version = $3";
    DELEGATIONS = "SELECT detail, version FROM team_delegation WHERE team_id = $1 ORDER BY number LIMIT 2000";
    DELEGATION = "SELECT detail, version FROM team_delegation WHERE id = $1";
    INSERT_DOCUMENT = "INSERT INTO team_document (id, team_id, number, incident_id, signed_at, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    DOCUMENTS = "SELECT detail FROM team_document WHERE team_id = $1 ORDER BY signed_at DESC, id DESC LIMIT $2";
    INSERT_MEETING = "INSERT INTO team_meeting (id, team_id, state, planned_at, detail, version) VALUES ($1, $2, $3, $4, $5, 1)";
    UPDATE_MEETING = "UPDATE team_meeting SET state = $2, planned_at = $3, detail = $4, version = version + 1 WHERE id = $1 AND version = $5";
    MEETINGS = "SELECT detail, version FROM team_meeting WHERE team_id = $1 ORDER BY planned_at DESC, id DESC LIMIT 500";
    MEETING = "SELECT detail, version FROM team_meeting WHERE id = $1";
    MINUTES_OWED = "SELECT detail, version FROM team_meeting WHERE state = 'held' ORDER BY planned_at, id LIMIT 200";
}

/// Most documents of a team read at once.
const MOST_DOCUMENTS: i64 = 500;

type Row<T> = (Json<T>, i64);

fn team((detail, version): Row<Team>) -> Team {
    Team { version, ..detail.0 }
}

fn member((detail, version): Row<Member>) -> Member {
    Member { version, ..detail.0 }
}

fn delegation((detail, version): Row<Delegation>) -> Delegation {
    Delegation { version, ..detail.0 }
}

fn meeting((detail, version): Row<Meeting>) -> Meeting {
    Meeting { version, ..detail.0 }
}

const fn seen(changed: u64) -> Result<()> {
    if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
}

impl Conn {
    /// A team by its key.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn team_by_key(&mut self, key: &str) -> Result<Option<Team>> {
        let row = on!(self, c => sqlx::query_as::<_, Row<Team>>(BY_KEY).bind(key).fetch_optional(c).await?);
        Ok(row.map(team))
    }

    /// A team by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn team(&mut self, id: TeamId) -> Result<Option<Team>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Row<Team>>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(team))
    }

    /// The teams by name, at most 500.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn teams(&mut self) -> Result<Vec<Team>> {
        let rows = on!(self, c => sqlx::query_as::<_, Row<Team>>(ALL_TEAMS).fetch_all(c).await?);
        Ok(rows.into_iter().map(team).collect())
    }

    /// The teams of a province.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn teams_of_province(&mut self, province: &str) -> Result<Vec<Team>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Row<Team>>(OF_PROVINCE).bind(province).fetch_all(c).await?);
        Ok(rows.into_iter().map(team).collect())
    }

    /// Everybody who holds or held a post of a team.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn team_members(&mut self, id: TeamId) -> Result<Vec<Member>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Row<Member>>(MEMBERS).bind(id.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(member).collect())
    }

    /// A member by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn team_member(&mut self, id: MemberId) -> Result<Option<Member>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Row<Member>>(MEMBER).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(member))
    }

    /// The delegations of a team by number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn delegations(&mut self, id: TeamId) -> Result<Vec<Delegation>> {
        let rows = on!(self, c => sqlx::query_as::<_, Row<Delegation>>(DELEGATIONS).bind(id.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(delegation).collect())
    }

    /// A delegation by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn delegation(&mut self, id: DelegationId) -> Result<Option<Delegation>> {
        let row = on!(self, c => sqlx::query_as::<_, Row<Delegation>>(DELEGATION).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(delegation))
    }

    /// The documents of a team, newest first, at most 500.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn team_documents(&mut self, id: TeamId) -> Result<Vec<TeamDocument>> {
        let rows = on!(self, c => sqlx::query_as::<_, (Json<TeamDocument>,)>(DOCUMENTS)
            .bind(id.uuid()).bind(MOST_DOCUMENTS).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(detail,)| detail.0).collect())
    }

    /// The meetings of a team, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn meetings(&mut self, id: TeamId) -> Result<Vec<Meeting>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Row<Meeting>>(MEETINGS).bind(id.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(meeting).collect())
    }

    /// A meeting by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn meeting(&mut self, id: MeetingId) -> Result<Option<Meeting>> {
        let row = on!(self, c => sqlx::query_as::<_, Row<Meeting>>(MEETING).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(meeting))
    }

    /// Meetings of all teams that were held and whose minutes are owed, oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn minutes_owed(&mut self) -> Result<Vec<Meeting>> {
        let rows = on!(self, c => sqlx::query_as::<_, Row<Meeting>>(MINUTES_OWED).fetch_all(c).await?);
        Ok(rows.into_iter().map(meeting).collect())
    }
}

impl Tx {
    /// Enters a team.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the key is taken.
    #[boxed]
    pub async fn insert_team(&mut self, team: &Team) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(team.id.uuid()).bind(&team.key).bind(&team.name).bind(team.body.uuid())
                .bind(&team.province).bind(Json(team)).execute(c).await?;
        });
        Ok(())
    }

    /// Keeps others from changing what belongs to a team until this transaction ends.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn hold_team(&mut self, id: TeamId) -> Result<()> {
        on!(self, c => { sqlx::query(TOUCH).bind(id.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Enters a member.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_team_member(&mut self, one: &Member) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_MEMBER).bind(one.id.uuid()).bind(one.team.uuid()).bind(one.person.map(|id| id.uuid()))
                .bind(one.body.uuid()).bind(one.from.micros()).bind(one.until.map(Moment::micros)).bind(Json(one))
                .execute(c).await?;
        });
        Ok(())
    }

    /// Changes a member under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn update_team_member(&mut self, one: &Member) -> Result<()> {
        seen(on!(self, c => sqlx::query(UPDATE_MEMBER)
            .bind(one.id.uuid()).bind(one.until.map(Moment::micros)).bind(Json(one)).bind(one.version)
            .execute(c).await?.rows_affected()))
    }

    /// Enters a delegation.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when its number is taken.
    #[boxed]
    pub async fn insert_delegation(&mut self, one: &Delegation) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_DELEGATION).bind(one.id.uuid()).bind(one.team.uuid()).bind(one.number)
                .bind(one.until.micros()).bind(Json(one)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a delegation under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn update_delegation(&mut self, one: &Delegation) -> Result<()> {
        seen(on!(self, c => sqlx::query(UPDATE_DELEGATION)
            .bind(one.id.uuid()).bind(Json(one)).bind(one.version).execute(c).await?.rows_affected()))
    }

    /// Enters a signed document.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when its number is taken.
    #[boxed]
    pub async fn insert_team_document(&mut self, one: &TeamDocument) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_DOCUMENT).bind(one.id.uuid()).bind(one.team.uuid()).bind(&one.number)
                .bind(one.incident.map(IncidentId::uuid)).bind(one.signed_at.micros()).bind(Json(one))
                .execute(c).await?;
        });
        Ok(())
    }

    /// Enters a meeting.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_meeting(&mut self, one: &Meeting) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_MEETING).bind(one.id.uuid()).bind(one.team.uuid()).bind(one.state.code())
                .bind(one.planned_at.micros()).bind(Json(one)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a meeting under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`].
    #[boxed]
    pub async fn update_meeting(&mut self, one: &Meeting) -> Result<()> {
        seen(on!(self, c => sqlx::query(UPDATE_MEETING)
            .bind(one.id.uuid()).bind(one.state.code()).bind(one.planned_at.micros()).bind(Json(one))
            .bind(one.version).execute(c).await?.rows_affected()))
    }
}
