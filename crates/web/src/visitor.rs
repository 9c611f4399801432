//! Who asks: found once per request from the session cookie (pages) or the bearer token (API), with language, theme and
//! the token that every post must carry back.

use crate::{Fault, Web, place};
use app::domain::{Op, SessionId};
use app::duty::DutyNow;
use app::people::Place;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION, REFERER, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use phrases::{Lang, Theme};
use std::sync::Arc;

/// Cookie of a session.
pub(crate) const SESSION: &str = "uc_session";
/// Cookie with the post token of strangers.
const STRANGER: &str = "uc_csrf";
/// Cookie by which a device is known to people who came in on it.
pub(crate) const DEVICE: &str = "uc_device";
/// Cookie between the first factor and the second.
pub(crate) const PENDING: &str = "uc_pending";
/// Cookie on the way to an outside provider and back.
pub(crate) const ERRAND: &str = "uc_errand";
/// Cookie of the chosen language.
pub(crate) const LANGUAGE: &str = "uc_lang";
/// Cookie of the chosen colours.
pub(crate) const THEME: &str = "uc_theme";

/// The signed-in person, as pages show them.
#[derive(Debug, Clone)]
pub struct Who {
    /// Name.
    pub name: String,
    /// Sign-in name.
    pub login: String,
    /// Electronic mail.
    pub email: String,
    /// Name of the body.
    pub body: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Who is on duty now, at the coordinator and at the person's own body.
    pub duty: Arc<[DutyNow]>,
    /// The session.
    pub session: SessionId,
}

/// Who asks.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The operation this request is.
    pub op: Op,
    /// The law that runs now; one for the whole request.
    pub law: Arc<law::Library>,
    /// The signed-in person.
    pub who: Option<Who>,
    /// They can do nothing but add a second factor.
    pub must_enrol: bool,
    /// From where they ask.
    pub place: Place,
    /// Language of the answer.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Token every post carries.
    pub csrf: String,
    /// Path and query asked for.
    pub path: String,
    /// Path and query of the page in front of the visitor: the one asked for, or the one that was posted from.
    pub page: String,
}

impl Visitor {
    /// A value of the query string.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.path.split_once('?')?;
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// All values of the query string.
    pub fn queries(&self) -> Vec<(String, String)> {
        let query = self.path.split_once('?').map_or("", |(_, q)| q);
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    /// Is somebody signed in?
    pub const fn signed_in(&self) -> bool {
        self.who.is_some()
    }
}

impl Visitor {
    /// The session in use.
    ///
    /// # Errors
    /// Forbidden to strangers.
    pub(crate) fn session(&self) -> Result<SessionId, Fault> {
        self.who.as_ref().map(|who| who.session).ok_or(Fault(app::Error::Forbidden))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Fault(app::Error::internal("no visitor on this route")))
    }
}

/// Finds out who asks and hands it on with the request.
pub(crate) async fn identify(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") || matches!(path, "/healthz" | "/readyz" | "/metrics") {
        return next.run(request).await;
    }
    let jar = CookieJar::from_headers(request.headers());
    let known = jar.get(STRANGER).map(|c| c.value().to_owned()).filter(|v| v.len() == 64);
    let made = known.is_none() && !path.starts_with("/api/");
    let stranger_token = known.unwrap_or_else(|| if made { web.app.fresh.secret() } else { String::new() });
    let cookie = made.then(|| cookie(&web, STRANGER, stranger_token.clone(), None));
    let lang = language(&jar, request.headers());
    let asked = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let page = page(&request, &asked);
    let bearer = bearer(request.headers()).map(str::to_owned);
    let here = Here { path: asked, page, place: place::of(&web.settings, &request, &jar) };
    // A page that asks again by itself is no sign of work.
    let works = !request.headers().contains_key("hx-request");
    match visitor(&web, &jar, bearer.as_deref(), lang, here.clone(), stranger_token, works).await {
        Ok((visitor, _)) if visitor.must_enrol && !enrols(&visitor.path) => {
            let mut response = Redirect::to("/account/factors").into_response();
            append(&mut response, cookie);
            response
        }
        Ok((visitor, prolonged)) => {
            request.extensions_mut().insert(visitor);
            let mut response = next.run(request).await;
            append(&mut response, cookie);
            append(&mut response, prolonged);
            response
        }
        Err(fault) => {
            // Nobody can be told apart now; a stranger's frame is enough to say so.
            let now = (web.clock)();
            let stranger = Visitor {
                op: web.app.stranger_op(now, lang),
                law: web.app.library(),
                who: None,
                lang,
                theme: Theme::Auto,
                csrf: String::new(),
                path: here.path,
                page: here.page,
                must_enrol: false,
                place: here.place,
            };
            crate::dress::present(&web, &stranger, fault.into_response())
        }
    }
}

