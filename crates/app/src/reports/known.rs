//! What the record already knows, by the binding names of the rulesets ([`::law::BINDINGS`]); a fact that is not known
//! stays out, so that its box is left to the writer.

use crate::Result;
use domain::bodies::Body;
use domain::incidents::{Incident, Party, PartyRole, parties};
use domain::notices::Notice;
use domain::reports::Report;
use domain::systems::System;
use domain::{BodyId, Op};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::Conn;

/// Facts by binding name.
pub(super) type Known = BTreeMap<String, Value>;

/// Gathers the facts for a report of `writer` on an incident.
pub(super) async fn gather(
    conn: &mut Conn,
    op: &Op,
    incident: &Incident,
    parties: &[Party],
    writer: BodyId,
    initial: Option<&Report>,
) -> Result<Known> {
    let system = match incident.system {
        Some(id) => conn.system(id).await?,
        None => None,
    };
    let notice = match incident.notices.first() {
        Some(id) => conn.notice(*id).await?,
        None => None,
    };
    let reporter = conn.body(writer).await?;
    let person = match op.actor.person() {
        Some(id) => conn.person(id).await?.map(|c| c.person),
        None => None,
    };
    let mut known = Known::new();
    about_incident(&mut known, incident, op);
    about_system(&mut known, incident, system.as_ref(), notice.as_ref());
    if let Some(reporter) = &reporter {
        about_reporter(&mut known, reporter, notice.as_ref());
    }
    if let Some(person) = &person {
        put(&mut known, "incident.contact.name", &person.name);
        put(&mut known, "incident.contact.position", &person.position);
        let office = reporter.as_ref().map(|r| &r.contact);
        put(&mut known, "incident.contact.phone", or_else(&person.phone, office.map(|c| &c.phone)));
        put(&mut known, "incident.contact.email", or_else(&person.email, office.map(|c| &c.email)));
    }
    for (binding, role, registered) in [
        ("incident.operator.name", PartyRole::Operator, system.as_ref().map(|s| s.operator)),
        ("incident.owner.name", PartyRole::Owner, system.as_ref().map(|s| s.owner)),
        ("incident.system.provider", PartyRole::Provider, system.as_ref().and_then(|s| s.provider)),
    ] {
        if let Some(id) = parties::playing(parties, role.code()).or(registered)
            && let Some(body) = conn.body(id).await?
        {
            put(&mut known, binding, &body.name);
        }
    }
    if let Some(initial) = initial {
        put(
            &mut known,
            "incident.initial_report.number",
            &initial.number.as_ref().map(ToString::to_string).unwrap_or_default(),
        );
        if let Some(at) = initial.submitted_at {
            let day = at.timestamp().to_zoned(::law::zone()).date();
            put(&mut known, "incident.initial_report.date", &day.to_string());
        }
    }
    Ok(known)
}

fn put(known: &mut Known, binding: &str, words: &str) {
    if !words.trim().is_empty() {
        known.insert(binding.to_owned(), Value::from(words));
    }
}

fn about_incident(known: &mut Known, incident: &Incident, op: &Op) {
    put(known, "incident.title", &incident.title);
    put(known, "incident.summary", &incident.summary);
    // A moment; the form takes the day or the time of day out of it.
    let detected = incident.detected_at.to_string();
    put(known, "incident.detected_date", &detected);
    put(known, "incident.detected_time", &detected);
    put(known, "incident.state_fixed", if incident.fixed_at.is_some() { "fixed" } else { "not-fixed" });
    if let Some(ended) = incident.ended_at {
        put(known, "incident.ended_at", &ended.to_string());
    }
    put(known, "report.now", &op.now.to_string());
}

fn about_system(known: &mut Known, incident: &Incident, system: Option<&System>, notice: Option<&Notice>) {
    put(known, "incident.system.name", system.map_or(&incident.system_name, |s| &s.name));
    if let Some(level) = incident.level.or_else(|| system.and_then(|s| s.level)) {
        put(known, "incident.system.level", &level.to_string());
    }
    let told = notice.map(|n| &n.content);
    let addresses: Vec<String> = match system.map(|s| &s.addresses).filter(|list| !list.is_empty()) {
        Some(registered) => registered.clone(),
        None => told.map(|c| c.addresses.iter().map(ToString::to_string).collect()).unwrap_or_default(),
    };
    let single: Vec<&String> = addresses.iter().filter(|a| !a.contains('/')).collect();
    known.insert("incident.system.addresses".to_owned(), json!(single));
    known.insert("incident.system.public_ranges".to_owned(), json!(addresses));
    let domains =
        system.map(|s| &s.domains).filter(|list| !list.is_empty()).or_else(|| told.map(|c| &c.domains));
    known.insert("incident.system.domains".to_owned(), json!(domains));
    if let Some(system) = system {
        put(known, "incident.system.purpose", &system.purpose);
    }
}

/// The first words that say something.
fn or_else<'a>(own: &'a str, other: Option<&'a String>) -> &'a str {
    match other {
        Some(other) if own.trim().is_empty() => other,
        _ => own,
    }
}

/// The forms call whoever reports the sender: the reporting body, and what only its own notice told about it.
fn about_reporter(known: &mut Known, reporter: &Body, notice: Option<&Notice>) {
    let sender = notice.filter(|n| n.sender_body == Some(reporter.id)).map(|n| &n.content.sender);
    let contact = &reporter.contact;
    put(known, "notice.sender.name", &reporter.name);
    put(known, "notice.sender.organisation", &reporter.name);
    put(known, "notice.sender.address", or_else(&contact.address, sender.map(|s| &s.address)));
    put(known, "notice.sender.phone", or_else(&contact.phone, sender.map(|s| &s.phone)));
    put(known, "notice.sender.email", or_else(&contact.email, sender.map(|s| &s.email)));
}
