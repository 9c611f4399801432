//! The list of bodies, and one body with its membership, profile, contact points and systems.

use super::{ChangeLine, ContactLine, ReachLine};
use crate::Page;
use crate::contexts::desk::{HOUR, Search, Typed};
use crate::contexts::elements::{Link, Pager};
use crate::contexts::form::FormView;
use crate::contexts::reports::{ReadRow, ReadSection};
use crate::frame::SAMPLE_NOW;
use serde::Serialize;

/// A body in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkLine {
    /// Address of its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Kind, in words.
    pub kind: String,
    /// Province, in words.
    pub province: Option<String>,
    /// State of its membership; none for no member.
    pub member: Option<String>,
    /// `obligatory` or `voluntary`.
    pub member_kind: Option<String>,
    /// Name of the contact point to try first.
    pub contact: Option<String>,
    /// How to reach it.
    pub way: Option<String>,
    /// Whether that was proven.
    pub reach: Option<ReachLine>,
    /// Answers around the clock.
    pub always: bool,
}

/// The bodies of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkIndex {
    /// Search and filters.
    pub search: Search,
    /// Bodies by name.
    pub rows: Vec<NetworkLine>,
    /// Neighbours.
    pub pager: Pager,
    /// The reader keeps the register: applications and edits that wait.
    pub waiting: Option<(i64, i64)>,
    /// The reader keeps the register: public keys that end soon or have ended.
    pub keys: i64,
    /// The reader brings tables in and takes them out.
    pub manages: bool,
    /// The reader's own body.
    pub own: Option<String>,
}

impl Page for NetworkIndex {
    const TEMPLATE: &'static str = "pages/network/index.html";

    fn samples() -> Vec<Self> {
        let row = NetworkLine {
            href: "/network/bodies/minh-hoa".into(),
            name: "Công ty Minh Họa".into(),
            kind: "Thành viên mạng lưới".into(),
            province: Some("Bắc Ninh".into()),
            member: Some("active".into()),
            member_kind: Some("voluntary".into()),
            contact: Some("Tổ trực ban".into()),
            way: Some("0200 000 001".into()),
            reach: ReachLine::samples().into_iter().next(),
            always: true,
        };
        let bare = NetworkLine {
            province: None,
            member: None,
            member_kind: None,
            contact: None,
            way: None,
            reach: None,
            always: false,
            ..row.clone()
        };
        let suspended = NetworkLine {
            member: Some("suspended".into()),
            member_kind: Some("obligatory".into()),
            ..row.clone()
        };
        let full = NetworkIndex {
            search: Search::default(),
            rows: vec![row, suspended, bare],
            pager: Pager { shown: 3, ..Pager::default() },
            waiting: Some((2, 1)),
            keys: 3,
            manages: true,
            own: Some("/network/bodies/minh-hoa".into()),
        };
        let empty = NetworkIndex {
            rows: Vec::new(),
            search: Search { clear: Some("/network".into()), ..Search::default() },
            waiting: None,
            keys: 0,
            manages: false,
            own: None,
            ..full.clone()
        };
        vec![NetworkIndex { search: Search::default(), ..empty.clone() }, empty, full]
    }
}

/// The membership of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MembershipView {
    /// `obligatory` or `voluntary`.
    pub kind: String,
    /// `active`, `suspended` or `withdrawn`.
    pub state: String,
    /// Its cluster; empty for none.
    pub cluster: String,
    /// Since when, microseconds.
    pub since: i64,
    /// The decision or the reason; may be empty.
    pub reason: String,
    /// Version.
    pub version: i64,
}

/// An edition of a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionLine {
    /// Number.
    pub edition: i64,
    /// Since when, microseconds.
    pub at: i64,
    /// Who declared it.
    pub by: String,
}

/// A field that an edit changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceLine {
    /// The field, as printed.
    pub label: String,
    /// What stands there, line by line.
    pub before: Vec<String>,
    /// What is to stand there, line by line.
    pub after: Vec<String>,
}

