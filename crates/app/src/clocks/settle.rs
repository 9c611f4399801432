//! Bringing the clocks of an incident in line with its facts. Run after every change of a fact; running it twice
//! changes nothing.
//!
//! A clock is wanted for every event that happened, in every ruleset that binds by the facts at detection. What is
//! wanted and not there starts; what runs from another moment, or to another, is superseded and kept; what is no longer wanted is
//! cancelled and kept; what was met for an event that is undone is superseded.

use crate::bodies::roles;
use crate::{App, FollowUp, Result};
use domain::audit::Event;
use domain::clocks::{Addressee, ClockRun, ClockState, DueKind};
use domain::incidents::{Incident, Party, parties};
use domain::reports::Report;
use domain::{BodyId, Moment, Op, ReportId};
use law::{Clock, Library, Outcome, Player, Ruleset};
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;
use store::Tx;

struct Wanted<'a> {
    ruleset: &'a Ruleset,
    clock: &'a Clock,
    started_at: Moment,
}

/// Starts, supersedes and cancels clocks, fills in addressees that became known, and notes the nearest last moment.
pub(crate) async fn settle(
    tx: &mut Tx,
    app: &App,
    op: &Op,
    incident: &Incident,
    parties: &[Party],
) -> Result<()> {
    let facts = incident.facts();
    let library = crate::law::changes::follow_law(app, tx).await?;
    let bindings = law::resolve(&library, &facts);
    let wanted: Vec<Wanted<'_>> = incident
        .events
        .iter()
        .flat_map(|(event, at)| {
            law::clocks_started(&bindings, event, &facts).into_iter().map(|(r, c)| (r, c, *at))
        })
        .map(|(ruleset, clock, started_at)| Wanted { ruleset, clock, started_at })
        .collect();
    let existing = tx.clocks(incident.id).await?;
    let cast = Cast::of(tx, incident, parties, &wanted, &library).await?;
    let desk = Desk { app, op, library: &library, cast: &cast };
    for want in &wanted {
        let known = existing
            .iter()
            .find(|k| matches(k, want) && matches!(k.state, ClockState::Running | ClockState::Met));
        match known {
            Some(run) if run.started_at == want.started_at && !desk.moved(run, want) => {
                refresh(tx, run, &cast).await?
            }
            Some(run) => replace(tx, &desk, incident, run, want).await?,
            None => {
                let mut run = desk.begin(incident, want);
                credit(tx, &mut run, want.clock.counts_earlier).await?;
                start(tx, &desk, incident, run).await?;
            }
        }
    }
    let unwanted: Vec<&ClockRun> = existing
        .iter()
        .filter(|k| k.state == ClockState::Running && !wanted.iter().any(|w| matches(k, w)))
        .collect();
    for run in unwanted {
        let gone = ClockRun { state: ClockState::Cancelled, settled_at: Some(op.now), ..run.clone() };
        tx.update_clock(&gone).await?;
        tx.record(
            op,
            Event::new(
                "clock.cancelled",
                "incident",
                incident.id,
                json!({ "ruleset": run.ruleset, "clock": run.clock }),
            ),
        );
    }
    // What was met before the incident was opened again answers that end and not the next.
    let started_by = |run: &ClockRun| {
        library.ruleset(&run.ruleset).and_then(|r| r.clock(&run.clock)).map(|c| c.starts.as_str())
    };
    let undone = existing.iter().filter(|k| {
        k.state == ClockState::Met && started_by(k).is_some_and(|event| !incident.events.contains_key(event))
    });
    for run in undone {
        tx.update_clock(&ClockRun { state: ClockState::Superseded, ..run.clone() }).await?;
    }
    super::note_next_due(tx, incident.id).await
}

fn matches(run: &ClockRun, want: &Wanted<'_>) -> bool {
    run.ruleset == want.ruleset.id.as_ref() && run.clock == want.clock.id.as_ref()
}

