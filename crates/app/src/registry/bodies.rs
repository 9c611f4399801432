//! Rows of the table of bodies, with their memberships.

use super::bring::{Bringing, act};
use super::table::{Act, Cells};
use crate::bodies::{Check, NewBody, checked};
use crate::{Error, Result};
use domain::Moment;
use domain::audit::Event;
use domain::bodies::{Body, BodyKind, Contact};
use domain::members::{MemberKind, MemberState, Membership};
use exchange::sheets::{Row, Sheet};
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;

/// Bodies above one another that are looked at; a longer chain is taken for a circle.
const MOST_LEVELS: usize = 20;

/// The rows so that a body comes after the one above it, where that is in the table; a circle stays in its order and is told
/// by its rows.
pub(super) fn parents_first(sheet: &Sheet) -> Vec<&Row> {
    let keys: BTreeSet<&str> = sheet.rows.iter().map(|row| Cells::of(sheet, row).text("key")).collect();
    let mut placed = BTreeSet::new();
    let mut ordered = Vec::with_capacity(sheet.rows.len());
    let mut waiting: Vec<&Row> = sheet.rows.iter().collect();
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for row in waiting {
            let cells = Cells::of(sheet, row);
            let parent = cells.text("parent");
            if parent.is_empty() || !keys.contains(parent) || placed.contains(parent) {
                placed.insert(cells.text("key"));
                ordered.push(row);
            } else {
                later.push(row);
            }
        }
        if later.len() == before || later.is_empty() {
            ordered.extend(later);
            return ordered;
        }
        waiting = later;
    }
}

pub(super) async fn row(bringing: &mut Bringing<'_>, tx: &mut Tx, cells: &Cells<'_>) -> Result<Act> {
    bringing.once(cells.text("key"))?;
    let before = bringing.bodies.get(cells.text("key")).cloned();
    let mut after = body(bringing, cells, before.as_ref())?;
    let membership = match &before {
        Some(before) => tx.membership(before.id).await?,
        None => None,
    };
    if let Some(before) = &before {
        after = Body { id: before.id, created_at: before.created_at, version: before.version, ..after };
    }
    let member = member(bringing, cells, &after, membership.as_ref())?;
    let mut done = Act::Leaves;
    match &before {
        None => {
            done = Act::Enters;
            tx.insert_body(&after).await?;
            let detail = json!({ "key": after.key, "kind": after.kind, "name": after.name });
            tx.record(bringing.op, Event::new("body.created", "body", after.id, detail));
        }
        Some(before) if act(before, &after) == Act::Changes => {
            done = Act::Changes;
            tx.update_body(&after).await?;
            after.version += 1;
            let detail = json!({ "key": after.key, "name": after.name });
            tx.record(bringing.op, Event::new("body.changed", "body", after.id, detail));
        }
        Some(_) => {}
    }
    match (&membership, &member) {
        (None, Some(member)) => {
            tx.insert_membership(member).await?;
            note_member(bringing, tx, &after, member);
            done = if done == Act::Leaves { Act::Changes } else { done };
        }
        (Some(was), Some(member)) if was != member => {
            tx.update_membership(member).await?;
            note_member(bringing, tx, &after, member);
            done = if done == Act::Leaves { Act::Changes } else { done };
        }
        _ => {}
    }
    bringing.bodies.insert(after.key.clone(), after);
    Ok(done)
}

fn note_member(bringing: &Bringing<'_>, tx: &mut Tx, body: &Body, member: &Membership) {
    let detail = json!({ "body": body.key, "kind": member.kind, "state": member.state, "cluster": member.cluster, "reason": member.reason });
    tx.record(bringing.op, Event::new("member.enrolled", "body", body.id, detail));
}

