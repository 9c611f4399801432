//! Facts about notices.

use app::Error;
use app::notices::{self, Idempotency, ListNotices, SubmitNotice, VerifySender};
use domain::notices::{Channel, NoticeState, Verdict};
use std::time::Duration;
use testkit::both;

both!(a_notice_is_answered_with_number_moment_and_receipt, |kit| async move {
    let receipt = kit.notice().submit().await;
    assert_eq!(receipt.number.to_string(), "TB-2026-000001");
    assert_eq!(receipt.received_at, kit.now());
    let mut read = kit.app.store.read().await.unwrap();
    let stored = read.notice(receipt.id).await.unwrap().unwrap();
    assert_eq!(
        domain::notices::receipt::receipt(&stored.number, stored.received_at, &stored.content, &[]),
        receipt.receipt
    );
    let waited = stored.acknowledged_after_micros;
    assert!((1..60_000_000).contains(&waited), "{waited}");
    assert_eq!(stored.verdict, Verdict::Unverified);
});

both!(the_acknowledgement_is_queued_once_and_mailed_once, |kit| async move {
    let receipt = kit.notice().submit().await;
    assert_eq!(kit.app.store.read().await.unwrap().count_jobs("acknowledge-notice").await.unwrap(), 1);
    kit.work().await;
    kit.work().await;
    let mails = kit.mails();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains(&receipt.number.to_string()));
});

both!(many_notices_at_once_get_numbers_without_gap_or_repeat, |kit| async move {
    let op = kit.stranger();
    let draft = |i: usize| domain::notices::Draft {
        sender: domain::notices::Sender {
            name: format!("Người {i}"),
            phone: "0000 000 001".into(),
            ..Default::default()
        },
        description: format!("Sự cố {i}"),
        ..Default::default()
    };
    let submissions =
        (0..100).map(|i| notices::submit(&kit.app, &op, SubmitNotice::new(draft(i), Channel::Api)));
    let mut numbers: Vec<i64> = futures::future::join_all(submissions)
        .await
        .into_iter()
        .map(|r| r.unwrap().number.sequence())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(verdict.ok, "{verdict:?}");
});

both!(the_same_request_twice_gets_the_same_answer, |kit| async move {
    let op = kit.stranger();
    let with_key = |sha: &str, text: &str| {
        let draft = domain::notices::Draft {
            sender: domain::notices::Sender { name: "A".into(), phone: "1".into(), ..Default::default() },
            description: text.into(),
            ..Default::default()
        };
        SubmitNotice {
            idempotency: Some(Idempotency { scope: "x".into(), key: "k".into(), request_sha256: sha.into() }),
            ..SubmitNotice::new(draft, Channel::Api)
        }
    };
    let first = notices::submit(&kit.app, &op, with_key("1", "a")).await.unwrap();
    let again = notices::submit(&kit.app, &op, with_key("1", "a")).await.unwrap();
    assert_eq!(first, again);
    let other = notices::submit(&kit.app, &op, with_key("2", "b")).await;
    assert!(matches!(other, Err(Error::Conflict)), "{other:?}");
    assert_eq!(kit.app.store.read().await.unwrap().count_notices().await.unwrap().0, 1);
});

both!(state_secret_material_is_refused_and_nothing_is_kept, |kit| async move {
    let refused = kit.notice().with(|d| d.state_secret = true).try_submit().await;
    assert!(matches!(refused, Err(Error::Refused(r)) if r.code == "notice.state_secret"));
    assert_eq!(kit.app.store.read().await.unwrap().count_notices().await.unwrap(), (0, 0));
});

both!(triage_goes_from_taken_to_rejected_with_a_reason_the_sender_reads, |kit| async move {
    kit.network().await;
    let number = kit.notice().submit().await.number.to_string();
    let officer = kit.op("dieu-phoi").await;
    let early = notices::reject(&kit.app, &officer, &number, "không phải").await;
    assert!(matches!(early, Err(Error::Refused(r)) if r.code == "notice.not_taken"));
    notices::take(&kit.app, &officer, &number).await.unwrap();
    let check = VerifySender {
        number: number.clone(),
        method: "call-back".into(),
        verdict: Verdict::Doubtful,
        note: "Không liên lạc được".into(),
    };
    notices::verify_sender(&kit.app, &officer, check).await.unwrap();
    assert!(
        matches!(notices::reject(&kit.app, &officer, &number, " ").await, Err(Error::Refused(r)) if r.code == "notice.reason_missing")
    );
    notices::reject(&kit.app, &officer, &number, "Không phải sự cố").await.unwrap();
    let view = notices::view(&kit.app, &officer, &number).await.unwrap();
    assert_eq!(view.notice.state, NoticeState::Rejected);
    assert_eq!(view.verifications.len(), 1);
    kit.work().await;
    assert!(kit.mails().len() >= 2);
});

