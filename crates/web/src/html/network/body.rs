//! One body of the network, and how its membership stands.

use super::present;
use crate::html::desk::{refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::members::{Enrol, Stand, show_member};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::network::MemberPage;

/// The body.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let page = page(&web, &visitor, &key, None).await?;
    web.page(&visitor, &page)
}

/// Enters it on the register of members.
pub(super) async fn enrol(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let (cluster, reason) = (posted.text("cluster").to_owned(), posted.text("reason").to_owned());
        let command = Enrol { body: key.clone(), kind: posted.code("kind")?, cluster, reason };
        app::members::enrol(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("enrol", "member-enrolled"), act).await
}

/// Suspends, resumes or ends its membership, or moves it to another cluster.
pub(super) async fn stand(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Stand {
            body: key.clone(),
            version: posted.number("version").unwrap_or_default(),
            state: posted.code("state")?,
            cluster: posted.text("cluster").to_owned(),
            reason: posted.text("reason").to_owned(),
        };
        app::members::stand(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("stand", "member-stands"), act).await
}

/// Goes back to the body, or shows it with what was refused.
pub(super) async fn answer(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    key: &str,
    (form, word): (&str, &str),
    act: Result<(), Fault>,
) -> Outcome {
    let path = format!("/network/bodies/{key}");
    let Err(fault) = act else { return Ok(done(&path, word)) };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = page(web, visitor, key, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}

/// Its page, with what was typed and refused.
async fn page(web: &Web, visitor: &Visitor, key: &str, typed: Option<Typed>) -> Result<MemberPage, Fault> {
    let view = show_member(&web.app, &visitor.op, key).await?;
    Ok(present::member(web, visitor, view, typed))
}
