//! Two people wrote one report at once: both versions, field by field.

use super::edit::values;
use crate::html::desk::{Words, refused_page};
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::reports::ReportView;
use phrases::contexts::elements::Fact;
use phrases::contexts::errors::{Conflict, Difference};
use phrases::contexts::form::FieldView;

/// The page with both versions.
pub(super) fn answer(web: &Web, visitor: &Visitor, stored: &ReportView, posted: &Posted) -> Outcome {
    let words = Words::of(web, visitor);
    let typed = values(stored, posted);
    let path = format!("/reports/{}", stored.report.id);
    let differences = stored.form.inputs().map(|field| {
        let text = |values| {
            crate::html::desk::field_lines(&FieldView::of(field, values, words.lang()), &[]).join("\n")
        };
        let (mine, stored) = (text(&typed), text(&stored.values));
        Difference { name: words.text(&field.label), differs: mine != stored, mine, stored }
    });
    let files = posted.files.iter().map(|(field, file)| Fact::new(field, file.id.to_string()));
    let kept =
        posted.pairs.iter().filter(|(name, _)| name != "version").map(|(name, value)| Fact::new(name, value));
    let page = Conflict {
        title: format!("{} – {}", words.coded("report", stored.report.kind.code()), stored.incident_number),
        href: path.clone(),
        saved_by: String::new(),
        saved_at: visitor.op.now.micros(),
        differences: differences.filter(|d| !d.mine.is_empty() || !d.stored.is_empty()).collect(),
        overwrite: stored.may_edit.then(|| format!("{path}/save")),
        fields: kept.chain(files).collect(),
        version: stored.report.version,
    };
    refused_page(web, visitor, &path, &Fault(Error::Conflict), &page)
}
