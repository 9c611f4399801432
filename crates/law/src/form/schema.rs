//! A form as JSON Schema, draft 2020-12, for programs that fill it in.

use serde_json::{Map, Value, json};

use super::fields::{EMAIL_MOST, LINK_MOST, LIST_MOST, LONG_TEXT_MOST, TEXT_MOST};
use super::{Field, FieldKind, Form, tables};
use crate::text::{Lang, Text};

/// The dialect we write.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Describes the normalised values of `form`, with titles in `lang`.
///
/// Options are an `enum`; their words are in `x-labels`, code to label. An option that asks for free text makes
/// `<key>.<code>.text` required when it is ticked. Rules that no schema can say (days in the future, private
/// addresses) are in `description` and are checked by [`super::validate`].
pub fn json_schema(form: &Form, lang: Lang) -> Value {
    let (mut properties, mut required, mut rules) = (Map::new(), Vec::new(), Vec::new());
    for field in form.inputs().filter(|field| field.kind != FieldKind::Fixed) {
        properties.insert(field.key.clone(), property(field, lang));
        if field.required {
            required.push(Value::from(field.key.as_str()));
        }
        for option in field.options.iter().filter(|option| option.text) {
            let key = field.text_key(&option.code);
            let label = option.text_label.as_ref().unwrap_or(&option.label);
            let text = json!({ "type": "string", "title": label.get(lang), "minLength": 1, "maxLength": LONG_TEXT_MOST });
            properties.insert(key.clone(), text);
            let ticked = match field.kind {
                FieldKind::Choices => json!({ "contains": { "const": option.code } }),
                _ => json!({ "const": option.code }),
            };
            rules.push(json!({
                "if": { "properties": { field.key.as_str(): ticked }, "required": [field.key] },
                "then": { "required": [key] },
            }));
        }
    }
    let mut schema = json!({
        "$schema": DIALECT,
        "title": form.title.get(lang),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if let Some(schema) = schema.as_object_mut() {
        let remarks: Vec<&str> = form.notes.iter().map(|note| note.text.get(lang)).collect();
        if !remarks.is_empty() {
            schema.insert("description".to_owned(), remarks.join("\n").into());
        }
        if !rules.is_empty() {
            schema.insert("allOf".to_owned(), rules.into());
        }
    }
    schema
}

fn property(field: &Field, lang: Lang) -> Value {
    let mut schema = match field.kind {
        FieldKind::Text => json!({ "type": "string", "minLength": 1, "maxLength": TEXT_MOST }),
        FieldKind::LongText => json!({ "type": "string", "minLength": 1, "maxLength": LONG_TEXT_MOST }),
        FieldKind::Email => json!({ "type": "string", "format": "email", "maxLength": EMAIL_MOST }),
        FieldKind::Phone => json!({ "type": "string", "minLength": 3, "maxLength": 100 }),
        FieldKind::Date => json!({ "type": "string", "format": "date" }),
        FieldKind::Time => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
        FieldKind::Datetime => json!({ "type": "string", "format": "date-time" }),
        FieldKind::Integer => json!({ "type": "integer" }),
        FieldKind::ReportLink => json!({ "type": "string", "minLength": 1, "maxLength": LINK_MOST }),
        FieldKind::Choice => {
            json!({ "type": "string", "enum": codes(field), "x-labels": labels(field, lang) })
        }
        FieldKind::Choices => list(
            json!({ "type": "string", "enum": codes(field) }),
            json!({ "uniqueItems": true, "x-labels": labels(field, lang) }),
        ),
        FieldKind::IpList => list(
            json!({ "type": "string", "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] }),
            json!({ "maxItems": LIST_MOST }),
        ),
        FieldKind::CidrList => list(
            json!({ "type": "string", "pattern": "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$" }),
            json!({ "maxItems": LIST_MOST }),
        ),
        FieldKind::DomainList => {
            list(json!({ "type": "string", "format": "idn-hostname" }), json!({ "maxItems": LIST_MOST }))
        }
        FieldKind::Attachments => {
            list(json!({ "type": "string", "maxLength": LINK_MOST }), json!({ "maxItems": LIST_MOST }))
        }
        FieldKind::Month => json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
        FieldKind::Table => {
            field.table.as_ref().map_or(json!({}), |table| tables::schema(table, lang, property))
        }
        FieldKind::Fixed => json!({}),
    };
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), field.label.get(lang).into());
        let description = description(field, lang);
        if !description.is_empty() {
            schema.insert("description".to_owned(), description.into());
        }
        let least = field.min_choices.or((field.required && field.kind.is_list()).then_some(1));
        if let Some(least) = least {
            schema.insert("minItems".to_owned(), least.into());
        }
    }
    schema
}

fn list(items: Value, more: Value) -> Value {
    let mut schema = json!({ "type": "array", "items": items });
    if let (Some(schema), Value::Object(more)) = (schema.as_object_mut(), more) {
        schema.extend(more);
    }
    schema
}

fn codes(field: &Field) -> Vec<&str> {
    field.options.iter().map(|option| option.code.as_str()).collect()
}

fn labels(field: &Field, lang: Lang) -> Map<String, Value> {
    field.options.iter().map(|option| (option.code.clone(), option.label.get(lang).into())).collect()
}

/// The hint, and the rules that a schema cannot say.
fn description(field: &Field, lang: Lang) -> String {
    let mut sentences: Vec<String> = field.hint.iter().map(|hint| hint.get(lang).to_owned()).collect();
    let mut add = |rule: bool, vi: &str, en: &str| {
        if rule {
            sentences.push(Text::new(vi, en).get(lang).to_owned());
        }
    };
    add(field.public_only, "Chỉ địa chỉ công cộng.", "Public addresses only.");
    add(field.not_future, "Không ở tương lai.", "Not in the future.");
    if let Some(other) = &field.after {
        add(true, &format!("Không sớm hơn {other}."), &format!("Not before {other}."));
    }
    sentences.join(" ")
}
