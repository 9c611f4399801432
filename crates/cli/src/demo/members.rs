//! The register of members in the demonstration: contact points, memberships, changes told in time and late, applications and an
//! edit that wait.

use super::network::{BodyRow, Network};
use crate::failure::Failure;
use app::App;
use app::contacts::{
    EnterContact, NewContact, ProveContact, Which, enter_contact, list_changes, prove_contact,
};
use app::members::{Apply, DeclareProfile, Enrol, apply, declare_profile, enrol, profile_to_edit, refuse};
use domain::bodies::BodyKind;
use domain::members::MemberKind;
use domain::{ApplicationId, Moment};
use law::{Lang, Values};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

/// Clusters of the invented network.
const CLUSTERS: u32 = 6;

/// A member whose contact changed: how many hours ago it changed, was told, and was published.
struct Changed {
    key: &'static str,
    changed: u32,
    told: u32,
    published: Option<u32>,
}

const CHANGED: [Changed; 3] = [
    Changed { key: "team-24", changed: 30, told: 29, published: Some(28) },
    Changed { key: "provider-may-trang", changed: 52, told: 50, published: Some(9) },
    Changed { key: "team-42", changed: 40, told: 2, published: None },
];

/// Contact points and memberships, as they stand when the story begins.
pub(super) async fn enter(app: &App, network: &Network, begin: Moment) -> Result<(), Failure> {
    let op = app.system_op("demo", begin);
    let mut rows: Vec<&BodyRow> = network.bodies.values().collect();
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    for row in rows {
        for to_be in contacts(row) {
            let command =
                EnterContact { body: row.key.clone(), contact: None, to_be, changed_at: None, told: None };
            enter_contact(app, &op, command).await?;
        }
        let kind = match row.kind {
            BodyKind::MinistryUnit | BodyKind::ProvincialTeam | BodyKind::Provider => MemberKind::Obligatory,
            BodyKind::Operator => MemberKind::Voluntary,
            _ => continue,
        };
        let province = row.province.as_deref().and_then(|code| code.parse::<u32>().ok()).unwrap_or(0);
        let cluster = format!("Cụm số {}", province % CLUSTERS + 1);
        enrol(app, &op, Enrol { body: row.key.clone(), kind, cluster, reason: String::new() }).await?;
    }
    Ok(())
}

fn contacts(row: &BodyRow) -> [NewContact; 2] {
    let always = matches!(
        row.kind,
        BodyKind::NationalCoordinator
            | BodyKind::MinistryUnit
            | BodyKind::ProvincialTeam
            | BodyKind::Provider
    );
    let unit = NewContact {
        kind: "unit".into(),
        name: if always {
            "Tổ trực ban 24/7".into()
        } else {
            "Bộ phận công nghệ thông tin".into()
        },
        phone: row.phone.clone(),
        email: row.email.clone(),
        always,
        ..NewContact::default()
    };
    let person = NewContact {
        kind: "person".into(),
        name: row.contact.clone(),
        position: row.contact_position.clone(),
        always: false,
        ..unit.clone()
    };
    [unit, person]
}

/// What happened in the last days: changes told in time and late, applications, an edit that waits.
pub(super) async fn recently(app: &App, network: &Network, as_of: Moment) -> Result<(), Failure> {
    for it in CHANGED.iter().filter(|it| network.ids.contains_key(it.key)) {
        let op = network.someone(it.key)?.op(app, as_of.minus(HOUR * it.told));
        let to_be = NewContact {
            kind: "unit".into(),
            name: "Tổ trực đêm".into(),
            phone: "0000 000 900".into(),
            mobile: "0000 000 901".into(),
            always: true,
            ..NewContact::default()
        };
        let changed_at = Some(as_of.minus(HOUR * it.changed));
        let command = EnterContact { body: it.key.into(), contact: None, to_be, changed_at, told: None };
        enter_contact(app, &op, command).await?;
        let Some(published) = it.published else { continue };
        let op = network.someone(it.key)?.op(app, as_of.minus(HOUR * published));
        let Some(row) = list_changes(app, &op, true, None).await?.rows.into_iter().next() else { continue };
        let how = format!("https://{}.example/lien-he", it.key);
        let (change, version) = (row.change.id, row.change.version);
        prove_contact(app, &op, ProveContact { change, version, which: Which::Published, at: None, how })
            .await?;
    }
    applications(app, network, as_of).await?;
    waiting_edit(app, network, as_of).await
}

fn text(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect()
}

async fn applications(app: &App, network: &Network, as_of: Moment) -> Result<(), Failure> {
    for (name, email, hours, refused) in [
        ("Công ty An ninh mạng Sao Mai (minh họa)", "lienhe@saomai.example", 70, true),
        ("Trung tâm Dữ liệu Bình Minh (minh họa)", "lienhe@binhminh.example", 3, false),
    ] {
        let at = as_of.minus(HOUR * hours);
        let application = text(&[
            ("organisation.name", name),
            ("organisation.email", email),
            ("after_hours.name", "Tổ trực"),
            ("after_hours.mobile", "0000 000 910"),
        ]);
        let profile = text(&[
            ("organisation.name", name),
            ("organisation.address", "Số 10 đường Minh Họa, thành phố Hà Nội"),
            ("organisation.phone", "0000 000 911"),
            ("organisation.email", email),
            ("contact.name", "Lê Minh Châu"),
            ("contact.position", "Trưởng phòng kỹ thuật"),
            ("contact.phone", "0000 000 912"),
            ("contact.email", email),
            ("activity.introduction", "Giám sát, ứng cứu sự cố cho các đơn vị sự nghiệp."),
        ]);
        let id = ApplicationId(app.fresh.uuid(at));
        let command = Apply { id, application, profile, staff: None };
        let received = apply(app, &app.stranger_op(at, Lang::Vi), command).await?;
        if refused {
            let op = network.someone("national-coordinator")?.op(app, at.plus(HOUR * 4));
            let reason = "Hồ sơ chưa có danh sách nhân lực; đề nghị bổ sung và nộp lại.";
            refuse(app, &op, &received.number.to_string(), 1, reason).await?;
        }
    }
    Ok(())
}

async fn waiting_edit(app: &App, network: &Network, as_of: Moment) -> Result<(), Failure> {
    let op = network.someone("provider-may-trang")?.op(app, as_of.minus(HOUR * 5));
    let edit = profile_to_edit(app, &op, "provider-may-trang").await?;
    let mut profile = edit.profile;
    profile.insert("organisation.owner".into(), "Tập đoàn Mây (minh họa)".into());
    let command = DeclareProfile {
        body: "provider-may-trang".into(),
        version: edit.membership.version,
        profile,
        staff: None,
        changed_at: None,
    };
    declare_profile(app, &op, command).await?;
    Ok(())
}
