//! Beginning a change: with a new edition of a text, a file to correct, or files that were brought.

use crate::access::Ask;
use crate::bodies::Check;
use crate::{App, Error, Result, boxed};
use ::law::{
    CalendarDay, Certainty, DayKind, NewEdition, NoEdition, SourceFile, Text, new_edition, with_day,
};
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::law_changes::{Hand, LawChange, LawChangeState, is_path};
use domain::{LawChangeId, Op, Right};
use jiff::civil::Date;
use serde_json::json;
use store::Tx;

/// Most files of a change.
const MOST_FILES: usize = 500;
/// Longest file, in bytes.
pub(super) const LONGEST_BYTES: usize = 1024 * 1024;

/// A change to begin.
#[derive(Debug, Clone)]
pub struct DraftChange {
    /// What it is about, in one line.
    pub title: String,
    /// The document that orders it, as it is cited.
    pub source: String,
    /// What it begins with.
    pub start: Start,
}

/// What a change begins with.
#[derive(Debug, Clone)]
pub enum Start {
    /// The files of an edition as those of a new one that replaces it.
    Edition {
        /// Id of the edition before.
        of: String,
        /// Id of the new one.
        id: String,
        /// Number of the text that brings it; empty keeps the number.
        number: String,
        /// First day of force.
        from: Date,
    },
    /// The file of its year with one day more.
    Day(NewDay),
    /// Files of its own, such as a whole folder.
    Files(Vec<SourceFile>),
}

/// A day off, or a day of work in exchange.
#[derive(Debug, Clone)]
pub struct NewDay {
    /// The day.
    pub date: Date,
    /// Why it differs from the week.
    pub kind: DayKind,
    /// Its name in Vietnamese.
    pub name: String,
    /// Its name in English; empty takes the Vietnamese one.
    pub name_en: String,
}

/// Begins a change; gives its number.
///
/// # Errors
/// [`Error::Forbidden`]; fields to mend.
#[boxed]
pub async fn draft_change(app: &App, op: &Op, cmd: DraftChange) -> Result<i64> {
    op.require(Right::ChangeLaw)?;
    let mut check = Check::new();
    let title = check.required("title", &cmd.title);
    let source = check.required("source", &cmd.source);
    let day = match &cmd.start {
        Start::Day(day) => Some(checked(&mut check, day, &source)),
        _ => None,
    };
    check.done()?;
    let mut tx = app.store.write().await?;
    let running = app.law.files_in(&mut tx).await?;
    let files = match cmd.start {
        Start::Files(files) => files,
        Start::Day(of) => {
            let path = format!("calendars/{}.toml", of.date.year());
            let known = running.iter().find(|file| file.path == path);
            let day = day.ok_or_else(|| Error::field("date", "required"))?;
            let text = with_day(known.map(|file| file.text.as_str()), &day).map_err(no_day)?;
            vec![SourceFile { path, text }]
        }
        Start::Edition { of, id, number, from } => {
            let new = NewEdition { id: id.trim(), number: &number, from };
            new_edition(&running, of.trim(), &new).map_err(no_edition)?
        }
    };
    if files.len() > MOST_FILES {
        return Err(Error::field("files", "too_many"));
    }
    files.iter().try_for_each(|file| fit(&file.path, &file.text))?;
    let hand = Hand::of(op);
    let change = LawChange {
        id: app.fresh.id(op.now),
        number: tx.take_numbers("law-change", 1).await?,
        title,
        source,
        state: LawChangeState::Draft,
        written_by: hand.clone(),
        changed_by: hand,
        activated_by: None,
        created_at: op.now,
        changed_at: op.now,
        activated_at: None,
        version: 1,
    };
    tx.insert_law_change(&change).await?;
    for file in &files {
        tx.put_law_file(change.id, &file.path, Some(&file.text), base_of(&running, &file.path).as_deref())
            .await?;
    }
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let detail =
        json!({ "number": change.number, "title": change.title, "source": change.source, "files": paths });
    tx.record(op, Event::new("law_change.drafted", "law-change", change.id, detail));
    tx.commit(op.now).await?;
    Ok(change.number)
}

fn checked(check: &mut Check, day: &NewDay, source: &str) -> CalendarDay {
    let name = check.required("name", &day.name);
    let name_en = check.line("name_en", &day.name_en);
    let name = if name_en.is_empty() { Text::new(name.clone(), name) } else { Text::new(name, name_en) };
    let (date, kind, source) = (day.date, day.kind, source.to_owned());
    CalendarDay { date, kind, name, source, certainty: Certainty::Text, applies_to: None }
}

fn no_day(why: NoEdition) -> Error {
    if why == NoEdition::Taken { Error::field("date", "taken") } else { Error::internal(why) }
}

/// That a change has no more files than it may; asked when they are written.
pub(super) async fn room(tx: &mut Tx, change: LawChangeId) -> Result<()> {
    let most = i64::try_from(MOST_FILES).unwrap_or(i64::MAX);
    if tx.count_law_files(change).await? > most { Err(Error::field("files", "too_many")) } else { Ok(()) }
}

/// SHA-256 of the text that is in force at a path; none where there is no such file.
pub(super) fn base_of(running: &[SourceFile], path: &str) -> Option<String> {
    running.iter().find(|file| file.path == path).map(|file| sha256_hex(file.text.as_bytes()))
}

/// That a file can be part of a change.
pub(super) fn fit(path: &str, text: &str) -> Result<()> {
    if !is_path(path) {
        return Err(Error::field("path", "not_a_path"));
    }
    if text.len() > LONGEST_BYTES { Err(Error::field("text", "too_long")) } else { Ok(()) }
}

fn no_edition(why: NoEdition) -> Error {
    match why {
        NoEdition::Unknown => Error::field("of", "unknown_option"),
        NoEdition::Unfit => Error::field("id", "not_a_key"),
        NoEdition::Taken => Error::field("id", "taken"),
        NoEdition::Unreadable => Error::internal(why),
    }
}
