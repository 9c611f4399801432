//! `/report`: the short form, and the receipt that answers it.

use super::{offered, present, short};
use crate::html::{paper_address, repeat};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::notices::Channel;
use app::domain::{FieldProblem, Op};
use app::notices::SubmitNotice;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::form::FormFault;
use phrases::contexts::public::{ReportShort, ShortNotice};

/// The empty form; who is signed in need not say for whom.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let reporter = visitor.who.as_ref().map(|who| who.body.clone()).unwrap_or_default();
    let email = visitor.who.as_ref().map(|who| who.email.clone()).unwrap_or_default();
    let values =
        ShortNotice { reporter, email, language: visitor.lang.to_string(), ..ShortNotice::default() };
    web.page(&visitor, &page(&web, &visitor, values, Vec::new()))
}

/// Takes a notice and answers with its receipt.
pub(super) async fn submit(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let typed = short::typed(&posted);
    let draft = match short::read(&typed, visitor.op.now) {
        Ok(draft) => draft,
        Err(problems) => return again(&web, &visitor, &posted, typed, Error::Invalid(problems)),
    };
    let attachments = match posted.file_ids() {
        Ok(attachments) => attachments,
        Err(Fault(error)) => return again(&web, &visitor, &posted, typed, error),
    };
    let email = draft.sender.email.clone();
    let op = Op { lang: typed.language.parse().unwrap_or(visitor.lang), ..visitor.op.clone() };
    let command = SubmitNotice {
        attachments,
        idempotency: repeat::key(&posted),
        ..SubmitNotice::new(draft, Channel::Web)
    };
    match app::notices::submit(&web.app, &op, command).await {
        Ok(receipt) => {
            let page = present::receipt(&web.app.settings, &receipt, &posted, &email, visitor.signed_in());
            Ok((StatusCode::CREATED, web.page(&visitor, &page)?).into_response())
        }
        Err(error) => again(&web, &visitor, &posted, typed, error),
    }
}

/// The form once more, with what was typed and what to mend.
fn again(web: &Web, visitor: &Visitor, posted: &Posted, typed: ShortNotice, error: Error) -> Outcome {
    let place = |problem: &FieldProblem| short::place(&problem.field).to_owned();
    let Some(faults) = present::faults(web, visitor, posted, &error, place) else { return Err(Fault(error)) };
    let page = page(web, visitor, typed, faults);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(visitor, &page)?).into_response())
}

fn page(web: &Web, visitor: &Visitor, values: ShortNotice, errors: Vec<FormFault>) -> ReportShort {
    let settings = &web.app.settings;
    ReportShort {
        values,
        errors,
        full_forms: offered::links(web, visitor, ""),
        max_file_bytes: i64::try_from(settings.max_attachment_bytes).unwrap_or(i64::MAX),
        urgent_phone: present::urgent_phone(settings),
        paper_address: paper_address(settings),
        idempotency: web.app.fresh.uuid(visitor.op.now).to_string(),
    }
}
