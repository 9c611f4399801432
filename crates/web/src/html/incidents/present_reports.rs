//! Tab *reports*: what was reported to whom, and the six kinds that can be begun.

use super::seen::Seen;
use app::reports::{KindOffer, ReportLine};
use phrases::contexts::incidents::{BeginReport, DeliveryRow, IncidentReports, ReportRow};

/// The tab.
pub(super) fn tab(seen: &Seen<'_>) -> IncidentReports {
    let reports = seen.reports;
    IncidentReports {
        rows: reports.iter().flat_map(|r| &r.reports).map(|line| row(seen, line)).collect(),
        begin: reports.iter().flat_map(|r| &r.offers).map(|kind| offer(seen, kind)).collect(),
    }
}

fn row(seen: &Seen<'_>, line: &ReportLine) -> ReportRow {
    ReportRow {
        kind: line.kind.code().to_owned(),
        number: line.number.as_ref().map(ToString::to_string),
        href: format!("/reports/{}", line.id),
        state: line.state.code().to_owned(),
        edition: line.edition,
        body: line.body_name.clone(),
        submitted_at: line.submitted_at.map(|at| at.micros()),
        pdf: line
            .document_sha256
            .as_ref()
            .map(|_| format!("/reports/{}/document?edition={}", line.id, line.edition)),
        deliveries: deliveries(&line.deliveries),
        clock: line.clocks.first().map(|clock| seen.clock(clock)),
    }
}

/// Deliveries with the moment of their state.
fn deliveries(deliveries: &[app::reports::DeliveryView]) -> Vec<DeliveryRow> {
    let row = |d: &app::reports::DeliveryView| DeliveryRow {
        body: d.body_name.clone(),
        state: d.delivery.state.code().to_owned(),
        at: d.delivery.judged_at.or(d.delivery.received_at).unwrap_or(d.delivery.delivered_at).micros(),
    };
    deliveries.iter().map(row).collect()
}

fn offer(seen: &Seen<'_>, offer: &KindOffer) -> BeginReport {
    BeginReport {
        kind: offer.kind.code().to_owned(),
        cite: seen.words.cite(&offer.ruleset, &offer.cite),
        clock: offer.clock.as_ref().map(|clock| seen.clock(clock)),
        refused: offer.refused.as_ref().map(|refusal| seen.words.refusal(refusal)),
    }
}
