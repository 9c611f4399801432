//! Rows of the table of systems.

use super::bring::Bringing;
use super::table::{Act, Cells};
use crate::systems::{Around, NewDescription, NewDocument, NewSoftware, NewSystem, checked, lines};
use crate::{Error, Result};
use domain::audit::Event;
use domain::incidents::Environment;
use domain::systems::System;
use serde_json::json;
use store::Tx;

pub(super) async fn row(bringing: &mut Bringing<'_>, tx: &mut Tx, cells: &Cells<'_>) -> Result<Act> {
    bringing.once(cells.text("key"))?;
    let before = tx.system_by_key(cells.text("key")).await?;
    let kept = before.as_ref();
    let owner = bringing.body("owner", cells.text("owner"))?.id;
    let operator = bringing.body("operator", cells.text("operator"))?.id;
    let provider = match cells.given("provider") {
        None => kept.and_then(|it| it.provider),
        Some("") => None,
        Some(key) => Some(bringing.body("provider", key)?.id),
    };
    let security_body = match cells.given("security_body") {
        None => kept.and_then(|it| it.description.security_body),
        Some("") => None,
        Some(key) => Some(bringing.body("security_body", key)?.id),
    };
    let level = match cells.given("level") {
        None => kept.and_then(|it| it.level),
        Some("") => None,
        Some(text) => Some(text.parse::<i64>().map_err(|_| Error::field("level", "out_of_range"))?),
    };
    let environment = cells.or("environment", kept.map_or("", |it| &it.environment));
    let environment =
        if environment.is_empty() { Environment::Internet.code().to_owned() } else { environment };
    let several = |column: &str, kept: Option<&Vec<String>>| match cells.given(column) {
        None => kept.cloned().unwrap_or_default(),
        Some(_) => cells.several(column),
    };
    let new = NewSystem {
        key: cells.text("key").to_owned(),
        name: cells.or("name", kept.map_or("", |it| &it.name)),
        owner_key: String::new(),
        operator_key: String::new(),
        provider_key: None,
        level,
        national_important: cells.flag("national_important", kept.is_some_and(|it| it.national_important))?,
        environment: environment
            .parse::<Environment>()
            .map_err(|_| Error::field("environment", "unknown_option"))?,
        domains: several("domains", kept.map(|it| &it.domains)),
        addresses: several("addresses", kept.map(|it| &it.addresses)),
        purpose: cells.or("purpose", kept.map_or("", |it| &it.purpose)),
        description: described(cells, kept),
    };
    let system =
        checked(bringing.app, bringing.op, &new, Around { owner, operator, provider, security_body })?;
    let mut detail =
        json!({ "key": system.key, "owner": owner, "operator": operator, "level": system.level });
    match before {
        None => {
            tx.insert_system(&system).await?;
            tx.record(bringing.op, Event::new("system.created", "system", system.id, detail));
            Ok(Act::Enters)
        }
        Some(before) => {
            let after =
                System { id: before.id, created_at: before.created_at, version: before.version, ..system };
            if after == before {
                return Ok(Act::Leaves);
            }
            if let Some(told) = detail.as_object_mut() {
                told.insert("fields".to_owned(), json!(before.differs(&after)));
            }
            tx.update_system(&after, bringing.op.now).await?;
            tx.record(bringing.op, Event::new("system.changed", "system", after.id, detail));
            Ok(Act::Changes)
        }
    }
}

/// What is said of the system: by the row where it has the column, else as it is there.
fn described(cells: &Cells<'_>, kept: Option<&System>) -> NewDescription {
    let there = kept.map(|it| NewDescription::of(&it.description, None)).unwrap_or_default();
    let told = |column: &str| cells.given(column).map(lines);
    NewDescription {
        services: told("services").unwrap_or(there.services),
        software: told("software")
            .map_or(there.software, |it| it.iter().map(|l| NewSoftware::of_line(l)).collect()),
        measures: told("measures").unwrap_or(there.measures),
        documents: told("documents")
            .map_or(there.documents, |it| it.iter().map(|l| NewDocument::of_line(l)).collect()),
        security_body_key: None,
        autonomous_systems: cells
            .given("autonomous_systems")
            .map_or(there.autonomous_systems, |_| cells.several("autonomous_systems")),
    }
}
