//! A ruleset: one edition of one legal text, as data.
//!
//! It says what the text is, when and whom it binds, which roles it speaks of, and holds its clocks, process,
//! forms, lists and periods. Neighbours: [`crate::Library`] holds rulesets, [`crate::resolve`] picks those that
//! bind an incident.
//!
//! ```
//! # fn show(ruleset: &law::Ruleset) {
//! if let Some(clock) = ruleset.clock("closing-report") {
//!     assert!(!clock.cite.is_empty());
//! }
//! # }
//! ```

use jiff::civil::Date;
use serde::Serialize;

use crate::clock::Clock;
use crate::form::Form;
use crate::ids::{RoleKey, RulesetId};
use crate::lists::List;
use crate::process::{Process, Step};
use crate::provisions::Provision;
use crate::targets::Target;
use crate::tasks::{Task, TaskGroup};
use crate::teams::TeamRules;
use crate::text::{Certainty, Text};

/// One edition of one legal text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ruleset {
    /// Name, equal to the folder's.
    pub id: RulesetId,
    /// Number as printed.
    pub number: String,
    /// Full title as printed.
    pub title: Text,
    /// Short name for lists and tags.
    pub short: Text,
    /// Issuing body as printed; empty when unknown.
    pub issuer: String,
    /// What kind of edition this is.
    pub edition: Edition,
    /// Word shared by the editions of one text, so that they can be shown beside each other.
    pub edition_of: Option<String>,
    /// The edition that ends when this one begins.
    pub replaces: Option<RulesetId>,
    /// Day of issue.
    pub issued: Option<Date>,
    /// How sure we are of the text as a whole.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Remarks for the reader.
    pub notes: Vec<Text>,
    /// Texts it replaces, free references.
    pub supersedes: Vec<String>,
    /// When it binds.
    pub force: Force,
    /// Whom it binds.
    pub scope: Scope,
    /// Roles it speaks of (`bodies.toml`).
    pub roles: Vec<Role>,
    /// Its time limits (`clocks.toml`).
    pub clocks: Vec<Clock>,
    /// Its process (`process.toml`).
    pub process: Option<Process>,
    /// Its forms (`forms/*.toml`).
    pub forms: Vec<Form>,
    /// Its printed lists (`lists.toml`).
    pub lists: Vec<List>,
    /// Its reporting periods (`periods.toml`).
    pub periods: Vec<Period>,
    /// Its wording, point by point (`provisions.toml`).
    pub provisions: Vec<Provision>,
    /// Groups of its tasks (`tasks.toml`).
    pub task_groups: Vec<TaskGroup>,
    /// Tasks and projects it hands out (`tasks.toml`).
    pub tasks: Vec<Task>,
    /// Numbers to be reached (`targets.toml`).
    pub targets: Vec<Target>,
    /// What it says of its response team (`team.toml`).
    pub team: Option<TeamRules>,
}

impl Ruleset {
    /// The clock of that id or alias.
    pub fn clock(&self, id: &str) -> Option<&Clock> {
        self.clocks
            .iter()
            .find(|clock| clock.id == id)
            .or_else(|| self.clocks.iter().find(|clock| clock.aliases.iter().any(|alias| alias == id)))
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form that serves that kind of report, such as `initial`.
    pub fn form_for(&self, report: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.report.as_deref() == Some(report))
    }

    /// The process step of that id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.process.as_ref().and_then(|process| process.step(id))
    }

    /// The role of that key.
    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == key)
    }

    /// The list of that id.
    pub fn list(&self, id: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// The lists that are ticked off in a step.
    pub fn checklists<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a List> {
        step.checklists.iter().filter_map(|id| self.list(id.as_str()))
    }

    /// The provision of that id.
    pub fn provision(&self, id: &str) -> Option<&Provision> {
        self.provisions.iter().find(|provision| provision.id == id)
    }

    /// The task of that id.
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// The target of that id.
    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.id == id)
    }

    /// The period of that id.
    pub fn period(&self, id: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.id == id)
    }

    /// Every citation that stands in the text's data.
    pub fn cites(&self) -> impl Iterator<Item = &str> {
        let steps = self.process.iter().flat_map(|process| {
            std::iter::once(process.cite.as_str()).chain(process.steps().map(|step| step.cite.as_str()))
        });
        let provisions = self.provisions.iter().map(|provision| provision.cite.as_str());
        let clocks = self.clocks.iter().map(|clock| clock.cite.as_str());
        let forms = self.forms.iter().map(|form| form.cite.as_str());
        let lists = self.lists.iter().map(|list| list.cite.as_str());
        let roles = self.roles.iter().map(|role| role.cite.as_str());
        let tasks = self.tasks.iter().map(|task| task.cite.as_str());
        let targets = self.targets.iter().map(|target| target.cite.as_str());
        let periods = self.periods.iter().map(|period| period.cite.as_str());
        let all = provisions.chain(clocks).chain(steps).chain(forms).chain(lists).chain(roles);
        let team = self.team.iter().flat_map(|team| {
            let posts = team.posts.iter().map(|post| post.cite.as_str());
            let kinds = team.kinds.iter().map(|kind| kind.cite.as_str());
            let authorities = team.authorities.iter().map(|rule| rule.cite.as_str());
            posts.chain(kinds).chain(authorities)
        });
        all.chain(tasks).chain(targets).chain(periods).chain(team).filter(|cite| !cite.is_empty())
    }

    /// Word shared by the editions of the text; its own id when it has no other edition.
    pub fn text(&self) -> &str {
        self.edition_of.as_deref().unwrap_or(self.id.as_str())
    }

    /// True when the text binds on `day`: not `never`, from `from` on, before `until`.
    pub fn in_force(&self, day: Date) -> bool {
        self.force.covers(day)
    }
}

