//! Tab *timeline*: entries of the record and messages in one order, newest first, and the forms that add to it.

use super::present_entries::told;
use super::seen::Seen;
use super::tabs::Tab;
use crate::Visitor;
use crate::html::desk::{choices, files_of_message, written_by};
use domain::incidents::{Entry, EntryKind};
use domain::messages::{Audience, Message};
use phrases::contexts::elements::{Chip, Choice};
use phrases::contexts::incidents::{EntryView, Timeline};

/// Entries on one page.
const ROWS: usize = 100;
/// Messages stand among the entries under this kind.
const MESSAGE: &str = "message";

/// The tab, filtered by `kind` and without the newest `skip`, as asked for in the address. Counted, not timed: what one
/// act writes has one moment, and a border between moments would lose some of it.
pub(super) fn tab(seen: &Seen<'_>, visitor: &Visitor) -> Timeline {
    let words = &seen.words;
    let kind = visitor.query("kind").filter(|k| !k.is_empty());
    let skip: usize = visitor.query("skip").and_then(|s| s.parse().ok()).unwrap_or_default();
    let entries = seen.view.entries.iter().map(|e| entry(seen, e));
    let mut all: Vec<EntryView> =
        entries.chain(seen.view.messages.iter().map(|m| message(seen, m))).collect();
    all.sort_by_key(|e| std::cmp::Reverse(e.at));
    all.retain(|e| kind.as_ref().is_none_or(|k| *k == e.kind));
    let next = skip.saturating_add(ROWS);
    let older = (all.len() > next).then(|| format!("&skip={next}"));
    let shown: Vec<EntryView> = all.into_iter().skip(skip).take(ROWS).collect();
    let of_kind = |kind: Option<&str>| {
        kind.map_or_else(|| seen.tab(Tab::Timeline), |k| format!("{}&kind={k}", seen.tab(Tab::Timeline)))
    };
    let chip = |code: Option<&str>| {
        let text = code.map_or_else(|| words.say("timeline-all"), |c| words.coded("entry", c));
        Chip::new(text, of_kind(code), code == kind.as_deref())
    };
    let kinds = EntryKind::ALL.iter().map(|k| k.code()).chain([MESSAGE]);
    Timeline {
        chips: std::iter::once(chip(None)).chain(kinds.map(|k| chip(Some(k)))).collect(),
        older: older.map(|skip| format!("{}{skip}", of_kind(kind.as_deref()))),
        entries: shown,
        kinds: writable(seen),
        bodies: addressees(seen),
        write_entry: seen.may("direct").or_else(|| seen.may("write-messages")),
        write_message: seen.may("write-messages"),
        write_internal: seen.may("see-internal").is_some(),
    }
}

/// Kinds of entry the reader may write: decisions and directions ask for a right of their own.
fn writable(seen: &Seen<'_>) -> Vec<Choice> {
    let directing = |kind: &EntryKind| matches!(kind, EntryKind::Decision | EntryKind::Direction);
    let may =
        |kind: &&EntryKind| seen.may(if directing(kind) { "direct" } else { "write-messages" }).is_some();
    choices(&seen.words, "entry", EntryKind::ALL.iter().filter(may).map(|k| k.code()), "")
}

fn addressees(seen: &Seen<'_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for party in seen.view.parties.iter().filter(|p| p.party.until.is_none()) {
        let code = party.party.body.to_string();
        if !choices.iter().any(|c| c.code == code) {
            choices.push(Choice::new(code, &party.name, false));
        }
    }
    choices
}

fn entry(seen: &Seen<'_>, entry: &Entry) -> EntryView {
    EntryView {
        kind: entry.kind.code().to_owned(),
        at: entry.at.micros(),
        by: written_by(&seen.words, &entry.by),
        body: seen.name_of(entry.body),
        to: seen.name_of(entry.to),
        text: told(&seen.words, entry),
        document: entry.document.clone(),
        internal: entry.internal,
        files: Vec::new(),
    }
}

fn message(seen: &Seen<'_>, message: &Message) -> EntryView {
    EntryView {
        kind: MESSAGE.to_owned(),
        at: message.written_at.micros(),
        by: message.author.clone(),
        body: seen.name_of(message.author_body),
        to: String::new(),
        text: message.text.clone(),
        document: String::new(),
        internal: message.audience == Audience::Internal,
        files: files_of_message(message, &seen.view.message_files),
    }
}
