//! Second factors on disk: the sealed secret of an authenticator app, tags of recovery codes, public keys of passkeys.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::sign_in::Factors;
use domain::{Moment, PasskeyId, PersonId};
use uuid::Uuid;

statements! {
    AUTHENTICATOR = "SELECT sealed_secret, created_at, proven_at, last_step FROM authenticator WHERE person_id = $1";
    OFFER = "INSERT INTO authenticator (person_id, sealed_secret, created_at, proven_at, last_step) VALUES ($1, $2, $3, NULL, 0) \
             ON CONFLICT (person_id) DO UPDATE SET sealed_secret = $2, created_at = $3, last_step = 0 \
             WHERE authenticator.proven_at IS NULL";
    PROVE = "UPDATE authenticator SET proven_at = $2 WHERE person_id = $1 AND proven_at IS NULL";
    TAKE_STEP = "UPDATE authenticator SET last_step = $2 WHERE person_id = $1 AND last_step < $2";
    REMOVE_AUTHENTICATOR = "DELETE FROM authenticator WHERE person_id = $1";
    INSERT_CODE = "INSERT INTO recovery_code (person_id, tag, used_at) VALUES ($1, $2, NULL)";
    USE_CODE = "UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND tag = $2 AND used_at IS NULL";
    REMOVE_CODES = "DELETE FROM recovery_code WHERE person_id = $1";
    PASSKEYS_OF = "SELECT id, person_id, credential, public_key, sign_count, name, synced, created_at, used_at FROM passkey \
                   WHERE person_id = $1 ORDER BY created_at LIMIT 50";
    PASSKEY = "SELECT id, person_id, credential, public_key, sign_count, name, synced, created_at, used_at FROM passkey \
               WHERE credential = $1";
    INSERT_PASSKEY = "INSERT INTO passkey (id, person_id, credential, public_key, sign_count, name, synced, created_at, used_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)";
    USE_PASSKEY = "UPDATE passkey SET sign_count = $2, synced = $3, used_at = $4 WHERE id = $1";
    REMOVE_PASSKEY = "DELETE FROM passkey WHERE id = $1 AND person_id = $2";
    REMOVE_PASSKEYS = "DELETE FROM passkey WHERE person_id = $1";
    FACTS = "SELECT p.id, p.signed_in_at, \
             (SELECT COUNT(*) FROM authenticator a WHERE a.person_id = p.id AND a.proven_at IS NOT NULL) AS authenticators, \
             (SELECT COUNT(*) FROM passkey k WHERE k.person_id = p.id) AS passkeys, \
             (SELECT COUNT(*) FROM recovery_code r WHERE r.person_id = p.id AND r.used_at IS NULL) AS codes \
             FROM person p WHERE p.id = $1";
    ALL_FACTS = "SELECT p.id, p.signed_in_at, \
                 (SELECT COUNT(*) FROM authenticator a WHERE a.person_id = p.id AND a.proven_at IS NOT NULL) AS authenticators, \
                 (SELECT COUNT(*) FROM passkey k WHERE k.person_id = p.id) AS passkeys, \
                 (SELECT COUNT(*) FROM recovery_code r WHERE r.person_id = p.id AND r.used_at IS NULL) AS codes \
                 FROM person p ORDER BY p.login LIMIT $1";
}

/// The authenticator app of a person.
#[derive(Clone)]
pub struct AuthenticatorRow {
    /// Its secret, sealed.
    pub sealed_secret: String,
    /// When it was offered.
    pub offered_at: Moment,
    /// When it showed its first right code; none while it is only offered.
    pub proven_at: Option<Moment>,
    /// The last time step whose code was taken.
    pub last_step: i64,
}

/// A passkey.
#[derive(Debug, Clone)]
pub struct PasskeyRow {
    /// Identity.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// Credential id, base64url.
    pub credential: String,
    /// COSE key, base64url.
    pub public_key: String,
    /// The counter it last told.
    pub sign_count: i64,
    /// Given name.
    pub name: String,
    /// Whether it is kept in step between devices.
    pub synced: bool,
    /// Added.
    pub created_at: Moment,
    /// Last used.
    pub used_at: Option<Moment>,
}

/// How somebody signs in.
#[derive(Debug, Clone, Copy)]
pub struct SignInFacts {
    /// Who.
    pub person: PersonId,
    /// The factors.
    pub factors: Factors,
    /// When they last came in.
    pub signed_in_at: Option<Moment>,
}

row! {
    struct Stored {
        sealed_secret: String,
        created_at: i64,
        proven_at: Option<i64>,
        last_step: i64,
    }
    struct StoredPasskey {
        id: Uuid,
        person_id: Uuid,
        credential: String,
        public_key: String,
        sign_count: i64,
        name: String,
        synced: bool,
        created_at: i64,
        used_at: Option<i64>,
    }
    struct StoredFacts {
        id: Uuid,
        signed_in_at: Option<i64>,
        authenticators: i64,
        passkeys: i64,
        codes: i64,
    }
}

impl From<StoredPasskey> for PasskeyRow {
    fn from(s: StoredPasskey) -> Self {
        Self {
            id: PasskeyId(s.id),
            person: PersonId(s.person_id),
            credential: s.credential,
            public_key: s.public_key,
            sign_count: s.sign_count,
            name: s.name,
            synced: s.synced,
            created_at: Moment::from_micros(s.created_at),
            used_at: s.used_at.map(Moment::from_micros),
        }
    }
}

impl From<StoredFacts> for SignInFacts {
    fn from(s: StoredFacts) -> Self {
        Self {
            person: PersonId(s.id),
            factors: Factors {
                authenticator: s.authenticators > 0,
                passkeys: s.passkeys,
                codes_left: s.codes,
            },
            signed_in_at: s.signed_in_at.map(Moment::from_micros),
        }
    }
}

