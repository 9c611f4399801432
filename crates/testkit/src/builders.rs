//! Builders: a small network, people in each role, notices, incidents as far as a test needs them.

use crate::Kit;
use app::bodies::{NewBody, create_body};
use app::incidents::{EndResponse, StepAct, StepCommand};
use app::notices::{Confirm, Receipt, SubmitNotice};
use app::people::{NewPerson, create_person};
use app::reports::{Begin, Judge, Save, Submit};
use app::systems::{NewDescription, NewSystem, create_system};
use domain::bodies::{BodyKind, Contact};
use domain::incidents::{Environment, StepState};
use domain::notices::{Channel, Draft, Sender};
use domain::people::Role;
use domain::reports::ReportKind;
use domain::{Actor, BodyId, Op, ReportId, Rights};
use std::time::Duration;

/// Password of every test person.
pub const PASSWORD: &str = "mat-khau-thu-nghiem";

/// An incident a test opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Number of the notice.
    pub notice: String,
    /// Number of the incident.
    pub incident: String,
}

impl Kit {
    /// A small network: `dieu-phoi` (coordinator), `thuong-truc` (standing agency), `doi-24` (team of province 24),
    /// `nha-mang` (provider), `van-hanh` (operator), `chu-quan` (owner), `nguoi-ngoai` (another owner); a person for
    /// each, with the body's key as sign-in name; system `he-thong` of level 3.
    pub async fn network(&self) -> &Self {
        let op = self.system();
        let bodies: &[(&str, BodyKind, Option<&str>, Role)] = &[
            ("dieu-phoi", BodyKind::NationalCoordinator, None, Role::CoordinatorOfficer),
            ("thuong-truc", BodyKind::StandingAgency, None, Role::CoordinatorOfficer),
            ("doi-24", BodyKind::ProvincialTeam, Some("24"), Role::UnitOfficer),
            ("nha-mang", BodyKind::Provider, Some("01"), Role::Provider),
            ("van-hanh", BodyKind::Operator, Some("24"), Role::Operator),
            ("chu-quan", BodyKind::Owner, Some("24"), Role::Owner),
            ("nguoi-ngoai", BodyKind::Owner, Some("79"), Role::Owner),
        ];
        for (key, kind, province, role) in bodies {
            let new = NewBody {
                key: (*key).into(),
                kind: *kind,
                name: format!("Đơn vị {key} (minh họa)"),
                name_en: format!("Body {key} (demonstration)"),
                parent_key: None,
                province: province.map(str::to_owned),
                commune: None,
                sector: None,
                contact: Contact {
                    email: format!("{key}@donvi.example"),
                    phone: "0000 000 001".into(),
                    address: "Số 1".into(),
                    fax: String::new(),
                },
            };
            create_body(&self.app, &op, new).await.unwrap();
            self.person(key, key, &[*role]).await;
        }
        self.person("quan-tri", "dieu-phoi", &[Role::Administrator]).await;
        self.person("bao-cao", "chu-quan", &[Role::Reporter]).await;
        let system = NewSystem {
            key: "he-thong".into(),
            name: "Cổng thông tin minh họa".into(),
            owner_key: "chu-quan".into(),
            operator_key: "van-hanh".into(),
            provider_key: Some("nha-mang".into()),
            level: Some(3),
            national_important: false,
            environment: Environment::Internet,
            domains: vec!["cong.minhhoa.example".into()],
            addresses: vec!["192.0.2.10".into()],
            purpose: "Cổng thông tin".into(),
            description: NewDescription::default(),
        };
        create_system(&self.app, &op, system).await.unwrap();
        self
    }

    /// A body and nobody who acts for it.
    pub async fn enter_body(&self, key: &str, kind: BodyKind, province: &str) {
        let new = NewBody {
            key: key.into(),
            kind,
            name: format!("Đơn vị {key} (minh họa)"),
            name_en: String::new(),
            parent_key: None,
            province: Some(province.into()),
            commune: None,
            sector: None,
            contact: Contact { email: format!("{key}@donvi.example"), ..Contact::default() },
        };
        create_body(&self.app, &self.system(), new).await.unwrap();
    }

