//! Reports typeset as PDF/A: the initial report, complete, with all that surrounds it (data, form, layout, fonts).

use crate::figures::{Line, Times};
use anyhow::{Result, ensure};
use app::reports::{Begin, Save};
use domain::reports::ReportKind;
use std::sync::Arc;
use std::time::{Duration, Instant};
use testkit::{Database, Kit};
use tokio::task::JoinSet;

/// Typesets the same draft again and again, so many at a time.
#[expect(clippy::disallowed_methods, reason = "this measures")]
pub(crate) async fn run(together: usize, length: Duration) -> Result<Line> {
    let kit = Kit::new(Database::Sqlite).await;
    let incident = kit.network().await.incident().await.incident;
    let op = Arc::new(kit.op("van-hanh").await);
    let report =
        app::reports::begin(&kit.app, &op, Begin { incident, kind: ReportKind::Initial, ruleset: None })
            .await?;
    let view = app::reports::view(&kit.app, &op, report).await?;
    let values = testkit::completed(&view.form, view.report.values.clone());
    app::reports::save(&kit.app, &op, Save { report, version: view.report.version, values }).await?;
    let mut working = JoinSet::new();
    for _ in 0..together {
        let (app, op) = (kit.app.clone(), op.clone());
        working.spawn(async move {
            let (mut times, begun) = (Times::default(), Instant::now());
            while begun.elapsed() < length {
                let one = Instant::now();
                let pdf = app::reports::document(&app, &op, report, None).await?;
                ensure!(pdf.starts_with(b"%PDF"), "no PDF");
                times.add(one.elapsed());
            }
            Ok(times)
        });
    }
    let mut times = Times::default();
    while let Some(done) = working.join_next().await {
        times.join(done??);
    }
    Ok(Line::new("PDF of an initial report", "", together, times.figures(length)))
}
