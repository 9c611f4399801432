//! Naming persons and taking them back, restricting a notice, the exception from confidentiality.

use crate::api::answer;
use crate::api::asked::{Caller, Seen};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::restriction::{
    ExceptConfidentiality, NamePersons, RecordKind, RestrictNotice, WithdrawPerson, except_confidentiality,
    name_persons, restrict_notice, withdraw_person,
};
use axum::extract::{Path, State};
use serde::Deserialize;
use utoipa::ToSchema;

/// Persons to name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"persons": ["01939c5e-0000-7000-8000-000000000000"], "reason": "Ứng cứu tại chỗ"}))]
pub(super) struct NewNames {
    /// Ids of the persons, as `candidates` gives them.
    persons: Vec<Uid>,
    /// Why they need it.
    reason: String,
    /// Until when; absent until it is withdrawn.
    until: Option<Time>,
}

/// A person to take back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "01939c5e-0000-7000-8000-000000000000"}))]
pub(super) struct LeavingPerson {
    /// Id of the person.
    person: Uid,
}

/// An exception to declare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Nhiều đơn vị dùng chung phần mềm bị khai thác", "document": "15/CV-MH"}))]
pub(super) struct NewException {
    /// Who must be warned, and why.
    reason: String,
    /// Sign and date of the document.
    document: String,
}

/// How a notice shall stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"restricted": true, "reason": "Người gửi yêu cầu"}))]
pub(super) struct NewRestriction {
    /// Only the officer in charge and named persons see it.
    restricted: bool,
    /// Why.
    reason: String,
}

/// Name persons on a restricted incident.
///
/// Only those who would see it if it were not restricted. Refusals: `restriction.not_restricted`,
/// `restriction.named_already`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/access/name", tag = "incidents", request_body = NewNames,
    responses((status = 204, description = "Named.")), security(("bearer" = ["restriction:name"]))
)]
pub(super) async fn name_on_incident(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewNames>,
) -> Outcome {
    name_persons(&web.app, caller.op(), body.on(RecordKind::Incident, number)?).await?;
    Ok(answer::done())
}

/// Name persons on a restricted notice.
///
/// Only those who would see it if it were not restricted. Refusals: `restriction.not_restricted`,
/// `restriction.named_already`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/access/name", tag = "notices", request_body = NewNames,
    responses((status = 204, description = "Named.")), security(("bearer" = ["restriction:name"]))
)]
pub(super) async fn name_on_notice(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewNames>,
) -> Outcome {
    name_persons(&web.app, caller.op(), body.on(RecordKind::Notice, number)?).await?;
    Ok(answer::done())
}

/// Take a person back from an incident.
///
/// Refusals: `restriction.not_named`, `restriction.last_person`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/access/withdraw", tag = "incidents", request_body = LeavingPerson,
    responses((status = 204, description = "Taken back.")), security(("bearer" = ["restriction:name"]))
)]
pub(super) async fn withdraw_from_incident(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<LeavingPerson>,
) -> Outcome {
    withdraw_person(&web.app, caller.op(), body.on(RecordKind::Incident, number)?).await?;
    Ok(answer::done())
}

/// Take a person back from a notice.
///
/// Refusals: `restriction.not_named`, `restriction.last_person`.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/access/withdraw", tag = "notices", request_body = LeavingPerson,
    responses((status = 204, description = "Taken back.")), security(("bearer" = ["restriction:name"]))
)]
pub(super) async fn withdraw_from_notice(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<LeavingPerson>,
) -> Outcome {
    withdraw_person(&web.app, caller.op(), body.on(RecordKind::Notice, number)?).await?;
    Ok(answer::done())
}

/// Declare the exception from confidentiality.
///
/// Many others concerned must be warned or asked to cooperate. TLP:RED is not touched. Refusal:
/// `restriction.no_confidentiality`.
#[utoipa::path(
    post, path = "/api/v1/incidents/{number}/access/except", tag = "incidents", request_body = NewException,
    params(("If-Match" = String, Header, description = "The version seen, as in `ETag`.")),
    responses((status = 204, description = "Declared.")), security(("bearer" = ["restriction:except"]))
)]
pub(super) async fn except(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Seen(version): Seen,
    Body(body): Body<NewException>,
) -> Outcome {
    let command = ExceptConfidentiality { number, version, reason: body.reason, document: body.document };
    except_confidentiality(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Restrict a notice, or open it.
#[utoipa::path(
    post, path = "/api/v1/notices/{number}/access/restrict", tag = "notices", request_body = NewRestriction,
    responses((status = 204, description = "It stands so.")), security(("bearer" = ["restriction:set"]))
)]
pub(super) async fn restrict(
    State(web): State<Web>,
    caller: Caller,
    Path(number): Path<String>,
    Body(body): Body<NewRestriction>,
) -> Outcome {
    let command = RestrictNotice { number, restricted: body.restricted, reason: body.reason };
    restrict_notice(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

impl NewNames {
    fn on(self, kind: RecordKind, number: String) -> Result<NamePersons, Fault> {
        let persons = self.persons.iter().map(|id| id.read("persons"));
        Ok(NamePersons {
            kind,
            number,
            persons: persons.collect::<Result<_, _>>()?,
            reason: self.reason,
            until: self.until.map(|time| time.0),
        })
    }
}

impl LeavingPerson {
    fn on(self, kind: RecordKind, number: String) -> Result<WithdrawPerson, Fault> {
        Ok(WithdrawPerson { kind, number, person: self.person.read("person")? })
    }
}
