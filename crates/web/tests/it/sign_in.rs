//! Second factors, invitations and sessions at the pages.

use app::people::factors::totp;
use domain::people::Role;
use testkit::{Browser, Kit};

const PASSWORD: &str = "mat-khau-thu-nghiem";

/// What stands between two marks of a page.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

fn secret_of(shown: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = shown
        .bytes()
        .filter(|b| *b != b' ')
        .map(|b| format!("{:05b}", letters.iter().position(|l| *l == b).unwrap()))
        .collect();
    let eights = bits.as_bytes().chunks_exact(8).map(|eight| std::str::from_utf8(eight).unwrap());
    eights.map(|eight| u8::from_str_radix(eight, 2).unwrap()).collect()
}

/// Adds an app at the pages; gives its secret and the page with the recovery codes.
async fn add_app(kit: &Kit, browser: &mut Browser) -> (Vec<u8>, String) {
    let offered = browser.post("/account/factors/authenticator", &[]).await;
    assert_eq!(offered.location(), "/account/factors");
    let page = browser.get("/account/factors").await;
    let secret = secret_of(between(&page.text, "id=\"totp-secret\">", "<"));
    let wrong = browser.post("/account/factors/authenticator/confirm", &[("code", "12")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("id=\"code-error\""), "{}", wrong.text);
    let code = totp::code(&secret, kit.now());
    let told = browser.post("/account/factors/authenticator/confirm", &[("code", &code)]).await;
    assert_eq!(told.status, 201, "{}", told.text);
    (secret, told.text)
}

testkit::both!(the_second_factor_is_asked_for_between_password_and_session, |kit| async move {
    kit.network().await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    let (secret, told) = add_app(&kit, &mut officer).await;
    assert_eq!(told.matches("class=\"secret\"").count(), 10);
    assert!(!officer.get("/account/factors").await.text.contains("class=\"secret\""), "shown once");

    kit.pass(std::time::Duration::from_secs(90));
    let mut again = kit.browser();
    assert_eq!(again.get("/sign-in/second").await.location(), "/sign-in?next=%2Ftoday");
    again.get("/sign-in").await;
    let form = [("name", "dieu-phoi"), ("password", PASSWORD), ("next", "/notices")];
    assert_eq!(again.post("/sign-in", &form).await.location(), "/sign-in/second?next=%2Fnotices");
    assert!(again.get("/notices").await.location().starts_with("/sign-in"), "nothing is open yet");
    assert_eq!(again.get("/sign-in/second?next=%2Fnotices").await.status, 200);
    let refused = again.post("/sign-in/second", &[("code", "000000"), ("next", "/notices")]).await;
    assert_eq!(refused.status, 401);
    let code = totp::code(&secret, kit.now());
    let done = again.post("/sign-in/second", &[("code", &code), ("next", "/notices")]).await;
    assert_eq!(done.location(), "/notices", "{}", done.text);
    assert_eq!(again.get("/notices").await.status, 200);
});

testkit::both!(who_must_add_a_factor_reaches_no_other_page, |kit| async move {
    kit.network().await;
    let kit = kit.under(|s| s.sign_in.second_factor_roles = vec![Role::Administrator]).await;
    let mut admin = kit.signed_in("quan-tri").await;
    for path in [
        "/today",
        "/admin/people",
        "/account",
        "/account/tokens",
        "/account/sessions",
        "/law",
        "/",
        "/account/factorsx",
    ] {
        assert_eq!(admin.get(path).await.location(), "/account/factors", "{path}");
    }
    for path in
        ["/account/password", "/account/tokens", "/admin/jobs/retry", "/admin/people/van-hanh/reset-factors"]
    {
        assert_eq!(admin.post(path, &[]).await.location(), "/account/factors", "{path}");
    }
    let page = admin.get("/account/factors").await;
    assert_eq!(page.status, 200);
    let refused = kit.browser().with_token("uc_x").get("/api/v1/me").await;
    assert_eq!(refused.status, 401);
    add_app(&kit, &mut admin).await;
    assert_eq!(admin.get("/admin/people").await.status, 200);
});

testkit::both!(an_administrator_invites_and_resets, |kit| async move {
    kit.network().await;
    let mut admin = kit.signed_in("quan-tri").await;
    let wrong = admin.post("/admin/invitations", &[("login", "mới"), ("email", "không phải thư")]).await;
    assert_eq!(wrong.status, 422);
    for field in ["name", "login", "email", "roles", "body"] {
        assert!(wrong.text.contains(&format!("href=\"#{field}\"")), "{field}");
    }
    let form = [
        ("name", "Người mới"),
        ("login", "moi"),
        ("email", "moi@donvi.example"),
        ("body", "van-hanh"),
        ("roles", "operator"),
        ("days", "3"),
    ];
    let sent = admin.post("/admin/invitations", &form).await;
    assert_eq!(sent.location(), "/admin/invitations?done=invitation-sent", "{}", sent.text);
    kit.work().await;
    let mail = kit.letters().pop().unwrap();
    let path = format!("/invitation/{}", &between(&mail, "/invitation/", "\n")[..96]);
    let mut newcomer = kit.browser();
    let page = newcomer.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Người mới"));
    let not_the_same = newcomer.post(&path, &[("new", "một câu dài của tôi"), ("again", "khác")]).await;
    assert_eq!(not_the_same.status, 422);
    let common = newcomer.post(&path, &[("new", "Matkhau@123456"), ("again", "Matkhau@123456")]).await;
    assert!(common.status == 422 && common.text.contains("href=\"#new\""));
    let joined =
        newcomer.post(&path, &[("new", "một câu dài của tôi"), ("again", "một câu dài của tôi")]).await;
    assert_eq!(joined.location(), "/sign-in?done=invitation-accepted");
    assert_eq!(newcomer.get(&path).await.status, 410);

    let mut officer = kit.signed_in("dieu-phoi").await;
    add_app(&kit, &mut officer).await;
    let person = admin.get("/admin/people/dieu-phoi").await;
    assert!(person.text.contains("/admin/people/dieu-phoi/reset-factors"));
    let reset = admin.post("/admin/people/dieu-phoi/reset-factors", &[]).await;
    assert_eq!(reset.location(), "/admin/people/dieu-phoi?done=factors-reset");
    assert!(officer.get("/account").await.location().starts_with("/sign-in"));
    kit.signed_in("dieu-phoi").await;
});

testkit::both!(sessions_are_shown_and_ended, |kit| async move {
    kit.network().await;
    let mut here = kit.signed_in("dieu-phoi").await;
    let mut there = kit.signed_in("dieu-phoi").await;
    let page = here.get("/account/sessions").await;
    let id = between(&page.text, "name=\"session\" value=\"", "\"").to_owned();
    assert_eq!(page.text.matches("name=\"session\"").count(), 1, "the one in use is not offered");
    let ended = here.post("/account/sessions/end", &[("session", &id)]).await;
    assert_eq!(ended.location(), "/account/sessions?done=session-ended");
    assert!(there.get("/account").await.location().starts_with("/sign-in"));
    let mut third = kit.signed_in("dieu-phoi").await;
    here.post("/account/sessions/end-others", &[]).await;
    assert!(third.get("/account").await.location().starts_with("/sign-in"));
    assert_eq!(here.get("/account").await.status, 200);
});

testkit::both!(other_ways_in_say_why_they_do_not_lead_in, |kit| async move {
    kit.network().await;
    let kit = kit.under(|s| s.site = "https://ungcuu.example".into()).await;
    let mut stranger = kit.browser();
    let page = stranger.get("/sign-in").await;
    assert!(page.text.contains("data-party=\"ungcuu.example\"") && !page.text.contains("/sign-in/provider"));
    let refused = stranger.post("/sign-in/passkey", &[("client_data", "e30"), ("credential", "AA")]).await;
    assert_eq!(refused.status, 401);
    assert!(refused.text.contains("role=\"alert\""));
    assert_eq!(stranger.get("/sign-in/provider").await.status, 404);
    assert_eq!(stranger.get("/sign-in/provider/answer?state=x&code=y").await.status, 404);
    assert_eq!(stranger.get("/invitation/nonsense").await.status, 404);
});
