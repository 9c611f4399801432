//! An invitation to join: who is meant, for which body, in which roles, and until when. It opens the way once.

use crate::people::Role;
use crate::{BodyId, InvitationId, Moment, Refusal, codes};
use serde::Serialize;

codes! {
    /// How an invitation stands.
    InvitationState {
        /// It can be accepted.
        Open = "open",
        /// Somebody joined by it.
        Accepted = "accepted",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Its time is over.
        Expired = "expired",
    }
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Identity.
    pub id: InvitationId,
    /// Sign-in name the person will have.
    pub login: String,
    /// Name as written on documents.
    pub name: String,
    /// Position as written on documents.
    pub position: String,
    /// Where the invitation goes.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// The body the person will act for.
    pub body: BodyId,
    /// Roles the person will have.
    pub roles: Vec<Role>,
    /// Language of the mail.
    pub lang: String,
    /// Name of whoever invited.
    pub invited_by: String,
    /// When.
    pub created_at: Moment,
    /// From then on it opens nothing.
    pub expires_at: Moment,
    /// When somebody joined by it.
    pub accepted_at: Option<Moment>,
    /// When it was taken back.
    pub withdrawn_at: Option<Moment>,
}

impl Invitation {
    /// How it stands.
    pub fn state(&self, now: Moment) -> InvitationState {
        match (self.accepted_at, self.withdrawn_at) {
            (Some(_), _) => InvitationState::Accepted,
            (None, Some(_)) => InvitationState::Withdrawn,
            (None, None) if self.expires_at <= now => InvitationState::Expired,
            (None, None) => InvitationState::Open,
        }
    }

    /// That it can be accepted or withdrawn now.
    ///
    /// # Errors
    /// `invitation.used`, `invitation.withdrawn`, `invitation.expired`.
    pub fn usable(&self, now: Moment) -> Result<(), Refusal> {
        match self.state(now) {
            InvitationState::Open => Ok(()),
            InvitationState::Accepted => Err(Refusal::new("invitation.used")),
            InvitationState::Withdrawn => Err(Refusal::new("invitation.withdrawn")),
            InvitationState::Expired => Err(Refusal::new("invitation.expired")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation {
            id: InvitationId(uuid::Uuid::nil()),
            login: "minhanh".into(),
            name: "Minh Anh".into(),
            position: String::new(),
            email: "minhanh@donvi.example".into(),
            phone: String::new(),
            body: BodyId(uuid::Uuid::nil()),
            roles: vec![Role::Operator],
            lang: "vi".into(),
            invited_by: "Quản trị".into(),
            created_at: Moment::from_micros(0),
            expires_at: Moment::from_micros(100),
            accepted_at: None,
            withdrawn_at: None,
        }
    }

    #[test]
    fn an_invitation_opens_the_way_once_and_in_time() {
        let refused = |i: &Invitation, now| i.usable(Moment::from_micros(now)).err().map(|r| r.code);
        let open = invitation();
        assert_eq!(refused(&open, 99), None);
        assert_eq!(refused(&open, 100), Some("invitation.expired"));
        let used = Invitation { accepted_at: Some(Moment::from_micros(5)), ..open.clone() };
        assert_eq!(refused(&used, 6), Some("invitation.used"));
        let back = Invitation { withdrawn_at: Some(Moment::from_micros(5)), ..open };
        assert_eq!(refused(&back, 200), Some("invitation.withdrawn"));
    }
}
