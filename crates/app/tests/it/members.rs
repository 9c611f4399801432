//! Facts about members: how one joins, what waits for an officer, how a contact point changes and what it owes.

use app::Error;
use app::contacts::{
    EnterContact, NewContact, ProveContact, Told, Which, enter_contact, list_changes, list_contacts,
    prove_contact, retire_contact,
};
use app::members::{
    Apply, Approve, DeclareProfile, Declared, Enrol, JudgeProfile, ListNetwork, STAFF, Stand, apply, approve,
    declare_profile, enrol, follow_application, judge_profile, list_applications, list_network,
    pending_profiles, profile_to_edit, refuse, show_application, show_member, stand, take_back,
};
use domain::contacts::Standing;
use domain::members::{ApplicationState, ChangeState, MemberKind, MemberState};
use domain::page::PageRequest;
use domain::people::Role;
use domain::{ApplicationId, Op};
use law::Values;
use std::time::Duration;
use testkit::{Kit, both};

const HOUR: Duration = Duration::from_secs(3600);

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect()
}

fn application(kit: &Kit) -> Apply {
    Apply {
        id: ApplicationId(kit.app.fresh.uuid(kit.now())),
        application: values(&[
            ("organisation.name", "Công ty Minh Họa"),
            ("after_hours.name", "Tổ trực đêm"),
            ("after_hours.mobile", "0900 000 009"),
        ]),
        profile: values(&[
            ("organisation.name", "Công ty Minh Họa"),
            ("organisation.email", "lien-he@minhhoa.example"),
            ("organisation.phone", "0200 000 100"),
            ("contact.name", "Nguyễn Văn Minh"),
            ("contact.position", "Trưởng phòng"),
            ("contact.phone", "0200 000 101"),
            ("contact.email", "minh@minhhoa.example"),
        ]),
        staff: None,
    }
}

/// The applicant is a member with a person who acts for it; gives its operation.
async fn joined(kit: &Kit) -> Op {
    kit.network().await;
    let received = apply(&kit.app, &kit.stranger(), application(kit)).await.unwrap();
    let officer = kit.op("dieu-phoi").await;
    let number = received.number.to_string();
    let command =
        Approve {
            number, version: 1, key: "minh-hoa".into(), cluster: "Cụm 1".into(), ..Approve::default()
        };
    approve(&kit.app, &officer, command).await.unwrap();
    kit.person("minh-hoa", "minh-hoa", &[Role::Owner]).await;
    kit.op("minh-hoa").await
}

fn contact(phone: &str) -> NewContact {
    NewContact {
        kind: "unit".into(),
        name: "Tổ trực ban".into(),
        phone: phone.into(),
        always: true,
        ..NewContact::default()
    }
}

both!(a_stranger_applies_and_becomes_a_member_with_contact_points, |kit| async move {
    let member = joined(&kit).await;
    let view = show_member(&kit.app, &member, "minh-hoa").await.unwrap();
    let membership = view.membership.unwrap();
    assert_eq!(
        (membership.kind, membership.state, membership.edition),
        (MemberKind::Voluntary, MemberState::Active, 1)
    );
    assert_eq!(view.body.contact.email, "lien-he@minhhoa.example");
    let names: Vec<(&str, bool)> = view.contacts.iter().map(|it| (it.name.as_str(), it.always)).collect();
    assert_eq!(names, [("Tổ trực đêm", true), ("Nguyễn Văn Minh", false)]);
    // What the register begins with was no change.
    assert!(view.changes.is_empty());
    kit.work().await;
    let mails = kit.mails();
    assert!(mails.iter().any(|mail| mail.contains("To: <lien-he@minhhoa.example>")), "{mails:?}");
});

