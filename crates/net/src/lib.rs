//! The one outbound HTTP client. It asks where it was told to and nowhere else: no redirect is followed, no proxy is read
//! from the environment, names that lead into private networks are refused unless the settings name them, and every answer
//! is bounded in time and size.
//!
//! ```no_run
//! # async fn demo() -> Result<(), net::Error> {
//! let client = net::Client::new(net::Settings::default())?;
//! let answer = client.get(&"https://provider.example/.well-known/openid-configuration".parse().unwrap()).await?;
//! assert_eq!(answer.status, 200);
//! # Ok(()) }
//! ```

mod client;
mod error;
mod guard;

pub use client::{Answer, Client, Settings};
pub use error::Error;
