//! Public keys with which others write to a contact point so that nobody on the way reads it (OpenPGP, RFC 9580).
//!
//! Only what the key itself signed counts: a name or a subkey without a good signature of the primary key is as if it were not
//! there. What is given back is written anew from the packets that were read, so that nothing else that was pasted is kept.

use domain::Moment;
use pgp::composed::{ArmorOptions, PublicOrSecret, SignedPublicKey, SignedPublicSubKey};
use pgp::crypto::hash::HashAlgorithm;
use pgp::crypto::public_key::PublicKeyAlgorithm;
use pgp::packet::{Signature, SignatureType};
use pgp::ser::Serialize;
use pgp::types::{Duration, KeyDetails, KeyVersion, PublicParams, SignedUser, Tag};

/// Largest armoured text read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;
/// Fewest bits of a key whose strength lies in its length (RSA, DSA, Elgamal). Policy.
pub const LEAST_BITS: u16 = 2048;
/// How the armour of a public key begins.
const BEGINS: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

/// A public key that one may write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    /// The key in ASCII armour, and nothing besides.
    pub armoured: String,
    /// Fingerprint of the primary key: 40 (version 4) or 64 (version 6) capital hexadecimal digits.
    pub fingerprint: String,
    /// Mail addresses of its user ids, in small letters, each once.
    pub addresses: Vec<String>,
    /// When it was made.
    pub created_at: Moment,
    /// From then on nobody can write to it any more; `None` for never.
    pub expires_at: Option<Moment>,
}

/// Why a text is no public key to write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhyNot {
    /// Longer than [`MAX_BYTES`].
    #[error("the key is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// A secret key, whole or among others.
    #[error("this is a secret key")]
    Secret,
    /// No armoured public key that can be read.
    #[error("this is no armoured public key")]
    NoKey,
    /// More than one key.
    #[error("there is more than one key")]
    Several,
    /// A signature by which the key binds its own parts does not hold.
    #[error("a signature of the key over its own parts does not hold")]
    Unsound,
    /// Its owner took it back.
    #[error("the key is revoked")]
    Revoked,
    /// No longer in force.
    #[error("the key is expired")]
    Expired,
    /// Made after now.
    #[error("the key begins in the future")]
    NotYet,
    /// No part of it takes encrypted mail.
    #[error("nothing can be encrypted to the key")]
    CannotEncrypt,
    /// Too short, or signed with a digest that no longer holds.
    #[error("the key is too weak")]
    Weak,
}

impl WhyNot {
    /// Stable code of the field that held the text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "pgp_too_large",
            Self::Secret => "pgp_secret",
            Self::NoKey => "pgp_no_key",
            Self::Several => "pgp_several",
            Self::Unsound => "pgp_unsound",
            Self::Revoked => "pgp_revoked",
            Self::Expired => "pgp_expired",
            Self::NotYet => "pgp_not_yet",
            Self::CannotEncrypt => "pgp_cannot_encrypt",
            Self::Weak => "pgp_weak",
        }
    }
}

/// Reads one armoured public key, as it stands at a moment.
///
/// # Errors
/// [`WhyNot`], the first that holds in the order of its variants.
pub fn read(armoured: &str, now: Moment) -> Result<PublicKey, WhyNot> {
    let key = parsed(armoured)?;
    let primary = &key.primary_key;
    if key.details.revocation_signatures.iter().any(|sig| sig.verify_key(primary).is_ok()) {
        return Err(WhyNot::Revoked);
    }
    if !key.details.revocation_signatures.is_empty() {
        return Err(WhyNot::Unsound);
    }
    if !matches!(key.version(), KeyVersion::V4 | KeyVersion::V6) || weak(key.public_params()) {
        return Err(WhyNot::Weak);
    }
    if moment(key.created_at().as_secs()) > now {
        return Err(WhyNot::NotYet);
    }
    let (addresses, named) = names(&key, now)?;
    let direct = newest(&key.details.direct_signatures, SignatureType::Key, now, |sig| {
        sig.verify_key(primary).is_ok()
    });
    let own = match key.version() {
        KeyVersion::V6 => direct.or(named),
        _ => named.or(direct),
    };
    let own = own.ok_or(WhyNot::Unsound)?;
    if old_digest(own) {
        return Err(WhyNot::Weak);
    }
    let ends = end(key.created_at().as_secs(), own);
    if ends.is_some_and(|at| at <= now) {
        return Err(WhyNot::Expired);
    }
    let takes = encrypts(&key, own, now)?;
    Ok(PublicKey {
        armoured: key.to_armored_string(ArmorOptions::default()).map_err(|_| WhyNot::NoKey)?,
        fingerprint: format!("{:X}", key.fingerprint()),
        addresses,
        created_at: moment(key.created_at().as_secs()),
        expires_at: [ends, takes].into_iter().flatten().min(),
    })
}

