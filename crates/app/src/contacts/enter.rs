//! Entering a contact point, changing it, and taking it out of use. What a member changes starts its duties.

use super::keys::{KeyRead, KeyWanted, wanted};
use super::{declares_for, duties};
use crate::bodies::{Check, given};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::Body;
use domain::contacts::{ContactChange, ContactKind, ContactPoint, Proof};
use domain::law_changes::Hand;
use domain::{ContactPointId, Moment, Op, Right};
use serde_json::json;
use store::Tx;

/// A contact point as typed.
#[derive(Debug, Clone, Default)]
pub struct NewContact {
    /// `unit` or `person`.
    pub kind: String,
    /// Name of the unit or person.
    pub name: String,
    /// Position of the person.
    pub position: String,
    /// Postal address.
    pub address: String,
    /// Fixed line.
    pub phone: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Fax.
    pub fax: String,
    /// Electronic mail.
    pub email: String,
    /// Code of the province it serves.
    pub province: Option<String>,
    /// Somebody answers around the clock.
    pub always: bool,
    /// Asked only when an incident is severe.
    pub severe: bool,
    /// Its public key.
    pub key: KeyWanted,
    /// Where the body publishes it.
    pub published_url: String,
}

/// That the coordinator was told before this was entered, as when a member telephones.
#[derive(Debug, Clone)]
pub struct Told {
    /// When.
    pub at: Moment,
    /// How: a document, a call.
    pub how: String,
}

/// A contact point to enter or to change.
#[derive(Debug, Clone)]
pub struct EnterContact {
    /// Key of its body.
    pub body: String,
    /// The one to change and the version that was seen; `None` enters a new one.
    pub contact: Option<(ContactPointId, i64)>,
    /// As it is to be.
    pub to_be: NewContact,
    /// When it changed in fact; `None` is now.
    pub changed_at: Option<Moment>,
    /// How the coordinator was told. What the member enters itself tells the coordinator; what an officer enters does not
    /// unless this says so.
    pub told: Option<Told>,
}

/// Enters or changes a contact point.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`]; fields to mend.
#[boxed]
pub async fn enter_contact(app: &App, op: &Op, cmd: EnterContact) -> Result<ContactPointId> {
    let mut tx = app.store.write().await?;
    let body = tx.body_by_key(cmd.body.trim()).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    let changed_at = moment_of_change(op, cmd.changed_at)?;
    let before = match cmd.contact {
        Some((id, version)) => Some(load(&mut tx, &body, id, version).await?),
        None => None,
    };
    let (mut after, armoured) = checked(app, op, &body, &cmd.to_be, before.as_ref())?;
    if let Some(before) = &before {
        after = ContactPoint {
            id: before.id,
            slot: before.slot.clone(),
            created_at: before.created_at,
            version: before.version,
            ..after
        };
    }
    let told = told(op, &body, cmd.told);
    let put = Put { body: &body, before, after, armoured, changed_at: Some(changed_at), told };
    let id = self::put(app, &mut tx, op, put).await?;
    tx.commit(op.now).await?;
    Ok(id)
}

/// Takes a contact point out of use. It stays on the record.
///
/// # Errors
/// As [`enter_contact`]; `contact.last_one` when a member would be left without any.
#[boxed]
pub async fn retire_contact(app: &App, op: &Op, id: ContactPointId, version: i64) -> Result<()> {
    let mut tx = app.store.write().await?;
    let contact = tx.contact(id).await?.ok_or(Error::NotFound)?;
    let body = tx.body(contact.body).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    let before = load(&mut tx, &body, id, version).await?;
    let others = tx.contacts_of(body.id).await?.into_iter().filter(|c| c.active && c.id != id).count();
    if others == 0 && tx.membership(body.id).await?.is_some() {
        return Err(Error::refused("contact.last_one"));
    }
    let after = ContactPoint { active: false, ..before.clone() };
    let told = told(op, &body, None);
    let changed_at = Some(op.now);
    put(app, &mut tx, op, Put { body: &body, before: Some(before), after, armoured: None, changed_at, told })
        .await?;
    tx.commit(op.now).await?;
    Ok(())
}

async fn load(tx: &mut Tx, body: &Body, id: ContactPointId, version: i64) -> Result<ContactPoint> {
    let contact = tx.contact(id).await?.filter(|c| c.body == body.id).ok_or(Error::NotFound)?;
    if contact.version != version || !contact.active {
        return Err(Error::Conflict);
    }
    Ok(contact)
}

fn moment_of_change(op: &Op, changed_at: Option<Moment>) -> Result<Moment> {
    match changed_at {
        Some(at) if at > op.now => Err(Error::field("changed_at", "in_future")),
        at => Ok(at.unwrap_or(op.now)),
    }
}

