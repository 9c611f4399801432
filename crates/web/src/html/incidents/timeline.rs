//! Writing into the record: entries and messages.

use super::answer::{Place, answer};
use super::tabs::Tab;
use crate::html::desk::given;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::incidents::WriteEntry;
use app::notices::WriteMessage;
use axum::extract::{Path, State};

/// A decision, direction, event or result is written.
pub(super) async fn entry(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = WriteEntry {
            number: number.clone(),
            kind: posted.code("kind")?,
            text: posted.text("text").to_owned(),
            document: posted.text("document").to_owned(),
            to: posted.given("to").map(|_| posted.code("to")).transpose()?,
            internal: posted.ticked("internal"),
            at: given(&posted, "at")?,
        };
        app::incidents::write_entry(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, place(&number, "entry", "entry-written"), act.await).await
}

/// A message or an internal note is written.
pub(super) async fn message(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = WriteMessage {
            number: number.clone(),
            audience: posted.code("audience")?,
            text: posted.text("text").to_owned(),
            attachments: posted.file_ids()?,
        };
        app::incidents::write_message(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    answer(&web, &visitor, &posted, place(&number, "message", "message-sent"), act.await).await
}

const fn place<'a>(number: &'a str, form: &'a str, key: &'a str) -> Place<'a> {
    Place { number, tab: Tab::Timeline, form, key, fragment: "" }
}
