//! Performing an act of the story by the use case that a person would have used.

use super::Loaded;
use super::case::{Act, Case};
use super::fill::complete;
use super::network::{Network, Someone};
use crate::failure::Failure;
use app::incidents::{
    self, Classify, DecideSeverity, EndResponse, ProposeSeverity, StepAct, StepCommand, WriteEntry,
};
use app::notices::{self, Confirm, SubmitNotice, VerifySender, WriteMessage};
use app::reports::{self, Begin, Judge, Save, Submit};
use app::restriction::{self, NamePersons, RecordKind};
use app::{App, Error};
use domain::incidents::{Classification, Effects, EntryKind, Environment, RsitClass, StepState};
use domain::messages::Audience;
use domain::notices::{Channel, Draft, NoticeState, Sender, Verdict};
use domain::reports::ReportKind;
use domain::{Moment, Op};
use std::time::Duration;

/// Performs an act; acts that no longer apply (the twin of a merge is gone) are passed over.
pub(super) async fn perform(
    app: &App,
    network: &Network,
    case: &mut Case,
    act: Act,
    at: Moment,
    loaded: &mut Loaded,
    latest_open: &mut Option<String>,
) -> Result<(), Failure> {
    let officer = network.someone("national-coordinator")?.op(app, at);
    let (_, system) = network.systems.get(case.system).ok_or_else(|| Failure::wrong("demo: no system"))?;
    let operator = network.someone(&system.operator)?;
    match act {
        Act::Submit => submit(app, network, case, at, loaded, &officer).await?,
        Act::Take => notices::take(app, &officer, &case.notice).await?,
        Act::Verify => {
            let known = case.channel != Channel::Mail;
            let cmd = VerifySender {
                number: case.notice.clone(),
                method: if known { "known-contact" } else { "call-back" }.to_owned(),
                verdict: Verdict::Verified,
                note: "Khớp với đầu mối đã đăng ký; đã gọi lại xác nhận.".to_owned(),
            };
            notices::verify_sender(app, &officer, cmd).await?;
        }
        Act::Ask => {
            notices::ask_back(
                app,
                &officer,
                &case.notice,
                "Đề nghị cho biết thời điểm phát hiện, địa chỉ IP của máy chủ và biện pháp đã thực hiện.",
            )
            .await?
        }
        Act::Reply => {
            let stranger = app.stranger_op(at, law::Lang::Vi);
            notices::reply(
                app,
                &stranger,
                &case.notice,
                &case.secret,
                "Chúng tôi phát hiện đầu giờ sáng; đã ngắt kết nối Internet của máy chủ và sao lưu nhật ký.",
                Vec::new(),
            )
            .await?;
        }
        Act::Reject(reason) => notices::reject(app, &officer, &case.notice, reason).await?,
        Act::MergeIntoLatest => match latest_open.as_ref().filter(|n| **n != case.notice) {
            Some(twin) if undecided_or_confirmed(app, &officer, twin).await? => {
                notices::merge(app, &officer, &case.notice, twin).await?
            }
            _ => {
                notices::reject(app, &officer, &case.notice, "Trùng với thông tin đã được xử lý trước đó.")
                    .await?
            }
        },
        Act::Confirm => {
            confirm(app, network, case, &officer).await?;
            if case.severe {
                name_everybody(app, &officer, &incident(case)?).await?;
            }
            loaded.incidents += 1;
            *latest_open = Some(case.notice.clone());
        }
        Act::Classify => classify(app, case, &officer).await?,
        Act::ProposeSevere => {
            let cmd = ProposeSeverity {
                number: incident(case)?,
                effects: case.scenario.severe_criteria.clone(),
                owner_cannot_handle: true,
                reason: "Chủ quản hệ thống thông tin không đủ khả năng tự kiểm soát, xử lý.".to_owned(),
            };
            incidents::propose_severity(app, &officer, cmd).await?;
            name_everybody(app, &officer, &incident(case)?).await?;
        }
        Act::DecideSevere(severe) => {
            let agency = network.someone("standing-agency")?.op(app, at);
            let cmd = DecideSeverity {
                number: incident(case)?,
                severe,
                document: "12/QĐ-MH (minh họa)".to_owned(),
                position: "Chánh Văn phòng".to_owned(),
                reason: "Hội đủ các điều kiện của sự cố nghiêm trọng.".to_owned(),
            };
            incidents::decide_severity(app, &agency, cmd).await?;
        }
        Act::Step => step(app, case, operator, at, true).await?,
        Act::StartStep => step(app, case, operator, at, false).await?,
        Act::Message(text) => {
            let cmd = WriteMessage {
                number: incident(case)?,
                audience: Audience::Shared,
                text: text.to_owned(),
                attachments: Vec::new(),
            };
            incidents::write_message(app, &operator.op(app, at), cmd).await?;
        }
        Act::Note(text) => entry(app, case, &officer, EntryKind::Event, text, true).await?,
        Act::Direct(text) => entry(app, case, &officer, EntryKind::Direction, text, false).await?,
        Act::Report(kind) => {
            report(app, case, operator, kind, at).await?;
            loaded.reports += 1;
        }
        Act::Judge { accept } => {
            if case.severe {
                name_everybody(app, &officer, &incident(case)?).await?;
            }
            judge(app, network, case, at, accept).await?;
        }
        Act::Revise => revise(app, case, operator, at).await?,
        Act::End => {
            let cmd = EndResponse {
                number: incident(case)?,
                fixed_at: Some(at.minus(Duration::from_secs(5 * 3600))),
                normal_at: Some(at.minus(Duration::from_secs(3600))),
            };
            incidents::end_response(app, &officer, cmd).await?;
        }
        Act::Close => incidents::record_closed(app, &officer, &incident(case)?).await?,
        Act::Reopen(reason) => incidents::reopen(app, &officer, &incident(case)?, reason).await?,
    }
    Ok(())
}

