//! The register as tables: brought in after a dry run, taken out whole or table by table.

use crate::html::desk::{faults, refused_page};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::{AttachmentId, Right};
use app::registry::{Brought, bring_in_file, sheet_bytes, take_out as take_out_tables};
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use phrases::contexts::network::{Bring, BroughtTable, WrongRow};

/// Asks for a file.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    if !visitor.op.may(Right::ManageNetwork) {
        return Err(Fault(Error::Forbidden));
    }
    web.page(&visitor, &Bring::default())
}

/// Shows what a file would do; with `act=write`, does it.
pub(super) async fn bring(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let act = async {
        let file: AttachmentId = match posted.given("file_id") {
            Some(id) => id.parse().map_err(|_| Fault(Error::NotFound))?,
            None => *posted.file_ids()?.first().ok_or_else(|| Fault(Error::field("file", "required")))?,
        };
        let dry = posted.text("act") != "write";
        Ok((file, bring_in_file(&web.app, &visitor.op, file, dry).await.map_err(Fault)?))
    };
    match act.await {
        Ok((file, brought)) => {
            let at = Visitor { page: "/network/import".to_owned(), ..visitor.clone() };
            web.page(&at, &shown(&web, &visitor, file, brought))
        }
        Err(fault @ Fault(Error::Invalid(_) | Error::Refused(_))) => {
            let page = Bring { errors: faults(&web, &visitor, &fault), ..Bring::default() };
            refused_page(&web, &visitor, "/network/import", &fault, &page)
        }
        Err(other) => Err(other),
    }
}

fn shown(web: &Web, visitor: &Visitor, file: AttachmentId, brought: Brought) -> Bring {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let tables: Vec<BroughtTable> = brought
        .tables
        .iter()
        .map(|(table, rows)| BroughtTable {
            table: table.clone(),
            entered: count(rows.entered),
            changed: count(rows.changed),
            left: count(rows.left),
            wrong: count(rows.wrong),
        })
        .collect();
    let problem = |row: &app::registry::RowProblem| WrongRow {
        table: row.table.clone(),
        row: count(row.row),
        name: row.name.clone(),
        column: row.problem.field.clone(),
        text: match app::domain::refusal::CODES.contains(&row.problem.code.as_str()) {
            true => web.app.phrases.refusal(visitor.lang, &row.problem.code),
            false => crate::dress::words(web, visitor, &row.problem),
        },
    };
    Bring {
        file: brought.file,
        file_id: file.to_string(),
        done: !brought.dry,
        worth: tables.iter().any(|row| row.entered + row.changed > 0),
        tables,
        problems: brought.problems.iter().map(problem).collect(),
        errors: Vec::new(),
    }
}

/// A workbook of all tables, or one table as CSV.
pub(super) async fn take_out(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let sheets = take_out_tables(&web.app, &visitor.op).await?;
    let (name, media, bytes) = sheet_bytes(&sheets, posted.text("form")).ok_or(Fault(Error::NotFound))??;
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(([(CONTENT_TYPE, media.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response())
}
