//! A notice or an incident, as far as naming persons on it goes.

use crate::access::Ask;
use crate::{Error, Result, incidents, notices};
use domain::access::{Relation, Relations};
use domain::incidents::{Circle, Incident};
use domain::notices::Notice;
use domain::people::Person;
use domain::restriction::{Grant, RecordKind};
use domain::{Actor, BodyId, Op, Right};
use store::{Conn, Tx};
use uuid::Uuid;

/// A record.
pub(super) enum Record {
    Notice(Box<Notice>),
    /// With the bodies that reports on it were delivered to.
    Incident(Box<Incident>, Circle, Vec<BodyId>),
}

/// Whom the actor may name and take back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Persons of the actor's own body.
    OwnBody,
    /// Everybody who could see it.
    Everybody,
}

impl Record {
    pub(super) async fn load(conn: &mut Conn, kind: RecordKind, number: &str) -> Result<Self> {
        Ok(match kind {
            RecordKind::Notice => Self::Notice(Box::new(notices::by_number(conn, number).await?)),
            RecordKind::Incident => {
                let (incident, circle) = incidents::load(conn, number).await?;
                let reached = conn.deliveries_of_incident(incident.id).await?;
                Self::Incident(Box::new(incident), circle, reached.into_iter().map(|d| d.body).collect())
            }
        })
    }

    /// As [`Record::load`], and keeps others from changing an incident until the transaction ends.
    pub(super) async fn load_to_change(tx: &mut Tx, kind: RecordKind, number: &str) -> Result<Self> {
        if kind == RecordKind::Incident {
            tx.hold_incident(&number.trim().to_uppercase()).await?;
        }
        Self::load(tx, kind, number).await
    }

    pub(super) const fn kind(&self) -> RecordKind {
        match self {
            Self::Notice(_) => RecordKind::Notice,
            Self::Incident(..) => RecordKind::Incident,
        }
    }

    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::Notice(notice) => notice.id.uuid(),
            Self::Incident(incident, ..) => incident.id.uuid(),
        }
    }

    pub(super) fn number(&self) -> String {
        match self {
            Self::Notice(notice) => notice.number.to_string(),
            Self::Incident(incident, ..) => incident.number.to_string(),
        }
    }

    pub(super) fn restricted(&self) -> bool {
        match self {
            Self::Notice(notice) => notice.restricted,
            Self::Incident(_, circle, _) => circle.restricted,
        }
    }

    pub(super) fn named(&self) -> &[Grant] {
        match self {
            Self::Notice(notice) => &notice.named,
            Self::Incident(_, circle, _) => &circle.named,
        }
    }

    pub(super) fn require_sight(&self, op: &Op) -> Result<()> {
        match self {
            Self::Notice(notice) => op.require_on_notice(Right::SeeNotices, notice),
            Self::Incident(_, circle, _) => op.require_on_incident(Right::SeeIncidents, circle).map(drop),
        }
    }

    fn relations(&self, op: &Op) -> Relations {
        match self {
            Self::Notice(notice) => notice.relations(op),
            Self::Incident(_, circle, _) => circle.relations(op),
        }
    }

    /// Whom the actor may name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the record may not be known, [`Error::Forbidden`].
    pub(super) fn require_naming(&self, op: &Op) -> Result<Reach> {
        self.require_sight(op)?;
        let over = op.rights.over(Right::NamePersons);
        let own = Relations::NONE.and(Relation::OwnBody);
        // That the body sent a notice does not make all who could see it its own.
        let others: Relations = self.relations(op).iter().filter(|relation| !own.holds(*relation)).collect();
        if over.meets(others) {
            Ok(Reach::Everybody)
        } else if over.holds(Relation::OwnBody) && op.body.is_some() {
            Ok(Reach::OwnBody)
        } else {
            Err(Error::Forbidden)
        }
    }

    /// Whether a person would see the record if it were not restricted: to be named opens it, and gives no right.
    pub(super) fn would_see(&self, person: &Person, asks: &Op) -> bool {
        let op = Op {
            actor: Actor::Person { id: person.id, name: String::new() },
            body: Some(person.body),
            rights: person.rights(),
            ..asks.clone()
        };
        person.active
            && match self {
                Self::Notice(notice) => Notice { restricted: false, ..(**notice).clone() }.seen_by(&op),
                Self::Incident(_, circle, reached) => {
                    let addressee = reached.contains(&person.body)
                        && op.rights.over(Right::SeeIncidents).holds(Relation::Addressee);
                    addressee || Circle { restricted: false, ..circle.clone() }.seen_by(&op).is_some()
                }
            }
    }

    /// Whether somebody sees the record without being named.
    pub(super) fn others_see(&self) -> bool {
        let table = domain::access::table();
        matches!(self, Self::Notice(_)) && table.restricted_notices().holds(Relation::InCharge)
    }
}
