//! One migration text for both databases: type words in braces, and blocks between `-- only: <database>` and
//! `-- end`. Forward only; an applied migration is never edited (its hash is kept and compared).

use crate::conn::{Inner, on};
use crate::{Error, Result, Store, Tx};
use domain::canonical::sha256_hex;
use serde::Serialize;
use sqlx::AssertSqlSafe;

/// A migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Migration {
    /// Number, from 1.
    pub version: i64,
    /// Name of its file without number and ending.
    pub name: &'static str,
    #[serde(skip)]
    text: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "organisations",
        text: include_str!("../../../migrations/0001_organisations.sql"),
    },
    Migration { version: 2, name: "notices", text: include_str!("../../../migrations/0002_notices.sql") },
    Migration { version: 3, name: "incidents", text: include_str!("../../../migrations/0003_incidents.sql") },
    Migration { version: 4, name: "reports", text: include_str!("../../../migrations/0004_reports.sql") },
    Migration {
        version: 5,
        name: "audit_and_jobs",
        text: include_str!("../../../migrations/0005_audit_and_jobs.sql"),
    },
    Migration {
        version: 6,
        name: "ways_to_find",
        text: include_str!("../../../migrations/0006_ways_to_find.sql"),
    },
    Migration {
        version: 7,
        name: "law_changes",
        text: include_str!("../../../migrations/0007_law_changes.sql"),
    },
    Migration { version: 8, name: "members", text: include_str!("../../../migrations/0008_members.sql") },
    Migration { version: 9, name: "sign_in", text: include_str!("../../../migrations/0009_sign_in.sql") },
    Migration {
        version: 10,
        name: "teams_and_duty",
        text: include_str!("../../../migrations/0010_teams_and_duty.sql"),
    },
    Migration {
        version: 11,
        name: "restricted_records",
        text: include_str!("../../../migrations/0011_restricted_records.sql"),
    },
    Migration {
        version: 12,
        name: "reachability",
        text: include_str!("../../../migrations/0012_reachability.sql"),
    },
    Migration {
        version: 13,
        name: "contact_keys",
        text: include_str!("../../../migrations/0013_contact_keys.sql"),
    },
    Migration {
        version: 14,
        name: "system_descriptions",
        text: include_str!("../../../migrations/0014_system_descriptions.sql"),
    },
    Migration {
        version: 15,
        name: "reach_trial_index",
        text: include_str!("../../../migrations/0015_reach_trial_index.sql"),
    },
];

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL)";
const APPLIED: &str = "SELECT version, sha256 FROM schema_migration ORDER BY version";
const NOTE: &str = "INSERT INTO schema_migration (version, name, sha256) VALUES ($1, $2, $3)";
/// Any constant: two nodes must not migrate at once (PostgreSQL; SQLite has one writer anyway).
const LOCK: &str = "SELECT pg_advisory_xact_lock(7236481)";

/// Expands type words and drops the blocks of the other database.
fn expand(text: &str, postgres: bool) -> String {
    let words: &[(&str, &str)] = if postgres {
        &[
            ("{id}", "UUID"),
            ("{text}", "TEXT"),
            ("{int}", "BIGINT"),
            ("{bool}", "BOOLEAN"),
            ("{json}", "JSONB"),
            ("{bytes}", "BYTEA"),
        ]
    } else {
        &[
            ("{id}", "BLOB"),
            ("{text}", "TEXT"),
            ("{int}", "INTEGER"),
            ("{bool}", "INTEGER"),
            ("{json}", "TEXT"),
            ("{bytes}", "BLOB"),
        ]
    };
    let mut kept = String::with_capacity(text.len());
    let mut only: Option<&str> = None;
    for line in text.lines() {
        if let Some(database) = line.strip_prefix("-- only: ") {
            only = Some(database);
        } else if line == "-- end" {
            only = None;
        } else if only.is_none_or(|o| (o == "postgres") == postgres) && !line.starts_with("--") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    for (word, expanded) in words {
        kept = kept.replace(word, expanded);
    }
    if postgres { kept } else { kept.replace("\n);\n", "\n) STRICT;\n") }
}

async fn ledger(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    on!(tx, c => { sqlx::query(LEDGER).execute(c).await?; });
    Ok(on!(tx, c => sqlx::query_as::<_, (i64, String)>(APPLIED).fetch_all(c).await?))
}

fn outstanding(applied: &[(i64, String)]) -> Result<Vec<Migration>> {
    for (version, hash) in applied {
        let Some(known) = MIGRATIONS.iter().find(|m| m.version == *version) else {
            return Err(Error::Schema(format!(
                "migration {version} was made by a newer program; upgrade ungcuu"
            )));
        };
        if sha256_hex(known.text.as_bytes()) != *hash {
            return Err(Error::Schema(format!(
                "migration {version} ({}) was changed after it was applied",
                known.name
            )));
        }
    }
    Ok(MIGRATIONS.iter().filter(|m| !applied.iter().any(|(v, _)| v == &m.version)).cloned().collect())
}

pub(crate) async fn pending(store: &Store) -> Result<Vec<Migration>> {
    let mut tx = store.write().await?;
    let applied = ledger(&mut tx).await?;
    outstanding(&applied)
}

pub(crate) async fn run(store: &Store) -> Result<Vec<Migration>> {
    let mut tx = store.write().await?;
    if let Inner::Postgres(t, _) = &mut tx.inner {
        sqlx::query(LOCK).execute(&mut **t).await?;
    }
    let applied = ledger(&mut tx).await?;
    let todo = outstanding(&applied)?;
    for migration in &todo {
        let sql = expand(migration.text, tx.postgres());
        on!(tx, c => { sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await?; });
        let hash = sha256_hex(migration.text.as_bytes());
        on!(tx, c => { sqlx::query(NOTE).bind(migration.version).bind(migration.name).bind(&hash).execute(c).await?; });
        tracing::info!(version = migration.version, name = migration.name, "migration applied");
    }
    if !todo.is_empty() {
        tx.fold_names().await?;
    }
    tx.commit_plain().await?;
    Ok(todo)
}

impl Tx {
    /// Commits without touching the audit chain, which may not exist yet.
    async fn commit_plain(self) -> Result<()> {
        match self.into_inner() {
            Inner::Sqlite(t, _) => t.commit().await?,
            Inner::Postgres(t, _) => t.commit().await?,
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_database_gets_its_own_types_and_blocks() {
        let text = "CREATE TABLE x (\n    a {id} NOT NULL\n);\n-- only: postgres\nP;\n-- only: sqlite\nS;\n-- end\nB;\n";
        assert_eq!(expand(text, true), "CREATE TABLE x (\n    a UUID NOT NULL\n);\nP;\nB;\n");
        assert_eq!(expand(text, false), "CREATE TABLE x (\n    a BLOB NOT NULL\n) STRICT;\nS;\nB;\n");
    }
}
