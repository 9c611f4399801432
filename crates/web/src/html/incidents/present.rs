//! The page of an incident: what stands above all tabs, and the tab that is open.

use super::seen::Seen;
use super::tabs::Tab;
use super::{
    present_access, present_clocks, present_history, present_next, present_overview, present_parties,
    present_process, present_reports, present_timeline,
};
use crate::Visitor;
use domain::clocks::ClockState;
use domain::incidents::{PartyRole, Sees};
use phrases::contexts::access::WhyView;
use phrases::contexts::elements::{self, Link};
use phrases::contexts::incidents::{IncidentHead, IncidentShow, IncidentTab};

/// The page on a tab.
pub(super) fn page(seen: &Seen<'_>, visitor: &Visitor, tab: Tab) -> IncidentShow {
    IncidentShow {
        head: head(seen),
        next: present_next::step(seen),
        tabs: tabs(seen, tab),
        tab: match tab {
            Tab::Overview => IncidentTab::Overview(Box::new(present_overview::tab(seen))),
            Tab::Process => IncidentTab::Process(present_process::tab(seen)),
            Tab::Clocks => IncidentTab::Clocks(present_clocks::tab(seen)),
            Tab::Timeline => IncidentTab::Timeline(present_timeline::tab(seen, visitor)),
            Tab::Reports => IncidentTab::Reports(present_reports::tab(seen)),
            Tab::Parties => IncidentTab::Parties(present_parties::tab(seen)),
            Tab::Access => IncidentTab::Access(present_access::tab(seen, seen.consents)),
            Tab::History => IncidentTab::History(present_history::tab(seen)),
        },
        why: WhyView::default(),
        typed: seen.typed.cloned(),
    }
}

fn head(seen: &Seen<'_>) -> IncidentHead {
    let incident = &seen.view.incident;
    IncidentHead {
        number: incident.number.to_string(),
        href: seen.href(),
        version: incident.version,
        title: incident.title.clone(),
        state: incident.state.code().to_owned(),
        severity: incident.severity.code().to_owned(),
        system: incident.system_name.clone(),
        level: incident.level,
        operator: seen.playing(PartyRole::Operator),
        detected_at: incident.detected_at.micros(),
        tlp: incident.tlp.code().to_owned(),
        confidential: incident.confidential,
        state_secret: incident.state_secret_concerned,
        beyond_ability: incident.beyond_ability,
        reopened: incident.reopened,
        notices: seen.view.notices.iter().map(|n| Link::new(n, format!("/notices/{n}"))).collect(),
        paper_address: seen.paper_address.to_owned(),
    }
}

fn tabs(seen: &Seen<'_>, open: Tab) -> Vec<elements::Tab> {
    let view = seen.view;
    let count = |n: usize| Some(i64::try_from(n).unwrap_or(i64::MAX));
    let one = |tab: Tab| elements::Tab {
        text: seen.words.coded("tab", tab.code()),
        href: seen.tab(tab),
        active: tab == open,
        count: match tab {
            Tab::Process => count(view.steps.len()),
            Tab::Clocks => count(view.clocks.iter().filter(|c| c.clock.state == ClockState::Running).count()),
            Tab::Reports => count(view.reports.len()),
            Tab::Parties => count(view.parties.iter().filter(|p| p.party.until.is_none()).count()),
            Tab::Overview | Tab::Timeline | Tab::Access | Tab::History => None,
        },
    };
    // The audit rows are for the response side.
    Tab::ALL
        .into_iter()
        .filter(|tab| *tab != Tab::History || view.sees == Sees::Everything)
        .filter(|tab| *tab != Tab::Access || view.sees != Sees::Shared)
        .map(one)
        .collect()
}
