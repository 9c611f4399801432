//! The way out to the provider. What must be remembered goes into a tagged cookie of this browser; state, nonce and
//! verifier are computed from it, so strangers who begin leave nothing behind here.

use super::{provider, redirect_uri};
use crate::{App, Error, Result, boxed};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Moment, Op};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use subtle::ConstantTimeEq;

/// How long the way there and back may take.
const LIFE: Duration = Duration::from_secs(600);

/// A way begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// Where to send the browser.
    pub address: String,
    /// What the browser keeps until it comes back.
    pub cookie: String,
}

/// What the browser keeps.
#[derive(Serialize, Deserialize)]
pub(super) struct Errand {
    number: String,
    pub(super) until: Moment,
    /// The page to go to afterwards.
    pub(super) next: String,
}

impl Errand {
    fn cookie(&self, app: &App) -> Result<String> {
        let said = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).map_err(Error::internal)?);
        let tag = URL_SAFE_NO_PAD.encode(app.tag_for("oidc-errand", &[said.as_bytes()]));
        Ok(format!("{said}.{tag}"))
    }

    /// The errand that a cookie keeps, when it is ours and not over.
    pub(super) fn read(app: &App, cookie: &str, now: Moment) -> Option<Self> {
        let (said, tag) = cookie.split_once('.')?;
        let right = URL_SAFE_NO_PAD.encode(app.tag_for("oidc-errand", &[said.as_bytes()]));
        if !bool::from(right.as_bytes().ct_eq(tag.as_bytes())) {
            return None;
        }
        let errand: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(said).ok()?).ok()?;
        (errand.until > now).then_some(errand)
    }

    pub(super) fn state(&self, app: &App) -> String {
        self.derived(app, "oidc-state")
    }

    pub(super) fn nonce(&self, app: &App) -> String {
        self.derived(app, "oidc-nonce")
    }

    /// PKCE: the secret whose hash goes ahead.
    pub(super) fn verifier(&self, app: &App) -> String {
        self.derived(app, "oidc-verifier")
    }

    fn derived(&self, app: &App, purpose: &str) -> String {
        URL_SAFE_NO_PAD.encode(app.tag_for(purpose, &[self.number.as_bytes()]))
    }
}

/// Begins signing in by the provider.
///
/// # Errors
/// `oidc.not_offered`; [`Error::Unavailable`] when the provider does not answer.
#[boxed]
pub async fn begin_with_provider(app: &App, op: &Op, next: &str) -> Result<Begun> {
    let provider = provider(app)?;
    let known = provider.known(op.now, |_| true).await?;
    let errand = Errand { number: app.fresh.secret(), until: op.now.plus(LIFE), next: next.to_owned() };
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, errand.verifier(app).as_bytes()));
    let mut address = known.metadata.authorization_endpoint.clone();
    address
        .query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &provider.settings.client_id)
        .append_pair("redirect_uri", &redirect_uri(app))
        .append_pair("scope", &provider.settings.scopes)
        .append_pair("state", &errand.state(app))
        .append_pair("nonce", &errand.nonce(app))
        .append_pair("code_challenge", &challenge)
        .append_pair("code_challenge_method", "S256");
    Ok(Begun { address: address.into(), cookie: errand.cookie(app)? })
}