both!(an_application_is_followed_refused_with_a_reason_and_judged_once, |kit| async move {
    kit.network().await;
    let received = apply(&kit.app, &kit.stranger(), application(&kit)).await.unwrap();
    let number = received.number.to_string();
    let officer = kit.op("dieu-phoi").await;
    assert!(matches!(follow_application(&kit.app, &number, "AAAAA").await, Err(Error::NotFound)));
    let code = |result: app::Result<()>| match result {
        Err(Error::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(refuse(&kit.app, &officer, &number, 1, " ").await), "application.reason_missing");
    refuse(&kit.app, &officer, &number, 1, "Thiếu đầu mối trực 24/7").await.unwrap();
    let found = follow_application(&kit.app, &number, &received.secret.to_lowercase()).await.unwrap();
    assert_eq!((found.state, found.reason.as_str()), (ApplicationState::Refused, "Thiếu đầu mối trực 24/7"));
    assert_eq!(code(refuse(&kit.app, &officer, &number, 2, "x").await), "application.already_judged");
    assert_eq!(
        code(take_back(&kit.app, &kit.stranger(), &number, &received.secret).await),
        "application.already_judged"
    );
    for login in ["van-hanh", "chu-quan", "quan-tri"] {
        let op = kit.op(login).await;
        assert!(matches!(show_application(&kit.app, &op, &number).await, Err(Error::NotFound)), "{login}");
        assert!(matches!(
            list_applications(&kit.app, &op, PageRequest::default()).await,
            Err(Error::Forbidden)
        ));
    }
});

both!(the_second_click_is_the_same_application, |kit| async move {
    let typed = application(&kit);
    let first = apply(&kit.app, &kit.stranger(), typed.clone()).await.unwrap();
    let second = apply(&kit.app, &kit.stranger(), typed.clone()).await.unwrap();
    assert_eq!((first.number, first.secret), (second.number, second.secret));
    let other = Apply {
        profile: values(&[("organisation.name", "B"), ("organisation.email", "b@b.example")]),
        ..typed
    };
    assert!(matches!(apply(&kit.app, &kit.stranger(), other).await, Err(Error::Conflict)));
});

both!(an_application_without_name_and_address_names_the_fields, |kit| async move {
    let typed = Apply { profile: Values::new(), application: Values::new(), ..application(&kit) };
    let Err(Error::Invalid(problems)) = apply(&kit.app, &kit.stranger(), typed).await else {
        panic!("taken")
    };
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["profile:organisation.name", "profile:organisation.email"]);
});

both!(a_reviewed_field_waits_for_an_officer_and_others_hold_at_once, |kit| async move {
    let member = joined(&kit).await;
    let officer = kit.op("dieu-phoi").await;
    let edit = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    let declare = |profile: Values, version| DeclareProfile {
        body: "minh-hoa".into(),
        version,
        profile,
        staff: None,
        changed_at: None,
    };
    let mut phone = edit.profile.clone();
    phone.insert("organisation.phone".into(), "0200 000 200".into());
    let version = edit.membership.version;
    assert_eq!(
        declare_profile(&kit.app, &member, declare(phone.clone(), version)).await.unwrap(),
        Declared::InForce
    );
    let mut name = phone.clone();
    name.insert("organisation.name".into(), "Công ty Minh Họa Mới".into());
    let stale = declare_profile(&kit.app, &member, declare(name.clone(), version)).await;
    assert!(matches!(stale, Err(Error::Conflict)));
    let version = version + 1;
    assert_eq!(
        declare_profile(&kit.app, &member, declare(name.clone(), version)).await.unwrap(),
        Declared::Waits
    );
    // The next edit takes the place of the one that waits.
    assert_eq!(declare_profile(&kit.app, &member, declare(name, version)).await.unwrap(), Declared::Waits);
    let waiting = pending_profiles(&kit.app, &officer).await.unwrap();
    assert_eq!(waiting.len(), 1);
    let view = show_member(&kit.app, &member, "minh-hoa").await.unwrap();
    let differences = view.pending.unwrap().profile;
    assert_eq!(differences.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["organisation.name"]);
    assert_eq!(view.body.name, "Công ty Minh Họa");
    let judge = |state, reason: &str| JudgeProfile {
        change: waiting[0].change.id,
        version: 1,
        state,
        reason: reason.into(),
    };
    let mine = judge_profile(&kit.app, &member, judge(ChangeState::Applied, "")).await;
    assert!(matches!(mine, Err(Error::Forbidden)));
    judge_profile(&kit.app, &officer, judge(ChangeState::Applied, "")).await.unwrap();
    let view = show_member(&kit.app, &member, "minh-hoa").await.unwrap();
    assert_eq!((view.body.name.as_str(), view.editions.len()), ("Công ty Minh Họa Mới", 3));
});

both!(an_edit_that_nobody_judged_runs_out, |kit| async move {
    let member = joined(&kit).await;
    let edit = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    let mut name = edit.profile.clone();
    name.insert("organisation.name".into(), "Tên mới".into());
    let command = DeclareProfile {
        body: "minh-hoa".into(),
        version: edit.membership.version,
        profile: name,
        staff: None,
        changed_at: None,
    };
    assert_eq!(declare_profile(&kit.app, &member, command).await.unwrap(), Declared::Waits);
    let officer = kit.op("dieu-phoi").await;
    let change = pending_profiles(&kit.app, &officer).await.unwrap()[0].change.id;
    kit.pass(HOUR * 24 * 31);
    let officer = kit.op("dieu-phoi").await;
    assert!(pending_profiles(&kit.app, &officer).await.unwrap().is_empty());
    let late = JudgeProfile { change, version: 1, state: ChangeState::Applied, reason: String::new() };
    let Err(Error::Refused(refusal)) = judge_profile(&kit.app, &officer, late).await else {
        panic!("applied")
    };
    assert_eq!(refusal.code, "profile_change.not_waiting");
});

