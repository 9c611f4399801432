//! Words between the parties of a notice or an incident: internal notes of the response side, shared messages to all.

use crate::{AttachmentId, BodyId, MessageId, Moment, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// Who may read a message.
    Audience {
        /// The response side alone.
        Internal = "internal",
        /// All parties and, on a notice, its sender.
        Shared = "shared",
    }
    /// Where a message came from or went to.
    Direction {
        /// Written here for the others.
        Outgoing = "outgoing",
        /// Came from the sender of the notice.
        Incoming = "incoming",
    }
}

/// A message or note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Identity.
    pub id: MessageId,
    /// Who may read it.
    pub audience: Audience,
    /// From here or from the sender.
    pub direction: Direction,
    /// Name of the author.
    pub author: String,
    /// The author's body.
    pub author_body: Option<BodyId>,
    /// The words.
    pub text: String,
    /// When written.
    pub written_at: Moment,
    /// Files with it.
    pub attachments: Vec<AttachmentId>,
}
