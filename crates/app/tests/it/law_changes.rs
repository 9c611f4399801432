//! Facts about changing the law while the system runs.

use app::incidents;
use app::law::changes::{
    DraftChange, Edit, Obstacle, PutFile, Simulation, Start, activate_change, draft_change, put_file,
    show_change, simulate_change, withdraw_change,
};
use domain::clocks::ClockState;
use domain::incidents::Tlp;
use domain::law_changes::LawChangeState;
use law::{ChangeKind, DifferenceKind, SourceFile};
use testkit::{Kit, both};

/// A draft that gives seven days to the closing report of Circular 20/2017 from a day on.
async fn seven_days(kit: &Kit, from: &str) -> i64 {
    let start = Start::Edition {
        of: "tt20-2017".into(),
        id: "tt20-2017-sd1".into(),
        number: "99/2026/TT-BCA".into(),
        from: from.parse().unwrap(),
    };
    let cmd = DraftChange {
        title: "Báo cáo kết thúc: 7 ngày".into(),
        source: "Thông tư 99/2026/TT-BCA (minh họa)".into(),
        start,
    };
    let number = draft_change(&kit.app, &kit.op("dieu-phoi").await, cmd).await.unwrap();
    edit(kit, number, "rulesets/tt20-2017-sd1/clocks.toml", |text| {
        let closing = text.find("id = \"closing-report\"").unwrap();
        let (before, after) = text.split_at(closing);
        assert!(after.contains("limit = { days = 5 }"));
        format!("{before}{}", after.replacen("limit = { days = 5 }", "limit = { days = 7 }", 1))
    })
    .await;
    number
}

async fn edit(kit: &Kit, number: i64, path: &str, change: impl FnOnce(String) -> String) {
    let op = kit.op("dieu-phoi").await;
    let text = app::law::changes::show_file(&kit.app, &op, number, path).await.unwrap().unwrap();
    put(kit, number, path, Edit::Write(change(text))).await.unwrap();
}

async fn put(kit: &Kit, number: i64, path: &str, what: Edit) -> app::Result<()> {
    let op = kit.op("dieu-phoi").await;
    let version = show_change(&kit.app, &op, number).await.unwrap().change.version;
    put_file(&kit.app, &op, PutFile { number, version, path: path.into(), edit: what }).await
}

async fn with_files(kit: &Kit, files: &[(&str, &str)]) -> i64 {
    let files =
        files.iter().map(|(path, text)| SourceFile { path: (*path).into(), text: (*text).into() }).collect();
    let cmd =
        DraftChange {
            title: "Sửa".into(), source: "Văn bản minh họa".into(), start: Start::Files(files)
        };
    draft_change(&kit.app, &kit.op("dieu-phoi").await, cmd).await.unwrap()
}

async fn simulated(kit: &Kit, number: i64) -> Simulation {
    simulate_change(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap()
}

async fn activate(kit: &Kit, by: &str, number: i64) -> app::Result<()> {
    let op = kit.op(by).await;
    let version = show_change(&kit.app, &op, number).await.unwrap().change.version;
    activate_change(&kit.app, &op, number, version).await
}

fn code(result: app::Result<()>) -> String {
    match result {
        Err(app::Error::Refused(refusal)) => refusal.code.to_owned(),
        Err(app::Error::Invalid(problems)) => problems[0].code.clone(),
        other => panic!("{other:?}"),
    }
}

/// Ruleset and last moment of the clock for the closing report by Circular 20/2017.
async fn closing(kit: &Kit, incident: &str) -> (String, String) {
    let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, incident).await.unwrap();
    let mut found = view.clocks.into_iter().map(|c| c.clock).filter(|c| {
        c.ruleset.starts_with("tt20-2017") && c.clock == "closing-report" && c.state == ClockState::Running
    });
    let clock = found.next().unwrap();
    assert_eq!(found.next(), None, "one text, one clock");
    (clock.ruleset, clock.due_text.unwrap().vi)
}

