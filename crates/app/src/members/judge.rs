//! Judging an application: approved, the applicant becomes a body of the register and a member; refused, with a reason.

use super::apply::read;
use super::forms::told;
use super::slots::{Declaration, bring_in_line};
use crate::access::Ask;
use crate::bodies::{Check, NewBody, create_in};
use crate::{App, Error, FollowUp, Result, boxed};
use domain::audit::Event;
use domain::bodies::{Body, BodyKind, Contact};
use domain::law_changes::Hand;
use domain::members::{Application, MemberKind, Membership, Profile};
use domain::page::{Page, PageRequest};
use domain::{BodyId, Op, Right};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;

/// An application to approve.
#[derive(Debug, Clone, Default)]
pub struct Approve {
    /// Number.
    pub number: String,
    /// The version that was seen.
    pub version: i64,
    /// Key of a body that is on the register already and becomes the member; `None` enters a new one.
    pub existing: Option<String>,
    /// Key of the new body.
    pub key: String,
    /// Code of the province of the new body.
    pub province: Option<String>,
    /// Sector of the new body.
    pub sector: Option<String>,
    /// The cluster the member works in; may be empty.
    pub cluster: String,
    /// The decision; may be empty.
    pub reason: String,
}

/// Applications, newest first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_applications(app: &App, op: &Op, page: PageRequest) -> Result<Page<(i64, Application)>> {
    op.require(Right::KeepMembers)?;
    let rows = app.store.read().await?.applications(page.before.unwrap_or(i64::MAX), page.rows + 1).await?;
    Ok(Page::cut(rows, page, |(seq, _)| *seq))
}

/// That the actor keeps the register; nobody else may know of an application.
///
/// # Errors
/// [`Error::NotFound`].
fn keeps(op: &Op) -> Result<()> {
    if op.may(Right::KeepMembers) { Ok(()) } else { Err(Error::NotFound) }
}

/// One application.
///
/// # Errors
/// [`Error::NotFound`].
#[boxed]
pub async fn show_application(app: &App, op: &Op, number: &str) -> Result<Application> {
    keeps(op)?;
    app.store.read().await?.application(&read(number)?).await?.ok_or(Error::NotFound)
}

/// Approves an application: body, membership, profile and contact points in one transaction.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`]; fields to mend, among them a key that is taken;
/// `application.already_judged`, `member.already_member`.
#[boxed]
pub async fn approve(app: &App, op: &Op, cmd: Approve) -> Result<BodyId> {
    let mut tx = app.store.write().await?;
    keeps(op)?;
    let application = load(&mut tx, &cmd.number, cmd.version).await?;
    application.open()?;
    let library = app.library();
    let mut known = told(&library, &application.application);
    known.extend(told(&library, &application.profile));
    let body = match cmd.existing.as_deref().map(str::trim).filter(|key| !key.is_empty()) {
        Some(key) => tx.body_by_key(key).await?.ok_or_else(|| Error::field("existing", "unknown_option"))?,
        None => entered(app, &mut tx, op, &cmd, &known).await?,
    };
    if tx.membership(body.id).await?.is_some() {
        return Err(Error::refused("member.already_member"));
    }
    let mut check = Check::new();
    let (cluster, reason) = (check.line("cluster", &cmd.cluster), check.line("reason", &cmd.reason));
    check.done()?;
    let mut member = Membership::begun(body.id, MemberKind::Voluntary, cluster, reason.clone(), op.now);
    member.edition = 1;
    tx.insert_membership(&member).await?;
    let by = Hand { person: None, name: application.name.clone() };
    let (profile, staff) = (application.profile.clone(), application.staff.clone());
    tx.insert_profile(&Profile { body: body.id, edition: 1, profile, staff, by, at: op.now }).await?;
    let declared =
        Declaration { body: &body, told: &known, asked: &BTreeSet::new(), changed_at: None, proof: None };
    bring_in_line(app, &mut tx, op, declared).await?;
    let approved = application.approved(body.id, Hand::of(op), reason, op.now)?;
    tx.update_application(&approved).await?;
    let detail = json!({ "number": approved.number, "body": body.key, "kind": member.kind, "reason": approved.reason });
    tx.record(op, Event::new("application.approved", "application", approved.id, detail));
    tx.enqueue(FollowUp::MailApplication { application: approved.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(body.id)
}

/// Refuses an application with a reason.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`]; `application.reason_missing`,
/// `application.already_judged`.
#[boxed]
pub async fn refuse(app: &App, op: &Op, number: &str, version: i64, reason: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    keeps(op)?;
    let application = load(&mut tx, number, version).await?;
    let refused = application.refused(Hand::of(op), domain::text::tidy(reason), op.now)?;
    tx.update_application(&refused).await?;
    let detail = json!({ "number": refused.number, "reason": refused.reason });
    tx.record(op, Event::new("application.refused", "application", refused.id, detail));
    tx.enqueue(FollowUp::MailApplication { application: refused.id }.job(app, op.now, op.now)?);
    tx.commit(op.now).await?;
    Ok(())
}

async fn load(tx: &mut Tx, number: &str, version: i64) -> Result<Application> {
    let application = tx.application(&read(number)?).await?.ok_or(Error::NotFound)?;
    if application.version == version { Ok(application) } else { Err(Error::Conflict) }
}

async fn entered(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    cmd: &Approve,
    known: &BTreeMap<String, String>,
) -> Result<Body> {
    let fact = |binding: &str| known.get(binding).cloned().unwrap_or_default();
    let new = NewBody {
        key: cmd.key.clone(),
        kind: BodyKind::Member,
        name: fact("member.name"),
        name_en: String::new(),
        parent_key: None,
        province: cmd.province.clone(),
        commune: None,
        sector: cmd.sector.clone(),
        contact: Contact {
            address: fact("member.address"),
            phone: fact("member.phone"),
            email: fact("member.email"),
            fax: fact("member.fax"),
        },
    };
    create_in(app, tx, op, &new).await
}
