//! A report with what decides who may do what with it: its incident, the parties, the deliveries.

use crate::access::{Ask, circle, note_read};
use crate::why::report_ties;
use crate::{App, Error, Result};
use ::law::{Form, Library};
use domain::access::relations;
use domain::incidents::{Circle, Incident, IncidentState, Sees};
use domain::reports::{Delivery, Report, ReportKind};
use domain::{Op, ReportId, Right};
use store::{Conn, Tx};

/// A report and its surroundings.
pub(super) struct Case {
    pub(super) report: Report,
    pub(super) incident: Incident,
    pub(super) parties: Circle,
    /// Deliveries of all editions.
    pub(super) deliveries: Vec<Delivery>,
}

impl Case {
    /// Loads a report.
    pub(super) async fn load(conn: &mut Conn, id: ReportId) -> Result<Self> {
        let report = conn.report(id).await?.ok_or(Error::NotFound)?;
        let incident = conn.incident(report.incident).await?.ok_or(Error::NotFound)?;
        let parties = circle(conn, &incident).await?;
        let deliveries = conn.deliveries(id).await?;
        Ok(Self { report, incident, parties, deliveries })
    }

    /// Loads a report and keeps others from changing what belongs to its incident until the transaction ends.
    pub(super) async fn load_to_change(tx: &mut Tx, id: ReportId) -> Result<Self> {
        let case = Self::load(tx, id).await?;
        // What was read before others were kept out may be old.
        if tx.hold_incident(&case.incident.number.to_string()).await? {
            Self::load(tx, id).await
        } else {
            Ok(case)
        }
    }

    /// Whether the report is the actor's own body's.
    pub(super) fn own(&self, op: &Op) -> bool {
        op.body == Some(self.report.body)
    }

    /// That the report may be seen.
    pub(super) fn require_sight(&self, op: &Op) -> Result<()> {
        if sees(op, &self.report, &self.parties, &self.deliveries) { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Notes that the actor reads it, where its incident is restricted.
    pub(super) async fn note_read(&self, app: &App, op: &Op) -> Result<()> {
        note_read(app, op, "incident", self.incident.id.uuid(), self.parties.restricted).await
    }

    /// That the report may be seen and is the actor's to write.
    pub(super) fn require_writer(&self, op: &Op) -> Result<()> {
        self.require_sight(op)?;
        if !self.own(op) {
            return Err(Error::Forbidden);
        }
        op.require_on_incident(Right::WriteReports, &self.parties).map(drop)
    }

    /// That the incident is not recorded as closed: its record stands then.
    pub(super) fn require_open_record(&self) -> Result<()> {
        Ok(self.incident.unclosed()?)
    }

    /// That the response has ended, for a closing report.
    pub(super) fn require_end_for_closing(&self) -> Result<()> {
        let ended = self.incident.state == IncidentState::Ended;
        if self.report.kind == ReportKind::Closing && !ended {
            return Err(Error::refused("incident.not_ended"));
        }
        Ok(())
    }

    /// The form the report is written in.
    pub(super) fn form<'a>(&self, library: &'a Library) -> Result<&'a Form> {
        form_of(library, &self.report)
    }

    /// The actor's delivery of the current edition.
    pub(super) fn delivery_to(&self, op: &Op) -> Option<&Delivery> {
        self.deliveries.iter().find(|d| d.edition == self.report.edition && Some(d.body) == op.body)
    }
}

/// The form a report is written in; a ruleset that went away since is refused.
pub(super) fn form_of<'a>(library: &'a Library, report: &Report) -> Result<&'a Form> {
    let ruleset = library.ruleset(&report.ruleset);
    ruleset.and_then(|r| r.form(&report.form)).ok_or_else(|| Error::refused("law.no_form"))
}

/// A report is seen by the body that writes it, by those it was delivered to, and by parties that see the record. What
/// was never submitted is its writers' alone. Where the incident is restricted, by nobody who is not named on it.
pub(crate) fn sees(op: &Op, report: &Report, circle: &Circle, deliveries: &[Delivery]) -> bool {
    let by_itself = relations(&report_ties(op, report, deliveries));
    if op.rights.over(Right::SeeIncidents).meets(by_itself) {
        return circle.open_to(op);
    }
    let sees = circle.seen_by(op);
    report.edition > 0 && matches!(sees, Some(Sees::Everything | Sees::Record))
}
