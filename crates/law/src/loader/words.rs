//! Words of the program that rulesets may use: what it observes, what it knows, what it produces.
//!
//! These are no law. A ruleset that uses another word could never be served, so the loader refuses it.

/// Events that start a clock.
pub const EVENTS: &[&str] = &[
    "incident.detected",
    "incident.response-ended",
    "incident.fixed",
    "incident.beyond-ability",
    "incident.possibly-severe",
    "incident.severe-detected",
    "notice.received",
    "contact.changed",
    "period.half-year",
    "period.year",
    "order.received",
    "report.requested",
];

/// Kinds of report that a form, a step or a clock may speak of.
pub const REPORT_KINDS: &[&str] =
    &["initial", "situation", "response-option", "direction-request", "support-request", "closing"];

/// Kinds of periodic and other returns; they follow no single incident.
pub(super) const RETURN_KINDS: &[&str] = &["half-year", "year", "ad-hoc"];

/// What the record already knows and may fill into a form (`binds`).
pub const BINDINGS: &[&str] = &[
    "notice.sender.name",
    "notice.sender.organisation",
    "notice.sender.address",
    "notice.sender.phone",
    "notice.sender.email",
    "incident.contact.name",
    "incident.contact.position",
    "incident.contact.phone",
    "incident.contact.email",
    "incident.operator.name",
    "incident.owner.name",
    "incident.system.name",
    "incident.system.level",
    "incident.system.provider",
    "incident.system.security_service",
    "incident.system.public_ranges",
    "incident.system.addresses",
    "incident.system.domains",
    "incident.system.purpose",
    "incident.system.os",
    "incident.system.version",
    "incident.summary",
    "incident.detected_date",
    "incident.detected_time",
    "incident.state_fixed",
    "incident.title",
    "incident.result",
    "incident.ended_at",
    "incident.initial_report.number",
    "incident.initial_report.date",
    "report.now",
    "member.name",
    "member.owner",
    "member.address",
    "member.phone",
    "member.fax",
    "member.email",
    "member.website",
    "member.introduction",
    "member.leader.name",
    "member.leader.position",
    "member.leader.phone",
    "member.leader.mobile",
    "member.intake.name",
    "member.intake.position",
    "member.intake.address",
    "member.intake.phone",
    "member.intake.mobile",
    "member.intake.fax",
    "member.intake.email",
    "member.contact.name",
    "member.contact.position",
    "member.contact.address",
    "member.contact.phone",
    "member.contact.mobile",
    "member.contact.fax",
    "member.contact.email",
    "member.after_hours.name",
    "member.after_hours.position",
    "member.after_hours.address",
    "member.after_hours.phone",
    "member.after_hours.mobile",
    "member.after_hours.fax",
    "member.after_hours.email",
];

/// What meets a clock without naming a kind.
const MET_BY: &[&str] = &["notice.acknowledged", "notice.delivered", "contact.updated", "update.delivered"];

/// What the end of a step may mean (`ends`).
pub(super) const ENDS: &[&str] = &["response"];

/// Rules a printed note may carry.
pub(super) const NOTE_RULES: &[&str] = &["optional-may-be-dropped", "subject-tag", "fixed"];

/// True for a word that can start a clock: an event, or the first delivery of a kind of report.
pub(super) fn starts_clock(word: &str) -> bool {
    let kind = word.strip_prefix("report.").and_then(|rest| rest.strip_suffix(".delivered"));
    EVENTS.contains(&word) || kind.is_some_and(|kind| REPORT_KINDS.contains(&kind))
}

/// True for a word that can meet a clock.
pub(super) fn meets_clock(word: &str) -> bool {
    let kind = |prefix: &str| word.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(".delivered"));
    MET_BY.contains(&word)
        || kind("report.").is_some_and(|kind| REPORT_KINDS.contains(&kind) || RETURN_KINDS.contains(&kind))
        || kind("period.").is_some_and(|kind| RETURN_KINDS.contains(&kind))
}

/// The words that can meet a clock, for a message.
pub(super) fn meets_clock_words() -> String {
    format!(
        "report.<kind>.delivered ({}), period.<kind>.delivered ({}), {}",
        REPORT_KINDS.join(", "),
        RETURN_KINDS.join(", "),
        MET_BY.join(", ")
    )
}
