//! Facts about the register of systems: what may be claimed, whose an address is, what two owners claim at once.

use app::systems::{
    BringAllocations, ChangeSystem, DecideDispute, DisputeView, NewDescription, NewSoftware, NewSystem, bring_allocations,
    change_system, create_system, decide_dispute, list_decisions, list_disputes, show_system, systems_running, whois,
};
use domain::bodies::BodyKind;
use domain::incidents::Environment;
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
    let keys = [known.owner, known.operator, known.provider, known.unit].map(|body| body.unwrap().key);
    assert_eq!(keys, ["chu-quan", "van-hanh", "nha-mang", "doi-24"]);
    assert!(matches!(whois(&kit.app, &op, "bệnh viện").await, Err(app::Error::Invalid(_))));
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
    let told: Vec<(&str, &str)> = found.iter().map(|d| (d.wider.value.as_str(), d.narrower.value.as_str())).collect();
    assert_eq!(told, [("203.0.113.0/24", "203.0.113.7"), ("hoasen.com.vn", "his.hoasen.com.vn")]);
    assert!(matches!(list_disputes(&kit.app, &kit.op("van-hanh").await).await, Err(app::Error::Forbidden)));
});
