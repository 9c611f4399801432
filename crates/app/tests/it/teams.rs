//! Facts about response teams: who may sign what, what a delegation gives and for how long, what stays on record, minutes
//! owed, and access under consent.

use app::consents::{EndConsent, NoteUse, RecordConsent, consents_of, end_consent, note_use, record_consent};
use app::teams::{
    Appoint, CallMeeting, Delegate, EndOffice, EstablishTeam, HoldMeeting, Revoke, SignDocument,
    WriteMinutes, appoint_member, call_meeting, delegate, end_office, establish_team, hold_meeting,
    revoke_delegation, show_team, sign_document, write_minutes,
};
use domain::people::Role;
use domain::teams::authority::Ground;
use domain::teams::meetings::{MeetingKind, Presence};
use domain::{MemberId, Moment, Op};
use std::time::Duration;
use testkit::{Kit, both};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

fn refusal(result: Result<impl std::fmt::Debug, app::Error>) -> String {
    match result {
        Err(app::Error::Refused(refusal)) => refusal.code.to_owned(),
        Err(app::Error::Invalid(problems)) => format!("{}: {}", problems[0].field, problems[0].code),
        other => panic!("{other:?}"),
    }
}

struct Team {
    leader: MemberId,
    deputy: MemberId,
    standing: MemberId,
}

async fn appoint(kit: &Kit, post: &str, login: &str, more: impl FnOnce(&mut Appoint)) -> MemberId {
    let mut cmd =
        Appoint { team: "doi".into(), post: post.into(), login: Some(login.into()), ..Appoint::default() };
    more(&mut cmd);
    appoint_member(&kit.app, &kit.op("doi-24").await, cmd).await.unwrap()
}

/// A team with a leader and a deputy of its own body, a standing member who leads nothing, and a secretary of the owner.
async fn team(kit: &Kit) -> Team {
    kit.network().await;
    for login in ["truong", "pho", "thuong-truc-vien"] {
        kit.person(login, "doi-24", &[Role::UnitOfficer]).await;
    }
    establish(kit, "doi").await.unwrap();
    let leader = appoint(kit, "leader", "truong", |cmd| {
        cmd.until = Some(kit.now().plus(Duration::from_secs(300 * DAY)));
    })
    .await;
    let deputy = appoint(kit, "deputy", "pho", |_| ()).await;
    let standing = appoint(kit, "standing-member", "thuong-truc-vien", |_| ()).await;
    appoint(kit, "secretary", "chu-quan", |_| ()).await;
    Team { leader, deputy, standing }
}

async fn establish(kit: &Kit, key: &str) -> app::Result<domain::TeamId> {
    let cmd = EstablishTeam {
        key: key.into(),
        name: "Đội ứng cứu minh họa".into(),
        decision: "08/QĐ-UBND".into(),
        decided_on: "2026-10-01".parse().unwrap(),
        issuer: "UBND tỉnh minh họa".into(),
        body_key: "doi-24".into(),
    };
    establish_team(&kit.app, &kit.op("doi-24").await, cmd).await
}

async fn sign(kit: &Kit, who: &str, kind: &str, number: &str) -> app::Result<Ground> {
    let cmd = SignDocument {
        team: "doi".into(),
        kind: kind.into(),
        number: number.into(),
        title: "Văn bản minh họa".into(),
        incident: None,
    };
    sign_document(&kit.app, &kit.op(who).await, cmd).await
}

fn handing_on(to: MemberId, scope: &[&str], until: Moment) -> Delegate {
    Delegate {
        team: "doi".into(),
        to,
        scope: scope.iter().map(|kind| (*kind).to_owned()).collect(),
        from: None,
        until,
        reason: "Đi công tác".into(),
        document: "GUQ-01".into(),
    }
}

