//! Who sees a restricted record, who could be named on it, and who read it.

use super::record::{Reach, Record};
use crate::access::{Ask, note_read};
use crate::names::{body_names, in_lang};
use crate::{App, Result, boxed};
use domain::people::Person;
use domain::restriction::{Exception, Grant, RecordKind, Secrecy};
use domain::{Op, PersonId, Right};
use serde::Serialize;
use std::collections::HashMap;
use store::ReadRow;

/// Most people looked through for candidates.
const MOST_PEOPLE: i64 = 2000;
/// Most readings shown.
const MOST_READS: i64 = 200;

/// A person named, with their name.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// The naming.
    #[serde(flatten)]
    pub grant: Grant,
    /// Name of the person.
    pub name: String,
    /// Name of their body, in the reader's language.
    pub body_name: String,
    /// The reader may take the person back.
    pub may_withdraw: bool,
}

/// Somebody who could be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Position.
    pub position: String,
    /// Name of their body, in the reader's language.
    pub body_name: String,
}

/// Who sees a record.
#[derive(Debug, Clone)]
pub struct AccessView {
    /// What it is.
    pub kind: RecordKind,
    /// Its number.
    pub number: String,
    /// Its version.
    pub version: i64,
    /// Only named persons see it.
    pub restricted: bool,
    /// Why, for an incident.
    pub secrecy: Vec<Secrecy>,
    /// The affected party asked for confidentiality.
    pub confidential: bool,
    /// Why confidentiality does not restrict.
    pub exception: Option<Exception>,
    /// Persons named now.
    pub named: Vec<Named>,
    /// Parties from which nobody is named: they do not know of the incident and cannot do what they owe.
    pub unnamed_parties: Vec<String>,
    /// Persons who could be named; empty for those who may not name.
    pub candidates: Vec<Candidate>,
    /// The newest readings; for those who name.
    pub reads: Vec<ReadRow>,
    /// The reader may name persons.
    pub may_name: bool,
    /// The reader may restrict the notice and open it.
    pub may_restrict: bool,
    /// The reader may declare the exception.
    pub may_except: bool,
}

/// Shows who sees a record.
///
/// # Errors
/// [`crate::Error::NotFound`] when it may not be known.
#[boxed]
pub async fn show_access(app: &App, op: &Op, kind: RecordKind, number: &str) -> Result<AccessView> {
    let mut read = app.store.read().await?;
    let record = Record::load(&mut read, kind, number).await?;
    record.require_sight(op)?;
    let reach = record.require_naming(op).ok();
    let restricted = record.restricted();
    let mut people: HashMap<PersonId, Person> = HashMap::new();
    let mut candidates: Vec<Person> = Vec::new();
    if restricted && reach.is_some() {
        candidates = read.people(MOST_PEOPLE).await?;
        let own = |p: &Person| reach == Some(Reach::Everybody) || Some(p.body) == op.body;
        let named = |p: &Person| record.named().iter().any(|g| g.person == p.id && g.stays(op.now));
        candidates.retain(|p| own(p) && !named(p) && record.would_see(p, op));
    }
    let holding: Vec<&Grant> = record.named().iter().filter(|grant| grant.holds(op.now)).collect();
    for grant in &holding {
        if let Some(known) = read.person(grant.person).await? {
            people.insert(grant.person, known.person);
        }
    }
    let parties = match &record {
        Record::Incident(_, circle, reached) => {
            let parties = circle.iter().filter(|p| p.until.is_none()).map(|p| p.body);
            parties.chain(reached.iter().copied()).collect()
        }
        Record::Notice(_) => Vec::new(),
    };
    let mentioned = candidates.iter().map(|p| p.body).chain(people.values().map(|p| p.body));
    let names = body_names(&mut read, mentioned.chain(parties.iter().copied())).await?;
    let body = |id| in_lang(&names, id, op.lang).to_owned();
    let mut unnamed_parties = Vec::new();
    for party in parties.into_iter().filter(|party| restricted && !people.values().any(|p| p.body == *party))
    {
        let name = body(party);
        if !unnamed_parties.contains(&name) {
            unnamed_parties.push(name);
        }
    }
    let named = holding.into_iter().map(|grant| {
        let person = people.get(&grant.person);
        let own = person.is_some_and(|p| Some(p.body) == op.body);
        Named {
            grant: grant.clone(),
            name: person.map(|p| p.name.clone()).unwrap_or_default(),
            body_name: person.map(|p| body(p.body)).unwrap_or_default(),
            may_withdraw: reach.is_some_and(|reach| reach == Reach::Everybody || own),
        }
    });
    let reads = if restricted && reach.is_some() {
        read.reads_of(kind.code(), record.id(), MOST_READS).await?
    } else {
        Vec::new()
    };
    let view = AccessView {
        kind,
        number: record.number(),
        version: match &record {
            Record::Notice(notice) => notice.version,
            Record::Incident(incident, ..) => incident.version,
        },
        restricted,
        secrecy: match &record {
            Record::Notice(_) => Vec::new(),
            Record::Incident(incident, ..) => incident.secrecy(),
        },
        confidential: match &record {
            Record::Notice(notice) => notice.content.confidential,
            Record::Incident(incident, ..) => incident.confidential,
        },
        exception: match &record {
            Record::Notice(_) => None,
            Record::Incident(incident, ..) => incident.exception.clone(),
        },
        named: named.collect(),
        unnamed_parties,
        reads,
        may_name: restricted && reach.is_some(),
        may_restrict: match &record {
            Record::Notice(notice) => op.require_on_notice(Right::Restrict, notice).is_ok(),
            Record::Incident(..) => false,
        },
        may_except: match &record {
            Record::Notice(_) => false,
            Record::Incident(incident, circle, _) => {
                incident.confidential
                    && incident.exception.is_none()
                    && incident.unclosed().is_ok()
                    && op.require_on_incident(Right::ExceptConfidentiality, circle).is_ok()
            }
        },
        candidates: candidates
            .into_iter()
            .map(|p| Candidate { person: p.id, body_name: body(p.body), name: p.name, position: p.position })
            .collect(),
    };
    let id = record.id();
    drop(read);
    note_read(app, op, kind.code(), id, restricted).await?;
    Ok(view)
}
