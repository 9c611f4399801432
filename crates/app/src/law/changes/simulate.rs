//! What a change would do: to the texts and their forms, and to the clocks of the incidents that are open.
//!
//! Two questions are answered. What becomes of the clocks that run, which is nothing where an edition only begins later?
//! And what would an incident like this one run on if it were detected under the new edition: clocks gained, lost, moved?

use super::load;
use super::obstacles::{Obstacle, Open, obstacles};
use crate::access::Ask;
use crate::law::running::laid_over;
use crate::{App, Result, boxed};
use ::law::{ChangeKind, Difference, Fault, Library, TextChange, differences, text_changes, timed, zone};
use domain::incidents::Incident;
use domain::{IncidentNumber, Moment, Op, Right};
use jiff::civil::Date;
use serde::Serialize;
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
    let mut read = app.store.read().await?;
    let change = load(&mut read, number).await?;
    let before = app.law.library_in(&mut read).await?;
    let running = app.law.files_in(&mut read).await?;
    let over = read.law_change_files(change.id).await?;
    let calendars_alone = over.iter().all(|(path, _)| path.starts_with("calendars/"));
    let empty = over.is_empty();
    match Library::from_files(laid_over(&running, over)) {
        Ok(after) => {
            simulated(&mut read, &Changed { before: &before, after: &after, calendars_alone, empty }).await
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

/// The law as it is and as it would be.
pub(super) struct Changed<'a> {
    pub(super) before: &'a Library,
    pub(super) after: &'a Library,
    /// A calendar may move clocks that run: the State decides on days off when it decides.
    pub(super) calendars_alone: bool,
    pub(super) empty: bool,
}

async fn simulated(conn: &mut Conn, change: &Changed<'_>) -> Result<Simulation> {
    let texts = text_changes(change.before, change.after);
    let new = texts.iter().filter(|text| text.kind == ChangeKind::New);
    let from = new.filter_map(|text| change.after.ruleset(&text.ruleset)?.force.from).min();
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
            let moved = clocks_change(change, incident, None);
            let shown = from.map_or_else(|| moved.clone(), |day| clocks_change(change, incident, Some(day)));
            let bound = !moved.is_empty();
            if bound {
                open.moved.push(incident.number.clone());
            }
            let differences = if bound { moved } else { shown };
            if !differences.is_empty() {
                touched += 1;
                if told.len() < MOST_TOLD {
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

/// How the clocks of an incident differ; with a day, those it would have if it were detected then or later.
fn clocks_change(change: &Changed<'_>, incident: &Incident, from: Option<Date>) -> Vec<Difference> {
    let mut facts = incident.facts();
    let begins = from.and_then(|day| day.to_zoned(zone()).ok()).map(|begin| begin.timestamp());
    facts.at = begins.map_or(facts.at, |begin| facts.at.max(begin));
    let events: Vec<_> = incident.events.iter().map(|(event, at)| (event.clone(), at.timestamp())).collect();
    differences(&timed(change.before, &facts, &events), &timed(change.after, &facts, &events))
}
