//! Acts in a team: appointing, ending an office, signing, delegating, revoking.

use super::show::answer;
use crate::html::desk::{given, required};
use crate::html::typed::{day, moment};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Moment;
use app::teams::{
    Appoint, Delegate, EndOffice, Revoke, SignDocument, appoint_member, delegate as give, end_office,
    revoke_delegation, sign_document,
};
use axum::extract::{Path, State};
use jiff::ToSpan;
use jiff::civil::Time;

/// Somebody is appointed.
pub(super) async fn appoint(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let act = async {
        let command = Appoint {
            team: key.clone(),
            post: text("post"),
            login: posted.given("login").map(str::to_owned),
            name: text("name"),
            position: text("position"),
            body_key: text("body"),
            leading: posted.ticked("leading"),
            phone: text("phone"),
            email: text("email"),
            from: first_moment(&posted, "from")?,
            until: last_moment(&posted, "until")?,
        };
        appoint_member(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("appoint", "team-appointed"), act).await
}

/// An office ends.
pub(super) async fn end(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = EndOffice {
            team: key.clone(),
            member: posted.code("member")?,
            at: None,
            reason: posted.text("reason").to_owned(),
        };
        end_office(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("end", "team-office-ended"), act).await
}

/// A document is signed, or not.
pub(super) async fn sign(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let text = |field: &str| posted.text(field).to_owned();
    let command = SignDocument {
        team: key.clone(),
        kind: text("kind"),
        number: text("number"),
        title: text("title"),
        incident: posted.given("incident").map(str::to_owned),
    };
    let act = sign_document(&web.app, &visitor.op, command).await.map(drop).map_err(Fault);
    answer(&web, &visitor, &posted, &key, ("sign", "team-signed"), act).await
}

/// Authority is handed on.
pub(super) async fn delegate(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Delegate {
            team: key.clone(),
            to: posted.code("to")?,
            scope: posted.all("scope"),
            from: given(&posted, "from")?,
            until: required(&posted, "until")?,
            reason: posted.text("reason").to_owned(),
            document: posted.text("document").to_owned(),
        };
        give(&web.app, &visitor.op, command).await.map(drop).map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("delegate", "team-delegated"), act).await
}

/// And taken back.
pub(super) async fn revoke(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let act = async {
        let command = Revoke {
            team: key.clone(),
            delegation: posted.code("delegation")?,
            reason: posted.text("reason").to_owned(),
        };
        revoke_delegation(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let act = act.await;
    answer(&web, &visitor, &posted, &key, ("revoke", "team-revoked"), act).await
}

/// The first moment of a day; `None` when none was given.
fn first_moment(posted: &Posted, field: &str) -> Result<Option<Moment>, Fault> {
    let Some(text) = posted.given(field) else { return Ok(None) };
    let day = day(text).map_err(|code| Fault(Error::field(field, code)))?;
    Ok(moment(day, Time::midnight()))
}

/// The moment after the end of a day; `None` when none was given.
fn last_moment(posted: &Posted, field: &str) -> Result<Option<Moment>, Fault> {
    let Some(text) = posted.given(field) else { return Ok(None) };
    let day = day(text).map_err(|code| Fault(Error::field(field, code)))?;
    let next = day.checked_add(1.day()).map_err(|_| Fault(Error::field(field, "not_a_date")))?;
    Ok(moment(next, Time::midnight()))
}
