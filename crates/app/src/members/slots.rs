//! The contact points that a profile declares: each part of the form that names one is a contact point of the register,
//! and a declared change of it is a change with its duties.

use crate::bodies::Check;
use crate::contacts::{Put, put};
use crate::{App, Result};
use domain::bodies::Body;
use domain::contacts::{ContactKind, ContactPoint, Proof};
use domain::{Moment, Op};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;

/// A part of the forms that names a contact point.
struct Slot {
    /// Its bindings are `member.<name>.…`.
    name: &'static str,
    kind: ContactKind,
    always: bool,
    severe: bool,
}

/// The parts. That the contact outside office hours answers around the clock, and that the leader is asked only when an
/// incident is severe or nobody else answers, is what the printed notes of the application say.
const SLOTS: [Slot; 4] = [
    Slot { name: "intake", kind: ContactKind::Unit, always: false, severe: false },
    Slot { name: "contact", kind: ContactKind::Person, always: false, severe: false },
    Slot { name: "after_hours", kind: ContactKind::Unit, always: true, severe: false },
    Slot { name: "leader", kind: ContactKind::Person, always: false, severe: true },
];

/// Whether a part of the forms of that name declares a contact point.
pub(crate) fn is_slot(name: &str) -> bool {
    SLOTS.iter().any(|slot| slot.name == name)
}

/// What a profile was declared with.
pub(super) struct Declaration<'a> {
    pub(super) body: &'a Body,
    /// What the forms tell, keyed by binding.
    pub(super) told: &'a BTreeMap<String, String>,
    /// The bindings that the forms ask: a part that is asked and left empty names no contact point any more.
    pub(super) asked: &'a BTreeSet<String>,
    /// When it changed in fact; `None` when the register begins with it.
    pub(super) changed_at: Option<Moment>,
    /// That the coordinator knows.
    pub(super) proof: Option<Proof>,
}

/// Brings the contact points of a body in line with what its forms tell. A part without any way to reach it names none.
///
/// # Errors
/// [`crate::Error::Unavailable`], [`crate::Error::Conflict`]; `contact.key_for_another_address` when the mail address of a
/// contact point changes under its key.
pub(super) async fn bring_in_line(app: &App, tx: &mut Tx, op: &Op, declared: Declaration<'_>) -> Result<()> {
    let contacts = tx.contacts_of(declared.body.id).await?;
    for slot in &SLOTS {
        let before = contacts.iter().find(|c| c.active && c.slot == slot.name).cloned();
        let Some(after) = of_slot(app, op, &declared, slot) else {
            let others = contacts.iter().any(|c| c.active && c.slot != slot.name);
            let asks = declared.asked.contains(&format!("member.{}.phone", slot.name));
            if let (Some(before), true, true) = (before, asks, others) {
                let after = ContactPoint { active: false, ..before.clone() };
                let (body, changed_at, told) = (declared.body, declared.changed_at, declared.proof.clone());
                put(app, tx, op, Put { body, before: Some(before), after, armoured: None, changed_at, told })
                    .await?;
            }
            continue;
        };
        let after = match &before {
            Some(before) => ContactPoint {
                id: before.id,
                always: before.always,
                severe: before.severe,
                province: before.province.clone(),
                key: before.key.clone(),
                published_url: before.published_url.clone(),
                created_at: before.created_at,
                version: before.version,
                ..after
            },
            None => after,
        };
        let (body, changed_at, told) = (declared.body, declared.changed_at, declared.proof.clone());
        put(app, tx, op, Put { body, before, after, armoured: None, changed_at, told }).await?;
    }
    Ok(())
}

fn of_slot(app: &App, op: &Op, declared: &Declaration<'_>, slot: &Slot) -> Option<ContactPoint> {
    // The form was validated; what the register would not take of it is left out there and stays in the profile.
    let part =
        |name: &str| declared.told.get(&format!("member.{}.{name}", slot.name)).map_or("", String::as_str);
    let kept = |name: &str, judge: fn(&mut Check, &str, &str) -> String| {
        let mut check = Check::new();
        let value = judge(&mut check, name, part(name));
        check.done().map(|()| value).unwrap_or_default()
    };
    let contact = ContactPoint {
        id: app.fresh.id(op.now),
        body: declared.body.id,
        slot: slot.name.to_owned(),
        kind: slot.kind,
        name: Some(kept("name", Check::line))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| declared.body.name.clone()),
        position: kept("position", Check::line),
        address: kept("address", Check::line),
        phone: kept("phone", Check::phone),
        mobile: kept("mobile", Check::phone),
        fax: kept("fax", Check::phone),
        email: kept("email", Check::email),
        province: None,
        always: slot.always,
        severe: slot.severe,
        key: None,
        published_url: String::new(),
        active: true,
        created_at: op.now,
        version: 1,
    };
    let reachable = [&contact.phone, &contact.mobile, &contact.email].iter().any(|way| !way.is_empty());
    reachable.then_some(contact)
}
