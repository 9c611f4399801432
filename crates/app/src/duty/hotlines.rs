//! The hotlines that anybody may know: how bodies are reached around the clock, and no names of people.

use super::now::reached;
use crate::bodies::roles;
use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::duty::{DutyLine, LineContact};
use serde::Serialize;

/// How a body is reached around the clock.
#[derive(Debug, Clone, Serialize)]
pub struct Hotline {
    /// The body.
    pub body: Body,
    /// It is the national coordinator.
    pub coordinator: bool,
    /// The ordinary line.
    pub normal: LineContact,
    /// The line for severe incidents; empty when there is none.
    pub severe: LineContact,
}

/// The hotlines: the national coordinator, then bodies whose roster is public, by province.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn hotlines(app: &App) -> Result<Vec<Hotline>> {
    let mut read = app.store.read().await?;
    let coordinator = roles::coordinator(&mut read).await?;
    let mut found = Vec::new();
    if let Some(body) = &coordinator {
        let roster = read.roster(body.id).await?.unwrap_or_else(|| super::blank(body.id));
        let settings = &app.settings;
        let or = |one: String, other: &str| if one.is_empty() { other.to_owned() } else { one };
        let normal = reached(&roster, body, DutyLine::Normal, "");
        let normal = LineContact {
            phone: or(normal.phone, &settings.phone),
            fax: or(normal.fax, &settings.fax),
            email: or(normal.email, &settings.mail_from),
        };
        let severe = reached(&roster, body, DutyLine::Severe, &settings.severe_phone);
        found.push(Hotline { body: body.clone(), coordinator: true, normal, severe });
    }
    let mut others = Vec::new();
    for roster in read.rosters(true).await? {
        if coordinator.as_ref().is_some_and(|body| body.id == roster.body) {
            continue;
        }
        let Some(body) = read.body(roster.body).await? else { continue };
        let normal = reached(&roster, &body, DutyLine::Normal, "");
        let severe = reached(&roster, &body, DutyLine::Severe, "");
        others.push(Hotline { body, coordinator: false, normal, severe });
    }
    others.sort_by(|one, other| {
        (&one.body.province, &one.body.name).cmp(&(&other.body.province, &other.body.name))
    });
    found.extend(others);
    Ok(found)
}
