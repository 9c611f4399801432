//! Classifying an incident; the rows of the printed lists derive from it.

use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::{Classification, Environment};
use domain::{Op, Right};
use serde_json::json;

/// A classification to set.
#[derive(Debug, Clone)]
pub struct Classify {
    /// Number of the incident.
    pub number: String,
    /// Version the officer saw.
    pub version: i64,
    /// Title, corrected.
    pub title: Option<String>,
    /// Where it happened.
    pub environment: Environment,
    /// The classification.
    pub classification: Classification,
}

/// Sets the classification.
///
/// # Errors
/// Fields to mend; [`Error::Conflict`] when somebody else changed the incident.
#[boxed]
pub async fn classify(app: &App, op: &Op, cmd: Classify) -> Result<()> {
    let mut tx = app.store.write().await?;
    let (mut incident, _) =
        super::load_seen(&mut tx, op, Right::ClassifyIncident, &cmd.number, cmd.version).await?;
    cmd.classification.check(&app.library()).map_err(Error::Invalid)?;
    if let Some(title) = cmd.title.map(|t| domain::text::title(&t)).filter(|t| !t.is_empty()) {
        incident.title = title;
    }
    let before = std::mem::replace(&mut incident.classification, cmd.classification);
    incident.environment = cmd.environment;
    tx.update_incident(&incident, op.now).await?;
    let codes: Vec<&str> = incident.classification.primary.iter().map(|c| c.code.as_str()).collect();
    super::note(
        &mut tx,
        app,
        op,
        incident.id,
        "incident.classified",
        &json!({ "primary": codes.join(", ") }),
        false,
    )
    .await?;
    tx.record(
        op,
        Event::new(
            "incident.classified",
            "incident",
            incident.id,
            json!({
                "number": incident.number, "before": before, "after": incident.classification,
            }),
        ),
    );
    tx.commit(op.now).await?;
    Ok(())
}
