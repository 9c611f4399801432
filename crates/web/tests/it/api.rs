//! The programming interface, through the whole service, each answer held against its description.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

use app::people::{NewToken, make_token};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use domain::Right;
use serde_json::{Value, json};
use std::sync::{Arc, LazyLock};
use testkit::Kit;
use tower::ServiceExt;

static DOCUMENT: LazyLock<Value> = LazyLock::new(web::api::document);

/// A program that calls the API.
pub(super) struct Program {
    service: Router,
    token: String,
}

pub(super) struct Told {
    pub(super) status: u16,
    pub(super) etag: String,
    location: String,
    kind: String,
    link: String,
    bytes: Vec<u8>,
}

impl Told {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }
}

impl Program {
    fn new(kit: &Kit, token: &str) -> Self {
        let web = web::Web {
            app: kit.app.clone(),
            settings: Arc::new(web::Settings::default()),
            clock: kit.clock(),
            figures: None,
        };
        Self { service: web::service(web), token: token.to_owned() }
    }

    pub(super) async fn of(kit: &Kit, login: &str) -> Self {
        let op = kit.op(login).await;
        let scopes = Right::ALL.iter().filter(|r| op.may(**r)).map(|r| r.code().to_owned()).collect();
        let made =
            make_token(&kit.app, &op, NewToken { name: "thử".into(), scopes, days: 30 }).await.unwrap();
        Self::new(kit, &made.secret)
    }

    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Told {
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        let response = self.service.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let header = |name: &str| {
            response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        let (etag, location, kind, link) =
            (header("etag"), header("location"), header("content-type"), header("link"));
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec();
        let told = Told { status, etag, location, kind, link, bytes };
        held(method, path, &told);
        told
    }

    pub(super) async fn get(&self, path: &str) -> Told {
        self.send("GET", path, &[], Vec::new()).await
    }

    pub(super) async fn post(&self, path: &str, value: Value) -> Told {
        self.send("POST", path, &[("content-type", "application/json")], value.to_string().into_bytes()).await
    }

    pub(super) async fn seen(&self, method: &str, path: &str, etag: &str, value: Value) -> Told {
        let headers = [("content-type", "application/json"), ("if-match", etag)];
        self.send(method, path, &headers, value.to_string().into_bytes()).await
    }
}

/// Names everybody on a restricted incident who could be named.
async fn name_all(officer: &Program, incident: &str) {
    let access = officer.get(&format!("{incident}/access")).await.json();
    let persons: Vec<&Value> =
        access["candidates"].as_array().unwrap().iter().map(|c| &c["person"]).collect();
    let named = json!({"persons": persons, "reason": "Tham gia ứng cứu"});
    assert_eq!(officer.post(&format!("{incident}/access/name"), named).await.status, 204);
}

/// Holds an answer against its description.
fn held(method: &str, path: &str, told: &Told) {
    let plain = path.split('?').next().unwrap();
    let paths = DOCUMENT["paths"].as_object().unwrap();
    let fits = |pattern: &&String| {
        let (a, b): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), plain.split('/').collect());
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.starts_with('{') || a == b)
    };
    let pattern = paths.keys().find(|p| p.as_str() == plain).or_else(|| paths.keys().find(fits));
    let Some(pattern) = pattern else { return };
    let operation = &paths[pattern][&method.to_lowercase()];
    let response = &operation["responses"][told.status.to_string()];
    assert!(
        response.is_object(),
        "{method} {path}: {} is not described: {}",
        told.status,
        String::from_utf8_lossy(&told.bytes)
    );
    let essence = told.kind.split(';').next().unwrap();
    let content = response["content"].as_object();
    if told.status == 204 {
        assert!(content.is_none() && told.bytes.is_empty());
        return;
    }
    let content = content.unwrap();
    let Some(described) = content.get(essence) else {
        assert!(content.contains_key("application/octet-stream"), "{method} {path} answers {essence}");
        return;
    };
    if !essence.ends_with("json") {
        return;
    }
    let mut schema = described["schema"].clone();
    schema["components"] = DOCUMENT["components"].clone();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&told.json()).map(|e| format!("{e} at {}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{method} {path}: {faults:?}\n{}", told.json());
}

