//! People, their sessions and tokens on disk. Secrets are stored as hashes only.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::people::{Person, Role};
use domain::{BodyId, Moment, PersonId, SessionId, TokenId};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO person (id, body_id, login, name, position, email, phone, roles, lang, password_hash, failed_tries, \
              locked_until, active, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $12, 1)";
    BY_ID = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, failed_tries, locked_until, \
             active, created_at, version FROM person WHERE id = $1";
    BY_LOGIN = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, failed_tries, locked_until, \
                active, created_at, version FROM person WHERE login = $1";
    ALL_PEOPLE = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, failed_tries, locked_until, \
                  active, created_at, version FROM person ORDER BY login LIMIT $1";
    BY_BODY = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, failed_tries, locked_until, \
               active, created_at, version FROM person WHERE body_id = $1 AND active ORDER BY login LIMIT 200";
    NOTE_TRY = "UPDATE person SET failed_tries = $2, locked_until = $3 WHERE id = $1";
    SET_PASSWORD = "UPDATE person SET password_hash = $2, failed_tries = 0, locked_until = 0, version = version + 1 WHERE id = $1";
    SET_ACTIVE = "UPDATE person SET active = $2, version = version + 1 WHERE id = $1";
    INSERT_SESSION = "INSERT INTO session (id, secret_sha256, person_id, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    SESSION = "SELECT id, person_id, csrf, created_at, expires_at FROM session WHERE secret_sha256 = $1";
    DELETE_SESSION = "DELETE FROM session WHERE id = $1";
    DELETE_SESSIONS_OF = "DELETE FROM session WHERE person_id = $1";
    PROLONG_SESSION = "UPDATE session SET expires_at = $2 WHERE id = $1 AND expires_at < $2";
    UNKNOWN_TRY = "SELECT tries, waits_until FROM sign_in_try WHERE name_sha256 = $1";
    NOTE_UNKNOWN_TRY = "INSERT INTO sign_in_try (name_sha256, tries, waits_until, tried_at) VALUES ($1, $2, $3, $4) \
                        ON CONFLICT (name_sha256) DO UPDATE SET tries = $2, waits_until = $3, tried_at = $4";
    SWEEP_UNKNOWN_TRIES = "DELETE FROM sign_in_try WHERE tried_at < $1";
    SWEEP_SESSIONS = "DELETE FROM session WHERE expires_at < $1";
    INSERT_TOKEN = "INSERT INTO api_token (id, secret_sha256, person_id, name, scopes, created_at, expires_at, revoked_at) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    TOKEN = "SELECT id, person_id, name, scopes, created_at, expires_at, revoked_at FROM api_token WHERE secret_sha256 = $1";
    TOKENS_OF = "SELECT id, person_id, name, scopes, created_at, expires_at, revoked_at FROM api_token WHERE person_id = $1 \
                 ORDER BY created_at DESC LIMIT 200";
    REVOKE_TOKEN = "UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
}

/// A person with what sign-in needs.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The person.
    pub person: Person,
    /// Argon2id hash in PHC form.
    pub password_hash: String,
    /// Wrong passwords since the last right one.
    pub failed_tries: i64,
    /// No try is heard before.
    pub locked_until: Moment,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Identity.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// Token every post must carry.
    pub csrf: String,
    /// Begun.
    pub created_at: Moment,
    /// Ends.
    pub expires_at: Moment,
}

/// An API token without its secret.
#[derive(Debug, Clone)]
pub struct TokenRow {
    /// Identity.
    pub id: TokenId,
    /// Whose.
    pub person: PersonId,
    /// Given name.
    pub name: String,
    /// Codes of rights it is limited to.
    pub scopes: Vec<String>,
    /// Made.
    pub created_at: Moment,
    /// Ends.
    pub expires_at: Option<Moment>,
    /// Revoked.
    pub revoked_at: Option<Moment>,
}

