//! `ungcuu rights`, `ungcuu why` and `ungcuu access …`: who may do what, why somebody sees a record, and who is named on a
//! restricted one.

use crate::args::{AccessCommand, RightsOptions};
use crate::assemble::{at_desk, desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::domain::access::{Right, Rights, table};
use app::domain::incidents::PartyRole;
use app::domain::people::Role;
use app::domain::{Op, RecordNumber};
use app::restriction::{NamePersons, RecordKind, WithdrawPerson, name_persons, show_access, withdraw_person};
use app::why::{Why, why_incident, why_notice, why_report};
use app::{App, Fresh};
use serde_json::{Map, Value, json};
use std::process::ExitCode;

/// The matrix role × right × relation; of one role, or the union of a person's.
pub(crate) async fn run(
    options: RightsOptions,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let faults = app::domain::access::faults();
    if !faults.is_empty() {
        return Err(Failure::faults(faults.iter().map(ToString::to_string).collect()));
    }
    if let Some(login) = options.person {
        let app = desk(settings, Fresh::System).await?;
        let person = app::rights::person(&app, &app.system_op("cli", now()), &login).await?;
        app.store.close().await;
        let roles: Vec<&str> = person.roles.iter().map(|role| role.code()).collect();
        let value =
            json!({ "ok": true, "person": person.login, "roles": roles, "rights": given(person.rights()) });
        output.answer(&value, || {
            let mut lines = vec![format!("{} ({})", person.login, roles.join(", "))];
            lines.extend(told(person.rights()));
            lines
        });
        return Ok(ExitCode::SUCCESS);
    }
    let roles: Vec<Role> = match options.role {
        Some(role) => vec![role.parse().map_err(Failure::wrong)?],
        None => Role::ALL.to_vec(),
    };
    let by_role: Map<String, Value> =
        roles.iter().map(|role| (role.to_string(), given(role.rights()))).collect();
    let parts: Map<String, Value> = PartyRole::ALL
        .iter()
        .map(|part| {
            let relations = table().relations_of(*part).codes();
            (part.to_string(), json!({ "relations": relations, "sees": part.sees() }))
        })
        .collect();
    let restricted = json!({
        "notices": table().restricted_notices().codes(), "incidents": table().restricted_incidents().codes(),
    });
    let value = json!({
        "ok": true, "sha256": table().sha256(), "roles": by_role, "parts": parts, "restricted": restricted,
    });
    output.answer(&value, || {
        let mut lines = Vec::new();
        for role in &roles {
            lines.push(role.to_string());
            lines.extend(told(role.rights()));
        }
        lines.push("parts".to_owned());
        lines.extend(PartyRole::ALL.iter().map(|part| {
            let relations = table().relations_of(*part).codes().join(", ");
            format!("  {:<22} {relations}; sees {}", part.code(), part.sees())
        }));
        lines.push("restricted".to_owned());
        lines.push(format!("  {:<22} {}", "notices", table().restricted_notices().codes().join(", ")));
        lines.push(format!("  {:<22} {}", "incidents", table().restricted_incidents().codes().join(", ")));
        lines.push(format!("sha256 {}", table().sha256()));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

fn given(rights: Rights) -> Value {
    let given = Right::ALL.iter().filter(|right| rights.has(**right));
    Value::Object(given.map(|right| (right.code().to_owned(), json!(rights.over(*right).codes()))).collect())
}

fn told(rights: Rights) -> Vec<String> {
    let given = Right::ALL.iter().filter(|right| rights.has(**right));
    given.map(|right| format!("  {:<22} {}", right.code(), rights.over(*right).codes().join(", "))).collect()
}

/// Why somebody sees a notice, an incident or a report; exit 1 when they do not.
pub(crate) async fn why(
    record: String,
    login: String,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(settings, Fresh::System).await?;
    let answer = asked(&app, &record, &login).await;
    app.store.close().await;
    match answer? {
        Some(why) => {
            let value = serde_json::to_value(&why).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "record": record, "as": login, "why": value }), || {
                grounds(&why)
            });
            Ok(ExitCode::SUCCESS)
        }
        None => {
            output.answer(&json!({ "ok": false, "record": record, "as": login, "why": null }), || {
                vec![format!("{login} does not see {record}")]
            });
            Ok(ExitCode::FAILURE)
        }
    }
}

async fn asked(app: &App, record: &str, login: &str) -> Result<Option<Why>, Failure> {
    let op = person(app, login).await?;
    let why = match kind(app, record) {
        Some(RecordKind::Notice) => why_notice(app, &op, record).await,
        Some(RecordKind::Incident) => why_incident(app, &op, record).await,
        None => why_report(app, &op, record.parse().map_err(|_| unknown(record))?).await,
    };
    match why {
        Ok(why) => Ok(Some(why)),
        Err(app::Error::NotFound | app::Error::Forbidden) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn grounds(why: &Why) -> Vec<String> {
    let tie = |tie: &app::domain::access::Tie| {
        let mut told = tie.relation.code().to_owned();
        if let Some(part) = tie.part {
            told.push_str(&format!(" ({part})"));
        }
        if let Some(name) = tie.body.and_then(|body| why.bodies.get(&body)) {
            told.push_str(&format!(" · {name}"));
        }
        if let Some(since) = tie.since {
            told.push_str(&format!(" · since {since}"));
        }
        if let Some(until) = tie.until {
            told.push_str(&format!(" · until {until}"));
        }
        if !tie.by.is_empty() {
            told.push_str(&format!(" · named by {}", tie.by));
        }
        told
    };
    let mut lines: Vec<String> =
        why.grounds.iter().map(|g| format!("{}: {} over {}", g.role, g.right.code(), tie(&g.tie))).collect();
    if why.restricted {
        lines.push("restricted; opened by".to_owned());
        lines.extend(why.opened_by.iter().map(|t| format!("  {}", tie(t))));
    }
    lines
}

/// Who is named on a restricted record. Whoever holds the machine can name somebody where nobody is left who could.
pub(crate) async fn access(
    command: AccessCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| act(app, command, output).await).await
}

async fn act(app: &App, command: AccessCommand, output: Output) -> Result<ExitCode, Failure> {
    let op = app.system_op("cli", now());
    match command {
        AccessCommand::Show { number } => {
            let view = show_access(app, &op, known(app, &number)?, &number).await?;
            let named = serde_json::to_value(&view.named).map_err(Failure::broken)?;
            let value =
                json!({ "ok": true, "number": view.number, "restricted": view.restricted, "named": named });
            output.answer(&value, || {
                let state = if view.restricted { "restricted to named persons" } else { "not restricted" };
                let mut lines = vec![format!("{}: {state}", view.number)];
                lines.extend(view.named.iter().map(|n| format!("  {} · {}", n.name, n.body_name)));
                lines
            });
        }
        AccessCommand::Name { number, login, reason } => {
            let person = app::rights::person(app, &op, &login).await?.id;
            let kind = known(app, &number)?;
            let cmd =
                NamePersons { kind, number: number.clone(), persons: vec![person], reason, until: None };
            name_persons(app, &op, cmd).await?;
            output.answer(&json!({ "ok": true, "number": number, "login": login }), || {
                vec![format!("{login} is named on {number}")]
            });
        }
        AccessCommand::Withdraw { number, login } => {
            let person = app::rights::person(app, &op, &login).await?.id;
            let cmd = WithdrawPerson { kind: known(app, &number)?, number: number.clone(), person };
            withdraw_person(app, &op, cmd).await?;
            output.answer(&json!({ "ok": true, "number": number, "login": login }), || {
                vec![format!("{login} is no longer named on {number}")]
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn kind(app: &App, number: &str) -> Option<RecordKind> {
    let number = number.trim().to_uppercase();
    number.parse::<RecordNumber>().ok()?;
    let prefix = number.split('-').next()?;
    if prefix == app.settings.notice_prefix {
        Some(RecordKind::Notice)
    } else if prefix == app.settings.incident_prefix {
        Some(RecordKind::Incident)
    } else {
        None
    }
}

fn known(app: &App, number: &str) -> Result<RecordKind, Failure> {
    kind(app, number).ok_or_else(|| unknown(number))
}

fn unknown(record: &str) -> Failure {
    Failure::wrong(format!("\"{record}\" is no number of a notice or incident, and no id of a report"))
}

async fn person(app: &App, login: &str) -> Result<Op, Failure> {
    let op = app::people::op_of_login(app, login, now()).await?;
    op.ok_or_else(|| {
        Failure::wrong(format!("nobody signs in as \"{login}\"; `ungcuu user list` says who does"))
    })
}
