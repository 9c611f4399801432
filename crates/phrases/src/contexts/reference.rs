//! The API reference, drawn from the OpenAPI document itself, without script.

use crate::{Page, PageVisitor};
use serde::Serialize;
use serde_json::{Map, Value};

/// Shows the page types of this subject.
pub fn visit(visitor: &mut impl PageVisitor) {
    visitor.page::<ApiReference>();
}

/// A member of an object, a parameter or a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberDoc {
    /// Name.
    pub name: String,
    /// Type in words, for example `array of Notice`.
    pub kind: String,
    /// `path`, `query` or `header` for a parameter; empty for a member.
    pub place: String,
    /// Whether it must be given.
    pub required: bool,
    /// What it is.
    pub text: String,
    /// Anchor of the schema it refers to.
    pub schema: Option<String>,
}

/// A body or an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyDoc {
    /// Status of an answer; empty for a request body.
    pub status: String,
    /// What it is.
    pub text: String,
    /// Media types with the type of each in words.
    pub media: Vec<MemberDoc>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OperationDoc {
    /// Anchor.
    pub id: String,
    /// `GET`, `POST` …
    pub method: String,
    /// Path template.
    pub path: String,
    /// One line.
    pub summary: String,
    /// More.
    pub text: String,
    /// Scopes asked.
    pub scopes: Vec<String>,
    /// Parameters.
    pub parameters: Vec<MemberDoc>,
    /// Request body.
    pub body: Option<BodyDoc>,
    /// Answers by status.
    pub answers: Vec<BodyDoc>,
}

/// Operations of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupDoc {
    /// Tag.
    pub name: String,
    /// What it is about.
    pub text: String,
    /// Operations, by path.
    pub operations: Vec<OperationDoc>,
}

/// A named schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SchemaDoc {
    /// Name.
    pub name: String,
    /// What it is.
    pub text: String,
    /// Type in words.
    pub kind: String,
    /// Members of an object.
    pub members: Vec<MemberDoc>,
    /// Values of an enumeration.
    pub values: Vec<String>,
}

/// The reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ApiReference {
    /// Title of the document.
    pub title: String,
    /// Version of the document.
    pub version: String,
    /// What it says of itself.
    pub text: String,
    /// Address of the document.
    pub document: String,
    /// Operations by subject.
    pub groups: Vec<GroupDoc>,
    /// Named schemas.
    pub schemas: Vec<SchemaDoc>,
}

const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

