//! A system as people type it, and the system that comes of it or everything that is wrong with it.

use crate::bodies::{Check, given};
use crate::{App, Result};
use domain::incidents::Environment;
use domain::systems::System;
use domain::systems::autonomous::AsNumber;
use domain::systems::claims::{Network, domain_name};
use domain::systems::cpe::Cpe;
use domain::systems::description::{Description, LevelDocument, Software, parts};
use domain::{BodyId, Op};
use store::Conn;

/// Most values of one kind of a system.
const MOST: usize = 200;
/// The list with the kinds of documents.
pub const DOCUMENTS: &str = "system-documents";
/// What begins a name of software in the Common Platform Enumeration.
const CPE: &str = "cpe:";

/// A system to enter; bodies are named by their keys.
#[derive(Debug, Clone)]
pub struct NewSystem {
    /// Stable short key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Key of its owner (chủ quản).
    pub owner_key: String,
    /// Key of its operator.
    pub operator_key: String,
    /// Key of its Internet provider.
    pub provider_key: Option<String>,
    /// Level 1–5, when approved.
    pub level: Option<i64>,
    /// On the list of nationally important systems.
    pub national_important: bool,
    /// Where it runs.
    pub environment: Environment,
    /// Domain names.
    pub domains: Vec<String>,
    /// Addresses or ranges (`192.0.2.0/24`).
    pub addresses: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// What it offers, runs on and is protected by.
    pub description: NewDescription,
}

/// What is said of a system, as typed.
#[derive(Debug, Clone, Default)]
pub struct NewDescription {
    /// Services it offers.
    pub services: Vec<String>,
    /// Software it runs on.
    pub software: Vec<NewSoftware>,
    /// Measures that protect it.
    pub measures: Vec<String>,
    /// Documents of its level.
    pub documents: Vec<NewDocument>,
    /// Key of the body that gives it security services.
    pub security_body_key: Option<String>,
    /// Numbers of its autonomous systems.
    pub autonomous_systems: Vec<String>,
}

/// Software as typed.
#[derive(Debug, Clone, Default)]
pub struct NewSoftware {
    /// The product; empty takes it from the name.
    pub product: String,
    /// Its version; empty takes it from the name.
    pub version: String,
    /// Its name in the Common Platform Enumeration 2.3; empty for none.
    pub cpe: String,
}

impl NewSoftware {
    /// From a line `product | version | cpe`; a line may be a name alone.
    pub fn of_line(line: &str) -> Self {
        if is_cpe(line.trim()) {
            return Self { cpe: line.trim().to_owned(), ..Self::default() };
        }
        let [product, version, cpe] = parts(line);
        if cpe.is_empty() && is_cpe(&version) {
            return Self { product, version: String::new(), cpe: version };
        }
        Self { product, version, cpe }
    }
}

/// A document as typed.
#[derive(Debug, Clone, Default)]
pub struct NewDocument {
    /// An item of the list `system-documents`.
    pub kind: String,
    /// Number as printed.
    pub number: String,
    /// Day as printed, `2026-03-02`.
    pub date: String,
    /// Who issued it.
    pub issuer: String,
    /// What else is to be known.
    pub note: String,
}

impl NewDocument {
    /// From a line `kind | number | date | issuer | note`.
    pub fn of_line(line: &str) -> Self {
        let [kind, number, date, issuer, note] = parts(line);
        Self { kind, number, date, issuer, note }
    }
}

/// The bodies around a system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around {
    pub(crate) owner: BodyId,
    pub(crate) operator: BodyId,
    pub(crate) provider: Option<BodyId>,
    pub(crate) security_body: Option<BodyId>,
}

