//! Every route × {stranger, each role, a foreign body}. What each may do is written down in `routes.txt`, one line a
//! route; a route without a line, or with another answer, fails. After a deliberate change run the test with
//! `UNGCUU_WRITE_ROUTES=1` and read the difference before committing it.

use axum::http::Method;
use domain::ReportId;
use domain::reports::ReportKind;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;
use testkit::{Browser, Kit, Opened};
use web::Route;

/// Who tries: nobody, each role of the network, the administrator, and an owner that has no part in the incident.
const VISITORS: &[&str] = &[
    "stranger",
    "dieu-phoi",
    "doi-24",
    "van-hanh",
    "chu-quan",
    "nha-mang",
    "bao-cao",
    "quan-tri",
    "nguoi-ngoai",
];

/// Pages that anybody may see.
pub(crate) const PUBLIC: &[&str] = &[
    "/",
    "/report",
    "/report/full",
    "/follow",
    "/hotline",
    "/follow/messages",
    "/follow/files/{id}",
    "/join",
    "/join/follow",
    "/join/take-back",
    "/reach/{id}/{secret}",
    "/sign-in",
    "/sign-in/second",
    "/sign-in/passkey",
    "/sign-in/provider",
    "/sign-in/provider/answer",
    "/invitation/{token}",
    "/sign-out",
    "/preferences",
    "/law",
    "/law/{id}",
    "/law/{id}/forms/{form}",
    "/law/{id}/forms/{form}/pdf",
    "/law/{id}/process",
    "/law/{id}/provisions",
    "/law/{id}/provisions/{provision}",
    "/law/clock",
    "/law/calendar",
    "/law/compare",
    "/law/contradictions",
    "/law/trace",
    "/reference/api",
    "/reference/rights",
    "/api/reference",
    "/healthz",
    "/readyz",
    "/metrics",
    "/assets/{*name}",
    "/favicon.ico",
    "/search",
    "/api/openapi.json",
    "/api/v1/notices",
    "/api/v1/notices/follow",
    "/api/v1/applications/follow",
    "/api/v1/attachments",
    "/api/v1/me",
];

/// Records that exist, for the parameters of paths.
pub(crate) struct Place {
    notice: String,
    incident: String,
    report: String,
    change: String,
}

impl Place {
    async fn new(kit: &Kit) -> Self {
        kit.network().await;
        let opened = kit.incident().await;
        let report = kit.report(&opened.incident, ReportKind::Initial).await;
        Self::around(kit, opened, report).await
    }

    /// Around an incident with a report: a change of the law beside it.
    pub(crate) async fn around(kit: &Kit, opened: Opened, report: ReportId) -> Self {
        let start = app::law::changes::Start::Files(Vec::new());
        let cmd =
            app::law::changes::DraftChange {
                title: "Sửa".into(), source: "Văn bản minh họa".into(), start
            };
        let change = app::law::changes::draft_change(&kit.app, &kit.system(), cmd).await.unwrap().to_string();
        let team = app::teams::EstablishTeam {
            key: "doi-24".into(),
            name: "Đội ứng cứu minh họa".into(),
            decision: "01/QĐ".into(),
            decided_on: "2026-01-05".parse().unwrap(),
            issuer: "UBND tỉnh minh họa".into(),
            body_key: "doi-24".into(),
        };
        app::teams::establish_team(&kit.app, &kit.system(), team).await.unwrap();
        Self { notice: opened.notice, incident: opened.incident, report: report.to_string(), change }
    }

    /// A path with its parameters filled in by records that exist.
    pub(crate) fn fill(&self, path: &str) -> String {
        let number = match path {
            p if p.contains("/notices/") => &self.notice,
            p if p.contains("/law/") => &self.change,
            _ => &self.incident,
        };
        let id = match path {
            p if p.contains("/reports/") => self.report.as_str(),
            p if p.contains("/law/") => "tt20-2017",
            _ => "01939c5e-0000-7000-8000-000000000000",
        };
        path.replace("{number}", number)
            .replace("{id}", id)
            // The team and the body it works under share their key.
            .replace("{key}", "doi-24")
            .replace("{table}", "bodies")
            .replace("{step}", "receive")
            .replace("{form}", "initial-report")
            .replace("{provision}", "scope-severe")
            .replace("{ruleset}", "tt20-2017")
            .replace("{login}", "van-hanh")
            .replace("{token}", "0123456789abcdef")
            .replace("{*name}", "nothing.css")
    }
}

