//! What a stranger can do: report, keep the receipt, follow.

use axum::body::Body;
use axum::http::Method;
use testkit::{Answer, Browser, Kit};

const SHORT: &[(&str, &str)] = &[
    ("idempotency", "k-1"),
    ("secret", "no"),
    ("summary", "Trang thông tin điện tử bị thay đổi giao diện."),
    ("detected_date", "22/11/2026"),
    ("detected_time", "16h30"),
    ("affected", "Cổng thông tin xã\n192.0.2.10 vidu.example"),
    ("ongoing", "yes"),
    ("reporter", "UBND xã Ví Dụ"),
    ("email", "vidu@donvi.example"),
    ("language", "vi"),
];

fn with<'a>(pairs: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    pairs.iter().filter(|(key, _)| *key != name).copied().chain([(name, value)]).collect()
}

async fn reporting(kit: &Kit) -> Browser {
    let mut browser = kit.browser();
    assert_eq!(browser.get("/report").await.status, 200);
    browser
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(after).next().unwrap_or_default()
}

fn number_of(receipt: &Answer) -> String {
    between(&receipt.text, "receipt-number\">", "<").to_owned()
}

testkit::both!(the_first_page_says_how_to_report, |kit| async move {
    let mut browser = kit.browser();
    let answer = browser.get("/").await;
    assert_eq!(answer.status, 200);
    assert!(answer.text.contains("href=\"/report\""));
    assert_eq!(browser.get("/report?form=x").await.status, 200);
    assert_eq!(browser.get("/follow?number=TB-2026-000001").await.status, 200);
});

testkit::both!(a_stranger_reports_gets_a_receipt_and_follows, |kit| async move {
    let mut browser = reporting(&kit).await;
    let receipt = browser.post("/report", SHORT).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    let number = number_of(&receipt);
    let secret = between(&receipt.text, "id=\"secret\">", "<").to_owned();
    assert!(receipt.text.contains("<svg aria-hidden=\"true\" xmlns"));
    assert!(!receipt.text.contains(&format!("secret={secret}")), "the secret stands in no address");

    let shown = browser.post("/follow", &[("number", &number), ("secret", &secret)]).await;
    assert_eq!(shown.status, 200);
    assert!(shown.text.contains("Trang thông tin điện tử bị thay đổi giao diện."));

    let keys = [("number", number.as_str()), ("secret", secret.as_str())];
    let written = browser.post("/follow/messages", &with(&keys, "text", "Đã ngắt máy chủ khỏi mạng.")).await;
    assert_eq!(written.status, 200);
    assert!(written.text.contains("<p class=\"timeline-text\">Đã ngắt máy chủ khỏi mạng.</p>"));
    let empty = browser.post("/follow/messages", &with(&keys, "text", " ")).await;
    assert_eq!(empty.status, 422);
    let wrong = browser.post("/follow", &[("number", &number), ("secret", "AAAAA-BBBBB-CCCCC-DDDDD")]).await;
    assert_eq!(wrong.status, 404);
    assert!(!wrong.text.contains("Trang thông tin điện tử bị thay đổi"));
});

testkit::both!(the_same_form_sent_twice_is_one_notice_and_a_changed_one_another, |kit| async move {
    let mut browser = reporting(&kit).await;
    let first = number_of(&browser.post("/report", SHORT).await);
    let again = number_of(&browser.post("/report", SHORT).await);
    let changed =
        number_of(&browser.post("/report", &with(SHORT, "summary", "Máy chủ bị mã hóa dữ liệu.")).await);
    assert_eq!(first, again);
    assert_ne!(first, changed);
});

testkit::both!(a_form_with_faults_comes_back_with_what_was_typed, |kit| async move {
    let mut browser = reporting(&kit).await;
    for (name, value, fault) in [
        ("detected_date", "22/11/26", "#detected_date"),
        ("detected_date", "24/11/2026", "#detected_date"),
        ("detected_time", "25:00", "#detected_time"),
        ("affected", "10.0.0.1", "#affected"),
        ("email", "vidu@", "#email"),
        ("reporter", " ", "#reporter"),
        ("secret", "", "#secret"),
    ] {
        let answer = browser.post("/report", &with(SHORT, name, value)).await;
        assert_eq!(answer.status, 422, "{name} = {value}");
        assert!(answer.text.contains(&format!("href=\"{fault}\"")), "{name} = {value}");
        if name != "summary" {
            assert!(
                answer.text.contains("Trang thông tin điện tử bị thay đổi giao diện."),
                "{name} = {value}"
            );
        }
    }
});