/// What kind of edition a ruleset is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// Never issued in this wording.
    Draft,
    /// As issued.
    Issued,
    /// A text that changes another.
    Amendment,
    /// A text with later changes worked in.
    Consolidated,
}

impl Edition {
    /// The word used in `ruleset.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issued => "issued",
            Self::Amendment => "amendment",
            Self::Consolidated => "consolidated",
        }
    }
}

/// When a ruleset binds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Force {
    /// True for a text that never binds (a draft); it can still be computed and shown.
    pub never: bool,
    /// First day of force.
    pub from: Option<Date>,
    /// First day it no longer binds.
    pub until: Option<Date>,
}

impl Force {
    /// True when the text binds on `day`.
    pub fn covers(&self, day: Date) -> bool {
        !self.never && self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day < until)
    }
}

/// Whom a ruleset binds: all given restrictions must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// Province codes of the owner's or operator's body; empty for the whole country.
    pub provinces: Vec<String>,
    /// Sectors that are outside.
    pub exclude_sectors: Vec<String>,
    /// System levels (1–5) inside; empty for all.
    pub levels: Vec<u8>,
    /// Names of districts or communes inside; empty for all.
    pub localities: Vec<String>,
    /// Which severity it is made for.
    pub severity: ScopeSeverity,
    /// False for a text that binds bodies and no single incident.
    pub incidents: bool,
    /// The scope in words.
    pub note: Option<Text>,
    /// Where the text says so.
    pub cite: String,
}

impl Default for Scope {
    /// Everybody and every incident.
    fn default() -> Self {
        Self {
            provinces: Vec::new(),
            exclude_sectors: Vec::new(),
            levels: Vec::new(),
            localities: Vec::new(),
            severity: ScopeSeverity::Any,
            incidents: true,
            note: None,
            cite: String::new(),
        }
    }
}

/// Which incidents a text is made for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ScopeSeverity {
    /// Only those that are not severe.
    Ordinary,
    /// Only severe ones.
    Severe,
    /// All.
    #[default]
    Any,
}

/// A role that a text speaks of, such as the national coordinator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Role {
    /// Key from the vocabulary of roles.
    pub key: RoleKey,
    /// Name of the role as printed.
    pub title: Text,
    /// Where the text names it.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Who held the role, when; in TOML `[[role.holder]]`.
    pub holders: Vec<Holder>,
}

impl Role {
    /// Who holds the role on `day`, the latest start first.
    pub fn holder_on(&self, day: Date) -> Option<&Holder> {
        self.holders
            .iter()
            .filter(|holder| {
                holder.from.is_none_or(|from| day >= from) && holder.until.is_none_or(|until| day < until)
            })
            .max_by_key(|holder| holder.from)
    }
}

/// A body that held a role for a span of time, under the name it had then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Name as printed.
    pub name: String,
    /// First day.
    pub from: Option<Date>,
    /// First day no longer.
    pub until: Option<Date>,
    /// Whose name it is in the facts about agencies.
    pub agency: Option<String>,
    /// Where we read it.
    pub source: String,
}

/// A reporting period that a text fixes, such as the half year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Name, such as `half-year`.
    pub id: String,
    /// Name as shown.
    pub title: Text,
    /// First day of the data window.
    pub from: Option<YearDay>,
    /// Last day of the data window, inclusive.
    pub until: Option<YearDay>,
    /// The clock that says when the report on this period is due.
    pub clock: Option<crate::ids::ClockId>,
    /// The form of the report.
    pub form: Option<crate::ids::FormId>,
    /// Where the text says so.
    pub cite: String,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
    /// Rows of the obligations table.
    pub trace: Vec<String>,
    /// Remarks.
    pub notes: Vec<Text>,
}

/// A day of any year, written `20/6` (day, month).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct YearDay {
    /// Month 1–12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

impl std::fmt::Display for YearDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.day, self.month)
    }
}

impl std::str::FromStr for YearDay {
    type Err = String;

    /// Reads `20/6`: a day and a month that exist in every year.
    fn from_str(word: &str) -> Result<Self, String> {
        let bad = || format!("\"{word}\" is not a day of the year: write day/month, for example \"20/6\"");
        let (day, month) = word.split_once('/').ok_or_else(bad)?;
        let (day, month): (i8, i8) = (day.parse().map_err(|_| bad())?, month.parse().map_err(|_| bad())?);
        // 2001 is no leap year, so a day that passes here exists in every year.
        Date::new(2001, month, day).map_err(|_| bad())?;
        Ok(Self { month, day })
    }
}