/// The one key of the text, nothing of it checked yet.
fn parsed(armoured: &str) -> Result<SignedPublicKey, WhyNot> {
    if armoured.len() > MAX_BYTES {
        return Err(WhyNot::TooLarge);
    }
    if armoured.contains("PRIVATE KEY") {
        return Err(WhyNot::Secret);
    }
    let begins = armoured.find(BEGINS).ok_or(WhyNot::NoKey)?;
    let block = armoured.get(begins..).ok_or(WhyNot::NoKey)?;
    let (keys, _) = PublicOrSecret::from_armor_many(block.as_bytes()).map_err(|_| WhyNot::NoKey)?;
    let mut found = None;
    for key in keys {
        match key.map_err(|_| WhyNot::NoKey)? {
            PublicOrSecret::Secret(_) => return Err(WhyNot::Secret),
            PublicOrSecret::Public(_) if found.is_some() => return Err(WhyNot::Several),
            PublicOrSecret::Public(key) => found = Some(key),
        }
    }
    if block.matches(BEGINS).count() > 1 {
        return Err(WhyNot::Several);
    }
    found.ok_or(WhyNot::NoKey)
}

/// The mail addresses that the key names, and the newest signature with which it named one.
fn names(key: &SignedPublicKey, now: Moment) -> Result<(Vec<String>, Option<&Signature>), WhyNot> {
    let mut addresses: Vec<String> = Vec::new();
    let mut last: Option<&Signature> = None;
    for user in &key.details.users {
        let Some(good) = named(key, user, now) else {
            if user.signatures.iter().any(|sig| claims_to_be_of(sig, key)) && !withdrawn(key, user, None) {
                return Err(WhyNot::Unsound);
            }
            continue;
        };
        if last.is_none_or(|last| last.created() < good.created()) {
            last = Some(good);
        }
        if withdrawn(key, user, Some(good)) {
            continue;
        }
        let address = user.id.as_str().and_then(address);
        addresses.extend(address.filter(|address| !addresses.contains(address)));
    }
    Ok((addresses, last))
}

/// The newest good signature of the key over one of its names.
fn named<'a>(key: &SignedPublicKey, user: &'a SignedUser, now: Moment) -> Option<&'a Signature> {
    let certifies = [
        SignatureType::CertGeneric,
        SignatureType::CertPersona,
        SignatureType::CertCasual,
        SignatureType::CertPositive,
    ];
    let holds = |sig: &Signature| sig.verify_certification(&key.primary_key, Tag::UserId, &user.id).is_ok();
    let good = certifies.into_iter().filter_map(|kind| newest(&user.signatures, kind, now, holds));
    good.max_by_key(|sig| sig.created())
}

/// Whether the key took a name back after it gave it last.
fn withdrawn(key: &SignedPublicKey, user: &SignedUser, given: Option<&Signature>) -> bool {
    user.signatures.iter().any(|sig| {
        sig.typ() == Some(SignatureType::CertRevocation)
            && given.is_none_or(|given| sig.created() >= given.created())
            && sig.verify_certification(&key.primary_key, Tag::UserId, &user.id).is_ok()
    })
}

/// Until when something can be encrypted to the key, of the primary key and its subkeys the longest; `None` for ever.
fn encrypts(key: &SignedPublicKey, own: &Signature, now: Moment) -> Result<Option<Moment>, WhyNot> {
    if for_secrecy(key.algorithm(), own) {
        return Ok(None);
    }
    let mut why = WhyNot::CannotEncrypt;
    let mut longest: Option<Option<Moment>> = None;
    for subkey in &key.public_subkeys {
        match subkey_until(key, subkey, now) {
            Ok(until) => {
                longest = Some(match longest {
                    None => until,
                    Some(other) => other.zip(until).map(|(one, two)| one.max(two)),
                });
            }
            Err(WhyNot::CannotEncrypt) => {}
            Err(other) => why = other,
        }
    }
    longest.ok_or(why)
}

