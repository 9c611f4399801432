//! Information systems: the list by software, one system, and the form that enters and changes one.

use super::KnownBody;
use crate::Page;
use crate::contexts::desk::Typed;
use crate::contexts::elements::Choice;
use crate::contexts::form::FormFault;
use serde::Serialize;

/// A system in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemRow {
    /// Address of its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Key.
    pub key: String,
    /// Level, when approved.
    pub level: Option<i64>,
    /// Domains and ranges.
    pub claims: Vec<String>,
    /// Software, product and version.
    pub software: Vec<String>,
}

/// Systems, whole or by the software they run on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemIndex {
    /// Software asked for; empty for none.
    pub software: String,
    /// Version asked for; empty for any.
    pub version: String,
    /// What is wrong with the question.
    pub errors: Vec<FormFault>,
    /// Systems by name.
    pub rows: Vec<SystemRow>,
    /// The reader enters systems.
    pub manages: bool,
}

impl Page for SystemIndex {
    const TEMPLATE: &'static str = "pages/network/systems.html";

    fn samples() -> Vec<Self> {
        let row = SystemRow {
            href: "/network/systems/cong-minh-hoa".into(),
            name: "Cổng thông tin minh họa".into(),
            key: "cong-minh-hoa".into(),
            level: Some(3),
            claims: vec!["203.0.113.0/24".into(), "minhhoa.example".into()],
            software: vec!["Máy chủ web 2.4.58".into()],
        };
        let bare = SystemRow { level: None, claims: Vec::new(), software: Vec::new(), ..row.clone() };
        let found = SystemIndex {
            software: "máy chủ web".into(),
            version: "2.4".into(),
            errors: Vec::new(),
            rows: vec![row, bare],
            manages: true,
        };
        let none = SystemIndex { rows: Vec::new(), manages: false, ..found.clone() };
        vec![
            SystemIndex { software: String::new(), version: String::new(), ..none.clone() },
            SystemIndex {
                errors: vec![FormFault::new("software", "Mục này không được để trống.")],
                ..none.clone()
            },
            none,
            found,
        ]
    }
}

/// What a registry says of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RegistryLine {
    /// Status in words and country (may be empty) of the record that holds the range; none when no record does.
    pub record: Option<(String, String)>,
    /// The day it was handed out, as printed; empty when not told.
    pub day: String,
    /// Nothing of the range is handed out in the country this deployment answers for.
    pub outside: bool,
    /// Where the records come from.
    pub source: String,
    /// The day they were published.
    pub published: String,
}

impl RegistryLine {
    /// Invented lines: inside, elsewhere, nowhere.
    pub(crate) fn samples() -> Vec<RegistryLine> {
        let inside = RegistryLine {
            record: Some(("đã cấp".into(), "VN".into())),
            day: "15/04/2011".into(),
            outside: false,
            source: "delegated-example-latest".into(),
            published: "27/11/2026".into(),
        };
        let elsewhere = RegistryLine {
            record: Some(("đã gán".into(), String::new())),
            day: String::new(),
            outside: true,
            ..inside.clone()
        };
        let nowhere = RegistryLine { record: None, ..elsewhere.clone() };
        vec![inside, elsewhere, nowhere]
    }
}

/// An address or range of a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClaimLine {
    /// The range.
    pub value: String,
    /// What a registry says; none while no records were brought in.
    pub registry: Option<RegistryLine>,
}

/// Software of a system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SoftwareLine {
    /// Product.
    pub product: String,
    /// Version; empty when not told.
    pub version: String,
    /// Name in the Common Platform Enumeration; empty for none.
    pub cpe: String,
    /// List of the systems that run on it.
    pub href: String,
}

/// A document of the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LevelDocumentLine {
    /// What it is, in words.
    pub kind: String,
    /// Number; empty when it has none.
    pub number: String,
    /// Day, as printed; empty when not told.
    pub day: String,
    /// Who issued it; empty when not told.
    pub issuer: String,
    /// What else is to be known; may be empty.
    pub note: String,
}

/// One system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemPage {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// Level, when approved.
    pub level: Option<i64>,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// Where it runs, in words.
    pub environment: String,
    /// Whom to call.
    pub bodies: Vec<KnownBody>,
    /// Domain names.
    pub domains: Vec<String>,
    /// Addresses and ranges.
    pub addresses: Vec<ClaimLine>,
    /// Numbers of its autonomous systems.
    pub autonomous_systems: Vec<String>,
    /// Services it offers.
    pub services: Vec<String>,
    /// Software it runs on.
    pub software: Vec<SoftwareLine>,
    /// Measures that protect it.
    pub measures: Vec<String>,
    /// Documents of its level.
    pub documents: Vec<LevelDocumentLine>,
    /// When it was entered, microseconds.
    pub created_at: i64,
    /// The reader may change it.
    pub changes: bool,
}

impl Page for SystemPage {
    const TEMPLATE: &'static str = "pages/network/system.html";

