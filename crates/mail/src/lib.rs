//! Room `mail`: reads what people send us and sends what we owe them.
//!
//! Why it exists: an incident notice may arrive as any e-mail that the Internet can produce, and the acknowledgement
//! must go out so that no other machine answers it. Everything that knows RFC 5322, MIME and SMTP is here; what a
//! message *means* is decided on the desk (`app`). No database, no clock, no chance: moments and tokens are
//! arguments.
//!
//! Neighbours: `app` calls [`parse::read`] for what `ungcuu mailgate` received and queues [`compose::Outgoing`];
//! `jobs` hands the composed bytes to a [`Transport`].
//!
//! ```
//! use mail::{Limits, parse};
//! let raw = b"From: Lan <lan@example.vn.example>\r\nSubject: Re: [TBSC] May chu bi tan cong\r\n\r\nXin giup do.\r\n";
//! let incoming = parse::read(raw, &Limits::default())?;
//! assert!(incoming.has_tag);
//! assert_eq!(incoming.subject_without_tag, "May chu bi tan cong");
//! # Ok::<(), mail::Refusal>(())
//! ```

pub mod address;
pub mod authenticate;
pub mod compose;
pub mod limits;
pub mod parse;
pub mod problem;
pub mod refusal;
pub mod send;

pub use address::Address;
pub use limits::Limits;
pub use problem::Problem;
pub use refusal::Refusal;
pub use send::{Envelope, Receipt, SendError, Sent, Transport};
