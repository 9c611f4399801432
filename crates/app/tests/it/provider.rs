//! An outside provider, played by a small server on this machine: who may come in by it, as what, and which of its answers
//! are not believed. A real one is asked in the browser journeys.

use app::Error;
use app::people::oidc::{Mapped, ProviderAnswer, Settings, begin_with_provider, sign_in_with_provider};
use app::people::{self, Entered, Place, SignedIn};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::people::Role;
use domain::sign_in::{Method, Proof};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use testkit::{Kit, both};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use url::Url;

struct Provider {
    issuer: String,
    pair: EcdsaKeyPair,
    /// Claims of the next token.
    claims: Mutex<Value>,
    /// What the token endpoint was asked.
    asked: Mutex<Vec<String>>,
}

impl Provider {
    async fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let provider = Arc::new(Self {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            pair: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap(),
            claims: Mutex::new(Value::Null),
            asked: Mutex::default(),
        });
        let answering = provider.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut bytes = vec![0; 16_384];
                let length = stream.read(&mut bytes).await.unwrap_or(0);
                let body = answering.answer(&String::from_utf8_lossy(&bytes[..length])).to_string();
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
            }
        });
        provider
    }

    fn answer(&self, request: &str) -> Value {
        let issuer = &self.issuer;
        if request.starts_with("GET /.well-known/openid-configuration ") {
            return json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/auth"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
            });
        }
        let b64 = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        if request.starts_with("GET /keys ") {
            let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
            return json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": "k", "x": b64(x), "y": b64(y) }] });
        }
        self.asked.lock().unwrap().push(request.to_owned());
        let header = b64(json!({ "alg": "ES256", "kid": "k" }).to_string().as_bytes());
        let said = format!("{header}.{}", b64(self.claims.lock().unwrap().to_string().as_bytes()));
        let signature = self.pair.sign(&SystemRandom::new(), said.as_bytes()).unwrap();
        json!({ "id_token": format!("{said}.{}", b64(signature.as_ref())), "token_type": "Bearer" })
    }

    fn settings(&self) -> Settings {
        let line = |value: &str, role, body: &str| Mapped { value: value.into(), role, body: body.into() };
        Settings {
            issuer: self.issuer.clone(),
            client_id: "ungcuu".into(),
            client_secret: "bí mật".into(),
            roles: vec![
                line("uc-team", Role::UnitOfficer, "doi-24"),
                line("uc-admin", Role::Administrator, "dieu-phoi"),
            ],
            second_factor_amr: vec!["mfa".into()],
            ..Settings::default()
        }
    }
}

fn code_of<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.code,
        other => panic!("not refused: {other:?}"),
    }
}

/// The way to the provider and back, where it says what is given beside the usual.
async fn way(kit: &Kit, provider: &Provider, claims: Value) -> ProviderAnswer {
    let begun = begin_with_provider(&kit.app, &kit.stranger(), "/today").await.unwrap();
    let address = Url::parse(&begun.address).unwrap();
    let asked = |name: &str| {
        address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap()
    };
    assert_eq!((asked("code_challenge_method").as_str(), asked("response_type").as_str()), ("S256", "code"));
    let now = kit.now().micros() / 1_000_000;
    let mut all = json!({
        "iss": provider.issuer, "aud": "ungcuu", "sub": "u-1", "iat": now, "exp": now + 60,
        "nonce": asked("nonce"), "preferred_username": "ngoai", "name": "Người ngoài",
    });
    for (name, value) in claims.as_object().unwrap() {
        all[name] = value.clone();
    }
    *provider.claims.lock().unwrap() = all;
    ProviderAnswer {
        cookie: begun.cookie,
        state: asked("state"),
        code: "ma".into(),
        issuer: None,
        error: None,
        place: Place::default(),
    }
}

async fn come(kit: &Kit, answer: ProviderAnswer) -> Result<Entered, Error> {
    sign_in_with_provider(&kit.app, &kit.stranger(), answer).await.map(|(entered, next)| {
        assert_eq!(next, "/today");
        entered
    })
}

fn inside(entered: Result<Entered, Error>) -> SignedIn {
    match entered.unwrap() {
        Entered::In(signed_in) => *signed_in,
        Entered::Second(_) => panic!("asked for a second factor"),
    }
}