/// Who plays which role here, and the keys of bodies that have a calendar of their own to look for.
struct Cast {
    bodies: HashMap<String, BodyId>,
    keys: HashMap<BodyId, String>,
}

/// What every clock is begun with.
struct Desk<'a> {
    app: &'a App,
    op: &'a Op,
    library: &'a Library,
    cast: &'a Cast,
}

impl Desk<'_> {
    /// What a clock comes to for the body that owes it, by the working time of that body.
    fn outcome(&self, want: &Wanted<'_>) -> Outcome {
        let body = self.cast.body(want.clock.owes.as_ref());
        let key = body.and_then(|body| self.cast.keys.get(&body)).map(String::as_str);
        let calendar = self.library.calendar().of(key);
        law::compute(want.clock, want.ruleset, &calendar, want.started_at.timestamp())
    }

    /// A clock from its start.
    fn begin(&self, incident: &Incident, want: &Wanted<'_>) -> ClockRun {
        let (outcome, cast) = (self.outcome(want), self.cast);
        ClockRun {
            id: self.app.fresh.id(self.op.now),
            incident: incident.id,
            ruleset: want.ruleset.id.to_string(),
            clock: want.clock.id.to_string(),
            title: want.clock.title.clone(),
            cite: want.clock.cite.clone(),
            owes: want.clock.owes.to_string(),
            owing_body: cast.body(want.clock.owes.as_ref()),
            met_by: want.clock.met_by.clone(),
            started_at: want.started_at,
            due_at: outcome.due.map(Moment::from),
            due_text: outcome.due_text,
            due_kind: match outcome.kind {
                law::DueKind::Law => DueKind::Law,
                law::DueKind::Policy => DueKind::Policy,
                law::DueKind::Open => DueKind::Open,
            },
            reasoning: outcome.reasoning,
            state: ClockState::Running,
            settled_at: None,
            addressees: want
                .clock
                .to
                .iter()
                .map(|role| Addressee {
                    role: role.to_string(),
                    body: cast.body(role.as_ref()),
                    met_at: None,
                    report: None,
                })
                .collect(),
            replaces: None,
            version: 1,
        }
    }

    /// Whether a running clock has another last moment now, as when the State decided on days off.
    fn moved(&self, run: &ClockRun, want: &Wanted<'_>) -> bool {
        run.state == ClockState::Running && self.outcome(want).due.map(Moment::from) != run.due_at
    }
}

