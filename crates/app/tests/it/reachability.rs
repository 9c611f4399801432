//! Facts about tests of contact points: the ladder from the mail to the body above, what comes back by mail, the score, and who
//! may do what.

use app::Error;
use app::contacts::{EnterContact, NewContact, enter_contact, list_contacts};
use app::members::{ListNetwork, list_network, show_member};
use app::notices::{MailOutcome, receive_mail};
use app::reachability::{
    BeginTest, Counts, LogCall, ReachNow, ShowTest, TrialRow, answer, asked, begin_due, begin_test,
    list_tests, log_call, mail_trial, show_test, show_trial, waiting_calls,
};
use domain::reachability::{Freshness, Reach, Rung, Said, TrialState};
use domain::{ContactPointId, Op};
use mail::Limits;
use std::time::Duration;
use testkit::{Kit, both};

const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(86_400);
const ADDRESS: &str = "truc@van-hanh.example";
const PHONE: &str = "0200 000 001";

async fn enter(kit: &Kit, contact: Option<(ContactPointId, i64)>, to_be: NewContact) -> ContactPointId {
    let command = EnterContact { body: "van-hanh".into(), contact, to_be, changed_at: None, told: None };
    enter_contact(&kit.app, &kit.op("dieu-phoi").await, command).await.unwrap()
}

fn unit(email: &str, phone: &str) -> NewContact {
    NewContact {
        kind: "unit".into(),
        name: "Tổ trực ban".into(),
        phone: phone.into(),
        email: email.into(),
        always: true,
        ..NewContact::default()
    }
}

/// The network with one contact point, and a test of it that has just begun; gives its number.
async fn begun(kit: &Kit, to_be: NewContact) -> String {
    kit.network().await;
    enter(kit, None, to_be).await;
    again(kit).await
}

async fn again(kit: &Kit) -> String {
    let command = BeginTest { always: true, reason: "Trước kỳ nghỉ".into(), ..BeginTest::default() };
    let begun = begin_test(&kit.app, &kit.op("dieu-phoi").await, command).await.unwrap();
    assert_eq!(begun.trials, 1);
    kit.work().await;
    begun.number.to_string()
}

async fn counts(kit: &Kit, number: &str) -> Counts {
    let asked = ShowTest { number: number.into(), ..ShowTest::default() };
    show_test(&kit.app, &kit.op("dieu-phoi").await, asked).await.unwrap().counts
}

async fn only(kit: &Kit, number: &str) -> TrialRow {
    let asked = ShowTest { number: number.into(), ..ShowTest::default() };
    show_test(&kit.app, &kit.op("dieu-phoi").await, asked).await.unwrap().trials.remove(0)
}

async fn stands(kit: &Kit) -> ReachNow {
    let view = show_member(&kit.app, &kit.op("van-hanh").await, "van-hanh").await.unwrap();
    view.reach[&view.contacts[0].id]
}

/// What the attempts so far brought, in the order of time.
async fn said(kit: &Kit, number: &str) -> Vec<(Rung, Said)> {
    only(kit, number).await.trial.attempts.iter().map(|it| (it.rung, it.said)).collect()
}

/// The link in the last mail: id and secret.
fn link(kit: &Kit) -> (String, String) {
    let letter = kit.letters().pop().unwrap();
    let rest = letter.split("/reach/").nth(1).unwrap();
    let (id, secret) = rest.split_once('/').unwrap();
    (id.to_owned(), secret.split_whitespace().next().unwrap().to_owned())
}

fn header(kit: &Kit, name: &str) -> String {
    let mail = kit.mails().pop().unwrap();
    let line = mail.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_once(": ").unwrap().1.trim().to_owned()
}

async fn receive(kit: &Kit, raw: &str) -> MailOutcome {
    let bytes = raw.replace('\n', "\r\n").into_bytes();
    receive_mail(&kit.app, &kit.app.system_op("mailgate", kit.now()), Ok(bytes), &Limits::default())
        .await
        .unwrap()
}

/// A report that a mail could not be delivered, as RFC 3464 writes it.
fn report(original: &str, action: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\nTo: ungcuu@dieuphoi.example\nMessage-ID: <b1@mx.example>\n\
         Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Type: text/plain\n\nCould not be delivered.\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
         Final-Recipient: rfc822; {ADDRESS}\nAction: {action}\nStatus: {status}\n\
         Diagnostic-Code: smtp; 550 no such user\n\n\
         --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {original}\nSubject: x\n\n--b--\n"
    )
}

