//! Recording that an owner agreed.

use super::rule_of;
use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::incidents::parties::playing;
use domain::teams::access::{Agreed, Allowed, Consent};
use domain::{BodyId, ConsentId, MemberId, Moment, Op, Right};
use serde_json::json;

/// A consent to record.
#[derive(Debug, Clone)]
pub struct RecordConsent {
    /// Number of the incident.
    pub number: String,
    /// Name of who agreed.
    pub agreed_by: String,
    /// Their position.
    pub agreed_position: String,
    /// When they agreed.
    pub agreed_at: Moment,
    /// How: sign of the document, or the way it was said.
    pub agreed_way: String,
    /// The body that agrees, when not the owner on record.
    pub body: Option<BodyId>,
    /// What may be opened, by key.
    pub targets: Vec<String>,
    /// What exactly.
    pub scope: String,
    /// Who watches for the owner.
    pub supervisor: String,
    /// Their telephone.
    pub supervisor_phone: String,
    /// First moment.
    pub from: Moment,
    /// First moment no longer.
    pub until: Moment,
    /// Members who may.
    pub members: Vec<MemberId>,
}

/// Records a consent.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; fields to mend; `access.no_rules`, `access.not_the_owner`,
/// `incident.already_closed`.
#[boxed]
pub async fn record_consent(app: &App, op: &Op, cmd: RecordConsent) -> Result<ConsentId> {
    let mut tx = app.store.write().await?;
    let (incident, parties) = crate::incidents::load_to_change(&mut tx, &cmd.number).await?;
    op.require_on_incident(Right::RecordConsent, &parties)?;
    incident.unclosed()?;
    let library = app.library();
    let (ruleset, rule) = rule_of(&library, &incident).ok_or_else(|| Error::refused("access.no_rules"))?;
    let owner = playing(&parties, rule.agrees.as_str());
    let body = owner.filter(|owner| cmd.body.is_none_or(|body| body == *owner));
    let body = body.ok_or_else(|| Error::refused("access.not_the_owner"))?;
    let mut check = Check::new();
    let name = check.required("agreed_by", &cmd.agreed_by);
    let position = check.required("agreed_position", &cmd.agreed_position);
    let way = check.required("agreed_way", &cmd.agreed_way);
    let supervisor = check.required("supervisor", &cmd.supervisor);
    let supervisor_phone = check.line("supervisor_phone", &cmd.supervisor_phone);
    let scope = domain::text::bounded(&cmd.scope);
    if cmd.agreed_at > op.now {
        check.problem("agreed_at", "in_future");
    }
    if cmd.until <= cmd.from {
        check.problem("until", "before_begin");
    }
    if cmd.from < cmd.agreed_at {
        check.problem("from", "before_consent");
    }
    let mut targets = cmd.targets;
    targets.sort_unstable();
    targets.dedup();
    if targets.is_empty() {
        check.problem("targets", "required");
    } else if targets.iter().any(|key| !rule.targets.iter().any(|known| known.key == *key)) {
        check.problem("targets", "unknown_option");
    }
    let mut members = Vec::new();
    for id in cmd.members {
        match tx.team_member(id).await? {
            // Nobody is let in for a time in which they belong to no team.
            Some(one) if one.holds(op.now) => members.push(Allowed { member: one.id, name: one.name }),
            _ => check.problem("members", "unknown_option"),
        }
    }
    members.sort_by_key(|one| one.member);
    members.dedup_by_key(|one| one.member);
    if members.is_empty() {
        check.problem("members", "required");
    }
    check.done()?;
    let body_name = tx.body(body).await?.map(|body| body.name).unwrap_or_default();
    let consent = Consent {
        id: app.fresh.id(op.now),
        incident: incident.id,
        system: incident.system_name.clone(),
        agreed: Agreed { name, position, body, body_name, at: cmd.agreed_at, way },
        targets,
        scope,
        supervisor,
        supervisor_phone,
        from: cmd.from,
        until: cmd.until,
        members,
        ruleset: ruleset.id.to_string(),
        cite: rule.cite.clone(),
        ended: None,
        version: 1,
    };
    tx.insert_consent(&consent).await?;
    let detail = json!({
        "number": incident.number, "consent": consent.id, "agreed": consent.agreed, "targets": consent.targets,
        "supervisor": consent.supervisor, "from": consent.from, "until": consent.until,
        "members": consent.members, "cite": consent.cite,
    });
    tx.record(op, Event::new("access.consented", "incident", incident.id, detail));
    tx.commit(op.now).await?;
    Ok(consent.id)
}
