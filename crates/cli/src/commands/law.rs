//! `ungcuu law …`: the law as data; all but `clocks` without a database.

use super::law_form::WantedForm;
use super::unknown;
use crate::args::LawCommand;
use crate::assemble::library;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::law::{ClockAnswer, TraceRow, compare, compute_clock};
use serde_json::json;
use std::collections::BTreeMap;
use std::process::ExitCode;

pub(crate) async fn run(
    command: LawCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    match command {
        LawCommand::Check { folder } => check(folder, settings, output)?,
        LawCommand::Trace { id, missing } => {
            trace(Wanted { id: id.as_deref(), missing }, settings, output)?;
        }
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
        LawCommand::Change(command) => return super::law_changes::run(command, settings, output).await,
        LawCommand::Clocks { incident } => return super::clocks::run(&incident, settings, output).await,
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
        LawCommand::Form { ruleset, form, schema, pdf, values, agency, place, at } => {
            let wanted = WantedForm { ruleset, form, schema, pdf, values, agency, place, at };
            super::law_form::run(wanted, &library(settings)?, output)?;
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

fn trace(wanted: Wanted<'_>, settings: &Settings, output: Output) -> Result<(), Failure> {
    let table = app::law::traced(&library(settings)?);
    if let Some(id) = wanted.id {
        let found: Vec<&TraceRow> = table.rows.iter().filter(|r| r.id.eq_ignore_ascii_case(id)).collect();
        if found.is_empty() {
            return Err(unknown("row", id));
        }
        output.answer(&json!({ "ok": true, "rows": found }), || found.iter().map(|r| line(r)).collect());
        return Ok(());
    }
    if wanted.missing {
        let planned = table.planned();
        output.answer(&json!({ "ok": true, "missing": planned }), || {
            let subject = |(subject, rows): (&String, &Vec<&TraceRow>)| {
                let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
                format!("{subject} ({}): {}", ids.len(), ids.join(" "))
            };
            planned.iter().map(subject).collect()
        });
        return Ok(());
    }
    let sections = table.sections();
    let counts: BTreeMap<&str, BTreeMap<&str, usize>> = sections
        .iter()
        .map(|(letter, rows)| {
            let mut counts = BTreeMap::new();
            rows.iter().for_each(|row| *counts.entry(row.status.as_str()).or_default() += 1);
            (letter.as_str(), counts)
        })
        .collect();
    output.answer(&json!({ "ok": true, "rows": table.rows.len(), "sections": counts }), || {
        let mut lines = vec![format!("{} rows placed", table.rows.len())];
        lines.extend(counts.iter().map(|(letter, counts)| {
            let counts: Vec<String> = counts.iter().map(|(status, n)| format!("{status} {n}")).collect();
            format!("  {letter}  {}", counts.join(", "))
        }));
        lines
    });
    Ok(())
}

/// What of the table is asked for.
struct Wanted<'a> {
    id: Option<&'a str>,
    missing: bool,
}

fn line(row: &TraceRow) -> String {
    let note = if row.note.is_empty() { String::new() } else { format!(" ({})", row.note) };
    format!("{} {}: {} {}{note}", row.id, row.place, row.status.as_str(), row.pointers.join(" "))
}
