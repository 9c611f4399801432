//! Asking for a right. What may not be known is [`Error::NotFound`]; what may be known and not done is
//! [`Error::Forbidden`].

use crate::{Error, Result};
use domain::incidents::{Party, Sees, parties};
use domain::notices::Notice;
use domain::{Op, Right};

/// What use cases ask an [`Op`].
pub trait Ask {
    /// The right itself, on whatever record.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    fn require(&self, right: Right) -> Result<()>;

    /// That a notice may be seen, then the right. Triage is with the body that handles it: whoever sent a notice does not
    /// judge it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    fn require_on_notice(&self, right: Right, notice: &Notice) -> Result<()>;

    /// That an incident may be seen, then the right, and that it belongs to the part the actor's body takes; gives how much
    /// may be seen.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    fn require_on_incident(&self, right: Right, parties: &[Party]) -> Result<Sees>;
}

/// Whether the actor handles a notice: triages it and reads what is internal to that.
pub(crate) fn handles(op: &Op, notice: &Notice) -> bool {
    op.may(Right::TriageNotice)
        && (op.may(Right::SeeEverything) || notice.handled_by.is_some_and(|body| op.body == Some(body)))
}

impl Ask for Op {
    fn require(&self, right: Right) -> Result<()> {
        if self.may(right) { Ok(()) } else { Err(Error::Forbidden) }
    }

    fn require_on_notice(&self, right: Right, notice: &Notice) -> Result<()> {
        if !self.may(Right::SeeNotices) || !self.reaches(&notice.bodies()) {
            return Err(Error::NotFound);
        }
        self.require(right)?;
        if right == Right::TriageNotice && !handles(self, notice) {
            return Err(Error::Forbidden);
        }
        Ok(())
    }

    fn require_on_incident(&self, right: Right, parties: &[Party]) -> Result<Sees> {
        let sees = self.body.and_then(|body| parties::view_of(parties, body));
        let sees = match sees {
            _ if !self.may(Right::SeeIncidents) => return Err(Error::NotFound),
            _ if self.may(Right::SeeEverything) => Sees::Everything,
            Some(Sees::Everything) if !self.may(Right::SeeInternal) => Sees::Record,
            Some(sees) => sees,
            None => return Err(Error::NotFound),
        };
        self.require(right)?;
        let entitled = |body| parties::entitled(parties, body, right);
        if self.may(Right::SeeEverything) || self.body.is_some_and(entitled) {
            Ok(sees)
        } else {
            Err(Error::Forbidden)
        }
    }
}
