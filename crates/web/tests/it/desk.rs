//! The pages of the desk: every tab opens in words, a refused form comes back with what was typed, two writers see both
//! versions, a report finds its way to its addressees.

use axum::http::StatusCode;
use domain::reports::ReportKind;
use testkit::{Answer, Browser};

/// A page that opened, with every phrase found and no address or name missing.
#[track_caller]
fn opened(answer: &Answer, path: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    in_words(answer, path);
}

/// A phrase that is missing is shown as `[its-key]`.
#[track_caller]
fn in_words(answer: &Answer, path: &str) {
    let missing =
        answer.text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(key, _)| key).find(
            |key| {
                key.contains('-')
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
            },
        );
    assert_eq!(missing, None, "{path} lacks a phrase");
}

async fn version(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await.text;
    page.split("name=\"version\" value=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a version")
        .to_owned()
}

testkit::both!(every_page_of_the_desk_opens_in_words, |kit| async move {
    kit.network().await;
    let one = kit.incident().await;
    let open = kit.notice().submit().await.number;
    kit.run_process(&one.incident).await;
    let report = kit.report(&one.incident, ReportKind::Initial).await;
    kit.end(&one.incident).await;
    let mut pages = vec![
        "/today".to_owned(),
        "/notices?state=received&state=taken&channel=web&q=trang+chu".to_owned(),
        format!("/notices/{open}"),
        format!("/notices/{}", one.notice),
        "/incidents".to_owned(),
        "/incidents?overdue=yes&state=ended&level=3&province=24&class=availability/ddos".to_owned(),
        "/reports".to_owned(),
        format!("/reports/{report}"),
        format!("/reports/{report}?edition=1"),
    ];
    for tab in ["overview", "process", "clocks", "timeline", "reports", "parties", "history"] {
        pages.push(format!("/incidents/{}?tab={tab}", one.incident));
    }
    for login in ["dieu-phoi", "doi-24", "van-hanh", "chu-quan"] {
        let mut browser = kit.signed_in(login).await;
        for path in &pages {
            let answer = browser.get(path).await;
            if login == "dieu-phoi" || answer.status != StatusCode::NOT_FOUND {
                opened(&answer, path);
            }
        }
    }
    let mut officer = kit.signed_in("dieu-phoi").await;
    for path in ["/notices/new", "/notices/submit"] {
        opened(&officer.get(path).await, path);
    }
    let pdf = officer.get(&format!("/reports/{report}/document?edition=1")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    assert!(pdf.headers["content-disposition"].to_str().unwrap().starts_with("inline"));
});

testkit::both!(a_notice_is_triaged_and_becomes_an_incident, |kit| async move {
    kit.network().await;
    let number = kit.notice().submit().await.number;
    let path = format!("/notices/{number}");
    let mut officer = kit.signed_in("dieu-phoi").await;
    officer.get(&path).await;
    let refused = officer.post(&format!("{path}/reject"), &[("reason", "Không thuộc phạm vi")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("summary-errors"), "the rule is told on the page of the notice");
    let taken = officer.post(&format!("{path}/take"), &[]).await;
    assert_eq!(taken.location(), format!("{path}?done=notice-taken"));
    let wrong = officer.post(&format!("{path}/merge"), &[("target", "TB-2026-999999")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"TB-2026-999999\""), "what was typed is still there");
    let checked = [("method", "call-back"), ("verdict", "verified"), ("note", "Đã gọi lại")];
    assert_eq!(officer.post(&format!("{path}/verify"), &checked).await.status, StatusCode::SEE_OTHER);
    let asked = officer.post(&format!("{path}/ask"), &[("text", "Xin gửi nhật ký.")]).await;
    assert_eq!(asked.location(), format!("{path}?done=notice-asked"));
    let typed = [
        ("title", "Cổng bị đổi giao diện"),
        ("detected_at", "24/11/2099 08:00"),
        ("environment", "internet"),
        ("system", ""),
    ];
    let future = officer.post(&format!("{path}/confirm"), &typed).await;
    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(future.text.contains("value=\"Cổng bị đổi giao diện\""));
    let typed = [
        ("title", "Cổng bị đổi giao diện"),
        ("detected_at", "2026-11-23T08:00"),
        ("environment", "internet"),
        ("system", ""),
    ];
    let confirmed = officer.post(&format!("{path}/confirm"), &typed).await;
    assert!(confirmed.location().starts_with("/incidents/VN-2026-"), "{}", confirmed.text);
    opened(&officer.get(confirmed.location()).await, "the incident");
});

testkit::both!(a_paper_notice_is_entered_and_comes_back_while_something_is_missing, |kit| async move {
    kit.network().await;
    let mut officer = kit.signed_in("dieu-phoi").await;
    officer.get("/notices/new").await;
    let mut typed =
        vec![("channel", "paper"), ("received_at", "2026-11-23T08:30"), ("description", "Văn bản số 12")];
    let open = officer.post("/notices/new", &typed).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.text.contains("Văn bản số 12") && open.text.contains("href=\"#secret\""));
    typed.extend([("secret", "yes"), ("organisation", "UBND xã Minh Họa"), ("phone", "0000 000 009")]);
    let secret = officer.post("/notices/new", &typed).await;
    assert_eq!(secret.status, StatusCode::CONFLICT);
    typed.retain(|(name, _)| *name != "secret");
    typed.push(("secret", "no"));
    let entered = officer.post("/notices/new", &typed).await;
    assert!(entered.location().starts_with("/notices/TB-2026-"), "{}", entered.text);
    assert!(entered.location().ends_with("?done=notice-entered"));
});

testkit::both!(two_officers_who_classify_at_once_see_both_versions, |kit| async move {
    kit.network().await;
    let incident = kit.incident().await.incident;
    let path = format!("/incidents/{incident}");
    let mut first = kit.signed_in("dieu-phoi").await;
    let mut second = kit.signed_in("doi-24").await;
    let (seen, also_seen) = (version(&mut first, &path).await, version(&mut second, &path).await);
    assert_eq!(seen, also_seen);
    let form = |class: &'static str, version: &str| {
        [
            ("primary", class),
            ("effects", "availability"),
            ("environment", "internet"),
            ("harm", "low"),
            ("spread", "system"),
            ("version", version),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
    };
    let pairs =
        |form: &[(String, String)]| form.iter().map(|(k, v)| (k.clone(), v.clone())).collect::<Vec<_>>();
    let mine = pairs(&form("availability/ddos", &seen));
    let mine: Vec<(&str, &str)> = mine.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        first.post(&format!("{path}/classify"), &mine).await.location(),
        format!("{path}?tab=overview&done=incident-classified")
    );
    let theirs = pairs(&form("fraud/phishing", &seen));
    let mut theirs: Vec<(&str, &str)> = theirs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let conflict = second.post(&format!("{path}/classify"), &theirs).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.text.contains("name=\"primary\" value=\"fraud/phishing\""),
        "what was typed can be saved over it"
    );
    assert!(conflict.text.contains("Người dieu-phoi"), "who saved first");
    let fresh = conflict
        .text
        .split("name=\"version\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    theirs.retain(|(name, _)| *name != "version");
    theirs.push(("version", &fresh));
    assert_eq!(second.post(&format!("{path}/classify"), &theirs).await.status, StatusCode::SEE_OTHER);
    let unclear =
        second.post(&format!("{path}/classify"), &[("environment", "internet"), ("version", "99")]).await;
    assert_eq!(unclear.status, StatusCode::CONFLICT);
});

