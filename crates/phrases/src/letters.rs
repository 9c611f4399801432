//! Texts of the mails that the platform sends: subject and plain text, one typed context each.
//!
//! Templates are `templates/mail/<name>.<lang>.txt`; the first line is `Subject: …`, then an empty line, then
//! the text. Mail is plain text on purpose: it is read on old systems and quoted in replies.
//!
//! ```
//! use phrases::{Lang, Letter, Phrases, letters::Acknowledgement};
//! let mail = Phrases::new()?.mail(&Acknowledgement::samples().remove(0), Lang::Vi)?;
//! assert!(mail.subject.contains("TB-2026-000123"));
//! # Ok::<(), phrases::Error>(())
//! ```

use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A mail ready to be composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Subject, one line.
    pub subject: String,
    /// Plain text, lines end with `\n`.
    pub text: String,
}

impl MailText {
    /// Splits `Subject: …`, empty line, text.
    pub(crate) fn split(whole: &str) -> Option<MailText> {
        let (head, text) = whole.split_once("\n\n")?;
        let subject = head.strip_prefix("Subject:")?.trim();
        if subject.is_empty() || subject.contains('\n') {
            return None;
        }
        Some(MailText { subject: subject.into(), text: format!("{}\n", text.trim()) })
    }
}

/// A mail context. In the template its fields are read as `mail.<field>`.
pub trait Letter: Serialize {
    /// File name without language and ending.
    const NAME: &'static str;

    /// Contexts that together show every branch of the template.
    fn samples() -> Vec<Self>
    where
        Self: Sized;
}

/// What stands under every mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sender {
    /// Name of the deployment.
    pub deployment: String,
    /// Address of the platform, without a slash at the end.
    pub site: String,
    /// Telephone of the duty desk; empty for none.
    pub phone: String,
}

impl Sender {
    /// An invented sender.
    pub fn sample() -> Sender {
        Sender {
            deployment: "Trung tâm Điều phối Minh Họa".into(),
            site: "https://ungcuu.example".into(),
            phone: "0200 000 000".into(),
        }
    }
}

/// A mail about one record, to one addressee. The other contexts wrap it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Number of the notice, incident or report.
    pub number: String,
    /// Title or first words of it.
    pub title: String,
    /// Path of its page, below the site.
    pub path: String,
}

impl Subject {
    /// An invented record.
    pub fn sample(number: &str) -> Subject {
        Subject {
            number: number.into(),
            title: "Cổng thông tin bị thay đổi giao diện".into(),
            path: format!("/n/{number}"),
        }
    }
}

