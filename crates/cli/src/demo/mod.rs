//! The demonstration: an invented network (`demo/*.toml`) and 90 days of notices and incidents in every state, made by
//! running the real use cases at past moments. The same seed and moment give the same world.

mod acts;
mod case;
mod fill;
mod members;
mod network;
mod reach;
mod scenario;
mod story;
mod teams;

use crate::failure::Failure;
use crate::output::Output;
use app::App;
use domain::Moment;
use network::Network;
use serde::Serialize;
use std::sync::Arc;

/// Password of every demonstration account.
const PASSWORD: &str = "ung-cuu-minh-hoa";

/// What was loaded.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Loaded {
    pub(crate) bodies: usize,
    pub(crate) systems: usize,
    pub(crate) people: usize,
    pub(crate) notices: usize,
    pub(crate) incidents: usize,
    pub(crate) reports: usize,
}

impl Loaded {
    /// The world was there from an earlier start.
    pub(crate) fn already() -> Self {
        Self::default()
    }
}

/// An account to try.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SignIn {
    pub(crate) login: &'static str,
    pub(crate) password: &'static str,
    pub(crate) role: &'static str,
    pub(crate) what: &'static str,
}

/// One account for each role.
pub(crate) fn sign_ins() -> Vec<SignIn> {
    network::ACCOUNTS
        .iter()
        .chain(teams::ACCOUNTS)
        .map(|a| SignIn { login: a.login, password: PASSWORD, role: a.role.code(), what: a.what })
        .collect()
}

/// The demonstration's own settings.
pub(crate) fn settings(desk: &mut app::Settings) {
    desk.deployment = "Cơ quan điều phối quốc gia (minh họa)".to_owned();
    desk.mail_from = "ungcuu@dieuphoi.example".to_owned();
    desk.phone = "0000 000 001".to_owned();
    desk.severe_phone = "0000 000 002".to_owned();
    desk.fax = "0000 000 003".to_owned();
    desk.postal_address = "Số 1 đường Minh Họa, thành phố Hà Nội".to_owned();
    desk.place = "Hà Nội".to_owned();
}

/// Loads the world into an empty database; `None` when there is one already.
///
/// # Errors
/// Any use case that fails: the demonstration is a test of them all.
pub(crate) async fn load(
    app: &Arc<App>,
    seed: u64,
    as_of: Moment,
    output: Output,
) -> Result<Option<Loaded>, Failure> {
    if !app.store.read().await?.bodies(1).await?.is_empty() {
        return Ok(None);
    }
    let begin = as_of.minus(std::time::Duration::from_secs(90 * 86_400));
    output.progress("entering the network …");
    let network = Network::enter(app, begin).await?;
    let mut loaded = Loaded {
        bodies: network.bodies.len(),
        systems: network.systems.len(),
        people: network.people.len(),
        ..Loaded::default()
    };
    members::enter(app, &network, begin).await?;
    let team = teams::establish(app, &network, begin, &mut loaded).await?;
    story::run(app, &network, seed, begin, as_of, &mut loaded, output).await?;
    teams::lately(app, &team, as_of).await?;
    teams::duty(app, as_of).await?;
    reach::tested(app, &network, as_of).await?;
    members::recently(app, &network, as_of).await?;
    Ok(Some(loaded))
}

/// The lines shown to whoever started it.
pub(crate) fn describe(loaded: &Loaded, sign_ins: &[SignIn], address: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    if loaded.bodies > 0 {
        lines.push(format!(
            "loaded {} bodies, {} systems, {} people, {} notices, {} incidents, {} reports",
            loaded.bodies, loaded.systems, loaded.people, loaded.notices, loaded.incidents, loaded.reports
        ));
    } else {
        lines.push("the demonstration was loaded before".to_owned());
    }
    lines.push(String::new());
    lines.push(format!("  {:<18} {:<20} {}", "sign in as", "password", "who"));
    lines.extend(sign_ins.iter().map(|s| format!("  {:<18} {:<20} {}", s.login, s.password, s.what)));
    if let Some(address) = address {
        lines.push(String::new());
        lines.push(format!("  open {address}"));
    }
    lines
}
