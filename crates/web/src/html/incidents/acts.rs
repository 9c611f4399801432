//! Acts on the incident as a whole: moment of detection, marks, the two ends, reopening, beginning a report.

use super::answer::{Place, answer};
use super::tabs::Tab;
use crate::html::desk::{given, required};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::incidents::{CorrectDetection, CorrectFacts, EndResponse, SetMarks};
use app::reports::Begin;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};

/// The moment of detection is corrected.
pub(super) async fn detection(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = CorrectDetection {
            number: number.clone(),
            version: posted.number("version").unwrap_or_default(),
            detected_at: required(&posted, "detected_at")?,
            reason: posted.text("reason").to_owned(),
        };
        app::incidents::correct_detection(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, Place::overview(&number, "detection", "detection-corrected"), act.await)
        .await
}

/// The affected system is corrected.
pub(super) async fn facts(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = CorrectFacts {
            number: number.clone(),
            version: posted.number("version").unwrap_or_default(),
            system: posted.given("system").map(|_| posted.code("system")).transpose()?,
            system_name: posted.text("system_name").to_owned(),
            level: posted.number("level"),
            reason: posted.text("reason").to_owned(),
        };
        app::incidents::correct_facts(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, Place::overview(&number, "facts", "facts-corrected"), act.await).await
}

/// Marks of handling are set.
pub(super) async fn marks(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = SetMarks {
            number: number.clone(),
            version: posted.number("version").unwrap_or_default(),
            tlp: posted.code("tlp")?,
            confidential: posted.ticked("confidential"),
            state_secret_concerned: posted.ticked("state_secret_concerned"),
            beyond_ability: posted.ticked("beyond_ability"),
            circumstances: Some(posted.all("circumstances")),
        };
        app::incidents::set_marks(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, Place::overview(&number, "marks", "marks-set"), act.await).await
}

/// The response is declared ended.
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let (fixed_at, normal_at) = (given(&posted, "fixed_at")?, given(&posted, "normal_at")?);
        let command = EndResponse { number: number.clone(), fixed_at, normal_at };
        app::incidents::end_response(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, Place::overview(&number, "end", "response-ended"), act.await).await
}

/// The incident is recorded as closed.
pub(super) async fn close(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = app::incidents::record_closed(&web.app, &visitor.op, &number).await.map_err(Fault);
    answer(&web, &visitor, &posted, Place::overview(&number, "close", "incident-closed"), act).await
}

/// It is opened again.
pub(super) async fn reopen(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act =
        app::incidents::reopen(&web.app, &visitor.op, &number, posted.text("reason")).await.map_err(Fault);
    answer(&web, &visitor, &posted, Place::overview(&number, "reopen", "incident-reopened"), act).await
}

/// A report is begun and its editor opens.
pub(super) async fn report(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Begin { incident: number.clone(), kind: posted.code("kind")?, ruleset: None };
        app::reports::begin(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    match act.await {
        Ok(id) => Ok(Redirect::to(&format!("/reports/{id}")).into_response()),
        Err(fault) => {
            let place = Place { tab: Tab::Reports, ..Place::overview(&number, "report", "") };
            answer(&web, &visitor, &posted, place, Err(fault)).await
        }
    }
}
