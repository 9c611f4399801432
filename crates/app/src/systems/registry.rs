//! What an Internet registry says of addresses, apart from what people claim: records brought in as one edition, and what they
//! say of an address or of a claim. A claim outside of them is told and never refused.

use crate::access::Ask;
use crate::attachments::Bytes;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::systems::allocations::{Allocation, Line, ends_of};
use domain::systems::claims::Network;
use domain::{AttachmentId, Op, Right};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::BufRead;
use store::{AllocationEdition, Conn};
use tokio::io::AsyncReadExt;

/// Records written at once.
const AT_ONCE: usize = 500;
/// Largest file.
const MOST_BYTES: u64 = 128 * 1024 * 1024;
/// Most wrong lines told by their number.
const MOST_TOLD: usize = 50;

/// What a registry says of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The range, in standard form.
    pub range: String,
    /// The record that holds it whole.
    pub allocation: Option<Allocation>,
    /// It has nothing in common with any record of the country this deployment answers for.
    pub outside: bool,
    /// Where the records come from.
    pub source: String,
    /// The day they were published.
    pub published: String,
}

/// Records to bring in.
#[derive(Debug, Clone)]
pub struct BringAllocations {
    /// Where they come from: the address of the file.
    pub source: String,
    /// Code of the country this deployment answers for, two letters.
    pub home: String,
    /// Write them; else only count.
    pub write: bool,
}

/// What a file of records holds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct BroughtAllocations {
    /// The day it was published, as its first line has it; empty when it has none.
    pub published: String,
    /// Records by what they hand out.
    pub records: BTreeMap<&'static str, usize>,
    /// Those of the country this deployment answers for.
    pub at_home: BTreeMap<&'static str, usize>,
    /// Lines nobody can read.
    pub wrong: usize,
    /// The first of them, by number.
    pub wrong_lines: Vec<usize>,
    /// It was written.
    pub written: bool,
}

/// Counts the records of a file and, when every line can be read, puts them in place of those that are there.
///
/// # Errors
/// [`Error::Forbidden`]; field `file` when it cannot be read or has too many lines, field `home` for no code of a country.
pub async fn bring_allocations(
    app: &App,
    op: &Op,
    cmd: BringAllocations,
    file: impl BufRead + Send,
) -> Result<BroughtAllocations> {
    op.require(Right::ManageNetwork)?;
    let home = cmd.home.trim().to_uppercase();
    if home.len() != 2 || !home.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(Error::field("home", "not_a_country"));
    }
    // The whole file is read before the database is held: nobody's notice waits for it.
    let mut brought = BroughtAllocations::default();
    let mut found = Vec::new();
    for line in exchange::delegated::lines(file) {
        let (number, line) = line.map_err(|_| Error::field("file", "records_unreadable"))?;
        found.extend(brought.note(number, line.ok(), &home).filter(|_| cmd.write));
    }
    let records = brought.records.values().sum::<usize>();
    if records == 0 {
        return Err(Error::field("file", "records_unreadable"));
    }
    if !cmd.write || brought.wrong > 0 {
        return Ok(brought);
    }
    let mut tx = app.store.write().await?;
    tx.drop_allocations().await?;
    for together in found.chunks(AT_ONCE) {
        tx.insert_allocations(together).await?;
    }
    let edition = AllocationEdition {
        id: app.fresh.id(op.now),
        source: cmd.source,
        published: brought.published.clone(),
        home,
        records: i64::try_from(records).unwrap_or(i64::MAX),
        by: op.actor.name().to_owned(),
        at: op.now,
    };
    tx.insert_allocation_edition(&edition).await?;
    let detail = json!({ "source": edition.source, "published": edition.published, "records": records });
    tx.record(op, Event::new("allocations.brought_in", "allocations", edition.id, detail));
    tx.commit(op.now).await?;
    brought.written = true;
    Ok(brought)
}

/// The same for a stored file; its name says where the records come from when nobody does.
///
/// # Errors
/// As [`bring_allocations`]; [`Error::NotFound`].
#[boxed]
pub async fn bring_allocations_file(
    app: &App,
    op: &Op,
    cmd: BringAllocations,
    file: AttachmentId,
) -> Result<BroughtAllocations> {
    op.require(Right::ManageNetwork)?;
    let fetched = crate::attachments::fetch(app, op, file).await?;
    let Bytes::File(open) = fetched.bytes else { return Err(Error::NotFound) };
    let mut bytes = Vec::new();
    open.take(MOST_BYTES + 1).read_to_end(&mut bytes).await.map_err(|e| Error::Unavailable(Box::new(e)))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(Error::field("file", "records_unreadable"));
    }
    let source = if cmd.source.is_empty() { fetched.attachment.name } else { cmd.source };
    bring_allocations(app, op, BringAllocations { source, ..cmd }, bytes.as_slice()).await
}

impl BroughtAllocations {
    /// Counts a line; gives the record it is.
    fn note(&mut self, number: usize, line: Option<Line>, home: &str) -> Option<Allocation> {
        match line {
            Some(Line::Version(day)) => self.published = day,
            Some(Line::Passed) => {}
            Some(Line::Record(record)) => {
                *self.records.entry(record.resource.code()).or_default() += 1;
                if record.country == home {
                    *self.at_home.entry(record.resource.code()).or_default() += 1;
                }
                return Some(record);
            }
            None => {
                self.wrong += 1;
                if self.wrong_lines.len() < MOST_TOLD {
                    self.wrong_lines.push(number);
                }
            }
        }
        None
    }
}

/// What the records say of ranges, in their order; nothing while there are none.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub(super) async fn remarks(conn: &mut Conn, ranges: &[String]) -> Result<Vec<Remark>> {
    let Some(edition) = conn.allocation_edition().await? else { return Ok(Vec::new()) };
    let mut found = Vec::with_capacity(ranges.len());
    for range in ranges {
        let Ok(network) = range.parse::<Network>() else { continue };
        let (resource, first, last) = ends_of(network);
        found.push(Remark {
            range: range.clone(),
            allocation: conn.allocation_over(resource, &first, &last).await?,
            outside: !conn.allocated_in(&edition.home, resource, &first, &last).await?,
            source: edition.source.clone(),
            published: edition.published.clone(),
        });
    }
    Ok(found)
}
