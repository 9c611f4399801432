//! Bodies, systems and oneself, for programs.

mod applications;
mod invitations;
mod keys;
mod members;
mod profiles;
mod reach;
mod systems;

use crate::api::answer::Listing;
use crate::api::asked::{Asked, Caller};
use crate::api::words::codes::BodyKind;
use crate::api::words::{Time, Uid};
use crate::{Listed, Outcome, Web};
use app::domain::Actor;
use app::domain::bodies::Body;
use app::domain::systems::System;
use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

/// The operations of this folder.
#[derive(OpenApi)]
#[openapi(paths(
    bodies,
    listed_systems,
    whois,
    me,
    members::show,
    members::enter,
    members::change,
    members::retire,
    keys::show,
    keys::ending,
    members::changes,
    members::prove,
    members::bring,
    members::taken_out,
    systems::enter_system,
    systems::system_shown,
    systems::change_shown,
    systems::disputes,
    systems::decide,
    systems::allocations,
    reach::begin,
    reach::list,
    reach::show,
    reach::call,
    applications::list,
    applications::show,
    applications::approved,
    applications::refused,
    applications::follow,
    profiles::show,
    profiles::editions,
    profiles::declare,
    profiles::waiting,
    profiles::change,
    profiles::judge,
    invitations::list,
    invitations::send,
    invitations::withdraw
))]
pub(super) struct Document;

pub(super) fn routes(listed: &mut Listed) {
    listed
        .get("/api/v1/bodies", bodies)
        .get("/api/v1/bodies/{key}", members::show)
        .post("/api/v1/bodies/{key}/contacts", members::enter)
        .put("/api/v1/bodies/{key}/contacts/{id}", members::change)
        .delete("/api/v1/bodies/{key}/contacts/{id}", members::retire)
        .get("/api/v1/bodies/{key}/contacts/{id}/key", keys::show)
        .get("/api/v1/contact-keys/ending", keys::ending)
        .get("/api/v1/contact-changes", members::changes)
        .post("/api/v1/contact-changes/{id}/proofs", members::prove)
        .post("/api/v1/register/import", members::bring)
        .get("/api/v1/register/{table}", members::taken_out)
        .get("/api/v1/systems", listed_systems)
        .post("/api/v1/systems", systems::enter_system)
        .get("/api/v1/systems/{key}", systems::system_shown)
        .put("/api/v1/systems/{key}", systems::change_shown)
        .get("/api/v1/claim-disputes", systems::disputes)
        .post("/api/v1/claim-disputes/decisions", systems::decide)
        .post("/api/v1/allocations", systems::allocations)
        .get("/api/v1/reach-tests", reach::list)
        .post("/api/v1/reach-tests", reach::begin)
        .get("/api/v1/reach-tests/{number}", reach::show)
        .post("/api/v1/reach-trials/{id}/calls", reach::call)
        .get("/api/v1/applications", applications::list)
        .post("/api/v1/applications/follow", applications::follow)
        .get("/api/v1/applications/{number}", applications::show)
        .post("/api/v1/applications/{number}/approve", applications::approved)
        .post("/api/v1/applications/{number}/refuse", applications::refused)
        .get("/api/v1/bodies/{key}/profile", profiles::show)
        .put("/api/v1/bodies/{key}/profile", profiles::declare)
        .get("/api/v1/bodies/{key}/profile/editions", profiles::editions)
        .get("/api/v1/profile-changes", profiles::waiting)
        .get("/api/v1/profile-changes/{id}", profiles::change)
        .post("/api/v1/profile-changes/{id}/judge", profiles::judge)
        .get("/api/v1/invitations", invitations::list)
        .post("/api/v1/invitations", invitations::send)
        .delete("/api/v1/invitations/{id}", invitations::withdraw)
        .get("/api/v1/whois", whois)
        .get("/api/v1/me", me);
}

