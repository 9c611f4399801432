//! What is shown of sight.

use crate::api::words::codes::{PartyRole, Relation, Role, Secrecy};
use crate::api::words::{Time, Uid};
use app::domain::Moment;
use app::domain::access::{Ground, Tie};
use app::restriction::{AccessView, Candidate, Named};
use app::why::Why;
use serde::Serialize;
use utoipa::ToSchema;

/// Why the caller sees a record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WhyShown {
    /// Each role that gives the right, with the relation over which it does.
    grounds: Vec<GroundShown>,
    /// Only named persons see the record.
    restricted: bool,
    /// What opens it to the caller nevertheless.
    opened_by: Vec<TieShown>,
}

/// A role and a relation.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GroundShown {
    /// The role.
    role: Role,
    /// The right, as in the scopes of tokens.
    right: &'static str,
    /// The relation.
    tie: TieShown,
}

/// A relation to a record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TieShown {
    /// The relation.
    relation: Relation,
    /// The part of the incident it comes from.
    part: Option<PartyRole>,
    /// Id of the body through which it holds.
    body: Option<Uid>,
    /// Since when.
    since: Option<Time>,
    /// Until when.
    until: Option<Time>,
    /// Who named the person; empty for other relations.
    by: String,
}

/// Who sees a record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccessShown {
    /// Number of the record.
    number: String,
    /// Only named persons see it.
    restricted: bool,
    /// Why an incident is restricted.
    secrecy: Vec<Secrecy>,
    /// The exception from confidentiality, when one was declared.
    exception: Option<ExceptionShown>,
    /// Persons named now.
    named: Vec<NamedShown>,
    /// Names of parties from which nobody is named.
    unnamed_parties: Vec<String>,
    /// Persons who could be named; for those who may name.
    candidates: Vec<CandidateShown>,
    /// The newest readings; for those who may name.
    reads: Vec<ReadingShown>,
    /// The caller may name persons.
    may_name: bool,
}

/// An exception from confidentiality.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExceptionShown {
    /// Who declared it.
    by: String,
    /// When.
    at: Time,
    /// Who must be warned, and why.
    reason: String,
    /// Sign of the document.
    document: String,
}

/// A person named.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NamedShown {
    /// Id of the person.
    person: Uid,
    /// Name.
    name: String,
    /// Name of their body.
    body_name: String,
    /// Who named them.
    by: String,
    /// Why.
    reason: String,
    /// Since when.
    since: Time,
    /// Until when.
    until: Option<Time>,
}

/// Somebody who could be named.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CandidateShown {
    /// Id of the person.
    person: Uid,
    /// Name.
    name: String,
    /// Position.
    position: String,
    /// Name of their body.
    body_name: String,
}

/// That somebody read the record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReadingShown {
    /// Who.
    name: String,
    /// `page`, `api`, or the part of the system.
    door: String,
    /// When first within fifteen minutes.
    at: Time,
}

impl From<Why> for WhyShown {
    fn from(why: Why) -> Self {
        let ground =
            |g: Ground| GroundShown { role: g.role.into(), right: g.right.code(), tie: g.tie.into() };
        Self {
            grounds: why.grounds.into_iter().map(ground).collect(),
            restricted: why.restricted,
            opened_by: why.opened_by.into_iter().map(TieShown::from).collect(),
        }
    }
}

impl From<Tie> for TieShown {
    fn from(tie: Tie) -> Self {
        Self {
            relation: tie.relation.into(),
            part: tie.part.map(PartyRole::from),
            body: tie.body.map(Uid::from),
            since: tie.since.map(Time::from),
            until: tie.until.map(Time::from),
            by: tie.by,
        }
    }
}

impl From<AccessView> for AccessShown {
    fn from(view: AccessView) -> Self {
        Self {
            number: view.number,
            restricted: view.restricted,
            secrecy: view.secrecy.into_iter().map(Secrecy::from).collect(),
            exception: view.exception.map(|e| ExceptionShown {
                by: e.by,
                at: e.at.into(),
                reason: e.reason,
                document: e.document,
            }),
            named: view.named.into_iter().map(NamedShown::from).collect(),
            unnamed_parties: view.unnamed_parties,
            candidates: view.candidates.into_iter().map(CandidateShown::from).collect(),
            reads: view
                .reads
                .into_iter()
                .map(|r| ReadingShown { name: r.name, door: r.door, at: Moment::from_micros(r.at).into() })
                .collect(),
            may_name: view.may_name,
        }
    }
}

impl From<Named> for NamedShown {
    fn from(named: Named) -> Self {
        Self {
            person: named.grant.person.into(),
            name: named.name,
            body_name: named.body_name,
            by: named.grant.by,
            reason: named.grant.reason,
            since: named.grant.since.into(),
            until: named.grant.until.map(Time::from),
        }
    }
}

impl From<Candidate> for CandidateShown {
    fn from(candidate: Candidate) -> Self {
        Self {
            person: candidate.person.into(),
            name: candidate.name,
            position: candidate.position,
            body_name: candidate.body_name,
        }
    }
}
