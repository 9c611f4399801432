//! Acting on a step of the legal process: start, finish, skip, reopen.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::StepRun;
use domain::incidents::steps::{latest, settled};
use domain::{Op, Refusal, Right};
use law::{Library, List, Step};
use serde_json::json;

/// What to do with a step.
#[derive(Debug, Clone)]
pub enum StepAct {
    /// Start it.
    Start,
    /// Finish it with a result and the evidence it requires.
    Finish {
        /// Result in words.
        note: String,
        /// Evidence by key.
        evidence: Vec<(String, String)>,
    },
    /// Leave it out.
    Skip {
        /// Why.
        reason: String,
    },
    /// Open it again, in a new round.
    Reopen {
        /// Why.
        reason: String,
    },
}

impl StepAct {
    const fn code(&self) -> &'static str {
        match self {
            Self::Start => "step.started",
            Self::Finish { .. } => "step.finished",
            Self::Skip { .. } => "step.skipped",
            Self::Reopen { .. } => "step.reopened",
        }
    }
}

/// An act on a step of an incident.
#[derive(Debug, Clone)]
pub struct StepCommand {
    /// Number of the incident.
    pub number: String,
    /// Id of the step in the ruleset.
    pub step: String,
    /// What to do.
    pub act: StepAct,
}

/// Acts on a step.
///
/// # Errors
/// The refusals of [`StepRun`]; `incident.already_closed`; [`Error::NotFound`] for a step the process does not have.
#[boxed]
pub async fn act_on_step(app: &App, op: &Op, cmd: StepCommand) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = super::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::RunProcess, &parties)?;
    incident.unclosed()?;
    let library = app.library();
    let process =
        library.ruleset(&incident.process).and_then(|r| r.process.as_ref()).ok_or(Error::NotFound)?;
    let definition = process.step(&cmd.step).ok_or(Error::NotFound)?;
    let runs = tx.steps(incident.id).await?;
    let current = latest(&runs).into_iter().find(|r| r.step == cmd.step).cloned().ok_or(Error::NotFound)?;
    let by = op.actor.name();
    let code = cmd.act.code();
    let run: StepRun = match cmd.act {
        StepAct::Start => {
            let done = process.passed(&settled(&runs), incident.severity.is_severe());
            current.start(definition, &done, op.now, by)?
        }
        StepAct::Finish { note, evidence } => {
            let run = current.finish(definition, &note, evidence, op.now, by)?;
            check_ticks(&library, &incident.process, definition, &run)?;
            run
        }
        StepAct::Skip { reason } => current.skip(&domain::text::bounded(&reason), op.now, by)?,
        StepAct::Reopen { reason } => {
            current.reopen(&domain::text::bounded(&reason), app.fresh.id(op.now), op.now, by)?
        }
    };
    if runs.iter().any(|r| r.id == run.id) {
        tx.update_step(&run).await?;
    } else {
        tx.insert_step(incident.id, &run).await?;
    }
    let values = json!({ "step": cmd.step, "number": definition.number, "title": definition.title, "round": run.round, "note": run.note });
    super::note(&mut tx, app, op, incident.id, code, &values, false).await?;
    tx.record(op, Event::new(code, "incident", incident.id, json!({
        "number": incident.number, "step": cmd.step, "round": run.round, "note": run.note, "evidence": run.evidence,
    })));
    tx.commit(op.now).await?;
    Ok(())
}

/// That the checklists of a step are ticked as the text wants: known rows, and none missing that must not be.
fn check_ticks(library: &Library, ruleset: &str, definition: &Step, run: &StepRun) -> Result<()> {
    for list in library.ruleset(ruleset).into_iter().flat_map(|text| text.checklists(definition)) {
        let id = &list.id;
        let ticks =
            run.evidence.iter().find(|(key, _)| key == id.as_str()).map_or("", |(_, ticks)| ticks.as_str());
        let field = format!("evidence.{id}");
        if List::ticked(ticks).any(|code| list.item(code).is_none()) {
            return Err(Error::field(&field, "unknown_option"));
        }
        if list.missing(ticks).next().is_some() {
            return Err(Error::Refused(Refusal::at(field, "step.checklist_incomplete")));
        }
    }
    Ok(())
}