    /// An incident of a system that a body owns and operates; gives its number.
    pub async fn incident_of(&self, key: &str) -> String {
        let notice = self.notice().submit().await.number.to_string();
        let officer = self.op("dieu-phoi").await;
        app::notices::take(&self.app, &officer, &notice).await.unwrap();
        let mut read = self.app.store.read().await.unwrap();
        let body = read.body_by_key(key).await.unwrap().expect("the body").id;
        drop(read);
        let cmd = Confirm {
            number: notice,
            title: String::new(),
            detected_at: None,
            system: None,
            system_name: "Hệ thống minh họa".into(),
            operator: Some(body),
            owner: Some(body),
            level: Some(4),
            environment: Environment::Internet,
        };
        app::notices::confirm(&self.app, &officer, cmd).await.unwrap().incident.to_string()
    }

    /// A person of a body.
    pub async fn person(&self, login: &str, body_key: &str, roles: &[Role]) {
        let new = NewPerson {
            login: login.into(),
            password: PASSWORD.into(),
            name: format!("Người {login}"),
            position: "Cán bộ".into(),
            email: format!("{login}@donvi.example"),
            phone: "0000 000 001".into(),
            roles: roles.to_vec(),
            body_key: body_key.into(),
            lang: law::Lang::Vi,
        };
        create_person(&self.app, &self.system(), new).await.unwrap();
    }

    /// An operation of the person with this sign-in name, now.
    pub async fn op(&self, login: &str) -> Op {
        let person = self
            .app
            .store
            .read()
            .await
            .unwrap()
            .person_by_login(login)
            .await
            .unwrap()
            .expect("a person")
            .person;
        Op {
            actor: Actor::Person { id: person.id, name: person.name.clone() },
            body: Some(person.body),
            rights: person.roles.iter().fold(Rights::none(), |all, r| all.with(r.rights())),
            now: self.now(),
            request: self.app.fresh.id(self.now()),
            lang: law::Lang::Vi,
        }
    }

    /// The id of a body by its key.
    pub async fn body(&self, key: &str) -> BodyId {
        self.app.store.read().await.unwrap().body_by_key(key).await.unwrap().expect("a body").id
    }

    /// A notice to submit, with plausible content.
    pub fn notice(&self) -> NoticeBuilder<'_> {
        NoticeBuilder { kit: self, draft: plausible(self), channel: Channel::Web }
    }

    /// A confirmed incident on system `he-thong`.
    pub async fn incident(&self) -> Opened {
        let receipt = self.notice().submit().await;
        self.confirmed(&receipt.number.to_string()).await
    }

    /// A notice confirmed as an incident on system `he-thong` by the coordinator.
    pub async fn confirmed(&self, notice: &str) -> Opened {
        let notice = notice.to_owned();
        self.pass(Duration::from_secs(600));
        let officer = self.op("dieu-phoi").await;
        app::notices::take(&self.app, &officer, &notice).await.unwrap();
        let system = self
            .app
            .store
            .read()
            .await
            .unwrap()
            .system_by_key("he-thong")
            .await
            .unwrap()
            .expect("the system")
            .id;
        let cmd = Confirm {
            number: notice.clone(),
            title: String::new(),
            detected_at: None,
            system: Some(system),
            system_name: String::new(),
            operator: None,
            owner: None,
            level: None,
            environment: Environment::Internet,
        };
        let incident = app::notices::confirm(&self.app, &officer, cmd).await.unwrap().incident.to_string();
        Opened { notice, incident }
    }

    /// Runs every step of the process: started, then finished with the evidence asked for.
    pub async fn run_process(&self, incident: &str) {
        loop {
            let op = self.op("dieu-phoi").await;
            let view = app::incidents::view(&self.app, &op, incident).await.unwrap();
            let Some(next) = view.steps.iter().find(|s| s.ready && s.run.state == StepState::Waiting) else {
                return;
            };
            let step = next.definition.id.to_string();
            let act = |act| StepCommand { number: incident.to_owned(), step: step.clone(), act };
            app::incidents::act_on_step(&self.app, &op, act(StepAct::Start)).await.unwrap();
            let mut evidence: Vec<(String, String)> =
                next.definition.requires.iter().map(|k| (k.clone(), "Biên bản 01".to_owned())).collect();
            let library = self.app.library();
            let ruleset = library.ruleset(&view.incident.process).expect("the text of the process");
            evidence.extend(
                ruleset.checklists(&next.definition).map(|list| (list.id.to_string(), list.all_ticked())),
            );
            app::incidents::act_on_step(
                &self.app,
                &op,
                act(StepAct::Finish { note: "Xong".into(), evidence }),
            )
            .await
            .unwrap();
        }
    }

    /// Ends the response: fixed an hour ago, normal since half an hour.
    pub async fn end(&self, incident: &str) {
        self.pass(Duration::from_secs(3 * 3600));
        let now = self.now();
        let cmd = EndResponse {
            number: incident.to_owned(),
            fixed_at: Some(now.minus(Duration::from_secs(3600))),
            normal_at: Some(now.minus(Duration::from_secs(1800))),
        };
        app::incidents::end_response(&self.app, &self.op("dieu-phoi").await, cmd).await.unwrap();
    }

    /// A report of the operator: begun, completed, submitted.
    pub async fn report(&self, incident: &str, kind: ReportKind) -> ReportId {
        let op = self.op("van-hanh").await;
        let id =
            app::reports::begin(&self.app, &op, Begin { incident: incident.into(), kind, ruleset: None })
                .await
                .unwrap();
        let view = app::reports::view(&self.app, &op, id).await.unwrap();
        let values = completed(&view.form, view.report.values.clone());
        let saved =
            app::reports::save(&self.app, &op, Save { report: id, version: view.report.version, values })
                .await
                .unwrap();
        app::reports::submit(&self.app, &op, Submit { report: id, version: saved.version }).await.unwrap();
        id
    }

    /// The coordinator accepts a report.
    pub async fn accept(&self, report: ReportId) {
        let op = self.op("dieu-phoi").await;
        app::reports::judge(
            &self.app,
            &op,
            Judge { report, edition: None, accept: true, reason: String::new() },
        )
        .await
        .unwrap();
    }
}

