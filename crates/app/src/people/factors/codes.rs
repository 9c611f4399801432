//! New recovery codes in the place of the old ones.

use super::recovery;
use crate::people::own::{Own, Sure};
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::{Op, SessionId};
use serde_json::json;

/// Makes ten new recovery codes; the old ones open nothing any more. Told once.
///
/// # Errors
/// [`Error::Forbidden`]; the field `current`, `people.wrong_password`, `people.prove_again`; `second_factor.missing` for who
/// has no factor that they could stand in for.
#[boxed]
pub async fn make_codes(app: &App, op: &Op, session: SessionId, password: &str) -> Result<Vec<String>> {
    let own = Own::load(&mut *app.store.read().await?, op, session).await?;
    own.prove_again(app, op, password, Sure::Now).await?;
    let mut tx = app.store.write().await?;
    let person = own.known.person.id;
    if !tx.factors_of(person).await?.any() {
        return Err(Error::refused("second_factor.missing"));
    }
    let codes = recovery::replace(app, &mut tx, person).await?;
    tx.record(op, Event::new("person.recovery_codes_made", "person", person, json!({})));
    tx.commit(op.now).await?;
    Ok(codes)
}
