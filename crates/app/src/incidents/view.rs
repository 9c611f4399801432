//! One incident with all that belongs to it, bounded to what the reader may see.

use crate::access::{Ask, note_read};
use crate::bodies::roles;
use crate::notices::files_of;
use crate::{App, Result, boxed};
use domain::attachments::Attachment;
use domain::audit::Row;
use domain::bodies::Body;
use domain::clocks::{ClockRun, ClockState};
use domain::incidents::steps::latest;
use domain::incidents::{Circle, Entry, Incident, IncidentState, Party, Sees, SeverityRecord, StepRun};
use domain::messages::{Audience, Message};
use domain::reports::{Delivery, Report};
use domain::systems::System;
use domain::{BodyId, Op, Right};
use law::{Clock, Derived, Library, Step};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// A party with its name.
#[derive(Debug, Clone, Serialize)]
pub struct PartyView {
    /// The party.
    pub party: Party,
    /// Its name.
    pub name: String,
}

/// A step as it stands, with its definition.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Phase it belongs to.
    pub phase: law::Text,
    /// Definition in the ruleset.
    pub definition: Step,
    /// Latest round.
    pub run: StepRun,
    /// Earlier rounds.
    pub earlier: Vec<StepRun>,
    /// Nobody waits for it: an alternative of it is done.
    pub passed: bool,
    /// All steps before it are settled.
    pub ready: bool,
}

/// A clock that may still start: ruleset and clock.
#[derive(Debug, Clone, Serialize)]
pub struct PendingClock {
    /// Id of the text.
    pub ruleset: String,
    /// The clock.
    pub clock: Clock,
}

/// A clock as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct ClockView {
    /// The clock.
    pub clock: ClockRun,
    /// The last moment has passed.
    pub overdue: bool,
    /// Certainty of its source.
    pub certainty: Option<law::Certainty>,
    /// Short title of the ruleset.
    pub ruleset_title: Option<law::Text>,
}

/// An incident as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct IncidentView {
    /// The incident.
    pub incident: Incident,
    /// How much the reader sees.
    pub sees: Sees,
    /// The affected system.
    pub system: Option<System>,
    /// Parties, released ones included.
    pub parties: Vec<PartyView>,
    /// Names of all bodies that occur.
    pub names: HashMap<BodyId, String>,
    /// Steps in the order of the process.
    pub steps: Vec<StepView>,
    /// Clocks, the earliest last moment first.
    pub clocks: Vec<ClockView>,
    /// Clocks of the texts that bind which nothing has started yet.
    pub pending: Vec<PendingClock>,
    /// Entries of the record.
    pub entries: Vec<Entry>,
    /// Messages.
    pub messages: Vec<Message>,
    /// Their files.
    pub message_files: Vec<Attachment>,
    /// Reports the reader may see.
    pub reports: Vec<Report>,
    /// Their deliveries.
    pub deliveries: Vec<Delivery>,
    /// Proposals and decisions on severity.
    pub severity: Vec<SeverityRecord>,
    /// Row of list L8 it counts in.
    pub l8: Derived,
    /// Row of list L10 it counts in.
    pub l10: Derived,
    /// Numbers of the notices behind it.
    pub notices: Vec<String>,
    /// Audit rows, newest first; for the response side.
    pub history: Vec<Row>,
    /// Rulesets that bind, with the grounds; and those that do not.
    pub bindings: Vec<(String, bool, law::Text)>,
    /// Codes of what the reader may do now.
    pub may: BTreeSet<&'static str>,
}

/// Shows an incident.
///
/// # Errors
/// [`crate::Error::NotFound`] when it is not there or may not be seen.
#[boxed]
pub async fn view(app: &App, op: &Op, number: &str) -> Result<IncidentView> {
    let mut read = app.store.read().await?;
    let (incident, parties) = super::load(&mut read, number).await?;
    let sees = op.require_on_incident(Right::SeeIncidents, &parties)?;
    let id = incident.id;
    let system = match incident.system {
        Some(id) => read.system(id).await?,
        None => None,
    };
    let mut runs = read.steps(id).await?;
    let clocks = read.clocks(id).await?;
    let mut entries = read.entries(id).await?;
    let mut messages = read.messages_of("incident", id.uuid()).await?;
    let mut deliveries = read.deliveries_of_incident(id).await?;
    let mut reports = read.reports(id).await?;
    if sees != Sees::Everything {
        entries.retain(|e| !e.internal);
        messages.retain(|m| m.audience == Audience::Shared);
    }
    if sees == Sees::Shared {
        for run in &mut runs {
            run.note.clear();
            run.evidence.clear();
        }
        entries.retain(|e| e.to.is_none() || e.to == op.body);
        reports.retain(|r| {
            Some(r.body) == op.body || deliveries.iter().any(|d| d.report == r.id && Some(d.body) == op.body)
        });
    }
    reports.retain(|r| r.submitted_at.is_some() || Some(r.body) == op.body);
    // What others are still writing is theirs; what was submitted is read in the report itself.
    for report in reports.iter_mut().filter(|r| Some(r.body) != op.body) {
        report.values.clear();
    }
    deliveries.retain(|d| reports.iter().any(|r| r.id == d.report));
    let history = if sees == Sees::Everything {
        read.audit_of("incident", &id.to_string(), 300).await?
    } else {
        Vec::new()
    };
    let mut names = HashMap::new();
    let occurring = parties
        .iter()
        .map(|p| p.body)
        .chain(clocks.iter().flat_map(|c| c.addressees.iter().filter_map(|a| a.body)));
    let occurring = occurring
        .chain(entries.iter().filter_map(|e| e.body))
        .chain(messages.iter().filter_map(|m| m.author_body));
    let occurring: Vec<BodyId> =
        occurring.chain(deliveries.iter().map(|d| d.body)).chain(reports.iter().map(|r| r.body)).collect();
    for body in occurring {
        if let std::collections::hash_map::Entry::Vacant(slot) = names.entry(body) {
            let found: Option<Body> = read.body(body).await?;
            slot.insert(found.map(|b| b.name_in(op.lang).to_owned()).unwrap_or_default());
        }
    }
    let library = app.library();
    let mapping = library.mapping();
    let mut may = may(op, &incident, &parties);
    if roles::standing_agency(&mut read).await?.is_some_and(|agency| op.body != Some(agency.id)) {
        may.remove("decide-severity");
    }
    let restricted = parties.restricted;
    let view = IncidentView {
        sees,
        system,
        parties: parties
            .iter()
            .map(|p| PartyView { party: p.clone(), name: names.get(&p.body).cloned().unwrap_or_default() })
            .collect(),
        steps: steps(app, &incident, &runs),
        pending: pending(&library, &incident, &clocks),
        clocks: clocks.into_iter().map(|clock| clock_view(app, op, clock)).collect(),
        severity: read.severity_records(id).await?,
        l8: incident.classification.row(mapping, "l8"),
        l10: incident.classification.row(mapping, "l10"),
        notices: read.notices_of_incident(id, op.reader()).await?,
        bindings: law::explain(&library, &incident.facts())
            .into_iter()
            .map(|(id, bound, why)| (id.to_string(), bound, why))
            .collect(),
        may,
        message_files: files_of(&messages, read.attachments_of_messages("incident", id.uuid()).await?),
        names,
        entries,
        messages,
        reports,
        deliveries,
        history,
        incident,
    };
    drop(read);
    note_read(app, op, "incident", id.uuid(), restricted).await?;
    Ok(view)
}

