//! `ungcuu network import` and `ungcuu network export`: the register as tables; `ungcuu network keys`: keys that end.

use crate::args::NetworkCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::contacts::{EndingKey, list_ending_keys};
use app::registry::{Brought, RowProblem, TABLES, bring_in, sheet_bytes, take_out};
use app::systems::{BringAllocations, bring_allocations};
use app::{App, Fresh};
use domain::Op;
use phrases::Lang;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

pub(crate) async fn run(
    command: NetworkCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    let code = match command {
        NetworkCommand::Import { file, write } => import(&app, &op, &file, write, output).await?,
        NetworkCommand::Allocations { file, home, source, write } => {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let command = BringAllocations { source: source.unwrap_or(name), home, write };
            allocations(&app, &op, command, &file, output).await?
        }
        NetworkCommand::Export { to } => export(&app, &op, &to, output).await?,
        NetworkCommand::Keys => keys(&app, &op, output).await?,
    };
    app.store.close().await;
    Ok(code)
}

async fn import(app: &App, op: &Op, file: &Path, write: bool, output: Output) -> Result<ExitCode, Failure> {
    let bytes = std::fs::read(file).map_err(|e| Failure::wrong(format!("{}: {e}", file.display())))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let brought = bring_in(app, op, &name, &bytes, !write).await?;
    let right = brought.problems.is_empty();
    let lines = || told(app, &brought);
    output.answer(
        &json!({ "ok": right, "written": write, "tables": brought.tables, "problems": brought.problems }),
        lines,
    );
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

async fn allocations(
    app: &App,
    op: &Op,
    command: BringAllocations,
    file: &Path,
    output: Output,
) -> Result<ExitCode, Failure> {
    let open = std::fs::File::open(file).map_err(|e| Failure::wrong(format!("{}: {e}", file.display())))?;
    let brought = bring_allocations(app, op, command, std::io::BufReader::new(open)).await?;
    let right = brought.wrong == 0;
    output.answer(&json!({ "ok": right, "brought": brought }), || {
        let count = |(what, count): (&&str, &usize)| {
            format!(
                "{what}: {count} records, {} here",
                brought.at_home.get(*what).copied().unwrap_or_default()
            )
        };
        let mut lines: Vec<String> = brought.records.iter().map(count).collect();
        if !right {
            lines.push(format!(
                "{} lines cannot be read, the first: {:?}",
                brought.wrong, brought.wrong_lines
            ));
        }
        if !brought.written {
            lines.push("nothing was written; add --write to put right records in place".to_owned());
        }
        lines
    });
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn told(app: &App, brought: &Brought) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, rows) in &brought.tables {
        lines.push(format!(
            "{table}: {} entered, {} changed, {} as they were, {} wrong",
            rows.entered, rows.changed, rows.left, rows.wrong
        ));
    }
    let problem = |row: &RowProblem| {
        let code = row.problem.code.as_str();
        let cure = match &row.problem.message {
            Some(words) => words.en.clone(),
            None if domain::refusal::CODES.contains(&code) => app.phrases.refusal(Lang::En, code),
            None => app.phrases.say(Lang::En, &format!("field-{code}"), &[]),
        };
        format!("{} row {} ({}), {}: {cure}", row.table, row.row, row.name, row.problem.field)
    };
    lines.extend(brought.problems.iter().map(problem));
    if brought.dry {
        lines.push("nothing was written; add --write to write the rows that are right".to_owned());
    }
    lines
}

async fn keys(app: &App, op: &Op, output: Output) -> Result<ExitCode, Failure> {
    let rows = list_ending_keys(app, op).await?;
    let line = |row: &EndingKey| {
        let (contact, key) = (&row.contact, row.contact.key.as_ref());
        let ends = key.and_then(|key| key.expires_at).map(|at| at.to_string()).unwrap_or_default();
        let fingerprint = key.map(|key| key.fingerprint.as_str()).unwrap_or_default();
        format!(
            "{}  {}  {} <{}>  {ends}  {fingerprint}",
            row.state, row.body_key, contact.name, contact.email
        )
    };
    output.answer(&json!({ "ok": rows.is_empty(), "keys": rows }), || rows.iter().map(line).collect());
    Ok(if rows.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

async fn export(app: &App, op: &Op, to: &Path, output: Output) -> Result<ExitCode, Failure> {
    let sheets = take_out(app, op).await?;
    let workbook = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let mut written = Vec::new();
    if workbook {
        written.push((to.to_owned(), bytes(&sheets, "xlsx")?));
    } else {
        std::fs::create_dir_all(to).map_err(|e| Failure::wrong(format!("{}: {e}", to.display())))?;
        for table in &TABLES {
            written.push((to.join(format!("{}.csv", table.name)), bytes(&sheets, table.name)?));
        }
    }
    for (path, bytes) in &written {
        std::fs::write(path, bytes).map_err(|e| Failure::wrong(format!("{}: {e}", path.display())))?;
    }
    let files: Vec<String> = written.iter().map(|(path, _)| path.display().to_string()).collect();
    output.answer(&json!({ "ok": true, "files": files }), || files.clone());
    Ok(ExitCode::SUCCESS)
}

fn bytes(sheets: &[app::registry::Sheet], form: &str) -> Result<Vec<u8>, Failure> {
    let (_, _, bytes) = sheet_bytes(sheets, form).ok_or_else(|| Failure::wrong(form.to_owned()))??;
    Ok(bytes)
}
