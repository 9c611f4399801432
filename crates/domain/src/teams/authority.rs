//! Who may sign and do what in the name of a team, and on what ground: a rule of the text, or a delegation.

use super::Member;
use super::delegation::Delegation;
use crate::{Moment, PersonId, Refusal};
use law::TeamRules;
use serde::{Deserialize, Serialize};

/// Why somebody may sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ground {
    /// The text gives it to the post.
    Rule {
        /// Id of the text.
        ruleset: String,
        /// Where it stands.
        cite: String,
        /// Key of the post.
        post: String,
    },
    /// It was delegated.
    Delegation {
        /// Id of the text.
        ruleset: String,
        /// Where the text lets it be delegated.
        cite: String,
        /// Number of the delegation within the team.
        number: i64,
        /// Who delegated.
        by: String,
    },
}

/// A team as it stands: its rules, everybody who holds or held a post, every delegation.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Id of the text.
    pub ruleset: &'a str,
    /// What it says.
    pub rules: &'a TeamRules,
    /// Members, past ones included.
    pub members: &'a [Member],
    /// Delegations, past ones included.
    pub delegations: &'a [Delegation],
}

impl<'a> Standing<'a> {
    /// The offices that somebody holds at a moment, the highest first.
    pub fn offices(&self, person: PersonId, at: Moment) -> Vec<&'a Member> {
        let rank = |member: &&Member| self.rules.posts.iter().position(|post| post.key == member.post);
        let mut held: Vec<&Member> =
            self.members.iter().filter(|m| m.person == Some(person) && m.holds(at)).collect();
        held.sort_by_key(rank);
        held
    }

    /// On what ground somebody may sign a kind of document, or do a kind of act, at a moment; with the office it is done in.
    ///
    /// # Errors
    /// `team.kind_unknown`, `team.no_office`, `team.not_yours_to_sign`; when a delegation gives nothing:
    /// `delegation.revoked`, `delegation.over`, `delegation.not_begun`, `delegation.delegator_gone`,
    /// `delegation.other_scope`.
    pub fn may_sign(
        &self,
        person: PersonId,
        kind: &str,
        at: Moment,
    ) -> Result<(&'a Member, Ground), Refusal> {
        if self.rules.kind(kind).is_none() {
            return Err(Refusal::at("kind", "team.kind_unknown"));
        }
        let offices = self.offices(person, at);
        if offices.is_empty() {
            return Err(Refusal::new("team.no_office"));
        }
        for office in &offices {
            if let Some(rule) = self.rules.authority(&office.post, kind) {
                let (ruleset, cite) = (self.ruleset.to_owned(), rule.cite.clone());
                return Ok((office, Ground::Rule { ruleset, cite, post: office.post.clone() }));
            }
        }
        self.by_delegation(&offices, kind, at)
    }

    fn by_delegation(
        &self,
        offices: &[&'a Member],
        kind: &str,
        at: Moment,
    ) -> Result<(&'a Member, Ground), Refusal> {
        let office = |to| offices.iter().copied().find(|office| office.id == to);
        let mine = self.delegations.iter().filter_map(|one| Some((office(one.to)?, one)));
        let mut refusal = Refusal::new("team.not_yours_to_sign");
        // The newest word counts for what is told when none of them gives anything.
        for (office, one) in mine {
            match self.gives(one, kind, at) {
                Ok(()) => {
                    let ground = Ground::Delegation {
                        ruleset: one.ruleset.clone(),
                        cite: one.cite.clone(),
                        number: one.number,
                        by: one.by_name.clone(),
                    };
                    return Ok((office, ground));
                }
                Err(why) => refusal = why,
            }
        }
        Err(refusal)
    }

    /// That a delegation gives authority over a kind at a moment.
    ///
    /// # Errors
    /// As [`Standing::may_sign`].
    pub fn gives(&self, one: &Delegation, kind: &str, at: Moment) -> Result<(), Refusal> {
        one.in_force(at)?;
        let holds = |m: &&Member| m.id == one.by && m.holds(at);
        let by = self.members.iter().find(holds).ok_or(Refusal::new("delegation.delegator_gone"))?;
        let covered = one.scope.iter().any(|scope| scope == kind);
        if !covered || self.rules.authority(&by.post, kind).is_none() {
            return Err(Refusal::new("delegation.other_scope"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::delegation::{NewDelegation, delegate};
    use super::*;
    use crate::{BodyId, DelegationId, MemberId, TeamId};
    use law::{Authority, Certainty, DelegationRule, Post, TeamKind, Text};
    use uuid::Uuid;

    fn at(hour: i64) -> Moment {
        Moment::from_micros(hour * 3_600_000_000)
    }

    fn rules() -> TeamRules {
        let post = |key: &str| Post {
            key: key.into(),
            title: Text::new(key, key),
            role: None,
            most: None,
            cite: String::new(),
            certainty: Certainty::Text,
            source: String::new(),
            trace: Vec::new(),
        };
        let kind = |key: &str| TeamKind {
            key: key.into(),
            title: Text::new(key, key),
            document: true,
            cite: String::new(),
        };
        let authority = |post: &str, all, over: &[&str]| Authority {
            post: post.into(),
            all,
            over: over.iter().map(|key| (*key).to_owned()).collect(),
            cite: format!("cite of {post}"),
            certainty: Certainty::Text,
            source: String::new(),
            trace: Vec::new(),
            notes: Vec::new(),
        };
        let delegation = DelegationRule {
            from: "head".into(),
            to: "second".into(),
            leading: false,
            at_once: None,
            cite: "cite of delegation".into(),
            certainty: Certainty::Text,
            source: String::new(),
            trace: Vec::new(),
            notes: Vec::new(),
        };
        TeamRules {
            posts: vec![post("head"), post("second")],
            kinds: vec![kind("order"), kind("letter")],
            authorities: vec![authority("head", true, &[]), authority("second", false, &["letter"])],
            delegations: vec![delegation],
            meeting: None,
            access: None,
        }
    }

    fn member(number: u128, post: &str, from: i64, until: Option<i64>) -> Member {
        Member {
            id: MemberId(Uuid::from_u128(number)),
            team: TeamId(Uuid::nil()),
            person: Some(PersonId(Uuid::from_u128(number))),
            name: format!("Người {number}"),
            position: String::new(),
            body: BodyId(Uuid::nil()),
            post: post.into(),
            leading: false,
            phone: String::new(),
            email: String::new(),
            from: at(from),
            until: until.map(at),
            end_reason: String::new(),
            version: 1,
        }
    }

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    #[test]
    fn authority_begins_and_ends_with_the_office_and_the_delegation() {
        let rules = rules();
        let members = [member(1, "head", 0, Some(100)), member(2, "second", 0, None)];
        let none = Standing { ruleset: "r", rules: &rules, members: &members, delegations: &[] };
        let code = |standing: &Standing<'_>, who: u128, kind: &str, hour: i64| {
            standing.may_sign(person(who), kind, at(hour)).map(|_| ()).map_err(|refusal| refusal.code)
        };
        assert_eq!(code(&none, 1, "order", 0), Ok(()));
        assert_eq!(code(&none, 1, "order", 100), Err("team.no_office"));
        assert_eq!(code(&none, 2, "letter", 0), Ok(()));
        assert_eq!(code(&none, 2, "order", 0), Err("team.not_yours_to_sign"));
        assert_eq!(code(&none, 3, "order", 0), Err("team.no_office"));
        let new = |until| NewDelegation {
            by: &members[0],
            to: &members[1],
            scope: vec!["order".into()],
            from: at(10),
            until: at(until),
            reason: "vắng".into(),
            document: String::new(),
        };
        let id = DelegationId(Uuid::nil());
        let longer = delegate(&none, new(101), id, 1, at(5)).unwrap_err();
        assert_eq!(longer, Refusal::at("until", "delegation.longer_than_office"));
        let given = [delegate(&none, new(100), id, 1, at(5)).unwrap()];
        let with = Standing { delegations: &given, ..none };
        assert_eq!(code(&with, 2, "order", 9), Err("delegation.not_begun"));
        assert_eq!(code(&with, 2, "order", 10), Ok(()));
        assert_eq!(code(&with, 2, "order", 100), Err("delegation.over"));
        let revoked = [given[0].clone().taken_back("Người 1".into(), "về".into(), at(20)).unwrap()];
        let with = Standing { delegations: &revoked, ..none };
        assert_eq!(code(&with, 2, "order", 19), Ok(()));
        assert_eq!(code(&with, 2, "order", 20), Err("delegation.revoked"));
        // Who delegated leaves early: what was theirs goes with them.
        let left = [members[0].clone().ended(at(15), "chuyển".into()).unwrap(), members[1].clone()];
        let with = Standing { members: &left, delegations: &given, ..none };
        assert_eq!(code(&with, 2, "order", 15), Err("delegation.delegator_gone"));
    }
}
