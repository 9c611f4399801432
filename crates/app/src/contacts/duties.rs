//! What the texts ask of a member whose contact point changed: every clock in force that the change starts and that
//! members owe, each by itself.

use crate::{App, Result};
use ::law::{DueKind as Due, Library};
use domain::Moment;
use domain::bodies::Body;
use domain::clocks::DueKind;
use domain::contacts::ContactDuty;
use domain::members::MemberState;
use store::Conn;

/// The event that starts them, a word of the texts.
const EVENT: &str = "contact.changed";

/// The duties of a member from the moment its contact changed; `None` for a body that is no member and owes nothing.
///
/// # Errors
/// [`crate::Error::Unavailable`].
pub(super) async fn of_change(
    app: &App,
    conn: &mut Conn,
    body: &Body,
    at: Moment,
) -> Result<Option<Vec<ContactDuty>>> {
    let member = conn.membership(body.id).await?.is_some_and(|m| m.state == MemberState::Active);
    Ok(member.then(|| under(&app.library(), &body.key, at)))
}

fn under(library: &Library, body: &str, at: Moment) -> Vec<ContactDuty> {
    let day = at.timestamp().to_zoned(::law::zone()).date();
    let calendar = library.calendar().of(Some(body));
    let mut duties = Vec::new();
    for ruleset in library.rulesets().filter(|ruleset| ruleset.in_force(day)) {
        let owed = ruleset.clocks.iter().filter(|clock| {
            let player = library.player_of(ruleset.id.as_str(), clock.owes.as_str(), day);
            clock.starts.as_str() == EVENT && player.is_some_and(|player| player.members)
        });
        for clock in owed {
            let outcome = ::law::compute(clock, ruleset, &calendar, at.timestamp());
            duties.push(ContactDuty {
                ruleset: ruleset.id.to_string(),
                clock: clock.id.to_string(),
                title: clock.title.clone(),
                cite: clock.cite.clone(),
                due_at: outcome.due.map(Moment::from),
                due_text: outcome.due_text,
                due_kind: match outcome.kind {
                    Due::Law => DueKind::Law,
                    Due::Policy => DueKind::Policy,
                    Due::Open => DueKind::Open,
                },
                reasoning: outcome.reasoning,
            });
        }
    }
    duties
}
