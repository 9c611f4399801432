//! Whose an address or a domain name is.

use super::systems::{known_body, registry};
use crate::html::desk::{Words, faults};
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::domain::bodies::Body;
use app::systems::Known;
use axum::extract::State;
use phrases::contexts::network::{KnownSystem, Whois};

/// The question and its answer.
pub(super) async fn whois(State(web): State<Web>, visitor: Visitor) -> Outcome {
    if !visitor.op.may(Right::SeeBodies) {
        return Err(Fault(Error::Forbidden));
    }
    let asked = visitor.query("q").unwrap_or_default();
    let mut page = Whois { asked: asked.trim().to_owned(), ..Whois::default() };
    if page.asked.is_empty() {
        return web.page(&visitor, &page);
    }
    match app::systems::whois(&web.app, &visitor.op, &asked).await.map_err(Fault) {
        Ok(answer) => {
            let words = Words::of(&web, &visitor);
            page.answered = true;
            page.claim = answer.claim;
            page.registry = answer.registry.map(|remark| registry(&words, remark));
            page.systems = answer.systems.iter().map(|known| shown(&words, known)).collect();
        }
        Err(fault @ Fault(Error::Invalid(_))) => page.errors = faults(&web, &visitor, &fault),
        Err(other) => return Err(other),
    }
    web.page(&visitor, &page)
}

fn shown(words: &Words<'_>, known: &Known) -> KnownSystem {
    let around = [
        ("owner", &known.owner),
        ("operator", &known.operator),
        ("provider", &known.provider),
        ("unit", &known.unit),
    ];
    let body = |(part, body): (&str, &Option<Body>)| known_body(words, part, body.as_ref());
    KnownSystem {
        href: format!("/network/systems/{}", known.system.key),
        name: known.system.name.clone(),
        level: known.system.level,
        purpose: known.system.purpose.clone(),
        bodies: around.into_iter().filter_map(body).collect(),
    }
}
