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
