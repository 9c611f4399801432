//! What falls due in a year: the periodic duties of every text in force, month by month, and the numbers to be reached.

use super::ruleset::{Provision, provision, sample_provision};
use super::{role_name, role_names};
use crate::contexts::elements::Choice;
use crate::{Lang, Page};
use jiff::civil::Date;
use law::{Library, Limit, Ruleset};
use serde::Serialize;

/// A duty with its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearDuty {
    /// Last moment, in words.
    pub due: String,
    /// Month 1–12 of its last day.
    pub month: i8,
    /// What is owed.
    pub title: String,
    /// The data window, in words, when the text fixes one.
    pub window: Option<String>,
    /// Who owes it.
    pub owes: String,
    /// To whom.
    pub to: Vec<String>,
    /// Short name of the text.
    pub law: String,
    /// Address of its reckoning.
    pub href: String,
    /// Where it stands.
    pub provision: Provision,
}

/// A number to be reached in the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearTarget {
    /// What is counted.
    pub title: String,
    /// "4 meetings a year".
    pub number: String,
    /// `year`, `half-year`, `quarter` or `month`.
    pub per: String,
    /// Roles it is set for.
    pub of: Vec<String>,
    /// Whether each body of the role has it for itself.
    pub each: bool,
    /// Short name of the text.
    pub law: String,
    /// Where it stands.
    pub provision: Provision,
}

/// A year's duties of a province, or of the whole country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearPage {
    /// The year.
    pub year: i16,
    /// Provinces to choose from.
    pub provinces: Vec<Choice>,
    /// Name of the province chosen.
    pub province: Option<String>,
    /// Duties by last day.
    pub duties: Vec<YearDuty>,
    /// Numbers to be reached.
    pub targets: Vec<YearTarget>,
}

impl YearPage {
    /// The duties of a year in a province (its code), or in the whole country.
    pub fn of(library: &Library, year: i16, province: Option<&str>, lang: Lang) -> YearPage {
        let list = library.list("provinces");
        let items = list.iter().flat_map(|list| list.items.iter());
        let provinces: Vec<Choice> = items
            .map(|item| Choice {
                code: item.code.clone(),
                label: item.label.get(lang).to_owned(),
                checked: province == Some(item.code.as_str()),
            })
            .collect();
        let binding: Vec<&Ruleset> = library
            .rulesets()
            .filter(|r| !r.force.never)
            .filter(|r| {
                r.scope.provinces.is_empty()
                    || province.is_some_and(|code| r.scope.provinces.iter().any(|p| p == code))
            })
            .filter(|r| r.scope.localities.is_empty())
            .collect();
        let mut duties: Vec<(Date, YearDuty)> = binding.iter().flat_map(|r| duties(r, year, lang)).collect();
        duties.sort_by(|one, other| (one.0, &one.1.law).cmp(&(other.0, &other.1.law)));
        YearPage {
            year,
            province: provinces.iter().find(|p| p.checked).map(|p| p.label.clone()),
            provinces,
            duties: duties.into_iter().map(|(_, duty)| duty).collect(),
            targets: binding
                .iter()
                .filter(|r| Date::new(year, 12, 31).is_ok_and(|day| r.in_force(day)))
                .flat_map(|r| r.targets.iter().map(|target| year_target(r, target, lang)))
                .collect(),
        }
    }
}

/// The duties of a text whose last day, the eve of a day of the year, falls into the year and into its force.
fn duties(ruleset: &Ruleset, year: i16, lang: Lang) -> Vec<(Date, YearDuty)> {
    ruleset
        .clocks
        .iter()
        .filter_map(|clock| {
            let Limit::Before { day, month } = clock.limit else { return None };
            let last = Date::new(year, month, day).ok()?.yesterday().ok()?;
            if !ruleset.in_force(last) {
                return None;
            }
            let period = ruleset.periods.iter().find(|p| p.clock.as_ref() == Some(&clock.id));
            let window = period.and_then(|p| Some(format!("{} – {}", p.from?, p.until?)));
            let duty = YearDuty {
                due: law::shown_date(last),
                month: last.month(),
                title: clock.title.get(lang).to_owned(),
                window,
                owes: role_name(ruleset, &clock.owes, lang),
                to: role_names(ruleset, &clock.to, lang),
                law: ruleset.short.get(lang).to_owned(),
                href: format!("/law/clock?clock={}/{}", ruleset.id, clock.id),
                provision: provision(&clock.cite, &clock.source, clock.certainty, lang),
            };
            Some((last, duty))
        })
        .collect()
}

fn year_target(ruleset: &Ruleset, target: &law::Target, lang: Lang) -> YearTarget {
    let number = match target.most.filter(|most| *most > target.least) {
        Some(most) => format!("{}–{most}", target.least),
        None => format!("≥ {}", target.least),
    };
    let per = law::Span::ALL.iter().find(|(_, span)| *span == target.per).map_or("", |(word, _)| word);
    YearTarget {
        title: target.title.get(lang).to_owned(),
        number: format!("{number} {}", target.unit.get(lang)),
        per: per.to_owned(),
        of: role_names(ruleset, &target.of, lang),
        each: target.each,
        law: ruleset.short.get(lang).to_owned(),
        provision: provision(&target.cite, &target.source, target.certainty, lang),
    }
}

impl Page for YearPage {
    const TEMPLATE: &'static str = "pages/law/calendar.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let duty = YearDuty {
            due: "19/06/2026".into(),
            month: 6,
            title: "Báo cáo tổng hợp 6 tháng".into(),
            window: Some("15/12 – 14/6".into()),
            owes: "Thành viên mạng lưới".into(),
            to: vec!["Cơ quan điều phối quốc gia".into()],
            law: "TT 20/2017".into(),
            href: "/law/clock?clock=tt20-2017/half-year-report".into(),
            provision: sample_provision(),
        };
        let target = |per: &str, each| YearTarget {
            title: "Hội nghị giao ban mạng lưới".into(),
            number: "≥ 4 hội nghị".into(),
            per: per.into(),
            of: vec!["Cơ quan điều phối quốc gia".into()],
            each,
            law: "QĐ 1622".into(),
            provision: sample_provision(),
        };
        let full = YearPage {
            year: 2026,
            provinces: vec![Choice { code: "24".into(), label: "Bắc Ninh".into(), checked: true }],
            province: Some("Bắc Ninh".into()),
            duties: vec![YearDuty { window: None, ..duty.clone() }, duty],
            targets: vec![
                target("year", false),
                target("half-year", true),
                target("quarter", false),
                target("month", true),
            ],
        };
        let bare = YearPage { province: None, duties: Vec::new(), targets: Vec::new(), ..full.clone() };
        vec![full, bare]
    }
}