impl Conn {
    /// The authenticator app of a person, offered or proven.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn authenticator(&mut self, of: PersonId) -> Result<Option<AuthenticatorRow>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(AUTHENTICATOR).bind(of.uuid()).fetch_optional(c).await?);
        Ok(row.map(|s| AuthenticatorRow {
            sealed_secret: s.sealed_secret,
            offered_at: Moment::from_micros(s.created_at),
            proven_at: s.proven_at.map(Moment::from_micros),
            last_step: s.last_step,
        }))
    }

    /// The factors of a person; none at all for who is not there.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn factors_of(&mut self, person: PersonId) -> Result<Factors> {
        let row = on!(self, c => sqlx::query_as::<_, StoredFacts>(FACTS).bind(person.uuid()).fetch_optional(c).await?);
        Ok(row.map(|row| SignInFacts::from(row).factors).unwrap_or_default())
    }

    /// How people sign in, in the order of their sign-in names.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn sign_in_facts(&mut self, limit: i64) -> Result<Vec<SignInFacts>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, StoredFacts>(ALL_FACTS).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(SignInFacts::from).collect())
    }

    /// A person's passkeys, the oldest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn passkeys_of(&mut self, person: PersonId) -> Result<Vec<PasskeyRow>> {
        let rows = on!(self, c => sqlx::query_as::<_, StoredPasskey>(PASSKEYS_OF).bind(person.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(PasskeyRow::from).collect())
    }

    /// A passkey by its credential id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn passkey(&mut self, credential: &str) -> Result<Option<PasskeyRow>> {
        let row = on!(self, c => sqlx::query_as::<_, StoredPasskey>(PASSKEY).bind(credential).fetch_optional(c).await?);
        Ok(row.map(PasskeyRow::from))
    }
}

impl Tx {
    /// Keeps the secret of an app that has yet to show a code; one that has shown it stays as it is, and then the answer
    /// is no.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn offer_authenticator(
        &mut self,
        of: PersonId,
        sealed_secret: &str,
        now: Moment,
    ) -> Result<bool> {
        let kept = on!(self, c => sqlx::query(OFFER).bind(of.uuid()).bind(sealed_secret).bind(now.micros())
            .execute(c).await?.rows_affected());
        Ok(kept > 0)
    }

    /// Notes that the app showed its first right code.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn prove_authenticator(&mut self, of: PersonId, now: Moment) -> Result<()> {
        on!(self, c => { sqlx::query(PROVE).bind(of.uuid()).bind(now.micros()).execute(c).await?; });
        Ok(())
    }

    /// Takes the code of a time step; no when it, or a later one, was taken before.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn take_step(&mut self, of: PersonId, step: i64) -> Result<bool> {
        let taken = on!(self, c => sqlx::query(TAKE_STEP).bind(of.uuid()).bind(step).execute(c).await?.rows_affected());
        Ok(taken > 0)
    }

    /// Removes the authenticator app of a person; whether there was one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn remove_authenticator(&mut self, of: PersonId) -> Result<bool> {
        let gone = on!(self, c => sqlx::query(REMOVE_AUTHENTICATOR).bind(of.uuid()).execute(c).await?.rows_affected());
        Ok(gone > 0)
    }

    /// Puts new recovery codes in the place of all that were there.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn replace_codes(&mut self, of: PersonId, tags: &[String]) -> Result<()> {
        on!(self, c => { sqlx::query(REMOVE_CODES).bind(of.uuid()).execute(c).await?; });
        for tag in tags {
            on!(self, c => { sqlx::query(INSERT_CODE).bind(of.uuid()).bind(tag).execute(c).await?; });
        }
        Ok(())
    }

    /// Uses a recovery code; no when there is none like it that was not used.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn use_code(&mut self, of: PersonId, tag: &str, now: Moment) -> Result<bool> {
        let used = on!(self, c => sqlx::query(USE_CODE).bind(of.uuid()).bind(tag).bind(now.micros())
            .execute(c).await?.rows_affected());
        Ok(used > 0)
    }

    /// Adds a passkey.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when somebody has this credential.
    #[boxed]
    pub async fn insert_passkey(&mut self, p: &PasskeyRow) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_PASSKEY)
                .bind(p.id.uuid()).bind(p.person.uuid()).bind(&p.credential).bind(&p.public_key).bind(p.sign_count)
                .bind(&p.name).bind(p.synced).bind(p.created_at.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Notes the use of a passkey.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn use_passkey(
        &mut self,
        id: PasskeyId,
        sign_count: i64,
        synced: bool,
        now: Moment,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(USE_PASSKEY).bind(id.uuid()).bind(sign_count).bind(synced).bind(now.micros()).execute(c).await?;
        });
        Ok(())
    }

    /// Removes a passkey of a person; whether there was one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn remove_passkey(&mut self, id: PasskeyId, of: PersonId) -> Result<bool> {
        let gone = on!(self, c => sqlx::query(REMOVE_PASSKEY).bind(id.uuid()).bind(of.uuid()).execute(c).await?.rows_affected());
        Ok(gone > 0)
    }

    /// Removes every factor of a person, recovery codes included.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn remove_factors(&mut self, of: PersonId) -> Result<()> {
        on!(self, c => { sqlx::query(REMOVE_AUTHENTICATOR).bind(of.uuid()).execute(c).await?; });
        on!(self, c => { sqlx::query(REMOVE_PASSKEYS).bind(of.uuid()).execute(c).await?; });
        on!(self, c => { sqlx::query(REMOVE_CODES).bind(of.uuid()).execute(c).await?; });
        Ok(())
    }
}
