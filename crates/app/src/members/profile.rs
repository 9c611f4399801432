//! A member declares itself anew: at once where nothing stands in the way, else after an officer looked at it.

use super::forms::{asked, filled, needed, told};
use super::slots::{Declaration, bring_in_line};
use crate::access::Ask;
use crate::contacts::declares_for;
use crate::{App, Error, FollowUp, Result, boxed};
use ::law::Values;
use domain::audit::Event;
use domain::bodies::Body;
use domain::contacts::Proof;
use domain::law_changes::Hand;
use domain::members::{ChangeState, MemberState, Membership, Profile, ProfileChange};
use domain::notices::submission::FilledForm;
use domain::{Moment, Op, ProfileChangeId, Right};
use serde::Serialize;
use serde_json::json;
use std::time::Duration;
use store::Tx;

/// A profile to declare.
#[derive(Debug, Clone)]
pub struct DeclareProfile {
    /// Key of the member.
    pub body: String,
    /// Version of the membership that was seen.
    pub version: i64,
    /// The profile as typed.
    pub profile: Values,
    /// Its annex as typed; `None` leaves it as it is.
    pub staff: Option<Values>,
    /// When contact points changed in fact; `None` is now.
    pub changed_at: Option<Moment>,
}

/// What became of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Declared {
    /// In force.
    InForce,
    /// Waits for an officer.
    Waits,
}

/// Declares a profile. A member's own edit of a field that the deployment keeps for review waits for an officer; a waiting
/// edit of the same member is replaced.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`]; fields to mend, those of the annex behind `staff:`;
/// `member.not_active`, `law.no_form`.
#[boxed]
pub async fn declare_profile(app: &App, op: &Op, cmd: DeclareProfile) -> Result<Declared> {
    let mut tx = app.store.write().await?;
    let body = tx.body_by_key(cmd.body.trim()).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    let member = tx.membership(body.id).await?.ok_or(Error::NotFound)?;
    if member.version != cmd.version {
        return Err(Error::Conflict);
    }
    if member.state == MemberState::Withdrawn {
        return Err(Error::refused("member.not_active"));
    }
    if cmd.changed_at.is_some_and(|at| at > op.now) {
        return Err(Error::field("changed_at", "in_future"));
    }
    let library = app.library();
    let forms = needed(app, &library, op.now)?;
    let mut problems = Vec::new();
    let profile = filled(forms.ruleset, forms.profile, &cmd.profile, "", op.now, &mut problems);
    let before = tx.profile(body.id, member.edition).await?;
    let staff = match (forms.staff, &cmd.staff) {
        (Some(form), Some(values)) => {
            Some(filled(forms.ruleset, form, values, "staff:", op.now, &mut problems))
        }
        _ => before.as_ref().and_then(|it| it.staff.clone()),
    };
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let reviewed = &app.settings.reviewed_profile_fields;
    let waits = !op.may(Right::KeepMembers)
        && ProfileChange::needs_review(before.as_ref().map(|it| &it.profile), &profile, reviewed);
    replace_waiting(&mut tx, op, &body).await?;
    if waits {
        let changed_at = cmd.changed_at.unwrap_or(op.now);
        wait(app, &mut tx, op, Waiting { body: &body, member: &member, profile, staff, changed_at }).await?;
    } else {
        let by = Hand::of(op);
        // What a member declares itself is told with it; what an officer corrects was told by nobody.
        let told_at = (op.body == Some(body.id) && !op.may(Right::KeepMembers)).then_some(op.now);
        let changed_at = cmd.changed_at.unwrap_or(op.now);
        come_into_force(app, &mut tx, op, Coming { body, member, profile, staff, by, changed_at, told_at })
            .await?;
    }
    tx.commit(op.now).await?;
    Ok(if waits { Declared::Waits } else { Declared::InForce })
}

/// An edit that waits, with the name of its member.
#[derive(Debug, Clone, Serialize)]
pub struct PendingRow {
    /// The edit.
    pub change: ProfileChange,
    /// Key of the member.
    pub body_key: String,
    /// Name of the member.
    pub body_name: String,
}

/// Edits that wait for an officer, the oldest first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn pending_profiles(app: &App, op: &Op) -> Result<Vec<PendingRow>> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let mut rows = Vec::new();
    for change in read.pending_profile_changes(200).await?.into_iter().filter(|change| change.waits(op.now)) {
        if let Some(body) = read.body(change.body).await? {
            rows.push(PendingRow { body_name: body.name_in(op.lang).to_owned(), body_key: body.key, change });
        }
    }
    Ok(rows)
}

/// Key of the member that an edit belongs to.
///
/// # Errors
/// [`Error::NotFound`] when it is not there or the actor may not know of it.
#[boxed]
pub async fn body_of_profile_change(app: &App, op: &Op, id: ProfileChangeId) -> Result<String> {
    let mut read = app.store.read().await?;
    let change = read.profile_change(id).await?.ok_or(Error::NotFound)?;
    let body = read.body(change.body).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body).map_err(|_| Error::NotFound)?;
    Ok(body.key)
}

/// An edit to judge.
#[derive(Debug, Clone)]
pub struct JudgeProfile {
    /// The edit.
    pub change: ProfileChangeId,
    /// The version that was seen.
    pub version: i64,
    /// `Applied` brings it into force, `Refused` needs a reason, `TakenBack` is the member's own.
    pub state: ChangeState,
    /// The reason.
    pub reason: String,
}

