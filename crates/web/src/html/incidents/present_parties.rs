//! Tab *parties*: who takes part, in which role, and what each sees.

use super::seen::Seen;
use crate::html::desk::choices;
use app::incidents::PartyView;
use domain::Refusal;
use domain::incidents::{PartyRole, Sees};
use phrases::contexts::desk::Act;
use phrases::contexts::elements::Choice;
use phrases::contexts::incidents::{Parties, PartyRow};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> Parties {
    let words = &seen.words;
    let mut rows: Vec<PartyRow> = seen.view.parties.iter().map(|p| row(seen, p)).collect();
    rows.sort_by_key(|row| row.until.is_some());
    let by_role = Choice::new("", words.say("sees-by-role"), true);
    let body = |b: &domain::bodies::Body| Choice::new(b.id.to_string(), b.name_in(words.lang()), false);
    Parties {
        rows,
        add: seen.may("manage-parties"),
        bodies: seen.bodies.iter().map(body).collect(),
        roles: choices(words, "party", PartyRole::ALL.iter().map(|r| r.code()), PartyRole::Supporter.code()),
        sees: std::iter::once(by_role)
            .chain(choices(words, "sees", Sees::ALL.iter().map(|s| s.code()), "none"))
            .collect(),
    }
}

fn row(seen: &Seen<'_>, shown: &PartyView) -> PartyRow {
    let party = &shown.party;
    let contact = seen.bodies.iter().find(|b| b.id == party.body).map(|b| &b.contact);
    PartyRow {
        body_id: party.body.to_string(),
        body: shown.name.clone(),
        role: party.role.code().to_owned(),
        sees: party.sees.code().to_owned(),
        since: party.since.micros(),
        until: party.until.map(|at| at.micros()),
        phone: contact.map(|c| c.phone.clone()).unwrap_or_default(),
        email: contact.map(|c| c.email.clone()).unwrap_or_default(),
        release: if party.until.is_none() { release(seen, party.role) } else { None },
    }
}

fn release(seen: &Seen<'_>, role: PartyRole) -> Option<Act> {
    let playing =
        seen.view.parties.iter().filter(|p| p.party.role == role && p.party.until.is_none()).count();
    let last = role == PartyRole::Operator && playing == 1;
    let answer = if last { Err(Refusal::new("party.last_operator")) } else { Ok(()) };
    seen.may("manage-parties").map(|_| seen.words.act(answer))
}
