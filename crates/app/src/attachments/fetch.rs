//! Handing a file out: as it is, or, for a malware sample, inside a zip with the password of the field.

use super::reach::reach;
use crate::access::note_read;
use crate::{App, Error, Result, boxed};
use domain::attachments::Attachment;
use domain::{AttachmentId, Op};

/// The bytes of a file as they leave the house.
#[derive(Debug)]
pub enum Bytes {
    /// As stored, to be streamed.
    File(tokio::fs::File),
    /// A malware sample inside a zip; the password is [`domain::attachments::MALWARE_ZIP_PASSWORD`].
    Zip(Vec<u8>),
}

/// A file ready to be handed out, always as a download.
#[derive(Debug)]
pub struct Fetched {
    /// What it is.
    pub attachment: Attachment,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Fetched {
    /// Name to offer for saving.
    pub fn file_name(&self) -> String {
        match self.bytes {
            Bytes::File(_) => self.attachment.name.clone(),
            Bytes::Zip(_) => format!("{}.zip", self.attachment.name),
        }
    }

    /// Media type to send; that of the claim for plain files, never for display.
    pub fn media_type(&self) -> &str {
        match self.bytes {
            Bytes::File(_) => &self.attachment.media_type,
            Bytes::Zip(_) => "application/zip",
        }
    }
}

/// Hands out a file, through the record it belongs to.
///
/// # Errors
/// [`Error::NotFound`] when it is not there or the actor may not know of it; [`Error::Forbidden`]; [`Error::Internal`]
/// when a sample was changed on disk.
#[boxed]
pub async fn fetch(app: &App, op: &Op, id: AttachmentId) -> Result<Fetched> {
    let mut read = app.store.read().await?;
    let attachment = read.attachment(id).await?.ok_or(Error::NotFound)?;
    let reached = reach(&mut read, op, id).await?;
    drop(read);
    if let Some((kind, record)) = reached {
        note_read(app, op, kind, record, true).await?;
    }
    hand_out(app, attachment).await
}

/// Opens a file whose reader was asked for their right already.
///
/// # Errors
/// As [`fetch`].
pub(crate) async fn hand_out(app: &App, attachment: Attachment) -> Result<Fetched> {
    let vault = app.store.vault();
    let bytes = if attachment.malware {
        Bytes::Zip(vault.zipped(&attachment.sha256, &attachment.name).await?)
    } else {
        Bytes::File(vault.open_file(&attachment.sha256).await?)
    };
    Ok(Fetched { attachment, bytes })
}
