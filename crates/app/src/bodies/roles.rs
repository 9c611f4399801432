//! Which body plays a role of the network: found by kind and place, never by name. Called by other use cases inside
//! their own transaction.

use crate::{Result, boxed};
use ::law::Player;
use domain::bodies::{Body, BodyKind};
use store::Conn;

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
    let teams = conn.bodies_of_kind(BodyKind::ProvincialTeam).await?;
    Ok(teams.into_iter().find(|team| team.province.as_deref() == Some(province)))
}

/// The specialised unit of a sector.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn sector_unit(conn: &mut Conn, sector: &str) -> Result<Option<Body>> {
    let units = conn.bodies_of_kind(BodyKind::MinistryUnit).await?;
    Ok(units.into_iter().find(|unit| unit.sector.as_deref() == Some(sector)))
}

/// The steering committee of a province, by its code.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn provincial_committee(conn: &mut Conn, province: &str) -> Result<Option<Body>> {
    let committees = conn.bodies_of_kind(BodyKind::SteeringCommittee).await?;
    Ok(committees.into_iter().find(|committee| committee.province.as_deref() == Some(province)))
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
