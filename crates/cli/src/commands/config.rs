//! `ungcuu config …`.

use crate::args::ConfigCommand;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn run(command: &ConfigCommand, settings: &Settings, output: Output) -> Result<ExitCode, Failure> {
    let mut shown = match command {
        ConfigCommand::Check => settings.clone(),
        ConfigCommand::Reference => Settings::default(),
    };
    if !shown.store.database_url.is_empty() {
        shown.store.database_url = "(set)".to_owned();
    }
    shown.mail.smtp.password = None;
    let value = serde_json::to_value(&shown).map_err(Failure::broken)?;
    let text = toml::to_string_pretty(&shown).map_err(Failure::broken)?;
    output.answer(&json!({ "ok": true, "settings": value }), || vec![text]);
    Ok(ExitCode::SUCCESS)
}
