//! Public keys of contact points: one to take along, and those that end.

use super::present;
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::contacts::{contact_key, key_warning, list_ending_keys};
use app::domain::ContactPointId;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use phrases::contexts::network::{EndingKeyLine, EndingKeys};

/// A key (RFC 3156).
pub(crate) const MEDIA: &str = "application/pgp-keys";

/// The key of a contact point.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let id: ContactPointId = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let (_, armoured) = contact_key(&web.app, &visitor.op, id).await?;
    let name = format!("attachment; filename=\"{id}.asc\"");
    Ok(([(CONTENT_TYPE, MEDIA.to_owned()), (CONTENT_DISPOSITION, name)], armoured).into_response())
}

/// Those that end soon or have ended.
pub(super) async fn ending(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let found = list_ending_keys(&web.app, &visitor.op).await?;
    let rows = found.into_iter().filter_map(|row| {
        Some(EndingKeyLine {
            key: present::key(&web, &visitor, &row.contact)?,
            href: format!("/network/bodies/{}#contacts", row.body_key),
            body: row.body_name,
            contact: row.contact.name,
            email: row.contact.email,
        })
    });
    let days = i64::try_from(key_warning(&web.app).as_secs() / 86_400).unwrap_or(i64::MAX);
    web.page(&visitor, &EndingKeys { rows: rows.collect(), days })
}

/// Whether a secret key was posted: what was typed is not shown again then.
pub(super) fn secret(fault: &Fault) -> bool {
    matches!(&fault.0, Error::Invalid(problems) if problems.iter().any(|it| it.code == "pgp_secret"))
}