both!(a_mapped_person_gets_what_the_mapping_says_and_loses_it_with_it, |kit| async move {
    kit.network().await;
    let provider = Provider::start().await;
    let settings = provider.settings();
    let kit = kit.under(|s| s.sign_in.oidc = Some(settings)).await;
    let answer = way(&kit, &provider, json!({ "groups": ["uc-team", "administrator"] })).await;
    let signed_in = inside(come(&kit, answer.clone()).await);
    assert_eq!((signed_in.session.method, signed_in.session.proof), (Method::Provider, Proof::None));
    assert_eq!(signed_in.person.roles, [Role::UnitOfficer]);
    assert_eq!(signed_in.person.body, kit.body("doi-24").await);
    let asked = provider.asked.lock().unwrap().last().cloned().unwrap();
    assert!(
        asked.contains("code_verifier=") && asked.to_lowercase().contains("authorization: basic "),
        "{asked}"
    );

    // Brought again it is refused, and so is one from another browser or with another state.
    assert_eq!(code_of(come(&kit, answer).await), "oidc.answer_used");
    let fresh = way(&kit, &provider, json!({ "groups": ["uc-team"] })).await;
    let elsewhere = ProviderAnswer { cookie: String::new(), ..fresh.clone() };
    assert_eq!(code_of(come(&kit, elsewhere).await), "oidc.not_begun_here");
    let swapped = ProviderAnswer { state: "x".into(), ..fresh.clone() };
    assert_eq!(code_of(come(&kit, swapped).await), "oidc.not_begun_here");
    let denied = ProviderAnswer { error: Some("access_denied".into()), ..fresh };
    assert_eq!(code_of(come(&kit, denied).await), "oidc.refused_there");

    // The groups change: so do the roles; when none is left, nothing is.
    let answer = way(&kit, &provider, json!({ "groups": ["uc-admin"] })).await;
    let signed_in = inside(come(&kit, answer).await);
    assert_eq!(signed_in.person.roles, [Role::Administrator]);
    let new = people::NewToken { name: "Giám sát".into(), scopes: vec!["bodies:read".into()], days: 2 };
    let made = people::make_token(&kit.app, &kit.op("ngoai").await, new).await.unwrap();
    let op = kit.stranger();
    let call = || people::op_of_token(&kit.app, &made.secret, op.now, op.request, op.lang);
    assert!(call().await.unwrap().is_some());
    let answer = way(&kit, &provider, json!({ "groups": [] })).await;
    assert_eq!(code_of(come(&kit, answer).await), "oidc.not_mapped");
    let op = kit.stranger();
    let who = people::op_of_session(&kit.app, &signed_in.secret, op.now, op.request, op.lang).await.unwrap();
    assert!(who.is_none());
    assert!(kit.op("ngoai").await.rights.codes().is_empty());
    assert!(call().await.unwrap().is_none(), "a token of nobody's role opens nothing");
    assert!(people::op_of_login(&kit.app, "ngoai", op.now).await.unwrap().is_none());
});

both!(who_is_not_mapped_or_not_linked_does_not_come_in, |kit| async move {
    kit.network().await;
    let provider = Provider::start().await;
    let settings = provider.settings();
    let kit = kit.under(|s| s.sign_in.oidc = Some(settings)).await;
    let unknown = way(&kit, &provider, json!({ "groups": ["others"] })).await;
    assert_eq!(code_of(come(&kit, unknown).await), "oidc.not_mapped");
    let named = json!({ "preferred_username": "quan-tri", "groups": ["uc-team"] });
    let taken = way(&kit, &provider, named.clone()).await;
    assert_eq!(code_of(come(&kit, taken).await), "oidc.login_taken");
    for claims in [
        json!({ "nonce": "khac" }),
        json!({ "aud": "khac" }),
        json!({ "iss": "http://khac.example" }),
        json!({ "exp": 5 }),
    ] {
        let answer = way(&kit, &provider, claims.clone()).await;
        assert_eq!(code_of(come(&kit, answer).await), "oidc.not_trusted", "{claims}");
    }
    let mixed = ProviderAnswer {
        issuer: Some("http://khac.example".into()),
        ..way(&kit, &provider, json!({})).await
    };
    assert_eq!(code_of(come(&kit, mixed).await), "oidc.not_trusted");

    let settings = Settings { link_by_login: true, ..provider.settings() };
    let kit = kit.under(|s| s.sign_in.oidc = Some(settings)).await;
    let signed_in = inside(come(&kit, way(&kit, &provider, named).await).await);
    assert_eq!(signed_in.person.roles, [Role::Administrator], "an account here keeps its own roles");
});

both!(a_second_factor_is_taken_from_the_provider_only_when_the_settings_trust_it, |kit| async move {
    kit.network().await;
    let provider = Provider::start().await;
    let settings = provider.settings();
    let kit = kit
        .under(|s| {
            s.sign_in.oidc = Some(settings);
            s.sign_in.second_factor_roles = vec![Role::UnitOfficer];
        })
        .await;
    let who = |signed_in: SignedIn| {
        let (app, op) = (kit.app.clone(), kit.stranger());
        async move {
            people::op_of_session(&app, &signed_in.secret, op.now, op.request, op.lang)
                .await
                .unwrap()
                .unwrap()
        }
    };
    let untrusted = way(&kit, &provider, json!({ "groups": ["uc-team"], "amr": ["pwd", "otp"] })).await;
    assert!(who(inside(come(&kit, untrusted).await)).await.must_enrol);
    let trusted = way(&kit, &provider, json!({ "groups": ["uc-team"], "amr": ["pwd", "mfa"] })).await;
    let signed_in = inside(come(&kit, trusted).await);
    assert_eq!(signed_in.session.proof, Proof::Provider);
    assert!(!who(signed_in).await.must_enrol);
});

both!(without_a_provider_the_way_is_not_there_and_a_silent_one_is_told, |kit| async move {
    kit.network().await;
    assert_eq!(code_of(begin_with_provider(&kit.app, &kit.stranger(), "/").await), "oidc.not_offered");
    let provider = Provider::start().await;
    let settings = Settings { issuer: "http://127.0.0.1:9".into(), ..provider.settings() };
    let kit = kit.under(|s| s.sign_in.oidc = Some(settings)).await;
    let silent = begin_with_provider(&kit.app, &kit.stranger(), "/").await;
    assert!(matches!(silent, Err(Error::Unavailable(_))), "{silent:?}");
});
