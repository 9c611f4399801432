//! Invitations on disk. The secret of the link is computed from the id and the key of the deployment, and stored nowhere.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::invitations::Invitation;
use domain::people::Role;
use domain::{BodyId, InvitationId, Moment};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO invitation (id, login, name, position, email, phone, body_id, roles, lang, invited_by, created_at, expires_at, \
              accepted_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, NULL)";
    BY_ID = "SELECT id, login, name, position, email, phone, body_id, roles, lang, invited_by, created_at, expires_at, accepted_at, \
             withdrawn_at FROM invitation WHERE id = $1";
    NEWEST = "SELECT id, login, name, position, email, phone, body_id, roles, lang, invited_by, created_at, expires_at, accepted_at, \
              withdrawn_at FROM invitation ORDER BY created_at DESC LIMIT $1";
    OPEN_FOR = "SELECT COUNT(*) FROM invitation WHERE login = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2";
    ACCEPT = "UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL";
    WITHDRAW = "UPDATE invitation SET withdrawn_at = $2 WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL";
}

row! {
    struct Stored {
        id: Uuid,
        login: String,
        name: String,
        position: String,
        email: String,
        phone: String,
        body_id: Uuid,
        roles: Json<Vec<Role>>,
        lang: String,
        invited_by: String,
        created_at: i64,
        expires_at: i64,
        accepted_at: Option<i64>,
        withdrawn_at: Option<i64>,
    }
}

impl From<Stored> for Invitation {
    fn from(s: Stored) -> Self {
        Self {
            id: InvitationId(s.id),
            login: s.login,
            name: s.name,
            position: s.position,
            email: s.email,
            phone: s.phone,
            body: BodyId(s.body_id),
            roles: s.roles.0,
            lang: s.lang,
            invited_by: s.invited_by,
            created_at: Moment::from_micros(s.created_at),
            expires_at: Moment::from_micros(s.expires_at),
            accepted_at: s.accepted_at.map(Moment::from_micros),
            withdrawn_at: s.withdrawn_at.map(Moment::from_micros),
        }
    }
}

impl Conn {
    /// An invitation by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn invitation(&mut self, id: InvitationId) -> Result<Option<Invitation>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(Invitation::from))
    }

    /// Invitations, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn invitations(&mut self, limit: i64) -> Result<Vec<Invitation>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(NEWEST).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(Invitation::from).collect())
    }

    /// Whether an invitation for a sign-in name is open.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn is_invited(&mut self, login: &str, now: Moment) -> Result<bool> {
        let (open,) = on!(self, c => sqlx::query_as::<_, (i64,)>(OPEN_FOR).bind(login).bind(now.micros()).fetch_one(c).await?);
        Ok(open > 0)
    }
}

impl Tx {
    /// Enters an invitation.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_invitation(&mut self, i: &Invitation) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(i.id.uuid()).bind(&i.login).bind(&i.name).bind(&i.position).bind(&i.email).bind(&i.phone)
                .bind(i.body.uuid()).bind(Json(&i.roles)).bind(&i.lang).bind(&i.invited_by)
                .bind(i.created_at.micros()).bind(i.expires_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Notes that somebody joined by an invitation.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was accepted or withdrawn meanwhile.
    #[boxed]
    pub async fn accept_invitation(&mut self, id: InvitationId, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(ACCEPT).bind(id.uuid()).bind(now.micros()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was accepted or withdrawn meanwhile.
    #[boxed]
    pub async fn withdraw_invitation(&mut self, id: InvitationId, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(WITHDRAW).bind(id.uuid()).bind(now.micros()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
