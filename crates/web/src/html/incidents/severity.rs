//! Proposing and deciding whether an incident is severe.

use super::answer::{Place, answer};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::incidents::{DecideSeverity, ProposeSeverity};
use axum::extract::{Path, State};

/// The facts are weighed and the proposal recorded.
pub(super) async fn propose(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let command = ProposeSeverity {
        number: number.clone(),
        effects: posted.all("effects"),
        owner_cannot_handle: posted.ticked("owner_cannot_handle"),
        reason: posted.text("reason").to_owned(),
    };
    let act = app::incidents::propose_severity(&web.app, &visitor.op, command).await.map_err(Fault);
    answer(&web, &visitor, &posted, Place::overview(&number, "severity-propose", "severity-proposed"), act)
        .await
}

/// The decision of the competent body is recorded.
pub(super) async fn decide(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let severe = match posted.text("severe") {
            "yes" => true,
            "no" => false,
            _ => return Err(Fault(Error::field("severe", "required"))),
        };
        let command = DecideSeverity {
            number: number.clone(),
            severe,
            document: posted.text("document").to_owned(),
            position: posted.text("position").to_owned(),
            reason: posted.text("reason").to_owned(),
        };
        app::incidents::decide_severity(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(
        &web,
        &visitor,
        &posted,
        Place::overview(&number, "severity-decide", "severity-decided"),
        act.await,
    )
    .await
}
