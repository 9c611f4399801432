//! The network on its pages: joining, judging, contact points, proofs, tables.

use axum::body::Body;
use axum::http::Method;
use testkit::{Answer, Browser, Kit};

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap_or_default()
}

/// Names and values of the hidden fields of the form that posts to `action`.
fn hidden(text: &str, action: &str) -> Vec<(String, String)> {
    let form = between(text, &format!("action=\"{action}\""), "</form>");
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap_or_default().to_owned())
        })
        .filter(|(name, _)| name != "csrf")
        .collect()
}

async fn next(browser: &mut Browser, page: &str, fields: &[(&str, &str)]) -> Answer {
    let kept = hidden(page, "/join");
    let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let pairs: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
    browser.post("/join", &pairs).await
}

/// Applies as a stranger; gives number and secret.
pub(super) async fn applied(kit: &Kit) -> (String, String) {
    let mut browser = kit.browser();
    let first = browser.get("/join").await;
    assert_eq!(first.status, 200, "{}", first.text);
    let second = next(
        &mut browser,
        &first.text,
        &[("organisation.name", "Công ty Minh Họa"), ("organisation.phone", "0200 000 100")],
    )
    .await;
    assert_eq!(second.status, 200, "{}", second.text);
    // What the application told is known in the profile.
    assert!(second.text.contains("value=\"0200 000 100\""));
    let wrong = next(
        &mut browser,
        &second.text,
        &[("organisation.name", "Công ty Minh Họa"), ("organisation.email", "không phải thư")],
    )
    .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("value=\"không phải thư\""), "what was typed is still there");
    let third = next(
        &mut browser,
        &wrong.text,
        &[
            ("organisation.name", "Công ty Minh Họa"),
            ("organisation.email", "lienhe@minhhoa.example"),
            ("contact.name", "Minh"),
            ("contact.phone", "0200 000 101"),
        ],
    )
    .await;
    assert_eq!(third.status, 200, "{}", third.text);
    let received = next(&mut browser, &third.text, &[("leave_out", "yes")]).await;
    assert_eq!(received.status, 201, "{}", received.text);
    let mut values = received
        .text
        .split("<dd class=\"mono\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned());
    (values.next().unwrap(), values.next().unwrap())
}

testkit::both!(a_stranger_joins_form_by_form_and_an_officer_approves, |kit| async move {
    kit.network().await;
    let (number, secret) = applied(&kit).await;
    let mut stranger = kit.browser();
    stranger.get("/join/follow").await;
    let unknown = stranger.post("/join/follow", &[("number", &number), ("secret", "AAAAA")]).await;
    assert_eq!(unknown.status, 404);
    let found = stranger.post("/join/follow", &[("number", &number), ("secret", &secret)]).await;
    assert!(found.text.contains("Chờ xét"), "{}", found.text);
    let mut officer = kit.signed_in("dieu-phoi").await;
    let path = format!("/network/applications/{number}");
    let page = officer.get(&path).await;
    assert!(page.text.contains("value=\"cong-ty-minh-hoa\""));
    let taken = officer.post(&format!("{path}/approve"), &[("version", "1"), ("key", "chu-quan")]).await;
    assert_eq!(taken.status, 422);
    let approved = officer
        .post(&format!("{path}/approve"), &[("version", "1"), ("key", "minh-hoa"), ("cluster", "Cụm 1")])
        .await;
    assert_eq!(approved.status, 303);
    assert_eq!(approved.location(), format!("{path}?done=application-approved"));
    let body = officer.get("/network/bodies/minh-hoa").await;
    assert!(body.text.contains("Cụm 1") && body.text.contains("0200 000 101"));
    assert_eq!(kit.signed_in("van-hanh").await.get(&path).await.status, 404);
});

testkit::both!(a_contact_is_changed_and_its_proof_given_on_the_pages, |kit| async move {
    kit.network().await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    officer.post("/network/bodies/chu-quan/enrol", &[("kind", "obligatory"), ("cluster", "")]).await;
    let mut owner = kit.signed_in("chu-quan").await;
    let mute =
        owner.post("/network/bodies/chu-quan/contacts", &[("kind", "unit"), ("name", "Tổ trực")]).await;
    assert_eq!(mute.status, 422);
    assert!(mute.text.contains("id=\"contact-phone-error\""));
    let saved = owner
        .post(
            "/network/bodies/chu-quan/contacts",
            &[("kind", "unit"), ("name", "Tổ trực"), ("phone", "0200 000 001"), ("always", "yes")],
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    let page = owner.get("/network/bodies/chu-quan").await;
    let change = between(&page.text, "action=\"/network/contact-changes/", "\"").to_owned();
    let path = format!("/network/contact-changes/{change}");
    let fields = [("version", "1"), ("which", "published"), ("how", "https://cq.example/lien-he")];
    let foreign = kit.signed_in("nguoi-ngoai").await.post(&path, &fields).await;
    assert_eq!(foreign.status, 403);
    let not_mine = owner.post(&path, &[("version", "1"), ("which", "notified"), ("how", "x")]).await;
    assert_eq!(not_mine.status, 403);
    assert_eq!(owner.post(&path, &fields).await.status, 303);
    let register = officer.get("/network/contact-changes").await;
    assert!(register.text.contains("https://cq.example/lien-he") && register.text.contains("Đúng hạn"));
    assert_eq!(kit.signed_in("nguoi-ngoai").await.get("/network/bodies/chu-quan/profile").await.status, 403);
});

testkit::both!(tables_are_tried_before_they_are_written, |kit| async move {
    kit.network().await;
    let mut admin = kit.signed_in("quan-tri").await;
    let empty = admin.get("/network/import").await.text;
    let table = "key,kind,name,province\nxa-1,owner,Xã Một,24\nxa-2,owner,Xã Hai,99\n";
    let csrf = between(&empty, "name=\"csrf\" value=\"", "\"");
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-data; \
         name=\"file\"; filename=\"bodies.csv\"\r\nContent-Type: text/csv\r\n\r\n{table}\r\n--x--\r\n"
    );
    let kind = Some("multipart/form-data; boundary=x");
    let tried = admin.send(Method::POST, "/network/import", kind, Body::from(body)).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    assert!(tried.text.contains("xa-2") && admin.get("/network/bodies/xa-1").await.status == 404);
    let file = between(&tried.text, "name=\"file_id\" value=\"", "\"").to_owned();
    let written = admin.post("/network/import", &[("file_id", &file), ("act", "write")]).await;
    assert_eq!(written.status, 200);
    assert_eq!(admin.get("/network/bodies/xa-1").await.status, 200);
    assert_eq!(admin.get("/network/bodies/xa-2").await.status, 404);
    let taken = admin.post("/network/export", &[("form", "bodies")]).await;
    assert!(taken.text.contains("xa-1,owner"));
    let foreign = kit
        .signed_in("dieu-phoi")
        .await
        .post("/network/import", &[("file_id", &file), ("act", "write")])
        .await;
    assert_eq!(foreign.status, 403);
});
