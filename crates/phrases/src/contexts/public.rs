//! Pages that anybody may use without an account: report, receipt, follow.

use super::elements::{FileView, Link};
use super::form::{FormFault, FormView};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<Home>();
    visitor.page::<ReportShort>();
    visitor.page::<ReportFull>();
    visitor.page::<Receipt>();
    visitor.page::<Follow>();
}

/// A telephone line that somebody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hotline {
    /// Whether it is the line for severe incidents.
    pub severe: bool,
    /// Number, grouped for reading.
    pub phone: String,
    /// Mail address.
    pub email: Option<String>,
}

impl Hotline {
    /// Two invented lines.
    pub fn samples() -> Vec<Hotline> {
        let line = |severe, phone: &str, email: Option<&str>| Hotline {
            severe,
            phone: phone.into(),
            email: email.map(str::to_owned),
        };
        vec![line(true, "0200 000 999", None), line(false, "0200 000 000", Some("truc@ungcuu.example"))]
    }
}

/// An invented postal address.
fn sample_paper() -> String {
    "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into()
}

/// The first page: what this is, how to report, whom to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Home {
    /// Lines, the one for severe incidents first.
    pub hotlines: Vec<Hotline>,
    /// Address that takes notices by mail; empty for none.
    pub mail_address: String,
    /// Postal address for paper, and for what must not be sent through a network.
    pub paper_address: String,
    /// Fax number; empty for none.
    pub fax: String,
}

impl Page for Home {
    const TEMPLATE: &'static str = "pages/public/home.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let home = Home {
            hotlines: Hotline::samples(),
            mail_address: "baosuco@ungcuu.example".into(),
            paper_address: sample_paper(),
            fax: "0000 000 003".into(),
        };
        let bare =
            Home { hotlines: Vec::new(), mail_address: String::new(), fax: String::new(), ..home.clone() };
        vec![home, bare]
    }
}

/// What was typed into the short form; names are the posted names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ShortNotice {
    /// Organisation or person.
    pub reporter: String,
    /// Mail address.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// What happened.
    pub summary: String,
    /// Day of detection, `YYYY-MM-DD`.
    pub detected_date: String,
    /// Time of detection, `HH:MM`.
    pub detected_time: String,
    /// System, domain or address concerned.
    pub affected: String,
    /// `yes`, `no`, `unknown` or empty.
    pub ongoing: String,
    /// `yes`, `no` or empty: the reporter asks for confidentiality.
    pub confidential: String,
    /// `yes`, `no` or empty: state-secret content. `yes` is refused.
    pub secret: String,
    /// Language of answers: `vi` or `en`.
    pub language: String,
}

/// The short form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportShort {
    /// What was typed.
    pub values: ShortNotice,
    /// What is wrong with it; keys are the names in [`ShortNotice`] and `attachments`.
    pub errors: Vec<FormFault>,
    /// Full legal forms that may be used instead.
    pub full_forms: Vec<Link>,
    /// Largest file taken, bytes.
    pub max_file_bytes: i64,
    /// Line for what cannot wait.
    pub urgent_phone: String,
    /// Where paper goes.
    pub paper_address: String,
    /// Value that makes sending twice harmless.
    pub idempotency: String,
}

impl Page for ReportShort {
    const TEMPLATE: &'static str = "pages/public/report-short.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let empty = ReportShort {
            values: ShortNotice { language: "vi".into(), ..ShortNotice::default() },
            errors: Vec::new(),
            full_forms: vec![Link::new("Mẫu 03 – TT 20/2017", "/report/full?form=tt20-2017/initial-report")],
            max_file_bytes: 52_428_800,
            urgent_phone: "0200 000 999".into(),
            paper_address: sample_paper(),
            idempotency: "0192f0c1".into(),
        };
        let mut wrong = empty.clone();
        wrong.values = ShortNotice {
            reporter: "Ủy ban nhân dân xã Ví Dụ".into(),
            email: "vidu@".into(),
            summary: "Trang thông tin điện tử bị thay đổi giao diện.".into(),
            detected_date: "2026-11-20".into(),
            ongoing: "yes".into(),
            secret: "yes".into(),
            language: "vi".into(),
            ..ShortNotice::default()
        };
        wrong.errors = vec![
            FormFault::new("email", "Ghi địa chỉ thư điện tử đầy đủ, ví dụ ten@donvi.example."),
            FormFault::new("secret", "Nội dung bí mật nhà nước không được gửi qua hệ thống này."),
        ];
        vec![empty, wrong]
    }
}

/// The full legal form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportFull {
    /// The form with what was typed and what is wrong.
    pub form: FormView,
    /// Identity of the form in the library: `<ruleset>/<form>`.
    pub form_id: String,
    /// Other legal forms that may be used instead.
    pub others: Vec<Link>,
    /// Answer to the question about state secrets: `yes`, `no` or empty.
    pub secret: String,
    /// Where paper goes.
    pub paper_address: String,
    /// Value that makes sending twice harmless.
    pub idempotency: String,
}

