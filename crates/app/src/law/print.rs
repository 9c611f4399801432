//! A form of a text on paper, blank or filled, without a record behind it.

use crate::{App, Error, Result};
use ::law::{Answering, Context, Form, Library, RoleKey, Ruleset, Values, from_pairs, validate};
use documents::{Document, Engine, Formalities, Report};
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// What is printed on a form.
#[derive(Debug, Clone, Default)]
pub struct Filling {
    /// Values by field key, as a report has them; none for a blank form.
    pub values: Values,
    /// Name of the body whose document it is; empty leaves the place open.
    pub agency: String,
    /// Place of signing.
    pub place: String,
}

/// Typesets a form; gives PDF/A-2b. What is filled in is checked as a draft is: each value that is there must be sound.
///
/// # Errors
/// [`Error::Invalid`] with the fields to mend; [`Error::Internal`].
pub fn print_form(
    engine: &Engine,
    library: &Library,
    ruleset: &Ruleset,
    form: &Form,
    filling: Filling,
    at: Timestamp,
) -> Result<Vec<u8>> {
    let (values, errors) = validate(form, &filling.values, &Context { now: at }, false);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors.into_iter().map(Into::into).collect()));
    }
    let blank = filling.values.is_empty();
    let values = if blank { from_pairs(form, &[]) } else { values };
    let day = (!blank).then(|| at.to_zoned(::law::zone()).date());
    // A document bears the names of its day, a blank form those that are printed on it.
    let named =
        |role: &Option<RoleKey>| library.answering(ruleset.id.as_str(), role.as_ref()?.as_str(), day?);
    let printed = form.header.left.as_ref().map_or("", |left| left.vi.as_str());
    let (superior, agency) = match (named(&form.header.left_role), printed.split_once(" / ")) {
        _ if !filling.agency.is_empty() => (None, filling.agency),
        (Some(now), _) => (above(library, &now, day), now.name.name.clone()),
        (None, Some((above, below))) => (Some(above.to_owned()), below.to_owned()),
        (None, None) => (None, printed.to_owned()),
    };
    let addressees = named(&form.header.to_role).map(|now| now.name.name.clone()).into_iter().collect();
    let document = Document {
        title: form.title.vi.clone(),
        author: agency.clone(),
        moment: at,
        ident: format!("form:{}:{}", ruleset.id, form.id),
        draft: false,
        footer: None,
        formalities: Formalities {
            superior,
            agency,
            addressees,
            place: filling.place,
            date: day,
            ..Formalities::default()
        },
        body: documents::Body::Report(Report {
            form: form.clone(),
            values,
            drop_empty: false,
            hints: blank,
            attachment_names: std::collections::BTreeMap::new(),
            initial_report: None,
            reporter: None,
        }),
    };
    Ok(engine.render(&document)?.bytes)
}

/// What an agency belonged to on a day.
fn above(library: &Library, agency: &Answering<'_>, day: Option<Date>) -> Option<String> {
    Some(library.agencies().on(agency.name.parent.as_deref()?, day?)?.name.name.clone())
}

/// A blank form, typeset off the async threads.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Internal`].
pub async fn blank_form(app: &App, ruleset: &str, form: &str, at: Timestamp) -> Result<Vec<u8>> {
    let (library, engine) = (app.library(), Arc::clone(&app.documents));
    let (ruleset, form) = (ruleset.to_owned(), form.to_owned());
    let typeset = move || {
        let ruleset = library.ruleset(&ruleset).ok_or(Error::NotFound)?;
        let form = ruleset.form(&form).ok_or(Error::NotFound)?;
        print_form(&engine, &library, ruleset, form, Filling::default(), at)
    };
    tokio::task::spawn_blocking(typeset).await.map_err(Error::internal)?
}
