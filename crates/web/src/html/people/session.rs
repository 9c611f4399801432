//! Sessions: begin, end, and the two choices that need no account.

use crate::fault::status;
use crate::visitor::{LANGUAGE, SESSION, THEME, append, cookie, own_path};
use crate::{Outcome, Posted, Visitor, Web};
use app::Error;
use app::people::SignIn as Command;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use phrases::contexts::people::SignIn;

/// Where somebody goes who asked for no page; it leads on for those who have another home.
const HOME: &str = "/today";

/// The sign-in form.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let next = own_path(&visitor.query("next").unwrap_or_default(), HOME);
    web.page(&visitor, &SignIn { name: String::new(), next, refused: false, wait_minutes: None })
}

/// Signs in and goes where the visitor wanted to go.
pub(super) async fn sign_in(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let next = own_path(posted.text("next"), HOME);
    let command =
        Command { login: posted.text("name").to_owned(), password: posted.text("password").to_owned() };
    match app::people::sign_in(&web.app, &visitor.op, command).await {
        Ok(signed_in) => {
            let mut response = Redirect::to(&next).into_response();
            let minutes = i64::try_from(web.app.settings.session_minutes).unwrap_or(i64::MAX);
            append(&mut response, Some(cookie(&web, SESSION, signed_in.secret, Some(minutes))));
            Ok(response)
        }
        Err(Error::Refused(refusal)) => {
            let code = status(&Error::Refused(refusal.clone()));
            let waiting = refusal.code == "people.too_many_tries";
            let wait_minutes =
                waiting.then(|| i64::try_from(web.app.settings.sign_in_wait_minutes).unwrap_or(0));
            let page = SignIn { name: posted.text("name").to_owned(), next, refused: !waiting, wait_minutes };
            Ok((code, web.page(&visitor, &page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Ends the session.
pub(super) async fn sign_out(
    State(web): State<Web>,
    visitor: Visitor,
    jar: axum_extra::extract::CookieJar,
    _: Posted,
) -> Outcome {
    if let Some(secret) = jar.get(SESSION) {
        app::people::sign_out(&web.app, &visitor.op, secret.value()).await?;
    }
    let mut response = Redirect::to("/").into_response();
    append(&mut response, Some(cookie(&web, SESSION, String::new(), Some(0))));
    Ok(response)
}

/// Chooses language or colours and stays on the page.
pub(super) async fn preferences(State(web): State<Web>, posted: Posted) -> Outcome {
    let mut response = Redirect::to(&own_path(posted.text("back"), "/")).into_response();
    if let Ok(lang) = posted.text("lang").parse::<phrases::Lang>() {
        append(&mut response, Some(cookie(&web, LANGUAGE, lang.to_string(), Some(525_600))));
    }
    let theme = posted.text("theme");
    if matches!(theme, "light" | "dark" | "auto") {
        append(&mut response, Some(cookie(&web, THEME, theme.to_owned(), Some(525_600))));
    }
    Ok(response)
}
