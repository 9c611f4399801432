//! Somebody signed in notifies for their own body.

use super::{present_write, write};
use crate::html::desk::refused_page;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::bodies::{list_bodies, list_systems};
use app::notices::{Receipt, SubmitNotice};
use axum::extract::State;
use domain::Right;
use domain::notices::Channel;

/// The form, filled with who the visitor is.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    if !visitor.signed_in() || !visitor.op.may(Right::SubmitNotice) {
        return Err(Fault(Error::Forbidden));
    }
    let (mut body, mut systems) = (None, Vec::new());
    if visitor.op.may(Right::SeeBodies) {
        body = list_bodies(&web.app, &visitor.op).await?.into_iter().find(|b| Some(b.id) == visitor.op.body);
        systems = list_systems(&web.app, &visitor.op).await?;
        systems.retain(|s| Some(s.owner) == visitor.op.body || Some(s.operator) == visitor.op.body);
    }
    web.page(&visitor, &present_write::submit(&web, &visitor, body.as_ref(), &systems))
}

/// Submits the notice and opens it.
pub(super) async fn submit(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.signed_in() {
        return Err(Fault(Error::Forbidden));
    }
    match submitted(&web, &visitor, &posted).await {
        Ok(receipt) => Ok(done(&format!("/notices/{}", receipt.number), "notice-submitted")),
        Err(fault) if matches!(fault.0, Error::Invalid(_) | Error::Refused(_)) => {
            let page = present_write::submit_again(&web, &visitor, &posted, &fault);
            refused_page(&web, &visitor, "/notices/submit", &fault, &page)
        }
        Err(fault) => Err(fault),
    }
}

async fn submitted(web: &Web, visitor: &Visitor, posted: &Posted) -> Result<Receipt, Fault> {
    let command = SubmitNotice {
        attachments: posted.file_ids(),
        ..SubmitNotice::new(write::draft(posted)?, Channel::Web)
    };
    Ok(app::notices::submit(&web.app, &visitor.op, command).await?)
}
