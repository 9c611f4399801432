//! One text of law: what it asks of whom, by when, in which order, on which form.

use super::index::{RulesetList, RulesetRow};
use super::{role_name, role_names, words};
use crate::cites::cited;
use crate::{Lang, Page};
use law::{Library, Ruleset, shown_date};
use serde::Serialize;

/// Where a provision stands and how certain it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// Citation as printed.
    pub cite: String,
    /// Where it was read.
    pub source: String,
    /// `text`, `secondary` or `recalled`.
    pub certainty: String,
}

/// A duty with a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockRow {
    /// Id in the text.
    pub id: String,
    /// What is owed.
    pub title: String,
    /// The deadline in words.
    pub limit: String,
    /// Who owes it.
    pub owes: String,
    /// To whom.
    pub to: Vec<String>,
    /// Where it stands.
    pub provision: Provision,
    /// Remarks.
    pub notes: Vec<String>,
}

/// A role and who holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleRow {
    /// Name as printed.
    pub title: String,
    /// Holders, each "name (from – until)".
    pub holders: Vec<String>,
    /// Where it stands.
    pub provision: Provision,
}

/// A step of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Number as printed.
    pub number: String,
    /// Title.
    pub title: String,
    /// Content.
    pub text: Option<String>,
    /// Who leads.
    pub lead: Vec<String>,
    /// Who supports.
    pub support: Vec<String>,
    /// Printed "if needed".
    pub optional: bool,
    /// Where it stands.
    pub provision: Provision,
    /// Remarks.
    pub notes: Vec<String>,
}

/// A phase of the process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseView {
    /// Title.
    pub title: String,
    /// Steps in printed order.
    pub steps: Vec<StepView>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormRow {
    /// Id in the text.
    pub id: String,
    /// Number shown.
    pub number: String,
    /// Every number printed, where they contradict each other.
    pub printed: Vec<String>,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub provision: Provision,
}

/// A list of words the text prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListView {
    /// Id in the text.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether its entries are ticked off.
    pub checklist: bool,
    /// Entries, with their printed numbers.
    pub items: Vec<String>,
    /// Where it stands.
    pub provision: Provision,
}

/// A task, plan item or project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskRow {
    /// Number as printed.
    pub number: String,
    /// What is to be done.
    pub title: String,
    /// At length.
    pub text: Option<String>,
    /// Who leads.
    pub lead: String,
    /// Who supports.
    pub support: String,
    /// When.
    pub time: String,
    /// What pays for it.
    pub money: Option<String>,
    /// Where it stands.
    pub provision: Provision,
}

/// A group of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaskGroupView {
    /// Title.
    pub title: String,
    /// Tasks in printed order.
    pub tasks: Vec<TaskRow>,
}

/// One text of law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetPage {
    /// What the list says of it.
    pub head: RulesetRow,
    /// Where it was read.
    pub source: String,
    /// Day asked, `dd/mm/yyyy`.
    pub day: String,
    /// Remarks and contradictions.
    pub notes: Vec<String>,
    /// Duties with deadlines.
    pub clocks: Vec<ClockRow>,
    /// Remarks on the process.
    pub process_notes: Vec<String>,
    /// Phases of the process.
    pub phases: Vec<PhaseView>,
    /// Roles.
    pub roles: Vec<RoleRow>,
    /// Forms.
    pub forms: Vec<FormRow>,
    /// Lists.
    pub lists: Vec<ListView>,
    /// Tasks and projects.
    pub task_groups: Vec<TaskGroupView>,
    /// Number of its provisions.
    pub provisions: usize,
    /// Other editions of the same text.
    pub editions: Vec<RulesetRow>,
}

impl RulesetPage {
    /// A text of a library as it stands on `day`; none when the library has no such text.
    pub fn of(library: &Library, id: &str, day: jiff::civil::Date, lang: Lang) -> Option<RulesetPage> {
        let ruleset = library.ruleset(id)?;
        let all = RulesetList::of(library, day, lang);
        let head = all.rows.iter().find(|row| row.id == id)?.clone();
        let kin = ruleset.edition_of.as_deref().unwrap_or(id);
        let editions: Vec<String> =
            library.editions(kin).map(|edition| edition.id.to_string()).filter(|other| other != id).collect();
        Some(RulesetPage {
            source: ruleset.source.clone(),
            notes: words(&ruleset.notes, lang),
            clocks: ruleset.clocks.iter().map(|clock| clock_row(ruleset, clock, lang)).collect(),
            process_notes: ruleset.process.iter().flat_map(|process| words(&process.notes, lang)).collect(),
            phases: phases(ruleset, lang),
            roles: ruleset.roles.iter().map(|role| role_row(role, lang)).collect(),
            forms: ruleset.forms.iter().map(|form| form_row(form, lang)).collect(),
            lists: ruleset.lists.iter().map(|list| list_view(list, lang)).collect(),
            task_groups: task_groups(ruleset, lang),
            provisions: ruleset.provisions.len(),
            editions: all.rows.into_iter().filter(|row| editions.contains(&row.id)).collect(),
            day: all.day,
            head,
        })
    }
}

