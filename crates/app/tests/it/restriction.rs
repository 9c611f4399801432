//! Facts about restricted records: who sees them, who does not, and that nothing tells of them.

use app::Error;
use app::incidents::{self, ListIncidents, SetMarks};
use app::notices::{self, ListNotices, SubmitNotice};
use app::restriction::{
    ExceptConfidentiality, NamePersons, RecordKind, RestrictNotice, WithdrawPerson, except_confidentiality,
    name_persons, restrict_notice, show_access, withdraw_person,
};
use app::why::{why_incident, why_notice, why_report};
use domain::access::Relation;
use domain::incidents::Tlp;
use domain::notices::Channel;
use domain::reports::ReportKind;
use domain::{Op, PersonId};
use std::time::Duration;
use testkit::{Kit, both};

const HOUR: Duration = Duration::from_secs(3600);

async fn mark(kit: &Kit, who: &str, number: &str, tlp: Tlp, confidential: bool) -> app::Result<()> {
    let version = incidents::view(&kit.app, &kit.system(), number).await?.incident.version;
    let cmd = SetMarks {
        number: number.into(),
        version,
        tlp,
        confidential,
        state_secret_concerned: false,
        beyond_ability: false,
        circumstances: None,
    };
    incidents::set_marks(&kit.app, &kit.op(who).await, cmd).await
}

async fn person(kit: &Kit, login: &str) -> PersonId {
    kit.op(login).await.actor.person().unwrap()
}

async fn name(
    kit: &Kit,
    by: &str,
    number: &str,
    who: &str,
    until: Option<domain::Moment>,
) -> app::Result<()> {
    let kind = if number.starts_with("TB") { RecordKind::Notice } else { RecordKind::Incident };
    let persons = vec![person(kit, who).await];
    let cmd = NamePersons { kind, number: number.into(), persons, reason: "Ứng cứu".into(), until };
    name_persons(&kit.app, &kit.op(by).await, cmd).await
}

async fn withdraw(kit: &Kit, by: &str, number: &str, who: &str) -> app::Result<()> {
    let cmd =
        WithdrawPerson { kind: RecordKind::Incident, number: number.into(), person: person(kit, who).await };
    withdraw_person(&kit.app, &kit.op(by).await, cmd).await
}

async fn sees(kit: &Kit, who: &str, number: &str) -> bool {
    match incidents::view(&kit.app, &kit.op(who).await, number).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Everything that lists something for somebody, as one text.
async fn told(kit: &Kit, op: &Op) -> String {
    let app = &kit.app;
    let listed = incidents::list(app, op, ListIncidents::default()).await.unwrap();
    let words = ListIncidents { query: "cong thong tin".into(), ..ListIncidents::default() };
    let found = incidents::list(app, op, words).await.unwrap();
    let notices = notices::list(app, op, ListNotices::default()).await.unwrap();
    let today = app::today::view(app, op).await.unwrap();
    let reports = app::reports::inbox(app, op, app::reports::ListReports::default()).await.unwrap();
    format!("{listed:?}{found:?}{notices:?}{today:?}{reports:?}")
}

fn refused<T: std::fmt::Debug>(result: app::Result<T>, code: &str) {
    assert!(matches!(&result, Err(Error::Refused(r)) if r.code == code), "{result:?} is not {code}");
}

both!(a_red_incident_opens_to_whoever_worked_on_it_and_to_nobody_else, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    kit.report(&opened.incident, ReportKind::Initial).await;
    for who in ["dieu-phoi", "thuong-truc", "doi-24", "van-hanh", "chu-quan", "nha-mang"] {
        assert!(sees(&kit, who, &opened.incident).await, "{who}");
    }
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    for who in ["dieu-phoi", "van-hanh"] {
        assert!(sees(&kit, who, &opened.incident).await, "{who}");
    }
    for who in ["thuong-truc", "doi-24", "chu-quan", "nha-mang", "nguoi-ngoai"] {
        assert!(!sees(&kit, who, &opened.incident).await, "{who}");
    }
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Amber, false).await.unwrap();
    assert!(sees(&kit, "doi-24", &opened.incident).await);
    // The next time begins anew.
    mark(&kit, "van-hanh", &opened.incident, Tlp::Amber, true).await.unwrap();
    let view = show_access(&kit.app, &kit.op("van-hanh").await, RecordKind::Incident, &opened.incident)
        .await
        .unwrap();
    assert_eq!(view.named.len(), 2, "{view:?}");
});

