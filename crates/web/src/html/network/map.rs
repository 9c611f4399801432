//! The provinces as tiles.

use crate::html::desk::Words;
use crate::{Outcome, Visitor, Web};
use app::domain::{Right, places};
use app::members::{Readiness, readiness};
use axum::extract::State;
use phrases::contexts::network::{Map, Tile};

/// What is ready and what is open in each province.
pub(super) async fn map(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let words = Words::of(&web, &visitor);
    let provinces = readiness(&web.app, &visitor.op).await?;
    let tiles = provinces.into_iter().filter_map(|province| tile(&words, province)).collect();
    web.page(&visitor, &Map { tiles, counts: visitor.op.may(Right::SeeEverything) })
}

fn tile(words: &Words<'_>, it: Readiness) -> Option<Tile> {
    let (row, column) = places::tile(&it.province)?;
    let tone = match (it.overdue > 0, it.team.is_some() && it.always, it.team.is_some()) {
        (true, ..) => "alarm",
        (_, true, _) => "good",
        (_, _, true) => "care",
        _ => "quiet",
    };
    Some(Tile {
        name: words.item("provinces", &it.province),
        href: format!("/network?province={}", it.province),
        team: it.team,
        always: it.always,
        members: it.members,
        incidents: it.incidents,
        overdue: it.overdue,
        tone: tone.to_owned(),
        row,
        column,
    })
}