/// Fills every required input that is still empty.
pub fn completed(form: &law::Form, mut values: law::Values) -> law::Values {
    use law::FieldKind::{Choice, Choices, Email, LongText, Phone, Text};
    for field in form.inputs().filter(|f| f.required) {
        let empty = values.get(&field.key).is_none_or(|v| {
            v.is_null()
                || v.as_str().is_some_and(|t| t.trim().is_empty())
                || v.as_array().is_some_and(Vec::is_empty)
        });
        let value = match field.kind {
            Text | LongText => serde_json::json!("Nội dung minh họa"),
            Email => serde_json::json!("lienhe@donvi.example"),
            Phone => serde_json::json!("0000 000 001"),
            Choice => serde_json::json!(field.options[0].code),
            Choices => serde_json::json!([field
                .options
                .iter()
                .find(|o| !o.text)
                .expect("an option without text")
                .code]),
            _ => continue,
        };
        if empty {
            values.insert(field.key.clone(), value);
        }
    }
    values
}

fn plausible(kit: &Kit) -> Draft {
    Draft {
        sender: Sender {
            organisation: "UBND xã Minh Họa".into(),
            name: "Nguyễn Văn Mẫu".into(),
            phone: "0000 000 009".into(),
            email: "mau@xaminhhoa.example".into(),
            ..Sender::default()
        },
        description: "Trang chủ bị thay đổi giao diện từ sáng sớm.".into(),
        detected_at: Some(kit.now().minus(Duration::from_secs(3600))),
        system: "Cổng thông tin minh họa".into(),
        domains: vec!["cong.minhhoa.example".into()],
        addresses: vec!["192.0.2.10".into()],
        ongoing: Some(true),
        ..Draft::default()
    }
}

/// A notice on its way.
pub struct NoticeBuilder<'a> {
    kit: &'a Kit,
    draft: Draft,
    channel: Channel,
}

impl NoticeBuilder<'_> {
    /// Changes the draft.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        change(&mut self.draft);
        self
    }

    /// Over another channel.
    #[must_use]
    pub const fn over(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// Submits as a stranger.
    ///
    /// # Errors
    /// As the use case.
    pub async fn try_submit(self) -> app::Result<Receipt> {
        app::notices::submit(&self.kit.app, &self.kit.stranger(), SubmitNotice::new(self.draft, self.channel))
            .await
    }

    /// Submits as a stranger and takes success for granted.
    pub async fn submit(self) -> Receipt {
        self.try_submit().await.unwrap()
    }
}
