//! The form that turns a notice into an incident, filled with what is known or with what was typed.

use crate::html::desk::{Words, environments, for_input, levels};
use app::notices::NoticeView;
use domain::BodyId;
use domain::bodies::Body;
use domain::incidents::Environment;
use domain::systems::System;
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::notices::{ConfirmForm, ProposedSystem};

/// The form.
pub(super) fn form(
    words: &Words<'_>,
    view: &NoticeView,
    bodies: &[Body],
    typed: Option<&Typed>,
) -> ConfirmForm {
    let content = &view.notice.content;
    let typed_system = typed.filter(|t| t.form == "confirm").and_then(|t| t.values.get("system"));
    let first = view.systems.first().map(|s| s.id.to_string()).unwrap_or_default();
    let chosen = typed_system.unwrap_or(&first);
    let environment = view.systems.first().map_or(Environment::Internet.code(), |s| s.environment.as_str());
    let may_be = |other: Option<BodyId>| -> Vec<Choice> {
        bodies
            .iter()
            .map(|b| Choice::new(b.id.to_string(), b.name_in(words.lang()), Some(b.id) == other))
            .collect()
    };
    ConfirmForm {
        title: content.subject.clone(),
        detected_at: for_input(content.detected_at.unwrap_or(view.notice.received_at)),
        systems: view.systems.iter().map(|s| proposed(words, s, bodies, chosen)).collect(),
        system_name: content.system.clone(),
        owners: may_be(None),
        operators: may_be(view.notice.sender_body),
        levels: levels(words, None),
        environments: environments(words, environment),
    }
}

fn proposed(words: &Words<'_>, system: &System, bodies: &[Body], chosen: &str) -> ProposedSystem {
    let name = |id: BodyId| {
        bodies.iter().find(|b| b.id == id).map(|b| b.name_in(words.lang()).to_owned()).unwrap_or_default()
    };
    let id = system.id.to_string();
    ProposedSystem {
        checked: id == chosen,
        id,
        name: system.name.clone(),
        level: system.level,
        owner: name(system.owner),
        operator: name(system.operator),
    }
}
