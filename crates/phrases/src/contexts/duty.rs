//! Duty: the month of a body, and the public hotlines.

use super::desk::Typed;
use super::elements::Choice;
use crate::frame::SAMPLE_NOW;
use crate::{Page, PageVisitor};
use serde::Serialize;

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<DutyPage>();
    visitor.page::<HotlinePage>();
}

/// A shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftView {
    /// Posted value.
    pub id: String,
    /// Version seen.
    pub version: i64,
    /// `normal` or `severe`.
    pub line: String,
    /// First moment, microseconds.
    pub from: i64,
    /// First moment no longer, microseconds.
    pub until: i64,
    /// The same, as short as a calendar has room for.
    pub hours: String,
    /// Who answers.
    pub officer: String,
    /// Their telephone.
    pub phone: String,
    /// Who was planned, when somebody comes instead.
    pub instead_of: Option<String>,
    /// The note to the next shift; empty for none or not to be seen.
    pub note: String,
    /// Who wrote it.
    pub note_by: String,
    /// Who read it.
    pub read_by: Option<String>,
    /// Runs now.
    pub running: bool,
    /// Can still be changed.
    pub open: bool,
    /// The reader may write the note now.
    pub hands_over: bool,
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyDay {
    /// Day of the month.
    pub number: i8,
    /// 1 for Monday to 7 for Sunday.
    pub weekday: i8,
    /// As it is written: `20/11/2026`.
    pub date: String,
    /// It is today.
    pub today: bool,
    /// Shifts that reach into it.
    pub shifts: Vec<ShiftView>,
    /// A gap reaches into it.
    pub gap: bool,
}

/// A gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapView {
    /// `normal` or `severe`.
    pub line: String,
    /// First moment, microseconds.
    pub from: i64,
    /// First moment somebody answers again, microseconds.
    pub until: i64,
}

/// A line that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedView {
    /// `normal` or `severe`.
    pub line: String,
    /// When, microseconds.
    pub at: i64,
    /// Why it stands with gaps; may be empty.
    pub reason: String,
}

/// How the lines are reached, as the form has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LinesForm {
    /// Telephone of the duty line.
    pub normal_phone: String,
    /// Fax.
    pub normal_fax: String,
    /// Electronic mail.
    pub normal_email: String,
    /// Telephone for severe incidents.
    pub severe_phone: String,
    /// Electronic mail for severe incidents.
    pub severe_email: String,
    /// Shown to the public.
    pub public: bool,
}

/// The month of a body: `GET /network/duty` with `body` and `month`; acts are posted to `/network/duty/{key}/…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyPage {
    /// Key of the body; empty when nobody keeps duty yet and the reader plans none.
    pub key: String,
    /// Its name.
    pub body: String,
    /// Bodies that keep duty.
    pub bodies: Vec<Choice>,
    /// The month as posted: `2026-11`.
    pub month: String,
    /// The same in words: `11/2026`.
    pub month_text: String,
    /// Month before.
    pub previous: String,
    /// Month after.
    pub next: String,
    /// Empty cells before the first day.
    pub lead: i8,
    /// The days.
    pub days: Vec<DutyDay>,
    /// Shifts of the month.
    pub shifts: Vec<ShiftView>,
    /// Gaps from now on.
    pub gaps: Vec<GapView>,
    /// What was published.
    pub published: Vec<PublishedView>,
    /// Notes nobody has read.
    pub unread: Vec<ShiftView>,
    /// The reader plans.
    pub plans: bool,
    /// The reader serves.
    pub serves: bool,
    /// People of the body.
    pub people: Vec<Choice>,
    /// Shifts that can still be changed.
    pub open: Vec<Choice>,
    /// The lines.
    pub lines: Vec<Choice>,
    /// How they are reached.
    pub contacts: LinesForm,
    /// What was typed and refused.
    pub typed: Option<Typed>,
}

impl Page for DutyPage {
    const TEMPLATE: &'static str = "pages/network/duty.html";

