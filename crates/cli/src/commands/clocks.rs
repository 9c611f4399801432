//! `ungcuu law clocks --incident NUMBER`: every clock of every text that binds an incident.

use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::incidents::ClockView;
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
        &json!({ "ok": true, "incident": view.incident.number, "bindings": bindings, "clocks": clocks }),
        || {
            let mut lines = vec![format!("{} · {}", view.incident.number, view.incident.title)];
            for (ruleset, _, because) in view.bindings.iter().filter(|(_, binds, _)| *binds) {
                lines.push(format!("  {ruleset}: {}", because.vi));
            }
            lines.extend(view.clocks.iter().flat_map(told));
            lines
        },
    );
    Ok(ExitCode::SUCCESS)
}

fn told(view: &ClockView) -> Vec<String> {
    let clock = &view.clock;
    let due = clock.due_text.as_ref().map_or("không quy định thời hạn", |text| text.vi.as_str());
    let mut lines = vec![format!("{due} · {} · {}, {}", clock.title.vi, clock.cite, clock.ruleset)];
    lines.extend(clock.reasoning.iter().map(|reason| {
        if reason.cite.is_empty() {
            format!("  - {}", reason.text.vi)
        } else {
            format!("  - {} [{}]", reason.text.vi, reason.cite)
        }
    }));
    lines
}
