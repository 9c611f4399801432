//! Submitting a report: checked whole, numbered, printed, then delivered to every addressee with proof, in one commit.
//!
//! Three short stretches: read and check; take a number (it stands on the paper); typeset and keep the bytes with no
//! transaction open; write. A number taken by a submission that then failed stays with the report for the next try.

use super::addressees::{self, Foreseen};
use super::case::Case;
use super::check;
use super::print::{self, Papers, Printing};
use crate::{App, Error, FollowUp, Result, boxed};
use ::law::Values;
use domain::audit::Event;
use domain::canonical::{canonical, sha256_hex};
use domain::incidents::{Incident, Party};
use domain::reports::{Delivery, DeliveryState, Edition, Report, ReportKind};
use domain::{Op, ReportId, ReportNumber};
use serde::Serialize;
use serde_json::{Value, json};
use store::Tx;

/// A report to submit.
#[derive(Debug, Clone)]
pub struct Submit {
    /// The report.
    pub report: ReportId,
    /// The version the writer had before them.
    pub version: i64,
}

/// A submitted edition.
#[derive(Debug, Clone, Serialize)]
pub struct Submitted {
    /// Its number.
    pub number: ReportNumber,
    /// The edition, from 1.
    pub edition: i64,
    /// SHA-256 of the PDF.
    pub document_sha256: String,
    /// Deliveries of this edition.
    pub deliveries: Vec<Delivery>,
}

/// Longest PDF kept, in bytes; a document has at most [`documents::MAX_PAGES`] pages.
const MAX_PDF_BYTES: u64 = 64 * 1024 * 1024;

/// Submits a report to its addressees.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Conflict`] when it was changed meanwhile; [`Error::Invalid`] with
/// every field to mend; `report.submitted_already`, `report.no_addressee`, `incident.already_closed`, and for a closing
/// report `incident.not_ended`.
#[boxed]
pub async fn submit(app: &App, op: &Op, cmd: Submit) -> Result<Submitted> {
    let mut ready = prepare(app, op, &cmd).await?;
    let number = match ready.case.report.number.clone() {
        Some(number) => number,
        None => reserve_number(app, op, &mut ready.case.report).await?,
    };
    let printing = Printing {
        number: Some(number.to_string()),
        edition: ready.case.report.edition + 1,
        values: ready.values.clone(),
        digest: Some(ready.values_sha256.clone()),
        reporter: op.actor.name().to_owned(),
        at: op.now,
    };
    let document = ready.papers.document(app, &ready.case, printing);
    let bytes = print::typeset(app, document).await?;
    let stored = app.store.vault().put(app.fresh.uuid(op.now), bytes.as_slice(), MAX_PDF_BYTES).await?;

    let mut tx = app.store.write().await?;
    let case = Case::load_to_change(&mut tx, cmd.report).await?;
    case.require_writer(op)?;
    case.require_open_record()?;
    case.require_end_for_closing()?;
    if case.report.version != ready.case.report.version {
        return Err(Error::Conflict);
    }
    let mut report = case.report.submit(number.clone(), op.now, ready.values_sha256)?;
    report.values = ready.values;
    report.document_sha256 = Some(stored.sha256.clone());
    tx.update_report(&report).await?;
    let edition = Edition {
        report: report.id,
        edition: report.edition,
        values: report.values.clone(),
        values_sha256: report.values_sha256.clone().unwrap_or_default(),
        document_sha256: stored.sha256,
        submitted_by: op.actor.name().to_owned(),
        submitted_at: op.now,
    };
    tx.insert_edition(&edition).await?;
    let deliveries = deliver(op, &mut tx, &report, &ready.foreseen).await?;
    prove(op, &mut tx, &report, &case.incident, &deliveries).await?;
    start_clocks(app, op, &mut tx, (&case.incident, &case.parties), report.kind).await?;
    crate::incidents::note(&mut tx, app, op, report.incident, "report.submitted", &told(&report), false)
        .await?;
    for delivery in &deliveries {
        let told =
            FollowUp::MailReport { report: report.id, edition: report.edition, to: Some(delivery.body) };
        tx.enqueue(told.job(app, op.now, op.now)?);
    }
    tx.record(op, Event::new("report.submitted", "report", report.id, json!({
        "number": number, "kind": report.kind, "edition": report.edition, "incident": case.incident.number,
        "values_sha256": edition.values_sha256, "document_sha256": edition.document_sha256,
        "to": deliveries.iter().map(|d| d.body).collect::<Vec<_>>(),
    })));
    tx.commit(op.now).await?;
    Ok(Submitted { number, edition: report.edition, document_sha256: edition.document_sha256, deliveries })
}

