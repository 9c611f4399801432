//! Applications, profiles and invitations over the programming interface. Each answer is held against its schema by the
//! program that asks.

use super::api::Program;
use super::network::applied;
use serde_json::json;

testkit::both!(an_application_is_judged_over_the_api_by_whoever_keeps_the_register, |kit| async move {
    kit.network().await;
    let (number, _) = applied(&kit).await;
    let officer = Program::of(&kit, "dieu-phoi").await;
    let other = Program::of(&kit, "van-hanh").await;
    let path = format!("/api/v1/applications/{number}");
    assert_eq!(other.get("/api/v1/applications").await.status, 403);
    assert_ne!(other.get(&path).await.status, 200);
    let listed = officer.get("/api/v1/applications").await;
    assert_eq!(listed.status, 200);
    assert_eq!(listed.json()["items"].as_array().map(Vec::len), Some(1));
    let shown = officer.get(&path).await;
    assert_eq!(shown.status, 200);
    let refuse = format!("{path}/refuse");
    let without = officer.seen("POST", &refuse, &shown.etag, json!({ "reason": "" })).await;
    assert!(matches!(without.status, 409 | 422), "{}", without.json());
    let approve = format!("{path}/approve");
    let typed = json!({ "key": "minh-hoa-moi" });
    assert_ne!(other.seen("POST", &approve, &shown.etag, typed.clone()).await.status, 200);
    let joined = officer.seen("POST", &approve, &shown.etag, typed.clone()).await;
    assert_eq!(joined.status, 200, "{}", joined.json());
    let twice = officer.seen("POST", &approve, &shown.etag, typed).await;
    assert!(matches!(twice.status, 409 | 412 | 422), "{}", twice.json());

    let profile = officer.get("/api/v1/bodies/minh-hoa-moi/profile").await;
    assert_eq!(profile.status, 200, "{}", profile.json());
    assert_eq!(officer.get("/api/v1/bodies/minh-hoa-moi/profile/editions").await.status, 200);
    assert_eq!(officer.get("/api/v1/bodies/khong-co/profile").await.status, 404);
    let put = |typed| officer.seen("PUT", "/api/v1/bodies/minh-hoa-moi/profile", &profile.etag, typed);
    assert_eq!(put(json!({ "profil": {} })).await.status, 422);
    let foreign =
        other.seen("PUT", "/api/v1/bodies/minh-hoa-moi/profile", &profile.etag, json!({ "profile": {} }));
    assert_eq!(foreign.await.status, 403);
    assert_eq!(officer.get("/api/v1/profile-changes").await.status, 200);
    assert_eq!(other.get("/api/v1/profile-changes").await.status, 403);
});

testkit::both!(a_person_is_invited_over_the_api_and_the_invitation_withdrawn, |kit| async move {
    kit.network().await;
    let admin = Program::of(&kit, "quan-tri").await;
    let officer = Program::of(&kit, "dieu-phoi").await;
    let path = "/api/v1/invitations";
    let typed = json!({
        "login": "moi", "name": "Người mới", "email": "moi@donvi.example", "body": "van-hanh", "roles": ["operator"],
    });
    assert_eq!(officer.post(path, typed.clone()).await.status, 403);
    let mut wrong = typed.clone();
    wrong["roles"] = json!(["vua"]);
    assert_eq!(admin.post(path, wrong).await.status, 422);
    let sent = admin.post(path, typed.clone()).await;
    assert_eq!(sent.status, 201, "{}", sent.json());
    assert_eq!(admin.post(path, typed).await.status, 422, "invited already");
    let listed = admin.get(path).await.json();
    assert_eq!(listed["items"][0]["state"], "open");
    assert!(!listed.to_string().contains("/invitation/"), "the link goes by mail alone");
    let one = format!("{path}/{}", sent.json()["id"].as_str().unwrap());
    assert_eq!(officer.send("DELETE", &one, &[], Vec::new()).await.status, 403);
    assert_eq!(admin.send("DELETE", &one, &[], Vec::new()).await.status, 204);
    assert_eq!(admin.get(path).await.json()["items"][0]["state"], "withdrawn");
    assert_eq!(officer.get(path).await.status, 403);
});
