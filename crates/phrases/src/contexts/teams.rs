//! Response teams: the list, and one team with its posts, delegations, documents and meetings.

use super::desk::{Attachment, Typed};
use super::elements::{Choice, Happening};
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<TeamIndex>();
    visitor.page::<TeamShow>();
}

/// A team in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Number and day of the decision.
    pub decision: String,
    /// Its body.
    pub body: String,
    /// Who leads it.
    pub leader: Option<String>,
    /// How many hold a post.
    pub members: usize,
    /// Meetings whose minutes are owed.
    pub minutes_owed: usize,
}

/// The teams: `POST /network/teams` enters one (`key`, `name`, `decision`, `decided_on`, `issuer`, `body`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamIndex {
    /// Rows.
    pub rows: Vec<TeamRow>,
    /// The reader may enter one.
    pub may_establish: bool,
    /// Bodies it can work under.
    pub bodies: Vec<Choice>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for TeamIndex {
    const TEMPLATE: &'static str = "pages/network/teams/index.html";

    fn samples() -> Vec<Self> {
        let row = |leader: Option<&str>, minutes_owed| TeamRow {
            key: "doi-24".into(),
            name: "Đội ứng cứu sự cố tỉnh Ví Dụ".into(),
            decision: "08/QĐ-UBND, 25/09/2025".into(),
            body: "Công an tỉnh Ví Dụ".into(),
            leader: leader.map(str::to_owned),
            members: 7,
            minutes_owed,
        };
        let page = TeamIndex {
            rows: vec![row(Some("Trần Văn Bình"), 0), row(None, 1)],
            may_establish: true,
            bodies: vec![Choice::new("team-24", "Công an tỉnh Ví Dụ", false)],
            typed: None,
        };
        let typed = Some(Typed::sample("establish", "key", "Giá trị này đã được dùng.", "doi-24"));
        vec![
            TeamIndex { rows: Vec::new(), may_establish: false, bodies: Vec::new(), ..page.clone() },
            TeamIndex { typed, ..page.clone() },
            page,
        ]
    }
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberRow {
    /// Posted value.
    pub id: String,
    /// Title of the post.
    pub post: String,
    /// Name.
    pub name: String,
    /// Position at home.
    pub position: String,
    /// Home body.
    pub body: String,
    /// Also holds a leading position.
    pub leading: bool,
    /// Telephone; empty when not known or not shown.
    pub phone: String,
    /// Electronic mail; the same.
    pub email: String,
    /// First day in office.
    pub from: String,
    /// Last day; none when open.
    pub until: Option<String>,
    /// In office now.
    pub in_office: bool,
    /// Why the office ended early; may be empty.
    pub end_reason: String,
}

/// What the reader may sign or do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorityRow {
    /// Title of the kind.
    pub kind: String,
    /// Signed; else only done.
    pub document: bool,
    /// On what ground.
    pub ground: Option<String>,
    /// Why not.
    pub refused: Option<String>,
}

/// A delegation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DelegationRow {
    /// Posted value.
    pub id: String,
    /// Number.
    pub number: i64,
    /// Who gave it.
    pub by: String,
    /// To whom.
    pub to: String,
    /// Titles of what it covers.
    pub scope: Vec<String>,
    /// First moment, microseconds.
    pub from: i64,
    /// First moment no longer, microseconds.
    pub until: i64,
    /// Why.
    pub reason: String,
    /// Article that lets it.
    pub cite: String,
    /// Why it gives nothing now; none when in force.
    pub refused: Option<String>,
    /// The reader may revoke it.
    pub revocable: bool,
}

/// A signed document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Number.
    pub number: String,
    /// Title of its kind.
    pub kind: String,
    /// Subject.
    pub title: String,
    /// Number of the incident; empty for none.
    pub incident: String,
    /// Who signed, with the post.
    pub signer: String,
    /// On what ground.
    pub ground: String,
    /// When, microseconds.
    pub signed_at: i64,
}