/// Judges an edit that waits.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`]; `profile_change.not_waiting`,
/// `profile_change.overtaken`, `profile_change.reason_missing`.
#[boxed]
pub async fn judge_profile(app: &App, op: &Op, cmd: JudgeProfile) -> Result<()> {
    let mut tx = app.store.write().await?;
    let change = tx.profile_change(cmd.change).await?.ok_or(Error::NotFound)?;
    let body = tx.body(change.body).await?.ok_or(Error::NotFound)?;
    if cmd.state == ChangeState::TakenBack {
        declares_for(op, &body)?;
    } else {
        op.require(Right::KeepMembers)?;
    }
    if change.version != cmd.version {
        return Err(Error::Conflict);
    }
    let member = tx.membership(body.id).await?.ok_or(Error::NotFound)?;
    let reason = domain::text::tidy(&cmd.reason);
    let judged = change.judged(cmd.state, member.edition, Hand::of(op), reason, op.now)?;
    tx.update_profile_change(&judged).await?;
    let detail = json!({ "body": body.key, "state": judged.state, "reason": judged.reason });
    tx.record(op, Event::new("profile_change.judged", "profile-change", judged.id, detail));
    if judged.state == ChangeState::Applied {
        let (profile, staff, by) = (judged.profile.clone(), judged.staff.clone(), judged.by.clone());
        // What the member declared is told since it was written, however long it waited here.
        let (changed_at, told_at) = (judged.changed_at, Some(judged.at));
        come_into_force(app, &mut tx, op, Coming { body, member, profile, staff, by, changed_at, told_at })
            .await?;
    }
    if judged.state != ChangeState::TakenBack {
        tx.enqueue(FollowUp::MailProfileChange { change: judged.id }.job(app, op.now, op.now)?);
    }
    tx.commit(op.now).await?;
    Ok(())
}

async fn replace_waiting(tx: &mut Tx, op: &Op, body: &Body) -> Result<()> {
    let Some(waiting) = tx.pending_profile_change(body.id).await? else { return Ok(()) };
    let state = if waiting.waits(op.now) { ChangeState::TakenBack } else { ChangeState::Expired };
    let gone = ProfileChange { state, judged_by: Some(Hand::of(op)), judged_at: Some(op.now), ..waiting };
    tx.update_profile_change(&gone).await?;
    let detail = json!({ "body": body.key, "state": gone.state, "reason": "" });
    tx.record(op, Event::new("profile_change.judged", "profile-change", gone.id, detail));
    Ok(())
}

/// An edit that is to wait.
struct Waiting<'a> {
    body: &'a Body,
    member: &'a Membership,
    profile: FilledForm,
    staff: Option<FilledForm>,
    changed_at: Moment,
}

async fn wait(app: &App, tx: &mut Tx, op: &Op, waiting: Waiting<'_>) -> Result<()> {
    let Waiting { body, member, profile, staff, changed_at } = waiting;
    let days = Duration::from_secs(app.settings.profile_change_days.saturating_mul(86_400));
    let change = ProfileChange {
        id: app.fresh.id(op.now),
        body: body.id,
        state: ChangeState::Pending,
        base: member.edition,
        profile,
        staff,
        by: Hand::of(op),
        at: op.now,
        changed_at,
        expires_at: op.now.plus(days),
        judged_by: None,
        judged_at: None,
        reason: String::new(),
        version: 1,
    };
    tx.insert_profile_change(&change).await?;
    let detail = json!({ "body": body.key, "base": change.base, "expires_at": change.expires_at });
    tx.record(op, Event::new("profile_change.submitted", "profile-change", change.id, detail));
    Ok(())
}

/// A profile that comes into force.
struct Coming {
    body: Body,
    member: Membership,
    profile: FilledForm,
    staff: Option<FilledForm>,
    by: Hand,
    /// When contact points changed in fact.
    changed_at: Moment,
    /// When the member told it; `None` when an officer declared it.
    told_at: Option<Moment>,
}

async fn come_into_force(app: &App, tx: &mut Tx, op: &Op, coming: Coming) -> Result<()> {
    let Coming { mut body, mut member, profile, staff, by, changed_at, told_at } = coming;
    member.edition += 1;
    member.changed_at = op.now;
    tx.update_membership(&member).await?;
    let library = app.library();
    let (known, asked) = (told(&library, &profile), asked(&library, &profile));
    let next = Profile { body: body.id, edition: member.edition, profile, staff, by: by.clone(), at: op.now };
    tx.insert_profile(&next).await?;
    // What the form asks and the member left empty is gone; what it does not ask stays.
    let fact = |binding: &str, kept: &str| match known.get(binding) {
        Some(value) => value.clone(),
        None if asked.contains(binding) && binding != "member.name" => String::new(),
        None => kept.to_owned(),
    };
    let mut contact = body.contact.clone();
    contact.address = fact("member.address", &contact.address);
    contact.phone = fact("member.phone", &contact.phone);
    contact.email = fact("member.email", &contact.email);
    contact.fax = fact("member.fax", &contact.fax);
    let name = fact("member.name", &body.name);
    if (name.as_str(), &contact) != (body.name.as_str(), &body.contact) {
        (body.name, body.contact) = (name, contact);
        tx.update_body(&body).await?;
    }
    let first = member.edition == 1;
    let proof = told_at.map(|at| Proof { at, how: String::new(), by, entered_at: op.now });
    let declared = Declaration {
        body: &body,
        told: &known,
        changed_at: (!first).then_some(changed_at),
        asked: &asked,
        proof,
    };
    bring_in_line(app, tx, op, declared).await?;
    let detail = json!({ "body": body.key, "edition": next.edition, "by": next.by.name });
    tx.record(op, Event::new("member.profile_declared", "body", body.id, detail));
    Ok(())
}