impl Cast {
    async fn of(
        tx: &mut Tx,
        incident: &Incident,
        parties: &[Party],
        wanted: &[Wanted<'_>],
        library: &Library,
    ) -> Result<Self> {
        let mut bodies = HashMap::new();
        let mut keys = HashMap::new();
        let day = incident.detected_at.timestamp().to_zoned(law::zone()).date();
        let asked: Vec<(&str, Option<&Player>)> = wanted
            .iter()
            .flat_map(|w| {
                let roles = w.clock.to.iter().chain(std::iter::once(&w.clock.owes));
                roles
                    .map(|role| (role.as_str(), library.player_of(w.ruleset.id.as_str(), role.as_str(), day)))
            })
            .collect();
        for (role, player) in asked {
            if bodies.contains_key(role) {
                continue;
            }
            let body = match parties::playing(parties, role) {
                Some(body) => Some(body),
                None => match player {
                    Some(player) => {
                        roles::standing(tx, player, incident.province.as_deref()).await?.map(|b| b.id)
                    }
                    None => None,
                },
            };
            if let Some(body) = body {
                bodies.insert(role.to_owned(), body);
                if !library.calendar().own.is_empty()
                    && !keys.contains_key(&body)
                    && let Some(found) = tx.body(body).await?
                {
                    keys.insert(body, found.key);
                }
            }
        }
        Ok(Self { bodies, keys })
    }

    fn body(&self, role: &str) -> Option<BodyId> {
        self.bodies.get(role).copied()
    }
}

/// Gives a clock the proofs that are there already: reports of its kind that reached its addressees since it runs, or,
/// where the text lets them count, before.
async fn credit(tx: &mut Tx, run: &mut ClockRun, counts_earlier: bool) -> Result<()> {
    let reports = tx.reports(run.incident).await?;
    let meets = |report: &Report| {
        run.met_by == crate::reports::proof_of(report.kind)
            && run.owing_body.is_none_or(|owing| owing == report.body)
    };
    let kind: Vec<ReportId> = reports.iter().filter(|r| meets(r)).map(|r| r.id).collect();
    let mut deliveries = tx.deliveries_of_incident(run.incident).await?;
    deliveries.retain(|d| kind.contains(&d.report) && (counts_earlier || d.delivered_at >= run.started_at));
    deliveries.sort_by_key(|d| d.delivered_at);
    for delivery in deliveries {
        // The writing body knows its own report, where a text names it in another role.
        let own = reports.iter().find(|r| r.id == delivery.report).map(|r| r.body);
        for body in [Some(delivery.body), own].into_iter().flatten() {
            run.prove(body, delivery.delivered_at, Some(delivery.report));
        }
    }
    Ok(())
}

async fn start(tx: &mut Tx, desk: &Desk<'_>, incident: &Incident, run: ClockRun) -> Result<()> {
    let (app, op) = (desk.app, desk.op);
    tx.insert_clock(&run).await?;
    tx.record(op, Event::new("clock.started", "incident", incident.id, json!({
        "ruleset": run.ruleset, "clock": run.clock, "started_at": run.started_at, "due_at": run.due_at,
        "kind": run.due_kind, "replaces": run.replaces,
    })));
    let spans = desk
        .library
        .ruleset(&run.ruleset)
        .and_then(|r| r.clock(&run.clock))
        .map(|c| c.remind.clone())
        .unwrap_or_default();
    let Some(due) = run.due_at.filter(|_| run.state == ClockState::Running) else { return Ok(()) };
    let before = spans.into_iter().filter_map(|s| Duration::try_from(s).ok()).map(|s| due.minus(s));
    let moments: Vec<Moment> = before.chain(std::iter::once(due)).filter(|at| *at > op.now).collect();
    for at in moments {
        tx.enqueue(FollowUp::RemindClock { clock: run.id }.job(app, op.now, at)?);
    }
    Ok(())
}

/// The start or the last moment moved: the old clock stays as it was, marked superseded; the new one inherits the proofs.
async fn replace(
    tx: &mut Tx,
    desk: &Desk<'_>,
    incident: &Incident,
    old: &ClockRun,
    want: &Wanted<'_>,
) -> Result<()> {
    tx.update_clock(&ClockRun {
        state: ClockState::Superseded,
        settled_at: Some(desk.op.now),
        ..old.clone()
    })
    .await?;
    let mut run = desk.begin(incident, want);
    run.replaces = Some(old.id);
    for proof in old.addressees.iter().filter(|a| a.met_at.is_some()) {
        if let Some(mine) = run.addressees.iter_mut().find(|a| a.role == proof.role) {
            *mine = proof.clone();
        }
    }
    run.state = old.state;
    run.settled_at = old.settled_at;
    start(tx, desk, incident, run).await
}

/// Addressees and debtors as the parties are now. What was proven stays with whom it was proven to.
async fn refresh(tx: &mut Tx, run: &ClockRun, cast: &Cast) -> Result<()> {
    if run.state != ClockState::Running {
        return Ok(());
    }
    let mut now = run.clone();
    for addressee in now.addressees.iter_mut().filter(|a| a.met_at.is_none()) {
        addressee.body = cast.body(&addressee.role);
    }
    now.owing_body = cast.body(&now.owes);
    now.close_when_met();
    if now.addressees != run.addressees || now.owing_body != run.owing_body {
        tx.update_clock(&now).await?;
    }
    Ok(())
}
