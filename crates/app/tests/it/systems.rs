//! Facts about the register of systems: what may be claimed, whose an address is, what two owners claim at once.

use app::contacts::{EnterContact, NewContact, enter_contact};
use app::systems::{
    BringAllocations, ChangeSystem, DecideDispute, DisputeView, NewDescription, NewSoftware, NewSystem,
    bring_allocations, change_system, create_system, decide_dispute, list_decisions, list_disputes,
    show_system, systems_running, whois,
};
use domain::bodies::BodyKind;
use domain::incidents::Environment;
use domain::systems::disputes::Verdict;
use testkit::{Kit, both};

fn system(key: &str, owner: &str, addresses: &[&str], domains: &[&str]) -> NewSystem {
    NewSystem {
        key: key.into(),
        name: format!("Hệ thống {key}"),
        owner_key: owner.into(),
        operator_key: "van-hanh".into(),
        provider_key: Some("nha-mang".into()),
        level: Some(2),
        national_important: false,
        environment: Environment::Internet,
        domains: domains.iter().map(|text| (*text).to_owned()).collect(),
        addresses: addresses.iter().map(|text| (*text).to_owned()).collect(),
        purpose: String::new(),
        description: NewDescription::default(),
    }
}

async fn enter(kit: &Kit, new: NewSystem) -> Result<(), String> {
    match create_system(&kit.app, &kit.system(), new).await {
        Ok(_) => Ok(()),
        Err(app::Error::Invalid(problems)) => Err(problems[0].code.clone()),
        Err(other) => panic!("{other:?}"),
    }
}

both!(what_is_no_systems_to_claim_is_refused_with_the_reason, |kit| async move {
    kit.network().await;
    for (addresses, domains, code) in [
        (&["10.0.0.0/8"][..], &[][..], "private_address"),
        (&["203.0.113.1/24"], &[], "range_not_canonical"),
        (&["128.0.0.0/7"], &[], "range_too_wide"),
        (&["hoasen.example"], &[], "not_a_range"),
        (&[], &["com.vn"], "public_suffix"),
        (&[], &["hoa sen.vn"], "not_a_domain"),
    ] {
        assert_eq!(enter(&kit, system("he", "chu-quan", addresses, domains)).await, Err(code.to_owned()));
    }
    assert_eq!(enter(&kit, system("he", "chu-quan", &["203.0.113.0/24"], &["hoasen.com.vn"])).await, Ok(()));
});

both!(an_address_leads_to_the_narrowest_claim_and_whom_to_call, |kit| async move {
    kit.network().await;
    enter(&kit, system("rong", "chu-quan", &["203.0.113.0/24", "2001:db8::/32"], &["hoasen.com.vn"]))
        .await
        .unwrap();
    enter(&kit, system("hep", "chu-quan", &["203.0.113.128/25"], &["his.hoasen.com.vn"])).await.unwrap();
    let op = kit.op("dieu-phoi").await;
    let ask = async |asked: &str| {
        let answer = whois(&kit.app, &op, asked).await.unwrap();
        let keys: Vec<String> = answer.systems.iter().map(|known| known.system.key.clone()).collect();
        (answer.claim.unwrap_or_default(), keys.join(" "))
    };
    let told = |claim: &str, key: &str| (claim.to_owned(), key.to_owned());
    assert_eq!(ask("203.0.113.200").await, told("203.0.113.128/25", "hep"));
    assert_eq!(ask("203.0.113.7").await, told("203.0.113.0/24", "rong"));
    assert_eq!(ask("::ffff:203.0.113.7").await, told("203.0.113.0/24", "rong"));
    assert_eq!(ask("2001:db8:7::1").await, told("2001:db8::/32", "rong"));
    assert_eq!(ask("a.b.HIS.hoasen.com.vn.").await, told("his.hoasen.com.vn", "hep"));
    assert_eq!(ask("www.hoasen.com.vn").await, told("hoasen.com.vn", "rong"));
    assert_eq!(ask("198.18.0.1").await, told("", ""));
    let known = whois(&kit.app, &op, "203.0.113.7").await.unwrap().systems.remove(0);
    let keys = [known.owner, known.operator, known.provider, known.unit].map(|party| party.unwrap().body.key);
    assert_eq!(keys, ["chu-quan", "van-hanh", "nha-mang", "doi-24"]);
    assert!(matches!(whois(&kit.app, &op, "bệnh viện").await, Err(app::Error::Invalid(_))));
});

