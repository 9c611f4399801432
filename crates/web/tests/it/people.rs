//! One's own account.

testkit::both!(an_account_is_for_who_is_signed_in, |kit| async move {
    kit.network().await;
    let mut stranger = kit.browser();
    assert!(stranger.get("/account").await.location().starts_with("/sign-in"));
    assert!(stranger.get("/account/tokens").await.location().starts_with("/sign-in"));
    let mut officer = kit.signed_in("dieu-phoi").await;
    let page = officer.get("/account").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("dieu-phoi@donvi.example"));
});

testkit::both!(a_new_password_ends_the_session, |kit| async move {
    kit.network().await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    let new = "một mật khẩu thật dài";
    let old = "mat-khau-thu-nghiem";
    for (current, first, again, field) in [
        (old, new, "khác", "#again"),
        ("sai rồi nhé bạn", new, new, "#current"),
        (old, "ngắn", "ngắn", "#new"),
        ("", new, new, "#current"),
    ] {
        let answer = officer
            .post("/account/password", &[("current", current), ("new", first), ("again", again)])
            .await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.text.contains(&format!("href=\"{field}\"")), "{field}");
    }
    let done = officer.post("/account/password", &[("current", old), ("new", new), ("again", new)]).await;
    assert_eq!(done.location(), "/sign-in?next=/account&done=password-set");
    assert!(officer.get("/account").await.location().starts_with("/sign-in"));
});

testkit::both!(a_token_is_shown_once_and_can_be_withdrawn, |kit| async move {
    kit.network().await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    let wrong = officer.post("/account/tokens", &[("name", ""), ("days", "chín")]).await;
    assert_eq!(wrong.status, 422);
    let made = officer
        .post("/account/tokens", &[("name", "Hệ thống giám sát"), ("scopes", "notices:read"), ("days", "30")])
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let secret =
        made.text.split("id=\"fresh\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    assert!(secret.starts_with("uc_"));
    let list = officer.get("/account/tokens").await;
    assert!(list.text.contains("Hệ thống giám sát") && !list.text.contains(&secret));
    let id = list
        .text
        .split("name=\"token\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let done = officer.post("/account/tokens/withdraw", &[("token", &id)]).await;
    assert_eq!(done.location(), "/account/tokens?done=token-withdrawn");
    assert!(!officer.get("/account/tokens").await.text.contains("Hệ thống giám sát"));
});