fn body(bringing: &Bringing<'_>, cells: &Cells<'_>, before: Option<&Body>) -> Result<Body> {
    let kept = |of: fn(&Body) -> &str| before.map_or("", of);
    let optional = |of: fn(&Body) -> Option<&String>| before.and_then(of).map_or("", String::as_str);
    let kind = cells.or("kind", before.map_or("", |body| body.kind.code()));
    let kind: BodyKind = kind.parse().map_err(|_| Error::field("kind", "unknown_option"))?;
    let new = NewBody {
        key: cells.text("key").to_owned(),
        kind,
        name: cells.or("name", kept(|b| &b.name)),
        name_en: cells.or("name_en", kept(|b| &b.name_en)),
        parent_key: None,
        province: Some(cells.or("province", optional(|b| b.province.as_ref()))),
        commune: Some(cells.or("commune", optional(|b| b.commune.as_ref()))),
        sector: Some(cells.or("sector", optional(|b| b.sector.as_ref()))),
        contact: Contact {
            address: cells.or("address", kept(|b| &b.contact.address)),
            phone: cells.or("phone", kept(|b| &b.contact.phone)),
            email: cells.or("email", kept(|b| &b.contact.email)),
            fax: cells.or("fax", kept(|b| &b.contact.fax)),
        },
    };
    let mut body = checked(bringing.app, bringing.op, &new)?;
    body.parent = match cells.given("parent") {
        None => before.and_then(|body| body.parent),
        Some("") => None,
        Some(parent) if is_below(bringing, parent, &new.key) => {
            return Err(Error::field("parent", "above_itself"));
        }
        Some(parent) => Some(bringing.body("parent", parent)?.id),
    };
    Ok(body)
}

/// Whether a body is the other one, or stands below it on the register as it is by now.
fn is_below(bringing: &Bringing<'_>, key: &str, above: &str) -> bool {
    let mut at = bringing.bodies.get(key);
    let mut steps = 0;
    while let Some(body) = at.filter(|body| body.key != above && steps < MOST_LEVELS) {
        at = body.parent.and_then(|id| bringing.bodies.values().find(|other| other.id == id));
        steps += 1;
    }
    key == above || at.is_some()
}

/// The membership that a row tells; `None` leaves it as it is.
fn member(
    bringing: &Bringing<'_>,
    cells: &Cells<'_>,
    body: &Body,
    before: Option<&Membership>,
) -> Result<Option<Membership>> {
    let kind = cells.text("member");
    if kind.is_empty() {
        let meant = ["member_state", "cluster", "member_reason", "member_since"]
            .iter()
            .any(|column| !cells.text(column).is_empty());
        return if meant && before.is_none() { Err(Error::field("member", "required")) } else { Ok(None) };
    }
    let kind: MemberKind = kind.parse().map_err(|_| Error::field("member", "unknown_option"))?;
    let kept = before.map_or(MemberState::Active, |it| it.state).code();
    let state = Some(cells.text("member_state")).filter(|state| !state.is_empty()).unwrap_or(kept);
    let state: MemberState = state.parse().map_err(|_| Error::field("member_state", "unknown_option"))?;
    let mut member = before
        .cloned()
        .unwrap_or_else(|| Membership::begun(body.id, kind, String::new(), String::new(), bringing.op.now));
    let mut check = Check::new();
    let reason = check.line("member_reason", &cells.or("member_reason", &member.reason));
    let cluster = check.line("cluster", &cells.or("cluster", &member.cluster));
    check.done()?;
    if state != member.state {
        if reason.is_empty() {
            return Err(Error::field("member_reason", "required"));
        }
        let now = bringing.op.now;
        member = match state {
            MemberState::Suspended => member.suspended(reason.clone(), now)?,
            MemberState::Active => member.resumed(reason.clone(), now)?,
            MemberState::Withdrawn => member.withdrawn(reason.clone(), now)?,
        };
    }
    member.kind = kind;
    member.cluster = cluster;
    member.reason = reason;
    member.since = since(bringing, cells, member.since)?;
    Ok(Some(member))
}

/// Since when it is a member, as RFC 3339; what is there when the cell is empty.
fn since(bringing: &Bringing<'_>, cells: &Cells<'_>, kept: Moment) -> Result<Moment> {
    match cells.text("member_since") {
        "" => Ok(kept),
        text => match text.parse::<Moment>() {
            Ok(at) if at > bringing.op.now => Err(Error::field("member_since", "in_future")),
            Ok(at) => Ok(at),
            Err(_) => Err(Error::field("member_since", "not_a_moment")),
        },
    }
}