/// Where a request leads and where it comes from.
#[derive(Clone)]
struct Here {
    path: String,
    page: String,
    place: Place,
}

/// Whether a path belongs to adding a second factor, or to leaving: all that is open to who must add one.
fn enrols(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    path == "/account/factors"
        || path.starts_with("/account/factors/")
        || matches!(path, "/sign-out" | "/preferences" | "/favicon.ico")
}

/// The page in front of the visitor. What was posted came from a page of ours that the browser names; without its word
/// the front page is safe to go back to.
fn page(request: &Request, asked: &str) -> String {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return asked.to_owned();
    }
    let named =
        request.headers().get(REFERER).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<Uri>().ok());
    named
        .and_then(|uri| uri.path_and_query().map(ToString::to_string))
        .map_or_else(|| "/".to_owned(), |p| own_path(&p, "/"))
}

/// A path of this service and nothing else – no other host, no scheme – or the other one.
pub(crate) fn own_path(path: &str, otherwise: &str) -> String {
    let plain = path.starts_with('/')
        && !path.starts_with("//")
        && !path.chars().any(|c| c.is_control() || c == '\\');
    if plain { path.to_owned() } else { otherwise.to_owned() }
}

async fn visitor(
    web: &Web,
    jar: &CookieJar,
    bearer: Option<&str>,
    lang: Lang,
    here: Here,
    stranger_token: String,
    works: bool,
) -> Result<(Visitor, Option<String>), Fault> {
    let now = (web.clock)();
    // A node that cannot load newer law says so in its log and goes on under the law it has.
    if let Err(error) = app::law::changes::look_for_law(&web.app, now).await {
        tracing::error!(%error, "newer law could not be taken up");
    }
    let theme = jar.get(THEME).map_or(Theme::Auto, |c| match c.value() {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::Auto,
    });
    let Here { path, page, place } = here;
    let base = Visitor {
        op: web.app.stranger_op(now, lang),
        law: web.app.library(),
        who: None,
        lang,
        theme,
        csrf: stranger_token,
        path,
        page,
        must_enrol: false,
        place,
    };
    if base.path.starts_with("/api/") {
        let Some(bearer) = bearer else { return Ok((base, None)) };
        return match app::people::op_of_token(&web.app, bearer, now, base.op.request, lang).await? {
            Some(op) => Ok((Visitor { op, ..base }, None)),
            None => Err(Fault::unauthenticated()),
        };
    }
    let Some(secret) = jar.get(SESSION).map(Cookie::value) else { return Ok((base, None)) };
    let Some(known) = app::people::op_of_session(&web.app, secret, now, base.op.request, lang).await? else {
        return Ok((base, None));
    };
    let noted = works
        && (known.ends_soon || known.seen_long_ago)
        && app::people::note_work(&web.app, &known).await.is_ok();
    let prolonged = (noted && known.ends_soon).then(|| {
        let minutes = i64::try_from(web.app.settings.session_minutes).unwrap_or(i64::MAX);
        cookie(web, SESSION, secret.to_owned(), Some(minutes))
    });
    // A page is shown whether or not it can say who is on duty.
    let duty = match app::duty::on_duty_now(&web.app, known.op.body, now).await {
        Ok(duty) => duty,
        Err(error) => {
            tracing::error!(%error, "who is on duty could not be read");
            Arc::default()
        }
    };
    let who = Who {
        duty,
        name: known.person.name,
        login: known.person.login,
        email: known.person.email,
        body: known.body.name,
        roles: known.person.roles.iter().map(ToString::to_string).collect(),
        session: known.session,
    };
    let must_enrol = known.must_enrol;
    Ok((Visitor { op: known.op, csrf: known.csrf, who: Some(who), must_enrol, ..base }, prolonged))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

fn language(jar: &CookieJar, headers: &HeaderMap) -> Lang {
    let chosen = jar.get(LANGUAGE).and_then(|c| c.value().parse().ok());
    chosen.unwrap_or_else(|| {
        phrases::lang::from_accept(
            headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default(),
        )
    })
}

/// A cookie of ours.
pub(crate) fn cookie(web: &Web, name: &'static str, value: String, minutes: Option<i64>) -> String {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(web.settings.secure_cookies);
    match minutes {
        Some(minutes) => format!("{cookie}; Max-Age={}", minutes * 60),
        None => cookie.to_string(),
    }
}

pub(crate) fn append(response: &mut Response, cookie: Option<String>) {
    if let Some(value) = cookie.and_then(|c| HeaderValue::from_str(&c).ok()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
