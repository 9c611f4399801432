//! A computed time limit as doors hand it out: the same object on the command line, in the API and in files.

use ::law::{Certainty, Clock, DueKind, Library, Reason, Ruleset, Text};
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// What a clock comes to for one moment. Serialises with the Vietnamese words; moments in UTC+7.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClockAnswer {
    /// Id of the ruleset.
    pub ruleset: String,
    /// Id of the clock.
    pub clock: String,
    /// What is owed.
    #[serde(serialize_with = "vietnamese")]
    pub title: Text,
    /// Article as printed.
    pub cite: String,
    /// The moment it runs from.
    #[serde(serialize_with = "moment")]
    pub at: Timestamp,
    /// Last moment; "24:00 of day D" is the midnight that ends D. `None` for an open duty.
    #[serde(serialize_with = "moment_or_none")]
    pub due: Option<Timestamp>,
    /// The last moment as an officer writes it, "24:00 ngày 17/11/2026".
    #[serde(serialize_with = "vietnamese_or_none")]
    pub due_text: Option<Text>,
    /// The cautious last moment without the shift over rest days, when it differs.
    #[serde(serialize_with = "moment_or_none")]
    pub unshifted: Option<Timestamp>,
    /// The cautious moment in words.
    #[serde(serialize_with = "vietnamese_or_none")]
    pub unshifted_text: Option<Text>,
    /// True when the moment is our target and not the law's.
    pub policy: bool,
    /// Where the moment comes from.
    pub kind: DueKind,
    /// The chain that led to it, in order.
    pub reasoning: Vec<ReasonLine>,
    /// What the reader should know.
    #[serde(serialize_with = "vietnamese_each")]
    pub warnings: Vec<Text>,
    /// How sure we are of the provision.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
}

/// One link of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonLine {
    /// The step in Vietnamese.
    pub text: String,
    /// The step in English.
    pub text_en: String,
    /// What it rests on; empty for plain arithmetic.
    pub cite: String,
}

impl From<Reason> for ReasonLine {
    fn from(reason: Reason) -> Self {
        Self { text: reason.text.vi, text_en: reason.text.en, cite: reason.cite }
    }
}

impl ClockAnswer {
    /// Computes a clock of a ruleset from a moment.
    pub(super) fn of(library: &Library, ruleset: &Ruleset, clock: &Clock, at: Timestamp) -> Self {
        let outcome = ::law::compute(clock, ruleset, library.calendar(), at);
        Self {
            ruleset: ruleset.id.to_string(),
            clock: clock.id.to_string(),
            title: clock.title.clone(),
            cite: clock.cite.clone(),
            at,
            due: outcome.due,
            due_text: outcome.due_text,
            unshifted: outcome.unshifted,
            unshifted_text: outcome.unshifted_text,
            policy: outcome.policy,
            kind: outcome.kind,
            reasoning: outcome.reasoning.into_iter().map(ReasonLine::from).collect(),
            warnings: outcome.warnings,
            certainty: clock.certainty,
            source: clock.source.clone(),
        }
    }
}

/// RFC 3339 in UTC+7, `2026-11-18T00:00:00+07:00`.
fn local(at: Timestamp) -> String {
    at.to_zoned(::law::zone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
}

fn moment<S: Serializer>(at: &Timestamp, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&local(*at))
}

fn moment_or_none<S: Serializer>(at: &Option<Timestamp>, s: S) -> Result<S::Ok, S::Error> {
    at.map(local).serialize(s)
}

fn vietnamese<S: Serializer>(text: &Text, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&text.vi)
}

fn vietnamese_or_none<S: Serializer>(text: &Option<Text>, s: S) -> Result<S::Ok, S::Error> {
    text.as_ref().map(|t| &t.vi).serialize(s)
}

fn vietnamese_each<S: Serializer>(texts: &[Text], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(texts.iter().map(|t| &t.vi))
}
