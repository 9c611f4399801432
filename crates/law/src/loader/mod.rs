//! From files to a library: reads every file, collects every fault, checks what points where.
//!
//! [`load`] routes each path to the module of its subject (`heading`, `bodies`, `clocks`, `process`, `forms`,
//! `lists`, `mapping`, `periods`, `calendars`, `facts`). They read through [`table::Table`], which knows the place of each
//! key and reports keys it was not asked for. What points to another file (a role, a form, a clock) is noted in
//! [`references::References`] and checked when the whole ruleset is read.

mod agencies;
mod bodies;
mod calendars;
mod clocks;
mod contradictions;
mod editions;
mod facts;
mod form_tables;
mod forms;
mod heading;
mod lists;
mod mapping;
mod periods;
mod players;
mod process;
mod provisions;
mod references;
mod sheet;
mod table;
mod targets;
mod tasks;
mod teams;
mod values;
mod words;

use std::collections::BTreeMap;

use crate::calendar::{Calendar, OwnCalendar};
use crate::faults::Fault;
use crate::ids::RulesetId;
use crate::library::{Library, SourceFile};
use crate::ruleset::Ruleset;
use references::References;
use sheet::Sheet;
use table::Table;

pub use words::{BINDINGS, EVENTS, REPORT_KINDS};

/// The folder of data that belongs to no decree.
const SHARED: &str = "_shared";

/// The largest file we read, in bytes; law is text written by people.
const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// Reads and cross-checks all files; every fault of every file comes back.
pub(crate) fn load(files: Vec<SourceFile>) -> Result<Library, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut library = Library::default();
    let mut folders: BTreeMap<String, BTreeMap<String, Sheet>> = BTreeMap::new();
    let (mut shared, mut calendars, mut own, mut facts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut disputes, mut cast) = (None, None);
    let mut seen = std::collections::BTreeSet::new();

    for SourceFile { path, text } in files {
        if !path.ends_with(".toml") {
            continue;
        }
        let sheet = Sheet::new(path.clone(), text);
        if !seen.insert(path.clone()) {
            faults.push(sheet.start().fault("this file was handed over twice"));
            continue;
        }
        if sheet.text().len() > LARGEST_FILE {
            faults.push(
                sheet.start().fault("the file is larger than 4 MiB; a ruleset is text written by people"),
            );
            continue;
        }
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["calendars", _] => calendars.push(sheet),
            ["calendars", "bodies", _] => own.push(sheet),
            ["facts", _] => facts.push(sheet),
            ["rulesets", SHARED, "lists", _] => shared.push(sheet),
            ["rulesets", SHARED, "contradictions.toml"] => disputes = Some(sheet),
            ["rulesets", SHARED, "players.toml"] => cast = Some(sheet),
            ["rulesets", folder, rest @ ..] if !rest.is_empty() && *folder != SHARED => {
                folders.entry((*folder).to_owned()).or_default().insert(rest.join("/"), sheet);
            }
            _ => faults.push(sheet.start().fault(
                "this path is not part of the format: expected rulesets/<id>/…, rulesets/_shared/lists/<name>.toml, \
                 rulesets/_shared/contradictions.toml, rulesets/_shared/players.toml, calendars/<year>.toml, calendars/bodies/<name>.toml or facts/<name>.toml",
            )),
        }
    }

    library.calendar = read_calendars(&calendars, &mut faults);
    library.calendar.own = read_own_calendars(&own, &mut faults);
    read_facts(&facts, &mut library, &mut faults);
    read_shared(&shared, &mut library, &mut faults);
    if let Some(sheet) = cast {
        read(&sheet, &mut faults, |root| {
            library.players = players::players(&root, &library.agencies);
            root.finish();
        });
    }
    let mut headings = BTreeMap::new();
    for (folder, sheets) in folders {
        if let Some(sheet) = sheets.get("ruleset.toml") {
            headings.insert(folder.clone(), sheet.start());
        }
        if let Some(ruleset) = read_ruleset(&folder, &sheets, &library, &mut faults) {
            library.rulesets.push(ruleset);
        }
    }
    editions::follow_on(&mut library.rulesets, &headings, &mut faults);
    if let Some(sheet) = disputes {
        let mut noted = Vec::new();
        read(&sheet, &mut faults, |root| {
            library.contradictions = contradictions::contradictions(&root, &mut noted);
            root.finish();
        });
        // Folders that could not be read at all would make every side look broken.
        if faults.is_empty() {
            contradictions::check(&noted, &library, &mut faults);
        }
    }
    if faults.is_empty() {
        Ok(library)
    } else {
        faults.sort();
        faults.dedup();
        Err(faults)
    }
}

fn read_calendars(sheets: &[Sheet], faults: &mut Vec<Fault>) -> Calendar {
    let mut calendar = Calendar::default();
    let mut has_week = false;
    for sheet in sheets {
        let name = sheet.file_name();
        read(sheet, faults, |root| {
            if name == "week.toml" {
                has_week = true;
                calendar.week = calendars::week(&root);
            } else if let Some(year) = calendars::year(&root, name) {
                calendar.years.insert(year.year, year);
            }
            root.finish();
        });
    }
    if !has_week && let Some(first) = sheets.first() {
        let week = Sheet::new("calendars/week.toml".to_owned(), String::new());
        faults.push(week.start().fault(format!(
            "this file is missing: {} stands beside no weekly rest, write rest = [\"saturday\", \"sunday\"] and its source",
            first.path()
        )));
    }
    calendar
}

