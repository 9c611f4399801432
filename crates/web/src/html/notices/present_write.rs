//! The two forms that hand a notice in: empty, filled from the account, or back with what was typed.

use crate::html::desk::{Words, choices, faults, for_input};
use crate::html::paper_address;
use crate::{Fault, Posted, Visitor, Web};
use app::Error;
use domain::bodies::Body;
use domain::notices::Channel;
use domain::systems::System;
use phrases::contexts::form::FormFault;
use phrases::contexts::notices::{NoticeEnter, NoticeFields, NoticeSubmit};

/// The officer's form, empty.
pub(super) fn enter(web: &Web, visitor: &Visitor) -> NoticeEnter {
    let words = Words::of(web, visitor);
    let channels = Channel::ALL.iter().filter(|c| c.entered_by_officer()).map(|c| c.code());
    NoticeEnter {
        channels: choices(&words, "channel", channels, ""),
        received_at: for_input(visitor.op.now),
        fields: NoticeFields::default(),
        paper_address: paper_address(&web.app.settings),
        max_file_bytes: most_bytes(web),
        idempotency: once(web, visitor),
        secret: String::new(),
        errors: Vec::new(),
    }
}

/// The officer's form with what was typed.
pub(super) fn enter_again(web: &Web, visitor: &Visitor, posted: &Posted, fault: &Fault) -> NoticeEnter {
    let mut page = enter(web, visitor);
    page.channels.iter_mut().for_each(|c| c.checked = c.code == posted.text("channel"));
    NoticeEnter {
        received_at: posted.text("received_at").to_owned(),
        fields: fields(posted),
        secret: posted.text("secret").to_owned(),
        errors: errors(web, visitor, fault),
        ..page
    }
}

/// The form of somebody signed in, filled with who they are.
pub(super) fn submit(web: &Web, visitor: &Visitor, body: Option<&Body>, systems: &[System]) -> NoticeSubmit {
    let who = visitor.who.as_ref();
    let contact = body.map(|b| b.contact.clone()).unwrap_or_default();
    let account = who.map(|w| w.body.clone()).unwrap_or_default();
    NoticeSubmit {
        fields: NoticeFields {
            // The record names the body as it is called here, whatever language its page has.
            organisation: body.map_or_else(|| account.clone(), |b| b.name.clone()),
            name: who.map(|w| w.name.clone()).unwrap_or_default(),
            address: contact.address,
            phone: contact.phone,
            email: contact.email,
            ..NoticeFields::default()
        },
        body: body.map_or(account, |b| b.name_in(visitor.lang).to_owned()),
        systems: systems.iter().map(|s| s.name.clone()).collect(),
        full_form: Some("/report/full".to_owned()),
        paper_address: paper_address(&web.app.settings),
        max_file_bytes: most_bytes(web),
        idempotency: once(web, visitor),
        severe_phone: web.app.settings.severe_phone.clone(),
        secret: String::new(),
        errors: Vec::new(),
    }
}

/// The form of somebody signed in, with what was typed.
pub(super) fn submit_again(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    fault: &Fault,
    empty: NoticeSubmit,
) -> NoticeSubmit {
    NoticeSubmit {
        fields: fields(posted),
        secret: posted.text("secret").to_owned(),
        errors: errors(web, visitor, fault),
        ..empty
    }
}

/// Refusals of these forms are about the secret or about the files; both have a place.
fn errors(web: &Web, visitor: &Visitor, fault: &Fault) -> Vec<FormFault> {
    match &fault.0 {
        Error::Refused(refusal) => {
            let key = if refusal.code.starts_with("attachment.") { "attachments" } else { "secret" };
            vec![FormFault::new(key, Words::of(web, visitor).refusal(refusal))]
        }
        _ => faults(web, visitor, fault),
    }
}

fn fields(posted: &Posted) -> NoticeFields {
    let text = |name: &str| posted.text(name).to_owned();
    NoticeFields {
        organisation: text("organisation"),
        name: text("name"),
        position: text("position"),
        address: text("address"),
        phone: text("phone"),
        email: text("email"),
        subject: text("subject"),
        description: text("description"),
        detected_at: text("detected_at"),
        system: text("system"),
        domains: text("domains"),
        addresses: text("addresses"),
        ongoing: text("ongoing"),
        confidential: posted.ticked("confidential"),
        help_wanted: posted.ticked("help_wanted"),
    }
}

/// The value that makes sending the form twice harmless.
fn once(web: &Web, visitor: &Visitor) -> String {
    web.app.fresh.uuid(visitor.op.now).to_string()
}

fn most_bytes(web: &Web) -> i64 {
    i64::try_from(web.app.settings.max_attachment_bytes).unwrap_or(i64::MAX)
}
