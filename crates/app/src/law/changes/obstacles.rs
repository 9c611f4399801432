//! Why a change cannot be brought into force as it is: it reaches back to incidents that are open, or takes away what they
//! stand on.

use crate::Result;
use ::law::{Library, Ruleset, same_process};
use domain::{FieldProblem, IncidentNumber};
use serde::Serialize;
use std::collections::BTreeMap;
use store::Conn;

/// Most incidents named in a sentence.
const MOST_NAMED: usize = 20;

/// The law as it is and as it would be.
pub(super) struct Changed<'a> {
    pub(super) before: &'a Library,
    pub(super) after: &'a Library,
    /// A calendar may move clocks that run: the State decides on days off when it decides.
    pub(super) calendars_alone: bool,
    pub(super) empty: bool,
    /// Files that were changed in the law since they became part of the change.
    pub(super) stale: Vec<String>,
}

/// What is open.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Incidents.
    pub(super) count: usize,
    /// Incidents that would stand on something else.
    pub(super) moved: Vec<IncidentNumber>,
    /// How many follow the process of each ruleset.
    pub(super) processes: BTreeMap<String, usize>,
}

/// A reason against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Obstacle {
    /// Files cannot be read, or point at what is not there.
    Unsound,
    /// It changes nothing.
    Empty,
    /// Files were changed in the law since they became part of the change.
    StaleFiles {
        /// Which.
        paths: Vec<String>,
    },
    /// Incidents that are open would stand on something else.
    Backdated {
        /// Which.
        incidents: Vec<IncidentNumber>,
    },
    /// A clock or provision goes while clocks of it run.
    OpenClocks {
        /// Ruleset.
        ruleset: String,
        /// Clock or provision.
        part: String,
        /// How many run.
        count: i64,
    },
    /// A process changes in place while incidents follow it.
    OpenProcesses {
        /// Ruleset.
        ruleset: String,
        /// How many follow it.
        count: usize,
    },
    /// A form goes while reports are being written on it.
    OpenReports {
        /// Ruleset.
        ruleset: String,
        /// Form.
        form: String,
        /// How many are being written.
        count: i64,
    },
}

impl Obstacle {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unsound => "law_change.unsound",
            Self::Empty => "law_change.empty",
            Self::StaleFiles { .. } => "law_change.stale_files",
            Self::Backdated { .. } => "law_change.backdated",
            Self::OpenClocks { .. } => "law_change.open_clocks",
            Self::OpenProcesses { .. } => "law_change.open_processes",
            Self::OpenReports { .. } => "law_change.open_reports",
        }
    }

    /// What stands in the way, in one line without words of a language: numbers of incidents, or the part of the text.
    fn what(&self) -> String {
        match self {
            Self::Unsound | Self::Empty => String::new(),
            Self::StaleFiles { paths } => paths.join(", "),
            Self::Backdated { incidents } => {
                let named: Vec<String> = incidents.iter().take(MOST_NAMED).map(ToString::to_string).collect();
                let more = incidents.len().saturating_sub(MOST_NAMED);
                if more == 0 { named.join(", ") } else { format!("{} (+{more})", named.join(", ")) }
            }
            Self::OpenClocks { ruleset, part, count } => format!("{ruleset}/{part} ({count})"),
            Self::OpenProcesses { ruleset, count } => format!("{ruleset} ({count})"),
            Self::OpenReports { ruleset, form, count } => format!("{ruleset}/{form} ({count})"),
        }
    }

    /// The obstacle as one sentence.
    pub fn told(&self, phrases: &phrases::Phrases, lang: ::law::Lang) -> String {
        format!("{} {}", phrases.refusal(lang, self.code()), self.what()).trim_end().to_owned()
    }

    /// The same as a problem of a field, for doors that refuse.
    pub(super) fn problem(&self, phrases: &phrases::Phrases) -> FieldProblem {
        let told = |lang| self.told(phrases, lang);
        let message = ::law::Text::new(told(::law::Lang::Vi), told(::law::Lang::En));
        FieldProblem { message: Some(message), ..FieldProblem::new("change", self.code()) }
    }
}

/// Everything that stands in the way.
pub(super) async fn obstacles(conn: &mut Conn, change: &Changed<'_>, open: &Open) -> Result<Vec<Obstacle>> {
    let mut found = Vec::new();
    if change.empty {
        found.push(Obstacle::Empty);
    }
    if !change.stale.is_empty() {
        found.push(Obstacle::StaleFiles { paths: change.stale.clone() });
    }
    if !change.calendars_alone && !open.moved.is_empty() {
        found.push(Obstacle::Backdated { incidents: open.moved.clone() });
    }
    for (ruleset, clock, count) in conn.running_clocks().await? {
        let Some(old) = change.before.ruleset(&ruleset) else { continue };
        let new = change.after.ruleset(&ruleset);
        let lost = |part: String| Obstacle::OpenClocks { ruleset: ruleset.clone(), part, count };
        if new.is_none_or(|new| new.clock(&clock).is_none()) {
            found.push(lost(clock.clone()));
        }
        let provisions = old.provisions.iter().filter(|one| one.parts.clocks.contains(&clock));
        let gone = provisions.filter(|one| new.is_none_or(|new| new.provision(&one.id).is_none()));
        found.extend(gone.map(|one| lost(one.id.clone())));
    }
    for (ruleset, count) in &open.processes {
        let process = |library: &Library| library.ruleset(ruleset).and_then(|text| text.process.clone());
        let (old, new) = (process(change.before), process(change.after));
        // Incidents have the steps that were laid out when they were opened.
        if old.is_some() && !same_process(old.as_ref(), new.as_ref()) {
            found.push(Obstacle::OpenProcesses { ruleset: ruleset.clone(), count: *count });
        }
    }
    for (ruleset, form, count) in conn.reports_in_writing().await? {
        let had =
            |library: &Library| library.ruleset(&ruleset).is_some_and(|r: &Ruleset| r.form(&form).is_some());
        if had(change.before) && !had(change.after) {
            found.push(Obstacle::OpenReports { ruleset, form, count });
        }
    }
    Ok(found)
}
