//! `ungcuu serve`: pages, API and queue until told to stop.

use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::{App, Fresh};
use serde_json::json;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use web::Web;

pub(crate) async fn run(settings: Settings, output: Output) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    app::rights::note_table(&app, &app.system_op("cli", now())).await?;
    let listener = TcpListener::bind(&settings.http.listen).await.map_err(|e| {
        Failure::broken(anyhow::Error::new(e).context(format!("listening on {}", settings.http.listen)))
    })?;
    let address = listener.local_addr().map_err(Failure::broken)?;
    let engine = app.store.engine();
    output
        .answer(&json!({ "ok": true, "listening": format!("http://{address}"), "database": engine }), || {
            vec![format!("ungcuu {} · http://{address} · {engine}", env!("CARGO_PKG_VERSION"))]
        });
    serve(app, &settings, listener).await
}

/// Serves until a signal comes; finishes what is under way.
pub(crate) async fn serve(
    app: Arc<App>,
    settings: &Settings,
    listener: TcpListener,
) -> Result<ExitCode, Failure> {
    let figures = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder().ok();
    let clock: web::Clock = Arc::new(now);
    let stop = CancellationToken::new();
    let worker = settings.jobs.in_serve.then(|| {
        tokio::spawn(jobs::Runner::new(app.clone(), clock.clone(), settings.jobs.clone()).run(stop.clone()))
    });
    let service =
        web::service(Web { app: app.clone(), settings: Arc::new(settings.http.clone()), clock, figures });
    let stopped = stop.clone();
    axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            signal().await;
            stopped.cancel();
        })
        .await
        .map_err(Failure::broken)?;
    stop.cancel();
    if let Some(worker) = worker {
        let _ = worker.await;
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Waits for an interrupt or a request to end.
pub(crate) async fn signal() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            () = interrupt => {}
            _ = terminate.recv() => {}
        },
        Err(_) => interrupt.await,
    }
}
