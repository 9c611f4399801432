//! The arguments, as typed.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Ứng Cứu: cyber-incident response coordination under law.
#[derive(Debug, Parser)]
#[command(name = "ungcuu", version, about, propagate_version = true)]
pub(crate) struct Args {
    /// Folder of the embedded database and of all files (default ./data).
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Settings file (default ./ungcuu.toml, when it is there).
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Address and port to listen on (default 127.0.0.1:8080).
    #[arg(long, global = true, value_name = "ADDR")]
    pub(crate) listen: Option<String>,
    /// Answer with one JSON object on standard output.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve pages and API, and work the queue.
    Serve,
    /// Work the queue alone, beside one or more `serve`.
    Work,
    /// Load an invented network with 90 days of work, then serve it.
    Demo(DemoOptions),
    /// Bring the database up to date.
    Migrate,
    /// Read one mail on standard input, as a mail server pipes it.
    Mailgate,
    /// The law as data.
    #[command(subcommand)]
    Law(LawCommand),
    /// The audit chain.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// People who sign in.
    #[command(subcommand)]
    User(UserCommand),
    /// Bodies of the network.
    #[command(subcommand)]
    Body(BodyCommand),
    /// API tokens.
    #[command(subcommand)]
    Token(TokenCommand),
    /// Settings.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Say what is wrong and how to mend it.
    Doctor,
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DemoOptions {
    /// Seed of everything invented.
    #[arg(long, default_value_t = 20_261_123)]
    pub(crate) seed: u64,
    /// The moment the 90 days end (RFC 3339; default now).
    #[arg(long, value_name = "MOMENT")]
    pub(crate) as_of: Option<jiff::Timestamp>,
    /// Load only; do not serve.
    #[arg(long)]
    pub(crate) load_only: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LawCommand {
    /// List the rulesets.
    List,
    /// Check rulesets and calendars; exit 2 when something is wrong.
    Check {
        /// Folder with `rulesets/` and `calendars/`; default: those built in.
        folder: Option<PathBuf>,
    },
    /// Show one ruleset.
    Show {
        /// Ruleset id.
        id: String,
    },
    /// Compute when a clock runs out, with the reasons.
    Clock {
        /// Ruleset id.
        #[arg(long)]
        ruleset: String,
        /// Clock id.
        #[arg(long)]
        clock: String,
        /// The moment it starts (RFC 3339).
        #[arg(long)]
        at: jiff::Timestamp,
        /// Show every edition of the same text side by side.
        #[arg(long)]
        compare: bool,
    },
    /// Every clock that binds an incident, in order, each with its article and the reasons.
    Clocks {
        /// Number of the incident.
        #[arg(long)]
        incident: String,
    },
    /// Show a form, field by field, or its JSON Schema.
    Form {
        /// Ruleset id.
        #[arg(long)]
        ruleset: String,
        /// Form id.
        #[arg(long)]
        form: String,
        /// JSON Schema instead of the form.
        #[arg(long)]
        schema: bool,
    },
    /// What carries out each provision.
    Trace {
        /// One row of the obligations table, such as A-104.
        id: Option<String>,
        /// Only what is still planned, by subject.
        #[arg(long)]
        missing: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk the whole chain, and compare every stored document with its hash.
    Verify,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Enter a person. The password is read from standard input.
    Add {
        /// Sign-in name.
        login: String,
        /// Name as written on documents.
        #[arg(long)]
        name: String,
        /// Key of the body.
        #[arg(long)]
        body: String,
        /// Role; may be repeated.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Position as written on documents.
        #[arg(long, default_value = "")]
        position: String,
        /// Electronic mail.
        #[arg(long, default_value = "")]
        email: String,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
    },
    /// List the people.
    List,
    /// Set a new password, read from standard input.
    Password {
        /// Sign-in name.
        login: String,
    },
    /// Shut a person out.
    Disable {
        /// Sign-in name.
        login: String,
    },
    /// Let a person in again.
    Enable {
        /// Sign-in name.
        login: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum BodyCommand {
    /// Enter a body.
    Add {
        /// Stable short key.
        key: String,
        /// Kind (`provincial-team`, `owner`, …).
        #[arg(long)]
        kind: String,
        /// Name in Vietnamese.
        #[arg(long)]
        name: String,
        /// Name in English.
        #[arg(long, default_value = "")]
        name_en: String,
        /// Key of the body above it.
        #[arg(long)]
        parent: Option<String>,
        /// Province code.
        #[arg(long)]
        province: Option<String>,
        /// Sector.
        #[arg(long)]
        sector: Option<String>,
        /// Electronic mail.
        #[arg(long, default_value = "")]
        email: String,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
    },
    /// List the bodies.
    List,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token for a person; it is shown once.
    Add {
        /// Sign-in name.
        login: String,
        /// Name of the token.
        #[arg(long)]
        name: String,
        /// Scope; may be repeated.
        #[arg(long = "scope", required = true)]
        scopes: Vec<String>,
        /// Days until it ends; none without.
        #[arg(long)]
        days: Option<u32>,
    },
    /// List a person's tokens.
    List {
        /// Sign-in name.
        login: String,
    },
    /// Revoke a token.
    Revoke {
        /// Sign-in name.
        login: String,
        /// Id of the token.
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Say whether the settings are sound, and what they come to (secrets left out).
    Check,
    /// Print every setting with its default.
    Reference,
}
