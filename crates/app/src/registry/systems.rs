//! Rows of the table of systems.

use super::bring::Bringing;
use super::table::{Act, Cells};
use crate::systems::{NewSystem, checked};
use crate::{Error, Result};
use domain::audit::Event;
use domain::incidents::Environment;
use domain::systems::System;
use serde_json::json;
use store::Tx;

pub(super) async fn row(bringing: &mut Bringing<'_>, tx: &mut Tx, cells: &Cells<'_>) -> Result<Act> {
    bringing.once(cells.text("key"))?;
    let owner = bringing.body("owner", cells.text("owner"))?.id;
    let operator = bringing.body("operator", cells.text("operator"))?.id;
    let provider = match cells.text("provider") {
        "" => None,
        key => Some(bringing.body("provider", key)?.id),
    };
    let level = match cells.text("level") {
        "" => None,
        text => Some(text.parse::<i64>().map_err(|_| Error::field("level", "out_of_range"))?),
    };
    let environment = Some(cells.text("environment")).filter(|text| !text.is_empty()).unwrap_or("internet");
    let new = NewSystem {
        key: cells.text("key").to_owned(),
        name: cells.text("name").to_owned(),
        owner_key: String::new(),
        operator_key: String::new(),
        provider_key: None,
        level,
        national_important: cells.flag("national_important", false)?,
        environment: environment
            .parse::<Environment>()
            .map_err(|_| Error::field("environment", "unknown_option"))?,
        domains: cells.several("domains"),
        addresses: cells.several("addresses"),
        purpose: cells.text("purpose").to_owned(),
    };
    let system = checked(bringing.app, bringing.op, &new, owner, operator, provider)?;
    let before = tx.system_by_key(&system.key).await?;
    let detail = json!({ "key": system.key, "owner": owner, "operator": operator, "level": system.level });
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
            tx.update_system(&after).await?;
            tx.record(bringing.op, Event::new("system.changed", "system", after.id, detail));
            Ok(Act::Changes)
        }
    }
}
