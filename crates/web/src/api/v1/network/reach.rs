//! Whether contact points can be reached, for programs.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, Seen, id};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::reachability::{Attempt, ReachTest};
use app::reachability::{
    BeginTest, Counts, LogCall, ReachNow, ShowTest, TrialRow, begin_test, list_tests, log_call, show_test,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whether a contact point can be reached.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct PointReach {
    /// From 0 to 100, by the policy of the deployment.
    score: u8,
    /// `fresh`, `ageing`, `stale` or `never`.
    freshness: &'static str,
    /// When somebody last answered; `null` when nobody ever did.
    proven_at: Option<Time>,
    /// On which rung: `mail`, `phone` or `superior`.
    proven_by: Option<&'static str>,
    /// What failed since (`bounced`, `no-answer`, `wrong-number`, `silent`); `null` for nothing.
    failed: Option<&'static str>,
    /// When it failed.
    failed_at: Option<Time>,
}

/// A test to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"always": true, "reason": "Kiểm tra định kỳ"}))]
pub(super) struct ReachTestWanted {
    /// Only contact points that answer around the clock.
    #[serde(default)]
    always: bool,
    /// Only those of bodies of this province, by its code.
    #[serde(default)]
    province: Option<String>,
    /// Only those of this body, by its key.
    #[serde(default)]
    body: Option<String>,
    /// Why, for those who get the mail.
    #[serde(default)]
    reason: String,
}

/// A test that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachTestBegun {
    /// Its number.
    number: String,
    /// How many contact points it tries.
    trials: i64,
}

/// A test.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachTestShown {
    /// Its number.
    number: String,
    /// Begun by the schedule of the deployment.
    scheduled: bool,
    /// Who began it.
    by: String,
    /// When.
    at: Time,
    /// Only contact points that answer around the clock.
    always: bool,
    /// Only those of bodies of this province.
    province: Option<String>,
    /// Only those of this body.
    body: Option<Uid>,
    /// Why.
    reason: String,
    /// How its trials stand.
    trials: TrialCounts,
}

/// How the trials of a test stand.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TrialCounts {
    /// All of them.
    all: i64,
    /// Somebody answered.
    reached: i64,
    /// Every rung failed.
    unreached: i64,
    /// A mail is out.
    mailed: i64,
    /// Somebody is to be called.
    to_call: i64,
    /// The body above was asked.
    above: i64,
    /// A mail came back.
    bounced: i64,
}

/// A test with a page of its trials.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachTestWithTrials {
    /// The test.
    test: ReachTestShown,
    /// Trials.
    trials: Vec<ReachTrialShown>,
    /// Pass as `cursor` to get the next page.
    next_cursor: Option<Uid>,
}

/// The trial of one contact point.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachTrialShown {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// Id of the contact point.
    contact: Uid,
    /// Its name.
    name: String,
    /// Key of its body.
    body: String,
    /// `running`, `reached` or `unreached`.
    state: &'static str,
    /// `mail`, `phone` or `superior`: the rung that is tried, or was last.
    rung: &'static str,
    /// Mail address; empty for none.
    email: String,
    /// Telephones, in the order in which to call.
    phones: Vec<String>,
    /// Last moment of the rung.
    due_at: Option<Time>,
    /// When it ended.
    settled_at: Option<Time>,
    /// Everything that was tried, in the order of time.
    attempts: Vec<ReachAttemptShown>,
}

/// An attempt.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachAttemptShown {
    /// When.
    at: Time,
    /// On which rung.
    rung: &'static str,
    /// `sent`, `bounced`, `answered`, `no-answer`, `wrong-number`, `silent` or `no-way`.
    said: &'static str,
    /// The address or number; empty for none.
    how: String,
    /// What a server said, or an officer noted.
    note: String,
    /// The officer; `null` where nobody acted for us.
    by: Option<String>,
}

/// A call that was made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"number": "0200 000 001", "said": "answered", "note": "Trực ban nghe máy"}))]
pub(super) struct CallTyped {
    /// The number that was called.
    number: String,
    /// `answered`, `no-answer` or `wrong-number`.
    said: String,
    /// Who answered, or what was learnt.
    #[serde(default)]
    note: String,
}

/// Which tests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ReachTestsWanted {
    /// `next_cursor` of the page before.
    cursor: Option<i64>,
}

/// Which trials.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ReachTrialsWanted {
    /// Only those that are `running`, `reached` or `unreached`.
    state: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Begin a test of contact points.
