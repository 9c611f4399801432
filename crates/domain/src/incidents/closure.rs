//! The two ends of an incident. *Ended*: fixed **and** back to normal (decision 1088 art. 12.3); the closing clock
//! starts. *Closed*: recorded by the coordinator only after the closing report is accepted (circular draft art. 11.1.c).

use super::{Incident, IncidentState, Party, PartyRole};
use crate::reports::{Report, ReportKind};
use crate::{Moment, Refusal};

impl Incident {
    /// Declares the response ended.
    ///
    /// # Errors
    /// `incident.not_open`; `incident.not_fixed_and_normal` without both moments; `incident.fixed_before_detection`,
    /// `incident.normal_before_fixed`, `incident.end_in_future`; `incident.recovery_not_confirmed` while a step that must
    /// come before is open.
    pub fn end(
        mut self,
        fixed_at: Option<Moment>,
        normal_at: Option<Moment>,
        recovery_settled: bool,
        at: Moment,
    ) -> Result<Self, Refusal> {
        if self.state != IncidentState::Open {
            return Err(Refusal::new("incident.not_open"));
        }
        let fixed = fixed_at.ok_or_else(|| Refusal::at("fixed_at", "incident.not_fixed_and_normal"))?;
        let normal = normal_at.ok_or_else(|| Refusal::at("normal_at", "incident.not_fixed_and_normal"))?;
        if fixed < self.detected_at {
            return Err(Refusal::at("fixed_at", "incident.fixed_before_detection"));
        }
        if normal < fixed {
            return Err(Refusal::at("normal_at", "incident.normal_before_fixed"));
        }
        if normal > at {
            return Err(Refusal::at("normal_at", "incident.end_in_future"));
        }
        if !recovery_settled {
            return Err(Refusal::new("incident.recovery_not_confirmed"));
        }
        self.state = IncidentState::Ended;
        self.fixed_at = Some(fixed);
        self.normal_at = Some(normal);
        self.ended_at = Some(at);
        Ok(self)
    }

    /// That its facts may still change: what is recorded as closed must be opened again first.
    ///
    /// # Errors
    /// `incident.already_closed`.
    pub fn unclosed(&self) -> Result<(), Refusal> {
        match self.state {
            IncidentState::Closed => Err(Refusal::new("incident.already_closed")),
            IncidentState::Open | IncidentState::Ended => Ok(()),
        }
    }

    /// Whether a report is the closing report that must be accepted before the incident is recorded as closed: that of
    /// this end of the response, by the operator who owes it.
    pub fn closed_by(&self, report: &Report, parties: &[Party]) -> bool {
        let mut operators = parties.iter().filter(|p| p.role == PartyRole::Operator).peekable();
        let by_operator = operators.peek().is_none() || operators.any(|p| p.body == report.body);
        report.kind == ReportKind::Closing && report.submitted_at >= self.ended_at && by_operator
    }

    /// Records it as closed.
    ///
    /// # Errors
    /// `incident.already_closed`, `incident.not_ended`, `incident.closing_report_missing`.
    pub fn record_closed(mut self, closing_report_accepted: bool, at: Moment) -> Result<Self, Refusal> {
        self.unclosed()?;
        if self.state == IncidentState::Open {
            return Err(Refusal::new("incident.not_ended"));
        }
        if !closing_report_accepted {
            return Err(Refusal::new("incident.closing_report_missing"));
        }
        self.state = IncidentState::Closed;
        self.closed_at = Some(at);
        Ok(self)
    }

    /// Opens it again; what was stays in the record.
    ///
    /// # Errors
    /// `incident.not_closed` when it is open, `incident.reason_missing`.
    pub fn reopen(mut self, reason: &str) -> Result<Self, Refusal> {
        if self.state == IncidentState::Open {
            return Err(Refusal::new("incident.not_closed"));
        }
        if reason.trim().is_empty() {
            return Err(Refusal::at("reason", "incident.reason_missing"));
        }
        self.state = IncidentState::Open;
        self.fixed_at = None;
        self.normal_at = None;
        self.ended_at = None;
        self.closed_at = None;
        self.reopened += 1;
        Ok(self)
    }
}
