//! Asking what a report still lacks before it can be submitted.

use super::case::Case;
use crate::{App, Result, boxed};
use ::law::{Context, Form, Values};
use domain::{FieldProblem, Moment, Op, ReportId};

/// What is missing or wrong in a report, in printed order; empty when it is complete.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Forbidden`] for another body than the writing one.
#[boxed]
pub async fn check(app: &App, op: &Op, report: ReportId) -> Result<Vec<FieldProblem>> {
    let mut read = app.store.read().await?;
    let case = Case::load(&mut read, report).await?;
    case.require_writer(op)?;
    Ok(complete(case.form(&app.library())?, &case.report.values, op.now).1)
}

/// The values to submit, and what stands against it.
pub(super) fn complete(form: &Form, values: &Values, now: Moment) -> (Values, Vec<FieldProblem>) {
    let (values, errors) = ::law::validate(form, values, &Context { now: now.timestamp() }, true);
    (values, errors.into_iter().map(FieldProblem::from).collect())
}
