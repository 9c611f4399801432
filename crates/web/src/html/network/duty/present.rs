//! From what the desk says of duty to what its page shows.

use crate::html::desk::{Words, choices};
use crate::html::typed::{day_of, moment};
use crate::{Visitor, Web};
use app::domain::Moment;
use app::domain::bodies::Body;
use app::domain::duty::{DutyLine, Shift};
use app::duty::DutyMonth;
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use phrases::contexts::desk::Typed;
use phrases::contexts::duty::{DutyDay, DutyPage, GapView, LinesForm, PublishedView, ShiftView};
use phrases::contexts::elements::Choice;

/// Nobody keeps duty yet.
pub(super) fn nobody(web: &Web, visitor: &Visitor) -> DutyPage {
    let words = Words::of(web, visitor);
    let first = day_of(visitor.op.now).first_of_month();
    DutyPage {
        key: String::new(),
        body: String::new(),
        bodies: Vec::new(),
        month: named(first),
        month_text: first.strftime("%m/%Y").to_string(),
        previous: String::new(),
        next: String::new(),
        lead: 0,
        days: Vec::new(),
        shifts: Vec::new(),
        gaps: Vec::new(),
        published: Vec::new(),
        unread: Vec::new(),
        plans: false,
        serves: false,
        people: Vec::new(),
        open: Vec::new(),
        lines: lines(&words),
        contacts: LinesForm::default(),
        typed: None,
    }
}

/// A month of a body.
pub(super) fn month(
    web: &Web,
    visitor: &Visitor,
    view: &DutyMonth,
    bodies: &[Body],
    typed: Option<Typed>,
) -> DutyPage {
    let words = Words::of(web, visitor);
    let first = view.first;
    let chosen = |body: &Body| Choice::new(&body.key, body.name_in(visitor.lang), body.id == view.body.id);
    let shown = |one: &Shift| shift(visitor, view, one);
    let open = view.shifts.iter().filter(|one| one.until > visitor.op.now);
    let open = open.map(|one| {
        let label = format!(
            "{} · {} · {}",
            at(one.from, "%H:%M %d/%m"),
            words.coded("duty-line", one.line.code()),
            one.on_duty().name
        );
        Choice::new(format!("{}.{}", one.id, one.version), label, false)
    });
    DutyPage {
        key: view.body.key.clone(),
        body: view.body.name_in(visitor.lang).to_owned(),
        bodies: bodies.iter().map(chosen).collect(),
        month: named(first),
        month_text: first.strftime("%m/%Y").to_string(),
        previous: first.checked_sub(1.month()).map(named).unwrap_or_default(),
        next: first.checked_add(1.month()).map(named).unwrap_or_default(),
        lead: first.weekday().to_monday_zero_offset(),
        days: days(visitor, view),
        gaps: view
            .gaps
            .iter()
            .map(|(line, gap)| GapView {
                line: line.to_string(),
                from: gap.from.micros(),
                until: gap.until.micros(),
            })
            .collect(),
        published: view
            .published
            .iter()
            .map(|one| PublishedView {
                line: one.line.to_string(),
                at: one.at.micros(),
                reason: one.reason.clone(),
            })
            .collect(),
        unread: view.unread.iter().map(shown).collect(),
        shifts: view.shifts.iter().map(shown).collect(),
        plans: view.plans,
        serves: view.serves,
        people: view.people.iter().map(|one| Choice::new(&one.login, &one.name, false)).collect(),
        open: open.collect(),
        lines: lines(&words),
        contacts: contacts(view),
        typed,
    }
}

fn lines(words: &Words<'_>) -> Vec<Choice> {
    choices(words, "duty-line", DutyLine::ALL.iter().map(|line| line.code()), DutyLine::Normal.code())
}

fn contacts(view: &DutyMonth) -> LinesForm {
    let Some(roster) = &view.roster else { return LinesForm::default() };
    LinesForm {
        normal_phone: roster.normal.phone.clone(),
        normal_fax: roster.normal.fax.clone(),
        normal_email: roster.normal.email.clone(),
        severe_phone: roster.severe.phone.clone(),
        severe_email: roster.severe.email.clone(),
        public: roster.public,
    }
}

fn days(visitor: &Visitor, view: &DutyMonth) -> Vec<DutyDay> {
    let today = day_of(visitor.op.now);
    let of_day = |day: Date| {
        let begin = moment(day, Time::midnight())?;
        let end = moment(day.checked_add(1.day()).ok()?, Time::midnight())?;
        let reaches = |from: Moment, until: Moment| from < end && begin < until;
        let shifts = view.shifts.iter().filter(|one| reaches(one.from, one.until));
        Some(DutyDay {
            number: day.day(),
            weekday: day.weekday().to_monday_one_offset(),
            date: law::shown_date(day),
            today: day == today,
            shifts: shifts.map(|one| shift(visitor, view, one)).collect(),
            gap: view.gaps.iter().any(|(_, gap)| reaches(gap.from, gap.until)),
        })
    };
    (0..view.first.days_in_month())
        .filter_map(|offset| view.first.checked_add(i64::from(offset).days()).ok())
        .filter_map(of_day)
        .collect()
}

fn shift(visitor: &Visitor, view: &DutyMonth, one: &Shift) -> ShiftView {
    let now = visitor.op.now;
    let officer = one.on_duty();
    let mine = visitor.op.actor.person().is_some_and(|person| one.is_of(person));
    let unread = one.handover.as_ref().is_none_or(|note| note.read.is_none());
    // Long after its end a shift has nothing left to hand over.
    let recent = one.from <= now && now.micros_since(one.until) < 86_400_000_000;
    ShiftView {
        id: one.id.to_string(),
        version: one.version,
        line: one.line.to_string(),
        from: one.from.micros(),
        until: one.until.micros(),
        hours: format!("{}–{}", at(one.from, "%H:%M"), at(one.until, "%H:%M")),
        officer: officer.name.clone(),
        phone: officer.phone.clone(),
        instead_of: one.substitute.as_ref().map(|_| one.officer.name.clone()),
        note: one.handover.as_ref().map(|note| note.text.clone()).unwrap_or_default(),
        note_by: one.handover.as_ref().map(|note| note.by.clone()).unwrap_or_default(),
        read_by: one.handover.as_ref().and_then(|note| note.read.as_ref()).map(|(by, _)| by.clone()),
        running: one.runs(now),
        open: one.until > now,
        hands_over: recent && unread && (mine || view.plans || (view.serves && officer.person.is_none())),
    }
}

fn named(first: Date) -> String {
    first.strftime("%Y-%m").to_string()
}

fn at(moment: Moment, format: &str) -> String {
    moment.timestamp().to_zoned(law::zone()).strftime(format).to_string()
}