async fn acts(kit: &Kit) -> Vec<String> {
    let op: Op = kit.op("doi-24").await;
    let view = show_team(&kit.app, &op, "doi").await.unwrap();
    view.history.iter().rev().map(|row| row.act.clone()).collect()
}

both!(a_deputy_is_refused_what_the_text_does_not_give_and_both_stand_in_the_audit, |kit| async move {
    let team = team(&kit).await;
    // Article 6 clause 5: the leader signs everything, a deputy what carries out a superior's coordination.
    let ground = sign(&kit, "truong", "plan", "01").await.unwrap();
    assert!(matches!(ground, Ground::Rule { cite, post, .. } if cite.contains("điểm a") && post == "leader"));
    let ground = sign(&kit, "pho", "superior-coordination", "02").await.unwrap();
    assert!(matches!(ground, Ground::Rule { cite, post, .. } if cite.contains("điểm b") && post == "deputy"));
    assert_eq!(refusal(sign(&kit, "pho", "plan", "03").await), "team.not_yours_to_sign");
    assert_eq!(refusal(sign(&kit, "doi-24", "plan", "03").await), "team.no_office");
    assert_eq!(refusal(sign(&kit, "pho", "no-such", "03").await), "team.kind_unknown");
    assert_eq!(refusal(sign(&kit, "pho", "call-meeting", "03").await), "team.not_a_document");
    // The delegation that allows it.
    let until = kit.now().plus(Duration::from_secs(2 * DAY));
    let op = kit.op("truong").await;
    assert_eq!(delegate(&kit.app, &op, handing_on(team.deputy, &["plan"], until)).await.unwrap(), 1);
    let ground = sign(&kit, "pho", "plan", "03").await.unwrap();
    assert!(matches!(ground, Ground::Delegation { number: 1, by, .. } if by == "Người truong"));
    assert_eq!(refusal(sign(&kit, "pho", "report", "04").await), "delegation.other_scope");
    assert_eq!(refusal(sign(&kit, "pho", "plan", "03").await), "team.number_taken");
    // Over, it gives nothing at once.
    kit.pass(Duration::from_secs(2 * DAY));
    assert_eq!(refusal(sign(&kit, "pho", "plan", "05").await), "delegation.over");
    let told = acts(&kit).await;
    let told: Vec<&str> = told.iter().filter(|act| !act.contains("appointed")).map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "team.established",
            "team.document_signed",
            "team.document_signed",
            "team.signing_refused",
            "team.signing_refused",
            "team.delegated",
            "team.document_signed",
            "team.signing_refused",
            "team.signing_refused",
        ]
    );
    let view = show_team(&kit.app, &kit.op("doi-24").await, "doi").await.unwrap();
    let refused = view.history.iter().rfind(|row| row.act == "team.signing_refused").unwrap();
    assert!(refused.detail.contains("team.not_yours_to_sign") && refused.detail.contains("\"deputy\""));
    assert_eq!(view.documents.len(), 3, "what was refused left nothing behind");
});

