//! From what the desk says of bodies, contact points and applications to what their pages show.

use super::reach;
use crate::html::desk::{Words, read_form};
use crate::{Visitor, Web};
use app::domain::Right;
use app::domain::contacts::{ContactChange, ContactPoint, Proof, Standing};
use app::domain::members::{Application, Difference};
use app::domain::notices::submission::FilledForm;
use app::domain::systems::System;
use app::domain::{clocks::DueKind, places};
use app::members::{MemberView, PendingView};
use app::reachability::ReachNow;
use app::systems::{Party, SystemView};
use law::{Form, Values};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::{Choice, Link};
use phrases::contexts::form::{FieldView, FormView};
use phrases::contexts::network::{
    ApplicationPage, ChangeLine, ContactLine, DifferenceLine, DutyLine, EditionLine, KeyLine, MemberPage,
    MembershipView, PendingEdit, ProofLine, SystemFields, SystemLine,
};
use phrases::contexts::reports::ReadSection;

/// Values of a form that travel along behind a prefix.
pub(super) fn kept_values(form: &Form, prefix: &str, kept: &[(String, String)]) -> Values {
    let own =
        kept.iter().filter_map(|(name, value)| Some((name.strip_prefix(prefix)?.to_owned(), value.clone())));
    law::from_pairs(form, &own.collect::<Vec<_>>())
}

/// The public key of a contact point.
pub(super) fn key(web: &Web, visitor: &Visitor, it: &ContactPoint) -> Option<KeyLine> {
    it.key.as_ref().map(|key| KeyLine {
        fingerprint: key.grouped(),
        href: format!("/network/contacts/{}/key.asc", it.id),
        state: key.state(visitor.op.now, app::contacts::key_warning(&web.app)).code().to_owned(),
        expires_at: key.expires_at.map(app::domain::Moment::micros),
    })
}

/// A contact point.
pub(super) fn contact(
    web: &Web,
    visitor: &Visitor,
    it: &ContactPoint,
    reached: Option<&ReachNow>,
) -> ContactLine {
    let words = Words::of(web, visitor);
    ContactLine {
        id: it.id.to_string(),
        version: it.version,
        kind: it.kind.code().to_owned(),
        name: it.name.clone(),
        position: it.position.clone(),
        phones: [&it.phone, &it.mobile].into_iter().filter(|phone| !phone.is_empty()).cloned().collect(),
        fax: it.fax.clone(),
        email: it.email.clone(),
        address: it.address.clone(),
        province: it.province.as_deref().map(|code| words.item("provinces", code)),
        always: it.always,
        severe: it.severe,
        key: key(web, visitor, it),
        published_url: it.published_url.clone(),
        reach: reached.map(|it| reach::line(&words, it)),
    }
}

/// A change of a contact point with duties and proofs.
pub(super) fn change(
    words: &Words<'_>,
    visitor: &Visitor,
    it: ContactChange,
    body: Option<(String, String)>,
) -> ChangeLine {
    let keeps = visitor.op.may(Right::KeepMembers);
    let own = visitor.op.may(Right::DeclareOwnBody) && visitor.op.body == Some(it.body);
    let now = visitor.op.now;
    let proof = |which: &str, proof: Option<&Proof>, enter: bool| {
        let worst = Standing::worst(it.duties.iter().map(|duty| duty.standing(proof, now)));
        let plain = if proof.is_some() { Standing::InTime } else { Standing::Running };
        ProofLine {
            which: which.to_owned(),
            at: proof.map(|proof| proof.at.micros()),
            how: proof.map(|proof| proof.how.clone()).unwrap_or_default(),
            by: proof.map(|proof| proof.by.name.clone()).unwrap_or_default(),
            standing: worst.unwrap_or(plain).code().to_owned(),
            enter: enter && proof.is_none(),
        }
    };
    let proofs = vec![
        proof("notified", it.notified.as_ref(), keeps),
        proof("published", it.published.as_ref(), keeps || own),
    ];
    ChangeLine {
        standing: it.standing(now).code().to_owned(),
        duties: it
            .duties
            .iter()
            .map(|duty| DutyLine {
                title: words.text(&duty.title),
                cite: words.cite(&duty.ruleset, &duty.cite),
                due_text: duty.due_text.as_ref().map(|text| words.text(text)),
                policy: duty.due_kind == DueKind::Policy,
            })
            .collect(),
        proofs,
        id: it.id.to_string(),
        version: it.version,
        body,
        name: it.name,
        fields: it.fields.iter().map(|field| words.coded("contact-field", field)).collect(),
        changed_at: it.changed_at.micros(),
    }
}

fn sections(words: &Words<'_>, filled: &FilledForm) -> Vec<ReadSection> {
    let found =
        words.library().ruleset(&filled.ruleset).and_then(|text| Some((text, text.form(&filled.form)?)));
    found
        .map(|(text, form)| read_form(FormView::of(text, form, &filled.values, &[], words.lang()), &[]))
        .unwrap_or_default()
}

fn differences(words: &Words<'_>, filled: &FilledForm, found: &[Difference]) -> Vec<DifferenceLine> {
    let form = words.library().ruleset(&filled.ruleset).and_then(|text| text.form(&filled.form));
    let line = |one: &Difference| {
        let field = form.and_then(|form| form.field(&one.field));
        let lines = |value: &Option<serde_json::Value>| match (field, value) {
            (Some(field), Some(value)) => {
                let values = Values::from_iter([(field.key.clone(), value.clone())]);
                crate::html::desk::field_lines(&FieldView::of(field, &values, words.lang()), &[])
            }
            (_, value) => value.iter().map(ToString::to_string).collect(),
        };
        DifferenceLine {
            label: field.map_or_else(|| one.field.clone(), |field| words.text(&field.label)),
            before: lines(&one.before),
            after: lines(&one.after),
        }
    };
    found.iter().map(line).collect()
}

