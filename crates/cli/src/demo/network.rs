//! The invented network: bodies, systems and people, entered by the real use cases.

use super::PASSWORD;
use crate::failure::Failure;
use app::App;
use app::bodies::{NewBody, create_body};
use app::people::{NewPerson, create_person};
use app::systems::{NewDescription, NewSoftware, NewSystem, create_system};
use domain::bodies::{BodyKind, Contact};
use domain::people::Role;
use domain::{Actor, BodyId, Moment, Op, PersonId, Rights, SystemId};
use serde::Deserialize;
use std::collections::HashMap;

const NETWORK: &str = include_str!("../../../../demo/network.toml");

/// An account to try.
pub(super) struct Account {
    pub(super) login: &'static str,
    pub(super) role: Role,
    pub(super) body: &'static str,
    pub(super) what: &'static str,
}

/// One account for each role.
pub(super) const ACCOUNTS: &[Account] = &[
    Account {
        login: "dieuphoi",
        role: Role::CoordinatorOfficer,
        body: "national-coordinator",
        what: "duty officer of the national coordinator",
    },
    Account {
        login: "doi-tinh",
        role: Role::UnitOfficer,
        body: "team-24",
        what: "officer of a provincial response team",
    },
    Account {
        login: "vanhanh",
        role: Role::Operator,
        body: "operator-la-chan-information-security-services",
        what: "operator of a hospital's systems",
    },
    Account {
        login: "chuquan",
        role: Role::Owner,
        body: "owner-hoa-sen-general-hospital",
        what: "owner: the hospital",
    },
    Account {
        login: "nhamang",
        role: Role::Provider,
        body: "provider-may-trang",
        what: "abuse desk of an Internet provider",
    },
    Account {
        login: "baocao",
        role: Role::Reporter,
        body: "owner-hoa-sen-general-hospital",
        what: "member of staff who only reports",
    },
    Account {
        login: "quantri",
        role: Role::Administrator,
        body: "national-coordinator",
        what: "administrator of the deployment",
    },
];

#[derive(Deserialize)]
struct File {
    body: Vec<BodyRow>,
    system: Vec<SystemRow>,
}

/// A body of the file.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct BodyRow {
    pub(super) key: String,
    pub(super) kind: BodyKind,
    pub(super) name: String,
    name_en: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    pub(super) province: Option<String>,
    #[serde(default)]
    commune: Option<String>,
    #[serde(default)]
    sector: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) address: String,
    pub(super) contact: String,
    pub(super) contact_position: String,
}

/// A system of the file.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct SystemRow {
    key: String,
    pub(super) owner: String,
    pub(super) operator: String,
    provider: Option<String>,
    pub(super) name: String,
    pub(super) level: Option<i64>,
    national_important: bool,
    environment: String,
    pub(super) domains: Vec<String>,
    pub(super) addresses: Vec<String>,
    purpose: String,
}

/// A person who acts in the story.
#[derive(Debug, Clone)]
pub(super) struct Someone {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) body: BodyId,
    pub(super) rights: Rights,
}

impl Someone {
    /// An operation of this person at a moment of the story.
    pub(super) fn op(&self, app: &App, now: Moment) -> Op {
        Op {
            actor: Actor::Person { id: self.id, name: self.name.clone() },
            body: Some(self.body),
            rights: self.rights,
            now,
            request: app.fresh.id(now),
            lang: law::Lang::Vi,
        }
    }
}

/// The network as entered.
pub(super) struct Network {
    pub(super) bodies: HashMap<String, BodyRow>,
    pub(super) ids: HashMap<String, BodyId>,
    pub(super) systems: Vec<(SystemId, SystemRow)>,
    /// Who acts for a body, by its key.
    pub(super) people: HashMap<String, Someone>,
}

