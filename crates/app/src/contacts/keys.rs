//! Public keys of contact points: taking one, giving it out, and warning its body before it ends.

use super::NewContact;
use crate::access::Ask;
use crate::notices::{deliver, mail_domain, sender};
use crate::{App, Error, FollowUp, Result, boxed};
use ::law::Text;
use ::phrases::Lang;
use ::phrases::catalogue::Arg;
use domain::audit::Event;
use domain::canonical::sha256_hex;
use domain::contacts::{ContactKey, ContactPoint, KeyState};
use domain::{ContactPointId, FieldProblem, Moment, Op, Right};
use exchange::openpgp;
use mail::compose::Outgoing;
use phrases::letters::{KeyEnds, Subject};
use serde_json::json;
use std::time::Duration;

/// The field that holds a key, wherever one is given.
pub(crate) const FIELD: &str = "pgp_key";
/// Most keys warned of in one transaction.
const AT_ONCE: i64 = 200;
/// Most keys listed.
const MOST: i64 = 500;

/// What becomes of the key of a contact point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum KeyWanted {
    /// The one that is there stays.
    #[default]
    Keep,
    /// None from now on.
    Remove,
    /// This one, in ASCII armour.
    Put(String),
}

impl KeyWanted {
    /// From a text and a tick to remove: nothing typed keeps.
    pub fn typed(text: &str, remove: bool) -> Self {
        match text.trim() {
            "" if remove => Self::Remove,
            "" => Self::Keep,
            text => Self::Put(text.to_owned()),
        }
    }

    /// From a value that may be left out: left out keeps, an empty one removes.
    pub fn given(text: Option<&str>) -> Self {
        match text.map(str::trim) {
            None => Self::Keep,
            Some("") => Self::Remove,
            Some(text) => Self::Put(text.to_owned()),
        }
    }
}

/// A key as it is to be, with its text when it is a new one.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyRead {
    pub(crate) key: Option<ContactKey>,
    pub(crate) armoured: Option<String>,
}

/// The key that a contact point is to have, or what is wrong with it. `before` is the one that is there.
///
/// # Errors
/// The problem at the field [`FIELD`].
pub(crate) fn wanted(
    app: &App,
    typed: &NewContact,
    before: Option<&ContactKey>,
    now: Moment,
) -> std::result::Result<KeyRead, FieldProblem> {
    let read = match &typed.key {
        KeyWanted::Remove => return Ok(KeyRead::default()),
        KeyWanted::Keep => KeyRead { key: before.cloned(), armoured: None },
        KeyWanted::Put(text) => {
            let read = openpgp::read(text, now).map_err(|why| FieldProblem::new(FIELD, why.code()))?;
            let key = ContactKey {
                fingerprint: read.fingerprint,
                addresses: read.addresses,
                created_at: read.created_at,
                expires_at: read.expires_at,
                digest: sha256_hex(read.armoured.as_bytes()),
            };
            KeyRead { key: Some(key), armoured: Some(read.armoured) }
        }
    };
    match &read.key {
        Some(_) if typed.email.trim().is_empty() => Err(FieldProblem::new("email", "pgp_needs_email")),
        Some(key) if !key.is_for(&typed.email) => Err(for_another(app, key, &typed.email)),
        _ => Ok(read),
    }
}

/// The words name the addresses of the key and the one that is asked.
fn for_another(app: &App, key: &ContactKey, asked: &str) -> FieldProblem {
    const CODE: &str = "pgp_another_address";
    let names = key.addresses.join(", ");
    let say = |lang| {
        let args: [(&str, Arg); 2] = [("names", names.as_str().into()), ("asked", asked.trim().into())];
        let phrase = if names.is_empty() { "pgp-names-none" } else { "pgp-names-others" };
        app.phrases.say(lang, phrase, &args)
    };
    FieldProblem { message: Some(Text::new(say(Lang::Vi), say(Lang::En))), ..FieldProblem::new(FIELD, CODE) }
}

/// The armoured public key of a contact point in use, with the contact point.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] also for a contact point without a key.
#[boxed]
pub async fn contact_key(app: &App, op: &Op, id: ContactPointId) -> Result<(ContactPoint, String)> {
    op.require(Right::SeeBodies)?;
    let mut read = app.store.read().await?;
    let contact = read.contact(id).await?.filter(|contact| contact.active).ok_or(Error::NotFound)?;
    let armoured = read.contact_key(id).await?.ok_or(Error::NotFound)?;
    Ok((contact, armoured))
}

/// How long before its end a key counts as ending soon.
pub fn key_warning(app: &App) -> Duration {
    Duration::from_secs(app.settings.contact_key_days.saturating_mul(86_400))
}

