//! The invented team of Bắc Ninh and the rosters: posts, a signature that is refused and then delegated, a meeting without
//! minutes, three weeks of duty with a note nobody has read and a gap.

use super::network::{Account, Network};
use super::{Loaded, PASSWORD};
use crate::failure::Failure;
use app::App;
use app::duty::{AddShift, SetRoster, Who, add_shift, hand_over, on_duty_now, set_roster};
use app::people::{NewPerson, create_person};
use app::teams::{
    Appoint, CallMeeting, Delegate, EstablishTeam, HoldMeeting, SignDocument, appoint_member, call_meeting,
    delegate, establish_team, hold_meeting, sign_document,
};
use domain::duty::{DutyLine, LineContact};
use domain::people::Role;
use domain::teams::meetings::{MeetingKind, Presence};
use domain::{MemberId, Moment};
use std::time::Duration;

const TEAM: &str = "doi-24";
const BODY: &str = "team-24";
const DAY: Duration = Duration::from_secs(86_400);
/// Days of duty: a week back, two ahead.
const DAYS: u32 = 21;

/// The people of the team who sign in.
pub(super) const ACCOUNTS: &[Account] = &[
    Account {
        login: "doi-truong",
        role: Role::UnitOfficer,
        body: BODY,
        what: "leader of the response team of Bắc Ninh",
    },
    Account { login: "doi-pho", role: Role::UnitOfficer, body: BODY, what: "deputy leader of that team" },
];

/// The members who matter to the story.
pub(super) struct Team {
    deputy: MemberId,
    present: Vec<MemberId>,
}

/// Establishes the team and fills its posts.
pub(super) async fn establish(
    app: &App,
    network: &Network,
    at: Moment,
    loaded: &mut Loaded,
) -> Result<Team, Failure> {
    let op = app.system_op("demo", at);
    let body = network.bodies.get(BODY).ok_or_else(|| Failure::wrong("demo: no team of Bắc Ninh"))?;
    for (account, name, position) in [
        (ACCOUNTS.first(), "Đặng Quốc Khánh (minh họa)", "Phó Giám đốc"),
        (ACCOUNTS.get(1), "Vũ Thị Hồng Minh (minh họa)", "Phó Trưởng phòng"),
    ] {
        let Some(account) = account else { continue };
        let new = NewPerson {
            login: account.login.to_owned(),
            password: PASSWORD.to_owned(),
            name: name.to_owned(),
            position: position.to_owned(),
            email: format!("{}@doi-bacninh.example", account.login),
            phone: "0000 000 241".to_owned(),
            roles: vec![account.role],
            body_key: account.body.to_owned(),
            lang: law::Lang::Vi,
        };
        create_person(app, &op, new).await?;
        loaded.people += 1;
    }
    let new = EstablishTeam {
        key: TEAM.to_owned(),
        name: "Đội ứng cứu sự cố an toàn thông tin mạng tỉnh Bắc Ninh (minh họa)".to_owned(),
        decision: "0001/QĐ-MH".to_owned(),
        decided_on: law_day(at),
        issuer: "UBND tỉnh Bắc Ninh (minh họa)".to_owned(),
        body_key: BODY.to_owned(),
    };
    establish_team(app, &op, new).await?;
    let by_login = |post: &str, login: &str, leading| Appoint {
        team: TEAM.to_owned(),
        post: post.to_owned(),
        login: Some(login.to_owned()),
        leading,
        ..Appoint::default()
    };
    let leader = Appoint { until: Some(at.plus(DAY * 800)), ..by_login("leader", "doi-truong", true) };
    let leader = appoint_member(app, &op, leader).await?;
    let deputy = appoint_member(app, &op, by_login("deputy", "doi-pho", true)).await?;
    let standing = appoint_member(app, &op, by_login("standing-member", "doi-tinh", false)).await?;
    let mut present = vec![leader, deputy, standing];
    for (post, name) in [
        ("secretary", "Ngô Thanh Tùng (minh họa)"),
        ("member", "Phan Thị Lan Hương (minh họa)"),
        ("member", "Đỗ Minh Quân (minh họa)"),
    ] {
        let new = Appoint {
            team: TEAM.to_owned(),
            post: post.to_owned(),
            name: name.to_owned(),
            position: "Chuyên viên".to_owned(),
            body_key: body.key.clone(),
            phone: "0000 000 242".to_owned(),
            ..Appoint::default()
        };
        present.push(appoint_member(app, &op, new).await?);
    }
    Ok(Team { deputy, present })
}

