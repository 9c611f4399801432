//! The list of incidents, page by page.

use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, codes};
use crate::api::words::codes::{IncidentState, SeverityState};
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::domain::page::PageRequest;
use app::domain::{Moment, incidents};
use app::incidents::ListIncidents;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What to list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// Only these states; may be repeated.
    #[serde(default)]
    #[param(value_type = Vec<IncidentState>)]
    state: Vec<String>,
    /// Only these severities; may be repeated.
    #[serde(default)]
    #[param(value_type = Vec<SeverityState>)]
    severity: Vec<String>,
    /// Only this RSIT class.
    class: Option<String>,
    /// Only this province, two digits.
    province: Option<String>,
    /// Only this level.
    #[param(minimum = 1, maximum = 5)]
    level: Option<i64>,
    /// Only those with a last moment before this one.
    #[param(value_type = Option<Time>)]
    due_before: Option<String>,
    /// Words, with or without Vietnamese tone marks, or a number.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    q: String,
    /// Where the page starts: `next_cursor` of the page before.
    cursor: Option<i64>,
    /// Rows wanted, 1 to 200; 50 when absent.
    limit: Option<i64>,
}

/// An incident in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IncidentLine {
    /// Id.
    id: Uid,
    /// Number.
    number: String,
    /// How it stands.
    #[schema(value_type = IncidentState)]
    state: String,
    /// Severe or not.
    #[schema(value_type = SeverityState)]
    severity: String,
    /// One line.
    title: String,
    /// Level of the system.
    level: Option<i64>,
    /// Province.
    province: Option<String>,
    /// First RSIT class.
    class: Option<String>,
    /// When it was detected.
    detected_at: Time,
    /// Nearest last moment.
    next_due_at: Option<Time>,
    /// Clock of that moment.
    next_due_clock: Option<String>,
    /// When it was last changed.
    updated_at: Time,
    /// Name of the affected system.
    system_name: Option<String>,
    /// Name of the operator.
    operator_name: Option<String>,
}

/// List incidents.
///
/// Those the caller may see, newest first.
#[utoipa::path(
    get, path = "/api/v1/incidents", tag = "incidents", params(Wanted),
    responses((status = 200, description = "A page.", body = Listing<IncidentLine>,
        headers(("Link" = String, description = "Address of the next page, `rel=next` (RFC 8288).")))),
    security(("bearer" = ["incidents:read"]))
)]
pub(super) async fn list(State(web): State<Web>, caller: Caller, Asked(wanted): Asked<Wanted>) -> Outcome {
    let due_before = wanted.due_before.map(|text| text.parse::<Moment>()).transpose();
    let command = ListIncidents {
        states: codes::<incidents::IncidentState>("state", wanted.state)?,
        severities: codes::<incidents::SeverityState>("severity", wanted.severity)?,
        class: wanted.class,
        province: wanted.province,
        level: wanted.level,
        due_before: due_before.map_err(|_| Fault(Error::field("due_before", "not_a_moment")))?,
        due_after: None,
        query: wanted.q,
        page: PageRequest::new(wanted.cursor, wanted.limit),
    };
    let page = app::incidents::list(&web.app, caller.op(), command).await?;
    let page = page.map(|row| IncidentLine {
        id: row.id.into(),
        number: row.number,
        state: row.state,
        severity: row.severity,
        title: row.title,
        level: row.level,
        province: row.province,
        class: row.class,
        detected_at: Moment::from_micros(row.detected_at).into(),
        next_due_at: row.next_due_at.map(|micros| Moment::from_micros(micros).into()),
        next_due_clock: row.next_due_clock,
        updated_at: Moment::from_micros(row.updated_at).into(),
        system_name: row.system_name,
        operator_name: row.operator_name,
    });
    Ok(answer::page(&caller.0, page))
}
