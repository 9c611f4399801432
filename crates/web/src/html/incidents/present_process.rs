//! Tab *process*: phases and steps in printed order, with what can be done to each.

use super::seen::Seen;
use super::tabs::Tab;
use crate::html::desk::Words;
use app::incidents::StepView;
use domain::incidents::parties::playing;
use domain::incidents::{Party, StepRun, StepState};
use law::{RoleKey, Step};
use phrases::contexts::elements::{Choice, Fact, Link};
use phrases::contexts::incidents::{self, Checklist, EvidenceNeed, PhaseView, Process, RoundView};
use std::collections::BTreeSet;

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> Process {
    let words = &seen.words;
    let id = &seen.view.incident.process;
    let process = words.library().ruleset(id).and_then(|r| r.process.as_ref());
    let steps = &seen.view.steps;
    let settled: BTreeSet<String> =
        steps.iter().filter(|s| s.run.settled()).map(|s| s.run.step.clone()).collect();
    let severe = seen.view.incident.severity.is_severe();
    let passed = process.map_or_else(|| settled.clone(), |process| process.passed(&settled, severe));
    let of = |step: &Step| steps.iter().find(|s| s.definition.id == step.id).map(|s| one(seen, s, &passed));
    let phases = process.iter().flat_map(|p| &p.phases).map(|phase| PhaseView {
        number: phase.id.clone(),
        title: words.text(&phase.title),
        cite: words.place(&phase.cite),
        steps: phase.steps.iter().filter_map(of).collect(),
    });
    Process {
        title: process.map(|p| words.text(&p.title)).unwrap_or_default(),
        law: words.law(id),
        law_href: format!("/law/{id}"),
        cite: process.map(|p| words.place(&p.cite)).unwrap_or_default(),
        settled: i64::try_from(settled.len()).unwrap_or(i64::MAX),
        total: i64::try_from(steps.len()).unwrap_or(i64::MAX),
        phases: phases.collect(),
    }
}

fn one(seen: &Seen<'_>, step: &StepView, settled: &BTreeSet<String>) -> incidents::StepView {
    let (words, definition, run) = (&seen.words, &step.definition, &step.run);
    let steps = &seen.view.steps;
    let waiting = |id: &&law::StepId| !settled.contains(id.as_ref() as &str);
    let title = |id: &law::StepId| {
        steps.iter().find(|s| s.definition.id == *id).map(|s| words.text(&s.definition.title))
    };
    let act = |now: bool| seen.may("run-process").filter(|_| now);
    let start = run.clone().start(definition, settled, seen.op.now, "").map(drop);
    incidents::StepView {
        id: definition.id.to_string(),
        number: definition.number.clone(),
        title: words.text(&definition.title),
        text: definition.text.as_ref().map(|t| words.text(t)).unwrap_or_default(),
        cite: words.cite(&seen.view.incident.process, &definition.cite),
        lead: bodies(seen, &definition.lead, run.lead.as_slice()),
        support: bodies(seen, &definition.support, &run.support),
        state: run.state.code().to_owned(),
        ready: step.ready,
        round: run.round,
        version: run.version,
        started_at: run.started_at.map(|at| at.micros()),
        settled_at: run.settled_at.map(|at| at.micros()),
        by: run.by.clone(),
        note: run.note.clone(),
        evidence: run.evidence.iter().map(|(key, given)| told(seen, key, given)).collect(),
        requires: definition
            .requires
            .iter()
            .map(|key| EvidenceNeed { key: key.clone(), label: words.coded("evidence", key) })
            .collect(),
        checklists: seen
            .process()
            .into_iter()
            .flat_map(|text| text.checklists(definition))
            .map(|list| checklist(words, list))
            .collect(),
        branch_when: definition.branch_when.as_ref().map(|text| words.text(text)),
        passed: step.passed,
        optional: definition.optional,
        waits_for: if run.settled() {
            Vec::new()
        } else {
            definition.after.iter().filter(waiting).filter_map(title).collect()
        },
        report: definition
            .report
            .as_deref()
            .map(|kind| Link::new(words.coded("report", kind), seen.tab(Tab::Reports))),
        rounds: step.earlier.iter().map(round).collect(),
        start: act(run.state == StepState::Waiting).map(|_| words.act(start)),
        finish: act(run.state == StepState::Running),
        skip: act(!run.settled()),
        reopen: act(run.settled()),
    }
}

/// A list of the text to tick off.
fn checklist(words: &Words<'_>, list: &law::List) -> Checklist {
    let row = |item: &law::ListItem| {
        let label = words.text(&item.label);
        let label = if item.required { format!("{label} ({})", words.say("form-required")) } else { label };
        Choice::new(&item.code, label, false)
    };
    Checklist {
        key: list.id.to_string(),
        title: words.text(&list.title),
        rows: list.items.iter().map(row).collect(),
    }
}

/// Evidence given: of a checklist the rows that were ticked, and how many there are.
fn told(seen: &Seen<'_>, key: &str, given: &str) -> Fact {
    let words = &seen.words;
    let list = seen.process().and_then(|text| text.list(key));
    let Some(list) = list else { return Fact::new(words.coded("evidence", key), given) };
    let ticked: Vec<String> = law::List::ticked(given)
        .filter_map(|code| list.item(code))
        .map(|item| words.text(&item.label))
        .collect();
    let counted = format!("{}/{}: {}", ticked.len(), list.items.len(), ticked.join("; "));
    Fact::new(words.text(&list.title), counted)
}

/// Who takes part in a step: for each printed role the body that plays it, else the role itself; then whoever was set.
fn bodies(seen: &Seen<'_>, roles: &[RoleKey], set: &[domain::BodyId]) -> Vec<String> {
    let process = &seen.view.incident.process;
    let parties: Vec<Party> = seen.view.parties.iter().map(|p| p.party.clone()).collect();
    let printed = roles.iter().map(|role| {
        let body = playing(&parties, role.as_ref()).map(|body| seen.name(body)).filter(|n| !n.is_empty());
        body.unwrap_or_else(|| seen.words.role(process, role.as_ref()))
    });
    let mut names: Vec<String> = Vec::new();
    for name in printed.chain(set.iter().map(|body| seen.name(*body))) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn round(run: &StepRun) -> RoundView {
    RoundView {
        round: run.round,
        state: run.state.code().to_owned(),
        settled_at: run.settled_at.map(|at| at.micros()),
        by: run.by.clone(),
        note: run.note.clone(),
    }
}
