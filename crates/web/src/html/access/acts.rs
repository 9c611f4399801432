//! The page and its acts. A refused form comes back with what was typed.

use super::present;
use crate::html::desk::{given, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::restriction::{
    ExceptConfidentiality, NamePersons, RecordKind, RestrictNotice, WithdrawPerson, except_confidentiality,
    name_persons, restrict_notice, show_access, withdraw_person,
};
use app::why::{why_incident, why_notice};
use axum::extract::{Path, State};
use domain::PersonId;
use phrases::contexts::access::AccessPage;
use phrases::contexts::desk::Typed;

/// Who sees an incident.
pub(super) async fn incident(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
) -> Outcome {
    let page = page(&web, &visitor, RecordKind::Incident, &number, None).await?;
    web.page(&visitor, &page)
}

/// Who sees a notice.
pub(super) async fn notice(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let page = page(&web, &visitor, RecordKind::Notice, &number, None).await?;
    web.page(&visitor, &page)
}

/// Persons are named on an incident.
pub(super) async fn name_on_incident(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    name(&web, &visitor, RecordKind::Incident, number, &posted).await
}

/// Persons are named on a notice.
pub(super) async fn name_on_notice(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    name(&web, &visitor, RecordKind::Notice, number, &posted).await
}

/// A person is taken back from an incident.
pub(super) async fn withdraw_from_incident(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    withdraw(&web, &visitor, RecordKind::Incident, number, &posted).await
}

/// A person is taken back from a notice.
pub(super) async fn withdraw_from_notice(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    withdraw(&web, &visitor, RecordKind::Notice, number, &posted).await
}

/// The exception from confidentiality is declared.
pub(super) async fn except(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let command = ExceptConfidentiality {
        number: number.clone(),
        version: posted.number("version").unwrap_or_default(),
        reason: posted.text("reason").to_owned(),
        document: posted.text("document").to_owned(),
    };
    let act = except_confidentiality(&web.app, &visitor.op, command).await.map_err(Fault);
    let told = |path: &str| done(path, "access-excepted");
    answer(&web, &visitor, (RecordKind::Incident, &number), &posted, "except", act, told).await
}

/// A notice is restricted, or opened.
pub(super) async fn restrict(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let command = RestrictNotice {
        number: number.clone(),
        restricted: posted.ticked("restricted"),
        reason: posted.text("reason").to_owned(),
    };
    let act = restrict_notice(&web.app, &visitor.op, command).await.map_err(Fault);
    let told = |path: &str| done(path, "access-changed");
    answer(&web, &visitor, (RecordKind::Notice, &number), &posted, "restrict", act, told).await
}

async fn name(web: &Web, visitor: &Visitor, kind: RecordKind, number: String, posted: &Posted) -> Outcome {
    let act = async {
        let unknown = |_| Fault(app::Error::field("persons", "unknown_option"));
        let persons = posted.all("persons").into_iter().map(|id| id.parse::<PersonId>().map_err(unknown));
        let command = NamePersons {
            kind,
            number: number.clone(),
            persons: persons.collect::<Result<_, _>>()?,
            reason: posted.text("reason").to_owned(),
            until: given(posted, "until")?,
        };
        name_persons(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let told = |path: &str| done(path, "access-named");
    answer(web, visitor, (kind, &number), posted, "name", act.await, told).await
}

async fn withdraw(
    web: &Web,
    visitor: &Visitor,
    kind: RecordKind,
    number: String,
    posted: &Posted,
) -> Outcome {
    let act = async {
        let command = WithdrawPerson { kind, number: number.clone(), person: posted.code("person")? };
        withdraw_person(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let told = |path: &str| done(path, "access-withdrawn");
    answer(web, visitor, (kind, &number), posted, "withdraw", act.await, told).await
}

/// Back to the page, or to the list for whoever has just given up their own sight.
async fn answer(
    web: &Web,
    visitor: &Visitor,
    (kind, number): (RecordKind, &str),
    posted: &Posted,
    form: &str,
    act: Result<(), Fault>,
    told: impl FnOnce(&str) -> axum::response::Response,
) -> Outcome {
    let path = present::path(kind, number);
    let Err(fault) = act else {
        let still = page(web, visitor, kind, number, None).await.is_ok();
        return Ok(told(if still { &path } else { present::list(kind) }));
    };
    let Some(typed) = typed(web, visitor, form, posted, &fault) else { return Err(fault) };
    let page = page(web, visitor, kind, number, Some(typed)).await?;
    refused_page(web, visitor, &path, &fault, &page)
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    kind: RecordKind,
    number: &str,
    typed: Option<Typed>,
) -> Result<AccessPage, Fault> {
    let view = show_access(&web.app, &visitor.op, kind, number).await?;
    let why = match kind {
        RecordKind::Notice => why_notice(&web.app, &visitor.op, number).await?,
        RecordKind::Incident => why_incident(&web.app, &visitor.op, number).await?,
    };
    Ok(present::page(web, visitor, view, &why, typed))
}
