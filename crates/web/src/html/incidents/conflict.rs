//! Two officers changed one record at once: the version of each stands beside the other, and the second may save theirs
//! over it.

use super::answer::Place;
use super::classify::classification;
use super::present_class;
use crate::html::desk::{Words, actor, refused_page, required};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::incidents::IncidentView;
use domain::incidents::{Classification, Incident, Tlp};
use phrases::contexts::elements::Fact;
use phrases::contexts::errors::{Conflict, Difference};
use phrases::measures;

/// Acts that change the values of the record itself.
const CHANGES: [&str; 9] = [
    "incident.classified",
    "incident.facts_corrected",
    "incident.detection_corrected",
    "incident.marked",
    "incident.ended",
    "incident.closed",
    "incident.reopened",
    "severity.proposed",
    "severity.decided",
];

/// Values in words, in the order of the form: name and value.
type Told = Vec<(String, String)>;

/// The page with both versions; the plain failure for a form that holds no values of the record.
pub(super) async fn answer(web: &Web, visitor: &Visitor, place: &Place<'_>, posted: &Posted) -> Outcome {
    let stored = app::incidents::view(&web.app, &visitor.op, place.number).await?;
    let words = &Words::of(web, visitor);
    let Some((right, mine, theirs)) = versions(words, place.form, posted, &stored.incident) else {
        return Err(Fault(Error::Conflict));
    };
    let page = page(words, visitor, &stored, posted, (place.form, right), mine.into_iter().zip(theirs));
    refused_page(web, visitor, &place.path(), &Fault(Error::Conflict), &page)
}

fn page(
    words: &Words<'_>,
    visitor: &Visitor,
    stored: &IncidentView,
    posted: &Posted,
    (form, right): (&str, &str),
    versions: impl Iterator<Item = ((String, String), (String, String))>,
) -> Conflict {
    let incident = &stored.incident;
    let last = stored.history.iter().find(|row| CHANGES.contains(&row.act.as_str()));
    let path = format!("/incidents/{}", incident.number);
    let kept = posted.pairs.iter().filter(|(name, _)| name != "version");
    Conflict {
        title: format!("{} – {}", incident.number, incident.title),
        href: path.clone(),
        saved_by: last.map(|row| actor(words, row)).unwrap_or_default(),
        saved_at: last.map_or(visitor.op.now, |row| row.at).micros(),
        differences: versions
            .map(|((name, mine), (_, stored))| Difference { name, differs: mine != stored, mine, stored })
            .collect(),
        overwrite: stored.may.contains(right).then(|| format!("{path}/{form}")),
        fields: kept.map(|(name, value)| Fact::new(name, value)).collect(),
        version: incident.version,
    }
}

/// What lets one save a form over the stored version, and both versions of its values.
fn versions(
    words: &Words<'_>,
    form: &str,
    posted: &Posted,
    incident: &Incident,
) -> Option<(&'static str, Told, Told)> {
    match form {
        "classify" => {
            let title = posted.given("title").unwrap_or(&incident.title);
            let mine = classified(words, title, posted.text("environment"), &classification(posted));
            let stored = &incident.classification;
            let theirs = classified(words, &incident.title, incident.environment.code(), stored);
            Some(("classify", mine, theirs))
        }
        "detection" => {
            let typed = required(posted, "detected_at").map(|at| measures::moment(at.micros()));
            let mine = typed.unwrap_or_else(|_| posted.text("detected_at").to_owned());
            let theirs = measures::moment(incident.detected_at.micros());
            let told = |moment| vec![(words.say("confirm-detected"), moment)];
            Some(("correct-detection", told(mine), told(theirs)))
        }
        "marks" => {
            let tlp = posted.code::<Tlp>("tlp").unwrap_or(incident.tlp);
            let ticked =
                ["confidential", "state_secret_concerned", "beyond_ability"].map(|m| posted.ticked(m));
            let stored = [incident.confidential, incident.state_secret_concerned, incident.beyond_ability];
            let (mut mine, mut theirs) = (marked(words, tlp, ticked), marked(words, incident.tlp, stored));
            let named = |codes: &[String]| {
                let names = codes.iter().map(|code| words.item("circumstances", code));
                (words.say("handling-circumstances"), names.collect::<Vec<_>>().join("\n"))
            };
            mine.push(named(&posted.all("circumstances")));
            theirs.push(named(&incident.circumstances));
            Some(("mark", mine, theirs))
        }
        _ => None,
    }
}

/// A classification in words, field by field.
fn classified(words: &Words<'_>, title: &str, environment: &str, class: &Classification) -> Told {
    let classes =
        |of| present_class::classes(words, of).into_iter().map(|c| c.label).collect::<Vec<_>>().join("\n");
    let effects = [
        ("confidentiality", class.effects.confidentiality),
        ("integrity", class.effects.integrity),
        ("availability", class.effects.availability),
    ];
    let harmed: Vec<String> =
        effects.iter().filter(|(_, harmed)| *harmed).map(|(e, _)| words.coded("effect", e)).collect();
    let cause = class.cause.as_deref().map(|code| words.item("l4", code)).unwrap_or_default();
    let open = words.say(if class.under_verification { "app-yes" } else { "app-no" });
    vec![
        (words.say("confirm-incident-title"), title.to_owned()),
        (words.say("class-primary"), classes(&class.primary)),
        (words.say("class-secondary"), classes(&class.secondary)),
        (words.say("class-cause"), cause),
        (words.say("class-effects"), harmed.join(", ")),
        (words.say("confirm-environment"), words.coded("environment", environment)),
        (words.say("class-harm"), present_class::grade(words, "harm-levels", &class.harm)),
        (words.say("class-spread"), present_class::grade(words, "spread-levels", &class.spread)),
        (words.say("class-under-verification"), open),
    ]
}

/// Marks of handling in words: confidential, state secrets concerned, beyond ability.
fn marked(words: &Words<'_>, tlp: Tlp, [confidential, secret, beyond]: [bool; 3]) -> Told {
    let choice = |yes: bool, keys: [&str; 2]| {
        let [holds, not] = keys;
        words.say(if yes { holds } else { not })
    };
    vec![
        (words.say("handling-tlp"), words.coded("tlp", tlp.code())),
        (
            words.say("handling-confidential"),
            choice(confidential, ["handling-confidential-yes", "handling-confidential-no"]),
        ),
        (words.say("handling-secret"), choice(secret, ["handling-secret-yes", "handling-secret-no"])),
        (words.say("mark-beyond-ability"), choice(beyond, ["app-yes", "app-no"])),
    ]
}
