//! What can be done with a notice. A refused form comes back on the notice's page with what was typed.

use super::show;
use crate::html::desk::{given, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::notices::{Confirm, VerifySender, WriteMessage};
use axum::extract::{Path, State};

/// An officer takes it.
pub(super) async fn take(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::notices::take(&web.app, &visitor.op, &number).await;
    answer(&web, &visitor, &number, &posted, ("take", "notice-taken"), act.map_err(Fault)).await
}

/// The sender is asked.
pub(super) async fn ask(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::notices::ask_back(&web.app, &visitor.op, &number, posted.text("text")).await;
    answer(&web, &visitor, &number, &posted, ("ask", "notice-asked"), act.map_err(Fault)).await
}

/// A check of the sender is put on record.
pub(super) async fn verify(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = VerifySender {
            number: number.clone(),
            method: posted.text("method").to_owned(),
            verdict: posted.code("verdict")?,
            note: posted.text("note").to_owned(),
        };
        app::notices::verify_sender(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &number, &posted, ("verify", "sender-checked"), act.await).await
}

/// It is rejected with a reason.
pub(super) async fn reject(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::notices::reject(&web.app, &visitor.op, &number, posted.text("reason")).await;
    answer(&web, &visitor, &number, &posted, ("reject", "notice-rejected"), act.map_err(Fault)).await
}

/// It is merged into another.
pub(super) async fn merge(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::notices::merge(&web.app, &visitor.op, &number, posted.text("target")).await;
    let act = act.map_err(|error| unknown(error, "target"));
    answer(&web, &visitor, &number, &posted, ("merge", "notice-merged"), act).await
}

/// It joins an incident that is known.
pub(super) async fn join(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::notices::join_incident(&web.app, &visitor.op, &number, posted.text("incident")).await;
    let act = act.map_err(|error| unknown(error, "incident"));
    answer(&web, &visitor, &number, &posted, ("join", "notice-joined"), act).await
}

/// It becomes an incident, which opens.
pub(super) async fn confirm(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = confirmation(&number, &posted)?;
        app::notices::confirm(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    match act.await {
        Ok(confirmed) => Ok(done(&format!("/incidents/{}", confirmed.incident), "notice-confirmed")),
        Err(fault) => answer(&web, &visitor, &number, &posted, ("confirm", ""), Err(fault)).await,
    }
}

/// A message or an internal note is written.
pub(super) async fn write(
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
        app::notices::write_message(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    answer(&web, &visitor, &number, &posted, ("message", "message-sent"), act.await).await
}

fn confirmation(number: &str, posted: &Posted) -> Result<Confirm, Fault> {
    Ok(Confirm {
        number: number.to_owned(),
        title: posted.text("title").to_owned(),
        detected_at: given(posted, "detected_at")?,
        system: posted.given("system").map(|_| posted.code("system")).transpose()?,
        system_name: posted.text("system_name").to_owned(),
        operator: posted.given("operator").map(|_| posted.code("operator")).transpose()?,
        owner: posted.given("owner").map(|_| posted.code("owner")).transpose()?,
        level: posted.given("level").map(|_| posted.code("level")).transpose()?,
        environment: posted.code("environment")?,
    })
}

/// A number typed that leads nowhere is a field to mend; the notice itself was found when its page was shown.
fn unknown(error: Error, field: &str) -> Fault {
    match error {
        Error::NotFound => Fault(Error::field(field, "not_found")),
        other => Fault(other),
    }
}

/// Back to the notice: with what was done, or with the form that was refused.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    posted: &Posted,
    (form, key): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let path = format!("/notices/{number}");
    let Err(fault) = act else { return Ok(done(&path, key)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = show::page(web, visitor, number, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}
