//! Marks of handling, each of its own kind: confidentiality asked by the affected party (a legal effect), TLP (the
//! community's), the fact that state secrets are concerned, "beyond own ability", and the circumstances that clocks ask for.

use crate::access::Ask;
use crate::{App, Error, Result, boxed, restriction};
use domain::audit::Event;
use domain::incidents::Tlp;
use domain::{Op, Right};
use serde_json::json;

/// The shared list of circumstances.
const CIRCUMSTANCES: &str = "circumstances";

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
    /// Circumstances that hold: codes of the shared list `circumstances`; `None` leaves them as they are.
    pub circumstances: Option<Vec<String>>,
}

/// Sets the marks. Confidentiality and TLP:RED restrict the incident to named persons, which is a right of its own; "beyond own ability" and circumstances start the clocks that hang on them.
///
/// # Errors
/// Field `circumstances` with `unknown_option`; [`Error::Conflict`] when somebody else changed the incident.
#[boxed]
pub async fn set_marks(app: &App, op: &Op, cmd: SetMarks) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, parties) =
        super::load_seen(&mut tx, op, Right::RunProcess, &cmd.number, cmd.version).await?;
    let known = |code: &String| app.library().list(CIRCUMSTANCES).is_some_and(|l| l.item(code).is_some());
    if !cmd.circumstances.iter().flatten().all(known) {
        return Err(Error::field("circumstances", "unknown_option"));
    }
    let red = |tlp: Tlp| tlp == Tlp::Red;
    if cmd.confidential != incident.confidential || red(cmd.tlp) != red(incident.tlp) {
        op.require_on_incident(Right::Restrict, &parties)?;
    }
    if cmd.confidential != incident.confidential {
        incident.exception = None;
    }
    incident.tlp = cmd.tlp;
    incident.confidential = cmd.confidential;
    incident.state_secret_concerned = cmd.state_secret_concerned;
    incident.beyond_ability = cmd.beyond_ability;
    if let Some(circumstances) = cmd.circumstances {
        incident.circumstances = circumstances;
        incident.circumstances.sort();
        incident.circumstances.dedup();
    }
    if cmd.beyond_ability {
        incident.events.entry("incident.beyond-ability".to_owned()).or_insert(op.now);
    } else {
        incident.events.remove("incident.beyond-ability");
    }
    tx.update_incident(&incident, op.now).await?;
    match (parties.restricted, incident.restricted()) {
        (false, true) => restriction::close(&mut tx, app, op, &incident, &parties).await?,
        (true, false) => restriction::open(&mut tx, op, "incident", incident.id.uuid()).await?,
        _ => {}
    }
    crate::clocks::settle(&mut tx, app, op, &incident, &parties).await?;
    let values = json!({
        "tlp": cmd.tlp, "confidential": cmd.confidential, "state_secret_concerned": cmd.state_secret_concerned,
        "beyond_ability": cmd.beyond_ability, "circumstances": incident.circumstances,
    });
    super::note(&mut tx, app, op, incident.id, "incident.marked", &values, true).await?;
    tx.record(op, Event::new("incident.marked", "incident", incident.id, values));
    tx.commit(op.now).await?;
    Ok(())
}
