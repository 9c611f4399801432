//! People and their tokens on disk. Secrets are stored as hashes only. Neighbours: `sessions`, `factors`, `tries`.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::people::{Person, Role};
use domain::{BodyId, Moment, PersonId, TokenId};
use sqlx::types::Json;
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO person (id, body_id, login, name, position, email, phone, roles, lang, password_hash, active, created_at, \
              version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    BY_ID = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, active, \
             created_at, version, signed_in_at FROM person WHERE id = $1";
    BY_LOGIN = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, active, \
                created_at, version, signed_in_at FROM person WHERE login = $1";
    ALL_PEOPLE = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, active, \
                  created_at, version, signed_in_at FROM person ORDER BY login LIMIT $1";
    BY_BODY = "SELECT id, body_id, login, name, position, email, phone, roles, lang, password_hash, active, \
               created_at, version, signed_in_at FROM person WHERE body_id = $1 AND active ORDER BY login LIMIT 200";
    NOTE_SIGN_IN = "UPDATE person SET signed_in_at = $2 WHERE id = $1";
    SET_PASSWORD = "UPDATE person SET password_hash = $2, version = version + 1 WHERE id = $1";
    SET_ROLES = "UPDATE person SET roles = $2, body_id = $3, version = version + 1 WHERE id = $1";
    SET_ACTIVE = "UPDATE person SET active = $2, version = version + 1 WHERE id = $1";
    INSERT_TOKEN = "INSERT INTO api_token (id, secret_sha256, person_id, name, scopes, created_at, expires_at, revoked_at) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    TOKEN = "SELECT id, person_id, name, scopes, created_at, expires_at, revoked_at, used_at FROM api_token WHERE secret_sha256 = $1";
    TOKENS_OF = "SELECT id, person_id, name, scopes, created_at, expires_at, revoked_at, used_at FROM api_token WHERE person_id = $1 \
                 ORDER BY created_at DESC LIMIT 200";
    REVOKE_TOKENS = "UPDATE api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
    REVOKE_TOKEN = "UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
    TOKEN_USED = "UPDATE api_token SET used_at = $2 WHERE id = $1";
}

/// A person with what sign-in needs.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The person.
    pub person: Person,
    /// Argon2id hash in PHC form; empty for who has no password and comes in by another way.
    pub password_hash: String,
    /// When they last came in.
    pub signed_in_at: Option<Moment>,
}

impl Credentials {
    /// The hash of the password, for who has one.
    pub fn password(&self) -> Option<&str> {
        Some(self.password_hash.as_str()).filter(|hash| !hash.is_empty())
    }
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
    pub expires_at: Moment,
    /// Revoked.
    pub revoked_at: Option<Moment>,
    /// Last used, to the minute.
    pub used_at: Option<Moment>,
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
        active: bool,
        created_at: i64,
        version: i64,
        signed_in_at: Option<i64>,
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
            signed_in_at: s.signed_in_at.map(Moment::from_micros),
        }
    }
}

row! {
    struct StoredToken {
        id: Uuid,
        person_id: Uuid,
        name: String,
        scopes: Json<Vec<String>>,
        created_at: i64,
        expires_at: i64,
        revoked_at: Option<i64>,
        used_at: Option<i64>,
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
            expires_at: Moment::from_micros(s.expires_at),
            revoked_at: s.revoked_at.map(Moment::from_micros),
            used_at: s.used_at.map(Moment::from_micros),
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

    /// Notes that somebody came in.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_sign_in(&mut self, person: PersonId, now: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(NOTE_SIGN_IN).bind(person.uuid()).bind(now.micros()).execute(c).await?; });
        Ok(())
    }

    /// Gives a person other roles and another body, as an outside provider says.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_roles(&mut self, person: PersonId, roles: &[Role], body: BodyId) -> Result<()> {
        on!(self, c => {
            sqlx::query(SET_ROLES).bind(person.uuid()).bind(Json(roles)).bind(body.uuid()).execute(c).await?;
        });
        Ok(())
    }

    /// Sets a new password hash and ends all sessions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_password(&mut self, person: PersonId, password_hash: &str) -> Result<()> {
        on!(self, c => { sqlx::query(SET_PASSWORD).bind(person.uuid()).bind(password_hash).execute(c).await?; });
        self.end_sessions(person, None).await?;
        Ok(())
    }

    /// Revokes every token of a person; gives how many there were.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn revoke_tokens(&mut self, person: PersonId, now: Moment) -> Result<u64> {
        Ok(
            on!(self, c => sqlx::query(REVOKE_TOKENS).bind(person.uuid()).bind(now.micros()).execute(c).await?.rows_affected()),
        )
    }

    /// Lets a person in or shuts them out; shutting out ends all sessions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn set_person_active(&mut self, person: PersonId, active: bool) -> Result<()> {
        on!(self, c => { sqlx::query(SET_ACTIVE).bind(person.uuid()).bind(active).execute(c).await?; });
        if !active {
            self.end_sessions(person, None).await?;
        }
        Ok(())
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
                .bind(t.created_at.micros()).bind(t.expires_at.micros()).execute(c).await?;
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

    /// Notes that a token was used.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn note_token_use(&mut self, id: TokenId, now: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(TOKEN_USED).bind(id.uuid()).bind(now.micros()).execute(c).await?; });
        Ok(())
    }
}
