//! Notices on disk: many arrive in one transaction, each is changed under its version.

use crate::conn::{gather, on};
use crate::restriction::hide_notices;
use crate::script::MOST_ROWS;
use crate::search::{NOTICES, Way};
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed, row};
use domain::access::Reader;
use domain::notices::likeness::{self, Key};
use domain::notices::{Content, Notice};
use domain::page::{Page, PageRequest};
use domain::{BodyId, IncidentId, Moment, NoticeId, PersonId};
use sqlx::QueryBuilder;
use sqlx::types::Json;
use uuid::Uuid;

const INSERT: &str = "INSERT INTO notice (seq, id, number, state, channel, received_at, recorded_at, acknowledged_after_micros, \
                      subject, content, receipt, secret_sha256, lang, sender_body_id, handled_by_id, verdict, reason, message_id, \
                      raw_sha256, restricted, version) VALUES ";
const INSERT_KEYS: &str = "INSERT INTO notice_key (kind, value, notice_seq) VALUES ";
const COLUMNS: &str = "SELECT n.seq, n.id, n.number, n.state, n.channel, n.received_at, n.acknowledged_after_micros, n.subject, n.verdict, \
                    n.lang, b.name AS handler, p.name AS officer, n.content->>'sender' AS sender";
const JOINED: &str =
    " LEFT JOIN body b ON b.id = n.handled_by_id LEFT JOIN person p ON p.id = n.taken_by_id WHERE 1 = 1";

statements! {
    BY_ID = "SELECT id, number, state, channel, received_at, recorded_at, acknowledged_after_micros, content, receipt, lang, \
             sender_body_id, handled_by_id, taken_by_id, verdict, incident_id, merged_into_id, reason, restricted, version FROM notice WHERE id = $1";
    BY_NUMBER = "SELECT id, number, state, channel, received_at, recorded_at, acknowledged_after_micros, content, receipt, lang, \
                 sender_body_id, handled_by_id, taken_by_id, verdict, incident_id, merged_into_id, reason, restricted, version FROM notice \
                 WHERE number = $1";
    SECRET = "SELECT secret_sha256 FROM notice WHERE id = $1";
    BY_MAIL = "SELECT id FROM notice WHERE message_id = $1";
    UPDATE = "UPDATE notice SET state = $2, sender_body_id = $3, handled_by_id = $4, taken_by_id = $5, verdict = $6, incident_id = $7, \
              merged_into_id = $8, reason = $9, restricted = $11, version = version + 1 WHERE id = $1 AND version = $10";
    ALL_MERGED_INTO = "SELECT id, number, state, channel, received_at, recorded_at, acknowledged_after_micros, content, receipt, lang, \
                       sender_body_id, handled_by_id, taken_by_id, verdict, incident_id, merged_into_id, reason, restricted, version FROM notice \
                       WHERE merged_into_id = $1 ORDER BY seq LIMIT 500";
    MAIL_OF = "SELECT message_id FROM notice WHERE id = $1";
    COUNT_REFUSED = "SELECT COUNT(*) FROM mail_refused";
    COUNT_NOTICES = "SELECT COUNT(*) FROM notice";
}

/// A notice about to be stored, with what only the store needs.
#[derive(Debug, Clone)]
pub struct NewNotice {
    /// The notice.
    pub notice: Notice,
    /// SHA-256 of the secret by which its sender follows it.
    pub secret_sha256: String,
    /// Message-ID, for mail.
    pub mail_id: Option<String>,
    /// SHA-256 of the raw mail in the vault.
    pub raw_sha256: Option<String>,
    /// [`searched_text`] of its content.
    pub searched_text: String,
}

impl NewNotice {
    fn folded(&self) -> String {
        format!("{} {}", domain::text::fold(&self.notice.number.to_string()), self.searched_text)
    }
}

