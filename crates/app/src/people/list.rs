//! The people of the deployment.

use crate::access::Ask;
use crate::names::{body_names, in_lang};
use crate::{App, Result, boxed};
use domain::people::Person;
use domain::{Op, Right};
use serde::Serialize;

/// Most people listed.
const MOST: i64 = 2000;

/// A person and the name of the body they act for.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    /// The person.
    #[serde(flatten)]
    pub person: Person,
    /// Name of the body, in the language asked for.
    pub body_name: String,
}

/// The people by sign-in name, at most 2,000: personal data, for those who need it.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_people(app: &App, op: &Op) -> Result<Vec<PersonLine>> {
    op.require(Right::SeeStaff)?;
    let mut read = app.store.read().await?;
    let people = read.people(MOST).await?;
    let names = body_names(&mut read, people.iter().map(|p| p.body)).await?;
    let line =
        |person: Person| PersonLine { body_name: in_lang(&names, person.body, op.lang).to_owned(), person };
    Ok(people.into_iter().map(line).collect())
}
