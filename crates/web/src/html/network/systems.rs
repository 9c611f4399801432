//! Information systems: the list by software, one system, entering and changing one.

use super::present::{day, system_fields};
use super::whois::bodies;
use crate::html::desk::{Words, environments, faults, levels, refused_page, typed};
use crate::html::done;
use crate::{Fault, Outcome, Posted, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::domain::systems::System;
use app::domain::systems::description::{LevelDocument, Software};
use app::systems::{
    ChangeSystem, DOCUMENTS, NewDescription, NewDocument, NewSoftware, NewSystem, Remark, SystemView,
    change_system, create_system, lines, list_systems, show_system, systems_running,
};
use axum::extract::{Path, State};
use phrases::contexts::desk::Typed;
use phrases::contexts::elements::Choice;
use phrases::contexts::network::{
    ClaimLine, LevelDocumentLine, RegistryLine, SoftwareLine, SystemForm, SystemIndex, SystemPage, SystemRow,
};

/// Where the list is.
const LIST: &str = "/network/systems";

/// Systems by name, or those that run on some software.
pub(super) async fn list(State(web): State<Web>, visitor: Visitor) -> Outcome {
    let asked = |name: &str| visitor.query(name).unwrap_or_default().trim().to_owned();
    let (software, version) = (asked("software"), asked("version"));
    let found = if software.is_empty() && version.is_empty() {
        list_systems(&web.app, &visitor.op).await
    } else {
        systems_running(&web.app, &visitor.op, &software, &version).await
    };
    let (rows, errors) = match found.map_err(Fault) {
        Ok(rows) => (rows, Vec::new()),
        Err(fault @ Fault(Error::Invalid(_))) => (Vec::new(), faults(&web, &visitor, &fault)),
        Err(other) => return Err(other),
    };
    let manages = visitor.op.may(Right::ManageNetwork);
    let rows = rows.into_iter().map(row).collect();
    web.page(&visitor, &SystemIndex { software, version, errors, rows, manages })
}

/// One system.
pub(super) async fn show(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let view = show_system(&web.app, &visitor.op, &key).await?;
    web.page(&visitor, &page(&web, &visitor, view))
}

/// The empty form.
pub(super) async fn new(State(web): State<Web>, visitor: Visitor) -> Outcome {
    if !visitor.op.may(Right::ManageNetwork) {
        return Err(Fault(Error::Forbidden));
    }
    web.page(&visitor, &form(&web, &visitor, None, None))
}

/// Enters a system.
pub(super) async fn enter(State(web): State<Web>, visitor: Visitor, posted: Posted) -> Outcome {
    if !visitor.op.may(Right::ManageNetwork) {
        return Err(Fault(Error::Forbidden));
    }
    let act = async {
        let new = as_typed(&posted)?;
        let path = format!("{LIST}/{}", new.key.trim());
        create_system(&web.app, &visitor.op, new).await?;
        Ok(path)
    };
    let fault = match act.await {
        Ok(path) => return Ok(done(&path, "system-entered")),
        Err(fault) => fault,
    };
    let Some(typed) = typed(&web, &visitor, "system", &posted, &fault) else { return Err(fault) };
    let page = form(&web, &visitor, None, Some(typed));
    refused_page(&web, &visitor, &format!("{LIST}/new"), &fault, &page)
}

/// The form of a system that is there.
pub(super) async fn edit(State(web): State<Web>, visitor: Visitor, Path(key): Path<String>) -> Outcome {
    let view = show_system(&web.app, &visitor.op, &key).await?;
    if !view.changes {
        return Err(Fault(Error::Forbidden));
    }
    web.page(&visitor, &form(&web, &visitor, Some(&view), None))
}

/// Changes a system.
pub(super) async fn change(
    State(web): State<Web>,
    visitor: Visitor,
    Path(key): Path<String>,
    posted: Posted,
) -> Outcome {
    let view = show_system(&web.app, &visitor.op, &key).await?;
    let path = format!("{LIST}/{}", view.known.system.key);
    let act = async {
        let version = posted.number("version").unwrap_or_default();
        let command = ChangeSystem { key: key.clone(), version, to_be: as_typed(&posted)? };
        change_system(&web.app, &visitor.op, command).await.map_err(Fault)
    };
    let Err(fault) = act.await else { return Ok(done(&path, "system-changed")) };
    let Some(typed) = typed(&web, &visitor, "system", &posted, &fault) else { return Err(fault) };
    let page = form(&web, &visitor, Some(&view), Some(typed));
    refused_page(&web, &visitor, &format!("{path}/edit"), &fault, &page)
}

/// The system as it was typed.
fn as_typed(posted: &Posted) -> Result<NewSystem, Fault> {
    let text = |field: &str| posted.text(field).to_owned();
    let level = posted.given("level").map(str::parse::<i64>).transpose();
    Ok(NewSystem {
        key: text("key"),
        name: text("name"),
        owner_key: text("owner"),
        operator_key: text("operator"),
        provider_key: posted.given("provider").map(str::to_owned),
        level: level.map_err(|_| Error::field("level", "out_of_range"))?,
        national_important: posted.ticked("national_important"),
        environment: posted.code("environment")?,
        domains: lines(posted.text("domains")),
        addresses: lines(posted.text("addresses")),
        purpose: text("purpose"),
        description: NewDescription {
            services: lines(posted.text("services")),
            software: lines(posted.text("software")).iter().map(|line| NewSoftware::of_line(line)).collect(),
            measures: lines(posted.text("measures")),
            documents: lines(posted.text("documents"))
                .iter()
                .map(|line| NewDocument::of_line(line))
                .collect(),
            security_body_key: posted.given("security_body").map(str::to_owned),
            autonomous_systems: lines(posted.text("autonomous_systems")),
        },
    })
}

fn form(web: &Web, visitor: &Visitor, view: Option<&SystemView>, typed: Option<Typed>) -> SystemForm {
    let words = Words::of(web, visitor);
    let system = view.map(|view| &view.known.system);
    let action = system.map_or_else(|| LIST.to_owned(), |it| format!("{LIST}/{}", it.key));
    let environment = system.map_or("internet", |it| it.environment.as_str());
    let choice = |item: &law::ListItem| Choice::new(item.code.as_str(), words.text(&item.label), false);
    SystemForm {
        name: system.map(|it| it.name.clone()).unwrap_or_default(),
        back: action.clone(),
        action,
        version: system.map(|it| it.version),
        fields: view.map(system_fields).unwrap_or_default(),
        levels: levels(&words, system.and_then(|it| it.level)),
        environments: environments(&words, environment),
        documents: words
            .library()
            .list(DOCUMENTS)
            .map(|list| list.items.iter().map(choice).collect())
            .unwrap_or_default(),
        manages: visitor.op.may(Right::ManageNetwork),
        owns: system.is_some_and(|it| visitor.op.body == Some(it.owner)),
        typed,
    }
}

fn row(it: System) -> SystemRow {
    let name = |it: &Software| [it.product.as_str(), it.version.as_str()].join(" ").trim().to_owned();
    SystemRow {
        href: format!("{LIST}/{}", it.key),
        name: it.name,
        key: it.key,
        level: it.level,
        claims: it.domains.into_iter().chain(it.addresses).collect(),
        software: it.description.software.iter().map(name).collect(),
    }
}

fn page(web: &Web, visitor: &Visitor, view: SystemView) -> SystemPage {
    let words = &Words::of(web, visitor);
    let SystemView { known, remarks, changes } = view;
    let bodies = bodies(web, visitor, &known);
    let it = known.system;
    let mut remarks = remarks.into_iter().peekable();
    let claim = |value: String| {
        let registry = remarks.next_if(|remark| remark.range == value).map(|remark| registry(words, remark));
        ClaimLine { value, registry }
    };
    SystemPage {
        bodies,
        addresses: it.addresses.into_iter().map(claim).collect(),
        software: it.description.software.iter().map(software).collect(),
        documents: it.description.documents.iter().map(|it| document(words, it)).collect(),
        autonomous_systems: it.description.autonomous_systems.iter().map(ToString::to_string).collect(),
        services: it.description.services,
        measures: it.description.measures,
        environment: words.coded("environment", &it.environment),
        key: it.key,
        name: it.name,
        purpose: it.purpose,
        level: it.level,
        national_important: it.national_important,
        domains: it.domains,
        created_at: it.created_at.micros(),
        changes,
    }
}

fn software(it: &Software) -> SoftwareLine {
    let asked = it.cpe.as_ref().map_or(it.product.as_str(), |cpe| cpe.as_str());
    let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("software", asked).finish();
    SoftwareLine {
        product: it.product.clone(),
        version: it.version.clone(),
        cpe: it.cpe.as_ref().map(ToString::to_string).unwrap_or_default(),
        href: format!("{LIST}?{query}"),
    }
}

fn document(words: &Words<'_>, it: &LevelDocument) -> LevelDocumentLine {
    LevelDocumentLine {
        kind: words.item(DOCUMENTS, &it.kind),
        number: it.number.clone(),
        day: it.date.map(|date| day(&date.to_string())).unwrap_or_default(),
        issuer: it.issuer.clone(),
        note: it.note.clone(),
    }
}

/// What a registry says of a range.
pub(super) fn registry(words: &Words<'_>, remark: Remark) -> RegistryLine {
    let record = remark.allocation.as_ref();
    RegistryLine {
        day: record.map(|it| day(&it.day)).unwrap_or_default(),
        record: record.map(|it| (words.coded("registry-status", &it.status), it.country.clone())),
        outside: remark.outside,
        source: remark.source,
        published: day(&remark.published),
    }
}
