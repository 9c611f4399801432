//! How somebody stands to one record, and the grounds on which they see it. What decides and what explains is the same.

use super::{Relation, Relations, Right, Rights, table};
use crate::incidents::PartyRole;
use crate::people::Role;
use crate::{BodyId, Moment};
use serde::Serialize;

/// One relation to a record, with what it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tie {
    /// The relation.
    pub relation: Relation,
    /// The part of an incident it comes from.
    pub part: Option<PartyRole>,
    /// The body through which it holds.
    pub body: Option<BodyId>,
    /// Since when, where that is on record.
    pub since: Option<Moment>,
    /// Until when, for a person named for a time.
    pub until: Option<Moment>,
    /// Who named the person; empty for every other relation.
    pub by: String,
}

impl Tie {
    /// A relation that comes from nothing but the right itself.
    pub const fn new(relation: Relation) -> Self {
        Self { relation, part: None, body: None, since: None, until: None, by: String::new() }
    }

    /// A relation through a body.
    pub fn through(relation: Relation, body: BodyId, since: Option<Moment>) -> Self {
        Self { body: Some(body), since, ..Self::new(relation) }
    }
}

/// The relations of some ties.
pub fn relations(ties: &[Tie]) -> Relations {
    ties.iter().map(|tie| tie.relation).collect()
}

/// Why somebody has a right over a record: a role that gives it, and the relation over which it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The role.
    pub role: Role,
    /// The right.
    #[serde(serialize_with = "code")]
    pub right: Right,
    /// The relation.
    pub tie: Tie,
}

fn code<S: serde::Serializer>(right: &Right, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(right.code())
}

/// Every ground on which somebody with these roles has a right over a record, within what they hold now: a token may hold
/// less than its person.
pub fn grounds(roles: &[Role], held: Rights, right: Right, ties: &[Tie]) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for role in roles {
        let over = table().rights(*role).over(right).within(held.over(right));
        for tie in ties.iter().filter(|tie| over.holds(tie.relation)) {
            grounds.push(Ground { role: *role, right, tie: tie.clone() });
        }
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_ground_names_the_role_and_the_relation_that_the_table_gives_it_over() {
        let body = BodyId(Uuid::from_u128(1));
        let ties = [
            Tie {
                part: Some(PartyRole::Operator),
                ..Tie::through(Relation::Party, body, Some(Moment::EPOCH))
            },
            Tie::new(Relation::Superior),
        ];
        let roles = [Role::Operator, Role::Reporter];
        let held = roles.iter().fold(Rights::none(), |all, role| all.with(role.rights()));
        let found = grounds(&roles, held, Right::SeeIncidents, &ties);
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|g| g.role == Role::Operator && g.tie.relation == Relation::Party));
        let token: Rights = std::iter::once(Right::SeeNotices).collect();
        assert!(grounds(&roles, held.within(token), Right::SeeIncidents, &ties).is_empty());
    }
}
