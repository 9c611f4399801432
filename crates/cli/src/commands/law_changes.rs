//! `ungcuu law change …`: changing the law. Acts are done in the name of a person, so that a second one is needed here as
//! on the pages.

use crate::args::ChangeCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::domain::Op;
use app::law::changes::{
    DraftChange, Edit, IncidentChange, PutFile, Simulation, Start, activate_change, draft_change,
    list_changes, put_file, show_change, simulate_change, withdraw_change,
};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(crate) async fn run(
    command: ChangeCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await
}

async fn answer(app: &App, command: ChangeCommand, output: Output) -> Result<ExitCode, Failure> {
    let machine = app.system_op("cli", now());
    match command {
        ChangeCommand::List => {
            let rows = list_changes(app, &machine).await?;
            output.answer(&json!({ "ok": true, "changes": rows }), || {
                let line = |c: &app::domain::law_changes::LawChange| {
                    format!("{:>4} {:<10} {} ({})", c.number, c.state.code(), c.title, c.written_by.name)
                };
                rows.iter().map(line).collect()
            });
        }
        ChangeCommand::Show { number } => return show(app, &machine, number, output).await,
        ChangeCommand::New { title, source, edition_of, id, number, from, folder, by } => {
            let start = match (edition_of, id, from, folder) {
                (Some(of), Some(id), Some(from), _) => Start::Edition { of, id, number, from },
                (_, _, _, Some(folder)) => Start::Files(files(&folder)?),
                _ => Start::Files(Vec::new()),
            };
            let op = person(app, &by).await?;
            let number = draft_change(app, &op, DraftChange { title, source, start }).await?;
            output
                .answer(&json!({ "ok": true, "number": number }), || vec![format!("change {number} begun")]);
        }
        ChangeCommand::Put { number, path, file, by } => {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| Failure::wrong(format!("cannot read {}: {error}", file.display())))?;
            let op = person(app, &by).await?;
            let version = version(app, &op, number).await?;
            put_file(app, &op, PutFile { number, version, path: path.clone(), edit: Edit::Write(text) })
                .await?;
            output.answer(&json!({ "ok": true, "path": path }), || vec![format!("{path}: stored")]);
        }
        ChangeCommand::Simulate { number } => {
            let found = simulate_change(app, &machine, number).await?;
            let value = serde_json::to_value(&found).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "simulation": value }), || told(app, &found));
        }
        ChangeCommand::Activate { number, by } => {
            let op = person(app, &by).await?;
            activate_change(app, &op, number, version(app, &op, number).await?).await?;
            output.answer(&json!({ "ok": true, "number": number }), || {
                vec![format!("change {number} is in force")]
            });
        }
        ChangeCommand::Withdraw { number, by } => {
            let op = person(app, &by).await?;
            withdraw_change(app, &op, number, version(app, &op, number).await?).await?;
            output.answer(&json!({ "ok": true, "number": number }), || {
                vec![format!("change {number} given up")]
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn person(app: &App, login: &str) -> Result<Op, Failure> {
    let op = app::people::op_of_login(app, login, now()).await?;
    op.ok_or_else(|| {
        Failure::wrong(format!("nobody signs in as \"{login}\"; `ungcuu user list` says who does"))
    })
}

async fn version(app: &App, op: &Op, number: i64) -> Result<i64, Failure> {
    Ok(show_change(app, op, number).await?.change.version)
}

fn files(folder: &Path) -> Result<Vec<law::SourceFile>, Failure> {
    app::law::files_below(folder).map_err(Failure::wrong)
}

async fn show(app: &App, op: &Op, number: i64, output: Output) -> Result<ExitCode, Failure> {
    let view = show_change(app, op, number).await?;
    let faults: Vec<String> = view.faults().map(ToString::to_string).collect();
    let sound = faults.is_empty();
    let files = serde_json::to_value(&view.files).map_err(Failure::broken)?;
    output.answer(&json!({ "ok": sound, "change": view.change, "files": files, "faults": faults }), || {
        let change = &view.change;
        let mut lines =
            vec![format!("{} {} · {} · {}", change.number, change.state.code(), change.title, change.source)];
        lines
            .extend(view.files.iter().map(|file| format!("  {:?} {}", file.state, file.path).to_lowercase()));
        lines.extend(faults.iter().map(|fault| format!("  ! {fault}")));
        lines
    });
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn told(app: &App, found: &Simulation) -> Vec<String> {
    let mut lines: Vec<String> = found.faults.iter().map(|fault| format!("! {fault}")).collect();
    lines.extend(found.texts.iter().map(|text| {
        let forms: Vec<&str> = text.forms.iter().map(|form| form.form.as_str()).collect();
        let replaces = text.replaces.as_ref().map(|id| format!(", replaces {id}")).unwrap_or_default();
        format!("{}: {:?}{replaces}; forms that change: {}", text.ruleset, text.kind, forms.len())
            .to_lowercase()
    }));
    let from = found.from.map(|day| format!(", if detected from {day} on")).unwrap_or_default();
    lines.push(format!("{} of {} open incidents have other clocks{from}", found.touched, found.open));
    lines.extend(found.incidents.iter().flat_map(clocks));
    lines.extend(found.obstacles.iter().map(|one| format!("! {}", one.told(&app.phrases, law::Lang::En))));
    lines
}

fn clocks(incident: &IncidentChange) -> Vec<String> {
    let due = |due: &Option<law::Due>| {
        due.as_ref()
            .map_or("–", |due| due.due_text.as_ref().map_or("no limit", |text| text.vi.as_str()))
            .to_owned()
    };
    let line = |one: &law::Difference| {
        let kind = format!("{:?}", one.kind).to_lowercase();
        format!(
            "  {} {kind} {}/{}: {} → {}",
            incident.number,
            one.text,
            one.clock,
            due(&one.before),
            due(&one.after)
        )
    };
    incident.differences.iter().map(line).collect()
}
