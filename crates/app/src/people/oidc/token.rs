//! Id tokens: a signature of the provider (RFC 7515, RS256 or ES256, nothing else), and what they must say (OpenID Connect
//! Core 1.0, 3.1.3.7). Pure.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Moment;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::{Map, Value};

/// How far the clocks may be apart, in seconds.
const LEEWAY: i64 = 60;

/// The keys of a provider (RFC 7517). Those of other kinds are passed over.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Keys {
    keys: Vec<Key>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that must be understood; we understand none.
    crit: Option<Value>,
}

/// Why a token is not believed, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Untrusted {
    #[error("the token is no signed token")]
    Malformed,
    #[error("the token is signed in a way that is not taken")]
    Algorithm,
    #[error("no key of the provider signed the token")]
    Signature,
    #[error("the token is of another issuer")]
    Issuer,
    #[error("the token is for somebody else")]
    Audience,
    #[error("the token is over")]
    Over,
    #[error("the token answers another request")]
    Nonce,
    #[error("the token names nobody")]
    Subject,
}

/// What a token must say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Moment,
}

impl Keys {
    /// Whether the key that a token names is among them.
    pub(super) fn know(&self, token: &str) -> bool {
        header(token).is_ok_and(|header| self.keys.iter().any(|key| key.fits(&header)))
    }
}

impl Key {
    fn fits(&self, header: &Header) -> bool {
        let kind = match header.alg.as_str() {
            "RS256" => self.kty == "RSA",
            "ES256" => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
            _ => false,
        };
        let named = header.kid.is_none() || self.kid == header.kid;
        kind && named && self.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
    }

    fn signed(&self, algorithm: &str, said: &[u8], signature: &[u8]) -> Option<bool> {
        let bytes =
            |part: &Option<String>| URL_SAFE_NO_PAD.decode(part.as_deref()?.trim_end_matches('=')).ok();
        Some(match algorithm {
            "RS256" => {
                let (n, e) = (bytes(&self.n)?, bytes(&self.e)?);
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, said, signature).is_ok()
            }
            "ES256" => {
                let point = [&[4_u8][..], &bytes(&self.x)?, &bytes(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(said, signature).is_ok()
            }
            _ => false,
        })
    }
}

fn header(token: &str) -> Result<Header, Untrusted> {
    let part = token.split('.').next().unwrap_or_default();
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Untrusted::Malformed)?;
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| Untrusted::Malformed)?;
    if header.crit.is_some() { Err(Untrusted::Algorithm) } else { Ok(header) }
}

/// The claims of a token that one of the keys signed and that says what it must.
pub(super) fn believed(
    token: &str,
    keys: &Keys,
    expected: Expected<'_>,
) -> Result<Map<String, Value>, Untrusted> {
    let header = header(token)?;
    if !matches!(header.alg.as_str(), "RS256" | "ES256") {
        return Err(Untrusted::Algorithm);
    }
    let (said, signature) = token.rsplit_once('.').ok_or(Untrusted::Malformed)?;
    let (_, claims) = said.split_once('.').ok_or(Untrusted::Malformed)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Untrusted::Malformed)?;
    let mut fitting = keys.keys.iter().filter(|key| key.fits(&header));
    if !fitting.any(|key| key.signed(&header.alg, said.as_bytes(), &signature) == Some(true)) {
        return Err(Untrusted::Signature);
    }
    let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| Untrusted::Malformed)?;
    let claims: Map<String, Value> = serde_json::from_slice(&claims).map_err(|_| Untrusted::Malformed)?;
    judge(&claims, expected)?;
    Ok(claims)
}