fn read_own_calendars(sheets: &[Sheet], faults: &mut Vec<Fault>) -> Vec<OwnCalendar> {
    let mut all: Vec<OwnCalendar> = Vec::new();
    for sheet in sheets {
        read(sheet, faults, |root| {
            let own = calendars::own(&root, sheet.file_name());
            let taken = |key: &&String| all.iter().any(|other| other.bodies.contains(key));
            if let Some(key) = own.bodies.iter().find(taken) {
                root.fault("bodies", format!("\"{key}\" has a calendar of its own in another file already"));
            }
            root.finish();
            all.push(own);
        });
    }
    all
}

fn read_facts(sheets: &[Sheet], library: &mut Library, faults: &mut Vec<Fault>) {
    for sheet in sheets {
        read(sheet, faults, |root| {
            if sheet.file_name() == "agencies.toml" {
                library.agencies = agencies::agencies(&root);
            } else {
                library.lists.extend(facts::facts(&root, sheet));
            }
            root.finish();
        });
    }
}

fn read_shared(sheets: &[Sheet], library: &mut Library, faults: &mut Vec<Fault>) {
    let mut noted = Vec::new();
    for sheet in sheets {
        read(sheet, faults, |root| {
            if sheet.file_name() == "mapping-rsit.toml" {
                library.mapping = mapping::mapping(&root, &mut noted);
            } else {
                lists::lists(&root, &mut library.lists);
            }
            root.finish();
        });
    }
    library.lists.sort_by(|one, other| one.id.cmp(&other.id));
    mapping::check(&noted, &library.lists, faults);
}

/// Reads one folder. None when its `ruleset.toml` cannot stand.
fn read_ruleset(
    folder: &str,
    sheets: &BTreeMap<String, Sheet>,
    library: &Library,
    faults: &mut Vec<Fault>,
) -> Option<Ruleset> {
    let Some(heading_sheet) = sheets.get("ruleset.toml") else {
        let missing = Sheet::new(format!("rulesets/{folder}/ruleset.toml"), String::new());
        faults.push(missing.start().fault("this file is missing: each ruleset folder needs one"));
        return None;
    };
    if let Err(bad) = folder.parse::<RulesetId>() {
        faults.push(heading_sheet.start().fault(format!("the folder name is wrong: {bad}")));
    }
    let mut references = References::default();
    let mut ruleset = heading::blank();
    let mut whole = read(heading_sheet, faults, |root| {
        ruleset = heading::ruleset(&root, folder);
        root.finish();
    });
    let default = ruleset.certainty;

    for (name, sheet) in sheets {
        whole &= match name.as_str() {
            "ruleset.toml" => true,
            "bodies.toml" => read(sheet, faults, |root| {
                ruleset.roles = bodies::roles(&root, default, &mut references);
                root.finish();
            }),
            "clocks.toml" => read(sheet, faults, |root| {
                ruleset.clocks = clocks::clocks(&root, default, &mut references);
                root.finish();
            }),
            "process.toml" => read(sheet, faults, |root| {
                ruleset.process = process::process(&root, default, &mut references);
                root.finish();
            }),
            "lists.toml" => read(sheet, faults, |root| {
                lists::lists(&root, &mut ruleset.lists);
                root.finish();
            }),
            "periods.toml" => read(sheet, faults, |root| {
                ruleset.periods = periods::periods(&root, default, &mut references);
                root.finish();
            }),
            "provisions.toml" => read(sheet, faults, |root| {
                ruleset.provisions = provisions::provisions(&root, default, &mut references);
                root.finish();
            }),
            "tasks.toml" => read(sheet, faults, |root| {
                (ruleset.task_groups, ruleset.tasks) = tasks::tasks(&root, default, &mut references);
                root.finish();
            }),
            "targets.toml" => read(sheet, faults, |root| {
                ruleset.targets = targets::targets(&root, default, &mut references);
                root.finish();
            }),
            "team.toml" => read(sheet, faults, |root| {
                ruleset.team = Some(teams::team(&root, default, &mut references));
                root.finish();
            }),
            form if form.starts_with("forms/") && form.matches('/').count() == 1 => {
                let stem = form.trim_start_matches("forms/").trim_end_matches(".toml");
                read(sheet, faults, |root| {
                    ruleset.forms.extend(forms::form(&root, stem, default));
                    root.finish();
                })
            }
            other => {
                faults.push(sheet.start().fault(format!("{other} is not a file of a ruleset")));
                false
            }
        };
    }
    // A file that could not be read at all would make every pointer into it look broken.
    if whole {
        references.check(&ruleset, library, faults);
    }
    Some(ruleset)
}

/// Reads one file: its syntax faults, or else what `subject` makes of it. False when the syntax is broken.
fn read(sheet: &Sheet, faults: &mut Vec<Fault>, subject: impl FnOnce(Table<'_>)) -> bool {
    let (root, errors) = toml::de::DeTable::parse_recoverable(sheet.text());
    let sound = errors.is_empty();
    if sound {
        subject(Table::root(sheet, root.get_ref()));
    }
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        faults.push(sheet.place(at, "", "").fault(format!("not TOML: {}", error.message())));
    }
    faults.append(&mut sheet.take_faults());
    sound
}