impl Network {
    /// Enters bodies, systems and people.
    pub(super) async fn enter(app: &App, at: Moment) -> Result<Self, Failure> {
        let file: File = toml::from_str(NETWORK).map_err(Failure::broken)?;
        let op = app.system_op("demo", at);
        let mut network =
            Self { bodies: HashMap::new(), ids: HashMap::new(), systems: Vec::new(), people: HashMap::new() };
        for row in file.body {
            let parent_key =
                row.unit.clone().or_else(|| row.parent.clone()).filter(|k| network.ids.contains_key(k));
            let new = NewBody {
                key: row.key.clone(),
                kind: row.kind,
                name: row.name.clone(),
                name_en: row.name_en.clone(),
                parent_key,
                province: row.province.clone(),
                commune: row.commune.clone(),
                sector: row.sector.clone(),
                contact: Contact {
                    address: row.address.clone(),
                    phone: row.phone.clone(),
                    email: row.email.clone(),
                    fax: String::new(),
                },
            };
            let id = create_body(app, &op, new).await?;
            network.ids.insert(row.key.clone(), id);
            network.bodies.insert(row.key.clone(), row);
        }
        for row in file.system {
            let new = NewSystem {
                key: row.key.clone(),
                name: row.name.clone(),
                owner_key: row.owner.clone(),
                operator_key: row.operator.clone(),
                provider_key: row.provider.clone(),
                level: row.level,
                national_important: row.national_important,
                environment: row.environment.parse().map_err(Failure::wrong)?,
                domains: row.domains.clone(),
                addresses: row.addresses.clone(),
                purpose: row.purpose.clone(),
                description: described(network.systems.len()),
            };
            network.systems.push((create_system(app, &op, new).await?, row));
        }
        network.enter_people(app, &op).await?;
        Ok(network)
    }

    async fn enter_people(&mut self, app: &App, op: &Op) -> Result<(), Failure> {
        for account in ACCOUNTS {
            let row = self
                .bodies
                .get(account.body)
                .ok_or_else(|| Failure::wrong(format!("demo: no body {}", account.body)))?
                .clone();
            self.person(app, op, &row, account.login, account.role).await?;
        }
        let mut others: Vec<BodyRow> =
            self.bodies.values().filter(|b| !self.people.contains_key(&b.key)).cloned().collect();
        others.sort_by(|a, b| a.key.cmp(&b.key));
        for row in others {
            let role = match row.kind {
                BodyKind::NationalCoordinator | BodyKind::StandingAgency => Role::CoordinatorOfficer,
                BodyKind::MinistryUnit | BodyKind::ProvincialTeam => Role::UnitOfficer,
                BodyKind::Provider => Role::Provider,
                BodyKind::Operator => Role::Operator,
                _ => Role::Owner,
            };
            let login = row.key.clone();
            self.person(app, op, &row, &login, role).await?;
        }
        Ok(())
    }

    async fn person(
        &mut self,
        app: &App,
        op: &Op,
        row: &BodyRow,
        login: &str,
        role: Role,
    ) -> Result<(), Failure> {
        // An owner that operates its own systems also runs the process and writes the reports.
        let runs = role == Role::Owner && self.systems.iter().any(|(_, s)| s.operator == row.key);
        let roles = if runs { vec![role, Role::Operator] } else { vec![role] };
        let new = NewPerson {
            login: login.chars().take(64).collect(),
            password: PASSWORD.to_owned(),
            name: row.contact.clone(),
            position: row.contact_position.clone(),
            email: row.email.clone(),
            phone: row.phone.clone(),
            roles: roles.clone(),
            body_key: row.key.clone(),
            lang: law::Lang::Vi,
        };
        let id = create_person(app, op, new).await?;
        let body = *self.ids.get(&row.key).ok_or_else(|| Failure::wrong("demo: body without id"))?;
        let rights = roles.iter().fold(Rights::none(), |all, r| all.with(r.rights()));
        if role != Role::Administrator && role != Role::Reporter {
            self.people.insert(row.key.clone(), Someone { id, name: row.contact.clone(), body, rights });
        }
        Ok(())
    }

    /// Who acts for a body.
    pub(super) fn someone(&self, key: &str) -> Result<&Someone, Failure> {
        self.people.get(key).ok_or_else(|| Failure::wrong(format!("demo: nobody acts for {key}")))
    }

    /// Who acts for a body.
    pub(super) fn somebody_of(&self, body: BodyId) -> Result<&Someone, Failure> {
        let found = self.people.values().find(|someone| someone.body == body);
        found.ok_or_else(|| Failure::wrong("demo: nobody acts for a body"))
    }
}

/// What a system runs on, as invented as its name: three out of four are described.
fn described(at: usize) -> NewDescription {
    let web =
        ["Máy chủ web minh họa | 2.4.58", "Máy chủ web minh họa | 2.4.62", "Cổng thông tin minh họa | 7.1"];
    let Some(web) = web.get(at % 4) else { return NewDescription::default() };
    let software = [web, "Hệ quản trị cơ sở dữ liệu minh họa | 16.4"];
    NewDescription {
        services: vec!["Nộp hồ sơ trực tuyến".into(), "Tra cứu kết quả".into()],
        software: software.iter().map(|line| NewSoftware::of_line(line)).collect(),
        measures: vec!["Tường lửa ứng dụng web".into(), "Sao lưu ngoại tuyến hằng ngày".into()],
        ..NewDescription::default()
    }
}
