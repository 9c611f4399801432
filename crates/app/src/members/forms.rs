//! The forms of the texts in force with which a body joins and declares itself, and what is known to fill them.

use crate::{App, Error, Result};
use ::law::{Form, Library, Ruleset, Values};
use domain::FieldProblem;
use domain::Moment;
use domain::bodies::Body;
use domain::contacts::ContactPoint;
use domain::notices::submission::FilledForm;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Machine name of the profile; such names are the same in every text that has the form.
pub const PROFILE: &str = "member-profile";
/// Machine name of the staff annex.
pub const STAFF: &str = "member-staff";
const APPLICATION: &str = "registration-application";

/// The forms of one text.
#[derive(Debug, Clone, Copy)]
pub struct JoinForms<'a> {
    /// The text.
    pub ruleset: &'a Ruleset,
    /// The application; a text may have none.
    pub application: Option<&'a Form>,
    /// The profile.
    pub profile: &'a Form,
    /// Its annex with the staff.
    pub staff: Option<&'a Form>,
}

/// The forms in force on a day: of the deployment's own text, else of the first that has a profile.
pub fn join_forms<'a>(app: &App, library: &'a Library, now: Moment) -> Option<JoinForms<'a>> {
    let day = now.timestamp().to_zoned(::law::zone()).date();
    let mut texts: Vec<&Ruleset> =
        library.rulesets().filter(|text| text.in_force(day) && text.form(PROFILE).is_some()).collect();
    texts.sort_by_key(|text| text.id.as_ref() != app.settings.default_ruleset);
    texts.first().and_then(|ruleset| {
        Some(JoinForms {
            ruleset,
            application: ruleset.form(APPLICATION),
            profile: ruleset.form(PROFILE)?,
            staff: ruleset.form(STAFF),
        })
    })
}

/// What the register knows of a body, keyed by the bindings of the forms.
pub fn known_of(body: &Body, contacts: &[ContactPoint]) -> BTreeMap<String, Value> {
    let mut known = BTreeMap::new();
    let mut note = |binding: String, value: &str| {
        if !value.is_empty() {
            known.insert(binding, Value::from(value));
        }
    };
    note("member.name".into(), &body.name);
    note("member.address".into(), &body.contact.address);
    note("member.phone".into(), &body.contact.phone);
    note("member.fax".into(), &body.contact.fax);
    note("member.email".into(), &body.contact.email);
    for contact in contacts.iter().filter(|contact| contact.active && !contact.slot.is_empty()) {
        let slot = &contact.slot;
        for (part, value) in [
            ("name", &contact.name),
            ("position", &contact.position),
            ("address", &contact.address),
            ("phone", &contact.phone),
            ("mobile", &contact.mobile),
            ("fax", &contact.fax),
            ("email", &contact.email),
        ] {
            note(format!("member.{slot}.{part}"), value);
        }
    }
    known
}

/// What is wrong with a filled form, field by field.
pub fn check_form(form: &Form, values: &Values, now: Moment) -> Vec<FieldProblem> {
    let (_, errors) = ::law::validate(form, values, &::law::Context { now: now.timestamp() }, true);
    errors.into_iter().map(FieldProblem::from).collect()
}

/// A filled form, validated whole. Faults name the field behind the given prefix, for several forms may stand on a page.
pub(super) fn filled(
    ruleset: &Ruleset,
    form: &Form,
    raw: &Values,
    prefix: &str,
    now: Moment,
    problems: &mut Vec<FieldProblem>,
) -> FilledForm {
    let (values, errors) = ::law::validate(form, raw, &::law::Context { now: now.timestamp() }, true);
    problems.extend(errors.into_iter().map(|error| {
        let mut problem = FieldProblem::from(error);
        problem.field.insert_str(0, prefix);
        problem
    }));
    FilledForm { ruleset: ruleset.id.to_string(), form: form.id.to_string(), values }
}

/// What a filled form tells, keyed by binding, as text.
pub(super) fn told(library: &Library, filled: &FilledForm) -> BTreeMap<String, String> {
    let form = library.ruleset(&filled.ruleset).and_then(|text| text.form(&filled.form));
    let told = form.map(|form| ::law::told(form, &filled.values)).unwrap_or_default();
    told.into_iter()
        .filter_map(|(binding, value)| Some((binding, value.as_str()?.trim().to_owned())))
        .collect()
}

/// The bindings that a form asks, filled or not.
pub(super) fn asked(library: &Library, filled: &FilledForm) -> BTreeSet<String> {
    let form = library.ruleset(&filled.ruleset).and_then(|text| text.form(&filled.form));
    form.map(|form| form.inputs().filter_map(|field| field.binds.clone()).collect()).unwrap_or_default()
}

/// The forms, or a refusal where no text in force has a profile.
pub(super) fn needed<'a>(app: &App, library: &'a Library, now: Moment) -> Result<JoinForms<'a>> {
    join_forms(app, library, now).ok_or_else(|| Error::refused("law.no_form"))
}
