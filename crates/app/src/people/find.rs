//! One person, as whoever looks after the network sees them.

use super::by_login;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::people::Person;
use domain::sign_in::Factors;
use domain::{Moment, Op, Right};
use store::{PasskeyRow, SessionRow};

/// A person with what there is of signing in.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The body they act for.
    pub body: Body,
    /// Factors beside the password.
    pub factors: Factors,
    /// Whether a role demands one.
    pub demanded: bool,
    /// Passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Sessions that are not over.
    pub sessions: Vec<SessionRow>,
    /// When they last came in.
    pub signed_in_at: Option<Moment>,
}

/// A person by sign-in name.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn find_person(app: &App, op: &Op, login: &str) -> Result<PersonView> {
    op.require(Right::ManageNetwork)?;
    let mut read = app.store.read().await?;
    let known = by_login(&mut read, login).await?;
    let person = known.person;
    Ok(PersonView {
        body: read.body(person.body).await?.ok_or(Error::NotFound)?,
        factors: read.factors_of(person.id).await?,
        demanded: app.settings.sign_in.demands(&person.roles),
        passkeys: read.passkeys_of(person.id).await?,
        sessions: read.sessions_of(person.id, op.now).await?,
        signed_in_at: known.signed_in_at,
        person,
    })
}