/// What a list shows of a notice.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    /// Place in the list.
    pub sequence: i64,
    /// Identity.
    pub id: NoticeId,
    /// Number.
    pub number: String,
    /// State code.
    pub state: String,
    /// Channel code.
    pub channel: String,
    /// When it reached us.
    pub received_at: Moment,
    /// Time to the answer.
    pub acknowledged_after_micros: i64,
    /// One line.
    pub subject: String,
    /// Verdict code.
    pub verdict: String,
    /// Language of the sender.
    pub lang: String,
    /// Name of the handling body.
    pub handler: Option<String>,
    /// Name of the officer.
    pub officer: Option<String>,
    /// Organisation or name of the sender.
    pub sender: String,
}

/// What a list of notices is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct NoticeFilter {
    /// State codes; empty for all.
    pub states: Vec<String>,
    /// Channel code.
    pub channel: Option<String>,
    /// Verdict code.
    pub verdict: Option<String>,
    /// Folded words.
    pub words: Vec<String>,
    /// Only notices this body sent or handles.
    pub of_body: Option<BodyId>,
    /// Whose eyes the list is for; what is restricted is left out.
    pub reader: Reader,
}

row! {
    struct Stored {
        id: Uuid,
        number: String,
        state: String,
        channel: String,
        received_at: i64,
        recorded_at: i64,
        acknowledged_after_micros: i64,
        content: Json<Content>,
        receipt: String,
        lang: String,
        sender_body_id: Option<Uuid>,
        handled_by_id: Option<Uuid>,
        taken_by_id: Option<Uuid>,
        verdict: String,
        incident_id: Option<Uuid>,
        merged_into_id: Option<Uuid>,
        reason: String,
        restricted: i64,
        version: i64,
    }
}

impl TryFrom<Stored> for Notice {
    type Error = Error;
    fn try_from(s: Stored) -> Result<Self> {
        let bad = |e: &dyn std::fmt::Display| Error::corrupt("notice", e);
        Ok(Self {
            id: NoticeId(s.id),
            number: s.number.parse().map_err(|e| bad(&e))?,
            state: s.state.parse().map_err(|e| bad(&e))?,
            channel: s.channel.parse().map_err(|e| bad(&e))?,
            received_at: Moment::from_micros(s.received_at),
            recorded_at: Moment::from_micros(s.recorded_at),
            acknowledged_after_micros: s.acknowledged_after_micros,
            content: s.content.0,
            receipt: s.receipt,
            lang: s.lang,
            sender_body: s.sender_body_id.map(BodyId),
            handled_by: s.handled_by_id.map(BodyId),
            taken_by: s.taken_by_id.map(PersonId),
            verdict: s.verdict.parse().map_err(|e| bad(&e))?,
            incident: s.incident_id.map(IncidentId),
            merged_into: s.merged_into_id.map(NoticeId),
            reason: s.reason,
            restricted: s.restricted != 0,
            named: Vec::new(),
            version: s.version,
        })
    }
}

row! {
    struct StoredRow {
        seq: i64,
        id: Uuid,
        number: String,
        state: String,
        channel: String,
        received_at: i64,
        acknowledged_after_micros: i64,
        subject: String,
        verdict: String,
        lang: String,
        handler: Option<String>,
        officer: Option<String>,
        sender: Option<String>,
    }
}

impl From<StoredRow> for NoticeRow {
    fn from(s: StoredRow) -> Self {
        let sender: domain::notices::Sender =
            s.sender.and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
        let shown = [sender.organisation, sender.name, sender.email]
            .into_iter()
            .find(|t| !t.is_empty())
            .unwrap_or_default();
        Self {
            sequence: s.seq,
            id: NoticeId(s.id),
            number: s.number,
            state: s.state,
            channel: s.channel,
            received_at: Moment::from_micros(s.received_at),
            acknowledged_after_micros: s.acknowledged_after_micros,
            subject: s.subject,
            verdict: s.verdict,
            lang: s.lang,
            handler: s.handler,
            officer: s.officer,
            sender: shown,
        }
    }
}

/// What the search finds a notice by, beside its number.
pub fn searched_text(content: &Content) -> String {
    [&content.subject, &content.sender.organisation, &content.sender.name, &content.system]
        .into_iter()
        .chain(content.domains.iter())
        .chain(std::iter::once(&content.description))
        .map(|text| domain::text::fold(text))
        .collect::<Vec<_>>()
        .join(" ")
}

