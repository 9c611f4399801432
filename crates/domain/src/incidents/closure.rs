//! The two ends of an incident. *Ended*: fixed **and** back to normal (decision 1088 art. 12.3); the closing clock
//! starts. *Closed*: recorded by the coordinator only after the closing report is accepted (circular draft art. 11.1.c).

use super::{Incident, IncidentState};
use crate::{Moment, Refusal};

impl Incident {
    /// Declares the response ended.
    ///
    /// # Errors
    /// `incident.not_open`; `incident.not_fixed_and_normal` without both moments or with normal work before the fix;
    /// `incident.recovery_not_confirmed` while a step that must come before is open.
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
        let (Some(fixed), Some(normal)) = (fixed_at, normal_at) else {
            return Err(Refusal::new("incident.not_fixed_and_normal"));
        };
        if fixed < self.detected_at || normal < fixed || normal > at {
            return Err(Refusal::new("incident.not_fixed_and_normal"));
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

    /// Records it as closed.
    ///
    /// # Errors
    /// `incident.already_closed`, `incident.not_ended`, `incident.closing_report_missing`.
    pub fn record_closed(mut self, closing_report_accepted: bool, at: Moment) -> Result<Self, Refusal> {
        match self.state {
            IncidentState::Closed => return Err(Refusal::new("incident.already_closed")),
            IncidentState::Open => return Err(Refusal::new("incident.not_ended")),
            IncidentState::Ended => {}
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
            return Err(Refusal::new("incident.reason_missing"));
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