/// Whether one member came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Came {
    /// Posted value.
    pub id: String,
    /// Name with post.
    pub name: String,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingRow {
    /// Posted value.
    pub id: String,
    /// `regular` or `extraordinary`.
    pub kind: String,
    /// `called`, `held`, `minuted` or `cancelled`.
    pub state: String,
    /// When it was or is to be held, microseconds.
    pub at: i64,
    /// The same as an input takes it.
    pub at_input: String,
    /// Where.
    pub place: String,
    /// What about; may be empty.
    pub agenda: String,
    /// Who called it.
    pub called_by: String,
    /// How many came.
    pub present: usize,
    /// Of how many.
    pub all: usize,
    /// Text of the minutes.
    pub minutes: String,
    /// Who wrote them.
    pub minutes_by: String,
    /// Files with them.
    pub files: Vec<Attachment>,
}

/// One team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamShow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Number and day of the decision.
    pub decision: String,
    /// Who issued it.
    pub issuer: String,
    /// Its body.
    pub body: String,
    /// Rules in force: short name and address of the text.
    pub rules: Option<(String, String)>,
    /// Members, those in office first.
    pub members: Vec<MemberRow>,
    /// What follows is shown to those whom the team concerns.
    pub concerned: bool,
    /// What the reader may sign and do; empty without a post.
    pub authority: Vec<AuthorityRow>,
    /// Delegations.
    pub delegations: Vec<DelegationRow>,
    /// Documents.
    pub documents: Vec<DocumentRow>,
    /// Meetings.
    pub meetings: Vec<MeetingRow>,
    /// Meetings whose minutes are owed.
    pub minutes_owed: usize,
    /// By when the next regular meeting must be held, microseconds.
    pub next_regular: Option<i64>,
    /// Article that asks for it.
    pub meeting_cite: String,
    /// That moment has passed.
    pub late: bool,
    /// Log, newest first.
    pub history: Vec<Happening>,
    /// The reader looks after the team.
    pub manages: bool,
    /// The reader holds a post.
    pub acts: bool,
    /// The reader keeps the minutes.
    pub keeps_minutes: bool,
    /// Posts to fill.
    pub posts: Vec<Choice>,
    /// Home bodies to choose.
    pub bodies: Vec<Choice>,
    /// Members in office, for forms.
    pub in_office: Vec<Choice>,
    /// Kinds of documents to sign.
    pub documents_to_sign: Vec<Choice>,
    /// Kinds of documents and acts to delegate.
    pub scope: Vec<Choice>,
    /// Kinds of meetings.
    pub meeting_kinds: Vec<Choice>,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for TeamShow {
    const TEMPLATE: &'static str = "pages/network/teams/show.html";

    fn samples() -> Vec<Self> {
        let page = sample();
        let typed = |form: &str, field: &str| {
            Some(Typed {
                refusal: Some("Chức danh của bạn không được ký loại văn bản này.".into()),
                ..Typed::sample(form, field, "Hãy điền mục này.", "x")
            })
        };
        let bare = TeamShow {
            rules: None,
            members: Vec::new(),
            concerned: false,
            authority: Vec::new(),
            delegations: Vec::new(),
            documents: Vec::new(),
            meetings: Vec::new(),
            minutes_owed: 0,
            next_regular: None,
            late: false,
            history: Vec::new(),
            manages: false,
            acts: false,
            keeps_minutes: false,
            ..page.clone()
        };
        vec![
            TeamShow { concerned: true, manages: true, ..bare.clone() },
            TeamShow { late: true, typed: typed("sign", "number"), ..page.clone() },
            TeamShow { typed: typed("delegate", "until"), ..page.clone() },
            TeamShow { typed: typed("appoint", "post"), ..page.clone() },
            bare,
            page,
        ]
    }
}

