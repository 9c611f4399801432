//! People at the desk: coming in and out, second factors, invitations, sessions, passwords, tokens.
//!
//! Every way in – password and second factor, passkey, outside provider – ends in `begin`, which alone makes sessions. What
//! a session may do is weighed anew at each request, against the factors its person has and the roles that demand one;
//! tokens and the command line hold the same line. Secrets leave this folder once, when made; on disk lie only their
//! hashes, or sealed what must be read again, and no log or audit row has them.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! use app::people::{Entered, Place, SignIn, sign_in};
//! let typed = SignIn { login: "minhanh".into(), password: "mật khẩu đủ dài".into(), place: Place::default() };
//! let Entered::In(signed_in) = sign_in(app, &op, typed).await? else { return Ok(()) };
//! assert_eq!(signed_in.secret.len(), 64);
//! # Ok(()) }
//! ```

mod begin;
mod create;
pub mod factors;
mod find;
mod hashing;
pub mod invitations;
mod list;
mod list_tokens;
mod login;
mod make_token;
mod notify;
pub mod oidc;
mod own;
pub mod passkeys;
mod pending;
mod place;
mod revoke_token;
mod second;
mod session;
mod sessions;
mod set_active;
mod set_password;
mod settings;
mod sign_in;
mod sign_out;
mod token;
mod tries;

pub use begin::{Entered, SignedIn};
pub use create::{NewPerson, create_person};
pub use find::{PersonView, find_person};
pub use list::{PersonLine, list_people};
pub use list_tokens::{list_tokens, list_tokens_of};
pub use login::op_of_login;
pub use make_token::{MadeToken, NewToken, TOKEN_PREFIX, make_token, make_token_for};
pub use notify::{AccountChange, mail_account_change};
pub use pending::PENDING_FOR;
pub use place::Place;
pub use revoke_token::{revoke_token, revoke_token_of};
pub use second::{ProveSecond, prove_second, second_is_asked};
pub use session::{Who, note_work, op_of_session};
pub use sessions::{end_other_sessions, end_session, end_sessions_of, list_sessions};
pub use set_active::set_active;
pub use set_password::{SetPassword, set_password};
pub use settings::SignInSettings;
pub use sign_in::{SignIn, sign_in};
pub use sign_out::sign_out;
pub use token::op_of_token;

pub use store::{PasskeyRow, SessionRow};

use crate::{Error, Result};
use store::{Conn, Credentials};

/// A sign-in name as stored: without spaces around it, in small letters.
fn folded(login: &str) -> String {
    domain::text::one_line(login).to_ascii_lowercase()
}

async fn by_login(conn: &mut Conn, login: &str) -> Result<Credentials> {
    conn.person_by_login(&folded(login)).await?.ok_or(Error::NotFound)
}
