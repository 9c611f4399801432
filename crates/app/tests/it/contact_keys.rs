//! Facts about public keys of contact points: which are taken and which refused, that a key belongs to its address, and that
//! its end is seen in time.

use app::Error;
use app::contacts::{
    EnterContact, KeyWanted, NewContact, contact_key, count_ending_keys, enter_contact, list_changes,
    list_contacts, list_ending_keys, watch_keys,
};
use app::members::{DeclareProfile, Enrol, declare_profile, enrol, show_member};
use app::registry::{bring_in, sheet_bytes, take_out};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::contacts::{ContactPoint, KeyState};
use domain::members::MemberKind;
use domain::{ContactPointId, FieldProblem, Moment, Op};
use exchange::openpgp;
use std::time::Duration;
use testkit::{KeyMaker, Kit, both};

const DAY: Duration = Duration::from_secs(86_400);
const ADDRESS: &str = "truc@chu-quan.example";

/// Seconds are all that a key knows of time.
fn whole(at: Moment) -> Moment {
    Moment::from_micros(at.micros() / 1_000_000 * 1_000_000)
}

fn maker(kit: &Kit) -> KeyMaker {
    KeyMaker::of(1, ADDRESS, whole(kit.now()).minus(DAY * 100))
}

fn contact(key: KeyWanted) -> NewContact {
    NewContact {
        kind: "unit".into(),
        name: "Tổ trực ban".into(),
        phone: "0200 000 001".into(),
        email: ADDRESS.into(),
        key,
        ..NewContact::default()
    }
}

async fn put(kit: &Kit, op: &Op, to_be: NewContact) -> app::Result<ContactPointId> {
    let before = list_contacts(&kit.app, op, "chu-quan").await?.into_iter().find(|it| it.name == to_be.name);
    let contact = before.map(|it| (it.id, it.version));
    let command = EnterContact { body: "chu-quan".into(), contact, to_be, changed_at: None, told: None };
    enter_contact(&kit.app, op, command).await
}

async fn only(kit: &Kit, op: &Op) -> ContactPoint {
    list_contacts(&kit.app, op, "chu-quan").await.unwrap().remove(0)
}

fn problem(result: app::Result<ContactPointId>) -> FieldProblem {
    match result {
        Err(Error::Invalid(mut problems)) if problems.len() == 1 => problems.remove(0),
        other => panic!("{other:?}"),
    }
}

/// The body is a member with somebody who declares for it.
async fn member(kit: &Kit) -> Op {
    kit.network().await;
    let command = Enrol {
        body: "chu-quan".into(),
        kind: MemberKind::Obligatory,
        cluster: String::new(),
        reason: String::new(),
    };
    enrol(&kit.app, &kit.op("dieu-phoi").await, command).await.unwrap();
    kit.op("chu-quan").await
}

/// An RSA key of 1024 bits, as far as its packet goes (RFC 9580 5.5.2).
fn short_rsa(made: Moment) -> String {
    let mut body = vec![4];
    body.extend(u32::try_from(made.micros() / 1_000_000).unwrap().to_be_bytes());
    body.push(1);
    body.extend(1024_u16.to_be_bytes());
    body.extend([0xFF; 128]);
    body.extend([0, 17, 1, 0, 1]);
    let mut packet = vec![0xC6, u8::try_from(body.len()).unwrap()];
    packet.extend(body);
    let lines: Vec<String> = STANDARD
        .encode(packet)
        .as_bytes()
        .chunks(64)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect();
    format!(
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{}\n-----END PGP PUBLIC KEY BLOCK-----\n",
        lines.join("\n")
    )
}

/// Every text that is refused, with its code.
fn refused(kit: &Kit) -> Vec<(&'static str, String)> {
    let now = whole(kit.now());
    let sound = maker(kit).public();
    let secret = maker(kit).secret();
    vec![
        ("pgp_no_key", "khóa của tôi".to_owned()),
        ("pgp_no_key", sound.get(..sound.len() / 2).unwrap().to_owned()),
        ("pgp_no_key", sound.replace("PUBLIC KEY BLOCK", "MESSAGE")),
        ("pgp_secret", secret.clone()),
        ("pgp_secret", format!("{sound}\n{secret}")),
        ("pgp_secret", secret.replace("PRIVATE KEY BLOCK", "PUBLIC KEY BLOCK")),
        ("pgp_several", format!("{sound}\n{}", KeyMaker::of(2, ADDRESS, now.minus(DAY)).public())),
        ("pgp_unsound", maker(kit).forged().public()),
        ("pgp_unsound", maker(kit).unbound().public()),
        ("pgp_revoked", maker(kit).revoked().public()),
        ("pgp_expired", maker(kit).ending(now).public()),
        ("pgp_expired", maker(kit).subkey_ending(now.minus(DAY)).public()),
        ("pgp_not_yet", KeyMaker::of(1, ADDRESS, now.plus(DAY)).public()),
        ("pgp_cannot_encrypt", maker(kit).signing_only().public()),
        ("pgp_weak", short_rsa(now.minus(DAY))),
        ("pgp_too_large", format!("{sound}{}", " ".repeat(openpgp::MAX_BYTES) + "x")),
        ("pgp_another_address", KeyMaker::of(1, "ai-do@khac.example", now.minus(DAY)).public()),
    ]
}

