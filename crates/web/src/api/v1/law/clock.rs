//! One time limit, computed with its reasons.

use crate::api::asked::Asked;
use crate::api::words::Time;
use crate::{Fault, Outcome, Web};
use app::Error;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which clock, from when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Id of the ruleset.
    #[param(example = "tt20-2017")]
    ruleset: String,
    /// Id of the clock.
    #[param(example = "closing-report")]
    clock: String,
    /// The moment it runs from, RFC 3339; write `+` of the offset as `%2B`.
    #[param(value_type = Time)]
    at: String,
}

/// What a clock comes to. Moments are in UTC+7; "24:00 of day D" is the midnight that ends D. The command line answers
/// the same object.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct ClockComputed {
    /// Id of the ruleset.
    ruleset: String,
    /// Id of the clock.
    clock: String,
    /// What is owed.
    title: String,
    /// Article as printed.
    cite: String,
    /// The moment it runs from.
    #[schema(format = DateTime)]
    at: String,
    /// Last moment; `null` for an open duty.
    #[schema(format = DateTime, example = "2026-11-18T00:00:00+07:00")]
    due: Option<String>,
    /// The last moment in words.
    #[schema(example = "24:00 ngày 17/11/2026")]
    due_text: Option<String>,
    /// The cautious last moment without the shift over rest days, when it differs.
    #[schema(format = DateTime)]
    unshifted: Option<String>,
    /// The cautious moment in words.
    unshifted_text: Option<String>,
    /// The moment is a target of policy and not the law's.
    policy: bool,
    /// Where the moment comes from: `law`, `policy` or `open`.
    kind: String,
    /// The chain that led to it, in order.
    reasoning: Vec<ReasonShown>,
    /// What the reader should know.
    warnings: Vec<String>,
    /// How sure we are of the provision: `text`, `secondary` or `recalled`.
    certainty: String,
    /// Where it was read.
    source: String,
}

/// One link of the chain.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct ReasonShown {
    /// The step in Vietnamese.
    text: String,
    /// The step in English.
    text_en: String,
    /// What it rests on; empty for plain arithmetic.
    cite: String,
}

/// Compute a time limit.
///
/// Days skip the day of the event and shift over rest days and public holidays (Civil Code 2015, articles 147 and 148);
/// hours run without a shift. A ruleset that does not bind at that moment is computed all the same, with a warning.
#[utoipa::path(
    get, path = "/api/v1/law/clock", tag = "law", params(Wanted),
    responses((status = 200, description = "The last moment and the way to it.", body = ClockComputed)), security(())
)]
pub(super) async fn clock(State(web): State<Web>, Asked(wanted): Asked<Wanted>) -> Outcome {
    let at = wanted.at.parse().map_err(|_| Fault(Error::field("at", "not_a_moment")))?;
    let answer = app::law::compute_clock(&web.app.library(), &wanted.ruleset, &wanted.clock, at)?;
    // The answer is agreed between all doors and written in one place; here it is only held against its description.
    let answer = serde_json::to_value(answer).and_then(serde_json::from_value::<ClockComputed>);
    Ok(Json(answer.map_err(Error::internal)?).into_response())
}
