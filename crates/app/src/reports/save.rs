//! Saving a draft: keeps what was typed, says what is wrong with it.

use super::case::Case;
use super::files;
use crate::{App, Error, Result, boxed};
use ::law::{Context, Values};
use domain::audit::Event;
use domain::{FieldProblem, Op, ReportId};
use serde::Serialize;
use serde_json::json;

/// Values to keep.
#[derive(Debug, Clone)]
pub struct Save {
    /// The report.
    pub report: ReportId,
    /// The version the writer had before them.
    pub version: i64,
    /// All values, by field key, as typed; replaces those before.
    pub values: Values,
}

/// What was kept.
#[derive(Debug, Clone, Serialize)]
pub struct Saved {
    /// The version to save under next.
    pub version: i64,
    /// What is wrong with the values; they are kept all the same.
    pub problems: Vec<FieldProblem>,
}

/// Saves a draft or a returned report.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] for another body than the writing one; `report.submitted_already`;
/// `attachment.unknown`; [`Error::Conflict`] when somebody saved meanwhile.
#[boxed]
pub async fn save(app: &App, op: &Op, cmd: Save) -> Result<Saved> {
    let mut tx = app.store.write().await?;
    let case = Case::load(&mut tx, cmd.report).await?;
    case.require_writer(op)?;
    case.report.editable()?;
    case.require_open_record()?;
    if case.report.version != cmd.version {
        return Err(Error::Conflict);
    }
    let library = app.library();
    let form = case.form(&library)?;
    let (values, errors) = ::law::validate(form, &cmd.values, &Context { now: op.now.timestamp() }, false);
    files::adopt(&mut tx, op, cmd.report, form, &values).await?;
    let mut report = case.report;
    report.values = values;
    tx.update_report(&report).await?;
    tx.record(op, Event::new("report.saved", "report", report.id, json!({ "version": report.version + 1 })));
    tx.commit(op.now).await?;
    Ok(Saved { version: report.version + 1, problems: errors.into_iter().map(FieldProblem::from).collect() })
}
