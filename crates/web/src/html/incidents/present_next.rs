//! What must be done next, by when, under which article: the clock that runs out first; without one, what the process
//! waits for.

use super::seen::Seen;
use super::tabs::Tab;
use app::incidents::{ClockView, StepView};
use domain::clocks::{ClockState, DueKind};
use domain::incidents::{IncidentState, PartyRole, StepState};
use phrases::contexts::elements::Link;
use phrases::contexts::incidents::NextStep;

/// The next step.
pub(super) fn step(seen: &Seen<'_>) -> NextStep {
    let view = seen.view;
    let running = |c: &&ClockView| c.clock.state == ClockState::Running && c.clock.due_kind != DueKind::Open;
    let first = view
        .clocks
        .iter()
        .filter(running)
        .filter(|c| c.clock.due_at.is_some())
        .min_by_key(|c| c.clock.due_at);
    let state = view.incident.state;
    if let Some(first) = first.filter(|_| state != IncidentState::Closed) {
        return by_clock(seen, first);
    }
    let waits =
        |s: &&StepView| s.run.state == StepState::Running || (s.run.state == StepState::Waiting && s.ready);
    match (state, view.steps.iter().find(waits)) {
        (IncidentState::Closed, _) => plain(seen, "next-closed", None),
        (IncidentState::Ended, _) => plain(seen, "next-close", Some("close")),
        (IncidentState::Open, Some(step)) => by_process(seen, step),
        (IncidentState::Open, None) => plain(seen, "next-end", Some("end")),
    }
}

fn by_clock(seen: &Seen<'_>, first: &ClockView) -> NextStep {
    let clock = &first.clock;
    let words = &seen.words;
    let kind = clock.met_by.strip_prefix("report.").and_then(|k| k.strip_suffix(".delivered"));
    let what = match kind.and_then(|k| words.known("report", k)) {
        Some(report) => words.with("next-report", &[("report", report.into())]),
        None => words.text(&clock.title),
    };
    let owing = clock.owing_body.filter(|body| seen.op.body != Some(*body));
    let reported = kind.is_some() || clock.met_by == "update.delivered";
    let (tab, go) =
        if reported { (Tab::Reports, "next-go-reports") } else { (Tab::Clocks, "next-go-clocks") };
    NextStep {
        what,
        who: match (owing, clock.owing_body) {
            (Some(body), _) => seen.name(body),
            (None, Some(_)) => String::new(),
            (None, None) => words.role(&clock.ruleset, &clock.owes),
        },
        cite: words.cite(&clock.ruleset, &clock.cite),
        clock: Some(seen.clock(clock)),
        act: Some(Link::new(words.say(go), seen.tab(tab))),
        done: false,
    }
}

fn by_process(seen: &Seen<'_>, step: &StepView) -> NextStep {
    let words = &seen.words;
    let process = &seen.view.incident.process;
    let name = format!("{} {}", step.definition.number, words.text(&step.definition.title));
    let key = if step.run.state == StepState::Running { "next-finish-step" } else { "next-start-step" };
    let role = step.definition.lead.first().map(|r| words.role(process, r.as_ref())).unwrap_or_default();
    NextStep {
        what: words.with(key, &[("step", name.into())]),
        who: match step.run.lead {
            Some(body) if seen.op.body == Some(body) => String::new(),
            Some(body) => seen.name(body),
            None => role,
        },
        cite: words.cite(process, &step.definition.cite),
        clock: None,
        act: Some(Link::new(
            words.say("next-go-process"),
            format!("{}#step-{}", seen.tab(Tab::Process), step.definition.id),
        )),
        done: false,
    }
}

/// A step of the incident as a whole. Who may not do it reads whose it is, without a way to a form they do not have;
/// without an act nothing is left to do.
fn plain(seen: &Seen<'_>, key: &str, act: Option<&str>) -> NextStep {
    let words = &seen.words;
    let mine = act.is_some_and(|act| seen.may(act).is_some());
    let place = format!("{}#ending", seen.tab(Tab::Overview));
    NextStep {
        what: words.say(key),
        who: if act.is_none() || mine { String::new() } else { coordinator(seen) },
        cite: String::new(),
        clock: None,
        act: mine.then(|| Link::new(words.say("next-go-overview"), place)),
        done: act.is_none(),
    }
}

/// The body that coordinates, else its role.
fn coordinator(seen: &Seen<'_>) -> String {
    let name = seen.playing(PartyRole::Coordinator);
    if name.is_empty() {
        seen.words.role(&seen.view.incident.process, PartyRole::Coordinator.code())
    } else {
        name
    }
}