/// An edit that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingEdit {
    /// Id.
    pub id: String,
    /// Version.
    pub version: i64,
    /// Who wrote it.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// When it runs out, microseconds.
    pub expires_at: i64,
    /// What it changes.
    pub differences: Vec<DifferenceLine>,
}

/// A system of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SystemLine {
    /// Address of its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// Level, when approved.
    pub level: Option<i64>,
    /// Domains and ranges.
    pub claims: Vec<String>,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberPage {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Kind, in words.
    pub kind: String,
    /// The body above it.
    pub parent: Option<Link>,
    /// Province and commune, in words.
    pub place: Option<String>,
    /// Postal address; empty for none.
    pub address: String,
    /// Telephone; empty for none.
    pub phone: String,
    /// Fax; empty for none.
    pub fax: String,
    /// Electronic mail; empty for none.
    pub email: String,
    /// Its membership.
    pub member: Option<MembershipView>,
    /// Contact points in the order in which to try them.
    pub contacts: Vec<ContactLine>,
    /// Changes of them with their proofs.
    pub changes: Vec<ChangeLine>,
    /// The profile in force, section by section.
    pub profile: Vec<ReadSection>,
    /// The staff annex, for those who may see it.
    pub staff: Vec<ReadSection>,
    /// Editions of the profile.
    pub editions: Vec<EditionLine>,
    /// The edit that waits.
    pub pending: Option<PendingEdit>,
    /// Its systems, as far as the reader sees them.
    pub systems: Vec<SystemLine>,
    /// The reader may declare for it.
    pub declares: bool,
    /// The reader keeps the register.
    pub keeps: bool,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl MemberPage {
    fn sample() -> MemberPage {
        let section = ReadSection {
            title: "1. Thông tin chung về tổ chức".into(),
            rows: vec![ReadRow {
                number: "1.1".into(),
                label: "Tên tổ chức".into(),
                lines: vec!["Công ty Minh Họa".into()],
            }],
        };
        MemberPage {
            key: "minh-hoa".into(),
            name: "Công ty Minh Họa".into(),
            kind: "Thành viên mạng lưới".into(),
            parent: Some(Link::new("Công an tỉnh Minh Họa", "/network/bodies/cong-an-minh-hoa")),
            place: Some("Phường Minh Họa, Bắc Ninh".into()),
            address: "01 phố Minh Họa".into(),
            phone: "0200 000 001".into(),
            fax: "0200 000 002".into(),
            email: "truc@donvi.example".into(),
            member: Some(MembershipView {
                kind: "voluntary".into(),
                state: "active".into(),
                cluster: "Cụm 1".into(),
                since: SAMPLE_NOW - 1000 * HOUR,
                reason: "Quyết định 12/QĐ-MH".into(),
                version: 2,
            }),
            contacts: ContactLine::samples(),
            changes: ChangeLine::samples(),
            profile: vec![section.clone()],
            staff: vec![section],
            editions: vec![EditionLine { edition: 1, at: SAMPLE_NOW, by: "Trần Thị Hoa".into() }],
            pending: Some(PendingEdit {
                id: "0197a2f0-0000-7000-8000-000000000003".into(),
                version: 1,
                by: "Trần Thị Hoa".into(),
                at: SAMPLE_NOW,
                expires_at: SAMPLE_NOW + 720 * HOUR,
                differences: vec![
                    DifferenceLine {
                        label: "Tên tổ chức".into(),
                        before: vec!["Công ty Minh Họa".into()],
                        after: vec!["Công ty Minh Họa Mới".into()],
                    },
                    DifferenceLine { label: "Fax".into(), before: Vec::new(), after: Vec::new() },
                ],
            }),
            systems: vec![
                SystemLine {
                    href: "/network/systems/cong".into(),
                    name: "Cổng thông tin".into(),
                    level: Some(3),
                    claims: vec!["203.0.113.0/24".into()],
                },
                SystemLine {
                    href: "/network/systems/thu".into(),
                    name: "Thư điện tử".into(),
                    level: None,
                    claims: Vec::new(),
                },
            ],
            declares: true,
            keeps: true,
            typed: None,
        }
    }
}

impl Page for MemberPage {
    const TEMPLATE: &'static str = "pages/network/body.html";

    fn samples() -> Vec<Self> {
        let full = Self::sample();
        let stranger = MemberPage {
            parent: None,
            place: None,
            address: String::new(),
            phone: String::new(),
            fax: String::new(),
            email: String::new(),
            member: None,
            contacts: Vec::new(),
            changes: Vec::new(),
            profile: Vec::new(),
            staff: Vec::new(),
            editions: Vec::new(),
            pending: None,
            systems: Vec::new(),
            declares: false,
            keeps: false,
            ..full.clone()
        };
        let suspended = full.member.clone().map(|it| MembershipView {
            state: "suspended".into(),
            kind: "obligatory".into(),
            cluster: String::new(),
            reason: String::new(),
            ..it
        });
        let withdrawn = suspended.clone().map(|it| MembershipView { state: "withdrawn".into(), ..it });
        vec![
            MemberPage { keeps: true, declares: true, member: None, ..stranger.clone() },
            stranger,
            MemberPage {
                member: suspended,
                keeps: false,
                typed: Some(Typed::sample("stand", "reason", "Mục này không được để trống.", "")),
                ..full.clone()
            },
            MemberPage { member: withdrawn, ..full.clone() },
            full,
        ]
    }
}

/// A profile, or its annex, to edit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileEdit {
    /// Name of the body.
    pub body: String,
    /// Address of its page.
    pub back: String,
    /// Where the form posts to.
    pub action: String,
    /// Version of the membership.
    pub version: i64,
    /// The form, with faults.
    pub form: FormView,
    /// The annex and not the profile.
    pub annex: bool,
    /// Fields that an officer looks at first, in words.
    pub reviewed: Vec<String>,
    /// When contact points changed in fact, as typed.
    pub changed_at: String,
    /// Why it was refused, when no field says it.
    pub refused: Option<String>,
}

