//! The law and the API reference are open to everybody.

testkit::both!(every_text_and_every_form_has_a_page, |kit| async move {
    let mut browser = kit.browser();
    assert_eq!(browser.get("/law").await.status, 200);
    for ruleset in kit.app.library().rulesets() {
        assert_eq!(browser.get(&format!("/law/{}", ruleset.id)).await.status, 200, "{}", ruleset.id);
        for form in &ruleset.forms {
            let path = format!("/law/{}/forms/{}", ruleset.id, form.id);
            assert_eq!(browser.get(&path).await.status, 200, "{path}");
        }
    }
    for path in [
        "/law/no-such",
        "/law/tt20-2017/forms/no-such",
        "/law/no-such/process",
        "/law/qd1622-2017/process",
        "/law/tt20-2017/provisions/no-such",
        "/law/compare?left=tt20-2017&right=no-such",
    ] {
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

testkit::both!(every_provision_and_every_process_has_a_page, |kit| async move {
    let mut browser = kit.browser();
    for ruleset in kit.app.library().rulesets() {
        let id = &ruleset.id;
        assert_eq!(browser.get(&format!("/law/{id}/provisions")).await.status, 200, "{id}");
        for one in &ruleset.provisions {
            let page = browser.get(&format!("/law/{id}/provisions/{}", one.id)).await;
            assert_eq!(page.status, 200, "{id}/{}", one.id);
        }
        let drawn = browser.get(&format!("/law/{id}/process")).await;
        assert_eq!(drawn.status, if ruleset.process.is_some() { 200 } else { 404 }, "{id}");
        let steps = ruleset.process.iter().flat_map(law::Process::steps).count();
        assert_eq!(drawn.text.matches("class=\"diagram-box").count(), steps, "{id}");
    }
});

testkit::both!(draft_and_issued_text_stand_side_by_side_with_their_differences_marked, |kit| async move {
    let mut browser = kit.browser();
    let all = browser.get("/law/compare?left=tt20-2017-draft&right=tt20-2017").await;
    let differing = browser.get("/law/compare?left=tt20-2017-draft&right=tt20-2017&only=differing").await;
    assert!(all.text.contains("10 ngày") && all.text.contains("5 ngày"));
    let rows = |page: &str| page.matches("<tr").count() - page.matches("<tr><th scope=\"col\"").count();
    let marked = all.text.matches("compare-differs").count();
    assert!(marked > 0 && rows(&all.text) > rows(&differing.text));
    assert_eq!(differing.text.matches("compare-differs").count(), rows(&differing.text));
    let same = browser.get("/law/compare?left=tt20-2017&right=tt20-2017&only=differing").await;
    assert_eq!(same.text.matches("compare-differs").count(), 0);
});

testkit::both!(the_calendar_of_a_year_holds_the_periodic_duties_of_a_place, |kit| async move {
    let mut browser = kit.browser();
    let country = browser.get("/law/calendar?year=2026").await;
    // Circular 20/2017: before 20/6 and before 15/12.
    assert!(country.text.contains("19/06/2026") && country.text.contains("14/12/2026"));
    assert!(!country.text.contains("1088"), "rules of one province are not the country's");
    let province = browser.get("/law/calendar?year=2026&province=24").await;
    assert!(province.text.matches("data-label").count() > country.text.matches("data-label").count());
});

testkit::both!(open_duties_of_a_provision_are_for_those_who_see_every_incident, |kit| async move {
    kit.network().await;
    let incident = kit.incident().await.incident;
    let library = kit.app.library();
    let of = library.ruleset("tt20-2017").unwrap();
    let one = of.provisions.iter().find(|p| p.parts.clocks.iter().any(|c| c == "initial-report")).unwrap();
    let path = format!("/law/tt20-2017/provisions/{}", one.id);
    let seen = kit.signed_in("dieu-phoi").await.get(&path).await;
    assert!(seen.text.contains("Đang chạy ở các sự cố"));
    assert!(seen.text.contains(&format!("/incidents/{incident}?tab=clocks")), "the case is named");
    assert!(!kit.browser().get(&path).await.text.contains("Đang chạy ở các sự cố"));
});

testkit::both!(the_coverage_of_the_obligations_lists_every_row_and_what_is_planned, |kit| async move {
    let mut browser = kit.browser();
    let all = browser.get("/law/trace").await;
    let table = app::law::traced(&kit.app.library());
    for row in &table.rows {
        assert!(all.text.contains(&format!("<tr id=\"{}\">", row.id)), "{}", row.id);
    }
    let planned = browser.get("/law/trace?missing=1").await;
    let count = table.planned().values().map(Vec::len).sum::<usize>();
    assert_eq!(planned.text.matches("<tr id=\"").count(), count);
});

testkit::both!(
    a_blank_form_is_there_for_anybody_and_the_pending_clocks_for_those_in_the_case,
    |kit| async move {
        kit.network().await;
        let incident = kit.incident().await.incident;
        let mut stranger = kit.browser();
        let paper = stranger.get("/law/tt20-2017/forms/initial-report/pdf").await;
        assert_eq!(paper.status.as_u16(), 200);
        assert!(paper.text.starts_with("%PDF-1.7"));
        assert_eq!(stranger.get("/law/tt20-2017/forms/no-such/pdf").await.status.as_u16(), 404);
        let clocks = kit.signed_in("dieu-phoi").await.get(&format!("/incidents/{incident}?tab=clocks")).await;
        let pending = clocks.text.split("pending-clocks").nth(2).unwrap_or_default();
        assert!(
            pending.contains("Kết thúc ứng phó"),
            "the clock of the closing report waits for the end of the response"
        );
    }
);
