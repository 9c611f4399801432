//! Severity: the printed conditions with their ticks, what was proposed and decided, and the two acts.

use super::seen::Seen;
use crate::html::desk::written_by;
use domain::incidents::SeverityRecord;
use domain::incidents::severity::{Criteria, Finding};
use phrases::contexts::elements::Choice;
use phrases::contexts::incidents::{Criterion, SeverityPanel, SeverityRecordView};

/// The panel.
pub(super) fn panel(seen: &Seen<'_>) -> SeverityPanel {
    let (words, view) = (&seen.words, seen.view);
    let latest = view.severity.iter().rev().find(|r| !r.decision).or_else(|| view.severity.last());
    let (criteria, finding) = match latest {
        Some(record) => (record.criteria.clone(), record.finding.clone()),
        None => unweighed(seen),
    };
    let conditions = words.library().list("severe-conditions");
    let effects = words.library().list("severe-criteria");
    let chosen = |code: &String| match seen.typed("severity-propose", "effects") {
        Some(typed) => typed.contains(&code.as_str()),
        None => criteria.effects.contains(code),
    };
    SeverityPanel {
        conditions: conditions
            .iter()
            .flat_map(|list| &list.items)
            .map(|item| Criterion {
                text: words.text(&item.label),
                cite: item.note.as_ref().map(|note| words.text(note)).unwrap_or_default(),
                met: met(&item.code, &finding),
            })
            .collect(),
        effects: effects
            .iter()
            .flat_map(|l| &l.items)
            .map(|i| Choice::new(&i.code, words.text(&i.label), chosen(&i.code)))
            .collect(),
        severe: finding.severe(),
        cite: conditions.map(|list| words.place(&list.cite)).unwrap_or_default(),
        decided_by: words.role(&view.incident.process, "standing-agency"),
        owner_cannot_handle: criteria.owner_cannot_handle,
        records: view.severity.iter().map(|r| record(seen, r)).collect(),
        propose: seen.may("propose-severity"),
        decide: seen.may("decide-severity"),
    }
}

/// Which part of a finding a printed condition is.
fn met(condition: &str, finding: &Finding) -> bool {
    match condition {
        "important-system" => finding.system_counts && finding.effect_counts,
        "owner-cannot-handle" => finding.owner_counts,
        _ => false,
    }
}

/// What the facts alone say before anybody proposed.
fn unweighed(seen: &Seen<'_>) -> (Criteria, Finding) {
    let incident = &seen.view.incident;
    let criteria = Criteria {
        level: incident.level,
        national_important: incident.national_important,
        ..Criteria::default()
    };
    let levels = seen.words.library().list("severe-levels");
    let levels: Vec<i64> = levels.iter().flat_map(|l| &l.items).filter_map(|i| i.code.parse().ok()).collect();
    let finding = criteria.weigh(&levels);
    (criteria, finding)
}

fn record(seen: &Seen<'_>, record: &SeverityRecord) -> SeverityRecordView {
    SeverityRecordView {
        decision: record.decision,
        severe: record.severe,
        at: record.at.micros(),
        by: written_by(&seen.words, &record.by),
        position: record.position.clone(),
        body: seen.name_of(record.body),
        document: record.document.clone(),
        reason: record.reason.clone(),
    }
}
