//! The bodies of the network with how they stand, and the network by province.

use crate::access::Ask;
use crate::contacts::first_contacts;
use crate::reachability::ReachNow;
use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::contacts::ContactPoint;
use domain::members::Membership;
use domain::page::DEFAULT_ROWS;
use domain::{Op, Right, text};
use serde::Serialize;
use store::BodyFilter;

/// Which bodies to list.
#[derive(Debug, Clone, Default)]
pub struct ListNetwork {
    /// Codes of kinds; empty for all.
    pub kinds: Vec<String>,
    /// Code of the province.
    pub province: Option<String>,
    /// Only members in this state.
    pub state: Option<String>,
    /// Only members of this kind.
    pub member: Option<String>,
    /// Only members of this cluster.
    pub cluster: Option<String>,
    /// Words of the name, with or without tone marks.
    pub query: String,
    /// Only those after the body of this key.
    pub after: Option<String>,
}

/// A body with how it stands.
#[derive(Debug, Clone, Serialize)]
pub struct NetworkRow {
    /// The body.
    pub body: Body,
    /// Its membership.
    pub membership: Option<Membership>,
    /// The contact point to try first.
    pub contact: Option<ContactPoint>,
    /// How it stands.
    pub reach: Option<ReachNow>,
    /// Somebody answers around the clock.
    pub always: bool,
}

/// Bodies by name, fifty at a time, with the key after which the next page begins.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_network(app: &App, op: &Op, cmd: ListNetwork) -> Result<(Vec<NetworkRow>, Option<String>)> {
    op.require(Right::SeeBodies)?;
    let filter = BodyFilter {
        kinds: cmd.kinds,
        province: cmd.province,
        member_state: cmd.state,
        member_kind: cmd.member,
        cluster: cmd.cluster,
        words: text::words(&cmd.query, 8),
        after: cmd.after,
        rows: DEFAULT_ROWS,
    };
    let mut read = app.store.read().await?;
    let mut bodies = read.list_bodies(&filter).await?;
    let most = usize::try_from(DEFAULT_ROWS).unwrap_or(usize::MAX);
    let more = bodies.len() > most;
    bodies.truncate(most);
    let next = bodies.last().filter(|_| more).map(|body| body.key.clone());
    let ids: Vec<_> = bodies.iter().map(|body| body.id).collect();
    let members = read.memberships_of(&ids).await?;
    let mut first = first_contacts(app, &mut read, &ids, filter.province.as_deref(), op.now).await?;
    let row = |body: Body| {
        let first = first.remove(&body.id);
        let always = first.as_ref().is_some_and(|it| it.always_somebody);
        let (contact, reach) = first.map(|it| (it.contact, it.reach)).unzip();
        NetworkRow {
            membership: members.iter().find(|member| member.body == body.id).cloned(),
            contact,
            reach,
            always,
            body,
        }
    };
    Ok((bodies.into_iter().map(row).collect(), next))
}

/// How many applications and edits of profiles wait for an officer.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn waiting(app: &App, op: &Op) -> Result<(i64, i64)> {
    op.require(Right::KeepMembers)?;
    let mut read = app.store.read().await?;
    let edits =
        read.pending_profile_changes(1000).await?.iter().filter(|change| change.waits(op.now)).count();
    Ok((read.count_waiting_applications().await?, i64::try_from(edits).unwrap_or(i64::MAX)))
}

/// The clusters that members work in.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_clusters(app: &App, op: &Op) -> Result<Vec<String>> {
    op.require(Right::SeeBodies)?;
    Ok(app.store.read().await?.clusters().await?)
}

/// How ready a province is, in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Readiness {
    /// Code of the province.
    pub province: String,
    /// Its response team, when it has one.
    pub team: Option<String>,
    /// Whether its team answers around the clock.
    pub always: bool,
    /// Members in force there.
    pub members: i64,
    /// Open incidents there that the actor sees.
    pub incidents: i64,
    /// Open incidents there whose nearest last moment has passed.
    pub overdue: i64,
}

/// The provinces with what is ready and what is open there. Incidents are counted for those who see all of them.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn readiness(app: &App, op: &Op) -> Result<Vec<Readiness>> {
    op.require(Right::SeeBodies)?;
    let library = app.library();
    let provinces: Vec<String> = library
        .list("provinces")
        .map(|list| list.items.iter().map(|item| item.code.clone()).collect())
        .unwrap_or_default();
    let mut read = app.store.read().await?;
    let teams = read.bodies_of_kind(domain::bodies::BodyKind::ProvincialTeam).await?;
    let ids: Vec<_> = teams.iter().map(|team| team.id).collect();
    let contacts = read.contacts_of_bodies(&ids).await?;
    let members = read.members_by_province().await?;
    let incidents = if op.may(Right::SeeEverything) {
        read.open_by_province(op.now, &op.reader()).await?
    } else {
        Vec::new()
    };
    let found = provinces.into_iter().map(|province| {
        let team = teams.iter().find(|team| team.province.as_deref() == Some(&province));
        let count =
            |rows: &[(String, i64)]| rows.iter().find(|(code, _)| *code == province).map_or(0, |(_, n)| *n);
        let open = incidents.iter().find(|(code, ..)| *code == province);
        Readiness {
            team: team.map(|team| team.name_in(op.lang).to_owned()),
            always: team
                .is_some_and(|team| contacts.iter().any(|contact| contact.body == team.id && contact.always)),
            members: count(&members),
            incidents: open.map_or(0, |(_, open, _)| *open),
            overdue: open.map_or(0, |(_, _, overdue)| *overdue),
            province,
        }
    });
    Ok(found.collect())
}