fn notice() -> Value {
    json!({
        "reporter": {"organisation": "UBND xã Minh Họa", "name": "Trần Văn Mẫu", "email": "mau@minh-hoa.example"},
        "description": "Từ 07:40 trang chủ hiện nội dung lạ.",
        "detected_at": "2026-11-23T07:40:00+07:00", "domains": ["minh-hoa.example"], "addresses": ["203.0.113.7"],
    })
}

testkit::both!(a_notice_over_the_api_is_answered_once_and_the_same, |kit| async move {
    kit.network().await;
    let stranger = Program::new(&kit, "");
    let headers = [("content-type", "application/json"), ("idempotency-key", "k-1")];
    let first = stranger.send("POST", "/api/v1/notices", &headers, notice().to_string().into_bytes()).await;
    assert_eq!(first.status, 201, "{}", first.json());
    kit.pass(std::time::Duration::from_secs(60));
    let again = stranger.send("POST", "/api/v1/notices", &headers, notice().to_string().into_bytes()).await;
    assert_eq!((again.status, &again.bytes, &again.location), (201, &first.bytes, &first.location));
    let mut other = notice();
    other["subject"] = json!("khác");
    let conflict = stranger.send("POST", "/api/v1/notices", &headers, other.to_string().into_bytes()).await;
    assert_eq!((conflict.status, conflict.json()["code"].clone()), (409, json!("conflict")));

    let told = first.json();
    assert_eq!(first.location, told["links"]["self"].as_str().unwrap());
    let followed = stranger
        .post("/api/v1/notices/follow", json!({"number": told["number"], "secret": told["secret"]}))
        .await;
    assert_eq!((followed.status, followed.json()["state"].clone()), (200, json!("received")));
    let wrong =
        stranger.post("/api/v1/notices/follow", json!({"number": told["number"], "secret": "x"})).await;
    assert_eq!(wrong.status, 404);
    assert_eq!(stranger.get(&first.location).await.status, 401);

    let mut bad = notice();
    bad["reporter"]["email"] = json!("nobody");
    bad["addresses"] = json!(["10.0.0.1"]);
    let problems = stranger.post("/api/v1/notices", bad).await;
    assert_eq!((problems.status, problems.kind.as_str()), (422, "application/problem+json"));
    let fields: Vec<&str> = problems.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["field"].as_str().unwrap().to_owned())
        .map(|s| &*s.leak())
        .collect();
    assert_eq!(fields, ["reporter.email", "addresses"]);
    let unknown = stranger.post("/api/v1/notices", json!({"reporter": {"emial": "x"}})).await;
    assert_eq!(
        (unknown.status, unknown.json()["errors"][0]["field"].clone()),
        (422, json!("reporter.emial"))
    );
    let broken = stranger.send("POST", "/api/v1/notices", &headers[..1], b"{\n nope".to_vec()).await;
    assert_eq!((broken.status, broken.json()["line"].clone()), (400, json!(2)));
    let form =
        stranger.send("POST", "/api/v1/notices", &[("content-type", "text/plain")], b"{}".to_vec()).await;
    assert_eq!(form.status, 415);
    let long = stranger.send("POST", "/api/v1/notices", &headers[..1], vec![b' '; 3 << 20]).await;
    assert_eq!(long.status, 413);
    let secret = stranger
        .post("/api/v1/notices", {
            let mut n = notice();
            n["state_secret"] = json!(true);
            n
        })
        .await;
    assert_eq!((secret.status, secret.json()["code"].clone()), (409, json!("notice.state_secret")));
    let mut with_form = notice();
    with_form["form"] = json!({"ruleset": "tt20-2017", "form": "initial-report", "values": {}});
    let lacking = stranger.post("/api/v1/notices", with_form).await;
    assert_eq!(lacking.status, 422);
    assert!(
        lacking.json()["errors"][0]["field"].as_str().unwrap().starts_with("form.values."),
        "{}",
        lacking.json()
    );
    let bad_token = Program::new(&kit, "uc_00").get("/api/v1/me").await;
    assert_eq!(bad_token.status, 401);
});

