//! `ungcuu law …`: the law as data, without a database.

use crate::args::LawCommand;
use crate::assemble::library;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::law::{ClockAnswer, compare, compute_clock};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// One row for each row of the obligations table: what carries it out.
const TRACEABILITY: &str = include_str!("../../../../docs/law/traceability.csv");

pub(crate) fn run(command: LawCommand, settings: &Settings, output: Output) -> Result<ExitCode, Failure> {
    match command {
        LawCommand::Check { folder } => check(folder, settings, output)?,
        LawCommand::Trace { id } => trace(id.as_deref(), output)?,
        LawCommand::List => {
            let library = library(settings)?;
            let rows = app::law::list(&library);
            let value = serde_json::to_value(&rows).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "rulesets": value }), || {
                library
                    .rulesets()
                    .map(|r| {
                        format!(
                            "{:<18} {:<10} {}",
                            r.id.as_ref(),
                            format!("{:?}", r.certainty).to_lowercase(),
                            r.title.vi
                        )
                    })
                    .collect()
            });
        }
        LawCommand::Show { id } => {
            let library = library(settings)?;
            let ruleset = library.ruleset(&id).ok_or_else(|| unknown("ruleset", &id))?;
            let value = serde_json::to_value(ruleset).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "ruleset": value }), || {
                let mut lines = vec![format!("{} · {}", ruleset.number, ruleset.title.vi)];
                lines.extend(
                    ruleset
                        .clocks
                        .iter()
                        .map(|c| format!("  {:<32} {:<24} {}", c.id.as_ref(), c.limit.text().vi, c.cite)),
                );
                lines.extend(ruleset.forms.iter().map(|f| format!("  {:<32} {}", f.id.as_ref(), f.title.vi)));
                lines
            });
        }
        LawCommand::Clock { ruleset, clock, at, compare: side_by_side } => {
            let library = library(settings)?;
            if side_by_side {
                let edition = library.ruleset(&ruleset).ok_or_else(|| unknown("ruleset", &ruleset))?;
                let of = edition.edition_of.clone().unwrap_or_else(|| ruleset.clone());
                let answers = compare(&library, &of, &clock, at)
                    .map_err(|_| unknown("clock", &format!("{of}/{clock}")))?;
                let value = serde_json::to_value(&answers).map_err(Failure::broken)?;
                output.answer(&json!({ "ok": true, "editions": value }), || {
                    answers.iter().flat_map(lines).collect()
                });
            } else {
                let answer = compute_clock(&library, &ruleset, &clock, at)
                    .map_err(|_| unknown("clock", &format!("{ruleset}/{clock}")))?;
                let value = serde_json::to_value(&answer).map_err(Failure::broken)?;
                output.answer(&value, || lines(&answer));
            }
        }
        LawCommand::Form { ruleset, form, schema } => {
            let library = library(settings)?;
            let found = library
                .ruleset(&ruleset)
                .and_then(|r| r.form(&form))
                .ok_or_else(|| unknown("form", &format!("{ruleset}/{form}")))?;
            let value = if schema {
                law::json_schema(found, law::Lang::Vi)
            } else {
                serde_json::to_value(found).map_err(Failure::broken)?
            };
            output.answer(&value, || {
                let mut lines = vec![found.title.vi.clone()];
                for field in found.inputs() {
                    let mark = if field.required { " (*)" } else { "" };
                    lines.push(format!(
                        "  {:<6} {:<40} {}{mark}",
                        field.number.clone().unwrap_or_default(),
                        field.key,
                        field.label.vi
                    ));
                }
                lines
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check(folder: Option<std::path::PathBuf>, settings: &Settings, output: Output) -> Result<(), Failure> {
    let mut settings = settings.clone();
    settings.law.folder = folder.or(settings.law.folder);
    let library = library(&settings)?;
    let count = library.rulesets().count();
    let lists = library.lists().count();
    output.answer(&json!({ "ok": true, "rulesets": count, "lists": lists }), || {
        vec![format!("{count} rulesets, {lists} lists: all sound")]
    });
    Ok(())
}

fn unknown(what: &str, name: &str) -> Failure {
    Failure::wrong(format!(
        "no {what} \"{name}\"; `ungcuu law list` and `ungcuu law show ID` say what there is"
    ))
}

fn lines(answer: &ClockAnswer) -> Vec<String> {
    let mut lines = vec![
        format!("{} · {} · {}", answer.ruleset, answer.title.vi, answer.cite),
        format!(
            "  {}",
            answer
                .due_text
                .as_ref()
                .map(|t| t.vi.clone())
                .unwrap_or_else(|| "không có thời hạn bằng số".to_owned())
        ),
    ];
    if answer.policy {
        lines.push("  chính sách nội bộ, không phải hạn luật định".to_owned());
    }
    lines.extend(answer.reasoning.iter().map(|r| {
        if r.cite.is_empty() { format!("  - {}", r.text) } else { format!("  - {} [{}]", r.text, r.cite) }
    }));
    lines.extend(answer.warnings.iter().map(|w| format!("  ! {}", w.vi)));
    lines
}

fn trace(id: Option<&str>, output: Output) -> Result<(), Failure> {
    let rows: Vec<Vec<String>> = TRACEABILITY.lines().skip(1).map(cells).collect();
    let cell = |row: &Vec<String>, i: usize| row.get(i).cloned().unwrap_or_default();
    if let Some(id) = id {
        let found: Vec<Value> = rows
            .iter()
            .filter(|r| cell(r, 0).eq_ignore_ascii_case(id))
            .map(|r| json!({ "id": cell(r, 0), "ref": cell(r, 1), "kind": cell(r, 2), "pointer": cell(r, 3), "note": cell(r, 4) }))
            .collect();
        if found.is_empty() {
            return Err(unknown("row", id));
        }
        output.answer(&json!({ "ok": true, "rows": found }), || {
            found.iter().map(ToString::to_string).collect()
        });
        return Ok(());
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        *kinds.entry(cell(row, 2)).or_default() += 1;
    }
    output.answer(&json!({ "ok": true, "rows": rows.len(), "kinds": kinds }), || {
        let mut lines = vec![format!("{} provisions traced", rows.len())];
        lines.extend(kinds.iter().map(|(kind, count)| format!("  {kind:<12} {count}")));
        lines
    });
    Ok(())
}

/// The cells of a line of CSV (RFC 4180, no line breaks inside cells).
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.last_mut().into_iter().for_each(|c| c.push('"'));
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().into_iter().for_each(|c| c.push(other)),
        }
    }
    cells
}
