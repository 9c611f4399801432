//! Entering what came by paper, phone or fax: channel, moment of arrival and a scan, by an officer.

use super::{Receipt, SubmitNotice, submit};
use crate::{App, Error, Result, boxed};
use domain::Op;

/// Enters a notice on behalf of its sender.
///
/// # Errors
/// As [`submit`]; a channel that nobody enters by hand is a field problem.
#[boxed]
pub async fn enter(app: &App, op: &Op, cmd: SubmitNotice) -> Result<Receipt> {
    if !cmd.channel.entered_by_officer() {
        return Err(Error::field("channel", "unknown_option"));
    }
    if cmd.received_at.is_none() {
        return Err(Error::field("received_at", "required"));
    }
    submit(app, op, cmd).await
}
