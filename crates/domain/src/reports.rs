//! Reports of an incident: six kinds, drafts in versions, submission to addressees, receipt, return, acceptance.
//! What was submitted never changes; a returned report goes on as a new version of the same report.

use crate::{BodyId, IncidentId, Moment, Refusal, ReportId, ReportNumber, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// The six kinds (circular draft art. 11, obligations ).
    ReportKind {
        /// Báo cáo ban đầu sự cố.
        Initial = "initial",
        /// Báo cáo diễn biến tình hình.
        Situation = "situation",
        /// Báo cáo phương án ứng cứu cụ thể.
        ResponseOption = "response-option",
        /// Báo cáo xin ý kiến chỉ đạo, chỉ huy.
        DirectionRequest = "direction-request",
        /// Báo cáo đề nghị hỗ trợ, phối hợp.
        SupportRequest = "support-request",
        /// Báo cáo kết thúc ứng phó sự cố.
        Closing = "closing",
    }
    /// How a report stands.
    ReportState {
        /// Being written.
        Draft = "draft",
        /// Submitted; bytes and hash are fixed.
        Submitted = "submitted",
        /// An addressee asked for a revision.
        Returned = "returned",
        /// Accepted by every addressee that judges, or by the coordinator.
        Accepted = "accepted",
    }
    /// How a delivery to one addressee stands.
    DeliveryState {
        /// In the addressee's inbox.
        Delivered = "delivered",
        /// Opened by a person of the addressee.
        Received = "received",
        /// Accepted.
        Accepted = "accepted",
        /// Returned for revision, with a reason.
        Returned = "returned",
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Identity.
    pub id: ReportId,
    /// Its number, given at the first submission.
    pub number: Option<ReportNumber>,
    /// The incident reported on.
    pub incident: IncidentId,
    /// Which of the six.
    pub kind: ReportKind,
    /// Ruleset of its form.
    pub ruleset: String,
    /// Form within the ruleset.
    pub form: String,
    /// How it stands.
    pub state: ReportState,
    /// The body that reports.
    pub body: BodyId,
    /// Current values, by field key.
    pub values: law::Values,
    /// Submitted editions so far.
    pub edition: i64,
    /// The initial report a closing report cites.
    pub initial_report: Option<ReportId>,
    /// When begun.
    pub created_at: Moment,
    /// When last submitted.
    pub submitted_at: Option<Moment>,
    /// SHA-256 of the PDF submitted last.
    pub document_sha256: Option<String>,
    /// SHA-256 over the canonical values submitted last.
    pub values_sha256: Option<String>,
    /// Counted up by each change; the second of two writers gets a conflict.
    pub version: i64,
}

impl Report {
    /// May the values still be changed?
    ///
    /// # Errors
    /// `report.submitted_already` when the report is out of the writer's hands.
    pub fn editable(&self) -> Result<(), Refusal> {
        match self.state {
            ReportState::Draft | ReportState::Returned => Ok(()),
            ReportState::Submitted | ReportState::Accepted => Err(Refusal::new("report.submitted_already")),
        }
    }

    /// Marks a new submitted edition. `number` is used on the first submission and ignored later.
    ///
    /// # Errors
    /// `report.submitted_already`.
    pub fn submit(
        mut self,
        number: ReportNumber,
        at: Moment,
        values_sha256: String,
    ) -> Result<Self, Refusal> {
        self.editable()?;
        self.number.get_or_insert(number);
        self.state = ReportState::Submitted;
        self.edition += 1;
        self.submitted_at = Some(at);
        self.values_sha256 = Some(values_sha256);
        Ok(self)
    }

    /// Follows from the deliveries of the current edition: one return sends it back; the acceptance of `decisive`
    /// (the coordinator, or every addressee when there is none) accepts it.
    ///
    /// # Errors
    /// `report.not_submitted`.
    pub fn judged(mut self, deliveries: &[Delivery], decisive: Option<BodyId>) -> Result<Self, Refusal> {
        if self.state != ReportState::Submitted && self.state != ReportState::Accepted {
            return Err(Refusal::new("report.not_submitted"));
        }
        let current = || deliveries.iter().filter(|d| d.edition == self.edition);
        if current().any(|d| d.state == DeliveryState::Returned) {
            self.state = ReportState::Returned;
        } else if match decisive {
            Some(body) => current().any(|d| d.body == body && d.state == DeliveryState::Accepted),
            None => current().all(|d| d.state == DeliveryState::Accepted),
        } {
            self.state = ReportState::Accepted;
        }
        Ok(self)
    }
}

/// A submitted edition, immutable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// The report.
    pub report: ReportId,
    /// From 1.
    pub edition: i64,
    /// Values as submitted.
    pub values: law::Values,
    /// SHA-256 over the canonical values.
    pub values_sha256: String,
    /// SHA-256 of the PDF in the content store.
    pub document_sha256: String,
    /// Who submitted.
    pub submitted_by: String,
    /// When.
    pub submitted_at: Moment,
}

/// A report on its way to one addressee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The report.
    pub report: ReportId,
    /// Edition delivered.
    pub edition: i64,
    /// Addressee.
    pub body: BodyId,
    /// Role by which it is addressed.
    pub role: String,
    /// How it stands.
    pub state: DeliveryState,
    /// When it lay in the addressee's inbox.
    pub delivered_at: Moment,
    /// When a person of the addressee opened it.
    pub received_at: Option<Moment>,
    /// When judged, by whom, why.
    pub judged_at: Option<Moment>,
    /// Name of the judge.
    pub judged_by: String,
    /// Reason of a return.
    pub reason: String,
}

impl Delivery {
    /// Notes that a person of the addressee opened it.
    pub fn receive(&mut self, at: Moment) -> bool {
        if self.state != DeliveryState::Delivered {
            return false;
        }
        self.state = DeliveryState::Received;
        self.received_at = Some(at);
        true
    }

    /// Accepts, or returns when `reason` is given.
    ///
    /// # Errors
    /// `report.decided_already`, `report.reason_missing`.
    pub fn judge(&mut self, accept: bool, reason: &str, by: &str, at: Moment) -> Result<(), Refusal> {
        if matches!(self.state, DeliveryState::Accepted | DeliveryState::Returned) {
            return Err(Refusal::new("report.decided_already"));
        }
        if !accept && reason.trim().is_empty() {
            return Err(Refusal::at("reason", "report.reason_missing"));
        }
        self.received_at.get_or_insert(at);
        self.state = if accept { DeliveryState::Accepted } else { DeliveryState::Returned };
        self.judged_at = Some(at);
        self.judged_by = by.to_owned();
        self.reason = reason.trim().to_owned();
        Ok(())
    }
}
