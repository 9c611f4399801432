//! Who is on duty now: shown on every page, so it is kept for seconds.

use crate::bodies::roles;
use crate::{App, Result, boxed};
use domain::bodies::Body;
use domain::duty::{DutyLine, LineContact, Officer, Roster, Shift, on_duty};
use domain::{BodyId, Moment};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Conn;

/// How long an answer is good. Policy of this project: a node learns of what another one wrote after this time.
const GOOD_MICROS: i64 = 5_000_000;
/// Most answers kept.
const MOST_KEPT: usize = 1_000;

/// A line at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineNow {
    /// The line.
    pub line: DutyLine,
    /// Who answers; nobody in a gap.
    pub officer: Option<Officer>,
    /// Until when.
    pub until: Option<Moment>,
    /// How the line is reached.
    pub contact: LineContact,
}

/// A body at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyNow {
    /// The body.
    pub body: BodyId,
    /// Its key.
    pub key: String,
    /// Its name.
    pub body_name: String,
    /// Its name in English; may be empty.
    pub body_name_en: String,
    /// It is the national coordinator.
    pub coordinator: bool,
    /// Its lines.
    pub lines: Vec<LineNow>,
}

type Kept = (Moment, Arc<[DutyNow]>);

/// Answers of the last seconds, by the body that asked.
#[derive(Default)]
pub(crate) struct NowCache(Mutex<HashMap<Option<BodyId>, Kept>>);

impl NowCache {
    fn get(&self, body: Option<BodyId>, now: Moment) -> Option<Arc<[DutyNow]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, found) = kept.get(&body)?;
        (0..GOOD_MICROS).contains(&now.micros_since(*at)).then(|| found.clone())
    }

    fn put(&self, body: Option<BodyId>, now: Moment, found: &Arc<[DutyNow]>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(body, (now, found.clone()));
    }

    /// Something was written: the next one asks anew.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Who is on duty at the national coordinator and at one's own body. Bodies without a roster are left out.
///
/// # Errors
/// [`crate::Error::Unavailable`].
#[boxed]
pub async fn on_duty_now(app: &App, own: Option<BodyId>, now: Moment) -> Result<Arc<[DutyNow]>> {
    if let Some(known) = app.duty.get(own, now) {
        return Ok(known);
    }
    let asked = own;
    let mut read = app.store.read().await?;
    let coordinator = roles::coordinator(&mut read).await?;
    let own = match own.filter(|own| coordinator.as_ref().is_none_or(|body| body.id != *own)) {
        Some(id) => read.body(id).await?,
        None => None,
    };
    let mut found = Vec::new();
    for (body, leads) in coordinator.into_iter().map(|b| (b, true)).chain(own.into_iter().map(|b| (b, false)))
    {
        if let Some(roster) = read.roster(body.id).await? {
            found.push(at_body(app, &mut read, body, &roster, leads, now).await?);
        }
    }
    let found: Arc<[DutyNow]> = found.into();
    app.duty.put(asked, now, &found);
    Ok(found)
}

async fn at_body(
    app: &App,
    conn: &mut Conn,
    body: Body,
    roster: &Roster,
    coordinator: bool,
    now: Moment,
) -> Result<DutyNow> {
    let shifts = conn.shifts_between(body.id, now, Moment::from_micros(now.micros() + 1)).await?;
    let severe_phone = if coordinator { app.settings.severe_phone.as_str() } else { "" };
    let line = |line: DutyLine| {
        let shift: Option<&Shift> = on_duty(&shifts, line, now);
        LineNow {
            line,
            officer: shift.map(|one| one.on_duty().clone()),
            until: shift.map(|one| one.until),
            contact: reached(roster, &body, line, severe_phone),
        }
    };
    // The line for severe incidents is shown where there is one.
    let lines = DutyLine::ALL.iter().map(|one| line(*one));
    let lines = lines
        .filter(|one| one.line == DutyLine::Normal || one.officer.is_some() || !one.contact.phone.is_empty());
    let lines = lines.collect();
    Ok(DutyNow {
        lines,
        body: body.id,
        key: body.key,
        body_name: body.name,
        body_name_en: body.name_en,
        coordinator,
    })
}

/// How a line of a body is reached: as the roster says, else as the body is.
pub(super) fn reached(roster: &Roster, body: &Body, line: DutyLine, severe_phone: &str) -> LineContact {
    let or = |one: &str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
    let own = roster.line(line);
    match line {
        DutyLine::Normal => LineContact {
            phone: or(&own.phone, &body.contact.phone),
            fax: or(&own.fax, &body.contact.fax),
            email: or(&own.email, &body.contact.email),
        },
        DutyLine::Severe => LineContact { phone: or(&own.phone, severe_phone), ..own.clone() },
    }
}
