//! The network: its bodies and members, how one joins, contact points, their changes and whether they can be reached, the register as tables, and whose an
//! address is.

mod contacts;
mod disputes;
mod joining;
mod members;
mod reachability;
mod register;
mod systems;
mod whois;

pub use contacts::{
    ChangeLine, ChangeRegister, ContactForm, ContactLine, DutyLine, EndingKeyLine, EndingKeys, KeyLine,
    ProofLine,
};
pub use disputes::{ClaimParty, DecisionLine, DisputeLine, Disputes};
pub use joining::{ApplicationPage, ApplicationRow, Applications, Join, JoinFollow, JoinReceived, JoinState};
pub use members::{
    DifferenceLine, EditionLine, MemberPage, MembershipView, NetworkIndex, NetworkLine, PendingEdit,
    PendingLine, PendingList, ProfileEdit, SystemLine,
};
pub use reachability::{
    AttemptLine, CallList, ReachAsked, ReachIndex, ReachLine, ReachTestLine, ReachTestPage, TrialLine,
    TrialPage,
};
pub use register::{Bring, BroughtTable, Map, Tile, WrongRow};
pub use systems::{
    ClaimLine, LevelDocumentLine, RegistryLine, SoftwareLine, SystemFields, SystemForm, SystemIndex,
    SystemPage, SystemRow,
};
pub use whois::{KnownBody, KnownSystem, Whois};

use crate::PageVisitor;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<NetworkIndex>();
    visitor.page::<MemberPage>();
    visitor.page::<ProfileEdit>();
    visitor.page::<PendingList>();
    visitor.page::<ContactForm>();
    visitor.page::<ChangeRegister>();
    visitor.page::<EndingKeys>();
    visitor.page::<Applications>();
    visitor.page::<ApplicationPage>();
    visitor.page::<Join>();
    visitor.page::<JoinReceived>();
    visitor.page::<JoinFollow>();
    visitor.page::<ReachIndex>();
    visitor.page::<ReachTestPage>();
    visitor.page::<CallList>();
    visitor.page::<TrialPage>();
    visitor.page::<ReachAsked>();
    visitor.page::<Bring>();
    visitor.page::<Map>();
    visitor.page::<Whois>();
    visitor.page::<SystemIndex>();
    visitor.page::<SystemPage>();
    visitor.page::<SystemForm>();
    visitor.page::<Disputes>();
}
