//! Which row of the table of obligations is carried out by what.

use crate::{Outcome, Visitor, Web};
use app::law::{Status, TraceRow};
use axum::extract::State;
use phrases::contexts::elements::Link;
use phrases::contexts::law::{CoveragePage, CoverageRow, CoverageSection};

/// The table, or only what is still planned.
pub(super) async fn trace(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let missing = visitor.query("missing").is_some();
    let table = app::law::traced(&visitor.law);
    let sections = table.sections().into_iter().map(|(letter, rows)| {
        let count = |status: fn(Status) -> bool| rows.iter().filter(|row| status(row.status)).count();
        CoverageSection {
            done: count(|status| !matches!(status, Status::Planned | Status::Human)),
            human: count(|status| status == Status::Human),
            planned: count(|status| status == Status::Planned),
            rows: rows
                .iter()
                .filter(|row| !missing || row.status == Status::Planned)
                .map(|row| shown(row))
                .collect(),
            letter,
        }
    });
    let sections = sections.filter(|section| !section.rows.is_empty()).collect();
    web.page(&visitor, &CoveragePage { sections, total: table.rows.len(), missing })
}

fn shown(row: &TraceRow) -> CoverageRow {
    let link = |(ruleset, id, cite): &(String, String, String)| {
        Link::new(format!("{cite}, {ruleset}"), format!("/law/{ruleset}/provisions/{id}"))
    };
    CoverageRow {
        id: row.id.clone(),
        place: row.place.clone(),
        status: row.status.as_str().to_owned(),
        provisions: row.provisions.iter().map(link).collect(),
        note: row.note.clone(),
    }
}