both!(lists_counts_and_search_say_nothing_of_what_is_restricted, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    kit.pass(Duration::from_secs(10 * 86_400));
    for who in ["thuong-truc", "doi-24", "chu-quan"] {
        let told = told(&kit, &kit.op(who).await).await;
        assert!(!told.contains(&opened.incident), "{who}: {told}");
        assert!(told.contains("overdue: ([], 0)"), "{who}: {told}");
        let hidden = app::reports::view(&kit.app, &kit.op(who).await, report).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{who}");
    }
    assert!(told(&kit, &kit.op("van-hanh").await).await.contains(&opened.incident));
    assert!(told(&kit, &kit.op("dieu-phoi").await).await.contains(&opened.incident));
    // A notice that anybody of the coordinator sees does not name the incident it led to.
    let notice = notices::view(&kit.app, &kit.op("thuong-truc").await, &opened.notice).await.unwrap();
    assert_eq!(notice.incident, None);
    let provision =
        app::law::open_duties(&kit.app, &kit.op("thuong-truc").await, "tt20-2017", "d9-notice").await;
    assert_eq!(provision.unwrap().map(|open| (open.count, open.incidents)), Some((0, Vec::new())));
});

both!(mails_of_a_restricted_incident_tell_no_title, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let title = incidents::view(&kit.app, &kit.system(), &opened.incident).await.unwrap().incident.title;
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    name(&kit, "dieu-phoi", &opened.incident, "van-hanh", None).await.unwrap();
    kit.work().await;
    let before = kit.mails().len();
    kit.report(&opened.incident, ReportKind::Initial).await;
    kit.pass(Duration::from_secs(20 * 86_400));
    kit.work().await;
    let mails = kit.mails();
    assert!(mails.len() > before);
    for mail in &mails[before..] {
        let text = mail::parse::read(mail.as_bytes(), &mail::Limits::default()).unwrap();
        assert!(!format!("{} {}", text.subject, text.body_text).contains(&title), "{mail}");
    }
});

both!(a_person_is_named_for_a_time_and_only_who_would_see_it_anyway, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    let foreign = name(&kit, "dieu-phoi", &opened.incident, "nguoi-ngoai", None).await;
    assert!(matches!(foreign, Err(Error::Invalid(_))), "{foreign:?}");
    let administrator = name(&kit, "dieu-phoi", &opened.incident, "quan-tri", None).await;
    assert!(matches!(administrator, Err(Error::Invalid(_))), "{administrator:?}");
    name(&kit, "dieu-phoi", &opened.incident, "doi-24", Some(kit.now().plus(HOUR))).await.unwrap();
    assert!(sees(&kit, "doi-24", &opened.incident).await);
    kit.pass(HOUR);
    assert!(!sees(&kit, "doi-24", &opened.incident).await);
    assert!(!told(&kit, &kit.op("doi-24").await).await.contains(&opened.incident));
    let past = name(&kit, "dieu-phoi", &opened.incident, "doi-24", Some(kit.now())).await;
    assert!(matches!(past, Err(Error::Invalid(_))));
});

both!(every_addressee_of_a_report_may_be_named_and_then_reads_it, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let incident = incidents::view(&kit.app, &kit.system(), &opened.incident).await.unwrap().incident.id;
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    let reached = kit.app.store.read().await.unwrap().deliveries_of_incident(incident).await.unwrap();
    let mut named = 0;
    for who in ["thuong-truc", "doi-24", "chu-quan", "nha-mang"] {
        let body = kit.body(who).await;
        if !reached.iter().any(|delivery| delivery.body == body) {
            continue;
        }
        let reads = async || app::reports::view(&kit.app, &kit.op(who).await, report).await;
        assert!(matches!(reads().await, Err(Error::NotFound)), "{who}");
        name(&kit, "dieu-phoi", &opened.incident, who, None).await.unwrap();
        reads().await.unwrap();
        named += 1;
    }
    assert!(named > 0, "{reached:?}");
    let foreign = name(&kit, "dieu-phoi", &opened.incident, "nguoi-ngoai", None).await;
    assert!(matches!(foreign, Err(Error::Invalid(_))), "{foreign:?}");
});

