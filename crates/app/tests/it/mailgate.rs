//! Mail as a mail server pipes it.

use app::notices::{MailOutcome, receive_mail};
use mail::Limits;
use testkit::{Kit, both};

async fn receive(kit: &Kit, raw: &str) -> MailOutcome {
    let bytes = raw.replace('\n', "\r\n").into_bytes();
    receive_mail(&kit.app, &kit.app.system_op("mailgate", kit.now()), Ok(bytes), &Limits::default())
        .await
        .unwrap()
}

const NOTICE: &str = "From: =?UTF-8?B?Tmd1eeG7hW4gVsSDbiBN4bqrdQ==?= <mau@xa.example>\nTo: ungcuu@dieuphoi.example\nMessage-ID: <1@xa.example>\nSubject: [TBSC] Trang web bi thay doi\nContent-Type: text/plain; charset=utf-8\n\nTrang chủ bị thay đổi.\n";

both!(a_mail_becomes_a_notice_and_is_answered_once, |kit| async move {
    let outcome = receive(&kit, NOTICE).await;
    let MailOutcome::Notice { number, .. } = outcome else { panic!("{outcome:?}") };
    let again = receive(&kit, NOTICE).await;
    assert!(matches!(again, MailOutcome::Notice { number: ref n, .. } if *n == number), "{again:?}");
    assert_eq!(kit.app.store.read().await.unwrap().count_notices().await.unwrap(), (1, 0));
    kit.work().await;
    assert_eq!(kit.mails().len(), 1);
    let notice = kit.app.store.read().await.unwrap().notice_by_number(&number).await.unwrap().unwrap();
    assert_eq!(notice.content.subject, "Trang web bi thay doi");
    assert_eq!(notice.content.sender.name, "Nguyễn Văn Mẫu");
});

both!(an_answer_with_a_known_number_joins_its_record, |kit| async move {
    let MailOutcome::Notice { number, .. } = receive(&kit, NOTICE).await else { panic!() };
    let answer = format!(
        "From: mau@xa.example\nTo: ungcuu@dieuphoi.example\nMessage-ID: <2@xa.example>\nSubject: Re: {number}\n\nBổ sung nhật ký.\n"
    );
    assert!(matches!(receive(&kit, &answer).await, MailOutcome::Joined { number: ref n } if *n == number));
    let mut read = kit.app.store.read().await.unwrap();
    let notice = read.notice_by_number(&number).await.unwrap().unwrap();
    assert_eq!(read.messages_of("notice", notice.id.uuid()).await.unwrap().len(), 1);
    assert_eq!(read.count_notices().await.unwrap().0, 1);
});

both!(an_automatic_answer_is_kept_and_not_answered, |kit| async move {
    let bounce = "From: MAILER-DAEMON@x.example\nAuto-Submitted: auto-replied\nMessage-ID: <3@x.example>\nSubject: Out of office\n\nI am away.\n";
    assert!(matches!(receive(&kit, bounce).await, MailOutcome::Notice { .. }));
    kit.work().await;
    assert!(kit.mails().is_empty());
});

both!(what_is_no_mail_is_refused_with_its_reason_kept, |kit| async move {
    let op = kit.app.system_op("mailgate", kit.now());
    let outcome = receive_mail(&kit.app, &op, Ok(Vec::new()), &Limits::default()).await.unwrap();
    assert!(matches!(outcome, MailOutcome::Refused { .. }));
    let mut read = kit.app.store.read().await.unwrap();
    assert_eq!(read.count_notices().await.unwrap(), (0, 1));
    assert_eq!(read.refused_mail(10).await.unwrap().len(), 1);
});
