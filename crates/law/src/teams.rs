//! What a text says of a response team: its posts, what each may sign and do, who may be delegated, how often the team
//! meets, and what its members may open in an affected system.
//!
//! Neighbours: [`crate::Ruleset`] owns the rules; who holds a post is not the law's to say and not known here.
//!
//! ```
//! # fn show(team: &law::TeamRules) {
//! for rule in team.of_post("leader") {
//!     println!("{} {}", rule.post, rule.cite);
//! }
//! # }
//! ```

use serde::Serialize;

use crate::ids::RoleKey;
use crate::text::{Certainty, Text};

/// What a text says of its team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamRules {
    /// The posts, in the order of rank.
    pub posts: Vec<Post>,
    /// Kinds of documents and acts.
    pub kinds: Vec<TeamKind>,
    /// Who may sign and do what.
    pub authorities: Vec<Authority>,
    /// Who may be delegated by whom.
    pub delegations: Vec<DelegationRule>,
    /// Its regular meetings.
    pub meeting: Option<MeetingRule>,
    /// Access to an affected system.
    pub access: Option<AccessRule>,
}

impl TeamRules {
    /// The post of that key.
    pub fn post(&self, key: &str) -> Option<&Post> {
        self.posts.iter().find(|post| post.key == key)
    }

    /// The kind of document or act of that key.
    pub fn kind(&self, key: &str) -> Option<&TeamKind> {
        self.kinds.iter().find(|kind| kind.key == key)
    }

    /// What gives a post authority.
    pub fn of_post<'a>(&'a self, post: &'a str) -> impl Iterator<Item = &'a Authority> {
        self.authorities.iter().filter(move |rule| rule.post == post)
    }

    /// The authority by which a post signs or does that kind.
    pub fn authority(&self, post: &str, kind: &str) -> Option<&Authority> {
        self.authorities.iter().find(|rule| rule.post == post && rule.covers(kind))
    }

    /// The rule by which one post delegates to another.
    pub fn delegation(&self, from: &str, to: &str) -> Option<&DelegationRule> {
        self.delegations.iter().find(|rule| rule.from == from && rule.to == to)
    }
}

/// A post of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Post {
    /// Name, unique in its ruleset.
    pub key: String,
    /// Title as printed.
    pub title: Text,
    /// The role of the text that it is.
    pub role: Option<RoleKey>,
    /// How many may hold it at once.
    pub most: Option<u32>,
    /// Where it stands.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// A kind of document that is signed, or of act that is done without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamKind {
    /// Name, unique in its ruleset.
    pub key: String,
    /// What it is.
    pub title: Text,
    /// Signed; else only done.
    pub document: bool,
    /// Where it stands.
    pub cite: String,
}

/// What a post may sign and do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// The post.
    pub post: String,
    /// Everything the team signs and does.
    pub all: bool,
    /// Kinds it covers, when not all.
    pub over: Vec<String>,
    /// Where it stands.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

impl Authority {
    /// Whether it covers that kind.
    pub fn covers(&self, kind: &str) -> bool {
        self.all || self.over.iter().any(|over| over == kind)
    }
}

/// By whom authority may be handed on, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelegationRule {
    /// The post that delegates.
    pub from: String,
    /// The post that is delegated.
    pub to: String,
    /// Only to somebody who also holds a leading position.
    pub leading: bool,
    /// To how many of that post at once.
    pub at_once: Option<u32>,
    /// Where it stands.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

/// Regular meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingRule {
    /// Months from one to the next.
    pub every_months: u32,
    /// The act by which a meeting is called.
    pub called_by: String,
    /// Posts that owe the minutes.
    pub minutes_by: Vec<String>,
    /// Where it stands.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// Access of team members to an affected system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessRule {
    /// The role whose leader must agree.
    pub agrees: RoleKey,
    /// What may be opened.
    pub targets: Vec<AccessTarget>,
    /// Where it stands.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
}

/// Something that may be opened, such as logs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessTarget {
    /// Name, unique in its rule.
    pub key: String,
    /// As printed.
    pub title: Text,
}
