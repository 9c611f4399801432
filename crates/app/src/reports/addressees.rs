//! To whom a report goes: what the clocks of the incident say, and where no clock speaks of its kind, the bodies that
//! direct the response.

use domain::BodyId;
use domain::clocks::{ClockRun, ClockState};
use domain::incidents::{Party, PartyRole, parties};
use domain::reports::ReportKind;
use serde::Serialize;

/// Somebody to whom a report is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Foreseen {
    /// Role in the text.
    pub role: String,
    /// The body that plays it; `None` while nobody is known to.
    pub body: Option<BodyId>,
    /// Ruleset that names it; empty where no clock does.
    pub ruleset: String,
    /// Article that names it; empty where no clock does.
    pub cite: String,
}

/// Roles that get reports of which no clock speaks.
const DIRECTING: [PartyRole; 3] = [PartyRole::Coordinator, PartyRole::SpecialisedUnit, PartyRole::Owner];

/// What the delivery of a report proves.
pub(crate) fn proof_of(kind: ReportKind) -> String {
    format!("report.{kind}.delivered")
}

/// The clocks a kind of report answers: running, or met by an edition before.
pub(super) fn answered(kind: ReportKind, clocks: &[ClockRun]) -> impl Iterator<Item = &ClockRun> {
    let proof = proof_of(kind);
    clocks
        .iter()
        .filter(move |c| c.met_by == proof && matches!(c.state, ClockState::Running | ClockState::Met))
}

/// Everybody to whom a report of a kind by a body is owed, unknown ones included, the body itself left out.
pub(super) fn foresee(kind: ReportKind, by: BodyId, clocks: &[ClockRun], parties: &[Party]) -> Vec<Foreseen> {
    let mut list: Vec<Foreseen> = Vec::new();
    for clock in answered(kind, clocks) {
        for addressee in &clock.addressees {
            let still = |body: &BodyId| !parties::released(parties, *body);
            let body = parties::playing(parties, &addressee.role).or(addressee.body.filter(still));
            add(&mut list, by, &addressee.role, body, &clock.ruleset, &clock.cite);
        }
    }
    if list.iter().all(|a| a.body.is_none()) {
        for role in DIRECTING {
            let body = parties::playing(parties, role.code());
            if body.is_some() {
                add(&mut list, by, role.code(), body, "", "");
            }
        }
    }
    if kind == ReportKind::SupportRequest {
        for party in parties.iter().filter(|p| p.role == PartyRole::Supporter && p.until.is_none()) {
            add(&mut list, by, party.role.code(), Some(party.body), "", "");
        }
    }
    list
}

/// The bodies among them, each once.
pub(super) fn reached(foreseen: &[Foreseen]) -> Vec<(BodyId, &str)> {
    let mut reached: Vec<(BodyId, &str)> = Vec::new();
    for addressee in foreseen {
        if let Some(body) = addressee.body
            && !reached.iter().any(|(known, _)| *known == body)
        {
            reached.push((body, &addressee.role));
        }
    }
    reached
}

fn add(list: &mut Vec<Foreseen>, by: BodyId, role: &str, body: Option<BodyId>, ruleset: &str, cite: &str) {
    if body != Some(by) && !list.iter().any(|a| a.role == role && a.body == body) {
        list.push(Foreseen {
            role: role.to_owned(),
            body,
            ruleset: ruleset.to_owned(),
            cite: cite.to_owned(),
        });
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a broken premise should stop a test loudly")]
mod tests {
    use super::*;
    use domain::clocks::{Addressee, DueKind};
    use domain::incidents::Sees;
    use domain::{ClockRunId, IncidentId, Moment};
    use uuid::Uuid;

    fn body(n: u128) -> BodyId {
        BodyId(Uuid::from_u128(n))
    }

    fn party(n: u128, role: PartyRole) -> Party {
        Party { body: body(n), role, sees: Sees::Record, since: Moment::EPOCH, until: None }
    }

    fn clock(met_by: &str, to: &[(&str, Option<u128>)]) -> ClockRun {
        let text = ::law::Text { vi: String::new(), en: String::new() };
        ClockRun {
            id: ClockRunId(Uuid::from_u128(1)),
            incident: IncidentId(Uuid::from_u128(2)),
            ruleset: "example-2026".into(),
            clock: "a".into(),
            title: text,
            cite: "Điều 1".into(),
            owes: "operator".into(),
            owing_body: None,
            met_by: met_by.into(),
            started_at: Moment::EPOCH,
            due_at: None,
            due_text: None,
            due_kind: DueKind::Open,
            reasoning: Vec::new(),
            state: ClockState::Running,
            settled_at: None,
            addressees: to
                .iter()
                .map(|(role, n)| Addressee {
                    role: (*role).into(),
                    body: n.map(body),
                    met_at: None,
                    report: None,
                })
                .collect(),
            replaces: None,
            version: 1,
        }
    }

    #[test]
    fn a_report_goes_to_every_addressee_of_every_clock_it_answers_once() {
        let clocks = [
            clock(
                "report.initial.delivered",
                &[("system-owner", Some(3)), ("national-coordinator", Some(4))],
            ),
            clock("report.initial.delivered", &[("national-coordinator", Some(4)), ("operator", Some(9))]),
            clock("report.closing.delivered", &[("provider", Some(5))]),
        ];
        let foreseen = foresee(ReportKind::Initial, body(9), &clocks, &[]);
        let reached = reached(&foreseen);
        assert_eq!(reached, [(body(3), "system-owner"), (body(4), "national-coordinator")]);
    }

    #[test]
    fn a_role_nobody_played_at_the_start_is_looked_up_again() {
        let clocks = [clock("report.closing.delivered", &[("team-standing-office", None)])];
        let parties = [party(7, PartyRole::StandingOffice)];
        let foreseen = foresee(ReportKind::Closing, body(9), &clocks, &parties);
        assert_eq!(foreseen[0].body, Some(body(7)));
    }

    #[test]
    fn a_kind_without_a_clock_goes_to_those_who_direct_the_response() {
        let parties =
            [party(3, PartyRole::Owner), party(4, PartyRole::Coordinator), party(6, PartyRole::Supporter)];
        let situation = foresee(ReportKind::Situation, body(9), &[], &parties);
        assert_eq!(reached(&situation), [(body(4), "national-coordinator"), (body(3), "system-owner")]);
        let support = foresee(ReportKind::SupportRequest, body(9), &[], &parties);
        assert_eq!(reached(&support).len(), 3);
    }

    #[test]
    fn a_body_never_reports_to_itself() {
        let parties = [party(4, PartyRole::Coordinator)];
        assert!(foresee(ReportKind::Situation, body(4), &[], &parties).is_empty());
    }
}
