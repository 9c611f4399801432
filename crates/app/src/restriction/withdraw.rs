//! Taking the naming of a person back.

use super::record::{Reach, Record};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::restriction::{RecordKind, withdraw};
use domain::{Op, PersonId};
use serde_json::json;

/// A person to take back.
#[derive(Debug, Clone)]
pub struct WithdrawPerson {
    /// What is restricted.
    pub kind: RecordKind,
    /// Its number.
    pub number: String,
    /// Who.
    pub person: PersonId,
}

/// Takes a person back. The last one who stays cannot be taken back.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `restriction.not_named`, `restriction.last_person`.
#[boxed]
pub async fn withdraw_person(app: &App, op: &Op, cmd: WithdrawPerson) -> Result<()> {
    let mut tx = app.store.write().await?;
    let record = Record::load_to_change(&mut tx, cmd.kind, &cmd.number).await?;
    let reach = record.require_naming(op)?;
    let person = tx.person(cmd.person).await?.ok_or(Error::NotFound)?.person;
    if reach == Reach::OwnBody && Some(person.body) != op.body {
        return Err(Error::Forbidden);
    }
    // Whoever is shut out sees nothing and cannot be the one who stays.
    let mut standing = Vec::new();
    for grant in record.named() {
        if tx.person(grant.person).await?.is_some_and(|known| known.person.active)
            || grant.person == cmd.person
        {
            standing.push(grant.clone());
        }
    }
    for grant in withdraw(&standing, cmd.person, op, record.others_see())? {
        tx.withdraw_grant(&grant).await?;
    }
    let detail = json!({ "number": record.number(), "login": person.login });
    tx.record(
        op,
        Event {
            subject_kind: record.kind().code(),
            ..Event::new("access.withdrawn", "incident", record.id(), detail)
        },
    );
    tx.commit(op.now).await?;
    Ok(())
}
