//! `ungcuu law form`: a form field by field, as JSON Schema, or as it is printed.

use super::unknown;
use crate::assemble::now;
use crate::failure::Failure;
use crate::output::Output;
use app::law::{Filling, print_form};
use law::{Form, Library, Ruleset, Values};
use serde_json::json;
use std::path::{Path, PathBuf};

/// The form asked for, and how it is to be shown.
pub(super) struct WantedForm {
    pub(super) ruleset: String,
    pub(super) form: String,
    pub(super) schema: bool,
    pub(super) pdf: Option<PathBuf>,
    pub(super) values: Option<PathBuf>,
    pub(super) agency: String,
    pub(super) place: String,
    pub(super) at: Option<jiff::Timestamp>,
}

pub(super) fn run(wanted: WantedForm, library: &Library, output: Output) -> Result<(), Failure> {
    let missing = || unknown("form", &format!("{}/{}", wanted.ruleset, wanted.form));
    let ruleset = library.ruleset(&wanted.ruleset).ok_or_else(missing)?;
    let form = ruleset.form(&wanted.form).ok_or_else(missing)?;
    if let Some(target) = &wanted.pdf {
        return print(&wanted, library, (ruleset, form), target, output);
    }
    let value = if wanted.schema {
        law::json_schema(form, law::Lang::Vi)
    } else {
        serde_json::to_value(form).map_err(Failure::broken)?
    };
    output.answer(&value, || {
        let mut lines = vec![form.title.vi.clone()];
        for field in form.inputs() {
            let mark = if field.required { " (*)" } else { "" };
            let number = field.number.clone().unwrap_or_default();
            lines.push(format!("  {number:<6} {:<40} {}{mark}", field.key, field.label.vi));
        }
        lines
    });
    Ok(())
}

fn print(
    wanted: &WantedForm,
    library: &Library,
    (ruleset, form): (&Ruleset, &Form),
    target: &Path,
    output: Output,
) -> Result<(), Failure> {
    let values = wanted.values.as_deref().map(values).transpose()?.unwrap_or_default();
    let engine = documents::Engine::with_house_fonts().map_err(Failure::broken)?;
    let filling = Filling { values, agency: wanted.agency.clone(), place: wanted.place.clone() };
    let at = wanted.at.unwrap_or_else(|| now().timestamp());
    let bytes = print_form(&engine, library, ruleset, form, filling, at)?;
    std::fs::write(target, &bytes)
        .map_err(|error| Failure::wrong(format!("cannot write {}: {error}", target.display())))?;
    output.answer(&json!({ "ok": true, "file": target, "bytes": bytes.len() }), || {
        vec![format!("{} · {} bytes", target.display(), bytes.len())]
    });
    Ok(())
}

fn values(file: &Path) -> Result<Values, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::wrong(format!("cannot read {}: {error}", file.display())))?;
    serde_json::from_str(&text).map_err(|error| {
        Failure::wrong(format!("{}: a JSON object by field key is wanted: {error}", file.display()))
    })
}
