//! A large data set, fast: one incident is opened by the real use cases, and the store takes its likenesses in large
//! transactions. Every twentieth has its steps and clocks too; those are the ones whose page is opened.

use anyhow::{Context, Result};
use app::people::{Entered, Place, SignIn};
use domain::clocks::ClockRun;
use domain::incidents::{Incident, IncidentState, Party, RsitClass, SeverityState, StepRun};
use domain::{IncidentNumber, Moment};
use std::path::Path;
use std::time::Duration;
use store::Tx;
use testkit::outside::Chance;
use testkit::{Database, Kit, PASSWORD};

/// Incidents in one transaction.
const TOGETHER: i64 = 2_000;
/// One in so many is complete.
const COMPLETE_EACH: i64 = 20;
/// Incidents lie this far apart.
const APART: Duration = Duration::from_secs(78);

const WHERE: &[&str] = &[
    "Cổng thông tin điện tử",
    "Hệ thống thư điện tử",
    "Cơ sở dữ liệu đất đai",
    "Trang thông tin bệnh viện",
    "Ngân hàng điện tử",
    "Mạng nội bộ",
];
const WHAT: &[&str] = &[
    "bị mã hóa dữ liệu đòi tiền chuộc",
    "bị tấn công từ chối dịch vụ",
    "bị thay đổi giao diện",
    "phát tán thư lừa đảo giả mạo ngân hàng",
    "lộ dữ liệu người dùng",
    "nhiễm mã độc khai thác tiền ảo",
    "bị dò quét và đăng nhập trái phép",
];
const PROVINCES: &[&str] = &[
    "01", "04", "08", "11", "15", "22", "24", "31", "38", "42", "48", "56", "66", "75", "79", "86", "92",
    "96",
];
const CLASSES: &[&str] = &[
    "malicious-code/distribution",
    "availability/ddos",
    "intrusions/system-compromise",
    "fraud/phishing",
    "information-content-security/unauthorised-information-access",
];

/// The data set as measurements use it.
pub(crate) struct Seeded {
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// Numbers of complete incidents.
    pub(crate) complete: Vec<String>,
    /// Session of an officer of the coordinator.
    pub(crate) session: String,
}

/// What every incident of the data set is a likeness of.
struct Model {
    incident: Incident,
    parties: Vec<Party>,
    steps: Vec<StepRun>,
    clocks: Vec<ClockRun>,
}

/// Fills the empty database of a kit.
pub(crate) async fn fill(kit: &Kit, incidents: i64) -> Result<Seeded> {
    let number = kit.network().await.incident().await.incident;
    let model = model(kit, &number).await?;
    let mut chance = Chance::of(11);
    let mut complete = Vec::new();
    let mut tx = kit.app.store.write().await?;
    let last = tx.take_numbers("incident", incidents).await?;
    let first = last - incidents + 1;
    for sequence in first..=last {
        let whole = sequence % COMPLETE_EACH == 0;
        let number = add(kit, &mut tx, &model, &mut chance, sequence, last - sequence, whole).await?;
        if whole {
            complete.push(number);
        }
        if sequence % TOGETHER == 0 {
            tx.commit(kit.now()).await?;
            tx = kit.app.store.write().await?;
        }
    }
    tx.commit(kit.now()).await?;
    let sign_in = SignIn { login: "dieu-phoi".into(), password: PASSWORD.into(), place: Place::default() };
    let Entered::In(signed_in) = app::people::sign_in(&kit.app, &kit.stranger(), sign_in).await? else {
        anyhow::bail!("nobody has a second factor here");
    };
    let session = signed_in.secret;
    // Spread over the whole data set, few enough that each measurement visits many of them.
    let each = complete.len().div_ceil(500).max(1);
    let complete = complete.into_iter().step_by(each).collect();
    Ok(Seeded { first, last, complete, session })
}

