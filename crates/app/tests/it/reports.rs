//! Facts about reports.

use app::Error;
use app::reports::{self, Begin, Judge, ListReports, Save, Submit};
use domain::page::PageRequest;
use domain::reports::{DeliveryState, ReportKind, ReportState};
use testkit::both;

both!(two_people_editing_get_a_conflict_and_nothing_is_lost, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("van-hanh").await;
    let id = reports::begin(
        &kit.app,
        &op,
        Begin { incident: opened.incident.clone(), kind: ReportKind::Initial, ruleset: None },
    )
    .await
    .unwrap();
    let view = reports::view(&kit.app, &op, id).await.unwrap();
    let save = |version, values| Save { report: id, version, values };
    reports::save(&kit.app, &op, save(view.report.version, view.report.values.clone())).await.unwrap();
    let second = reports::save(&kit.app, &op, save(view.report.version, view.report.values.clone())).await;
    assert!(matches!(second, Err(Error::Conflict)), "{second:?}");
});

both!(reports_begun_in_one_instant_are_all_listed_page_by_page, |kit| async move {
    kit.network().await;
    let incident = kit.incident().await.incident;
    let op = kit.op("van-hanh").await;
    let mut begun = Vec::new();
    for kind in [ReportKind::Initial, ReportKind::Situation] {
        let command = Begin { incident: incident.clone(), kind, ruleset: None };
        begun.push(reports::begin(&kit.app, &op, command).await.unwrap().uuid());
    }
    let mut found = Vec::new();
    let mut before = None;
    loop {
        let page = PageRequest::new(before, Some(1));
        let listed = ListReports { page, ..ListReports::default() };
        let page = reports::inbox(&kit.app, &op, listed).await.unwrap();
        found.extend(page.rows.iter().map(|row| row.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    begun.reverse();
    assert_eq!(found, begun, "newest first, none left out, none twice");
});

both!(an_incomplete_report_names_the_fields_to_mend, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("van-hanh").await;
    let id = reports::begin(
        &kit.app,
        &op,
        Begin { incident: opened.incident.clone(), kind: ReportKind::Initial, ruleset: None },
    )
    .await
    .unwrap();
    let view = reports::view(&kit.app, &op, id).await.unwrap();
    let result = reports::submit(&kit.app, &op, Submit { report: id, version: view.report.version }).await;
    let Err(Error::Invalid(problems)) = result else { panic!("{result:?}") };
    assert!(problems.iter().all(|p| p.message.is_some()), "each says how to mend it");
});

both!(a_returned_report_goes_on_as_a_second_edition_and_the_first_is_kept, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let id = kit.report(&opened.incident, ReportKind::Initial).await;
    let officer = kit.op("dieu-phoi").await;
    let judge = |accept, reason: &str| Judge { report: id, edition: None, accept, reason: reason.into() };
    assert!(
        matches!(reports::judge(&kit.app, &officer, judge(false, "")).await, Err(Error::Refused(r)) if r.code == "report.reason_missing")
    );
    assert_eq!(
        reports::judge(&kit.app, &officer, judge(false, "Thiếu địa chỉ IP")).await.unwrap(),
        ReportState::Returned
    );
    let op = kit.op("van-hanh").await;
    let version = reports::view(&kit.app, &op, id).await.unwrap().report.version;
    let submitted = reports::submit(&kit.app, &op, Submit { report: id, version }).await.unwrap();
    assert_eq!(submitted.edition, 2);
    let view = reports::view(&kit.app, &op, id).await.unwrap();
    assert_eq!(view.editions.len(), 2);
    for edition in &view.editions {
        let bytes = reports::document(&kit.app, &op, id, Some(edition.edition)).await.unwrap();
        assert_eq!(domain::canonical::sha256_hex(&bytes), edition.document_sha256);
    }
});

both!(a_submitted_report_cannot_be_changed, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let id = kit.report(&opened.incident, ReportKind::Initial).await;
    let op = kit.op("van-hanh").await;
    let view = reports::view(&kit.app, &op, id).await.unwrap();
    let saved = reports::save(
        &kit.app,
        &op,
        Save { report: id, version: view.report.version, values: view.report.values },
    )
    .await;
    assert!(matches!(saved, Err(Error::Refused(r)) if r.code == "report.submitted_already"));
});

both!(opening_a_report_is_its_receipt, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let id = kit.report(&opened.incident, ReportKind::Initial).await;
    let owner = kit.op("chu-quan").await;
    reports::receive(&kit.app, &owner, id).await.unwrap();
    let view = reports::view(&kit.app, &owner, id).await.unwrap();
    let mine = view.deliveries.iter().find(|d| Some(d.delivery.body) == owner.body).unwrap();
    assert_eq!(mine.delivery.state, DeliveryState::Received);
});

both!(a_closing_report_cites_the_initial_reports_number_and_date, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("van-hanh").await;
    let early = reports::begin(
        &kit.app,
        &op,
        Begin { incident: opened.incident.clone(), kind: ReportKind::Closing, ruleset: None },
    )
    .await;
    assert!(matches!(early, Err(Error::Refused(r)) if r.code == "report.initial_report_missing"));
    kit.run_process(&opened.incident).await;
    let initial = kit.report(&opened.incident, ReportKind::Initial).await;
    kit.end(&opened.incident).await;
    let closing = kit.report(&opened.incident, ReportKind::Closing).await;
    let op = kit.op("van-hanh").await;
    let number = reports::view(&kit.app, &op, initial).await.unwrap().report.number.unwrap().to_string();
    let view = reports::view(&kit.app, &op, closing).await.unwrap();
    assert_eq!(view.report.initial_report, Some(initial));
    assert!(view.report.values.values().any(|v| v.as_str() == Some(&number)), "{:?}", view.report.values);
});
