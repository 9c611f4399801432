//! The one list of identifiers. Each is a UUIDv7 in a type of its own, so that a notice can never be taken for an
//! incident. New values are made by the caller (`app` hands in fresh ones); nothing here draws on chance.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The raw UUID, for the store.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl From<Uuid> for $name {
            fn from(value: Uuid) -> Self { Self(value) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.as_hyphenated().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.as_hyphenated())
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }
    )*};
}

ids! {
    /// A body: coordinator, team, owner, operator, provider.
    BodyId,
    /// A person who signs in or acts for a body.
    PersonId,
    /// A signed-in session.
    SessionId,
    /// A scoped API token.
    TokenId,
    /// An invitation to join.
    InvitationId,
    /// A passkey.
    PasskeyId,
    /// An information system.
    SystemId,
    /// A decision on two claims of different owners.
    ClaimDecisionId,
    /// An edition of the allocations of a registry.
    AllocationEditionId,
    /// An application to join the network.
    ApplicationId,
    /// A member's edit of its profile.
    ProfileChangeId,
    /// A contact point of a body.
    ContactPointId,
    /// A change of contact points with the duties that follow.
    ContactChangeId,
    /// A test whether contact points can be reached.
    ReachTestId,
    /// The trial of one contact point within a test.
    TrialId,
    /// An incident notice.
    NoticeId,
    /// A record of checking who sent a notice.
    VerificationId,
    /// An incident.
    IncidentId,
    /// One step of the legal process in one incident.
    StepRunId,
    /// An entry of an incident's timeline: decision, direction, note.
    EntryId,
    /// A proposal or decision on severity.
    SeverityId,
    /// One running legal clock.
    ClockRunId,
    /// A report.
    ReportId,
    /// A change of the law.
    LawChangeId,
    /// A response team.
    TeamId,
    /// Somebody's post in a team.
    MemberId,
    /// A delegation within a team.
    DelegationId,
    /// A document that a team signed.
    TeamDocumentId,
    /// A meeting of a team.
    MeetingId,
    /// A consent to access an affected system.
    ConsentId,
    /// One access under a consent.
    AccessUseId,
    /// A shift of duty.
    ShiftId,
    /// The naming of a person on a restricted record.
    GrantId,
    /// A message or note in a thread.
    MessageId,
    /// A stored file.
    AttachmentId,
    /// A queued job.
    JobId,
    /// One request at a door, for logs and audit.
    RequestId,
}