row! {
    struct Stored {
        id: Uuid,
        body_id: Uuid,
        login: String,
        name: String,
        position: String,
        email: String,
        phone: String,
        roles: Json<Vec<Role>>,
        lang: String,
        password_hash: String,
        failed_tries: i64,
        locked_until: i64,
        active: bool,
        created_at: i64,
        version: i64,
    }
}

impl From<Stored> for Credentials {
    fn from(s: Stored) -> Self {
        Self {
            person: Person {
                id: PersonId(s.id),
                body: BodyId(s.body_id),
                login: s.login,
                name: s.name,
                position: s.position,
                email: s.email,
                phone: s.phone,
                roles: s.roles.0,
                lang: s.lang,
                active: s.active,
                created_at: Moment::from_micros(s.created_at),
                version: s.version,
            },
            password_hash: s.password_hash,
            failed_tries: s.failed_tries,
            locked_until: Moment::from_micros(s.locked_until),
        }
    }
}

row! {
    struct StoredSession {
        id: Uuid,
        person_id: Uuid,
        csrf: String,
        created_at: i64,
        expires_at: i64,
    }
}

row! {
    struct StoredToken {
        id: Uuid,
        person_id: Uuid,
        name: String,
        scopes: Json<Vec<String>>,
        created_at: i64,
        expires_at: Option<i64>,
        revoked_at: Option<i64>,
    }
}

impl From<StoredToken> for TokenRow {
    fn from(s: StoredToken) -> Self {
        Self {
            id: TokenId(s.id),
            person: PersonId(s.person_id),
            name: s.name,
            scopes: s.scopes.0,
            created_at: Moment::from_micros(s.created_at),
            expires_at: s.expires_at.map(Moment::from_micros),
            revoked_at: s.revoked_at.map(Moment::from_micros),
        }
    }
}

impl Conn {
    /// A person by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn person(&mut self, id: PersonId) -> Result<Option<Credentials>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(Credentials::from))
    }

    /// A person by sign-in name.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn person_by_login(&mut self, login: &str) -> Result<Option<Credentials>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_LOGIN).bind(login).fetch_optional(c).await?);
        Ok(row.map(Credentials::from))
    }

    /// People by sign-in name.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn people(&mut self, limit: i64) -> Result<Vec<Person>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(ALL_PEOPLE).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(|r| Credentials::from(r).person).collect())
    }

    /// Active people of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn people_of(&mut self, body: BodyId) -> Result<Vec<Person>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(BY_BODY).bind(body.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(|r| Credentials::from(r).person).collect())
    }

    /// A session by the hash of its secret.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn session(&mut self, secret_sha256: &str) -> Result<Option<SessionRow>> {
        let row = on!(self, c => sqlx::query_as::<_, StoredSession>(SESSION).bind(secret_sha256).fetch_optional(c).await?);
        Ok(row.map(|s| SessionRow {
            id: SessionId(s.id),
            person: PersonId(s.person_id),
            csrf: s.csrf,
            created_at: Moment::from_micros(s.created_at),
            expires_at: Moment::from_micros(s.expires_at),
        }))
    }

    /// Tries under a name that nobody has, by the hash of the name, and the moment before which no further one is heard.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn unknown_tries(&mut self, name_sha256: &str) -> Result<(i64, Moment)> {
        let row = on!(self, c => sqlx::query_as::<_, (i64, i64)>(UNKNOWN_TRY).bind(name_sha256).fetch_optional(c).await?);
        Ok(row.map_or((0, Moment::EPOCH), |(tries, until)| (tries, Moment::from_micros(until))))
    }

    /// A token by the hash of its secret.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn token(&mut self, secret_sha256: &str) -> Result<Option<TokenRow>> {
        let row = on!(self, c => sqlx::query_as::<_, StoredToken>(TOKEN).bind(secret_sha256).fetch_optional(c).await?);
        Ok(row.map(TokenRow::from))
    }

    /// A person's tokens, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn tokens_of(&mut self, person: PersonId) -> Result<Vec<TokenRow>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredToken>(TOKENS_OF).bind(person.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(TokenRow::from).collect())
    }
}

