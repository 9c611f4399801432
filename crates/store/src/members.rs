//! Memberships, applications to join, profiles and the edits of them that wait.

use crate::conn::on;
use crate::restriction::hide_incidents;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::access::Reader;
use domain::members::{Application, Membership, Profile, ProfileChange};
use domain::{ApplicationId, BodyId, Moment, ProfileChangeId};
use sqlx::QueryBuilder;
use sqlx::types::Json;

statements! {
    MEMBERSHIP = "SELECT detail, version FROM membership WHERE body_id = $1";
    INSERT_MEMBERSHIP = "INSERT INTO membership (body_id, kind, state, cluster, detail, version) VALUES ($1, $2, $3, $4, $5, 1)";
    UPDATE_MEMBERSHIP = "UPDATE membership SET kind = $2, state = $3, cluster = $4, detail = $5, version = version + 1 \
                         WHERE body_id = $1 AND version = $6";
    COUNT_MEMBERS = "SELECT state, kind, COUNT(*) FROM membership GROUP BY state, kind";
    BY_PROVINCE = "SELECT b.province, COUNT(*) FROM membership m JOIN body b ON b.id = m.body_id \
                   WHERE m.state = 'active' AND b.province IS NOT NULL GROUP BY b.province";
    CLUSTERS = "SELECT DISTINCT cluster FROM membership WHERE cluster <> '' ORDER BY cluster LIMIT 500";
    PROFILE = "SELECT detail FROM member_profile WHERE body_id = $1 AND edition = $2";
    PROFILES = "SELECT detail FROM member_profile WHERE body_id = $1 ORDER BY edition DESC LIMIT $2";
    INSERT_PROFILE = "INSERT INTO member_profile (body_id, edition, detail) VALUES ($1, $2, $3)";
    INSERT_APPLICATION = "INSERT INTO membership_application (seq, id, number, state, detail, version) VALUES ($1, $2, $3, $4, $5, 1)";
    UPDATE_APPLICATION = "UPDATE membership_application SET state = $2, detail = $3, version = version + 1 \
                          WHERE id = $1 AND version = $4";
    APPLICATION = "SELECT detail, version FROM membership_application WHERE number = $1";
    APPLICATION_BY_ID = "SELECT detail, version FROM membership_application WHERE id = $1";
    APPLICATIONS = "SELECT seq, detail, version FROM membership_application WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
    WAITING_APPLICATIONS = "SELECT COUNT(*) FROM membership_application WHERE state = 'submitted'";
    INSERT_CHANGE = "INSERT INTO profile_change (id, body_id, state, at, detail, version) VALUES ($1, $2, $3, $4, $5, 1)";
    UPDATE_CHANGE = "UPDATE profile_change SET state = $2, detail = $3, version = version + 1 WHERE id = $1 AND version = $4";
    CHANGE = "SELECT detail, version FROM profile_change WHERE id = $1";
    PENDING_OF = "SELECT detail, version FROM profile_change WHERE body_id = $1 AND state = 'pending'";
    CHANGES_OF = "SELECT detail, version FROM profile_change WHERE body_id = $1 ORDER BY at DESC, id DESC LIMIT $2";
    PENDING = "SELECT detail, version FROM profile_change WHERE state = 'pending' ORDER BY at, id LIMIT $1";
}

type Versioned<T> = (Json<T>, i64);

fn membership((detail, version): Versioned<Membership>) -> Membership {
    Membership { version, ..detail.0 }
}

fn application((detail, version): Versioned<Application>) -> Application {
    Application { version, ..detail.0 }
}

fn change((detail, version): Versioned<ProfileChange>) -> ProfileChange {
    ProfileChange { version, ..detail.0 }
}

