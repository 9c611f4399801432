//! `ungcuu system …` and `ungcuu whois`.

use super::contact::{joined, ways};
use crate::args::SystemCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::contacts::FirstContact;
use app::domain::systems::disputes::Verdict;
use app::systems::{
    Answer, DecideDispute, DisputeView, Known, NewDescription, NewSoftware, NewSystem, Party, Remark,
    create_system, decide_dispute, list_disputes, list_systems, show_system, systems_running,
};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: SystemCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    match command {
        SystemCommand::Add {
            key,
            name,
            owner,
            operator,
            provider,
            level,
            environment,
            domains,
            addresses,
            purpose,
            software,
        } => {
            let new = NewSystem {
                key: key.clone(),
                name,
                owner_key: owner,
                operator_key: operator,
                provider_key: provider,
                level,
                national_important: false,
                environment: environment.parse().map_err(Failure::wrong)?,
                domains,
                addresses,
                purpose,
                description: NewDescription {
                    software: software.iter().map(|line| NewSoftware::of_line(line)).collect(),
                    ..NewDescription::default()
                },
            };
            let id = create_system(&app, &op, new).await?;
            output.answer(&json!({ "ok": true, "id": id, "key": key }), || vec![format!("{key} {id}")]);
        }
        SystemCommand::Show { key } => {
            let view = show_system(&app, &op, &key).await?;
            output.answer(&json!({ "ok": true, "system": view }), || shown(&view));
        }
        SystemCommand::List { software, software_version } => {
            let systems = match software {
                Some(software) => systems_running(&app, &op, &software, &software_version).await?,
                None => list_systems(&app, &op).await?,
            };
            output.answer(&json!({ "ok": true, "systems": systems }), || {
                systems.iter().map(|s| format!("{:<40} {}", s.key, s.name)).collect()
            });
        }
        SystemCommand::Decide { wider_system, wider, narrower_system, narrower, verdict, reason } => {
            let found = list_disputes(&app, &op).await?;
            let is = |d: &&DisputeView| {
                (&d.wider.system.key, &d.wider.value) == (&wider_system, &wider)
                    && (&d.narrower.system.key, &d.narrower.value) == (&narrower_system, &narrower)
            };
            let since = found.iter().find(is).ok_or(app::Error::NotFound)?.since;
            let verdict = verdict.parse::<Verdict>().map_err(Failure::wrong)?;
            let command =
                DecideDispute { wider_system, wider, narrower_system, narrower, since, verdict, reason };
            decide_dispute(&app, &op, command).await?;
            output.answer(&json!({ "ok": true }), || vec!["decided".to_owned()]);
        }
        SystemCommand::Disputes => {
            let found = list_disputes(&app, &op).await?;
            output.answer(&json!({ "ok": found.is_empty(), "disputes": found }), || {
                let line = |d: &DisputeView| {
                    let (wider, narrower) = (&d.wider, &d.narrower);
                    format!(
                        "{} ({}) covers {} ({})",
                        wider.value, wider.system.key, narrower.value, narrower.system.key
                    )
                };
                found.iter().map(line).collect()
            });
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn whois(
    asked: Vec<String>,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    let mut answers = Vec::with_capacity(asked.len());
    for one in &asked {
        answers.push(app::systems::whois(&app, &op, one).await?);
    }
    app.store.close().await;
    let value = serde_json::to_value(&answers).map_err(Failure::broken)?;
    output.answer(&json!({ "ok": true, "answers": value }), || answers.iter().flat_map(told).collect());
    Ok(ExitCode::SUCCESS)
}

fn told(answer: &Answer) -> Vec<String> {
    let claim = answer.claim.as_deref().unwrap_or("nobody claims it");
    let mut lines = vec![format!("{}: {claim}", answer.asked)];
    lines.extend(answer.registry.as_ref().map(registry));
    for known in &answer.systems {
        lines.push(format!("  {} ({})", known.system.name, known.system.key));
        lines.extend(around(known));
    }
    lines
}

/// The bodies around a system, each with the contact point to try first and how sure it is that somebody answers there.
fn around(known: &Known) -> Vec<String> {
    let mut lines = Vec::new();
    for (part, Party { body, first_contact }) in known.parties() {
        let told = joined([&body.name, &body.contact.phone, &body.contact.email]);
        lines.push(format!("    {part:<9} {told}"));
        if let Some(FirstContact { contact, reach, .. }) = first_contact {
            let proven = reach.reach.proven.map_or_else(|| "never".to_owned(), |it| it.at.to_string());
            lines.push(format!("              {}", ways(contact)));
            lines.push(format!("              reach {}/100, last answered {proven}", reach.score));
        }
    }
    lines
}

/// What a registry says, apart from what people claim.
fn registry(remark: &Remark) -> String {
    let record = match &remark.allocation {
        Some(it) => format!("{} {} {}", it.status, it.country, it.day).trim_end().to_owned(),
        None => "no record".to_owned(),
    };
    let outside = if remark.outside { "; nothing of it is handed out here" } else { "" };
    format!("  registry  {}: {record}{outside} ({}, {})", remark.range, remark.source, remark.published)
}

fn shown(view: &app::systems::SystemView) -> Vec<String> {
    let system = &view.known.system;
    let mut lines = vec![format!("{} ({})", system.name, system.key)];
    lines.extend(system.addresses.iter().chain(&system.domains).map(|claim| format!("  claims    {claim}")));
    lines.extend(around(&view.known));
    lines.extend(view.remarks.iter().map(registry));
    lines.extend(system.description.software.iter().map(|it| format!("  software  {it}")));
    lines.extend(system.description.documents.iter().map(|it| format!("  document  {it}")));
    lines
}
