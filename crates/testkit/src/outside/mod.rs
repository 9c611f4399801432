//! The program seen from outside: started as a process of its own, spoken to over a socket, killed. What the crash test
//! and the load program share; tests of one room use [`crate::Kit`] instead.
//!
//! ```no_run
//! # async fn demo() -> std::io::Result<()> {
//! use testkit::outside::{Program, Wire, notice};
//! let program = Program::serve("ungcuu".as_ref(), "data".as_ref(), None).await?;
//! let mut wire = Wire::connect(program.address()).await?;
//! let reply = wire.send("POST", "/api/v1/notices", "content-type: application/json\r\n", notice(1, 1).as_bytes()).await?;
//! assert_eq!(reply.status, 201);
//! # program.kill().await }
//! ```

mod chance;
mod notice;
mod program;
mod wire;

pub use chance::Chance;
pub use notice::notice;
pub use program::Program;
pub use wire::{Reply, Wire};
