//! `process.toml`: phases and steps, proven free of cycles.

use std::collections::BTreeMap;

use super::references::{Names, References};
use super::sheet::Place;
use super::table::Table;
use super::words;
use crate::ids::{ListId, RoleKey, StepId, is_name};
use crate::process::{OtherLead, Phase, Process, Step};
use crate::text::Certainty;

/// Pointers between steps, checked when all steps are known.
#[derive(Default)]
struct Edges {
    places: BTreeMap<StepId, Place>,
    pointers: Vec<(StepId, Place)>,
}

/// Reads the root table of `process.toml`.
pub(super) fn process(root: &Table<'_>, default: Certainty, references: &mut References) -> Option<Process> {
    let title = root.needed_text("title");
    let certainty = root.certainty(default);
    let (mut steps, mut phases, mut edges) = (Names::default(), Names::default(), Edges::default());
    let process = Process {
        title,
        cite: root.string_or_empty("cite"),
        certainty,
        source: root.string_or_empty("source"),
        notes: root.texts("notes"),
        trace: root.strings("trace"),
        phases: root
            .children("phase")
            .into_iter()
            .map(|table| phase(table, certainty, &mut phases, &mut steps, &mut edges, references))
            .collect(),
    };
    if process.steps().next().is_none() {
        root.fault("phase", "a process needs at least one [[phase]] with one [[phase.step]]");
    }
    for (id, place) in &edges.pointers {
        if process.step(id.as_str()).is_none() {
            root.report(place.fault(format!("unknown step \"{id}\"")));
        }
    }
    for step in process.steps() {
        let alone =
            step.branch.is_some() && process.steps().filter(|other| other.branch == step.branch).count() < 2;
        if alone && let Some(place) = edges.places.get(&step.id) {
            root.report(
                place.fault("an alternative (branch) needs at least one other step with the same word"),
            );
        }
    }
    if let Some(cycle) = process.cycle() {
        let named = cycle.iter().map(StepId::as_str).collect::<Vec<_>>().join(" → ");
        if let Some(place) = cycle.first().and_then(|id| edges.places.get(id)) {
            let advice = "a way back belongs into loops_to";
            root.report(
                place.fault(format!("these steps wait for each other in a cycle: {named}; {advice}")),
            );
        }
    }
    Some(process)
}

fn phase(
    table: Table<'_>,
    default: Certainty,
    phases: &mut Names,
    steps: &mut Names,
    edges: &mut Edges,
    references: &mut References,
) -> Phase {
    let id = table.needed_string("id");
    if !id.is_empty() && !phases.add(id.as_str()) {
        table.fault("id", format!("phase \"{id}\" is given twice"));
    }
    let read = |table| step(table, default, steps, edges, references);
    let phase = Phase {
        id,
        title: table.needed_text("title"),
        cite: table.string_or_empty("cite"),
        trace: table.strings("trace"),
        steps: table.children("step").into_iter().filter_map(read).collect(),
    };
    table.finish();
    phase
}

fn step(
    table: Table<'_>,
    default: Certainty,
    names: &mut Names,
    edges: &mut Edges,
    references: &mut References,
) -> Option<Step> {
    let id = table.needed::<StepId>("id");
    if let Some(id) = &id {
        if !names.add(id.as_str()) {
            table.fault("id", format!("step \"{id}\" is given twice"));
        }
        edges.places.insert(id.clone(), table.place("after"));
    }
    let (lead, support): (Vec<RoleKey>, Vec<RoleKey>) =
        (table.parsed_list("lead"), table.parsed_list("support"));
    if lead.is_empty() && !table.has("lead") {
        table.fault("lead", "this key is missing: write lead = [\"…\"], the roles that lead");
    }
    lead.iter().for_each(|role| references.role(role, table.place("lead")));
    support.iter().for_each(|role| references.role(role, table.place("support")));
    let (after, loops_to): (Vec<StepId>, Vec<StepId>) =
        (table.parsed_list("after"), table.parsed_list("loops_to"));
    edges.pointers.extend(after.iter().map(|id| (id.clone(), table.place("after"))));
    edges.pointers.extend(loops_to.iter().map(|id| (id.clone(), table.place("loops_to"))));

    let requires = table.strings("requires");
    for word in requires.iter().filter(|word| !is_name(word)) {
        table.fault("requires", format!("\"{word}\" is not an evidence key: use words joined by hyphens"));
    }
    let report = known_word(&table, "report", words::REPORT_KINDS);
    let ends = known_word(&table, "ends", words::ENDS);
    let only_severe = table.child("only").and_then(|only| {
        let severe = only.one_of("severity", &[("severe", true), ("ordinary", false)]);
        only.finish();
        severe
    });
    let branch = table.string("branch");
    let branch_when = table.text("branch_when");
    if branch.is_none() && branch_when.is_some() {
        table.fault("branch_when", "this stands only beside branch, the word that alternatives share");
    }
    let checklists: Vec<ListId> = table.parsed_list("checklists");
    checklists.iter().for_each(|list| references.checklist(list, table.place("checklists")));
    let disagrees =
        table.children("disagrees").into_iter().map(|inner| other_lead(inner, references)).collect();
    let (number, title, text) =
        (table.string_or_empty("number"), table.needed_text("title"), table.text("text"));
    let (optional, cite) = (table.flag("optional"), table.string_or_empty("cite"));
    let (certainty, source) = (table.certainty(default), table.string_or_empty("source"));
    let (trace, notes) = (table.strings("trace"), table.texts("notes"));
    table.finish();
    Some(Step {
        id: id?,
        number,
        title,
        text,
        lead,
        support,
        after,
        loops_to,
        optional,
        requires,
        report,
        ends,
        only_severe,
        branch,
        branch_when,
        checklists,
        disagrees,
        cite,
        certainty,
        source,
        trace,
        notes,
    })
}

fn other_lead(table: Table<'_>, references: &mut References) -> OtherLead {
    let lead: Vec<RoleKey> = table.parsed_list("lead");
    lead.iter().for_each(|role| references.role(role, table.place("lead")));
    let other = OtherLead { lead, place: table.needed_text("where") };
    table.finish();
    other
}

fn known_word(table: &Table<'_>, key: &'static str, known: &[&str]) -> Option<String> {
    let word = table.string(key)?;
    if !known.contains(&word.as_str()) {
        table.fault(key, format!("unknown word \"{word}\": expected one of {}", known.join(", ")));
    }
    Some(word)
}