both!(an_amendment_moves_the_clocks_of_new_incidents_and_leaves_old_ones_alone, |kit| async move {
    kit.at("2026-11-25T02:00:00Z");
    kit.network().await;
    let old = kit.incident().await.incident;
    kit.run_process(&old).await;
    kit.end(&old).await;
    let before = closing(&kit, &old).await;
    assert_eq!(before.0, "tt20-2017");
    let number = seven_days(&kit, "2026-12-01").await;

    let found = simulated(&kit, number).await;
    assert_eq!((found.faults.len(), found.open, found.touched), (0, 1, 1));
    assert_eq!(found.from.unwrap().to_string(), "2026-12-01");
    let new = found.texts.iter().find(|t| t.ruleset == "tt20-2017-sd1").unwrap();
    assert_eq!((new.kind, new.replaces.as_deref(), new.forms.len()), (ChangeKind::New, Some("tt20-2017"), 0));
    let moved = &found.incidents[0];
    assert_eq!((moved.number.to_string(), moved.bound), (old.clone(), false));
    let told: Vec<_> = moved.differences.iter().map(|d| (d.clock.as_str(), d.kind)).collect();
    assert_eq!(told, [("closing-report", DifferenceKind::Moved)]);
    assert_eq!(found.obstacles, []);

    assert_eq!(code(activate(&kit, "dieu-phoi", number).await), "law_change.same_person");
    activate(&kit, "quan-tri", number).await.unwrap();
    assert_eq!(closing(&kit, &old).await, before, "what was opened under an edition stays under it");
    app::law::changes::follow_change(&kit.app, &kit.system()).await.unwrap();
    assert_eq!(closing(&kit, &old).await, before);

    kit.at("2026-12-02T02:00:00Z");
    let new = kit.incident().await.incident;
    kit.run_process(&new).await;
    kit.end(&new).await;
    let after = closing(&kit, &new).await;
    assert_eq!(after.0, "tt20-2017-sd1");
    let audited = kit
        .app
        .store
        .read()
        .await
        .unwrap()
        .audit_of(
            "law-change",
            &show_change(&kit.app, &kit.op("quan-tri").await, number).await.unwrap().change.id.to_string(),
            10,
        )
        .await
        .unwrap();
    let acts: Vec<&str> = audited.iter().map(|row| row.act.as_str()).collect();
    assert!(acts.contains(&"law_change.drafted") && acts.contains(&"law_change.activated"), "{acts:?}");
});

both!(an_amendment_that_reaches_back_to_an_open_incident_is_refused_with_the_list, |kit| async move {
    kit.at("2026-11-25T02:00:00Z");
    kit.network().await;
    let open = kit.incident().await.incident;
    kit.run_process(&open).await;
    kit.end(&open).await;
    let number = seven_days(&kit, "2026-11-01").await;
    let found = simulated(&kit, number).await;
    assert!(found.incidents[0].bound);
    let listed = matches!(&found.obstacles[..], [Obstacle::Backdated { incidents }] if incidents.iter().any(|i| i.to_string() == open));
    assert!(listed, "{:?}", found.obstacles);
    match activate(&kit, "quan-tri", number).await {
        Err(app::Error::Invalid(problems)) => {
            assert!(problems[0].message.as_ref().unwrap().vi.contains(&open), "{problems:?}");
        }
        other => panic!("{other:?}"),
    }
    let change = show_change(&kit.app, &kit.op("quan-tri").await, number).await.unwrap().change;
    assert_eq!(change.state, LawChangeState::Draft, "nothing half done");
    assert_eq!(closing(&kit, &open).await.0, "tt20-2017");
});

