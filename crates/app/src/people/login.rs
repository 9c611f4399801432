//! Who stands behind a sign-in name, for the command line of the machine itself: whoever holds it holds the database.

use super::folded;
use crate::{App, Result, boxed};
use domain::{Actor, Moment, Op};

/// An operation in the name of a person; `None` when nobody signs in so, or is shut out.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn op_of_login(app: &App, login: &str, now: Moment) -> Result<Option<Op>> {
    let known = app.store.read().await?.person_by_login(&folded(login)).await?;
    let person = known.map(|known| known.person).filter(|person| person.active);
    Ok(person.map(|person| Op {
        body: Some(person.body),
        rights: person.rights(),
        lang: person.lang.parse().unwrap_or_default(),
        // The record says which door it was.
        actor: Actor::Person { id: person.id, name: format!("{} (CLI)", person.name) },
        now,
        request: app.fresh.id(now),
    }))
}