/// A body of the network.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BodyShown {
    /// Id.
    id: Uid,
    /// Stable short key.
    key: String,
    /// What it is in the network.
    kind: BodyKind,
    /// Name in Vietnamese, as printed on documents.
    name: String,
    /// Name in English.
    name_en: String,
    /// Id of the body above it.
    parent: Option<Uid>,
    /// Code of its province, two digits.
    province: Option<String>,
    /// Sector.
    sector: Option<String>,
    /// How to reach it.
    contact: ContactShown,
    /// When it was entered.
    created_at: Time,
}

/// How to reach a body.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactShown {
    /// Postal address.
    address: String,
    /// Telephone.
    phone: String,
    /// Electronic mail.
    email: String,
    /// Fax.
    fax: String,
}

/// An information system.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SystemShown {
    /// Id.
    id: Uid,
    /// Stable short key.
    key: String,
    /// Name.
    name: String,
    /// Id of its owner.
    owner: Uid,
    /// Id of its operator.
    operator: Uid,
    /// Id of its Internet provider.
    provider: Option<Uid>,
    /// Level, 1 to 5, when approved.
    level: Option<i64>,
    /// On the list of nationally important systems.
    national_important: bool,
    /// `lan`, `wan` or `internet`.
    environment: String,
    /// Domain names.
    domains: Vec<String>,
    /// Public addresses or ranges.
    addresses: Vec<String>,
    /// What it is for.
    purpose: String,
    /// When it was entered.
    created_at: Time,
}

/// Who calls.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Me {
    /// Id of the person.
    person: Option<Uid>,
    /// Id of the token.
    token: Option<Uid>,
    /// Name.
    name: String,
    /// Id of the body acted for.
    body: Option<Uid>,
    /// Rights: those of the person within the scopes of the token.
    rights: Vec<&'static str>,
}

/// List the bodies.
///
/// The bodies of the network by kind and name.
#[utoipa::path(
    get, path = "/api/v1/bodies", tag = "network",
    responses((status = 200, description = "The bodies.", body = Listing<BodyShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn bodies(State(web): State<Web>, caller: Caller) -> Outcome {
    let bodies = app::bodies::list_bodies(&web.app, caller.op()).await?;
    Ok(Json(Listing::whole(bodies.into_iter().map(BodyShown::from).collect())).into_response())
}

/// Which systems.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct SystemsWanted {
    /// Only those that run on this software: words of the product, or the beginning of its CPE 2.3 name.
    #[serde(default)]
    software: String,
    /// Only this version of it, or what comes before a point of it.
    #[serde(default)]
    version: String,
}

/// List the systems.
///
/// The register as far as the caller sees it: all of it for those who answer for the network, else what their body owns
/// or operates. With `software`, those that run on it.
#[utoipa::path(
    get, path = "/api/v1/systems", tag = "network", params(SystemsWanted),
    responses((status = 200, description = "The systems.", body = Listing<SystemShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn listed_systems(
    State(web): State<Web>,
    caller: Caller,
    Asked(wanted): Asked<SystemsWanted>,
) -> Outcome {
    let systems = if wanted.software.is_empty() && wanted.version.is_empty() {
        app::systems::list_systems(&web.app, caller.op()).await?
    } else {
        app::systems::systems_running(&web.app, caller.op(), &wanted.software, &wanted.version).await?
    };
    Ok(Json(Listing::whole(systems.into_iter().map(SystemShown::from).collect())).into_response())
}

/// What to ask.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Question {
    /// An address or a domain name.
    #[param(example = "203.0.113.7")]
    q: String,
}

/// Whose an address or a name is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WhoisAnswer {
    /// What was asked, in standard form.
    asked: String,
    /// The narrowest claim that covers it; `null` when nobody claims it.
    claim: Option<String>,
    /// Who claims it; more than one when they contradict each other.
    systems: Vec<KnownSystem>,
    /// What an Internet registry says of the claim, or of the address when nobody claims it.
    registry: Option<systems::RegistryRemark>,
}

/// A system with the bodies around it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KnownSystem {
    /// The system.
    system: SystemShown,
    /// Its owner.
    owner: Option<PartyShown>,
    /// Its operator.
    operator: Option<PartyShown>,
    /// Its Internet provider.
    provider: Option<PartyShown>,
    /// The body that gives it security services.
    security: Option<PartyShown>,
    /// The unit or team that answers for the owner.
    unit: Option<PartyShown>,
}

