//! How the lines of a body are reached, and whether the public may know.

use crate::bodies::Check;
use crate::{App, Result, boxed};
use domain::Op;
use domain::audit::Event;
use domain::duty::{LineContact, Roster};
use serde_json::json;

/// A roster to set.
#[derive(Debug, Clone, Default)]
pub struct SetRoster {
    /// Key of the body.
    pub body_key: String,
    /// The ordinary line; empty fields are those of the body.
    pub normal: LineContact,
    /// The line for severe incidents.
    pub severe: LineContact,
    /// Shown on the public page of hotlines.
    pub public: bool,
}

/// Sets how the lines of a body are reached.
///
/// # Errors
/// [`crate::Error::Forbidden`], [`crate::Error::NotFound`]; fields to mend.
#[boxed]
pub async fn set_roster(app: &App, op: &Op, cmd: SetRoster) -> Result<()> {
    let mut tx = app.store.write().await?;
    let body = super::body(&mut tx, &cmd.body_key).await?;
    super::require_planned(op, body.id)?;
    let mut check = Check::new();
    let mut line = |prefix: &str, contact: &LineContact| LineContact {
        phone: check.line(&format!("{prefix}_phone"), &contact.phone),
        fax: check.line(&format!("{prefix}_fax"), &contact.fax),
        email: check.email(&format!("{prefix}_email"), &contact.email),
    };
    let (normal, severe) = (line("normal", &cmd.normal), line("severe", &cmd.severe));
    check.done()?;
    let roster = Roster { body: body.id, normal, severe, public: cmd.public, version: 1 };
    tx.put_roster(&roster).await?;
    let detail = json!({
        "body": body.key, "normal": roster.normal, "severe": roster.severe, "public": roster.public,
    });
    tx.record(op, Event::new("duty.roster_set", "duty", body.id, detail));
    tx.commit(op.now).await?;
    app.duty.forget();
    Ok(())
}
