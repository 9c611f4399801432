//! Two officers classified at once: the version of each stands beside the other, and the second may save theirs over it.

use super::classify::classification;
use super::present_class;
use crate::html::desk::{Words, actor, refused_page};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use domain::incidents::Classification;
use phrases::contexts::elements::Fact;
use phrases::contexts::errors::{Conflict, Difference};

/// The page with both versions.
pub(super) async fn answer(web: &Web, visitor: &Visitor, number: &str, posted: &Posted) -> Outcome {
    let stored = app::incidents::view(&web.app, &visitor.op, number).await?;
    let words = &Words::of(web, visitor);
    let incident = &stored.incident;
    let mine = told(words, posted.text("environment"), &classification(posted));
    let theirs = told(words, incident.environment.code(), &incident.classification);
    let last = stored.history.iter().find(|row| row.subject_kind == "incident");
    let path = format!("/incidents/{}", incident.number);
    let page = Conflict {
        title: format!("{} – {}", incident.number, incident.title),
        href: path.clone(),
        saved_by: last.map(|row| actor(words, row)).unwrap_or_default(),
        saved_at: last.map_or(visitor.op.now, |row| row.at).micros(),
        differences: mine
            .into_iter()
            .zip(theirs)
            .map(|((name, mine), (_, stored))| Difference { name, differs: mine != stored, mine, stored })
            .collect(),
        overwrite: stored.may.contains("classify").then(|| format!("{path}/classify")),
        fields: posted
            .pairs
            .iter()
            .filter(|(name, _)| name != "version")
            .map(|(name, value)| Fact::new(name, value))
            .collect(),
        version: incident.version,
    };
    refused_page(web, visitor, &path, &Fault(Error::Conflict), &page)
}

/// A classification in words, field by field.
fn told(words: &Words<'_>, environment: &str, class: &Classification) -> Vec<(String, String)> {
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
