//! The people of the deployment.

use crate::access::Ask;
use crate::names::{body_names, in_lang};
use crate::{App, Result, boxed};
use domain::people::Person;
use domain::sign_in::Factors;
use domain::{Moment, Op, PersonId, Right};
use serde::Serialize;
use std::collections::HashMap;
use store::SignInFacts;

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
    /// Factors beside the password.
    pub factors: Factors,
    /// When they last came in.
    pub signed_in_at: Option<Moment>,
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
    let facts = read.sign_in_facts(MOST).await?;
    let facts: HashMap<PersonId, SignInFacts> = facts.into_iter().map(|f| (f.person, f)).collect();
    let names = body_names(&mut read, people.iter().map(|p| p.body)).await?;
    let line = |person: Person| PersonLine {
        body_name: in_lang(&names, person.body, op.lang).to_owned(),
        factors: facts.get(&person.id).map(|f| f.factors).unwrap_or_default(),
        signed_in_at: facts.get(&person.id).and_then(|f| f.signed_in_at),
        person,
    };
    Ok(people.into_iter().map(line).collect())
}
