//! The two ends of an incident and reopening. The rules are asked, never repeated: each act is tried on a copy, and what
//! the field answers stands on the page.

use super::seen::Seen;
use crate::html::desk::for_input;
use domain::incidents::{Incident, Party};
use domain::reports::{Report, ReportState};
use phrases::contexts::desk::Act;
use phrases::contexts::incidents::Ending;

/// The ends.
pub(super) fn ending(seen: &Seen<'_>) -> Ending {
    let (words, view, incident) = (&seen.words, seen.view, &seen.view.incident);
    let now = seen.op.now;
    let ruleset = words.library().ruleset(&incident.process);
    let mut last = view.steps.iter().filter(|s| s.definition.ends.as_deref() == Some("response"));
    let recovered = last.clone().all(|s| s.run.settled());
    let closing = ruleset.and_then(|r| r.clocks.iter().find(|c| c.met_by == "report.closing.delivered"));
    let tried = |may: &str, answer: Result<Incident, domain::Refusal>| -> Option<Act> {
        seen.may(may).map(|_| words.act(answer.map(drop)))
    };
    let parties: Vec<Party> = view.parties.iter().map(|p| p.party.clone()).collect();
    let accepted = |r: &Report| r.state == ReportState::Accepted && incident.closed_by(r, &parties);
    let accepted = view.reports.iter().any(accepted);
    Ending {
        fixed_at: incident.fixed_at.map(for_input).unwrap_or_default(),
        normal_at: incident.normal_at.map(for_input).unwrap_or_default(),
        end: tried("end", incident.clone().end(Some(now), Some(now), recovered, now)),
        end_cite: last.next().map(|s| words.cite(&incident.process, &s.definition.cite)).unwrap_or_default(),
        close: tried("close", incident.clone().record_closed(accepted, now)),
        close_cite: closing.map(|c| words.cite(&incident.process, &c.cite)).unwrap_or_default(),
        reopen: seen.may("reopen"),
    }
}