async fn call(kit: &Kit, number: &str, outcome: &str, phone: &str) -> app::Result<()> {
    let trial = only(kit, number).await.trial;
    let command = LogCall {
        trial: trial.id,
        version: trial.version,
        said: outcome.into(),
        number: phone.into(),
        note: "Máy bận".into(),
    };
    log_call(&kit.app, &kit.op("dieu-phoi").await, command).await
}

both!(whoever_presses_the_button_is_reached_and_the_score_wears_off, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, PHONE)).await;
    assert_eq!(counts(&kit, &number).await, Counts { all: 1, mailed: 1, ..Counts::default() });
    assert_eq!(stands(&kit).await.freshness, Freshness::Never);
    let letter = kit.letters().pop().unwrap();
    assert!(letter.contains("Tổ trực ban") && letter.contains("Trước kỳ nghỉ"), "{letter}");
    let (id, secret) = link(&kit);
    // Opening the link, as mail filters do, proves nothing.
    let page = asked(&kit.app, &kit.stranger(), &id, &secret).await.unwrap();
    assert_eq!((page.number.as_str(), page.above, page.answered_at), (number.as_str(), false, None));
    assert_eq!(counts(&kit, &number).await.reached, 0);
    kit.pass(HOUR);
    answer(&kit.app, &kit.stranger(), &id, &secret, "").await.unwrap();
    let first = only(&kit, &number).await.trial;
    kit.pass(HOUR);
    answer(&kit.app, &kit.stranger(), &id, &secret, "").await.unwrap();
    assert_eq!(only(&kit, &number).await.trial, first);
    assert_eq!(counts(&kit, &number).await, Counts { all: 1, reached: 1, ..Counts::default() });
    let proven = stands(&kit).await;
    assert_eq!((proven.score, proven.freshness), (100, Freshness::Fresh));
    assert_eq!(proven.reach.proven.unwrap().rung, Rung::Mail);
    let listed = ListNetwork { query: "van-hanh".into(), ..ListNetwork::default() };
    let (rows, _) = list_network(&kit.app, &kit.op("van-hanh").await, listed).await.unwrap();
    assert_eq!(rows[0].reach, Some(proven));
    kit.pass(DAY * 90);
    assert_eq!((stands(&kit).await.score, stands(&kit).await.freshness), (50, Freshness::Ageing));
    kit.pass(DAY * 90);
    assert_eq!((stands(&kit).await.score, stands(&kit).await.freshness), (0, Freshness::Stale));
});

both!(
    a_bounce_goes_to_the_telephone_a_wrong_number_to_the_body_above_and_its_answer_counts,
    |kit| async move {
        let number = begun(&kit, unit(ADDRESS, PHONE)).await;
        let id = header(&kit, "Message-ID");
        let delayed = receive(&kit, &report(&id, "delayed", "4.4.1")).await;
        assert!(matches!(delayed, MailOutcome::Joined { number: ref n } if *n == number), "{delayed:?}");
        assert_eq!(counts(&kit, &number).await.mailed, 1);
        let bounced = receive(&kit, &report(&id, "failed", "5.1.1")).await;
        assert!(matches!(bounced, MailOutcome::Joined { number: ref n } if *n == number), "{bounced:?}");
        assert_eq!(
            counts(&kit, &number).await,
            Counts { all: 1, to_call: 1, bounced: 1, ..Counts::default() }
        );
        let note = only(&kit, &number).await.trial.attempts.last().unwrap().note.clone();
        assert_eq!(note, "5.1.1 550 no such user");
        assert_eq!(waiting_calls(&kit.app, &kit.op("dieu-phoi").await).await.unwrap().len(), 1);
        call(&kit, &number, "wrong-number", PHONE).await.unwrap();
        assert_eq!(counts(&kit, &number).await.above, 1);
        kit.work().await;
        // The team of the province answers for a body that has none above it.
        assert_eq!(header(&kit, "To"), "<doi-24@donvi.example>");
        let (trial, secret) = link(&kit);
        assert!(asked(&kit.app, &kit.stranger(), &trial, &secret).await.unwrap().above);
        answer(&kit.app, &kit.stranger(), &trial, &secret, "Gọi số mới").await.unwrap();
        let rungs = [
            (Rung::Mail, Said::Sent),
            (Rung::Mail, Said::Bounced),
            (Rung::Phone, Said::WrongNumber),
            (Rung::Superior, Said::Sent),
            (Rung::Superior, Said::Answered),
        ];
        assert_eq!(said(&kit, &number).await, rungs);
        assert_eq!(stands(&kit).await.reach.proven.unwrap().rung, Rung::Superior);
    }
);

