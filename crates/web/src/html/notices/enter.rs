//! An officer writes down what came by paper, telephone or fax.

use super::{present_write, write};
use crate::html::desk::refused_page;
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::notices::Receipt;
use axum::extract::State;
use domain::Right;

/// The empty form.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    allowed(&visitor)?;
    web.page(&visitor, &present_write::enter(&web, &visitor))
}

/// Enters the notice and opens it.
pub(super) async fn enter(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    allowed(&visitor)?;
    match entered(&web, &visitor, &posted).await {
        Ok(receipt) => Ok(done(&format!("/notices/{}", receipt.number), "notice-entered")),
        Err(fault) if matches!(fault.0, Error::Invalid(_) | Error::Refused(_)) => {
            let page = present_write::enter_again(&web, &visitor, &posted, &fault);
            refused_page(&web, &visitor, "/notices/new", &fault, &page)
        }
        Err(fault) => Err(fault),
    }
}

async fn entered(web: &Web, visitor: &Visitor, posted: &Posted) -> Result<Receipt, Fault> {
    let command = write::notice(posted, None, visitor.op.now)?;
    Ok(app::notices::enter(&web.app, &visitor.op, command).await?)
}

fn allowed(visitor: &Visitor) -> Result<(), Fault> {
    if visitor.op.may(Right::EnterNotice) { Ok(()) } else { Err(Fault(Error::Forbidden)) }
}
