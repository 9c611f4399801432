//! Files handed out: always as a download, never shown by the browser.

use crate::{Fault, Listed, Outcome, Visitor, Web};
use app::Error;
use app::attachments::{Bytes, fetch};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use tokio_util::io::ReaderStream;

pub(super) fn routes(listed: &mut Listed) {
    listed.get("/files/{id}", file);
}

async fn file(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let fetched = fetch(&web.app, &visitor.op, id).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_str(fetched.media_type()).map_err(Error::internal)?),
        (CONTENT_DISPOSITION, disposition("attachment", &fetched.file_name())?),
    ];
    let body = match fetched.bytes {
        Bytes::File(file) => Body::from_stream(ReaderStream::new(file)),
        Bytes::Zip(bytes) => Body::from(bytes),
    };
    Ok((headers, body).into_response())
}

/// A Content-Disposition (RFC 6266) with a name in any script.
pub(super) fn disposition(kind: &str, name: &str) -> Result<HeaderValue, Fault> {
    let keep = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let plain: String = name.chars().map(keep).collect();
    let coded: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let value = format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{coded}");
    Ok(HeaderValue::from_str(&value).map_err(Error::internal)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_name_with_marks_comes_in_both_spellings() {
        let value = disposition("attachment", "báo cáo.pdf").unwrap();
        assert_eq!(value, "attachment; filename=\"b_o_c_o.pdf\"; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf");
    }
}
