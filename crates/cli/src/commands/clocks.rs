//! `ungcuu law clocks --incident NUMBER`: every clock of every text that binds an incident.

use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::domain::BodyId;
use app::domain::clocks::ClockRun;
use app::incidents::{ClockView, IncidentView};
use app::{App, Fresh};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(number: &str, settings: &Settings, output: Output) -> Result<ExitCode, Failure> {
    let app = desk(settings, Fresh::System).await?;
    let view = app::incidents::view(&app, &app.system_op("cli", now()), number).await?;
    app.store.close().await;
    let bindings: Vec<_> = view
        .bindings
        .iter()
        .map(|(ruleset, binds, because)| json!({ "ruleset": ruleset, "binds": binds, "because": because }))
        .collect();
    let clocks = serde_json::to_value(&view.clocks).map_err(Failure::broken)?;
    output.answer(
        &json!({ "ok": true, "incident": view.incident.number, "bindings": bindings, "clocks": clocks, "pending": view.pending }),
        || {
            let mut lines = vec![format!("{} · {}", view.incident.number, view.incident.title)];
            for (ruleset, _, because) in view.bindings.iter().filter(|(_, binds, _)| *binds) {
                lines.push(format!("  {ruleset}: {}", because.vi));
            }
            lines.extend(view.clocks.iter().flat_map(|clock| told(&app, &view, clock)));
            lines.extend(view.pending.iter().map(|one| {
                let (clock, limit) = (&one.clock, one.clock.limit.text().vi);
                format!("chưa bắt đầu ({}) · {} · {limit} · {}, {}", clock.starts, clock.title.vi, clock.cite, one.ruleset)
            }));
            lines
        },
    );
    Ok(ExitCode::SUCCESS)
}

fn told(app: &App, incident: &IncidentView, view: &ClockView) -> Vec<String> {
    let clock = &view.clock;
    let due = clock.due_text.as_ref().map_or("không quy định thời hạn", |text| text.vi.as_str());
    let mut lines = vec![format!("{due} · {} · {}, {}", clock.title.vi, clock.cite, clock.ruleset)];
    let to: Vec<String> =
        clock.addressees.iter().map(|one| named(app, incident, clock, &one.role, one.body)).collect();
    let owes = named(app, incident, clock, &clock.owes, clock.owing_body);
    lines.push(format!("  {owes} → {}", if to.is_empty() { "–".to_owned() } else { to.join("; ") }));
    lines.extend(clock.reasoning.iter().map(|reason| {
        if reason.cite.is_empty() {
            format!("  - {}", reason.text.vi)
        } else {
            format!("  - {} [{}]", reason.text.vi, reason.cite)
        }
    }));
    lines
}

/// A role as the text names it, with the body that plays it, and who answers for it where its agency is no more.
fn named(app: &App, incident: &IncidentView, clock: &ClockRun, role: &str, body: Option<BodyId>) -> String {
    let library = app.library();
    let printed = library.ruleset(&clock.ruleset).and_then(|r| r.role(role));
    let title = printed.map_or(role, |role| role.title.vi.as_str());
    let day = incident.incident.detected_at.timestamp().to_zoned(law::zone()).date();
    let since = library.answering(&clock.ruleset, role, day).filter(|now| !now.by_way_of.is_empty());
    let since = since.map(|now| format!(", nay: {}", now.name.name)).unwrap_or_default();
    match body.and_then(|body| incident.names.get(&body)).filter(|name| !name.is_empty()) {
        Some(name) => format!("{title}{since} ({name})"),
        None => format!("{title}{since}"),
    }
}