impl ApiReference {
    /// Reads an OpenAPI 3.1 document. What it does not understand is left out, so that a page always comes.
    /// `document` is the address at which the JSON itself can be fetched.
    pub fn from_openapi(openapi: &Value, document: &str) -> ApiReference {
        let info = openapi.get("info").unwrap_or(&Value::Null);
        let mut groups: Vec<GroupDoc> = list(openapi, "tags")
            .map(|tag| GroupDoc {
                name: text(tag, "name"),
                text: text(tag, "description"),
                operations: Vec::new(),
            })
            .collect();
        for (path, item) in object(openapi, "paths") {
            for (method, operation) in METHODS.iter().filter_map(|method| Some((*method, item.get(*method)?)))
            {
                let tag = list(operation, "tags").next().and_then(Value::as_str).unwrap_or("api").to_owned();
                let read = read_operation(path, method, item, operation);
                match groups.iter_mut().find(|group| group.name == tag) {
                    Some(group) => group.operations.push(read),
                    None => groups.push(GroupDoc { name: tag, text: String::new(), operations: vec![read] }),
                }
            }
        }
        groups.retain(|group| !group.operations.is_empty());
        let components = openapi.get("components").unwrap_or(&Value::Null);
        ApiReference {
            title: text(info, "title"),
            version: text(info, "version"),
            text: text(info, "description"),
            document: document.into(),
            groups,
            schemas: object(components, "schemas").map(|(name, schema)| read_schema(name, schema)).collect(),
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn object<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    value.get(key).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn read_operation(path: &str, method: &str, item: &Value, operation: &Value) -> OperationDoc {
    let id = match text(operation, "operationId") {
        id if id.is_empty() => format!("{method}{}", path.replace(['/', '{', '}'], "-")),
        id => id,
    };
    let scopes = list(operation, "security")
        .flat_map(|need| need.as_object().into_iter().flat_map(Map::values))
        .flat_map(|scopes| scopes.as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    OperationDoc {
        id,
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        summary: text(operation, "summary"),
        text: text(operation, "description"),
        scopes,
        parameters: list(item, "parameters")
            .chain(list(operation, "parameters"))
            .map(read_parameter)
            .collect(),
        body: operation.get("requestBody").map(|body| read_body("", body)),
        answers: object(operation, "responses").map(|(status, answer)| read_body(status, answer)).collect(),
    }
}

fn read_parameter(parameter: &Value) -> MemberDoc {
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    MemberDoc {
        name: text(parameter, "name"),
        kind: kind_of(schema),
        place: text(parameter, "in"),
        required: parameter.get("required").and_then(Value::as_bool).unwrap_or(false),
        text: text(parameter, "description"),
        schema: target_of(schema),
    }
}

fn read_body(status: &str, body: &Value) -> BodyDoc {
    let media = object(body, "content").map(|(name, content)| {
        let schema = content.get("schema").unwrap_or(&Value::Null);
        MemberDoc {
            name: name.clone(),
            kind: kind_of(schema),
            place: String::new(),
            required: false,
            text: String::new(),
            schema: target_of(schema),
        }
    });
    BodyDoc { status: status.into(), text: text(body, "description"), media: media.collect() }
}

fn read_schema(name: &str, schema: &Value) -> SchemaDoc {
    let required: Vec<&str> = list(schema, "required").filter_map(Value::as_str).collect();
    let members = object(schema, "properties").map(|(key, member)| MemberDoc {
        name: key.clone(),
        kind: kind_of(member),
        place: String::new(),
        required: required.contains(&key.as_str()),
        text: text(member, "description"),
        schema: target_of(member),
    });
    SchemaDoc {
        name: name.into(),
        text: text(schema, "description"),
        kind: kind_of(schema),
        members: members.collect(),
        values: list(schema, "enum").map(plain).collect(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The name of the schema that a schema refers to, directly, as items, or as one of several.
fn target_of(schema: &Value) -> Option<String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().map(str::to_owned);
    }
    if let Some(items) = schema.get("items") {
        return target_of(items);
    }
    ["oneOf", "anyOf", "allOf"].iter().flat_map(|key| list(schema, key)).find_map(target_of)
}

/// A type in words; nothing deeper than one array is spelt out.
fn kind_of(schema: &Value) -> String {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        let parts: Vec<String> = list(schema, key).map(kind_of).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            return parts.join(if key == "allOf" { " + " } else { " | " });
        }
    }
    let named: Vec<String> = match schema.get("type") {
        Some(Value::String(name)) => vec![name.clone()],
        Some(Value::Array(names)) => names.iter().map(plain).collect(),
        _ => Vec::new(),
    };
    let mut shown = named.join(" | ");
    if let Some(items) = schema.get("items") {
        shown = format!("{shown}[{}]", kind_of(items));
    }
    let format = text(schema, "format");
    if !format.is_empty() {
        shown = format!("{shown} ({format})");
    }
    shown
}

impl Page for ApiReference {
    const TEMPLATE: &'static str = "pages/reference/api.html";
    const PUBLIC: bool = true;

    fn samples() -> Vec<Self> {
        let document = serde_json::json!({
            "openapi": "3.1.0",
            "info": {"title": "ungcuu", "version": "1", "description": "Mọi địa chỉ bắt đầu bằng /api/v1."},
            "tags": [{"name": "notices", "description": "Thông báo sự cố"}],
            "paths": {"/api/v1/notices": {
                "post": {
                    "tags": ["notices"], "operationId": "notify", "summary": "Notify an incident",
                    "security": [{"token": ["notices:write"]}],
                    "parameters": [{"name": "Idempotency-Key", "in": "header", "required": true,
                        "schema": {"type": "string"}, "description": "Makes sending twice harmless."}],
                    "requestBody": {"description": "The notice.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewNotice"}}}},
                    "responses": {
                        "201": {"description": "Taken.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Receipt"}}}},
                        "422": {"description": "Something is wrong.", "content": {"application/problem+json": {"schema": {"oneOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "null"}]}}}}
                    }
                },
                "get": {"responses": {"200": {"description": "A page of notices."}}}
            }},
            "components": {"schemas": {
                "NewNotice": {"type": "object", "description": "What a sender gives.", "required": ["summary"], "properties": {
                    "summary": {"type": "string", "description": "What happened."},
                    "addresses": {"type": "array", "items": {"type": "string", "format": "ipv4"}},
                    "language": {"$ref": "#/components/schemas/Language"}}},
                "Language": {"type": "string", "enum": ["vi", "en"]},
                "Receipt": {"type": "object", "properties": {"number": {"type": ["string", "null"]}}},
                "Problem": {"type": "object"}
            }}
        });
        vec![
            ApiReference::from_openapi(&document, "/api/openapi.json"),
            ApiReference::from_openapi(&Value::Null, "/api/openapi.json"),
        ]
    }
}
