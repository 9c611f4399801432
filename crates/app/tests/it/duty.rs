//! Facts about duty: no two shifts at once, gaps that are named, hand-over that somebody reads, and who is on duty now.

use app::duty::{
    AddShift, Publish, SetRoster, Substitute, Swap, Who, acknowledge, add_shift, duty_gaps, duty_month,
    hand_over, hotlines, on_duty_now, publish_month, remove_shift, set_roster, substitute, swap_shifts,
};
use domain::duty::{DutyLine, LineContact};
use domain::people::Role;
use domain::{Moment, ShiftId};
use std::time::Duration;
use testkit::{Kit, both};

const HOUR: i64 = 3_600_000_000;

fn refusal(result: Result<impl std::fmt::Debug, app::Error>) -> String {
    match result {
        Err(app::Error::Refused(refusal)) => refusal.code.to_owned(),
        Err(app::Error::Invalid(problems)) => format!("{}: {}", problems[0].field, problems[0].code),
        other => panic!("{other:?}"),
    }
}

/// The test begins on Monday 23/11/2026 at 09:00.
fn at(kit: &Kit, hours: i64) -> Moment {
    let start: Moment = "2026-11-23T02:00:00Z".parse().unwrap();
    let _ = kit;
    Moment::from_micros(start.micros() + hours * HOUR)
}

async fn plan(kit: &Kit, line: DutyLine, from: i64, until: i64, login: &str) -> app::Result<ShiftId> {
    let who = Who { login: Some(login.into()), ..Who::default() };
    let (from, until) = (at(kit, from), at(kit, until));
    let cmd = AddShift { body_key: "dieu-phoi".into(), line, from, until, who };
    add_shift(&kit.app, &kit.op("dieu-phoi").await, cmd).await
}

async fn people(kit: &Kit) {
    kit.network().await;
    for login in ["an", "binh"] {
        kit.person(login, "dieu-phoi", &[Role::CoordinatorOfficer]).await;
    }
}

both!(shifts_do_not_overlap_and_gaps_are_named, |kit| async move {
    people(&kit).await;
    plan(&kit, DutyLine::Normal, 0, 8, "an").await.unwrap();
    assert_eq!(refusal(plan(&kit, DutyLine::Normal, 7, 9, "binh").await), "duty.overlap");
    assert_eq!(refusal(plan(&kit, DutyLine::Normal, 9, 9, "binh").await), "duty.empty_shift");
    assert_eq!(refusal(plan(&kit, DutyLine::Normal, 9, 12, "van-hanh").await), "login: unknown_option");
    plan(&kit, DutyLine::Severe, 0, 24, "binh").await.unwrap();
    plan(&kit, DutyLine::Normal, 10, 24, "binh").await.unwrap();
    let op = kit.op("dieu-phoi").await;
    let found = duty_gaps(&kit.app, &op, "dieu-phoi", 1).await.unwrap();
    let told: Vec<_> = found.iter().map(|(line, gap)| (*line, gap.from, gap.until)).collect();
    assert_eq!(told, [(DutyLine::Normal, at(&kit, 8), at(&kit, 10))]);
    // Somebody of another body plans nothing here.
    let cmd = AddShift {
        body_key: "dieu-phoi".into(),
        line: DutyLine::Normal,
        from: at(&kit, 30),
        until: at(&kit, 31),
        who: Who { name: "Ai đó".into(), ..Who::default() },
    };
    assert!(matches!(add_shift(&kit.app, &kit.op("doi-24").await, cmd).await, Err(app::Error::Forbidden)));
});

both!(a_month_with_a_gap_is_held_until_somebody_says_why, |kit| async move {
    people(&kit).await;
    // From now to the end of the month at midnight there are seven days and 15 hours.
    plan(&kit, DutyLine::Normal, 0, 100, "an").await.unwrap();
    plan(&kit, DutyLine::Normal, 102, 183, "binh").await.unwrap();
    let cmd = |reason: &str| Publish {
        body_key: "dieu-phoi".into(),
        line: DutyLine::Normal,
        month: "2026-11".into(),
        reason: reason.into(),
    };
    let op = kit.op("dieu-phoi").await;
    let Err(app::Error::Invalid(problems)) = publish_month(&kit.app, &op, cmd("")).await else {
        panic!("a gap")
    };
    let message = problems[0].message.clone().unwrap();
    assert_eq!(problems[0].code, "roster_gap");
    assert!(message.vi.contains("13:00 27/11/2026 – 15:00 27/11/2026"), "{}", message.vi);
    assert!(message.en.contains("13:00 27/11/2026"), "{}", message.en);
    let held = duty_month(&kit.app, &op, "dieu-phoi", Some("2026-11")).await.unwrap();
    assert!(held.published.is_empty() && held.gaps.len() == 1, "nothing half-done");
    assert_eq!(publish_month(&kit.app, &op, cmd("Mất điện toàn tòa nhà")).await.unwrap().len(), 1);
    let shown = duty_month(&kit.app, &op, "dieu-phoi", Some("2026-11")).await.unwrap();
    assert_eq!(shown.published[0].reason, "Mất điện toàn tòa nhà");
    plan(&kit, DutyLine::Normal, 100, 102, "an").await.unwrap();
    assert!(publish_month(&kit.app, &op, cmd("")).await.unwrap().is_empty());
    let wrong = Publish { month: "11/2026".into(), ..cmd("") };
    assert_eq!(refusal(publish_month(&kit.app, &op, wrong).await), "month: not_a_month");
});

