//! The arguments, as typed.

mod members;
mod network;
mod teams;

pub(crate) use members::{ApplicationCommand, ContactCommand};
pub(crate) use network::{BodyCommand, MemberCommand, NetworkCommand, ReachCommand, SystemCommand};
pub(crate) use teams::{DutyCommand, TeamCommand};

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
    /// Information systems.
    #[command(subcommand)]
    System(SystemCommand),
    /// The register as tables: take it out, bring it in.
    #[command(subcommand)]
    Network(NetworkCommand),
    /// Members of the network.
    #[command(subcommand)]
    Member(MemberCommand),
    /// Applications to become a member, and edits of profiles that wait.
    #[command(subcommand)]
    Application(ApplicationCommand),
    /// Contact points of bodies and the proofs of their changes.
    #[command(subcommand)]
    Contact(ContactCommand),
    /// Whether contact points can be reached: tests and calls.
    #[command(subcommand)]
    Reach(ReachCommand),
    /// Response teams: posts, delegation, signing.
    #[command(subcommand)]
    Team(TeamCommand),
    /// Duty around the clock.
    #[command(subcommand)]
    Duty(DutyCommand),
    /// Whose an address or a domain name is.
    Whois {
        /// An address or a domain name; several may be given.
        #[arg(required = true)]
        asked: Vec<String>,
    },
    /// Who may do what: the table role × right × relation.
    Rights(RightsOptions),
    /// Why somebody sees a record.
    Why {
        /// Number of a notice or incident, or id of a report.
        record: String,
        /// Sign-in name of whoever sees it.
        #[arg(long = "as", value_name = "LOGIN")]
        login: String,
    },
    /// Persons named on restricted records.
    #[command(subcommand)]
    Access(AccessCommand),
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
        /// Write the form as it is printed (PDF/A-2b) into this file.
        #[arg(long, value_name = "FILE", conflicts_with = "schema")]
        pdf: Option<PathBuf>,
        /// Values to print on it: a JSON object by field key, as the API takes them.
        #[arg(long, value_name = "FILE", requires = "pdf")]
        values: Option<PathBuf>,
        /// Body whose document it is.
        #[arg(long, value_name = "NAME", default_value = "", requires = "pdf")]
        agency: String,
        /// Place of signing.
        #[arg(long, value_name = "PLACE", default_value = "", requires = "pdf")]
        place: String,
        /// Moment of the document (RFC 3339; default now): agencies bear the names of that day.
        #[arg(long, value_name = "MOMENT", requires = "values")]
        at: Option<jiff::Timestamp>,
    },
    /// Change the law: drafts, what they would do, bringing them into force.
    #[command(subcommand)]
    Change(ChangeCommand),
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
pub(crate) enum ChangeCommand {
    /// List the changes.
    List,
    /// Show a change with its files and their faults; exit 2 when there are faults.
    Show {
        /// Number of the change.
        number: i64,
    },
    /// Begin a change, with a new edition of a text or with the files of a folder.
    New {
        /// What it is about.
        #[arg(long)]
        title: String,
        /// The document that orders it.
        #[arg(long)]
        source: String,
        /// Edition that the new one replaces; its files are copied.
        #[arg(long, value_name = "ID", requires_all = ["id", "from"])]
        edition_of: Option<String>,
        /// Id of the new edition.
        #[arg(long)]
        id: Option<String>,
        /// Number of the text that brings it.
        #[arg(long, default_value = "")]
        number: String,
        /// First day of force.
        #[arg(long, value_name = "DAY")]
        from: Option<jiff::civil::Date>,
        /// Folder with `rulesets/`, `calendars/` or `facts/`: all its files become part of the change.
        #[arg(long, value_name = "DIR", conflicts_with = "edition_of")]
        folder: Option<PathBuf>,
        /// Sign-in name of whoever writes it.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
    /// Write a file of a draft.
    Put {
        /// Number of the change.
        number: i64,
        /// Path in the law, such as `calendars/2027.toml`.
        path: String,
        /// The file to read.
        file: PathBuf,
        /// Sign-in name of whoever writes it.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
    /// Say what a change would do to texts, forms and open incidents.
    Simulate {
        /// Number of the change.
        number: i64,
    },
    /// Bring a change into force.
    Activate {
        /// Number of the change.
        number: i64,
        /// Sign-in name of the second person.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
    /// Give a draft up.
    Withdraw {
        /// Number of the change.
        number: i64,
        /// Sign-in name of whoever gives it up.
        #[arg(long, value_name = "LOGIN")]
        by: String,
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
    /// Invite a person by mail; they choose the password themselves.
    Invite {
        /// Sign-in name.
        login: String,
        /// Name as written on documents.
        #[arg(long)]
        name: String,
        /// Where the invitation goes.
        #[arg(long)]
        email: String,
        /// Key of the body.
        #[arg(long)]
        body: String,
        /// Role; may be repeated.
        #[arg(long = "role", required = true)]
        roles: Vec<String>,
        /// Position as written on documents.
        #[arg(long, default_value = "")]
        position: String,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
        /// Days it can be accepted (default desk.sign_in.invitation_days).
        #[arg(long)]
        days: Option<u32>,
    },
    /// List the invitations.
    Invitations,
    /// Take back an invitation that nobody has accepted.
    Withdraw {
        /// Id of the invitation.
        id: String,
    },
    /// Remove all second factors of a person who lost them, and end their sessions.
    ResetFactors {
        /// Sign-in name.
        login: String,
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

#[derive(Debug, clap::Args)]
pub(crate) struct RightsOptions {
    /// Only this role.
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Option<String>,
    /// The union of what the roles of a person give.
    #[arg(long, value_name = "LOGIN", conflicts_with = "role")]
    pub(crate) person: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccessCommand {
    /// Say who is named on a record.
    Show {
        /// Number of a notice or incident.
        number: String,
    },
    /// Name a person on a restricted record.
    Name {
        /// Number of a notice or incident.
        number: String,
        /// Sign-in name.
        login: String,
        /// Why they need it.
        #[arg(long)]
        reason: String,
    },
    /// Take a person back.
    Withdraw {
        /// Number of a notice or incident.
        number: String,
        /// Sign-in name.
        login: String,
    },
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
        /// Days until it ends, as far as desk.sign_in.token_days allows.
        #[arg(long, default_value_t = 90)]
        days: u32,
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

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::CommandFactory;

    #[test]
    fn no_two_arguments_of_a_command_share_a_name() {
        Args::command().debug_assert();
    }
}
