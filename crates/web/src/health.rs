//! For machines: alive, ready, figures.

use crate::{Listed, Web};
use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub(crate) fn routes(listed: &mut Listed) {
    listed.get("/healthz", alive).get("/readyz", ready).get("/metrics", figures);
}

/// Alive: the process answers.
async fn alive() -> Response {
    Json(json!({ "alive": true })).into_response()
}

/// Ready: the database answers too. 503 when it does not, so that nothing is sent here.
async fn ready(State(web): State<Web>) -> Response {
    match web.app.ready().await {
        Ok(()) => Json(json!({ "ready": true, "database": web.app.store.engine() })).into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "ready": false }))).into_response()
        }
    }
}

/// Figures in Prometheus text format.
async fn figures(State(web): State<Web>) -> Response {
    if let Ok(queue) = app::jobs::counts(&web.app, &web.app.system_op("metrics", (web.clock)())).await {
        let counts = queue.counts;
        for (state, count) in
            [("waiting", counts.waiting), ("running", counts.running), ("dead", counts.dead)]
        {
            metrics::gauge!("ungcuu_jobs", "state" => state).set(count as f64);
        }
    }
    let text = web.figures.as_ref().map(|f| f.render()).unwrap_or_default();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Counts requests by route and status.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "other".to_owned(), |p| p.as_str().to_owned());
    let method = request.method().to_string();
    let response = next.run(request).await;
    metrics::counter!("ungcuu_http_requests_total", "method" => method, "route" => path, "status" => response.status().as_u16().to_string())
        .increment(1);
    response
}
