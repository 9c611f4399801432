//! Marks of handling, each of its own kind: confidentiality asked by the reporter (a legal effect), TLP (the
//! community's), the fact that state secrets are concerned, and "beyond own ability".

use crate::{App, Result, boxed};
use domain::audit::Event;
use domain::incidents::Tlp;
use domain::{Op, Right};
use serde_json::json;

/// Marks to set.
#[derive(Debug, Clone)]
pub struct SetMarks {
    /// Number of the incident.
    pub number: String,
    /// Version the officer saw.
    pub version: i64,
    /// Sharing mark.
    pub tlp: Tlp,
    /// Confidentiality asked for.
    pub confidential: bool,
    /// State secrets are concerned; the content never enters.
    pub state_secret_concerned: bool,
    /// May exceed the operator's own means.
    pub beyond_ability: bool,
}

/// Sets the marks; "beyond own ability" starts the clocks that hang on it.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the incident.
#[boxed]
pub async fn set_marks(app: &App, op: &Op, cmd: SetMarks) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) =
        super::load_seen(&mut tx, op, Right::RunProcess, &cmd.number, cmd.version).await?;
    incident.tlp = cmd.tlp;
    incident.confidential = cmd.confidential;
    incident.state_secret_concerned = cmd.state_secret_concerned;
    incident.beyond_ability = cmd.beyond_ability;
    if cmd.beyond_ability {
        incident.events.entry("incident.beyond-ability".to_owned()).or_insert(op.now);
    } else {
        incident.events.remove("incident.beyond-ability");
    }
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({
        "tlp": cmd.tlp, "confidential": cmd.confidential, "state_secret_concerned": cmd.state_secret_concerned,
        "beyond_ability": cmd.beyond_ability,
    });
    super::note(&mut tx, app, op, incident.id, "incident.marked", &values, true).await?;
    tx.record(op, Event::new("incident.marked", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
