//! Whose an address or a domain name is.

use super::present::contact;
use super::systems::registry;
use crate::html::desk::{Words, faults};
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::systems::{Known, Party};
use axum::extract::State;
use phrases::contexts::network::{KnownBody, KnownSystem, Whois};

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
            page.systems = answer.systems.iter().map(|known| shown(&web, &visitor, known)).collect();
        }
        Err(fault @ Fault(Error::Invalid(_))) => page.errors = faults(&web, &visitor, &fault),
        Err(other) => return Err(other),
    }
    web.page(&visitor, &page)
}

fn shown(web: &Web, visitor: &Visitor, known: &Known) -> KnownSystem {
    KnownSystem {
        href: format!("/network/systems/{}", known.system.key),
        name: known.system.name.clone(),
        level: known.system.level,
        purpose: known.system.purpose.clone(),
        bodies: bodies(web, visitor, known),
    }
}

/// The bodies around a system, each with whom to call there.
pub(super) fn bodies(web: &Web, visitor: &Visitor, known: &Known) -> Vec<KnownBody> {
    let body = |(part, party): (&str, &Party)| KnownBody {
        part: part.to_owned(),
        href: format!("/network/bodies/{}", party.body.key),
        name: party.body.name_in(visitor.op.lang).to_owned(),
        phone: party.body.contact.phone.clone(),
        email: party.body.contact.email.clone(),
        contact: party.first_contact.as_ref().map(|it| contact(web, visitor, &it.contact, Some(&it.reach))),
    };
    known.parties().map(body).collect()
}