fn task_groups(ruleset: &Ruleset, lang: Lang) -> Vec<TaskGroupView> {
    let named = |roles: &[law::RoleKey], printed: Option<&law::Text>| match printed {
        Some(text) => text.get(lang).to_owned(),
        None => role_names(ruleset, roles, lang).join("; "),
    };
    let years = |task: &law::Task| match (task.from_year, task.until_year) {
        (Some(from), Some(until)) if from != until => format!("{from}–{until}"),
        (Some(year), _) | (None, Some(year)) => year.to_string(),
        (None, None) => String::new(),
    };
    let row = |task: &law::Task| TaskRow {
        number: task.number.clone(),
        title: task.title.get(lang).to_owned(),
        text: task.text.as_ref().map(|text| text.get(lang).to_owned()),
        lead: named(&task.lead, task.lead_text.as_ref()),
        support: named(&task.support, task.support_text.as_ref()),
        time: task.time.as_ref().map_or_else(|| years(task), |time| time.get(lang).to_owned()),
        money: task.money.as_ref().map(|money| money.get(lang).to_owned()),
        provision: provision(&task.cite, &task.source, task.certainty, lang),
    };
    let group = |group: &law::TaskGroup| TaskGroupView {
        title: group.title.get(lang).to_owned(),
        tasks: ruleset.tasks.iter().filter(|task| task.group == group.id).map(row).collect(),
    };
    ruleset.task_groups.iter().map(group).collect()
}

pub(super) fn provision(cite: &str, source: &str, certainty: law::Certainty, lang: Lang) -> Provision {
    Provision { cite: cited(cite, lang), source: source.into(), certainty: certainty.to_string() }
}

pub(super) fn clock_row(ruleset: &Ruleset, clock: &law::Clock, lang: Lang) -> ClockRow {
    ClockRow {
        id: clock.id.to_string(),
        title: clock.title.get(lang).to_owned(),
        limit: clock.limit.text().get(lang).to_owned(),
        owes: role_name(ruleset, &clock.owes, lang),
        to: role_names(ruleset, &clock.to, lang),
        provision: provision(&clock.cite, &clock.source, clock.certainty, lang),
        notes: words(&clock.notes, lang),
    }
}

fn phases(ruleset: &Ruleset, lang: Lang) -> Vec<PhaseView> {
    let phases = ruleset.process.iter().flat_map(|process| process.phases.iter());
    phases
        .map(|phase| PhaseView {
            title: phase.title.get(lang).to_owned(),
            steps: phase.steps.iter().map(|step| step_view(ruleset, step, lang)).collect(),
        })
        .collect()
}

fn step_view(ruleset: &Ruleset, step: &law::Step, lang: Lang) -> StepView {
    StepView {
        number: step.number.clone(),
        title: step.title.get(lang).to_owned(),
        text: step.text.as_ref().map(|text| text.get(lang).to_owned()),
        lead: role_names(ruleset, &step.lead, lang),
        support: role_names(ruleset, &step.support, lang),
        optional: step.optional,
        provision: provision(&step.cite, &step.source, step.certainty, lang),
        notes: words(&step.notes, lang),
    }
}

fn role_row(role: &law::Role, lang: Lang) -> RoleRow {
    let span = |from: Option<_>, until: Option<_>| {
        let shown = |day: Option<_>| day.map_or_else(|| "…".to_owned(), shown_date);
        format!("{} – {}", shown(from), shown(until))
    };
    RoleRow {
        title: role.title.get(lang).to_owned(),
        holders: role
            .holders
            .iter()
            .map(|holder| format!("{} ({})", holder.name, span(holder.from, holder.until)))
            .collect(),
        provision: provision(&role.cite, &role.source, role.certainty, lang),
    }
}

