//! Facts about running clocks.

use app::incidents::{self, AddParty, CorrectDetection, DecideSeverity, ProposeSeverity, SetMarks};
use domain::clocks::{ClockState, DueKind};
use domain::incidents::{PartyRole, SeverityState, Tlp};
use domain::reports::ReportKind;
use std::time::Duration;
use testkit::{Kit, both};

async fn clocks(kit: &Kit, incident: &str) -> Vec<domain::clocks::ClockRun> {
    let op = kit.op("dieu-phoi").await;
    incidents::view(&kit.app, &op, incident).await.unwrap().clocks.into_iter().map(|c| c.clock).collect()
}

/// The operator says that it cannot handle the incident by its own means.
async fn beyond_ability(kit: &Kit, incident: &str) {
    mark(kit, incident, true, None).await.unwrap();
}

async fn mark(
    kit: &Kit,
    incident: &str,
    beyond_ability: bool,
    circumstances: Option<&[&str]>,
) -> app::Result<()> {
    let op = kit.op("dieu-phoi").await;
    let version = incidents::view(&kit.app, &op, incident).await.unwrap().incident.version;
    let cmd = SetMarks {
        number: incident.to_owned(),
        version,
        tlp: Tlp::Amber,
        confidential: false,
        state_secret_concerned: false,
        beyond_ability,
        circumstances: circumstances.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect()),
    };
    incidents::set_marks(&kit.app, &op, cmd).await
}

both!(a_circumstance_starts_the_clocks_of_the_text_that_names_it, |kit| async move {
    kit.network().await;
    let number = kit.incident().await.incident;
    let breach = async || {
        let all = clocks(&kit, &number).await;
        all.into_iter().find(|c| c.ruleset == "dlcn-2026" && c.clock == "breach-notice").map(|c| c.state)
    };
    assert_eq!(breach().await, None);
    let unknown = mark(&kit, &number, false, Some(&["no-such"])).await;
    assert!(matches!(unknown, Err(app::Error::Invalid(_))), "{unknown:?}");
    mark(&kit, &number, false, Some(&["personal-data"])).await.unwrap();
    assert_eq!(breach().await, Some(ClockState::Running));
    mark(&kit, &number, true, None).await.unwrap();
    assert_eq!(breach().await, Some(ClockState::Running), "what is left out stays");
    mark(&kit, &number, true, Some(&[])).await.unwrap();
    assert_eq!(breach().await, Some(ClockState::Cancelled));
});

both!(an_incident_in_a_province_gets_the_union_of_both_texts_never_merged, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    beyond_ability(&kit, &opened.incident).await;
    let running = clocks(&kit, &opened.incident).await;
    let rulesets: std::collections::BTreeSet<_> = running.iter().map(|c| c.ruleset.clone()).collect();
    assert!(rulesets.contains("tt20-2017") && rulesets.contains("bn-1088-2025"), "{rulesets:?}");
    assert!(!rulesets.contains("tt20-2017-draft"), "a draft never binds");
    let first = running.iter().find(|c| c.ruleset == "tt20-2017" && c.clock == "initial-report").unwrap();
    assert_eq!(first.due_kind, DueKind::Law);
    // Detected on Monday 23/11/2026; five days on is Saturday 28/11: the end of Monday 30/11.
    assert_eq!(first.due_at.unwrap().to_string(), "2026-11-30T17:00:00Z");
    assert_eq!(first.due_text.as_ref().unwrap().vi, "24:00 ngày 30/11/2026");
    assert!(!first.reasoning.is_empty());
});

both!(a_corrected_detection_recomputes_and_keeps_the_old_clock, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("dieu-phoi").await;
    let version = incidents::view(&kit.app, &op, &opened.incident).await.unwrap().incident.version;
    let cmd = CorrectDetection {
        number: opened.incident.clone(),
        version,
        detected_at: "2026-11-12T02:00:00Z".parse().unwrap(),
        reason: "Nhật ký cho thấy sớm hơn".into(),
    };
    incidents::correct_detection(&kit.app, &op, cmd).await.unwrap();
    let all = clocks(&kit, &opened.incident).await;
    let of = |state| {
        all.iter().find(|c| c.ruleset == "tt20-2017" && c.clock == "initial-report" && c.state == state)
    };
    let old = of(ClockState::Superseded).unwrap();
    let new = of(ClockState::Running).unwrap();
    assert_eq!(new.replaces, Some(old.id));
    assert_eq!(new.due_text.as_ref().unwrap().vi, "24:00 ngày 17/11/2026");
    assert!(new.overdue(kit.now()));
});