both!(nobody_who_answers_climbs_the_ladder_to_its_end_and_takes_the_score, |kit| async move {
    let first = begun(&kit, unit(ADDRESS, PHONE)).await;
    let (id, secret) = link(&kit);
    answer(&kit.app, &kit.stranger(), &id, &secret, "").await.unwrap();
    assert_eq!(counts(&kit, &first).await.reached, 1);
    kit.pass(HOUR);
    let number = again(&kit).await;
    let mut scores = vec![stands(&kit).await.score];
    for (wait, rung) in [(24, Rung::Phone), (24, Rung::Superior)] {
        kit.pass(HOUR * (wait - 1));
        kit.work().await;
        assert_ne!(only(&kit, &number).await.trial.rung, rung);
        kit.pass(HOUR);
        kit.work().await;
        assert_eq!(only(&kit, &number).await.trial.rung, rung);
        scores.push(stands(&kit).await.score);
    }
    kit.pass(HOUR * 72);
    kit.work().await;
    assert_eq!(only(&kit, &number).await.trial.state, TrialState::Unreached);
    scores.push(stands(&kit).await.score);
    assert_eq!(scores, [100, 49, 49, 0]);
    assert_eq!(stands(&kit).await.freshness, Freshness::Stale);
    // Whoever answers late is reached all the same.
    let (id, secret) = link(&kit);
    answer(&kit.app, &kit.stranger(), &id, &secret, "Muộn").await.unwrap();
    assert_eq!(counts(&kit, &number).await, Counts { all: 1, reached: 1, ..Counts::default() });
    assert_eq!(stands(&kit).await.score, 100);
});

both!(a_reply_proves_as_much_as_the_button_and_a_machine_that_is_away_proves_nothing, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, "")).await;
    let id = header(&kit, "Message-ID");
    let reply = |more: &str| {
        format!(
            "From: {ADDRESS}\nTo: ungcuu@dieuphoi.example\nMessage-ID: <r@van-hanh.example>\nIn-Reply-To: {id}\n\
             Subject: Re: x\n{more}\nĐã nhận.\n"
        )
    };
    let away = receive(&kit, &reply("Auto-Submitted: auto-replied\n")).await;
    assert!(matches!(away, MailOutcome::Joined { .. }), "{away:?}");
    assert_eq!(counts(&kit, &number).await.reached, 0);
    receive(&kit, &reply("")).await;
    assert_eq!(counts(&kit, &number).await.reached, 1);
    assert_eq!(said(&kit, &number).await.last(), Some(&(Rung::Mail, Said::Answered)));
    assert_eq!(kit.app.store.read().await.unwrap().count_notices().await.unwrap(), (0, 0));
});

both!(links_and_message_ids_that_were_not_made_here_change_nothing, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, PHONE)).await;
    let (id, secret) = link(&kit);
    let other = uuid::Uuid::now_v7().to_string();
    for (id, secret) in
        [(id.as_str(), "AAAAA-AAAAA"), (other.as_str(), secret.as_str()), ("x", "y"), (&id, "")]
    {
        let refused = answer(&kit.app, &kit.stranger(), id, secret, "").await;
        assert!(matches!(refused, Err(Error::NotFound)), "{id} {secret}: {refused:?}");
    }
    let real = header(&kit, "Message-ID");
    let (local, domain) = real.trim_matches(['<', '>']).split_once('@').unwrap();
    let forged = format!("<{}0000@{domain}>", local.strip_suffix(&local[local.len() - 4..]).unwrap());
    let elsewhere = format!("<{local}@khac.example>");
    for id in [forged, elsewhere] {
        let outcome = receive(&kit, &report(&id, "failed", "5.1.1")).await;
        assert!(!matches!(outcome, MailOutcome::Joined { number: ref n } if *n == number), "{outcome:?}");
        assert_eq!(counts(&kit, &number).await.bounced, 0, "{id}");
    }
});

