//! Who an outside provider means: the subject of an issuer and the person here.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::{Moment, PersonId};
use uuid::Uuid;

statements! {
    BY_SUBJECT = "SELECT person_id, mapped FROM provider_subject WHERE issuer = $1 AND subject = $2";
    INSERT = "INSERT INTO provider_subject (issuer, subject, person_id, mapped, created_at) VALUES ($1, $2, $3, $4, $5)";
}

row! {
    struct Stored {
        person_id: Uuid,
        mapped: bool,
    }
}

/// The person behind a subject.
#[derive(Debug, Clone, Copy)]
pub struct SubjectRow {
    /// Who.
    pub person: PersonId,
    /// Whether roles and body follow the word of the provider.
    pub mapped: bool,
}

impl Conn {
    /// The person behind a subject of an issuer.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn subject(&mut self, issuer: &str, subject: &str) -> Result<Option<SubjectRow>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_SUBJECT).bind(issuer).bind(subject).fetch_optional(c).await?);
        Ok(row.map(|s| SubjectRow { person: PersonId(s.person_id), mapped: s.mapped }))
    }
}

impl Tx {
    /// Notes whom an issuer means by a subject.
    ///
    /// # Errors
    /// [`crate::Error::Duplicate`] when that is known already.
    #[boxed]
    pub async fn insert_subject(
        &mut self,
        issuer: &str,
        subject: &str,
        row: SubjectRow,
        now: Moment,
    ) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(issuer).bind(subject).bind(row.person.uuid()).bind(row.mapped).bind(now.micros())
                .execute(c).await?;
        });
        Ok(())
    }
}
