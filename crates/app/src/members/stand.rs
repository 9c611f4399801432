//! How a membership stands: obligatory members entered, clusters, suspension, resumption, withdrawal.

use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::members::{MemberKind, MemberState, Membership};
use domain::{Op, Right};
use serde_json::json;

/// A body to enter on the register of members.
#[derive(Debug, Clone)]
pub struct Enrol {
    /// Key of the body.
    pub body: String,
    /// Why it is a member.
    pub kind: MemberKind,
    /// Its cluster; may be empty.
    pub cluster: String,
    /// The document that makes it one; may be empty.
    pub reason: String,
}

/// Enters a body as a member.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `member.already_member`.
#[boxed]
pub async fn enrol(app: &App, op: &Op, cmd: Enrol) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::KeepMembers)?;
    let body = tx.body_by_key(cmd.body.trim()).await?.ok_or(Error::NotFound)?;
    if tx.membership(body.id).await?.is_some() {
        return Err(Error::refused("member.already_member"));
    }
    let mut check = Check::new();
    let (cluster, reason) = (check.line("cluster", &cmd.cluster), check.line("reason", &cmd.reason));
    check.done()?;
    let member = Membership::begun(body.id, cmd.kind, cluster, reason, op.now);
    tx.insert_membership(&member).await?;
    let detail =
        json!({ "body": body.key, "kind": member.kind, "cluster": member.cluster, "reason": member.reason });
    tx.record(op, Event::new("member.enrolled", "body", body.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}

/// A change of how a membership stands.
#[derive(Debug, Clone)]
pub struct Stand {
    /// Key of the body.
    pub body: String,
    /// The version that was seen.
    pub version: i64,
    /// How it is to stand.
    pub state: MemberState,
    /// Its cluster; may be empty.
    pub cluster: String,
    /// The decision or the reason; needed when the state changes.
    pub reason: String,
}

/// Suspends, resumes or ends a membership, or moves it to another cluster.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`], [`Error::Conflict`]; a reason that is missing; `member.not_active`,
/// `member.already_active`, `member.already_withdrawn`, `member.obligatory_stays`.
#[boxed]
pub async fn stand(app: &App, op: &Op, cmd: Stand) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::KeepMembers)?;
    let body = tx.body_by_key(cmd.body.trim()).await?.ok_or(Error::NotFound)?;
    let member = tx.membership(body.id).await?.ok_or(Error::NotFound)?;
    if member.version != cmd.version {
        return Err(Error::Conflict);
    }
    let changes = member.state != cmd.state;
    let mut check = Check::new();
    let cluster = check.line("cluster", &cmd.cluster);
    let reason = if changes { check.required("reason", &cmd.reason) } else { member.reason.clone() };
    check.done()?;
    let before = member.state;
    let mut member = match cmd.state {
        _ if !changes => member,
        MemberState::Suspended => member.suspended(reason, op.now)?,
        MemberState::Active => member.resumed(reason, op.now)?,
        MemberState::Withdrawn => member.withdrawn(reason, op.now)?,
    };
    member.cluster = cluster;
    tx.update_membership(&member).await?;
    let detail = json!({
        "body": body.key, "before": before, "state": member.state, "cluster": member.cluster, "reason": member.reason,
    });
    tx.record(op, Event::new("member.stands", "body", body.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
