//! The arguments of `ungcuu application …` and `ungcuu contact …`, as typed.

use clap::Subcommand;

/// `ungcuu application …`.
#[derive(Debug, Subcommand)]
pub(crate) enum ApplicationCommand {
    /// List applications, newest first.
    List {
        /// Go on from here: `next` of the page before.
        #[arg(long)]
        before: Option<i64>,
    },
    /// Show an application with the forms as they were filled in.
    Show {
        /// Its number.
        number: String,
    },
    /// Approve an application: the body becomes a member.
    Approve {
        /// Its number.
        number: String,
        /// Key of a body on the register that becomes the member.
        #[arg(long, conflicts_with = "key", required_unless_present = "key")]
        existing: Option<String>,
        /// Key of the new body.
        #[arg(long)]
        key: Option<String>,
        /// Code of the province of the new body.
        #[arg(long)]
        province: Option<String>,
        /// Sector of the new body.
        #[arg(long)]
        sector: Option<String>,
        /// Its cluster.
        #[arg(long, default_value = "")]
        cluster: String,
        /// The decision.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Refuse an application; the applicant is told why.
    Refuse {
        /// Its number.
        number: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Edits of profiles that wait for an officer.
    Edits,
    /// Judge an edit of a profile.
    Judge {
        /// Its id.
        id: String,
        /// `applied` or `refused`.
        state: String,
        /// Why; needed to refuse.
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// `ungcuu contact …`.
#[derive(Debug, Subcommand)]
pub(crate) enum ContactCommand {
    /// List the contact points of a body, in the order in which to try them.
    List {
        /// Key of the body.
        body: String,
    },
    /// Enter a contact point.
    Add(Box<ContactTyped>),
    /// Take a contact point out of use; it stays on the record.
    Retire {
        /// Its id.
        id: String,
    },
    /// Enter a proof that a change was told, or published.
    Prove {
        /// Id of the change.
        id: String,
        /// `notified` or `published`.
        which: String,
        /// How it was told, or the address on the Web.
        #[arg(long)]
        how: String,
        /// When it was done (RFC 3339; default now).
        #[arg(long, value_name = "MOMENT")]
        at: Option<jiff::Timestamp>,
    },
}

/// A contact point, as typed.
#[derive(Debug, clap::Args)]
pub(crate) struct ContactTyped {
    /// Key of the body.
    pub(crate) body: String,
    /// `unit` or `person`.
    #[arg(long, default_value = "unit")]
    pub(crate) kind: String,
    /// Name of the unit or person.
    #[arg(long)]
    pub(crate) name: String,
    /// Position of the person.
    #[arg(long, default_value = "")]
    pub(crate) position: String,
    /// Fixed line.
    #[arg(long, default_value = "")]
    pub(crate) phone: String,
    /// Mobile telephone.
    #[arg(long, default_value = "")]
    pub(crate) mobile: String,
    /// Electronic mail.
    #[arg(long, default_value = "")]
    pub(crate) email: String,
    /// Code of the province it serves; the whole body without.
    #[arg(long)]
    pub(crate) province: Option<String>,
    /// Somebody answers around the clock.
    #[arg(long)]
    pub(crate) always: bool,
    /// Asked only when an incident is severe.
    #[arg(long)]
    pub(crate) severe: bool,
    /// When it changed in fact (RFC 3339; default now).
    #[arg(long, value_name = "MOMENT")]
    pub(crate) changed_at: Option<jiff::Timestamp>,
}
