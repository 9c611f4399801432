//! The law as people read it: which texts there are and which bind now, one text with its clocks, process, roles
//! and forms, its wording point by point, its process drawn, two editions side by side, what falls due in a year, where
//! texts contradict each other, what of them the platform carries out, a reckoning of a deadline with its reasons, and
//! a form as printed.
//!
//! Contexts are made from the law room's own values (`RulesetList::of`, `RulesetPage::of`, …), so a door needs one line.

mod changes;
mod clock;
mod compare;
mod coverage;
mod diagram;
mod disputed;
mod form;
mod index;
mod process;
mod provisions;
mod ruleset;
mod year;

use crate::PageVisitor;

pub use changes::{
    ChangeFile, ChangeFilePage, ChangeList, ChangePage, ChangeRow, ClockDiffers, FormDiffers,
    IncidentDiffers, NewChange, SimulationPage, TextDiffers,
};
pub use clock::{ClockPage, ReasonLine, Reckoning};
pub use compare::{ComparePage, Compared, ComparedGroup};
pub use coverage::{CoveragePage, CoverageRow, CoverageSection};
pub use diagram::{Arrow, Band, Diagram, StepBox};
pub use disputed::{DisputedPage, DisputedRow, SideRow};
pub use form::FormPage;
pub use index::{RulesetList, RulesetRow};
pub use process::ProcessPage;
pub use provisions::{ProvisionList, ProvisionPage, ProvisionRow};
pub use ruleset::{
    ClockRow, FormRow, ListView, PhaseView, Provision, RoleRow, RulesetPage, StepView, TaskGroupView, TaskRow,
};
pub use year::{YearDuty, YearPage, YearTarget};

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<RulesetList>();
    visitor.page::<RulesetPage>();
    visitor.page::<ClockPage>();
    visitor.page::<FormPage>();
    visitor.page::<ProvisionList>();
    visitor.page::<ProvisionPage>();
    visitor.page::<ProcessPage>();
    visitor.page::<ComparePage>();
    visitor.page::<YearPage>();
    visitor.page::<DisputedPage>();
    visitor.page::<CoveragePage>();
    visitor.page::<ChangeList>();
    visitor.page::<NewChange>();
    visitor.page::<ChangePage>();
    visitor.page::<ChangeFilePage>();
    visitor.page::<SimulationPage>();
}

/// The name a text gives to a role, else its key.
fn role_name(ruleset: &law::Ruleset, key: &law::RoleKey, lang: crate::Lang) -> String {
    ruleset.role(key.as_str()).map_or_else(|| key.to_string(), |role| role.title.get(lang).to_owned())
}

/// Names of several roles.
fn role_names(ruleset: &law::Ruleset, keys: &[law::RoleKey], lang: crate::Lang) -> Vec<String> {
    keys.iter().map(|key| role_name(ruleset, key, lang)).collect()
}

/// Texts in one language.
fn words(texts: &[law::Text], lang: crate::Lang) -> Vec<String> {
    texts.iter().map(|text| text.get(lang).to_owned()).collect()
}