both!(what_binds_an_open_incident_stays_even_where_no_clock_of_it_has_started, |kit| async move {
    kit.network().await;
    let open = kit.incident().await.incident;
    let named = |found: &Simulation| {
        found.obstacles.iter().any(|one| matches!(one, Obstacle::Backdated { incidents } if incidents.iter().any(|i| i.to_string() == open)))
    };
    let back = seven_days(&kit, "2026-11-01").await;
    let found = simulated(&kit, back).await;
    assert!(found.incidents.iter().any(|one| one.bound && one.number.to_string() == open), "{found:?}");
    assert!(named(&found), "{:?}", found.obstacles);
    assert_eq!(code(activate(&kit, "quan-tri", back).await), "law_change.backdated");

    let in_place = with_files(&kit, &[]).await;
    edit(&kit, in_place, "rulesets/tt20-2017/clocks.toml", |text| {
        let (before, after) = text.split_at(text.find("id = \"closing-report\"").unwrap());
        format!("{before}{}", after.replacen("limit = { days = 5 }", "limit = { days = 7 }", 1))
    })
    .await;
    assert!(named(&simulated(&kit, in_place).await));
    assert_eq!(code(activate(&kit, "quan-tri", in_place).await), "law_change.backdated");

    let words = with_files(&kit, &[]).await;
    edit(&kit, words, "rulesets/tt20-2017/clocks.toml", |text| {
        text.replace("cite = \"Điều 9\"", "cite = \"Điều 9 khoản 1\"")
    })
    .await;
    assert_eq!(simulated(&kit, words).await.obstacles, [], "a citation may be put right");

    let process =
        incidents::view(&kit.app, &kit.op("dieu-phoi").await, &open).await.unwrap().incident.process;
    let steps = with_files(&kit, &[]).await;
    edit(&kit, steps, &format!("rulesets/{process}/process.toml"), |text| {
        text.replacen("optional = true\n", "", 1)
    })
    .await;
    let found = simulated(&kit, steps).await;
    assert!(
        found.obstacles.iter().any(|one| matches!(one, Obstacle::OpenProcesses { .. })),
        "{:?}",
        found.obstacles
    );
});

both!(two_drafts_of_one_file_do_not_undo_each_other, |kit| async move {
    kit.network().await;
    let named = |text: String, to: &str| {
        text.replacen("Public holidays of 2027", &format!("Public holidays of 2027, {to},"), 1)
    };
    let (one, two) = (with_files(&kit, &[]).await, with_files(&kit, &[]).await);
    edit(&kit, one, "calendars/2027.toml", |text| named(text, "first")).await;
    edit(&kit, two, "calendars/2027.toml", |text| named(text, "second")).await;
    activate(&kit, "quan-tri", one).await.unwrap();
    assert_eq!(
        simulated(&kit, two).await.obstacles,
        [Obstacle::StaleFiles { paths: vec!["calendars/2027.toml".into()] }]
    );
    assert_eq!(code(activate(&kit, "quan-tri", two).await), "law_change.stale_files");
    put(&kit, two, "calendars/2027.toml", Edit::Restore).await.unwrap();
    edit(&kit, two, "calendars/2027.toml", |text| named(text, "second")).await;
    activate(&kit, "quan-tri", two).await.unwrap();
    let title = kit.app.library().calendar().years[&2027].title.en.clone();
    assert!(title.contains("first") && title.contains("second"), "{title}");
});

both!(the_working_time_of_a_body_moves_what_that_body_owes, |kit| async move {
    kit.at("2026-11-24T02:00:00Z");
    kit.network().await;
    let incident = kit.incident().await.incident;
    let due = async || {
        let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, &incident).await.unwrap();
        let first = |c: &domain::clocks::ClockRun| {
            c.ruleset == "tt20-2017" && c.clock == "initial-report" && c.state == ClockState::Running
        };
        view.clocks.into_iter().map(|c| c.clock).find(first).unwrap().due_text.unwrap().vi
    };
    // Detected on Tuesday 24/11: five days on is Sunday 29/11, the end of Monday by the common week.
    assert_eq!(due().await, "24:00 ngày 30/11/2026");
    let own = "bodies = [\"van-hanh\"]\nrest = []\nholidays = false\nsource = \"Nội quy minh họa\"\n";
    let number = with_files(&kit, &[("calendars/bodies/shifts.toml", own)]).await;
    let found = simulated(&kit, number).await;
    assert!(found.incidents[0].differences.iter().any(|d| d.clock == "initial-report"), "{found:?}");
    activate(&kit, "quan-tri", number).await.unwrap();
    kit.work().await;
    assert_eq!(due().await, "24:00 ngày 29/11/2026");
});