both!(a_delegation_lies_within_the_office_and_the_text, |kit| async move {
    let team = team(&kit).await;
    let op = kit.op("truong").await;
    let after = |days: u64| kit.now().plus(Duration::from_secs(days * DAY));
    let given = async |cmd: Delegate| refusal(delegate(&kit.app, &op, cmd).await);
    let plain = |until| handing_on(team.deputy, &["plan"], until);
    assert_eq!(given(plain(after(301))).await, "delegation.longer_than_office");
    assert_eq!(given(plain(kit.now())).await, "delegation.in_past");
    assert_eq!(given(handing_on(team.deputy, &[], after(1))).await, "delegation.nothing");
    assert_eq!(given(handing_on(team.deputy, &["no-such"], after(1))).await, "delegation.not_theirs");
    assert_eq!(given(handing_on(team.leader, &["plan"], after(1))).await, "delegation.no_rule");
    assert_eq!(given(handing_on(team.standing, &["plan"], after(1))).await, "delegation.no_leading_post");
    assert_eq!(given(Delegate { reason: " ".into(), ..plain(after(1)) }).await, "delegation.reason_missing");
    let deputy = kit.op("pho").await;
    assert_eq!(refusal(delegate(&kit.app, &deputy, plain(after(1))).await), "delegation.no_rule");
    // One standing member who also leads, at a time.
    for login in ["mot", "hai"] {
        kit.person(login, "doi-24", &[Role::UnitOfficer]).await;
    }
    let first = appoint(&kit, "standing-member", "mot", |cmd| cmd.leading = true).await;
    let second = appoint(&kit, "standing-member", "hai", |cmd| cmd.leading = true).await;
    delegate(&kit.app, &op, handing_on(first, &["coordinate"], after(3))).await.unwrap();
    assert_eq!(given(handing_on(second, &["coordinate"], after(2))).await, "delegation.one_at_a_time");
    // Nothing half-done: one delegation is there.
    let view = show_team(&kit.app, &op, "doi").await.unwrap();
    assert_eq!(view.delegations.len(), 1);
});

both!(an_appointment_does_not_read_how_to_reach_people_of_other_bodies, |kit| async move {
    team(&kit).await;
    let body = kit.body("van-hanh").await;
    let ways = async |login: &str| {
        let id = appoint(&kit, "member", login, |_| ()).await;
        let view = show_team(&kit.app, &kit.op("doi-24").await, "doi").await.unwrap();
        let member = view.members.into_iter().find(|one| one.member.id == id).unwrap().member;
        (member.body == body, member.phone.is_empty() && member.email.is_empty())
    };
    assert_eq!(ways("van-hanh").await, (true, true));
    kit.person("nguoi-nha", "doi-24", &[Role::UnitOfficer]).await;
    assert_eq!(ways("nguoi-nha").await, (false, false));
});

both!(revoked_or_without_its_giver_a_delegation_gives_nothing, |kit| async move {
    let team = team(&kit).await;
    let until = kit.now().plus(Duration::from_secs(5 * DAY));
    let leader = kit.op("truong").await;
    delegate(&kit.app, &leader, handing_on(team.deputy, &["plan"], until)).await.unwrap();
    let id = show_team(&kit.app, &leader, "doi").await.unwrap().delegations[0].delegation.id;
    let revoke = Revoke { team: "doi".into(), delegation: id, reason: "Đã về".into() };
    let stranger = kit.op("van-hanh").await;
    assert!(matches!(
        revoke_delegation(&kit.app, &stranger, revoke.clone()).await,
        Err(app::Error::NotFound)
    ));
    let deputy = kit.op("pho").await;
    kit.pass(Duration::from_secs(1));
    // The deputy's body looks after the team, and so may whoever works there with the right.
    revoke_delegation(&kit.app, &deputy, revoke.clone()).await.unwrap();
    assert_eq!(refusal(sign(&kit, "pho", "plan", "01").await), "delegation.revoked");
    assert_eq!(refusal(revoke_delegation(&kit.app, &leader, revoke).await), "delegation.revoked");
    // A new one falls with the office it came from.
    delegate(&kit.app, &kit.op("truong").await, handing_on(team.deputy, &["plan"], until)).await.unwrap();
    sign(&kit, "pho", "plan", "01").await.unwrap();
    let end =
        EndOffice { team: "doi".into(), member: team.leader, at: None, reason: "Chuyển công tác".into() };
    end_office(&kit.app, &kit.op("doi-24").await, end).await.unwrap();
    assert_eq!(refusal(sign(&kit, "pho", "plan", "02").await), "delegation.delegator_gone");
    assert_eq!(refusal(sign(&kit, "truong", "plan", "02").await), "team.no_office");
});

