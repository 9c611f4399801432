//! The words of the reasoning chain, one function a step, in Vietnamese and English.
//!
//! The counting rules themselves come from the Civil Code 2015, Articles 147 and 148; every other citation is the
//! ruleset's own.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::moments::{moment_text, shown_date};
use super::{Clock, Limit, Reason};
use crate::calendar::{Calendar, CalendarDay, Rest, english_weekday, vietnamese_weekday};
use crate::ruleset::Ruleset;
use crate::text::Text;

/// Hours run from the fixed moment.
const HOURS_RUN: &str = "Bộ luật Dân sự 2015, Điều 147 khoản 1";
/// The day of the event is not counted.
const EVENT_DAY: &str = "Bộ luật Dân sự 2015, Điều 147 khoản 2, khoản 3";
/// A period in days ends with its last day.
const LAST_DAY: &str = "Bộ luật Dân sự 2015, Điều 148 khoản 1";
/// A period in months ends with the day of the same number, or the last of the month.
const LAST_MONTH: &str = "Bộ luật Dân sự 2015, Điều 148 khoản 3";
/// A last day off moves to the next working day.
const REST_DAY: &str = "Bộ luật Dân sự 2015, Điều 148 khoản 5";
/// A day ends at 24:00.
const END_OF_DAY: &str = "Bộ luật Dân sự 2015, Điều 148 khoản 6";

fn reason(vi: String, en: String, cite: impl Into<String>) -> Reason {
    Reason { text: Text::new(vi, en), cite: cite.into() }
}

/// "thứ Ba 17/11/2026".
pub(super) fn day_vi(day: Date) -> String {
    format!("{} {}", vietnamese_weekday(day.weekday()), shown_date(day))
}

pub(super) fn day_en(day: Date) -> String {
    format!("{} {}", english_weekday(day.weekday()), shown_date(day))
}

/// The citation with the number of its text, so that it can stand alone.
fn full_cite(clock: &Clock, ruleset: &Ruleset) -> String {
    match (clock.cite.is_empty(), ruleset.number.is_empty()) {
        (true, _) => ruleset.number.clone(),
        (false, true) => clock.cite.clone(),
        (false, false) => format!("{}, {}", clock.cite, ruleset.number),
    }
}

pub(super) fn limit(clock: &Clock, ruleset: &Ruleset) -> Reason {
    let limit = clock.limit.text();
    let short = &ruleset.short;
    let english = if short.en.is_empty() { &short.vi } else { &short.en };
    let title = &clock.title;
    let title_en = if title.en.is_empty() { &title.vi } else { &title.en };
    reason(
        format!("{} – {}: {}.", short.vi, title.vi, limit.vi),
        format!("{english} – {title_en}: {}.", limit.en),
        full_cite(clock, ruleset),
    )
}

pub(super) fn start(clock: &Clock, at: Timestamp) -> Reason {
    let moment = moment_text(at);
    let event = event_text(&clock.starts);
    reason(
        format!("Tính từ {}: {}.", event.vi, moment.vi),
        format!("Counted from {}: {}.", event.en, moment.en),
        clock.cite.as_str(),
    )
}

/// The event in words.
fn event_text(event: &str) -> Text {
    let (vi, en) = match event {
        "incident.detected" => ("thời điểm phát hiện sự cố", "the detection of the incident"),
        "incident.response-ended" => ("thời điểm kết thúc ứng phó sự cố", "the end of the response"),
        "incident.fixed" => ("thời điểm khắc phục xong sự cố", "the moment the incident was fixed"),
        "incident.beyond-ability" => (
            "thời điểm xác định sự cố vượt khả năng xử lý",
            "the finding that the incident is beyond ability",
        ),
        "incident.possibly-severe" => {
            ("thời điểm nhận định sự cố có thể nghiêm trọng", "the finding that the incident may be severe")
        }
        "incident.severe-detected" => {
            ("thời điểm phát hiện sự cố nghiêm trọng", "the detection of a severe incident")
        }
        "notice.received" => ("thời điểm tiếp nhận thông báo", "the receipt of the notice"),
        "contact.changed" => ("thời điểm thay đổi thông tin đầu mối", "the change of the contact point"),
        "period.half-year" => ("kỳ báo cáo 6 tháng", "the half-year period"),
        "period.year" => ("kỳ báo cáo năm", "the yearly period"),
        "order.received" => ("thời điểm nhận lệnh, yêu cầu điều phối", "the receipt of the order"),
        "report.requested" => ("thời điểm nhận yêu cầu báo cáo", "the receipt of the request to report"),
        delivered if delivered.starts_with("report.") => {
            ("thời điểm gửi báo cáo trước đó", "the delivery of the report before it")
        }
        other => return Text::new(other, other),
    };
    Text::new(vi, en)
}

pub(super) fn hours_run(hours: u32, due: Timestamp) -> Reason {
    let moment = moment_text(due);
    reason(
        format!(
            "Thời hạn tính bằng giờ chạy liên tục từ thời điểm đã xác định, không trừ đêm, ngày nghỉ hay ngày lễ: \
             cộng {hours} giờ được {}.",
            moment.vi
        ),
        format!(
            "A limit in hours runs without a break from the fixed moment, nights, rest days and holidays included: \
             adding {hours} hours gives {}.",
            moment.en
        ),
        HOURS_RUN,
    )
}