testkit::both!(the_law_answers_everybody, |kit| async move {
    let stranger = Program::new(&kit, "");
    let answer = stranger
        .get("/api/v1/law/clock?ruleset=tt20-2017&clock=closing-report&at=2026-11-12T09:00:00%2B07:00")
        .await;
    assert_eq!(answer.json()["due"], "2026-11-18T00:00:00+07:00");
    let lines = stranger.get("/api/v1/law/rulesets").await;
    for line in lines.json()["items"].as_array().unwrap() {
        let id = line["id"].as_str().unwrap();
        assert_eq!(stranger.get(&format!("/api/v1/law/rulesets/{id}")).await.status, 200);
        for form in line["forms"].as_array().unwrap() {
            let schema =
                stranger.get(&format!("/api/v1/law/forms/{id}/{}/schema", form.as_str().unwrap())).await;
            assert_eq!((schema.status, schema.kind.as_str()), (200, "application/schema+json"));
        }
    }
    assert_eq!(
        stranger.get("/api/v1/law/clock?ruleset=tt20-2017&clock=no&at=2026-11-12T09:00:00Z").await.status,
        422
    );
    assert_eq!(stranger.get("/api/v1/law/clock?ruleset=tt20-2017&clock=notice").await.status, 400);
    assert_eq!(stranger.get("/api/v1/law/clock?ruleset=a&clock=b&at=yesterday").await.status, 422);
    assert_eq!(stranger.get("/api/v1/law/rulesets/none").await.status, 404);
    assert_eq!(stranger.get("/api/openapi.json").await.json()["openapi"], "3.1.0");
});

testkit::both!(a_file_goes_in_and_comes_out_as_a_download, |kit| async move {
    kit.network().await;
    let (officer, other) = (Program::of(&kit, "dieu-phoi").await, Program::of(&kit, "nguoi-ngoai").await);
    let headers = [("content-type", "text/plain")];
    let stored = officer
        .send("POST", "/api/v1/attachments?name=nh%E1%BA%ADt%20k%C3%BD.log", &headers, b"GET /".to_vec())
        .await;
    assert_eq!((stored.status, stored.json()["size_bytes"].clone()), (201, json!(5)));
    let got = officer.get(&stored.location).await;
    assert_eq!((got.status, got.bytes.as_slice()), (200, b"GET /".as_slice()));
    assert_eq!(other.get(&stored.location).await.status, 404);
    let sample =
        officer.send("POST", "/api/v1/attachments?name=x.bin&malware=true", &headers, b"MZ".to_vec()).await;
    assert_eq!(officer.get(&sample.location).await.kind, "application/zip");
    let large = officer.send("POST", "/api/v1/attachments", &headers, vec![0; 33 << 20]).await;
    assert_eq!((large.status, large.json()["code"].clone()), (413, json!("attachment.too_large")));
    assert_eq!(officer.send("POST", "/api/v1/attachments?nome=x", &headers, Vec::new()).await.status, 400);
    let with = {
        let mut n = notice();
        n["attachments"] = json!([stored.json()["id"]]);
        n
    };
    assert_eq!(officer.post("/api/v1/notices", with).await.status, 201);
});

