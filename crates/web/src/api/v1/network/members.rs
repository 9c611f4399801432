//! Members, contact points and the register as tables, for programs.

use super::BodyShown;
use super::keys::PointKeyShown;
use super::reach::PointReach;
use crate::api::answer::{self, Listing};
use crate::api::asked::{Asked, Caller, Seen, id};
use crate::api::body::Body;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::contacts::{
    EnterContact, KeyWanted, NewContact, ProveContact, Told, Which, contact_to_edit, enter_contact,
    list_changes, prove_contact, retire_contact,
};
use app::domain::contacts::{ContactChange, ContactPoint, Standing};
use app::domain::members::Membership;
use app::members::{MemberView, show_member};
use app::reachability::ReachNow;
use app::registry::{bring_in_file, sheet_bytes, take_out};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A body with its membership and contact points.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberShown {
    /// The body.
    body: BodyShown,
    /// Its membership; `null` for no member.
    membership: Option<MembershipShown>,
    /// Contact points in use, in the order in which to try them.
    contacts: Vec<PointShown>,
    /// The newest changes of them, for the body and whoever keeps the register.
    changes: Vec<ContactChangeShown>,
}

/// A membership.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MembershipShown {
    /// `obligatory` or `voluntary`.
    kind: &'static str,
    /// `active`, `suspended` or `withdrawn`.
    state: &'static str,
    /// Its cluster; empty for none.
    cluster: String,
    /// Since when.
    since: Time,
    /// The decision or the reason.
    reason: String,
    /// Number of the edition of its profile; 0 before any.
    edition: i64,
}

/// A contact point.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PointShown {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// Its OpenPGP public key; `null` for none. The key itself is at `/api/v1/bodies/{key}/contacts/{id}/key`.
    key: Option<PointKeyShown>,
    /// The contact point.
    #[serde(flatten)]
    point: PointTyped,
    /// Whether it can be reached.
    reach: PointReach,
}

/// A contact point as it is to be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "unit", "name": "Tổ trực ban", "phone": "0200 000 001", "always": true}))]
pub(super) struct PointTyped {
    /// `unit` or `person`.
    kind: String,
    /// Name.
    name: String,
    /// Position of the person.
    #[serde(default)]
    position: String,
    /// Postal address.
    #[serde(default)]
    address: String,
    /// Fixed line.
    #[serde(default)]
    phone: String,
    /// Mobile telephone.
    #[serde(default)]
    mobile: String,
    /// Fax.
    #[serde(default)]
    fax: String,
    /// Electronic mail.
    #[serde(default)]
    email: String,
    /// Code of the province it serves; `null` for the whole body.
    #[serde(default)]
    province: Option<String>,
    /// Somebody answers around the clock.
    #[serde(default)]
    always: bool,
    /// Asked only when an incident is severe.
    #[serde(default)]
    severe: bool,
    /// Its OpenPGP public key in ASCII armour; `null` or left out keeps the one that is there, an empty text removes it.
    #[serde(default, skip_serializing)]
    #[schema(write_only)]
    pgp_key: Option<String>,
    /// Where the body publishes it.
    #[serde(default)]
    published_url: String,
}

/// A contact point to enter or to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"contact": {"kind": "unit", "name": "Tổ trực ban", "phone": "0200 000 001", "always": true}}))]
pub(super) struct PointWanted {
    /// As it is to be.
    contact: PointTyped,
    /// When it changed in fact; now when left out.
    changed_at: Option<Time>,
    /// When the coordinator was told, for whoever keeps the register.
    told_at: Option<Time>,
    /// How it was told.
    #[serde(default)]
    told_how: String,
}

/// A change of a contact point with what it owes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactChangeShown {
    /// Id.
    id: Uid,
    /// Version, for `If-Match`.
    version: i64,
    /// Id of the member.
    body: Uid,
    /// Name of the contact point.
    name: String,
    /// Names of the fields that changed.
    fields: Vec<String>,
    /// When it changed in fact.
    changed_at: Time,
    /// The earliest last moment of the duties.
    due_at: Option<Time>,
    /// When the coordinator was told.
    notified_at: Option<Time>,
    /// When the body's own site showed it.
    published_at: Option<Time>,
    /// Where.
    published_url: Option<String>,
    /// `in-time`, `late`, `running` or `overdue`: the worst over all duties and both proofs.
    standing: &'static str,
}

/// A proof to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"which": "published", "how": "https://donvi.example/lien-he"}))]
pub(super) struct ProofTyped {
    /// `notified` or `published`.
    which: String,
    /// How it was told, or the address on the Web.
    how: String,
    /// When it was done; now when left out.
    at: Option<Time>,
}