impl Page for ReportFull {
    const TEMPLATE: &'static str = "pages/public/report-full.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let page = |form| ReportFull {
            form,
            form_id: "tt20-2017/initial-report".into(),
            others: vec![Link::new("Mẫu của tỉnh Minh Họa", "/report/full?form=minh-hoa/initial-report")],
            secret: String::new(),
            paper_address: sample_paper(),
            idempotency: "0192f0c1".into(),
        };
        vec![page(FormView::sample()), page(FormView::sample_with_errors())]
    }
}

/// Proof that a notice was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Number of the notice.
    pub number: String,
    /// When it was stored, microseconds.
    pub received_at: i64,
    /// SHA-256 over the canonical content, hex.
    pub hash: String,
    /// Secret for following; shown once, here.
    pub secret: Option<String>,
    /// QR code of the follow address, as an SVG element without script or style.
    pub qr_svg: Option<String>,
    /// Full address for following.
    pub follow_url: String,
    /// Where the acknowledgement goes.
    pub email: Option<String>,
    /// Files that were stored.
    pub files: Vec<FileView>,
    /// Line for severe incidents.
    pub urgent_phone: String,
}

impl Page for Receipt {
    const TEMPLATE: &'static str = "pages/public/receipt.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let full = Receipt {
            number: "TB-2026-000123".into(),
            received_at: SAMPLE_NOW,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            secret: Some("K7QM-2FXA-9TRD".into()),
            qr_svg: Some(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" aria-hidden=\"true\"><path d=\"M1 1h3v3h-3zM5 1h3v3h-3zM1 5h3v3h-3zM5 5h1v1h-1zM7 7h1v1h-1zM6 6h1v1h-1z\"/></svg>".into(),
            ),
            follow_url: "https://ungcuu.example/follow?number=TB-2026-000123".into(),
            email: Some("vidu@donvi.example".into()),
            files: vec![FileView { href: None, ..FileView::sample() }],
            urgent_phone: "0200 000 999".into(),
        };
        let bare = Receipt { secret: None, qr_svg: None, email: None, files: Vec::new(), ..full.clone() };
        vec![full, bare]
    }
}

/// A shared message between the desk and the sender of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// When, microseconds.
    pub at: i64,
    /// Name of the body or person.
    pub who: String,
    /// Whether the desk wrote it.
    pub from_desk: bool,
    /// Text.
    pub text: String,
    /// Files.
    pub files: Vec<FileView>,
}

/// What the sender may see of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FollowedNotice {
    /// State key: received taken asked confirmed rejected merged.
    pub state: String,
    /// When it was stored, microseconds.
    pub received_at: i64,
    /// SHA-256 over the canonical content, hex.
    pub hash: String,
    /// What was reported.
    pub summary: String,
    /// Files sent with it.
    pub files: Vec<FileView>,
    /// Number of the incident, or of the notice it was merged into.
    pub continues_as: Option<String>,
    /// Reason of a rejection.
    pub reason: Option<String>,
    /// Shared messages, oldest first.
    pub messages: Vec<Message>,
    /// Whether the sender may still write.
    pub may_write: bool,
}

/// Follow a notice with number and secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Follow {
    /// Number typed or given in the address.
    pub number: String,
    /// Secret typed; posted back with each message, never put in an address.
    pub secret: String,
    /// Whether number and secret did not fit.
    pub unknown: bool,
    /// The notice, when they did.
    pub notice: Option<FollowedNotice>,
    /// What is wrong with the message being written; keys `text`, `attachments`.
    pub errors: Vec<FormFault>,
    /// The message being written.
    pub text: String,
}

impl Page for Follow {
    const TEMPLATE: &'static str = "pages/public/follow.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let ask = Follow {
            number: String::new(),
            secret: String::new(),
            unknown: false,
            notice: None,
            errors: Vec::new(),
            text: String::new(),
        };
        let unknown = Follow { number: "TB-2026-000123".into(), unknown: true, ..ask.clone() };
        let message = |from_desk: bool, who: &str, text: &str, files| Message {
            at: SAMPLE_NOW,
            who: who.into(),
            from_desk,
            text: text.into(),
            files,
        };
        let notice = FollowedNotice {
            state: "asked".into(),
            received_at: SAMPLE_NOW,
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            summary: "Trang thông tin điện tử bị thay đổi giao diện.".into(),
            files: vec![FileView::sample()],
            continues_as: None,
            reason: None,
            messages: vec![
                message(
                    true,
                    "Trung tâm Điều phối Minh Họa",
                    "Đề nghị gửi nhật ký truy cập của máy chủ.",
                    vec![],
                ),
                message(false, "Ủy ban nhân dân xã Ví Dụ", "Xin gửi tệp kèm theo.", vec![FileView::sample()]),
            ],
            may_write: true,
        };
        let shown = Follow {
            number: "TB-2026-000123".into(),
            secret: "K7QM-2FXA-9TRD".into(),
            notice: Some(notice.clone()),
            errors: vec![FormFault::new("text", "Hãy ghi nội dung cần gửi.")],
            ..ask.clone()
        };
        let ended = Follow {
            notice: Some(FollowedNotice {
                state: "rejected".into(),
                reason: Some("Nội dung là thư quảng cáo.".into()),
                continues_as: Some("VN-2026-000123".into()),
                messages: Vec::new(),
                may_write: false,
                ..notice
            }),
            errors: Vec::new(),
            ..shown.clone()
        };
        vec![ask, unknown, shown, ended]
    }
}