/// What the member enters itself is told with it; an officer must say when and how it was told.
fn told(op: &Op, body: &Body, told: Option<Told>) -> Option<Proof> {
    let by = Hand::of(op);
    if op.body == Some(body.id) && !op.may(Right::KeepMembers) {
        return Some(Proof { at: op.now, how: String::new(), by, entered_at: op.now });
    }
    told.map(|told| Proof { at: told.at, how: told.how, by, entered_at: op.now })
}

/// A contact point with what it was, to write in an open transaction.
pub(crate) struct Put<'a> {
    pub(crate) body: &'a Body,
    pub(crate) before: Option<ContactPoint>,
    pub(crate) after: ContactPoint,
    /// The text of its key when that is a new one.
    pub(crate) armoured: Option<String>,
    /// When it changed in fact; `None` when the register only begins with it and nothing changed.
    pub(crate) changed_at: Option<Moment>,
    pub(crate) told: Option<Proof>,
}

/// Writes a contact point and, when it differs, the change with the duties that follow. What does not differ writes nothing
/// but where it is published.
///
/// # Errors
/// [`Error::Conflict`]; `contact.key_for_another_address`; `contact_change.proof_before_change`,
/// `contact_change.proof_in_future`.
pub(crate) async fn put(app: &App, tx: &mut Tx, op: &Op, put: Put<'_>) -> Result<ContactPointId> {
    let Put { body, before, after, armoured, changed_at, told } = put;
    if after.active && !after.key_fits() {
        return Err(Error::refused("contact.key_for_another_address"));
    }
    let fields: Vec<String> = match &before {
        Some(before) => before.differing(&after).into_iter().map(str::to_owned).collect(),
        None => vec!["entered".to_owned()],
    };
    match &before {
        Some(before) if *before == after => {
            return Ok(after.id);
        }
        Some(_) => {
            tx.update_contact(&after).await?;
            crate::reachability::forget_changed(tx, &after, &fields).await?;
        }
        None => tx.insert_contact(&after).await?,
    }
    match (&after.key, armoured) {
        (Some(key), Some(armoured)) => tx.put_contact_key(after.id, key, &armoured).await?,
        (None, _) if before.as_ref().is_some_and(|before| before.key.is_some()) => {
            tx.remove_contact_key(after.id).await?;
        }
        _ => {}
    }
    let detail = json!({ "body": body.key, "contact": after.name, "fields": fields, "changed_at": changed_at, "active": after.active });
    tx.record(op, Event::new("contact.changed", "contact", after.id, detail));
    let Some(changed_at) = changed_at.filter(|_| !fields.is_empty()) else { return Ok(after.id) };
    if let Some(duties) = duties::of_change(app, tx, body, changed_at).await? {
        let mut change = ContactChange {
            id: app.fresh.id(op.now),
            body: body.id,
            contact: after.id,
            name: after.name.clone(),
            fields,
            changed_at,
            entered_at: op.now,
            entered_by: Hand::of(op),
            notified: None,
            published: None,
            duties,
            version: 1,
        };
        if let Some(proof) = told {
            change = change.told(proof)?;
        }
        let seq = tx.take_numbers("contact-change", 1).await?;
        tx.insert_contact_change(seq, &change).await?;
    }
    Ok(after.id)
}

/// The contact point that was typed with the text of its key when that is a new one, or everything that is wrong with it.
/// `before` is what is there.
pub(crate) fn checked(
    app: &App,
    op: &Op,
    body: &Body,
    typed: &NewContact,
    before: Option<&ContactPoint>,
) -> Result<(ContactPoint, Option<String>)> {
    let mut check = Check::new();
    let KeyRead { key, armoured } =
        wanted(app, typed, before.and_then(|before| before.key.as_ref()), op.now).unwrap_or_else(|problem| {
            check.note(problem);
            KeyRead::default()
        });
    let kind = typed.kind.parse::<ContactKind>().unwrap_or_else(|_| {
        check.problem("kind", "unknown_option");
        ContactKind::Unit
    });
    let province = given(typed.province.as_deref()).map(str::to_owned);
    let known = |code: &String| app.library().list("provinces").is_some_and(|list| list.item(code).is_some());
    if province.as_ref().is_some_and(|code| !known(code)) {
        check.problem("province", "unknown_option");
    }
    let contact = ContactPoint {
        id: app.fresh.id(op.now),
        body: body.id,
        slot: String::new(),
        kind,
        name: check.required("name", &typed.name),
        position: check.line("position", &typed.position),
        address: check.line("address", &typed.address),
        phone: check.phone("phone", &typed.phone),
        mobile: check.phone("mobile", &typed.mobile),
        fax: check.phone("fax", &typed.fax),
        email: check.email("email", &typed.email),
        province,
        always: typed.always,
        severe: typed.severe,
        key,
        published_url: check.web_address("published_url", &typed.published_url),
        active: true,
        created_at: op.now,
        version: 1,
    };
    if [&contact.phone, &contact.mobile, &contact.email].iter().all(|way| way.is_empty()) {
        check.problem("phone", "no_way_to_reach");
    }
    check.done()?;
    Ok((contact, armoured))
}