macro_rules! letter {
    ($(#[$doc:meta])* $name:ident, $file:literal, { $($(#[$field_doc:meta])* $field:ident: $kind:ty = $sample:expr),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        pub struct $name {
            /// What stands under the mail.
            pub sender: Sender,
            /// The record it is about.
            pub about: Subject,
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Letter for $name {
            const NAME: &'static str = $file;

            fn samples() -> Vec<Self> {
                vec![$name { sender: Sender::sample(), about: Subject::sample("TB-2026-000123"), $($field: $sample,)* }]
            }
        }
    };
}

letter! {
    /// "We have your notice": sent at once to whoever notified.
    Acknowledgement, "acknowledgement", {
        /// When it was received, microseconds.
        received_at: i64 = SAMPLE_NOW,
        /// SHA-256 over the canonical content, hex.
        hash: String = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        /// Secret with which a stranger follows the notice; none for signed-in senders.
        secret: Option<String> = Some("K7QM-2FXA-9TRD".into()),
        /// Telephone for severe incidents; empty for none.
        severe_phone: String = "0200 000 999".into(),
    }
}

letter! {
    /// A question to the sender of a notice.
    AskBack, "ask-back", {
        /// The question, as the officer wrote it.
        question: String = "Đề nghị cho biết địa chỉ IP của máy chủ và thời điểm phát hiện.".into(),
        /// Name of the officer's body.
        asked_by: String = "Trung tâm Điều phối Minh Họa".into(),
    }
}

letter! {
    /// A notice was rejected, with the reason.
    NoticeRejected, "notice-rejected", {
        /// The reason, as the officer wrote it.
        reason: String = "Nội dung là thư quảng cáo, không phải sự cố.".into(),
    }
}

letter! {
    /// A notice became, or joined, an incident.
    NoticeConfirmed, "notice-confirmed", {
        /// Number of the incident.
        incident: String = "VN-2026-000123".into(),
    }
}

letter! {
    /// A report arrived.
    ReportReceived, "report-received", {
        /// Name of the report kind in the reader's language.
        kind: String = "Báo cáo ban đầu".into(),
        /// Name of the body that reports.
        from: String = "Sở Minh Họa".into(),
        /// When, microseconds.
        at: i64 = SAMPLE_NOW,
        /// SHA-256 of the document, hex.
        hash: String = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
    }
}

letter! {
    /// A report was returned for revision.
    ReportReturned, "report-returned", {
        /// Name of the report kind in the reader's language.
        kind: String = "Báo cáo ban đầu".into(),
        /// The reason.
        reason: String = "Thiếu dải địa chỉ IP công cộng của hệ thống.".into(),
    }
}

letter! {
    /// A clock runs out soon, or has run out.
    ClockReminder, "clock-reminder", {
        /// What is owed, in the reader's language.
        duty: String = "Báo cáo kết thúc ứng phó".into(),
        /// Last moment, microseconds.
        due: i64 = SAMPLE_NOW + 86_400_000_000,
        /// Last moment as law writes it ("24:00 ngày 21/11/2026").
        due_text: String = "24:00 ngày 21/11/2026".into(),
        /// Time left or overdue, in words.
        left: String = "còn 1 ngày".into(),
        /// Article, as printed.
        cite: String = "Điều 9".into(),
        /// Whether the moment has passed.
        overdue: bool = false,
        /// Whether the number is a target of ours and not of the law.
        policy: bool = false,
    }
}

letter! {
    /// The software or an officer proposes that an incident is severe.
    SevereProposed, "severe-proposed", {
        /// Why, one sentence each.
        reasons: Vec<String> = vec!["Hệ thống thông tin cấp độ 4 bị gián đoạn dịch vụ.".into()],
        /// Who proposed.
        proposed_by: String = "Hệ thống".into(),
    }
}

letter! {
    /// A named body decided whether an incident is severe.
    SevereDecided, "severe-decided", {
        /// The decision.
        severe: bool = true,
        /// Name of the deciding body.
        body: String = "Ban Chỉ đạo Minh Họa".into(),
        /// Number of the decision document.
        document: String = "12/QĐ-MH".into(),
    }
}

letter! {
    /// An incident was officially recorded as closed.
    IncidentClosed, "incident-closed", {
        /// When, microseconds.
        at: i64 = SAMPLE_NOW,
    }
}

letter! {
    /// How an application to join the network stands.
    ApplicationLetter, "application", {
        /// `submitted`, `approved` or `refused`.
        state: String = "submitted".into(),
        /// Reason of the judgement; may be empty.
        reason: String = "Hồ sơ chưa có đầu mối trực 24/7.".into(),
        /// Secret by which the applicant follows it.
        secret: String = "ABCDE-FGHJK-MNPQR-STVWX".into(),
        /// When it reached us, microseconds.
        received_at: i64 = SAMPLE_NOW,
    }
}

letter! {
    /// What became of a member's edit of its profile.
    ProfileLetter, "profile-judged", {
        /// In force; else refused.
        applied: bool = true,
        /// The reason; may be empty.
        reason: String = "Tên đơn vị chưa khớp với quyết định thành lập.".into(),
    }
}

letter! {
    /// The public key of a contact point ends soon, or has ended.
    KeyEnds, "key-ends", {
        /// It has ended; else it ends soon.
        ended: bool = false,
        /// Name of the contact point.
        contact: String = "Tổ trực ban".into(),
        /// Fingerprint of the key, in groups.
        fingerprint: String = "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567".into(),
        /// When, microseconds.
        expires_at: i64 = SAMPLE_NOW + 30 * 86_400_000_000,
    }
}

letter! {
    /// Whether a contact point can be reached: asked of itself, or of the body above it.
    ReachLetter, "reach", {
        /// Name of the contact point.
        contact: String = "Tổ trực ban".into(),
        /// The body above is asked to find somebody.
        above: bool = true,
        /// Until when an answer is awaited, microseconds.
        due: i64 = SAMPLE_NOW,
        /// Why the test is done; may be empty.
        reason: String = "Kiểm tra trước đợt nghỉ Tết.".into(),
    }
}

/// "You are invited": to whoever is to join. It is about no record, so it stands apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// What stands under the mail.
    pub sender: Sender,
    /// Name of whoever is invited.
    pub name: String,
    /// Sign-in name they will have.
    pub login: String,
    /// Name of the body they will act for.
    pub body: String,
    /// Path of the page that the link opens, below the site.
    pub path: String,
    /// From then on it opens nothing, microseconds.
    pub expires_at: i64,
}

impl Letter for Invitation {
    const NAME: &'static str = "invitation";

    fn samples() -> Vec<Self> {
        vec![Invitation {
            sender: Sender::sample(),
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            path: "/invitation/0123456789abcdef".into(),
            expires_at: SAMPLE_NOW,
        }]
    }
}

/// "Your account changed": to its person, about what opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountChanged {
    /// What stands under the mail.
    pub sender: Sender,
    /// Name of the person.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// What happened, in the reader's language.
    pub change: String,
    /// When, microseconds.
    pub at: i64,
}

impl Letter for AccountChanged {
    const NAME: &'static str = "account-changed";

    fn samples() -> Vec<Self> {
        vec![AccountChanged {
            sender: Sender::sample(),
            name: "Nguyễn Thị Minh Anh".into(),
            login: "minhanh".into(),
            change: "Thêm yếu tố thứ hai".into(),
            at: SAMPLE_NOW,
        }]
    }
}