both!(a_report_proves_the_clock_towards_each_addressee, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    kit.report(&opened.incident, ReportKind::Initial).await;
    let all = clocks(&kit, &opened.incident).await;
    let clock = all.iter().find(|c| c.ruleset == "tt20-2017" && c.clock == "initial-report").unwrap();
    assert_eq!(clock.state, ClockState::Met);
    let proven = clock.addressees.iter().filter(|a| a.met_at.is_some()).count();
    assert!(proven >= 3, "{:?}", clock.addressees);
    assert!(clock.addressees.iter().all(|a| a.met_at.is_some() || a.body.is_none()));
});

both!(beyond_own_ability_starts_a_clock_with_a_policy_target_shown_as_policy, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    beyond_ability(&kit, &opened.incident).await;
    let all = clocks(&kit, &opened.incident).await;
    let clock =
        all.iter().find(|c| c.ruleset == "tt20-2017" && c.clock == "initial-report-beyond-ability").unwrap();
    assert_eq!(clock.due_kind, DueKind::Policy);
});

both!(a_severe_decision_needs_a_document_and_takes_the_incident_out_of_the_circular, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("dieu-phoi").await;
    let propose = ProposeSeverity {
        number: opened.incident.clone(),
        effects: vec!["control-lost".into()],
        owner_cannot_handle: true,
        reason: String::new(),
    };
    incidents::propose_severity(&kit.app, &op, propose).await.unwrap();
    let view = incidents::view(&kit.app, &op, &opened.incident).await.unwrap();
    // Level 3 does not count: the software shows why and proposes "not severe".
    assert_eq!(view.incident.severity, SeverityState::Ordinary);
    assert!(!view.severity[0].finding.system_counts && view.severity[0].finding.owner_counts);
    let decide = |document: &str| DecideSeverity {
        number: opened.incident.clone(),
        severe: true,
        document: document.into(),
        position: "Cục trưởng".into(),
        reason: "Ảnh hưởng dây chuyền".into(),
    };
    let refused = incidents::decide_severity(&kit.app, &op, decide("12/QĐ-MH")).await;
    assert!(matches!(refused, Err(app::Error::Forbidden)), "only the deciding body decides");
    let op = kit.op("thuong-truc").await;
    let refused = incidents::decide_severity(&kit.app, &op, decide("")).await;
    assert!(matches!(refused, Err(app::Error::Refused(r)) if r.code == "incident.document_missing"));
    incidents::decide_severity(&kit.app, &op, decide("12/QĐ-MH")).await.unwrap();
    let all = clocks(&kit, &opened.incident).await;
    assert!(all.iter().any(|c| c.ruleset == "tt20-2017" && c.state == ClockState::Cancelled));
    // The text for severe incidents takes its place: nothing is without a last moment.
    let severe = all.iter().find(|c| c.ruleset == "qd05-2017" && c.clock == "initial-report").unwrap();
    assert_eq!((severe.state, severe.due_kind), (ClockState::Running, DueKind::Law));
    assert_eq!(severe.due_text.as_ref().unwrap().vi, "24:00 ngày 30/11/2026");
    let severe = incidents::view(&kit.app, &op, &opened.incident).await.unwrap();
    assert_eq!(severe.severity.len(), 2, "proposal and decision are both kept");
});

both!(a_reminder_goes_to_whoever_owes_and_not_after_the_proof, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    kit.work().await;
    let before = kit.mails().len();
    kit.at("2026-11-29T20:00:00Z");
    kit.work().await;
    let reminders: Vec<_> =
        kit.mails().into_iter().skip(before).filter(|m| m.contains("van-hanh@donvi.example")).collect();
    assert!(!reminders.is_empty());
    kit.report(&opened.incident, ReportKind::Initial).await;
    kit.work().await;
    let so_far = kit.mails().len();
    kit.pass(Duration::from_secs(86_400));
    kit.work().await;
    let later: Vec<_> =
        kit.mails().into_iter().skip(so_far).filter(|m| m.contains("initial-report")).collect();
    assert!(later.is_empty());
});

both!(a_new_party_becomes_the_addressee_a_clock_waited_for, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let op = kit.op("dieu-phoi").await;
    let cmd = AddParty {
        number: opened.incident.clone(),
        body: kit.body("nguoi-ngoai").await,
        role: PartyRole::Member,
        sees: None,
    };
    incidents::add_party(&kit.app, &op, cmd.clone()).await.unwrap();
    let all = clocks(&kit, &opened.incident).await;
    let clock = all.iter().find(|c| c.ruleset == "tt20-2017" && c.clock == "initial-report").unwrap();
    let member = clock.addressees.iter().find(|a| a.role == "network-member").unwrap();
    assert_eq!(member.body, Some(kit.body("nguoi-ngoai").await));
    assert!(
        matches!(incidents::add_party(&kit.app, &op, cmd).await, Err(app::Error::Refused(r)) if r.code == "party.already_there")
    );
});
