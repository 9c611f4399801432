//! Files that a report names in its attachment fields.

use crate::{Error, Result};
use ::law::{FieldKind, Form, Values};
use domain::{AttachmentId, Op, ReportId};
use serde_json::Value;
use std::collections::BTreeMap;
use store::{Conn, Tx};

/// Ids named in the attachment fields, as written.
fn named<'a>(form: &'a Form, values: &'a Values) -> impl Iterator<Item = &'a str> {
    form.inputs()
        .filter(|field| field.kind == FieldKind::Attachments)
        .filter_map(|field| values.get(&field.key).and_then(Value::as_array))
        .flatten()
        .filter_map(Value::as_str)
}

/// Gives the files named to the report.
///
/// # Errors
/// `attachment.unknown` for a file that is not there or belongs to another record.
pub(super) async fn adopt(
    tx: &mut Tx,
    op: &Op,
    report: ReportId,
    form: &Form,
    values: &Values,
) -> Result<()> {
    const SUBJECT: &str = "report";
    for (position, id) in (0_i64..).zip(named(form, values)) {
        let unknown = || Error::refused("attachment.unknown");
        let id: AttachmentId = id.parse().map_err(|_| unknown())?;
        if !tx.adopt_attachment(id, SUBJECT, report.uuid(), position, op.actor.person()).await? {
            match tx.attachment_belonging(id).await? {
                Some((Some(kind), Some(subject), _)) if kind == SUBJECT && subject == report.uuid() => {}
                _ => return Err(unknown()),
            }
        }
    }
    Ok(())
}

/// File names by id, as printed.
pub(super) async fn names(conn: &mut Conn, form: &Form, values: &Values) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for id in named(form, values) {
        if let Ok(parsed) = id.parse::<AttachmentId>()
            && let Some(file) = conn.attachment(parsed).await?
        {
            names.insert(id.to_owned(), file.name);
        }
    }
    Ok(names)
}
