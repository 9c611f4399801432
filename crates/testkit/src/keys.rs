//! OpenPGP keys for tests: small ones (Ed25519, X25519), made and signed at the moments that the test says.

use domain::Moment;
use pgp::composed::{
    ArmorOptions, EncryptionCaps, KeyType, SecretKeyParamsBuilder, SignedSecretKey, SubkeyParamsBuilder,
};
use pgp::packet::{KeyFlags, SignatureConfig, SignatureType, Subpacket, SubpacketData, UserId};
use pgp::types::{Duration, KeyDetails, Password, SigningKey, Tag, Timestamp};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// A key to make.
#[derive(Debug, Clone)]
pub struct KeyMaker {
    seed: u64,
    users: Vec<String>,
    made: u32,
    ends: Option<u32>,
    subkey_ends: Option<u32>,
    encrypts: bool,
    revoked: bool,
    forged: bool,
    unbound: bool,
}

fn seconds(at: Moment) -> u32 {
    u32::try_from(at.micros() / 1_000_000).unwrap()
}

impl KeyMaker {
    /// A key of an address that was made at a moment and does not end. The same seed gives the same key.
    pub fn of(seed: u64, email: &str, made: Moment) -> Self {
        Self {
            seed,
            users: vec![format!("Tổ trực ban <{email}>")],
            made: seconds(made),
            ends: None,
            subkey_ends: None,
            encrypts: true,
            revoked: false,
            forged: false,
            unbound: false,
        }
    }

    /// Names another address besides.
    pub fn also(mut self, email: &str) -> Self {
        self.users.push(format!("<{email}>"));
        self
    }

    /// It ends at a moment.
    pub fn ending(mut self, at: Moment) -> Self {
        self.ends = Some(seconds(at) - self.made);
        self
    }

    /// Its encryption subkey ends at a moment.
    pub fn subkey_ending(mut self, at: Moment) -> Self {
        self.subkey_ends = Some(seconds(at) - self.made);
        self
    }

    /// Nothing can be encrypted to it.
    pub fn signing_only(mut self) -> Self {
        self.encrypts = false;
        self
    }

    /// Its owner took it back.
    pub fn revoked(mut self) -> Self {
        self.revoked = true;
        self
    }

    /// Its name was changed after the key had signed it.
    pub fn forged(mut self) -> Self {
        self.forged = true;
        self
    }

    /// Its encryption subkey is bound by a signature over another one.
    pub fn unbound(mut self) -> Self {
        self.unbound = true;
        self
    }

    /// The public key in ASCII armour.
    pub fn public(&self) -> String {
        self.make().to_public_key().to_armored_string(ArmorOptions::default()).unwrap()
    }

    /// The secret key in ASCII armour.
    pub fn secret(&self) -> String {
        self.make().to_armored_string(ArmorOptions::default()).unwrap()
    }

    fn make(&self) -> SignedSecretKey {
        let mut rng = StdRng::seed_from_u64(self.seed);
        let mut params = SecretKeyParamsBuilder::default();
        params
            .key_type(KeyType::Ed25519)
            .can_certify(true)
            .can_sign(true)
            .created_at(Timestamp::from_secs(self.made))
            .primary_user_id(self.users[0].clone());
        let subkey = || {
            SubkeyParamsBuilder::default()
                .key_type(KeyType::X25519)
                .can_encrypt(EncryptionCaps::All)
                .created_at(Timestamp::from_secs(self.made))
                .build()
                .unwrap()
        };
        if self.encrypts {
            params.subkeys(vec![subkey(), subkey()]);
        }
        let mut key = params.build().unwrap().generate(&mut rng).unwrap();
        self.sign(&mut key);
        key
    }

    /// Signs it anew at the moment it was made: the library signs by the clock of the machine.
    fn sign(&self, key: &mut SignedSecretKey) {
        let (primary, none) = (key.primary_key.clone(), Password::empty());
        let public = primary.public_key();
        let config = |kind: SignatureType, flags: Option<KeyFlags>, ends: Option<u32>| {
            let mut config = SignatureConfig::v4(kind, primary.algorithm(), primary.hash_alg());
            let mut said = vec![
                SubpacketData::SignatureCreationTime(Timestamp::from_secs(self.made)),
                SubpacketData::IssuerFingerprint(primary.fingerprint()),
            ];
            said.extend(flags.map(SubpacketData::KeyFlags));
            said.extend(ends.map(|ends| SubpacketData::KeyExpirationTime(Duration::from_secs(ends))));
            config.hashed_subpackets = said.into_iter().map(|it| Subpacket::regular(it).unwrap()).collect();
            config.unhashed_subpackets =
                vec![Subpacket::regular(SubpacketData::IssuerKeyId(primary.legacy_key_id())).unwrap()];
            config
        };
        let mut certify = KeyFlags::default();
        certify.set_certify(true);
        certify.set_sign(true);
        let user = |text: &String| {
            let id = UserId::from_str(Default::default(), text).unwrap();
            let signed = config(SignatureType::CertPositive, Some(certify.clone()), self.ends)
                .sign_certification(&primary, public, &none, Tag::UserId, &id)
                .unwrap();
            let kept = text.replace("ban", if self.forged { "giả" } else { "ban" });
            UserId::from_str(Default::default(), kept).unwrap().into_signed(signed)
        };
        key.details.users = self.users.iter().map(user).collect();
        if self.revoked {
            let taken = config(SignatureType::KeyRevocation, None, None).sign_key(&primary, &none, public);
            key.details.revocation_signatures = vec![taken.unwrap()];
        }
        let mut secrecy = KeyFlags::default();
        secrecy.set_encrypt_comms(true);
        let bound = |at: usize| {
            config(SignatureType::SubkeyBinding, Some(secrecy.clone()), self.subkey_ends)
                .sign_subkey_binding(&primary, public, &none, key.secret_subkeys[at].key.public_key())
                .unwrap()
        };
        if self.encrypts {
            let binding = bound(usize::from(self.unbound));
            key.secret_subkeys.truncate(1);
            key.secret_subkeys[0].signatures = vec![binding];
        }
    }
}
