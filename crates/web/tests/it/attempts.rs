//! Attempts to get at what is not one's own: other bodies' files, guessed numbers and ids, changed form fields, tokens of
//! lesser scope, naming that has ended, and restricted records by every door. All are refused, and nothing changes.

use app::people::{NewToken, make_token};
use app::restriction::{NamePersons, RecordKind, name_persons};
use axum::http::Method;
use domain::messages::Audience;
use domain::reports::ReportKind;
use domain::{AttachmentId, PersonId};
use serde_json::json;
use std::time::Duration;
use testkit::{Browser, Kit, Opened, both};

/// What must not have changed: length of the chain, versions of the records, who is named.
async fn state(kit: &Kit, opened: &Opened) -> String {
    let mut read = kit.app.store.read().await.unwrap();
    let notice = read.notice_by_number(&opened.notice).await.unwrap().unwrap();
    let incident = read.incident_by_number(&opened.incident).await.unwrap().unwrap();
    let counts = (read.count_notices().await.unwrap(), read.count_incidents().await.unwrap());
    let parties = read.parties(incident.id).await.unwrap();
    let grants = read.grants("incident", incident.id.uuid()).await.unwrap();
    let reports = read.reports(incident.id).await.unwrap();
    format!("{:?}", (read.audit_head().await.unwrap(), notice, incident, counts, parties, grants, reports))
}

async fn token(kit: &Kit, who: &str, scopes: &[&str], days: u32) -> Browser {
    let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let new = NewToken { name: "thử".into(), scopes, days };
    let secret = make_token(&kit.app, &kit.op(who).await, new).await.unwrap().secret;
    kit.browser().with_token(&secret).with_version(1)
}

async fn all(kit: &Kit, who: &str) -> Browser {
    let codes = kit.op(who).await.rights.codes();
    token(kit, who, &codes, 1).await
}

/// A file in an internal note of the response side.
async fn internal_file(kit: &Kit, incident: &str) -> AttachmentId {
    let officer = kit.op("dieu-phoi").await;
    let upload = app::attachments::Upload {
        name: "nhatky.log".into(),
        media_type: "text/plain".into(),
        malware: false,
    };
    let file =
        app::attachments::store_upload(&kit.app, &officer, upload, b"nhat ky".as_slice()).await.unwrap();
    let note = app::notices::WriteMessage {
        number: incident.into(),
        audience: Audience::Internal,
        text: "Nội bộ".into(),
        attachments: vec![file.id],
    };
    app::incidents::write_message(&kit.app, &officer, note).await.unwrap();
    file.id
}

async fn restrict(kit: &Kit, incident: &str) {
    let version = app::incidents::view(&kit.app, &kit.system(), incident).await.unwrap().incident.version;
    let cmd = app::incidents::SetMarks {
        number: incident.into(),
        version,
        tlp: domain::incidents::Tlp::Red,
        confidential: false,
        state_secret_concerned: false,
        beyond_ability: false,
        circumstances: None,
    };
    app::incidents::set_marks(&kit.app, &kit.op("dieu-phoi").await, cmd).await.unwrap();
}

async fn name(kit: &Kit, incident: &str, who: &str, until: Option<domain::Moment>) {
    let persons = vec![person(kit, who).await];
    let kind = RecordKind::Incident;
    let cmd = NamePersons { kind, number: incident.into(), persons, reason: "Ứng cứu".into(), until };
    name_persons(&kit.app, &kit.op("dieu-phoi").await, cmd).await.unwrap();
}

async fn person(kit: &Kit, who: &str) -> PersonId {
    kit.op(who).await.actor.person().unwrap()
}

both!(files_and_reports_of_other_bodies_are_as_if_they_were_not_there, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let file = internal_file(&kit, &opened.incident).await;
    for who in ["nguoi-ngoai", "nha-mang"] {
        let (mut page, mut api) = (kit.signed_in(who).await, all(&kit, who).await);
        let before = state(&kit, &opened).await;
        for path in [
            format!("/files/{file}"),
            format!("/reports/{report}"),
            format!("/reports/{report}/document"),
            format!("/reports/{report}/document?edition=1"),
        ] {
            assert_eq!(page.get(&path).await.status, 404, "{who} {path}");
        }
        for path in [
            format!("/api/v1/attachments/{file}"),
            format!("/api/v1/reports/{report}"),
            format!("/api/v1/reports/{report}/document"),
            format!("/api/v1/reports/{report}/schema"),
            format!("/api/v1/reports/{report}/why"),
        ] {
            assert_eq!(api.get(&path).await.status, 404, "{who} {path}");
        }
        assert_eq!(state(&kit, &opened).await, before, "{who}");
    }
    assert_eq!(kit.signed_in("dieu-phoi").await.get(&format!("/files/{file}")).await.status, 200);
    assert_eq!(kit.signed_in("van-hanh").await.get(&format!("/files/{file}")).await.status, 404);
});

