//! Tests of contact points in the demonstration: one of all that answer around the clock, which is over, and one of a province,
//! which is under way.

use super::network::Network;
use crate::failure::Failure;
use app::App;
use app::reachability::{
    BeginTest, LogCall, ShowTest, answer, answer_path, begin_test, lapse, log_call, mail_trial, show_test,
    show_trial,
};
use domain::reachability::Rung;
use domain::{Moment, ReachNumber, TrialId};
use law::Lang;
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(3600);

/// Tests them.
pub(super) async fn tested(app: &App, network: &Network, as_of: Moment) -> Result<(), Failure> {
    let officer = network.someone("national-coordinator")?;
    let begun_at = as_of.minus(HOUR * 24 * 20);
    let reason = "Kiểm tra định kỳ quý".into();
    let wanted = BeginTest { always: true, reason, ..BeginTest::default() };
    let begun = begin_test(app, &officer.op(app, begun_at), wanted).await?;
    for (at, trial) in trials(app, &begun.number, begun_at).await?.into_iter().enumerate() {
        whole(app, network, trial, at, begun_at).await?;
    }
    let begun_at = as_of.minus(HOUR * 26);
    let wanted = BeginTest {
        province: Some("24".into()),
        reason: "Kiểm tra trước đợt diễn tập của tỉnh".into(),
        ..BeginTest::default()
    };
    let begun = begin_test(app, &officer.op(app, begun_at), wanted).await?;
    for (at, trial) in trials(app, &begun.number, begun_at).await?.into_iter().enumerate() {
        mail_trial(app, &app.system_op("jobs", begun_at), trial, Rung::Mail).await?;
        if at % 3 == 0 {
            press(app, trial, Rung::Mail, begun_at.plus(HOUR * 3), "").await?;
        } else {
            lapse(app, &app.system_op("jobs", begun_at.plus(HOUR * 24)), trial, Rung::Mail).await?;
        }
    }
    Ok(())
}

async fn trials(app: &App, number: &ReachNumber, at: Moment) -> Result<Vec<TrialId>, Failure> {
    let (op, mut after, mut found) = (app.system_op("demo", at), None, Vec::new());
    loop {
        let asked = ShowTest { number: number.to_string(), after, ..ShowTest::default() };
        let view = show_test(app, &op, asked).await?;
        found.extend(view.trials.iter().map(|row| row.trial.id));
        after = view.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// A trial from the mail to its end: most press the button, some pick up, a few are found by the body above, one in 36 is not.
async fn whole(
    app: &App,
    network: &Network,
    trial: TrialId,
    at: usize,
    begun: Moment,
) -> Result<(), Failure> {
    let job = |hours: u32| app.system_op("jobs", begun.plus(HOUR * hours));
    mail_trial(app, &job(0), trial, Rung::Mail).await?;
    if at % 6 != 5 {
        return press(app, trial, Rung::Mail, begun.plus(HOUR * 5), "").await;
    }
    lapse(app, &job(24), trial, Rung::Mail).await?;
    if at % 12 == 5 {
        return call(app, network, trial, "answered", begun.plus(HOUR * 26)).await;
    }
    call(app, network, trial, "no-answer", begun.plus(HOUR * 26)).await?;
    call(app, network, trial, "no-answer", begun.plus(HOUR * 30)).await?;
    mail_trial(app, &job(30), trial, Rung::Superior).await?;
    if at % 36 == 35 {
        return Ok(lapse(app, &job(30 + 72), trial, Rung::Superior).await?);
    }
    press(app, trial, Rung::Superior, begun.plus(HOUR * 40), "Gọi được qua số của văn phòng").await
}

async fn call(app: &App, network: &Network, id: TrialId, said: &str, at: Moment) -> Result<(), Failure> {
    let op = network.someone("national-coordinator")?.op(app, at);
    let trial = show_trial(app, &op, id).await?.trial;
    let Some(number) = trial.phones.first().cloned() else { return Ok(()) };
    if trial.rung != Rung::Phone {
        return Ok(());
    }
    let note = if said == "answered" { "Trực ban nghe máy" } else { "Chuông đổ, không ai nghe" };
    let call = LogCall { trial: id, version: trial.version, said: said.into(), number, note: note.into() };
    Ok(log_call(app, &op, call).await?)
}

async fn press(app: &App, trial: TrialId, rung: Rung, at: Moment, note: &str) -> Result<(), Failure> {
    let path = answer_path(app, trial, rung);
    let mut parts = path.rsplit('/');
    let (secret, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Ok(answer(app, &app.stranger_op(at, Lang::Vi), id, secret, note).await?)
}
