//! Whose an address or a name is: the systems with the narrowest claim on it, who owns, runs and carries them, and which unit
//! answers for the owner.

use super::registry::{Remark, remarks};
use crate::access::Ask;
use crate::bodies::roles;
use crate::contacts::{FirstContact, first_contacts};
use crate::{App, Error, Result, boxed};
use domain::bodies::Body;
use domain::notices::likeness::Trait;
use domain::systems::System;
use domain::systems::claims::{above, covering};
use domain::{BodyId, Moment, Op, Right};
use serde::Serialize;
use std::collections::BTreeSet;
use std::net::IpAddr;
use store::Conn;

/// A body around a system, with whom to call there.
#[derive(Debug, Clone, Serialize)]
pub struct Party {
    /// The body.
    #[serde(flatten)]
    pub body: Body,
    /// The contact point to try first for a system of this owner; none when the body has none.
    pub first_contact: Option<FirstContact>,
}

/// A system that claims what was asked for, with the bodies around it.
#[derive(Debug, Clone, Serialize)]
pub struct Known {
    /// The system.
    pub system: System,
    /// Its owner.
    pub owner: Option<Party>,
    /// Its operator.
    pub operator: Option<Party>,
    /// Its Internet provider.
    pub provider: Option<Party>,
    /// The body that gives it security services.
    pub security: Option<Party>,
    /// The unit or team that answers for the owner.
    pub unit: Option<Party>,
}

impl Known {
    /// The bodies around it by the code of their part, in the order in which to ask them.
    pub fn parties(&self) -> impl Iterator<Item = (&'static str, &Party)> {
        let parts = [
            ("owner", &self.owner),
            ("operator", &self.operator),
            ("provider", &self.provider),
            ("security", &self.security),
            ("unit", &self.unit),
        ];
        parts.into_iter().filter_map(|(part, party)| Some((part, party.as_ref()?)))
    }
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
            answer.systems.push(with_contacts(app, &mut read, known, op.now).await?);
        }
    }
    if kind == Trait::Address {
        let range = answer.claim.clone().unwrap_or_else(|| answer.asked.clone());
        answer.registry = remarks(&mut read, &[range]).await?.pop();
    }
    Ok(answer)
}

/// The bodies around a system; whom to call there is not asked yet.
///
/// # Errors
/// [`Error::Unavailable`].
pub(super) async fn around(read: &mut Conn, system: System) -> Result<Known> {
    let security = system.description.security_body;
    let named = [Some(system.owner), Some(system.operator), system.provider, security];
    let named: BTreeSet<BodyId> = named.into_iter().flatten().collect();
    let bodies = read.bodies_by_id(&named.into_iter().collect::<Vec<_>>()).await?;
    let unit = roles::specialised_unit(read, bodies.get(&system.owner)).await?;
    let party = |body: Body| Party { body, first_contact: None };
    let by_id = |id: Option<BodyId>| bodies.get(&id?).cloned().map(party);
    Ok(Known {
        owner: by_id(Some(system.owner)),
        operator: by_id(Some(system.operator)),
        provider: by_id(system.provider),
        security: by_id(security),
        unit: unit.map(party),
        system,
    })
}

/// With the contact point to try first at each body where the owner is.
///
/// # Errors
/// [`Error::Unavailable`].
pub(super) async fn with_contacts(
    app: &App,
    read: &mut Conn,
    mut known: Known,
    now: Moment,
) -> Result<Known> {
    let ids: BTreeSet<BodyId> = known.parties().map(|(_, party)| party.body.id).collect();
    let province = known.owner.as_ref().and_then(|owner| owner.body.province.clone());
    let ids: Vec<BodyId> = ids.into_iter().collect();
    let contacts = first_contacts(app, read, &ids, province.as_deref(), now).await?;
    let Known { owner, operator, provider, security, unit, .. } = &mut known;
    for party in [owner, operator, provider, security, unit].into_iter().flatten() {
        party.first_contact = contacts.get(&party.body.id).cloned();
    }
    Ok(known)
}

/// Whether a system concerns the actor. A body that gives security services to it is none of those that do.
pub(super) fn sees(op: &Op, known: &Known) -> bool {
    let bodies = [&known.owner, &known.operator, &known.provider, &known.unit];
    let bodies: Vec<_> = bodies.into_iter().flatten().map(|party| party.body.id).collect();
    op.may(Right::ManageNetwork) || op.reaches(&bodies)
}
