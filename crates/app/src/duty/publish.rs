//! Publishing a month of a line. One with gaps is held until somebody says why it may stand.

use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use ::law::Text;
use domain::audit::Event;
use domain::duty::{DutyLine, Gap, gaps};
use domain::{FieldProblem, Op};
use phrases::Arg;
use serde_json::json;

/// Gaps named in one message.
const NAMED: usize = 5;

/// A month to publish.
#[derive(Debug, Clone)]
pub struct Publish {
    /// Key of the body.
    pub body_key: String,
    /// The line.
    pub line: DutyLine,
    /// The month, `2026-11`.
    pub month: String,
    /// Why it may stand with its gaps; empty when it has none.
    pub reason: String,
}

/// Publishes a month; gives the gaps it was published with. Of a month that runs, what has passed is not asked after.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; field `month`: `not_a_month`; field `reason`: `roster_gap`, naming the gaps.
#[boxed]
pub async fn publish_month(app: &App, op: &Op, cmd: Publish) -> Result<Vec<Gap>> {
    let (first, from, until) = super::month(&cmd.month)?;
    let mut tx = app.store.write().await?;
    let body = super::body(&mut tx, &cmd.body_key).await?;
    super::require_planned(op, body.id)?;
    tx.hold_roster(&super::blank(body.id)).await?;
    let mut check = Check::new();
    let reason = check.line("reason", &cmd.reason);
    check.done()?;
    let shifts = tx.shifts_between(body.id, from, until).await?;
    let found = gaps(&shifts, cmd.line, from.max(op.now).min(until), until);
    if !found.is_empty() && reason.is_empty() {
        return Err(Error::Invalid(vec![FieldProblem {
            field: "reason".to_owned(),
            code: "roster_gap".to_owned(),
            message: Some(told(app, &found)),
        }]));
    }
    let month = first.strftime("%Y-%m").to_string();
    let detail = json!({ "by": op.actor.name(), "reason": reason, "gaps": found });
    tx.publish_month(body.id, cmd.line, &month, op.now, &detail).await?;
    let detail = json!({
        "body": body.key, "line": cmd.line, "month": month, "reason": reason, "gaps": found,
    });
    tx.record(op, Event::new("duty.published", "duty", body.id, detail));
    tx.commit(op.now).await?;
    Ok(found)
}

/// The gaps in words, in both languages.
fn told(app: &App, found: &[Gap]) -> Text {
    let at = |moment: domain::Moment| {
        moment.timestamp().to_zoned(::law::zone()).strftime("%H:%M %d/%m/%Y").to_string()
    };
    let spans: Vec<String> =
        found.iter().take(NAMED).map(|gap| format!("{} – {}", at(gap.from), at(gap.until))).collect();
    let more = if found.len() > NAMED { format!(" (+{})", found.len() - NAMED) } else { String::new() };
    let spans = format!("{}{more}", spans.join("; "));
    let say = |lang| app.phrases.say(lang, "duty-gaps-held", &[("gaps", Arg::from(spans.as_str()))]);
    Text::new(say(::law::Lang::Vi), say(::law::Lang::En))
}