/// A contact point whose key ends soon or has ended.
#[derive(Debug, Clone, serde::Serialize)]
pub struct EndingKey {
    /// The contact point.
    pub contact: ContactPoint,
    /// Key of its body.
    pub body_key: String,
    /// Name of its body.
    pub body_name: String,
    /// `soon` or `expired`.
    pub state: KeyState,
}

/// Contact points whose key ends soon or has ended, the earliest first.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_ending_keys(app: &App, op: &Op) -> Result<Vec<EndingKey>> {
    op.require(Right::KeepMembers)?;
    let warn = key_warning(app);
    let mut read = app.store.read().await?;
    let mut rows = Vec::new();
    for contact in read.keys_ending(op.now.plus(warn), MOST).await? {
        let Some(body) = read.body(contact.body).await? else { continue };
        let state = contact.key.as_ref().map_or(KeyState::Good, |key| key.state(op.now, warn));
        rows.push(EndingKey {
            body_name: body.name_in(op.lang).to_owned(),
            body_key: body.key,
            contact,
            state,
        });
    }
    Ok(rows)
}

/// How many keys of contact points end soon or have ended.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn count_ending_keys(app: &App, op: &Op) -> Result<i64> {
    op.require(Right::KeepMembers)?;
    Ok(app.store.read().await?.count_keys_ending(op.now.plus(key_warning(app))).await?)
}

/// Finds keys that end soon or have ended and warns each body once of each; gives how many warnings were queued. May run
/// twice.
///
/// # Errors
/// [`Error::Unavailable`].
#[boxed]
pub async fn watch_keys(app: &App, op: &Op) -> Result<usize> {
    let warn = key_warning(app);
    let mut tx = app.store.write().await?;
    // Of a key that has ended nobody is told that it ends soon.
    let ended = tx.keys_unwarned((Moment::EPOCH, op.now), KeyState::Expired, AT_ONCE).await?;
    let soon = tx.keys_unwarned((op.now, op.now.plus(warn)), KeyState::Soon, AT_ONCE).await?;
    let mut queued = 0;
    for (state, contacts) in [(KeyState::Expired, ended), (KeyState::Soon, soon)] {
        for contact in contacts {
            let Some(key) = &contact.key else { continue };
            if !tx.note_key_warning(contact.id, &key.digest, state, op.now).await? {
                continue;
            }
            let detail = json!({ "contact": contact.name, "fingerprint": key.fingerprint, "state": state, "expires_at": key.expires_at });
            tx.record(op, Event::new("contact.key_warned", "contact", contact.id, detail));
            let work = FollowUp::MailKeyWarning {
                contact: contact.id,
                digest: key.digest.clone(),
                ended: state == KeyState::Expired,
            };
            tx.enqueue(work.job(app, op.now, op.now)?);
            queued += 1;
        }
    }
    tx.commit(op.now).await?;
    Ok(queued)
}

/// Mails the body of a contact point that its key ends soon or has ended; nothing when the key was replaced meanwhile.
///
/// # Errors
/// [`Error::Unavailable`] when the mail server does not take it now.
#[boxed]
pub async fn mail_key_warning(
    app: &App,
    id: ContactPointId,
    digest: &str,
    ended: bool,
    now: Moment,
) -> Result<()> {
    let mut read = app.store.read().await?;
    let contact = read.contact(id).await?.ok_or(Error::NotFound)?;
    let body = read.body(contact.body).await?.ok_or(Error::NotFound)?;
    drop(read);
    let Some(key) = contact.key.as_ref().filter(|key| contact.active && key.digest == digest) else {
        return Ok(());
    };
    let to = [&body.contact.email, &contact.email]
        .into_iter()
        .find(|to| mail::Address::bare((*to).clone()).is_deliverable());
    let (Some(to), Some(expires_at)) = (to, key.expires_at) else { return Ok(()) };
    let letter = KeyEnds {
        sender: sender(app),
        about: Subject {
            number: body.key.clone(),
            title: body.name.clone(),
            path: format!("/network/contacts/{id}"),
        },
        ended,
        contact: contact.name.clone(),
        fingerprint: key.grouped(),
        expires_at: expires_at.micros(),
    };
    let text = app.phrases.mail(&letter, Lang::Vi)?;
    // The same warning, run twice, is the same mail.
    let token = format!(
        "key-{id}-{}-{}",
        key.digest.get(..16).unwrap_or_default(),
        if ended { "ended" } else { "soon" }
    );
    let outgoing = Outgoing {
        message_id: mail::compose::message_id(&body.key, &token, mail_domain(app)),
        from: mail::Address::named(app.settings.deployment.clone(), app.settings.mail_from.clone()),
        to: vec![mail::Address::bare(to.clone())],
        subject: text.subject,
        text: text.text,
        auto_generated: true,
        ..Outgoing::at(now.timestamp())
    };
    deliver(app, &outgoing).await
}
