//! Files for programs: stored as they stream in, handed out as downloads only.

use crate::api::answer;
use crate::api::asked::{Asked, Caller, id};
use crate::api::v1::messages::FileLine;
use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::attachments::{Bytes, Fetched, Upload, fetch, store_upload};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures::TryStreamExt;
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use tokio_util::io::{ReaderStream, StreamReader};
use utoipa::{IntoParams, OpenApi};

/// How much of a refused file is read on, so that the sender gets the answer rather than a broken connection.
const DRAINED_BYTES: u64 = 512 * 1024 * 1024;

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(store, show))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed.post("/api/v1/attachments", store).get("/api/v1/attachments/{id}", show);
}

/// What is said about a file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct About {
    /// Name of the file; made safe before it is kept.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "access.log")]
    name: String,
    /// It is a malware sample: handed out only in a zip with the password `infected`. Programs are treated so by their name.
    #[serde(default)]
    #[param(value_type = Option<bool>)]
    malware: bool,
}

/// Store a file.
///
/// The body is the file, as it is; `Content-Type` is its media type. It waits for the notice, message or report that names
/// its id, and is swept away when none does. Refusal: `attachment.too_large` (413).
#[utoipa::path(
    post, path = "/api/v1/attachments", tag = "attachments", params(About),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes of the file."),
    responses((status = 201, description = "Stored.", body = FileLine,
        headers(("Location" = String, description = "The file.")))),
    security((), ("bearer" = ["notices:submit"]))
)]
pub(super) async fn store(
    State(web): State<Web>,
    visitor: Visitor,
    Asked(about): Asked<About>,
    headers: HeaderMap,
    body: Body,
) -> Outcome {
    let claimed =
        headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let upload = Upload { name: about.name, media_type: claimed, malware: about.malware };
    let mut stream = StreamReader::new(body.into_data_stream().map_err(std::io::Error::other));
    match store_upload(&web.app, &visitor.op, upload, &mut stream).await {
        Ok(file) => {
            let location = format!("/api/v1/attachments/{}", file.id);
            Ok(answer::created(&FileLine::from(file), &location))
        }
        Err(error) => {
            let _ = tokio::io::copy(&mut stream.take(DRAINED_BYTES), &mut tokio::io::sink()).await;
            Err(Fault(error))
        }
    }
}

/// Hand out a file.
///
/// Always as a download, through the record it belongs to; a malware sample comes in a zip with the password `infected`.
/// A file that is still waiting for its record is seen by whoever brought it.
#[utoipa::path(
    get, path = "/api/v1/attachments/{id}", tag = "attachments",
    responses((status = 200, description = "The bytes.", body = Vec<u8>, content_type = "application/octet-stream",
        headers(("ETag" = String, description = "SHA-256 of the bytes as received."),
            ("Content-Disposition" = String, description = "The name of the file (RFC 6266).")))),
    security(("bearer" = []))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(file): Path<String>) -> Outcome {
    Ok(download(fetch(&web.app, caller.op(), id(&file)?).await?))
}

fn download(fetched: Fetched) -> Response {
    let name = fetched.file_name();
    let kind = fetched.media_type().to_owned();
    let tag = format!("\"{}\"", fetched.attachment.sha256);
    let body = match fetched.bytes {
        Bytes::File(file) => Body::from_stream(ReaderStream::new(file)),
        Bytes::Zip(bytes) => Body::from(bytes),
    };
    let mut response = body.into_response();
    for (header, value) in [(CONTENT_TYPE, kind), (ETAG, tag), (CONTENT_DISPOSITION, disposition(&name))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

/// `Content-Disposition` of a download, with the name in UTF-8 (RFC 6266, RFC 8187).
pub(super) fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let coded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", coded.replace('+', "%20"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_vietnamese_file_name_survives_the_header() {
        assert_eq!(
            disposition("nhật ký+1.log"),
            "attachment; filename=\"nh_t k__1.log\"; filename*=UTF-8''nh%E1%BA%ADt%20k%C3%BD%2B1.log"
        );
    }
}