struct Ready {
    case: Case,
    values: Values,
    values_sha256: String,
    foreseen: Vec<Foreseen>,
    papers: Papers,
}

/// Everything that can be checked and gathered before anything is written.
async fn prepare(app: &App, op: &Op, cmd: &Submit) -> Result<Ready> {
    let mut read = app.store.read().await?;
    let case = Case::load(&mut read, cmd.report).await?;
    case.require_writer(op)?;
    case.report.editable()?;
    case.require_open_record()?;
    if case.report.version != cmd.version {
        return Err(Error::Conflict);
    }
    case.require_end_for_closing()?;
    let library = app.library();
    let form = case.form(&library)?;
    let (values, problems) = check::complete(form, &case.report.values, op.now);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let clocks = read.clocks(case.incident.id).await?;
    let foreseen = addressees::foresee(case.report.kind, case.report.body, &clocks, &case.parties);
    let to: Vec<_> = addressees::reached(&foreseen).into_iter().map(|(body, _)| body).collect();
    if to.is_empty() {
        return Err(Error::refused("report.no_addressee"));
    }
    let papers = Papers::gather(&mut read, form, &case, &values, &to).await?;
    let values_sha256 = sha256_hex(canonical(&Value::Object(values.clone())).as_bytes());
    Ok(Ready { case, values, values_sha256, foreseen, papers })
}

/// Takes a number and keeps it on the report, still a draft.
async fn reserve_number(app: &App, op: &Op, report: &mut Report) -> Result<ReportNumber> {
    let mut tx = app.store.write().await?;
    let sequence = tx.take_numbers("report", 1).await?;
    let number = ReportNumber::new(&app.settings.report_prefix, op.now.legal_year(), sequence);
    report.number = Some(number.clone());
    tx.update_report(report).await?;
    report.version += 1;
    tx.record(op, Event::new("report.numbered", "report", report.id, json!({ "number": number })));
    tx.commit(op.now).await?;
    Ok(number)
}

/// Delivers to everybody known.
async fn deliver(op: &Op, tx: &mut Tx, report: &Report, foreseen: &[Foreseen]) -> Result<Vec<Delivery>> {
    let mut deliveries = Vec::new();
    for (body, role) in addressees::reached(foreseen) {
        let delivery = Delivery {
            report: report.id,
            edition: report.edition,
            body,
            role: role.to_owned(),
            state: DeliveryState::Delivered,
            delivered_at: op.now,
            received_at: None,
            judged_at: None,
            judged_by: String::new(),
            reason: String::new(),
        };
        tx.insert_delivery(&delivery).await?;
        deliveries.push(delivery);
    }
    Ok(deliveries)
}

/// A text may count a time limit from the first delivery of a report, such as a final report from the notification.
async fn start_clocks(
    app: &App,
    op: &Op,
    tx: &mut Tx,
    (incident, parties): (&Incident, &[Party]),
    kind: ReportKind,
) -> Result<()> {
    let (facts, delivered) = (incident.facts(), addressees::proof_of(kind));
    let library = app.library();
    let bindings = ::law::resolve(&library, &facts);
    let asked = !::law::clocks_started(&bindings, &delivered, &facts).is_empty();
    if !asked || incident.events.contains_key(&delivered) {
        return Ok(());
    }
    let mut incident = incident.clone();
    incident.events.insert(delivered, op.now);
    tx.update_incident(&incident, op.now).await?;
    crate::clocks::settle(tx, app, op, &incident, parties).await
}

/// Gives the clocks their proof: towards each addressee, and towards the writing body where a text names it in another
/// role, because a body needs no delivery to know its own report. What tells of the course after the fix is also the
/// update that a text may ask for.
async fn prove(
    op: &Op,
    tx: &mut Tx,
    report: &Report,
    incident: &Incident,
    deliveries: &[Delivery],
) -> Result<()> {
    let own = addressees::proof_of(report.kind);
    let fixed = incident.events.contains_key("incident.fixed");
    let update = fixed && matches!(report.kind, ReportKind::Situation | ReportKind::Closing);
    for body in deliveries.iter().map(|d| d.body).chain([report.body]) {
        for proof in [own.as_str()].into_iter().chain(update.then_some("update.delivered")) {
            crate::clocks::prove(tx, op, incident.id, proof, report.body, body, Some(report.id)).await?;
        }
    }
    Ok(())
}

/// What the timeline tells of a report.
pub(super) fn told(report: &Report) -> Value {
    json!({ "kind": report.kind, "number": report.number })
}
