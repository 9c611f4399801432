//! Records that only named persons see: confidentiality asked by the affected party (with the exception that many others
//! must be warned), and TLP:RED, which is for named recipients alone.

use crate::access::{Relation, Tie};
use crate::{GrantId, Moment, Op, PersonId, Refusal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// Why a record is restricted.
    Secrecy {
        /// The affected party asked for confidentiality.
        Confidential = "confidential",
        /// Marked TLP:RED.
        TlpRed = "tlp-red",
    }
}

codes! {
    /// What can be restricted.
    RecordKind {
        /// A notice.
        Notice = "notice",
        /// An incident, with its reports and files.
        Incident = "incident",
    }
}

/// A person named on a restricted record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Identity.
    pub id: GrantId,
    /// Who was named.
    pub person: PersonId,
    /// Who named them.
    pub by: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub since: Moment,
    /// Until when; without an end until it is withdrawn.
    pub until: Option<Moment>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
    /// Who withdrew it; empty while it holds.
    pub withdrawn_by: String,
}

impl Grant {
    /// Whether the person is named at a moment.
    pub fn holds(&self, at: Moment) -> bool {
        self.since <= at
            && self.until.is_none_or(|end| end > at)
            && self.withdrawn_at.is_none_or(|end| end > at)
    }

    /// Whether the person stays named until somebody withdraws it.
    pub fn stays(&self, at: Moment) -> bool {
        self.until.is_none() && self.holds(at)
    }
}

/// That many others concerned must be warned or asked to cooperate, so that confidentiality no longer restricts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Who declared it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Who must be warned, and why.
    pub reason: String,
    /// Sign and date of the document.
    pub document: String,
}

/// The relation of whoever is named now; the system itself needs no name.
pub fn named(op: &Op, grants: &[Grant]) -> Option<Tie> {
    if let crate::Actor::System { .. } = op.actor {
        return Some(Tie::new(Relation::NamedPerson));
    }
    let person = op.actor.person()?;
    let grant = grants.iter().find(|grant| grant.person == person && grant.holds(op.now))?;
    let (since, until, by) = (Some(grant.since), grant.until, grant.by.clone());
    Some(Tie { since, until, by, ..Tie::new(Relation::NamedPerson) })
}

/// The naming of a person, taken back. Somebody always stays who can name others: `others_see` says that somebody sees the
/// record without being named.
///
/// # Errors
/// `restriction.not_named`, `restriction.last_person`.
pub fn withdraw(
    grants: &[Grant],
    person: PersonId,
    op: &Op,
    others_see: bool,
) -> Result<Vec<Grant>, Refusal> {
    let (theirs, others): (Vec<&Grant>, Vec<&Grant>) =
        grants.iter().filter(|grant| grant.holds(op.now)).partition(|grant| grant.person == person);
    if theirs.is_empty() {
        return Err(Refusal::new("restriction.not_named"));
    }
    if !others_see && !others.iter().any(|grant| grant.stays(op.now)) {
        return Err(Refusal::new("restriction.last_person"));
    }
    let ended = |grant: &Grant| Grant {
        withdrawn_at: Some(op.now),
        withdrawn_by: op.actor.name().to_owned(),
        ..grant.clone()
    };
    Ok(theirs.into_iter().map(ended).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, Rights};
    use uuid::Uuid;

    fn op(person: u128, at: i64) -> Op {
        Op {
            actor: Actor::Person { id: PersonId(Uuid::from_u128(person)), name: "Minh Anh".into() },
            body: None,
            rights: Rights::none(),
            now: Moment::from_micros(at),
            request: Uuid::nil().into(),
            lang: law::Lang::Vi,
        }
    }

    fn grant(person: u128, since: i64, until: Option<i64>) -> Grant {
        Grant {
            id: Uuid::from_u128(person).into(),
            person: PersonId(Uuid::from_u128(person)),
            by: "Bình".into(),
            reason: String::new(),
            since: Moment::from_micros(since),
            until: until.map(Moment::from_micros),
            withdrawn_at: None,
            withdrawn_by: String::new(),
        }
    }

    #[test]
    fn a_person_is_named_from_a_moment_until_another() {
        let grants = [grant(1, 10, Some(20))];
        assert!(named(&op(1, 9), &grants).is_none());
        assert!(named(&op(1, 10), &grants).is_some());
        assert!(named(&op(1, 20), &grants).is_none());
        assert!(named(&op(2, 15), &grants).is_none());
    }

    #[test]
    fn the_last_person_who_stays_cannot_be_taken_away() {
        let person = PersonId(Uuid::from_u128(1));
        let passing = [grant(1, 0, None), grant(2, 0, Some(99))];
        let refused = withdraw(&passing, person, &op(1, 5), false);
        assert!(matches!(refused, Err(r) if r.code == "restriction.last_person"));
        let two = [grant(1, 0, None), grant(2, 0, None)];
        let ended = withdraw(&two, person, &op(1, 5), false).unwrap_or_default();
        assert!(ended.len() == 1 && ended.iter().all(|g| !g.holds(Moment::from_micros(5))));
        assert!(withdraw(&passing, person, &op(1, 5), true).is_ok());
        let unknown = withdraw(&two, PersonId(Uuid::from_u128(9)), &op(1, 5), true);
        assert!(matches!(unknown, Err(r) if r.code == "restriction.not_named"));
    }
}
