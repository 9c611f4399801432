//! Signing in the name of a team: only what the post gives, or a delegation. Who is refused stays on record.

use super::{Loaded, authorised, person};
use crate::bodies::{Check, given};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::teams::authority::Ground;
use domain::teams::documents::TeamDocument;
use domain::{Op, Refusal, Right};
use serde_json::json;

/// A document to sign.
#[derive(Debug, Clone)]
pub struct SignDocument {
    /// Key of the team.
    pub team: String,
    /// Key of its kind.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Number of the incident it belongs to.
    pub incident: Option<String>,
}

/// Signs a document; gives the ground.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; fields to mend; the refusals of
/// [`domain::teams::authority::Standing::may_sign`], each recorded; `team.not_a_document`, `team.number_taken`.
#[boxed]
pub async fn sign_document(app: &App, op: &Op, cmd: SignDocument) -> Result<Ground> {
    person(op)?;
    let mut check = Check::new();
    let number = check.required("number", &cmd.number);
    let title = check.required("title", &cmd.title);
    check.done()?;
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    let library = app.library();
    let (ruleset, rules) = loaded.rules(&library, op.now)?;
    if rules.kind(&cmd.kind).is_some_and(|kind| !kind.document) {
        return Err(Refusal::at("kind", "team.not_a_document").into());
    }
    let incident = match given(cmd.incident.as_deref()) {
        Some(number) => {
            let (incident, parties) = crate::incidents::load(&mut tx, number)
                .await
                .map_err(|_| Error::field("incident", "unknown_option"))?;
            crate::access::Ask::require_on_incident(op, Right::SeeIncidents, &parties)
                .map_err(|_| Error::field("incident", "unknown_option"))?;
            Some(incident)
        }
        None => None,
    };
    let asked = json!({ "number": number, "title": title });
    let (mut tx, office, ground) = authorised(tx, op, &loaded, (ruleset, rules), &cmd.kind, asked).await?;
    let document = TeamDocument {
        id: app.fresh.id(op.now),
        team: loaded.team.id,
        kind: cmd.kind,
        number,
        title,
        incident: incident.as_ref().map(|one| one.id),
        incident_number: incident.map(|one| one.number.to_string()).unwrap_or_default(),
        signer: office.id,
        signer_name: office.name,
        post: office.post,
        ground,
        signed_at: op.now,
    };
    tx.insert_team_document(&document).await.map_err(|error| match error {
        store::Error::Duplicate(_) => Refusal::at("number", "team.number_taken").into(),
        other => Error::from(other),
    })?;
    let detail = json!({
        "team": loaded.team.key, "document": document.id, "kind": document.kind, "number": document.number,
        "title": document.title, "incident": document.incident_number, "signer": document.signer_name,
        "post": document.post, "ground": document.ground,
    });
    tx.record(op, Event::new("team.document_signed", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(document.ground)
}
