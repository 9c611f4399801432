//! Who acts, for which body, by what right, when: the [`Op`] made once at each door and handed to every use case.
//!
//! Which role has which right over which records stands in a table of its own ([`table()`]); how somebody stands to a record
//! is a [`Tie`].

mod relation;
mod table;
mod tie;

pub use relation::{Relation, Relations};
pub use table::{PATH as TABLE_PATH, Table, faults, table};
pub use tie::{Ground, Tie, grounds, relations};

use crate::{BodyId, Moment, PersonId, RequestId, TokenId};
use law::Lang;
use serde::Serialize;

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// A right to one kind of act. Which records it reaches is a matter of party and body.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u64)]
        pub enum Right { $($(#[$doc])* $name),* }
        impl Right {
            /// Every right.
            pub const ALL: &'static [Right] = &[$(Right::$name),*];
            /// Stable code; also the scope name of API tokens.
            pub const fn code(self) -> &'static str { match self { $(Right::$name => $code),* } }
            /// The right of a code.
            pub fn from_code(code: &str) -> Option<Right> { match code { $($code => Some(Right::$name),)* _ => None } }
        }
    };
}

rights! {
    /// Submit a notice signed in.
    SubmitNotice = "notices:submit",
    /// Enter a notice that came by paper, phone or fax.
    EnterNotice = "notices:enter",
    /// See notices one's body sent or handles.
    SeeNotices = "notices:read",
    /// Take, verify, ask back, merge, reject, confirm.
    TriageNotice = "notices:triage",
    /// See every notice and incident of the deployment.
    SeeEverything = "everything:read",
    /// See incidents one's body is party to.
    SeeIncidents = "incidents:read",
    /// See internal notes of the response side.
    SeeInternal = "internal:read",
    /// Classify an incident and correct its facts.
    ClassifyIncident = "incidents:classify",
    /// Propose that an incident is severe.
    ProposeSeverity = "severity:propose",
    /// Decide that an incident is severe or is not.
    DecideSeverity = "severity:decide",
    /// Start, finish, skip and reopen steps.
    RunProcess = "process:run",
    /// Add and release parties.
    ManageParties = "parties:manage",
    /// Write decisions and directions.
    Direct = "directions:write",
    /// Write messages to the other parties.
    WriteMessages = "messages:write",
    /// Draft, submit and revise reports of one's body.
    WriteReports = "reports:write",
    /// Accept reports addressed to one's body or return them for revision.
    JudgeReports = "reports:judge",
    /// Declare the response ended.
    EndResponse = "incidents:end",
    /// Record an incident as closed and reopen it.
    RecordClosed = "incidents:close",
    /// Restrict a record to named persons, and open it again.
    Restrict = "restriction:set",
    /// Name the persons who see a restricted record.
    NamePersons = "restriction:name",
    /// Declare that many others must be warned, so that confidentiality no longer restricts.
    ExceptConfidentiality = "restriction:except",
    /// See the bodies and systems of the network.
    SeeBodies = "bodies:read",
    /// See the people of the bodies: personal data of staff.
    SeeStaff = "staff:read",
    /// Enter and change bodies, people and systems.
    ManageNetwork = "network:manage",
    /// Judge applications and profiles of members, and keep the register of members.
    KeepMembers = "members:keep",
    /// Declare one's own body: profile and contact points.
    DeclareOwnBody = "body:declare",
    /// See jobs, audit and health of the deployment.
    SeeSystem = "system:read",
    /// Write changes of the law, simulate them, and bring those of others into force.
    ChangeLaw = "law:change",
    /// Establish teams and appoint their members.
    ManageTeams = "teams:manage",
    /// Act in a team by the post one holds there: sign, delegate, call meetings.
    ActInTeam = "teams:act",
    /// Record that the owner of a system agreed to access, and end it.
    RecordConsent = "consents:write",
    /// Plan the duty of one's body.
    PlanDuty = "duty:plan",
    /// Serve on duty: hand over, take over.
    ServeDuty = "duty:serve",
    /// Make and revoke one's own API tokens.
    OwnTokens = "tokens:own",
}

/// A set of rights, each over the records to which one stands in one of its relations.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Rights([Relations; Right::ALL.len()]);

impl Rights {
    /// No right at all.
    pub const fn none() -> Self {
        Self([Relations::NONE; Right::ALL.len()])
    }
    /// Every right over every record: the running system itself.
    pub const fn all() -> Self {
        Self([Relations::ALL; Right::ALL.len()])
    }
    /// Whether the right is in the set, over whatever records.
    pub const fn has(self, right: Right) -> bool {
        !self.over(right).is_empty()
    }
    /// The relations over which the right is given; none when it is not in the set.
    #[expect(clippy::indexing_slicing, reason = "there is a place for every right")]
    pub const fn over(self, right: Right) -> Relations {
        self.0[right as usize]
    }
    /// The set with a right over some relations more.
    #[must_use]
    pub fn and(mut self, right: Right, relations: Relations) -> Self {
        if let Some(over) = self.0.get_mut(right as usize) {
            *over = over.with(relations);
        }
        self
    }
    /// The union.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Right::ALL.iter().fold(self, |all, right| all.and(*right, other.over(*right)))
    }
    /// The intersection: a token can never do more than its person.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let both = |all: Self, right: &Right| all.and(*right, self.over(*right).within(other.over(*right)));
        Right::ALL.iter().fold(Self::none(), both)
    }
    /// The codes in the set.
    pub fn codes(self) -> Vec<&'static str> {
        Right::ALL.iter().filter(|r| self.has(**r)).map(|r| r.code()).collect()
    }
}

