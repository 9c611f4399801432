//! Whom to call first at a body.

use crate::reachability::{ReachNow, known};
use crate::{App, Result};
use domain::contacts::ContactPoint;
use domain::{BodyId, Moment};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use store::Conn;

/// The contact point of a body to try first, with how it stands.
#[derive(Debug, Clone, Serialize)]
pub struct FirstContact {
    /// The contact point.
    #[serde(flatten)]
    pub contact: ContactPoint,
    /// How it stands.
    pub reach: ReachNow,
    /// Some contact point of the body answers around the clock.
    pub always_somebody: bool,
}

/// The contact points of bodies to try first when something happens in a province (`None`: nobody knows where): one that
/// serves another province only comes when there is no other.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(crate) async fn first_contacts(
    app: &App,
    read: &mut Conn,
    bodies: &[BodyId],
    province: Option<&str>,
    now: Moment,
) -> Result<HashMap<BodyId, FirstContact>> {
    let mut contacts = read.contacts_of_bodies(bodies).await?;
    let elsewhere = |it: &ContactPoint| it.province.is_some() && it.province.as_deref() != province;
    contacts.sort_by(|a, b| {
        let order = |it: &ContactPoint| (elsewhere(it), it.severe, it.province.is_none());
        order(a).cmp(&order(b)).then_with(|| a.rank().cmp(&b.rank()))
    });
    let always: HashSet<BodyId> = contacts.iter().filter(|it| it.always).map(|it| it.body).collect();
    let mut first: HashMap<BodyId, ContactPoint> = HashMap::with_capacity(bodies.len());
    for contact in contacts {
        first.entry(contact.body).or_insert(contact);
    }
    let reach = known(app, read, first.values(), now).await?;
    let with_reach = |(body, contact): (BodyId, ContactPoint)| {
        let reach = *reach.get(&contact.id)?;
        Some((body, FirstContact { contact, reach, always_somebody: always.contains(&body) }))
    };
    Ok(first.into_iter().filter_map(with_reach).collect())
}
