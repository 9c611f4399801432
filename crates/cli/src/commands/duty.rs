//! `ungcuu duty …`: who is on duty, planning a shift, finding gaps.

use crate::args::DutyCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::domain::Moment;
use app::duty::{AddShift, DutyNow, LineNow, Who, add_shift, duty_gaps, on_duty_now};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: DutyCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await
}

async fn answer(app: &App, command: DutyCommand, output: Output) -> Result<ExitCode, Failure> {
    let op = app.system_op("cli", now());
    match command {
        DutyCommand::Now { body } => {
            let body = match body {
                Some(key) => Some(app::bodies::find_body(app, &op, &key).await?.id),
                None => None,
            };
            let found = on_duty_now(app, body, op.now).await?;
            output.answer(&json!({ "ok": true, "duty": found.as_ref() }), || {
                found.iter().flat_map(|one| one.lines.iter().map(move |line| told(one, line))).collect()
            });
        }
        DutyCommand::Add { body, line, from, until, login, name, phone } => {
            let command = AddShift {
                body_key: body,
                line: line.parse().map_err(Failure::wrong)?,
                from: Moment::from(from),
                until: Moment::from(until),
                who: Who { login, name, phone },
            };
            let id = add_shift(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "shift": id }), || vec![id.to_string()]);
        }
        DutyCommand::Gaps { body, days } => {
            let found = duty_gaps(app, &op, &body, days).await?;
            let whole = found.is_empty();
            output.answer(&json!({ "ok": whole, "gaps": found }), || {
                if whole {
                    return vec![format!("no gaps in {days} days")];
                }
                found.iter().map(|(line, gap)| format!("{line:<8} {} – {}", gap.from, gap.until)).collect()
            });
            return Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn told(body: &DutyNow, line: &LineNow) -> String {
    let officer = line.officer.as_ref().map_or("nobody", |officer| officer.name.as_str());
    let until = line.until.map(|at| format!(" until {at}")).unwrap_or_default();
    format!("{} {:<8} {officer} {}{until}", body.key, line.line, line.contact.phone)
}
