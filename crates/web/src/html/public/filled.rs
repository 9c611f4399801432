//! A filled legal form and the notice it makes: fields say by their bindings which fact of a notice they are.

use super::offered::Offered;
use crate::{Posted, Visitor};
use app::domain::notices::Draft;
use app::domain::notices::submission::{FilledForm, Sender};
use app::domain::{FieldProblem, Moment};
use law::{FieldKind, Form, Values};
use serde_json::Value;
use std::collections::BTreeMap;

use crate::html::typed;

/// Fields of a notice and the bindings of the form fields that they are typed into.
const PLACES: &[(&str, &str)] = &[
    ("organisation", "notice.sender.organisation"),
    ("address", "notice.sender.address"),
    ("phone", "notice.sender.phone"),
    ("email", "notice.sender.email"),
    ("name", "incident.contact.name"),
    ("position", "incident.contact.position"),
    ("subject", "incident.title"),
    ("description", "incident.summary"),
    ("detected_at", "incident.detected_date"),
    ("system", "incident.system.name"),
    ("domains", "incident.system.domains"),
    ("addresses", "incident.system.addresses"),
];

/// What is known before anything is typed.
pub(super) fn known(form: &Form, visitor: &Visitor) -> Values {
    let mut known = BTreeMap::from([("report.now".to_owned(), Value::from(visitor.op.now.to_string()))]);
    if let Some(who) = &visitor.who {
        known.insert("notice.sender.organisation".to_owned(), Value::from(who.body.as_str()));
        known.insert("incident.contact.name".to_owned(), Value::from(who.name.as_str()));
        known.insert("incident.contact.email".to_owned(), Value::from(who.email.as_str()));
    }
    law::prefill(form, &known)
}

/// The values as posted. Ids of files are taken from the files that came, never from what the form says.
pub(super) fn raw(form: &Form, posted: &Posted) -> Values {
    let takes_files = |key: &str| form.field(key).is_some_and(|field| field.kind == FieldKind::Attachments);
    let mut pairs: Vec<(String, String)> =
        posted.pairs.iter().filter(|(key, _)| !takes_files(key)).cloned().collect();
    pairs.extend(posted.files.iter().map(|(key, file)| (key.clone(), file.id.to_string())));
    law::from_pairs(form, &pairs)
}

/// The notice that valid values make.
pub(super) fn draft(chosen: Offered<'_>, values: Values) -> Draft {
    let of = |binding: &str| bound(chosen.form, &values, binding);
    let either = |first: &str, second: &str| {
        Some(of(first)).filter(|text| !text.is_empty()).unwrap_or_else(|| of(second))
    };
    Draft {
        sender: Sender {
            organisation: of("notice.sender.organisation"),
            name: of("incident.contact.name"),
            position: of("incident.contact.position"),
            address: of("notice.sender.address"),
            phone: either("notice.sender.phone", "incident.contact.phone"),
            email: either("notice.sender.email", "incident.contact.email"),
        },
        subject: of("incident.title"),
        description: of("incident.summary"),
        detected_at: detected(&of("incident.detected_date"), &of("incident.detected_time")),
        system: of("incident.system.name"),
        domains: listed(chosen.form, &values, "incident.system.domains"),
        addresses: listed(chosen.form, &values, "incident.system.addresses"),
        ongoing: match of("incident.state_fixed").as_str() {
            "fixed" => Some(false),
            "not-fixed" => Some(true),
            _ => None,
        },
        form: Some(FilledForm {
            ruleset: chosen.ruleset.id.to_string(),
            form: chosen.form.id.to_string(),
            values,
        }),
        ..Draft::default()
    }
}

/// The key of the form field that a field of a notice is typed into.
pub(super) fn place(form: &Form, problem: &FieldProblem) -> String {
    let binding = PLACES.iter().find(|(field, _)| *field == problem.field).map(|(_, binding)| *binding);
    let field = form.inputs().find(|field| field.binds.is_some() && field.binds.as_deref() == binding);
    field.map_or_else(|| problem.field.clone(), |field| field.key.clone())
}

fn values_of<'a>(form: &'a Form, values: &'a Values, binding: &'a str) -> impl Iterator<Item = &'a Value> {
    form.inputs()
        .filter(move |field| field.binds.as_deref() == Some(binding))
        .filter_map(|field| values.get(&field.key))
}

fn bound(form: &Form, values: &Values, binding: &str) -> String {
    values_of(form, values, binding).find_map(Value::as_str).unwrap_or_default().to_owned()
}

fn listed(form: &Form, values: &Values, binding: &str) -> Vec<String> {
    let lists = values_of(form, values, binding).filter_map(Value::as_array).flatten();
    lists.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn detected(day: &str, time: &str) -> Option<Moment> {
    let time = typed::time(time).unwrap_or(jiff::civil::Time::midnight());
    typed::moment(typed::day(day).ok()?, time)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn a_form_of_law_fills_a_notice_by_its_bindings() {
        let library = app::law::house_library().unwrap();
        let ruleset = library.ruleset(&app::Settings::default().default_ruleset).unwrap();
        let form = ruleset.form_for("initial").unwrap();
        let mut values = Values::new();
        let words = [
            ("notice.sender.organisation", "UBND xã Minh Họa"),
            ("incident.contact.phone", "0000 000 001"),
            ("incident.summary", "Máy chủ bị mã hóa dữ liệu."),
            ("incident.detected_date", "2026-11-20"),
            ("incident.detected_time", "16:30"),
            ("incident.state_fixed", "not-fixed"),
        ];
        for (binding, text) in words {
            let field = form.inputs().find(|field| field.binds.as_deref() == Some(binding)).unwrap();
            values.insert(field.key.clone(), text.into());
        }
        let draft = draft(Offered { ruleset, form }, values);
        assert_eq!(draft.sender.organisation, "UBND xã Minh Họa");
        assert_eq!(draft.sender.phone, "0000 000 001");
        assert_eq!(draft.description, "Máy chủ bị mã hóa dữ liệu.");
        assert_eq!(draft.detected_at.map(|at| at.to_string()), Some("2026-11-20T09:30:00Z".into()));
        assert_eq!(draft.ongoing, Some(true));
    }

    #[test]
    fn every_place_is_a_binding_that_rulesets_may_use() {
        for (_, binding) in PLACES {
            assert!(law::BINDINGS.contains(binding), "{binding}");
        }
    }
}
