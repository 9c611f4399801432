//! Records that only named persons see: who is named, who read them, naming and taking back, the exception that many others
//! must be warned. Incidents are restricted by their marks ([`crate::incidents::set_marks`]), notices by what their sender
//! asked ([`restrict_notice`]).
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: &domain::Op, person: domain::PersonId) -> Result<(), app::Error> {
//! use app::restriction::{NamePersons, RecordKind, name_persons};
//! let cmd = NamePersons {
//!     kind: RecordKind::Incident,
//!     number: "VN-2026-000123".into(),
//!     persons: vec![person],
//!     reason: "Ứng cứu tại chỗ".into(),
//!     until: None,
//! };
//! name_persons(app, op, cmd).await?;
//! # Ok(()) }
//! ```

mod close;
mod except;
mod name;
mod record;
mod restrict;
mod show;
mod withdraw;

pub(crate) use close::{close, name_actor, open};
pub use domain::restriction::RecordKind;
pub use except::{ExceptConfidentiality, except_confidentiality};
pub use name::{NamePersons, name_persons};
pub use restrict::{RestrictNotice, restrict_notice};
pub use show::{AccessView, Candidate, Named, show_access};
pub use withdraw::{WithdrawPerson, withdraw_person};
