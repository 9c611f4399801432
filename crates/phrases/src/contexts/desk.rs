//! Elements that only the pages of the signed-in desk show: acts with the reason why they cannot be done now,
//! filters, messages, and what was typed into a form that was refused.
//!
//! Codes (states, verdicts, kinds) are those of the field; their words are phrases, asked by the macros of
//! `templates/partials/desk.html`.
//!
//! ```
//! use phrases::contexts::desk::Act;
//! assert!(Act::refused("Chưa có báo cáo kết thúc.").refused.is_some());
//! ```

use super::elements::{Chip, FileView};
use super::form::FormFault;
use crate::frame::SAMPLE_NOW;
use serde::Serialize;
use std::collections::BTreeMap;

/// One hour in microseconds, for samples.
pub(crate) const HOUR: i64 = 3_600_000_000;

/// An act the reader has the right to. `None` in a page means: no such right, so nothing is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Why it cannot be done now, a sentence in the reader's language; none means that it can.
    pub refused: Option<String>,
}

impl Act {
    /// An act that can be done now.
    pub fn possible() -> Act {
        Act { refused: None }
    }

    /// An act that cannot be done now, with the reason.
    pub fn refused(reason: impl Into<String>) -> Act {
        Act { refused: Some(reason.into()) }
    }
}

/// A coded value with the address of the list filtered by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// Stable code of the field.
    pub code: String,
    /// Address of the list of records with this value.
    pub href: String,
}

impl Coded {
    /// A coded value.
    pub fn new(code: &str, href: impl Into<String>) -> Coded {
        Coded { code: code.into(), href: href.into() }
    }
}

/// The values one list can be filtered by, of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilterGroup {
    /// Name of the filter as in the address (`state`); its word is the phrase `filter-<name>`.
    pub name: String,
    /// The values.
    pub chips: Vec<Chip>,
}

impl FilterGroup {
    /// A group of chips.
    pub fn new(name: &str, chips: Vec<Chip>) -> FilterGroup {
        FilterGroup { name: name.into(), chips }
    }
}

/// Search and filters of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Search {
    /// What was searched for; empty for nothing.
    pub words: String,
    /// Filters that a new search keeps: name and value of hidden inputs.
    pub kept: Vec<(String, String)>,
    /// Chips, group by group.
    pub groups: Vec<FilterGroup>,
    /// Address without search and filters, when any is set.
    pub clear: Option<String>,
}

/// A stored file and how it may be handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// The file.
    pub file: FileView,
    /// Handled as a malware sample: handed out only as a zip with a password.
    pub malware: bool,
}

impl Attachment {
    /// An invented log file and an invented malware sample.
    pub(crate) fn samples() -> Vec<Attachment> {
        let mut sample = FileView::sample();
        sample.name = "hoa-don-11-2026.pdf.exe".into();
        sample.size = 412_160;
        vec![
            Attachment { file: FileView::sample(), malware: false },
            Attachment { file: sample, malware: true },
        ]
    }
}

/// A message or an internal note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// Name of the author.
    pub author: String,
    /// Name of the author's body; empty for a stranger.
    pub body: String,
    /// When written, microseconds.
    pub at: i64,
    /// `internal` or `shared`.
    pub audience: String,
    /// Came from the sender of the notice.
    pub incoming: bool,
    /// The words.
    pub text: String,
    /// Files with it.
    pub files: Vec<Attachment>,
}

impl MessageView {
    /// An invented question, its answer, and an internal note.
    pub(crate) fn samples() -> Vec<MessageView> {
        let message =
            |author: &str, body: &str, hours: i64, audience: &str, incoming: bool, text: &str| MessageView {
                author: author.into(),
                body: body.into(),
                at: SAMPLE_NOW - hours * HOUR,
                audience: audience.into(),
                incoming,
                text: text.into(),
                files: Vec::new(),
            };
        let mut answer = message(
            "Trần Văn Bình",
            "Sở Minh Họa tỉnh Ví Dụ",
            5,
            "shared",
            true,
            "Máy chủ đặt tại phòng máy của Sở, địa chỉ 203[.]0[.]113[.]24.\nNhật ký truy cập đính kèm.",
        );
        answer.files = Attachment::samples().into_iter().take(1).collect();
        vec![
            message(
                "Nguyễn Thị Minh Anh",
                "Trung tâm Điều phối Minh Họa",
                6,
                "shared",
                false,
                "Đề nghị cho biết địa chỉ IP công cộng của máy chủ và gửi nhật ký truy cập từ 00:00 ngày 20/11/2026.",
            ),
            answer,
            message(
                "Lê Quang Huy",
                "Trung tâm Điều phối Minh Họa",
                4,
                "internal",
                false,
                "Đã gọi lại theo số trong danh bạ mạng lưới; người gửi đúng là đầu mối của Sở.",
            ),
        ]
    }
}

/// What was typed into one form of a page that was refused; the form opens again with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// Key of the form on its page (`reject`, `severity-decide`, `finish-recover`).
    pub form: String,
    /// The refusal of a rule, a sentence in the reader's language.
    pub refusal: Option<String>,
    /// Fields to mend; keys are the names posted.
    pub errors: Vec<FormFault>,
    /// Values by name posted.
    pub values: BTreeMap<String, String>,
}

impl Typed {
    /// An invented refusal of one field.
    pub(crate) fn sample(form: &str, field: &str, text: &str, value: &str) -> Typed {
        Typed {
            form: form.into(),
            refusal: None,
            errors: vec![FormFault::new(field, text)],
            values: BTreeMap::from([(field.to_owned(), value.to_owned())]),
        }
    }
}
