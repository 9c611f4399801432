//! Coming in by an outside provider (OpenID Connect Core 1.0): discovery, authorization code with PKCE (RFC 7636, S256),
//! state and nonce, and an id token whose signature, issuer, audience, age and nonce are checked.
//!
//! The provider says who somebody is. What they may do here is said by their account, or by the mapping of the settings and
//! nothing beyond it; and whether a second factor is asked for, by the same rule as for everybody, unless the settings trust
//! the provider in that.

mod answer;
mod begin;
mod known;
mod map;
mod settings;
mod token;

pub use answer::{ProviderAnswer, sign_in_with_provider};
pub use begin::{Begun, begin_with_provider};
pub use settings::{Mapped, Settings};

pub(crate) use known::Provider;

use crate::{App, Error, Result};

/// Where the provider sends people back to.
pub const ANSWER_PATH: &str = "/sign-in/provider/answer";

fn provider(app: &App) -> Result<&Provider> {
    app.provider.as_ref().ok_or_else(|| Error::refused("oidc.not_offered"))
}

fn redirect_uri(app: &App) -> String {
    format!("{}{ANSWER_PATH}", app.settings.site)
}