both!(a_guessed_number_is_answered_like_one_that_does_not_exist, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let (mut page, mut api) = (kit.signed_in("nguoi-ngoai").await, all(&kit, "nguoi-ngoai").await);
    let before = state(&kit, &opened).await;
    let nobody = opened.incident.replace("000001", "999999");
    let without = |text: &str, number: &str| {
        let kept = text.lines().filter(|line| !line.contains("csrf") && !line.contains("urn:uuid"));
        kept.collect::<Vec<_>>().join("\n").replace(number, "…")
    };
    for path in ["", "/access", "?tab=parties"] {
        let there = page.get(&format!("/incidents/{}{path}", opened.incident)).await;
        let absent = page.get(&format!("/incidents/{nobody}{path}")).await;
        assert_eq!((there.status.as_u16(), absent.status.as_u16()), (404, 404), "{path}");
        assert_eq!(without(&there.text, &opened.incident), without(&absent.text, &nobody), "{path}");
    }
    for tail in ["", "/why", "/access", "/clocks", "/parties", "/timeline", "/reports"] {
        assert_eq!(
            api.get(&format!("/api/v1/incidents/{}{tail}", opened.incident)).await.status,
            404,
            "{tail}"
        );
    }
    let body = kit.body("nguoi-ngoai").await.to_string();
    let joins = json!({ "body": body, "role": "supporter" });
    let path = format!("/api/v1/incidents/{}/parties", opened.incident);
    assert_eq!(api.json(Method::POST, &path, &joins).await.status, 404);
    assert_eq!(page.get("/files/01939c5e-0000-7000-8000-000000000000").await.status, 404);
    assert_eq!(state(&kit, &opened).await, before);
});

both!(changed_fields_of_a_form_open_nothing, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let at = |tail: &str| format!("/incidents/{}{tail}", opened.incident);
    let (coordinator, outsider) =
        (kit.body("dieu-phoi").await.to_string(), kit.body("nguoi-ngoai").await.to_string());
    let mut operator = kit.signed_in("van-hanh").await;
    let mut provider = kit.signed_in("nha-mang").await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    for browser in [&mut operator, &mut provider, &mut officer] {
        browser.get(&at("")).await;
    }
    restrict(&kit, &opened.incident).await;
    name(&kit, &opened.incident, "nha-mang", None).await;
    let before = state(&kit, &opened).await;
    // An operator writes as if it were of the response side, seats others, and releases the coordinator.
    let note = operator.post(&at("/messages"), &[("audience", "internal"), ("text", "x")]).await;
    assert_eq!(note.status, 403);
    let seat = [("body", outsider.as_str()), ("role", "supporter"), ("sees", "everything")];
    assert_eq!(operator.post(&at("/parties"), &seat).await.status, 403);
    let release = [("body", coordinator.as_str()), ("role", "national-coordinator")];
    assert_eq!(operator.post(&at("/parties/release"), &release).await.status, 403);
    // An old version, and one that has not come yet.
    for version in ["0", "99"] {
        let marks = [("tlp", "clear"), ("version", version)];
        assert_eq!(officer.post(&at("/marks"), &marks).await.status, 409, "{version}");
    }
    // Without the post token, or with that of somebody else.
    for token in ["", "00112233"] {
        let form =
            [("csrf", token), ("tlp", "clear"), ("version", "2")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(officer.post_raw(&at("/marks"), &form).await.status, 422, "{token}");
    }
    // Another's person, and somebody who has no part at all.
    let ids = (person(&kit, "dieu-phoi").await.to_string(), person(&kit, "nguoi-ngoai").await.to_string());
    let foreign = [("persons", ids.1.as_str()), ("reason", "x")];
    assert_eq!(officer.post(&at("/access/name"), &foreign).await.status, 422);
    assert_eq!(
        operator.post(&at("/access/name"), &[("persons", ids.0.as_str()), ("reason", "x")]).await.status,
        422
    );
    assert_eq!(operator.post(&at("/access/withdraw"), &[("person", ids.0.as_str())]).await.status, 403);
    assert_eq!(provider.post(&at("/access/withdraw"), &[("person", ids.0.as_str())]).await.status, 403);
    assert_eq!(
        provider.post(&at("/access/name"), &[("persons", ids.1.as_str()), ("reason", "x")]).await.status,
        403
    );
    // A provider judges and writes a report that is not its own.
    let judge = [("verdict", "accept"), ("edition", "1")];
    assert_eq!(provider.post(&format!("/reports/{report}/judge"), &judge).await.status, 404);
    assert_eq!(operator.post(&format!("/reports/{report}/judge"), &judge).await.status, 403);
    assert_eq!(state(&kit, &opened).await, before);
});