impl Default for Rights {
    fn default() -> Self {
        Self::none()
    }
}

impl std::fmt::Debug for Rights {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let given = Right::ALL.iter().filter(|right| self.has(**right));
        f.debug_map().entries(given.map(|right| (right.code(), self.over(*right).codes()))).finish()
    }
}

/// Rights over every record: the scopes of a token, which bound a person's rights and give none.
impl FromIterator<Right> for Rights {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        rights.into_iter().fold(Self::none(), |all, right| all.and(right, Relations::ALL))
    }
}

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Actor {
    /// Somebody without an account.
    Anonymous,
    /// A signed-in person.
    Person {
        /// Who.
        id: PersonId,
        /// Name at the time, for the record.
        name: String,
    },
    /// A program with a person's token.
    Token {
        /// The token.
        token: TokenId,
        /// Whose token.
        id: PersonId,
        /// Name at the time, for the record.
        name: String,
    },
    /// The system itself: a job, the mail gate, the command line.
    System {
        /// Which part (`jobs`, `mailgate`, `cli`).
        part: String,
    },
}

impl Actor {
    /// The person behind the act, if there is one.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } | Self::Token { id, .. } => Some(*id),
            Self::Anonymous | Self::System { .. } => None,
        }
    }

    /// The door somebody comes through: `page`, `api`, or the part of the system; strangers come without one.
    pub fn door(&self) -> &str {
        match self {
            Self::Person { .. } => "page",
            Self::Token { .. } => "api",
            Self::System { part } => part,
            Self::Anonymous => "",
        }
    }

    /// The name for the record.
    pub fn name(&self) -> &str {
        match self {
            Self::Person { name, .. } | Self::Token { name, .. } => name,
            Self::Anonymous => "",
            Self::System { part } => part,
        }
    }
}

/// One operation: who acts, for which body, by what right, when, in which language.
#[derive(Clone, Debug)]
pub struct Op {
    /// Who acts.
    pub actor: Actor,
    /// The body acted for.
    pub body: Option<BodyId>,
    /// What the actor may do.
    pub rights: Rights,
    /// When; taken once at the door.
    pub now: Moment,
    /// The request, for logs and audit.
    pub request: RequestId,
    /// Language of answers.
    pub lang: Lang,
}

impl Op {
    /// Whether the right is there.
    pub const fn may(&self, right: Right) -> bool {
        self.rights.has(right)
    }

    /// Whether this actor sees a record whose concerned bodies are given.
    pub fn reaches(&self, bodies: &[BodyId]) -> bool {
        self.may(Right::SeeEverything) || self.body.is_some_and(|b| bodies.contains(&b))
    }

    /// The body whose records bound what may be seen; `None` means everything.
    pub const fn bounded_to(&self) -> Option<BodyId> {
        if self.may(Right::SeeEverything) { None } else { self.body }
    }

    /// Whose eyes a list is for: what is restricted shows itself to few.
    pub fn reader(&self) -> Reader {
        if let Actor::System { .. } = self.actor {
            return Reader::System;
        }
        let Some(person) = self.actor.person() else { return Reader::Nobody };
        let over = self.rights.over(Right::TriageNotice);
        let triage = match self.body {
            _ if !table().restricted_notices().holds(Relation::InCharge) => Triage::Without,
            _ if self.may(Right::SeeEverything) && over.holds(Relation::Coordinator) => Triage::All,
            Some(body) if over.holds(Relation::Handler) => Triage::Of(body),
            _ => Triage::Nothing,
        };
        Reader::Person { person, at: self.now, triage }
    }
}

/// Whose eyes a list is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// Nobody who could be named.
    #[default]
    Nobody,
    /// A person.
    Person {
        /// Who.
        person: PersonId,
        /// When they look: naming ends.
        at: Moment,
        /// The notices they may take while nobody has.
        triage: Triage,
    },
    /// The system itself: whoever holds the machine holds the database.
    System,
}

/// Whose notices somebody may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triage {
    /// Nobody's; not even to have a notice opens it, for the table says so.
    Without,
    /// Nobody's.
    Nothing,
    /// Those that a body handles.
    Of(BodyId),
    /// Everybody's.
    All,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_keeps_the_relations_of_its_person() {
        let person = Rights::none().and(Right::SeeIncidents, Relations::NONE.and(Relation::Party));
        let token: Rights = std::iter::once(Right::SeeIncidents).collect();
        assert_eq!(person.within(token), person);
        assert!(!person.within(token).over(Right::SeeIncidents).holds(Relation::Coordinator));
    }

    #[test]
    fn a_token_never_exceeds_its_person() {
        let person: Rights = [Right::SeeNotices, Right::SubmitNotice].into_iter().collect();
        let token: Rights = [Right::SeeNotices, Right::RecordClosed].into_iter().collect();
        assert_eq!(token.within(person).codes(), vec!["notices:read"]);
    }

    #[test]
    fn every_right_has_its_own_bit_and_code() {
        assert_eq!(Rights::all().codes().len(), Right::ALL.len());
        for right in Right::ALL {
            assert_eq!(Right::from_code(right.code()), Some(*right));
        }
    }
}