fn steps(app: &App, incident: &Incident, runs: &[StepRun]) -> Vec<StepView> {
    let library = app.library();
    let Some(process) = library.ruleset(&incident.process).and_then(|r| r.process.as_ref()) else {
        return Vec::new();
    };
    let newest = latest(runs);
    let severe = incident.severity.is_severe();
    let done = process.passed(&domain::incidents::steps::settled(runs), severe);
    let mut views = Vec::new();
    for phase in &process.phases {
        for definition in &phase.steps {
            let Some(run) = newest.iter().find(|r| r.step == definition.id.as_ref()) else { continue };
            // What the text asks only of other incidents is not asked here, unless somebody did it.
            if !definition.applies(severe) && run.started_at.is_none() {
                continue;
            }
            views.push(StepView {
                phase: phase.title.clone(),
                definition: definition.clone(),
                run: (*run).clone(),
                earlier: runs.iter().filter(|r| r.step == run.step && r.round < run.round).cloned().collect(),
                passed: done.contains(definition.id.as_str()) && !run.settled(),
                ready: definition.after.iter().all(|s| done.contains(s.as_ref())),
            });
        }
    }
    views
}

/// Clocks of the texts that bind which do not run and were not met; those of periods and contacts run for no incident.
fn pending(library: &Library, incident: &Incident, runs: &[ClockRun]) -> Vec<PendingClock> {
    let of_incident =
        |clock: &&Clock| !["period.", "contact."].iter().any(|kind| clock.starts.starts_with(kind));
    let live = |ruleset: &str, clock: &Clock| {
        let same = |run: &&ClockRun| run.ruleset == ruleset && run.clock == clock.id.as_str();
        runs.iter().filter(same).any(|run| matches!(run.state, ClockState::Running | ClockState::Met))
    };
    let bound = law::resolve(library, &incident.facts());
    let clocks = bound.iter().flat_map(|b| {
        b.ruleset.clocks.iter().filter(of_incident).map(|clock| (b.ruleset.id.as_str(), clock))
    });
    let waiting = clocks.filter(|(ruleset, clock)| !live(ruleset, clock));
    waiting
        .map(|(ruleset, clock)| PendingClock { ruleset: ruleset.to_owned(), clock: clock.clone() })
        .collect()
}

fn clock_view(app: &App, op: &Op, clock: ClockRun) -> ClockView {
    let library = app.library();
    let ruleset = library.ruleset(&clock.ruleset);
    ClockView {
        overdue: clock.overdue(op.now),
        certainty: ruleset.and_then(|r| r.clock(&clock.clock)).map(|c| c.certainty),
        ruleset_title: ruleset.map(|r| r.short.clone()),
        clock,
    }
}

fn may(op: &Op, incident: &Incident, parties: &Circle) -> BTreeSet<&'static str> {
    let open = incident.state == IncidentState::Open;
    let unclosed = incident.unclosed().is_ok();
    [
        ("classify", Right::ClassifyIncident, unclosed),
        ("correct-detection", Right::ClassifyIncident, unclosed),
        ("propose-severity", Right::ProposeSeverity, unclosed),
        ("decide-severity", Right::DecideSeverity, unclosed),
        ("mark", Right::RunProcess, unclosed),
        ("run-process", Right::RunProcess, unclosed),
        ("manage-parties", Right::ManageParties, unclosed),
        ("direct", Right::Direct, unclosed),
        ("write-messages", Right::WriteMessages, true),
        ("write-reports", Right::WriteReports, unclosed),
        ("end", Right::EndResponse, open),
        ("close", Right::RecordClosed, incident.state == IncidentState::Ended),
        ("reopen", Right::RecordClosed, !open),
        ("see-internal", Right::SeeInternal, true),
    ]
    .into_iter()
    .filter(|(_, right, now)| *now && op.require_on_incident(*right, parties).is_ok())
    .map(|(code, _, _)| code)
    .collect()
}
