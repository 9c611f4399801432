//! The arguments of `ungcuu team …` and `ungcuu duty …`, as typed.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum TeamCommand {
    /// List the teams.
    List,
    /// Show a team: posts, delegations, documents, meetings.
    Show {
        /// Key of the team.
        key: String,
    },
    /// Enter a team that a decision established.
    Establish {
        /// Stable short key.
        key: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// Key of the body under which it works.
        #[arg(long)]
        body: String,
        /// Number of the decision.
        #[arg(long)]
        decision: String,
        /// Day of the decision.
        #[arg(long, value_name = "DAY")]
        on: jiff::civil::Date,
        /// Who issued it.
        #[arg(long)]
        issuer: String,
    },
    /// Appoint somebody to a post.
    Appoint {
        /// Key of the team.
        key: String,
        /// Key of the post (`leader`, `deputy`, …), as the rules of the province name them.
        #[arg(long)]
        post: String,
        /// Sign-in name, for somebody with an account; what is left out below is taken from it.
        #[arg(long)]
        login: Option<String>,
        /// Name as written on documents.
        #[arg(long, default_value = "")]
        name: String,
        /// Position at home.
        #[arg(long, default_value = "")]
        position: String,
        /// Key of the home body.
        #[arg(long, default_value = "")]
        body: String,
        /// Also holds a leading position.
        #[arg(long)]
        leading: bool,
        /// Telephone.
        #[arg(long, default_value = "")]
        phone: String,
        /// Electronic mail.
        #[arg(long, default_value = "")]
        email: String,
        /// First moment in office (RFC 3339; default now).
        #[arg(long, value_name = "MOMENT")]
        from: Option<jiff::Timestamp>,
        /// First moment out of it (RFC 3339; default open).
        #[arg(long, value_name = "MOMENT")]
        until: Option<jiff::Timestamp>,
    },
    /// End an office.
    End {
        /// Key of the team.
        key: String,
        /// Id of the member, as `show` gives it.
        member: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Delegate what is somebody's own.
    Delegate {
        /// Key of the team.
        key: String,
        /// Id of the member who is delegated.
        #[arg(long)]
        to: String,
        /// Kind of document or act; may be repeated.
        #[arg(long, required = true)]
        scope: Vec<String>,
        /// First moment (RFC 3339; default now).
        #[arg(long, value_name = "MOMENT")]
        from: Option<jiff::Timestamp>,
        /// First moment it gives nothing any more (RFC 3339).
        #[arg(long, value_name = "MOMENT")]
        until: jiff::Timestamp,
        /// Why: the absence.
        #[arg(long)]
        reason: String,
        /// Sign of the document behind it.
        #[arg(long, default_value = "")]
        document: String,
        /// Sign-in name of who delegates.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
    /// Take a delegation back.
    Revoke {
        /// Key of the team.
        key: String,
        /// Number of the delegation.
        number: i64,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Sign-in name of who takes it back.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
    /// Sign a document in the name of the team; refused to whoever may not.
    Sign {
        /// Key of the team.
        key: String,
        /// Key of its kind.
        #[arg(long)]
        kind: String,
        /// Number as printed.
        #[arg(long)]
        number: String,
        /// What it is about.
        #[arg(long)]
        title: String,
        /// Number of the incident.
        #[arg(long)]
        incident: Option<String>,
        /// Sign-in name of who signs.
        #[arg(long, value_name = "LOGIN")]
        by: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DutyCommand {
    /// Say who is on duty now, at the coordinator and at a body.
    Now {
        /// Key of the body.
        #[arg(long)]
        body: Option<String>,
    },
    /// Plan a shift.
    Add {
        /// Key of the body.
        body: String,
        /// `normal`, or `severe` for severe incidents.
        #[arg(long, default_value = "normal")]
        line: String,
        /// First moment (RFC 3339).
        #[arg(long, value_name = "MOMENT")]
        from: jiff::Timestamp,
        /// First moment no longer (RFC 3339).
        #[arg(long, value_name = "MOMENT")]
        until: jiff::Timestamp,
        /// Sign-in name of somebody of the body.
        #[arg(long)]
        login: Option<String>,
        /// Name, for somebody without an account.
        #[arg(long, default_value = "")]
        name: String,
        /// Telephone on duty.
        #[arg(long, default_value = "")]
        phone: String,
    },
    /// Find the gaps of the next days; exit 1 when there are some.
    Gaps {
        /// Key of the body.
        body: String,
        /// How many days, at most 200.
        #[arg(long, default_value_t = 30)]
        days: i64,
    },
}
