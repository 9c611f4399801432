//! One's own API tokens. A fresh one is shown once, on the answer that made it.

use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::people::NewToken;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::elements::Choice;
use phrases::contexts::form::FormFault;
use phrases::contexts::people::{TokenView, Tokens};

/// Days a token lives when nobody says otherwise.
const DAYS: &str = "90";

/// The tokens in force.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let page = page(&web, &visitor).await?;
    web.page(&visitor, &page)
}

/// Makes a token.
pub(super) async fn make(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let scopes = posted.all("scopes");
    let days = posted.given("days").ok_or_else(|| Error::field("days", "required"));
    let days = days.and_then(|days| days.parse().map_err(|_| Error::field("days", "not_a_number")));
    let made = match days {
        Ok(days) => {
            let command = NewToken { name: posted.text("name").to_owned(), scopes: scopes.clone(), days };
            app::people::make_token(&web.app, &visitor.op, command).await
        }
        Err(error) => Err(error),
    };
    let mut page = page(&web, &visitor).await?;
    let code = match made {
        Ok(made) => {
            page.fresh = Some(made.secret);
            StatusCode::CREATED
        }
        Err(Error::Invalid(problems)) => {
            page.name = posted.text("name").to_owned();
            page.days = posted.text("days").to_owned();
            page.scopes.iter_mut().for_each(|scope| scope.checked = scopes.contains(&scope.code));
            page.errors = problems
                .iter()
                .map(|p| FormFault::new(&p.field, crate::dress::words(&web, &visitor, p)))
                .collect();
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(other) => return Err(Fault(other)),
    };
    Ok((code, web.page(&visitor, &page)?).into_response())
}

/// Withdraws a token.
pub(super) async fn withdraw(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.op.may(Right::OwnTokens) {
        return Err(Fault(Error::Forbidden));
    }
    app::people::revoke_token(&web.app, &visitor.op, posted.code("token")?).await?;
    Ok(done("/account/tokens", "token-withdrawn"))
}

async fn page(web: &Web, visitor: &Visitor) -> Result<Tokens, Fault> {
    let now = visitor.op.now;
    let tokens = app::people::list_tokens(&web.app, &visitor.op).await?;
    let in_force = tokens.into_iter().filter(|t| t.revoked_at.is_none() && t.expires_at > now);
    let label = |code: &str| {
        let words = web.app.phrases.say(visitor.lang, &format!("right-{}", code.replace(':', "-")), &[]);
        format!("{words} ({code})")
    };
    Ok(Tokens {
        tokens: in_force
            .map(|token| TokenView {
                id: token.id.to_string(),
                name: token.name,
                scopes: token.scopes.iter().map(|code| label(code)).collect(),
                created_at: token.created_at.micros(),
                expires_at: token.expires_at.micros(),
                used_at: token.used_at.map(|used| used.micros()),
            })
            .collect(),
        scopes: visitor.op.rights.codes().into_iter().map(|c| Choice::new(c, label(c), false)).collect(),
        fresh: None,
        name: String::new(),
        days: DAYS.to_owned(),
        most_days: i64::from(web.app.settings.sign_in.token_days),
        errors: Vec::new(),
    })
}
