//! A foreign text is only data: an incident runs to its closure under Article 23 of Directive (EU) 2022/2555 (NIS 2),
//! whose folder stands among the fixtures of this test.

use app::incidents;
use domain::clocks::ClockState;
use domain::incidents::IncidentState;
use domain::reports::ReportKind;
use law::SourceFile;
use std::path::Path;
use testkit::{Database, Kit};

/// The shared lists, facts and calendars of the house with the Directive as the only text.
fn law() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let house = root.join("../..");
    for folder in ["rulesets/_shared/lists", "calendars", "facts"] {
        gather(&house, &house.join(folder), &mut files);
    }
    let fixture = root.join("tests/fixtures/nis2");
    gather(&fixture, &fixture.join("rulesets"), &mut files);
    files
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

async fn closes(kit: Kit) {
    kit.network().await;
    let opened = kit.incident().await;
    let number = &opened.incident;
    let op = kit.op("dieu-phoi").await;
    let clocks = |view: &incidents::IncidentView| -> Vec<(String, Option<String>, ClockState)> {
        view.clocks
            .iter()
            .map(|c| (c.clock.clock.clone(), c.clock.due_text.as_ref().map(|t| t.en.clone()), c.clock.state))
            .collect()
    };
    let view = incidents::view(&kit.app, &op, number).await.unwrap();
    assert_eq!(view.incident.process, "nis2-2022");
    // Detected at 08:00 on Monday 23 November: 24 and 72 hours, without a shift.
    let running: Vec<String> = clocks(&view).into_iter().map(|(clock, ..)| clock).collect();
    assert_eq!(running, ["early-warning", "incident-notification"]);
    kit.run_process(number).await;
    kit.report(number, ReportKind::Initial).await;
    kit.report(number, ReportKind::Situation).await;
    let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    let last = clocks(&view).into_iter().find(|(clock, ..)| clock == "final-report").unwrap();
    assert_eq!((last.1.as_deref(), last.2), (Some("24:00 on 23/12/2026"), ClockState::Running));
    kit.end(number).await;
    let closing = kit.report(number, ReportKind::Closing).await;
    kit.accept(closing).await;
    incidents::record_closed(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    assert_eq!(view.incident.state, IncidentState::Closed);
    assert!(clocks(&view).iter().all(|(_, _, state)| *state == ClockState::Met), "{:?}", clocks(&view));
}

#[test]
fn an_incident_under_nis_2_runs_to_its_closure_on_sqlite() {
    on(Database::Sqlite);
}

#[test]
fn an_incident_under_nis_2_runs_to_its_closure_on_postgresql() {
    on(Database::Postgres);
}

fn on(database: Database) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { closes(Kit::with_law(database, law()).await).await });
}
