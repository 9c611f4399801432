//! Entering and changing systems, claims of two owners, and records of an Internet registry, for programs.

use super::members::Entered;
use super::{BodyShown, SystemShown};
use crate::api::answer::{self, Listing};
use crate::api::asked::{Caller, Seen, id};
use crate::api::body::Body;
use crate::api::words::Time;
use crate::api::words::codes::Environment;
use crate::{Fault, Outcome, Web};
use app::domain::systems::description::{LevelDocument, Software};
use app::systems::{
    BringAllocations, ChangeSystem, ClaimView, DecideDispute, DisputeView, NewDescription, NewDocument,
    NewSoftware, NewSystem, Remark, SystemView, bring_allocations_file, change_system, create_system,
    decide_dispute, list_disputes, show_system,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Software of a system.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SoftwareTyped {
    /// The product; empty takes it from the CPE name.
    #[serde(default)]
    product: String,
    /// Its version; empty takes it from the CPE name.
    #[serde(default)]
    version: String,
    /// Its name in the Common Platform Enumeration 2.3; empty for none.
    #[serde(default)]
    cpe: String,
}

/// A document of the level of a system.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelDocumentTyped {
    /// An item of the list `system-documents`.
    kind: String,
    /// Number as printed.
    #[serde(default)]
    number: String,
    /// Day, `2026-03-02`; empty when not known.
    #[serde(default)]
    date: String,
    /// Who issued it.
    #[serde(default)]
    issuer: String,
    /// What else is to be known.
    #[serde(default)]
    note: String,
}

/// A system as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"key": "cong-minh-hoa", "name": "Cổng minh họa", "owner": "chu-quan", "operator": "van-hanh", "environment": "internet", "addresses": ["203.0.113.0/24"], "software": [{"product": "Máy chủ web", "version": "2.4"}]}))]
pub(super) struct SystemTyped {
    /// Stable short key; one that is there keeps its own.
    #[serde(default)]
    key: String,
    /// Name.
    name: String,
    /// Key of its owner.
    owner: String,
    /// Key of its operator.
    operator: String,
    /// Key of its Internet provider.
    provider: Option<String>,
    /// Level, 1 to 5, when approved.
    level: Option<i64>,
    /// On the list of nationally important systems.
    #[serde(default)]
    national_important: bool,
    /// Where it runs.
    environment: Environment,
    /// Domain names.
    #[serde(default)]
    domains: Vec<String>,
    /// Public addresses or ranges.
    #[serde(default)]
    addresses: Vec<String>,
    /// What it is for.
    #[serde(default)]
    purpose: String,
    /// Services it offers.
    #[serde(default)]
    services: Vec<String>,
    /// Software it runs on.
    #[serde(default)]
    software: Vec<SoftwareTyped>,
    /// Measures that protect it.
    #[serde(default)]
    measures: Vec<String>,
    /// Documents of its level.
    #[serde(default)]
    documents: Vec<LevelDocumentTyped>,
    /// Key of the body that gives it security services.
    security_body: Option<String>,
    /// Numbers of its autonomous systems.
    #[serde(default)]
    autonomous_systems: Vec<String>,
}

/// A system with what it is described by.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SystemWhole {
    /// The system.
    system: SystemShown,
    /// Services it offers.
    services: Vec<String>,
    /// Software it runs on.
    software: Vec<SoftwareTyped>,
    /// Measures that protect it.
    measures: Vec<String>,
    /// Documents of its level.
    documents: Vec<LevelDocumentTyped>,
    /// The body that gives it security services.
    security_body: Option<BodyShown>,
    /// Numbers of its autonomous systems.
    autonomous_systems: Vec<String>,
    /// What an Internet registry says of its addresses; empty while no records were brought in.
    registry: Vec<RegistryRemark>,
    /// Version, for `If-Match`.
    version: i64,
}

/// What an Internet registry says of a range, apart from what people claim.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RegistryRemark {
    /// The range.
    range: String,
    /// Status of the record that holds it whole; `null` when none does.
    status: Option<String>,
    /// Country of that record.
    country: Option<String>,
    /// Nothing of it is handed out in the country this deployment answers for.
    outside: bool,
    /// Where the records come from.
    source: String,
    /// The day they were published.
    published: String,
}

