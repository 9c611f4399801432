//! Public keys of contact points, for programs.

use crate::api::answer::Listing;
use crate::api::asked::{Caller, id};
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Web};
use app::Error;
use app::contacts::{contact_key, list_contacts, list_ending_keys};
use app::domain::contacts::ContactKey;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// A key (RFC 3156).
const MEDIA: &str = "application/pgp-keys";

/// What one sees of an OpenPGP public key.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PointKeyShown {
    /// Fingerprint of the primary key, capital hexadecimal digits.
    fingerprint: String,
    /// Mail addresses that it names.
    addresses: Vec<String>,
    /// When it was made.
    created_at: Time,
    /// From then on nobody can write to it; `null` for never.
    expires_at: Option<Time>,
}

/// A contact point whose key ends soon or has ended.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EndingKeyShown {
    /// Id of the contact point.
    contact: Uid,
    /// Key of its body.
    body: String,
    /// Name of its body.
    body_name: String,
    /// Name of the contact point.
    name: String,
    /// Its mail address.
    email: String,
    /// `soon` or `expired`.
    state: &'static str,
    /// Its key.
    key: Option<PointKeyShown>,
}

/// Get the public key of a contact point.
///
/// ASCII armour (RFC 9580, 6.2). 404 also for a contact point without one.
#[utoipa::path(
    get, path = "/api/v1/bodies/{key}/contacts/{id}/key", tag = "network",
    responses((status = 200, description = "The key.", body = String, content_type = "application/pgp-keys")),
    security(("bearer" = ["bodies:read"]))
)]
pub(super) async fn show(
    State(web): State<Web>,
    caller: Caller,
    Path((key, contact)): Path<(String, String)>,
) -> Outcome {
    let contact = id(&contact)?;
    let of_body = list_contacts(&web.app, caller.op(), &key).await?;
    if !of_body.iter().any(|it| it.id == contact) {
        return Err(Fault(Error::NotFound));
    }
    let (_, armoured) = contact_key(&web.app, caller.op(), contact).await?;
    Ok(([(CONTENT_TYPE, MEDIA)], armoured).into_response())
}

/// List the public keys that end soon or have ended.
///
/// The earliest first. How long before its end a key stands here is a setting of the deployment.
#[utoipa::path(
    get, path = "/api/v1/contact-keys/ending", tag = "network",
    responses((status = 200, description = "The contact points with their keys.", body = Listing<EndingKeyShown>)),
    security(("bearer" = ["members:keep"]))
)]
pub(super) async fn ending(State(web): State<Web>, caller: Caller) -> Outcome {
    let rows = list_ending_keys(&web.app, caller.op()).await?.into_iter().map(|row| EndingKeyShown {
        contact: row.contact.id.into(),
        body: row.body_key,
        body_name: row.body_name,
        state: row.state.code(),
        key: row.contact.key.map(PointKeyShown::from),
        name: row.contact.name,
        email: row.contact.email,
    });
    Ok(Json(Listing::whole(rows.collect())).into_response())
}

impl From<ContactKey> for PointKeyShown {
    fn from(key: ContactKey) -> Self {
        Self {
            fingerprint: key.fingerprint,
            addresses: key.addresses,
            created_at: key.created_at.into(),
            expires_at: key.expires_at.map(Time),
        }
    }
}