fn incident(case: &Case) -> Result<String, Failure> {
    case.incident.clone().ok_or_else(|| Failure::wrong("demo: no incident yet"))
}

async fn undecided_or_confirmed(app: &App, officer: &Op, number: &str) -> Result<bool, Failure> {
    let state = notices::view(app, officer, number).await?.notice.state;
    Ok(!matches!(state, NoticeState::Merged | NoticeState::Rejected))
}

async fn submit(
    app: &App,
    network: &Network,
    case: &mut Case,
    at: Moment,
    loaded: &mut Loaded,
    officer: &Op,
) -> Result<(), Failure> {
    let (_, system) = network.systems.get(case.system).ok_or_else(|| Failure::wrong("demo: no system"))?;
    let owner = network.bodies.get(&system.owner).ok_or_else(|| Failure::wrong("demo: no owner"))?;
    let (subject, description) = case.scenario.told(owner, system);
    let draft = Draft {
        sender: Sender {
            organisation: owner.name.clone(),
            name: owner.contact.clone(),
            position: owner.contact_position.clone(),
            address: owner.address.clone(),
            phone: owner.phone.clone(),
            email: owner.email.clone(),
        },
        subject,
        description,
        detected_at: Some(case.detected_at),
        system: system.name.clone(),
        domains: system.domains.iter().take(1).cloned().collect(),
        addresses: system.addresses.iter().take(1).cloned().collect(),
        ongoing: Some(true),
        confidential: case.severe,
        help_wanted: case.severe,
        ..Draft::default()
    };
    let by_hand = case.channel.entered_by_officer();
    let op = match case.channel {
        _ if by_hand => officer.clone(),
        Channel::Api | Channel::Web => network.someone(&system.owner)?.op(app, at),
        _ => app.stranger_op(at, law::Lang::Vi),
    };
    let cmd = SubmitNotice {
        received_at: by_hand.then(|| at.minus(Duration::from_secs(900))),
        ..SubmitNotice::new(draft, case.channel)
    };
    let receipt = notices::submit(app, &op, cmd).await?;
    case.notice = receipt.number.to_string();
    case.secret = receipt.secret;
    loaded.notices += 1;
    Ok(())
}

async fn confirm(app: &App, network: &Network, case: &mut Case, officer: &Op) -> Result<(), Failure> {
    let system = network.systems.get(case.system).map(|(id, _)| *id);
    let cmd = Confirm {
        number: case.notice.clone(),
        title: String::new(),
        detected_at: None,
        system,
        system_name: String::new(),
        operator: None,
        owner: None,
        level: None,
        environment: Environment::Internet,
    };
    case.incident = Some(notices::confirm(app, officer, cmd).await?.incident.to_string());
    Ok(())
}

/// What was told in confidence is seen by persons who are named: here by everybody who takes part.
async fn name_everybody(app: &App, officer: &Op, incident: &str) -> Result<(), Failure> {
    let kind = RecordKind::Incident;
    let view = restriction::show_access(app, officer, kind, incident).await?;
    let persons: Vec<_> = view.candidates.iter().map(|candidate| candidate.person).collect();
    if persons.is_empty() {
        return Ok(());
    }
    let cmd = NamePersons {
        kind,
        number: incident.to_owned(),
        persons,
        reason: "Tham gia ứng cứu sự cố này.".to_owned(),
        until: None,
    };
    Ok(restriction::name_persons(app, officer, cmd).await?)
}

async fn classify(app: &App, case: &Case, officer: &Op) -> Result<(), Failure> {
    let number = incident(case)?;
    let version = incidents::view(app, officer, &number).await?.incident.version;
    let choice =
        law::RsitChoice { code: case.scenario.rsit.clone(), qualifiers: case.scenario.qualifiers.clone() };
    let classification = Classification {
        primary: vec![RsitClass { code: choice.code.clone(), qualifiers: choice.qualifiers.clone() }],
        secondary: Vec::new(),
        cause: app.library().mapping().derive(std::slice::from_ref(&choice), "l4").code,
        effects: Effects {
            confidentiality: case.scenario.confidentiality,
            integrity: case.scenario.integrity,
            availability: case.scenario.availability,
        },
        harm: case.scenario.harm.clone(),
        spread: case.scenario.spread.clone(),
        under_verification: false,
    };
    Ok(incidents::classify(
        app,
        officer,
        Classify { number, version, title: None, environment: Environment::Internet, classification },
    )
    .await?)
}

