//! What a change would do: to the texts and their forms, and to the clocks of the incidents that are open.
//!
//! Two questions are answered. What becomes of the clocks that run, which is nothing where an edition only begins later?
//! And what would an incident like this one run on if it were detected under the new edition: clocks gained, lost, moved?

use super::draft::base_of;
use super::load;
use super::obstacles::{Changed, Obstacle, Open, obstacles};
use super::show::over;
use crate::access::Ask;
use crate::law::running::laid_over;
use crate::{App, Result, boxed};
use ::law::{
    ChangeKind, Difference, Facts, Fault, Library, TextChange, Timed, binds_otherwise, differences,
    text_changes, timed_by, zone,
};
use domain::incidents::Incident;
use domain::{IncidentNumber, Moment, Op, Right};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use store::Conn;

/// Incidents read at a time.
const AT_A_TIME: i64 = 200;
/// Most incidents whose clocks are told one by one.
const MOST_TOLD: usize = 500;

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulation {
    /// Faults, each with its place; where there is one, nothing else is known.
    pub faults: Vec<Fault>,
    /// Texts that come, go or change, with their forms.
    pub texts: Vec<TextChange>,
    /// First day of force of the new editions, when there are any.
    pub from: Option<Date>,
    /// Incidents that are open.
    pub open: usize,
    /// How many of them would run on other clocks under the change.
    pub touched: usize,
    /// Those, the oldest first, at most 500.
    pub incidents: Vec<IncidentChange>,
    /// Why it cannot be brought into force as it is.
    pub obstacles: Vec<Obstacle>,
}

/// An incident that would run on other clocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IncidentChange {
    /// Number.
    pub number: IncidentNumber,
    /// When it was detected.
    pub detected_at: Moment,
    /// Whether its own clocks move; else only those of one like it, detected under the new edition.
    pub bound: bool,
    /// The clocks.
    pub differences: Vec<Difference>,
}

/// Simulates a change over the incidents that are open.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`].
#[boxed]
pub async fn simulate_change(app: &App, op: &Op, number: i64) -> Result<Simulation> {
    op.require(Right::ChangeLaw)?;
    simulate_in(app, &mut *app.store.read().await?, number).await
}

/// The same inside a transaction.
#[boxed]
pub(super) async fn simulate_in(app: &App, conn: &mut Conn, number: i64) -> Result<Simulation> {
    let change = load(conn, number).await?;
    let before = app.law.library_in(conn).await?;
    let running = app.law.files_in(conn).await?;
    let files = conn.law_change_files(change.id).await?;
    let stale = files.iter().filter(|(path, _, base)| base_of(&running, path) != *base);
    let stale: Vec<String> = stale.map(|(path, ..)| path.clone()).collect();
    let over = over(&files);
    let calendars_alone = over.iter().all(|(path, _)| path.starts_with("calendars/"));
    let empty = over.is_empty();
    match Library::from_files(laid_over(&running, over)) {
        Ok(after) => {
            simulated(conn, &Changed { before: &before, after: &after, calendars_alone, empty, stale }).await
        }
        Err(faults) => Ok(Simulation {
            faults,
            texts: Vec::new(),
            from: None,
            open: 0,
            touched: 0,
            incidents: Vec::new(),
            obstacles: vec![Obstacle::Unsound],
        }),
    }
}

async fn simulated(conn: &mut Conn, change: &Changed<'_>) -> Result<Simulation> {
    let texts = text_changes(change.before, change.after);
    let new = texts.iter().filter(|text| text.kind == ChangeKind::New);
    // Where several editions begin, the day on which all of them are there.
    let from = new.filter_map(|text| change.after.ruleset(&text.ruleset)?.force.from).max();
    let mut open = Open::default();
    let mut told = Vec::new();
    let (mut touched, mut after) = (0, 0);
    loop {
        let page = conn.unclosed_incidents(after, AT_A_TIME).await?;
        let Some((last, _)) = page.last() else { break };
        after = *last;
        for (_, incident) in &page {
            open.count += 1;
            *open.processes.entry(incident.process.clone()).or_default() += 1;
            let bodies = debtors(conn, &[change.before, change.after], incident).await?;
            let moved = clocks_change(change, incident, &bodies, None);
            let bound = !moved.is_empty() || binds_otherwise(change.before, change.after, &incident.facts());
            if bound {
                open.moved.push(incident.number.clone());
            }
            let differences = match from {
                Some(day) if moved.is_empty() => clocks_change(change, incident, &bodies, Some(day)),
                _ => moved,
            };
            if bound || !differences.is_empty() {
                touched += 1;
                // Whoever changes the law need not know of what is restricted.
                if told.len() < MOST_TOLD && !incident.restricted() {
                    told.push(IncidentChange {
                        number: incident.number.clone(),
                        detected_at: incident.detected_at,
                        bound,
                        differences,
                    });
                }
            }
        }
    }
    let obstacles = obstacles(conn, change, &open).await?;
    Ok(Simulation { faults: Vec::new(), texts, from, open: open.count, touched, incidents: told, obstacles })
}

/// The clocks of an incident under a law, by the working time of the bodies that owe its clocks.
pub(super) fn clocks_under(
    library: &Library,
    facts: &Facts,
    incident: &Incident,
    debtors: &Debtors,
) -> Vec<Timed> {
    let events: Vec<_> = incident.events.iter().map(|(event, at)| (event.clone(), at.timestamp())).collect();
    timed_by(library, facts, &events, debtors)
}

/// Keys of the bodies that owe the clocks of an incident, by their roles.
pub(super) type Debtors = BTreeMap<String, String>;

/// Who owes; asked only where bodies have calendars of their own.
pub(super) async fn debtors(conn: &mut Conn, laws: &[&Library], incident: &Incident) -> Result<Debtors> {
    let mut bodies = Debtors::new();
    if laws.iter().all(|law| law.calendar().own.is_empty()) {
        return Ok(bodies);
    }
    for run in conn.clocks(incident.id).await? {
        if let Some(body) = run.owing_body
            && !bodies.contains_key(&run.owes)
            && let Some(body) = conn.body(body).await?
        {
            bodies.insert(run.owes, body.key);
        }
    }
    Ok(bodies)
}

/// How the clocks of an incident differ; with a day, those it would have if it were detected then or later.
fn clocks_change(
    change: &Changed<'_>,
    incident: &Incident,
    bodies: &Debtors,
    from: Option<Date>,
) -> Vec<Difference> {
    let mut facts = incident.facts();
    let begins = from.and_then(|day| day.to_zoned(zone()).ok()).map(|begin| begin.timestamp());
    facts.at = begins.map_or(facts.at, |begin| facts.at.max(begin));
    let clocks = |library| clocks_under(library, &facts, incident, bodies);
    differences(&clocks(change.before), &clocks(change.after))
}
