//! Decisions on claims of two owners, on disk. They are only ever added.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::systems::disputes::{Decided, Decision, Verdict};
use domain::{BodyId, ClaimDecisionId, Moment, SystemId};
use uuid::Uuid;

statements! {
    INSERT = "INSERT INTO claim_decision (id, wider_system_id, wider_owner_id, wider, narrower_system_id, narrower_owner_id, narrower, \
              verdict, reason, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    NEWEST = "SELECT id, wider_system_id, wider_owner_id, wider, narrower_system_id, narrower_owner_id, narrower, verdict, reason, \
              decided_by, decided_at FROM claim_decision ORDER BY decided_at DESC, id DESC LIMIT $1";
}

row! {
    struct Stored {
        id: Uuid,
        wider_system_id: Uuid,
        wider_owner_id: Uuid,
        wider: String,
        narrower_system_id: Uuid,
        narrower_owner_id: Uuid,
        narrower: String,
        verdict: String,
        reason: String,
        decided_by: String,
        decided_at: i64,
    }
}

impl TryFrom<Stored> for Decision {
    type Error = crate::Error;
    fn try_from(row: Stored) -> Result<Self> {
        let verdict: Verdict = row.verdict.parse().map_err(|e| crate::Error::corrupt("decision", e))?;
        Ok(Self {
            id: ClaimDecisionId(row.id),
            wider: Decided {
                system: SystemId(row.wider_system_id),
                owner: BodyId(row.wider_owner_id),
                value: row.wider,
            },
            narrower: Decided {
                system: SystemId(row.narrower_system_id),
                owner: BodyId(row.narrower_owner_id),
                value: row.narrower,
            },
            verdict,
            reason: row.reason,
            by: row.decided_by,
            at: Moment::from_micros(row.decided_at),
        })
    }
}

impl Conn {
    /// The newest decisions.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn claim_decisions(&mut self, limit: i64) -> Result<Vec<Decision>> {
        let rows = on!(self, c => sqlx::query_as::<_, Stored>(NEWEST).bind(limit).fetch_all(c).await?);
        rows.into_iter().map(Decision::try_from).collect()
    }
}

impl Tx {
    /// Keeps a decision.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_claim_decision(&mut self, it: &Decision) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT)
                .bind(it.id.uuid())
                .bind(it.wider.system.uuid()).bind(it.wider.owner.uuid()).bind(&it.wider.value)
                .bind(it.narrower.system.uuid()).bind(it.narrower.owner.uuid()).bind(&it.narrower.value)
                .bind(it.verdict.code()).bind(&it.reason).bind(&it.by).bind(it.at.micros())
                .execute(c).await?;
        });
        Ok(())
    }
}
