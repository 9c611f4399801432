//! Documents of a team: what was signed, by whom, on what ground.

use super::authority::Ground;
use crate::{IncidentId, MemberId, Moment, TeamDocumentId, TeamId};
use serde::{Deserialize, Serialize};

/// A signed document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamDocument {
    /// Identity.
    pub id: TeamDocumentId,
    /// The team.
    pub team: TeamId,
    /// Key of its kind.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// The incident it belongs to.
    pub incident: Option<IncidentId>,
    /// Number of that incident.
    pub incident_number: String,
    /// Who signed.
    pub signer: MemberId,
    /// Their name at the time.
    pub signer_name: String,
    /// Key of the post it was signed in.
    pub post: String,
    /// Why they may.
    pub ground: Ground,
    /// When.
    pub signed_at: Moment,
}
