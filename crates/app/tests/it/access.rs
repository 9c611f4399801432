//! Who sees what, and who may do what.

use app::Error;
use app::incidents;
use app::notices::{self, WriteMessage};
use domain::incidents::Sees;
use domain::messages::Audience;
use domain::reports::ReportKind;
use testkit::both;

both!(a_foreign_body_may_not_know_of_an_incident, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let stranger = kit.op("nguoi-ngoai").await;
    assert!(matches!(incidents::view(&kit.app, &stranger, &opened.incident).await, Err(Error::NotFound)));
    assert!(matches!(notices::view(&kit.app, &stranger, &opened.notice).await, Err(Error::NotFound)));
    assert!(matches!(
        incidents::record_closed(&kit.app, &stranger, &opened.incident).await,
        Err(Error::NotFound)
    ));
});

both!(a_party_without_the_right_is_told_so, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let operator = kit.op("van-hanh").await;
    assert!(matches!(
        incidents::record_closed(&kit.app, &operator, &opened.incident).await,
        Err(Error::Forbidden)
    ));
    let view = incidents::view(&kit.app, &operator, &opened.incident).await.unwrap();
    assert_eq!(view.sees, Sees::Record);
    assert!(view.history.is_empty());
});

both!(internal_notes_stay_on_the_response_side, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let note = |audience| WriteMessage {
        number: opened.incident.clone(),
        audience,
        text: "Nội bộ".into(),
        attachments: Vec::new(),
    };
    let officer = kit.op("dieu-phoi").await;
    incidents::write_message(&kit.app, &officer, note(Audience::Internal)).await.unwrap();
    incidents::write_message(&kit.app, &officer, note(Audience::Shared)).await.unwrap();
    let seen = |login: &'static str| {
        let (app, number) = (kit.app.clone(), opened.incident.clone());
        let op = kit.op(login);
        async move { incidents::view(&app, &op.await, &number).await.unwrap().messages.len() }
    };
    assert_eq!(seen("dieu-phoi").await, 2);
    assert_eq!(seen("doi-24").await, 2);
    assert_eq!(seen("van-hanh").await, 1);
    assert_eq!(seen("nha-mang").await, 1);
    let operator = kit.op("van-hanh").await;
    assert!(matches!(
        incidents::write_message(&kit.app, &operator, note(Audience::Internal)).await,
        Err(Error::Forbidden)
    ));
});

both!(a_provider_sees_no_report_that_is_not_addressed_to_it, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let provider = kit.op("nha-mang").await;
    assert!(matches!(app::reports::view(&kit.app, &provider, report).await, Err(Error::NotFound)));
    assert!(incidents::view(&kit.app, &provider, &opened.incident).await.unwrap().reports.is_empty());
    assert!(app::reports::view(&kit.app, &kit.op("chu-quan").await, report).await.is_ok());
});

both!(an_attachment_id_is_no_key_to_other_peoples_files, |kit| async move {
    kit.network().await;
    let upload = app::attachments::Upload {
        name: "nhatky.log".into(),
        media_type: "text/plain".into(),
        malware: false,
    };
    let officer = kit.op("dieu-phoi").await;
    let file =
        app::attachments::store_upload(&kit.app, &officer, upload, b"bi mat".as_slice()).await.unwrap();
    let draft = domain::notices::Draft {
        sender: domain::notices::Sender { name: "A".into(), phone: "1".into(), ..Default::default() },
        description: "x".into(),
        ..Default::default()
    };
    let cmd = app::notices::SubmitNotice {
        attachments: vec![file.id],
        ..app::notices::SubmitNotice::new(draft, domain::notices::Channel::Web)
    };
    let refused = notices::submit(&kit.app, &kit.stranger(), cmd).await;
    assert!(matches!(refused, Err(Error::Refused(r)) if r.code == "attachment.unknown"));
});
