//! What may be said of the network on the command line: bodies, systems, members, the register as tables.

use clap::Subcommand;
use std::path::PathBuf;

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
pub(crate) enum SystemCommand {
    /// Enter a system.
    Add {
        /// Stable short key.
        key: String,
        /// Name.
        #[arg(long)]
        name: String,
        /// Key of the owner.
        #[arg(long)]
        owner: String,
        /// Key of the operator.
        #[arg(long)]
        operator: String,
        /// Key of the Internet provider.
        #[arg(long)]
        provider: Option<String>,
        /// Level, 1 to 5.
        #[arg(long)]
        level: Option<i64>,
        /// Where it runs: `lan`, `wan` or `internet`.
        #[arg(long, default_value = "internet")]
        environment: String,
        /// Domain name; may be repeated.
        #[arg(long = "domain")]
        domains: Vec<String>,
        /// Address or range; may be repeated.
        #[arg(long = "address")]
        addresses: Vec<String>,
        /// What it is for.
        #[arg(long, default_value = "")]
        purpose: String,
        /// Software it runs on, as `product | version | CPE name`; may be repeated.
        #[arg(long = "software")]
        software: Vec<String>,
    },
    /// Show a system with what a registry says of its addresses.
    Show {
        /// Its key.
        key: String,
    },
    /// List the systems.
    List {
        /// Only those that run on this software: words of the product, or the beginning of its CPE name.
        #[arg(long)]
        software: Option<String>,
        /// Only this version of it, or what comes before a point of it.
        #[arg(long, default_value = "", requires = "software")]
        software_version: String,
    },
    /// List what two owners claim at once.
    Disputes,
    /// Decide on two claims, as `disputes` lists them.
    Decide {
        /// Key of the system with the wider claim.
        wider_system: String,
        /// The wider claim.
        wider: String,
        /// Key of the system with the narrower claim.
        narrower_system: String,
        /// The narrower claim.
        narrower: String,
        /// both-stand, wider-withdrawn or narrower-withdrawn.
        #[arg(long)]
        verdict: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
}

/// Acts on the register as a whole.
#[derive(Debug, Subcommand)]
pub(crate) enum NetworkCommand {
    /// Bring in a table of bodies, contacts or systems (.csv) or a workbook of them (.xlsx). Shows what it would do.
    Import {
        /// The file.
        file: PathBuf,
        /// Write the rows that are right.
        #[arg(long)]
        write: bool,
    },
    /// Bring in the records of an Internet registry (its delegated statistics file); they replace those that are there.
    Allocations {
        /// The file.
        file: PathBuf,
        /// Code of the country this deployment answers for.
        #[arg(long, default_value = "VN")]
        home: String,
        /// Where the file comes from; its name when left out.
        #[arg(long)]
        source: Option<String>,
        /// Put them in place; else only count.
        #[arg(long)]
        write: bool,
    },
    /// Take the register out: a workbook for a name that ends in .xlsx, else a folder with one CSV file a table.
    Export {
        /// Where to.
        to: PathBuf,
    },
    /// List the public keys of contact points that end soon or have ended. Ends with 1 when there are any.
    Keys,
}

/// Acts on members.
#[derive(Debug, Subcommand)]
pub(crate) enum MemberCommand {
    /// List the members.
    List {
        /// Only those in this state: active, suspended, withdrawn.
        #[arg(long)]
        state: Option<String>,
        /// Only those of this province, by its code.
        #[arg(long)]
        province: Option<String>,
    },
    /// Show a body with its membership, contact points and what it owes.
    Show {
        /// Key of the body.
        key: String,
    },
    /// Enter a body as a member.
    Enrol {
        /// Key of the body.
        key: String,
        /// obligatory or voluntary.
        #[arg(long, default_value = "obligatory")]
        kind: String,
        /// Its cluster.
        #[arg(long, default_value = "")]
        cluster: String,
        /// The document that makes it a member.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Suspend, resume or end a membership.
    Stand {
        /// Key of the body.
        key: String,
        /// active, suspended or withdrawn.
        state: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Changes of contact points with their proofs.
    Changes {
        /// Only those that lack a proof.
        #[arg(long)]
        open: bool,
    },
}

/// Acts on tests of contact points.
#[derive(Debug, Subcommand)]
pub(crate) enum ReachCommand {
    /// Begin a test: a mail to each contact point, then calls, then the body above.
    Begin {
        /// Only contact points that answer around the clock.
        #[arg(long)]
        always: bool,
        /// Only those of bodies of this province, by its code.
        #[arg(long)]
        province: Option<String>,
        /// Only those of this body, by its key.
        #[arg(long)]
        body: Option<String>,
        /// Why, for those who get the mail.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// List the tests with how they stand.
    List,
    /// Show a test with its trials.
    Show {
        /// Its number.
        number: String,
        /// Only those in this state: running, reached, unreached.
        #[arg(long)]
        state: Option<String>,
    },
    /// Contact points that wait for a call.
    Calls,
}
