//! Two editions of a text side by side, with what differs marked.

use super::ruleset::clock_row;
use super::{role_names, words};
use crate::contexts::elements::Choice;
use crate::{Lang, Page};
use law::{Form, Library, Ruleset};
use serde::Serialize;

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// What is compared.
    pub title: String,
    /// What the left text says, one entry a line; none when it has no such thing.
    pub left: Option<Vec<String>>,
    /// What the right text says.
    pub right: Option<Vec<String>>,
    /// Whether both say the same.
    pub same: bool,
}

/// A group of lines, such as the time limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparedGroup {
    /// Name: `text`, `clocks`, `process`, `forms`, `lists` or `roles`.
    pub name: String,
    /// Lines.
    pub lines: Vec<Compared>,
    /// How many differ.
    pub differ: usize,
}

/// Two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComparePage {
    /// Texts to choose from, the left one chosen.
    pub lefts: Vec<Choice>,
    /// The same, the right one chosen.
    pub rights: Vec<Choice>,
    /// Short name of the left text.
    pub left: String,
    /// Short name of the right text.
    pub right: String,
    /// Whether only lines that differ are shown.
    pub only_differing: bool,
    /// Groups in the order of the law.
    pub groups: Vec<ComparedGroup>,
}

impl ComparePage {
    /// Two texts of a library; none when one of them is not there.
    pub fn of(library: &Library, left: &str, right: &str, only: bool, lang: Lang) -> Option<ComparePage> {
        let (one, other) = (library.ruleset(left)?, library.ruleset(right)?);
        let choices = |chosen: &str| {
            let choice = |r: &Ruleset| Choice {
                code: r.id.to_string(),
                label: r.short.get(lang).to_owned(),
                checked: r.id == *chosen,
            };
            library.rulesets().map(choice).collect()
        };
        let mut groups = vec![
            text(one, other, lang),
            clocks(one, other, lang),
            process(one, other, lang),
            forms(one, other, lang),
            lists(one, other, lang),
            roles(one, other, lang),
        ];
        if only {
            groups.iter_mut().for_each(|group| group.lines.retain(|line| !line.same));
        }
        groups.retain(|group| !group.lines.is_empty());
        Some(ComparePage {
            lefts: choices(left),
            rights: choices(right),
            left: one.short.get(lang).to_owned(),
            right: other.short.get(lang).to_owned(),
            only_differing: only,
            groups,
        })
    }
}

/// Pairs what both have by key, in the order of the left, then what only the right has.
fn paired(name: &str, left: Vec<Entry>, right: Vec<Entry>) -> ComparedGroup {
    let mut rest: Vec<Option<Entry>> = right.into_iter().map(Some).collect();
    let mut lines: Vec<Compared> = left
        .into_iter()
        .map(|one| {
            let other = rest.iter_mut().find(|other| other.as_ref().is_some_and(|o| o.key == one.key));
            let other = other.and_then(Option::take).map(|other| other.says);
            Compared {
                same: other.as_ref() == Some(&one.says),
                title: one.title,
                left: Some(one.says),
                right: other,
            }
        })
        .collect();
    lines.extend(rest.into_iter().flatten().map(|other| Compared {
        title: other.title,
        left: None,
        right: Some(other.says),
        same: false,
    }));
    let differ = lines.iter().filter(|line| !line.same).count();
    ComparedGroup { name: name.to_owned(), lines, differ }
}

struct Entry {
    key: String,
    title: String,
    says: Vec<String>,
}

fn text(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let day = |day: Option<_>| day.map(law::shown_date).unwrap_or_default();
        let entry = |key: &str, says: String| Entry {
            key: key.to_owned(),
            title: key.to_owned(),
            says: if says.is_empty() { Vec::new() } else { vec![says] },
        };
        vec![
            entry("number", r.number.clone()),
            entry("title", r.title.get(lang).to_owned()),
            entry("issuer", r.issuer.clone()),
            entry("from", day(r.force.from)),
            entry("until", day(r.force.until)),
            entry("scope", r.scope.note.as_ref().map(|n| n.get(lang).to_owned()).unwrap_or_default()),
        ]
    };
    paired("text", of(one), of(other))
}

