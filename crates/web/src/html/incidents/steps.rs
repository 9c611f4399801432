//! Steps of the legal process: start, finish, skip, reopen.

use super::answer::{Place, answer};
use super::tabs::Tab;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::incidents::{StepAct, StepCommand, act_on_step};
use axum::extract::{Path, State};

/// Number of the incident and id of the step.
type At = Path<(String, String)>;

/// The step starts.
pub(super) async fn start(State(web): State<Web>, visitor: Visitor, at: At, posted: Posted) -> Outcome {
    act(&web, &visitor, at, &posted, ("start", "step-started"), StepAct::Start).await
}

/// The step is finished with its result and the evidence it needs.
pub(super) async fn finish(State(web): State<Web>, visitor: Visitor, at: At, posted: Posted) -> Outcome {
    let evidence = posted
        .pairs
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("evidence.")?.to_owned(), value.clone())));
    // The rows of a checklist come one by one and are kept as one line.
    let mut lines: Vec<(String, String)> = Vec::new();
    for (key, value) in evidence {
        match lines.iter_mut().find(|(known, _)| *known == key) {
            Some((_, line)) => *line = format!("{line}, {value}"),
            None => lines.push((key, value)),
        }
    }
    let finish = StepAct::Finish { note: posted.text("note").to_owned(), evidence: lines };
    act(&web, &visitor, at, &posted, ("finish", "step-finished"), finish).await
}

/// The step is left out.
pub(super) async fn skip(State(web): State<Web>, visitor: Visitor, at: At, posted: Posted) -> Outcome {
    let skip = StepAct::Skip { reason: posted.text("reason").to_owned() };
    act(&web, &visitor, at, &posted, ("skip", "step-skipped"), skip).await
}

/// The step opens again.
pub(super) async fn reopen(State(web): State<Web>, visitor: Visitor, at: At, posted: Posted) -> Outcome {
    let reopen = StepAct::Reopen { reason: posted.text("reason").to_owned() };
    act(&web, &visitor, at, &posted, ("reopen", "step-reopened"), reopen).await
}

async fn act(
    web: &Web,
    visitor: &Visitor,
    Path((number, step)): At,
    posted: &Posted,
    (form, key): (&str, &str),
    act: StepAct,
) -> Outcome {
    let (form, fragment) = (format!("{form}-{step}"), format!("#step-{step}"));
    let command = StepCommand { number: number.clone(), step, act };
    let done = act_on_step(&web.app, &visitor.op, command).await.map_err(Fault);
    let place = Place { number: &number, tab: Tab::Process, form: &form, key, fragment: &fragment };
    answer(web, visitor, posted, place, done).await
}