testkit::both!(a_state_secret_is_refused_and_nothing_of_it_is_stored, |kit| async move {
    let mut browser = kit.browser();
    let page = browser.get("/report").await;
    let csrf = between(&page.text, "name=\"csrf\" value=\"", "\"").to_owned();
    let part = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--x\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"mat.txt\"\r\n\r\nnoi dung\r\n";
    for (secret, stored) in [("yes", false), ("no", true)] {
        let body = format!(
            "{}{}{}{file}--x--\r\n",
            part("csrf", &csrf),
            part("secret", secret),
            part("summary", "Nội dung")
        );
        let answer = browser
            .send(Method::POST, "/report", Some("multipart/form-data; boundary=x"), Body::from(body))
            .await;
        assert_eq!(answer.status, 422);
        let sha256 = app::domain::canonical::sha256_hex(b"noi dung");
        assert_eq!(kit.app.store.vault().open_file(&sha256).await.is_ok(), stored, "{secret}");
        assert_eq!(answer.text.contains("href=\"#attachments\""), stored, "files must be chosen again");
    }
});

testkit::both!(a_legal_form_is_shown_mended_and_taken, |kit| async move {
    let mut browser = kit.browser();
    let page = browser.get("/report/full").await;
    assert_eq!(page.status, 200);
    let id = between(&page.text, "name=\"form\" value=\"", "\"").to_owned();
    assert_eq!(browser.get("/report/full?form=no/such").await.status, 404);
    assert_eq!(
        browser.get("/report/full?form=tt20-2017-draft/initial-report").await.status,
        404,
        "a draft binds nobody"
    );

    let wrong = browser.post("/report/full", &[("form", &id), ("secret", "no")]).await;
    assert_eq!(wrong.status, 422);

    let (ruleset, form) = id.split_once('/').unwrap();
    let library = kit.app.library();
    let form = library.ruleset(ruleset).and_then(|r| r.form(form)).unwrap();
    let mut pairs =
        vec![("form", id.clone()), ("secret", "no".to_owned()), ("idempotency", "k-2".to_owned())];
    pairs.extend(
        form.inputs().filter(|field| field.required).map(|field| (field.key.as_str(), plausible(field))),
    );
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let receipt = browser.post("/report/full", &pairs).await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    let officer = kit.app.stranger_op(kit.now(), law::Lang::Vi);
    let op = app::domain::Op { rights: app::domain::Rights::all(), ..officer };
    let view = app::notices::view(&kit.app, &op, &number_of(&receipt)).await.unwrap();
    let content = view.notice.content;
    assert_eq!(content.sender.email, "vidu@donvi.example");
    assert!(content.detected_at.is_some() && !content.description.is_empty() && content.form.is_some());
});

fn plausible(field: &law::Field) -> String {
    use law::FieldKind::{Choice, Choices, Date, Datetime, Email, Phone, Time};
    match field.kind {
        Email => "vidu@donvi.example".to_owned(),
        Phone => "0000 000 001".to_owned(),
        Date => "22/11/2026".to_owned(),
        Time => "16:30".to_owned(),
        Datetime => "2026-11-23T08:00".to_owned(),
        Choice | Choices => field.options.iter().find(|option| !option.text).unwrap().code.clone(),
        _ => "Nội dung ví dụ".to_owned(),
    }
}

testkit::both!(a_number_in_the_search_box_leads_to_its_record, |kit| async move {
    let mut browser = kit.browser();
    assert_eq!(browser.get("/search?q=tb-2026-000001").await.location(), "/notices/TB-2026-000001");
    assert_eq!(browser.get("/search?q=hoa%20sen").await.location(), "/incidents?q=hoa+sen");
});

testkit::both!(a_file_is_handed_out_only_as_a_download_and_only_to_whom_it_concerns, |kit| async move {
    kit.network().await;
    let page = kit.browser();
    let mut stranger = page;
    let form = stranger.get("/report").await;
    let csrf = between(&form.text, "name=\"csrf\" value=\"", "\"").to_owned();
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n");
    for (name, value) in SHORT {
        body.push_str(&format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    }
    body.push_str("--x\r\nContent-Disposition: form-data; name=\"attachments\"; filename=\"trang.html\"\r\n");
    body.push_str("Content-Type: text/html\r\n\r\n<script>alert(1)</script>\r\n--x--\r\n");
    let receipt = stranger
        .send(Method::POST, "/report", Some("multipart/form-data; boundary=x"), Body::from(body))
        .await;
    assert_eq!(receipt.status, 201, "{}", receipt.text);
    let officer = kit.op("dieu-phoi").await;
    let view = app::notices::view(&kit.app, &officer, &number_of(&receipt)).await.unwrap();
    let path = format!("/files/{}", view.attachments.first().unwrap().id);
    let file = kit.signed_in("dieu-phoi").await.get(&path).await;
    assert_eq!((file.status.as_u16(), file.text.as_str()), (200, "<script>alert(1)</script>"));
    assert_eq!(file.headers["content-type"], "application/octet-stream");
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
    assert_ne!(stranger.get(&path).await.status, 200);
});
