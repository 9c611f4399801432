//! Submitting a notice: parsed once, handed to the desk, answered when it is on disk.

use crate::api::answer;
use crate::api::body::RawBody;
use crate::api::words::{Time, Uid};
use crate::{Fault, Outcome, Visitor, Web};
use app::Error;
use app::domain::canonical::sha256_hex;
use app::domain::notices::{Channel, Draft, FilledForm, Sender};
use app::domain::{FieldProblem, Op};
use app::notices::{Idempotency, Receipt, SubmitNotice};
use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Header of a repeatable request.
const KEY: &str = "idempotency-key";
/// Longest key, in characters.
const KEY_CHARS: usize = 200;

/// A notice of an incident. Only a description, a name or organisation, and one way back are needed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "reporter": {"organisation": "UBND xã Minh Họa", "name": "Trần Văn Mẫu", "phone": "0000 000 001", "email": "mau@minh-hoa.example"},
    "subject": "Trang thông tin bị thay đổi giao diện",
    "description": "Từ 07:40 trang chủ hiện nội dung lạ; đã ngắt máy chủ khỏi mạng.",
    "detected_at": "2026-11-12T07:40:00+07:00",
    "system": "Cổng thông tin điện tử",
    "domains": ["minh-hoa.example"],
    "addresses": ["203.0.113.7"],
    "ongoing": true
}))]
pub(super) struct NewNotice {
    /// Who notifies.
    #[serde(default)]
    reporter: Reporter,
    /// One line; empty takes the first line of the description.
    #[schema(max_length = 500)]
    #[serde(default)]
    subject: String,
    /// What happened.
    #[schema(max_length = 20_000)]
    #[serde(default)]
    description: String,
    /// When it was detected.
    detected_at: Option<Time>,
    /// Name of the affected system.
    #[serde(default)]
    system: String,
    /// Domains concerned; defanged ones (`xau[.]example`) are read.
    #[schema(max_items = 200)]
    #[serde(default)]
    domains: Vec<String>,
    /// Public IP addresses concerned; private ones are refused.
    #[schema(max_items = 200)]
    #[serde(default)]
    addresses: Vec<String>,
    /// Whether it still goes on.
    ongoing: Option<bool>,
    /// The sender asks for confidentiality (a legal effect, apart from TLP and from state secrecy).
    #[serde(default)]
    confidential: bool,
    /// The sender says that state-secret material is in it: refused with `notice.state_secret`, nothing is kept.
    #[serde(default)]
    state_secret: bool,
    /// The sender lacks the means to handle it and asks for help.
    #[serde(default)]
    help_wanted: bool,
    /// A legal form, filled along with the notice.
    form: Option<NewForm>,
    /// Ids of files stored before with `POST /api/v1/attachments`, in order.
    #[serde(default)]
    attachments: Vec<Uid>,
    /// Id of the body the notice is meant for; the national coordinator when absent.
    addressed_to: Option<Uid>,
}

/// Who notifies.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reporter {
    /// Organisation or person.
    #[serde(default)]
    organisation: String,
    /// Name of the contact person.
    #[serde(default)]
    name: String,
    /// Position of the contact person.
    #[serde(default)]
    position: String,
    /// Postal address.
    #[serde(default)]
    address: String,
    /// Telephone; this or `email` is needed.
    #[serde(default)]
    phone: String,
    /// Electronic mail; the acknowledgement goes there.
    #[serde(default)]
    email: String,
}

/// A legal form of a ruleset.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewForm {
    /// Id of the ruleset.
    #[schema(example = "tt20-2017")]
    ruleset: String,
    /// Id of the form within it.
    #[schema(example = "initial-report")]
    form: String,
    /// Values by field key; their JSON Schema is at `/api/v1/law/forms/{ruleset}/{form}/schema`.
    #[schema(value_type = Object)]
    values: law::Values,
}

/// What the sender is told once the notice is on disk.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeReceipt {
    /// Id.
    id: Uid,
    /// Number to quote.
    #[schema(example = "TB-2026-000123")]
    number: String,
    /// Moment of arrival.
    received_at: Time,
    /// SHA-256 over the canonical content (RFC 8785), by which the sender can prove what was sent.
    receipt: String,
    /// Secret by which the sender follows the notice without an account.
    secret: String,
    /// Time from arrival to this answer, in microseconds.
    acknowledged_after_micros: i64,
    /// Where to go on.
    links: NoticeLinks,
}

/// Where to go on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoticeLinks {
    /// The notice, for those with a token.
    #[serde(rename = "self")]
    own: String,
    /// Following with number and secret.
    follow: &'static str,
}

