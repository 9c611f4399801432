//! Adding and releasing parties.

use super::answer::{Place, answer};
use super::tabs::Tab;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::incidents::{AddParty, ReleaseParty};
use axum::extract::{Path, State};

/// A body takes part from now on.
pub(super) async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = AddParty {
            number: number.clone(),
            body: posted.code("body")?,
            role: posted.code("role")?,
            sees: posted.given("sees").map(|_| posted.code("sees")).transpose()?,
        };
        app::incidents::add_party(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, place(&number, "party-add", "party-added"), act.await).await
}

/// A body leaves its part.
pub(super) async fn release(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command =
            ReleaseParty { number: number.clone(), body: posted.code("body")?, role: posted.code("role")? };
        app::incidents::release_party(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    answer(&web, &visitor, &posted, place(&number, "party-release", "party-released"), act.await).await
}

const fn place<'a>(number: &'a str, form: &'a str, key: &'a str) -> Place<'a> {
    Place { number, tab: Tab::Parties, form, key, fragment: "" }
}
