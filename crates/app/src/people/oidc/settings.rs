//! Settings of the outside provider.

use domain::people::Role;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use url::Url;

/// An outside provider (`[desk.sign_in.oidc]`).
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Its issuer, letter by letter as its own discovery document writes it.
    pub issuer: String,
    /// The id it gave this deployment.
    pub client_id: String,
    /// The secret it gave; better given by the environment (`UNGCUU_DESK__SIGN_IN__OIDC__CLIENT_SECRET`) or by a file.
    #[serde(skip_serializing)]
    pub client_secret: String,
    /// A file with that secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_file: Option<PathBuf>,
    /// What people call it; stands on the button.
    pub label: String,
    /// What is asked of it. Default `openid profile email`.
    pub scopes: String,
    /// Claim with the sign-in name. Default `preferred_username`.
    pub login_claim: String,
    /// Whoever it names by the sign-in name of an account here comes in as that account, with all its rights. Only for a
    /// provider that gives names as carefully as this deployment does. Default false.
    pub link_by_login: bool,
    /// Claim whose values are mapped to roles. Default `groups`.
    pub roles_claim: String,
    /// Values of `amr` that stand for a proven second factor (RFC 8176), such as `["mfa", "hwk"]`. Default: none; people prove
    /// their own.
    pub second_factor_amr: Vec<String>,
    /// Values of `acr` that stand for a proven second factor. Default: none.
    pub second_factor_acr: Vec<String>,
    /// Certificates of its authority, when it is not a public one: a PEM file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificates: Option<PathBuf>,
    /// Which value of the claim gives which role for which body.
    pub roles: Vec<Mapped>,
}

/// A value of the claim, and what it gives (`[[desk.sign_in.oidc.roles]]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapped {
    /// The value.
    pub value: String,
    /// The role it gives.
    pub role: Role,
    /// Key of the body the role is for.
    pub body: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            client_id: String::new(),
            client_secret: String::new(),
            client_secret_file: None,
            label: "OpenID Connect".to_owned(),
            scopes: "openid profile email".to_owned(),
            login_claim: "preferred_username".to_owned(),
            link_by_login: false,
            roles_claim: "groups".to_owned(),
            second_factor_amr: Vec::new(),
            second_factor_acr: Vec::new(),
            certificates: None,
            roles: Vec::new(),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("client_secret", &if self.client_secret.is_empty() { "" } else { "(set)" })
            .field("roles", &self.roles)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// What is wrong with these settings, in English, each with its name.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let at_home = |url: &Url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        let sound = Url::parse(&self.issuer)
            .is_ok_and(|url| url.scheme() == "https" || (url.scheme() == "http" && at_home(&url)));
        if !sound {
            faults.push(format!(
                "desk.sign_in.oidc.issuer = \"{}\": write the issuer's address with https://",
                self.issuer
            ));
        }
        if self.client_id.is_empty() {
            faults.push("desk.sign_in.oidc.client_id: write the id the provider gave".to_owned());
        }
        if !self.scopes.split_whitespace().any(|scope| scope == "openid") {
            faults.push("desk.sign_in.oidc.scopes: without openid nobody is named".to_owned());
        }
        faults
    }
}
