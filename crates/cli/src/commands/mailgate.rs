//! `ungcuu mailgate`: one mail on standard input. Exit 0 when kept, 1 when refused (the mail server then tells the
//! sender what this prints), 75 when nothing could be kept now and the mail server must come again.

use crate::assemble::{desk, now};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use app::Fresh;
use app::notices::{MailOutcome, receive_mail};
use serde_json::json;
use std::process::ExitCode;

/// sysexits.h: the mail server keeps the message and tries again.
const TEMPORARY_FAILURE: u8 = 75;

pub(crate) async fn run(settings: Settings, output: Output) -> Result<ExitCode, Failure> {
    let later = |failure: Failure| Failure { code: TEMPORARY_FAILURE, ..failure };
    let app = desk(&settings, Fresh::System).await.map_err(later)?;
    let limits = settings.mail.limits.clone();
    let raw =
        mail::parse::collect(std::io::stdin().lock(), &limits).map_err(|e| later(Failure::broken(e)))?;
    let op = app.system_op("mailgate", now());
    let outcome = receive_mail(&app, &op, raw, &limits).await.map_err(|e| later(Failure::broken(e)))?;
    app.store.close().await;
    let refused = matches!(outcome, MailOutcome::Refused { .. });
    let mut value = serde_json::to_value(&outcome).map_err(Failure::broken)?;
    if let Some(map) = value.as_object_mut() {
        map.insert("ok".to_owned(), json!(!refused));
    }
    output.answer(&value, || {
        vec![match &outcome {
            MailOutcome::Notice { number, receipt, .. } => format!("{number} {receipt}"),
            MailOutcome::Joined { number } => format!("joined {number}"),
            MailOutcome::Refused { code, detail } => format!("refused {code}: {detail}"),
        }]
    });
    Ok(ExitCode::from(u8::from(refused)))
}