impl Conn {
    /// A notice by id.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notice(&mut self, id: NoticeId) -> Result<Option<Notice>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BY_ID).bind(id.uuid()).fetch_optional(c).await?);
        self.with_named(row).await
    }

    /// The notice of a row, with the persons named on it while it is restricted.
    async fn with_named(&mut self, row: Option<Stored>) -> Result<Option<Notice>> {
        let Some(mut notice) = row.map(Notice::try_from).transpose()? else { return Ok(None) };
        if notice.restricted {
            notice.named = self.grants("notice", notice.id.uuid()).await?;
        }
        Ok(Some(notice))
    }

    /// A notice by number.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notice_by_number(&mut self, number: &str) -> Result<Option<Notice>> {
        let row =
            on!(self, c => sqlx::query_as::<_, Stored>(BY_NUMBER).bind(number).fetch_optional(c).await?);
        self.with_named(row).await
    }

    /// The notice a mail became, by its Message-ID.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notice_of_mail(&mut self, mail_id: &str) -> Result<Option<NoticeId>> {
        Ok(on!(self, c => sqlx::query_scalar::<_, Uuid>(BY_MAIL).bind(mail_id).fetch_optional(c).await?)
            .map(NoticeId))
    }

    /// Hash of the secret by which the sender follows a notice.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notice_secret(&mut self, id: NoticeId) -> Result<Option<String>> {
        Ok(on!(self, c => sqlx::query_scalar::<_, String>(SECRET).bind(id.uuid()).fetch_optional(c).await?))
    }

    /// A page of notices, newest first.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn list_notices(
        &mut self,
        filter: &NoticeFilter,
        request: PageRequest,
    ) -> Result<Page<NoticeRow>> {
        let way = Way::first(&filter.words, self.postgres());
        let mut rows = self.found_notices(filter, &way, request).await?;
        if let Some(way) = self.further(way, rows.len(), &NOTICES, request).await? {
            rows = self.found_notices(filter, &way, request).await?;
        }
        Ok(Page::cut(rows.into_iter().map(NoticeRow::from).collect(), request, |r| r.sequence))
    }

    async fn found_notices(
        &mut self,
        filter: &NoticeFilter,
        way: &Way,
        request: PageRequest,
    ) -> Result<Vec<StoredRow>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new(COLUMNS);
            q.push(way.from(&NOTICES)).push(JOINED);
            if !filter.states.is_empty() {
                q.push(" AND n.state IN (");
                let mut list = q.separated(", ");
                for state in &filter.states {
                    list.push_bind(state);
                }
                q.push(")");
            }
            if let Some(channel) = &filter.channel {
                q.push(" AND n.channel = ").push_bind(channel);
            }
            if let Some(verdict) = &filter.verdict {
                q.push(" AND n.verdict = ").push_bind(verdict);
            }
            if let Some(body) = filter.of_body {
                q.push(" AND (n.sender_body_id = ").push_bind(body.uuid());
                q.push(" OR n.handled_by_id = ").push_bind(body.uuid()).push(")");
            }
            hide_notices(&mut q, "n.id", &filter.reader);
            way.finish(&mut q, &NOTICES, request);
            q.build_query_as::<StoredRow>().persistent(way.lasts()).fetch_all(c).await?
        }))
    }

    /// Numbers of notices behind an incident, as far as the reader may know of them.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notices_of_incident(&mut self, incident: IncidentId, reader: Reader) -> Result<Vec<String>> {
        self.numbers("SELECT n.number FROM notice n WHERE n.incident_id = ", incident.uuid(), reader).await
    }

    /// Numbers merged into a notice, as far as the reader may know of them.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn notices_merged_into(&mut self, id: NoticeId, reader: Reader) -> Result<Vec<String>> {
        self.numbers("SELECT n.number FROM notice n WHERE n.merged_into_id = ", id.uuid(), reader).await
    }

    async fn numbers(&mut self, select: &'static str, id: Uuid, reader: Reader) -> Result<Vec<String>> {
        Ok(on!(self, c => {
            let mut q = QueryBuilder::new(select);
            q.push_bind(id);
            hide_notices(&mut q, "n.id", &reader);
            q.push(" ORDER BY n.seq LIMIT 500");
            q.build_query_scalar::<String>().fetch_all(c).await?
        }))
    }

    /// The notices merged into another.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn merged_notices(&mut self, id: NoticeId) -> Result<Vec<Notice>> {
        let rows =
            on!(self, c => sqlx::query_as::<_, Stored>(ALL_MERGED_INTO).bind(id.uuid()).fetch_all(c).await?);
        let mut notices = Vec::with_capacity(rows.len());
        for row in rows {
            notices.extend(self.with_named(Some(row)).await?);
        }
        Ok(notices)
    }

    /// The Message-ID of the mail a notice came by, with what tells two mails of one id apart.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn mail_of_notice(&mut self, id: NoticeId) -> Result<Option<String>> {
        let row = on!(self, c => sqlx::query_scalar::<_, Option<String>>(MAIL_OF).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.flatten())
    }

    /// How many notices there are, and how much mail was refused.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn count_notices(&mut self) -> Result<(i64, i64)> {
        let kept = on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_NOTICES).fetch_one(c).await?);
        let refused = on!(self, c => sqlx::query_scalar::<_, i64>(COUNT_REFUSED).fetch_one(c).await?);
        Ok((kept, refused))
    }
}

