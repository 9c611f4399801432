//! What a reader of a due moment should know beside it: no force, unchecked text, rest days.

use jiff::civil::Date;

use super::Clock;
use super::moments::shown_date;
use super::reasoning::{day_en, day_vi};
use crate::calendar::Rest;
use crate::ruleset::{Edition, Ruleset};
use crate::text::{Certainty, Text};

/// Warnings that hold whatever the moment comes to.
pub(super) fn standing(clock: &Clock, ruleset: &Ruleset, day: Date) -> Vec<Text> {
    let mut warnings = Vec::new();
    if ruleset.force.never {
        let (vi, en) = match ruleset.edition {
            Edition::Draft => {
                ("Văn bản là dự thảo, không có hiệu lực", "The text is a draft and was never in force")
            }
            _ => ("Văn bản không có hiệu lực thi hành", "The text is not in force"),
        };
        warnings.push(Text::new(
            format!("{vi}; kết quả chỉ để tham khảo."),
            format!("{en}; for reference only."),
        ));
    } else if !ruleset.in_force(day) {
        let day = shown_date(day);
        warnings.push(Text::new(
            format!("Văn bản không có hiệu lực vào ngày {day}; kết quả chỉ để tham khảo."),
            format!("The text is not in force on {day}; for reference only."),
        ));
    }
    if clock.certainty == Certainty::Recalled {
        warnings.push(Text::new(
            "Quy định này chưa được đối chiếu với văn bản gốc, cần kiểm chứng.",
            "This provision has not been checked against the legal text; please verify.",
        ));
    }
    warnings
}

/// Days off and days worked instead that concern some bodies only; the others end on `due`.
pub(super) fn elsewhere(due: Date, whom: &Text) -> Text {
    let shown = shown_date(due);
    Text::new(
        format!(
            "Lịch nghỉ hoán đổi trong khoảng này chỉ áp dụng cho {}; nơi khác thì hạn là 24:00 ngày {shown}.",
            whom.vi
        ),
        format!(
            "Swapped days in this stretch concern {} only; elsewhere the period ends at 24:00 of {shown}.",
            whom.get(crate::text::Lang::En)
        ),
    )
}

pub(super) fn out_of_time() -> Text {
    Text::new(
        "Không tính được thời hạn: thời điểm hoặc lịch nằm ngoài phạm vi tính toán.",
        "The due moment cannot be computed: the moment or the calendar is out of range.",
    )
}

pub(super) fn wall_on_rest_day(last: Date, rest: &Rest<'_>, earlier: Option<Date>) -> Text {
    let (vi, en) = match rest {
        Rest::Weekly(_) => ("ngày nghỉ hằng tuần".to_owned(), "a weekly rest day".to_owned()),
        Rest::Named(entry) => (
            format!("ngày nghỉ ({})", entry.name.vi),
            format!("a day off ({})", if entry.name.en.is_empty() { &entry.name.vi } else { &entry.name.en }),
        ),
    };
    let (then_vi, then_en) = match earlier {
        Some(day) => {
            (format!(" Nên hoàn thành từ {}.", day_vi(day)), format!(" Better finish by {}.", day_en(day)))
        }
        None => Default::default(),
    };
    Text::new(
        format!("Ngày cuối ({}) là {vi} và hạn này không lùi.{then_vi}", day_vi(last)),
        format!("The last day ({}) is {en} and this due date does not move.{then_en}", day_en(last)),
    )
}
