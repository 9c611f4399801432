//! People at the desk: signing in and out, who stands behind a session or a token, entering people, passwords, tokens.
//!
//! Secrets leave this folder once, when made; on disk lie only their hashes, and no log or audit row has them.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! use app::people::{SignIn, sign_in};
//! let signed_in = sign_in(app, &op, SignIn { login: "minhanh".into(), password: "mật khẩu đủ dài".into() }).await?;
//! assert_eq!(signed_in.secret.len(), 64);
//! # Ok(()) }
//! ```

mod create;
mod hashing;
mod list;
mod list_tokens;
mod login;
mod make_token;
mod revoke_token;
mod session;
mod set_active;
mod set_password;
mod sign_in;
mod sign_out;
mod token;
mod tries;

pub use create::{NewPerson, create_person};
pub use list::{PersonLine, list_people};
pub use list_tokens::{list_tokens, list_tokens_of};
pub use login::op_of_login;
pub use make_token::{MadeToken, NewToken, TOKEN_PREFIX, make_token, make_token_for};
pub use revoke_token::{revoke_token, revoke_token_of};
pub use session::{Who, op_of_session, prolong};
pub use set_active::set_active;
pub use set_password::{SetPassword, set_password};
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use token::op_of_token;

use crate::{Error, Result};
use store::{Conn, Credentials};

/// A sign-in name as stored: without spaces around it, in small letters.
fn folded(login: &str) -> String {
    domain::text::one_line(login).to_ascii_lowercase()
}

async fn by_login(conn: &mut Conn, login: &str) -> Result<Credentials> {
    conn.person_by_login(&folded(login)).await?.ok_or(Error::NotFound)
}
