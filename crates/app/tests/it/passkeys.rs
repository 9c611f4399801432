//! Passkeys against a device in software: made, used, and every answer that must not be taken.

use app::Error;
use app::people::passkeys::{
    NewPasskey, PasskeySignIn, ask_passkey, register_passkey, remove_passkey, sign_in_with_passkey,
};
use app::people::{self, Entered, Place, SignIn, SignedIn, factors};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use domain::sign_in::Proof;
use domain::{Op, SessionId};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use std::time::Duration;
use testkit::{Kit, PASSWORD, both};

const SITE: &str = "http://localhost:8080";

struct Device {
    pair: EcdsaKeyPair,
    id: Vec<u8>,
    count: u32,
}

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn client_data(kind: &str, challenge: &str, origin: &str) -> String {
    format!(
        r#"{{"type":"webauthn.{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#
    )
}

impl Device {
    fn new(id: u8) -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random).unwrap();
        Self { pair, id: vec![id; 16], count: 0 }
    }

    /// Present and verified, for `localhost`.
    fn told(&self, more: u8) -> Vec<u8> {
        [digest(&SHA256, b"localhost").as_ref(), &[0b101 | more], &self.count.to_be_bytes()].concat()
    }

    fn attestation(&self) -> String {
        let number = |n: i64| Value::Integer(n.into());
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let key = Value::Map(vec![
            (number(1), number(2)),
            (number(3), number(-7)),
            (number(-1), number(1)),
            (number(-2), Value::Bytes(x.to_vec())),
            (number(-3), Value::Bytes(y.to_vec())),
        ]);
        let mut data = self.told(1 << 6);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        ciborium::into_writer(&key, &mut data).unwrap();
        let object = Value::Map(vec![
            (Value::Text("fmt".into()), Value::Text("none".into())),
            (Value::Text("attStmt".into()), Value::Map(Vec::new())),
            (Value::Text("authData".into()), Value::Bytes(data)),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&object, &mut bytes).unwrap();
        b64(&bytes)
    }

    fn answer(&self, page: &str, challenge: &str, origin: &str) -> PasskeySignIn {
        let (told, client) = (self.told(0), client_data("get", challenge, origin));
        let said = [told.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        PasskeySignIn {
            page: page.into(),
            credential: b64(&self.id),
            client_data: b64(client.as_bytes()),
            authenticator_data: b64(&told),
            signature: b64(self.pair.sign(&SystemRandom::new(), &said).unwrap().as_ref()),
            place: Place::default(),
        }
    }
}

fn code_of<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

async fn enter(kit: &Kit, login: &str) -> Entered {
    let cmd = SignIn { login: login.into(), password: PASSWORD.into(), place: Place::default() };
    people::sign_in(&kit.app, &kit.stranger(), cmd).await.unwrap()
}

async fn inside(kit: &Kit, login: &str) -> SignedIn {
    match enter(kit, login).await {
        Entered::In(signed_in) => *signed_in,
        Entered::Second(_) => panic!("{login} is asked for a second factor"),
    }
}

async fn add(kit: &Kit, op: &Op, session: SessionId, device: &Device) -> Result<Vec<String>, Error> {
    let view = factors::view_factors(&kit.app, op, session).await.unwrap();
    let invited = view.invited.expect("passkeys work here");
    let cmd = NewPasskey {
        session,
        name: "Máy trực ca".into(),
        client_data: b64(client_data("create", &invited.challenge, SITE).as_bytes()),
        attestation: device.attestation(),
        device: String::new(),
        password: String::new(),
    };
    register_passkey(&kit.app, op, cmd).await
}

fn challenge(kit: &Kit, page: &str) -> String {
    ask_passkey(&kit.app, &kit.stranger(), page).expect("passkeys work here").challenge
}

both!(a_passkey_is_a_way_in_by_itself_and_each_answer_is_taken_once, |kit| async move {
    kit.network().await;
    let kit = kit.under(|settings| settings.site = SITE.into()).await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let mut device = Device::new(1);
    assert_eq!(
        add(&kit, &op, first.session.id, &device).await.unwrap().len(),
        10,
        "codes with the first factor"
    );
    assert_eq!(code_of(add(&kit, &op, first.session.id, &device).await), "passkey.there_already");
    assert!(
        matches!(enter(&kit, "dieu-phoi").await, Entered::Second(_)),
        "the password alone is not enough any more"
    );

    device.count = 1;
    let answer = device.answer("trang", &challenge(&kit, "trang"), SITE);
    let signed_in = sign_in_with_passkey(&kit.app, &kit.stranger(), answer.clone()).await.unwrap();
    assert_eq!((signed_in.person.login.as_str(), signed_in.session.proof), ("dieu-phoi", Proof::Passkey));
    let replayed = sign_in_with_passkey(&kit.app, &kit.stranger(), answer).await;
    assert_eq!(code_of(replayed), "passkey.stale");
});

both!(an_answer_that_is_not_for_this_place_page_or_moment_is_not_taken, |kit| async move {
    kit.network().await;
    let kit = kit.under(|settings| settings.site = SITE.into()).await;
    let first = inside(&kit, "dieu-phoi").await;
    let device = Device::new(1);
    add(&kit, &kit.op("dieu-phoi").await, first.session.id, &device).await.unwrap();
    let stranger = kit.stranger();
    let asked = challenge(&kit, "trang");
    let tried = |answer| sign_in_with_passkey(&kit.app, &stranger, answer);
    let elsewhere = device.answer("trang", &asked, "http://localhost:9090");
    assert_eq!(code_of(tried(elsewhere).await), "passkey.not_accepted");
    assert_eq!(code_of(tried(device.answer("trang khác", &asked, SITE)).await), "passkey.stale");
    assert_eq!(code_of(tried(device.answer("trang", &b64(&[7; 56]), SITE)).await), "passkey.stale");
    assert_eq!(code_of(tried(Device::new(2).answer("trang", &asked, SITE)).await), "passkey.unknown");
    let impostor =
        PasskeySignIn { credential: b64(&device.id), ..Device::new(2).answer("trang", &asked, SITE) };
    assert_eq!(code_of(tried(impostor).await), "passkey.not_accepted");
    let nonsense = PasskeySignIn { signature: "%%".into(), ..device.answer("trang", &asked, SITE) };
    assert_eq!(code_of(tried(nonsense).await), "passkey.not_accepted");
    // A challenge for making one is none for coming in.
    let view = factors::view_factors(&kit.app, &kit.op("dieu-phoi").await, first.session.id).await.unwrap();
    let other = device.answer(&first.session.csrf, &view.invited.unwrap().challenge, SITE);
    assert_eq!(code_of(tried(other).await), "passkey.stale");
    assert!(tried(device.answer("trang", &asked, SITE)).await.is_ok());
    let late = challenge(&kit, "trang");
    kit.pass(Duration::from_secs(601));
    let answer = device.answer("trang", &late, SITE);
    assert_eq!(code_of(sign_in_with_passkey(&kit.app, &kit.stranger(), answer).await), "passkey.stale");
});

both!(a_passkey_that_was_copied_or_removed_opens_nothing, |kit| async move {
    kit.network().await;
    let kit = kit.under(|settings| settings.site = SITE.into()).await;
    let first = inside(&kit, "dieu-phoi").await;
    let op = kit.op("dieu-phoi").await;
    let mut device = Device::new(1);
    add(&kit, &op, first.session.id, &device).await.unwrap();
    device.count = 5;
    let come = |device: &Device| {
        let answer = device.answer("trang", &challenge(&kit, "trang"), SITE);
        let (app, stranger) = (kit.app.clone(), kit.stranger());
        async move { sign_in_with_passkey(&app, &stranger, answer).await }
    };
    assert!(come(&device).await.is_ok());
    device.count = 4;
    assert_eq!(code_of(come(&device).await), "passkey.copied");
    device.count = 6;
    assert!(come(&device).await.is_ok());

    let id = factors::view_factors(&kit.app, &op, first.session.id).await.unwrap().passkeys[0].id;
    let without = remove_passkey(&kit.app, &op, first.session.id, id, "").await;
    assert!(matches!(without, Err(Error::Invalid(_))), "{without:?}");
    remove_passkey(&kit.app, &op, first.session.id, id, PASSWORD).await.unwrap();
    device.count = 7;
    assert_eq!(code_of(come(&device).await), "passkey.unknown");
    assert!(
        matches!(enter(&kit, "dieu-phoi").await, Entered::In(_)),
        "without a factor the password is enough again"
    );
});

both!(adding_a_passkey_long_after_signing_in_asks_who_it_is, |kit| async move {
    kit.network().await;
    let kit = kit.under(|settings| settings.site = SITE.into()).await;
    let first = inside(&kit, "dieu-phoi").await;
    kit.pass(Duration::from_secs(3600));
    let op = kit.op("dieu-phoi").await;
    assert_eq!(code_of(add(&kit, &op, first.session.id, &Device::new(1)).await), "people.prove_again");
    let other = inside(&kit, "doi-24").await;
    let foreign = add_with(&kit, &kit.op("doi-24").await, first.session.id).await;
    assert!(matches!(foreign, Err(Error::Forbidden)), "a session of somebody else");
    assert!(add(&kit, &kit.op("doi-24").await, other.session.id, &Device::new(3)).await.is_ok());
});

/// Tries to add one in a session, without looking first.
async fn add_with(kit: &Kit, op: &Op, session: SessionId) -> Result<Vec<String>, Error> {
    let cmd = NewPasskey {
        session,
        name: String::new(),
        client_data: String::new(),
        attestation: String::new(),
        device: String::new(),
        password: String::new(),
    };
    register_passkey(&kit.app, op, cmd).await
}