impl Tx {
    /// Stores notices, with their comparable values and their folded text; on disk with the commit.
    ///
    /// # Errors
    /// Any failure of the database. At the commit: [`Error::Duplicate`] when one of the mails was stored before.
    #[boxed]
    pub async fn insert_notices(&mut self, notices: &[NewNotice]) -> Result<()> {
        for part in notices.chunks(MOST_ROWS) {
            self.send_if_long().await?;
            gather!(self, s => s.insert(INSERT, &["$"; 21], "", part, |s, new| {
                let n = &new.notice;
                s.bind(n.number.sequence()).bind(n.id.uuid()).bind(n.number.to_string()).bind(n.state.code())
                    .bind(n.channel.code()).bind(n.received_at.micros()).bind(n.recorded_at.micros())
                    .bind(n.acknowledged_after_micros).bind(&n.content.subject).bind(Json(&n.content)).bind(&n.receipt)
                    .bind(&new.secret_sha256).bind(&n.lang).bind(n.sender_body.map(BodyId::uuid))
                    .bind(n.handled_by.map(BodyId::uuid)).bind(n.verdict.code()).bind(&n.reason).bind(&new.mail_id)
                    .bind(&new.raw_sha256).bind(i64::from(n.restricted)).bind(1_i64);
            }));
            let texts: Vec<(i64, String)> =
                part.iter().map(|new| (new.notice.number.sequence(), new.folded())).collect();
            self.gather_notice_texts(&texts);
        }
        let keys: Vec<(i64, Key)> = notices
            .iter()
            .flat_map(|new| {
                let sequence = new.notice.number.sequence();
                likeness::keys(&new.notice.content).into_iter().map(move |key| (sequence, key))
            })
            .collect();
        for part in keys.chunks(MOST_ROWS) {
            self.send_if_long().await?;
            gather!(self, s => s.insert(INSERT_KEYS, &["$"; 3], "", part, |s, (sequence, key)| {
                s.bind(key.kind.code()).bind(&key.value).bind(*sequence);
            }));
        }
        Ok(())
    }

    /// Changes a notice under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_notice(&mut self, n: &Notice) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE)
            .bind(n.id.uuid()).bind(n.state.code()).bind(n.sender_body.map(BodyId::uuid)).bind(n.handled_by.map(BodyId::uuid))
            .bind(n.taken_by.map(PersonId::uuid)).bind(n.verdict.code()).bind(n.incident.map(IncidentId::uuid))
            .bind(n.merged_into.map(NoticeId::uuid)).bind(&n.reason).bind(n.version)
            .bind(i64::from(n.restricted)).execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