both!(a_changed_address_or_number_takes_its_own_proof_away, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, PHONE)).await;
    let (id, secret) = link(&kit);
    answer(&kit.app, &kit.stranger(), &id, &secret, "").await.unwrap();
    assert_eq!(counts(&kit, &number).await.reached, 1);
    let put = async |to_be: NewContact| {
        let contact =
            list_contacts(&kit.app, &kit.op("dieu-phoi").await, "van-hanh").await.unwrap().remove(0);
        enter(&kit, Some((contact.id, contact.version)), to_be).await;
    };
    put(unit(ADDRESS, "0200 000 009")).await;
    assert_eq!(stands(&kit).await.score, 100);
    put(unit("moi@van-hanh.example", "0200 000 009")).await;
    assert_eq!(stands(&kit).await.reach, Reach::never());
    // A test that began before tells nothing of the new address.
    let second = again(&kit).await;
    let (id, secret) = link(&kit);
    put(unit("moi-nua@van-hanh.example", "0200 000 009")).await;
    answer(&kit.app, &kit.stranger(), &id, &secret, "").await.unwrap();
    assert_eq!(counts(&kit, &second).await.reached, 1);
    assert_eq!(stands(&kit).await.reach, Reach::never());
});

both!(calls_are_logged_against_what_is_there, |kit| async move {
    let number = begun(&kit, unit("", PHONE)).await;
    assert_eq!(said(&kit, &number).await, [(Rung::Mail, Said::NoWay)]);
    let field = |result: app::Result<()>| match result {
        Err(Error::Invalid(problems)) => (problems[0].field.clone(), problems[0].code.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(field(call(&kit, &number, "answered", "").await), ("number".into(), "required".into()));
    let unknown = |field: &str| (field.to_owned(), "unknown_option".to_owned());
    assert_eq!(field(call(&kit, &number, "answered", "0900 999 999").await), unknown("number"));
    assert_eq!(field(call(&kit, &number, "bounced", PHONE).await), unknown("said"));
    let trial = only(&kit, &number).await.trial;
    call(&kit, &number, "no-answer", PHONE).await.unwrap();
    let seen_before = LogCall {
        trial: trial.id,
        version: trial.version,
        said: "answered".into(),
        number: PHONE.into(),
        note: String::new(),
    };
    let conflict = log_call(&kit.app, &kit.op("dieu-phoi").await, seen_before).await;
    assert!(matches!(conflict, Err(Error::Conflict)), "{conflict:?}");
    call(&kit, &number, "answered", PHONE).await.unwrap();
    assert_eq!(stands(&kit).await.reach.proven.unwrap().rung, Rung::Phone);
    let over = call(&kit, &number, "answered", PHONE).await;
    assert!(matches!(&over, Err(Error::Refused(r)) if r.code == "reach.not_running"), "{over:?}");
    let attempts = only(&kit, &number).await.trial.attempts;
    assert_eq!(attempts.last().unwrap().by.as_ref().unwrap().name, "Người dieu-phoi");
});

both!(the_schedule_begins_one_test_a_period_and_a_mail_goes_out_once, |kit| async move {
    kit.network().await;
    let begin = async || begin_due(&kit.app, &kit.system()).await.unwrap();
    assert!(begin().await.is_none(), "there is nobody to try");
    enter(&kit, None, unit(ADDRESS, PHONE)).await;
    enter(
        &kit,
        None,
        NewContact { always: false, name: "Văn thư".into(), ..unit("vt@van-hanh.example", "") },
    )
    .await;
    assert!(begin().await.is_none(), "nobody is mailed because a register was just brought in");
    kit.pass(DAY * 90);
    let begun = begin().await.unwrap();
    assert_eq!(begun.trials, 1);
    assert!(begin().await.is_none());
    kit.work().await;
    assert_eq!(kit.mails().len(), 1);
    let trial = only(&kit, &begun.number.to_string()).await.trial;
    mail_trial(&kit.app, &kit.system(), trial.id, Rung::Mail).await.unwrap();
    assert_eq!(kit.mails().len(), 1);
    kit.pass(DAY * 89);
    assert!(begin().await.is_none());
    kit.pass(DAY);
    // A test that an officer began of all of them counts too, one of a body alone does not.
    let one = BeginTest { body: Some("van-hanh".into()), ..BeginTest::default() };
    begin_test(&kit.app, &kit.op("dieu-phoi").await, one).await.unwrap();
    assert!(begin().await.is_none(), "a mail is still out to everybody");
    kit.pass(DAY);
    assert!(begin().await.is_some());
    kit.pass(DAY * 80);
    begin_test(&kit.app, &kit.op("dieu-phoi").await, BeginTest::default()).await.unwrap();
    kit.pass(DAY * 80);
    assert!(begin().await.is_none());
    let listed = list_tests(&kit.app, &kit.op("dieu-phoi").await, None).await.unwrap();
    let scheduled: Vec<bool> = listed.rows.iter().map(|row| row.test.scheduled).collect();
    assert_eq!(scheduled, [false, true, false, true]);
});

both!(a_button_that_is_pressed_twice_mails_nobody_twice, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, PHONE)).await;
    let op = kit.op("dieu-phoi").await;
    let twice = begin_test(&kit.app, &op, BeginTest { always: true, ..BeginTest::default() }).await;
    assert!(matches!(&twice, Err(Error::Refused(r)) if r.code == "reach.asked_already"), "{twice:?}");
    enter(&kit, None, NewContact { name: "Văn thư".into(), ..unit("vt@van-hanh.example", "") }).await;
    let wider = begin_test(&kit.app, &op, BeginTest::default()).await.unwrap();
    assert_eq!(wider.trials, 1, "only the one that was not asked yet");
    kit.work().await;
    assert_eq!(kit.mails().len(), 2);
    assert_eq!(counts(&kit, &number).await.all, 1);
});

