//! Relations in which somebody may stand to a record, and sets of them.

use crate::codes;

codes! {
    /// How somebody stands to a record.
    Relation {
        /// The right concerns no record of a notice, incident or report.
        NoRecord = "no-record",
        /// One's body sent, wrote or owns it.
        OwnBody = "own-body",
        /// One's body handles the notice.
        Handler = "handler",
        /// The report was delivered to one's body.
        Addressee = "addressee",
        /// One's body takes part in the incident.
        Party = "party",
        /// It takes the part of operator or owner.
        Affected = "affected",
        /// It takes a part that answers for the response.
        Answering = "answering",
        /// It stands above a body that operates or owns, or answers for that body's sector or province.
        Superior = "superior",
        /// Any record there is.
        Coordinator = "coordinator",
        /// The officer who has the notice, or may take it while nobody has.
        InCharge = "in-charge",
        /// Named on a restricted record.
        NamedPerson = "named-person",
    }
}

/// A set of relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relations(u16);

impl Relations {
    /// None.
    pub const NONE: Self = Self(0);
    /// Every one.
    pub const ALL: Self = Self(u16::MAX);

    /// Whether the relation is in the set.
    pub const fn holds(self, relation: Relation) -> bool {
        self.0 & (1 << relation as u16) != 0
    }

    /// The set with one relation more.
    #[must_use]
    pub const fn and(self, relation: Relation) -> Self {
        Self(self.0 | (1 << relation as u16))
    }

    /// The set with one relation more where something holds.
    #[must_use]
    pub const fn and_if(self, relation: Relation, holds: bool) -> Self {
        if holds { self.and(relation) } else { self }
    }

    /// The union.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The intersection.
    #[must_use]
    pub const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the two sets share a relation.
    pub const fn meets(self, other: Self) -> bool {
        !self.within(other).is_empty()
    }

    /// The relations in the set, in the order of their list.
    pub fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL.iter().copied().filter(move |relation| self.holds(*relation))
    }

    /// Their codes.
    pub fn codes(self) -> Vec<&'static str> {
        self.iter().map(Relation::code).collect()
    }
}

impl FromIterator<Relation> for Relations {
    fn from_iter<I: IntoIterator<Item = Relation>>(relations: I) -> Self {
        relations.into_iter().fold(Self::NONE, Self::and)
    }
}