/// A body around a system, with whom to call there.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyShown {
    /// The body.
    #[serde(flatten)]
    body: BodyShown,
    /// The contact point to try first; `null` when it has none.
    first_contact: Option<members::PointShown>,
}

/// Find whose an address or a name is.
///
/// By the longest range and the longest domain that a system claims. Those who do not answer for the whole network see
/// what concerns their own body.
#[utoipa::path(
    get, path = "/api/v1/whois", tag = "network", params(Question),
    responses((status = 200, description = "What is known.", body = WhoisAnswer)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn whois(
    State(web): State<Web>,
    caller: Caller,
    Asked(question): Asked<Question>,
) -> Outcome {
    let answer = app::systems::whois(&web.app, caller.op(), &question.q).await?;
    let known = |known: app::systems::Known| KnownSystem {
        system: known.system.into(),
        owner: known.owner.map(PartyShown::from),
        operator: known.operator.map(PartyShown::from),
        provider: known.provider.map(PartyShown::from),
        security: known.security.map(PartyShown::from),
        unit: known.unit.map(PartyShown::from),
    };
    let systems = answer.systems.into_iter().map(known).collect();
    let registry = answer.registry.map(systems::RegistryRemark::from);
    Ok(Json(WhoisAnswer { asked: answer.asked, claim: answer.claim, systems, registry }).into_response())
}

impl From<app::systems::Party> for PartyShown {
    fn from(it: app::systems::Party) -> Self {
        let first_contact = it.first_contact.map(|it| members::PointShown::of(it.contact, Some(&it.reach)));
        Self { body: it.body.into(), first_contact }
    }
}

/// Show who calls.
///
/// Whose token this is, for which body it acts, and what it may do.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "network",
    responses((status = 200, description = "The caller.", body = Me)), security(("bearer" = []))
)]
pub(super) async fn me(caller: Caller) -> Outcome {
    let op = caller.op();
    let token = match &op.actor {
        Actor::Token { token, .. } => Some(Uid::from(*token)),
        Actor::Anonymous | Actor::Person { .. } | Actor::System { .. } => None,
    };
    let me = Me {
        person: op.actor.person().map(Uid::from),
        token,
        name: op.actor.name().to_owned(),
        body: op.body.map(Uid::from),
        rights: op.rights.codes(),
    };
    Ok(Json(me).into_response())
}

impl From<Body> for BodyShown {
    fn from(body: Body) -> Self {
        let contact = body.contact;
        Self {
            id: body.id.into(),
            key: body.key,
            kind: body.kind.into(),
            name: body.name,
            name_en: body.name_en,
            parent: body.parent.map(Uid::from),
            province: body.province,
            sector: body.sector,
            contact: ContactShown {
                address: contact.address,
                phone: contact.phone,
                email: contact.email,
                fax: contact.fax,
            },
            created_at: body.created_at.into(),
        }
    }
}

impl From<System> for SystemShown {
    fn from(system: System) -> Self {
        Self {
            id: system.id.into(),
            key: system.key,
            name: system.name,
            owner: system.owner.into(),
            operator: system.operator.into(),
            provider: system.provider.map(Uid::from),
            level: system.level,
            national_important: system.national_important,
            environment: system.environment,
            domains: system.domains,
            addresses: system.addresses,
            purpose: system.purpose,
            created_at: system.created_at.into(),
        }
    }
}