both!(each_refused_key_is_told_with_its_cure_and_nothing_of_it_is_kept, |kit| async move {
    let op = member(&kit).await;
    for (code, text) in refused(&kit) {
        let refused = problem(put(&kit, &op, contact(KeyWanted::Put(text))).await);
        assert_eq!((refused.field.as_str(), refused.code.as_str()), ("pgp_key", code));
        for lang in phrases::lang::ALL {
            assert!(kit.app.phrases.catalogue(lang).has(&format!("field-{code}")), "{code}");
        }
        assert!(list_contacts(&kit.app, &op, "chu-quan").await.unwrap().is_empty(), "{code}");
    }
});

both!(a_key_for_another_address_says_which_it_names_and_which_is_asked, |kit| async move {
    let op = member(&kit).await;
    let other =
        KeyMaker::of(1, "a@khac.example", whole(kit.now()).minus(DAY)).also("B@Khac.example").public();
    let words = problem(put(&kit, &op, contact(KeyWanted::Put(other.clone()))).await).message.unwrap();
    for said in [&words.vi, &words.en] {
        assert!(said.contains("a@khac.example, b@khac.example") && said.contains(ADDRESS), "{said}");
    }
    let none = NewContact { email: String::new(), ..contact(KeyWanted::Put(other)) };
    let refused = problem(put(&kit, &op, none).await);
    assert_eq!((refused.field.as_str(), refused.code.as_str()), ("email", "pgp_needs_email"));
});

both!(a_key_is_kept_given_out_and_goes_with_its_address, |kit| async move {
    let op = member(&kit).await;
    let text = maker(&kit).also("du-phong@chu-quan.example").public();
    let pasted = format!("Kính gửi anh,\r\n{}\r\nTrân trọng", text.replace('\n', "\r\n"));
    let id = put(&kit, &op, contact(KeyWanted::Put(pasted))).await.unwrap();
    let (point, armoured) = contact_key(&kit.app, &kit.op("van-hanh").await, id).await.unwrap();
    let key = point.key.unwrap();
    let read = openpgp::read(&armoured, kit.now()).unwrap();
    assert_eq!((&read.fingerprint, read.expires_at, read.addresses.len()), (&key.fingerprint, None, 2));
    assert_eq!(key.fingerprint.len(), 40);
    assert!(!armoured.contains("Trân trọng"));
    // Nothing typed keeps it, and the other address of the key fits as well.
    let moved = NewContact { email: "du-phong@chu-quan.example".into(), ..contact(KeyWanted::Keep) };
    put(&kit, &op, moved).await.unwrap();
    assert_eq!(only(&kit, &op).await.key, Some(key));
    let away = NewContact { email: "moi@chu-quan.example".into(), ..contact(KeyWanted::Keep) };
    assert_eq!(problem(put(&kit, &op, away.clone()).await).code, "pgp_another_address");
    put(&kit, &op, NewContact { key: KeyWanted::Remove, ..away }).await.unwrap();
    assert_eq!(only(&kit, &op).await.key, None);
    assert!(matches!(contact_key(&kit.app, &op, id).await, Err(Error::NotFound)));
});

both!(a_changed_key_is_a_change_of_the_contact_with_its_duties, |kit| async move {
    let op = member(&kit).await;
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).public()))).await.unwrap();
    let ends = whole(kit.now()).plus(DAY * 400);
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).ending(ends).public()))).await.unwrap();
    let changes = list_changes(&kit.app, &op, false, None).await.unwrap().rows;
    assert_eq!(changes[0].change.fields, ["pgp_key"]);
    assert!(!changes[0].change.duties.is_empty());
    // The same text again is no change.
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).ending(ends).public()))).await.unwrap();
    assert_eq!(list_changes(&kit.app, &op, false, None).await.unwrap().rows.len(), changes.len());
});

both!(a_declared_profile_does_not_move_an_address_away_from_its_key, |kit| async move {
    let op = member(&kit).await;
    let officer = kit.op("dieu-phoi").await;
    let declare = async |email: &str| {
        let version = show_member(&kit.app, &officer, "chu-quan").await.unwrap().membership.unwrap().version;
        let profile = [
            ("organisation.name", "Chủ quản"),
            ("organisation.email", "lien-he@chu-quan.example"),
            ("organisation.phone", "0200 000 100"),
            ("contact.name", "Nguyễn Văn Minh"),
            ("contact.phone", "0200 000 101"),
            ("contact.email", email),
        ];
        let profile = profile.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
        let command =
            DeclareProfile { body: "chu-quan".into(), version, profile, staff: None, changed_at: None };
        declare_profile(&kit.app, &officer, command).await
    };
    declare(ADDRESS).await.unwrap();
    let to_be = NewContact {
        name: "Nguyễn Văn Minh".into(),
        kind: "person".into(),
        phone: "0200 000 101".into(),
        ..contact(KeyWanted::Put(maker(&kit).public()))
    };
    put(&kit, &op, to_be).await.unwrap();
    match declare("khac@chu-quan.example").await {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.code, "contact.key_for_another_address"),
        other => panic!("{other:?}"),
    }
    declare(ADDRESS).await.unwrap();
    assert!(only(&kit, &op).await.key.is_some());
});