/// Which changes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ChangesWanted {
    /// Only those that lack a proof.
    #[serde(default)]
    open: bool,
    /// `next_cursor` of the page before.
    cursor: Option<i64>,
}

/// A file to bring in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"file": "0197a2f0-0000-7000-8000-000000000005", "write": false}))]
pub(super) struct FileToBring {
    /// Id of the attachment that was stored before, a `.csv` or `.xlsx`.
    file: String,
    /// Write the rows that are right; else only show what would be done.
    #[serde(default)]
    write: bool,
}

/// The id of what was entered.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Entered {
    /// Id.
    pub(super) id: Uid,
}

/// Show a body with its membership and contact points.
#[utoipa::path(
    get, path = "/api/v1/bodies/{key}", tag = "network",
    responses((status = 200, description = "The body.", body = MemberShown)), security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn show(State(web): State<Web>, caller: Caller, Path(key): Path<String>) -> Outcome {
    let view = show_member(&web.app, caller.op(), &key).await?;
    Ok(Json(MemberShown::of(view, caller.op().now)).into_response())
}

/// Enter a contact point.
///
/// For a member this starts the duties of the texts in force: to tell it and to publish it. What is wrong with a key is told at
/// the field `pgp_key` by a code that begins with `pgp_`.
#[utoipa::path(
    post, path = "/api/v1/bodies/{key}/contacts", tag = "network", request_body = PointWanted,
    responses((status = 201, description = "Entered.", body = Entered)), security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn enter(
    State(web): State<Web>,
    caller: Caller,
    Path(key): Path<String>,
    Body(wanted): Body<PointWanted>,
) -> Outcome {
    let id = enter_contact(&web.app, caller.op(), command(key.clone(), None, wanted)).await?;
    Ok(answer::created(&Entered { id: id.into() }, &format!("/api/v1/bodies/{key}")))
}

/// Change a contact point.
#[utoipa::path(
    put, path = "/api/v1/bodies/{key}/contacts/{id}", tag = "network", request_body = PointWanted,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Changed.")), security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn change(
    State(web): State<Web>,
    caller: Caller,
    Path((key, contact)): Path<(String, String)>,
    Seen(version): Seen,
    Body(wanted): Body<PointWanted>,
) -> Outcome {
    enter_contact(&web.app, caller.op(), command(key, Some((id(&contact)?, version)), wanted)).await?;
    Ok(answer::done())
}

/// Take a contact point out of use.
///
/// Refusal: `contact.last_one`.
#[utoipa::path(
    delete, path = "/api/v1/bodies/{key}/contacts/{id}", tag = "network",
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Out of use.")), security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn retire(
    State(web): State<Web>,
    caller: Caller,
    Path((key, contact)): Path<(String, String)>,
    Seen(version): Seen,
) -> Outcome {
    let (body, contact) = contact_to_edit(&web.app, caller.op(), id(&contact)?).await?;
    if body.key != key {
        return Err(Fault(Error::NotFound));
    }
    retire_contact(&web.app, caller.op(), contact.id, version).await?;
    Ok(answer::done())
}

/// List changes of contact points with their proofs.
///
/// Whoever keeps the register sees all, others those of their own body.
#[utoipa::path(
    get, path = "/api/v1/contact-changes", tag = "network", params(ChangesWanted),
    responses((status = 200, description = "Newest first.", body = Listing<ContactChangeShown>)),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn changes(
    State(web): State<Web>,
    caller: Caller,
    Asked(wanted): Asked<ChangesWanted>,
) -> Outcome {
    let now = caller.op().now;
    let found = list_changes(&web.app, caller.op(), wanted.open, wanted.cursor).await?;
    let rows = found.rows.into_iter().map(|row| ContactChangeShown::of(row.change, now)).collect();
    Ok(answer::page(&caller.0, app::domain::page::Page { rows, next: found.next }))
}

/// Enter a proof of a change.
///
/// Refusals: `contact_change.already_proven`, `contact_change.proof_before_change`, `contact_change.proof_in_future`.
#[utoipa::path(
    post, path = "/api/v1/contact-changes/{id}/proofs", tag = "network", request_body = ProofTyped,
    params(("If-Match" = String, Header, description = "The version seen.")),
    responses((status = 204, description = "Entered.")), security(("bearer" = ["bodies:read", "body:declare"]))
)]
pub(super) async fn prove(
    State(web): State<Web>,
    caller: Caller,
    Path(change): Path<String>,
    Seen(version): Seen,
    Body(proof): Body<ProofTyped>,
) -> Outcome {
    let which = match proof.which.as_str() {
        "notified" => Which::Notified,
        "published" => Which::Published,
        _ => return Err(Fault(Error::field("which", "unknown_option"))),
    };
    let command =
        ProveContact { change: id(&change)?, version, which, at: proof.at.map(|at| at.0), how: proof.how };
    prove_contact(&web.app, caller.op(), command).await?;
    Ok(answer::done())
}

