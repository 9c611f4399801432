//! `ungcuu team …`: response teams. What somebody signs or delegates is done in the name of that person.

use crate::args::TeamCommand;
use crate::assemble::{at_desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::App;
use app::domain::teams::authority::Ground;
use app::domain::{Moment, Op};
use app::teams::{
    Appoint, Delegate, EndOffice, EstablishTeam, Revoke, SignDocument, TeamView, appoint_member, delegate,
    end_office, establish_team, list_teams, revoke_delegation, show_team, sign_document,
};
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: TeamCommand,
    settings: &Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    at_desk(settings, async |app| answer(app, command, output).await).await.map(|()| ExitCode::SUCCESS)
}

async fn answer(app: &App, command: TeamCommand, output: Output) -> Result<(), Failure> {
    let machine = app.system_op("cli", now());
    match command {
        TeamCommand::List => {
            let teams = list_teams(app, &machine).await?;
            output.answer(&json!({ "ok": true, "teams": teams }), || {
                let leader =
                    |line: &app::teams::TeamLine| line.leader.clone().unwrap_or_else(|| "–".to_owned());
                teams.iter().map(|t| format!("{:<16} {} · {}", t.team.key, t.team.name, leader(t))).collect()
            });
        }
        TeamCommand::Show { key } => {
            let view = show_team(app, &machine, &key).await?;
            output.answer(&json!({ "ok": true, "team": view }), || told(&view));
        }
        TeamCommand::Establish { key, name, body, decision, on, issuer } => {
            let new =
                EstablishTeam { key: key.clone(), name, decision, decided_on: on, issuer, body_key: body };
            let id = establish_team(app, &machine, new).await?;
            output.answer(&json!({ "ok": true, "id": id, "key": key }), || vec![format!("{key} {id}")]);
        }
        TeamCommand::Appoint {
            key,
            post,
            login,
            name,
            position,
            body,
            leading,
            phone,
            email,
            from,
            until,
        } => {
            let new = Appoint {
                team: key,
                post: post.clone(),
                login,
                name,
                position,
                body_key: body,
                leading,
                phone,
                email,
                from: from.map(Moment::from),
                until: until.map(Moment::from),
            };
            let id = appoint_member(app, &machine, new).await?;
            output.answer(&json!({ "ok": true, "member": id }), || vec![format!("{post} {id}")]);
        }
        TeamCommand::End { key, member, reason } => {
            let member = member.parse().map_err(Failure::wrong)?;
            end_office(app, &machine, EndOffice { team: key, member, at: None, reason }).await?;
            output.answer(&json!({ "ok": true }), || vec!["the office has ended".to_owned()]);
        }
        TeamCommand::Delegate { key, to, scope, from, until, reason, document, by } => {
            let op = person(app, &by).await?;
            let command = Delegate {
                team: key,
                to: to.parse().map_err(Failure::wrong)?,
                scope,
                from: from.map(Moment::from),
                until: Moment::from(until),
                reason,
                document,
            };
            let number = delegate(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "number": number }), || vec![format!("delegation {number}")]);
        }
        TeamCommand::Revoke { key, number, reason, by } => {
            let op = person(app, &by).await?;
            let view = show_team(app, &op, &key).await?;
            let given = view.delegations.iter().find(|one| one.delegation.number == number);
            let given = given.ok_or_else(|| Failure::wrong(format!("no delegation {number} in {key}")))?;
            let command = Revoke { team: key, delegation: given.delegation.id, reason };
            revoke_delegation(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "number": number }), || {
                vec![format!("delegation {number} gives nothing any more")]
            });
        }
        TeamCommand::Sign { key, kind, number, title, incident, by } => {
            let op = person(app, &by).await?;
            let command = SignDocument { team: key, kind, number: number.clone(), title, incident };
            let ground = sign_document(app, &op, command).await?;
            output.answer(&json!({ "ok": true, "number": number, "ground": ground }), || {
                vec![format!("{number} signed: {}", why(&ground))]
            });
        }
    }
    Ok(())
}

async fn person(app: &App, login: &str) -> Result<Op, Failure> {
    let op = app::people::op_of_login(app, login, now()).await?;
    op.ok_or_else(|| {
        Failure::wrong(format!("nobody signs in as \"{login}\"; `ungcuu user list` says who does"))
    })
}

fn why(ground: &Ground) -> String {
    match ground {
        Ground::Rule { ruleset, cite, post } => format!("{post}, {cite} ({ruleset})"),
        Ground::Delegation { ruleset, cite, number, by } => {
            format!("delegation {number} by {by}, {cite} ({ruleset})")
        }
    }
}

fn told(view: &TeamView) -> Vec<String> {
    let decision = &view.team.decision;
    let mut lines = vec![
        format!("{} ({})", view.team.name, view.team.key),
        format!("  {} of {}, {}", decision.number, decision.date, decision.issuer),
    ];
    if let Some((id, _)) = &view.ruleset {
        lines.push(format!("  ruled by {id}"));
    }
    lines.extend(view.members.iter().map(|one| {
        let member = &one.member;
        let over = if one.in_office { "" } else { " (over)" };
        format!("  {:<16} {} · {} · {}{over}", member.post, member.name, one.body_name, member.id)
    }));
    lines.extend(view.delegations.iter().map(|one| {
        let given = &one.delegation;
        let state = one.now.as_ref().map_or_else(|why| why.code, |()| "in force");
        format!(
            "  delegation {} {} → {}: {} until {} ({state})",
            given.number,
            given.by_name,
            given.to_name,
            given.scope.join(", "),
            given.until
        )
    }));
    lines.extend(view.documents.iter().map(|one| {
        format!("  {} {} · {} · {}", one.signed_at, one.number, one.signer_name, why(&one.ground))
    }));
    lines.extend(view.meetings.iter().map(|one| {
        let meeting = &one.meeting;
        format!("  meeting {} {} {}", meeting.planned_at, meeting.kind, meeting.state)
    }));
    if let Some(next) = view.next_regular {
        lines.push(format!("  next regular meeting before {next}"));
    }
    lines
}
