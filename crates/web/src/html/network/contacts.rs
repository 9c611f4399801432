//! Entering and changing contact points.

use super::{keys, present};
use crate::html::desk::{Words, choices, given, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::contacts::{
    EnterContact, KeyWanted, NewContact, Told, contact_to_edit, enter_contact, retire_contact,
};
use app::domain::bodies::Body;
use app::domain::contacts::{ContactKind, ContactPoint};
use app::domain::{ContactPointId, Right};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::network::ContactForm;

/// The empty form.
pub(super) async fn new(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let body = app::contacts::body_to_declare(&web.app, &visitor.op, &key).await?;
    web.page(&visitor, &form(&web, &visitor, &body, None, None))
}

/// Enters one.
pub(super) async fn enter(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let body = app::contacts::body_to_declare(&web.app, &visitor.op, &key).await?;
    written(&web, &visitor, &posted, &body, None).await
}

/// The form of one that is there.
pub(super) async fn edit(State(web): State<Web>, visitor: Visitor, Path(id): Path<String>) -> Outcome {
    let (body, contact) = contact_to_edit(&web.app, &visitor.op, read(&id)?).await?;
    web.page(&visitor, &form(&web, &visitor, &body, Some(&contact), None))
}

/// Changes it.
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let (body, contact) = contact_to_edit(&web.app, &visitor.op, read(&id)?).await?;
    written(&web, &visitor, &posted, &body, Some(&contact)).await
}

/// Takes it out of use.
pub(super) async fn retire(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let (body, contact) = contact_to_edit(&web.app, &visitor.op, read(&id)?).await?;
    let version = posted.number("version").unwrap_or_default();
    let act = retire_contact(&web.app, &visitor.op, contact.id, version).await.map_err(Fault);
    answer(&web, &visitor, &posted, &body, Some(&contact), ("retire", "contact-retired"), act)
}

fn read(id: &str) -> Result<ContactPointId, Fault> {
    id.parse().map_err(|_| Fault(Error::NotFound))
}

async fn written(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    body: &Body,
    contact: Option<&ContactPoint>,
) -> Outcome {
    let act = async {
        let told_at = given(posted, "told_at")?;
        let command = EnterContact {
            body: body.key.clone(),
            contact: contact.map(|it| (it.id, posted.number("version").unwrap_or_default())),
            to_be: as_typed(posted),
            changed_at: given(posted, "changed_at")?,
            told: told_at.map(|at| Told { at, how: posted.text("told_how").to_owned() }),
        };
        enter_contact(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(web, visitor, posted, body, contact, ("contact", "contact-saved"), act)
}

fn as_typed(posted: &Posted) -> NewContact {
    let text = |field: &str| posted.text(field).to_owned();
    NewContact {
        kind: text("kind"),
        name: text("name"),
        position: text("position"),
        address: text("address"),
        phone: text("phone"),
        mobile: text("mobile"),
        fax: text("fax"),
        email: text("email"),
        province: posted.given("province").map(str::to_owned),
        always: posted.ticked("always"),
        severe: posted.ticked("severe"),
        key: KeyWanted::typed(posted.text("pgp_key"), posted.ticked("pgp_remove")),
        published_url: text("published_url"),
    }
}

fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    body: &Body,
    contact: Option<&ContactPoint>,
    (key, word): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let back = format!("/network/bodies/{}", body.key);
    let Err(fault) = act else { return Ok(done(&format!("{back}#contacts"), word)) };
    let Some(mut typed) = typed(web, visitor, key, posted, &fault) else { return Err(fault) };
    if keys::secret(&fault) {
        typed.values.remove("pgp_key");
    }
    let page = form(web, visitor, body, contact, Some(typed));
    let path = if contact.is_some() { page.action.clone() } else { format!("{back}/contacts/new") };
    refused_page(web, visitor, &path, &fault, &page)
}

fn form(
    web: &Web,
    visitor: &Visitor,
    body: &Body,
    contact: Option<&ContactPoint>,
    typed: Option<Typed>,
) -> ContactForm {
    let words = Words::of(web, visitor);
    let chosen = contact.map_or(ContactKind::Unit, |it| it.kind);
    let province = contact.and_then(|it| it.province.as_deref()).unwrap_or_default();
    let back = format!("/network/bodies/{}", body.key);
    let choice = |item: &law::ListItem| {
        Choice::new(item.code.as_str(), words.text(&item.label), item.code == province)
    };
    ContactForm {
        body: body.name_in(visitor.lang).to_owned(),
        action: contact
            .map_or_else(|| format!("{back}/contacts"), |it| format!("/network/contacts/{}", it.id)),
        back,
        phone: contact.map(|it| it.phone.clone()).unwrap_or_default(),
        mobile: contact.map(|it| it.mobile.clone()).unwrap_or_default(),
        contact: contact.map(|it| present::contact(web, visitor, it, None)),
        kinds: choices(
            &words,
            "contact-kind",
            ContactKind::ALL.iter().map(|kind| kind.code()),
            chosen.code(),
        ),
        provinces: words
            .library()
            .list("provinces")
            .map(|list| list.items.iter().map(choice).collect())
            .unwrap_or_default(),
        keeps: visitor.op.may(Right::KeepMembers),
        typed,
    }
}
