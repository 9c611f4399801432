//! Reports at the desk: begun from what the record knows, written, checked, submitted with proof to each addressee,
//! received, judged.
//!
//! A report belongs to the body that writes it. What was submitted is an edition: its values, its PDF and their hashes
//! never change; a returned report goes on as the next edition under the same number. Neighbours: [`crate::clocks`]
//! takes the proof of a delivery, [`crate::incidents`] asks for an accepted closing report before it records an end.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: &domain::Op) -> Result<(), app::Error> {
//! use app::reports::{self, Begin, Submit};
//! use domain::reports::ReportKind;
//! let id = reports::begin(app, op, Begin { incident: "VN-2026-000123".into(), kind: ReportKind::Initial, ruleset: None }).await?;
//! let missing = reports::check(app, op, id).await?;
//! if missing.is_empty() {
//!     let version = reports::view(app, op, id).await?.report.version;
//!     let submitted = reports::submit(app, op, Submit { report: id, version }).await?;
//!     assert_eq!(submitted.edition, 1);
//! }
//! # Ok(()) }
//! ```

mod addressees;
mod begin;
mod case;
mod check;
mod document;
mod files;
mod inbox;
mod judge;
mod known;
mod list;
mod mail_report;
mod print;
mod receive;
mod save;
mod schema;
mod submit;
mod view;

pub use addressees::Foreseen;
pub(crate) use addressees::proof_of;
pub use begin::{Begin, begin};
pub(crate) use case::sees;
pub use check::check;
pub use document::document;
pub use inbox::{ListReports, inbox};
pub use judge::{Judge, judge};
pub use list::{IncidentReports, KindOffer, ReportLine, list_of};
pub use mail_report::mail_report;
pub use receive::receive;
pub use save::{Save, Saved, save};
pub use schema::{SchemaOf, schema};
pub use store::{FoundReport, ReportTurn};
pub use submit::{Submit, Submitted, submit};
pub use view::{AddresseeView, Cited, DeliveryView, ReportView, view};