both!(staff_is_seen_by_the_body_and_the_register_alone, |kit| async move {
    let member = joined(&kit).await;
    let edit = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    let pairs = [("staff.field-it.count".to_owned(), "3".to_owned())];
    let staff = law::from_pairs(edit.form(STAFF).unwrap(), &pairs);
    let command = DeclareProfile {
        body: "minh-hoa".into(),
        version: edit.membership.version,
        profile: edit.profile,
        staff: Some(staff),
        changed_at: None,
    };
    declare_profile(&kit.app, &member, command).await.unwrap();
    for (login, sees) in [("minh-hoa", true), ("dieu-phoi", true), ("van-hanh", false), ("quan-tri", false)] {
        let view = show_member(&kit.app, &kit.op(login).await, "minh-hoa").await.unwrap();
        assert_eq!(view.profile.unwrap().staff.is_some(), sees, "{login}");
        assert!(view.editions.iter().skip(1).all(|edition| edition.staff.is_none()));
    }
});

both!(a_changed_contact_owes_two_proofs_and_late_ones_are_shown_late, |kit| async move {
    let member = joined(&kit).await;
    let command =
        |to_be| EnterContact { body: "minh-hoa".into(), contact: None, to_be, changed_at: None, told: None };
    let id = enter_contact(&kit.app, &member, command(contact("0200 000 300"))).await.unwrap();
    let change = list_changes(&kit.app, &member, true, None).await.unwrap().rows.remove(0).change;
    // The duty of the text in force: hours without a shift, from the change.
    let due = change.duties.iter().map(|duty| (duty.ruleset.as_str(), duty.due_at)).collect::<Vec<_>>();
    assert_eq!(due, [("tt20-2017", Some(kit.now().plus(HOUR * 24)))]);
    assert!(change.notified.is_some() && change.published.is_none());
    kit.pass(HOUR * 25);
    let member = kit.op("minh-hoa").await;
    let standing = async |op: &Op| list_changes(&kit.app, op, false, None).await.unwrap().rows[0].standing;
    assert_eq!(standing(&member).await, Standing::Overdue);
    let prove =
        |which, how: &str| ProveContact { change: change.id, version: 1, which, at: None, how: how.into() };
    let no_page = prove_contact(&kit.app, &member, prove(Which::Published, "trang của chúng tôi")).await;
    assert!(matches!(no_page, Err(Error::Invalid(problems)) if problems[0].code == "not_a_web_address"));
    prove_contact(&kit.app, &member, prove(Which::Published, "https://minhhoa.example/lien-he"))
        .await
        .unwrap();
    let officer = kit.op("dieu-phoi").await;
    assert_eq!(standing(&officer).await, Standing::Late);
    let contacts = list_contacts(&kit.app, &officer, "minh-hoa").await.unwrap();
    let published = contacts.iter().find(|it| it.id == id).unwrap();
    assert_eq!(published.published_url, "https://minhhoa.example/lien-he");
    let again = ProveContact { version: 2, ..prove(Which::Published, "https://minhhoa.example/") };
    let Err(Error::Refused(refusal)) = prove_contact(&kit.app, &officer, again).await else {
        panic!("twice")
    };
    assert_eq!(refusal.code, "contact_change.already_proven");
});

both!(what_an_officer_enters_is_not_told_by_the_member, |kit| async move {
    joined(&kit).await;
    let officer = kit.op("dieu-phoi").await;
    let command = |told| EnterContact {
        body: "minh-hoa".into(),
        contact: None,
        to_be: contact("0200 000 300"),
        changed_at: Some(officer.now.minus(HOUR * 30)),
        told,
    };
    enter_contact(&kit.app, &officer, command(None)).await.unwrap();
    let told = Told { at: officer.now.minus(HOUR * 2), how: "Gọi điện".into() };
    enter_contact(&kit.app, &officer, command(Some(told))).await.unwrap();
    let rows = list_changes(&kit.app, &officer, true, None).await.unwrap().rows;
    let of = |n: usize| {
        (
            rows[n].change.notified.is_some(),
            rows[n].change.duties[0].standing(rows[n].change.notified.as_ref(), kit.now()),
        )
    };
    assert_eq!(of(0), (true, Standing::Late));
    assert_eq!(of(1), (false, Standing::Overdue));
    let early = Told { at: officer.now.minus(HOUR * 40), how: "Công văn".into() };
    let Err(Error::Refused(refusal)) = enter_contact(&kit.app, &officer, command(Some(early))).await else {
        panic!()
    };
    assert_eq!(refusal.code, "contact_change.proof_before_change");
});