both!(a_provision_or_clock_with_open_clocks_cannot_be_deleted, |kit| async move {
    kit.network().await;
    kit.incident().await;
    let number = with_files(&kit, &[]).await;
    assert_eq!(simulated(&kit, number).await.obstacles, [Obstacle::Empty]);
    let library = kit.app.library();
    let running = kit.app.store.read().await.unwrap().running_clocks().await.unwrap();
    let of = |clock: &str| running.iter().find(|(r, c, _)| r == "tt20-2017" && c == clock).map(|(.., n)| *n);
    let provision = library
        .ruleset("tt20-2017")
        .unwrap()
        .provisions
        .iter()
        .find(|p| p.parts.clocks.iter().any(|c| of(c.as_ref()).is_some()))
        .unwrap()
        .id
        .clone();
    edit(&kit, number, "rulesets/tt20-2017/provisions.toml", |text| {
        let marked = format!("id = \"{provision}\"");
        let at = text.find(&marked).unwrap();
        let begin = text[..at].rfind("[[provision]]").unwrap();
        let end = text[at..].find("[[provision]]").map_or(text.len(), |next| at + next);
        format!("{}{}", &text[..begin], &text[end..])
    })
    .await;
    let found = simulated(&kit, number).await;
    assert!(found.faults.is_empty(), "{:?}", found.faults);
    let named =
        found.obstacles.iter().any(|o| matches!(o, Obstacle::OpenClocks { part, .. } if *part == provision));
    assert!(named, "{:?}", found.obstacles);
    assert_eq!(code(activate(&kit, "quan-tri", number).await), "law_change.open_clocks");
});

both!(a_broken_draft_names_the_place_and_the_law_goes_on, |kit| async move {
    kit.network().await;
    let number = with_files(
        &kit,
        &[("calendars/2028.toml", "year = 2028\n[[day]]\ndate = 2029-01-01\nkind = \"feast\"\n")],
    )
    .await;
    let view = show_change(&kit.app, &kit.op("dieu-phoi").await, number).await.unwrap();
    let faults: Vec<String> = view.files[0].faults.iter().map(ToString::to_string).collect();
    assert!(faults.iter().any(|f| f.starts_with("calendars/2028.toml:3:")), "{faults:?}");
    assert_eq!(code(activate(&kit, "quan-tri", number).await), "law_change.unsound");
    assert!(!kit.app.library().calendar().years.contains_key(&2028));
    assert_eq!(code(put(&kit, number, "../etc/passwd", Edit::Remove).await), "not_a_path");
    let op = kit.op("van-hanh").await;
    assert!(matches!(show_change(&kit.app, &op, number).await, Err(app::Error::Forbidden)));
    let op = kit.op("dieu-phoi").await;
    let version = show_change(&kit.app, &op, number).await.unwrap().change.version;
    withdraw_change(&kit.app, &op, number, version).await.unwrap();
    assert_eq!(code(put(&kit, number, "calendars/2028.toml", Edit::Remove).await), "law_change.not_draft");
});

