//! Pages of teams and duty: a refusal is told where it was made, who is on duty stands on every page, the public hotline
//! names nobody.

use app::duty::{AddShift, SetRoster, Who, add_shift, set_roster};
use app::teams::{Appoint, EstablishTeam, appoint_member, establish_team};
use domain::Moment;
use domain::duty::{DutyLine, LineContact};
use domain::people::Role;
use std::time::Duration;
use testkit::Kit;

async fn team(kit: &Kit) {
    kit.network().await;
    for login in ["truong", "pho"] {
        kit.person(login, "doi-24", &[Role::UnitOfficer]).await;
    }
    let new = EstablishTeam {
        key: "doi".into(),
        name: "Đội ứng cứu minh họa".into(),
        decision: "08/QĐ-UBND".into(),
        decided_on: "2026-10-01".parse().unwrap(),
        issuer: "UBND tỉnh minh họa".into(),
        body_key: "doi-24".into(),
    };
    establish_team(&kit.app, &kit.system(), new).await.unwrap();
    for (post, login) in [("leader", "truong"), ("deputy", "pho")] {
        let new = Appoint {
            team: "doi".into(),
            post: post.into(),
            login: Some(login.into()),
            ..Appoint::default()
        };
        appoint_member(&kit.app, &kit.system(), new).await.unwrap();
    }
}

testkit::both!(a_deputy_reads_why_he_may_not_sign_and_signs_once_delegated, |kit| async move {
    team(&kit).await;
    let mut deputy = kit.signed_in("pho").await;
    let page = deputy.get("/network/teams/doi").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("Đội phó: Điều 6 khoản 5 điểm b"), "the ground is told before signing");
    let form = [("kind", "plan"), ("number", "01/KH"), ("title", "Kế hoạch năm")];
    let refused = deputy.post("/network/teams/doi/documents", &form).await;
    assert_eq!(refused.status, 409);
    assert!(refused.text.contains("nhờ Đội trưởng ủy quyền") && refused.text.contains("01/KH"));
    let mut leader = kit.signed_in("truong").await;
    let shown = leader.get("/network/teams/doi").await.text;
    let option = shown.split("<option value=\"").find(|part| part.contains("Người pho, Đội phó")).unwrap();
    let to = option.split('"').next().unwrap();
    let until = "2026-11-30T08:00";
    let given = [("to", to), ("scope", "plan"), ("until", until), ("reason", "Đi công tác")];
    let answer = leader.post("/network/teams/doi/delegations", &given).await;
    assert_eq!(answer.location(), "/network/teams/doi?done=team-delegated", "{}", answer.text);
    let signed = deputy.post("/network/teams/doi/documents", &form).await;
    assert_eq!(signed.location(), "/network/teams/doi?done=team-signed", "{}", signed.text);
    let page = deputy.get("/network/teams/doi").await.text;
    assert!(page.contains("Ủy quyền số 1 của Người truong"));
    assert!(page.contains("Từ chối ký hoặc làm vượt thẩm quyền") && page.contains("Ký văn bản của đội"));
    let list = deputy.get("/network/teams").await;
    assert!(list.text.contains("Người truong") && list.text.contains("08/QĐ-UBND, 01/10/2026"));
});

testkit::both!(who_is_on_duty_stands_on_every_page_and_the_public_learns_no_name, |kit| async move {
    team(&kit).await;
    let line = |phone: &str| LineContact { phone: phone.into(), ..LineContact::default() };
    for (key, phone) in [("dieu-phoi", "0000 000 071"), ("doi-24", "0000 000 072")] {
        let roster = SetRoster {
            body_key: key.into(),
            normal: line(phone),
            severe: line("0000 000 079"),
            public: true,
        };
        set_roster(&kit.app, &kit.system(), roster).await.unwrap();
    }
    let now: Moment = kit.now();
    let shift = AddShift {
        body_key: "dieu-phoi".into(),
        line: DutyLine::Normal,
        from: now,
        until: now.plus(Duration::from_secs(8 * 3600)),
        who: Who { name: "Hoàng Gia Bảo".into(), ..Who::default() },
    };
    add_shift(&kit.app, &kit.system(), shift).await.unwrap();
    let mut officer = kit.signed_in("pho").await;
    for path in ["/today", "/incidents", "/law", "/network/duty?body=dieu-phoi"] {
        let page = officer.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.text.contains("Hoàng Gia Bảo") && page.text.contains("0000 000 071"), "{path}");
        assert!(page.text.contains("Không có người trực"), "a gap is told: {path}");
    }
    let public = kit.browser().get("/hotline").await;
    assert_eq!(public.status, 200);
    assert!(public.text.contains("0000 000 071") && public.text.contains("0000 000 079"));
    assert!(public.text.contains("Bắc Ninh") && public.text.contains("0000 000 072"));
    assert!(!public.text.contains("Hoàng Gia Bảo"));
    let mut held = kit.signed_in("dieu-phoi").await;
    held.get("/network/duty").await;
    let answer =
        held.post("/network/duty/dieu-phoi/publish", &[("line", "normal"), ("month", "2026-11")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("17:00 23/11/2026 – 00:00 01/12/2026"), "{}", answer.text);
});
