//! Tab *overview*: the facts and what belongs to them.

use super::seen::Seen;
use super::{present_class, present_ending, present_entries, present_severity};
use crate::html::desk::{choices, for_input, levels};
use domain::incidents::{PartyRole, Tlp};
use phrases::contexts::elements::Choice;
use phrases::contexts::incidents::{Detection, Effects, FactsForm, Marks, Overview};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> Overview {
    let (words, view, incident) = (&seen.words, seen.view, &seen.view.incident);
    let class = &incident.classification;
    let process = words.library().ruleset(&incident.process).and_then(|r| r.process.as_ref());
    Overview {
        summary: incident.summary.clone(),
        owner: seen.playing(PartyRole::Owner),
        province: incident.province.as_deref().map(|code| words.item("provinces", code)).unwrap_or_default(),
        sector: incident.sector.as_deref().map(|code| words.coded("sector", code)).unwrap_or_default(),
        environment: incident.environment.code().to_owned(),
        process: process
            .map(|p| format!("{} – {}", words.text(&p.title), words.law(&incident.process)))
            .unwrap_or_default(),
        laws: view.bindings.iter().filter(|(_, bound, _)| *bound).map(|(id, _, _)| words.law(id)).collect(),
        confirmed_at: incident.confirmed_at.micros(),
        fixed_at: incident.fixed_at.map(|at| at.micros()),
        normal_at: incident.normal_at.map(|at| at.micros()),
        ended_at: incident.ended_at.map(|at| at.micros()),
        closed_at: incident.closed_at.map(|at| at.micros()),
        primary: present_class::classes(words, &class.primary),
        secondary: present_class::classes(words, &class.secondary),
        rows: vec![present_class::row(words, "l8", &view.l8), present_class::row(words, "l10", &view.l10)],
        cause: class.cause.as_deref().map(|code| words.item("l4", code)).unwrap_or_default(),
        effects: Effects {
            confidentiality: class.effects.confidentiality,
            integrity: class.effects.integrity,
            availability: class.effects.availability,
        },
        harm: present_class::grade(words, "harm-levels", &class.harm),
        spread: present_class::grade(words, "spread-levels", &class.spread),
        under_verification: class.under_verification,
        classify: seen.may("classify"),
        form: seen.may("classify").map(|_| present_class::form(seen)),
        facts: facts(seen),
        detection: Detection {
            value: for_input(incident.detected_at),
            corrections: present_entries::corrections(&view.entries),
            correct: seen.may("correct-detection"),
        },
        severity: present_severity::panel(seen),
        marks: Marks {
            circumstances: words
                .library()
                .list("circumstances")
                .into_iter()
                .flat_map(|list| list.items.iter())
                .map(|item| Choice {
                    code: item.code.clone(),
                    label: words.text(&item.label),
                    checked: incident.circumstances.contains(&item.code),
                })
                .collect(),
            tlp: choices(words, "tlp", Tlp::ALL.iter().map(|t| t.code()), incident.tlp.code()),
            national_important: incident.national_important,
            change: seen.may("mark"),
        },
        ending: present_ending::ending(seen),
    }
}

/// The form that corrects the affected system.
fn facts(seen: &Seen<'_>) -> FactsForm {
    let incident = &seen.view.incident;
    let system =
        |s: &domain::systems::System| Choice::new(s.id.to_string(), &s.name, incident.system == Some(s.id));
    FactsForm {
        systems: seen.systems.iter().map(system).collect(),
        name: if incident.system.is_none() { incident.system_name.clone() } else { String::new() },
        levels: levels(&seen.words, incident.level),
        correct: seen.may("classify"),
    }
}