/// The next step that may run: started, and finished with the evidence it asks for.
async fn step(app: &App, case: &Case, operator: &Someone, at: Moment, finish: bool) -> Result<(), Failure> {
    let number = incident(case)?;
    let op = operator.op(app, at);
    let view = incidents::view(app, &op, &number).await?;
    let Some(next) =
        view.steps.iter().find(|s| s.ready && matches!(s.run.state, StepState::Waiting | StepState::Running))
    else {
        return Ok(());
    };
    let step = next.definition.id.to_string();
    if next.run.state == StepState::Waiting {
        incidents::act_on_step(
            app,
            &op,
            StepCommand { number: number.clone(), step: step.clone(), act: StepAct::Start },
        )
        .await?;
    }
    if !finish {
        return Ok(());
    }
    let evidence =
        next.definition.requires.iter().map(|key| (key.clone(), "Biên bản minh họa 01/BB".to_owned()));
    let library = app.library();
    let ticks = library
        .ruleset(&view.incident.process)
        .into_iter()
        .flat_map(|text| text.checklists(&next.definition))
        .map(|list| (list.id.to_string(), list.all_ticked()));
    let evidence = evidence.chain(ticks).collect();
    let act = if next.definition.optional {
        StepAct::Skip { reason: "Không cần thiết trong tình huống này.".to_owned() }
    } else {
        StepAct::Finish {
            note: "Đã thực hiện theo phương án được duyệt.".to_owned(), evidence
        }
    };
    let op = operator.op(app, at.plus(Duration::from_secs(1800)));
    Ok(incidents::act_on_step(app, &op, StepCommand { number, step, act }).await?)
}

async fn entry(
    app: &App,
    case: &Case,
    op: &Op,
    kind: EntryKind,
    text: &str,
    internal: bool,
) -> Result<(), Failure> {
    let cmd = WriteEntry {
        number: incident(case)?,
        kind,
        text: text.to_owned(),
        document: String::new(),
        to: None,
        internal,
        at: None,
    };
    Ok(incidents::write_entry(app, op, cmd).await?)
}

async fn report(
    app: &App,
    case: &mut Case,
    writer: &Someone,
    kind: ReportKind,
    at: Moment,
) -> Result<(), Failure> {
    let op = writer.op(app, at);
    let id = match reports::begin(app, &op, Begin { incident: incident(case)?, kind, ruleset: None }).await {
        Ok(id) => id,
        // A ruleset without a form for this kind: the story goes on without the report.
        Err(Error::Refused(refusal)) if refusal.code == "law.no_form" => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    case.report = Some(id);
    send(app, &op, id).await
}

async fn revise(app: &App, case: &Case, writer: &Someone, at: Moment) -> Result<(), Failure> {
    let Some(id) = case.report else { return Ok(()) };
    send(app, &writer.op(app, at), id).await
}

async fn send(app: &App, op: &Op, report: domain::ReportId) -> Result<(), Failure> {
    let view = reports::view(app, op, report).await?;
    let summary = "Máy chủ bị khai thác qua lỗ hổng của ứng dụng; đã cô lập, gỡ bỏ mã độc, vá lỗ hổng, khôi phục từ bản sao lưu và kiểm tra toàn bộ hệ thống trước khi đưa vào hoạt động trở lại.";
    let values = complete(&view.form, view.report.values.clone(), summary);
    let saved = reports::save(app, op, Save { report, version: view.report.version, values }).await?;
    reports::submit(app, op, Submit { report, version: saved.version }).await?;
    Ok(())
}

/// The coordinator judges what reached it; a text that names others leaves that to the first of them.
async fn judge(app: &App, network: &Network, case: &Case, at: Moment, accept: bool) -> Result<(), Failure> {
    let Some(report) = case.report else { return Ok(()) };
    let coordinator = network.someone("national-coordinator")?;
    let view = reports::view(app, &coordinator.op(app, at), report).await?;
    let reached: Vec<_> = view.deliveries.iter().map(|d| d.delivery.body).collect();
    let judge = match reached.first() {
        Some(first) if !reached.contains(&coordinator.body) => network.somebody_of(*first)?,
        _ => coordinator,
    };
    let officer = &judge.op(app, at);
    reports::receive(app, officer, report).await?;
    let reason = if accept {
        String::new()
    } else {
        "Đề nghị bổ sung nguyên nhân gốc và biện pháp phòng ngừa.".to_owned()
    };
    reports::judge(app, officer, Judge { report, edition: None, accept, reason }).await?;
    Ok(())
}