///
/// Each of them gets a mail with an answer by one click; those that do not answer are called, then the body above is asked.
/// Refusals: `reach.nobody`, `reach.asked_already`.
#[utoipa::path(
    post, path = "/api/v1/reach-tests", tag = "network", request_body = ReachTestWanted,
    responses((status = 201, description = "Begun.", body = ReachTestBegun)), security(("bearer" = ["members:keep"]))
)]
pub(super) async fn begin(
    State(web): State<Web>,
    caller: Caller,
    Body(wanted): Body<ReachTestWanted>,
) -> Outcome {
    let ReachTestWanted { always, province, body, reason } = wanted;
    let command = BeginTest { always, province, body, reason };
    let begun = begin_test(&web.app, caller.op(), command).await?;
    let path = format!("/api/v1/reach-tests/{}", begun.number);
    Ok(answer::created(&ReachTestBegun { number: begun.number.to_string(), trials: begun.trials }, &path))
}

/// List the tests of contact points.
#[utoipa::path(
    get, path = "/api/v1/reach-tests", tag = "network", params(ReachTestsWanted),
    responses((status = 200, description = "Newest first.", body = Listing<ReachTestShown>)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn list(
    State(web): State<Web>,
    caller: Caller,
    Asked(wanted): Asked<ReachTestsWanted>,
) -> Outcome {
    let found = list_tests(&web.app, caller.op(), wanted.cursor).await?;
    let rows = found.rows.into_iter().map(|row| ReachTestShown::of(row.test, row.counts)).collect();
    Ok(answer::page(&caller.0, app::domain::page::Page { rows, next: found.next }))
}

/// Show a test of contact points with its trials.
#[utoipa::path(
    get, path = "/api/v1/reach-tests/{number}", tag = "network", params(ReachTrialsWanted),
    responses((status = 200, description = "The test.", body = ReachTestWithTrials)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Asked(wanted): Asked<ReachTrialsWanted>,
) -> Outcome {
    let after = wanted.cursor.as_deref().map(id).transpose()?;
    let view = show_test(&web.app, caller.op(), ShowTest { number, state: wanted.state, after }).await?;
    let shown = ReachTestWithTrials {
        test: ReachTestShown::of(view.test, view.counts),
        trials: view.trials.into_iter().map(ReachTrialShown::from).collect(),
        next_cursor: view.next.map(Uid::from),
    };
    Ok(Json(shown).into_response())
}

/// Log a call to a contact point.
///
/// Refusal: `reach.not_running`.
#[utoipa::path(
    post, path = "/api/v1/reach-trials/{id}/calls", tag = "network", request_body = CallTyped,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Logged.")), security(("bearer" = ["members:keep"]))
)]
pub(super) async fn call(
    State(web): State<Web>,
    caller: Caller,
    Path(trial): Path<String>,
    Seen(version): Seen,
    Body(typed): Body<CallTyped>,
) -> Outcome {
    let CallTyped { number, said, note } = typed;
    log_call(&web.app, caller.op(), LogCall { trial: id(&trial)?, version, said, number, note }).await?;
    Ok(answer::done())
}

impl From<&ReachNow> for PointReach {
    fn from(it: &ReachNow) -> Self {
        let failed = it.reach.failed_since();
        Self {
            score: it.score,
            freshness: it.freshness.code(),
            proven_at: it.reach.proven.map(|proven| Time(proven.at)),
            proven_by: it.reach.proven.map(|proven| proven.rung.code()),
            failed: failed.map(|failed| failed.said.code()),
            failed_at: failed.map(|failed| Time(failed.at)),
        }
    }
}

impl ReachTestShown {
    fn of(it: ReachTest, counts: Counts) -> Self {
        Self {
            number: it.number.to_string(),
            scheduled: it.scheduled,
            by: it.by.name,
            at: Time(it.at),
            always: it.scope.always,
            province: it.scope.province,
            body: it.scope.body.map(Uid::from),
            reason: it.reason,
            trials: TrialCounts {
                all: counts.all,
                reached: counts.reached,
                unreached: counts.unreached,
                mailed: counts.mailed,
                to_call: counts.to_call,
                above: counts.above,
                bounced: counts.bounced,
            },
        }
    }
}

impl From<TrialRow> for ReachTrialShown {
    fn from(row: TrialRow) -> Self {
        let it = row.trial;
        Self {
            id: it.id.into(),
            version: it.version,
            contact: it.contact.into(),
            name: it.name,
            body: row.body_key,
            state: it.state.code(),
            rung: it.rung.code(),
            email: it.email,
            phones: it.phones,
            due_at: it.due_at.map(Time),
            settled_at: it.settled_at.map(Time),
            attempts: it.attempts.into_iter().map(ReachAttemptShown::from).collect(),
        }
    }
}

impl From<Attempt> for ReachAttemptShown {
    fn from(it: Attempt) -> Self {
        Self {
            at: Time(it.at),
            rung: it.rung.code(),
            said: it.said.code(),
            how: it.how,
            note: it.note,
            by: it.by.map(|hand| hand.name),
        }
    }
}
