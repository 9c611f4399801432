//! `/report/full`: reporting on the legal form itself.

use super::offered::{self, Offered};
use super::{filled, present};
use crate::html::desk::shown_at;
use crate::html::{paper_address, repeat};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::FieldProblem;
use app::domain::notices::{Channel, Draft};
use app::notices::SubmitNotice;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use law::Values;
use phrases::contexts::form::{FormFault, FormView};
use phrases::contexts::public::ReportFull;

/// The empty form.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let chosen = offered::find(&web, &visitor, &visitor.query("form").unwrap_or_default())?;
    let known = filled::known(chosen.form, &visitor);
    web.page(&visitor, &page(&web, &visitor, chosen, &known, Vec::new(), ""))
}

/// Takes a notice on the form and answers with its receipt.
pub(super) async fn submit(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let chosen = offered::find(&web, &visitor, posted.text("form"))?;
    let raw = filled::raw(chosen.form, &posted);
    let draft = match read(chosen, &raw, posted.text("secret"), &visitor) {
        Ok(draft) => draft,
        Err(problems) => return again(&web, &visitor, &posted, chosen, &raw, Error::Invalid(problems)),
    };
    let attachments = match posted.file_ids() {
        Ok(attachments) => attachments,
        Err(Fault(error)) => return again(&web, &visitor, &posted, chosen, &raw, error),
    };
    let email = draft.sender.email.clone();
    let command = SubmitNotice {
        attachments,
        idempotency: repeat::key(&posted),
        ..SubmitNotice::new(draft, Channel::Web)
    };
    match app::notices::submit(&web.app, &visitor.op, command).await {
        Ok(receipt) => {
            let page = present::receipt(&web.app.settings, &receipt, &posted, &email, visitor.signed_in());
            Ok((StatusCode::CREATED, web.page(&visitor, &page)?).into_response())
        }
        Err(error) => again(&web, &visitor, &posted, chosen, &raw, error),
    }
}

/// The notice that was filled in, or everything that is wrong with the form.
fn read(
    chosen: Offered<'_>,
    raw: &Values,
    secret: &str,
    visitor: &Visitor,
) -> Result<Draft, Vec<FieldProblem>> {
    if secret == "yes" {
        return Ok(Draft { state_secret: true, ..Draft::default() });
    }
    let mut problems = Vec::new();
    if secret != "no" {
        problems.push(FieldProblem::new("secret", "required"));
    }
    let now = visitor.op.now.timestamp();
    let (values, errors) = law::validate(chosen.form, raw, &law::Context { now }, true);
    problems.extend(errors.into_iter().map(FieldProblem::from));
    if problems.is_empty() { Ok(filled::draft(chosen, values)) } else { Err(problems) }
}

/// The form once more, with what was typed and what to mend.
fn again(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    chosen: Offered<'_>,
    raw: &Values,
    error: Error,
) -> Outcome {
    let place = |problem: &FieldProblem| shown_at(chosen.form, &filled::place(chosen.form, problem));
    let Some(faults) = present::faults(web, visitor, posted, &error, place) else { return Err(Fault(error)) };
    let page = page(web, visitor, chosen, raw, faults, posted.text("secret"));
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(visitor, &page)?).into_response())
}

fn page(
    web: &Web,
    visitor: &Visitor,
    chosen: Offered<'_>,
    values: &Values,
    faults: Vec<FormFault>,
    secret: &str,
) -> ReportFull {
    let mut form = FormView::of(chosen.ruleset, chosen.form, values, &[], visitor.lang).with_errors(faults);
    let from_record = visitor.signed_in() && form.errors.is_empty();
    for field in form.sections.iter_mut().flat_map(|section| section.fields.iter_mut()) {
        field.known &= from_record;
    }
    ReportFull {
        form,
        form_id: chosen.id(),
        others: offered::links(web, visitor, &chosen.id()),
        secret: secret.to_owned(),
        paper_address: paper_address(&web.app.settings),
        idempotency: web.app.fresh.uuid(visitor.op.now).to_string(),
    }
}