fn sample() -> TeamShow {
    let member = |id: &str, post: &str, name: &str, in_office: bool| MemberRow {
        id: id.into(),
        post: post.into(),
        name: name.into(),
        position: "Phó Giám đốc".into(),
        body: "Công an tỉnh Ví Dụ".into(),
        leading: in_office,
        phone: if in_office { "0200 000 241".into() } else { String::new() },
        email: if in_office { "truc@vidu.example".into() } else { String::new() },
        from: "01/10/2025".into(),
        until: (!in_office).then(|| "30/06/2026".into()),
        in_office,
        end_reason: if in_office { String::new() } else { "Chuyển công tác".into() },
    };
    let delegation = |id: &str, refused: Option<&str>| DelegationRow {
        id: id.into(),
        number: 3,
        by: "Trần Văn Bình".into(),
        to: "Lê Quang Huy".into(),
        scope: vec!["Thông báo triệu tập thành viên".into(), "Báo cáo định kỳ".into()],
        from: SAMPLE_NOW - 3_600_000_000,
        until: SAMPLE_NOW + 36_000_000_000,
        reason: "Đi công tác".into(),
        cite: "Điều 6 khoản 4".into(),
        refused: refused.map(str::to_owned),
        revocable: refused.is_none(),
    };
    let meeting = |id: &str, state: &str| MeetingRow {
        id: id.into(),
        kind: if state == "cancelled" { "extraordinary".into() } else { "regular".into() },
        state: state.into(),
        at: SAMPLE_NOW,
        at_input: "2026-11-20T17:05".into(),
        place: "Phòng họp A".into(),
        agenda: "Sơ kết 6 tháng".into(),
        called_by: "Trần Văn Bình".into(),
        present: 5,
        all: 7,
        minutes: if state == "minuted" { "Cả đội nhất trí.".into() } else { String::new() },
        minutes_by: if state == "minuted" { "Phạm Thu Hà".into() } else { String::new() },
        files: if state == "minuted" { Attachment::samples() } else { Vec::new() },
    };
    let authority = |document: bool, refused: Option<&str>| AuthorityRow {
        kind: "Thông báo điều phối".into(),
        document,
        ground: refused.is_none().then(|| "Đội trưởng: Điều 6 khoản 5 điểm a".into()),
        refused: refused.map(str::to_owned),
    };
    let document = |incident: &str| DocumentRow {
        number: "12/TB-ĐƯCSC".into(),
        kind: "Thông báo điều phối".into(),
        title: "Điều phối ứng cứu cổng thông tin".into(),
        incident: incident.into(),
        signer: "Lê Quang Huy, Đội phó".into(),
        ground: "Ủy quyền số 3 của Trần Văn Bình (Điều 6 khoản 4)".into(),
        signed_at: SAMPLE_NOW,
    };
    TeamShow {
        key: "doi-24".into(),
        name: "Đội ứng cứu sự cố tỉnh Ví Dụ".into(),
        decision: "08/QĐ-UBND, 25/09/2025".into(),
        issuer: "UBND tỉnh Ví Dụ".into(),
        body: "Công an tỉnh Ví Dụ".into(),
        rules: Some(("QĐ 08/QĐ-UBND".into(), "/law/bn-1088-2025".into())),
        members: vec![
            member("1", "Đội trưởng", "Trần Văn Bình", true),
            member("2", "Đội phó", "Lê Quang Huy", true),
            member("3", "Thành viên", "Nguyễn Văn Mẫu", false),
        ],
        concerned: true,
        authority: vec![authority(true, None), authority(false, Some("Chức danh không được ký."))],
        delegations: vec![delegation("1", None), delegation("2", Some("Ủy quyền đã bị thu hồi."))],
        documents: vec![document("VN-2026-000123"), document("")],
        meetings: vec![
            meeting("1", "called"),
            meeting("2", "held"),
            meeting("3", "minuted"),
            meeting("4", "cancelled"),
        ],
        minutes_owed: 1,
        next_regular: Some(SAMPLE_NOW),
        meeting_cite: "Điều 6 khoản 3".into(),
        late: false,
        history: vec![Happening::sample()],
        manages: true,
        acts: true,
        keeps_minutes: true,
        posts: vec![Choice::new("leader", "Đội trưởng", false), Choice::new("deputy", "Đội phó", false)],
        bodies: vec![Choice::new("team-24", "Công an tỉnh Ví Dụ", false)],
        in_office: vec![
            Choice::new("1", "Trần Văn Bình, Đội trưởng", false),
            Choice::new("2", "Lê Quang Huy, Đội phó", false),
        ],
        documents_to_sign: vec![Choice::new("summons", "Thông báo triệu tập", false)],
        scope: vec![
            Choice::new("summons", "Thông báo triệu tập", false),
            Choice::new("report", "Báo cáo", false),
        ],
        meeting_kinds: vec![
            Choice::new("regular", "Thường kỳ", true),
            Choice::new("extraordinary", "Đột xuất", false),
        ],
        typed: None,
    }
}
