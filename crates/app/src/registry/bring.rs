//! Bringing tables in: every row judged as at the desk, the right ones written in one transaction, the wrong ones told.
//! A dry run does the same and writes nothing.

use super::table::{Act, Cells, Counted, RowProblem, TABLES, known, problems, strangers};
use super::{bodies, contacts, systems};
use crate::access::Ask;
use crate::attachments::Bytes;
use crate::{App, Error, Result, boxed};
use domain::audit::Event;
use domain::bodies::Body;
use domain::{AttachmentId, FieldProblem, Op, Right};
use exchange::sheets::{self, Sheet};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::Tx;
use tokio::io::AsyncReadExt;

/// Most problems told; the rest is counted.
const MOST_TOLD: usize = 500;

/// What a file did, or would do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Brought {
    /// Name of the file.
    pub file: String,
    /// Nothing was written.
    pub dry: bool,
    /// Rows by table.
    pub tables: BTreeMap<String, Counted>,
    /// What is wrong, by table and row; at most 500.
    pub problems: Vec<RowProblem>,
}

/// Brings a file in, or shows what it would do.
///
/// # Errors
/// [`Error::Forbidden`]; field `file` when it is no table or no table of the register.
#[boxed]
pub async fn bring_in(app: &App, op: &Op, file: &str, bytes: &[u8], dry: bool) -> Result<Brought> {
    op.require(Right::ManageNetwork)?;
    let sheets = sheets::read(file, bytes).map_err(|why| unreadable(&why))?;
    let mut tx = app.store.write().await?;
    let mut bringing = Bringing::begin(app, op, &mut tx).await?;
    let mut found = 0;
    for table in &TABLES {
        for sheet in sheets.iter().filter(|sheet| known(sheet).is_some_and(|it| it.name == table.name)) {
            found += 1;
            bringing.sheet(&mut tx, sheet, table.name, &strangers(sheet, table)).await?;
        }
    }
    if found == 0 {
        return Err(Error::field("file", "no_table"));
    }
    for sheet in sheets.iter().filter(|sheet| known(sheet).is_none() && !sheet.rows.is_empty()) {
        bringing.tell(&sheet.name, 0, &sheet.name, FieldProblem::new("", "no_table"));
    }
    let brought =
        Brought { file: file.to_owned(), dry, tables: bringing.counted, problems: bringing.problems };
    if dry {
        return Ok(brought);
    }
    let detail = json!({ "file": file, "tables": brought.tables });
    tx.record(op, Event::new("register.brought_in", "register", "register", detail));
    tx.commit(op.now).await?;
    Ok(brought)
}

/// Brings in a file that was posted before.
///
/// # Errors
/// As [`bring_in`]; [`Error::NotFound`] when the file is not there any more.
#[boxed]
pub async fn bring_in_file(app: &App, op: &Op, file: AttachmentId, dry: bool) -> Result<Brought> {
    op.require(Right::ManageNetwork)?;
    let fetched = crate::attachments::fetch(app, op, file).await?;
    let Bytes::File(open) = fetched.bytes else { return Err(Error::NotFound) };
    let most = u64::try_from(sheets::MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    open.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .await
        .map_err(|e| Error::Unavailable(Box::new(e)))?;
    bring_in(app, op, &fetched.attachment.name, &bytes, dry).await
}

fn unreadable(why: &sheets::Unreadable) -> Error {
    let code = match why {
        sheets::Unreadable::TooLarge => "table_too_large",
        sheets::Unreadable::TooMuch(_) => "table_too_much",
        sheets::Unreadable::NotUtf8 => "not_text",
        sheets::Unreadable::Ending => "table_ending",
        sheets::Unreadable::Csv(_) | sheets::Unreadable::Workbook(_) => "table_unreadable",
    };
    Error::field("file", code)
}

/// What stands while rows are brought in.
pub(super) struct Bringing<'a> {
    pub(super) app: &'a App,
    pub(super) op: &'a Op,
    /// Bodies by key, those of rows already brought in among them.
    pub(super) bodies: HashMap<String, Body>,
    counted: BTreeMap<String, Counted>,
    problems: Vec<RowProblem>,
    /// Keys that a row of the table had already.
    seen: BTreeSet<String>,
}

impl<'a> Bringing<'a> {
    async fn begin(app: &'a App, op: &'a Op, tx: &mut Tx) -> Result<Self> {
        let bodies = tx.bodies(200_000).await?.into_iter().map(|body| (body.key.clone(), body)).collect();
        Ok(Self { app, op, bodies, counted: BTreeMap::new(), problems: Vec::new(), seen: BTreeSet::new() })
    }

    async fn sheet(&mut self, tx: &mut Tx, sheet: &Sheet, table: &str, strangers: &[String]) -> Result<()> {
        for column in strangers {
            self.tell(table, 0, column, FieldProblem::new(column, "unknown_column"));
        }
        self.seen.clear();
        // A body may stand below the row of the one it belongs to.
        let rows = if table == "bodies" { bodies::parents_first(sheet) } else { sheet.rows.iter().collect() };
        for row in rows {
            let cells = Cells::of(sheet, row);
            let name = [cells.text("key"), cells.text("name")]
                .into_iter()
                .find(|it| !it.is_empty())
                .unwrap_or_default();
            let done = match table {
                "bodies" => bodies::row(self, tx, &cells).await,
                "contacts" => contacts::row(self, tx, &cells).await,
                _ => systems::row(self, tx, &cells).await,
            };
            match done {
                Ok(act) => self.counted.entry(table.to_owned()).or_default().note(act),
                Err(error) => {
                    self.counted.entry(table.to_owned()).or_default().wrong += 1;
                    for problem in problems(error)? {
                        self.tell(table, row.number, name, problem);
                    }
                }
            }
        }
        Ok(())
    }

    fn tell(&mut self, table: &str, row: usize, name: &str, problem: FieldProblem) {
        if self.problems.len() < MOST_TOLD {
            self.problems.push(RowProblem { table: table.to_owned(), row, name: name.to_owned(), problem });
        }
    }

    /// That no row before had the same key: which of the two holds nobody can know.
    pub(super) fn once(&mut self, key: &str) -> Result<()> {
        if self.seen.insert(key.to_owned()) { Ok(()) } else { Err(Error::field("key", "twice_in_table")) }
    }

    /// The body of a cell that names one.
    pub(super) fn body(&self, column: &str, key: &str) -> Result<&Body> {
        self.bodies.get(key).ok_or_else(|| Error::field(column, "unknown_body"))
    }
}

/// Whether a record differs from what is there.
pub(super) fn act<T: PartialEq>(before: &T, after: &T) -> Act {
    if before == after { Act::Leaves } else { Act::Changes }
}