impl Tx {
    /// Enters a person.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the sign-in name is taken.
    #[boxed]
    pub async fn insert_person(&mut self, p: &Person, password_hash: &str) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(p.id.uuid()).bind(p.body.uuid()).bind(&p.login).bind(&p.name).bind(&p.position).bind(&p.email)
                .bind(&p.phone).bind(Json(&p.roles)).bind(&p.lang).bind(password_hash).bind(p.active)
                .bind(p.created_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Notes the outcome of a sign-in try.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_sign_in(
        &mut self,
        person: PersonId,
        failed_tries: i64,
        locked_until: Moment,
    ) -> Result<()> {
        on!(self, c => { sqlx::query(NOTE_TRY).bind(person.uuid()).bind(failed_tries).bind(locked_until.micros()).execute(c).await?; });
        Ok(())
    }

    /// Notes a try under a name that nobody has.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_unknown_try(
        &mut self,
        name_sha256: &str,
        tries: i64,
        waits_until: Moment,
        now: Moment,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(NOTE_UNKNOWN_TRY).bind(name_sha256).bind(tries).bind(waits_until.micros()).bind(now.micros())
                .execute(c).await?;
        });
        Ok(())
    }

    /// Forgets tries under names that nobody has from before a moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_unknown_tries(&mut self, before: Moment) -> Result<u64> {
        Ok(
            on!(self, c => sqlx::query(SWEEP_UNKNOWN_TRIES).bind(before.micros()).execute(c).await?.rows_affected()),
        )
    }

    /// Lets a session go on until a later moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn prolong_session(&mut self, id: SessionId, until: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(PROLONG_SESSION).bind(id.uuid()).bind(until.micros()).execute(c).await?; });
        Ok(())
    }

    /// Sets a new password hash and ends all sessions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_password(&mut self, person: PersonId, password_hash: &str) -> Result<()> {
        on!(self, c => { sqlx::query(SET_PASSWORD).bind(person.uuid()).bind(password_hash).execute(c).await?; });
        on!(self, c => { sqlx::query(DELETE_SESSIONS_OF).bind(person.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Lets a person in or shuts them out; shutting out ends all sessions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_person_active(&mut self, person: PersonId, active: bool) -> Result<()> {
        on!(self, c => { sqlx::query(SET_ACTIVE).bind(person.uuid()).bind(active).execute(c).await?; });
        if !active {
            on!(self, c => { sqlx::query(DELETE_SESSIONS_OF).bind(person.uuid()).execute(c).await?; });
        }
        Ok(())
    }

    /// Begins a session.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_session(&mut self, s: &SessionRow, secret_sha256: &str) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_SESSION)
                .bind(s.id.uuid()).bind(secret_sha256).bind(s.person.uuid()).bind(&s.csrf).bind(s.created_at.micros())
                .bind(s.expires_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn delete_session(&mut self, id: SessionId) -> Result<()> {
        on!(self, c => { sqlx::query(DELETE_SESSION).bind(id.uuid()).execute(c).await?; });
        Ok(())
    }

    /// Removes sessions that ended before a moment.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sweep_sessions(&mut self, before: Moment) -> Result<u64> {
        Ok(
            on!(self, c => sqlx::query(SWEEP_SESSIONS).bind(before.micros()).execute(c).await?.rows_affected()),
        )
    }

    /// Enters a token.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_token(&mut self, t: &TokenRow, secret_sha256: &str) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_TOKEN)
                .bind(t.id.uuid()).bind(secret_sha256).bind(t.person.uuid()).bind(&t.name).bind(Json(&t.scopes))
                .bind(t.created_at.micros()).bind(t.expires_at.map(Moment::micros)).execute(c).await?;
        });
        Ok(())
    }

    /// Revokes a person's token.
    ///
    /// # Errors
    /// [`Error::Conflict`] when there is no such token in force.
    #[boxed]
    pub async fn revoke_token(&mut self, id: TokenId, person: PersonId, now: Moment) -> Result<()> {
        let changed = on!(self, c => sqlx::query(REVOKE_TOKEN)
            .bind(id.uuid()).bind(person.uuid()).bind(now.micros()).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
