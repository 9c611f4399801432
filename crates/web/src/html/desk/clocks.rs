//! Clocks as pages show them: state, last moment, article, and where the number comes from.

use super::Words;
use domain::clocks::{self, ClockRun, DueKind};
use domain::{BodyId, Moment};
use law::Limit;
use phrases::contexts::elements::{ClockState, ClockView, DueSource};

/// A running clock of an incident; `name` tells the names of bodies.
pub(in crate::html) fn clock_run(
    words: &Words<'_>,
    clock: &ClockRun,
    now: Moment,
    name: impl Fn(BodyId) -> String,
) -> ClockView {
    let to = |a: &clocks::Addressee| {
        a.body.map(&name).filter(|n| !n.is_empty()).unwrap_or_else(|| words.role(&clock.ruleset, &a.role))
    };
    ClockView {
        title: words.text(&clock.title),
        to: clock.addressees.iter().map(to).collect(),
        state: state(clock, now),
        source: source(clock.due_kind),
        due: clock.due_at.map(Moment::micros),
        due_text: clock.due_text.as_ref().map(|text| words.text(text)),
        now: now.micros(),
        cite: words.place(&clock.cite),
        law: words.law(&clock.ruleset),
        href: Some(reckoning(&clock.ruleset, &clock.clock, clock.started_at)),
    }
}

/// The page that reckons a clock anew from the same moment.
fn reckoning(ruleset: &str, clock: &str, from: Moment) -> String {
    let from = from.timestamp().to_zoned(law::zone());
    format!(
        "/law/clock?clock={ruleset}/{clock}&date={}&time={}",
        from.strftime("%Y-%m-%d"),
        from.strftime("%H:%M")
    )
}

fn source(kind: DueKind) -> DueSource {
    match kind {
        DueKind::Law => DueSource::Law,
        DueKind::Policy => DueSource::Policy,
        DueKind::Open => DueSource::Open,
    }
}

/// How a duty stands: soon when less than a quarter of its time remains.
fn state(clock: &ClockRun, now: Moment) -> ClockState {
    match (clock.state, clock.due_at) {
        (clocks::ClockState::Superseded | clocks::ClockState::Cancelled, _) => ClockState::Withdrawn,
        (clocks::ClockState::Met, due) => {
            let late = due.zip(clock.settled_at).is_some_and(|(due, met)| met > due);
            if late { ClockState::Late } else { ClockState::Met }
        }
        (clocks::ClockState::Running, Some(due)) if clock.due_kind != DueKind::Open => {
            if clock.overdue(now) {
                ClockState::Overdue
            } else if due.micros_since(now) < due.micros_since(clock.started_at) / 4 {
                ClockState::Soon
            } else {
                ClockState::Running
            }
        }
        (clocks::ClockState::Running, _) => ClockState::Open,
    }
}

/// The last moment that a list knows of an incident.
pub(in crate::html) struct Nearest<'a> {
    /// Ruleset.
    pub(in crate::html) ruleset: &'a str,
    /// Clock within the ruleset, when known.
    pub(in crate::html) clock: Option<&'a str>,
    /// Title, when known.
    pub(in crate::html) title: Option<String>,
    /// Article, when known.
    pub(in crate::html) cite: Option<String>,
    /// `law` or `policy`, when known.
    pub(in crate::html) kind: Option<&'a str>,
    /// Last moment.
    pub(in crate::html) due: Moment,
}

/// A clock of which a list knows only the last moment and the text behind it.
pub(in crate::html) fn nearest(words: &Words<'_>, nearest: Nearest<'_>, now: Moment) -> ClockView {
    let definition =
        words.library().ruleset(nearest.ruleset).zip(nearest.clock).and_then(|(r, c)| r.clock(c));
    let numbered = definition.is_none_or(|c| !matches!(c.limit, Limit::Immediately | Limit::None));
    let policy = nearest.kind.map_or(!numbered, |kind| kind == DueKind::Policy.code());
    let state = match nearest.due {
        due if due <= now => ClockState::Overdue,
        due if due <= now.plus(app::today::SOON) => ClockState::Soon,
        _ => ClockState::Running,
    };
    ClockView {
        title: nearest.title.or_else(|| definition.map(|c| words.text(&c.title))).unwrap_or_default(),
        to: Vec::new(),
        state,
        source: if policy { DueSource::Policy } else { DueSource::Law },
        due: Some(nearest.due.micros()),
        due_text: None,
        now: now.micros(),
        cite: words
            .place(nearest.cite.as_deref().or(definition.map(|c| c.cite.as_str())).unwrap_or_default()),
        law: words.law(nearest.ruleset),
        href: None,
    }
}
