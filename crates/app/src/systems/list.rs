//! The register of systems, as far as one may see it, whole or by the software they run on.

use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::systems::System;
use domain::systems::cpe::asked_prefix;
use domain::text::fold;
use domain::{BodyId, Op, Right};
use store::SoftwareAsked;

/// Most systems listed.
const MOST: i64 = 5000;

/// Systems by name: all of them for those who answer for the whole network, else those one's body owns or operates.
///
/// # Errors
/// [`crate::Error::Forbidden`].
#[boxed]
pub async fn list_systems(app: &App, op: &Op) -> Result<Vec<System>> {
    let bounded = bounded(op)?;
    let mut read = app.store.read().await?;
    match bounded {
        Bounded::Not => Ok(read.systems(MOST).await?),
        Bounded::To(body) => Ok(read.systems_of(body).await?),
        Bounded::Wholly => Ok(Vec::new()),
    }
}

/// Systems that run on some software, as far as one may see them; at most 500. `software` is words of the product, or the
/// beginning of a name of the Common Platform Enumeration; `version` is a version or what comes before a point of it, empty for
/// any.
///
/// # Errors
/// [`crate::Error::Forbidden`]; field `software` when nothing is asked.
#[boxed]
pub async fn systems_running(app: &App, op: &Op, software: &str, version: &str) -> Result<Vec<System>> {
    let bounded = bounded(op)?;
    let asked = SoftwareAsked {
        name: asked_prefix(software),
        words: fold(software),
        version: version.trim().to_lowercase(),
    };
    if asked.words.trim().is_empty() {
        return Err(Error::field("software", "required"));
    }
    let mut read = app.store.read().await?;
    match bounded {
        Bounded::Not => Ok(read.systems_running(&asked, None).await?),
        Bounded::To(body) => Ok(read.systems_running(&asked, Some(body)).await?),
        Bounded::Wholly => Ok(Vec::new()),
    }
}

/// How far the register is open.
enum Bounded {
    Not,
    To(BodyId),
    Wholly,
}

fn bounded(op: &Op) -> Result<Bounded> {
    op.require(Right::SeeBodies)?;
    if op.may(Right::SeeEverything) || op.may(Right::ManageNetwork) {
        return Ok(Bounded::Not);
    }
    Ok(op.body.map_or(Bounded::Wholly, Bounded::To))
}
