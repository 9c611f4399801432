//! Entering a body.

use super::Check;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::{Body, BodyKind, Contact};
use domain::{BodyId, Op, Right};
use serde_json::json;
use store::Tx;

/// A body to enter.
#[derive(Debug, Clone)]
pub struct NewBody {
    /// Stable short key (`bv-hoa-sen`).
    pub key: String,
    /// What it is in the network.
    pub kind: BodyKind,
    /// Name in Vietnamese, as printed on documents.
    pub name: String,
    /// Name in English; may be empty.
    pub name_en: String,
    /// Key of the body above it.
    pub parent_key: Option<String>,
    /// Code of its province, two digits.
    pub province: Option<String>,
    /// Code of its commune, five digits; its province must be that of the body.
    pub commune: Option<String>,
    /// Sector (`health`).
    pub sector: Option<String>,
    /// How to reach it.
    pub contact: Contact,
}

/// Enters a body.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend, among them a key that is taken.
#[boxed]
pub async fn create_body(app: &App, op: &Op, cmd: NewBody) -> Result<BodyId> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let body = create_in(app, &mut tx, op, &cmd).await?;
    tx.commit(op.now).await?;
    Ok(body.id)
}

/// Enters a body in an open transaction, whoever may do that.
///
/// # Errors
/// Fields to mend, among them a key that is taken.
pub(crate) async fn create_in(app: &App, tx: &mut Tx, op: &Op, cmd: &NewBody) -> Result<Body> {
    let mut body = checked(app, op, cmd)?;
    if let Some(key) = given(cmd.parent_key.as_deref()) {
        let parent = tx.body_by_key(key).await?.ok_or_else(|| Error::field("parent", "unknown_option"))?;
        body.parent = Some(parent.id);
    }
    // Asked first: on PostgreSQL a statement that fails ends the transaction of whoever goes on.
    if tx.body_by_key(&body.key).await?.is_some() {
        return Err(Error::field("key", "taken"));
    }
    tx.insert_body(&body).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Error::field("key", "taken"),
        other => other.into(),
    })?;
    let detail = json!({ "key": body.key, "kind": body.kind, "name": body.name });
    tx.record(op, Event::new("body.created", "body", body.id, detail));
    Ok(body)
}

/// The body that was typed, without the one above it, or everything that is wrong with it.
pub(crate) fn checked(app: &App, op: &Op, cmd: &NewBody) -> Result<Body> {
    let mut check = Check::new();
    let province = given(cmd.province.as_deref()).map(str::to_owned);
    let known = |code: &String| app.library().list("provinces").is_some_and(|list| list.item(code).is_some());
    if province.as_ref().is_some_and(|code| !known(code)) {
        check.problem("province", "unknown_option");
    }
    let commune = given(cmd.commune.as_deref()).map(str::to_owned);
    let place = commune.as_deref().map(|code| domain::places::commune(code));
    if place.is_some_and(|place| {
        place.is_none_or(|it| province.as_deref().is_some_and(|code| code != it.province))
    }) {
        check.problem("commune", "unknown_option");
    }
    let province = province.or_else(|| place.flatten().map(|it| it.province.to_owned()));
    let body = Body {
        id: app.fresh.id(op.now),
        key: check.key("key", &cmd.key),
        kind: cmd.kind,
        name: check.required("name", &cmd.name),
        name_en: check.line("name_en", &cmd.name_en),
        parent: None,
        province,
        commune,
        sector: given(cmd.sector.as_deref()).map(|sector| check.key("sector", sector)),
        contact: Contact {
            address: check.line("address", &cmd.contact.address),
            phone: check.line("phone", &cmd.contact.phone),
            email: check.email("email", &cmd.contact.email),
            fax: check.line("fax", &cmd.contact.fax),
        },
        created_at: op.now,
        version: 1,
    };
    check.done()?;
    Ok(body)
}

/// What was given, without spaces around it; a field left empty gives nothing.
pub(crate) fn given(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|v| !v.is_empty())
}
