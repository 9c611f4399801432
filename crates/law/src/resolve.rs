//! Which rulesets bind an incident, and which clocks an event starts.
//!
//! The answer is the union: every text in force at the moment whose scope covers the facts. Clocks of several
//! texts are never merged. Neighbours: [`crate::Library`] in, [`crate::compute`] next.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::clock::{Clock, shown_date, zone};
use crate::ids::RulesetId;
use crate::library::Library;
use crate::ruleset::{Ruleset, ScopeSeverity};
use crate::text::{Lang, Text};

/// What is known of an incident, as far as scopes and conditions ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The moment that decides which texts are in force: detection.
    pub at: Timestamp,
    /// Province code of the owner's or operator's body.
    pub province: Option<String>,
    /// Sector of the owner's body.
    pub sector: Option<String>,
    /// Name of the district or commune of the owner's or operator's body.
    pub locality: Option<String>,
    /// Level of the system, 1–5.
    pub level: Option<u8>,
    /// Decided to be severe.
    pub severe: bool,
    /// Conditions of single clocks.
    pub conditions: Conditions,
}

/// Conditions that clocks may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The operator cannot handle it alone.
    pub beyond_ability: bool,
    /// It was already fixed when it was notified.
    pub fixed_at_notice: bool,
    /// It may be severe.
    pub possibly_severe: bool,
    /// Codes of the shared list `circumstances` that hold.
    pub circumstances: Vec<String>,
}

/// A ruleset that binds, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Binding<'a> {
    /// The text.
    pub ruleset: &'a Ruleset,
    /// The grounds, one sentence each.
    pub because: Vec<Text>,
}

/// The rulesets that bind under `facts`, in library order.
pub fn resolve<'a>(lib: &'a Library, facts: &Facts) -> Vec<Binding<'a>> {
    lib.rulesets()
        .filter_map(|ruleset| judge(ruleset, facts).ok().map(|because| Binding { ruleset, because }))
        .collect()
}

/// Every ruleset with its verdict: id, bound or not, and why in one text.
pub fn explain(lib: &Library, facts: &Facts) -> Vec<(RulesetId, bool, Text)> {
    lib.rulesets()
        .map(|ruleset| match judge(ruleset, facts) {
            Ok(because) => (ruleset.id.clone(), true, joined(&because)),
            Err(against) => (ruleset.id.clone(), false, joined(&against)),
        })
        .collect()
}

/// The clocks that `event` starts in the bound rulesets and whose conditions hold.
pub fn clocks_started<'a>(
    bindings: &[Binding<'a>],
    event: &str,
    facts: &Facts,
) -> Vec<(&'a Ruleset, &'a Clock)> {
    bindings
        .iter()
        .flat_map(|binding| binding.ruleset.clocks.iter().map(move |clock| (binding.ruleset, clock)))
        .filter(|(_, clock)| clock.starts == event && holds(clock, facts))
        .collect()
}

fn holds(clock: &Clock, facts: &Facts) -> bool {
    let same = |asked: Option<bool>, given: bool| asked.is_none_or(|asked| asked == given);
    same(clock.when.severe, facts.severe)
        && same(clock.when.beyond_ability, facts.conditions.beyond_ability)
        && same(clock.when.fixed_at_notice, facts.conditions.fixed_at_notice)
        && same(clock.when.possibly_severe, facts.conditions.possibly_severe)
        && clock.when.circumstance.as_ref().is_none_or(|code| facts.conditions.circumstances.contains(code))
}

/// The grounds for binding, or all the grounds against it.
fn judge(ruleset: &Ruleset, facts: &Facts) -> Result<Vec<Text>, Vec<Text>> {
    let (mut grounds, mut against) = (Vec::new(), Vec::new());
    let day = facts.at.to_zoned(zone()).date();
    force(ruleset, day, &mut grounds, &mut against);
    place(ruleset, facts, &mut grounds, &mut against);
    severity(ruleset, facts, &mut grounds, &mut against);
    if !ruleset.scope.incidents {
        against.push(Text::new(
            "Văn bản giao nhiệm vụ cho cơ quan, tổ chức; không áp dụng cho từng sự cố.",
            "The text binds bodies and no single incident.",
        ));
    }
    if against.is_empty() { Ok(grounds) } else { Err(against) }
}

