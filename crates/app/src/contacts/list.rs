//! The contact points of a body, and the register of their changes.

use super::declares_for;
use crate::access::Ask;
use crate::names::{body_names, in_lang, key_of};
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::contacts::{ContactChange, ContactPoint, Standing};
use domain::page::DEFAULT_ROWS;
use domain::{ContactPointId, Op, Right};
use serde::Serialize;

/// A change on the register.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// The change.
    pub change: ContactChange,
    /// Key of the member.
    pub body_key: String,
    /// Name of the member.
    pub body_name: String,
    /// How it stands.
    pub standing: Standing,
}

/// A page of the register.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeListing {
    /// The newest changes.
    pub rows: Vec<ChangeRow>,
    /// Pass as `before` to get the next page.
    pub next: Option<i64>,
}

/// The contact points of a body in use, in the order in which to try them.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn list_contacts(app: &App, op: &Op, body: &str) -> Result<Vec<ContactPoint>> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let body = read.body_by_key(body.trim()).await?.ok_or(Error::NotFound)?;
    let mut contacts = read.contacts_of(body.id).await?;
    contacts.retain(|contact| contact.active);
    contacts.sort_by(|a, b| a.rank().cmp(&b.rank()));
    Ok(contacts)
}

/// A body that the actor may declare for.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
#[boxed]
pub async fn body_to_declare(app: &App, op: &Op, key: &str) -> Result<Body> {
    let body = app.store.read().await?.body_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    Ok(body)
}

/// A contact point in use with its body, to change it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
#[boxed]
pub async fn contact_to_edit(app: &App, op: &Op, id: ContactPointId) -> Result<(Body, ContactPoint)> {
    let mut read = app.store.read().await?;
    let contact = read.contact(id).await?.filter(|contact| contact.active).ok_or(Error::NotFound)?;
    let body = read.body(contact.body).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    Ok((body, contact))
}

/// Changes of contact points with their proofs, newest first; `open` leaves those that lack one. Whoever keeps the register
/// sees all, others those of their own body.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_changes(app: &App, op: &Op, open: bool, before: Option<i64>) -> Result<ChangeListing> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let (changes, next) = if op.may(Right::KeepMembers) {
        let mut rows = read.contact_changes(open, before.unwrap_or(i64::MAX), DEFAULT_ROWS + 1).await?;
        let more = rows.len() > usize::try_from(DEFAULT_ROWS).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(DEFAULT_ROWS).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| more).map(|(seq, _)| *seq);
        (rows.into_iter().map(|(_, change)| change).collect(), next)
    } else {
        let body = op.body.ok_or(Error::Forbidden)?;
        let mut changes = read.contact_changes_of(body, DEFAULT_ROWS).await?;
        changes.retain(|change| !open || !change.settled());
        (changes, None)
    };
    let names = body_names(&mut read, changes.iter().map(|change: &ContactChange| change.body)).await?;
    let row = |change: ContactChange| ChangeRow {
        body_key: key_of(&names, change.body),
        body_name: in_lang(&names, change.body, op.lang).to_owned(),
        standing: change.standing(op.now),
        change,
    };
    Ok(ChangeListing { rows: changes.into_iter().map(row).collect(), next })
}
