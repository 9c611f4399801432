//! One notice as its page shows it.

use super::present_confirm;
use crate::html::desk::{Words, attachment, choices, defang, happening, people_message, written_by};
use crate::html::paper_address;
use crate::{Visitor, Web};
use app::notices::{NoticeView, SimilarView};
use domain::audit::Row;
use domain::bodies::Body;
use domain::notices::likeness::Trait;
use domain::notices::{Content, NoticeState, Verdict, Verification};
use domain::{Op, Right};
use phrases::contexts::access::WhyView;
use phrases::contexts::desk::{Act, Typed};
use phrases::contexts::elements::{Choice, Fact, Link};
use phrases::contexts::form::FieldKind;
use phrases::contexts::form::FormView;
use phrases::contexts::notices::{
    FilledFormView, Likely, NoticeActs, NoticeShow, SenderView, SharedTrait, VerificationView,
};

/// The page.
pub(super) fn page(
    web: &Web,
    visitor: &Visitor,
    view: NoticeView,
    bodies: &[Body],
    history: &[Row],
    typed: Option<Typed>,
) -> NoticeShow {
    let words = &Words::of(web, visitor);
    let (notice, content) = (&view.notice, &view.notice.content);
    let acts = acts(words, &visitor.op, &view);
    let open = acts.confirm.as_ref().is_some_and(|act| act.refused.is_none());
    NoticeShow {
        number: notice.number.to_string(),
        version: notice.version,
        state: notice.state.code().to_owned(),
        channel: notice.channel.code().to_owned(),
        subject: content.subject.clone(),
        description: harmless(content),
        received_at: notice.received_at.micros(),
        recorded_at: notice.recorded_at.micros(),
        acknowledged_after: notice.acknowledged_after_micros,
        receipt: notice.receipt.clone(),
        sender: sender(words, &view),
        verdict: notice.verdict.code().to_owned(),
        verifications: view.verifications.iter().map(|v| verification(words, v)).collect(),
        methods: methods(words),
        verdicts: choices(words, "verdict", Verdict::ALL.iter().skip(1).map(|v| v.code()), ""),
        detected_at: content.detected_at.map(|at| at.micros()),
        system: content.system.clone(),
        domains: content.domains.iter().map(|d| defang(d)).collect(),
        addresses: content.addresses.iter().map(|a| defang(&a.to_string())).collect(),
        ongoing: content.ongoing,
        confidential: content.confidential,
        help_wanted: content.help_wanted,
        attachments: view.attachments.iter().map(attachment).collect(),
        malware_password: domain::attachments::MALWARE_ZIP_PASSWORD.to_owned(),
        form: filled(words, content),
        likely: view.similar.iter().map(|s| likely(s, content)).collect(),
        taken_by: view.officer.clone(),
        incident: view.incident.as_ref().map(|n| Link::new(n, format!("/incidents/{n}"))),
        merged_into: view.merged_into.as_deref().map(to_notice),
        merged: view.merged.iter().map(|n| to_notice(n)).collect(),
        reason: notice.reason.clone(),
        paper_address: paper_address(&web.app.settings),
        confirm: open.then(|| present_confirm::form(words, &view, bodies, typed.as_ref())),
        messages: view
            .messages
            .iter()
            .map(|m| people_message(m, &view.message_files, author(words, &view, m.author_body)))
            .collect(),
        history: history.iter().map(|row| happening(words, row)).collect(),
        acts,
        why: WhyView::default(),
        typed,
    }
}

/// What the reader may do; where a rule forbids it now, with the rule's reason.
fn acts(words: &Words<'_>, op: &Op, view: &NoticeView) -> NoticeActs {
    let officer = op.may(Right::TriageNotice);
    // Every decision needs the notice in hand; the rule is asked without changing anything.
    let held = view.may_triage.then(|| words.act(view.notice.clone().ask().map(drop)));
    NoticeActs {
        take: (view.may_triage && view.notice.taken_by != op.actor.person()).then(Act::possible),
        verify: officer.then(Act::possible),
        ask: held.clone(),
        reject: held.clone(),
        merge: held.clone(),
        confirm: held.clone(),
        join: held,
        write: op.may(Right::SeeNotices).then(Act::possible),
        write_internal: officer,
    }
}

