//! Coming in: passwords and tries, second factors, invitations, sessions, tokens.

use app::Error;
use app::people::factors::{self, totp};
use app::people::invitations::{
    AcceptInvitation, NewInvitation, accept_invitation, invite, list_invitations, read_invitation,
    withdraw_invitation,
};
use app::people::{self, Entered, NewToken, Place, ProveSecond, SignIn, SignedIn};
use domain::people::Role;
use domain::sign_in::Proof;
use domain::{Op, Rights, SessionId};
use std::time::Duration;
use testkit::{Kit, both};

const PASSWORD: &str = "mat-khau-thu-nghiem";
const MINUTE: Duration = Duration::from_secs(60);

fn code_of<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

async fn enter(kit: &Kit, login: &str, password: &str, place: &Place) -> Result<Entered, Error> {
    let cmd = SignIn { login: login.into(), password: password.into(), place: place.clone() };
    people::sign_in(&kit.app, &kit.stranger(), cmd).await
}

async fn inside(kit: &Kit, login: &str) -> SignedIn {
    match enter(kit, login, PASSWORD, &Place::default()).await.unwrap() {
        Entered::In(signed_in) => *signed_in,
        Entered::Second(_) => panic!("{login} is asked for a second factor"),
    }
}

async fn asked(kit: &Kit, login: &str) -> String {
    match enter(kit, login, PASSWORD, &Place::default()).await.unwrap() {
        Entered::Second(pending) => pending,
        Entered::In(_) => panic!("{login} came in without a second factor"),
    }
}

async fn prove(kit: &Kit, pending: &str, code: &str) -> Result<SignedIn, Error> {
    let cmd = ProveSecond { pending: pending.into(), code: code.into(), place: Place::default() };
    people::prove_second(&kit.app, &kit.stranger(), cmd).await
}

async fn who(kit: &Kit, secret: &str) -> Option<people::Who> {
    let op = kit.stranger();
    people::op_of_session(&kit.app, secret, op.now, op.request, op.lang).await.unwrap()
}

