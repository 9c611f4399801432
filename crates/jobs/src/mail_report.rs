//! Tells an addressee of a report that it arrived, or its writers that it was returned.

use app::domain::{BodyId, Op, ReportId};
use app::{App, Error};

pub(crate) async fn run(
    app: &App,
    op: &Op,
    report: ReportId,
    edition: i64,
    to: Option<BodyId>,
) -> Result<(), Error> {
    app::reports::mail_report(app, op, report, edition, to).await
}