fn subkey_until(
    key: &SignedPublicKey,
    subkey: &SignedPublicSubKey,
    now: Moment,
) -> Result<Option<Moment>, WhyNot> {
    let holds = |sig: &Signature| sig.verify_subkey_binding(&key.primary_key, &subkey.key).is_ok();
    let revokes = |sig: &&Signature| sig.typ() == Some(SignatureType::SubkeyRevocation);
    if subkey.signatures.iter().filter(revokes).any(holds) {
        return Err(WhyNot::CannotEncrypt);
    }
    let binding = newest(&subkey.signatures, SignatureType::SubkeyBinding, now, holds);
    let binding = binding.ok_or(WhyNot::Unsound)?;
    if !for_secrecy(subkey.algorithm(), binding) {
        return Err(WhyNot::CannotEncrypt);
    }
    if weak(subkey.public_params()) || old_digest(binding) {
        return Err(WhyNot::Weak);
    }
    match end(subkey.created_at().as_secs(), binding) {
        Some(at) if at <= now => Err(WhyNot::Expired),
        until => Ok(until),
    }
}

/// The newest signature of a kind that is in force and holds. One that is dated after now does not count.
fn newest(
    signatures: &[Signature],
    kind: SignatureType,
    now: Moment,
    holds: impl Fn(&Signature) -> bool,
) -> Option<&Signature> {
    let in_force = |sig: &Signature| {
        let Some(made) = sig.created().map(|at| at.as_secs()) else { return false };
        let until = sig.signature_expiration_time().and_then(|span| after(made, span));
        moment(made) <= now && until.is_none_or(|until| until > now)
    };
    let good = signatures.iter().filter(|sig| sig.typ() == Some(kind) && in_force(sig) && holds(sig));
    good.max_by_key(|sig| sig.created())
}

/// Whether a signature says, or does not deny, that the key made it.
fn claims_to_be_of(sig: &Signature, key: &SignedPublicKey) -> bool {
    let (ids, fingerprints) = (sig.issuer_key_id(), sig.issuer_fingerprint());
    ids.is_empty() && fingerprints.is_empty()
        || ids.iter().any(|id| **id == key.legacy_key_id())
        || fingerprints.iter().any(|print| **print == key.fingerprint())
}

fn for_secrecy(algorithm: PublicKeyAlgorithm, sig: &Signature) -> bool {
    use PublicKeyAlgorithm as Algorithm;
    let can = matches!(
        algorithm,
        Algorithm::RSA
            | Algorithm::RSAEncrypt
            | Algorithm::ElgamalEncrypt
            | Algorithm::ECDH
            | Algorithm::X25519
            | Algorithm::X448
    );
    let flags = sig.key_flags();
    can && (flags.encrypt_comms() || flags.encrypt_storage())
}

/// The length stands before the number, the first number of these kinds is the one that counts (RFC 9580 3.2, 5.5.5).
fn weak(params: &PublicParams) -> bool {
    let bytes = match params {
        PublicParams::RSA(params) => params.to_bytes(),
        PublicParams::DSA(params) => params.to_bytes(),
        PublicParams::Elgamal(params) => params.to_bytes(),
        _ => return false,
    };
    let bits = bytes.ok().and_then(|bytes| bytes.first_chunk::<2>().copied()).map(u16::from_be_bytes);
    bits.is_none_or(|bits| bits < LEAST_BITS)
}

fn old_digest(sig: &Signature) -> bool {
    matches!(sig.hash_alg(), None | Some(HashAlgorithm::Md5 | HashAlgorithm::Sha1 | HashAlgorithm::Ripemd160))
}

fn end(made: u32, sig: &Signature) -> Option<Moment> {
    after(made, sig.key_expiration_time()?)
}

/// No span at all means for ever (RFC 9580 5.2.3.13).
fn after(made: u32, span: Duration) -> Option<Moment> {
    let span = span.as_secs();
    (span > 0).then(|| Moment::from_micros((i64::from(made) + i64::from(span)) * 1_000_000))
}

fn moment(seconds: u32) -> Moment {
    Moment::from_micros(i64::from(seconds) * 1_000_000)
}

/// The mail address of a user id: what stands in angle brackets, or the whole.
fn address(user: &str) -> Option<String> {
    let inner = user.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner);
    let address = inner.unwrap_or(user).trim().to_lowercase();
    let fits = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (fits && !address.contains(char::is_whitespace)).then_some(address)
}
