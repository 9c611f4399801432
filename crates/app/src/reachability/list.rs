//! Tests and their trials, for whoever keeps the register.

use crate::access::Ask;
use crate::names::{BodyNames, body_names, in_lang, key_of};
use crate::{App, Error, Result, boxed};
use domain::page::DEFAULT_ROWS;
use domain::reachability::{ReachTest, Rung, Trial, TrialState};
use domain::{Op, ReachNumber, Right, TrialId};
use serde::Serialize;
use store::{Conn, TrialCount};

/// Calls shown as waiting.
const MOST_CALLS: i64 = 200;

/// How the trials of a test stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All of them.
    pub all: i64,
    /// Somebody answered.
    pub reached: i64,
    /// Every rung failed.
    pub unreached: i64,
    /// A mail is out.
    pub mailed: i64,
    /// Somebody is to be called.
    pub to_call: i64,
    /// The body above was asked.
    pub above: i64,
    /// A mail came back, whatever became of it then.
    pub bounced: i64,
}

impl Counts {
    fn of(rows: &[TrialCount]) -> Self {
        let sum = |fits: &dyn Fn(&TrialCount) -> bool| {
            rows.iter().filter(|row| fits(row)).map(|row| row.count).sum()
        };
        let running = |rung: Rung| sum(&move |row| row.state == TrialState::Running && row.rung == rung);
        Self {
            all: sum(&|_| true),
            reached: sum(&|row| row.state == TrialState::Reached),
            unreached: sum(&|row| row.state == TrialState::Unreached),
            mailed: running(Rung::Mail),
            to_call: running(Rung::Phone),
            above: running(Rung::Superior),
            bounced: sum(&|row| row.bounced),
        }
    }
}

/// A test in the list.
#[derive(Debug, Clone, Serialize)]
pub struct TestRow {
    /// The test.
    pub test: ReachTest,
    /// Name of the body it is of; empty when it is of several.
    pub body_name: String,
    /// How its trials stand.
    pub counts: Counts,
}

/// A page of tests.
#[derive(Debug, Clone, Serialize)]
pub struct TestListing {
    /// The newest first.
    pub rows: Vec<TestRow>,
    /// Pass as `before` to get the next page.
    pub next: Option<i64>,
    /// Trials that wait for a call.
    pub to_call: i64,
}

/// A trial with the name of its body.
#[derive(Debug, Clone, Serialize)]
pub struct TrialRow {
    /// The trial.
    pub trial: Trial,
    /// Key of the body.
    pub body_key: String,
    /// Name of the body.
    pub body_name: String,
    /// Name of the body above; empty for none.
    pub superior_name: String,
}

/// A test with its trials.
#[derive(Debug, Clone, Serialize)]
pub struct TestView {
    /// The test.
    pub test: ReachTest,
    /// Name of the body it is of; empty when it is of several.
    pub body_name: String,
    /// How its trials stand.
    pub counts: Counts,
    /// A page of them.
    pub trials: Vec<TrialRow>,
    /// Pass as `after` to get the next page.
    pub next: Option<TrialId>,
}

/// Which test, and which of its trials.
#[derive(Debug, Clone, Default)]
pub struct ShowTest {
    /// Number of the test.
    pub number: String,
    /// Only trials in this state.
    pub state: Option<String>,
    /// The trial after which to begin.
    pub after: Option<TrialId>,
}

/// Tests, newest first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_tests(app: &App, op: &Op, before: Option<i64>) -> Result<TestListing> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let mut tests = read.reach_tests(before.unwrap_or(i64::MAX), DEFAULT_ROWS + 1).await?;
    let shown = usize::try_from(DEFAULT_ROWS).unwrap_or(usize::MAX);
    let more = tests.len() > shown;
    tests.truncate(shown);
    let next = tests.last().filter(|_| more).map(|(seq, _)| *seq);
    let names = body_names(&mut read, tests.iter().filter_map(|(_, test)| test.scope.body)).await?;
    let mut rows = Vec::with_capacity(tests.len());
    for (_, test) in tests {
        let counts = Counts::of(&read.trial_counts(test.id).await?);
        rows.push(TestRow { body_name: name_of(&names, &test, op), test, counts });
    }
    Ok(TestListing { rows, next, to_call: read.count_trials_to_call().await? })
}

/// A test with a page of its trials.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn show_test(app: &App, op: &Op, cmd: ShowTest) -> Result<TestView> {
    op.require(Right::KeepMembers)?;
    let number: ReachNumber = cmd.number.parse().map_err(|_| Error::NotFound)?;
    let mut read = app.store.read().await?;
    let test = read.reach_test(&number.to_string()).await?.ok_or(Error::NotFound)?;
    let counts = Counts::of(&read.trial_counts(test.id).await?);
    let state = cmd.state.as_deref().and_then(|state| state.parse::<TrialState>().ok());
    let mut trials = read.trials(test.id, state, cmd.after, DEFAULT_ROWS + 1).await?;
    let shown = usize::try_from(DEFAULT_ROWS).unwrap_or(usize::MAX);
    let more = trials.len() > shown;
    trials.truncate(shown);
    let next = trials.last().filter(|_| more).map(|trial| trial.id);
    let names = body_names(&mut read, test.scope.body).await?;
    let body_name = name_of(&names, &test, op);
    Ok(TestView { test, body_name, counts, trials: rows(&mut read, op, trials).await?, next })
}

fn name_of(names: &BodyNames, test: &ReachTest, op: &Op) -> String {
    test.scope.body.map(|id| in_lang(names, id, op.lang).to_owned()).unwrap_or_default()
}

/// Trials that wait for a call of an officer, the one that lapses first first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn waiting_calls(app: &App, op: &Op) -> Result<Vec<TrialRow>> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let trials = read.trials_to_call(MOST_CALLS).await?;
    rows(&mut read, op, trials).await
}

/// A trial with everything that was tried.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn show_trial(app: &App, op: &Op, id: TrialId) -> Result<TrialRow> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let trial = read.trial(id).await?.ok_or(Error::NotFound)?;
    rows(&mut read, op, vec![trial]).await?.pop().ok_or(Error::NotFound)
}

async fn rows(read: &mut Conn, op: &Op, trials: Vec<Trial>) -> Result<Vec<TrialRow>> {
    let above = |trial: &Trial| trial.superior.as_ref().map(|(body, _)| *body);
    let mentioned = trials.iter().flat_map(|trial| [Some(trial.body), above(trial)].into_iter().flatten());
    let names = body_names(read, mentioned).await?;
    let row = |trial: Trial| TrialRow {
        body_key: key_of(&names, trial.body),
        body_name: in_lang(&names, trial.body, op.lang).to_owned(),
        superior_name: above(&trial).map(|id| in_lang(&names, id, op.lang).to_owned()).unwrap_or_default(),
        trial,
    };
    Ok(trials.into_iter().map(row).collect())
}