    fn samples() -> Vec<Self> {
        let mut addresses: Vec<ClaimLine> = RegistryLine::samples()
            .into_iter()
            .map(|line| ClaimLine { value: "203.0.113.0/24".into(), registry: Some(line) })
            .collect();
        addresses.push(ClaimLine { value: "2001:db8::/32".into(), registry: None });
        let software = SoftwareLine {
            product: "Máy chủ web".into(),
            version: "2.4.58".into(),
            cpe: "cpe:2.3:a:example:web_server:2.4.58:*:*:*:*:*:*:*".into(),
            href: "/network/systems?software=m%C3%A1y%20ch%E1%BB%A7%20web".into(),
        };
        let document = LevelDocumentLine {
            kind: "Quyết định phê duyệt cấp độ".into(),
            number: "12/QĐ-MH".into(),
            day: "02/03/2026".into(),
            issuer: "UBND tỉnh minh họa".into(),
            note: "Bản chính ở văn thư".into(),
        };
        let full = SystemPage {
            key: "cong-minh-hoa".into(),
            name: "Cổng thông tin minh họa".into(),
            purpose: "Cổng thông tin điện tử".into(),
            level: Some(3),
            national_important: true,
            environment: "Internet".into(),
            bodies: KnownBody::samples(),
            domains: vec!["minhhoa.example".into()],
            addresses,
            autonomous_systems: vec!["AS4199999999".into()],
            services: vec!["Nộp hồ sơ trực tuyến".into()],
            software: vec![
                software.clone(),
                SoftwareLine { version: String::new(), cpe: String::new(), ..software },
            ],
            measures: vec!["Sao lưu ngoại tuyến hằng ngày".into()],
            documents: vec![
                document.clone(),
                LevelDocumentLine {
                    number: String::new(),
                    day: String::new(),
                    issuer: String::new(),
                    note: String::new(),
                    ..document
                },
            ],
            created_at: crate::frame::SAMPLE_NOW,
            changes: true,
        };
        let bare = SystemPage {
            purpose: String::new(),
            level: None,
            national_important: false,
            bodies: Vec::new(),
            domains: Vec::new(),
            addresses: Vec::new(),
            autonomous_systems: Vec::new(),
            services: Vec::new(),
            software: Vec::new(),
            measures: Vec::new(),
            documents: Vec::new(),
            changes: false,
            ..full.clone()
        };
        vec![bare, full]
    }
}

/// A system as it stands in the fields of its form; lists are lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SystemFields {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Key of the owner.
    pub owner: String,
    /// Key of the operator.
    pub operator: String,
    /// Key of the Internet provider.
    pub provider: String,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// What it is for.
    pub purpose: String,
    /// Domain names.
    pub domains: String,
    /// Addresses and ranges.
    pub addresses: String,
    /// Numbers of autonomous systems.
    pub autonomous_systems: String,
    /// Services.
    pub services: String,
    /// Software.
    pub software: String,
    /// Measures.
    pub measures: String,
    /// Documents.
    pub documents: String,
    /// Key of the body that gives security services.
    pub security_body: String,
}

/// A system to enter or to change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SystemForm {
    /// Name of the system; empty enters a new one.
    pub name: String,
    /// Where the form posts to.
    pub action: String,
    /// Address to go back to.
    pub back: String,
    /// Version that is changed; none enters a new one.
    pub version: Option<i64>,
    /// What stands in the fields.
    pub fields: SystemFields,
    /// Levels.
    pub levels: Vec<Choice>,
    /// Where it can run.
    pub environments: Vec<Choice>,
    /// Kinds of documents: code and words.
    pub documents: Vec<Choice>,
    /// The reader keeps the register and may change whose it is.
    pub manages: bool,
    /// The reader acts for the owner and may change the operator.
    pub owns: bool,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for SystemForm {
    const TEMPLATE: &'static str = "pages/network/system-form.html";

    fn samples() -> Vec<Self> {
        let new = SystemForm {
            name: String::new(),
            action: "/network/systems".into(),
            back: "/network/systems".into(),
            version: None,
            fields: SystemFields::default(),
            levels: vec![Choice::new("3", "Cấp độ 3", false)],
            environments: vec![Choice::new("internet", "Internet", true)],
            documents: vec![Choice::new("level-approval", "Quyết định phê duyệt cấp độ", false)],
            manages: true,
            owns: false,
            typed: None,
        };
        let change = SystemForm {
            name: "Cổng thông tin minh họa".into(),
            action: "/network/systems/cong-minh-hoa".into(),
            back: "/network/systems/cong-minh-hoa".into(),
            version: Some(2),
            fields: SystemFields {
                key: "cong-minh-hoa".into(),
                name: "Cổng thông tin minh họa".into(),
                owner: "chu-quan".into(),
                operator: "van-hanh".into(),
                national_important: true,
                software: "Máy chủ web | 2.4.58".into(),
                ..SystemFields::default()
            },
            manages: false,
            typed: Some(Typed::sample("system", "software", "Ghi tên sản phẩm.", "| 2.4")),
            ..new.clone()
        };
        vec![new, SystemForm { owns: true, typed: None, ..change.clone() }, change]
    }
}