impl Around {
    /// The bodies that were named.
    ///
    /// # Errors
    /// Every field that names nobody.
    pub(crate) async fn of(conn: &mut Conn, cmd: &NewSystem) -> Result<Self> {
        let mut check = Check::new();
        let nobody = BodyId(uuid::Uuid::nil());
        let owner = body(conn, &mut check, "owner", Some(&cmd.owner_key)).await?;
        let operator = body(conn, &mut check, "operator", Some(&cmd.operator_key)).await?;
        let provider = body(conn, &mut check, "provider", given(cmd.provider_key.as_deref())).await?;
        let security = given(cmd.description.security_body_key.as_deref());
        let security_body = body(conn, &mut check, "security_body", security).await?;
        check.done()?;
        Ok(Self {
            owner: owner.unwrap_or(nobody),
            operator: operator.unwrap_or(nobody),
            provider,
            security_body,
        })
    }
}

async fn body(conn: &mut Conn, check: &mut Check, field: &str, key: Option<&str>) -> Result<Option<BodyId>> {
    let Some(key) = key else { return Ok(None) };
    let found = conn.body_by_key(key.trim()).await?;
    if found.is_none() {
        check.problem(field, "unknown_body");
    }
    Ok(found.map(|body| body.id))
}

/// The system that was typed, or everything that is wrong with it.
///
/// # Errors
/// Fields to mend.
pub(crate) fn checked(app: &App, op: &Op, cmd: &NewSystem, around: Around) -> Result<System> {
    let mut check = Check::new();
    if cmd.level.is_some_and(|level| !(1..=5).contains(&level)) {
        check.problem("level", "out_of_range");
    }
    let system = System {
        id: app.fresh.id(op.now),
        key: check.key("key", &cmd.key),
        name: check.required("name", &cmd.name),
        owner: around.owner,
        operator: around.operator,
        provider: around.provider,
        level: cmd.level,
        national_important: cmd.national_important,
        environment: cmd.environment.code().to_owned(),
        domains: each(&mut check, "domains", &cmd.domains, |_, text| {
            domain_name(text).map_err(|why| why.code())
        }),
        addresses: each(&mut check, "addresses", &cmd.addresses, |_, text| {
            text.parse::<Network>().map(|network| network.to_string()).map_err(|why| why.code())
        }),
        purpose: check.line("purpose", &cmd.purpose),
        description: described(app, &mut check, &cmd.description, around.security_body),
        created_at: op.now,
        version: 1,
    };
    check.done()?;
    Ok(system)
}

fn described(
    app: &App,
    check: &mut Check,
    cmd: &NewDescription,
    security_body: Option<BodyId>,
) -> Description {
    let library = app.library();
    let known = |kind: &str| library.list(DOCUMENTS).is_some_and(|list| list.item(kind).is_some());
    let line = |field: &'static str| move |check: &mut Check, text: &String| Ok(check.line(field, text));
    Description {
        services: each_of(check, "services", &cmd.services, line("services")),
        software: each_of(check, "software", &cmd.software, software),
        measures: each_of(check, "measures", &cmd.measures, line("measures")),
        documents: each_of(check, "documents", &cmd.documents, |check, typed| document(check, typed, known)),
        security_body,
        autonomous_systems: each(check, "autonomous_systems", &cmd.autonomous_systems, |_, text| {
            text.parse::<AsNumber>().map_err(|why| why.code())
        }),
    }
}

fn software(check: &mut Check, typed: &NewSoftware) -> std::result::Result<Software, &'static str> {
    let cpe = match typed.cpe.trim() {
        "" => None,
        name => Some(name.parse::<Cpe>().map_err(|_| "not_a_cpe")?),
    };
    let told = |typed: &str, name: fn(&Cpe) -> Option<String>| match typed.trim() {
        "" => cpe.as_ref().and_then(name).unwrap_or_default(),
        // A bar parts the line in which it is written out.
        typed => typed.replace('|', "/"),
    };
    let product = check.line("software", &told(&typed.product, Cpe::product));
    let version = check.line("software", &told(&typed.version, Cpe::version));
    if product.is_empty() {
        return Err("product_missing");
    }
    Ok(Software { product, version, cpe })
}

