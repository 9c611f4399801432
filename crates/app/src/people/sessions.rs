//! The sessions of a person: seen, ended one by one, or all but the one in use.

use super::by_login;
use super::own::person_of;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Op, PersonId, Right, SessionId};
use serde_json::json;
use store::{SessionRow, Tx};

/// One's own sessions, the last seen first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_sessions(app: &App, op: &Op) -> Result<Vec<SessionRow>> {
    let person = person_of(op)?;
    Ok(app.store.read().await?.sessions_of(person, op.now).await?)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] when it is over already.
#[boxed]
pub async fn end_session(app: &App, op: &Op, id: SessionId) -> Result<()> {
    let mut tx = app.store.write().await?;
    let person = person_of(op)?;
    if !tx.end_session(id, person).await? {
        return Err(Error::NotFound);
    }
    tx.record(op, Event::new("person.session_ended", "person", person, json!({ "session": id })));
    tx.commit(op.now).await?;
    Ok(())
}

/// Ends all of one's own sessions but the one in use.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn end_other_sessions(app: &App, op: &Op, but: SessionId) -> Result<()> {
    let mut tx = app.store.write().await?;
    let person = person_of(op)?;
    end_all(&mut tx, op, person, Some(but)).await?;
    tx.commit(op.now).await?;
    Ok(())
}

/// Ends all sessions of somebody.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn end_sessions_of(app: &App, op: &Op, login: &str) -> Result<()> {
    let mut tx = app.store.write().await?;
    op.require(Right::ManageNetwork)?;
    let person = by_login(&mut tx, login).await?.person.id;
    end_all(&mut tx, op, person, None).await?;
    tx.commit(op.now).await?;
    Ok(())
}

async fn end_all(tx: &mut Tx, op: &Op, person: PersonId, but: Option<SessionId>) -> Result<()> {
    let ended = tx.end_sessions(person, but).await?;
    tx.record(op, Event::new("person.sessions_ended", "person", person, json!({ "ended": ended })));
    Ok(())
}
