//! Who stands behind a session: asked at the door of every page.

use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::canonical::sha256_hex;
use domain::people::Person;
use domain::sign_in::{Standing, standing};
use domain::{Actor, Moment, Op, RequestId, Rights, SessionId};
use std::time::Duration;

/// A signed-in person and the operation they may carry out.
#[derive(Debug, Clone)]
pub struct Who {
    /// The operation: actor, body, rights, moment.
    pub op: Op,
    /// The person.
    pub person: Person,
    /// The body they act for.
    pub body: Body,
    /// The session.
    pub session: SessionId,
    /// Token every post of this session must carry.
    pub csrf: String,
    /// Their role demands a second factor and they have none: the operation has no right at all, and they can only add one.
    pub must_enrol: bool,
    /// Less than half of its time is left: it should be prolonged while the person works.
    pub ends_soon: bool,
    /// It was not noted for a minute that the person is at work.
    pub seen_long_ago: bool,
    /// The moment until which working prolongs it.
    until: Moment,
}

/// How often it is noted that somebody is at work, or a token in use.
pub(super) const NOTED_EVERY: Duration = Duration::from_secs(60);

/// Who stands behind the secret of a session; `None` when it is unknown or over, or the person is shut out or has no role, or
/// has a second factor by now that this session never proved.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn op_of_session(
    app: &App,
    secret: &str,
    now: Moment,
    request: RequestId,
    lang: ::law::Lang,
) -> Result<Option<Who>> {
    let mut read = app.store.read().await?;
    let session = read.session(&sha256_hex(secret.as_bytes())).await?.filter(|s| s.expires_at > now);
    let Some(session) = session else { return Ok(None) };
    let person = read.person(session.person).await?.map(|known| known.person).filter(Person::comes_in);
    let Some(person) = person else { return Ok(None) };
    let Some(body) = read.body(person.body).await? else { return Ok(None) };
    let demanded = app.settings.sign_in.demands(&person.roles);
    let factors = read.factors_of(person.id).await?;
    let must_enrol = match standing(session.proof, demanded, factors) {
        Standing::Open => false,
        Standing::MustEnrol => true,
        Standing::Over => return Ok(None),
    };
    let op = Op {
        actor: Actor::Person { id: person.id, name: person.name.clone() },
        body: Some(body.id).filter(|_| !must_enrol),
        rights: if must_enrol { Rights::none() } else { person.rights() },
        now,
        request,
        lang,
    };
    let length = length(app);
    let until = now.plus(length).min(session.created_at.plus(length * LONGEST));
    let ends_soon = session.expires_at < now.plus(length / 2) && session.expires_at < until;
    let seen_long_ago = session.seen_at.plus(NOTED_EVERY) <= now;
    Ok(Some(Who {
        op,
        person,
        body,
        session: session.id,
        csrf: session.csrf,
        must_enrol,
        ends_soon,
        seen_long_ago,
        until,
    }))
}

/// How many times its length a session may go on at most.
const LONGEST: u32 = 3;

fn length(app: &App) -> Duration {
    Duration::from_secs(app.settings.session_minutes.saturating_mul(60))
}

/// Notes that somebody is at work, and lets the session go on when it would end soon, so that nobody is sent away in the
/// middle of a report.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn note_work(app: &App, who: &Who) -> Result<()> {
    let mut tx = app.store.write().await?;
    tx.note_seen(who.session, who.op.now).await?;
    if who.ends_soon {
        tx.prolong_session(who.session, who.until).await?;
    }
    tx.commit(who.op.now).await?;
    Ok(())
}
