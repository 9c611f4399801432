//! What was posted: pairs of a form and, in order, the files with it. The post token is checked before anything else is
//! read; files are streamed into the content store as they come.

use crate::{Fault, Visitor, Web};
use app::attachments::{Upload, store_upload};
use app::domain::attachments::Attachment;
use app::domain::{AttachmentId, Refusal};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use futures::TryStreamExt;
use subtle::ConstantTimeEq;
use tokio::io::AsyncReadExt;
use tokio_util::io::StreamReader;

/// Most pairs in one form.
const MAX_PAIRS: usize = 5_000;
/// How much of a refused file is read on, so that the sender gets the answer rather than a broken connection.
const DRAINED_BYTES: u64 = 512 * 1024 * 1024;

/// A posted form.
#[derive(Debug, Default)]
pub struct Posted {
    /// Names and values, in order, without the post token.
    pub pairs: Vec<(String, String)>,
    /// Files stored, in order: name of the field and the file.
    pub files: Vec<(String, Attachment)>,
    /// Why a file was not taken; the rest of the form is there.
    pub refused: Option<Refusal>,
}

impl Posted {
    /// The value of a field; empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The value of a field, trimmed, when not empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name).trim()).filter(|v| !v.is_empty())
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        matches!(self.text(name), "on" | "true" | "yes" | "1")
    }

    /// A number; `None` when absent or no number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.text(name).trim().parse().ok()
    }

    /// A value of one of the field's code types.
    ///
    /// # Errors
    /// The field, as unknown option.
    pub fn code<T: std::str::FromStr>(&self, name: &str) -> Result<T, Fault> {
        self.text(name).parse().map_err(|_| Fault(app::Error::field(name, "unknown_option")))
    }

    /// Ids of the files, in order.
    ///
    /// # Errors
    /// Why one of them was not taken.
    pub fn file_ids(&self) -> Result<Vec<AttachmentId>, Fault> {
        match &self.refused {
            Some(refusal) => Err(Fault(app::Error::Refused(refusal.clone()))),
            None => Ok(self.files.iter().map(|(_, file)| file.id).collect()),
        }
    }
}

impl FromRequest<Web> for Posted {
    type Rejection = Fault;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Fault> {
        let visitor = request
            .extensions()
            .get::<Visitor>()
            .cloned()
            .ok_or_else(|| Fault(app::Error::internal("no visitor on this route")))?;
        if request.method() != Method::POST {
            return Err(Fault(app::Error::NotFound));
        }
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        if kind.starts_with("multipart/form-data") {
            let multipart = Multipart::from_request(request, web)
                .await
                .map_err(|_| app::Error::field("form", "wrong_type"))?;
            read_parts(web, &visitor, multipart).await
        } else {
            let bytes = axum::body::to_bytes(request.into_body(), web.settings.max_form_bytes)
                .await
                .map_err(|_| app::Error::field("form", "too_long"))?;
            let pairs: Vec<(String, String)> =
                url::form_urlencoded::parse(&bytes).into_owned().take(MAX_PAIRS).collect();
            let token = pairs.iter().find(|(key, _)| key == "csrf").map_or("", |(_, value)| value.as_str());
            check_token(&visitor, token)?;
            let pairs = pairs.into_iter().filter(|(key, _)| key != "csrf").collect();
            Ok(Self { pairs, ..Self::default() })
        }
    }
}

fn check_token(visitor: &Visitor, given: &str) -> Result<(), Fault> {
    let right = !visitor.csrf.is_empty() && bool::from(visitor.csrf.as_bytes().ct_eq(given.as_bytes()));
    if right { Ok(()) } else { Err(Fault(app::Error::field("csrf", "stale_form"))) }
}

async fn read_parts(web: &Web, visitor: &Visitor, mut multipart: Multipart) -> Result<Posted, Fault> {
    let mut posted = Posted::default();
    let mut trusted = false;
    let mut text_bytes = 0;
    let broken = |_| Fault(app::Error::field("form", "wrong_type"));
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        // Said to be a state secret: nothing that follows may be written to disk. The field comes before the files.
        let secret = posted.text("secret") == "yes";
        match field.file_name().map(|file| !file.is_empty()) {
            Some(false) => {}
            Some(true) if !trusted || secret || posted.refused.is_some() => drain(field).await,
            Some(true) if posted.files.len() >= web.app.settings.max_attachments => {
                posted.refused = Some(Refusal::new("attachment.too_many"));
                drain(field).await;
            }
            Some(true) => {
                let malware = name.starts_with("malware");
                match take_file(web, visitor, field, malware).await {
                    Ok(file) => posted.files.extend(file.map(|f| (name, f))),
                    Err(Fault(app::Error::Refused(refusal))) => posted.refused = Some(refusal),
                    Err(fault) => return Err(fault),
                }
            }
            None => {
                let room = web.settings.max_form_bytes.saturating_sub(text_bytes + name.len());
                let value = text_of(&mut field, room).await?;
                text_bytes += name.len() + value.len();
                if posted.pairs.len() >= MAX_PAIRS {
                    return Err(Fault(app::Error::field("form", "too_long")));
                }
                if name == "csrf" {
                    trusted = check_token(visitor, &value).is_ok();
                } else if !secret {
                    posted.pairs.push((name, value));
                }
            }
        }
    }
    if trusted { Ok(posted) } else { Err(Fault(app::Error::field("csrf", "stale_form"))) }
}

/// The text of a field, at most so many bytes.
async fn text_of(field: &mut Field<'_>, room: usize) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let broken = |_| Fault(app::Error::field("form", "wrong_type"));
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        if bytes.len() + chunk.len() > room {
            return Err(Fault(app::Error::field("form", "too_long")));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads on over a file that is not kept, so that the sender gets the answer rather than a broken connection.
async fn drain(field: Field<'_>) {
    let stream = StreamReader::new(field.map_err(std::io::Error::other));
    let _ = tokio::io::copy(&mut stream.take(DRAINED_BYTES), &mut tokio::io::sink()).await;
}

/// Stores one file; an empty one is taken as "none chosen".
async fn take_file(
    web: &Web,
    visitor: &Visitor,
    field: Field<'_>,
    malware: bool,
) -> Result<Option<Attachment>, Fault> {
    let upload = Upload {
        name: field.file_name().unwrap_or_default().to_owned(),
        media_type: field.content_type().unwrap_or("application/octet-stream").to_owned(),
        malware,
    };
    let mut stream = StreamReader::new(field.map_err(std::io::Error::other));
    match store_upload(&web.app, &visitor.op, upload, &mut stream).await {
        Ok(file) if file.size_bytes == 0 => Ok(None),
        Ok(file) => Ok(Some(file)),
        Err(error) => {
            let _ = tokio::io::copy(&mut stream.take(DRAINED_BYTES), &mut tokio::io::sink()).await;
            Err(Fault(error))
        }
    }
}