both!(whois_names_the_contact_point_to_try_first_where_the_owner_is, |kit| async move {
    kit.network().await;
    enter(&kit, system("he", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    let op = kit.op("dieu-phoi").await;
    let ask = async || whois(&kit.app, &op, "203.0.113.7").await.unwrap().systems.remove(0);
    assert!(ask().await.provider.unwrap().first_contact.is_none());
    let put = async |name: &str, province: Option<&str>, severe: bool| {
        let to_be = NewContact {
            kind: "unit".into(),
            name: name.into(),
            phone: "0200 000 001".into(),
            province: province.map(str::to_owned),
            always: true,
            severe,
            ..NewContact::default()
        };
        let command =
            EnterContact { body: "nha-mang".into(), contact: None, to_be, changed_at: None, told: None };
        enter_contact(&kit.app, &op, command).await.unwrap();
    };
    let first = async || ask().await.provider.unwrap().first_contact.unwrap();
    let here = ask().await.owner.unwrap().body.province.unwrap();
    let elsewhere = if here == "01" { "79" } else { "01" };
    put("A ở tỉnh khác", Some(elsewhere), false).await;
    assert_eq!(first().await.contact.name, "A ở tỉnh khác", "better than nobody");
    put("C cả đơn vị", None, false).await;
    assert_eq!(first().await.contact.name, "C cả đơn vị");
    put("B khi nghiêm trọng", Some(&here), true).await;
    assert_eq!(first().await.contact.name, "C cả đơn vị", "that one is for severe incidents");
    put("D ở tỉnh này", Some(&here), false).await;
    let found = first().await;
    assert_eq!((found.contact.name.as_str(), found.reach.score), ("D ở tỉnh này", 0));
    assert!(show_system(&kit.app, &op, "he").await.unwrap().known.provider.unwrap().first_contact.is_some());
});

both!(others_learn_nothing_of_a_system_that_does_not_concern_them, |kit| async move {
    kit.network().await;
    enter(&kit, system("he", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    for (who, sees) in
        [("chu-quan", true), ("van-hanh", true), ("doi-24", true), ("nha-mang", true), ("nguoi-ngoai", false)]
    {
        let answer = whois(&kit.app, &kit.op(who).await, "203.0.113.7").await.unwrap();
        assert_eq!((answer.claim.is_some(), answer.systems.len()), (sees, usize::from(sees)), "{who}");
    }
    assert!(matches!(
        whois(&kit.app, &kit.op("bao-cao").await, "203.0.113.7").await,
        Err(app::Error::Forbidden)
    ));
});

both!(what_two_owners_claim_is_put_to_an_officer, |kit| async move {
    kit.network().await;
    kit.enter_body("khac", BodyKind::Owner, "24").await;
    enter(&kit, system("mot", "chu-quan", &["203.0.113.0/24"], &["hoasen.com.vn"])).await.unwrap();
    enter(&kit, system("hai", "khac", &["203.0.113.7"], &["his.hoasen.com.vn"])).await.unwrap();
    let found = list_disputes(&kit.app, &kit.op("quan-tri").await).await.unwrap();
    let told: Vec<(&str, &str)> =
        found.iter().map(|d| (d.wider.value.as_str(), d.narrower.value.as_str())).collect();
    assert_eq!(told, [("203.0.113.0/24", "203.0.113.7"), ("hoasen.com.vn", "his.hoasen.com.vn")]);
    assert!(matches!(list_disputes(&kit.app, &kit.op("van-hanh").await).await, Err(app::Error::Forbidden)));
});

/// The disputes that wait, as an officer sees them.
async fn waiting(kit: &Kit) -> Vec<DisputeView> {
    list_disputes(&kit.app, &kit.op("quan-tri").await).await.unwrap()
}

fn decision(dispute: &DisputeView, verdict: Verdict) -> DecideDispute {
    DecideDispute {
        wider_system: dispute.wider.system.key.clone(),
        wider: dispute.wider.value.clone(),
        narrower_system: dispute.narrower.system.key.clone(),
        narrower: dispute.narrower.value.clone(),
        since: dispute.since,
        verdict,
        reason: "Nhà mạng và khách hàng, theo hợp đồng".into(),
    }
}

async fn change(kit: &Kit, who: &str, key: &str, to_be: NewSystem) -> app::Result<()> {
    let op = kit.op(who).await;
    let version = show_system(&kit.app, &op, key).await?.known.system.version;
    change_system(&kit.app, &op, ChangeSystem { key: key.into(), version, to_be }).await
}

fn codes(result: app::Result<()>) -> Vec<(String, String)> {
    match result {
        Err(app::Error::Invalid(problems)) => problems.into_iter().map(|p| (p.field, p.code)).collect(),
        other => panic!("{other:?}"),
    }
}

both!(a_claim_that_an_officer_withdraws_leaves_the_other, |kit| async move {
    kit.network().await;
    kit.enter_body("khac", BodyKind::Owner, "24").await;
    enter(&kit, system("mot", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    enter(&kit, system("hai", "khac", &["203.0.113.0/24"], &[])).await.unwrap();
    let found = waiting(&kit).await;
    assert_eq!(found.len(), 1);
    let officer = kit.op("quan-tri").await;
    let verdict =
        if found[0].wider.system.key == "hai" { Verdict::WiderWithdrawn } else { Verdict::NarrowerWithdrawn };
    let mut unexplained = decision(&found[0], verdict);
    unexplained.reason = " ".into();
    assert_eq!(codes(decide_dispute(&kit.app, &officer, unexplained).await)[0].0, "reason");
    let stranger = kit.op("van-hanh").await;
    let refused = decide_dispute(&kit.app, &stranger, decision(&found[0], verdict)).await;
    assert!(matches!(refused, Err(app::Error::Forbidden)));
    decide_dispute(&kit.app, &officer, decision(&found[0], verdict)).await.unwrap();
    assert!(waiting(&kit).await.is_empty());
    assert_eq!(list_decisions(&kit.app, &officer).await.unwrap().len(), 1);
    let answer = whois(&kit.app, &officer, "203.0.113.7").await.unwrap();
    let keys: Vec<&str> = answer.systems.iter().map(|known| known.system.key.as_str()).collect();
    assert_eq!(keys, ["mot"]);
});

both!(what_both_stands_is_asked_again_only_when_a_claim_is_entered_anew, |kit| async move {
    kit.network().await;
    kit.enter_body("khac", BodyKind::Owner, "24").await;
    let narrow = |addresses: &[&str]| system("hep", "khac", addresses, &[]);
    enter(&kit, system("rong", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    enter(&kit, narrow(&["203.0.113.7"])).await.unwrap();
    let found = waiting(&kit).await;
    let officer = kit.op("quan-tri").await;
    decide_dispute(&kit.app, &officer, decision(&found[0], Verdict::BothStand)).await.unwrap();
    assert!(waiting(&kit).await.is_empty());
    let again = decide_dispute(&kit.app, &officer, decision(&found[0], Verdict::BothStand)).await;
    assert!(matches!(again, Err(app::Error::Refused(refusal)) if refusal.code == "dispute.already_decided"));
    let mut named = narrow(&["203.0.113.7"]);
    named.purpose = "Cổng thông tin".into();
    change(&kit, "quan-tri", "hep", named).await.unwrap();
    assert!(waiting(&kit).await.is_empty(), "the claim stands as it stood");
    kit.pass(std::time::Duration::from_secs(3600));
    change(&kit, "quan-tri", "hep", narrow(&[])).await.unwrap();
    change(&kit, "quan-tri", "hep", narrow(&["203.0.113.7"])).await.unwrap();
    assert_eq!(waiting(&kit).await.len(), 1);
});

both!(an_operator_changes_what_it_knows_best_and_never_whose_the_system_is, |kit| async move {
    kit.network().await;
    enter(&kit, system("he", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    let mut told = system("he", "chu-quan", &["203.0.113.0/25"], &["donvi.example"]);
    told.description.software = vec![NewSoftware::of_line("Máy chủ web | 2.4.58")];
    change(&kit, "van-hanh", "he", told).await.unwrap();
    let given_away = change(&kit, "van-hanh", "he", system("he", "nguoi-ngoai", &[], &[])).await;
    assert!(codes(given_away).contains(&("owner".into(), "register_keeps".into())));
    let not_its_own = change(&kit, "nguoi-ngoai", "he", system("he", "nguoi-ngoai", &[], &[])).await;
    assert!(matches!(not_its_own, Err(app::Error::NotFound)));
    let provider = change(&kit, "nha-mang", "he", system("he", "chu-quan", &[], &[])).await;
    assert!(matches!(provider, Err(app::Error::Forbidden)));
});

both!(software_is_found_by_its_words_its_name_and_its_version, |kit| async move {
    kit.network().await;
    let mut wrong = system("he", "chu-quan", &[], &[]);
    wrong.description.software =
        vec![NewSoftware { cpe: "cpe:2.3:a:example".into(), ..NewSoftware::default() }];
    assert_eq!(enter(&kit, wrong).await, Err("not_a_cpe".to_owned()));
    let mut new = system("he", "chu-quan", &[], &[]);
    new.description.software = vec![NewSoftware::of_line(
        "Máy chủ web | 2.4.58 | cpe:2.3:a:example:web_server:2.4.58:*:*:*:*:*:*:*",
    )];
    enter(&kit, new).await.unwrap();
    enter(&kit, system("khong", "chu-quan", &[], &[])).await.unwrap();
    let ask = async |who: &str, software: &str, version: &str| {
        systems_running(&kit.app, &kit.op(who).await, software, version).await.unwrap().len()
    };
    for (software, version, found) in [
        ("may chu", "", 1),
        ("web server", "2.4", 1),
        ("máy chủ web", "2.4.58", 1),
        ("máy chủ web", "2.5", 0),
        ("máy chủ web", "2.4.5", 0),
        ("cpe:2.3:a:example:web_server", "", 1),
        ("cpe:2.3:a:example:other", "", 0),
    ] {
        assert_eq!(ask("dieu-phoi", software, version).await, found, "{software} {version}");
    }
    assert_eq!((ask("chu-quan", "web", "").await, ask("nguoi-ngoai", "web", "").await), (1, 0));
});

both!(what_a_registry_says_replaces_what_it_said_and_stays_apart_from_what_people_claim, |kit| async move {
    kit.network().await;
    enter(&kit, system("he", "chu-quan", &["203.0.113.0/24"], &[])).await.unwrap();
    let officer = kit.op("quan-tri").await;
    let bring = async |file: &str| {
        let command = BringAllocations { source: "delegated-example".into(), home: "vn".into(), write: true };
        bring_allocations(&kit.app, &officer, command, file.as_bytes()).await
    };
    let first =
        "2|example|20261127|1|19830101|20261126|+0700\nexample|VN|ipv4|203.0.113.0|256|20110415|allocated\n";
    assert!(bring(first).await.unwrap().written);
    let remark = whois(&kit.app, &officer, "203.0.113.7").await.unwrap().registry.unwrap();
    assert_eq!((remark.allocation.unwrap().country.as_str(), remark.outside), ("VN", false));
    let broken = bring("example|VN|ipv4|198.51.100.0|256|20110415|allocated\nhello\n").await.unwrap();
    assert_eq!((broken.written, broken.wrong_lines), (false, vec![2]));
    assert!(bring("hello\n").await.is_err());
    let second = "example|ZZ|ipv4|203.0.113.0|128|20110415|assigned\n";
    assert!(bring(second).await.unwrap().written);
    let view = show_system(&kit.app, &officer, "he").await.unwrap();
    assert_eq!(view.known.system.addresses, ["203.0.113.0/24"]);
    assert_eq!((view.remarks[0].allocation.as_ref(), view.remarks[0].outside), (None, true));
});
