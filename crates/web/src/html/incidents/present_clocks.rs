//! Tab *clocks*: each duty of each text with its reasoning, and the proof towards each addressee.

use super::seen::Seen;
use app::incidents::ClockView;
use domain::clocks::{Addressee, ClockRun, ClockState};
use phrases::contexts::elements::Link;
use phrases::contexts::incidents::{ClockDetail, Clocks, PendingClock, Proof, ReasonView};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> Clocks {
    let owed = |c: &&ClockView| matches!(c.clock.state, ClockState::Running | ClockState::Met);
    let clocks = &seen.view.clocks;
    Clocks {
        current: clocks.iter().filter(owed).map(|c| detail(seen, c)).collect(),
        pending: seen.view.pending.iter().map(|one| pending(seen, one)).collect(),
        past: clocks.iter().filter(|c| !owed(c)).map(|c| detail(seen, c)).collect(),
    }
}

fn detail(seen: &Seen<'_>, shown: &ClockView) -> ClockDetail {
    let (words, clock) = (&seen.words, &shown.clock);
    let ruleset = words.library().ruleset(&clock.ruleset);
    let definition = ruleset.and_then(|r| r.clock(&clock.clock));
    // What the clock said when it started is kept; what helps to judge it is reckoned anew.
    let anew = ruleset
        .zip(definition)
        .map(|(r, c)| law::compute(c, r, words.library().calendar(), clock.started_at.timestamp()));
    let text = |text: &law::Text| words.text(text);
    ClockDetail {
        id: clock.id.to_string(),
        view: seen.clock(clock),
        owes: owes(seen, clock),
        started_at: clock.started_at.micros(),
        started_by: definition.map(|c| words.coded("event", &c.starts)).unwrap_or_default(),
        settled_at: clock.settled_at.map(|at| at.micros()),
        settled_because: match clock.state {
            ClockState::Superseded => words.say("clock-superseded"),
            ClockState::Cancelled => words.say("clock-cancelled"),
            ClockState::Running | ClockState::Met => String::new(),
        },
        unshifted_text: anew.as_ref().and_then(|a| a.unshifted_text.as_ref()).map(text),
        certainty: shown.certainty.unwrap_or(law::Certainty::Recalled).to_string(),
        reasoning: clock
            .reasoning
            .iter()
            .map(|r| ReasonView { text: words.text(&r.text), cite: words.place(&r.cite) })
            .collect(),
        warnings: anew.map(|a| a.warnings.iter().map(text).collect()).unwrap_or_default(),
        proofs: clock.addressees.iter().map(|a| proof(seen, clock, a)).collect(),
        consequence: definition
            .and_then(|c| c.consequence.as_deref())
            .and_then(|row| words.library().row(row))
            .map(|item| text(&item.label))
            .unwrap_or_default(),
    }
}

fn pending(seen: &Seen<'_>, one: &app::incidents::PendingClock) -> PendingClock {
    let (words, clock) = (&seen.words, &one.clock);
    let starts = words.coded("event", &clock.starts);
    let circumstance = clock.when.circumstance.as_deref().map(|code| words.item("circumstances", code));
    PendingClock {
        title: words.text(&clock.title),
        when: circumstance.map_or(starts.clone(), |one| format!("{starts}: {one}")),
        limit: words.text(&clock.limit.text()),
        cite: words.cite(&one.ruleset, &clock.cite),
    }
}

/// Who owes: the body with its role.
fn owes(seen: &Seen<'_>, clock: &ClockRun) -> String {
    let role = seen.role(&clock.ruleset, &clock.owes);
    match seen.name_of(clock.owing_body) {
        name if name.is_empty() => role,
        name => format!("{name} ({role})"),
    }
}

fn proof(seen: &Seen<'_>, clock: &ClockRun, addressee: &Addressee) -> Proof {
    let report = |id: domain::ReportId| {
        let known = seen.view.reports.iter().find(|r| r.id == id)?;
        let number = known.number.as_ref().map(ToString::to_string);
        Some(Link::new(
            number.unwrap_or_else(|| seen.words.coded("report", known.kind.code())),
            format!("/reports/{id}"),
        ))
    };
    Proof {
        role: seen.role(&clock.ruleset, &addressee.role),
        body: addressee.body.map(|body| seen.name(body)).filter(|name| !name.is_empty()),
        met_at: addressee.met_at.map(|at| at.micros()),
        report: addressee.report.and_then(report),
    }
}
