//! Who stands behind a session: asked at the door of every page.

use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::canonical::sha256_hex;
use domain::people::Person;
use domain::{Actor, Moment, Op, RequestId, SessionId};
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
    /// Less than half of its time is left: it should be prolonged while the person works.
    pub ends_soon: bool,
    /// The moment until which working prolongs it.
    until: Moment,
}

/// Who stands behind the secret of a session; `None` when it is unknown or over, or the person is shut out.
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
    let person = read.person(session.person).await?.map(|known| known.person).filter(|p| p.active);
    let Some(person) = person else { return Ok(None) };
    let Some(body) = read.body(person.body).await? else { return Ok(None) };
    let op = Op {
        actor: Actor::Person { id: person.id, name: person.name.clone() },
        body: Some(body.id),
        rights: person.rights(),
        now,
        request,
        lang,
    };
    let length = length(app);
    let until = now.plus(length).min(session.created_at.plus(length * LONGEST));
    let ends_soon = session.expires_at < now.plus(length / 2) && session.expires_at < until;
    Ok(Some(Who { op, person, body, session: session.id, csrf: session.csrf, ends_soon, until }))
}

/// How many times its length a session may go on at most.
const LONGEST: u32 = 3;

fn length(app: &App) -> Duration {
    Duration::from_secs(app.settings.session_minutes.saturating_mul(60))
}

/// Lets the session of somebody who is working go on, so that nobody is sent away in the middle of a report.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn prolong(app: &App, who: &Who) -> Result<()> {
    let mut tx = app.store.write().await?;
    tx.prolong_session(who.session, who.until).await?;
    tx.commit(who.op.now).await?;
    Ok(())
}
