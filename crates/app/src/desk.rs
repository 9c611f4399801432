//! [`App`]: the tools of a deployment, put together once and shared by all doors.

use crate::duty::NowCache;
use crate::law::Running;
use crate::notices::Lane;
use crate::people::oidc::Provider;
use crate::{Error, Fresh, Result, Settings, boxed};
use domain::{Actor, Moment, Op, RequestId, Rights};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Arc;
use store::Store;

/// What an [`App`] is put together from.
pub struct Parts {
    /// Settings of the desk.
    pub settings: Settings,
    /// Database and files.
    pub store: Store,
    /// Files of the rulesets, lists and calendars of the house.
    pub law: Vec<::law::SourceFile>,
    /// Words and pages.
    pub phrases: phrases::Phrases,
    /// The typesetter.
    pub documents: documents::Engine,
    /// How mail leaves.
    pub transport: mail::Transport,
    /// Ids and secrets.
    pub fresh: Fresh,
}

/// The tools of a deployment.
pub struct App {
    /// Settings of the desk.
    pub settings: Settings,
    /// Database and files.
    pub store: Store,
    pub(crate) law: Running,
    /// Words and pages.
    pub phrases: phrases::Phrases,
    pub(crate) documents: Arc<documents::Engine>,
    pub(crate) transport: mail::Transport,
    /// Ids and secrets.
    pub fresh: Fresh,
    pub(crate) lane: Lane,
    pub(crate) duty: NowCache,
    pub(crate) provider: Option<Provider>,
    key: Vec<u8>,
}

impl App {
    /// Puts the desk together: takes or makes the key of the deployment, opens the lane of incoming notices. The
    /// schema must be up to date.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer; [`Error::Internal`] around [`crate::law::Unsound`] when the
    /// law or the table of rights does not load.
    #[boxed]
    pub async fn open(parts: Parts) -> Result<Arc<Self>> {
        let Parts { settings, store, law, phrases, documents, transport, fresh } = parts;
        let faults = domain::access::faults();
        if !faults.is_empty() {
            return Err(Error::internal(crate::law::Unsound(faults.to_vec())));
        }
        let key = deployment_key(&store, &fresh).await?;
        let law = Running::load(law, &mut *store.read().await?).await?;
        let provider = settings.sign_in.oidc.clone().map(Provider::new).transpose()?;
        Ok(Arc::new_cyclic(|me| Self {
            settings,
            store,
            law,
            phrases,
            documents: Arc::new(documents),
            transport,
            fresh,
            lane: Lane::open(me.clone()),
            duty: NowCache::default(),
            provider,
            key,
        }))
    }

    /// The law that runs now. Take it once for an act, so that all of it goes by the same law.
    pub fn library(&self) -> Arc<::law::Library> {
        self.law.library()
    }

    /// The secret by which the sender of a notice follows it; the same each time, so that it need not be stored.
    pub(crate) fn notice_secret(&self, id: domain::NoticeId) -> String {
        spelled(&self.tag(id.uuid().as_bytes()))
    }

    /// The secret by which an applicant follows its application. Whoever applies chooses the id, so the secret is of a kind of its
    /// own and opens nothing else.
    pub(crate) fn application_secret(&self, id: domain::ApplicationId) -> String {
        spelled(&self.tag_for("application", &[id.uuid().as_bytes()]))
    }

    /// The secret in the link by which whoever gets the mail of a rung says that they were reached.
    pub(crate) fn reach_secret(&self, trial: domain::TrialId, rung: domain::reachability::Rung) -> String {
        spelled(&self.tag_for("reach", &[trial.uuid().as_bytes(), rung.code().as_bytes()]))
    }

    /// A keyed hash for one purpose, over parts that cannot run into each other. What carries it was made here.
    pub(crate) fn tag_for(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes a key of any length, so this cannot fail.
        Hmac::<Sha256>::new_from_slice(&self.key).map_or([0; 32], |mut mac| {
            for part in std::iter::once(&purpose.as_bytes()).chain(parts) {
                mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                mac.update(part);
            }
            mac.finalize().into_bytes().into()
        })
    }

    fn tag(&self, bytes: &[u8]) -> Vec<u8> {
        // HMAC takes a key of any length, so this cannot fail; an empty tag would match nothing.
        Hmac::<Sha256>::new_from_slice(&self.key).map_or_else(
            |_| Vec::new(),
            |mut mac| {
                mac.update(bytes);
                mac.finalize().into_bytes().to_vec()
            },
        )
    }

    /// How many notices came to be written since the start. Work that can wait looks here whether somebody waits for an
    /// answer meanwhile.
    pub fn notices_taken(&self) -> u64 {
        self.lane.taken()
    }

    /// The title of an incident as mails tell it: one that is restricted tells none, for a mail goes to a whole body.
    pub(crate) fn title_in_mail(&self, incident: &domain::incidents::Incident, lang: ::law::Lang) -> String {
        if incident.restricted() {
            self.phrases.say(lang, "mail-restricted-title", &[])
        } else {
            incident.title.clone()
        }
    }

    /// An operation of the system itself.
    pub fn system_op(&self, part: &str, now: Moment) -> Op {
        Op {
            actor: Actor::System { part: part.to_owned() },
            body: None,
            rights: Rights::all(),
            now,
            request: self.fresh.id(now),
            lang: ::law::Lang::Vi,
        }
    }

    /// An operation of a stranger.
    pub fn stranger_op(&self, now: Moment, lang: ::law::Lang) -> Op {
        Op {
            actor: Actor::Anonymous,
            body: None,
            rights: std::iter::once(domain::Right::SubmitNotice).collect(),
            now,
            request: self.fresh.id::<RequestId>(now),
            lang,
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    #[boxed]
    pub async fn ready(&self) -> Result<()> {
        Ok(self.store.ping().await?)
    }
}

async fn deployment_key(store: &Store, fresh: &Fresh) -> Result<Vec<u8>> {
    const NAME: &str = "notice-key";
    if let Some(key) = store.read().await?.deployment_fact(NAME).await? {
        return Ok(key.into_bytes());
    }
    let mut tx = store.write().await?;
    tx.keep_deployment_fact(NAME, &fresh.secret()).await?;
    let key = tx.deployment_fact(NAME).await?.ok_or_else(|| Error::internal("no deployment key"))?;
    tx.commit(Moment::EPOCH).await?;
    Ok(key.into_bytes())
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// A secret as people read it aloud: twenty letters and digits in groups of five.
fn spelled(tag: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let letters =
        tag.iter().take(20).filter_map(|b| LETTERS.get(usize::from(b & 31)).map(|l| char::from(*l)));
    let mut secret = String::with_capacity(24);
    for (i, letter) in letters.enumerate() {
        if i > 0 && i % 5 == 0 {
            secret.push('-');
        }
        secret.push(letter);
    }
    secret
}