both!(an_operator_names_persons_of_its_own_body_alone, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    mark(&kit, "van-hanh", &opened.incident, Tlp::Amber, true).await.unwrap();
    kit.person("van-hanh-2", "van-hanh", &[domain::people::Role::Operator]).await;
    assert!(!sees(&kit, "van-hanh-2", &opened.incident).await);
    name(&kit, "van-hanh", &opened.incident, "van-hanh-2", None).await.unwrap();
    assert!(sees(&kit, "van-hanh-2", &opened.incident).await);
    let other = name(&kit, "van-hanh", &opened.incident, "chu-quan", None).await;
    assert!(matches!(other, Err(Error::Invalid(_))), "{other:?}");
    let taken = withdraw(&kit, "van-hanh", &opened.incident, "dieu-phoi").await;
    assert!(matches!(taken, Err(Error::Forbidden)), "{taken:?}");
    name(&kit, "dieu-phoi", &opened.incident, "nha-mang", None).await.unwrap();
    let provider = name(&kit, "nha-mang", &opened.incident, "nha-mang", None).await;
    assert!(matches!(provider, Err(Error::Forbidden)), "{provider:?}");
});

both!(the_last_person_who_sees_a_record_stays, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    refused(withdraw(&kit, "dieu-phoi", &opened.incident, "dieu-phoi").await, "restriction.last_person");
    refused(withdraw(&kit, "dieu-phoi", &opened.incident, "doi-24").await, "restriction.not_named");
    name(&kit, "dieu-phoi", &opened.incident, "doi-24", Some(kit.now().plus(HOUR))).await.unwrap();
    refused(withdraw(&kit, "dieu-phoi", &opened.incident, "dieu-phoi").await, "restriction.last_person");
    name(&kit, "dieu-phoi", &opened.incident, "doi-24", None).await.unwrap();
    refused(name(&kit, "dieu-phoi", &opened.incident, "doi-24", None).await, "restriction.named_already");
    // Whoever is shut out is not the one who stays.
    app::people::set_active(&kit.app, &kit.system(), "doi-24", false).await.unwrap();
    refused(withdraw(&kit, "dieu-phoi", &opened.incident, "dieu-phoi").await, "restriction.last_person");
    app::people::set_active(&kit.app, &kit.system(), "doi-24", true).await.unwrap();
    withdraw(&kit, "dieu-phoi", &opened.incident, "dieu-phoi").await.unwrap();
    assert!(!sees(&kit, "dieu-phoi", &opened.incident).await);
    // Whoever holds the machine can name somebody again.
    let persons = vec![person(&kit, "thuong-truc").await];
    let cmd = NamePersons {
        kind: RecordKind::Incident,
        number: opened.incident.clone(),
        persons,
        reason: "Bàn giao".into(),
        until: None,
    };
    name_persons(&kit.app, &kit.system(), cmd).await.unwrap();
    assert!(sees(&kit, "thuong-truc", &opened.incident).await);
});

both!(many_others_to_warn_except_an_incident_from_confidentiality_and_not_from_red, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    mark(&kit, "van-hanh", &opened.incident, Tlp::Amber, true).await.unwrap();
    let except = async |who: &str, document: &str| {
        let version =
            incidents::view(&kit.app, &kit.system(), &opened.incident).await.unwrap().incident.version;
        let cmd = ExceptConfidentiality {
            number: opened.incident.clone(),
            version,
            reason: "Nhiều đơn vị dùng chung phần mềm".into(),
            document: document.into(),
        };
        except_confidentiality(&kit.app, &kit.op(who).await, cmd).await
    };
    assert!(matches!(except("van-hanh", "15/CV").await, Err(Error::Forbidden)));
    assert!(matches!(except("thuong-truc", "15/CV").await, Err(Error::NotFound)));
    name(&kit, "van-hanh", &opened.incident, "van-hanh", None).await.unwrap_err();
    // The coordinator's officer confirmed the incident and is named.
    refused(except("dieu-phoi", " ").await, "incident.document_missing");
    except("dieu-phoi", "15/CV").await.unwrap();
    assert!(sees(&kit, "doi-24", &opened.incident).await);
    refused(except("dieu-phoi", "15/CV").await, "restriction.no_confidentiality");
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, true).await.unwrap();
    assert!(!sees(&kit, "doi-24", &opened.incident).await);
});

