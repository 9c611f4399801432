//! The OpenAPI 3.1 document. Operations and types come from the attributes of the handlers; what is the same for all of
//! them — who is let in, what can go wrong, what a path parameter is — is added here once.
//!
//! ```
//! let paths = web::api::document()["paths"].as_object().map_or(0, |paths| paths.len());
//! assert!(paths > 40);
//! ```

use super::problem::{FieldError, Problem};
use super::v1;
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

const ABOUT: &str = "Notices, incidents, legal clocks and reports of a response network, for programs. \
Every answer that is not a success is `application/problem+json` (RFC 9457) with a stable `code`. \
Send `Authorization: Bearer <token>`; a token does what its person may do, within its scopes. \
Texts come in the language of `Accept-Language` (vi or en). Lists are pages: pass `next_cursor` as `cursor`. \
Records carry their version as `ETag`; changes that need it take it in `If-Match`. Unknown fields are refused.";

/// The subjects, in the order of the reference page.
const TAGS: &[(&str, &str)] = &[
    ("notices", "Notices of incidents: submitting, following, triage."),
    ("incidents", "Incidents: facts, parties, legal process, clocks, the two ends."),
    ("reports", "The six kinds of reports: values, submission, judgement, document."),
    ("attachments", "Files."),
    ("law", "Rulesets, computed time limits, forms as JSON Schema. Open to everybody."),
    ("network", "Bodies, systems, response teams, duty; who calls."),
    ("system", "Proof that nothing acknowledged was changed."),
];

/// Path parameters.
const PARAMETERS: &[(&str, &str)] = &[
    ("number", "Number of the record, such as TB-2026-000123 or VN-2026-000123."),
    ("id", "Id of the record."),
    ("key", "Key of the body or team."),
    ("table", "`xlsx` for a workbook of all, or the name of one table."),
    ("step", "Id of the step in the ruleset of the process."),
    ("ruleset", "Id of the ruleset."),
    ("form", "Id of the form within the ruleset."),
];

#[derive(OpenApi)]
#[openapi(
    info(title = "Ứng Cứu", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    components(schemas(Problem, FieldError))
)]
struct Frame;

/// The OpenAPI document of `/api/v1`, as served at `/api/openapi.json`.
pub fn document() -> Value {
    let mut all = Frame::openapi();
    all.merge(v1::described());
    // A document built by code serialises; were it otherwise, an empty one would fail every test.
    let mut document = serde_json::to_value(all).unwrap_or_default();
    let tags: Vec<Value> =
        TAGS.iter().map(|(name, about)| json!({ "name": name, "description": about })).collect();
    set(&mut document, "tags", Value::from(tags));
    if let Some(info) = document.get_mut("info") {
        set(info, "description", Value::from(ABOUT));
        set(info, "version", Value::from(env!("CARGO_PKG_VERSION")));
    }
    if let Some(components) = document.get_mut("components") {
        set(
            components,
            "securitySchemes",
            json!({
                "bearer": { "type": "http", "scheme": "bearer", "description": "A token made on the account page or by `ungcuu token make`." },
            }),
        );
    }
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, operations) in paths.into_iter().flatten() {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                complete(path, method, operation);
            }
        }
    }
    document
}

fn set(value: &mut Value, key: &str, to: Value) {
    if let Some(map) = value.as_object_mut() {
        map.insert(key.to_owned(), to);
    }
}

/// Adds what holds for every operation of its shape; its name follows from method and path, so that it is unique.
fn complete(path: &str, method: &str, operation: &mut Map<String, Value>) {
    let name = path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace('/', "-");
    operation.insert("operationId".to_owned(), Value::from(format!("{method}-{name}")));
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        let about = parameter.get("name").and_then(Value::as_str);
        let about = about
            .and_then(|name| PARAMETERS.iter().find(|(known, _)| *known == name))
            .map(|(_, about)| *about);
        if let Some(about) = about.filter(|_| parameter.get("in") == Some(&json!("path"))) {
            set(parameter, "description", Value::from(about));
        }
    }
    let problems = problems(path, method, operation);
    if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
        for (status, about) in problems {
            responses.entry(status).or_insert_with(|| refusal(about));
        }
    }
}

