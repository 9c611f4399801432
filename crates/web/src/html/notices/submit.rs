//! Somebody signed in notifies for their own body.

use super::{present_write, write};
use crate::html::desk::refused_page;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::bodies::list_bodies;
use app::notices::Receipt;
use app::systems::list_systems;
use axum::extract::State;
use domain::Right;
use domain::bodies::Body;
use domain::notices::Channel;
use domain::systems::System;

/// The form, filled with who the visitor is.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    allowed(&visitor)?;
    let (body, systems) = own(&web, &visitor).await?;
    web.page(&visitor, &present_write::submit(&web, &visitor, body.as_ref(), &systems))
}

/// Submits the notice and opens it.
pub(super) async fn submit(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    allowed(&visitor)?;
    match submitted(&web, &visitor, &posted).await {
        Ok(receipt) => Ok(done(&format!("/notices/{}", receipt.number), "notice-submitted")),
        Err(fault) if matches!(fault.0, Error::Invalid(_) | Error::Refused(_)) => {
            let (body, systems) = own(&web, &visitor).await?;
            let empty = present_write::submit(&web, &visitor, body.as_ref(), &systems);
            let page = present_write::submit_again(&web, &visitor, &posted, &fault, empty);
            refused_page(&web, &visitor, "/notices/submit", &fault, &page)
        }
        Err(fault) => Err(fault),
    }
}

async fn submitted(web: &Web, visitor: &Visitor, posted: &Posted) -> Result<Receipt, Fault> {
    let command = write::notice(posted, Some(Channel::Web), visitor.op.now)?;
    Ok(app::notices::submit(&web.app, &visitor.op, command).await?)
}

fn allowed(visitor: &Visitor) -> Result<(), Fault> {
    let may = visitor.signed_in() && visitor.op.may(Right::SubmitNotice);
    if may { Ok(()) } else { Err(Fault(Error::Forbidden)) }
}

/// The visitor's body and the systems it owns or operates.
async fn own(web: &Web, visitor: &Visitor) -> Result<(Option<Body>, Vec<System>), Fault> {
    if !visitor.op.may(Right::SeeBodies) {
        return Ok((None, Vec::new()));
    }
    let mine = |body| Some(body) == visitor.op.body;
    let body = list_bodies(&web.app, &visitor.op).await?.into_iter().find(|b| mine(b.id));
    let mut systems = list_systems(&web.app, &visitor.op).await?;
    systems.retain(|s| mine(s.owner) || mine(s.operator));
    Ok((body, systems))
}
