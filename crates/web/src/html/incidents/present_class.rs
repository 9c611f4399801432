//! Classification: classes of the taxonomy, the printed rows that follow, and the form.
//!
//! A class that the mapping knows with a qualifier is offered once more with it; its value is `<class>+<qualifier>`.

use super::seen::Seen;
use crate::html::desk::{Words, environments};
use domain::incidents::RsitClass;
use domain::incidents::classification::UNKNOWN;
use law::Derived;
use phrases::contexts::elements::Choice;
use phrases::contexts::incidents::{ClassGroup, ClassView, ClassifyForm, DerivedRow};

/// Classes with their words.
pub(super) fn classes(words: &Words<'_>, classes: &[RsitClass]) -> Vec<ClassView> {
    classes
        .iter()
        .map(|c| ClassView { code: c.code.clone(), label: label(words, &c.code, c.qualifiers.first()) })
        .collect()
}

/// The row of a printed list.
pub(super) fn row(words: &Words<'_>, list: &str, derived: &Derived) -> DerivedRow {
    let title = words.library().list(list).map(|l| words.text(&l.title));
    DerivedRow {
        list: title.unwrap_or_else(|| list.to_owned()),
        label: derived.code.as_deref().map(|code| words.item(list, code)),
        certainty: derived.certainty.to_string(),
        note: derived.note.as_ref().map(|note| words.text(note)).unwrap_or_default(),
    }
}

/// A grade of harm or spread.
pub(super) fn grade(words: &Words<'_>, list: &str, code: &str) -> String {
    if code == UNKNOWN { words.say("grade-unknown") } else { words.item(list, code) }
}

/// The form, with what is stored or what was typed.
pub(super) fn form(seen: &Seen<'_>) -> ClassifyForm {
    let (words, incident) = (&seen.words, &seen.view.incident);
    let class = &incident.classification;
    let groups = |field: &str, stored: &[RsitClass]| {
        let typed =
            seen.typed("classify", field).map(|values| values.into_iter().map(str::to_owned).collect());
        groups(words, &typed.unwrap_or_else(|| stored.iter().map(value).collect::<Vec<_>>()))
    };
    ClassifyForm {
        primary: groups("primary", &class.primary),
        secondary: groups("secondary", &class.secondary),
        causes: list(words, "l4", class.cause.as_deref().unwrap_or_default()),
        environments: environments(words, incident.environment.code()),
        harm: grades(words, "harm-levels", &class.harm),
        spread: grades(words, "spread-levels", &class.spread),
    }
}

/// A class as it is posted.
pub(super) fn value(class: &RsitClass) -> String {
    match class.qualifiers.first() {
        Some(qualifier) => format!("{}+{qualifier}", class.code),
        None => class.code.clone(),
    }
}

fn groups(words: &Words<'_>, chosen: &[String]) -> Vec<ClassGroup> {
    let library = words.library();
    let items = library.list("rsit").map(|l| l.items.as_slice()).unwrap_or_default();
    let mut groups: Vec<(&str, ClassGroup)> = Vec::new();
    for item in items {
        let class = item.class.as_deref().unwrap_or_default();
        let qualified =
            library.mapping().rows.iter().filter(|r| r.rsit == item.code).filter_map(|r| r.when.as_ref());
        let offered = std::iter::once(None).chain(qualified.map(Some)).map(|qualifier| {
            let class =
                RsitClass { code: item.code.clone(), qualifiers: qualifier.cloned().into_iter().collect() };
            let value = value(&class);
            Choice::new(&value, label(words, &item.code, qualifier), chosen.contains(&value))
        });
        match groups.iter_mut().find(|(known, _)| *known == class) {
            Some((_, group)) => group.choices.extend(offered),
            None => groups.push((
                class,
                ClassGroup { label: words.item("rsit-classes", class), choices: offered.collect() },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn label(words: &Words<'_>, code: &str, qualifier: Option<&String>) -> String {
    let plain = words.item("rsit", code);
    match qualifier {
        Some(qualifier) => format!("{plain} – {}", words.coded("qualifier", qualifier)),
        None => plain,
    }
}

fn list(words: &Words<'_>, id: &str, chosen: &str) -> Vec<Choice> {
    let items = words.library().list(id).map(|l| l.items.as_slice()).unwrap_or_default();
    items.iter().map(|i| Choice::new(&i.code, words.text(&i.label), i.code == chosen)).collect()
}

fn grades(words: &Words<'_>, id: &str, chosen: &str) -> Vec<Choice> {
    let unknown = Choice::new(UNKNOWN, words.say("grade-unknown"), chosen == UNKNOWN);
    std::iter::once(unknown).chain(list(words, id, chosen)).collect()
}
