//! The deadline calculator.

use crate::html::typed;
use crate::{Outcome, Visitor, Web};
use app::domain::{FieldProblem, Moment};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::law::ClockPage;

/// Reckons the duties chosen from the moment typed; without a moment it only asks, with the present one written in.
pub(super) async fn clock(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let chosen: Vec<String> =
        visitor.queries().into_iter().filter(|(key, _)| key == "clock").map(|(_, code)| code).collect();
    let (date, time) = (visitor.query("date"), visitor.query("time"));
    let mut page = ClockPage::of(&visitor.law, &chosen, None, visitor.lang);
    let mut code = StatusCode::OK;
    match (date, time) {
        (None, _) => {
            let now = visitor.op.now.timestamp().to_zoned(law::zone());
            page.date = now.strftime("%Y-%m-%d").to_string();
            page.time = now.strftime("%H:%M").to_string();
        }
        (Some(date), time) => match moment(&date, &time.clone().unwrap_or_default()) {
            Ok(at) => page = ClockPage::of(&visitor.law, &chosen, Some(at.timestamp()), visitor.lang),
            Err(problem) => {
                page.fault = Some(crate::dress::words(&web, &visitor, &problem));
                (page.date, page.time) = (date, time.unwrap_or_default());
                code = StatusCode::UNPROCESSABLE_ENTITY;
            }
        },
    }
    Ok((code, web.page(&visitor, &page)?).into_response())
}

fn moment(date: &str, time: &str) -> Result<Moment, FieldProblem> {
    let day = typed::day(date).map_err(|code| FieldProblem::new("date", code))?;
    let time = typed::time(time).map_err(|code| FieldProblem::new("time", code))?;
    typed::moment(day, time).ok_or_else(|| FieldProblem::new("date", "not_a_date"))
}