fn refusal(about: &str) -> Value {
    let schema = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
    json!({ "description": about, "content": { "application/problem+json": schema } })
}

/// What can go wrong with an operation.
fn problems(path: &str, method: &str, operation: &Map<String, Value>) -> Vec<(&'static str, &'static str)> {
    let token = operation.get("security").and_then(Value::as_array);
    let open = token.is_some_and(|all| all.iter().any(|one| one.as_object().is_some_and(Map::is_empty)));
    let changes = method != "get";
    let body = operation.get("requestBody").is_some();
    let named = |place: &str| {
        let parameters = operation.get("parameters").and_then(Value::as_array);
        parameters.is_some_and(|all| all.iter().any(|one| one.get("in") == Some(&json!(place))))
    };
    let seen = operation.get("parameters").is_some_and(|all| all.to_string().contains("If-Match"));
    let mut problems = Vec::new();
    let mut can = |when: bool, status, about| {
        if when {
            problems.push((status, about));
        }
    };
    can(
        body || named("query") || seen,
        "400",
        "The body is no JSON (with line and column), or the query or a header cannot be read.",
    );
    can(true, "401", "There is no token, or it is unknown, over or revoked.");
    can(
        !open || path.starts_with("/api/v1/attachments"),
        "403",
        "The caller may know of the record but may not do this.",
    );
    can(
        path.contains('{') || path.ends_with("/follow"),
        "404",
        "There is no such record, or the caller may not know of it.",
    );
    can(
        changes,
        "409",
        "A rule of the field forbids it (`code` says which), or somebody else changed the record.",
    );
    can(body, "413", "The body is too long.");
    can(body, "415", "The body is not `application/json`.");
    can(body || named("query"), "422", "Fields to mend; `errors` names each.");
    can(seen, "428", "`If-Match` is missing.");
    can(
        true,
        "503",
        "A part we depend on does not answer; nothing was acknowledged; `Retry-After` says when to come again.",
    );
    problems
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;
    use std::collections::BTreeSet;

    fn operations(document: &Value) -> Vec<(String, &Value)> {
        let paths = document["paths"].as_object().unwrap();
        let all = paths.iter().flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods
                .iter()
                .map(move |(method, operation)| (format!("{} {path}", method.to_uppercase()), operation))
        });
        all.collect()
    }

    #[test]
    fn every_route_is_described_and_every_description_is_a_route() {
        let listed = crate::listed();
        let routes = listed.routes().iter().filter(|route| route.path.starts_with("/api/v1"));
        let routes: BTreeSet<String> =
            routes.map(|route| format!("{} {}", route.method, route.path)).collect();
        let document = document();
        let described: BTreeSet<String> = operations(&document).into_iter().map(|(name, _)| name).collect();
        assert_eq!(routes, described);
    }

    #[test]
    fn every_operation_says_what_it_does_who_may_and_what_can_go_wrong() {
        let document = document();
        assert_eq!(document["openapi"], "3.1.0");
        let mut names = BTreeSet::new();
        for (name, operation) in operations(&document) {
            assert!(!operation["summary"].as_str().unwrap_or_default().is_empty(), "{name} has no summary");
            assert!(operation["security"].is_array(), "{name} does not say who may");
            assert!(
                names.insert(operation["operationId"].as_str().unwrap().to_owned()),
                "{name} shares its operationId"
            );
            assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{name} has no subject");
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{name} never succeeds");
            assert!(responses.contains_key("503"), "{name}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(
                    !parameter["description"].as_str().unwrap_or_default().is_empty(),
                    "{name}: {parameter}"
                );
            }
            let in_path = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|p| p["in"] == "path")
                .count();
            assert_eq!(in_path, name.matches('{').count(), "{name}");
        }
    }

    #[test]
    fn every_reference_leads_to_a_schema() {
        fn references(value: &Value, found: &mut BTreeSet<String>) {
            match value {
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    map.values().for_each(|inner| references(inner, found));
                }
                Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
                _ => {}
            }
        }
        let document = document();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        for reference in found {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}
