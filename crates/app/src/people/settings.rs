//! Settings of signing in.

use super::oidc;
use domain::people::Role;
use serde::{Deserialize, Serialize};

/// Signing in (`[desk.sign_in]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInSettings {
    /// Roles that demand a second factor, for example `["administrator", "coordinator-officer"]`. Whoever has one of them
    /// and no second factor yet can do nothing after signing in but add one; their API tokens are refused until then.
    pub second_factor_roles: Vec<Role>,
    /// Longest life of an API token, in days. Default 365.
    pub token_days: u32,
    /// Life of an invitation, in days. Default 7.
    pub invitation_days: u32,
    /// An outside provider (OpenID Connect). None: the way is not offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oidc: Option<oidc::Settings>,
}

impl Default for SignInSettings {
    fn default() -> Self {
        Self { second_factor_roles: Vec::new(), token_days: 365, invitation_days: 7, oidc: None }
    }
}

impl SignInSettings {
    /// What is wrong with these settings, in English, each with its name.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, days) in [("token_days", self.token_days), ("invitation_days", self.invitation_days)] {
            if !(1..=3650).contains(&days) {
                faults.push(format!("desk.sign_in.{name} = {days}: write 1 to 3650"));
            }
        }
        faults.extend(self.oidc.iter().flat_map(oidc::Settings::faults));
        faults
    }

    /// Whether any of the roles demands a second factor.
    pub(crate) fn demands(&self, roles: &[Role]) -> bool {
        domain::sign_in::demanded(roles, &self.second_factor_roles)
    }
}
