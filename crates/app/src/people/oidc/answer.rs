//! The way back from the provider: its answer is taken once, in the browser where the way began.

use super::begin::Errand;
use super::known::Provider;
use super::map::{self, Identity};
use super::token::{Expected, believed};
use super::{provider, redirect_uri};
use crate::people::begin::{Entered, after_first};
use crate::people::place::Place;
use crate::{App, Error, Result, boxed};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::canonical::sha256_hex;
use domain::sign_in::{Method, Proof};
use domain::{Moment, Op};
use serde::Deserialize;
use std::fmt;
use subtle::ConstantTimeEq;

/// What the browser brings back.
#[derive(Clone)]
pub struct ProviderAnswer {
    /// What [`super::begin_with_provider`] gave it to keep.
    pub cookie: String,
    /// `state`.
    pub state: String,
    /// `code`.
    pub code: String,
    /// `iss`, when the provider tells it (RFC 9207).
    pub issuer: Option<String>,
    /// `error`, when the provider refuses.
    pub error: Option<String>,
    /// From where.
    pub place: Place,
}

impl fmt::Debug for ProviderAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderAnswer").field("error", &self.error).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Signs in whoever the provider names, or leads them to their second factor; gives also the page they wanted.
///
/// # Errors
/// `oidc.not_offered`, `oidc.not_begun_here`, `oidc.answer_used`, `oidc.refused_there`, `oidc.not_trusted`, `oidc.not_mapped`,
/// `oidc.login_taken`; [`Error::Unavailable`] when the provider does not answer.
#[boxed]
pub async fn sign_in_with_provider(app: &App, op: &Op, cmd: ProviderAnswer) -> Result<(Entered, String)> {
    let provider = provider(app)?;
    let not_begun = || Error::refused("oidc.not_begun_here");
    let errand = Errand::read(app, &cmd.cookie, op.now).ok_or_else(not_begun)?;
    let state = errand.state(app);
    if !bool::from(state.as_bytes().ct_eq(cmd.state.as_bytes())) {
        return Err(not_begun());
    }
    spend(app, &state, errand.until, op.now).await?;
    if let Some(error) = &cmd.error {
        tracing::info!(error = %error.chars().take(60).collect::<String>(), "the provider refused a sign-in");
        return Err(Error::refused("oidc.refused_there"));
    }
    if cmd.issuer.as_deref().is_some_and(|issuer| issuer != provider.settings.issuer) {
        return Err(Error::refused("oidc.not_trusted"));
    }
    let identity = identify(app, op, provider, &errand, &cmd.code).await?;

    let mut tx = app.store.write().await?;
    let person = match map::person(app, &mut tx, op, &provider.settings, &identity).await {
        Ok(person) => person,
        Err(error) => {
            // What was taken from somebody whom the provider maps no longer is kept.
            tx.commit(op.now).await?;
            return Err(error);
        }
    };
    let proof = if identity.second_factor { Proof::Provider } else { Proof::None };
    let entered = after_first(app, &mut tx, op, &person, (Method::Provider, proof), &cmd.place).await?;
    tx.commit(op.now).await?;
    Ok((entered, errand.next))
}

/// Takes an answer, before anything is done with it: whoever brings it again comes too late.
async fn spend(app: &App, state: &str, until: Moment, now: Moment) -> Result<()> {
    let mut tx = app.store.write().await?;
    if !tx.spend(&sha256_hex(format!("oidc\n{state}").as_bytes()), until).await? {
        return Err(Error::refused("oidc.answer_used"));
    }
    tx.commit(now).await?;
    Ok(())
}

/// Who the provider says it is.
async fn identify(app: &App, op: &Op, provider: &Provider, errand: &Errand, code: &str) -> Result<Identity> {
    let known = provider.known(op.now, |_| true).await?;
    let (verifier, redirect) = (errand.verifier(app), redirect_uri(app));
    let settings = &provider.settings;
    let mut pairs = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect.as_str()),
        ("code_verifier", verifier.as_str()),
    ];
    let mut authorization = None;
    if settings.client_secret.is_empty() || known.metadata.wants_secret_in_form() {
        pairs.push(("client_id", &settings.client_id));
        if !settings.client_secret.is_empty() {
            pairs.push(("client_secret", &settings.client_secret));
        }
    } else {
        authorization = Some(basic(&settings.client_id, &settings.client_secret));
    }
    let answer = provider
        .http
        .post_form(&known.metadata.token_endpoint, &pairs, authorization.as_deref())
        .await
        .map_err(|e| Error::Unavailable(Box::new(e)))?;
    if answer.status >= 500 {
        return Err(Error::Unavailable(format!("the provider answers {}", answer.status).into()));
    }
    let not_trusted = |why: &dyn fmt::Display| {
        tracing::warn!(%why, "an answer of the provider is not believed");
        Error::refused("oidc.not_trusted")
    };
    if answer.status != 200 {
        return Err(not_trusted(&format_args!("the code was answered with {}", answer.status)));
    }
    let tokens: Tokens = serde_json::from_slice(&answer.body).map_err(|e| not_trusted(&e))?;
    let known = provider.known(op.now, |known| known.keys.know(&tokens.id_token)).await?;
    let nonce = errand.nonce(app);
    let expected =
        Expected { issuer: &settings.issuer, client: &settings.client_id, nonce: &nonce, now: op.now };
    let claims = believed(&tokens.id_token, &known.keys, expected).map_err(|e| not_trusted(&e))?;
    Ok(Identity::of(&claims, settings))
}

/// RFC 6749, 2.3.1: both parts are form-encoded first.
fn basic(client: &str, secret: &str) -> String {
    let encoded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(client), encoded(secret))))
}
