//! The whole way: from the first notice to the officially recorded closure.

use app::Error;
use app::incidents::{self, EndResponse, StepAct, StepCommand};
use domain::incidents::{IncidentState, StepState};
use domain::reports::ReportKind;
use testkit::both;

fn refused<T: std::fmt::Debug>(result: app::Result<T>, code: &str) {
    match result {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.code, code),
        other => panic!("expected refusal {code}, got {other:?}"),
    }
}

both!(an_incident_is_closed_only_after_its_closing_report_is_accepted, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let number = &opened.incident;
    assert_eq!(number, "VN-2026-000001");
    kit.run_process(number).await;
    kit.report(number, ReportKind::Initial).await;
    refused(
        incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await,
        "incident.not_ended",
    );
    kit.end(number).await;
    refused(
        incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await,
        "incident.closing_report_missing",
    );
    let closing = kit.report(number, ReportKind::Closing).await;
    refused(
        incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await,
        "incident.closing_report_missing",
    );
    kit.accept(closing).await;
    incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    assert_eq!(view.incident.state, IncidentState::Closed);
    kit.work().await;
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(verdict.ok, "{verdict:?}");
    assert_eq!(verdict.documents_checked, 2);
});

both!(reopening_keeps_history_and_asks_for_a_new_closing_report, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let number = &opened.incident;
    kit.run_process(number).await;
    kit.report(number, ReportKind::Initial).await;
    kit.end(number).await;
    let closing = kit.report(number, ReportKind::Closing).await;
    kit.accept(closing).await;
    let op = kit.op("dieu-phoi").await;
    incidents::record_closed(&kit.app, &op, number).await.unwrap();
    refused(incidents::reopen(&kit.app, &op, number, "").await, "incident.reason_missing");
    incidents::reopen(&kit.app, &op, number, "Tái diễn").await.unwrap();
    kit.end(number).await;
    refused(
        incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await,
        "incident.closing_report_missing",
    );
    let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    assert!(view.entries.iter().any(|e| e.code == "incident.closed"));
    assert!(view.entries.iter().any(|e| e.code == "incident.reopened"));
});

both!(the_response_ends_only_fixed_and_back_to_normal, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("dieu-phoi").await;
    let end =
        |fixed, normal| EndResponse { number: opened.incident.clone(), fixed_at: fixed, normal_at: normal };
    let now = Some(kit.now());
    refused(incidents::end_response(&kit.app, &op, end(now, None)).await, "incident.not_fixed_and_normal");
    refused(incidents::end_response(&kit.app, &op, end(now, now)).await, "incident.recovery_not_confirmed");
});

both!(a_step_waits_for_those_before_it_and_recovery_needs_a_recorded_test, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("van-hanh").await;
    let view = incidents::view(&kit.app, &op, &opened.incident).await.unwrap();
    let act = |step: &str, act| StepCommand { number: opened.incident.clone(), step: step.into(), act };
    let later = view.steps.iter().find(|s| !s.ready).unwrap().definition.id.to_string();
    refused(incidents::act_on_step(&kit.app, &op, act(&later, StepAct::Start)).await, "step.not_ready");
    refused(
        incidents::act_on_step(&kit.app, &op, act(&later, StepAct::Skip { reason: " ".into() })).await,
        "step.reason_missing",
    );
    for step in &view.steps {
        let id = step.definition.id.to_string();
        incidents::act_on_step(&kit.app, &op, act(&id, StepAct::Start)).await.unwrap();
        if !step.definition.requires.is_empty() {
            let bare = StepAct::Finish { note: "Xong".into(), evidence: Vec::new() };
            refused(incidents::act_on_step(&kit.app, &op, act(&id, bare)).await, "step.evidence_missing");
        }
        let evidence = step.definition.requires.iter().map(|k| (k.clone(), "BB 01".to_owned())).collect();
        incidents::act_on_step(&kit.app, &op, act(&id, StepAct::Finish { note: "Xong".into(), evidence }))
            .await
            .unwrap();
    }
    let first = view.steps[0].definition.id.to_string();
    incidents::act_on_step(&kit.app, &op, act(&first, StepAct::Reopen { reason: "Dấu hiệu mới".into() }))
        .await
        .unwrap();
    let after = incidents::view(&kit.app, &op, &opened.incident).await.unwrap();
    assert_eq!((after.steps[0].run.round, after.steps[0].run.state), (2, StepState::Running));
    assert_eq!(after.steps[0].earlier.len(), 1);
});
