//! Consents at the desk: an owner's leader agrees that named members of a team open named parts of an affected system, for a
//! time and under somebody's eyes; each access is noted, and what was not agreed is refused and stays on record.

mod end;
mod list;
mod note_use;
mod record;

pub use end::{EndConsent, end_consent};
pub use list::{ConsentView, Consents, consents_of};
pub use note_use::{NoteUse, note_use};
pub use record::{RecordConsent, record_consent};

use ::law::{AccessRule, Library, Ruleset};
use domain::incidents::Incident;

/// The text that lets members of a team open the system of an incident, and its rule.
pub(crate) fn rule_of<'a>(
    library: &'a Library,
    incident: &Incident,
) -> Option<(&'a Ruleset, &'a AccessRule)> {
    ::law::resolve(library, &incident.facts()).into_iter().find_map(|bound| {
        let rule = bound.ruleset.team.as_ref().and_then(|team| team.access.as_ref())?;
        Some((bound.ruleset, rule))
    })
}
