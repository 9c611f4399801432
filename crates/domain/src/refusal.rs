//! How the field says no: a business refusal with a stable code, or problems at named fields.
//!
//! Each code has a phrase in each locale (`refusal-<code with dots as dashes>`), so a door never writes prose.

use serde::Serialize;

/// A rule of the field forbids the act. `code` is stable (`incident.closing_report_missing`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("refused: {code}")]
pub struct Refusal {
    /// Stable code, `subject.reason`.
    pub code: &'static str,
    /// The field that would mend it, when something is missing there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl Refusal {
    /// A refusal with its code.
    pub const fn new(code: &'static str) -> Self {
        Self { code, field: None }
    }

    /// A refusal that filling a field would mend.
    pub fn at(field: impl Into<String>, code: &'static str) -> Self {
        Self { code, field: Some(field.into()) }
    }
}

/// One field that cannot be accepted as it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// Name of the field as posted.
    pub field: String,
    /// Stable code of the kind of problem (`required`, `in_future`).
    pub code: String,
    /// What to do, in both languages, when the definition of the field says it; else the phrase `field-<code>` does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<law::Text>,
}

impl FieldProblem {
    /// A problem whose words come from the catalogue by its code.
    pub fn new(field: &str, code: &str) -> Self {
        Self { field: field.to_owned(), code: code.to_owned(), message: None }
    }
}

impl From<law::FieldError> for FieldProblem {
    fn from(error: law::FieldError) -> Self {
        Self { field: error.key, code: error.code, message: Some(error.message) }
    }
}

/// Every refusal code the field knows; a test holds that each has a phrase in each locale.
pub const CODES: &[&str] = &[
    "application.already_judged",
    "application.reason_missing",
    "contact.key_for_another_address",
    "contact.last_one",
    "contact_change.already_proven",
    "contact_change.proof_before_change",
    "contact_change.proof_in_future",
    "member.not_active",
    "member.already_active",
    "member.already_withdrawn",
    "member.obligatory_stays",
    "member.already_member",
    "profile_change.not_waiting",
    "profile_change.overtaken",
    "profile_change.reason_missing",
    "notice.state_secret",
    "notice.already_decided",
    "notice.not_taken",
    "notice.taken_by_other",
    "notice.merge_with_itself",
    "notice.merge_target_merged",
    "notice.reason_missing",
    "incident.not_open",
    "incident.not_ended",
    "incident.already_closed",
    "incident.not_closed",
    "incident.not_fixed_and_normal",
    "incident.fixed_before_detection",
    "incident.normal_before_fixed",
    "incident.end_in_future",
    "incident.recovery_not_confirmed",
    "incident.closing_report_missing",
    "incident.document_missing",
    "incident.reason_missing",
    "incident.decided_already",
    "incident.no_proposal",
    "party.already_there",
    "party.last_operator",
    "step.not_ready",
    "step.not_running",
    "step.finished_already",
    "step.reason_missing",
    "step.evidence_missing",
    "step.checklist_incomplete",
    "step.no_way_back",
    "reach.not_running",
    "reach.nobody",
    "reach.asked_already",
    "report.submitted_already",
    "report.not_submitted",
    "report.no_addressee",
    "report.reason_missing",
    "report.initial_report_missing",
    "report.not_an_addressee",
    "report.decided_already",
    "restriction.not_restricted",
    "restriction.no_confidentiality",
    "restriction.named_already",
    "restriction.not_named",
    "restriction.last_person",
    "attachment.too_large",
    "attachment.too_many",
    "attachment.too_many_waiting",
    "attachment.unknown",
    "people.wrong_password",
    "people.too_many_tries",
    "second_factor.ceiling",
    "token.unknown",
    "people.weak_password",
    "people.common_password",
    "people.login_taken",
    "people.prove_again",
    "people.last_factor",
    "second_factor.wrong_code",
    "second_factor.sign_in_again",
    "second_factor.missing",
    "second_factor.there_already",
    "invitation.expired",
    "invitation.used",
    "invitation.withdrawn",
    "invitation.unknown",
    "passkey.not_offered",
    "passkey.not_accepted",
    "passkey.stale",
    "passkey.copied",
    "passkey.unknown",
    "passkey.there_already",
    "passkey.too_many",
    "oidc.not_offered",
    "oidc.answer_used",
    "oidc.not_begun_here",
    "oidc.refused_there",
    "oidc.not_trusted",
    "oidc.not_mapped",
    "oidc.login_taken",
    "law.no_form",
    "law_change.not_draft",
    "law_change.same_person",
    "law_change.source_missing",
    "law_change.unsound",
    "law_change.backdated",
    "law_change.stale_files",
    "law_change.open_clocks",
    "law_change.open_processes",
    "law_change.open_reports",
    "law_change.empty",
    "team.no_rules",
    "team.post_unknown",
    "team.post_taken",
    "team.member_already",
    "team.office_over",
    "team.end_before_begin",
    "team.kind_unknown",
    "team.no_office",
    "team.not_yours_to_sign",
    "team.number_taken",
    "team.not_a_document",
    "dispute.already_decided",
    "delegation.revoked",
    "delegation.over",
    "delegation.not_begun",
    "delegation.delegator_gone",
    "delegation.other_scope",
    "delegation.delegator_not_in_office",
    "delegation.no_rule",
    "delegation.no_leading_post",
    "delegation.in_past",
    "delegation.longer_than_office",
    "delegation.delegate_office_ends",
    "delegation.nothing",
    "delegation.not_theirs",
    "delegation.one_at_a_time",
    "delegation.reason_missing",
    "meeting.not_called",
    "meeting.in_future",
    "meeting.nobody_present",
    "meeting.not_held",
    "meeting.minutes_empty",
    "access.no_rules",
    "access.not_the_owner",
    "access.ended",
    "access.not_begun",
    "access.over",
    "access.outside_scope",
    "access.not_named",
    "access.office_over",
    "duty.empty_shift",
    "duty.too_long",
    "duty.overlap",
    "duty.shift_over",
    "duty.reason_missing",
    "duty.not_begun",
    "duty.no_handover",
    "duty.handover_read",
    "duty.handover_empty",
    "duty.not_next_officer",
    "duty.not_on_duty",
    "job.not_dead",
    "mail.not_deliverable",
];
