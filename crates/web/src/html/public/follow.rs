//! `/follow`: a notice as its sender sees it, opened with number and secret. The secret is posted, never in an address.

use super::present;
use crate::html::files::download;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::AttachmentId;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use phrases::contexts::form::FormFault;
use phrases::contexts::public::Follow;

/// Asks for number and secret.
pub(super) async fn ask(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let number = visitor.query("number").unwrap_or_default();
    web.page(&visitor, &present::follow_closed(&number, false))
}

/// Shows the notice.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    shown(&web, &visitor, &posted, StatusCode::OK, Vec::new()).await
}

/// Adds words and files of the sender, then shows the notice.
pub(super) async fn write(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    let (number, secret, text) = (posted.text("number"), posted.text("secret"), posted.text("text"));
    let act = async {
        let files = posted.file_ids().map_err(|Fault(error)| error)?;
        app::notices::reply(&web.app, &visitor.op, number, secret, text, files).await
    };
    match act.await {
        Ok(()) => {
            let emptied = Posted { pairs: without_text(&posted), ..Posted::default() };
            shown(&web, &visitor, &emptied, StatusCode::OK, Vec::new()).await
        }
        Err(Error::NotFound) => unknown(&web, &visitor, number),
        Err(error) => {
            let Some(faults) = present::faults(&web, &visitor, &posted, &error, |p| p.field.clone()) else {
                return Err(Fault(error));
            };
            shown(&web, &visitor, &posted, StatusCode::UNPROCESSABLE_ENTITY, faults).await
        }
    }
}

/// Hands out a file of the notice. A form asks for it, since the secret must not stand in an address.
pub(super) async fn file(
    State(web): State<Web>,
    visitor: Visitor,
    Path(id): Path<String>,
    posted: Posted,
) -> Outcome {
    let id: AttachmentId = id.parse().map_err(|_| Fault(Error::NotFound))?;
    let (number, secret) = (posted.text("number"), posted.text("secret"));
    match app::notices::fetch_followed(&web.app, number, secret, id).await {
        Ok(fetched) => Ok(download(fetched)),
        Err(Error::NotFound) => unknown(&web, &visitor, number),
        Err(error) => Err(Fault(error)),
    }
}

async fn shown(
    web: &Web,
    visitor: &Visitor,
    posted: &Posted,
    code: StatusCode,
    errors: Vec<FormFault>,
) -> Outcome {
    let (number, secret) = (posted.text("number"), posted.text("secret"));
    let followed = match app::notices::follow(&web.app, number, secret).await {
        Ok(followed) => followed,
        Err(Error::NotFound) => return unknown(web, visitor, number),
        Err(error) => return Err(Fault(error)),
    };
    let page = Follow {
        number: followed.number.to_string(),
        secret: secret.to_owned(),
        unknown: false,
        notice: Some(present::followed(followed, &web.app.settings)),
        errors,
        text: posted.text("text").to_owned(),
    };
    Ok((code, web.page(&at_follow(visitor), &page)?).into_response())
}

fn unknown(web: &Web, visitor: &Visitor, number: &str) -> Outcome {
    let page = present::follow_closed(number, true);
    Ok((StatusCode::NOT_FOUND, web.page(&at_follow(visitor), &page)?).into_response())
}

/// What was posted is shown under the page that can be asked for again.
fn at_follow(visitor: &Visitor) -> Visitor {
    Visitor { page: "/follow".to_owned(), ..visitor.clone() }
}

fn without_text(posted: &Posted) -> Vec<(String, String)> {
    posted.pairs.iter().filter(|(name, _)| name != "text").cloned().collect()
}
