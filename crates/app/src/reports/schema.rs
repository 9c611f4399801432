//! The JSON Schema of a report's values, for programs that fill it in.

use super::case::Case;
use crate::access::Ask;
use crate::{App, Error, Result, boxed};
use domain::reports::ReportKind;
use domain::{Op, ReportId, Right};
use serde_json::Value;

/// Which form to describe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaOf {
    /// That of a report.
    Report(ReportId),
    /// That for a kind of report in a ruleset.
    Kind {
        /// The ruleset.
        ruleset: String,
        /// The kind.
        kind: ReportKind,
    },
}

/// Describes the values in JSON Schema 2020-12, with titles in the reader's language.
///
/// # Errors
/// [`Error::NotFound`] for a report that may not be seen or a ruleset that is not there; `law.no_form` when the ruleset
/// has no form for the kind.
#[boxed]
pub async fn schema(app: &App, op: &Op, of: SchemaOf) -> Result<Value> {
    let library = app.library();
    let form = match of {
        SchemaOf::Report(id) => {
            let case = Case::load(&mut *app.store.read().await?, id).await?;
            case.require_sight(op)?;
            case.form(&library)?
        }
        SchemaOf::Kind { ruleset, kind } => {
            op.require(Right::SeeIncidents)?;
            let ruleset = library.ruleset(&ruleset).ok_or(Error::NotFound)?;
            ruleset.form_for(kind.code()).ok_or_else(|| Error::refused("law.no_form"))?
        }
    };
    Ok(::law::json_schema(form, op.lang))
}