/// What the team did lately: the deputy is refused, the leader delegates, the deputy signs; a meeting owes its minutes.
pub(super) async fn lately(app: &App, team: &Team, at: Moment) -> Result<(), Failure> {
    let person = async |login: &str| -> Result<domain::Op, Failure> {
        let op = app::people::op_of_login(app, login, at).await?;
        op.ok_or_else(|| Failure::wrong(format!("demo: nobody signs in as {login}")))
    };
    let leader = person("doi-truong").await?;
    let deputy = person("doi-pho").await?;
    let sign = |number: &str, kind: &str, title: &str| SignDocument {
        team: TEAM.to_owned(),
        kind: kind.to_owned(),
        number: number.to_owned(),
        title: title.to_owned(),
        incident: None,
    };
    sign_document(app, &leader, sign("01/KH-MH", "plan", "Kế hoạch hoạt động 6 tháng (minh họa)")).await?;
    let order = "Thực hiện yêu cầu điều phối của cơ quan cấp trên (minh họa)";
    sign_document(app, &deputy, sign("02/CV-MH", "superior-coordination", order)).await?;
    let report = sign("03/BC-MH", "report", "Báo cáo đột xuất (minh họa)");
    match sign_document(app, &deputy, report.clone()).await {
        Err(app::Error::Refused(_)) => {}
        Err(other) => return Err(other.into()),
        Ok(_) => return Err(Failure::wrong("demo: a deputy signed what the text does not give")),
    }
    let given = Delegate {
        team: TEAM.to_owned(),
        to: team.deputy,
        scope: vec!["report".to_owned(), "summons".to_owned(), "coordination-notice".to_owned()],
        from: None,
        until: at.plus(DAY * 7),
        reason: "Đi công tác (minh họa)".to_owned(),
        document: "01/GUQ-MH".to_owned(),
    };
    delegate(app, &leader, given).await?;
    sign_document(app, &deputy, report).await?;
    let held_at = at.minus(DAY * 12);
    let call = CallMeeting {
        team: TEAM.to_owned(),
        kind: MeetingKind::Regular,
        planned_at: held_at,
        place: "Phòng họp số 2 (minh họa)".to_owned(),
        agenda: "Sơ kết công tác ứng cứu sự cố 6 tháng".to_owned(),
    };
    let meeting = call_meeting(app, &leader, call).await?;
    let attendance = team.present.iter().map(|one| (*one, Presence::Present)).collect();
    hold_meeting(app, &leader, HoldMeeting { meeting, held_at, attendance }).await?;
    Ok(())
}

/// Rosters of the coordinator and two provinces around a moment.
pub(super) async fn duty(app: &App, at: Moment) -> Result<(), Failure> {
    let op = app.system_op("demo", at);
    let first = at.minus(DAY * 7);
    let named = |name: &str| Who {
        name: format!("{name} (minh họa)"),
        phone: "0000 000 011".to_owned(),
        ..Who::default()
    };
    let login = |login: &str| Who { login: Some(login.to_owned()), ..Who::default() };
    let of_coordinator =
        [login("dieuphoi"), named("Hoàng Gia Bảo"), named("Lý Thu Trang"), named("Tạ Đức Anh")];
    let severe = [named("Mai Xuân Trường"), named("Chu Bích Ngọc")];
    let of_team = [login("doi-tinh"), login("doi-pho"), named("Phan Thị Lan Hương")];
    let of_city = [named("Kiều Văn Nam"), named("Bạch Thị Yến")];
    let plans: [(&str, DutyLine, i8, &[Who]); 4] = [
        ("national-coordinator", DutyLine::Normal, 12, &of_coordinator),
        ("national-coordinator", DutyLine::Severe, 24, &severe),
        (BODY, DutyLine::Normal, 24, &of_team),
        ("team-01", DutyLine::Normal, 24, &of_city),
    ];
    for (body, phone, severe) in [
        ("national-coordinator", "0000 000 001", "0000 000 002"),
        (BODY, "0000 000 024", "0000 000 124"),
        ("team-01", "0000 000 010", ""),
    ] {
        let line = |phone: &str| LineContact { phone: phone.to_owned(), ..LineContact::default() };
        let new =
            SetRoster { body_key: body.to_owned(), normal: line(phone), severe: line(severe), public: true };
        set_roster(app, &op, new).await?;
    }
    for (body, line, hours, people) in plans {
        let mut turn = people.iter().cycle();
        for day in 0..DAYS {
            let begin = seven(first.plus(DAY * day));
            for part in 0..(24 / hours) {
                let length = Duration::from_secs(3600 * u64::from(hours.unsigned_abs()));
                let from = begin.plus(length * u32::from(part.unsigned_abs()));
                // The city has nobody for one day of the week after next.
                let gap = body == "team-01" && day == DAYS - 6;
                let Some(who) = turn.next().filter(|_| !gap) else { continue };
                let until = from.plus(length);
                let new = AddShift { body_key: body.to_owned(), line, from, until, who: who.clone() };
                add_shift(app, &op, new).await?;
            }
        }
    }
    note(app, at).await
}

/// The shift before the present one leaves a note that nobody has read.
async fn note(app: &App, at: Moment) -> Result<(), Failure> {
    let op = app.system_op("demo", at);
    let month = app::duty::duty_month(app, &op, "national-coordinator", None).await?;
    let before = month.shifts.iter().rfind(|one| one.line == DutyLine::Normal && one.until <= at);
    if let Some(shift) = before {
        let text = "Đang chờ nhà mạng trả lời về địa chỉ đã yêu cầu; hẹn gọi lại lúc 09:00 (minh họa).";
        hand_over(app, &op, shift.id, text).await?;
    }
    // Asked once, so that a roster that cannot be read fails here and not on every page.
    on_duty_now(app, None, at).await?;
    Ok(())
}

/// Seven in the morning of that day, when shifts change.
fn seven(at: Moment) -> Moment {
    let day = at.timestamp().to_zoned(law::zone()).date();
    day.at(7, 0, 0, 0).to_zoned(law::zone()).map_or(at, |moment| moment.timestamp().into())
}

fn law_day(at: Moment) -> jiff::civil::Date {
    at.timestamp().to_zoned(law::zone()).date()
}
