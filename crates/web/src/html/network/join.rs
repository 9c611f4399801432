//! `/join`: a stranger applies to join, form after form. What was filled in travels along in the page until the last form is
//! sent; then a number and a secret follow the application.

use super::present::kept_values;
use crate::html::desk::{Words, faults, shown_at};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::ApplicationId;
use app::members::{Apply, JoinForms, apply, check_form, follow_application, join_forms};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use law::{Form, Values};
use phrases::contexts::form::{FormFault, FormView};
use phrases::contexts::network::{Join, JoinFollow, JoinReceived, JoinState};

/// The forms of an application with the names behind which their values travel.
fn parts<'a>(forms: &JoinForms<'a>) -> Vec<(&'static str, &'a Form)> {
    let application = forms.application.map(|form| ("application:", form));
    let staff = forms.staff.map(|form| ("staff:", form));
    application.into_iter().chain([("profile:", forms.profile)]).chain(staff).collect()
}

/// The first form, empty.
pub(super) async fn begin(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let forms = needed(&web, &visitor)?;
    let id = web.app.fresh.uuid(visitor.op.now).to_string();
    let kept = vec![("id".to_owned(), id)];
    web.page(&visitor, &page(&visitor, &forms, 1, &Values::new(), kept, Vec::new(), None)?)
}

/// Checks a form and shows the next, or sends the application.
pub(super) async fn go_on(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let forms = needed(&web, &visitor)?;
    let parts = parts(&forms);
    let step = posted.number("step").and_then(|n| usize::try_from(n).ok()).unwrap_or(1).clamp(1, parts.len());
    let (prefix, form) = *parts.get(step - 1).ok_or(Fault(Error::NotFound))?;
    let left_out = prefix == "staff:" && posted.text("leave_out") == "yes";
    let values = law::from_pairs(form, &posted.pairs);
    let mut kept: Vec<(String, String)> =
        posted.pairs.iter().filter(|(name, _)| name == "id" || name.contains(':')).cloned().collect();
    if !left_out {
        let problems = check_form(form, &values, visitor.op.now);
        if !problems.is_empty() {
            let fault = Fault(Error::Invalid(problems));
            return again(&web, &visitor, &forms, step, &values, kept, fault);
        }
        let own = posted.pairs.iter().filter(|(name, _)| !name.contains(':') && form_takes(form, name));
        kept.retain(|(name, _)| !name.starts_with(prefix));
        kept.extend(own.map(|(name, value)| (format!("{prefix}{name}"), value.clone())));
    }
    if step < parts.len() {
        let (next, form) = *parts.get(step).ok_or(Fault(Error::NotFound))?;
        let mut values = kept_values(form, next, &kept);
        if values.is_empty() {
            let told = parts
                .iter()
                .take(step)
                .flat_map(|(before, form)| law::told(form, &kept_values(form, before, &kept)));
            values = law::prefill(form, &told.collect());
        }
        kept.retain(|(name, _)| !name.starts_with(next));
        let page = page(&visitor, &forms, step + 1, &values, kept, Vec::new(), None)?;
        return web.page(&at_join(&visitor), &page);
    }
    let filled = |prefix: &str| {
        let part = parts.iter().find(|(name, _)| *name == prefix);
        part.map(|(name, form)| kept_values(form, name, &kept)).unwrap_or_default()
    };
    let staff = kept.iter().any(|(name, _)| name.starts_with("staff:")).then(|| filled("staff:"));
    let id = kept.iter().find(|(name, _)| name == "id").and_then(|(_, id)| id.parse::<ApplicationId>().ok());
    let command = Apply {
        id: id.unwrap_or_else(|| web.app.fresh.id(visitor.op.now)),
        application: if forms.application.is_some() { filled("application:") } else { filled("profile:") },
        profile: filled("profile:"),
        staff,
    };
    match apply(&web.app, &visitor.op, command).await {
        Ok(it) => {
            let page = JoinReceived {
                number: it.number.to_string(),
                secret: it.secret,
                at: it.submitted_at.micros(),
                email: it.email,
            };
            Ok((StatusCode::CREATED, web.page(&at_join(&visitor), &page)?).into_response())
        }
        Err(error) => again(&web, &visitor, &forms, step, &values, kept, Fault(error)),
    }
}

fn needed<'a>(web: &Web, visitor: &'a Visitor) -> Result<JoinForms<'a>, Fault> {
    join_forms(&web.app, &visitor.law, visitor.op.now).ok_or_else(|| Fault(Error::refused("law.no_form")))
}

