//! One file of a change: read, written, taken away, left alone again.

use super::present;
use crate::html::desk::{Words, faults, refused_page};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::law::changes::{Edit, PutFile, put_file, show_change, show_file};
use axum::extract::{Path, State};
use phrases::contexts::law::ChangeFilePage;

/// The file as the change has it, else as the law has it.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(number): Path<String>) -> Outcome {
    let path = visitor.query("path").unwrap_or_default();
    let page = page(&web, &visitor, present::number(&number)?, path.trim()).await?;
    web.page(&visitor, &page)
}

/// Stores it. When somebody else was faster the text typed stays on the page.
pub(super) async fn write(
    State(web): State<Web>,
    visitor: Visitor,
    Path(number): Path<String>,
    posted: Posted,
) -> Outcome {
    let number = present::number(&number)?;
    let path = posted.text("path").trim().to_owned();
    let edit = match posted.text("act") {
        "remove" => Edit::Remove,
        "restore" => Edit::Restore,
        _ => Edit::Write(posted.text("text").to_owned()),
    };
    let command =
        PutFile { number, version: posted.number("version").unwrap_or_default(), path: path.clone(), edit };
    match put_file(&web.app, &visitor.op, command).await {
        Ok(()) => Ok(done(&address(number, &path), "law-change-saved")),
        Err(error @ (Error::Conflict | Error::Invalid(_) | Error::Refused(_))) => {
            let mut page = page(&web, &visitor, number, &path).await?;
            page.text = posted.text("text").to_owned();
            let fault = Fault(error);
            page.refused = Some(reason(&web, &visitor, &fault));
            refused_page(&web, &visitor, &address(number, &path), &fault, &page)
        }
        Err(other) => Err(Fault(other)),
    }
}

fn reason(web: &Web, visitor: &Visitor, fault: &Fault) -> String {
    let words = Words::of(web, visitor);
    match &fault.0 {
        Error::Conflict => words.say("law-change-conflict"),
        Error::Refused(refusal) => words.refusal(refusal),
        _ => {
            let told = faults(web, visitor, fault).into_iter().map(|fault| fault.text);
            told.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Address of a file of a change.
pub(super) fn address(number: i64, path: &str) -> String {
    let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("/law/changes/{number}/file?path={path}")
}

async fn page(web: &Web, visitor: &Visitor, number: i64, path: &str) -> Result<ChangeFilePage, Fault> {
    let view = show_change(&web.app, &visitor.op, number).await?;
    let text = show_file(&web.app, &visitor.op, number, path).await?;
    let known = view.files.iter().find(|file| file.path == path);
    Ok(ChangeFilePage {
        number,
        path: path.to_owned(),
        removed: text.is_none(),
        text: text.unwrap_or_default(),
        part: known.is_some(),
        writable: view.change.writable().is_ok(),
        version: view.change.version,
        faults: known.map(|file| file.faults.iter().map(present::place).collect()).unwrap_or_default(),
        refused: None,
    })
}
