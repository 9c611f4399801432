//! Severe or not: proposed from the criteria, decided by a named person with a document.

use crate::api::answer;
use crate::api::asked::Caller;
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::incidents::SeverityRecord;
use app::incidents::{DecideSeverity, ProposeSeverity};
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The facts; the software weighs them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"effects": ["interrupted"], "owner_cannot_handle": true, "reason": "Dịch vụ ngừng."}))]
pub(super) struct SeverityFacts {
    /// Codes of list `severe-criteria` that are met.
    effects: Vec<String>,
    /// The owner cannot control and handle it.
    owner_cannot_handle: bool,
    /// In words.
    #[serde(default)]
    reason: String,
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"severe": true, "document": "12/QĐ-MH ngày 24/11/2026", "position": "Cục trưởng"}))]
pub(super) struct SeverityDecision {
    /// Severe.
    severe: bool,
    /// Sign and date of the document.
    document: String,
    /// Position of the one who decides.
    #[serde(default)]
    position: String,
    /// Reasons in words.
    #[serde(default)]
    reason: String,
}

/// A proposal or a decision.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SeverityShown {
    /// Id.
    id: Uid,
    /// A decision; else a proposal.
    decision: bool,
    /// Severe.
    severe: bool,
    /// The facts it rests on.
    criteria: CriteriaShown,
    /// What the criteria said of them.
    finding: FindingShown,
    /// Who.
    by: String,
    /// Position of the one who decided.
    position: String,
    /// Id of the body acted for.
    body: Option<Uid>,
    /// Sign and date of the document.
    document: String,
    /// Reasons in words.
    reason: String,
    /// When.
    at: Time,
}

/// The facts the criteria ask for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CriteriaShown {
    /// Level of the system.
    level: Option<i64>,
    /// On the national list.
    national_important: bool,
    /// Codes of list `severe-criteria`.
    effects: Vec<String>,
    /// The owner cannot control and handle it.
    owner_cannot_handle: bool,
}

/// What the criteria say, part by part; severe when all three hold.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FindingShown {
    /// The system counts by its level or as nationally important.
    system_counts: bool,
    /// At least one listed effect.
    effect_counts: bool,
    /// The owner cannot handle it.
    owner_counts: bool,
}

/// Propose that an incident is severe, or is not.
///
/// The criteria (decision 05/2017/QĐ-TTg, article 9) are weighed and the finding is kept part by part.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/severity/propose", tag = "incidents", request_body = SeverityFacts,
    responses((status = 204, description = "Proposed.")), security(("bearer" = ["severity:propose"]))
)]
pub(super) async fn propose(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<SeverityFacts>,
) -> Outcome {
    let command = ProposeSeverity {
        number,
        effects: body.effects,
        owner_cannot_handle: body.owner_cannot_handle,
        reason: body.reason,
    };
    app::incidents::propose_severity(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Decide on severity.
///
/// By a named person with a document; the rulesets that bind change with it. Refusals: `incident.document_missing`,
/// `incident.decided_already`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/severity/decide", tag = "incidents", request_body = SeverityDecision,
    responses((status = 204, description = "Decided.")), security(("bearer" = ["severity:decide"]))
)]
pub(super) async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<SeverityDecision>,
) -> Outcome {
    let SeverityDecision { severe, document, position, reason } = body;
    let command = DecideSeverity { number, severe, document, position, reason };
    app::incidents::decide_severity(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

impl From<SeverityRecord> for SeverityShown {
    fn from(record: SeverityRecord) -> Self {
        let (criteria, finding) = (record.criteria, record.finding);
        Self {
            id: record.id.into(),
            decision: record.decision,
            severe: record.severe,
            criteria: CriteriaShown {
                level: criteria.level,
                national_important: criteria.national_important,
                effects: criteria.effects,
                owner_cannot_handle: criteria.owner_cannot_handle,
            },
            finding: FindingShown {
                system_counts: finding.system_counts,
                effect_counts: finding.effect_counts,
                owner_counts: finding.owner_counts,
            },
            by: record.by,
            position: record.position,
            body: record.body.map(Uid::from),
            document: record.document,
            reason: record.reason,
            at: record.at.into(),
        }
    }
}