/// Bring tables in.
///
/// The file is stored with `POST /api/v1/attachments` before. Rows with problems are told with number, column and code; the
/// others are written when `write` says so.
#[utoipa::path(
    post, path = "/api/v1/register/import", tag = "network", request_body = FileToBring,
    responses((status = 200, description = "What the rows do.", body = Object)), security(("bearer" = ["network:manage"]))
)]
pub(super) async fn bring(
    State(web): State<Web>,
    caller: Caller,
    Body(wanted): Body<FileToBring>,
) -> Outcome {
    let brought = bring_in_file(&web.app, caller.op(), id(&wanted.file)?, !wanted.write).await?;
    Ok(Json(brought).into_response())
}

/// Take the register out.
///
/// `xlsx` gives a workbook of all tables; `bodies`, `contacts` or `systems` one table as CSV.
#[utoipa::path(
    get, path = "/api/v1/register/{table}", tag = "network",
    responses((status = 200, description = "The tables.", body = Vec<u8>, content_type = "application/octet-stream")),
    security(("bearer" = ["network:manage"]))
)]
pub(super) async fn taken_out(State(web): State<Web>, caller: Caller, Path(table): Path<String>) -> Outcome {
    let sheets = take_out(&web.app, caller.op()).await?;
    let (_, media, bytes) = sheet_bytes(&sheets, &table).ok_or(Fault(Error::NotFound))??;
    Ok(([(CONTENT_TYPE, media)], bytes).into_response())
}

fn command(
    body: String,
    contact: Option<(app::domain::ContactPointId, i64)>,
    wanted: PointWanted,
) -> EnterContact {
    let it = wanted.contact;
    EnterContact {
        body,
        contact,
        to_be: NewContact {
            kind: it.kind,
            name: it.name,
            position: it.position,
            address: it.address,
            phone: it.phone,
            mobile: it.mobile,
            fax: it.fax,
            email: it.email,
            province: it.province,
            always: it.always,
            severe: it.severe,
            key: KeyWanted::given(it.pgp_key.as_deref()),
            published_url: it.published_url,
        },
        changed_at: wanted.changed_at.map(|at| at.0),
        told: wanted.told_at.map(|at| Told { at: at.0, how: wanted.told_how }),
    }
}

impl MemberShown {
    fn of(view: MemberView, now: app::domain::Moment) -> Self {
        let reach = view.reach;
        let point = |it: ContactPoint| {
            let stands = reach.get(&it.id);
            PointShown::of(it, stands)
        };
        Self {
            body: view.body.into(),
            membership: view.membership.map(MembershipShown::from),
            contacts: view.contacts.into_iter().map(point).collect(),
            changes: view.changes.into_iter().map(|change| ContactChangeShown::of(change, now)).collect(),
        }
    }
}

impl From<Membership> for MembershipShown {
    fn from(it: Membership) -> Self {
        Self {
            kind: it.kind.code(),
            state: it.state.code(),
            cluster: it.cluster,
            since: it.since.into(),
            reason: it.reason,
            edition: it.edition,
        }
    }
}

impl PointShown {
    pub(super) fn of(it: ContactPoint, reach: Option<&ReachNow>) -> Self {
        Self {
            reach: reach.map(PointReach::from).unwrap_or_default(),
            id: it.id.into(),
            version: it.version,
            key: it.key.map(PointKeyShown::from),
            point: PointTyped {
                kind: it.kind.code().to_owned(),
                name: it.name,
                position: it.position,
                address: it.address,
                phone: it.phone,
                mobile: it.mobile,
                fax: it.fax,
                email: it.email,
                province: it.province,
                always: it.always,
                severe: it.severe,
                pgp_key: None,
                published_url: it.published_url,
            },
        }
    }
}

impl ContactChangeShown {
    fn of(it: ContactChange, now: app::domain::Moment) -> Self {
        let standing: Standing = it.standing(now);
        Self {
            id: it.id.into(),
            version: it.version,
            body: it.body.into(),
            due_at: it.due_at().map(Time),
            notified_at: it.notified.as_ref().map(|proof| Time(proof.at)),
            published_at: it.published.as_ref().map(|proof| Time(proof.at)),
            published_url: it.published.map(|proof| proof.how),
            standing: standing.code(),
            name: it.name,
            fields: it.fields,
            changed_at: Time(it.changed_at),
        }
    }
}
