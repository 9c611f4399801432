//! The two proofs of a change: that the coordinator was told, and that the body's own site shows it.

use super::declares_for;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::contacts::Proof;
use domain::law_changes::Hand;
use domain::{ContactChangeId, Moment, Op, Right};
use serde_json::json;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The coordinator was told. Entered by whoever keeps the register.
    Notified,
    /// The body's own site shows it, at an address.
    Published,
}

/// A proof to enter.
#[derive(Debug, Clone)]
pub struct ProveContact {
    /// The change.
    pub change: ContactChangeId,
    /// The version that was seen.
    pub version: i64,
    /// Which proof.
    pub which: Which,
    /// When it was done; `None` is now.
    pub at: Option<Moment>,
    /// How it was told, or the address on the Web.
    pub how: String,
}

/// Enters a proof. Once entered it stays.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Conflict`]; fields to mend; `contact_change.already_proven`,
/// `contact_change.proof_before_change`, `contact_change.proof_in_future`.
#[boxed]
pub async fn prove_contact(app: &App, op: &Op, cmd: ProveContact) -> Result<()> {
    let mut tx = app.store.write().await?;
    let change = tx.contact_change(cmd.change).await?.ok_or(Error::NotFound)?;
    let body = tx.body(change.body).await?.ok_or(Error::NotFound)?;
    declares_for(op, &body)?;
    if cmd.which == Which::Notified && !op.may(Right::KeepMembers) {
        return Err(Error::Forbidden);
    }
    if change.version != cmd.version {
        return Err(Error::Conflict);
    }
    let mut check = Check::new();
    let how = check.required("how", &cmd.how);
    let how = if cmd.which == Which::Published { check.web_address("how", &how) } else { how };
    check.done()?;
    let proof = Proof { at: cmd.at.unwrap_or(op.now), how, by: Hand::of(op), entered_at: op.now };
    let (which, at) = (if cmd.which == Which::Published { "published" } else { "notified" }, proof.at);
    let url = proof.how.clone();
    let change = match cmd.which {
        Which::Notified => change.told(proof)?,
        Which::Published => change.shown(proof)?,
    };
    tx.update_contact_change(&change).await?;
    if cmd.which == Which::Published
        && let Some(mut contact) = tx.contact(change.contact).await?
    {
        contact.published_url = url;
        tx.update_contact(&contact).await?;
    }
    let detail = json!({ "body": body.key, "proof": which, "at": at, "standing": change.standing(op.now) });
    tx.record(op, Event::new("contact.proven", "contact-change", change.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
