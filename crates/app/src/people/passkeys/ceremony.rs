//! What a browser and a device say in the two ceremonies (WebAuthn Level 3, 7.1 and 7.2), read and weighed. Pure; which
//! challenge is good and which key is whose, the callers know.

use super::cose::Key;
use super::party::Party;
use ciborium::Value;
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use subtle::ConstantTimeEq;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const MAY_BE_SYNCED: u8 = 1 << 3;
const SYNCED: u8 = 1 << 4;
const HAS_CREDENTIAL: u8 = 1 << 6;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ceremony {
    Registration,
    SignIn,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// The challenge that a browser answered, when it answered this ceremony, at our site and in a page of its own.
pub(super) fn challenge_answered(client_data: &[u8], ceremony: Ceremony, party: &Party) -> Option<String> {
    let said: ClientData = serde_json::from_slice(client_data).ok()?;
    let kind = match ceremony {
        Ceremony::Registration => "webauthn.create",
        Ceremony::SignIn => "webauthn.get",
    };
    (said.r#type == kind && said.origin == party.origin && !said.cross_origin).then_some(said.challenge)
}

/// What the device says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) count: u32,
    pub(super) synced: bool,
}

/// A credential just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) id: Vec<u8>,
    /// The COSE key as it came.
    pub(super) key: Vec<u8>,
    pub(super) device: Device,
}

/// Reads authenticator data that is for us, with the user present and verified; gives what follows the fixed part.
fn device<'a>(data: &'a [u8], party: &Party) -> Option<(Device, u8, &'a [u8])> {
    let (for_whom, rest) = data.split_at_checked(32)?;
    let (flags, rest) = rest.split_first()?;
    let (count, rest) = rest.split_at_checked(4)?;
    let ours = bool::from(digest(&SHA256, party.id.as_bytes()).as_ref().ct_eq(for_whom));
    let all = |wanted: u8| flags & wanted == wanted;
    // Synced without being able to be is a device that contradicts itself.
    if !ours || !all(USER_PRESENT | USER_VERIFIED) || (all(SYNCED) && !all(MAY_BE_SYNCED)) {
        return None;
    }
    let count = u32::from_be_bytes(count.try_into().ok()?);
    Some((Device { count, synced: all(SYNCED) }, *flags, rest))
}

/// The credential in an attestation object. The statement about the make of the device is not judged.
pub(super) fn made(attestation: &[u8], party: &Party) -> Option<Made> {
    let object: Value = ciborium::from_reader(attestation).ok()?;
    let data = object.as_map()?.iter().find(|(key, _)| key.as_text() == Some("authData"))?.1.as_bytes()?;
    let (device, flags, rest) = device(data, party)?;
    if flags & HAS_CREDENTIAL == 0 {
        return None;
    }
    let (_make, rest) = rest.split_at_checked(16)?;
    let (length, rest) = rest.split_at_checked(2)?;
    let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
    let (id, rest) = rest.split_at_checked(length)?;
    let mut after = rest;
    let key: Value = ciborium::from_reader(&mut after).ok()?;
    Key::of(&key)?;
    let key = rest.get(..rest.len() - after.len())?;
    // Level 3, 7.1: longer ids are not to be taken.
    (1..=1023).contains(&id.len()).then(|| Made { id: id.to_owned(), key: key.to_owned(), device })
}

/// The device of an assertion that the key signed.
pub(super) fn asserted(
    key: &[u8],
    authenticator_data: &[u8],
    client_data: &[u8],
    signature: &[u8],
    party: &Party,
) -> Option<Device> {
    let key = Key::of(&ciborium::from_reader(key).ok()?)?;
    let (device, ..) = device(authenticator_data, party)?;
    let said = [authenticator_data, digest(&SHA256, client_data).as_ref()].concat();
    key.signed(&said, signature).then_some(device)
}

