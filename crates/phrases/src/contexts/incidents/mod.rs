//! Incidents: the list, and the page of one incident with its tabs, one context a tab.
//!
//! ```
//! use phrases::{Page, contexts::incidents::IncidentShow};
//! assert!(IncidentShow::samples().len() >= 7);
//! ```

mod access;
mod clocks;
mod history;
mod index;
mod overview;
mod overview_samples;
mod parties;
mod process;
mod reports;
mod show;
mod timeline;

pub use access::{Access, AccessUse, ConsentRow};
pub use clocks::{ClockDetail, Clocks, PendingClock, Proof, ReasonView};
pub use history::{AuditRow, History};
pub use index::{IncidentIndex, IncidentRow};
pub use overview::{
    ClassGroup, ClassView, ClassifyForm, Correction, Criterion, DerivedRow, Detection, Effects, Ending,
    FactsForm, Marks, Overview, SeverityPanel, SeverityRecordView,
};
pub use parties::{Parties, PartyRow};
pub use process::{Checklist, EvidenceNeed, PhaseView, Process, RoundView, StepView};
pub(crate) use reports::rows as sample_reports;
pub use reports::{BeginReport, DeliveryRow, IncidentReports, ReportRow};
pub use show::{IncidentHead, IncidentShow, IncidentTab, NextStep};
pub use timeline::{EntryView, Timeline};

use crate::PageVisitor;

/// Shows every page of this subject.
pub(crate) fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<IncidentIndex>();
    visitor.page::<IncidentShow>();
}