fn form_row(form: &law::Form, lang: Lang) -> FormRow {
    let printed = if form.number.printed.len() > 1 { form.number.printed.clone() } else { Vec::new() };
    FormRow {
        id: form.id.to_string(),
        number: cited(&form.number.shown, lang),
        printed,
        title: form.title.get(lang).to_owned(),
        provision: provision(&form.cite, &form.source, form.certainty, lang),
    }
}

fn list_view(list: &law::List, lang: Lang) -> ListView {
    ListView {
        id: list.id.to_string(),
        checklist: list.checklist,
        title: list.title.get(lang).to_owned(),
        items: list
            .items
            .iter()
            .map(|item| match &item.number {
                Some(number) => format!("{number}. {}", item.label.get(lang)),
                None => item.label.get(lang).to_owned(),
            })
            .collect(),
        provision: provision(&list.cite, &list.source, list.certainty, lang),
    }
}

/// An invented provision.
pub(super) fn sample_provision() -> Provision {
    Provision {
        cite: "Điều 9".into(),
        source: "Cổng Thông tin Minh Họa".into(),
        certainty: "secondary".into(),
    }
}

impl Page for RulesetPage {
    const TEMPLATE: &'static str = "pages/law/show.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let Some(list) = RulesetList::samples().into_iter().next() else { return Vec::new() };
        let mut rows = list.rows.into_iter();
        let (Some(head), Some(draft)) = (rows.next(), rows.next()) else { return Vec::new() };
        let step = |number: &str, title: &str, optional| StepView {
            number: number.into(),
            title: title.into(),
            text: Some("Ghi nhận, phân loại thông tin về sự cố từ mọi nguồn.".into()),
            lead: vec!["Đơn vị vận hành".into()],
            support: vec!["Cơ quan điều phối quốc gia".into()],
            optional,
            provision: sample_provision(),
            notes: vec!["Đơn vị phối hợp lấy theo nội dung thực hiện.".into()],
        };
        let full = RulesetPage {
            head: head.clone(),
            source: "Cổng Thông tin Minh Họa".into(),
            day: "20/11/2026".into(),
            notes: vec!["Số mẫu in trong văn bản không thống nhất.".into()],
            clocks: vec![ClockRow {
                id: "closing-report".into(),
                title: "Báo cáo kết thúc ứng phó sự cố".into(),
                limit: "5 ngày".into(),
                owes: "Đơn vị vận hành".into(),
                to: vec!["Chủ quản hệ thống thông tin".into(), "Cơ quan điều phối quốc gia".into()],
                provision: sample_provision(),
                notes: vec!["Dự thảo ghi 10 ngày.".into()],
            }],
            process_notes: vec!["Các bước có thể điều chỉnh theo tình hình thực tế.".into()],
            phases: vec![PhaseView {
                title: "Phát hiện, tiếp nhận".into(),
                steps: vec![step("1.a", "Tiếp nhận thông tin", false), step("1.b", "Xác minh", true)],
            }],
            roles: vec![RoleRow {
                title: "Cơ quan điều phối quốc gia".into(),
                holders: vec!["Trung tâm Minh Họa (01/11/2017 – …)".into()],
                provision: sample_provision(),
            }],
            forms: vec![FormRow {
                id: "initial-report".into(),
                number: "Mẫu 03".into(),
                printed: vec!["02".into(), "03".into()],
                title: "Báo cáo ban đầu sự cố".into(),
                provision: sample_provision(),
            }],
            lists: vec![ListView {
                id: "l8".into(),
                checklist: true,
                title: "Phân loại sự cố".into(),
                items: vec!["1. Từ chối dịch vụ".into(), "2. Mã độc hại".into()],
                provision: sample_provision(),
            }],
            task_groups: vec![TaskGroupView {
                title: "Trước khi xảy ra sự cố".into(),
                tasks: vec![TaskRow {
                    number: "1".into(),
                    title: "Diễn tập ứng cứu sự cố".into(),
                    text: Some("Tổ chức hằng năm.".into()),
                    lead: "Cơ quan điều phối quốc gia".into(),
                    support: String::new(),
                    time: "2018–2025".into(),
                    money: Some("vốn đầu tư".into()),
                    provision: sample_provision(),
                }],
            }],
            provisions: 12,
            editions: vec![draft.clone()],
        };
        let bare = RulesetPage {
            head: draft,
            notes: Vec::new(),
            clocks: Vec::new(),
            process_notes: Vec::new(),
            phases: Vec::new(),
            roles: Vec::new(),
            forms: Vec::new(),
            lists: Vec::new(),
            task_groups: Vec::new(),
            provisions: 0,
            editions: vec![head],
            ..full.clone()
        };
        vec![full, bare]
    }
}
