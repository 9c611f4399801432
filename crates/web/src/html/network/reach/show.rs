//! Pages of tests and trials.

use super::present;
use crate::html::desk::{List, Words};
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::domain::TrialId;
use app::domain::reachability::TrialState;
use app::reachability::{ShowTest, list_tests, show_test, show_trial, waiting_calls};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::network::{CallList, ReachIndex, ReachTestPage, TrialPage};

/// The tests.
pub(super) async fn index(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = index_page(&web, &visitor, None).await?;
    web.page(&visitor, &page)
}

/// One test with its trials.
pub(super) async fn test(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let asked = List::of(&visitor, format!("/network/reach/{number}"), &["state"]);
    let command = ShowTest {
        number,
        state: asked.one("state"),
        after: asked.begins().and_then(|after| after.parse().ok()),
    };
    let view = show_test(&web.app, &visitor.op, command).await?;
    let words = Words::of(&web, &visitor);
    let chip =
        |state: &TrialState| asked.chip("state", state.code(), words.coded("trial-state", state.code()));
    let page = ReachTestPage {
        chips: TrialState::ALL.iter().map(chip).collect(),
        pager: asked.pager(view.trials.len(), view.next),
        trials: view.trials.into_iter().map(present::trial).collect(),
        test: present::test(&words, view.test, view.body_name, view.counts),
    };
    web.page(&visitor, &page)
}

/// Calls to make.
pub(super) async fn calls(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let rows = waiting_calls(&web.app, &visitor.op).await?;
    web.page(&visitor, &CallList { rows: rows.into_iter().map(present::trial).collect() })
}

/// One trial.
pub(super) async fn trial(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let page = trial_page(&web, &visitor, read(&id)?, None).await?;
    web.page(&visitor, &page)
}

pub(super) fn read(id: &str) -> Result<TrialId, Fault> {
    id.parse().map_err(|_| Fault(Error::NotFound))
}

pub(super) async fn index_page(
    web: &Web,
    visitor: &Visitor,
    typed: Option<Typed>,
) -> Result<ReachIndex, Fault> {
    let asked = List::of(visitor, "/network/reach", &[]);
    let found = list_tests(&web.app, &visitor.op, asked.page().before).await?;
    let words = Words::of(web, visitor);
    let choice = |item: &law::ListItem| Choice::new(item.code.as_str(), words.text(&item.label), false);
    let policy = &web.app.settings.reach;
    Ok(ReachIndex {
        pager: asked.pager(found.rows.len(), found.next),
        rows: found
            .rows
            .into_iter()
            .map(|row| present::test(&words, row.test, row.body_name, row.counts))
            .collect(),
        to_call: found.to_call,
        provinces: words
            .library()
            .list("provinces")
            .map(|list| list.items.iter().map(choice).collect())
            .unwrap_or_default(),
        every_days: policy.every_days.into(),
        fresh_days: policy.fresh_days.into(),
        typed,
    })
}

pub(super) async fn trial_page(
    web: &Web,
    visitor: &Visitor,
    id: TrialId,
    typed: Option<Typed>,
) -> Result<TrialPage, Fault> {
    let row = show_trial(&web.app, &visitor.op, id).await?;
    Ok(present::trial_page(&Words::of(web, visitor), row, typed))
}
