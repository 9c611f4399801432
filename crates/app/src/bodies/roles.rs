//! Which body plays a role of the network: found by kind and place, never by name. Called by other use cases inside
//! their own transaction.

use crate::{Result, boxed};
use ::law::Player;
use domain::BodyId;
use domain::bodies::{Body, BodyKind};
use store::Conn;

/// How far up bodies belong to others.
const DEEPEST: usize = 8;
/// Most bodies looked through.
const MOST_BODIES: i64 = 5000;

/// The national coordinator.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn coordinator(conn: &mut Conn) -> Result<Option<Body>> {
    first(conn, BodyKind::NationalCoordinator).await
}

/// The standing agency of the national steering committee.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn standing_agency(conn: &mut Conn) -> Result<Option<Body>> {
    first(conn, BodyKind::StandingAgency).await
}

/// The response team or specialised unit of a province, by its code.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn provincial_team(conn: &mut Conn, province: &str) -> Result<Option<Body>> {
    Ok(conn.body_of_province(BodyKind::ProvincialTeam, province).await?)
}

/// The specialised unit of a sector.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn sector_unit(conn: &mut Conn, sector: &str) -> Result<Option<Body>> {
    Ok(conn.body_of_sector(BodyKind::MinistryUnit, sector).await?)
}

/// The steering committee of a province, by its code.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn provincial_committee(conn: &mut Conn, province: &str) -> Result<Option<Body>> {
    Ok(conn.body_of_province(BodyKind::SteeringCommittee, province).await?)
}

/// The specialised unit responsible for an owner: that of its sector, else the team of its province.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn specialised_unit(conn: &mut Conn, owner: Option<&Body>) -> Result<Option<Body>> {
    let Some(owner) = owner else { return Ok(None) };
    if let Some(parent) = owner.parent
        && let Some(parent) = conn.body(parent).await?
        && matches!(parent.kind, BodyKind::MinistryUnit | BodyKind::ProvincialTeam)
    {
        return Ok(Some(parent));
    }
    let of_sector = match &owner.sector {
        Some(sector) => sector_unit(conn, sector).await?,
        None => None,
    };
    match (of_sector, &owner.province) {
        (None, Some(province)) => provincial_team(conn, province).await,
        (of_sector, _) => Ok(of_sector),
    }
}

/// Bodies above a body: those it belongs to, and the unit that answers for it.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn superiors(conn: &mut Conn, body: BodyId) -> Result<Vec<BodyId>> {
    let Some(body) = conn.body(body).await? else { return Ok(Vec::new()) };
    let unit = specialised_unit(conn, Some(&body)).await?.map(|unit| unit.id).filter(|unit| *unit != body.id);
    let mut above: Vec<BodyId> = unit.into_iter().collect();
    let mut next = body.parent;
    for _ in 0..DEEPEST {
        let Some(id) = next else { break };
        above.push(id);
        next = conn.body(id).await?.and_then(|parent| parent.parent);
    }
    Ok(above)
}

/// Bodies to which a body is superior: the other way round of [`superiors`].
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn below(conn: &mut Conn, body: BodyId) -> Result<Vec<BodyId>> {
    let mut found = Vec::new();
    for other in conn.bodies(MOST_BODIES).await?.into_iter().filter(|other| other.id != body) {
        if superiors(conn, other.id).await?.contains(&body) {
            found.push(other.id);
        }
    }
    Ok(found)
}

/// The body of the network that plays a role everywhere or in a province, whoever the parties are.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn standing(conn: &mut Conn, player: &Player, province: Option<&str>) -> Result<Option<Body>> {
    let Ok(kind) = player.kind.parse::<BodyKind>() else { return Ok(None) };
    if player.members || player.in_province && province.is_none() {
        return Ok(None);
    }
    let bodies = conn.bodies_of_kind(kind).await?;
    let here = |body: &Body| !player.in_province || body.province.as_deref() == province;
    let of_sector = |body: &Body| player.sector.is_none() || body.sector == player.sector;
    Ok(bodies.into_iter().find(|body| here(body) && of_sector(body)))
}

async fn first(conn: &mut Conn, kind: BodyKind) -> Result<Option<Body>> {
    Ok(conn.bodies_of_kind(kind).await?.into_iter().next())
}
