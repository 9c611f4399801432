//! Tests whether contact points can be reached, the trials within them, and how each contact point stands.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::reachability::{Reach, ReachTest, Rung, Trial, TrialState};
use domain::{ContactPointId, Moment, ReachTestId, TrialId};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

statements! {
    INSERT_TEST = "INSERT INTO reach_test (seq, id, number, whole, at, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    TEST = "SELECT detail FROM reach_test WHERE number = $1";
    TESTS = "SELECT seq, detail FROM reach_test WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
    LAST_WHOLE = "SELECT MAX(at) FROM reach_test WHERE whole = $1";
    COUNTS = "SELECT state, rung, bounced, COUNT(*) FROM reach_trial WHERE test_id = $1 GROUP BY state, rung, bounced";
    INSERT_TRIAL = "INSERT INTO reach_trial (id, test_id, contact_id, body_id, state, rung, bounced, due_at, detail, version) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    UPDATE_TRIAL = "UPDATE reach_trial SET state = $2, rung = $3, bounced = $4, due_at = $5, detail = $6, version = version + 1 \
                    WHERE id = $1 AND version = $7";
    TRIAL = "SELECT detail, version FROM reach_trial WHERE id = $1";
    TRIALS = "SELECT detail, version FROM reach_trial WHERE test_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    TRIALS_IN = "SELECT detail, version FROM reach_trial WHERE test_id = $1 AND state = $2 AND id > $3 ORDER BY id LIMIT $4";
    TO_CALL = "SELECT detail, version FROM reach_trial WHERE state = 'running' AND rung IN ('phone', 'superior') \
               ORDER BY due_at, id LIMIT $1";
    COUNT_TO_CALL = "SELECT COUNT(*) FROM reach_trial WHERE state = 'running' AND rung IN ('phone', 'superior')";
    MAILED_NOW = "SELECT contact_id FROM reach_trial WHERE state = 'running' AND rung = 'mail' AND due_at > $1";
    REACH = "SELECT detail FROM contact_reach WHERE contact_id = $1";
    PUT_REACH = "INSERT INTO contact_reach (contact_id, detail) VALUES ($1, $2) ON CONFLICT (contact_id) DO UPDATE SET detail = $2";
}

type Versioned = (Json<Trial>, i64);

fn trial((detail, version): Versioned) -> Trial {
    Trial { version, ..detail.0 }
}

/// How many trials of a test stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialCount {
    /// State.
    pub state: TrialState,
    /// Rung.
    pub rung: Rung,
    /// A mail came back.
    pub bounced: bool,
    /// How many.
    pub count: i64,
}