/// Submit a notice.
///
/// Open to everybody; with a token the notice is that of the caller's body (right `notices:submit`). The answer comes when
/// the notice is on disk: number, moment, receipt and the acknowledgement to the sender are written in one transaction.
/// With `Idempotency-Key` a repeated request gets the same answer, byte for byte; the same key with another body is a
/// conflict (409). Refusals: `notice.state_secret`, `attachment.unknown`, `attachment.too_many`.
#[utoipa::path(
    post, path = "/api/v1/notices", tag = "notices", request_body = NewNotice,
    params(("Idempotency-Key" = Option<String>, Header, description = "Any text of 1 to 200 visible ASCII characters, new for each notice.")),
    responses((status = 201, description = "The notice is on disk.", body = NoticeReceipt,
        headers(("Location" = String, description = "The notice.")))),
    security((), ("bearer" = ["notices:submit"]))
)]
pub(super) async fn create(
    State(web): State<Web>,
    visitor: Visitor,
    headers: HeaderMap,
    raw: RawBody<NewNotice>,
) -> Outcome {
    let RawBody { value: wanted, bytes } = raw;
    let idempotency = key(&headers)?.map(|key| Idempotency {
        scope: visitor.op.actor.person().map_or_else(|| "anonymous".to_owned(), |person| person.to_string()),
        key,
        request_sha256: sha256_hex(&bytes),
    });
    let command = SubmitNotice { idempotency, ..command(&web, &visitor.op, wanted)? };
    let receipt = app::notices::submit(&web.app, &visitor.op, command).await.map_err(placed)?;
    let shown = NoticeReceipt::from(receipt);
    Ok(answer::created(&shown, &shown.links.own))
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(given) = headers.get(KEY) else { return Ok(None) };
    let key = given.to_str().map(str::trim).unwrap_or_default();
    let fits = (1..=KEY_CHARS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(Some(key.to_owned())) } else { Err(Fault(Error::field("Idempotency-Key", "wrong_type"))) }
}

fn command(web: &Web, op: &Op, wanted: NewNotice) -> Result<SubmitNotice, Fault> {
    let attachments = wanted.attachments.iter().map(|id| id.read("attachments")).collect::<Result<_, _>>()?;
    let addressed_to = wanted.addressed_to.map(|id| id.read("addressed_to")).transpose()?;
    let form = wanted.form.map(|form| filled(web, op, form)).transpose()?;
    let draft = Draft {
        sender: Sender {
            organisation: wanted.reporter.organisation,
            name: wanted.reporter.name,
            position: wanted.reporter.position,
            address: wanted.reporter.address,
            phone: wanted.reporter.phone,
            email: wanted.reporter.email,
        },
        subject: wanted.subject,
        description: wanted.description,
        detected_at: wanted.detected_at.map(|time| time.0),
        system: wanted.system,
        domains: wanted.domains,
        addresses: wanted.addresses,
        ongoing: wanted.ongoing,
        confidential: wanted.confidential,
        state_secret: wanted.state_secret,
        help_wanted: wanted.help_wanted,
        form,
        addressed_to,
    };
    Ok(SubmitNotice { attachments, ..SubmitNotice::new(draft, Channel::Api) })
}

/// Checks the values of a legal form against it; the problems are named as the sender wrote them.
fn filled(web: &Web, op: &Op, given: NewForm) -> Result<FilledForm, Fault> {
    let unknown = |field| Fault(Error::field(field, "unknown_option"));
    let library = web.app.library();
    let ruleset = library.ruleset(&given.ruleset).ok_or_else(|| unknown("form.ruleset"))?;
    let form = ruleset.form(&given.form).ok_or_else(|| unknown("form.form"))?;
    let (values, errors) =
        law::validate(form, &given.values, &law::Context { now: op.now.timestamp() }, true);
    if !errors.is_empty() {
        let problems = errors.into_iter().map(FieldProblem::from);
        let problems = problems.map(|p| FieldProblem { field: format!("form.values.{}", p.field), ..p });
        return Err(Fault(Error::Invalid(problems.collect())));
    }
    Ok(FilledForm { ruleset: given.ruleset, form: given.form, values })
}

/// The desk names fields as the pages do; here those of the sender stand under `reporter`.
fn placed(error: Error) -> Error {
    const OF_REPORTER: &[&str] = &["organisation", "name", "position", "address", "phone", "email"];
    match error {
        Error::Invalid(mut problems) => {
            for problem in problems.iter_mut().filter(|p| OF_REPORTER.contains(&p.field.as_str())) {
                problem.field.insert_str(0, "reporter.");
            }
            Error::Invalid(problems)
        }
        other => other,
    }
}

impl From<Receipt> for NoticeReceipt {
    fn from(receipt: Receipt) -> Self {
        let number = receipt.number.to_string();
        Self {
            id: receipt.id.into(),
            received_at: receipt.received_at.into(),
            receipt: receipt.receipt,
            secret: receipt.secret,
            acknowledged_after_micros: receipt.acknowledged_after_micros,
            links: NoticeLinks { own: format!("/api/v1/notices/{number}"), follow: "/api/v1/notices/follow" },
            number,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn fields_of_the_sender_are_named_under_reporter() {
        let error = Error::Invalid(vec![
            FieldProblem::new("email", "not_an_email"),
            FieldProblem::new("domains", "too_many"),
        ]);
        let Error::Invalid(problems) = placed(error) else { return };
        let names: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(names, ["reporter.email", "domains"]);
    }

    #[test]
    fn a_key_is_visible_ascii_of_bounded_length() {
        let with = |value: &str| HeaderMap::from_iter([(KEY.parse().unwrap(), value.parse().unwrap())]);
        assert_eq!(key(&HeaderMap::new()).unwrap(), None);
        assert_eq!(key(&with("a-1")).unwrap().as_deref(), Some("a-1"));
        assert!(
            key(&with("")).is_err() && key(&with("a b")).is_err() && key(&with(&"x".repeat(201))).is_err()
        );
    }
}