/// Two claims of different owners that cannot both be true.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimDispute {
    /// The wider claim.
    wider: ClaimShown,
    /// The claim that lies in it.
    narrower: ClaimShown,
    /// Since when; a decision has to name it.
    since: Time,
}

/// A claim of a system.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClaimShown {
    /// What is claimed.
    value: String,
    /// Key of the system.
    system: String,
    /// Its owner.
    owner: Option<BodyShown>,
}

/// A decision on claims of two owners.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"wider_system": "rong", "wider": "203.0.113.0/24", "narrower_system": "hep", "narrower": "203.0.113.7", "since": "2026-11-12T02:00:00Z", "verdict": "both-stand", "reason": "Nhà mạng và khách hàng"}))]
pub(super) struct DisputeDecision {
    /// Key of the system with the wider claim.
    wider_system: String,
    /// The wider claim.
    wider: String,
    /// Key of the system with the narrower claim.
    narrower_system: String,
    /// The narrower claim.
    narrower: String,
    /// `since` of the dispute as it was read.
    since: Time,
    /// `both-stand`, `wider-withdrawn` or `narrower-withdrawn`.
    verdict: String,
    /// Why.
    reason: String,
}

/// Records of an Internet registry to bring in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"file": "0197a2f0-0000-7000-8000-000000000005", "home": "VN", "write": false}))]
pub(super) struct AllocationsToBring {
    /// Id of the attachment that was stored before.
    file: String,
    /// Code of the country this deployment answers for, two letters.
    home: String,
    /// Put them in place of those that are there; else only count.
    #[serde(default)]
    write: bool,
}

/// Enter a system.
#[utoipa::path(
    post, path = "/api/v1/systems", tag = "network", request_body = SystemTyped,
    responses((status = 201, description = "Entered.", body = Entered)), security(("bearer" = ["network:manage"]))
)]
pub(super) async fn enter_system(
    State(web): State<Web>,
    caller: Caller,
    Body(typed): Body<SystemTyped>,
) -> Outcome {
    let key = typed.key.trim().to_owned();
    let id = create_system(&web.app, caller.op(), typed.into()).await?;
    Ok(answer::created(&Entered { id: id.into() }, &format!("/api/v1/systems/{key}")))
}

/// Show a system.
#[utoipa::path(
    get, path = "/api/v1/systems/{key}", tag = "network",
    responses((status = 200, description = "The system.", body = SystemWhole)), security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn system_shown(State(web): State<Web>, caller: Caller, Path(key): Path<String>) -> Outcome {
    let view = SystemWhole::from(show_system(&web.app, caller.op(), &key).await?);
    Ok(answer::versioned(&view, view.version))
}

/// Change a system.
///
/// The people of its owner and of its operator change what they know best; whose it is, the register keeps.
#[utoipa::path(
    put, path = "/api/v1/systems/{key}", tag = "network", request_body = SystemTyped,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Changed.")), security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn change_shown(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Seen(version): Seen,
    Body(typed): Body<SystemTyped>,
) -> Outcome {
    change_system(&web.app, caller.op(), ChangeSystem { key, version, to_be: typed.into() }).await?;
    Ok(answer::done())
}

/// List claims of two owners that nobody decided.
#[utoipa::path(
    get, path = "/api/v1/claim-disputes", tag = "network",
    responses((status = 200, description = "The disputes.", body = Listing<ClaimDispute>)),
    security(("bearer" = ["network:manage"]))
)]
pub(super) async fn disputes(State(web): State<Web>, caller: Caller) -> Outcome {
    let found = list_disputes(&web.app, caller.op()).await?;
    Ok(Json(Listing::whole(found.into_iter().map(ClaimDispute::from).collect())).into_response())
}

