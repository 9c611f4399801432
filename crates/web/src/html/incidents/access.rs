//! Consents to access the affected system: recording, noting what was opened, ending.

use super::answer::{Place, answer};
use super::tabs::Tab;
use crate::html::desk::{given, required};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::consents::{EndConsent, NoteUse, RecordConsent, end_consent, note_use, record_consent};
use axum::extract::{Path, State};
use domain::MemberId;

/// The owner's leader agreed.
pub(super) async fn record(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let act = async {
        let members = posted.all("members").into_iter().filter_map(|id| id.parse::<MemberId>().ok());
        let command = RecordConsent {
            number: number.clone(),
            agreed_by: text("agreed_by"),
            agreed_position: text("agreed_position"),
            agreed_at: required(&posted, "agreed_at")?,
            agreed_way: text("agreed_way"),
            body: None,
            targets: posted.all("targets"),
            scope: text("scope"),
            supervisor: text("supervisor"),
            supervisor_phone: text("supervisor_phone"),
            from: required(&posted, "from")?,
            until: required(&posted, "until")?,
            members: members.collect(),
        };
        record_consent(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, place(&number, "consent", "access-recorded"), act).await
}

/// Something was opened.
pub(super) async fn note(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let form = format!("use-{}", posted.text("consent"));
    let act = async {
        let command = NoteUse {
            number: number.clone(),
            consent: posted.code("consent")?,
            member: posted.given("member").map(|_| posted.code("member")).transpose()?,
            target: text("target"),
            what: text("what"),
            supervisor: text("supervisor"),
            at: given(&posted, "at")?,
        };
        note_use(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, place(&number, &form, "access-noted"), act).await
}

/// A consent ends.
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let form = format!("shut-{}", posted.text("consent"));
    let act = async {
        let consent = posted.code("consent")?;
        let command =
            EndConsent { number: number.clone(), consent, reason: posted.text("reason").to_owned() };
        end_consent(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, place(&number, &form, "access-ended"), act).await
}

const fn place<'a>(number: &'a str, form: &'a str, key: &'a str) -> Place<'a> {
    Place { number, tab: Tab::Access, form, key, fragment: "" }
}