both!(a_confidential_notice_is_seen_by_whoever_may_take_it_then_by_whoever_took_it, |kit| async move {
    kit.network().await;
    let asks = |draft: &mut domain::notices::Draft| draft.confidential = true;
    let number = kit.notice().with(asks).submit().await.number.to_string();
    let second = kit.notice().submit().await.number.to_string();
    let view = async |who: &str| notices::view(&kit.app, &kit.op(who).await, &number).await.is_ok();
    assert!(view("dieu-phoi").await && view("thuong-truc").await);
    notices::take(&kit.app, &kit.op("dieu-phoi").await, &number).await.unwrap();
    assert!(view("dieu-phoi").await && !view("thuong-truc").await);
    assert!(!told(&kit, &kit.op("thuong-truc").await).await.contains(&number));
    let today = app::today::view(&kit.app, &kit.op("thuong-truc").await).await.unwrap();
    assert_eq!(today.open_notices, vec![("received".to_owned(), 1)]);
    // A likely duplicate is not proposed to whoever may not know of it, and cannot be merged into.
    let similar = notices::view(&kit.app, &kit.op("thuong-truc").await, &second).await.unwrap().similar;
    assert!(similar.is_empty(), "{similar:?}");
    let merged = notices::merge(&kit.app, &kit.op("thuong-truc").await, &second, &number).await;
    assert!(matches!(merged, Err(Error::NotFound)));
    name(&kit, "dieu-phoi", &number, "thuong-truc", None).await.unwrap();
    assert!(view("thuong-truc").await);
    let open =
        RestrictNotice {
            number: number.clone(), restricted: false, reason: "Người gửi đồng ý".into()
        };
    restrict_notice(&kit.app, &kit.op("dieu-phoi").await, open).await.unwrap();
    assert!(told(&kit, &kit.op("thuong-truc").await).await.contains(&number));
});

both!(whoever_hands_in_a_confidential_notice_goes_on_seeing_it, |kit| async move {
    kit.network().await;
    kit.person("chu-quan-2", "chu-quan", &[domain::people::Role::Owner]).await;
    let draft = domain::notices::Draft {
        sender: domain::notices::Sender { name: "A".into(), phone: "1".into(), ..Default::default() },
        description: "x".into(),
        confidential: true,
        ..Default::default()
    };
    let owner = kit.op("chu-quan").await;
    let number = notices::submit(&kit.app, &owner, SubmitNotice::new(draft, Channel::Web))
        .await
        .unwrap()
        .number
        .to_string();
    assert!(notices::view(&kit.app, &owner, &number).await.is_ok());
    let colleague = kit.op("chu-quan-2").await;
    assert!(matches!(notices::view(&kit.app, &colleague, &number).await, Err(Error::NotFound)));
    let listed = notices::list(&kit.app, &colleague, ListNotices::default()).await.unwrap();
    assert!(listed.rows.is_empty());
});

both!(each_reading_of_a_restricted_record_is_noted_once_in_a_quarter_of_an_hour, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    assert!(sees(&kit, "doi-24", &opened.incident).await);
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    let reads = async || {
        let access =
            show_access(&kit.app, &kit.op("dieu-phoi").await, RecordKind::Incident, &opened.incident).await;
        let reads = access.unwrap().reads;
        reads.iter().filter(|r| r.name == "Người van-hanh").map(|r| r.door.clone()).collect::<Vec<_>>()
    };
    assert_eq!(reads().await, Vec::<String>::new());
    for _ in 0..3 {
        assert!(sees(&kit, "van-hanh", &opened.incident).await);
    }
    assert_eq!(reads().await, ["page"]);
    kit.pass(Duration::from_secs(15 * 60));
    app::reports::document(&kit.app, &kit.op("van-hanh").await, report, None).await.unwrap();
    assert_eq!(reads().await.len(), 2);
    let operator =
        show_access(&kit.app, &kit.op("van-hanh").await, RecordKind::Incident, &opened.incident).await;
    assert!(operator.unwrap().may_name);
});