both!(a_token_does_no_more_than_its_scopes_and_ends, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let mut reads = token(&kit, "dieu-phoi", &["incidents:read", "everything:read"], 1).await;
    let mut notices = token(&kit, "dieu-phoi", &["notices:read"], 1).await;
    let mut bounded = token(&kit, "thuong-truc", &["incidents:read", "incidents:close"], 1).await;
    let mut ends = token(&kit, "dieu-phoi", &["incidents:read", "everything:read"], 1).await;
    let before = state(&kit, &opened).await;
    let at = |tail: &str| format!("/api/v1/incidents/{}{tail}", opened.incident);
    assert_eq!(reads.get(&at("")).await.status, 200);
    let marks = json!({"tlp": "clear", "confidential": false, "state_secret_concerned": false, "beyond_ability": false});
    assert_eq!(reads.json(Method::POST, &at("/marks"), &marks).await.status, 403);
    assert_eq!(reads.json(Method::POST, &at("/close"), &json!({})).await.status, 403);
    assert_eq!(notices.get(&at("")).await.status, 404);
    assert_eq!(notices.get("/api/v1/incidents").await.status, 403);
    // Without the scope for everything an officer of the coordination sees what their body takes part in.
    assert_eq!(bounded.get(&at("")).await.status, 404);
    assert_eq!(bounded.json(Method::POST, &at("/close"), &json!({})).await.status, 404);
    assert!(bounded.get("/api/v1/incidents").await.json()["items"].as_array().unwrap().is_empty());
    assert_eq!(ends.get(&at("")).await.status, 200);
    kit.pass(Duration::from_secs(86_400));
    assert_eq!(ends.get(&at("")).await.status, 401);
    assert_eq!(kit.browser().with_token("uc_00").get(&at("")).await.status, 401);
    assert_eq!(state(&kit, &opened).await, before);
});

both!(naming_ends_by_time_and_by_being_taken_back, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    restrict(&kit, &opened.incident).await;
    name(&kit, &opened.incident, "doi-24", Some(kit.now().plus(Duration::from_secs(3600)))).await;
    let (mut page, mut api) = (kit.signed_in("doi-24").await, all(&kit, "doi-24").await);
    let at = format!("/incidents/{}", opened.incident);
    assert_eq!(page.get(&at).await.status, 200);
    kit.pass(Duration::from_secs(3600));
    let before = state(&kit, &opened).await;
    assert_eq!(page.get(&at).await.status, 404);
    assert_eq!(api.get(&format!("/api/v1{at}")).await.status, 404);
    let said = page.post(&format!("{at}/messages"), &[("audience", "shared"), ("text", "x")]).await;
    assert_eq!(said.status, 404);
    assert_eq!(state(&kit, &opened).await, before);
});

both!(a_restricted_record_is_closed_by_every_door, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let file = internal_file(&kit, &opened.incident).await;
    let title = app::incidents::view(&kit.app, &kit.system(), &opened.incident).await.unwrap().incident.title;
    restrict(&kit, &opened.incident).await;
    let (mut page, mut api) = (kit.signed_in("doi-24").await, all(&kit, "doi-24").await);
    let before = state(&kit, &opened).await;
    let found = page.get(&format!("/search?q={}", opened.incident)).await;
    assert_eq!(page.get(found.location()).await.status, 404);
    for path in [
        format!("/incidents/{}", opened.incident),
        format!("/incidents/{}?tab=history", opened.incident),
        format!("/incidents/{}/access", opened.incident),
        format!("/reports/{report}"),
        format!("/reports/{report}/document"),
        format!("/files/{file}"),
    ] {
        assert_eq!(page.get(&path).await.status, 404, "{path}");
    }
    let words: String = title.split(' ').take(2).collect::<Vec<_>>().join("+");
    for path in ["/incidents".to_owned(), format!("/incidents?q={words}"), "/today".into(), "/reports".into()]
    {
        let shown = page.get(&path).await;
        assert_eq!(shown.status, 200, "{path}");
        assert!(!shown.text.contains(&opened.incident) && !shown.text.contains(&title), "{path}");
    }
    for path in ["/api/v1/incidents", "/api/v1/reports", "/api/v1/notices"] {
        let listed = api.get(path).await;
        assert!(!listed.text.contains(&opened.incident) && !listed.text.contains(&title), "{path}");
    }
    for path in [
        format!("/api/v1/incidents/{}", opened.incident),
        format!("/api/v1/incidents/{}/why", opened.incident),
        format!("/api/v1/incidents/{}/clocks", opened.incident),
        format!("/api/v1/reports/{report}"),
        format!("/api/v1/attachments/{file}"),
    ] {
        assert_eq!(api.get(&path).await.status, 404, "{path}");
    }
    let steps = format!("/api/v1/incidents/{}/steps/receive/start", opened.incident);
    assert_eq!(api.json(Method::POST, &steps, &json!({})).await.status, 404);
    assert_eq!(state(&kit, &opened).await, before);
    // Whoever looks after the deployment sees that something was done, and not on what.
    let audit = kit.signed_in("quan-tri").await.get("/admin/audit").await;
    assert!(audit.status == 200 && !audit.text.contains(&opened.incident));
});