testkit::both!(an_incident_goes_its_whole_way_over_the_api, |kit| async move {
    kit.network().await;
    let officer = Program::of(&kit, "dieu-phoi").await;
    let agency = Program::of(&kit, "thuong-truc").await;
    let operator = Program::of(&kit, "van-hanh").await;
    let outsider = Program::of(&kit, "nguoi-ngoai").await;
    let number =
        operator.post("/api/v1/notices", notice()).await.json()["number"].as_str().unwrap().to_owned();
    let second =
        operator.post("/api/v1/notices", notice()).await.json()["number"].as_str().unwrap().to_owned();
    let third =
        operator.post("/api/v1/notices", notice()).await.json()["number"].as_str().unwrap().to_owned();
    let at = format!("/api/v1/notices/{number}");

    let page = officer.get("/api/v1/notices?limit=1&state=received&q=noi+dung").await;
    assert!(page.link.contains("cursor=") && page.link.contains("state=received"), "{}", page.link);
    assert_eq!(page.json()["items"].as_array().unwrap().len(), 1);
    let next = page.link.trim_start_matches('<').split('>').next().unwrap().to_owned();
    assert_eq!(officer.get(&next).await.json()["items"].as_array().unwrap().len(), 1);
    assert_eq!(officer.get("/api/v1/notices?state=odd").await.status, 422);
    assert_eq!(officer.get("/api/v1/notices?odd=1").await.status, 400);

    assert_eq!(outsider.get(&at).await.status, 404);
    assert_eq!(operator.post(&format!("{at}/take"), json!({})).await.status, 403);
    assert_eq!(
        officer.post(&format!("{at}/reject"), json!({"reason": "x"})).await.json()["code"],
        "notice.not_taken"
    );
    for n in [&number, &second, &third] {
        assert_eq!(officer.post(&format!("/api/v1/notices/{n}/take"), json!({})).await.status, 204);
    }
    assert_eq!(officer.post(&format!("{at}/ask"), json!({"question": "Từ khi nào?"})).await.status, 204);
    assert_eq!(
        operator
            .post(&format!("{at}/messages"), json!({"audience": "shared", "text": "Từ 07:40."}))
            .await
            .status,
        201
    );
    let check = json!({"method": "call-back", "verdict": "verified"});
    let checked = officer.post(&format!("{at}/verify"), check).await;
    assert_eq!(checked.status, 204, "{}", checked.json());
    assert_eq!(
        officer.post(&format!("{at}/verify"), json!({"method": "x", "verdict": "odd"})).await.json()["errors"]
            [0]["field"],
        "verdict"
    );
    assert_eq!(
        officer.post(&format!("/api/v1/notices/{second}/merge"), json!({"into": number})).await.status,
        204
    );
    let shown = officer.get(&at).await;
    assert_eq!((shown.status, shown.json()["merged"].clone()), (200, json!([second])));
    assert_eq!(shown.etag, format!("\"{}\"", shown.json()["version"]));

    let systems = officer.get("/api/v1/systems").await.json();
    assert_eq!(officer.get("/api/v1/bodies").await.json()["items"].as_array().unwrap().len(), 7);
    let confirmed = officer
        .post(
            &format!("{at}/confirm"),
            json!({"environment": "internet", "system": systems["items"][0]["id"]}),
        )
        .await;
    assert_eq!(confirmed.status, 201, "{}", confirmed.json());
    let incident = confirmed.location.clone();
    let name = confirmed.json()["incident"].as_str().unwrap().to_owned();
    assert_eq!(
        officer.post(&format!("/api/v1/notices/{third}/join"), json!({"incident": name})).await.status,
        204
    );
    assert_eq!(outsider.get(&incident).await.status, 404);
    assert_eq!(
        officer.get("/api/v1/incidents?state=open&level=3").await.json()["items"][0]["number"],
        json!(name)
    );

    // Facts, with the version seen.
    let shown = officer.get(&incident).await;
    let classification = json!({"environment": "internet", "classification": {
        "primary": [{"code": "availability/ddos"}], "effects": {"confidentiality": false, "integrity": false, "availability": true},
        "cause": null, "harm": "unknown", "spread": "unknown", "under_verification": false}});
    let path = format!("{incident}/classify");
    assert_eq!(officer.post(&path, classification.clone()).await.status, 428);
    assert_eq!(officer.seen("POST", &path, "\"99\"", classification.clone()).await.status, 409);
    assert_eq!(officer.seen("POST", &path, "W/x", classification.clone()).await.status, 400);
    let done = officer.seen("POST", &path, &shown.etag, classification).await;
    assert_eq!(done.status, 204, "{}", done.json());
    let etag = officer.get(&incident).await.etag;
    let detection = json!({"detected_at": "2026-11-23T07:30:00+07:00", "reason": "Nhật ký máy chủ"});
    assert_eq!(officer.seen("POST", &format!("{incident}/detection"), &etag, detection).await.status, 204);
    let etag = officer.get(&incident).await.etag;
    let marks = json!({"tlp": "green", "confidential": true, "state_secret_concerned": false, "beyond_ability": true});
    assert_eq!(officer.seen("POST", &format!("{incident}/marks"), &etag, marks).await.status, 204);

    // Confidentiality closes it to all who did not work on it, until they are named.
    assert_eq!(agency.get(&incident).await.status, 404);
    name_all(&officer, &incident).await;
    assert_eq!(
        agency.get(&format!("{incident}/why")).await.json()["opened_by"][0]["relation"],
        "named-person"
    );

    // Severity, parties, words.
    let facts = json!({"effects": [], "owner_cannot_handle": true});
    assert_eq!(officer.post(&format!("{incident}/severity/propose"), facts).await.status, 204);
    let decide = format!("{incident}/severity/decide");
    let decision = json!({"severe": false, "document": "12/QĐ", "position": "Cục trưởng"});
    assert_eq!(officer.post(&decide, decision.clone()).await.status, 403);
    let without = json!({"severe": false, "document": "", "position": "Cục trưởng"});
    let refused = agency.post(&decide, without).await;
    assert_eq!((refused.status, refused.json()["code"].clone()), (422, json!("incident.document_missing")));
    assert_eq!(refused.json()["errors"][0]["field"], "document");
    assert_eq!(agency.post(&decide, decision).await.status, 204);
    let outside = kit.body("nguoi-ngoai").await.to_string();
    let supporter = json!({"body": outside, "role": "supporter"});
    assert_eq!(officer.post(&format!("{incident}/parties"), supporter.clone()).await.status, 204);
    assert_eq!(outsider.get(&incident).await.status, 404);
    name_all(&officer, &incident).await;
    assert_eq!(outsider.get(&incident).await.status, 200);
    assert_eq!(officer.post(&format!("{incident}/parties/release"), supporter).await.status, 204);
    assert_eq!(
        officer.post(&format!("{incident}/parties"), json!({"body": "x", "role": "supporter"})).await.status,
        422
    );
    assert!(officer.get(&format!("{incident}/parties")).await.json()["items"].as_array().unwrap().len() >= 5);
    assert_eq!(
        officer
            .post(&format!("{incident}/entries"), json!({"kind": "direction", "text": "Cô lập máy chủ."}))
            .await
            .status,
        204
    );
    assert_eq!(
        officer
            .post(&format!("{incident}/messages"), json!({"audience": "internal", "text": "Theo dõi."}))
            .await
            .status,
        201
    );
    assert_eq!(
        operator
            .post(&format!("{incident}/messages"), json!({"audience": "internal", "text": "x"}))
            .await
            .status,
        403
    );
    let timeline = officer.get(&format!("{incident}/timeline")).await.json();
    assert!(timeline["entries"].as_array().unwrap().iter().any(|e| e["values"].is_object()));
    let clocks = officer.get(&format!("{incident}/clocks")).await.json();
    assert!(clocks["items"].as_array().unwrap().iter().any(|c| c["state"] == "superseded"));

    // Steps.
    let steps = officer.get(&format!("{incident}/steps")).await.json();
    let first = steps["items"][0]["step"].as_str().unwrap().to_owned();
    let step = format!("{incident}/steps/{first}");
    assert_eq!(operator.post(&format!("{step}/start"), json!({})).await.status, 204);
    assert_eq!(operator.post(&format!("{step}/skip"), json!({"reason": "Đã làm"})).await.status, 204);
    assert_eq!(operator.post(&format!("{step}/reopen"), json!({"reason": "Làm lại"})).await.status, 204);
    let finish = operator.post(&format!("{step}/finish"), json!({"note": "Xong", "evidence": {}})).await;
    assert!(matches!(finish.status, 204 | 409));
    assert_eq!(operator.post(&format!("{incident}/steps/none/start"), json!({})).await.status, 404);

    // Reports.
    let begun = operator.post(&format!("{incident}/reports"), json!({"kind": "initial"})).await;
    assert_eq!(begun.status, 201, "{}", begun.json());
    let report = begun.location.clone();
    let shown = operator.get(&report).await;
    assert_eq!(officer.get(&report).await.status, 404);
    assert_eq!(operator.get(&format!("{report}/schema")).await.kind, "application/schema+json");
    assert_eq!(
        operator.send("PUT", &format!("{report}/values"), &[], b"{\"values\":{}}".to_vec()).await.status,
        428
    );
    let known = shown.json();
    let library = kit.app.library();
    let form = library
        .ruleset(known["ruleset"].as_str().unwrap())
        .unwrap()
        .form(known["form"].as_str().unwrap())
        .unwrap();
    let refused = operator.seen("POST", &format!("{report}/submit"), &shown.etag, json!(null)).await;
    assert_eq!(refused.status, 422);
    let full = testkit::completed(form, known["values"].as_object().unwrap().clone());
    let saved = operator.seen("PUT", &format!("{report}/values"), &shown.etag, json!({"values": full})).await;
    assert_eq!((saved.status, saved.json()["problems"].clone()), (200, json!([])));
    assert_eq!(
        operator.seen("PUT", &format!("{report}/values"), &shown.etag, json!({"values": {}})).await.status,
        409
    );
    let submitted = operator.seen("POST", &format!("{report}/submit"), &saved.etag, json!(null)).await;
    assert_eq!(submitted.status, 200, "{}", submitted.json());
    let pdf = officer.get(&format!("{report}/document")).await;
    assert!(pdf.kind == "application/pdf" && pdf.bytes.starts_with(b"%PDF"));
    assert_eq!(officer.get(&format!("{report}/document?edition=7")).await.status, 404);
    assert_eq!(officer.post(&format!("{report}/receive"), json!({})).await.json()["noted"], true);
    assert_eq!(
        officer.post(&format!("{report}/judge"), json!({"accept": false})).await.json()["code"],
        "report.reason_missing"
    );
    assert_eq!(
        officer.post(&format!("{report}/judge"), json!({"accept": true})).await.json()["state"],
        "accepted"
    );
    assert_eq!(officer.get(&report).await.status, 200);
    assert_eq!(
        operator.get(&format!("{incident}/reports")).await.json()["offers"].as_array().unwrap().len(),
        6
    );

    // The two ends.
    assert_eq!(
        officer.post(&format!("{incident}/close"), json!({})).await.json()["code"],
        "incident.not_ended"
    );
    kit.run_process(&name).await;
    let end = json!({"fixed_at": kit.now(), "normal_at": kit.now()});
    let ended = operator.post(&format!("{incident}/end"), end).await;
    assert_eq!(ended.status, 204, "{}", ended.json());
    assert_eq!(
        officer.post(&format!("{incident}/close"), json!({})).await.json()["code"],
        "incident.closing_report_missing"
    );
    let closing = kit.report(&name, domain::reports::ReportKind::Closing).await;
    kit.accept(closing).await;
    assert_eq!(officer.post(&format!("{incident}/close"), json!({})).await.status, 204);
    assert_eq!(officer.post(&format!("{incident}/reopen"), json!({"reason": "Tái diễn"})).await.status, 204);
    assert_eq!(officer.get(&incident).await.json()["reopened"], 1);

    let me = operator.get("/api/v1/me").await.json();
    assert!(me["rights"].as_array().unwrap().contains(&json!("reports:write")));
    assert_eq!(officer.get("/api/v1/audit/verify").await.status, 403);
    let verdict = Program::of(&kit, "quan-tri").await.get("/api/v1/audit/verify").await.json();
    assert_eq!(verdict["ok"], true, "{verdict}");
});

testkit::both!(a_stranger_gets_nothing_that_needs_a_token, |kit| async move {
    let stranger = Program::new(&kit, "");
    let open = |operation: &Value| {
        operation["security"].as_array().unwrap().iter().any(|s| s.as_object().unwrap().is_empty())
    };
    for (path, methods) in DOCUMENT["paths"].as_object().unwrap() {
        for (method, _) in methods.as_object().unwrap().iter().filter(|(_, o)| !open(o)) {
            let at = path
                .replace("{number}", "VN-2026-000001")
                .replace("{id}", "01980000-0000-7000-8000-000000000000")
                .replace("{step}", "x");
            let told = stranger.send(&method.to_uppercase(), &at, &[], Vec::new()).await;
            assert_eq!(told.status, StatusCode::UNAUTHORIZED.as_u16(), "{method} {path}");
        }
    }
});