both!(why_names_role_relation_and_who_named, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let unit = why_incident(&kit.app, &kit.op("doi-24").await, &opened.incident).await.unwrap();
    // The team takes two parts: that of the specialised unit, and that of the standing office.
    assert_eq!(unit.grounds.len(), 2, "{unit:?}");
    let party = |g: &domain::access::Ground| g.tie.relation == Relation::Party && g.tie.since.is_some();
    assert!(unit.grounds.iter().all(party), "{unit:?}");
    assert!(!unit.restricted && unit.opened_by.is_empty());
    let coordinator = why_notice(&kit.app, &kit.op("dieu-phoi").await, &opened.notice).await.unwrap();
    assert!(coordinator.grounds.iter().any(|g| g.tie.relation == Relation::Handler));
    let writer = why_report(&kit.app, &kit.op("van-hanh").await, report).await.unwrap();
    assert!(writer.grounds.iter().any(|g| g.tie.relation == Relation::OwnBody));
    let owner = why_report(&kit.app, &kit.op("chu-quan").await, report).await.unwrap();
    assert!(owner.grounds.iter().any(|g| g.tie.relation == Relation::Addressee));
    let foreign = why_incident(&kit.app, &kit.op("nguoi-ngoai").await, &opened.incident).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    mark(&kit, "dieu-phoi", &opened.incident, Tlp::Red, false).await.unwrap();
    name(&kit, "dieu-phoi", &opened.incident, "doi-24", None).await.unwrap();
    let named = why_incident(&kit.app, &kit.op("doi-24").await, &opened.incident).await.unwrap();
    assert!(named.restricted && named.opened_by.iter().all(|tie| tie.by == "Người dieu-phoi"), "{named:?}");
});

both!(staff_are_listed_to_those_who_need_it, |kit| async move {
    kit.network().await;
    assert!(app::people::list_people(&kit.app, &kit.op("quan-tri").await).await.is_ok());
    for who in ["dieu-phoi", "doi-24", "van-hanh", "chu-quan", "nha-mang", "bao-cao"] {
        assert!(matches!(
            app::people::list_people(&kit.app, &kit.op(who).await).await,
            Err(Error::Forbidden)
        ));
    }
});

both!(another_table_of_rights_goes_on_record, |kit| async move {
    assert!(!app::rights::note_table(&kit.app, &kit.system()).await.unwrap());
    assert!(!app::rights::note_table(&kit.app, &kit.system()).await.unwrap());
    let mut tx = kit.app.store.write().await.unwrap();
    tx.set_deployment_fact("rights-table", "0000").await.unwrap();
    tx.commit(kit.now()).await.unwrap();
    assert!(app::rights::note_table(&kit.app, &kit.system()).await.unwrap());
    let rows = kit.app.store.read().await.unwrap().audit_count("rights", "rights.changed").await.unwrap();
    assert_eq!(rows, 1);
});

both!(superiors_are_those_above_and_the_unit_that_answers, |kit| async move {
    kit.network().await;
    let mut tx = kit.app.store.write().await.unwrap();
    let parent = tx.body_by_key("nguoi-ngoai").await.unwrap().unwrap();
    let mut owner = tx.body_by_key("chu-quan").await.unwrap().unwrap();
    owner.parent = Some(parent.id);
    tx.update_body(&owner).await.unwrap();
    tx.commit(kit.now()).await.unwrap();
    let unit = kit.body("doi-24").await;
    let mut read = kit.app.store.read().await.unwrap();
    let above = app::bodies::roles::superiors(&mut read, owner.id).await.unwrap();
    assert!(above.contains(&parent.id) && above.contains(&unit), "{above:?}");
    assert_eq!(app::bodies::roles::below(&mut read, parent.id).await.unwrap(), [owner.id]);
});
