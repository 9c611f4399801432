//! A browser without a network: requests go straight into the service; cookies and the post token are kept.

use crate::Kit;
use crate::builders::PASSWORD;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;
use web::Web;

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("no JSON ({e}): {}", self.text))
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers.get(LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// A browser.
pub struct Browser {
    service: axum::Router,
    cookies: BTreeMap<String, String>,
    bearer: Option<String>,
    version: Option<i64>,
    csrf: String,
}

impl Kit {
    /// A browser that nobody is signed in with.
    pub fn browser(&self) -> Browser {
        let web = Web {
            app: self.app.clone(),
            settings: Arc::new(web::Settings::default()),
            clock: self.clock(),
            figures: None,
        };
        Browser {
            service: web::service(web),
            cookies: BTreeMap::new(),
            bearer: None,
            version: None,
            csrf: String::new(),
        }
    }

    /// A browser with somebody signed in.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let answer =
            browser.post("/sign-in", &[("name", login), ("password", PASSWORD), ("next", "/account")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "sign-in as {login}: {}", answer.text);
        browser.get("/account").await;
        browser
    }
}

impl Browser {
    /// Uses a bearer token from now on.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.bearer = Some(token.to_owned());
        self
    }

    /// Says from now on which version it saw.
    #[must_use]
    pub fn with_version(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }

    /// Gets a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Posts a form with the right post token.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut form = vec![("csrf".to_owned(), self.csrf.clone())];
        form.extend(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        self.post_raw(path, &form).await
    }

    /// Posts a form as it is.
    pub async fn post_raw(&mut self, path: &str, pairs: &[(String, String)]) -> Answer {
        let text: Vec<String> = pairs.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(v))).collect();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(text.join("&")))
            .await
    }

    /// Sends JSON.
    pub async fn json(&mut self, method: Method, path: &str, value: &serde_json::Value) -> Answer {
        self.send(method, path, Some("application/json"), Body::from(value.to_string())).await
    }

    /// Sends a request of any kind.
    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("accept-language", "vi");
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        if let Some(version) = self.version {
            request = request.header("if-match", format!("\"{version}\""));
        }
        if let Some(token) = &self.bearer {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        let response = self.service.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = response.status();
        let headers = response.headers().clone();
        for cookie in headers.get_all(SET_COOKIE).iter().filter_map(|v| v.to_str().ok()) {
            if let Some((name, value)) = cookie.split(';').next().and_then(|c| c.split_once('=')) {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(response.into_body(), 64 * 1024 * 1024).await.unwrap();
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            // As a browser reads it: templates write a slash in values as a reference.
            text = text.replace("&#x2f;", "/");
        }
        if let Some(token) =
            text.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next())
        {
            self.csrf = token.to_owned();
        }
        Answer { status, headers, text }
    }
}

fn encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}