    fn samples() -> Vec<Self> {
        let shift = |id: &str, line: &str, open: bool| ShiftView {
            id: id.into(),
            version: 1,
            line: line.into(),
            from: SAMPLE_NOW - 3_600_000_000,
            until: SAMPLE_NOW + 7 * 3_600_000_000,
            hours: "07:00–19:00".into(),
            officer: "Nguyễn Thị Minh Anh".into(),
            phone: "0200 000 241".into(),
            instead_of: open.then(|| "Lê Quang Huy".into()),
            note: "Đang chờ nhà mạng trả lời VN-2026-000123.".into(),
            note_by: "Lê Quang Huy".into(),
            read_by: None,
            running: !open,
            open,
            hands_over: !open,
        };
        let read = ShiftView {
            read_by: Some("Trần Văn Bình".into()),
            phone: String::new(),
            hands_over: false,
            ..shift("3", "normal", false)
        };
        let bare = ShiftView { note: String::new(), note_by: String::new(), ..shift("4", "severe", true) };
        let day = |number: i8, today: bool, shifts: Vec<ShiftView>| DutyDay {
            number,
            weekday: (number + 5) % 7 + 1,
            date: format!("{number:02}/11/2026"),
            today,
            gap: shifts.is_empty(),
            shifts,
        };
        let mut days: Vec<DutyDay> = (1..=30).map(|number| day(number, false, Vec::new())).collect();
        if let Some(today) = days.get_mut(19) {
            *today = day(20, true, vec![shift("1", "normal", false), shift("2", "severe", true)]);
        }
        let choice = |code: &str, label: &str| Choice::new(code, label, false);
        let page = DutyPage {
            key: "dieu-phoi".into(),
            body: "Trung tâm Điều phối Minh Họa".into(),
            bodies: vec![choice("dieu-phoi", "Trung tâm Điều phối Minh Họa")],
            month: "2026-11".into(),
            month_text: "11/2026".into(),
            previous: "2026-10".into(),
            next: "2026-12".into(),
            lead: 6,
            days,
            shifts: vec![shift("1", "normal", false), shift("2", "severe", true), read, bare],
            gaps: vec![GapView {
                line: "normal".into(),
                from: SAMPLE_NOW,
                until: SAMPLE_NOW + 3_600_000_000,
            }],
            published: vec![
                PublishedView { line: "normal".into(), at: SAMPLE_NOW, reason: "Nghỉ lễ".into() },
                PublishedView { line: "severe".into(), at: SAMPLE_NOW, reason: String::new() },
            ],
            unread: vec![shift("1", "normal", false)],
            plans: true,
            serves: true,
            people: vec![choice("minhanh", "Nguyễn Thị Minh Anh")],
            open: vec![choice("2", "19:00 20/11/2026, Lê Quang Huy")],
            lines: vec![choice("normal", "Trực sự cố"), choice("severe", "Sự cố nghiêm trọng")],
            contacts: LinesForm { normal_phone: "0200 000 241".into(), public: true, ..LinesForm::default() },
            typed: None,
        };
        let reading = DutyPage {
            shifts: Vec::new(),
            gaps: Vec::new(),
            published: Vec::new(),
            unread: Vec::new(),
            plans: false,
            serves: false,
            open: Vec::new(),
            ..page.clone()
        };
        let typed = |form: &str, field: &str| {
            Some(Typed::sample(form, field, "Còn khoảng không có người trực.", "x"))
        };
        vec![
            DutyPage { key: String::new(), bodies: Vec::new(), ..reading.clone() },
            DutyPage { serves: true, ..reading.clone() },
            DutyPage { typed: typed("publish", "reason"), ..page.clone() },
            DutyPage { typed: typed("add", "from"), ..page.clone() },
            reading,
            page,
        ]
    }
}

/// How a body is reached around the clock; no names of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HotlineRow {
    /// Name of its province; empty for the country.
    pub province: String,
    /// Its name.
    pub body: String,
    /// Telephone; empty when not known.
    pub phone: String,
    /// Fax; the same.
    pub fax: String,
    /// Electronic mail; the same.
    pub email: String,
    /// Telephone for severe incidents; the same.
    pub severe_phone: String,
    /// Electronic mail for severe incidents; the same.
    pub severe_email: String,
}

/// The public hotlines: `GET /hotline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HotlinePage {
    /// The national coordinator.
    pub national: Option<HotlineRow>,
    /// Duty contacts of the localities.
    pub localities: Vec<HotlineRow>,
}

impl Page for HotlinePage {
    const TEMPLATE: &'static str = "pages/public/hotline.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let row = |province: &str| HotlineRow {
            province: province.into(),
            body: "Đội ứng cứu sự cố tỉnh Ví Dụ".into(),
            phone: "0200 000 241".into(),
            fax: "0200 000 242".into(),
            email: "truc@vidu.example".into(),
            severe_phone: "0200 000 999".into(),
            severe_email: "khan@vidu.example".into(),
        };
        let bare = HotlineRow {
            phone: String::new(),
            fax: String::new(),
            email: String::new(),
            severe_phone: String::new(),
            severe_email: String::new(),
            ..row("Ví Dụ")
        };
        vec![
            HotlinePage { national: Some(row("")), localities: vec![row("Bắc Ninh"), bare.clone()] },
            HotlinePage { national: Some(bare), localities: Vec::new() },
            HotlinePage { national: None, localities: Vec::new() },
        ]
    }
}