both!(who_is_on_duty_follows_the_clock_and_the_substitute, |kit| async move {
    people(&kit).await;
    let first = plan(&kit, DutyLine::Normal, 0, 8, "an").await.unwrap();
    let second = plan(&kit, DutyLine::Normal, 8, 16, "binh").await.unwrap();
    let now = async || {
        let body = kit.body("doi-24").await;
        let found = on_duty_now(&kit.app, Some(body), kit.now()).await.unwrap();
        found[0]
            .lines
            .iter()
            .map(|line| line.officer.as_ref().map(|one| one.name.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(now().await, [Some("Người an".to_owned())]);
    let op = kit.op("dieu-phoi").await;
    let change = |version, reason: &str| Substitute {
        shift: first,
        version,
        who: Who { name: "Người thay".into(), phone: "0000 000 009".into(), ..Who::default() },
        reason: reason.into(),
    };
    assert_eq!(refusal(substitute(&kit.app, &op, change(1, "")).await), "duty.reason_missing");
    substitute(&kit.app, &op, change(1, "Ốm")).await.unwrap();
    assert_eq!(now().await, [Some("Người thay".to_owned())], "asked anew at once");
    assert!(matches!(substitute(&kit.app, &op, change(1, "Ốm")).await, Err(app::Error::Conflict)));
    swap_shifts(&kit.app, &op, Swap { one: first, other: second, reason: "Đổi ca".into() }).await.unwrap();
    assert_eq!(now().await, [Some("Người binh".to_owned())]);
    kit.pass(Duration::from_secs(8 * 3600));
    assert_eq!(now().await, [Some("Người thay".to_owned())]);
    kit.pass(Duration::from_secs(8 * 3600));
    assert_eq!(now().await, [None], "a gap is told as one");
    assert_eq!(
        refusal(remove_shift(&kit.app, &kit.op("dieu-phoi").await, second, 2).await),
        "duty.shift_over"
    );
});

both!(a_note_is_read_by_whoever_comes_next, |kit| async move {
    people(&kit).await;
    let first = plan(&kit, DutyLine::Normal, 1, 8, "an").await.unwrap();
    plan(&kit, DutyLine::Normal, 8, 16, "binh").await.unwrap();
    let an = kit.op("an").await;
    assert_eq!(refusal(hand_over(&kit.app, &an, first, "Êm.").await), "duty.not_begun");
    kit.pass(Duration::from_secs(8 * 3600));
    let an = kit.op("an").await;
    assert!(matches!(
        hand_over(&kit.app, &kit.op("doi-24").await, first, "Êm.").await,
        Err(app::Error::NotFound)
    ));
    assert_eq!(refusal(acknowledge(&kit.app, &kit.op("binh").await, first).await), "duty.no_handover");
    hand_over(&kit.app, &an, first, "Đang chờ nhà mạng.").await.unwrap();
    let unread = async || {
        let op = kit.op("dieu-phoi").await;
        duty_month(&kit.app, &op, "dieu-phoi", None).await.unwrap().unread.len()
    };
    assert_eq!(unread().await, 1);
    assert_eq!(refusal(acknowledge(&kit.app, &an, first).await), "duty.not_next_officer");
    acknowledge(&kit.app, &kit.op("binh").await, first).await.unwrap();
    assert_eq!(unread().await, 0);
    assert_eq!(refusal(hand_over(&kit.app, &an, first, "Khác").await), "duty.handover_read");
    // Another body sees who served and not what was handed over.
    let seen = duty_month(&kit.app, &kit.op("doi-24").await, "dieu-phoi", None).await.unwrap();
    assert_eq!(seen.shifts.len(), 2);
    assert!(seen.shifts.iter().all(|shift| shift.handover.is_none()));
});

both!(the_public_learns_how_to_call_and_no_names, |kit| async move {
    people(&kit).await;
    plan(&kit, DutyLine::Normal, 0, 8, "an").await.unwrap();
    let line = |phone: &str| LineContact { phone: phone.into(), ..LineContact::default() };
    let cmd = SetRoster {
        body_key: "doi-24".into(),
        normal: line("0000 000 024"),
        severe: line("0000 000 025"),
        public: true,
    };
    set_roster(&kit.app, &kit.op("doi-24").await, cmd.clone()).await.unwrap();
    let other = SetRoster { body_key: "dieu-phoi".into(), ..cmd.clone() };
    assert!(matches!(set_roster(&kit.app, &kit.op("doi-24").await, other).await, Err(app::Error::Forbidden)));
    let lines = hotlines(&kit.app).await.unwrap();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].coordinator && lines[1].normal.phone == "0000 000 024");
    assert_eq!(lines[1].severe.phone, "0000 000 025");
    assert!(!serde_json::to_string(&lines).unwrap().contains("Người an"));
    set_roster(&kit.app, &kit.op("doi-24").await, SetRoster { public: false, ..cmd }).await.unwrap();
    assert_eq!(hotlines(&kit.app).await.unwrap().len(), 1);
});
