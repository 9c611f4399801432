//! `ungcuu reach …`: whether contact points can be reached.

use crate::args::ReachCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::domain::Op;
use app::reachability::{
    BeginTest, Counts, ShowTest, TestView, TrialRow, begin_test, list_tests, show_test, waiting_calls,
};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: ReachCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await
}

async fn answer(app: &App, command: ReachCommand, output: Output) -> Result<ExitCode, Failure> {
    let op = app.system_op("cli", now());
    match command {
        ReachCommand::Begin { always, province, body, reason } => {
            let begun = begin_test(app, &op, BeginTest { always, province, body, reason }).await?;
            output.answer(&json!({ "ok": true, "number": begun.number, "trials": begun.trials }), || {
                vec![format!("{}: {} contact points", begun.number, begun.trials)]
            });
        }
        ReachCommand::List => {
            let found = list_tests(app, &op, None).await?;
            output.answer(&json!({ "ok": true, "tests": found.rows, "to_call": found.to_call }), || {
                found
                    .rows
                    .iter()
                    .map(|row| format!("{}  {}  {}", row.test.number, row.test.at, told(&row.counts)))
                    .collect()
            });
        }
        ReachCommand::Show { number, state } => {
            let view = whole(app, &op, number, state).await?;
            output.answer(&json!({ "ok": true, "test": view }), || {
                let head = format!("{}  {}  {}", view.test.number, view.test.at, told(&view.counts));
                std::iter::once(head).chain(view.trials.iter().map(line)).collect()
            });
        }
        ReachCommand::Calls => {
            let rows = waiting_calls(app, &op).await?;
            output.answer(&json!({ "ok": true, "calls": rows }), || rows.iter().map(line).collect());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A test with all of its trials, page after page.
async fn whole(app: &App, op: &Op, number: String, state: Option<String>) -> Result<TestView, Failure> {
    let asked = |after| ShowTest { number: number.clone(), state: state.clone(), after };
    let mut view = show_test(app, op, asked(None)).await?;
    while let Some(after) = view.next {
        let more = show_test(app, op, asked(Some(after))).await?;
        view.trials.extend(more.trials);
        view.next = more.next;
    }
    Ok(view)
}

fn told(counts: &Counts) -> String {
    let Counts { all, reached, unreached, mailed, to_call, above, bounced } = counts;
    format!(
        "{all} contact points: {reached} reached, {unreached} out of reach, {mailed} mailed, {to_call} to call, \
         {above} with the body above, {bounced} bounced"
    )
}

fn line(row: &TrialRow) -> String {
    let trial = &row.trial;
    let due = trial.due_at.map(|due| format!(", lapses {due}")).unwrap_or_default();
    let ways = trial.phones.iter().map(String::as_str).chain([trial.email.as_str()]);
    let ways: Vec<&str> = ways.filter(|way| !way.is_empty()).collect();
    format!(
        "{:<10} {:<9} {} {}: {}{due}",
        trial.state,
        trial.rung,
        row.body_key,
        trial.name,
        ways.join(" · ")
    )
}
