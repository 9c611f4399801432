//! Response teams: established by a decision, with people of many bodies who hold posts for a time. Which posts there are,
//! and what each may sign, is the law's to say ([`law::TeamRules`]); who holds them is data.
//!
//! Neighbours: [`authority`] answers who may sign what, [`delegation`] hands authority on, [`meetings`] and [`access`] hold
//! what the team does.

pub mod access;
pub mod authority;
pub mod delegation;
pub mod documents;
pub mod meetings;

use crate::{BodyId, MemberId, Moment, PersonId, Refusal, TeamId};
use jiff::civil::Date;
use law::TeamRules;
use serde::{Deserialize, Serialize};

/// The decision that establishes a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Number as printed.
    pub number: String,
    /// Day of issue.
    pub date: Date,
    /// Who issued it.
    pub issuer: String,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// Stable short key (`doi-24`).
    pub key: String,
    /// Name as printed.
    pub name: String,
    /// The decision that establishes it.
    pub decision: Decision,
    /// The body of the network under which it works.
    pub body: BodyId,
    /// Code of its province, two digits.
    pub province: String,
    /// When it was entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

/// Somebody in a post of the team, with or without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Identity.
    pub id: MemberId,
    /// The team.
    pub team: TeamId,
    /// The account, when there is one.
    pub person: Option<PersonId>,
    /// Name as written on documents.
    pub name: String,
    /// Position at home.
    pub position: String,
    /// The body the person belongs to.
    pub body: BodyId,
    /// Key of the post.
    pub post: String,
    /// Also holds a leading position.
    pub leading: bool,
    /// Telephone.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// First moment in office.
    pub from: Moment,
    /// First moment out of it; open without.
    pub until: Option<Moment>,
    /// Why the office ended before its time.
    pub end_reason: String,
    /// Counted up by each change.
    pub version: i64,
}

impl Member {
    /// Whether the post is held at a moment.
    pub fn holds(&self, at: Moment) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// Whether both hold their posts at some moment.
    pub fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Moment>, begin: Moment| end.is_some_and(|end| end <= begin);
        !before(self.until, other.from) && !before(other.until, self.from)
    }

    /// Whether both are the same human being, as far as it is known.
    pub fn same_person(&self, other: &Self) -> bool {
        match (self.person, other.person) {
            (Some(one), Some(two)) => one == two,
            _ => self.body == other.body && self.name == other.name,
        }
    }

    /// Out of office from a moment on.
    ///
    /// # Errors
    /// `team.office_over`, `team.end_before_begin`.
    pub fn ended(self, at: Moment, reason: String) -> Result<Self, Refusal> {
        if self.until.is_some_and(|until| until <= at) {
            return Err(Refusal::new("team.office_over"));
        }
        if at < self.from {
            return Err(Refusal::at("at", "team.end_before_begin"));
        }
        Ok(Self { until: Some(at), end_reason: reason, ..self })
    }
}

/// That somebody may be appointed beside those who are there.
///
/// # Errors
/// `team.post_unknown`, `team.end_before_begin`, `team.member_already`, `team.post_taken`.
pub fn appoint(rules: &TeamRules, members: &[Member], new: &Member) -> Result<(), Refusal> {
    let post = rules.post(&new.post).ok_or_else(|| Refusal::at("post", "team.post_unknown"))?;
    if new.until.is_some_and(|until| until <= new.from) {
        return Err(Refusal::at("until", "team.end_before_begin"));
    }
    let beside: Vec<&Member> =
        members.iter().filter(|known| known.post == new.post && known.overlaps(new)).collect();
    if beside.iter().any(|known| known.same_person(new)) {
        return Err(Refusal::at("name", "team.member_already"));
    }
    let most = post.most.and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| beside.len() >= most) {
        return Err(Refusal::at("post", "team.post_taken"));
    }
    Ok(())
}
