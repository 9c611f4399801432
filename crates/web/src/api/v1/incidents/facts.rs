//! Correcting what is known of an incident. Each change takes the version the caller saw.

use crate::api::answer;
use crate::api::asked::{Caller, Seen};
use crate::api::body::Body;
use crate::api::words::codes::{Environment, Tlp};
use crate::api::words::{Time, Uid};
use crate::{Outcome, Web};
use app::domain::incidents::{Classification, Effects, RsitClass};
use app::incidents::{Classify, CorrectDetection, CorrectFacts, SetMarks};
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A classification to set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"environment": "internet", "classification": {
    "primary": [{"code": "availability/ddos"}], "effects": {"confidentiality": false, "integrity": false, "availability": true},
    "cause": null, "harm": "unknown", "spread": "unknown", "under_verification": false}}))]
pub(super) struct NewClassification {
    /// Title, corrected; absent leaves it.
    title: Option<String>,
    /// Where it happened.
    environment: Environment,
    /// The classification.
    classification: ClassificationShown,
}

/// What an incident is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassificationShown {
    /// Primary classes.
    primary: Vec<ClassShown>,
    /// Further classes.
    #[serde(default)]
    secondary: Vec<ClassShown>,
    /// Cause group, a code of list `l4`.
    cause: Option<String>,
    /// What was harmed.
    effects: EffectsShown,
    /// Harm, a code of list `harm-levels`, or `unknown`.
    #[schema(example = "unknown")]
    harm: String,
    /// Spread, a code of list `spread-levels`, or `unknown`.
    #[schema(example = "unknown")]
    spread: String,
    /// Still being verified: effects may be missing.
    under_verification: bool,
}

/// A class of the Reference Security Incident Taxonomy.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassShown {
    /// Machine value.
    #[schema(example = "availability/ddos")]
    code: String,
    /// Qualifiers the mapping to the printed lists asks for, such as `ransomware`.
    #[serde(default)]
    qualifiers: Vec<String>,
}

/// What was harmed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EffectsShown {
    /// Secrecy lost.
    confidentiality: bool,
    /// Wholeness lost.
    integrity: bool,
    /// Availability lost.
    availability: bool,
}

/// The affected system, corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"system_name": "Cổng dịch vụ công", "level": 3, "reason": "Xác minh với chủ quản."}))]
pub(super) struct NewFacts {
    /// Id of the system, when it is in the register.
    system: Option<Uid>,
    /// Name of the system, when it is not.
    #[serde(default)]
    system_name: String,
    /// Level, 1 to 5, when it is not in the register.
    level: Option<i64>,
    /// Why.
    reason: String,
}

/// A corrected moment of detection.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"detected_at": "2026-11-23T07:30:00+07:00", "reason": "Nhật ký máy chủ cho thấy sớm hơn."}))]
pub(super) struct NewDetection {
    /// The right moment.
    detected_at: Time,
    /// Why the old one was wrong.
    reason: String,
}

/// Correct the affected system.
///
/// Level, place and sector decide which texts bind: the clocks are computed anew. With `system` its name and level are
/// those of the register. Refusals: `incident.reason_missing`, `incident.already_closed`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/facts", tag = "incidents", request_body = NewFacts,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Corrected.")), security(("bearer" = ["incidents:classify"]))
)]
pub(super) async fn facts(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewFacts>,
) -> Outcome {
    let system = body.system.map(|id| id.read("system")).transpose()?;
    let command = CorrectFacts {
        number,
        version,
        system,
        system_name: body.system_name,
        level: body.level,
        reason: body.reason,
    };
    app::incidents::correct_facts(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Correct the moment of detection.
///, each of its own kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"tlp": "amber", "confidential": false, "state_secret_concerned": false, "beyond_ability": true}))]
pub(super) struct NewMarks {
    /// Sharing mark of the community.
    tlp: Tlp,
    /// Confidentiality asked for by the reporter.
    confidential: bool,
    /// State secrets are concerned; their content never enters.
    state_secret_concerned: bool,
    /// May exceed the means of operator and owner.
    beyond_ability: bool,
    /// Circumstances that clocks ask for: codes of the shared list `circumstances`; left out, they stay as they are.
    #[serde(default)]
    circumstances: Option<Vec<String>>,
}

/// Classify an incident.
///
/// The rows of the printed lists derive from the RSIT classes.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/classify", tag = "incidents", request_body = NewClassification,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Classified.")), security(("bearer" = ["incidents:classify"]))
)]
pub(super) async fn classify(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewClassification>,
) -> Outcome {
    let classification = body.classification.into();
    let command =
        Classify { number, version, title: body.title, environment: body.environment.0, classification };
    app::incidents::classify(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Correct the moment of detection.
///
/// The clocks are computed anew; the old ones are kept as superseded. Refusal: `incident.reason_missing`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/detection", tag = "incidents", request_body = NewDetection,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Corrected.")), security(("bearer" = ["incidents:classify"]))
)]
pub(super) async fn detection(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewDetection>,
) -> Outcome {
    let command = CorrectDetection { number, version, detected_at: body.detected_at.0, reason: body.reason };
    app::incidents::correct_detection(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Set the marks of an incident.
///
/// Confidentiality, TLP and state secrecy are three separate things; `beyond_ability` starts the clocks that hang on it.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/marks", tag = "incidents", request_body = NewMarks,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Set.")), security(("bearer" = ["process:run"]))
)]
pub(super) async fn marks(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewMarks>,
) -> Outcome {
    let command = SetMarks {
        number,
        version,
        tlp: body.tlp.0,
        confidential: body.confidential,
        state_secret_concerned: body.state_secret_concerned,
        beyond_ability: body.beyond_ability,
        circumstances: body.circumstances,
    };
    app::incidents::set_marks(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

impl From<ClassificationShown> for Classification {
    fn from(given: ClassificationShown) -> Self {
        let class = |c: ClassShown| RsitClass { code: c.code, qualifiers: c.qualifiers };
        Self {
            primary: given.primary.into_iter().map(class).collect(),
            secondary: given.secondary.into_iter().map(class).collect(),
            cause: given.cause,
            effects: Effects {
                confidentiality: given.effects.confidentiality,
                integrity: given.effects.integrity,
                availability: given.effects.availability,
            },
            harm: given.harm,
            spread: given.spread,
            under_verification: given.under_verification,
        }
    }
}

impl From<Classification> for ClassificationShown {
    fn from(known: Classification) -> Self {
        let class = |c: RsitClass| ClassShown { code: c.code, qualifiers: c.qualifiers };
        Self {
            primary: known.primary.into_iter().map(class).collect(),
            secondary: known.secondary.into_iter().map(class).collect(),
            cause: known.cause,
            effects: EffectsShown {
                confidentiality: known.effects.confidentiality,
                integrity: known.effects.integrity,
                availability: known.effects.availability,
            },
            harm: known.harm,
            spread: known.spread,
            under_verification: known.under_verification,
        }
    }
}