both!(others_do_not_declare_for_a_body_and_a_member_keeps_one_contact, |kit| async move {
    let member = joined(&kit).await;
    let contacts = list_contacts(&kit.app, &member, "minh-hoa").await.unwrap();
    for login in ["chu-quan", "quan-tri", "bao-cao", "doi-24"] {
        let op = kit.op(login).await;
        let command = EnterContact {
            body: "minh-hoa".into(),
            contact: Some((contacts[0].id, contacts[0].version)),
            to_be: contact("0200 000 300"),
            changed_at: None,
            told: None,
        };
        assert!(matches!(enter_contact(&kit.app, &op, command).await, Err(Error::Forbidden)), "{login}");
        let retired = retire_contact(&kit.app, &op, contacts[0].id, contacts[0].version).await;
        assert!(matches!(retired, Err(Error::Forbidden)), "{login}");
        assert!(matches!(profile_to_edit(&kit.app, &op, "minh-hoa").await, Err(Error::Forbidden)));
    }
    // A contact of one body cannot be taken for one of another.
    let elsewhere = EnterContact {
        body: "chu-quan".into(),
        contact: Some((contacts[0].id, contacts[0].version)),
        to_be: contact("0200 000 300"),
        changed_at: None,
        told: None,
    };
    assert!(matches!(
        enter_contact(&kit.app, &kit.op("chu-quan").await, elsewhere).await,
        Err(Error::NotFound)
    ));
    retire_contact(&kit.app, &member, contacts[0].id, contacts[0].version).await.unwrap();
    let Err(Error::Refused(refusal)) =
        retire_contact(&kit.app, &member, contacts[1].id, contacts[1].version).await
    else {
        panic!()
    };
    assert_eq!(refusal.code, "contact.last_one");
});

both!(a_contact_that_cannot_be_reached_is_refused_with_the_cure, |kit| async move {
    let member = joined(&kit).await;
    for (typed, field, code) in [
        (NewContact { phone: String::new(), ..contact("") }, "phone", "no_way_to_reach"),
        (contact("số của tôi"), "phone", "not_a_phone"),
        (NewContact { kind: "robot".into(), ..contact("1234") }, "kind", "unknown_option"),
        (NewContact { province: Some("99".into()), ..contact("1234") }, "province", "unknown_option"),
        (NewContact { name: " ".into(), ..contact("1234") }, "name", "required"),
        (
            NewContact { published_url: "javascript:alert(1)".into(), ..contact("1234") },
            "published_url",
            "not_a_web_address",
        ),
    ] {
        let command = EnterContact {
            body: "minh-hoa".into(),
            contact: None,
            to_be: typed,
            changed_at: None,
            told: None,
        };
        let Err(Error::Invalid(problems)) = enter_contact(&kit.app, &member, command).await else {
            panic!("{code}")
        };
        assert!(problems.iter().any(|it| it.field == field && it.code == code), "{code}: {problems:?}");
    }
    let later = EnterContact {
        body: "minh-hoa".into(),
        contact: None,
        to_be: contact("1234"),
        changed_at: Some(kit.now().plus(HOUR)),
        told: None,
    };
    assert!(
        matches!(enter_contact(&kit.app, &member, later).await, Err(Error::Invalid(p)) if p[0].code == "in_future")
    );
});

