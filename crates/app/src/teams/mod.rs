//! Response teams at the desk: established by decision, their posts filled and vacated, authority delegated, documents
//! signed by those who may, meetings held with minutes.
//!
//! ```no_run
//! # async fn demo(app: &app::App, op: domain::Op) -> app::Result<()> {
//! let view = app::teams::show_team(app, &op, "doi-24").await?;
//! assert_eq!(view.team.key, "doi-24");
//! # Ok(()) }
//! ```

mod appoint;
mod delegate;
mod establish;
mod list;
mod meetings;
mod show;
mod sign;

pub use appoint::{Appoint, EndOffice, appoint_member, end_office};
pub use delegate::{Delegate, Revoke, delegate, revoke_delegation};
pub use establish::{EstablishTeam, establish_team};
pub use list::{TeamLine, list_teams};
pub use meetings::{
    CallMeeting, HoldMeeting, OwedMinutes, WriteMinutes, call_meeting, cancel_meeting, hold_meeting,
    write_minutes,
};
pub(crate) use meetings::{minutes_owed_to, reach_meeting};
pub use show::{DelegationView, MeetingView, MemberView, TeamView, show_team};
pub use sign::{SignDocument, sign_document};

use crate::access::Ask;
use crate::{Error, Result};
use ::law::{Library, Ruleset, TeamRules};
use domain::audit::Event;
use domain::teams::authority::{Ground, Standing};
use domain::teams::delegation::Delegation;
use domain::teams::{Member, Team};
use domain::{Moment, Op, PersonId, Refusal, Right};
use serde_json::{Value, json};
use store::{Conn, Tx};

/// The text in force at a moment that rules the team of a province: the one made for it before one for the country.
pub(crate) fn rules_of<'a>(
    library: &'a Library,
    province: &str,
    at: Moment,
) -> Option<(&'a Ruleset, &'a TeamRules)> {
    let day = at.timestamp().to_zoned(::law::zone()).date();
    let made_for = |one: &Ruleset| one.scope.provinces.iter().any(|code| code == province);
    let fits = |one: &&Ruleset| one.in_force(day) && (one.scope.provinces.is_empty() || made_for(one));
    let found = library.rulesets().filter(fits).filter_map(|one| one.team.as_ref().map(|team| (one, team)));
    found.max_by_key(|(one, _)| (made_for(one), one.force.from))
}

/// A team with everything that decides who may do what.
pub(crate) struct Loaded {
    pub(crate) team: Team,
    pub(crate) members: Vec<Member>,
    pub(crate) delegations: Vec<Delegation>,
}

impl Loaded {
    /// The team of a key.
    pub(crate) async fn by_key(conn: &mut Conn, key: &str) -> Result<Self> {
        let team = conn.team_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
        Self::of(conn, team).await
    }

    pub(crate) async fn of(conn: &mut Conn, team: Team) -> Result<Self> {
        let members = conn.team_members(team.id).await?;
        let delegations = conn.delegations(team.id).await?;
        Ok(Self { team, members, delegations })
    }

    /// As [`Loaded::by_key`], and nobody else changes the team until the transaction ends.
    pub(crate) async fn to_change(tx: &mut Tx, key: &str) -> Result<Self> {
        let team = tx.team_by_key(key.trim()).await?.ok_or(Error::NotFound)?;
        tx.hold_team(team.id).await?;
        Self::of(tx, team).await
    }

    /// The team as it stands under a text.
    pub(crate) fn standing<'a>(&'a self, ruleset: &'a Ruleset, rules: &'a TeamRules) -> Standing<'a> {
        Standing {
            ruleset: ruleset.id.as_str(),
            rules,
            members: &self.members,
            delegations: &self.delegations,
        }
    }

    /// The text that rules it, or why nothing can be done.
    pub(crate) fn rules<'a>(&self, library: &'a Library, at: Moment) -> Result<(&'a Ruleset, &'a TeamRules)> {
        rules_of(library, &self.team.province, at).ok_or_else(|| Error::refused("team.no_rules"))
    }

    /// Whether the actor's body has part in the team, so that what it does is theirs to see.
    pub(crate) fn concerns(&self, op: &Op) -> bool {
        let home = |body| body == self.team.body || self.members.iter().any(|one| one.body == body);
        op.may(Right::SeeEverything) || op.may(Right::ManageNetwork) || op.body.is_some_and(home)
    }

    /// Whether the actor looks after the team: its body, or whoever answers for the network.
    pub(crate) fn managed_by(&self, op: &Op) -> bool {
        op.may(Right::ManageTeams)
            && (op.body == Some(self.team.body)
                || op.may(Right::SeeEverything)
                || op.may(Right::ManageNetwork))
    }

    /// The right to look after the team.
    pub(crate) fn require_managed(&self, op: &Op) -> Result<()> {
        op.require(Right::ManageTeams)?;
        if self.managed_by(op) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// The person behind an act; nobody signs or delegates without one.
fn person(op: &Op) -> Result<PersonId> {
    op.require(Right::ActInTeam)?;
    op.actor.person().ok_or(Error::Forbidden)
}

/// What may go on by authority, or why not; a refusal stays on record.
async fn authorised(
    mut tx: Tx,
    op: &Op,
    loaded: &Loaded,
    (ruleset, rules): (&Ruleset, &TeamRules),
    kind: &str,
    asked: Value,
) -> Result<(Tx, Member, Ground)> {
    let person = person(op)?;
    match loaded.standing(ruleset, rules).may_sign(person, kind, op.now) {
        Ok((office, ground)) => Ok((tx, office.clone(), ground)),
        Err(refusal) => {
            // A slip of the pen is nobody's overreach.
            if refusal.code != "team.kind_unknown" {
                refused(&mut tx, op, loaded, kind, &refusal, asked);
                tx.commit(op.now).await?;
            }
            Err(refusal.into())
        }
    }
}

fn refused(tx: &mut Tx, op: &Op, loaded: &Loaded, kind: &str, refusal: &Refusal, asked: Value) {
    let offices: Vec<&str> = loaded
        .members
        .iter()
        .filter(|one| one.person.is_some() && one.person == op.actor.person() && one.holds(op.now))
        .map(|one| one.post.as_str())
        .collect();
    let detail = json!({
        "team": loaded.team.key, "kind": kind, "refusal": refusal.code, "posts": offices, "asked": asked,
    });
    tx.record(op, Event::new("team.signing_refused", "team", loaded.team.id, detail));
}
