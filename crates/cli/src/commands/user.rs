//! `ungcuu user …`.

use super::line_from_stdin;
use crate::args::UserCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::people::invitations::{
    InvitationLine, NewInvitation, invite, list_invitations, withdraw_invitation,
};
use app::people::{NewPerson, SetPassword};
use domain::people::Role;
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: UserCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    match command {
        UserCommand::Add { login, name, body, roles, position, email, phone } => {
            let roles = parsed(&roles)?;
            let password = line_from_stdin()?;
            let new = NewPerson {
                login: login.clone(),
                password,
                name,
                position,
                email,
                phone,
                roles,
                body_key: body,
                lang: law::Lang::Vi,
            };
            let id = app::people::create_person(&app, &op, new).await?;
            output.answer(&json!({ "ok": true, "id": id, "login": login }), || vec![format!("{login} {id}")]);
        }
        UserCommand::Invite { login, name, email, body, roles, position, phone, days } => {
            let new = NewInvitation {
                login: login.clone(),
                name,
                position,
                email,
                phone,
                roles: parsed(&roles)?,
                body_key: body,
                lang: law::Lang::Vi,
                days,
            };
            let id = invite(&app, &op, new).await?;
            output.answer(&json!({ "ok": true, "id": id, "login": login }), || vec![format!("{login} {id}")]);
        }
        UserCommand::Invitations => {
            let lines = list_invitations(&app, &op).await?;
            let value = serde_json::to_value(&lines).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "invitations": value }), || {
                let line = |line: &InvitationLine| {
                    let i = &line.invitation;
                    format!("{} {:<10} {:<24} {}", i.id, i.state(op.now), i.login, i.email)
                };
                lines.iter().map(line).collect()
            });
        }
        UserCommand::Withdraw { id } => {
            let id = id.parse().map_err(Failure::wrong)?;
            withdraw_invitation(&app, &op, id).await?;
            output.answer(&json!({ "ok": true, "id": id }), || vec![format!("{id}: withdrawn")]);
        }
        UserCommand::ResetFactors { login } => {
            app::people::factors::reset_factors(&app, &op, &login).await?;
            output.answer(&json!({ "ok": true, "login": login }), || {
                vec![format!("{login}: second factors removed, sessions ended")]
            });
        }
        UserCommand::List => {
            let people = app::people::list_people(&app, &op).await?;
            let value = serde_json::to_value(&people).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "people": value }), || {
                people
                    .iter()
                    .map(|p| format!("{:<24} {:<32} {}", p.person.login, p.person.name, p.body_name))
                    .collect()
            });
        }
        UserCommand::Password { login } => {
            let password = line_from_stdin()?;
            app::people::set_password(
                &app,
                &op,
                SetPassword { login: login.clone(), current: None, new: password },
            )
            .await?;
            output.answer(&json!({ "ok": true, "login": login }), || {
                vec![format!("{login}: password set, sessions ended")]
            });
        }
        UserCommand::Disable { login } => {
            app::people::set_active(&app, &op, &login, false).await?;
            output.answer(&json!({ "ok": true, "login": login, "active": false }), || {
                vec![format!("{login}: shut out")]
            });
        }
        UserCommand::Enable { login } => {
            app::people::set_active(&app, &op, &login, true).await?;
            output.answer(&json!({ "ok": true, "login": login, "active": true }), || {
                vec![format!("{login}: let in")]
            });
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn parsed(roles: &[String]) -> Result<Vec<Role>, Failure> {
    roles.iter().map(|role| role.parse::<Role>()).collect::<Result<_, _>>().map_err(Failure::wrong)
}
