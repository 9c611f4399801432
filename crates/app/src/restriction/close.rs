//! A record becomes restricted, or is open again. Whoever worked on it so far stays named – they know it already – and
//! whoever restricts it sees at once who they are and takes away those who need not be.

use super::record::Record;
use crate::{App, Result};
use domain::incidents::{Circle, Incident};
use domain::people::Person;
use domain::restriction::Grant;
use domain::{Op, PersonId};
use serde_json::Value;
use std::collections::BTreeSet;
use store::Tx;
use uuid::Uuid;

/// Most acts looked through for who worked on a record.
const MOST_ACTS: i64 = 1000;

/// Names those who worked on an incident that becomes restricted: the actor and whoever acted on it or on its reports,
/// as far as they see it now.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn close(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    incident: &Incident,
    circle: &Circle,
) -> Result<()> {
    let mut acts = tx.audit_of("incident", &incident.id.to_string(), MOST_ACTS).await?;
    for report in tx.reports(incident.id).await? {
        acts.extend(tx.audit_of("report", &report.id.to_string(), MOST_ACTS).await?);
    }
    for notice in &incident.notices {
        acts.extend(tx.audit_of("notice", &notice.to_string(), MOST_ACTS).await?);
    }
    let mut persons: BTreeSet<PersonId> = acts.iter().filter_map(|row| who(&row.actor)).collect();
    persons.extend(op.actor.person());
    let open = Circle { restricted: false, named: Vec::new(), ..circle.clone() };
    let reached = tx.deliveries_of_incident(incident.id).await?.into_iter().map(|d| d.body).collect();
    let record = Record::Incident(Box::new(incident.clone()), open, reached);
    for person in persons {
        let known: Option<Person> = tx.person(person).await?.map(|known| known.person);
        if known.is_some_and(|person| record.would_see(&person, op)) {
            name(tx, app, op, ("incident", incident.id.uuid()), person).await?;
        }
    }
    Ok(())
}

/// Names the actor on a record that is restricted from its beginning, so that somebody sees it.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn name_actor(tx: &mut Tx, app: &App, op: &Op, record: (&'static str, Uuid)) -> Result<()> {
    match op.actor.person() {
        Some(person) => name(tx, app, op, record, person).await,
        None => Ok(()),
    }
}

/// Ends all naming on a record that is open again, so that the next time begins anew.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn open(tx: &mut Tx, op: &Op, kind: &'static str, id: Uuid) -> Result<()> {
    for grant in tx.grants(kind, id).await?.into_iter().filter(|grant| grant.withdrawn_at.is_none()) {
        let by = op.actor.name().to_owned();
        tx.withdraw_grant(&Grant { withdrawn_at: Some(op.now), withdrawn_by: by, ..grant }).await?;
    }
    Ok(())
}

async fn name(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    (kind, id): (&'static str, Uuid),
    person: PersonId,
) -> Result<()> {
    let grant = Grant {
        id: app.fresh.id(op.now),
        person,
        by: op.actor.name().to_owned(),
        reason: String::new(),
        since: op.now,
        until: None,
        withdrawn_at: None,
        withdrawn_by: String::new(),
    };
    Ok(tx.insert_grant(kind, id, &grant).await?)
}

/// The person behind a row of the chain.
fn who(actor: &str) -> Option<PersonId> {
    let actor: Value = serde_json::from_str(actor).ok()?;
    let person = matches!(actor.get("kind")?.as_str()?, "person" | "token");
    actor.get("id").filter(|_| person)?.as_str()?.parse().ok()
}