both!(an_obligatory_member_is_entered_suspended_and_stays, |kit| async move {
    kit.network().await;
    let officer = kit.op("dieu-phoi").await;
    let enrolled = Enrol {
        body: "chu-quan".into(),
        kind: MemberKind::Obligatory,
        cluster: "Cụm 2".into(),
        reason: String::new(),
    };
    assert!(matches!(
        enrol(&kit.app, &kit.op("quan-tri").await, enrolled.clone()).await,
        Err(Error::Forbidden)
    ));
    enrol(&kit.app, &officer, enrolled.clone()).await.unwrap();
    let Err(Error::Refused(refusal)) = enrol(&kit.app, &officer, enrolled).await else { panic!() };
    assert_eq!(refusal.code, "member.already_member");
    let to = |version, state, reason: &str| Stand {
        body: "chu-quan".into(),
        version,
        state,
        cluster: "Cụm 2".into(),
        reason: reason.into(),
    };
    let mute = stand(&kit.app, &officer, to(1, MemberState::Suspended, " ")).await;
    assert!(matches!(mute, Err(Error::Invalid(problems)) if problems[0].field == "reason"));
    stand(&kit.app, &officer, to(1, MemberState::Suspended, "Chưa có đầu mối")).await.unwrap();
    assert!(matches!(stand(&kit.app, &officer, to(1, MemberState::Active, "x")).await, Err(Error::Conflict)));
    let Err(Error::Refused(refusal)) = stand(&kit.app, &officer, to(2, MemberState::Withdrawn, "x")).await
    else {
        panic!()
    };
    assert_eq!(refusal.code, "member.obligatory_stays");
    let listed = ListNetwork { state: Some("suspended".into()), ..ListNetwork::default() };
    let (rows, next) = list_network(&kit.app, &officer, listed).await.unwrap();
    assert_eq!((rows.len(), rows[0].body.key.as_str(), next), (1, "chu-quan", None));
});

both!(bodies_are_listed_by_name_page_by_page_and_found_without_tone_marks, |kit| async move {
    kit.network().await;
    for n in 0..60 {
        kit.enter_body(&format!("xa-{n:02}"), domain::bodies::BodyKind::Owner, "24").await;
    }
    let officer = kit.op("van-hanh").await;
    let page =
        |after: Option<String>| ListNetwork { query: "don vi xa".into(), after, ..ListNetwork::default() };
    let (first, next) = list_network(&kit.app, &officer, page(None)).await.unwrap();
    let (second, end) = list_network(&kit.app, &officer, page(next.clone())).await.unwrap();
    assert_eq!((first.len(), second.len(), end), (50, 10, None));
    let keys: std::collections::BTreeSet<String> =
        first.into_iter().chain(second).map(|row| row.body.key).collect();
    assert_eq!(keys.len(), 60);
    assert!(matches!(
        list_network(&kit.app, &kit.op("bao-cao").await, page(None)).await,
        Err(Error::Forbidden)
    ));
});

both!(saving_another_part_keeps_the_edit_that_waits, |kit| async move {
    let member = joined(&kit).await;
    let edit = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    let mut profile = edit.profile.clone();
    profile.insert("organisation.name".into(), "Tên mới".into());
    let command = |profile: Values, staff| DeclareProfile {
        body: "minh-hoa".into(),
        version: edit.membership.version,
        profile,
        staff,
        changed_at: None,
    };
    assert_eq!(declare_profile(&kit.app, &member, command(profile, None)).await.unwrap(), Declared::Waits);
    let again = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    assert_eq!(again.profile["organisation.name"], "Tên mới");
    let pairs = [("staff.field-it.count".to_owned(), "3".to_owned())];
    let staff = law::from_pairs(again.form(STAFF).unwrap(), &pairs);
    assert_eq!(
        declare_profile(&kit.app, &member, command(again.profile, Some(staff))).await.unwrap(),
        Declared::Waits
    );
    let view = show_member(&kit.app, &member, "minh-hoa").await.unwrap();
    assert!(view.pending.unwrap().profile.iter().any(|one| one.field == "organisation.name"));
});

both!(what_a_member_clears_in_its_profile_is_gone_from_the_register, |kit| async move {
    let member = joined(&kit).await;
    let edit = profile_to_edit(&kit.app, &member, "minh-hoa").await.unwrap();
    let mut profile = edit.profile.clone();
    for key in ["contact.name", "contact.position", "contact.phone", "contact.email", "organisation.phone"] {
        profile.shift_remove(key);
    }
    let hours = HOUR * 30;
    let command = DeclareProfile {
        body: "minh-hoa".into(),
        version: edit.membership.version,
        profile,
        staff: None,
        changed_at: Some(kit.now().minus(hours)),
    };
    assert_eq!(declare_profile(&kit.app, &member, command).await.unwrap(), Declared::InForce);
    let view = show_member(&kit.app, &member, "minh-hoa").await.unwrap();
    assert_eq!((view.contacts.len(), view.body.contact.phone.as_str()), (1, ""));
    // Told today, changed thirty hours ago: late.
    assert_eq!(
        view.changes[0].duties[0].standing(view.changes[0].notified.as_ref(), kit.now()),
        Standing::Late
    );
});
