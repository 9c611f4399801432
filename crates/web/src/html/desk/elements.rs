//! Small elements: choices, files, messages, and addresses made harmless to read.

use super::Words;
use domain::incidents::Environment;
use domain::messages::{Direction, Message};
use phrases::contexts::desk::{Attachment, MessageView};
use phrases::contexts::elements::{Choice, FileView};

/// Choices from codes, with the phrases `<prefix>-<code>`; one may be chosen.
pub(in crate::html) fn choices<'c>(
    words: &Words<'_>,
    prefix: &str,
    codes: impl IntoIterator<Item = &'c str>,
    chosen: &str,
) -> Vec<Choice> {
    codes.into_iter().map(|code| Choice::new(code, words.coded(prefix, code), code == chosen)).collect()
}

/// Where an incident can happen.
pub(in crate::html) fn environments(words: &Words<'_>, chosen: &str) -> Vec<Choice> {
    choices(words, "environment", Environment::ALL.iter().map(|e| e.code()), chosen)
}

/// Levels of systems, 1 to 5.
pub(in crate::html) fn levels(words: &Words<'_>, chosen: Option<i64>) -> Vec<Choice> {
    let label = |level: i64| words.with("system-level", &[("level", level.into())]);
    (1..=5).map(|level| Choice::new(level.to_string(), label(level), chosen == Some(level))).collect()
}

/// A stored file with the address that hands it out.
pub(in crate::html) fn attachment(file: &domain::attachments::Attachment) -> Attachment {
    Attachment {
        file: FileView {
            name: file.name.clone(),
            size: file.size_bytes,
            hash: file.sha256.clone(),
            href: Some(format!("/files/{}", file.id)),
        },
        malware: file.malware,
    }
}

/// Files of a message, out of those of all messages on the record.
pub(in crate::html) fn files_of_message(
    message: &Message,
    files: &[domain::attachments::Attachment],
) -> Vec<Attachment> {
    files.iter().filter(|file| message.attachments.contains(&file.id)).map(attachment).collect()
}

/// A message in a thread.
pub(in crate::html) fn people_message(
    message: &Message,
    files: &[domain::attachments::Attachment],
    body: String,
) -> MessageView {
    MessageView {
        author: message.author.clone(),
        body,
        at: message.written_at.micros(),
        audience: message.audience.code().to_owned(),
        incoming: message.direction == Direction::Incoming,
        text: message.text.clone(),
        files: files_of_message(message, files),
    }
}

/// An address, a name or a link that no click can follow.
pub(in crate::html) fn defang(text: &str) -> String {
    text.replace("http://", "hxxp://").replace("https://", "hxxps://").replace('.', "[.]")
}
