//! `ruleset.toml`: what the text is, when and whom it binds.

use super::table::Table;
use crate::ids::RulesetId;
use crate::ruleset::{Edition, Force, Ruleset, Scope, ScopeSeverity};
use crate::text::{Certainty, Text};

/// The version of the format this loader reads.
const FORMAT: i64 = 1;

const EDITIONS: [(&str, Edition); 4] = [
    ("draft", Edition::Draft),
    ("issued", Edition::Issued),
    ("amendment", Edition::Amendment),
    ("consolidated", Edition::Consolidated),
];

const SEVERITIES: [(&str, ScopeSeverity); 3] =
    [("ordinary", ScopeSeverity::Ordinary), ("severe", ScopeSeverity::Severe), ("any", ScopeSeverity::Any)];

/// Reads the root table of `ruleset.toml` in `folder`.
pub(super) fn ruleset(root: &Table<'_>, folder: &str) -> Ruleset {
    if root.has("replaces") && !root.has("edition_of") {
        root.fault("replaces", "an edition replaces an edition of the same text: write edition_of too");
    }
    if root.integer("format", FORMAT, FORMAT).is_none() && !root.has("format") {
        root.fault("format", "this key is missing: write format = 1");
    }
    let id = root.needed::<RulesetId>("id");
    if let Some(id) = &id
        && id.as_str() != folder
    {
        root.fault("id", format!("the id must equal the name of its folder, \"{folder}\""));
    }
    let edition = root.one_of("edition", &EDITIONS);
    if !root.has("edition") {
        root.fault(
            "edition",
            "this key is missing: write edition = \"issued\" (or draft, amendment, consolidated)",
        );
    }
    let certainty = root.needed("certainty").unwrap_or(Certainty::Recalled);
    let title = root.needed_text("title");
    Ruleset {
        id: id.unwrap_or_else(RulesetId::placeholder),
        number: root.needed_string("number"),
        short: root.text("short").unwrap_or_else(|| title.clone()),
        title,
        issuer: root.string_or_empty("issuer"),
        edition: edition.unwrap_or(Edition::Issued),
        edition_of: root.string("edition_of"),
        replaces: root.parsed("replaces"),
        issued: root.date("issued"),
        certainty,
        source: root.needed_string("source"),
        notes: root.texts("notes"),
        supersedes: root.strings("supersedes"),
        force: root.child("force").map(force).unwrap_or_else(|| missing_force(root)),
        scope: root.child("scope").map(scope).unwrap_or_default(),
        ..blank()
    }
}

/// A ruleset with nothing in it, to hold what other files say when the heading is broken.
pub(super) fn blank() -> Ruleset {
    Ruleset {
        id: RulesetId::placeholder(),
        number: String::new(),
        title: Text::default(),
        short: Text::default(),
        issuer: String::new(),
        edition: Edition::Issued,
        edition_of: None,
        replaces: None,
        issued: None,
        certainty: Certainty::Recalled,
        source: String::new(),
        notes: Vec::new(),
        supersedes: Vec::new(),
        force: Force::default(),
        scope: Scope::default(),
        roles: Vec::new(),
        clocks: Vec::new(),
        process: None,
        forms: Vec::new(),
        lists: Vec::new(),
        periods: Vec::new(),
        provisions: Vec::new(),
        task_groups: Vec::new(),
        tasks: Vec::new(),
        targets: Vec::new(),
        team: None,
    }
}

fn missing_force(root: &Table<'_>) -> Force {
    root.fault(
        "force",
        "this table is missing: write [force] with from = <date>, or never = true for a draft",
    );
    Force::default()
}

fn force(table: Table<'_>) -> Force {
    let force = Force { never: table.flag("never"), from: table.date("from"), until: table.date("until") };
    if !force.never && force.from.is_none() && !table.has("from") {
        table.fault("from", "a text in force needs its first day: write from = <date>, or never = true");
    }
    if let (Some(from), Some(until)) = (force.from, force.until)
        && until <= from
    {
        table.fault("until", "the end must be after the start");
    }
    table.finish();
    force
}

fn scope(table: Table<'_>) -> Scope {
    let scope = Scope {
        provinces: table.strings("provinces"),
        exclude_sectors: table.strings("exclude_sectors"),
        levels: table.small_numbers("levels", 1, 5),
        localities: table.strings("localities"),
        severity: table.one_of("severity", &SEVERITIES).unwrap_or_default(),
        incidents: table.boolean("incidents").unwrap_or(true),
        note: table.text("note"),
        cite: table.string_or_empty("cite"),
    };
    let code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !scope.provinces.iter().all(code) {
        table.fault("provinces", "a province code has two digits, for example \"24\"");
    }
    table.finish();
    scope
}
