//! Sessions: begin, end, and the two choices that need no account.

use super::enter::{HOME, entered, page};
use crate::fault::status;
use crate::visitor::{LANGUAGE, SESSION, THEME, append, cookie, own_path};
use crate::{Outcome, Posted, Visitor, Web};
use app::Error;
use app::people::SignIn as Command;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use phrases::contexts::people::SignIn;

/// The sign-in form.
pub(super) async fn form(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let next = own_path(&visitor.query("next").unwrap_or_default(), HOME);
    web.page(&visitor, &page(&web, &visitor, next))
}

/// Signs in, or goes on to the second factor, and then where the visitor wanted to go.
pub(super) async fn sign_in(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let next = own_path(posted.text("next"), HOME);
    let command = Command {
        login: posted.text("name").to_owned(),
        password: posted.text("password").to_owned(),
        place: visitor.place.clone(),
    };
    match app::people::sign_in(&web.app, &visitor.op, command).await {
        Ok(how) => Ok(entered(&web, how, &next)),
        Err(Error::Refused(refusal)) => {
            let code = status(&Error::Refused(refusal.clone()));
            let waiting = refusal.code == "people.too_many_tries";
            let wait_minutes =
                waiting.then(|| i64::try_from(web.app.settings.sign_in_wait_minutes).unwrap_or(0));
            let name = posted.text("name").to_owned();
            let page = SignIn { name, refused: !waiting, wait_minutes, ..page(&web, &visitor, next) };
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