fn sender(words: &Words<'_>, view: &NoticeView) -> SenderView {
    let told = view.notice.content.sender.clone();
    let to_body = |body: &Body| Link::new(body.name_in(words.lang()), notices_of(body));
    SenderView {
        organisation: told.organisation,
        name: told.name,
        position: told.position,
        address: told.address,
        phone: told.phone,
        email: told.email,
        signed_in_for: view.sender_body.as_ref().map(to_body),
        known_contact: view.known_sender.as_ref().map(to_body),
    }
}

fn verification(words: &Words<'_>, check: &Verification) -> VerificationView {
    VerificationView {
        by: written_by(words, &check.by),
        at: check.at.micros(),
        method: words.item("verification-methods", &check.method),
        verdict: check.verdict.code().to_owned(),
        note: check.note.clone(),
    }
}

fn methods(words: &Words<'_>) -> Vec<Choice> {
    let list = words.library().list("verification-methods");
    list.iter().flat_map(|l| &l.items).map(|i| Choice::new(&i.code, words.text(&i.label), false)).collect()
}

fn likely(similar: &SimilarView, content: &Content) -> Likely {
    let shared = |kind: &Trait| SharedTrait { kind: kind.code().to_owned(), value: told(*kind, content) };
    Likely {
        number: similar.number.clone(),
        href: format!("/notices/{}", similar.number),
        subject: similar.subject.clone(),
        state: similar.state.clone(),
        received_at: similar.received_at.micros(),
        score: i64::from(similar.score),
        shared: similar.shared.iter().map(shared).collect(),
        mergeable: similar.state != NoticeState::Merged.code()
            && similar.state != NoticeState::Rejected.code(),
    }
}

/// What this notice tells of a kind; which value of it is shared is not kept.
fn told(kind: Trait, content: &Content) -> String {
    let told = match kind {
        Trait::Address => {
            content.addresses.iter().map(|a| defang(&a.to_string())).collect::<Vec<_>>().join(", ")
        }
        Trait::Domain => content.domains.iter().map(|d| defang(d)).collect::<Vec<_>>().join(", "),
        Trait::System => content.system.clone(),
        Trait::Sender if content.sender.email.is_empty() => content.sender.phone.clone(),
        Trait::Sender => content.sender.email.clone(),
    };
    if told.chars().count() <= 80 { told } else { told.chars().take(79).chain(['…']).collect() }
}

fn filled(words: &Words<'_>, content: &Content) -> Option<FilledFormView> {
    let filled = content.form.as_ref()?;
    let ruleset = words.library().ruleset(&filled.ruleset)?;
    let form = ruleset.form(&filled.form)?;
    let shown = FormView::of(ruleset, form, &filled.values, &[], words.lang());
    let fields = shown.sections.into_iter().flat_map(|s| s.fields).filter(|f| f.kind != FieldKind::Fixed);
    let facts = fields.filter_map(|f| Some(Fact::new(f.label.clone(), value(&f)?)));
    Some(FilledFormView {
        title: words.text(&form.title),
        law: words.text(&ruleset.short),
        facts: facts.collect(),
    })
}

/// A filled field in one line: labels of ticked boxes, or what was typed.
fn value(field: &phrases::contexts::form::FieldView) -> Option<String> {
    let ticked = field.options.iter().filter(|o| o.checked).map(|o| match o.text_value.as_str() {
        "" => o.label.clone(),
        text => format!("{}: {text}", o.label),
    });
    let ticked: Vec<String> = ticked.collect();
    let text = if field.options.is_empty() { field.values.join(", ") } else { ticked.join("; ") };
    (!text.is_empty()).then_some(text)
}

/// The description with the addresses and links of the notice made harmless.
fn harmless(content: &Content) -> String {
    let mut text = content.description.replace("http://", "hxxp://").replace("https://", "hxxps://");
    let told = content.domains.iter().cloned().chain(content.addresses.iter().map(ToString::to_string));
    for one in told {
        text = text.replace(&one, &defang(&one));
    }
    text
}

/// The notices in which a body's name occurs.
fn notices_of(body: &Body) -> String {
    let name: String = url::form_urlencoded::byte_serialize(body.name.as_bytes()).collect();
    format!("/notices?q={name}")
}

fn to_notice(number: &str) -> Link {
    Link::new(number, format!("/notices/{number}"))
}

/// Name of a message's body, as far as the notice knows it.
fn author(words: &Words<'_>, view: &NoticeView, body: Option<domain::BodyId>) -> String {
    let known = view.sender_body.iter().chain(&view.handler).find(|b| Some(b.id) == body);
    known.map(|b| b.name_in(words.lang()).to_owned()).unwrap_or_default()
}
