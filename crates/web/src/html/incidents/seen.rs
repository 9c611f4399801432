//! An incident as one reader sees it: what every tab is presented from.

use super::tabs::Tab;
use crate::html::desk::{Words, clock_run};
use app::consents::Consents;
use app::incidents::IncidentView;
use app::reports::IncidentReports;
use domain::bodies::Body;
use domain::clocks::ClockRun;
use domain::incidents::PartyRole;
use domain::systems::System;
use domain::{BodyId, Op};
use phrases::Arg;
use phrases::contexts::desk::{Act, Typed};
use phrases::contexts::elements::ClockView;

/// An incident, its reader, and what was typed.
pub(super) struct Seen<'a> {
    /// Words of the reader's language.
    pub(super) words: Words<'a>,
    /// The reader.
    pub(super) op: &'a Op,
    /// The incident.
    pub(super) view: &'a IncidentView,
    /// Bodies of the network; only on the tab that asks for them.
    pub(super) bodies: &'a [Body],
    /// Systems of the owner and the operator; only where the affected system can be corrected.
    pub(super) systems: &'a [System],
    /// Reports; only on their tab.
    pub(super) reports: Option<&'a IncidentReports>,
    /// Consents to access; only on their tab.
    pub(super) consents: &'a Consents,
    /// A form that was refused.
    pub(super) typed: Option<&'a Typed>,
    /// Where state-secret material goes on paper.
    pub(super) paper_address: &'a str,
}

impl Seen<'_> {
    /// Name of a body that occurs.
    pub(super) fn name(&self, body: BodyId) -> String {
        self.view.names.get(&body).cloned().unwrap_or_default()
    }

    /// Name of a body that may be missing.
    pub(super) fn name_of(&self, body: Option<BodyId>) -> String {
        body.map(|b| self.name(b)).unwrap_or_default()
    }

    /// Name of the body that plays a part now; empty when nobody does.
    pub(super) fn playing(&self, role: PartyRole) -> String {
        let party = self.view.parties.iter().find(|p| p.party.role == role && p.party.until.is_none());
        party.map(|p| p.name.clone()).unwrap_or_default()
    }

    /// The text whose process is followed.
    pub(super) fn process(&self) -> Option<&law::Ruleset> {
        self.words.library().ruleset(&self.view.incident.process)
    }

    /// A role as a text names it; where the agency behind it is no more, who answers for it since.
    pub(super) fn role(&self, ruleset: &str, role: &str) -> String {
        let named = self.words.role(ruleset, role);
        let day = crate::html::typed::day_of(self.view.incident.detected_at);
        match self.words.library().answering(ruleset, role, day) {
            Some(now) if !now.by_way_of.is_empty() => {
                let since = Arg::from(now.name.name.as_str());
                format!("{named} ({})", self.words.with("role-answered-by", &[("agency", since)]))
            }
            _ => named,
        }
    }

    /// An act without further conditions, when the reader has the right.
    pub(super) fn may(&self, code: &str) -> Option<Act> {
        self.view.may.contains(code).then(Act::possible)
    }

    /// Address of the incident.
    pub(super) fn href(&self) -> String {
        format!("/incidents/{}", self.view.incident.number)
    }

    /// Address of a tab.
    pub(super) fn tab(&self, tab: Tab) -> String {
        format!("{}?tab={}", self.href(), tab.code())
    }

    /// A clock of the incident.
    pub(super) fn clock(&self, clock: &ClockRun) -> ClockView {
        clock_run(&self.words, clock, self.op.now, |body| self.name(body))
    }

    /// What was typed into a form of the page.
    pub(super) fn typed(&self, form: &str, field: &str) -> Option<Vec<&str>> {
        let typed = self.typed.filter(|t| t.form == form)?;
        Some(typed.values.get(field).map(|v| v.lines().collect()).unwrap_or_default())
    }
}