fn document(
    check: &mut Check,
    typed: &NewDocument,
    known: impl Fn(&str) -> bool,
) -> std::result::Result<LevelDocument, &'static str> {
    let kind = typed.kind.trim();
    if !known(kind) {
        return Err("unknown_document");
    }
    let date = match typed.date.trim() {
        "" => None,
        day => Some(day.parse().map_err(|_| "not_a_day")?),
    };
    let mut part = |text: &str| check.line("documents", &text.replace('|', "/"));
    Ok(LevelDocument {
        kind: kind.to_owned(),
        number: part(&typed.number),
        date,
        issuer: part(&typed.issuer),
        note: part(&typed.note),
    })
}

/// Whether a part of a line is meant as a name of the Common Platform Enumeration.
fn is_cpe(text: &str) -> bool {
    text.get(..CPE.len()).is_some_and(|head| head.eq_ignore_ascii_case(CPE))
}

/// What is typed one by one, without what is empty or twice.
fn each<T: PartialEq>(
    check: &mut Check,
    field: &str,
    values: &[String],
    read: impl Fn(&mut Check, &str) -> std::result::Result<T, &'static str>,
) -> Vec<T> {
    let told: Vec<String> =
        values.iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect();
    each_of(check, field, &told, |check, value| read(check, value))
}

fn each_of<V, T: PartialEq>(
    check: &mut Check,
    field: &str,
    values: &[V],
    read: impl Fn(&mut Check, &V) -> std::result::Result<T, &'static str>,
) -> Vec<T> {
    if values.len() > MOST {
        check.problem(field, "too_many");
    }
    let mut kept: Vec<T> = Vec::new();
    for value in values.iter().take(MOST) {
        match read(check, value) {
            Ok(value) if kept.contains(&value) => {}
            Ok(value) => kept.push(value),
            Err(code) => check.problem(field, code),
        }
    }
    kept
}

/// The lines of a text, without the empty ones.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

impl NewDescription {
    /// What is there, as it would be typed; the body by its key.
    pub fn of(description: &Description, security_body: Option<String>) -> Self {
        let software = |it: &Software| NewSoftware {
            product: it.product.clone(),
            version: it.version.clone(),
            cpe: it.cpe.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        let document = |it: &LevelDocument| NewDocument {
            kind: it.kind.clone(),
            number: it.number.clone(),
            date: it.date.map(|date| date.to_string()).unwrap_or_default(),
            issuer: it.issuer.clone(),
            note: it.note.clone(),
        };
        Self {
            services: description.services.clone(),
            software: description.software.iter().map(software).collect(),
            measures: description.measures.clone(),
            documents: description.documents.iter().map(document).collect(),
            security_body_key: security_body,
            autonomous_systems: description.autonomous_systems.iter().map(ToString::to_string).collect(),
        }
    }
}

/// That whoever does not keep the register leaves what only the register says: the owner and the list of nationally important
/// systems; the operator, unless the owner changes it.
///
/// # Errors
/// The fields that were changed.
pub(super) fn keeps_the_register(op: &Op, before: &System, after: &System) -> Result<()> {
    let owns = op.body == Some(before.owner);
    let mut check = Check::new();
    for field in before.differs(after) {
        let kept = match field {
            "owner" | "national_important" => true,
            "operator" => !owns,
            _ => false,
        };
        if kept {
            check.problem(field, "register_keeps");
        }
    }
    check.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_software_may_be_a_name_alone_or_leave_out_the_version() {
        let name = "cpe:2.3:a:example:tool:1.0:*:*:*:*:*:*:*";
        let told = |line: &str| {
            let it = NewSoftware::of_line(line);
            [it.product, it.version, it.cpe]
        };
        assert_eq!(told(name), ["", "", name]);
        assert_eq!(told(&format!("Công cụ | {name}")), ["Công cụ", "", name]);
        assert_eq!(told(&format!("Công cụ | 1.0 | {name}")), ["Công cụ", "1.0", name]);
        assert_eq!(told("Công cụ | 1.0"), ["Công cụ", "1.0", ""]);
    }
}