impl Page for ProfileEdit {
    const TEMPLATE: &'static str = "pages/network/profile.html";

    fn samples() -> Vec<Self> {
        let form = ProfileEdit {
            body: "Công ty Minh Họa".into(),
            back: "/network/bodies/minh-hoa".into(),
            action: "/network/bodies/minh-hoa/profile".into(),
            version: 2,
            form: FormView::sample(),
            annex: false,
            reviewed: vec!["Tên tổ chức".into()],
            changed_at: String::new(),
            refused: None,
        };
        let annex = ProfileEdit {
            annex: true,
            form: FormView::sample_with_errors(),
            reviewed: Vec::new(),
            refused: Some("Thành viên này không hoạt động.".into()),
            ..form.clone()
        };
        vec![form, annex]
    }
}

/// An edit in the list of those that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingLine {
    /// Name of the member.
    pub body: String,
    /// Address of its page.
    pub href: String,
    /// Who wrote it.
    pub by: String,
    /// When, microseconds.
    pub at: i64,
    /// When it runs out, microseconds.
    pub expires_at: i64,
}

/// Edits that wait for an officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PendingList {
    /// The oldest first.
    pub rows: Vec<PendingLine>,
}

impl Page for PendingList {
    const TEMPLATE: &'static str = "pages/network/pending.html";

    fn samples() -> Vec<Self> {
        let row = PendingLine {
            body: "Công ty Minh Họa".into(),
            href: "/network/bodies/minh-hoa#pending".into(),
            by: "Trần Thị Hoa".into(),
            at: SAMPLE_NOW,
            expires_at: SAMPLE_NOW + 720 * HOUR,
        };
        vec![PendingList { rows: vec![row] }, PendingList { rows: Vec::new() }]
    }
}
