//! Ninety days: cases begin at invented moments, their acts run in the order of time.

use super::acts;
use super::case::{Case, Fate, plan};
use super::network::Network;
use super::{Loaded, scenario};
use crate::failure::Failure;
use crate::output::Output;
use app::App;
use domain::Moment;
use domain::notices::Channel;
use std::time::Duration;

/// Cases in all.
const CASES: u64 = 180;
const DAY: u64 = 86_400;

/// Runs the story.
pub(super) async fn run(
    app: &App,
    network: &Network,
    seed: u64,
    begin: Moment,
    end: Moment,
    loaded: &mut Loaded,
    output: Output,
) -> Result<(), Failure> {
    let scenarios = scenario::all()?;
    let mut dice = Dice(seed);
    let mut cases = Vec::new();
    for index in 0..CASES {
        cases.extend(begin_case(network, &scenarios, index, begin, end, &mut dice));
    }
    let mut days_worked = 0;
    let mut latest_open: Option<String> = None;
    while let Some(index) = earliest(&cases, end) {
        let Some(case) = cases.get_mut(index) else { break };
        let Some((at, act)) = case.plan.pop_front() else { break };
        let told = format!("{act:?} at {at}");
        acts::perform(app, network, case, act, at, loaded, &mut latest_open)
            .await
            .map_err(|failure| failure.during(&format!("demo: {}, {told}", case.named())))?;
        let day = at.micros_since(begin) / 1_000_000 / i64::try_from(DAY).unwrap_or(1);
        if day > days_worked {
            days_worked = day;
            work_queue(app, at).await?;
            if day % 15 == 0 {
                output.progress(&format!("day {day} of 90 …"));
            }
        }
    }
    work_queue(app, end).await
}

/// Works the queue as it stood at a moment of the story.
async fn work_queue(app: &App, at: Moment) -> Result<(), Failure> {
    let op = app.system_op("jobs", at);
    while jobs::run_due(app, &op, 200, Duration::from_secs(300)).await? > 0 {}
    Ok(())
}

fn earliest(cases: &[Case], end: Moment) -> Option<usize> {
    let next = |case: &Case| case.plan.front().map(|(at, _)| *at).filter(|at| *at <= end);
    cases.iter().enumerate().filter_map(|(i, c)| next(c).map(|at| (at, i))).min().map(|(_, i)| i)
}

fn begin_case(
    network: &Network,
    scenarios: &[scenario::Scenario],
    index: u64,
    begin: Moment,
    end: Moment,
    dice: &mut Dice,
) -> Option<Case> {
    let fate = fate(index, dice);
    // Cases that are still at their beginning began lately; the rest are spread over the ninety days.
    let back = match fate {
        Fate::New => dice.throw(20 * 3600),
        Fate::Taken | Fate::Asked => 3600 + dice.throw(3 * DAY),
        Fate::Open { .. } => DAY + dice.throw(12 * DAY),
        Fate::Ended { .. } | Fate::Closing { .. } => 9 * DAY + dice.throw(12 * DAY),
        Fate::Rejected | Fate::Merged => DAY + dice.throw(80 * DAY),
        Fate::Closed | Fate::Reopened => 24 * DAY + dice.throw(64 * DAY),
    };
    let start = end.minus(Duration::from_secs(back)).max(begin);
    let system = usize::try_from(dice.throw(u64::try_from(network.systems.len()).ok()?)).ok()?;
    let row = &network.systems.get(system)?.1;
    let fitting: Vec<_> = scenarios.iter().filter(|s| s.fits(row)).collect();
    let scenario =
        (*fitting.get(usize::try_from(dice.throw(u64::try_from(fitting.len()).ok()?)).ok()?)?).clone();
    let severe = row.level.is_some_and(|l| l >= 4) && !scenario.severe_criteria.is_empty();
    let channel = match dice.throw(10) {
        0..=4 => Channel::Web,
        5 | 6 => Channel::Mail,
        7 => Channel::Api,
        8 => Channel::Phone,
        _ => Channel::Paper,
    };
    let slow = dice.throw(4) == 0;
    Some(Case {
        scenario,
        system,
        channel,
        detected_at: start.minus(Duration::from_secs(1800 + dice.throw(9 * 3600))),
        plan: plan(fate, start, severe, slow, &mut |n| dice.throw(n)),
        notice: String::new(),
        secret: String::new(),
        incident: None,
        report: None,
        severe,
    })
}

fn fate(index: u64, dice: &mut Dice) -> Fate {
    match index * 100 / CASES {
        0..=44 => Fate::Closed,
        45 => Fate::Reopened,
        46..=55 => Fate::Rejected,
        56..=61 => Fate::Merged,
        62..=79 => {
            Fate::Open { steps: usize::try_from(dice.throw(11)).unwrap_or(3), reported: dice.throw(3) > 0 }
        }
        80..=84 => Fate::Ended { reported: dice.throw(2) == 0 },
        85..=88 => Fate::Closing { returned: dice.throw(2) == 0 },
        89..=91 => Fate::Asked,
        92..=94 => Fate::Taken,
        _ => Fate::New,
    }
}

/// Chance from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides.max(1)
    }
}
