//! Contact points: a line of them, the form, and the register of their changes with both proofs.

use super::ReachLine;
use crate::Page;
use crate::contexts::desk::{HOUR, Typed};
use crate::contexts::elements::{Chip, Choice, Pager};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// The public key of a contact point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyLine {
    /// Fingerprint, in groups of four.
    pub fingerprint: String,
    /// Where the key is.
    pub href: String,
    /// `good`, `soon` or `expired`.
    pub state: String,
    /// When it ends, microseconds; none for never.
    pub expires_at: Option<i64>,
}

impl KeyLine {
    fn sample(state: &str, expires_at: Option<i64>) -> KeyLine {
        KeyLine {
            fingerprint: "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567".into(),
            href: "/network/contacts/0197a2f0-0000-7000-8000-000000000001/key.asc".into(),
            state: state.into(),
            expires_at,
        }
    }
}

/// A contact point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactLine {
    /// Id.
    pub id: String,
    /// Version, to take it out of use.
    pub version: i64,
    /// `unit` or `person`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Position; empty for a unit.
    pub position: String,
    /// Telephones, as dialled.
    pub phones: Vec<String>,
    /// Fax; empty for none.
    pub fax: String,
    /// Electronic mail; empty for none.
    pub email: String,
    /// Postal address; empty for none.
    pub address: String,
    /// Province it serves; none for the whole body.
    pub province: Option<String>,
    /// Answers around the clock.
    pub always: bool,
    /// Only for severe incidents.
    pub severe: bool,
    /// Its public key; none for none.
    pub key: Option<KeyLine>,
    /// Where it is published; empty when not told.
    pub published_url: String,
    /// How it stands; none where that is not asked.
    pub reach: Option<ReachLine>,
}

impl ContactLine {
    /// An invented contact point.
    pub fn sample() -> ContactLine {
        ContactLine {
            id: "0197a2f0-0000-7000-8000-000000000001".into(),
            version: 1,
            kind: "unit".into(),
            name: "Tổ trực ban".into(),
            position: String::new(),
            phones: vec!["0200 000 001".into(), "0900 000 001".into()],
            fax: "0200 000 002".into(),
            email: "truc@donvi.example".into(),
            address: "01 phố Minh Họa".into(),
            province: Some("Bắc Ninh".into()),
            always: true,
            severe: false,
            key: Some(KeyLine::sample("good", None)),
            published_url: "https://donvi.example/lien-he".into(),
            reach: None,
        }
    }

    pub(super) fn samples() -> Vec<ContactLine> {
        let person = ContactLine {
            id: "0197a2f0-0000-7000-8000-000000000006".into(),
            kind: "person".into(),
            name: "Nguyễn Văn Minh".into(),
            position: "Trưởng phòng".into(),
            phones: Vec::new(),
            fax: String::new(),
            address: String::new(),
            province: None,
            always: false,
            severe: true,
            published_url: String::new(),
            ..Self::sample()
        };
        let ending = |state: &str, at| ContactLine {
            id: format!("0197a2f0-0000-7000-8000-0000000009{:02}", at % 100),
            key: Some(KeyLine::sample(state, Some(at))),
            ..person.clone()
        };
        let mut lines = vec![
            Self::sample(),
            ending("good", SAMPLE_NOW + 9000 * HOUR + 1),
            ending("soon", SAMPLE_NOW + 100 * HOUR + 2),
            ending("expired", SAMPLE_NOW - HOUR + 3),
            ContactLine { email: String::new(), key: None, ..person },
        ];
        let tried = |(at, reach): (usize, ReachLine)| ContactLine {
            id: format!("0197a2f0-0000-7000-8000-0000000001{at:02}"),
            reach: Some(reach),
            ..Self::sample()
        };
        lines.extend(ReachLine::samples().into_iter().enumerate().map(tried));
        lines
    }
}

/// One proof of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProofLine {
    /// `notified` or `published`.
    pub which: String,
    /// When it was done, microseconds; none while it is owed.
    pub at: Option<i64>,
    /// How, or where.
    pub how: String,
    /// Who entered it.
    pub by: String,
    /// `in-time`, `late`, `running` or `overdue`: the worst over the duties.
    pub standing: String,
    /// The reader may enter it.
    pub enter: bool,
}

/// A duty that a change started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyLine {
    /// Title.
    pub title: String,
    /// Article and text.
    pub cite: String,
    /// Last moment in words; none when the text gives no number.
    pub due_text: Option<String>,
    /// The limit is a target of the deployment.
    pub policy: bool,
}

/// A change of a contact point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeLine {
    /// Id.
    pub id: String,
    /// Version.
    pub version: i64,
    /// The member: name and address of its page; none on that page.
    pub body: Option<(String, String)>,
    /// Name of the contact point.
    pub name: String,
    /// What changed, in words.
    pub fields: Vec<String>,
    /// When it changed, microseconds.
    pub changed_at: i64,
    /// `in-time`, `late`, `running` or `overdue`.
    pub standing: String,
    /// Duties.
    pub duties: Vec<DutyLine>,
    /// Both proofs.
    pub proofs: Vec<ProofLine>,
}

