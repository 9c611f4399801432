//! Wrong tries: after too many, sign-in waits – for whoever made them.
//!
//! A known device has a count of its own. Everybody else is counted by name and network, and under a bound far above it by
//! the name alone, for guessing from many networks. So nobody shuts out an officer at her own desk by typing her name, and
//! a name that nobody has behaves like any other. What is counted is kept as a hash, because people type passwords into
//! the field of the name.

use super::place::Place;
use crate::{App, Error, Result, Settings};
use domain::canonical::sha256_hex;
use domain::{Moment, PersonId};
use std::time::Duration;
use store::{Conn, Tx};

/// How many networks' worth of wrong tries a name bears before strangers wait, wherever they are.
const NETWORKS: i64 = 20;

/// How many waits' worth of wrong codes an account bears in a day from where it is not known, and each device that is.
const WAITS_A_DAY: i64 = 4;
const DAY: i64 = 86_400_000_000;

/// What tries are counted by, each with the number after which it waits.
pub(super) struct Counts {
    counts: Vec<(String, i64)>,
    /// Until when it waits; by the settings when not given.
    until: Option<Moment>,
}

impl Counts {
    /// Tries of a password under a name.
    pub(super) fn of_name(app: &App, name: &str, place: &Place) -> Self {
        let most = app.settings.sign_in_tries.max(1);
        let counts = match place.known_to(app, name) {
            Some(device) => vec![(format!("device\n{device}\n{name}"), most)],
            None => vec![
                (format!("name\n{name}\n{}", place.network), most),
                (format!("name\n{name}"), most.saturating_mul(NETWORKS)),
            ],
        };
        Self::hashed(counts)
    }

    /// Tries of a second factor, by device or network.
    pub(super) fn of_factor(app: &App, person: PersonId, login: &str, place: &Place) -> Self {
        let from = from(app, login, place).unwrap_or_else(|| format!("network\n{}", place.network));
        Self::hashed(vec![(format!("factor\n{person}\n{from}"), app.settings.sign_in_tries.max(1))])
    }

    /// All codes of the app that were wrong in a day, from whatever networks; each known device has a ceiling of its own, so
    /// that whoever guesses elsewhere does not use up hers. Past it no code of the app is heard until the day is over; recovery
    /// codes and passkeys are, and sessions go on.
    pub(super) fn of_day(app: &App, person: PersonId, login: &str, place: &Place, now: Moment) -> Self {
        let from = from(app, login, place).unwrap_or_default();
        let day = now.micros().div_euclid(DAY);
        let most = app.settings.sign_in_tries.max(1).saturating_mul(WAITS_A_DAY);
        let until = Moment::from_micros(day.saturating_add(1).saturating_mul(DAY));
        Self {
            until: Some(until),
            ..Self::hashed(vec![(format!("factor-day\n{person}\n{day}\n{from}"), most)])
        }
    }

    /// Tries to prove oneself again while signed in; they shut nobody out of signing in.
    pub(super) fn of_own(app: &App, person: PersonId) -> Self {
        Self::hashed(vec![(format!("own\n{person}"), app.settings.sign_in_tries.max(1))])
    }

    fn hashed(counts: Vec<(String, i64)>) -> Self {
        let counts = counts.into_iter().map(|(what, most)| (sha256_hex(what.as_bytes()), most)).collect();
        Self { counts, until: None }
    }

    /// Refuses while one of them waits.
    ///
    /// # Errors
    /// `people.too_many_tries`.
    pub(super) async fn heard(&self, conn: &mut Conn, now: Moment) -> Result<()> {
        if self.waits(conn, now).await? { Err(Error::refused("people.too_many_tries")) } else { Ok(()) }
    }

    /// Whether one of them waits.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub(super) async fn waits(&self, conn: &mut Conn, now: Moment) -> Result<bool> {
        for (key, _) in &self.counts {
            if conn.tries(key).await?.1 > now {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes a wrong try in an open transaction; gives until when it waits, if it does.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub(super) async fn note_wrong(
        &self,
        tx: &mut Tx,
        settings: &Settings,
        now: Moment,
    ) -> Result<Option<Moment>> {
        let mut latest = None;
        for (key, most) in &self.counts {
            let (tries, mut waits_until) = after_wrong(tx.tries(key).await?.0, *most, settings, now);
            if waits_until > now {
                waits_until = self.until.unwrap_or(waits_until);
            }
            tx.note_tries(key, tries, waits_until, now).await?;
            latest = latest.max(Some(waits_until).filter(|until| *until > now));
        }
        Ok(latest)
    }

    /// Forgets the nearest count once a try was right.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub(super) async fn forget(&self, tx: &mut Tx) -> Result<()> {
        match self.counts.first() {
            Some((key, _)) => Ok(tx.forget_tries(key).await?),
            None => Ok(()),
        }
    }
}

/// The device, when the person came in on it before.
fn from(app: &App, login: &str, place: &Place) -> Option<String> {
    place.known_to(app, login).map(|device| format!("device\n{device}"))
}

/// What a wrong try leads to. Reaching the limit starts the wait, and after it the count begins again.
fn after_wrong(tries: i64, most: i64, settings: &Settings, now: Moment) -> (i64, Moment) {
    let tries = tries.saturating_add(1);
    if tries >= most {
        (0, now.plus(Duration::from_secs(settings.sign_in_wait_minutes.saturating_mul(60))))
    } else {
        (tries, Moment::EPOCH)
    }
}

/// Counts tries one after the other on either database, so that guessing in parallel gains nothing.
///
/// # Errors
/// [`Error::Unavailable`].
pub(super) async fn in_turn(tx: &mut Tx) -> Result<()> {
    tx.take_numbers("sign-in", 0).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_allowed_wrong_password_starts_the_wait() {
        let settings = Settings { sign_in_wait_minutes: 15, ..Settings::default() };
        let now = Moment::from_micros(1_000_000);
        assert_eq!(after_wrong(0, 3, &settings, now), (1, Moment::EPOCH));
        assert_eq!(after_wrong(1, 3, &settings, now), (2, Moment::EPOCH));
        assert_eq!(after_wrong(2, 3, &settings, now), (0, now.plus(Duration::from_secs(900))));
    }
}