both!(a_scope_that_fits_nobody_or_names_nothing_is_refused, |kit| async move {
    kit.network().await;
    enter(&kit, None, unit(ADDRESS, PHONE)).await;
    let op = kit.op("dieu-phoi").await;
    let begin = async |command: BeginTest| begin_test(&kit.app, &op, command).await;
    let nobody = begin(BeginTest { province: Some("79".into()), ..BeginTest::default() }).await;
    assert!(matches!(&nobody, Err(Error::Refused(r)) if r.code == "reach.nobody"), "{nobody:?}");
    let unknown = [
        ("province", BeginTest { province: Some("00".into()), ..BeginTest::default() }),
        ("body", BeginTest { body: Some("khong-co".into()), ..BeginTest::default() }),
    ];
    for (field, command) in unknown {
        let refused = begin(command).await;
        assert!(matches!(&refused, Err(Error::Invalid(p)) if p[0].field == field), "{refused:?}");
    }
    assert_eq!(list_tests(&kit.app, &op, None).await.unwrap().rows.len(), 0);
    let of_body = begin(BeginTest { body: Some("van-hanh".into()), ..BeginTest::default() }).await.unwrap();
    assert_eq!(of_body.trials, 1);
});

both!(only_whoever_keeps_the_register_tests_and_sees_tests, |kit| async move {
    let number = begun(&kit, unit(ADDRESS, PHONE)).await;
    let trial = only(&kit, &number).await.trial;
    for who in ["van-hanh", "chu-quan", "nha-mang", "doi-24", "bao-cao"] {
        let op: Op = kit.op(who).await;
        let asked = ShowTest { number: number.clone(), ..ShowTest::default() };
        let logged = LogCall {
            trial: trial.id,
            version: trial.version,
            said: "answered".into(),
            number: PHONE.into(),
            note: String::new(),
        };
        assert!(
            matches!(begin_test(&kit.app, &op, BeginTest::default()).await, Err(Error::Forbidden)),
            "{who}"
        );
        assert!(matches!(list_tests(&kit.app, &op, None).await, Err(Error::Forbidden)), "{who}");
        assert!(matches!(show_test(&kit.app, &op, asked).await, Err(Error::Forbidden)), "{who}");
        assert!(matches!(show_trial(&kit.app, &op, trial.id).await, Err(Error::Forbidden)), "{who}");
        assert!(matches!(waiting_calls(&kit.app, &op).await, Err(Error::Forbidden)), "{who}");
        assert!(matches!(log_call(&kit.app, &op, logged).await, Err(Error::Forbidden)), "{who}");
    }
});