/// Whether a counter shows that a passkey was copied: it counts, and did not rise.
pub(super) const fn copied(before: i64, now: u32) -> bool {
    (before > 0 || now > 0) && now as i64 <= before
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};

    const FLAGS: u8 = USER_PRESENT | USER_VERIFIED;

    fn party() -> Party {
        Party::of("https://ungcuu.example").unwrap()
    }

    fn number(n: i64) -> Value {
        Value::Integer(n.into())
    }

    fn cbor(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        ciborium::into_writer(value, &mut bytes).unwrap();
        bytes
    }

    fn data(party: &str, flags: u8, count: u32) -> Vec<u8> {
        [digest(&SHA256, party.as_bytes()).as_ref(), &[flags], &count.to_be_bytes()].concat()
    }

    fn p256() -> (EcdsaKeyPair, Vec<u8>) {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random).unwrap();
        let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
        let key = Value::Map(vec![
            (number(1), number(2)),
            (number(3), number(-7)),
            (number(-1), number(1)),
            (number(-2), Value::Bytes(x.to_vec())),
            (number(-3), Value::Bytes(y.to_vec())),
        ]);
        (pair, cbor(&key))
    }

    fn attestation(data: Vec<u8>) -> Vec<u8> {
        cbor(&Value::Map(vec![
            (Value::Text("fmt".into()), Value::Text("none".into())),
            (Value::Text("attStmt".into()), Value::Map(Vec::new())),
            (Value::Text("authData".into()), Value::Bytes(data)),
        ]))
    }

    fn with_credential(party: &str, flags: u8, key: &[u8]) -> Vec<u8> {
        let mut all = data(party, flags | HAS_CREDENTIAL, 0);
        all.extend([0; 16]);
        all.extend([0, 3, 7, 7, 7]);
        all.extend(key);
        all
    }

    #[test]
    fn a_credential_is_read_from_what_a_device_made() {
        let (_, key) = p256();
        let whole = made(&attestation(with_credential("ungcuu.example", FLAGS, &key)), &party()).unwrap();
        assert_eq!((whole.id.as_slice(), &whole.key, whole.device.count), (&[7_u8, 7, 7][..], &key, 0));
        for (party_id, flags) in [
            ("other.example", FLAGS),
            ("ungcuu.example", USER_PRESENT),
            ("ungcuu.example", USER_VERIFIED),
            ("ungcuu.example", FLAGS | SYNCED),
        ] {
            let refused = made(&attestation(with_credential(party_id, flags, &key)), &party());
            assert_eq!(refused, None, "{party_id} {flags}");
        }
        let cut = with_credential("ungcuu.example", FLAGS, &key[..40]);
        assert_eq!(made(&attestation(cut), &party()), None);
        assert_eq!(made(b"nonsense", &party()), None);
    }

    #[test]
    fn only_what_the_key_signed_is_asserted() {
        let (pair, key) = p256();
        let (told, client) = (data("ungcuu.example", FLAGS, 5), b"{}".as_slice());
        let said = [told.as_slice(), digest(&SHA256, client).as_ref()].concat();
        let signature = pair.sign(&SystemRandom::new(), &said).unwrap();
        let judge = |told: &[u8], client: &[u8]| asserted(&key, told, client, signature.as_ref(), &party());
        assert_eq!(judge(&told, client), Some(Device { count: 5, synced: false }));
        assert_eq!(judge(&told, b"{ }"), None);
        assert_eq!(judge(&data("ungcuu.example", FLAGS, 6), client), None);
        let (_, other) = p256();
        assert_eq!(asserted(&other, &told, client, signature.as_ref(), &party()), None);
    }

    #[test]
    fn an_edwards_key_works_too() {
        let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(made.as_ref()).unwrap();
        let key = cbor(&Value::Map(vec![
            (number(1), number(1)),
            (number(3), number(-8)),
            (number(-1), number(6)),
            (number(-2), Value::Bytes(pair.public_key().as_ref().to_vec())),
        ]));
        let told = data("ungcuu.example", FLAGS | MAY_BE_SYNCED | SYNCED, 0);
        let said = [told.as_slice(), digest(&SHA256, b"{}").as_ref()].concat();
        let device = asserted(&key, &told, b"{}", pair.sign(&said).as_ref(), &party());
        assert_eq!(device, Some(Device { count: 0, synced: true }));
    }

    #[test]
    fn an_answer_for_another_place_or_ceremony_is_none() {
        let said = |kind: &str, origin: &str, cross: bool| {
            format!(r#"{{"type":"{kind}","challenge":"AAAA","origin":"{origin}","crossOrigin":{cross}}}"#)
        };
        let judge = |text: String| challenge_answered(text.as_bytes(), Ceremony::SignIn, &party());
        assert_eq!(judge(said("webauthn.get", "https://ungcuu.example", false)).as_deref(), Some("AAAA"));
        assert_eq!(judge(said("webauthn.create", "https://ungcuu.example", false)), None);
        assert_eq!(judge(said("webauthn.get", "https://ungcuu.example.evil.example", false)), None);
        assert_eq!(judge(said("webauthn.get", "https://ungcuu.example", true)), None);
    }

    #[test]
    fn a_counter_that_stands_still_shows_a_copy() {
        assert!(!copied(0, 0) && !copied(4, 5) && copied(5, 5) && copied(5, 4) && copied(5, 0));
    }
}
