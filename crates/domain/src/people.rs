//! People: who signs in, for which body, in which roles. Roles give rights; rights are what use cases ask for. The
//! table of both is data ([`access::table`]).

use crate::access::{self, Rights};
use crate::{BodyId, Moment, PersonId, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// What a person may be for a body.
    Role {
        /// Officer of the national coordinator.
        CoordinatorOfficer = "coordinator-officer",
        /// Officer of a specialised unit or a provincial team.
        UnitOfficer = "unit-officer",
        /// Runs systems.
        Operator = "operator",
        /// Acts for the owner of systems.
        Owner = "owner",
        /// Abuse desk of a telecommunications or Internet provider.
        Provider = "provider",
        /// Only reports.
        Reporter = "reporter",
        /// Looks after this deployment.
        Administrator = "administrator",
    }
}

impl Role {
    /// The rights the role gives, and over which records, as the table says.
    pub fn rights(self) -> Rights {
        access::table().rights(self)
    }
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The body the person acts for.
    pub body: BodyId,
    /// Sign-in name, lower case, unique.
    pub login: String,
    /// Name as written on documents.
    pub name: String,
    /// Position as written on documents.
    pub position: String,
    /// Electronic mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Roles.
    pub roles: Vec<Role>,
    /// Preferred language.
    pub lang: String,
    /// May sign in.
    pub active: bool,
    /// When entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl Person {
    /// Whether they come in by any door: not shut out, and with a role. An outside provider that maps somebody no longer takes
    /// every role.
    pub fn comes_in(&self) -> bool {
        self.active && !self.roles.is_empty()
    }

    /// All rights the person's roles give.
    pub fn rights(&self) -> Rights {
        self.roles.iter().fold(Rights::none(), |all, role| all.with(role.rights()))
    }
}

/// Shortest password accepted (NIST SP 800-63B, 5.1.1.2 asks for at least 8; policy of this project: 12).
pub const PASSWORD_MIN_CHARS: usize = 12;
