//! What every handler gets: the desk, the settings, the clock, and how to present a page.

use crate::{Fault, Settings, Visitor};
use app::App;
use app::domain::{Moment, Right};
use app::duty::{DutyNow, LineNow};
use axum::response::{Html, IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use phrases::{DutyLine, Flash, FlashKind, Frame, NavItem, Page, Person};
use std::sync::Arc;

/// Where the doors take the time from; handed in, so that demonstrations and tests choose it.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// State of the HTTP doors; cheap to clone.
#[derive(Clone)]
pub struct Web {
    /// The desk.
    pub app: Arc<App>,
    /// Settings.
    pub settings: Arc<Settings>,
    /// The time.
    pub clock: Clock,
    /// Figures for `/metrics`, when they are gathered.
    pub figures: Option<PrometheusHandle>,
}

/// Entries of the navigation: key, address, right that shows it.
const NAVIGATION: &[(&str, &str, Option<Right>)] = &[
    ("today", "/today", Some(Right::SeeNotices)),
    ("notices", "/notices", Some(Right::SeeNotices)),
    ("incidents", "/incidents", Some(Right::SeeIncidents)),
    ("reports", "/reports", Some(Right::SeeIncidents)),
    ("teams", "/network/teams", Some(Right::SeeBodies)),
    ("duty", "/network/duty", Some(Right::SeeBodies)),
    ("law", "/law", None),
    ("bodies", "/network", Some(Right::SeeBodies)),
    ("people", "/admin/people", Some(Right::SeeStaff)),
    ("jobs", "/admin/jobs", Some(Right::SeeSystem)),
    ("audit", "/admin/audit", Some(Right::SeeSystem)),
    ("reference", "/reference/api", None),
];

/// The page somebody begins at: the first of the navigation that their rights open.
pub(crate) fn home(visitor: &Visitor) -> &'static str {
    let own = |(_, _, right): &&(&str, &str, Option<Right>)| right.is_some_and(|r| visitor.op.may(r));
    NAVIGATION.iter().find(own).map_or("/law", |(_, href, _)| href)
}

impl Web {
    /// A page in the visitor's language and frame.
    ///
    /// # Errors
    /// A template that fails on these values.
    pub fn page<P: Page>(&self, visitor: &Visitor, page: &P) -> Result<Response, Fault> {
        let html =
            self.app.phrases.render(page, visitor.lang, &self.frame(visitor)).map_err(app::Error::from)?;
        Ok(Html(html).into_response())
    }

    /// The frame around a visitor's page.
    pub fn frame(&self, visitor: &Visitor) -> Frame {
        Frame {
            deployment: self.app.settings.deployment.clone(),
            theme: visitor.theme,
            csrf: visitor.csrf.clone(),
            person: visitor.who.as_ref().map(|who| Person {
                name: who.name.clone(),
                body: who.body.clone(),
                roles: who.roles.clone(),
                initials: initials(&who.name),
            }),
            nav: if visitor.who.is_some() { navigation(visitor) } else { Vec::new() },
            duty: visitor.who.as_ref().map(|who| duty(visitor, &who.duty)).unwrap_or_default(),
            flashes: self.flashes(visitor),
            path: visitor.page.clone(),
            now: visitor.op.now.micros(),
            demonstration: self.settings.demonstration,
        }
    }

    /// What was just done is told by the address (`?done=notice-taken`), only if it is a phrase of ours.
    fn flashes(&self, visitor: &Visitor) -> Vec<Flash> {
        let Some(done) = visitor.query("done") else { return Vec::new() };
        let key = format!("done-{done}");
        if !self.app.phrases.catalogue(visitor.lang).has(&key) {
            return Vec::new();
        }
        vec![Flash { kind: FlashKind::Done, text: self.app.phrases.say(visitor.lang, &key, &[]) }]
    }
}

/// Who is on duty, line by line.
fn duty(visitor: &Visitor, bodies: &[DutyNow]) -> Vec<DutyLine> {
    let sees = visitor.op.may(Right::SeeBodies);
    let line = |body: &DutyNow, one: &LineNow| DutyLine {
        line: one.line.to_string(),
        body: match visitor.lang {
            phrases::Lang::En if !body.body_name_en.is_empty() => body.body_name_en.clone(),
            _ => body.body_name.clone(),
        },
        officer: one.officer.as_ref().map(|officer| officer.name.clone()).unwrap_or_default(),
        phone: called(one),
        href: if sees { format!("/network/duty?body={}", body.key) } else { "/hotline".to_owned() },
    };
    bodies.iter().flat_map(|body| body.lines.iter().map(move |one| line(body, one))).collect()
}

/// The telephone that reaches a line: its own, else that of who answers.
fn called(one: &LineNow) -> String {
    let officer = one.officer.as_ref().map_or("", |officer| officer.phone.as_str());
    if one.contact.phone.is_empty() { officer.to_owned() } else { one.contact.phone.clone() }
}

fn navigation(visitor: &Visitor) -> Vec<NavItem> {
    NAVIGATION
        .iter()
        .filter(|(_, _, right)| right.is_none_or(|r| visitor.op.may(r)))
        .map(|(key, href, _)| NavItem { active: visitor.path.starts_with(href), ..NavItem::new(key, href) })
        .collect()
}

/// First letters of the first and the last word; Vietnamese given names stand last.
fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|w| w.chars().next());
    let last = words.last().filter(|_| words.len() > 1).and_then(|w| w.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