fn clocks(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let entry = |clock: &law::Clock| {
            let row = clock_row(r, clock, lang);
            let mut says =
                vec![row.limit, format!("{} → {}", row.owes, row.to.join("; ")), row.provision.cite];
            says.extend(
                clock.form.as_ref().and_then(|id| r.form(id.as_ref())).map(|f| f.number.shown.clone()),
            );
            Entry { key: row.id, title: row.title, says }
        };
        r.clocks.iter().map(entry).collect()
    };
    paired("clocks", of(one), of(other))
}

fn process(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let entry = |step: &law::Step| {
            let mut says = vec![step.number.clone()];
            says.push(role_names(r, &step.lead, lang).join("; "));
            says.push(role_names(r, &step.support, lang).join("; "));
            says.retain(|words| !words.is_empty());
            Entry { key: step.id.to_string(), title: step.title.get(lang).to_owned(), says }
        };
        r.process.iter().flat_map(law::Process::steps).map(entry).collect()
    };
    paired("process", of(one), of(other))
}

fn forms(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let entry = |form: &Form| {
            let mut says = vec![form.number.shown.clone(), form.title.get(lang).to_owned()];
            says.retain(|words| !words.is_empty());
            says.extend(form.fields().map(|field| {
                let number = field.number.as_deref().map(|n| format!("{n} ")).unwrap_or_default();
                format!("{number}{}{}", field.label.get(lang), if field.required { " (*)" } else { "" })
            }));
            Entry { key: form.id.to_string(), title: form.title.get(lang).to_owned(), says }
        };
        r.forms.iter().map(entry).collect()
    };
    paired("forms", of(one), of(other))
}

fn lists(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let entry = |list: &law::List| Entry {
            key: list.id.to_string(),
            title: list.title.get(lang).to_owned(),
            says: list.items.iter().map(|item| item.label.get(lang).to_owned()).collect(),
        };
        r.lists.iter().map(entry).collect()
    };
    paired("lists", of(one), of(other))
}

fn roles(one: &Ruleset, other: &Ruleset, lang: Lang) -> ComparedGroup {
    let of = |r: &Ruleset| {
        let entry = |role: &law::Role| {
            let mut says = words(std::slice::from_ref(&role.title), lang);
            says.extend(role.holders.iter().map(|holder| holder.name.clone()));
            Entry { key: role.key.to_string(), title: role.title.get(lang).to_owned(), says }
        };
        r.roles.iter().map(entry).collect()
    };
    paired("roles", of(one), of(other))
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "pages/law/compare.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let choice = |code: &str, checked| Choice { code: code.into(), label: code.into(), checked };
        let line = |left: Option<&str>, right: Option<&str>| Compared {
            title: "Báo cáo kết thúc".into(),
            left: left.map(|words| vec![words.to_owned()]),
            right: right.map(|words| vec![words.to_owned()]),
            same: left == right,
        };
        let group = |name: &str| ComparedGroup {
            name: name.into(),
            lines: vec![
                line(Some("10 ngày"), Some("5 ngày")),
                line(Some("Điều 9"), Some("Điều 9")),
                line(Some("Điều 1"), None),
                line(None, Some("Điều 2")),
            ],
            differ: 3,
        };
        let full = ComparePage {
            lefts: vec![choice("tt20-2017-draft", true), choice("tt20-2017", false)],
            rights: vec![choice("tt20-2017-draft", false), choice("tt20-2017", true)],
            left: "Dự thảo TT 20/2017".into(),
            right: "TT 20/2017".into(),
            only_differing: false,
            groups: ["text", "clocks", "process", "forms", "lists", "roles"].into_iter().map(group).collect(),
        };
        let mut text = full.clone();
        for line in text.groups.iter_mut().filter(|g| g.name == "text").flat_map(|g| g.lines.iter_mut()) {
            line.title = "scope".into();
        }
        let none = ComparePage { only_differing: true, groups: Vec::new(), ..text.clone() };
        vec![text, none]
    }
}
