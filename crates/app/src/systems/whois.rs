//! Whose an address or a name is: the systems with the narrowest claim on it, who owns, runs and carries them, and which unit
//! answers for the owner.

use super::registry::{Remark, remarks};
use crate::access::Ask;
use crate::bodies::roles;
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::notices::likeness::Trait;
use domain::systems::System;
use domain::systems::claims::{above, covering};
use domain::{Op, Right};
use serde::Serialize;
use std::net::IpAddr;
use store::Conn;

/// A system that claims what was asked for, with the bodies around it.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// The system.
    pub system: System,
    /// Its owner.
    pub owner: Option<Body>,
    /// Its operator.
    pub operator: Option<Body>,
    /// Its Internet provider.
    pub provider: Option<Body>,
    /// The unit or team that answers for the owner.
    pub unit: Option<Body>,
}

/// What is known of an address or a name.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// What was asked, in standard form.
    pub asked: String,
    /// The claim that covers it; none when nobody claims it, or nobody whom the asker may see.
    pub claim: Option<String>,
    /// Who claims it; more than one when they contradict each other.
    pub systems: Vec<Known>,
    /// What a registry says: of the claim, or of the address when nobody claims it. None for a name, and while no records were
    /// brought in.
    pub registry: Option<Remark>,
}

/// Whose an address or a domain name is. Those who do not answer for the whole network see what concerns their own body.
///
/// # Errors
/// [`Error::Forbidden`]; field `q` when it is neither.
#[boxed]
pub async fn whois(app: &App, op: &Op, asked: &str) -> Result<Answer> {
    op.require(Right::SeeBodies)?;
    let text = asked.trim().trim_end_matches('.').to_lowercase();
    let (kind, asked, values) = match text.parse::<IpAddr>() {
        Ok(address) => {
            (Trait::Address, address.to_canonical().to_string(), covering(address).collect::<Vec<_>>())
        }
        Err(_) if domain::notices::submission::is_domain(&text) => {
            let values = above(&text).map(str::to_owned).collect();
            (Trait::Domain, text, values)
        }
        Err(_) => return Err(Error::field("q", "not_an_address")),
    };
    let mut read = app.store.read().await?;
    let mut claims = read.systems_claiming(kind, &values).await?;
    // The narrowest claim stands first among the values.
    claims.sort_by_key(|(value, _)| values.iter().position(|known| known == value));
    let mut answer = Answer { asked, claim: None, systems: Vec::new(), registry: None };
    for (value, system) in claims {
        if answer.claim.as_ref().is_some_and(|claim| *claim != value) {
            break;
        }
        let known = around(&mut read, system).await?;
        if sees(op, &known) {
            answer.claim = Some(value);
            answer.systems.push(known);
        }
    }
    if kind == Trait::Address {
        let range = answer.claim.clone().unwrap_or_else(|| answer.asked.clone());
        answer.registry = remarks(&mut read, &[range]).await?.pop();
    }
    Ok(answer)
}

pub(super) async fn around(read: &mut Conn, system: System) -> Result<Known> {
    let owner = read.body(system.owner).await?;
    let operator = read.body(system.operator).await?;
    let provider = match system.provider {
        Some(provider) => read.body(provider).await?,
        None => None,
    };
    let unit = roles::specialised_unit(read, owner.as_ref()).await?;
    Ok(Known { system, owner, operator, provider, unit })
}

pub(super) fn sees(op: &Op, known: &Known) -> bool {
    let bodies = [&known.owner, &known.operator, &known.provider, &known.unit];
    let bodies: Vec<_> = bodies.into_iter().flatten().map(|body| body.id).collect();
    op.may(Right::ManageNetwork) || op.reaches(&bodies)
}
