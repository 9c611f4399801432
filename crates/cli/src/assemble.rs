//! Putting the rooms together from settings.

use crate::failure::Failure;
use crate::settings::Settings;
use app::{App, Fresh, Parts};
use domain::Moment;
use mail::Transport;
use std::sync::Arc;
use store::Store;

/// The time of the machine; the only place where the doors' clock comes from.
#[expect(clippy::disallowed_methods, reason = "the clock is read here and handed in everywhere else")]
pub(crate) fn now() -> Moment {
    Moment::from(jiff::Timestamp::now())
}

/// The rulesets: built in, or from a folder.
///
/// # Errors
/// Every fault with file, line and key; exit 2.
pub(crate) fn library(settings: &Settings) -> Result<law::Library, Failure> {
    law::Library::from_files(law_files(settings)?)
        .map_err(|faults| Failure::faults(faults.iter().map(ToString::to_string).collect()))
}

/// The files of the rulesets: built in, or of a folder.
pub(crate) fn law_files(settings: &Settings) -> Result<Vec<law::SourceFile>, Failure> {
    match &settings.law.folder {
        None => Ok(app::law::house_files()),
        Some(folder) => app::law::files_of_folder(folder).map_err(Failure::wrong),
    }
}

/// How mail leaves.
pub(crate) fn transport(settings: &Settings) -> Result<Transport, Failure> {
    match settings.mail.transport.as_str() {
        "spool" => {
            let folder = settings.mail.spool.clone().unwrap_or_else(|| settings.store.data.join("outbox"));
            std::fs::create_dir_all(&folder).map_err(Failure::broken)?;
            Ok(Transport::Spool(folder))
        }
        "smtp" => {
            Ok(Transport::Smtp(mail::send::SmtpTransport::new(&settings.mail.smtp).map_err(Failure::broken)?))
        }
        other => Err(Failure::wrong(format!("mail.transport: \"{other}\" is neither spool nor smtp"))),
    }
}

/// The database, brought up to date.
pub(crate) async fn store(settings: &Settings) -> Result<Store, Failure> {
    let store = Store::open(&settings.store).await?;
    store.migrate().await?;
    Ok(store)
}

/// The whole desk.
pub(crate) async fn desk(settings: &Settings, fresh: Fresh) -> Result<Arc<App>, Failure> {
    let assets = web::assets::manifest().map_err(Failure::broken)?;
    let parts = Parts {
        settings: settings.desk.clone(),
        store: store(settings).await?,
        law: law_files(settings)?,
        phrases: phrases::Phrases::with_assets(assets).map_err(Failure::broken)?,
        documents: documents::Engine::with_house_fonts().map_err(Failure::broken)?,
        transport: transport(settings)?,
        fresh,
    };
    Ok(App::open(parts).await?)
}

/// Runs a command at the desk, and closes the database whatever comes of it.
///
/// # Errors
/// As [`desk`], and those of the command.
pub(crate) async fn at_desk<T>(
    settings: &Settings,
    command: impl AsyncFnOnce(&App) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let app = desk(settings, Fresh::System).await?;
    let answer = command(&app).await;
    app.store.close().await;
    answer
}
