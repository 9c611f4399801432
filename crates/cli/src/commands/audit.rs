//! `ungcuu audit verify`.

use crate::args::AuditCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use std::process::ExitCode;

pub(crate) async fn run(
    command: AuditCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let AuditCommand::Verify = command;
    let app = desk(&settings, Fresh::System).await?;
    let verdict = app::audit::verify(&app, &app.system_op("cli", now())).await?;
    app.store.close().await;
    let value = serde_json::to_value(&verdict).map_err(Failure::broken)?;
    output.answer(&value, || {
        let mut lines = vec![format!(
            "{} rows, {} documents, {} files, {} receipts: {}",
            verdict.rows,
            verdict.documents_checked,
            verdict.files_checked,
            verdict.receipts_checked,
            if verdict.ok { "whole" } else { "NOT WHOLE" }
        )];
        lines.extend(verdict.breaks.iter().map(|b| format!("audit row {}: {}", b.sequence, b.fault)));
        lines.extend(
            verdict
                .documents
                .iter()
                .map(|d| format!("report {} edition {}: {} {}", d.report, d.edition, d.fault, d.sha256)),
        );
        lines.extend(verdict.files.iter().map(|f| format!("file {}: {}", f.sha256, f.fault)));
        lines.extend(verdict.receipts.iter().map(|r| format!("notice {}: receipt does not match", r.notice)));
        lines
    });
    Ok(ExitCode::from(u8::from(!verdict.ok)))
}
