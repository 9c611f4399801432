//! Follow-up work: what use cases queue and the `jobs` room does. A job carries ids and may run twice.

use crate::people::AccountChange;
use crate::{App, Error, Result};
use domain::reachability::Rung;
use domain::{
    ApplicationId, BodyId, ClockRunId, ContactPointId, InvitationId, LawChangeId, MessageId, Moment,
    NoticeId, PersonId, ProfileChangeId, ReportId, TrialId,
};
use serde::{Deserialize, Serialize};
use store::NewJob;

/// A piece of follow-up work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FollowUp {
    /// Mail the acknowledgement of a notice to its sender.
    AcknowledgeNotice {
        /// The notice.
        notice: NoticeId,
    },
    /// Mail a shared message to the sender of its notice.
    MailMessage {
        /// The notice.
        notice: NoticeId,
        /// The message.
        message: MessageId,
    },
    /// Mail the outcome of triage to the sender.
    MailOutcome {
        /// The notice.
        notice: NoticeId,
    },
    /// Remind whoever owes a clock.
    RemindClock {
        /// The clock.
        clock: ClockRunId,
    },
    /// Tell an addressee of a submitted report, or its writer that it was returned.
    MailReport {
        /// The report.
        report: ReportId,
        /// The edition.
        edition: i64,
        /// The addressee; none when it goes back to its writer.
        to: Option<BodyId>,
    },
    /// Tell an applicant how its application stands.
    MailApplication {
        /// The application.
        application: ApplicationId,
    },
    /// Tell a member what became of its edit.
    MailProfileChange {
        /// The edit.
        change: ProfileChangeId,
    },
    /// Mail an invitation to whoever is invited.
    MailInvitation {
        /// The invitation.
        invitation: InvitationId,
    },
    /// Tell a person what happened to their account.
    MailAccountChange {
        /// Whose account.
        person: PersonId,
        /// What happened.
        change: AccountChange,
        /// When.
        at: Moment,
    },
    /// Look for public keys of contact points that end.
    WatchKeys {
        /// The day, so that it is done once a day.
        day: String,
    },
    /// Warn a body that the public key of its contact point ends soon or has ended.
    MailKeyWarning {
        /// The contact point.
        contact: ContactPointId,
        /// SHA-256 of the key.
        digest: String,
        /// It has ended; else it ends soon.
        ended: bool,
    },
    /// Mail whoever the trial of a contact point asks on a rung.
    MailTrial {
        /// The trial.
        trial: TrialId,
        /// The rung.
        rung: Rung,
    },
    /// Go on to the next rung of a trial when nobody answered on this one.
    LapseTrial {
        /// The trial.
        trial: TrialId,
        /// The rung.
        rung: Rung,
    },
    /// Bring the clocks of open incidents in line with a change of the law.
    FollowLaw {
        /// The change.
        change: LawChangeId,
    },
}

impl FollowUp {
    /// Stable name of the kind of job.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AcknowledgeNotice { .. } => "acknowledge-notice",
            Self::MailMessage { .. } => "mail-message",
            Self::MailOutcome { .. } => "mail-outcome",
            Self::RemindClock { .. } => "remind-clock",
            Self::MailReport { .. } => "mail-report",
            Self::MailApplication { .. } => "mail-application",
            Self::MailProfileChange { .. } => "mail-profile-change",
            Self::MailInvitation { .. } => "mail-invitation",
            Self::MailAccountChange { .. } => "mail-account-change",
            Self::WatchKeys { .. } => "watch-keys",
            Self::MailKeyWarning { .. } => "mail-key-warning",
            Self::MailTrial { .. } => "mail-trial",
            Self::LapseTrial { .. } => "lapse-trial",
            Self::FollowLaw { .. } => "follow-law",
        }
    }

    fn dedupe(&self, run_at: Moment) -> String {
        match self {
            Self::AcknowledgeNotice { notice } => format!("acknowledge:{notice}"),
            Self::MailMessage { message, .. } => format!("message:{message}"),
            Self::MailOutcome { notice } => format!("outcome:{notice}:{}", run_at.micros()),
            Self::RemindClock { clock } => format!("remind:{clock}:{}", run_at.micros()),
            Self::MailReport { report, edition, to } => {
                let to = to.map_or_else(|| "writer".to_owned(), |body| body.to_string());
                format!("report:{report}:{edition}:{to}")
            }
            Self::MailApplication { application } => format!("application:{application}:{}", run_at.micros()),
            Self::MailProfileChange { change } => format!("profile:{change}"),
            Self::MailInvitation { invitation } => format!("invitation:{invitation}"),
            Self::MailAccountChange { person, change, at } => {
                format!("account:{person}:{change:?}:{}", at.micros())
            }
            Self::WatchKeys { day } => format!("keys:{day}"),
            Self::MailKeyWarning { contact, digest, ended } => format!("key:{contact}:{digest}:{ended}"),
            Self::MailTrial { trial, rung } => format!("reach:{trial}:{rung}"),
            Self::LapseTrial { trial, rung } => format!("reach-lapse:{trial}:{rung}"),
            Self::FollowLaw { change } => format!("law:{change}"),
        }
    }

    /// The job row, to run at once or later; queued at most once.
    ///
    /// # Errors
    /// [`Error::Internal`] when the work cannot be written down.
    pub fn job(&self, app: &App, now: Moment, run_at: Moment) -> Result<NewJob> {
        Ok(NewJob {
            id: app.fresh.id(now),
            kind: self.kind(),
            payload: serde_json::to_value(self).map_err(Error::internal)?,
            dedupe: Some(self.dedupe(run_at)),
            run_at,
        })
    }
}
