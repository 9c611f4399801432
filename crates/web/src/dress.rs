//! Puts words on failures, once for all handlers: a page for people, problem+json (RFC 9457) for programs. Faults of
//! ours are logged here, once, with the request's id.

use crate::fault::{Carried, status};
use crate::{Visitor, Web};
use app::Error;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use phrases::contexts::errors::{Conflict, Forbidden, Internal, Invalid, NotFound, Refused, Unavailable};
use phrases::contexts::form::FormFault;
use serde_json::{Value, json};

/// Records that mails of ours link to.
const PRIVATE: [&str; 4] = ["/notices/", "/incidents/", "/reports/", "/files/"];

/// Dresses failures of the handlers below. Where nobody is told apart (assets, health) there is nothing to dress.
pub(crate) async fn dress(State(web): State<Web>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>().cloned();
    let response = next.run(request).await;
    let Some(visitor) = visitor else { return response };
    present(&web, &visitor, response)
}

/// Dresses one response, if it carries a failure.
pub(crate) fn present(web: &Web, visitor: &Visitor, response: Response) -> Response {
    let Some(Carried(error)) = response.extensions().get::<Carried>().cloned() else { return response };
    if let Error::Internal(source) | Error::Unavailable(source) = error.as_ref() {
        tracing::error!(request = %visitor.op.request, path = visitor.path, error = %chain(source.as_ref()), "request failed");
    }
    let code = status(&error);
    // Signing in may open it. Whether it exists is not told: every path below these asks for it.
    let private = PRIVATE.iter().any(|prefix| visitor.path.starts_with(prefix));
    let sign_in = !visitor.signed_in()
        && (matches!(error.as_ref(), Error::Forbidden)
            || (private && matches!(error.as_ref(), Error::NotFound)));
    let mut dressed = if visitor.path.starts_with("/api/") {
        problem(web, visitor, &error, code)
    } else if sign_in {
        let next: String = url::form_urlencoded::byte_serialize(visitor.page.as_bytes()).collect();
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    } else {
        page(web, visitor, &error, code)
    };
    if code == StatusCode::SERVICE_UNAVAILABLE {
        dressed.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("10"));
    }
    dressed
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

fn page(web: &Web, visitor: &Visitor, error: &Error, code: StatusCode) -> Response {
    let rendered = match error {
        Error::NotFound => web.page(visitor, &NotFound { path: visitor.path.clone() }),
        Error::Forbidden => web.page(visitor, &Forbidden { right: None, ask: None }),
        Error::Invalid(problems) => {
            let errors = problems.iter().map(|p| FormFault::new(&p.field, words(web, visitor, p))).collect();
            web.page(visitor, &Invalid { errors, back: visitor.page.clone() })
        }
        Error::Refused(refusal) => web.page(
            visitor,
            &Refused {
                code: refusal.code.to_owned(),
                sentence: web.app.phrases.refusal(visitor.lang, refusal.code),
                cite: None,
                back: visitor.page.clone(),
            },
        ),
        Error::Conflict => web.page(
            visitor,
            &Conflict {
                title: visitor.page.clone(),
                href: visitor.page.clone(),
                saved_by: String::new(),
                saved_at: visitor.op.now.micros(),
                differences: Vec::new(),
                overwrite: None,
                fields: Vec::new(),
                version: 0,
            },
        ),
        Error::Unavailable(_) => web.page(
            visitor,
            &Unavailable {
                retry_after: 10,
                phone: Some(web.app.settings.phone.clone()).filter(|p| !p.is_empty()),
            },
        ),
        Error::Internal(_) => web.page(visitor, &Internal { request_id: visitor.op.request.to_string() }),
    };
    match rendered {
        Ok(page) => (code, page).into_response(),
        Err(_) => (code, "The page could not be shown.").into_response(),
    }
}

/// What to do about a field, in the visitor's language.
pub(crate) fn words(web: &Web, visitor: &Visitor, problem: &app::domain::FieldProblem) -> String {
    match &problem.message {
        Some(text) => text.get(visitor.lang).to_owned(),
        None => web.app.phrases.say(visitor.lang, &format!("field-{}", problem.code.replace('.', "-")), &[]),
    }
}

fn problem(web: &Web, visitor: &Visitor, error: &Error, code: StatusCode) -> Response {
    let (kind, detail): (String, String) = match error {
        Error::NotFound => ("not-found".into(), web.app.phrases.say(visitor.lang, "problem-not-found", &[])),
        Error::Forbidden => ("forbidden".into(), web.app.phrases.say(visitor.lang, "problem-forbidden", &[])),
        Error::Invalid(_) => ("invalid".into(), web.app.phrases.say(visitor.lang, "problem-invalid", &[])),
        Error::Refused(refusal) => (refusal.code.into(), web.app.phrases.refusal(visitor.lang, refusal.code)),
        Error::Conflict => ("conflict".into(), web.app.phrases.say(visitor.lang, "problem-conflict", &[])),
        Error::Unavailable(_) => {
            ("unavailable".into(), web.app.phrases.say(visitor.lang, "problem-unavailable", &[]))
        }
        Error::Internal(_) => ("internal".into(), web.app.phrases.say(visitor.lang, "problem-internal", &[])),
    };
    let code = if matches!(error, Error::Forbidden) && visitor.op.actor.person().is_none() {
        StatusCode::UNAUTHORIZED
    } else {
        code
    };
    let mut body = json!({
        "type": format!("urn:ungcuu:problem:{kind}"),
        "title": code.canonical_reason().unwrap_or("error"),
        "status": code.as_u16(),
        "code": kind,
        "detail": detail,
        "instance": format!("urn:uuid:{}", visitor.op.request),
    });
    let errors: Vec<Value> = match error {
        Error::Invalid(problems) => problems
            .iter()
            .map(|p| json!({ "field": p.field, "code": p.code, "detail": words(web, visitor, p) }))
            .collect(),
        Error::Refused(refusal) => refusal
            .field
            .iter()
            .map(|f| json!({ "field": f, "code": refusal.code, "detail": detail }))
            .collect(),
        _ => Vec::new(),
    };
    if let (false, Value::Object(map)) = (errors.is_empty(), &mut body) {
        map.insert("errors".to_owned(), Value::from(errors));
    }
    let mut response = (code, body.to_string()).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if code == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
