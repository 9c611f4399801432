//! Settings: each room owns its part, this puts them together from defaults, file, environment and arguments, later
//! ones winning.

use crate::args::Args;
use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::PathBuf;

/// All settings (`ungcuu.toml`). Any of them can be set in the environment as `UNGCUU_<PART>__<NAME>`, for example
/// `UNGCUU_HTTP__LISTEN`; the address of the database also as `UNGCUU_DATABASE_URL`. Lists are set in the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Settings {
    /// Database and files.
    pub(crate) store: store::Settings,
    /// The desk.
    pub(crate) desk: app::Settings,
    /// Pages and API.
    pub(crate) http: web::Settings,
    /// Follow-up work.
    pub(crate) jobs: jobs::Settings,
    /// Mail.
    pub(crate) mail: MailSettings,
    /// Rulesets.
    pub(crate) law: LawSettings,
    /// Logs.
    pub(crate) log: LogSettings,
}

/// How mail leaves and what is taken in (`[mail]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MailSettings {
    /// `spool` (a folder) or `smtp`. Default `spool`.
    pub(crate) transport: String,
    /// Folder of the spool. Default `<data>/outbox`.
    pub(crate) spool: Option<PathBuf>,
    /// The mail server.
    pub(crate) smtp: mail::send::SmtpSettings,
    /// Bounds on incoming mail.
    pub(crate) limits: mail::Limits,
}

impl Default for MailSettings {
    fn default() -> Self {
        Self {
            transport: "spool".to_owned(),
            spool: None,
            smtp: mail::send::SmtpSettings::default(),
            limits: mail::Limits::default(),
        }
    }
}

/// Where rulesets come from (`[law]`).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LawSettings {
    /// Folder with `rulesets/` and `calendars/`. Default: those built in.
    pub(crate) folder: Option<PathBuf>,
}

/// Logs (`[log]`).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LogSettings {
    /// What is logged, as `tracing` filter directives. Default `info`.
    pub(crate) filter: String,
    /// One JSON object a line. Default false.
    pub(crate) json: bool,
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { filter: "info,sqlx=warn".to_owned(), json: false }
    }
}

/// Reads the settings.
///
/// # Errors
/// A file that is not there or not readable, an unknown name, a wrong value: each with its place.
#[expect(clippy::disallowed_methods, reason = "the environment is read here and nowhere else")]
pub(crate) fn load(args: &Args) -> Result<Settings, Failure> {
    let environment: HashMap<String, String> =
        std::env::vars().filter(|(key, _)| key.starts_with("UNGCUU_")).collect();
    let mut builder = config::Config::builder();
    match &args.config {
        Some(file) => builder = builder.add_source(config::File::from(file.as_path())),
        None => builder = builder.add_source(config::File::with_name("ungcuu").required(false)),
    }
    let nested: HashMap<String, String> = environment
        .iter()
        .filter(|(key, _)| key.contains("__"))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    let source =
        config::Environment::with_prefix("UNGCUU").prefix_separator("_").separator("__").source(Some(nested));
    let merged = builder.add_source(source).build().map_err(Failure::wrong)?;
    let mut settings: Settings = merged.try_deserialize().map_err(Failure::wrong)?;
    if let Some(url) = environment.get("UNGCUU_DATABASE_URL") {
        settings.store.database_url.clone_from(url);
    }
    if let Some(data) = &args.data {
        settings.store.data.clone_from(data);
    }
    if let Some(listen) = &args.listen {
        settings.http.listen.clone_from(listen);
        if settings.desk.site == app::Settings::default().site {
            settings.desk.site = format!("http://{listen}");
        }
    }
    let mut faults = settings.desk.faults();
    if let Some(oidc) = &mut settings.desk.sign_in.oidc
        && let Some(file) = &oidc.client_secret_file
    {
        match std::fs::read_to_string(file) {
            Ok(secret) => oidc.client_secret = secret.trim().to_owned(),
            Err(error) => faults.push(format!("desk.sign_in.oidc.client_secret_file = {file:?}: {error}")),
        }
    }
    if !matches!(settings.mail.transport.as_str(), "spool" | "smtp") {
        faults.push(format!("mail.transport = \"{}\": write \"spool\" or \"smtp\"", settings.mail.transport));
    }
    if faults.is_empty() { Ok(settings) } else { Err(Failure::faults(faults)) }
}

/// Starts the log on standard error.
pub(crate) fn logging(settings: &LogSettings) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.filter).unwrap_or_default();
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if settings.json {
        let _ = builder.json().try_init();
    } else {
        let _ = builder.try_init();
    }
}
