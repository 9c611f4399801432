//! `ungcuu contact …`: contact points of bodies and the proofs of their changes.

use crate::args::ContactCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::contacts::{
    EnterContact, NewContact, ProveContact, Which, contact_to_edit, enter_contact, list_changes,
    list_contacts, prove_contact, retire_contact,
};
use app::domain::contacts::ContactPoint;
use app::domain::{ContactChangeId, Moment, Op};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: ContactCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await
}

async fn answer(app: &App, command: ContactCommand, output: Output) -> Result<ExitCode, Failure> {
    let op = app.system_op("cli", now());
    match command {
        ContactCommand::List { body } => {
            let found = list_contacts(app, &op, &body).await?;
            output.answer(&json!({ "ok": true, "contacts": found }), || found.iter().map(line).collect());
        }
        ContactCommand::Add(typed) => {
            let command = EnterContact {
                body: typed.body,
                contact: None,
                to_be: NewContact {
                    kind: typed.kind,
                    name: typed.name,
                    position: typed.position,
                    phone: typed.phone,
                    mobile: typed.mobile,
                    email: typed.email,
                    province: typed.province,
                    always: typed.always,
                    severe: typed.severe,
                    ..NewContact::default()
                },
                changed_at: typed.changed_at.map(Moment::from),
                told: None,
            };
            let id = enter_contact(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "id": id }), || vec![id.to_string()]);
        }
        ContactCommand::Retire { id } => {
            let id = id.parse().map_err(|_| Failure::wrong("no such id"))?;
            let (_, known) = contact_to_edit(app, &op, id).await?;
            retire_contact(app, &op, known.id, known.version).await?;
            output.answer(&json!({ "ok": true, "id": id }), || vec![format!("{}: out of use", known.name)]);
        }
        ContactCommand::Prove { id, which, how, at } => {
            let which = match which.as_str() {
                "notified" => Which::Notified,
                "published" => Which::Published,
                _ => return Err(Failure::wrong("write notified or published")),
            };
            let change: ContactChangeId = id.parse().map_err(|_| Failure::wrong("no such id"))?;
            let version = open_version(app, &op, change).await?;
            let command = ProveContact { change, version, which, at: at.map(Moment::from), how };
            prove_contact(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "id": id }), || vec![format!("{id}: proven")]);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The version of a change that still lacks a proof.
async fn open_version(app: &App, op: &Op, change: ContactChangeId) -> Result<i64, Failure> {
    let mut before = None;
    loop {
        let found = list_changes(app, op, true, before).await?;
        if let Some(row) = found.rows.iter().find(|row| row.change.id == change) {
            return Ok(row.change.version);
        }
        before = Some(found.next.ok_or(app::Error::NotFound)?);
    }
}

fn line(contact: &ContactPoint) -> String {
    format!("{} {}", contact.id, ways(contact))
}

/// A contact point with the ways to reach it.
pub(crate) fn ways(contact: &ContactPoint) -> String {
    let always = if contact.always { " (24/7)" } else { "" };
    let ways = [&contact.phone, &contact.mobile, &contact.email];
    format!("{}{always}: {}", contact.name, joined(ways))
}

/// The ways that are known.
pub(crate) fn joined<'w>(ways: impl IntoIterator<Item = &'w String>) -> String {
    let known: Vec<&str> = ways.into_iter().map(String::as_str).filter(|way| !way.is_empty()).collect();
    known.join(" · ")
}
