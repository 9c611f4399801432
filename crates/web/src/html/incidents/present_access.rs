//! Tab *access*: consents of the owner, and what was opened under them.

use super::seen::Seen;
use app::consents::{ConsentView, Consents};
use domain::Moment;
use phrases::contexts::elements::Choice;
use phrases::contexts::incidents::{Access, AccessUse, ConsentRow};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>, known: &Consents) -> Access {
    let words = &seen.words;
    let target = |key: &str| {
        let known = known.targets.iter().find(|target| target.key == key);
        known.map_or_else(|| key.to_owned(), |target| words.text(&target.title))
    };
    let choice = |key: &str| Choice::new(key, target(key), false);
    Access {
        cite: known.cite.as_ref().map(|(ruleset, cite)| words.cite(ruleset, cite)),
        owner: known.owner.clone(),
        consents: known.consents.iter().map(|one| row(seen, one, &target)).collect(),
        records: known.may_record,
        notes: known.may_note,
        targets: known.targets.iter().map(|one| choice(&one.key)).collect(),
        members: known
            .members
            .iter()
            .map(|(one, team)| Choice::new(one.id.to_string(), format!("{}, {team}", one.name), false))
            .collect(),
    }
}

fn row(seen: &Seen<'_>, view: &ConsentView, target: &impl Fn(&str) -> String) -> ConsentRow {
    let consent = &view.consent;
    let agreed = &consent.agreed;
    let joined =
        |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let noted = |one: &domain::teams::access::AccessUse| AccessUse {
        at: one.at.micros(),
        name: one.name.clone(),
        target: target(&one.target),
        what: one.what.clone(),
        supervisor: one.supervisor.clone(),
    };
    ConsentRow {
        id: consent.id.to_string(),
        system: consent.system.clone(),
        agreed_by: joined(&[&agreed.name, &agreed.position, &agreed.body_name]),
        agreed_at: Moment::micros(agreed.at),
        agreed_way: agreed.way.clone(),
        targets: consent.targets.iter().map(|key| target(key)).collect(),
        scope: consent.scope.clone(),
        supervisor: joined(&[&consent.supervisor, &consent.supervisor_phone]),
        from: consent.from.micros(),
        until: consent.until.micros(),
        members: consent.members.iter().map(|one| one.name.clone()).collect(),
        cite: seen.words.cite(&consent.ruleset, &consent.cite),
        open: view.open,
        ended: consent.ended.as_ref().map(|ended| (ended.by.clone(), ended.reason.clone())),
        uses: view.uses.iter().map(noted).collect(),
        member_choices: consent
            .members
            .iter()
            .map(|one| Choice::new(one.member.to_string(), &one.name, false))
            .collect(),
        target_choices: consent.targets.iter().map(|key| Choice::new(key, target(key), false)).collect(),
    }
}
