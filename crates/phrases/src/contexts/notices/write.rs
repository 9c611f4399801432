//! Handing in a notice from the desk: an officer writes down what came by paper, telephone or fax
//! (`/notices/new`), or somebody signed in notifies for their own body (`/notices/submit`).

use crate::Page;
use crate::contexts::elements::Choice;
use crate::contexts::form::FormFault;
use serde::Serialize;

/// What a notice says, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct NoticeFields {
    /// Organisation or person that notifies.
    pub organisation: String,
    /// Contact person.
    pub name: String,
    /// Position of the contact person.
    pub position: String,
    /// Postal address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// One line.
    pub subject: String,
    /// What happened.
    pub description: String,
    /// When it was detected, `2026-11-20T08:15` in Vietnam time.
    pub detected_at: String,
    /// Affected system.
    pub system: String,
    /// Domains, one a line.
    pub domains: String,
    /// Addresses, one a line.
    pub addresses: String,
    /// `yes`, `no` or empty for not known.
    pub ongoing: String,
    /// The sender asks for confidentiality.
    pub confidential: bool,
    /// The sender asks for help.
    pub help_wanted: bool,
}

/// The page `/notices/new`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeEnter {
    /// Channels an officer may enter.
    pub channels: Vec<Choice>,
    /// When it arrived, `2026-11-20T08:15` in Vietnam time.
    pub received_at: String,
    /// What it says.
    pub fields: NoticeFields,
    /// Where state-secret material goes on paper.
    pub paper_address: String,
    /// Most bytes of one file.
    pub max_file_bytes: i64,
    /// Value that makes sending twice harmless.
    pub idempotency: String,
    /// Answer to the question about state secrets: `yes`, `no` or empty.
    pub secret: String,
    /// What is wrong; keys are the names in [`NoticeFields`], `received_at`, `secret` and `attachments`.
    pub errors: Vec<FormFault>,
}

impl Page for NoticeEnter {
    const TEMPLATE: &'static str = "pages/notices/enter.html";

    fn samples() -> Vec<Self> {
        let channels = vec![
            Choice::new("phone", "Điện thoại", false),
            Choice::new("paper", "Văn bản giấy", true),
            Choice::new("fax", "Fax", false),
            Choice::new("mms", "Nhắn tin đa phương tiện", false),
            Choice::new("in-person", "Trực tiếp", false),
        ];
        let empty = NoticeEnter {
            channels,
            received_at: "2026-11-20T17:05".into(),
            fields: NoticeFields::default(),
            paper_address: "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into(),
            max_file_bytes: 26_214_400,
            idempotency: "0192f0c1".into(),
            secret: String::new(),
            errors: Vec::new(),
        };
        let mended = NoticeEnter { fields: fields(), secret: "no".into(), errors: errors(), ..empty.clone() };
        vec![empty, mended]
    }
}

/// The page `/notices/submit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeSubmit {
    /// Name of the body that notifies.
    pub body: String,
    /// What it says; the sender is filled from the account.
    pub fields: NoticeFields,
    /// Systems the body owns or operates: names offered while typing.
    pub systems: Vec<String>,
    /// Address of the full legal form.
    pub full_form: Option<String>,
    /// Where state-secret material goes on paper.
    pub paper_address: String,
    /// Most bytes of one file.
    pub max_file_bytes: i64,
    /// Value that makes sending twice harmless.
    pub idempotency: String,
    /// Telephone of the hotline for severe incidents; empty for none.
    pub severe_phone: String,
    /// Answer to the question about state secrets: `yes`, `no` or empty.
    pub secret: String,
    /// What is wrong; keys are the names in [`NoticeFields`], `received_at`, `secret` and `attachments`.
    pub errors: Vec<FormFault>,
}

impl Page for NoticeSubmit {
    const TEMPLATE: &'static str = "pages/notices/submit.html";

    fn samples() -> Vec<Self> {
        let blank = NoticeSubmit {
            body: "Sở Minh Họa tỉnh Ví Dụ".into(),
            fields: NoticeFields {
                subject: String::new(),
                description: String::new(),
                domains: String::new(),
                addresses: String::new(),
                ..fields()
            },
            systems: vec!["Cổng thông tin điện tử".into(), "Hệ thống thư công vụ".into()],
            full_form: Some("/notices/submit?form=initial-report".into()),
            paper_address: "Văn thư – Trung tâm Điều phối Minh Họa, số 1 đường Ví Dụ".into(),
            max_file_bytes: 26_214_400,
            idempotency: "0192f0c1".into(),
            severe_phone: "0200 000 999".into(),
            secret: String::new(),
            errors: Vec::new(),
        };
        let mended = NoticeSubmit {
            fields: fields(),
            secret: "no".into(),
            errors: errors(),
            full_form: None,
            severe_phone: String::new(),
            ..blank.clone()
        };
        vec![blank, mended]
    }
}

fn fields() -> NoticeFields {
    NoticeFields {
        organisation: "Sở Minh Họa tỉnh Ví Dụ".into(),
        name: "Trần Văn Bình".into(),
        position: "Chuyên viên".into(),
        address: "Số 1 đường Ví Dụ".into(),
        phone: "0200 000 241".into(),
        email: "binhtv@so-minhhoa.example".into(),
        subject: "Cổng thông tin bị thay đổi giao diện".into(),
        description: "Trang chủ hiển thị hình ảnh lạ từ 08:15.".into(),
        detected_at: "2026-11-20T08:15".into(),
        system: "Cổng thông tin điện tử".into(),
        domains: "cong.so-minhhoa.example".into(),
        addresses: "10.1.2.3".into(),
        ongoing: "yes".into(),
        confidential: true,
        help_wanted: true,
    }
}

fn errors() -> Vec<FormFault> {
    vec![FormFault::new("addresses", "10.1.2.3 là địa chỉ nội bộ; hãy ghi địa chỉ công cộng của hệ thống.")]
}