fn judge(claims: &Map<String, Value>, expected: Expected<'_>) -> Result<(), Untrusted> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(expected.issuer) {
        return Err(Untrusted::Issuer);
    }
    let audience: Vec<&str> = match claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let party = claims.get("azp").map(|_| text("azp"));
    let ours = audience.contains(&expected.client)
        && (audience.len() == 1 || party.is_some())
        && party.is_none_or(|party| party == Some(expected.client));
    if !ours {
        return Err(Untrusted::Audience);
    }
    let seconds = |name: &str| claims.get(name).and_then(Value::as_i64);
    let now = expected.now.micros() / 1_000_000;
    let timely = seconds("exp").is_some_and(|end| end > now - LEEWAY)
        && seconds("iat").is_some_and(|made| made < now + LEEWAY)
        && (!claims.contains_key("nbf") || seconds("nbf").is_some_and(|from| from < now + LEEWAY));
    if !timely {
        return Err(Untrusted::Over);
    }
    if text("nonce") != Some(expected.nonce) {
        return Err(Untrusted::Nonce);
    }
    if text("sub").is_none_or(str::is_empty) { Err(Untrusted::Subject) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::json;

    struct Signer(EcdsaKeyPair);

    impl Signer {
        fn new() -> Self {
            let random = SystemRandom::new();
            let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
            Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &random).unwrap())
        }

        fn keys(&self) -> Keys {
            let (x, y) = self.0.public_key().as_ref()[1..].split_at(32);
            let [x, y] = [x, y].map(|part| URL_SAFE_NO_PAD.encode(part));
            serde_json::from_value(json!({ "keys": [
                { "kty": "oct", "kid": "a" },
                { "kty": "EC", "crv": "P-256", "kid": "k", "use": "sig", "x": x, "y": y },
            ] }))
            .unwrap()
        }

        fn token(&self, header: &Value, claims: &Value) -> String {
            let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
            let said = format!("{header}.{claims}");
            let signature = self.0.sign(&SystemRandom::new(), said.as_bytes()).unwrap();
            format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
        }
    }

    fn claims() -> Value {
        json!({ "iss": "https://p.example", "aud": "us", "exp": 1_100, "iat": 1_000, "nonce": "n", "sub": "s" })
    }

    fn expected() -> Expected<'static> {
        Expected {
            issuer: "https://p.example",
            client: "us",
            nonce: "n",
            now: Moment::from_micros(1_000_000_000),
        }
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = claims();
        claims[name] = value;
        claims
    }

    #[test]
    fn a_token_that_says_what_it_must_is_believed() {
        let signer = Signer::new();
        let header = json!({ "alg": "ES256", "kid": "k" });
        for good in [claims(), with("azp", json!("us")), with("aud", json!(["us"]))] {
            let believed = believed(&signer.token(&header, &good), &signer.keys(), expected()).unwrap();
            assert_eq!(believed["sub"], "s");
        }
        for (bad, why) in [
            (with("iss", json!("https://q.example")), Untrusted::Issuer),
            (with("aud", json!("them")), Untrusted::Audience),
            (with("aud", json!(["us", "them"])), Untrusted::Audience),
            (with("azp", json!("them")), Untrusted::Audience),
            (with("azp", json!(5)), Untrusted::Audience),
            (with("exp", json!(900)), Untrusted::Over),
            (with("exp", json!("9999")), Untrusted::Over),
            (with("iat", json!(2_000)), Untrusted::Over),
            (with("nbf", json!("soon")), Untrusted::Over),
            (with("nonce", json!("m")), Untrusted::Nonce),
            (with("sub", json!("")), Untrusted::Subject),
        ] {
            let refused = believed(&signer.token(&header, &bad), &signer.keys(), expected());
            assert_eq!(refused, Err(why), "{bad}");
        }
    }

    #[test]
    fn only_a_signature_of_the_provider_counts() {
        let (signer, other) = (Signer::new(), Signer::new());
        let header = json!({ "alg": "ES256", "kid": "k" });
        let judge = |token: &str| believed(token, &signer.keys(), expected()).map(drop);
        assert_eq!(judge(&other.token(&header, &claims())), Err(Untrusted::Signature));
        for alg in ["none", "HS256", "RS512"] {
            let token = signer.token(&json!({ "alg": alg, "kid": "k" }), &claims());
            assert_eq!(judge(&token), Err(Untrusted::Algorithm), "{alg}");
        }
        let token = signer.token(&json!({ "alg": "ES256", "kid": "other" }), &claims());
        assert_eq!(judge(&token), Err(Untrusted::Signature));
        assert!(!signer.keys().know(&token) && signer.keys().know(&signer.token(&header, &claims())));
        let unsigned = signer.token(&json!({ "alg": "ES256", "crit": ["x"] }), &claims());
        assert_eq!(judge(&unsigned), Err(Untrusted::Algorithm));
        assert_eq!(judge("a.b.c"), Err(Untrusted::Malformed));
    }
}