impl Conn {
    /// A test by its number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reach_test(&mut self, number: &str) -> Result<Option<ReachTest>> {
        let row = on!(self, c => sqlx::query_scalar::<_, Json<ReachTest>>(TEST).bind(number).fetch_optional(c).await?);
        Ok(row.map(|detail| detail.0))
    }

    /// The newest tests below a sequence, with their sequences.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reach_tests(&mut self, before: i64, limit: i64) -> Result<Vec<(i64, ReachTest)>> {
        let rows = on!(self, c => sqlx::query_as::<_, (i64, Json<ReachTest>)>(TESTS).bind(before).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(|(seq, detail)| (seq, detail.0)).collect())
    }

    /// When the last test of all contact points was begun.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn last_whole_reach_test(&mut self) -> Result<Option<Moment>> {
        let last =
            on!(self, c => sqlx::query_scalar::<_, Option<i64>>(LAST_WHOLE).bind(true).fetch_one(c).await?);
        Ok(last.map(Moment::from_micros))
    }

    /// How the trials of a test stand.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn trial_counts(&mut self, test: ReachTestId) -> Result<Vec<TrialCount>> {
        type Row = (String, String, bool, i64);
        let rows = on!(self, c => sqlx::query_as::<_, Row>(COUNTS).bind(test.uuid()).fetch_all(c).await?);
        let counts = rows.into_iter().map(|(state, rung, bounced, count)| {
            Ok(TrialCount {
                state: state.parse().map_err(|e| Error::corrupt("trial", e))?,
                rung: rung.parse().map_err(|e| Error::corrupt("trial", e))?,
                bounced,
                count,
            })
        });
        counts.collect()
    }

    /// A trial.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn trial(&mut self, id: TrialId) -> Result<Option<Trial>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Versioned>(TRIAL).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(trial))
    }

    /// The trials of a test by id, from the one after `after` on; of all states or of one.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn trials(
        &mut self,
        test: ReachTestId,
        state: Option<TrialState>,
        after: Option<TrialId>,
        limit: i64,
    ) -> Result<Vec<Trial>> {
        let after = after.map_or(Uuid::nil(), TrialId::uuid);
        let rows = match state {
            Some(state) => on!(self, c => sqlx::query_as::<_, Versioned>(TRIALS_IN)
                .bind(test.uuid()).bind(state.code()).bind(after).bind(limit).fetch_all(c).await?),
            None => on!(self, c => sqlx::query_as::<_, Versioned>(TRIALS)
                .bind(test.uuid()).bind(after).bind(limit).fetch_all(c).await?),
        };
        Ok(rows.into_iter().map(trial).collect())
    }

    /// Trials that wait for a call of an officer, the one that lapses first first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn trials_to_call(&mut self, limit: i64) -> Result<Vec<Trial>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned>(TO_CALL).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(trial).collect())
    }

    /// How many trials wait for a call of an officer.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_trials_to_call(&mut self) -> Result<i64> {
        Ok(on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_TO_CALL).fetch_one(c).await?))
    }

    /// Contact points to whom a mail is out that may still be answered.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contacts_mailed_now(&mut self, now: Moment) -> Result<HashSet<ContactPointId>> {
        let rows =
            on!(self, c => sqlx::query_scalar::<_, Uuid>(MAILED_NOW).bind(now.micros()).fetch_all(c).await?);
        Ok(rows.into_iter().map(ContactPointId).collect())
    }

    /// How a contact point stands; nothing known when it was never tried.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reach(&mut self, contact: ContactPointId) -> Result<Reach> {
        let row = on!(self, c => sqlx::query_scalar::<_, Json<Reach>>(REACH).bind(contact.uuid()).fetch_optional(c).await?);
        Ok(row.map_or_else(Reach::never, |detail| detail.0))
    }

    /// How many contact points stand; those never tried are left out.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn reach_of(&mut self, contacts: &[ContactPointId]) -> Result<HashMap<ContactPointId, Reach>> {
        let mut found = HashMap::with_capacity(contacts.len());
        for part in crate::dialect::parts(contacts) {
            let rows = on!(self, c => {
                let mut q = QueryBuilder::new("SELECT contact_id, detail FROM contact_reach WHERE contact_id IN (");
                let mut list = q.separated(", ");
                for contact in part {
                    list.push_bind(contact.uuid());
                }
                q.push(")");
                q.build_query_as::<(Uuid, Json<Reach>)>().fetch_all(c).await?
            });
            found.extend(rows.into_iter().map(|(id, detail)| (ContactPointId(id), detail.0)));
        }
        Ok(found)
    }
}

impl Tx {
    /// Enters a test.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_reach_test(&mut self, t: &ReachTest) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_TEST).bind(t.number.sequence()).bind(t.id.uuid()).bind(t.number.to_string())
                .bind(t.scope.is_whole()).bind(t.at.micros()).bind(Json(t)).execute(c).await?;
        });
        Ok(())
    }

    /// Enters a trial.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_trial(&mut self, t: &Trial) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_TRIAL).bind(t.id.uuid()).bind(t.test.uuid()).bind(t.contact.uuid()).bind(t.body.uuid())
                .bind(t.state.code()).bind(t.rung.code()).bind(t.bounced()).bind(t.due_at.map(Moment::micros))
                .bind(Json(t)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a trial under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_trial(&mut self, t: &Trial) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_TRIAL).bind(t.id.uuid()).bind(t.state.code()).bind(t.rung.code())
            .bind(t.bounced()).bind(t.due_at.map(Moment::micros)).bind(Json(t)).bind(t.version)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Writes how a contact point stands.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn put_reach(&mut self, contact: ContactPointId, reach: &Reach) -> Result<()> {
        on!(self, c => { sqlx::query(PUT_REACH).bind(contact.uuid()).bind(Json(reach)).execute(c).await?; });
        Ok(())
    }
}
