//! What the provider says of itself: its discovery document and its keys, asked for when they are needed and kept for an
//! hour; asked for again when a token names a key that is not among them.

use super::settings::Settings;
use super::token::Keys;
use crate::{Error, Result};
use domain::Moment;
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use url::Url;

/// How long what was said is good.
const KEPT: Duration = Duration::from_secs(3600);
/// How soon it may be asked for again.
const AGAIN: Duration = Duration::from_secs(60);
/// How long a provider that did not answer is let be.
const LET_BE: Duration = Duration::from_secs(10);

/// The provider of this deployment.
pub(crate) struct Provider {
    pub(crate) settings: Settings,
    pub(super) http: net::Client,
    heard: Mutex<Heard>,
}

/// What was heard of it last.
#[derive(Default)]
struct Heard {
    known: Option<Arc<Known>>,
    /// When it did not answer: nobody waits for it again at once.
    silent_at: Option<Moment>,
}

/// What it said.
pub(super) struct Known {
    pub(super) metadata: Metadata,
    pub(super) keys: Keys,
    asked_at: Moment,
}

/// The discovery document (OpenID Connect Discovery 1.0, 3).
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    issuer: String,
    pub(super) authorization_endpoint: Url,
    pub(super) token_endpoint: Url,
    jwks_uri: Url,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

impl Metadata {
    /// Whether the client's secret goes into the form instead of the header.
    pub(super) fn wants_secret_in_form(&self) -> bool {
        let methods = &self.token_endpoint_auth_methods_supported;
        let takes = |name: &str| methods.iter().any(|method| method == name);
        !takes("client_secret_basic") && takes("client_secret_post")
    }
}

impl Provider {
    /// A provider that nothing is known of yet.
    ///
    /// # Errors
    /// [`Error::Internal`] when the certificates to trust cannot be read.
    pub(crate) fn new(settings: Settings) -> Result<Self> {
        // Who wrote the issuer into the settings meant it, wherever it stands.
        let host = Url::parse(&settings.issuer).ok().and_then(|url| url.host_str().map(str::to_owned));
        let net = net::Settings {
            inside: host.into_iter().collect(),
            certificates: settings.certificates.clone(),
            ..net::Settings::default()
        };
        let http = net::Client::new(net).map_err(Error::internal)?;
        Ok(Self { settings, http, heard: Mutex::default() })
    }

    /// What the provider says; asked for anew when it is old, or when `enough` finds something missing in it.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the provider does not answer; [`Error::Internal`] when it contradicts the settings.
    pub(super) async fn known(&self, now: Moment, enough: impl Fn(&Known) -> bool) -> Result<Arc<Known>> {
        let mut heard = self.heard.lock().await;
        if let Some(known) = heard.known.as_ref() {
            let young = known.asked_at.plus(KEPT) > now;
            let just_asked = known.asked_at.plus(AGAIN) > now;
            if (young && enough(known)) || just_asked {
                return Ok(known.clone());
            }
        }
        if heard.silent_at.is_some_and(|at| at.plus(LET_BE) > now) {
            return Err(Error::Unavailable("the provider did not answer a moment ago".into()));
        }
        let asked = self.ask(now).await;
        heard.silent_at = asked.is_err().then_some(now);
        let fresh = Arc::new(asked?);
        heard.known = Some(fresh.clone());
        Ok(fresh)
    }

    async fn ask(&self, now: Moment) -> Result<Known> {
        let issuer = self.settings.issuer.trim_end_matches('/');
        let place =
            Url::parse(&format!("{issuer}/.well-known/openid-configuration")).map_err(Error::internal)?;
        let metadata: Metadata = self.read(&place).await?;
        if metadata.issuer != self.settings.issuer {
            return Err(Error::internal("the provider calls itself otherwise than desk.sign_in.oidc.issuer"));
        }
        let keys: Keys = self.read(&metadata.jwks_uri).await?;
        Ok(Known { metadata, keys, asked_at: now })
    }

    async fn read<T: serde::de::DeserializeOwned>(&self, place: &Url) -> Result<T> {
        let answer = self.http.get(place).await.map_err(|e| Error::Unavailable(Box::new(e)))?;
        if answer.status != 200 {
            return Err(Error::Unavailable(format!("{place} answers {}", answer.status).into()));
        }
        serde_json::from_slice(&answer.body).map_err(Error::internal)
    }
}
