//! `ungcuu member …`: the register of members.

use super::contact::ways;
use crate::args::MemberCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::contacts::{ChangeRow, list_changes};
use app::members::{
    Enrol, ListNetwork, MemberView, NetworkRow, Stand, enrol, list_network, show_member, stand,
};
use app::{App, Fresh};
use domain::Op;
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: MemberCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    match command {
        MemberCommand::List { state, province } => {
            let rows = members(&app, &op, state, province).await?;
            output.answer(&json!({ "ok": true, "members": rows }), || rows.iter().map(line).collect());
        }
        MemberCommand::Show { key } => {
            let view = show_member(&app, &op, &key).await?;
            output.answer(&json!({ "ok": true, "member": view }), || shown(&view));
        }
        MemberCommand::Enrol { key, kind, cluster, reason } => {
            let kind = kind.parse().map_err(Failure::wrong)?;
            enrol(&app, &op, Enrol { body: key.clone(), kind, cluster, reason }).await?;
            output.answer(&json!({ "ok": true, "key": key }), || vec![format!("{key} is a member")]);
        }
        MemberCommand::Stand { key, state, reason } => {
            let state = state.parse().map_err(Failure::wrong)?;
            let member = show_member(&app, &op, &key).await?.membership.ok_or(app::Error::NotFound)?;
            let command =
                Stand { body: key.clone(), version: member.version, state, cluster: member.cluster, reason };
            stand(&app, &op, command).await?;
            output.answer(&json!({ "ok": true, "key": key, "state": state }), || {
                vec![format!("{key}: {state}")]
            });
        }
        MemberCommand::Changes { open } => {
            let found = list_changes(&app, &op, open, None).await?;
            output.answer(&json!({ "ok": true, "changes": found.rows }), || {
                found.rows.iter().map(change).collect()
            });
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn members(
    app: &App,
    op: &Op,
    state: Option<String>,
    province: Option<String>,
) -> Result<Vec<NetworkRow>, Failure> {
    let mut found = Vec::new();
    for state in state.map_or_else(
        || vec!["active", "suspended", "withdrawn"].into_iter().map(str::to_owned).collect(),
        |one| vec![one],
    ) {
        let mut after = None;
        loop {
            let asked = ListNetwork {
                state: Some(state.clone()),
                province: province.clone(),
                after,
                ..ListNetwork::default()
            };
            let (rows, next) = list_network(app, op, asked).await?;
            found.extend(rows);
            after = next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(found)
}

fn line(row: &NetworkRow) -> String {
    let state = row.membership.as_ref().map_or("", |member| member.state.code());
    format!("{:<40} {:<10} {}", row.body.key, state, row.body.name)
}

fn shown(view: &MemberView) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", view.body.name, view.body.key)];
    if let Some(member) = &view.membership {
        lines.push(format!("  {} member, {}, since {}", member.kind, member.state, member.since));
    }
    lines.extend(view.contacts.iter().map(|contact| format!("  {}", ways(contact))));
    lines
}

fn change(row: &ChangeRow) -> String {
    let due = row.change.due_at().map(|due| format!(", due {due}")).unwrap_or_default();
    format!(
        "{:<40} {:<8} {} changed {}{due}",
        row.body_key, row.standing, row.change.name, row.change.changed_at
    )
}
