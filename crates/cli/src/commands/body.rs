//! `ungcuu body …`.

use crate::args::BodyCommand;
use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::bodies::NewBody;
use domain::bodies::Contact;
use serde_json::json;
use std::process::ExitCode;

pub(crate) async fn run(
    command: BodyCommand,
    settings: Settings,
    output: Output,
) -> Result<ExitCode, Failure> {
    let app = desk(&settings, Fresh::System).await?;
    let op = app.system_op("cli", now());
    match command {
        BodyCommand::Add { key, kind, name, name_en, parent, province, sector, email, phone } => {
            let kind = kind.parse().map_err(Failure::wrong)?;
            let contact = Contact { email, phone, ..Contact::default() };
            let new = NewBody {
                key: key.clone(),
                kind,
                name,
                name_en,
                parent_key: parent,
                province,
                commune: None,
                sector,
                contact,
            };
            let id = app::bodies::create_body(&app, &op, new).await?;
            output.answer(&json!({ "ok": true, "id": id, "key": key }), || vec![format!("{key} {id}")]);
        }
        BodyCommand::List => {
            let bodies = app::bodies::list_bodies(&app, &op).await?;
            let value = serde_json::to_value(&bodies).map_err(Failure::broken)?;
            output.answer(&json!({ "ok": true, "bodies": value }), || {
                bodies.iter().map(|b| format!("{:<40} {:<22} {}", b.key, b.kind.code(), b.name)).collect()
            });
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}
