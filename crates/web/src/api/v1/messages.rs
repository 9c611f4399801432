//! Messages and files as they stand in notices, incidents and reports.

use crate::Fault;
use crate::api::words::codes::{Audience, Direction};
use crate::api::words::{Time, Uid};
use app::domain::AttachmentId;
use app::domain::attachments::Attachment;
use app::domain::messages::Message;
use app::notices::WriteMessage;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A message to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"audience": "shared", "text": "Xin cho biết thời điểm phát hiện."}))]
pub(super) struct NewMessage {
    /// Who may read it.
    audience: Audience,
    /// The words.
    #[serde(default)]
    text: String,
    /// Ids of files stored before.
    #[serde(default)]
    attachments: Vec<Uid>,
}

impl NewMessage {
    /// The message on a notice or incident.
    pub(super) fn on(self, number: String) -> Result<WriteMessage, Fault> {
        Ok(WriteMessage {
            number,
            audience: self.audience.0,
            text: self.text,
            attachments: files(&self.attachments)?,
        })
    }
}

fn files(ids: &[Uid]) -> Result<Vec<AttachmentId>, Fault> {
    ids.iter().map(|id| id.read("attachments")).collect()
}

/// A message that was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WrittenMessage {
    /// Id.
    pub(super) id: Uid,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageShown {
    /// Id.
    id: Uid,
    /// Who may read it.
    audience: Audience,
    /// From here, or from the sender of the notice.
    direction: Direction,
    /// Name of the author.
    author: String,
    /// Id of the author's body.
    author_body: Option<Uid>,
    /// The words.
    text: String,
    /// When written.
    written_at: Time,
    /// Its files.
    attachments: Vec<FileLine>,
}

impl MessageShown {
    /// Messages with their files, out of those of all messages on the record.
    pub(super) fn all(messages: Vec<Message>, files: &[Attachment]) -> Vec<Self> {
        messages.into_iter().map(|message| Self::one(message, files)).collect()
    }

    fn one(message: Message, files: &[Attachment]) -> Self {
        let own = files.iter().filter(|file| message.attachments.contains(&file.id));
        let attachments = own.cloned().map(FileLine::from).collect();
        Self {
            id: message.id.into(),
            audience: message.audience.into(),
            direction: message.direction.into(),
            author: message.author,
            author_body: message.author_body.map(Uid::from),
            text: message.text,
            written_at: message.written_at.into(),
            attachments,
        }
    }
}

/// A file of a record.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileLine {
    /// Id; its bytes are at `/api/v1/attachments/{id}`.
    id: Uid,
    /// SHA-256 of the bytes as received.
    sha256: String,
    /// Name given by the sender, made safe.
    name: String,
    /// Media type as claimed.
    media_type: String,
    /// Size in bytes.
    size_bytes: i64,
    /// Handled as a malware sample: handed out only in a zip with a password.
    malware: bool,
    /// When stored.
    created_at: Time,
}

impl From<Attachment> for FileLine {
    fn from(file: Attachment) -> Self {
        Self {
            id: file.id.into(),
            sha256: file.sha256,
            name: file.name,
            media_type: file.media_type,
            size_bytes: file.size_bytes,
            malware: file.malware,
            created_at: file.created_at.into(),
        }
    }
}
