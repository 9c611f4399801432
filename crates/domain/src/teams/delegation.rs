//! Handing authority on for a time: by whom the text lets, to whom it names, no longer than the office it comes from.

use super::Member;
use super::authority::Standing;
use crate::{DelegationId, MemberId, Moment, Refusal, TeamId};
use serde::{Deserialize, Serialize};

/// Taken back before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A delegation. The delegate answers to who delegated, and to the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Identity.
    pub id: DelegationId,
    /// The team.
    pub team: TeamId,
    /// Number within the team, from 1.
    pub number: i64,
    /// Who delegates.
    pub by: MemberId,
    /// Their name at the time.
    pub by_name: String,
    /// Who is delegated.
    pub to: MemberId,
    /// Their name at the time.
    pub to_name: String,
    /// Kinds of documents and acts it covers.
    pub scope: Vec<String>,
    /// First moment.
    pub from: Moment,
    /// First moment it gives nothing any more.
    pub until: Moment,
    /// Why: the absence.
    pub reason: String,
    /// Sign of the document behind it; may be empty.
    pub document: String,
    /// Id of the text that lets it.
    pub ruleset: String,
    /// Where it stands there.
    pub cite: String,
    /// Taken back.
    pub revoked: Option<Revoked>,
    /// When it was given.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl Delegation {
    /// That it is in force at a moment.
    ///
    /// # Errors
    /// `delegation.revoked`, `delegation.over`, `delegation.not_begun`.
    pub fn in_force(&self, at: Moment) -> Result<(), Refusal> {
        if self.revoked.as_ref().is_some_and(|revoked| revoked.at <= at) {
            return Err(Refusal::new("delegation.revoked"));
        }
        if self.until <= at {
            return Err(Refusal::new("delegation.over"));
        }
        if at < self.from { Err(Refusal::new("delegation.not_begun")) } else { Ok(()) }
    }

    /// Taken back: it gives nothing from now on.
    ///
    /// # Errors
    /// `delegation.revoked`, `delegation.over`.
    pub fn taken_back(self, by: String, reason: String, now: Moment) -> Result<Self, Refusal> {
        if self.revoked.is_some() {
            return Err(Refusal::new("delegation.revoked"));
        }
        if self.until <= now {
            return Err(Refusal::new("delegation.over"));
        }
        Ok(Self { revoked: Some(Revoked { at: now, by, reason }), ..self })
    }
}

/// A delegation to give.
#[derive(Debug, Clone)]
pub struct NewDelegation<'a> {
    /// Who delegates.
    pub by: &'a Member,
    /// Who is delegated.
    pub to: &'a Member,
    /// Kinds of documents and acts.
    pub scope: Vec<String>,
    /// First moment; one that has passed is now, for nothing is delegated backwards.
    pub from: Moment,
    /// First moment it gives nothing any more.
    pub until: Moment,
    /// Why.
    pub reason: String,
    /// Sign of the document behind it.
    pub document: String,
}

/// Gives a delegation.
///
/// # Errors
/// `delegation.delegator_not_in_office`, `delegation.no_rule`, `delegation.no_leading_post`, `delegation.in_past`,
/// `delegation.longer_than_office`, `delegation.delegate_office_ends`, `delegation.nothing`, `delegation.not_theirs`,
/// `delegation.one_at_a_time`, `delegation.reason_missing`.
pub fn delegate(
    standing: &Standing<'_>,
    new: NewDelegation<'_>,
    id: DelegationId,
    number: i64,
    now: Moment,
) -> Result<Delegation, Refusal> {
    let NewDelegation { by, to, scope, from, until, reason, document } = new;
    if !by.holds(now) {
        return Err(Refusal::new("delegation.delegator_not_in_office"));
    }
    let rule = standing.rules.delegation(&by.post, &to.post).filter(|_| !by.same_person(to));
    let rule = rule.ok_or_else(|| Refusal::at("to", "delegation.no_rule"))?;
    if rule.leading && !to.leading {
        return Err(Refusal::at("to", "delegation.no_leading_post"));
    }
    let from = from.max(now);
    if until <= from {
        return Err(Refusal::at("until", "delegation.in_past"));
    }
    if by.until.is_some_and(|end| end < until) {
        return Err(Refusal::at("until", "delegation.longer_than_office"));
    }
    if !to.holds(from) || to.until.is_some_and(|end| end < until) {
        return Err(Refusal::at("until", "delegation.delegate_office_ends"));
    }
    if scope.is_empty() {
        return Err(Refusal::at("scope", "delegation.nothing"));
    }
    let theirs = |kind: &String| {
        standing.rules.kind(kind).is_some() && standing.rules.authority(&by.post, kind).is_some()
    };
    if !scope.iter().all(theirs) {
        return Err(Refusal::at("scope", "delegation.not_theirs"));
    }
    if reason.is_empty() {
        return Err(Refusal::at("reason", "delegation.reason_missing"));
    }
    let beside = standing.delegations.iter().filter(|known| {
        let end = known.revoked.as_ref().map_or(known.until, |revoked| revoked.at.min(known.until));
        let post = standing.members.iter().find(|m| m.id == known.to).map(|m| m.post.as_str());
        post == Some(to.post.as_str()) && known.to != to.id && known.from < until && from < end
    });
    if rule.at_once.and_then(|most| usize::try_from(most).ok()).is_some_and(|most| beside.count() >= most) {
        return Err(Refusal::at("to", "delegation.one_at_a_time"));
    }
    Ok(Delegation {
        id,
        team: by.team,
        number,
        by: by.id,
        by_name: by.name.clone(),
        to: to.id,
        to_name: to.name.clone(),
        scope,
        from,
        until,
        reason,
        document,
        ruleset: standing.ruleset.to_owned(),
        cite: rule.cite.clone(),
        revoked: None,
        created_at: now,
        version: 1,
    })
}
