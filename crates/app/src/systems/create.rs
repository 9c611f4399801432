//! Entering an information system.

use crate::access::Ask;
use crate::bodies::{Check, given};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::Environment;
use domain::systems::System;
use domain::systems::claims::{Network, NotAClaim, domain_name};
use domain::{BodyId, Op, Right, SystemId};
use serde_json::json;
use store::Tx;

/// Most domains or addresses of a system.
const MOST: usize = 200;

/// A system to enter; bodies are named by their keys.
#[derive(Debug, Clone)]
pub struct NewSystem {
    /// Stable short key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Key of its owner (chủ quản).
    pub owner_key: String,
    /// Key of its operator.
    pub operator_key: String,
    /// Key of its Internet provider.
    pub provider_key: Option<String>,
    /// Level 1–5, when approved.
    pub level: Option<i64>,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// Where it runs.
    pub environment: Environment,
    /// Domain names.
    pub domains: Vec<String>,
    /// Addresses or ranges (`192.0.2.0/24`).
    pub addresses: Vec<String>,
    /// What it is for.
    pub purpose: String,
}

/// Enters a system.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend, among them a key that is taken.
#[boxed]
pub async fn create_system(app: &App, op: &Op, cmd: NewSystem) -> Result<SystemId> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let owner = body(&mut tx, "owner", &cmd.owner_key).await?;
    let operator = body(&mut tx, "operator", &cmd.operator_key).await?;
    let provider = match given(cmd.provider_key.as_deref()) {
        Some(key) => Some(body(&mut tx, "provider", key).await?),
        None => None,
    };
    let mut check = Check::new();
    if cmd.level.is_some_and(|level| !(1..=5).contains(&level)) {
        check.problem("level", "out_of_range");
    }
    let system = System {
        id: app.fresh.id(op.now),
        key: check.key("key", &cmd.key),
        name: check.required("name", &cmd.name),
        owner,
        operator,
        provider,
        level: cmd.level,
        national_important: cmd.national_important,
        environment: cmd.environment.code().to_owned(),
        domains: each(&mut check, "domains", &cmd.domains, domain_name),
        addresses: each(&mut check, "addresses", &cmd.addresses, |text| {
            Ok(text.parse::<Network>()?.to_string())
        }),
        purpose: check.line("purpose", &cmd.purpose),
        created_at: op.now,
        version: 1,
    };
    check.done()?;
    tx.insert_system(&system).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::field("key", "taken"),
        other => other.into(),
    })?;
    let detail = json!({ "key": system.key, "owner": owner, "operator": operator, "level": system.level });
    tx.record(op, Event::new("system.created", "system", system.id, detail));
    tx.commit(op.now).await?;
    Ok(system.id)
}

async fn body(tx: &mut Tx, field: &str, key: &str) -> Result<BodyId> {
    let body = tx.body_by_key(key.trim()).await?;
    body.map(|b| b.id).ok_or_else(|| Error::field(field, "unknown_option"))
}

fn each(
    check: &mut Check,
    field: &str,
    values: &[String],
    read: impl Fn(&str) -> std::result::Result<String, NotAClaim>,
) -> Vec<String> {
    if values.len() > MOST {
        check.problem(field, "too_many");
    }
    let mut kept: Vec<String> = Vec::new();
    for value in values.iter().map(|v| v.trim()).filter(|v| !v.is_empty()).take(MOST) {
        match read(value) {
            Ok(value) if kept.contains(&value) => {}
            Ok(value) => kept.push(value),
            Err(why) => check.problem(field, why.code()),
        }
    }
    kept
}
