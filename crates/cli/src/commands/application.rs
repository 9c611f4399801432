//! `ungcuu application …`: applications to become a member, and edits of profiles that wait.

use crate::args::ApplicationCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::domain::ProfileChangeId;
use app::domain::members::Application;
use app::domain::page::PageRequest;
use app::members::{
    Approve, JudgeProfile, PendingRow, approve, judge_profile, list_applications, pending_profiles, refuse,
    show_application,
};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: ApplicationCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await
}

async fn answer(app: &App, command: ApplicationCommand, output: Output) -> Result<ExitCode, Failure> {
    let op = app.system_op("cli", now());
    match command {
        ApplicationCommand::List { before } => {
            let page = list_applications(app, &op, PageRequest { before, ..PageRequest::default() }).await?;
            let rows: Vec<&Application> = page.rows.iter().map(|(_, one)| one).collect();
            output.answer(&json!({ "ok": true, "applications": rows, "next": page.next }), || {
                rows.iter().map(|one| line(one)).collect()
            });
        }
        ApplicationCommand::Show { number } => {
            let found = show_application(app, &op, &number).await?;
            output.answer(&json!({ "ok": true, "application": found }), || shown(&found));
        }
        ApplicationCommand::Approve { number, existing, key, province, sector, cluster, reason } => {
            let version = show_application(app, &op, &number).await?.version;
            let key = key.unwrap_or_default();
            let command = Approve { number, version, existing, key, province, sector, cluster, reason };
            let id = approve(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "body": id }), || vec![format!("approved: body {id}")]);
        }
        ApplicationCommand::Refuse { number, reason } => {
            let version = show_application(app, &op, &number).await?.version;
            refuse(app, &op, &number, version, &reason).await?;
            output.answer(&json!({ "ok": true, "number": number }), || vec![format!("{number}: refused")]);
        }
        ApplicationCommand::Edits => {
            let found = pending_profiles(app, &op).await?;
            output.answer(
                &json!({ "ok": true, "edits": found.iter().map(edit).collect::<Vec<_>>() }),
                || {
                    let line = |one: &PendingRow| {
                        format!("{} {:<40} {}", one.change.id, one.body_key, one.change.at)
                    };
                    found.iter().map(line).collect()
                },
            );
        }
        ApplicationCommand::Judge { id, state, reason } => {
            let change: ProfileChangeId = id.parse().map_err(|_| Failure::wrong("no such id"))?;
            let found = pending_profiles(app, &op).await?;
            let version = found.iter().find(|one| one.change.id == change).map(|one| one.change.version);
            let command = JudgeProfile {
                change,
                version: version.ok_or(app::Error::NotFound)?,
                state: state.parse().map_err(Failure::wrong)?,
                reason,
            };
            judge_profile(app, &op, command).await?;
            output
                .answer(&json!({ "ok": true, "id": id, "state": state }), || vec![format!("{id}: {state}")]);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn line(one: &Application) -> String {
    format!("{:<16} {:<10} {} {}", one.number.to_string(), one.state.code(), one.submitted_at, one.name)
}

fn shown(one: &Application) -> Vec<String> {
    let mut lines = vec![line(one)];
    let forms = [Some(&one.application), Some(&one.profile), one.staff.as_ref()];
    for form in forms.into_iter().flatten() {
        lines.push(format!("  {} ({})", form.form, form.ruleset));
        lines.extend(form.values.iter().map(|(field, value)| format!("    {field}: {value}")));
    }
    lines
}

fn edit(one: &PendingRow) -> serde_json::Value {
    json!({ "body": one.body_key, "name": one.body_name, "edit": one.change })
}