fn force(ruleset: &Ruleset, day: Date, grounds: &mut Vec<Text>, against: &mut Vec<Text>) {
    let force = &ruleset.force;
    let shown = |date: Date| shown_date(date);
    if force.never {
        against.push(Text::new(
            "Văn bản không có hiệu lực thi hành (dự thảo); chỉ để tham khảo.",
            "The text was never in force (a draft); for reference only.",
        ));
        return;
    }
    match force.from {
        Some(from) if day < from => against.push(Text::new(
            format!("Ngày {} văn bản chưa có hiệu lực (có hiệu lực từ {}).", shown(day), shown(from)),
            format!("Not yet in force on {} (in force from {}).", shown(day), shown(from)),
        )),
        Some(from) => grounds.push(Text::new(
            format!("Đang có hiệu lực vào ngày {} (từ ngày {}).", shown(day), shown(from)),
            format!("In force on {} (since {}).", shown(day), shown(from)),
        )),
        None => grounds.push(Text::new(
            format!("Đang có hiệu lực vào ngày {}.", shown(day)),
            format!("In force on {}.", shown(day)),
        )),
    }
    if let Some(until) = force.until
        && day >= until
    {
        against.push(Text::new(
            format!("Ngày {} văn bản đã hết hiệu lực (từ {}).", shown(day), shown(until)),
            format!("No longer in force on {} (ended {}).", shown(day), shown(until)),
        ));
    }
}

fn place(ruleset: &Ruleset, facts: &Facts, grounds: &mut Vec<Text>, against: &mut Vec<Text>) {
    let scope = &ruleset.scope;
    if !scope.provinces.is_empty() {
        match &facts.province {
            Some(code) if scope.provinces.contains(code) => grounds.push(Text::new(
                format!("Địa bàn (mã tỉnh {code}) thuộc phạm vi áp dụng."),
                format!("The province (code {code}) is inside the scope."),
            )),
            Some(code) => against.push(Text::new(
                format!("Địa bàn (mã tỉnh {code}) không thuộc phạm vi áp dụng."),
                format!("The province (code {code}) is outside the scope."),
            )),
            None => against.push(Text::new(
                "Chưa biết địa bàn, mà văn bản chỉ áp dụng cho một số tỉnh, thành phố.",
                "The province is unknown and the text binds only some provinces.",
            )),
        }
    }
    if !scope.localities.is_empty() {
        let listed = scope.localities.join(", ");
        let inside = facts.locality.as_ref().is_some_and(|name| scope.localities.contains(name));
        let (list, vi, en) = match inside {
            true => (&mut *grounds, "thuộc", "inside"),
            false => {
                (&mut *against, "không thuộc hoặc chưa biết có thuộc", "outside, or not known to be inside,")
            }
        };
        list.push(Text::new(
            format!("Địa phương {vi} phạm vi áp dụng ({listed})."),
            format!("The locality is {en} the scope ({listed})."),
        ));
    }
    if let Some(sector) = &facts.sector
        && scope.exclude_sectors.contains(sector)
    {
        let note = scope.note.clone().unwrap_or_default();
        let because = |lang: Lang| {
            let words = note.get(lang);
            if words.is_empty() { String::new() } else { format!(" {words}") }
        };
        against.push(Text::new(
            format!("Lĩnh vực của chủ quản nằm ngoài phạm vi áp dụng.{}", because(Lang::Vi)),
            format!("The sector of the owner is outside the scope.{}", because(Lang::En)),
        ));
    }
    if !scope.levels.is_empty() {
        let listed = scope.levels.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match facts.level {
            Some(level) if scope.levels.contains(&level) => grounds.push(Text::new(
                format!("Hệ thống cấp độ {level} thuộc phạm vi áp dụng."),
                format!("A level {level} system is inside the scope."),
            )),
            Some(level) => against.push(Text::new(
                format!("Hệ thống cấp độ {level} không thuộc phạm vi (chỉ cấp độ {listed})."),
                format!("A level {level} system is outside the scope (only levels {listed})."),
            )),
            None => against.push(Text::new(
                format!("Chưa biết cấp độ hệ thống, mà văn bản chỉ áp dụng cho cấp độ {listed}."),
                format!("The system level is unknown and the text binds only levels {listed}."),
            )),
        }
    }
}

fn severity(ruleset: &Ruleset, facts: &Facts, grounds: &mut Vec<Text>, against: &mut Vec<Text>) {
    match (ruleset.scope.severity, facts.severe) {
        (ScopeSeverity::Any, _) => {}
        (ScopeSeverity::Ordinary, false) => grounds.push(Text::new(
            "Sự cố không thuộc loại nghiêm trọng, đúng phạm vi của văn bản.",
            "The incident is not severe, as the text requires.",
        )),
        (ScopeSeverity::Severe, true) => grounds.push(Text::new(
            "Sự cố nghiêm trọng, đúng phạm vi của văn bản.",
            "The incident is severe, as the text requires.",
        )),
        (ScopeSeverity::Ordinary, true) => against.push(Text::new(
            "Văn bản không áp dụng cho sự cố nghiêm trọng.",
            "The text does not cover severe incidents.",
        )),
        (ScopeSeverity::Severe, false) => against.push(Text::new(
            "Văn bản chỉ áp dụng cho sự cố nghiêm trọng.",
            "The text covers severe incidents only.",
        )),
    }
}

fn joined(texts: &[Text]) -> Text {
    let words = |lang: Lang| texts.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(" ");
    Text::new(words(Lang::Vi), words(Lang::En))
}