fn pending(words: &Words<'_>, view: PendingView) -> PendingEdit {
    let mut found = differences(words, &view.change.profile, &view.profile);
    if let Some(staff) = &view.change.staff {
        found.extend(differences(words, staff, &view.staff));
    }
    PendingEdit {
        id: view.change.id.to_string(),
        version: view.change.version,
        by: view.change.by.name,
        at: view.change.at.micros(),
        expires_at: view.change.expires_at.micros(),
        differences: found,
    }
}

fn system(it: System) -> SystemLine {
    SystemLine {
        href: format!("/network/systems/{}", it.key),
        name: it.name,
        level: it.level,
        claims: it.domains.into_iter().chain(it.addresses).collect(),
    }
}

/// A body.
pub(super) fn member(web: &Web, visitor: &Visitor, view: MemberView, typed: Option<Typed>) -> MemberPage {
    let words = Words::of(web, visitor);
    let body = view.body;
    let province = body.province.as_deref().map(|code| words.item("provinces", code));
    let commune = body
        .commune
        .as_deref()
        .and_then(places::commune)
        .map(|place| format!("{} {}", words.coded("commune-kind", place.kind), place.name));
    let place: Vec<String> = commune.into_iter().chain(province).collect();
    let profile = view.profile.as_ref();
    MemberPage {
        name: body.name_in(words.lang()).to_owned(),
        kind: words.coded("body-kind", body.kind.code()),
        parent: view
            .parent
            .map(|it| Link::new(it.name_in(words.lang()), format!("/network/bodies/{}", it.key))),
        place: (!place.is_empty()).then(|| place.join(", ")),
        address: body.contact.address,
        phone: body.contact.phone,
        fax: body.contact.fax,
        email: body.contact.email,
        member: view.membership.map(|it| MembershipView {
            kind: it.kind.code().to_owned(),
            state: it.state.code().to_owned(),
            cluster: it.cluster,
            since: it.since.micros(),
            reason: it.reason,
            version: it.version,
        }),
        contacts: view.contacts.iter().map(|it| contact(web, visitor, it, view.reach.get(&it.id))).collect(),
        changes: view.changes.into_iter().map(|it| change(&words, visitor, it, None)).collect(),
        profile: profile.map(|it| sections(&words, &it.profile)).unwrap_or_default(),
        staff: profile.and_then(|it| it.staff.as_ref()).map(|it| sections(&words, it)).unwrap_or_default(),
        editions: view
            .editions
            .into_iter()
            .map(|it| EditionLine { edition: it.edition, at: it.at.micros(), by: it.by.name })
            .collect(),
        pending: view.pending.map(|it| pending(&words, it)),
        systems: view.systems.into_iter().map(system).collect(),
        declares: view.declares,
        keeps: view.keeps,
        key: body.key,
        typed,
    }
}

/// An application to judge.
pub(super) fn application(
    words: &Words<'_>,
    it: Application,
    clusters: Vec<String>,
    typed: Option<Typed>,
) -> ApplicationPage {
    let filled = [Some(&it.application), Some(&it.profile), it.staff.as_ref()];
    let title = |filled: &FilledForm| {
        let form = words.library().ruleset(&filled.ruleset).and_then(|text| text.form(&filled.form));
        form.map(|form| format!("{} – {}", words.place(&form.number.shown), words.text(&form.title)))
            .unwrap_or_default()
    };
    let forms = filled.into_iter().flatten().map(|filled| (title(filled), sections(words, filled))).collect();
    let choice = |item: &law::ListItem| Choice::new(item.code.as_str(), words.text(&item.label), false);
    ApplicationPage {
        forms,
        key: domain::text::key(&it.name),
        provinces: words
            .library()
            .list("provinces")
            .map(|list| list.items.iter().map(choice).collect())
            .unwrap_or_default(),
        clusters,
        number: it.number.to_string(),
        name: it.name,
        state: it.state.code().to_owned(),
        submitted_at: it.submitted_at.micros(),
        judged_by: it.judged_by.map(|hand| hand.name).unwrap_or_default(),
        judged_at: it.judged_at.map(|at| at.micros()),
        reason: it.reason,
        version: it.version,
        typed,
    }
}

/// A system as it stands in the fields of its form.
pub(super) fn system_fields(view: &SystemView) -> SystemFields {
    let it = &view.known.system;
    let key = |party: &Option<Party>| party.as_ref().map(|it| it.body.key.clone()).unwrap_or_default();
    SystemFields {
        key: it.key.clone(),
        name: it.name.clone(),
        owner: key(&view.known.owner),
        operator: key(&view.known.operator),
        provider: key(&view.known.provider),
        national_important: it.national_important,
        purpose: it.purpose.clone(),
        domains: it.domains.join("\n"),
        addresses: it.addresses.join("\n"),
        autonomous_systems: by_line(&it.description.autonomous_systems),
        services: it.description.services.join("\n"),
        software: by_line(&it.description.software),
        measures: it.description.measures.join("\n"),
        documents: by_line(&it.description.documents),
        security_body: key(&view.known.security),
    }
}

fn by_line<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A day as printed here, from `2026-03-02`; what is no day stays as it is.
pub(super) fn day(text: &str) -> String {
    let printed = text.parse::<jiff::civil::Date>().map(|date| date.strftime("%d/%m/%Y").to_string());
    printed.unwrap_or_else(|_| text.to_owned())
}