both!(the_sender_follows_with_number_and_secret_and_answers_a_question, |kit| async move {
    kit.network().await;
    let receipt = kit.notice().submit().await;
    let number = receipt.number.to_string();
    let officer = kit.op("dieu-phoi").await;
    notices::take(&kit.app, &officer, &number).await.unwrap();
    notices::ask_back(&kit.app, &officer, &number, "Địa chỉ IP?").await.unwrap();
    let wrong = notices::follow(&kit.app, &number, "AAAAA-AAAAA-AAAAA-AAAAA").await;
    assert!(matches!(wrong, Err(Error::NotFound)));
    let seen = notices::follow(&kit.app, &number, &receipt.secret).await.unwrap();
    assert_eq!(seen.state, NoticeState::Asked);
    assert_eq!(seen.messages.len(), 1);
    notices::reply(&kit.app, &kit.stranger(), &number, &receipt.secret, "192.0.2.10", Vec::new())
        .await
        .unwrap();
    assert_eq!(notices::follow(&kit.app, &number, &receipt.secret).await.unwrap().state, NoticeState::Taken);
});

both!(a_likely_duplicate_is_proposed_and_merged_and_the_old_number_still_works, |kit| async move {
    kit.network().await;
    let first = kit.notice().submit().await.number.to_string();
    kit.pass(Duration::from_secs(3600));
    let receipt = kit.notice().with(|d| d.description = "Cùng trang bị sửa".into()).submit().await;
    let second = receipt.number.to_string();
    let officer = kit.op("dieu-phoi").await;
    let view = notices::view(&kit.app, &officer, &second).await.unwrap();
    assert_eq!(view.similar.len(), 1);
    assert_eq!(view.similar[0].number, first);
    assert!(view.similar[0].score >= 75, "{}", view.similar[0].score);
    assert_eq!(view.systems[0].key, "he-thong");
    notices::take(&kit.app, &officer, &second).await.unwrap();
    notices::merge(&kit.app, &officer, &second, &first).await.unwrap();
    let seen = notices::follow(&kit.app, &second, &receipt.secret).await.unwrap();
    assert_eq!((seen.state, seen.merged_into), (NoticeState::Merged, Some(first)));
});

both!(words_without_tone_marks_find_the_text_with_them, |kit| async move {
    kit.network().await;
    kit.notice().with(|d| d.description = "Bệnh viện bị mã độc tống tiền".into()).submit().await;
    kit.notice().with(|d| d.description = "Lừa đảo qua thư điện tử".into()).submit().await;
    let officer = kit.op("dieu-phoi").await;
    let found = |query: &'static str| {
        let (app, op) = (kit.app.clone(), officer.clone());
        async move {
            notices::list(&app, &op, ListNotices { query: query.into(), ..Default::default() })
                .await
                .unwrap()
                .rows
                .len()
        }
    };
    assert_eq!(found("benh vien ma doc").await, 1);
    assert_eq!(found("Bệnh VIỆN").await, 1);
    assert_eq!(found("lua dao").await, 1);
    assert_eq!(found("khong co").await, 0);
});

both!(paper_is_entered_with_the_moment_of_its_arrival, |kit| async move {
    kit.network().await;
    let officer = kit.op("dieu-phoi").await;
    let arrived = kit.now().minus(Duration::from_secs(7200));
    let draft = domain::notices::Draft {
        sender: domain::notices::Sender {
            organisation: "UBND xã".into(),
            phone: "1".into(),
            ..Default::default()
        },
        description: "Công văn báo sự cố".into(),
        ..Default::default()
    };
    let cmd = SubmitNotice { received_at: Some(arrived), ..SubmitNotice::new(draft, Channel::Paper) };
    let stranger = notices::enter(&kit.app, &kit.stranger(), cmd.clone()).await;
    assert!(matches!(stranger, Err(Error::Forbidden)));
    let receipt = notices::enter(&kit.app, &officer, cmd).await.unwrap();
    let waited = receipt.acknowledged_after_micros - 7_200_000_000;
    assert!((1..60_000_000).contains(&waited), "{waited}");
});
