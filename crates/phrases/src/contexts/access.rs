//! Why somebody sees a record, and who sees a restricted one: named persons, readings, naming and taking back.

use super::desk::{HOUR, Typed};
use super::elements::{Choice, Link};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<AccessPage>();
}

/// One ground: a role, and the relation over which it gives the right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyGround {
    /// Code of the role; empty for what opens a restricted record.
    pub role: String,
    /// Code of the relation.
    pub relation: String,
    /// Code of the part of an incident; empty for none.
    pub part: String,
    /// Name of the body through which it holds; empty for none.
    pub body: String,
    /// Since when, microseconds.
    pub since: Option<i64>,
    /// Until when, microseconds.
    pub until: Option<i64>,
    /// Who named the person; empty for none.
    pub by: String,
}

/// "Why can I see this?", in a quiet place of each record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WhyView {
    /// Grounds.
    pub grounds: Vec<WhyGround>,
    /// Only named persons see the record.
    pub restricted: bool,
    /// What opens it to the reader.
    pub opened: Vec<WhyGround>,
    /// The page that says who sees the record; none where that is another record's.
    pub access: Option<String>,
}

impl WhyView {
    /// An operator who is named on a restricted incident.
    pub(crate) fn sample() -> WhyView {
        let party = WhyGround {
            role: "operator".into(),
            relation: "party".into(),
            part: "operator".into(),
            body: "Sở Minh Họa tỉnh Ví Dụ".into(),
            since: Some(SAMPLE_NOW - 7 * HOUR),
            until: None,
            by: String::new(),
        };
        let named = WhyGround {
            role: String::new(),
            relation: "named-person".into(),
            part: String::new(),
            body: String::new(),
            since: Some(SAMPLE_NOW - HOUR),
            until: Some(SAMPLE_NOW + 48 * HOUR),
            by: "Trần Văn Bình".into(),
        };
        WhyView {
            grounds: vec![party.clone(), WhyGround { part: String::new(), since: None, ..party }],
            restricted: true,
            opened: vec![named],
            access: Some("/incidents/VN-2026-000123/access".into()),
        }
    }

    /// An officer who sees everything.
    pub(crate) fn plain() -> WhyView {
        let ground = WhyGround {
            role: "coordinator-officer".into(),
            relation: "coordinator".into(),
            part: String::new(),
            body: String::new(),
            since: None,
            until: None,
            by: String::new(),
        };
        WhyView { grounds: vec![ground], ..WhyView::default() }
    }
}

/// A person named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedRow {
    /// Posted value.
    pub person: String,
    /// Name.
    pub name: String,
    /// Their body.
    pub body: String,
    /// Who named them; empty when the program did as it was brought up to date.
    pub by: String,
    /// Why; empty for those who worked on it before.
    pub reason: String,
    /// Since when, microseconds.
    pub since: i64,
    /// Until when, microseconds.
    pub until: Option<i64>,
    /// The reader may take them back.
    pub withdraw: bool,
}

/// A reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingRow {
    /// Who.
    pub name: String,
    /// Through which door: `page`, `api`, `cli`.
    pub door: String,
    /// When, microseconds.
    pub at: i64,
}

/// The exception from confidentiality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExceptionView {
    /// Who declared it.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// Who must be warned, and why.
    pub reason: String,
    /// Sign of the document.
    pub document: String,
}

/// The pages `/incidents/{number}/access` and `/notices/{number}/access`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessPage {
    /// Number of the record.
    pub number: String,
    /// The list it stands in, and the record itself.
    pub crumbs: Vec<Link>,
    /// Address of this page.
    pub href: String,
    /// Version that acts refer to.
    pub version: i64,
    /// Only named persons see it.
    pub restricted: bool,
    /// It is a notice: whoever has it sees it without being named.
    pub notice: bool,
    /// Codes of why an incident is restricted.
    pub secrecy: Vec<String>,
    /// The exception, when one was declared.
    pub exception: Option<ExceptionView>,
    /// Persons named now.
    pub named: Vec<NamedRow>,
    /// Parties from which nobody is named.
    pub unnamed: Vec<String>,
    /// The reader may name.
    pub may_name: bool,
    /// Who could be named.
    pub candidates: Vec<Choice>,
    /// Readings, newest first.
    pub reads: Vec<ReadingRow>,
    /// The reader may restrict the notice, or open it.
    pub may_restrict: bool,
    /// The reader may declare the exception.
    pub may_except: bool,
    /// Why the reader sees it.
    pub why: WhyView,
    /// A form that was refused.
    pub typed: Option<Typed>,
}

impl Page for AccessPage {
    const TEMPLATE: &'static str = "pages/access/show.html";

    fn samples() -> Vec<Self> {
        let named = NamedRow {
            person: "01939c5e-0000-7000-8000-000000000001".into(),
            name: "Nguyễn Thị Minh Anh".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            by: "Trần Văn Bình".into(),
            reason: "Chỉ huy ứng cứu".into(),
            since: SAMPLE_NOW - HOUR,
            until: Some(SAMPLE_NOW + 48 * HOUR),
            withdraw: true,
        };
        let older = NamedRow {
            by: String::new(),
            reason: String::new(),
            until: None,
            withdraw: false,
            ..named.clone()
        };
        let full = AccessPage {
            number: "VN-2026-000123".into(),
            crumbs: vec![
                Link::new("Sự cố", "/incidents"),
                Link::new("VN-2026-000123", "/incidents/VN-2026-000123"),
            ],
            href: "/incidents/VN-2026-000123/access".into(),
            version: 3,
            restricted: true,
            notice: false,
            secrecy: vec!["confidential".into(), "tlp-red".into()],
            exception: None,
            named: vec![named, older],
            unnamed: vec!["Sở Minh Họa tỉnh Ví Dụ".into()],
            may_name: true,
            candidates: vec![Choice::new("7", "Lê Văn Mẫu – Sở Minh Họa tỉnh Ví Dụ", false)],
            reads: vec![ReadingRow {
                name: "Trần Văn Bình".into(),
                door: "page".into(),
                at: SAMPLE_NOW - HOUR,
            }],
            may_restrict: false,
            may_except: true,
            why: WhyView::sample(),
            typed: None,
        };
        let open = AccessPage {
            restricted: false,
            secrecy: Vec::new(),
            exception: Some(ExceptionView {
                by: "Trần Văn Bình".into(),
                at: SAMPLE_NOW,
                reason: "Nhiều đơn vị dùng chung phần mềm bị khai thác".into(),
                document: "15/CV-MH".into(),
            }),
            named: Vec::new(),
            unnamed: Vec::new(),
            may_name: false,
            candidates: Vec::new(),
            reads: Vec::new(),
            may_except: false,
            why: WhyView::plain(),
            ..full.clone()
        };
        let notice = AccessPage {
            number: "TB-2026-000338".into(),
            href: "/notices/TB-2026-000338/access".into(),
            notice: true,
            exception: None,
            may_restrict: true,
            ..open.clone()
        };
        let restricted = AccessPage { restricted: true, may_name: true, reads: Vec::new(), ..notice.clone() };
        let refused = AccessPage {
            typed: Some(Typed::sample("name", "reason", "Hãy điền mục này.", "")),
            ..full.clone()
        };
        vec![full, open, notice, restricted, refused]
    }
}
