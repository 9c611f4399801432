//! Wrong passwords: counted for each person; after too many, sign-in waits.

use crate::{App, Error, Result, Settings};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::{Moment, Op};
use serde_json::json;
use std::time::Duration;
use store::{Credentials, Tx};

/// Tries since the last right password, and the moment before which no further try is heard.
type Tries = (i64, Moment);

/// What a wrong password leads to. Reaching the limit starts the wait, and after it the count begins again.
fn after_wrong(tries: i64, settings: &Settings, now: Moment) -> Tries {
    let tries = tries.saturating_add(1);
    if tries >= settings.sign_in_tries.max(1) {
        (0, now.plus(Duration::from_secs(settings.sign_in_wait_minutes.saturating_mul(60))))
    } else {
        (tries, Moment::EPOCH)
    }
}

/// Refuses while sign-in waits.
///
/// # Errors
/// `people.too_many_tries`.
pub(super) fn heard(locked_until: Moment, now: Moment) -> Result<()> {
    if locked_until > now { Err(Error::refused("people.too_many_tries")) } else { Ok(()) }
}

/// Counts tries one after the other on either database, so that guessing in parallel gains nothing.
///
/// # Errors
/// [`Error::Unavailable`].
pub(super) async fn in_turn(tx: &mut Tx) -> Result<()> {
    tx.take_numbers("sign-in", 0).await?;
    Ok(())
}

/// Notes a wrong password in an open transaction. A name that nobody has waits as any other, so that waiting tells
/// nothing; it is kept as a hash, because people type passwords into that field.
///
/// # Errors
/// [`Error::Unavailable`].
pub(super) async fn note_wrong(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    name: &str,
    known: Option<&Credentials>,
) -> Result<()> {
    metrics::counter!("ungcuu_sign_ins_total", "outcome" => "wrong").increment(1);
    let Some(known) = known else {
        let name = sha256_hex(name.as_bytes());
        let (tries, waits_until) = after_wrong(tx.unknown_tries(&name).await?.0, &app.settings, op.now);
        tx.note_unknown_try(&name, tries, waits_until, op.now).await?;
        tx.record(op, Event::new("person.sign_in_failed", "person", "unknown", json!({})));
        return Ok(());
    };
    let (tries, locked_until) = after_wrong(known.failed_tries, &app.settings, op.now);
    tx.note_sign_in(known.person.id, tries, locked_until).await?;
    let waits_until = (locked_until > op.now).then_some(locked_until);
    tx.record(
        op,
        Event::new("person.sign_in_failed", "person", known.person.id, json!({ "waits_until": waits_until })),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_allowed_wrong_password_starts_the_wait() {
        let settings = Settings { sign_in_tries: 3, sign_in_wait_minutes: 15, ..Settings::default() };
        let now = Moment::from_micros(1_000_000);
        assert_eq!(after_wrong(0, &settings, now), (1, Moment::EPOCH));
        assert_eq!(after_wrong(1, &settings, now), (2, Moment::EPOCH));
        assert_eq!(after_wrong(2, &settings, now), (0, now.plus(Duration::from_secs(900))));
    }
}
