//! Naming persons on a restricted record.

use super::record::{Reach, Record};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::restriction::{Grant, RecordKind};
use domain::{Moment, Op, PersonId, text};
use serde_json::json;

/// Most persons named at once.
const MOST: usize = 100;

/// Persons to name.
#[derive(Debug, Clone)]
pub struct NamePersons {
    /// What is restricted.
    pub kind: RecordKind,
    /// Its number.
    pub number: String,
    /// Who; those who are named already stay as they are.
    pub persons: Vec<PersonId>,
    /// Why they need it.
    pub reason: String,
    /// Until when; `None` until it is withdrawn.
    pub until: Option<Moment>,
}

/// Names persons. Only those can be named who would see the record if it were not restricted.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `restriction.not_restricted`, `restriction.named_already`; fields to mend.
#[boxed]
pub async fn name_persons(app: &App, op: &Op, cmd: NamePersons) -> Result<()> {
    let mut tx = app.store.write().await?;
    let record = Record::load_to_change(&mut tx, cmd.kind, &cmd.number).await?;
    let reach = record.require_naming(op)?;
    if !record.restricted() {
        return Err(Error::refused("restriction.not_restricted"));
    }
    let reason = text::bounded(&cmd.reason);
    if reason.is_empty() {
        return Err(Error::field("reason", "required"));
    }
    if cmd.until.is_some_and(|until| until <= op.now) {
        return Err(Error::field("until", "in_past"));
    }
    if cmd.persons.is_empty() || cmd.persons.len() > MOST {
        return Err(Error::field("persons", "required"));
    }
    let mut names = Vec::new();
    for id in cmd.persons {
        let person = tx.person(id).await?.map(|known| known.person);
        let fits =
            |reach| reach == Reach::Everybody || person.as_ref().is_some_and(|p| Some(p.body) == op.body);
        // Whoever may not know of the record is not told apart from nobody.
        let Some(person) = person.as_ref().filter(|p| fits(reach) && record.would_see(p, op)) else {
            return Err(Error::field("persons", "unknown_option"));
        };
        if record.named().iter().any(|grant| grant.person == id && grant.stays(op.now)) {
            continue;
        }
        let grant = Grant {
            id: app.fresh.id(op.now),
            person: id,
            by: op.actor.name().to_owned(),
            reason: reason.clone(),
            since: op.now,
            until: cmd.until,
            withdrawn_at: None,
            withdrawn_by: String::new(),
        };
        tx.insert_grant(record.kind().code(), record.id(), &grant).await?;
        names.push(person.login.clone());
    }
    if names.is_empty() {
        return Err(Error::refused("restriction.named_already"));
    }
    let detail = json!({ "number": record.number(), "logins": names, "reason": reason, "until": cmd.until });
    tx.record(
        op,
        Event {
            subject_kind: record.kind().code(),
            ..Event::new("access.named", "incident", record.id(), detail)
        },
    );
    tx.commit(op.now).await?;
    Ok(())
}
