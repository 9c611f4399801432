//! `ungcuu token …`.

use crate::args::TokenCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::people::NewToken;
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: TokenCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    match command {
        TokenCommand::Add { login, name, scopes, days } => {
            let made =
                app::people::make_token_for(&app, &op, &login, NewToken { name, scopes, days }).await?;
            output.answer(&json!({ "ok": true, "id": made.id, "token": made.secret }), || {
                vec![made.secret.clone(), "shown once: keep it where only the program reads it".to_owned()]
            });
        }
        TokenCommand::List { login } => {
            let tokens = app::people::list_tokens_of(&app, &op, &login).await?;
            let rows: Vec<_> = tokens
                .iter()
                .map(|t| json!({ "id": t.id, "name": t.name, "scopes": t.scopes, "expires_at": t.expires_at, "used_at": t.used_at, "revoked_at": t.revoked_at }))
                .collect();
            output.answer(&json!({ "ok": true, "tokens": rows }), || {
                tokens.iter().map(|t| format!("{} {:<24} {}", t.id, t.name, t.scopes.join(","))).collect()
            });
        }
        TokenCommand::Revoke { login, id } => {
            let id = id.parse().map_err(Failure::wrong)?;
            app::people::revoke_token_of(&app, &op, &login, id).await?;
            output.answer(&json!({ "ok": true, "id": id }), || vec![format!("{id}: revoked")]);
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