/// The secret that the account page shows, read back from base32.
fn secret_of(offered: &str) -> Vec<u8> {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bits, mut count, mut bytes) = (0_u64, 0, Vec::new());
    for letter in offered.bytes() {
        bits = (bits << 5) | letters.iter().position(|l| *l == letter).unwrap() as u64;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// Adds an app to an account; gives its secret and the recovery codes.
async fn with_app(kit: &Kit, op: &Op, session: SessionId) -> (Vec<u8>, Vec<String>) {
    factors::offer_authenticator(&kit.app, op, session, "").await.unwrap();
    let view = factors::view_factors(&kit.app, op, session).await.unwrap();
    let secret = secret_of(&view.offer.unwrap().secret);
    let codes =
        factors::confirm_authenticator(&kit.app, op, session, &totp::code(&secret, op.now)).await.unwrap();
    (secret, codes)
}

both!(after_the_password_the_second_factor_is_asked_for_and_nothing_is_open_before, |kit| async move {
    kit.network().await;
    let first = inside(&kit, "dieu-phoi").await;
    let other = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let (secret, codes) = with_app(&kit, &op, first.session.id).await;
    assert_eq!(codes.len(), 10);
    assert!(who(&kit, &first.secret).await.is_some());
    assert!(who(&kit, &other.secret).await.is_none(), "the other session has ended");

    kit.pass(MINUTE);
    let pending = asked(&kit, "dieu-phoi").await;
    assert!(who(&kit, &pending).await.is_none(), "what is pending is no session");
    assert_eq!(code_of(prove(&kit, &pending, "000000").await), "second_factor.wrong_code");
    let code = totp::code(&secret, kit.now());
    let signed_in = prove(&kit, &pending, &code).await.unwrap();
    assert_eq!(signed_in.session.proof, Proof::Authenticator);
    assert!(!who(&kit, &signed_in.secret).await.unwrap().must_enrol);
    let again = asked(&kit, "dieu-phoi").await;
    assert_eq!(code_of(prove(&kit, &again, &code).await), "second_factor.wrong_code", "a code is taken once");

    kit.pass(MINUTE * 11);
    let late = prove(&kit, &again, &totp::code(&secret, kit.now())).await;
    assert_eq!(code_of(late), "second_factor.sign_in_again");
    let forged = pending.replace("password", "provider");
    assert_eq!(code_of(prove(&kit, &forged, &code).await), "second_factor.sign_in_again");
});

both!(a_recovery_code_opens_once_and_new_codes_end_the_old, |kit| async move {
    kit.network().await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let (_, codes) = with_app(&kit, &op, first.session.id).await;
    let typed = codes[0].to_lowercase().replace('-', " ");
    let pending = asked(&kit, "dieu-phoi").await;
    assert_eq!(prove(&kit, &pending, &typed).await.unwrap().session.proof, Proof::RecoveryCode);
    assert_eq!(code_of(prove(&kit, &pending, &typed).await), "second_factor.wrong_code");
    let view = factors::view_factors(&kit.app, &op, first.session.id).await.unwrap();
    assert_eq!(view.factors.codes_left, 9);

    let without = factors::make_codes(&kit.app, &op, first.session.id, "").await;
    assert!(matches!(without, Err(Error::Invalid(_))), "{without:?}");
    let wrong = factors::make_codes(&kit.app, &op, first.session.id, "không phải mật khẩu").await;
    assert_eq!(code_of(wrong), "people.wrong_password");
    factors::make_codes(&kit.app, &op, first.session.id, PASSWORD).await.unwrap();
    assert_eq!(code_of(prove(&kit, &pending, &codes[1]).await), "second_factor.wrong_code");
});

both!(guessing_codes_is_held_up, |kit| async move {
    kit.network().await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let (secret, _) = with_app(&kit, &op, first.session.id).await;
    kit.pass(MINUTE);
    let pending = asked(&kit, "dieu-phoi").await;
    for _ in 0..5 {
        assert_eq!(code_of(prove(&kit, &pending, "000000").await), "second_factor.wrong_code");
    }
    let code = totp::code(&secret, kit.now());
    assert_eq!(code_of(prove(&kit, &pending, &code).await), "people.too_many_tries");
    let anew = asked(&kit, "dieu-phoi").await;
    assert_eq!(code_of(prove(&kit, &anew, &code).await), "people.too_many_tries");
});

both!(codes_are_bounded_by_the_day_and_nobody_is_locked_out_by_it, |kit| async move {
    kit.network().await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let (secret, codes) = with_app(&kit, &op, first.session.id).await;
    kit.pass(MINUTE);
    let at = |network: &str, devices: &str| Place {
        network: network.into(),
        devices: devices.into(),
        ..Place::default()
    };
    let pending = asked(&kit, "dieu-phoi").await;
    let try_at = |place: Place, code: String| {
        let (pending, app, op) = (pending.clone(), &kit.app, kit.stranger());
        async move { people::prove_second(app, &op, ProveSecond { pending, code, place }).await }
    };
    let wrong = || "000000".to_owned();
    for network in 1..=4 {
        for _ in 0..5 {
            let tried = try_at(at(&format!("192.0.2.{network}"), ""), wrong()).await;
            assert_eq!(code_of(tried), "second_factor.wrong_code");
        }
        let held = try_at(at(&format!("192.0.2.{network}"), ""), wrong()).await;
        assert_eq!(code_of(held), "people.too_many_tries", "one network waits by itself");
    }
    let elsewhere = at("198.51.100.7", "");
    let right = totp::code(&secret, kit.now());
    assert_eq!(code_of(try_at(elsewhere.clone(), right.clone()).await), "second_factor.ceiling");
    assert!(who(&kit, &first.secret).await.is_some(), "sessions go on");
    assert!(
        try_at(at("192.0.2.1", &first.devices), right).await.is_ok(),
        "a known device has a count of its own"
    );
    assert!(try_at(elsewhere.clone(), codes[0].clone()).await.is_ok(), "a recovery code is heard");
    kit.work().await;
    let words = "có thể người khác biết mật khẩu";
    let told = kit
        .letters()
        .into_iter()
        .filter(|mail| mail.split_whitespace().collect::<Vec<_>>().join(" ").contains(words))
        .count();
    assert_eq!(told, 1, "the person is told, once");
    kit.pass(Duration::from_secs(86_400));
    let anew = asked(&kit, "dieu-phoi").await;
    let tomorrow = totp::code(&secret, kit.now());
    assert!(prove(&kit, &anew, &tomorrow).await.is_ok());
});

both!(who_must_have_a_second_factor_can_only_add_one_by_every_door, |kit| async move {
    kit.network().await;
    let before = kit.op("quan-tri").await;
    let scopes = vec!["bodies:read".to_owned()];
    let new = NewToken { name: "Giám sát".into(), scopes, days: 30 };
    let token = people::make_token(&kit.app, &before, new).await.unwrap().secret;
    let kit = kit.under(|settings| settings.sign_in.second_factor_roles = vec![Role::Administrator]).await;

    let signed_in = inside(&kit, "quan-tri").await;
    let known = who(&kit, &signed_in.secret).await.unwrap();
    assert!(known.must_enrol);
    assert_eq!((known.op.rights, known.op.body), (Rights::none(), None));
    assert!(matches!(people::list_people(&kit.app, &known.op).await, Err(Error::Forbidden)));
    let stranger = kit.stranger();
    let by_token = || people::op_of_token(&kit.app, &token, kit.now(), stranger.request, law::Lang::Vi);
    assert_eq!(code_of(by_token().await), "second_factor.missing");
    let by_cli = people::op_of_login(&kit.app, "quan-tri", kit.now()).await;
    assert_eq!(code_of(by_cli), "second_factor.missing");

    let (_, codes) = with_app(&kit, &known.op, signed_in.session.id).await;
    assert_eq!(codes.len(), 10);
    let known = who(&kit, &signed_in.secret).await.unwrap();
    assert!(!known.must_enrol && known.op.body.is_some());
    assert!(people::list_people(&kit.app, &known.op).await.is_ok());
    // What was made while a password was enough ended with that time.
    assert!(by_token().await.unwrap().is_none());
    let last = factors::remove_authenticator(&kit.app, &known.op, signed_in.session.id, PASSWORD).await;
    assert_eq!(code_of(last), "people.last_factor");
    // Others are not asked for anything.
    assert!(!who(&kit, &inside(&kit, "dieu-phoi").await.secret).await.unwrap().must_enrol);
});

both!(a_reset_takes_all_factors_and_ends_all_sessions, |kit| async move {
    kit.network().await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let (_, codes) = with_app(&kit, &op, first.session.id).await;
    let pending = asked(&kit, "dieu-phoi").await;
    assert!(matches!(factors::reset_factors(&kit.app, &op, "dieu-phoi").await, Err(Error::Forbidden)));
    factors::reset_factors(&kit.app, &kit.op("quan-tri").await, "dieu-phoi").await.unwrap();
    assert!(who(&kit, &first.secret).await.is_none());
    assert_eq!(code_of(prove(&kit, &pending, &codes[0]).await), "second_factor.wrong_code");
    inside(&kit, "dieu-phoi").await;
    let people = people::list_people(&kit.app, &kit.op("quan-tri").await).await.unwrap();
    let line = people.iter().find(|line| line.person.login == "dieu-phoi").unwrap();
    assert!(!line.factors.any() && line.signed_in_at == Some(kit.now()));
    kit.work().await;
    let told = kit.letters();
    assert_eq!(told.len(), 2, "of the factor that was added, and of the reset");
    assert!(told.iter().all(|letter| letter.contains("/account/sessions")));
});

both!(strangers_shut_out_nobody_who_was_there_before, |kit| async move {
    kit.network().await;
    let office = Place { network: "192.0.2.0/24".into(), ..Place::default() };
    let Entered::In(known) = enter(&kit, "dieu-phoi", PASSWORD, &office).await.unwrap() else { panic!() };
    let at_her_desk = Place { devices: known.devices.clone(), ..office.clone() };
    let elsewhere = Place { network: "198.51.100.0/24".into(), ..Place::default() };
    for name in ["dieu-phoi", "khong-co-ai"] {
        for _ in 0..5 {
            assert_eq!(
                code_of(enter(&kit, name, "đoán mò lần nữa", &elsewhere).await),
                "people.wrong_password"
            );
        }
        // A name that nobody has waits alike.
        assert_eq!(code_of(enter(&kit, name, PASSWORD, &elsewhere).await), "people.too_many_tries");
    }
    assert!(enter(&kit, "dieu-phoi", PASSWORD, &at_her_desk).await.is_ok());
    let home = Place { network: "203.0.113.0/24".into(), ..Place::default() };
    assert!(enter(&kit, "dieu-phoi", PASSWORD, &home).await.is_ok(), "another network counts by itself");

    // From many networks strangers wait everywhere, and the known device still does not.
    for n in 0..100 {
        let place = Place { network: format!("10.0.{n}.0/24"), ..Place::default() };
        let _ = enter(&kit, "dieu-phoi", "đoán mò lần nữa", &place).await;
    }
    assert_eq!(code_of(enter(&kit, "dieu-phoi", PASSWORD, &home).await), "people.too_many_tries");
    assert!(enter(&kit, "dieu-phoi", PASSWORD, &at_her_desk).await.is_ok());

    // Its own wrong tries it answers for itself; and its cookie is worth nothing for another name.
    for _ in 0..5 {
        assert_eq!(
            code_of(enter(&kit, "dieu-phoi", "gõ nhầm rồi", &at_her_desk).await),
            "people.wrong_password"
        );
    }
    assert_eq!(code_of(enter(&kit, "dieu-phoi", PASSWORD, &at_her_desk).await), "people.too_many_tries");
    kit.pass(MINUTE * 16);
    assert!(enter(&kit, "dieu-phoi", PASSWORD, &at_her_desk).await.is_ok());
    let forged = Place { devices: known.devices.replace(char::is_alphanumeric, "0"), ..elsewhere };
    for _ in 0..5 {
        let _ = enter(&kit, "doi-24", "đoán mò lần nữa", &forged).await;
    }
    assert_eq!(code_of(enter(&kit, "doi-24", PASSWORD, &forged).await), "people.too_many_tries");
});

both!(one_device_remembers_several_people, |kit| async move {
    kit.network().await;
    let mut place = Place::default();
    for login in ["dieu-phoi", "doi-24", "van-hanh"] {
        let Entered::In(signed_in) = enter(&kit, login, PASSWORD, &place).await.unwrap() else { panic!() };
        place.devices = signed_in.devices.clone();
    }
    assert_eq!(place.devices.split('~').count(), 3);
    let Entered::In(again) = enter(&kit, "dieu-phoi", PASSWORD, &place).await.unwrap() else { panic!() };
    assert_eq!(again.devices, place.devices, "who is remembered is not remembered twice");
});

both!(sessions_are_listed_and_can_be_ended, |kit| async move {
    kit.network().await;
    let place = Place { device: "Firefox · Linux".into(), ..Place::default() };
    let Entered::In(here) = enter(&kit, "dieu-phoi", PASSWORD, &place).await.unwrap() else { panic!() };
    let there = inside(&kit, "dieu-phoi").await;
    let third = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let listed = people::list_sessions(&kit.app, &op).await.unwrap();
    assert_eq!(listed.len(), 3);
    assert!(listed.iter().any(|s| s.device == "Firefox · Linux"));
    let foreign = kit.op("doi-24").await;
    let refused = people::end_session(&kit.app, &foreign, there.session.id).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    people::end_session(&kit.app, &op, there.session.id).await.unwrap();
    assert!(who(&kit, &there.secret).await.is_none());
    people::end_other_sessions(&kit.app, &op, here.session.id).await.unwrap();
    assert!(who(&kit, &third.secret).await.is_none() && who(&kit, &here.secret).await.is_some());

    kit.pass(MINUTE * 2);
    let known = who(&kit, &here.secret).await.unwrap();
    assert!(known.seen_long_ago);
    people::note_work(&kit.app, &known).await.unwrap();
    let seen = people::list_sessions(&kit.app, &kit.op("dieu-phoi").await).await.unwrap()[0].seen_at;
    assert_eq!(seen, kit.now());
});

both!(a_token_ends_and_tells_when_it_was_used, |kit| async move {
    kit.network().await;
    let op = kit.op("dieu-phoi").await;
    let new = |days| NewToken { name: "Giám sát".into(), scopes: vec!["notices:read".into()], days };
    assert!(matches!(people::make_token(&kit.app, &op, new(366)).await, Err(Error::Invalid(_))));
    assert!(matches!(people::make_token(&kit.app, &op, new(0)).await, Err(Error::Invalid(_))));
    let made = people::make_token(&kit.app, &op, new(2)).await.unwrap();
    let used =
        || async { people::list_tokens(&kit.app, &kit.op("dieu-phoi").await).await.unwrap()[0].used_at };
    assert_eq!(used().await, None);
    let call = || people::op_of_token(&kit.app, &made.secret, kit.now(), op.request, law::Lang::Vi);
    let acting = call().await.unwrap().unwrap();
    let first = used().await;
    assert_eq!(first, Some(kit.now()));
    // A program is no person: it changes nothing about the account.
    let refused = people::list_sessions(&kit.app, &acting).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    kit.pass(MINUTE / 2);
    call().await.unwrap();
    assert_eq!(used().await, first, "noted at most once a minute");
    kit.pass(MINUTE);
    call().await.unwrap();
    assert_eq!(used().await, Some(kit.now()));
    kit.pass(Duration::from_secs(2 * 86_400));
    assert!(call().await.unwrap().is_none());
});

fn newcomer(login: &str) -> NewInvitation {
    NewInvitation {
        login: login.into(),
        name: "Người mới".into(),
        position: "Cán bộ".into(),
        email: format!("{login}@donvi.example"),
        phone: String::new(),
        roles: vec![Role::Operator],
        body_key: "van-hanh".into(),
        lang: law::Lang::Vi,
        days: None,
    }
}

/// The text at the end of the link in the last mail.
fn link(kit: &Kit) -> String {
    let mail = kit.letters().pop().expect("a mail");
    let link = mail.split("/invitation/").nth(1).unwrap();
    link.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap().to_owned()
}

both!(an_invitation_opens_the_way_once, |kit| async move {
    kit.network().await;
    let admin = kit.op("quan-tri").await;
    assert!(matches!(
        invite(&kit.app, &kit.op("doi-24").await, newcomer("moi")).await,
        Err(Error::Forbidden)
    ));
    for (bad, field) in [
        (NewInvitation { email: "khong phai thu".into(), ..newcomer("moi") }, "email"),
        (NewInvitation { body_key: "khong-co".into(), ..newcomer("moi") }, "body"),
        (NewInvitation { roles: Vec::new(), ..newcomer("moi") }, "roles"),
        (NewInvitation { days: Some(91), ..newcomer("moi") }, "days"),
        (newcomer("dieu-phoi"), "login"),
    ] {
        let refused = invite(&kit.app, &admin, bad).await;
        assert!(matches!(&refused, Err(Error::Invalid(p)) if p[0].field == field), "{field}: {refused:?}");
    }
    invite(&kit.app, &admin, newcomer("moi")).await.unwrap();
    assert!(
        matches!(invite(&kit.app, &admin, newcomer("moi")).await, Err(Error::Invalid(_))),
        "once is enough"
    );
    kit.work().await;
    let token = link(&kit);
    let stranger = kit.stranger();
    assert_eq!(read_invitation(&kit.app, &stranger, &token).await.unwrap().invitation.login, "moi");
    let accept = |password: &str| AcceptInvitation { token: token.clone(), password: password.into() };
    assert_eq!(
        code_of(accept_invitation(&kit.app, &stranger, accept("matkhau@2026!")).await),
        "people.common_password"
    );
    let password = "một câu dài của riêng mình";
    assert_eq!(accept_invitation(&kit.app, &stranger, accept(password)).await.unwrap(), "moi");
    assert_eq!(code_of(accept_invitation(&kit.app, &stranger, accept(password)).await), "invitation.used");
    assert_eq!(code_of(read_invitation(&kit.app, &stranger, &token).await), "invitation.used");
    assert!(matches!(enter(&kit, "moi", password, &Place::default()).await, Ok(Entered::In(_))));
});

both!(an_invitation_that_is_over_or_withdrawn_or_guessed_says_so, |kit| async move {
    kit.network().await;
    let admin = kit.op("quan-tri").await;
    let id = invite(&kit.app, &admin, newcomer("mot")).await.unwrap();
    kit.work().await;
    let first = link(&kit);
    withdraw_invitation(&kit.app, &admin, id).await.unwrap();
    assert_eq!(code_of(read_invitation(&kit.app, &kit.stranger(), &first).await), "invitation.withdrawn");
    kit.pass(Duration::from_secs(1));
    invite(&kit.app, &kit.op("quan-tri").await, newcomer("mot")).await.unwrap();
    kit.work().await;
    let second = link(&kit);
    assert_ne!(first, second);
    let mut guessed = second.clone();
    guessed.replace_range(40..41, if &second[40..41] == "0" { "1" } else { "0" });
    for wrong in ["", "x", guessed.as_str(), &second[..50], "đường dẫn lạ"] {
        assert_eq!(code_of(read_invitation(&kit.app, &kit.stranger(), wrong).await), "invitation.unknown");
    }
    kit.pass(Duration::from_secs(8 * 86_400));
    assert_eq!(code_of(read_invitation(&kit.app, &kit.stranger(), &second).await), "invitation.expired");
    let states: Vec<String> = list_invitations(&kit.app, &kit.op("quan-tri").await)
        .await
        .unwrap()
        .iter()
        .map(|line| line.invitation.state(kit.now()).to_string())
        .collect();
    assert_eq!(states, ["expired", "withdrawn"]);
});
