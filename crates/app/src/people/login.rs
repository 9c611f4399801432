//! Who stands behind a sign-in name, for the command line of the machine itself: whoever holds it holds the database.

use super::folded;
use crate::{App, Error, Result, boxed};
use domain::{Actor, Moment, Op};

/// An operation in the name of a person; `None` when nobody signs in so, or is shut out or has no role.
///
/// # Errors
/// `second_factor.missing` when the person's role demands a second factor and there is none; [`Error::Unavailable`].
#[boxed]
pub async fn op_of_login(app: &App, login: &str, now: Moment) -> Result<Option<Op>> {
    let mut read = app.store.read().await?;
    let known = read.person_by_login(&folded(login)).await?;
    let person = known.map(|known| known.person).filter(domain::people::Person::comes_in);
    if let Some(person) = &person
        && app.settings.sign_in.demands(&person.roles)
        && !read.factors_of(person.id).await?.any()
    {
        return Err(Error::refused("second_factor.missing"));
    }
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
