//! Settings of the desk.

use crate::people::SignInSettings;
use crate::reachability::ReachSettings;
use serde::{Deserialize, Serialize};

/// Settings of the desk (`[desk]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Name of this deployment, as shown on pages and under mails.
    pub deployment: String,
    /// Address under which people reach the pages, without a slash at the end; stands in mails.
    pub site: String,
    /// Prefix of notice numbers, 1–12 capital letters or digits.
    pub notice_prefix: String,
    /// Prefix of incident numbers.
    pub incident_prefix: String,
    /// Prefix of report numbers.
    pub report_prefix: String,
    /// Mail address the platform writes from and notices are sent to.
    pub mail_from: String,
    /// Telephone of the duty desk.
    pub phone: String,
    /// Telephone for severe incidents (circular draft art. 12.3.d: a separate contact point).
    pub severe_phone: String,
    /// Fax number.
    pub fax: String,
    /// Postal address, for paper.
    pub postal_address: String,
    /// Ruleset whose process and forms are used where no bound ruleset has any.
    pub default_ruleset: String,
    /// Place printed on documents where a body has none.
    pub place: String,
    /// Largest attachment, in bytes. Default 32 MiB.
    pub max_attachment_bytes: u64,
    /// Most bytes of files that strangers brought and no record has yet; more are refused until they are swept away.
    /// Default 4 GiB.
    pub max_waiting_bytes: u64,
    /// Most attachments of one notice or message. Default 20.
    pub max_attachments: usize,
    /// Length of a session, in minutes. Default 480.
    pub session_minutes: u64,
    /// Wrong passwords after which sign-in waits: from one network under one name, or on one known device. Default 5.
    pub sign_in_tries: i64,
    /// That wait, in minutes. Default 15.
    pub sign_in_wait_minutes: u64,
    /// Prefix of the numbers of applications to join the network.
    pub application_prefix: String,
    /// Fields of a member's profile that an officer looks at before they change; a `*` at the end stands for any ending.
    /// All others change at once. Policy of the deployment.
    pub reviewed_profile_fields: Vec<String>,
    /// Days after which a member's edit that nobody judged runs out. Policy of the deployment. Default 30.
    pub profile_change_days: u64,
    /// Days before its end from which the public key of a contact point is pointed out and its body warned. Policy of the
    /// deployment. Default 30.
    pub contact_key_days: u64,
    /// Servers whose Authentication-Results are believed (RFC 8601 authserv-id).
    pub trusted_mail_servers: Vec<String>,
    /// Second factors, invitations, tokens, the outside provider.
    pub sign_in: SignInSettings,
    /// Tests whether contact points can be reached.
    pub reach: ReachSettings,
}

impl Settings {
    /// What is wrong with these settings, in English, each with its name; empty when nothing is.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let prefixes = [
            ("notice_prefix", &self.notice_prefix),
            ("incident_prefix", &self.incident_prefix),
            ("report_prefix", &self.report_prefix),
            ("application_prefix", &self.application_prefix),
            ("reach.prefix", &self.reach.prefix),
        ];
        for (name, prefix) in &prefixes {
            let letters = prefix.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            if !letters || !(1..=12).contains(&prefix.len()) {
                faults.push(format!(
                    "desk.{name} = \"{prefix}\": write 1 to 12 capital letters or digits, for example \"TB\""
                ));
            }
            if prefixes.iter().any(|(other, same)| other != name && same == prefix) {
                faults.push(format!(
                    "desk.{name} = \"{prefix}\": another kind of record has this prefix already"
                ));
            }
        }
        if !mail::Address::bare(self.mail_from.clone()).is_deliverable() {
            faults.push(format!("desk.mail_from = \"{}\": write a mail address in ASCII", self.mail_from));
        }
        if !self.site.starts_with("http://") && !self.site.starts_with("https://") || self.site.ends_with('/')
        {
            faults.push(format!(
                "desk.site = \"{}\": write the public address with http:// or https:// and without a slash at the end",
                self.site
            ));
        }
        faults.extend(self.sign_in.faults());
        faults.extend(self.reach.faults());
        faults
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            deployment: "Ứng Cứu".to_owned(),
            site: "http://127.0.0.1:8080".to_owned(),
            notice_prefix: "TB".to_owned(),
            incident_prefix: "VN".to_owned(),
            report_prefix: "BC".to_owned(),
            mail_from: "ungcuu@localhost.example".to_owned(),
            phone: String::new(),
            severe_phone: String::new(),
            fax: String::new(),
            postal_address: String::new(),
            default_ruleset: "tt20-2017".to_owned(),
            place: String::new(),
            max_attachment_bytes: 32 * 1024 * 1024,
            max_waiting_bytes: 4 * 1024 * 1024 * 1024,
            max_attachments: 20,
            session_minutes: 480,
            sign_in_tries: 5,
            sign_in_wait_minutes: 15,
            application_prefix: "DK".into(),
            reviewed_profile_fields: vec!["organisation.name".into(), "organisation.owner".into()],
            profile_change_days: 30,
            contact_key_days: 30,
            trusted_mail_servers: Vec::new(),
            sign_in: SignInSettings::default(),
            reach: ReachSettings::default(),
        }
    }
}