/// Whether a posted name belongs to a field of the form: the field itself, a cell of its table, the text of its option.
fn form_takes(form: &Form, name: &str) -> bool {
    form.inputs().any(|field| {
        name == field.key || name.strip_prefix(&field.key).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The form once more, with what was typed and what to mend. A fault of a form before leads back to that form.
fn again(
    web: &Web,
    visitor: &Visitor,
    forms: &JoinForms<'_>,
    step: usize,
    values: &Values,
    kept: Vec<(String, String)>,
    fault: Fault,
) -> Outcome {
    let refused = match &fault.0 {
        Error::Invalid(_) => None,
        Error::Refused(refusal) => Some(Words::of(web, visitor).refusal(refusal)),
        // The same form was sent before with other words: what was sent first holds.
        Error::Conflict => Some(Words::of(web, visitor).say("join-sent-already")),
        _ => return Err(fault),
    };
    let parts = parts(forms);
    let found = faults(web, visitor, &fault);
    let elsewhere = parts.iter().position(|(name, _)| found.iter().any(|fault| fault.key.starts_with(name)));
    let at = elsewhere.map_or(step, |place| place + 1);
    let (prefix, form) = *parts.get(at - 1).ok_or(Fault(Error::NotFound))?;
    let values = if at == step { values.clone() } else { kept_values(form, prefix, &kept) };
    let placed = found.into_iter().map(|fault| {
        let key = fault.key.strip_prefix(prefix).unwrap_or(&fault.key).to_owned();
        FormFault { key: shown_at(form, &key), ..fault }
    });
    let page = page(visitor, forms, at, &values, kept, placed.collect(), refused)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.page(&at_join(visitor), &page)?).into_response())
}

fn page(
    visitor: &Visitor,
    forms: &JoinForms<'_>,
    step: usize,
    values: &Values,
    kept: Vec<(String, String)>,
    faults: Vec<FormFault>,
    refused: Option<String>,
) -> Result<Join, Fault> {
    let parts = parts(forms);
    let (prefix, form) = *parts.get(step - 1).ok_or(Fault(Error::NotFound))?;
    Ok(Join {
        step: i64::try_from(step).unwrap_or(1),
        steps: parts
            .iter()
            .map(|(_, form)| phrases::cites::cited(&form.number.shown, visitor.lang))
            .collect(),
        form: FormView::of(forms.ruleset, form, values, &[], visitor.lang).with_errors(faults),
        kept: kept.into_iter().filter(|(name, _)| !name.starts_with(prefix)).collect(),
        optional: prefix == "staff:",
        refused,
    })
}

/// Asks for number and secret.
pub(super) async fn ask(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let number = visitor.query("number").unwrap_or_default();
    web.page(&visitor, &JoinFollow { number, ..nothing() })
}

/// Shows an application.
pub(super) async fn follow(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    followed(&web, &visitor, &posted, None).await
}

/// Takes it back.
pub(super) async fn take_back(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let act =
        app::members::take_back(&web.app, &visitor.op, posted.text("number"), posted.text("secret")).await;
    let refused = match act {
        Ok(()) | Err(Error::NotFound) => None,
        Err(Error::Refused(refusal)) => Some(Words::of(&web, &visitor).refusal(&refusal)),
        Err(other) => return Err(Fault(other)),
    };
    followed(&web, &visitor, &posted, refused).await
}

async fn followed(web: &Web, visitor: &Visitor, posted: &Posted, refused: Option<String>) -> Outcome {
    let (number, secret) = (posted.text("number").to_owned(), posted.text("secret").to_owned());
    let at = Visitor { page: "/join/follow".to_owned(), ..visitor.clone() };
    match follow_application(&web.app, &number, &secret).await {
        Ok(it) => {
            let found = JoinState {
                name: it.name,
                state: it.state.code().to_owned(),
                submitted_at: it.submitted_at.micros(),
                judged_at: it.judged_at.map(|at| at.micros()),
                reason: it.reason,
            };
            let number = it.number.to_string();
            web.page(&at, &JoinFollow { number, secret, unknown: false, found: Some(found), refused })
        }
        Err(Error::NotFound) => {
            let page = JoinFollow { number, unknown: true, ..nothing() };
            Ok((StatusCode::NOT_FOUND, web.page(&at, &page)?).into_response())
        }
        Err(other) => Err(Fault(other)),
    }
}

fn nothing() -> JoinFollow {
    JoinFollow { number: String::new(), secret: String::new(), unknown: false, found: None, refused: None }
}

/// What was posted is shown under the page that can be asked for again.
fn at_join(visitor: &Visitor) -> Visitor {
    Visitor { page: "/join".to_owned(), ..visitor.clone() }
}
