//! Handing authority on, and taking it back.

use super::{Loaded, person};
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::teams::delegation::{self, NewDelegation};
use domain::{DelegationId, MemberId, Moment, Op, Right};
use serde_json::json;

/// A delegation to give. The actor delegates what is theirs.
#[derive(Debug, Clone)]
pub struct Delegate {
    /// Key of the team.
    pub team: String,
    /// Who is delegated.
    pub to: MemberId,
    /// Kinds of documents and acts.
    pub scope: Vec<String>,
    /// First moment; now without.
    pub from: Option<Moment>,
    /// First moment it gives nothing any more.
    pub until: Moment,
    /// Why: the absence.
    pub reason: String,
    /// Sign of the document behind it; may be empty.
    pub document: String,
}

/// A delegation to take back.
#[derive(Debug, Clone)]
pub struct Revoke {
    /// Key of the team.
    pub team: String,
    /// The delegation.
    pub delegation: DelegationId,
    /// Why.
    pub reason: String,
}

/// Delegates; gives the number within the team.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; the refusals of [`delegation::delegate`].
#[boxed]
pub async fn delegate(app: &App, op: &Op, cmd: Delegate) -> Result<i64> {
    let person = person(op)?;
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    let library = app.library();
    let (ruleset, rules) = loaded.rules(&library, op.now)?;
    let mut check = Check::new();
    let document = check.line("document", &cmd.document);
    let reason = check.line("reason", &cmd.reason);
    check.done()?;
    let standing = loaded.standing(ruleset, rules);
    let mut scope = cmd.scope;
    scope.sort_unstable();
    scope.dedup();
    // Of several offices it is the one that the text lets delegate.
    let offices = standing.offices(person, op.now);
    let to = loaded.members.iter().find(|one| one.id == cmd.to);
    let to = to.ok_or_else(|| Error::field("to", "unknown_option"))?;
    let lets = |office: &&&domain::teams::Member| rules.delegation(&office.post, &to.post).is_some();
    let by = offices.iter().find(lets).or(offices.first());
    let by = *by.ok_or_else(|| Error::refused("team.no_office"))?;
    let new =
        NewDelegation { by, to, scope, from: cmd.from.unwrap_or(op.now), until: cmd.until, reason, document };
    let number = loaded.delegations.iter().map(|one| one.number).max().unwrap_or(0) + 1;
    let given = delegation::delegate(&standing, new, app.fresh.id(op.now), number, op.now)?;
    tx.insert_delegation(&given).await?;
    let detail = json!({
        "team": loaded.team.key, "number": given.number, "by": given.by_name, "to": given.to_name,
        "scope": given.scope, "from": given.from, "until": given.until, "cite": given.cite,
        "document": given.document,
    });
    tx.record(op, Event::new("team.delegated", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(number)
}

/// Takes a delegation back: by whoever gave it, by who holds their post now, or by those who look after the team.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; `delegation.revoked`, `delegation.over`.
#[boxed]
pub async fn revoke_delegation(app: &App, op: &Op, cmd: Revoke) -> Result<()> {
    let mut tx = app.store.write().await?;
    let loaded = Loaded::to_change(&mut tx, &cmd.team).await?;
    let given = loaded.delegations.iter().find(|one| one.id == cmd.delegation).ok_or(Error::NotFound)?;
    let post = loaded.members.iter().find(|one| one.id == given.by).map(|one| one.post.as_str());
    let holds = |one: &domain::teams::Member| {
        one.person.is_some() && one.person == op.actor.person() && one.holds(op.now)
    };
    let superior = op.may(Right::ActInTeam)
        && loaded.members.iter().any(|one| holds(one) && Some(one.post.as_str()) == post);
    if !superior && !loaded.managed_by(op) {
        return Err(if loaded.concerns(op) { Error::Forbidden } else { Error::NotFound });
    }
    let mut check = Check::new();
    let reason = check.required("reason", &cmd.reason);
    check.done()?;
    let revoked = given.clone().taken_back(op.actor.name().to_owned(), reason.clone(), op.now)?;
    tx.update_delegation(&revoked).await?;
    let detail = json!({
        "team": loaded.team.key, "number": revoked.number, "to": revoked.to_name, "reason": reason,
    });
    tx.record(op, Event::new("team.delegation_revoked", "team", loaded.team.id, detail));
    tx.commit(op.now).await?;
    Ok(())
}