both!(a_key_that_ends_is_told_once_soon_and_once_over, |kit| async move {
    let op = member(&kit).await;
    let officer = kit.op("dieu-phoi").await;
    let ends = whole(kit.now()).plus(DAY * 40);
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).subkey_ending(ends).public()))).await.unwrap();
    assert_eq!(only(&kit, &op).await.key.unwrap().expires_at, Some(ends));
    kit.work().await;
    let before = kit.mails().len();
    let watch = async || {
        let queued = watch_keys(&kit.app, &kit.system()).await.unwrap();
        kit.work().await;
        (queued, kit.mails().len() - before)
    };
    assert_eq!(watch().await, (0, 0));
    kit.pass(DAY * 15);
    assert_eq!(watch().await, (1, 1));
    assert_eq!(watch().await, (0, 1));
    let officer = Op { now: kit.now(), ..officer };
    assert_eq!(count_ending_keys(&kit.app, &officer).await.unwrap(), 1);
    assert_eq!(list_ending_keys(&kit.app, &officer).await.unwrap()[0].state, KeyState::Soon);
    kit.pass(DAY * 26);
    assert_eq!(watch().await, (1, 2));
    assert_eq!(watch().await, (0, 2));
    let letters = kit.letters();
    assert!(letters.last().unwrap().contains("đã hết hạn"), "{letters:?}");
    let officer = Op { now: kit.now(), ..officer };
    assert_eq!(list_ending_keys(&kit.app, &officer).await.unwrap()[0].state, KeyState::Expired);
    assert!(matches!(list_ending_keys(&kit.app, &op).await, Err(Error::Forbidden)));
    // A key that was extended is another one.
    let op = Op { now: kit.now(), ..op };
    let later = whole(kit.now()).plus(DAY * 365);
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).ending(later).public()))).await.unwrap();
    assert_eq!(count_ending_keys(&kit.app, &officer).await.unwrap(), 0);
    assert_eq!(watch().await, (0, 2));
});

both!(keys_are_looked_for_once_a_day, |kit| async move {
    kit.network().await;
    let count = async || kit.app.store.read().await.unwrap().count_jobs("watch-keys").await.unwrap();
    for _ in 0..3 {
        app::jobs::sweep(&kit.app, &kit.app.system_op("jobs", kit.now())).await.unwrap();
    }
    assert_eq!(count().await, 1);
    kit.pass(DAY);
    app::jobs::sweep(&kit.app, &kit.app.system_op("jobs", kit.now())).await.unwrap();
    assert_eq!(count().await, 2);
});

both!(keys_go_out_with_the_register_and_come_in_again, |kit| async move {
    let op = member(&kit).await;
    put(&kit, &op, contact(KeyWanted::Put(maker(&kit).public()))).await.unwrap();
    let key = only(&kit, &op).await.key;
    let sheets = take_out(&kit.app, &kit.system()).await.unwrap();
    let (_, _, bytes) = sheet_bytes(&sheets, "contacts").unwrap().unwrap();
    let bring = async |bytes: &[u8]| {
        let brought = bring_in(&kit.app, &kit.system(), "contacts.csv", bytes, false).await.unwrap();
        (brought.tables["contacts"], brought.problems)
    };
    let (rows, problems) = bring(&bytes).await;
    assert_eq!((rows.left, rows.changed, problems.len()), (1, 0, 0));
    // A table without the column leaves the key; an empty cell removes it; the text puts it back.
    let row = "body,kind,name,phone,email\nchu-quan,unit,Tổ trực ban,0200 000 002,truc@chu-quan.example\n";
    assert_eq!(bring(row.as_bytes()).await.0.changed, 1);
    assert_eq!(only(&kit, &op).await.key, key);
    let away = "body,kind,name,email\nchu-quan,unit,Tổ trực ban,moi@chu-quan.example\n";
    assert_eq!(bring(away.as_bytes()).await.1[0].problem.code, "pgp_another_address");
    let none = "body,kind,name,pgp_key\nchu-quan,unit,Tổ trực ban,\n";
    assert_eq!(bring(none.as_bytes()).await.0.changed, 1);
    assert_eq!(only(&kit, &op).await.key, None);
    assert_eq!(bring(&bytes).await.0.changed, 1);
    assert_eq!(only(&kit, &op).await.key, key);
});