/// A page and an API, with somebody behind both.
pub(crate) async fn visitor(kit: &Kit, who: &str) -> (Browser, Browser) {
    if who == "stranger" {
        return (kit.browser(), kit.browser());
    }
    let op = kit.op(who).await;
    let scopes = op.rights.codes().into_iter().map(str::to_owned).collect();
    let new = app::people::NewToken { name: "thử".into(), scopes, days: 1 };
    let token = app::people::make_token(&kit.app, &op, new).await.unwrap().secret;
    (kit.signed_in(who).await, kit.browser().with_token(&token).with_version(1))
}

/// A body that the operation takes, as its description gives it: what is answered then is about who asks.
fn example(described: &Value, method: &Method, path: &str) -> Value {
    let operation = &described["paths"][path][method.as_str().to_lowercase()];
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()).unwrap_or_default();
    let example = described["components"]["schemas"][name]["example"].clone();
    if example.is_null() { serde_json::json!({}) } else { example }
}

/// What a route answers, asked with a body that the operation takes.
pub(crate) async fn answer(page: &mut Browser, api: &mut Browser, route: &Route, path: &str) -> u16 {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(web::api::document);
    let answer = match (route.path.starts_with("/api/"), &route.method) {
        (true, &Method::GET) => api.get(path).await,
        (true, method) => api.json(method.clone(), path, &example(&DOCUMENT, method, route.path)).await,
        (false, &Method::GET) => page.get(path).await,
        (false, _) => page.post(path, &[]).await,
    };
    assert_ne!(answer.status.as_u16(), 500, "{} {path}: {}", route.method, answer.text);
    answer.status.as_u16()
}

async fn answers(who: &str) -> BTreeMap<String, u16> {
    let kit = Kit::new(testkit::Database::Sqlite).await;
    let place = Place::new(&kit).await;
    let (mut page, mut api) = visitor(&kit, who).await;
    let mut answers = BTreeMap::new();
    for route in web::listed().routes() {
        // Signing out would end the visit; it is tried by a test of its own.
        if route.path == "/sign-out" {
            continue;
        }
        let path = place.fill(route.path);
        let status = answer(&mut page, &mut api, route, &path).await;
        answers.insert(format!("{} {}", route.method, route.path), status);
    }
    answers
}

#[test]
fn every_route_answers_each_visitor_as_written_down() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut table: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    for who in VISITORS {
        for (route, status) in runtime.block_on(answers(who)) {
            table.entry(route).or_default().push(status);
        }
    }
    let mut text = format!("# METHOD PATH: {}\n", VISITORS.join(" "));
    for (route, statuses) in &table {
        let statuses: Vec<String> = statuses.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "{route}: {}", statuses.join(" "));
    }
    strangers_see_only_what_is_public(&table);
    foreign_bodies_see_no_record(&table);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/routes.txt");
    #[expect(clippy::disallowed_methods, reason = "a switch of this test alone")]
    let write = std::env::var("UNGCUU_WRITE_ROUTES").is_ok();
    if write {
        std::fs::write(&file, &text).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    for (line, known) in text.lines().zip(written.lines()) {
        assert_eq!(line, known, "routes.txt says otherwise");
    }
    assert_eq!(text.lines().count(), written.lines().count(), "a route has no line in routes.txt");
}

fn strangers_see_only_what_is_public(table: &BTreeMap<String, Vec<u16>>) {
    for (route, statuses) in table {
        let path = route.split_once(' ').map_or("", |(_, p)| p);
        if PUBLIC.contains(&path) || path.starts_with("/api/v1/law/") {
            continue;
        }
        // A form that cannot be read may be said before anybody asks who posts it; a page never is.
        let shut = if route.starts_with("GET") {
            &[303, 401, 403, 404][..]
        } else {
            &[303, 400, 401, 403, 404, 422, 428][..]
        };
        assert!(shut.contains(&statuses[0]), "{route}: a stranger got {}", statuses[0]);
    }
}

fn foreign_bodies_see_no_record(table: &BTreeMap<String, Vec<u16>>) {
    let foreign = VISITORS.len() - 1;
    for (route, statuses) in
        table.iter().filter(|(r, _)| r.contains("{number}") || r.contains("/reports/{id}"))
    {
        // Changes of the law and tests of contact points belong to no body: whoever may not see them knows that there are some.
        if route.contains("/law/changes/") || route.contains("/reach") {
            assert_eq!(statuses[foreign], 403, "{route}");
            continue;
        }
        // A form that cannot be read may be told before the record is looked for; what can be read never is.
        let known = if route.contains(" /api/") || route.starts_with("GET") {
            &[403, 404][..]
        } else {
            &[403, 404, 422][..]
        };
        assert!(known.contains(&statuses[foreign]), "{route}: a foreign body got {}", statuses[foreign]);
        if route.starts_with("GET") {
            assert_eq!(statuses[foreign], 404, "{route}: a foreign body may not know of it");
        }
    }
}
