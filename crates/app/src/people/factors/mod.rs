//! Second factors: an authenticator app (RFC 6238), recovery codes; passkeys are beside, in `passkeys`.
//!
//! Adding or removing one ends the person's other sessions. The last one of a role that demands one cannot be removed.

mod authenticator;
mod codes;
pub(super) mod recovery;
mod reset;
mod seal;
pub mod totp;
mod view;

use authenticator::still_offered;
pub(super) use authenticator::take_app_code;
pub use authenticator::{confirm_authenticator, offer_authenticator, remove_authenticator};
pub use codes::make_codes;
pub use reset::reset_factors;
pub use view::{FactorsView, Offer, view_factors};

use super::notify::{AccountChange, tell};
use super::own::Own;
use crate::{App, Error, Result};
use domain::Op;
use domain::audit::Event;
use domain::sign_in::{Factors, Proof};
use serde_json::json;
use store::Tx;

/// What follows a new factor: the session has proven it, the others end, and the first factor brings recovery codes.
pub(super) async fn added(
    app: &App,
    tx: &mut Tx,
    op: &Op,
    own: &Own,
    (factor, proof): (&str, Proof),
) -> Result<Vec<String>> {
    let person = own.known.person.id;
    tx.prove_session(own.session.id, proof).await?;
    tx.end_sessions(person, Some(own.session.id)).await?;
    tx.record(op, Event::new("person.factor_added", "person", person, json!({ "factor": factor })));
    tell(app, tx, op, person, AccountChange::FactorAdded)?;
    if tx.factors_of(person).await?.codes_left > 0 {
        Ok(Vec::new())
    } else {
        // What was made while a password was enough ends with that time.
        tx.revoke_tokens(person, op.now).await?;
        recovery::replace(app, tx, person).await
    }
}

/// That a person may go without a factor: not the last one, or no role demands one.
///
/// # Errors
/// `people.last_factor`.
pub(super) fn may_go(app: &App, own: &Own, left: Factors) -> Result<()> {
    if !left.any() && app.settings.sign_in.demands(&own.known.person.roles) {
        return Err(Error::refused("people.last_factor"));
    }
    Ok(())
}

/// What follows a factor taken away: the other sessions end, and codes that stand in for no factor go with the last one.
pub(super) async fn removed(app: &App, tx: &mut Tx, op: &Op, own: &Own, factor: &str) -> Result<()> {
    let person = own.known.person.id;
    tx.end_sessions(person, Some(own.session.id)).await?;
    if !tx.factors_of(person).await?.any() {
        tx.replace_codes(person, &[]).await?;
    }
    tx.record(op, Event::new("person.factor_removed", "person", person, json!({ "factor": factor })));
    tell(app, tx, op, person, AccountChange::FactorRemoved)
}
