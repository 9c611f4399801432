//! Files at the desk: stored before the record they come with, handed out through the record they belong to.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! use app::attachments::{Upload, store_upload};
//! let upload = Upload { name: "access.log".into(), media_type: "text/plain".into(), malware: false };
//! let file = store_upload(app, &op, upload, "GET /".as_bytes()).await?;
//! assert_eq!(file.size_bytes, 5);
//! # Ok(()) }
//! ```

mod fetch;
mod reach;
mod store;
mod sweep;

pub(crate) use fetch::hand_out;
pub use fetch::{Bytes, Fetched, fetch};
pub use store::{Upload, store_upload};
pub(crate) use sweep::drop_waiting;
pub use sweep::sweep_orphans;
