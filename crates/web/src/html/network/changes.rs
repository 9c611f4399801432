//! The register of changes of contact points, and their proofs.

use super::present;
use crate::html::desk::{List, Words, given, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::contacts::{ProveContact, Which, list_changes, prove_contact};
use app::domain::ContactChangeId;
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::network::ChangeRegister;

/// The newest changes, all or those that lack a proof.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor, None).await?;
    web.page(&visitor, &page)
}

/// Enters a proof.
pub(super) async fn prove(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let change: ContactChangeId = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let (which, name) = match posted.text("which") {
        "notified" => (Which::Notified, "notified"),
        _ => (Which::Published, "published"),
    };
    let act = async {
        let at = given(&posted, "at")?;
        let version = posted.number("version").unwrap_or_default();
        let command = ProveContact { change, version, which, at, how: posted.text("how").to_owned() };
        prove_contact(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let Err(fault) = act.await else {
        return Ok(done(&format!("/network/contact-changes#change-{change}"), "contact-proven"));
    };
    let form = format!("proof-{change}-{name}");
    let Some(typed) = typed(&web, &visitor, &form, &posted, &fault) else { return Err(fault) };
    let page = page(&web, &visitor, Some(typed)).await?;
    refused_page(&web, &visitor, "/network/contact-changes", &fault, &page)
}

async fn page(web: &Web, visitor: &Visitor, typed: Option<Typed>) -> Result<ChangeRegister, Fault> {
    let asked = List::of(visitor, "/network/contact-changes", &["open"]);
    let before = asked.page().before;
    let found = list_changes(&web.app, &visitor.op, asked.one("open").is_some(), before).await?;
    let words = Words::of(web, visitor);
    Ok(ChangeRegister {
        chips: vec![asked.chip("open", "yes", words.say("changes-open"))],
        pager: asked.pager(found.rows.len(), found.next),
        rows: found
            .rows
            .into_iter()
            .map(|row| {
                let body = (row.body_name, format!("/network/bodies/{}", row.body_key));
                present::change(&words, visitor, row.change, Some(body))
            })
            .collect(),
        typed,
    })
}
