//! `ungcuu migrate`: the schema, forward.

use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use serde_json::json;
use std::process::ExitCode;
use store::Store;

pub(crate) async fn run(settings: &Settings, output: Output) -> Result<ExitCode, Failure> {
    let store = Store::open(&settings.store).await?;
    let applied = store.migrate().await?;
    output.answer(&json!({ "ok": true, "database": store.engine(), "applied": applied }), || {
        if applied.is_empty() {
            return vec!["the schema is up to date".to_owned()];
        }
        applied.iter().map(|m| format!("applied {:04} {}", m.version, m.name)).collect()
    });
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
