//! `ungcuu work`: the queue alone.

use super::serve::signal;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use serde_json::json;
use std::process::ExitCode;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

pub(crate) async fn run(settings: Settings, output: Output) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    app::rights::note_table(&app, &app.system_op("cli", now())).await?;
    let stop = CancellationToken::new();
    let worker =
        tokio::spawn(jobs::Runner::new(app.clone(), Arc::new(now), settings.jobs.clone()).run(stop.clone()));
    output.answer(&json!({ "ok": true, "working": true, "database": app.store.engine() }), || {
        vec!["ungcuu work".to_owned()]
    });
    signal().await;
    stop.cancel();
    let _ = worker.await;
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