both!(a_day_off_that_the_state_decides_on_moves_clocks_that_run, |kit| async move {
    kit.network().await;
    let incident = kit.incident().await.incident;
    let op = kit.op("dieu-phoi").await;
    let version = incidents::view(&kit.app, &op, &incident).await.unwrap().incident.version;
    let marks = incidents::SetMarks {
        number: incident.clone(),
        version,
        tlp: Tlp::Amber,
        confidential: false,
        state_secret_concerned: false,
        beyond_ability: true,
        circumstances: None,
    };
    incidents::set_marks(&kit.app, &op, marks).await.unwrap();
    let due = async || {
        let view = incidents::view(&kit.app, &kit.op("dieu-phoi").await, &incident).await.unwrap();
        let of = |c: &domain::clocks::ClockRun| c.state == ClockState::Running && c.due_text.is_some();
        view.clocks
            .into_iter()
            .map(|c| c.clock)
            .filter(of)
            .map(|c| (c.clock, c.due_text.unwrap().vi))
            .collect::<Vec<_>>()
    };
    let before = due().await;
    let number = with_files(&kit, &[]).await;
    // The exchange of Monday 23/11 was a proposal; here the Monday after is given away.
    edit(&kit, number, "calendars/2026.toml", |text| {
        format!("{text}\n[[day]]\ndate = 2026-11-30\nkind = \"holiday\"\nname.vi = \"Nghỉ (minh họa)\"\nname.en = \"Day off (demonstration)\"\nsource = \"Thông báo minh họa\"\ncertainty = \"text\"\n")
    })
    .await;
    assert_eq!(simulated(&kit, number).await.obstacles, []);
    activate(&kit, "quan-tri", number).await.unwrap();
    kit.work().await;
    let after = due().await;
    let moved: Vec<_> = before.iter().zip(&after).filter(|(b, a)| b != a).collect();
    assert!(
        moved.iter().any(|(b, a)| b.1 == "24:00 ngày 30/11/2026" && a.1 == "24:00 ngày 01/12/2026"),
        "{before:?} {after:?}"
    );
});

both!(another_node_takes_up_the_new_law, |kit| async move {
    kit.network().await;
    let number = with_files(&kit, &[]).await;
    edit(&kit, number, "calendars/2027.toml", |text| {
        text.replacen("provisional = true", "provisional = false", 1)
    })
    .await;
    let other = kit.another().await;
    assert!(other.library().calendar().years[&2027].provisional);
    activate(&kit, "quan-tri", number).await.unwrap();
    app::law::changes::look_for_law(&other, kit.now()).await.unwrap();
    assert!(!other.library().calendar().years[&2027].provisional);
    assert!(
        !kit.another().await.library().calendar().years[&2027].provisional,
        "and so does one that starts later"
    );
});

#[test]
fn every_player_is_a_kind_of_body_that_the_network_knows() {
    let library = app::law::house_library().unwrap();
    assert!(library.players().count() > 0);
    for player in library.players() {
        player.kind.parse::<domain::bodies::BodyKind>().unwrap_or_else(|why| panic!("{why}"));
    }
}

both!(a_step_with_a_checklist_is_finished_when_what_must_not_be_missing_is_ticked, |kit| async move {
    kit.network().await;
    kit.enter_body("so-ht", domain::bodies::BodyKind::Owner, "42").await;
    let incident = kit.incident_of("so-ht").await;
    let op = kit.op("dieu-phoi").await;
    let view = incidents::view(&kit.app, &op, &incident).await.unwrap();
    assert_eq!(view.incident.process, "ht-1859-2023");
    let of = |list: &str| {
        view.steps.iter().find(|s| s.definition.checklists.iter().any(|id| *id == list)).unwrap().clone()
    };
    let step = of("ht-recovery").definition.id.to_string();
    let act = async |step: &str, act| {
        let number = incident.clone();
        incidents::act_on_step(&kit.app, &op, incidents::StepCommand { number, step: step.to_owned(), act })
            .await
    };
    for before in view.steps.iter().take_while(|s| s.definition.id.as_str() != step) {
        let skip = incidents::StepAct::Skip { reason: "Không cần".into() };
        act(before.definition.id.as_str(), skip).await.unwrap();
    }
    act(&step, incidents::StepAct::Start).await.unwrap();
    let finish = |ticks: &str| incidents::StepAct::Finish {
        note: "Xong".into(),
        evidence: vec![("ht-recovery".into(), ticks.into()), ("recovery-test".into(), "Biên bản".into())],
    };
    assert_eq!(code(act(&step, finish("equipment")).await), "step.checklist_incomplete");
    assert_eq!(code(act(&step, finish("restore-clean, no-such")).await), "unknown_option");
    act(&step, finish("restore-clean, equipment")).await.unwrap();
});
