//! Taking the register out: the same tables that are brought in.

use super::table::{TABLES, told};
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::contacts::ContactPoint;
use domain::systems::System;
use domain::{BodyId, ContactPointId, Op, Right};
use exchange::sheets::{self, Row, Sheet};
use std::collections::HashMap;

/// Records read at a time.
const AT_ONCE: i64 = 1000;
/// Most records of a kind.
const MOST: i64 = 200_000;

/// The tables of the register. They hold the contacts of persons, so only whoever manages the network takes them out; that it
/// was done is recorded.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn take_out(app: &App, op: &Op) -> Result<Vec<Sheet>> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let bodies = read.bodies(MOST).await?;
    let keys: HashMap<BodyId, String> = bodies.iter().map(|body| (body.id, body.key.clone())).collect();
    let key = |id: Option<BodyId>| id.and_then(|id| keys.get(&id).cloned()).unwrap_or_default();
    let mut rows = Vec::with_capacity(bodies.len());
    for chunk in bodies.chunks(500) {
        let ids: Vec<BodyId> = chunk.iter().map(|body| body.id).collect();
        let members = read.memberships_of(&ids).await?;
        for body in chunk {
            let member = members.iter().find(|it| it.body == body.id);
            let mut cells = of_body(body, key(body.parent));
            cells.extend(member.map_or_else(
                || vec![String::new(); 5],
                |it| {
                    let (kind, state) = (it.kind.code().into(), it.state.code().into());
                    vec![kind, state, it.cluster.clone(), it.reason.clone(), it.since.to_string()]
                },
            ));
            rows.push(cells);
        }
    }
    let mut contacts: Vec<ContactPoint> = Vec::new();
    loop {
        let after = contacts.last().map_or(ContactPointId(uuid::Uuid::nil()), |it| it.id);
        let more = read.active_contacts(after, AT_ONCE).await?;
        if more.is_empty() {
            break;
        }
        contacts.extend(more);
    }
    let mut lines = Vec::with_capacity(contacts.len());
    for contact in &contacts {
        let armoured = match contact.key {
            Some(_) => read.contact_key(contact.id).await?,
            None => None,
        };
        lines.push(of_contact(contact, key(Some(contact.body)), armoured));
    }
    let systems = read.systems(MOST).await?;
    let systems = systems
        .iter()
        .map(|it| {
            of_system(
                it,
                [Some(it.owner), Some(it.operator), it.provider, it.description.security_body].map(key),
            )
        })
        .collect();
    drop(read);
    let mut tx = app.store.write().await?;
    let detail = serde_json::json!({ "bodies": bodies.len() });
    tx.record(op, domain::audit::Event::new("register.taken_out", "register", "register", detail));
    tx.commit(op.now).await?;
    Ok(TABLES
        .iter()
        .zip([rows, lines, systems])
        .map(|(table, rows)| sheet(table.name, table.columns, rows))
        .collect())
}

/// A workbook of all tables for `xlsx`, one table as CSV for its name: file name, media type and bytes. `None` for any other
/// form.
///
/// # Errors
/// [`crate::Error::Internal`].
pub fn sheet_bytes(sheets: &[Sheet], form: &str) -> Option<Result<(String, &'static str, Vec<u8>)>> {
    const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if form == "xlsx" {
        let bytes = sheets::write_workbook(sheets).map_err(Error::internal);
        return Some(bytes.map(|bytes| ("ungcuu-network.xlsx".to_owned(), WORKBOOK, bytes)));
    }
    let sheet = sheets.iter().find(|sheet| sheet.name == form)?;
    let bytes = sheets::write_csv(sheet).map_err(Error::internal);
    Some(bytes.map(|bytes| (format!("{form}.csv"), "text/csv; charset=utf-8", bytes)))
}

fn sheet(name: &str, columns: &[&str], mut rows: Vec<Vec<String>>) -> Sheet {
    rows.sort();
    let row = |(number, cells)| Row { number, cells };
    Sheet {
        name: name.to_owned(),
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows: (2..).zip(rows).map(row).collect(),
    }
}

fn of_body(body: &Body, parent: String) -> Vec<String> {
    let code = |it: &Option<String>| it.clone().unwrap_or_default();
    vec![
        body.key.clone(),
        body.kind.code().to_owned(),
        body.name.clone(),
        body.name_en.clone(),
        parent,
        code(&body.province),
        code(&body.commune),
        code(&body.sector),
        body.contact.address.clone(),
        body.contact.phone.clone(),
        body.contact.email.clone(),
        body.contact.fax.clone(),
    ]
}

fn of_contact(contact: &ContactPoint, body: String, armoured: Option<String>) -> Vec<String> {
    vec![
        body,
        contact.id.to_string(),
        contact.kind.code().to_owned(),
        contact.name.clone(),
        contact.position.clone(),
        contact.address.clone(),
        contact.phone.clone(),
        contact.mobile.clone(),
        contact.fax.clone(),
        contact.email.clone(),
        contact.province.clone().unwrap_or_default(),
        told(contact.always),
        told(contact.severe),
        contact.published_url.clone(),
        contact.slot.clone(),
        armoured.unwrap_or_default().trim().to_owned(),
    ]
}

fn of_system(system: &System, [owner, operator, provider, security_body]: [String; 4]) -> Vec<String> {
    let said = &system.description;
    vec![
        system.key.clone(),
        system.name.clone(),
        owner,
        operator,
        provider,
        system.level.map(|level| level.to_string()).unwrap_or_default(),
        told(system.national_important),
        system.environment.clone(),
        system.domains.join(" "),
        system.addresses.join(" "),
        system.purpose.clone(),
        said.services.join("\n"),
        by_line(&said.software),
        said.measures.join("\n"),
        by_line(&said.documents),
        security_body,
        by_line(&said.autonomous_systems).replace('\n', " "),
    ]
}

fn by_line<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
