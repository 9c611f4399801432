//! Rows of the table of contact points. A row with an id changes that contact point; one without is the contact point of that
//! body and name, or a new one. A changed contact of a member starts its duties as at the desk.

use super::bring::Bringing;
use super::table::{Act, Cells};
use crate::contacts::{KeyWanted, NewContact, Put, checked, put};
use crate::{Error, Result};
use domain::ContactPointId;
use domain::contacts::ContactPoint;
use store::Tx;

pub(super) async fn row(bringing: &mut Bringing<'_>, tx: &mut Tx, cells: &Cells<'_>) -> Result<Act> {
    let body = bringing.body("body", cells.text("body"))?.clone();
    let id = match cells.text("id") {
        "" => None,
        text => Some(text.parse::<ContactPointId>().map_err(|_| Error::field("id", "not_an_id"))?),
    };
    let known = tx.contacts_of(body.id).await?;
    let before = match id {
        Some(id) => match tx.contact(id).await? {
            Some(contact) if contact.body != body.id => return Err(Error::field("id", "of_another_body")),
            Some(contact) if !contact.active => return Err(Error::field("id", "contact_retired")),
            found => found,
        },
        None => known.iter().find(|it| it.active && it.name == cells.text("name")).cloned(),
    };
    let kept = before.as_ref();
    let text = |column: &str, of: fn(&ContactPoint) -> &str| cells.or(column, kept.map_or("", of));
    let typed = NewContact {
        kind: text("kind", |c| c.kind.code()),
        name: text("name", |c| &c.name),
        position: text("position", |c| &c.position),
        address: text("address", |c| &c.address),
        phone: text("phone", |c| &c.phone),
        mobile: text("mobile", |c| &c.mobile),
        fax: text("fax", |c| &c.fax),
        email: text("email", |c| &c.email),
        province: Some(text("province", |c| c.province.as_deref().unwrap_or_default())),
        always: cells.flag("always", kept.is_some_and(|c| c.always))?,
        severe: cells.flag("severe", kept.is_some_and(|c| c.severe))?,
        key: KeyWanted::given(cells.given("pgp_key")),
        published_url: text("published_url", |c| &c.published_url),
    };
    let slot = text("slot", |c| &c.slot);
    if !slot.is_empty() && !crate::members::is_slot(&slot) {
        return Err(Error::field("slot", "unknown_option"));
    }
    let (contact, armoured) = checked(bringing.app, bringing.op, &body, &typed, kept)?;
    let after = ContactPoint {
        id: id.or(kept.map(|it| it.id)).unwrap_or(contact.id),
        slot,
        created_at: kept.map_or(contact.created_at, |it| it.created_at),
        version: kept.map_or(1, |it| it.version),
        ..contact
    };
    bringing.once(&format!("contact {}", after.id))?;
    let done = match kept {
        None => Act::Enters,
        Some(before) if *before == after => return Ok(Act::Leaves),
        Some(_) => Act::Changes,
    };
    // What the register only begins with is no change.
    let changed_at = kept.map(|_| bringing.op.now);
    put(bringing.app, tx, bringing.op, Put { body: &body, before, after, armoured, changed_at, told: None }).await?;
    Ok(done)
}