pub(super) fn event_day_left_out(event: Date, first: Date) -> Reason {
    reason(
        format!("Ngày xảy ra sự kiện ({}) không tính; ngày thứ nhất là {}.", day_vi(event), day_vi(first)),
        format!("The day of the event ({}) is not counted; day 1 is {}.", day_en(event), day_en(first)),
        EVENT_DAY,
    )
}

pub(super) fn last_day(days: u32, last: Date) -> Reason {
    reason(
        format!("Ngày thứ {days}, ngày cuối của thời hạn, là {}.", day_vi(last)),
        format!("Day {days}, the last day of the period, is {}.", day_en(last)),
        LAST_DAY,
    )
}

pub(super) fn last_month(months: u32, last: Date) -> Reason {
    reason(
        format!("Sau {months} tháng, ngày tương ứng, ngày cuối của thời hạn, là {}.", day_vi(last)),
        format!(
            "After {months} month(s) the corresponding day, the last of the period, is {}.",
            day_en(last)
        ),
        LAST_MONTH,
    )
}

pub(super) fn skipped(day: Date, rest: &Rest<'_>, calendar: &Calendar) -> Reason {
    match rest {
        Rest::Weekly(_) => {
            let source = &calendar.week.source;
            let cite = if source.is_empty() { REST_DAY.to_owned() } else { format!("{REST_DAY}; {source}") };
            reason(
                format!("{} là ngày nghỉ hằng tuần, bỏ qua.", capital(&day_vi(day))),
                format!("{} is a weekly rest day and is skipped.", day_en(day)),
                cite,
            )
        }
        Rest::Named(entry) => {
            let english = if entry.name.en.is_empty() { &entry.name.vi } else { &entry.name.en };
            reason(
                format!("{} là ngày nghỉ ({}), bỏ qua.", capital(&day_vi(day)), entry.name.vi),
                format!("{} is a day off ({english}) and is skipped.", day_en(day)),
                format!("{REST_DAY}; {}", entry.source),
            )
        }
    }
}

pub(super) fn shifted(working: Date) -> Reason {
    reason(
        format!(
            "Ngày cuối rơi vào ngày nghỉ nên thời hạn kết thúc vào ngày làm việc tiếp theo: {}.",
            day_vi(working)
        ),
        format!(
            "The last day is a day off, so the period ends with the next working day: {}.",
            day_en(working)
        ),
        REST_DAY,
    )
}

pub(super) fn worked_instead(day: Date, entry: &CalendarDay) -> Reason {
    let english = if entry.name.en.is_empty() { &entry.name.vi } else { &entry.name.en };
    reason(
        format!("{} là ngày làm việc hoán đổi ({}), không lùi hạn.", capital(&day_vi(day)), entry.name.vi),
        format!("{} is a swapped working day ({english}); no shift.", day_en(day)),
        entry.source.as_str(),
    )
}

pub(super) fn ends_at_24(day: Date) -> Reason {
    let shown = shown_date(day);
    reason(
        format!("Thời hạn kết thúc lúc 24:00 ngày {shown}."),
        format!("The period ends at 24:00 on {shown}."),
        END_OF_DAY,
    )
}

pub(super) fn wall(clock: &Clock, stands: Date, last: Date) -> Reason {
    reason(
        format!(
            "\"Trước ngày {}\" nghĩa là phải xong chậm nhất lúc hết ngày liền trước: {}.",
            shown_date(stands),
            day_vi(last)
        ),
        format!(
            "\"Before {}\" means done by the end of the day before it: {}.",
            shown_date(stands),
            day_en(last)
        ),
        clock.cite.as_str(),
    )
}

pub(super) fn wall_stands(clock: &Clock, last: Date) -> Reason {
    let shown = shown_date(last);
    reason(
        format!(
            "Mốc \"trước ngày\" là cố định, không lùi sang ngày làm việc tiếp theo; hạn là 24:00 ngày {shown}."
        ),
        format!(
            "A \"before\" date is a fixed wall and never moves to a later working day; due at 24:00 on {shown}."
        ),
        clock.cite.as_str(),
    )
}

pub(super) fn no_number(clock: &Clock) -> Reason {
    let (vi, en) = match clock.limit {
        Limit::None => (
            "Văn bản không quy định thời hạn cho nghĩa vụ này.",
            "The text sets no time limit for this duty.",
        ),
        _ => (
            "Văn bản yêu cầu thực hiện ngay nhưng không ấn định số giờ, số ngày.",
            "The text demands it at once but gives no number of hours or days.",
        ),
    };
    reason(vi.to_owned(), en.to_owned(), clock.cite.as_str())
}

pub(super) fn policy(target: SignedDuration, due: Timestamp) -> Reason {
    let moment = moment_text(due);
    let span = span_text(target);
    reason(
        format!("Mục tiêu nội bộ {} (không phải hạn luật định): {}.", span.vi, moment.vi),
        format!("Internal target of {} (not a legal deadline): {}.", span.en, moment.en),
        "",
    )
}

/// A target in words.
fn span_text(span: SignedDuration) -> Text {
    let minutes = span.as_mins();
    match (minutes % (24 * 60), minutes % 60) {
        (0, _) => {
            let days = minutes / (24 * 60);
            Text::new(format!("{days} ngày (24 giờ mỗi ngày)"), format!("{days} days of 24 hours"))
        }
        (_, 0) => {
            let hours = minutes / 60;
            Text::new(format!("{hours} giờ"), format!("{hours} hour{}", if hours == 1 { "" } else { "s" }))
        }
        _ => Text::new(format!("{minutes} phút"), format!("{minutes} minutes")),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
