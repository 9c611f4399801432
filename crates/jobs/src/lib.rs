//! The runner of follow-up work and one file a job. A job carries ids, calls one use case, may run twice, and says
//! whether to try again: what does not answer now is tried again, what can never succeed is laid aside for a person.

mod acknowledge_notice;
mod follow_law;
mod mail_account_change;
mod mail_invitation;
mod mail_membership;
mod mail_message;
mod mail_outcome;
mod mail_report;
mod reach;
mod remind_clock;
mod runner;
mod settings;
mod sweep;
mod watch_keys;

pub use runner::{Runner, run_due};
pub use settings::Settings;
