//! The register of members: applications to join, what members declare of themselves, and how memberships stand.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let member = app::members::show_member(app, &op, "bv-hoa-sen").await?;
//! assert!(member.membership.is_none());
//! # Ok(()) }
//! ```

mod apply;
mod forms;
mod judge;
mod letters;
mod list;
mod profile;
mod slots;
mod stand;
mod view;

pub use apply::{Apply, Followed, Received, apply, follow_application, take_back};
pub use forms::{JoinForms, PROFILE, STAFF, check_form, join_forms, known_of};
pub use judge::{Approve, approve, list_applications, refuse, show_application};
pub use letters::{mail_application, mail_profile_change};
pub use list::{ListNetwork, NetworkRow, Readiness, list_clusters, list_network, readiness, waiting};
pub use profile::{
    DeclareProfile, Declared, JudgeProfile, PendingRow, body_of_profile_change, declare_profile,
    judge_profile, pending_profiles,
};
pub(crate) use slots::is_slot;
pub use stand::{Enrol, Stand, enrol, stand};
pub use view::{MemberView, PendingView, ProfileView, profile_to_edit, show_member};
