//! Applications to join: filled in by a stranger, judged by an officer, answered with a reason.

use crate::law_changes::Hand;
use crate::notices::submission::FilledForm;
use crate::{ApplicationId, ApplicationNumber, BodyId, Moment, Refusal, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// How an application stands.
    ApplicationState {
        /// Waits for an officer.
        Submitted = "submitted",
        /// The body is a member.
        Approved = "approved",
        /// Refused with a reason.
        Refused = "refused",
        /// Taken back by the applicant.
        TakenBack = "taken-back",
    }
}

/// An application to join the network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Identity.
    pub id: ApplicationId,
    /// Number that people read aloud.
    pub number: ApplicationNumber,
    /// How it stands.
    pub state: ApplicationState,
    /// Name of the organisation, for lists.
    pub name: String,
    /// Where the answer goes.
    pub email: String,
    /// Language of answers.
    pub lang: String,
    /// The application form.
    pub application: FilledForm,
    /// The profile.
    pub profile: FilledForm,
    /// Its annex with the staff: personal data.
    pub staff: Option<FilledForm>,
    /// When it reached us.
    pub submitted_at: Moment,
    /// Who judged it.
    pub judged_by: Option<Hand>,
    /// When it was judged.
    pub judged_at: Option<Moment>,
    /// Reason of the judgement.
    pub reason: String,
    /// The member it led to.
    pub body: Option<BodyId>,
    /// Counted up by each change.
    pub version: i64,
}

impl Application {
    /// That it still waits.
    ///
    /// # Errors
    /// `application.already_judged`.
    pub fn open(&self) -> Result<(), Refusal> {
        if self.state == ApplicationState::Submitted {
            Ok(())
        } else {
            Err(Refusal::new("application.already_judged"))
        }
    }

    /// Approved: the applicant is the member `body`.
    ///
    /// # Errors
    /// `application.already_judged`.
    pub fn approved(self, body: BodyId, hand: Hand, reason: String, now: Moment) -> Result<Self, Refusal> {
        self.open()?;
        let state = ApplicationState::Approved;
        Ok(Self { state, body: Some(body), judged_by: Some(hand), judged_at: Some(now), reason, ..self })
    }

    /// Refused with a reason.
    ///
    /// # Errors
    /// `application.already_judged`, `application.reason_missing`.
    pub fn refused(self, hand: Hand, reason: String, now: Moment) -> Result<Self, Refusal> {
        self.open()?;
        if reason.trim().is_empty() {
            return Err(Refusal::at("reason", "application.reason_missing"));
        }
        let state = ApplicationState::Refused;
        Ok(Self { state, judged_by: Some(hand), judged_at: Some(now), reason, ..self })
    }

    /// Taken back by the applicant.
    ///
    /// # Errors
    /// `application.already_judged`.
    pub fn taken_back(self, now: Moment) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self { state: ApplicationState::TakenBack, judged_at: Some(now), ..self })
    }
}