both!(posts_are_those_of_the_text_and_hold_as_many_as_it_says, |kit| async move {
    team(&kit).await;
    let op = kit.op("doi-24").await;
    let more = |post: &str| Appoint {
        team: "doi".into(),
        post: post.into(),
        name: "Phạm Thu Hà".into(),
        body_key: "van-hanh".into(),
        ..Appoint::default()
    };
    assert_eq!(refusal(appoint_member(&kit.app, &op, more("chief")).await), "team.post_unknown");
    assert_eq!(refusal(appoint_member(&kit.app, &op, more("leader")).await), "team.post_taken");
    appoint_member(&kit.app, &op, more("member")).await.unwrap();
    assert_eq!(refusal(appoint_member(&kit.app, &op, more("member")).await), "team.member_already");
    assert_eq!(refusal(establish(&kit, "doi").await), "key: taken");
    // Province 79 has no rules of a team.
    kit.enter_body("doi-79", domain::bodies::BodyKind::ProvincialTeam, "79").await;
    let cmd = EstablishTeam {
        key: "doi-79".into(),
        name: "Đội 79".into(),
        decision: "01".into(),
        decided_on: "2026-10-01".parse().unwrap(),
        issuer: "UBND".into(),
        body_key: "doi-79".into(),
    };
    assert_eq!(refusal(establish_team(&kit.app, &kit.system(), cmd).await), "team.no_rules");
    // Others see who leads, and nothing of what the team does.
    let seen = show_team(&kit.app, &kit.op("nguoi-ngoai").await, "doi").await.unwrap();
    assert!(!seen.concerned && seen.documents.is_empty() && seen.history.is_empty());
    assert!(seen.members.iter().all(|one| one.member.phone.is_empty()) && seen.members.len() == 5);
});

both!(minutes_are_owed_by_the_secretarys_body_until_they_are_written, |kit| async move {
    let team = team(&kit).await;
    let call = |kind| CallMeeting {
        team: "doi".into(),
        kind,
        planned_at: kit.now().plus(Duration::from_secs(HOUR)),
        place: "Phòng họp A".into(),
        agenda: String::new(),
    };
    let deputy = kit.op("pho").await;
    let refused = call_meeting(&kit.app, &deputy, call(MeetingKind::Regular)).await;
    assert_eq!(refusal(refused), "team.not_yours_to_sign");
    let leader = kit.op("truong").await;
    let view = show_team(&kit.app, &leader, "doi").await.unwrap();
    assert_eq!(
        view.next_regular.unwrap().to_string(),
        "2027-03-31T17:00:00Z",
        "six months after the decision"
    );
    let meeting = call_meeting(&kit.app, &leader, call(MeetingKind::Regular)).await.unwrap();
    let held_at = kit.now().plus(Duration::from_secs(HOUR));
    let hold = HoldMeeting { meeting, held_at, attendance: vec![(team.leader, Presence::Present)] };
    assert_eq!(refusal(hold_meeting(&kit.app, &leader, hold.clone()).await), "meeting.in_future");
    kit.pass(Duration::from_secs(2 * HOUR));
    let secretary = kit.op("chu-quan").await;
    hold_meeting(&kit.app, &secretary, hold).await.unwrap();
    for (who, owes) in [("chu-quan", 1), ("doi-24", 1), ("van-hanh", 0)] {
        let today = app::today::view(&kit.app, &kit.op(who).await).await.unwrap();
        assert_eq!(today.minutes.len(), owes, "{who}");
    }
    let write = |text: &str| WriteMinutes { meeting, text: text.into(), files: Vec::new() };
    assert_eq!(refusal(write_minutes(&kit.app, &secretary, write(" ")).await), "meeting.minutes_empty");
    write_minutes(&kit.app, &secretary, write("Cả đội nhất trí.")).await.unwrap();
    assert!(app::today::view(&kit.app, &secretary).await.unwrap().minutes.is_empty());
    let view = show_team(&kit.app, &secretary, "doi").await.unwrap();
    let held = &view.meetings[0].meeting;
    let came = held.attendance.iter().filter(|one| one.presence == Presence::Present).count();
    assert_eq!((came, held.attendance.len()), (1, 4), "who is not named was absent");
    assert_eq!(
        view.next_regular.unwrap().to_string(),
        "2027-05-23T03:00:00Z",
        "six months after it was held"
    );
});