/// Decide on claims of two owners.
///
/// Refusal: `dispute.already_decided`.
#[utoipa::path(
    post, path = "/api/v1/claim-disputes/decisions", tag = "network", request_body = DisputeDecision,
    responses((status = 204, description = "Decided.")), security(("bearer" = ["network:manage"]))
)]
pub(super) async fn decide(
    State(web): State<Web>,
    caller: Caller,
    Body(it): Body<DisputeDecision>,
) -> Outcome {
    let command = DecideDispute {
        verdict: it.verdict.parse().map_err(|_| Fault(app::Error::field("verdict", "unknown_option")))?,
        wider_system: it.wider_system,
        wider: it.wider,
        narrower_system: it.narrower_system,
        narrower: it.narrower,
        since: it.since.0,
        reason: it.reason,
    };
    decide_dispute(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Bring in records of an Internet registry.
///
/// A delegated statistics file, stored with `POST /api/v1/attachments` before. The records replace those that are there and
/// are never mixed with what people declare.
#[utoipa::path(
    post, path = "/api/v1/allocations", tag = "network", request_body = AllocationsToBring,
    responses((status = 200, description = "What the file holds.", body = Object)),
    security(("bearer" = ["network:manage"]))
)]
pub(super) async fn allocations(
    State(web): State<Web>,
    caller: Caller,
    Body(it): Body<AllocationsToBring>,
) -> Outcome {
    let command = BringAllocations { source: String::new(), home: it.home, write: it.write };
    let brought = bring_allocations_file(&web.app, caller.op(), command, id(&it.file)?).await?;
    Ok(Json(brought).into_response())
}

impl From<SystemTyped> for NewSystem {
    fn from(it: SystemTyped) -> Self {
        let software =
            |it: SoftwareTyped| NewSoftware { product: it.product, version: it.version, cpe: it.cpe };
        let document = |it: LevelDocumentTyped| NewDocument {
            kind: it.kind,
            number: it.number,
            date: it.date,
            issuer: it.issuer,
            note: it.note,
        };
        Self {
            key: it.key,
            name: it.name,
            owner_key: it.owner,
            operator_key: it.operator,
            provider_key: it.provider,
            level: it.level,
            national_important: it.national_important,
            environment: it.environment.0,
            domains: it.domains,
            addresses: it.addresses,
            purpose: it.purpose,
            description: NewDescription {
                services: it.services,
                software: it.software.into_iter().map(software).collect(),
                measures: it.measures,
                documents: it.documents.into_iter().map(document).collect(),
                security_body_key: it.security_body,
                autonomous_systems: it.autonomous_systems,
            },
        }
    }
}

impl From<SystemView> for SystemWhole {
    fn from(view: SystemView) -> Self {
        let said = view.known.system.description.clone();
        let version = view.known.system.version;
        Self {
            system: view.known.system.into(),
            services: said.services,
            software: said.software.into_iter().map(SoftwareTyped::from).collect(),
            measures: said.measures,
            documents: said.documents.into_iter().map(LevelDocumentTyped::from).collect(),
            security_body: view.known.security.map(|it| BodyShown::from(it.body)),
            autonomous_systems: said.autonomous_systems.iter().map(ToString::to_string).collect(),
            registry: view.remarks.into_iter().map(RegistryRemark::from).collect(),
            version,
        }
    }
}

impl From<Software> for SoftwareTyped {
    fn from(it: Software) -> Self {
        let cpe = it.cpe.map(|cpe| cpe.to_string()).unwrap_or_default();
        Self { product: it.product, version: it.version, cpe }
    }
}

impl From<LevelDocument> for LevelDocumentTyped {
    fn from(it: LevelDocument) -> Self {
        let date = it.date.map(|date| date.to_string()).unwrap_or_default();
        Self { kind: it.kind, number: it.number, date, issuer: it.issuer, note: it.note }
    }
}

impl From<Remark> for RegistryRemark {
    fn from(it: Remark) -> Self {
        let (status, country) = it.allocation.map(|record| (record.status, record.country)).unzip();
        Self {
            range: it.range,
            status,
            country,
            outside: it.outside,
            source: it.source,
            published: it.published,
        }
    }
}

impl From<DisputeView> for ClaimDispute {
    fn from(it: DisputeView) -> Self {
        Self { wider: it.wider.into(), narrower: it.narrower.into(), since: it.since.into() }
    }
}

impl From<ClaimView> for ClaimShown {
    fn from(it: ClaimView) -> Self {
        Self { value: it.value, system: it.system.key, owner: it.owner.map(BodyShown::from) }
    }
}
