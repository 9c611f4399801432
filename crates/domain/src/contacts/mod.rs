//! Contact points: whom to reach at a body, how, and whether anybody answers around the clock. A change of them starts
//! the duties that the texts give to members: to tell it, and to publish it.

mod change;
mod key;

pub use change::{ContactChange, ContactDuty, Proof, Standing};
pub use key::{ContactKey, KeyState};

use crate::{BodyId, ContactPointId, Moment, codes};
use serde::{Deserialize, Serialize};

codes! {
    /// What stands behind a contact point.
    ContactKind {
        /// A unit: a duty desk, a switchboard.
        Unit = "unit",
        /// A named person.
        Person = "person",
    }
}

/// A contact point of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// Identity.
    pub id: ContactPointId,
    /// The body it belongs to.
    pub body: BodyId,
    /// Which part of the profile declares it (`contact`, `intake`); empty when it was entered by itself.
    pub slot: String,
    /// A unit or a person.
    pub kind: ContactKind,
    /// Name of the unit or person.
    pub name: String,
    /// Position of the person.
    pub position: String,
    /// Postal address.
    pub address: String,
    /// Fixed line.
    pub phone: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Fax.
    pub fax: String,
    /// Electronic mail.
    pub email: String,
    /// Code of the province it serves; none for the whole body.
    pub province: Option<String>,
    /// Somebody answers around the clock.
    pub always: bool,
    /// Asked only when an incident is severe, or when nobody else answers.
    pub severe: bool,
    /// Its public key; `None` for none.
    #[serde(default)]
    pub key: Option<ContactKey>,
    /// Where the body publishes it.
    pub published_url: String,
    /// Still in use.
    pub active: bool,
    /// When it was entered.
    pub created_at: Moment,
    /// Counted up by each change.
    pub version: i64,
}

impl ContactPoint {
    /// Names of the fields that differ from another state of it, as the forms post them.
    pub fn differing(&self, other: &Self) -> Vec<&'static str> {
        let pairs = [
            ("kind", self.kind != other.kind),
            ("name", self.name != other.name),
            ("position", self.position != other.position),
            ("address", self.address != other.address),
            ("phone", self.phone != other.phone),
            ("mobile", self.mobile != other.mobile),
            ("fax", self.fax != other.fax),
            ("email", self.email != other.email),
            ("province", self.province != other.province),
            ("always", self.always != other.always),
            ("severe", self.severe != other.severe),
            ("pgp_key", self.key != other.key),
            ("active", self.active != other.active),
        ];
        pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }

    /// Whether its key, when it has one, names its mail address.
    pub fn key_fits(&self) -> bool {
        self.key.as_ref().is_none_or(|key| key.is_for(&self.email))
    }

    /// The order in which to try: around the clock first, those for severe incidents last, then by name.
    pub fn rank(&self) -> (bool, bool, &str) {
        (self.severe, !self.always, &self.name)
    }
}