both!(an_access_is_noted_only_as_the_owner_agreed, |kit| async move {
    let team = team(&kit).await;
    let incident = kit.incident().await.incident;
    let after = |hours: u64| kit.now().plus(Duration::from_secs(hours * HOUR));
    let consent = RecordConsent {
        number: incident.clone(),
        agreed_by: "Phạm Thu Hà".into(),
        agreed_position: "Giám đốc".into(),
        agreed_at: kit.now(),
        agreed_way: "Điện thoại".into(),
        body: None,
        targets: vec!["logs".into()],
        scope: "Máy chủ web".into(),
        supervisor: "Trần Văn Bình".into(),
        supervisor_phone: String::new(),
        from: after(1),
        until: after(3),
        members: vec![team.deputy],
    };
    let owner = kit.op("chu-quan").await;
    let wrong = RecordConsent { targets: vec!["everything".into()], ..consent.clone() };
    assert_eq!(refusal(record_consent(&kit.app, &owner, wrong).await), "targets: unknown_option");
    let wrong = RecordConsent { until: after(1), ..consent.clone() };
    assert_eq!(refusal(record_consent(&kit.app, &owner, wrong).await), "until: before_begin");
    let other = kit.body("van-hanh").await;
    let wrong = RecordConsent { body: Some(other), ..consent.clone() };
    assert_eq!(refusal(record_consent(&kit.app, &owner, wrong).await), "access.not_the_owner");
    let id = record_consent(&kit.app, &owner, consent).await.unwrap();
    let note = |target: &str, member: Option<MemberId>| NoteUse {
        number: incident.clone(),
        consent: id,
        member,
        target: target.into(),
        what: "Sao chép nhật ký".into(),
        supervisor: String::new(),
        at: None,
    };
    let try_it = async |target: &str, member| {
        let op = kit.op("pho").await;
        refusal(note_use(&kit.app, &op, note(target, member)).await)
    };
    assert_eq!(try_it("logs", None).await, "access.not_begun");
    kit.pass(Duration::from_secs(HOUR));
    note_use(&kit.app, &kit.op("pho").await, note("logs", None)).await.unwrap();
    assert_eq!(try_it("databases", None).await, "access.outside_scope");
    assert_eq!(try_it("logs", Some(team.leader)).await, "access.not_named");
    kit.pass(Duration::from_secs(60));
    let command =
        EndOffice { team: "doi".into(), member: team.deputy, at: None, reason: "Chuyển công tác".into() };
    end_office(&kit.app, &kit.op("doi-24").await, command).await.unwrap();
    assert_eq!(try_it("logs", None).await, "access.office_over");
    let end = EndConsent { number: incident.clone(), consent: id, reason: "Đủ dữ liệu".into() };
    end_consent(&kit.app, &kit.op("chu-quan").await, end).await.unwrap();
    assert_eq!(try_it("logs", None).await, "access.ended");
    let known = consents_of(&kit.app, &kit.op("doi-24").await, &incident).await.unwrap();
    assert_eq!(known.consents[0].uses.len(), 1);
    assert_eq!(known.consents[0].uses[0].supervisor, "Trần Văn Bình");
    assert!(known.cite.unwrap().1.contains("Điều 4 khoản 6") && known.members.len() == 3);
    let op = kit.op("dieu-phoi").await;
    let history = app::incidents::view(&kit.app, &op, &incident).await.unwrap().history;
    let count = |act: &str| history.iter().filter(|row| row.act == act).count();
    assert_eq!((count("access.used"), count("access.refused"), count("access.ended")), (1, 5, 1));
});