impl Conn {
    /// The membership of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn membership(&mut self, body: BodyId) -> Result<Option<Membership>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<Membership>>(MEMBERSHIP).bind(body.uuid()).fetch_optional(c).await?);
        Ok(row.map(membership))
    }

    /// How many members there are: state, kind and number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_members(&mut self) -> Result<Vec<(String, String, i64)>> {
        Ok(on!(self, c => sqlx::query_as(COUNT_MEMBERS).fetch_all(c).await?))
    }

    /// How many members in force each province has.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn members_by_province(&mut self) -> Result<Vec<(String, i64)>> {
        Ok(on!(self, c => sqlx::query_as(BY_PROVINCE).fetch_all(c).await?))
    }

    /// How many incidents are open in each province, and of how many the nearest last moment has passed.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn open_by_province(
        &mut self,
        now: Moment,
        reader: &Reader,
    ) -> Result<Vec<(String, i64, i64)>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new("SELECT province, COUNT(*), COUNT(CASE WHEN next_due_at <= ");
            q.push_bind(now.micros());
            q.push(" THEN 1 END) FROM incident i WHERE state IN ('open', 'ended') AND province IS NOT NULL");
            hide_incidents(&mut q, "i.id", reader);
            q.push(" GROUP BY province");
            q.build_query_as().fetch_all(c).await?
        }))
    }

    /// The clusters that members work in.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn clusters(&mut self) -> Result<Vec<String>> {
        Ok(on!(self, c => sqlx::query_scalar(CLUSTERS).fetch_all(c).await?))
    }

    /// An edition of a profile.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn profile(&mut self, body: BodyId, edition: i64) -> Result<Option<Profile>> {
        let row = on!(self, c => sqlx::query_scalar::<_, Json<Profile>>(PROFILE).bind(body.uuid()).bind(edition).fetch_optional(c).await?);
        Ok(row.map(|detail| detail.0))
    }

    /// The newest editions of a profile.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn profiles(&mut self, body: BodyId, limit: i64) -> Result<Vec<Profile>> {
        let rows = on!(self, c => sqlx::query_scalar::<_, Json<Profile>>(PROFILES).bind(body.uuid()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(|detail| detail.0).collect())
    }

    /// An application by its number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn application(&mut self, number: &str) -> Result<Option<Application>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<Application>>(APPLICATION).bind(number).fetch_optional(c).await?);
        Ok(row.map(application))
    }

    /// An application by its id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn application_by_id(&mut self, id: ApplicationId) -> Result<Option<Application>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<Application>>(APPLICATION_BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(application))
    }

    /// The newest applications below a sequence, with their sequences.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn applications(&mut self, before: i64, limit: i64) -> Result<Vec<(i64, Application)>> {
        let rows = on!(self, c => sqlx::query_as::<_, (i64, Json<Application>, i64)>(APPLICATIONS).bind(before).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(seq, detail, version)| (seq, application((detail, version)))).collect())
    }

    /// How many applications wait.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_waiting_applications(&mut self) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar(WAITING_APPLICATIONS).fetch_one(c).await?))
    }

    /// An edit of a profile.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn profile_change(&mut self, id: ProfileChangeId) -> Result<Option<ProfileChange>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<ProfileChange>>(CHANGE).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(change))
    }

    /// The edit of a body that nobody judged yet.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn pending_profile_change(&mut self, body: BodyId) -> Result<Option<ProfileChange>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<ProfileChange>>(PENDING_OF).bind(body.uuid()).fetch_optional(c).await?);
        Ok(row.map(change))
    }

    /// The newest edits of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn profile_changes_of(&mut self, body: BodyId, limit: i64) -> Result<Vec<ProfileChange>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned<ProfileChange>>(CHANGES_OF).bind(body.uuid()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(change).collect())
    }

    /// The edits that nobody judged yet, the oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn pending_profile_changes(&mut self, limit: i64) -> Result<Vec<ProfileChange>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned<ProfileChange>>(PENDING).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(change).collect())
    }
}

impl Tx {
    /// Enters a membership.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the body is a member already.
    #[boxed]
    pub async fn insert_membership(&mut self, m: &Membership) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_MEMBERSHIP).bind(m.body.uuid()).bind(m.kind.code()).bind(m.state.code()).bind(&m.cluster)
                .bind(Json(m)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a membership under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_membership(&mut self, m: &Membership) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_MEMBERSHIP)
            .bind(m.body.uuid()).bind(m.kind.code()).bind(m.state.code()).bind(&m.cluster).bind(Json(m)).bind(m.version)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Keeps an edition of a profile.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the edition is there.
    #[boxed]
    pub async fn insert_profile(&mut self, p: &Profile) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_PROFILE).bind(p.body.uuid()).bind(p.edition).bind(Json(p)).execute(c).await?;
        });
        Ok(())
    }

    /// Enters an application.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_application(&mut self, a: &Application) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_APPLICATION).bind(a.number.sequence()).bind(a.id.uuid()).bind(a.number.to_string())
                .bind(a.state.code()).bind(Json(a)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes an application under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_application(&mut self, a: &Application) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_APPLICATION)
            .bind(a.id.uuid()).bind(a.state.code()).bind(Json(a)).bind(a.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Enters an edit of a profile.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when another edit of the body waits.
    #[boxed]
    pub async fn insert_profile_change(&mut self, p: &ProfileChange) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_CHANGE).bind(p.id.uuid()).bind(p.body.uuid()).bind(p.state.code()).bind(p.at.micros())
                .bind(Json(p)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes an edit of a profile under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_profile_change(&mut self, p: &ProfileChange) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_CHANGE)
            .bind(p.id.uuid()).bind(p.state.code()).bind(Json(p)).bind(p.version).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
