//! How long a request may take. What brings files is as slow as the line it comes over: it may take long, as long as
//! something keeps arriving.

use crate::{Fault, Web};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::{Stream, StreamExt};
use std::io;
use std::time::Duration;

/// How many times longer than other requests one with files may take in all.
const WITH_FILES: u32 = 60;

/// Bounds the time of a request; the answer to one that takes too long is that of a service that is not available now.
pub(crate) async fn bound(State(web): State<Web>, request: Request, next: Next) -> Response {
    let longest = Duration::from_secs(web.settings.request_seconds);
    let (request, longest) = if brings_files(&request) {
        (request.map(|body| Body::from_stream(arriving(body, longest))), longest * WITH_FILES)
    } else {
        (request, longest)
    };
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Fault(app::Error::Unavailable("the request took too long".into())).into_response(),
    }
}

fn brings_files(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    request.method() == Method::POST
        && (kind.starts_with("multipart/form-data") || request.uri().path() == "/api/v1/attachments")
}

/// The body; broken off when nothing has arrived for so long.
fn arriving(body: Body, idle: Duration) -> impl Stream<Item = Result<bytes::Bytes, io::Error>> {
    futures::stream::unfold(Some(body.into_data_stream()), move |stream| async move {
        let mut stream = stream?;
        match tokio::time::timeout(idle, stream.next()).await {
            Ok(Some(Ok(bytes))) => Some((Ok(bytes), Some(stream))),
            Ok(Some(Err(error))) => Some((Err(io::Error::other(error)), None)),
            Ok(None) => None,
            Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
        }
    })
}