async fn model(kit: &Kit, number: &str) -> Result<Model> {
    let mut read = kit.app.store.read().await?;
    let incident = read.incident_by_number(number).await?.context("the first incident")?;
    let id = incident.id;
    Ok(Model {
        parties: read.parties(id).await?,
        steps: read.steps(id).await?,
        clocks: read.clocks(id).await?,
        incident,
    })
}

async fn add(
    kit: &Kit,
    tx: &mut Tx,
    model: &Model,
    chance: &mut Chance,
    sequence: i64,
    ago: i64,
    whole: bool,
) -> Result<String> {
    let detected_at = model.incident.detected_at.minus(APART * u32::try_from(ago)?);
    let incident = likeness(kit, model, chance, sequence, detected_at);
    tx.insert_incident(&incident, kit.now()).await?;
    for party in &model.parties {
        tx.add_party(&incident, party).await?;
    }
    if whole {
        for step in &model.steps {
            tx.insert_step(incident.id, &StepRun { id: kit.app.fresh.id(detected_at), ..step.clone() })
                .await?;
        }
        for clock in &model.clocks {
            tx.insert_clock(&ClockRun {
                id: kit.app.fresh.id(detected_at),
                incident: incident.id,
                ..clock.clone()
            })
            .await?;
        }
        let next = model
            .clocks
            .iter()
            .find_map(|clock| Some((clock.due_at?, format!("{}/{}", clock.ruleset, clock.clock))));
        tx.set_next_due(incident.id, next).await?;
    }
    Ok(incident.number.to_string())
}

fn likeness(kit: &Kit, model: &Model, chance: &mut Chance, sequence: i64, detected_at: Moment) -> Incident {
    let (place, event) = (*chance.one(WHERE), *chance.one(WHAT));
    // Most of what was ever recorded is closed; few incidents are severe.
    let state = match chance.between(0, 10) {
        0 => IncidentState::Open,
        1 => IncidentState::Ended,
        _ => IncidentState::Closed,
    };
    let severity = if chance.between(0, 50) == 0 { SeverityState::Severe } else { SeverityState::Ordinary };
    let mut incident = model.incident.clone();
    incident.id = kit.app.fresh.id(detected_at);
    incident.number =
        IncidentNumber::new(&kit.app.settings.incident_prefix, detected_at.legal_year(), sequence);
    incident.state = state;
    incident.severity = severity;
    incident.title = format!("{place} {event}, hồ sơ S{sequence}");
    incident.summary = format!(
        "{place} của đơn vị minh họa {event}. Đã cô lập máy chủ, giữ nhật ký và báo đơn vị điều phối."
    );
    incident.level = i64::try_from(chance.between(1, 6)).ok();
    incident.province = Some((*chance.one(PROVINCES)).to_owned());
    incident.detected_at = detected_at;
    incident.confirmed_at = detected_at.plus(Duration::from_secs(600));
    incident.closed_at =
        (state == IncidentState::Closed).then(|| detected_at.plus(Duration::from_secs(86_400)));
    incident.classification.primary =
        vec![RsitClass { code: (*chance.one(CLASSES)).to_owned(), qualifiers: Vec::new() }];
    incident
}

/// Fills a folder with a data set that stays.
pub(crate) async fn into_folder(data: &Path, incidents: i64) -> Result<()> {
    let kit = Kit::new(Database::Sqlite).await;
    kit.at(&crate::bench::now().minus(Duration::from_secs(3600)).to_string());
    let seeded = fill(&kit, incidents).await?;
    kit.app.store.close().await;
    std::fs::create_dir_all(data)?;
    for entry in std::fs::read_dir(kit.folder())? {
        let path = entry?.path();
        if let (true, Some(name)) = (path.is_file(), path.file_name()) {
            std::fs::copy(&path, data.join(name))?;
        }
    }
    println!(
        "{} incidents in {}; sign in as dieu-phoi with {PASSWORD}",
        seeded.last - seeded.first + 1,
        data.display()
    );
    Ok(())
}