impl ChangeLine {
    pub(super) fn samples() -> Vec<ChangeLine> {
        let proof = |which: &str, at, standing: &str| ProofLine {
            which: which.into(),
            at,
            how: if which == "published" { "https://donvi.example/lien-he".into() } else { String::new() },
            by: "Trần Thị Hoa".into(),
            standing: standing.into(),
            enter: at.is_none(),
        };
        let duty = DutyLine {
            title: "Thông báo thay đổi thông tin Đầu mối ứng cứu sự cố".into(),
            cite: "Điều 6, TT 20/2017".into(),
            due_text: Some("09:00 ngày 24/11/2026".into()),
            policy: false,
        };
        let late = ChangeLine {
            id: "0197a2f0-0000-7000-8000-000000000002".into(),
            version: 1,
            body: Some(("Công ty Minh Họa".into(), "/network/bodies/minh-hoa".into())),
            name: "Tổ trực ban".into(),
            fields: vec!["Điện thoại".into(), "Thư điện tử".into()],
            changed_at: SAMPLE_NOW - 30 * HOUR,
            standing: "late".into(),
            duties: vec![duty.clone()],
            proofs: vec![
                proof("notified", Some(SAMPLE_NOW), "late"),
                proof("published", Some(SAMPLE_NOW), "in-time"),
            ],
        };
        let running = ChangeLine {
            id: "0197a2f0-0000-7000-8000-000000000007".into(),
            body: None,
            standing: "running".into(),
            duties: vec![
                DutyLine { due_text: None, policy: false, ..duty.clone() },
                DutyLine { policy: true, ..duty },
            ],
            proofs: vec![proof("notified", None, "running"), proof("published", None, "overdue")],
            ..late.clone()
        };
        vec![late, running]
    }
}

/// A contact point to enter or to change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContactForm {
    /// Name of the body.
    pub body: String,
    /// Address of its page.
    pub back: String,
    /// Where the form posts to.
    pub action: String,
    /// The contact point that changes; none enters a new one.
    pub contact: Option<ContactLine>,
    /// Fixed line and mobile, apart.
    pub phone: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Kinds.
    pub kinds: Vec<Choice>,
    /// Provinces.
    pub provinces: Vec<Choice>,
    /// The reader keeps the register: asked when and how it was told.
    pub keeps: bool,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for ContactForm {
    const TEMPLATE: &'static str = "pages/network/contact.html";

    fn samples() -> Vec<Self> {
        let new = ContactForm {
            body: "Công ty Minh Họa".into(),
            back: "/network/bodies/minh-hoa".into(),
            action: "/network/bodies/minh-hoa/contacts".into(),
            contact: None,
            phone: String::new(),
            mobile: String::new(),
            kinds: vec![Choice::new("unit", "Bộ phận", true), Choice::new("person", "Người", false)],
            provinces: vec![Choice::new("24", "Bắc Ninh", false)],
            keeps: false,
            typed: None,
        };
        let edit = ContactForm {
            contact: Some(ContactLine::sample()),
            phone: "0200 000 001".into(),
            mobile: "0900 000 001".into(),
            keeps: true,
            typed: Some(Typed::sample("contact", "phone", "Ghi số điện thoại.", "abc")),
            ..new.clone()
        };
        vec![new, edit]
    }
}

/// A contact point whose key ends soon or has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndingKeyLine {
    /// Name of the body.
    pub body: String,
    /// Address of its page.
    pub href: String,
    /// Name of the contact point.
    pub contact: String,
    /// Its mail address.
    pub email: String,
    /// Its key.
    pub key: KeyLine,
}

/// The public keys that end soon or have ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EndingKeys {
    /// The earliest first.
    pub rows: Vec<EndingKeyLine>,
    /// Days before its end from which a key stands here.
    pub days: i64,
}

impl Page for EndingKeys {
    const TEMPLATE: &'static str = "pages/network/keys.html";

    fn samples() -> Vec<Self> {
        let row = |state: &str, at| EndingKeyLine {
            body: "Công ty Minh Họa".into(),
            href: "/network/bodies/minh-hoa#contacts".into(),
            contact: "Tổ trực ban".into(),
            email: "truc@donvi.example".into(),
            key: KeyLine::sample(state, Some(at)),
        };
        let rows = vec![row("expired", SAMPLE_NOW - HOUR), row("soon", SAMPLE_NOW + 100 * HOUR)];
        vec![EndingKeys { rows, days: 30 }, EndingKeys { rows: Vec::new(), days: 30 }]
    }
}

/// The register of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeRegister {
    /// All, or only those that lack a proof.
    pub chips: Vec<Chip>,
    /// The newest changes.
    pub rows: Vec<ChangeLine>,
    /// Neighbours.
    pub pager: Pager,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for ChangeRegister {
    const TEMPLATE: &'static str = "pages/network/contact-changes.html";

    fn samples() -> Vec<Self> {
        let full = ChangeRegister {
            chips: vec![Chip::new("Tất cả", "/network/contact-changes", true)],
            rows: ChangeLine::samples(),
            pager: Pager::default(),
            typed: Some(Typed::sample(
                "proof-0197a2f0-0000-7000-8000-000000000002-published",
                "how",
                "Ghi địa chỉ trang.",
                "x",
            )),
        };
        vec![ChangeRegister { rows: Vec::new(), typed: None, ..full.clone() }, full]
    }
}