testkit::both!(a_classification_that_lacks_something_comes_back_as_typed, |kit| async move {
    kit.network().await;
    let path = format!("/incidents/{}", kit.incident().await.incident);
    let mut officer = kit.signed_in("dieu-phoi").await;
    let version = version(&mut officer, &path).await;
    let typed = [
        ("primary", "malicious-code/infected-system+ransomware"),
        ("environment", "lan"),
        ("version", version.as_str()),
    ];
    let back = officer.post(&format!("{path}/classify"), &typed).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        back.text.contains("value=\"malicious-code/infected-system+ransomware\" selected"),
        "{}",
        back.text
    );
    in_words(&back, &path);
});

testkit::both!(a_report_is_written_submitted_read_and_returned, |kit| async move {
    kit.network().await;
    let incident = kit.incident().await.incident;
    let mut writer = kit.signed_in("van-hanh").await;
    writer.get(&format!("/incidents/{incident}?tab=reports")).await;
    let begun = writer.post(&format!("/incidents/{incident}/reports"), &[("kind", "initial")]).await;
    let path = begun.location().to_owned();
    assert!(path.starts_with("/reports/"), "{}", begun.text);
    opened(&writer.get(&path).await, &path);
    let checked = writer.get(&format!("{path}?checked=yes")).await;
    assert!(checked.text.contains("summary-errors"), "what is missing is told");
    let id = path.trim_start_matches("/reports/").parse().unwrap();
    let op = kit.op("van-hanh").await;
    let view = app::reports::view(&kit.app, &op, id).await.unwrap();
    let early =
        writer.post(&format!("{path}/submit"), &[("version", &view.report.version.to_string())]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = [("version", "1"), ("incident.summary", "Bản của người khác")];
    let stale = writer.post(&format!("{path}/save"), &other).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains(&format!("action=\"{path}/save\"")), "both versions, and the way over");
    let values = completed(&view);
    let view = app::reports::view(&kit.app, &op, id).await.unwrap();
    let save = app::reports::Save { report: id, version: view.report.version, values };
    app::reports::save(&kit.app, &op, save).await.unwrap();
    let (pairs, version) = posted(&mut writer, &path).await;
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    pairs.push(("version", &version));
    let sent = writer.post(&format!("{path}/submit"), &pairs).await;
    assert_eq!(sent.location(), format!("{path}?done=report-submitted"), "{}", sent.text);

    let mut owner = kit.signed_in("chu-quan").await;
    opened(&owner.get("/reports?waiting=judge").await, "/reports");
    opened(&owner.get(&path).await, &path);
    let delivery = app::reports::view(&kit.app, &op, id).await.unwrap().deliveries;
    assert!(delivery.iter().any(|d| d.delivery.received_at.is_some()), "opening is receipt");
    let bare = owner.post(&format!("{path}/judge"), &[("verdict", "return"), ("reason", "")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("id=\"act-return\" open"));
    let returned =
        owner.post(&format!("{path}/judge"), &[("verdict", "return"), ("reason", "Thiếu địa chỉ IP")]).await;
    assert_eq!(returned.location(), format!("{path}?done=report-returned"));
    assert!(writer.get(&path).await.text.contains("Thiếu địa chỉ IP"), "the writer reads why");
});

/// The values with everything filled that was told as missing.
fn completed(view: &app::reports::ReportView) -> law::Values {
    use law::FieldKind::{Choice, Choices, Email};
    let mut values = view.report.values.clone();
    for field in view.problems.iter().filter_map(|p| view.form.field(&p.field)) {
        let code = || field.options.iter().find(|o| !o.text).unwrap().code.clone();
        let value = match field.kind {
            Choice => code().into(),
            Choices => vec![code()].into(),
            Email => "lienhe@donvi.example".into(),
            _ => "Nội dung minh họa".into(),
        };
        values.insert(field.key.clone(), value);
    }
    values
}

/// What a browser would post of the editor: every filled field, and the version.
async fn posted(browser: &mut Browser, path: &str) -> (Vec<(String, String)>, String) {
    let page = browser.get(path).await.text;
    let form = page.split("id=\"report-form\"").nth(1).unwrap().split("</form>").next().unwrap().to_owned();
    let plain = |text: &str| {
        text.replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#x27;", "'")
            .replace("&#x2f;", "/")
            .replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        tag.split(&format!(" {name}=\"")).nth(1).and_then(|r| r.split('"').next()).map(plain)
    };
    let mut pairs = Vec::new();
    for tag in form.split("<input").skip(1).filter_map(|rest| rest.split('>').next()) {
        let boxed = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        if let (Some(name), Some(value)) = (attribute(tag, "name"), attribute(tag, "value"))
            && (!boxed || tag.contains(" checked"))
            && name != "csrf"
            && name != "version"
        {
            pairs.push((name, value));
        }
    }
    for tag in form.split("<textarea").skip(1) {
        let (head, rest) = tag.split_once('>').unwrap();
        pairs.push((attribute(head, "name").unwrap(), plain(rest.split("</textarea>").next().unwrap())));
    }
    let version =
        attribute(form.split("name=\"version\"").nth(1).unwrap().split('>').next().unwrap(), "value")
            .unwrap();
    (pairs, version)
}
