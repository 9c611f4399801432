//! The words of the field: ids, states, rules and refusals of incident response.
//!
//! Pure values and functions; the only neighbour is `law`. Time, ids and chance come in as arguments, so every
//! rule here can be tested without a database, a network or a clock.
//!
//! ```
//! use domain::{Moment, NoticeNumber};
//! let number = NoticeNumber::new("TB", 2026, 123);
//! assert_eq!(number.to_string(), "TB-2026-000123");
//! assert!(Moment::EPOCH < Moment::from_micros(1));
//! ```

pub mod access;
pub mod attachments;
pub mod audit;
pub mod bodies;
pub mod canonical;
pub mod clocks;
pub mod codes;
pub mod contacts;
pub mod duty;
pub mod ids;
pub mod incidents;
pub mod invitations;
pub mod law_changes;
pub mod members;
pub mod messages;
pub mod moment;
pub mod notices;
pub mod numbers;
pub mod page;
pub mod passwords;
pub mod people;
pub mod places;
pub mod reachability;
pub mod refusal;
pub mod reports;
pub mod restriction;
pub mod sign_in;
pub mod systems;
pub mod teams;
pub mod text;

pub use access::{Actor, Op, Right, Rights};
pub use ids::*;
pub use moment::Moment;
pub use numbers::{ApplicationNumber, IncidentNumber, NoticeNumber, ReachNumber, RecordNumber, ReportNumber};
pub use refusal::{FieldProblem, Refusal};
