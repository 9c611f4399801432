//! `ungcuu doctor`: what is wrong and how to mend it.

use crate::assemble::{law_files, library, now, transport};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;
use mail::Transport;
use serde::Serialize;
use serde_json::json;
use std::process::ExitCode;
use store::Store;

#[derive(Serialize)]
struct Check {
    name: &'static str,
    ok: bool,
    said: String,
    mend: &'static str,
}

impl Check {
    fn of(name: &'static str, result: Result<String, String>, mend: &'static str) -> Self {
        match result {
            Ok(said) => Self { name, ok: true, said, mend: "" },
            Err(said) => Self { name, ok: false, said, mend },
        }
    }
}

pub(crate) async fn run(settings: &Settings, output: Output) -> Result<ExitCode, Failure> {
    let mut checks = vec![
        Check::of("rulesets", rulesets(settings), "mend the named line, then run `ungcuu law check`"),
        Check::of("fonts", fonts(), "run `make web`, then build again"),
        Check::of("front end", front_end(), "run `make web`, then build again"),
        Check::of("mail", mail(settings).await, "check [mail] in the settings, and the mail server"),
    ];
    checks.extend(database(settings).await);
    let ok = checks.iter().all(|c| c.ok);
    output.answer(&json!({ "ok": ok, "checks": checks }), || {
        checks
            .iter()
            .map(|c| {
                let mark = if c.ok { "ok  " } else { "BAD " };
                let mend = if c.mend.is_empty() { String::new() } else { format!("\n       → {}", c.mend) };
                format!("{mark} {:<12} {}{mend}", c.name, c.said)
            })
            .collect()
    });
    Ok(ExitCode::from(u8::from(!ok)))
}

fn rulesets(settings: &Settings) -> Result<String, String> {
    let library = library(settings).map_err(|f| f.lines.join("; "))?;
    Ok(format!("{} rulesets, all sound", library.rulesets().count()))
}

fn fonts() -> Result<String, String> {
    documents::Engine::with_house_fonts().map(|_| "built in".to_owned()).map_err(|e| e.to_string())
}

fn front_end() -> Result<String, String> {
    let assets = web::assets::manifest().map_err(|e| e.to_string())?;
    let style = assets.url("app.css");
    if style.ends_with("/app.css") { Err("not built in".to_owned()) } else { Ok("built in".to_owned()) }
}

async fn mail(settings: &Settings) -> Result<String, String> {
    match transport(settings).map_err(|f| f.lines.join("; "))? {
        Transport::Spool(folder) => Ok(format!("spool {}", folder.display())),
        Transport::Smtp(smtp) => match smtp.check().await {
            Ok(true) => Ok("the mail server answers".to_owned()),
            Ok(false) => Err("the mail server does not greet".to_owned()),
            Err(error) => Err(error.to_string()),
        },
        Transport::Memory(_) => Ok("memory".to_owned()),
    }
}

fn calendar(library: &law::Library) -> Result<String, String> {
    let year = now().legal_year();
    library
        .calendar()
        .warning(year)
        .map_or_else(|| Ok(format!("{year} is complete")), |warning| Err(warning.en))
}

/// The rulesets with the changes that were brought into force, as `serve` would load them, and how many changes.
async fn in_force(settings: &Settings, store: &Store) -> Result<(law::Library, i64), String> {
    let house = law_files(settings).map_err(|f| f.lines.join("; "))?;
    let mut read = store.read().await.map_err(|error| error.to_string())?;
    let changes = read.law_revision().await.map_err(|error| error.to_string())?;
    let library = app::law::law_in_force(&house, &mut read).await.map_err(|error| match error {
        app::Error::Internal(source) => source.to_string(),
        other => other.to_string(),
    })?;
    Ok((library, changes))
}

/// The table of rights of this program, and whether it is the one of the last start.
async fn rights(store: &Store) -> Result<String, String> {
    let now = app::domain::access::table().sha256();
    let before = app::rights::noted_table(store).await.map_err(|error| error.to_string())?;
    match before {
        Some(before) if before != now => Err(format!("table {now}, at the last start {before}")),
        _ => Ok(format!("table {now}")),
    }
}

async fn database(settings: &Settings) -> Vec<Check> {
    const REACH: &str = "start the database, or check `store.data` and UNGCUU_DATABASE_URL";
    let store = match Store::open(&settings.store).await {
        Ok(store) => store,
        Err(error) => return vec![Check::of("database", Err(error.to_string()), REACH)],
    };
    let mut checks = vec![Check::of(
        "database",
        store.ping().await.map(|()| store.engine().to_owned()).map_err(|e| e.to_string()),
        REACH,
    )];
    let schema = match store.pending_migrations().await {
        Ok(pending) if pending.is_empty() => Ok("up to date".to_owned()),
        Ok(pending) => Err(format!("{} migrations to apply", pending.len())),
        Err(error) => Err(error.to_string()),
    };
    let current = schema.is_ok();
    checks.push(Check::of("schema", schema, "run `ungcuu migrate`"));
    if current {
        let dead = async { Ok::<_, store::Error>(store.read().await?.job_counts().await?.dead) }.await;
        let said = match dead {
            Ok(0) => Ok("no dead jobs".to_owned()),
            Ok(n) => Err(format!("{n} dead jobs")),
            Err(error) => Err(error.to_string()),
        };
        checks.push(Check::of("queue", said, "look at /admin/jobs, mend the cause, retry"));
        let mend = "the rulesets and the changes in force no longer fit together: mend the files named, with law.folder";
        let law = in_force(settings, &store).await;
        let calendar = law.as_ref().map_err(Clone::clone).and_then(|(library, _)| calendar(library));
        let said = law.map(|(_, changes)| format!("{changes} changes over the rulesets, all sound"));
        checks.push(Check::of("law in force", said, mend));
        let mend = "compare `ungcuu rights` with what you expect; the next start puts the change on record";
        checks.push(Check::of("rights", rights(&store).await, mend));
        let mend = "enter calendars/<year>.toml under Law › Changes once the Prime Minister's notice is out";
        checks.push(Check::of("calendar", calendar, mend));
    }
    store.close().await;
    checks
}
