//! Between the first factor and the second: a word of this deployment that somebody has shown the first. It is no session
//! and opens no door; it is a tagged text in a cookie, good for a few minutes and for the person as they are now.

use crate::{App, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::people::Person;
use domain::sign_in::Method;
use domain::{Moment, PersonId};
use std::time::Duration;
use subtle::ConstantTimeEq;

/// How long the second factor may take.
pub const PENDING_FOR: Duration = Duration::from_secs(600);

/// What was shown so far.
pub(super) struct Pending {
    pub(super) person: PersonId,
    /// Version of the person then: a password set or a person shut out meanwhile ends it.
    pub(super) version: i64,
    pub(super) method: Method,
}

impl Pending {
    /// The text for the cookie.
    pub(super) fn token(app: &App, person: &Person, method: Method, now: Moment) -> String {
        let until = now.plus(PENDING_FOR).micros();
        let said = format!("{}.{}.{method}.{until}", person.id.uuid().as_simple(), person.version);
        format!("{said}.{}", tag(app, &said))
    }

    /// What a text says, when it is ours and not over.
    ///
    /// # Errors
    /// `second_factor.sign_in_again`.
    pub(super) fn read(app: &App, token: &str, now: Moment) -> Result<Self> {
        Self::parse(app, token, now).ok_or_else(|| Error::refused("second_factor.sign_in_again"))
    }

    fn parse(app: &App, token: &str, now: Moment) -> Option<Self> {
        let (said, given) = token.rsplit_once('.')?;
        if !bool::from(tag(app, said).as_bytes().ct_eq(given.as_bytes())) {
            return None;
        }
        let mut parts = said.split('.');
        let pending = Self {
            person: parts.next()?.parse().ok()?,
            version: parts.next()?.parse().ok()?,
            method: parts.next()?.parse().ok()?,
        };
        let until = Moment::from_micros(parts.next()?.parse().ok()?);
        (until > now).then_some(pending)
    }
}

fn tag(app: &App, said: &str) -> String {
    URL_SAFE_NO_PAD.encode(app.tag_for("pending", &[said.as_bytes()]))
}
