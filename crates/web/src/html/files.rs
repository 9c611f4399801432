//! Files on their way out: always saved, never shown in the page, whatever they say they are.

use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::Error;
use app::attachments::{Bytes, Fetched};
use app::domain::AttachmentId;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use tokio_util::io::ReaderStream;

pub(super) fn routes(listed: &mut Listed) {
    listed.get("/files/{id}", fetch);
}

/// Hands out a file to whoever may see the record it belongs to.
async fn fetch(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id: AttachmentId = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let fetched = app::attachments::fetch(&web.app, &visitor.op, id).await?;
    Ok(download(fetched))
}

/// A file as a download: the claimed media type is never repeated, so that no browser opens it.
pub(crate) fn download(fetched: Fetched) -> Response {
    let name = disposition("attachment", &fetched.file_name());
    let (kind, length, body) = match fetched.bytes {
        Bytes::File(file) => {
            let length = u64::try_from(fetched.attachment.size_bytes).ok();
            ("application/octet-stream", length, Body::from_stream(ReaderStream::new(file)))
        }
        Bytes::Zip(bytes) => ("application/zip", u64::try_from(bytes.len()).ok(), Body::from(bytes)),
    };
    let mut response =
        ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, name)], body).into_response();
    if let Some(length) = length {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}

/// `Content-Disposition` (RFC 6266) with a name in any script (RFC 8187); `kind` is `attachment` or `inline`.
pub(crate) fn disposition(kind: &'static str, name: &str) -> HeaderValue {
    let keep = |c: char| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
    let plain: String = name.chars().map(keep).collect();
    let mut exact = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            exact.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{exact}"))
        .unwrap_or_else(|_| HeaderValue::from_static(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vietnamese_name_is_offered_whole_and_a_trick_stays_harmless() {
        assert_eq!(
            disposition("attachment", "nhật ký.log"),
            "attachment; filename=\"nh_t k_.log\"; filename*=UTF-8''nh%E1%BA%ADt%20k%C3%BD.log"
        );
        assert_eq!(
            disposition("inline", "a\"\r\nX: y"),
            "inline; filename=\"a___X_ y\"; filename*=UTF-8''a%22%0D%0AX%3A%20y"
        );
    }
}
