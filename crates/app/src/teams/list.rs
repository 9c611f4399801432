//! The teams of the network.

use super::{Loaded, rules_of};
use crate::access::Ask;
use crate::{App, Result, boxed};
use domain::teams::Team;
use domain::{Op, Right};
use serde::Serialize;

/// A team in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TeamLine {
    /// The team.
    pub team: Team,
    /// Name of its body.
    pub body_name: String,
    /// Who leads it now: the holder of the highest post that is held.
    pub leader: Option<String>,
    /// How many hold a post now.
    pub members: usize,
    /// Its minutes are owed.
    pub minutes_owed: usize,
}

/// The teams by name.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_teams(app: &App, op: &Op) -> Result<Vec<TeamLine>> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let owed = read.minutes_owed().await?;
    let library = app.library();
    let mut lines = Vec::new();
    for team in read.teams().await? {
        let body_name = read.body(team.body).await?.map(|body| body.name_in(op.lang).to_owned());
        let loaded = Loaded::of(&mut read, team).await?;
        let rank = |post: &str| {
            let rules = rules_of(&library, &loaded.team.province, op.now);
            rules.and_then(|(_, rules)| rules.posts.iter().position(|known| known.key == post))
        };
        let holding = || loaded.members.iter().filter(|one| one.holds(op.now));
        let leader = holding().filter(|one| rank(&one.post) == Some(0)).map(|one| one.name.clone()).next();
        lines.push(TeamLine {
            leader,
            members: holding().count(),
            body_name: body_name.unwrap_or_default(),
            minutes_owed: owed.iter().filter(|one| one.team == loaded.team.id).count(),
            team: loaded.team,
        });
    }
    Ok(lines)
}
