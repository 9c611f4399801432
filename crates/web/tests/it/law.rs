//! The law and the API reference are open to everybody.

testkit::both!(every_text_and_every_form_has_a_page, |kit| async move {
    let mut browser = kit.browser();
    assert_eq!(browser.get("/law").await.status, 200);
    for ruleset in kit.app.library.rulesets() {
        assert_eq!(browser.get(&format!("/law/{}", ruleset.id)).await.status, 200, "{}", ruleset.id);
        for form in &ruleset.forms {
            let path = format!("/law/{}/forms/{}", ruleset.id, form.id);
            assert_eq!(browser.get(&path).await.status, 200, "{path}");
        }
    }
    for path in ["/law/no-such", "/law/tt20-2017/forms/no-such"] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
});

testkit::both!(the_calculator_sets_draft_and_issued_text_side_by_side, |kit| async move {
    let mut browser = kit.browser();
    assert_eq!(browser.get("/law/clock").await.status, 200);
    let both = "clock=tt20-2017/closing-report&clock=tt20-2017-draft/closing-report";
    let reckoned = browser.get(&format!("/law/clock?{both}&date=2026-11-12&time=09:00")).await;
    assert_eq!(reckoned.status, 200);
    assert!(reckoned.text.contains("24:00 ngày 17/11/2026"), "five days");
    assert_eq!(reckoned.text.matches("class=\"due-moment\"").count(), 2);
    let wrong = browser.get(&format!("/law/clock?{both}&date=12/11/26&time=09:00")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("12/11/26"), "what was typed is kept");
});

testkit::both!(the_api_reference_is_a_page, |kit| async move {
    let mut browser = kit.browser();
    let page = browser.get("/reference/api").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("/api/v1/notices"));
    assert_eq!(browser.get("/api/reference").await.location(), "/reference/api");
});
