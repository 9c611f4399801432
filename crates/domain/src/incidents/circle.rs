//! Who stands around an incident: its parties, the bodies above them, and, when it is restricted, the persons named.

use super::parties::{self, Party, Sees};
use crate::access::{Relation, Relations, Right, Tie, relations, table};
use crate::restriction::{Grant, named};
use crate::{BodyId, Op};
use std::ops::{Deref, DerefMut};

/// Who stands around an incident. Reads as the list of its parties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circle {
    /// Parties, released ones included.
    pub parties: Vec<Party>,
    /// Only named persons see it.
    pub restricted: bool,
    /// Persons named on it, former ones included; empty while it is not restricted.
    pub named: Vec<Grant>,
    /// Bodies above those that operate or own, and units that answer for them; empty while no right looks at it.
    pub superiors: Vec<BodyId>,
}

impl Circle {
    /// How the actor stands to the incident.
    pub fn ties(&self, op: &Op) -> Vec<Tie> {
        let mut ties = Vec::new();
        if op.may(Right::SeeEverything) {
            ties.push(Tie::new(Relation::Coordinator));
        }
        let own = self.parties.iter().filter(|p| Some(p.body) == op.body && p.until.is_none());
        for party in own {
            for relation in table().relations_of(party.role).iter() {
                let tie = Tie::through(relation, party.body, Some(party.since));
                ties.push(Tie { part: Some(party.role), ..tie });
            }
        }
        if let Some(body) = op.body.filter(|body| self.superiors.contains(body)) {
            ties.push(Tie::through(Relation::Superior, body, None));
        }
        ties.extend(named(op, &self.named));
        ties
    }

    /// The relations in which the actor stands to the incident.
    pub fn relations(&self, op: &Op) -> Relations {
        relations(&self.ties(op))
    }

    /// Whether the incident, if it is restricted, is open to the actor.
    pub fn open_to(&self, op: &Op) -> bool {
        !self.restricted || table().restricted_incidents().meets(self.relations(op))
    }

    /// How much the actor sees; `None` when it may not be known to them.
    pub fn seen_by(&self, op: &Op) -> Option<Sees> {
        let over = op.rights.over(Right::SeeIncidents).within(self.relations(op));
        if over.is_empty() || !self.open_to(op) {
            return None;
        }
        if over.holds(Relation::Coordinator) {
            return Some(Sees::Everything);
        }
        let as_party =
            op.body.filter(|_| over.holds(Relation::Party)).and_then(|b| parties::view_of(&self.parties, b));
        let above = over.holds(Relation::Superior).then(|| table().seen_by_superior());
        match as_party.into_iter().chain(above).min() {
            Some(Sees::Everything) if !op.may(Right::SeeInternal) => Some(Sees::Record),
            sees => sees,
        }
    }
}

impl Deref for Circle {
    type Target = Vec<Party>;
    fn deref(&self) -> &Vec<Party> {
        &self.parties
    }
}

impl DerefMut for Circle {
    fn deref_mut(&mut self) -> &mut Vec<Party> {
        &mut self.parties
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incidents::PartyRole;
    use crate::people::Role;
    use crate::{Actor, Moment, PersonId, Rights};
    use uuid::Uuid;

    fn body(n: u128) -> BodyId {
        BodyId(Uuid::from_u128(n))
    }

    fn op(of: u128, rights: Rights) -> Op {
        Op {
            actor: Actor::Person { id: PersonId(Uuid::from_u128(of)), name: String::new() },
            body: Some(body(of)),
            rights,
            now: Moment::from_micros(5),
            request: Uuid::nil().into(),
            lang: law::Lang::Vi,
        }
    }

    fn circle() -> Circle {
        let party = |n, role: PartyRole| Party {
            body: body(n),
            role,
            sees: role.sees(),
            since: Moment::EPOCH,
            until: None,
        };
        let parties = vec![party(1, PartyRole::Operator), party(2, PartyRole::SpecialisedUnit)];
        Circle { parties, ..Circle::default() }
    }

    #[test]
    fn each_part_brings_its_relations_and_its_view() {
        let circle = circle();
        assert_eq!(circle.seen_by(&op(1, Role::Operator.rights())), Some(Sees::Record));
        assert_eq!(circle.seen_by(&op(2, Role::UnitOfficer.rights())), Some(Sees::Everything));
        assert_eq!(circle.seen_by(&op(2, Role::Operator.rights())), Some(Sees::Record));
        assert_eq!(circle.seen_by(&op(3, Role::UnitOfficer.rights())), None);
        assert_eq!(circle.seen_by(&op(3, Role::CoordinatorOfficer.rights())), Some(Sees::Everything));
        assert_eq!(circle.seen_by(&op(1, Role::Administrator.rights())), None);
        assert!(circle.relations(&op(1, Role::Operator.rights())).holds(Relation::Affected));
    }

    #[test]
    fn a_superior_sees_only_where_the_right_is_given_over_that_relation() {
        let circle = Circle { superiors: vec![body(7)], ..circle() };
        assert_eq!(circle.seen_by(&op(7, Role::UnitOfficer.rights())), None);
        let over = Rights::none().and(Right::SeeIncidents, Relations::NONE.and(Relation::Superior));
        assert_eq!(circle.seen_by(&op(7, over)), Some(Sees::Record));
        assert_eq!(circle.seen_by(&op(8, over)), None);
    }

    #[test]
    fn a_restricted_incident_opens_to_named_persons_who_have_the_right_besides() {
        let grant = |person| Grant {
            id: Uuid::nil().into(),
            person: PersonId(Uuid::from_u128(person)),
            by: String::new(),
            reason: String::new(),
            since: Moment::EPOCH,
            until: None,
            withdrawn_at: None,
            withdrawn_by: String::new(),
        };
        let circle = Circle { restricted: true, named: vec![grant(1), grant(3)], ..circle() };
        assert_eq!(circle.seen_by(&op(1, Role::Operator.rights())), Some(Sees::Record));
        assert_eq!(circle.seen_by(&op(2, Role::UnitOfficer.rights())), None);
        assert_eq!(circle.seen_by(&op(9, Role::CoordinatorOfficer.rights())), None);
        // To be named gives no right.
        assert_eq!(circle.seen_by(&op(3, Role::Provider.rights())), None);
        let system = Op { actor: Actor::System { part: "jobs".into() }, body: None, ..op(9, Rights::all()) };
        assert_eq!(circle.seen_by(&system), Some(Sees::Everything));
    }
}
