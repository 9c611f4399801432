//! Tab *overview*: facts, classification, moment of detection, severity, marks of handling, and the two ends.

use super::overview_samples;
use crate::contexts::desk::Act;
use crate::contexts::elements::Choice;
use serde::Serialize;

/// A class of the taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassView {
    /// Machine value (`availability/ddos`).
    pub code: String,
    /// Word.
    pub label: String,
}

/// Classes to choose from, under one heading of the taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassGroup {
    /// Heading.
    pub label: String,
    /// Classes.
    pub choices: Vec<Choice>,
}

/// The row of a printed list that follows from the classes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DerivedRow {
    /// Title of the list.
    pub list: String,
    /// The row; none when no row follows.
    pub label: Option<String>,
    /// `text`, `secondary` or `recalled`.
    pub certainty: String,
    /// What to know about it; empty for none.
    pub note: String,
}

/// What was harmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Effects {
    /// Secrecy lost.
    pub confidentiality: bool,
    /// Wholeness lost.
    pub integrity: bool,
    /// Availability lost.
    pub availability: bool,
}

/// Choices of the classification form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassifyForm {
    /// Primary classes; chosen ones are checked.
    pub primary: Vec<ClassGroup>,
    /// Further classes.
    pub secondary: Vec<ClassGroup>,
    /// Cause groups.
    pub causes: Vec<Choice>,
    /// Environments.
    pub environments: Vec<Choice>,
    /// Harm.
    pub harm: Vec<Choice>,
    /// Spread.
    pub spread: Vec<Choice>,
}

/// The form that corrects the affected system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactsForm {
    /// Systems of the register that it may be.
    pub systems: Vec<Choice>,
    /// Name as told, when it is not in the register.
    pub name: String,
    /// Levels 1–5.
    pub levels: Vec<Choice>,
    /// Correct it.
    pub correct: Option<Act>,
}

/// A correction of the moment of detection; both values are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// When corrected, microseconds.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// The moment before, microseconds.
    pub before: i64,
    /// The moment after, microseconds.
    pub after: i64,
    /// Why.
    pub reason: String,
}

/// The moment of detection and how to correct it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detection {
    /// The moment, `2026-11-20T08:15` in Vietnam time.
    pub value: String,
    /// Corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// Correct it.
    pub correct: Option<Act>,
}

/// One condition of severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// The condition as printed.
    pub text: String,
    /// Where it is printed.
    pub cite: String,
    /// Whether it holds.
    pub met: bool,
}

/// A proposal or a decision about severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeverityRecordView {
    /// Decision, else proposal.
    pub decision: bool,
    /// Severe.
    pub severe: bool,
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub by: String,
    /// Position of the one who decided; empty for a proposal.
    pub position: String,
    /// For which body; empty for the software.
    pub body: String,
    /// Sign and date of the document; empty for none.
    pub document: String,
    /// Reasons.
    pub reason: String,
}

/// Severity: conditions with ticks, history, and the two acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeverityPanel {
    /// Conditions, all of which are needed.
    pub conditions: Vec<Criterion>,
    /// Effects, one of which is needed; posted value, words, and whether it is ticked.
    pub effects: Vec<Choice>,
    /// What the conditions say together.
    pub severe: bool,
    /// Where the conditions are printed.
    pub cite: String,
    /// Who decides, as the text says.
    pub decided_by: String,
    /// The owner cannot handle it.
    pub owner_cannot_handle: bool,
    /// Proposals and decisions, oldest first.
    pub records: Vec<SeverityRecordView>,
    /// Propose.
    pub propose: Option<Act>,
    /// Decide.
    pub decide: Option<Act>,
}

/// Marks of handling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marks {
    /// Circumstances that clocks ask for.
    pub circumstances: Vec<Choice>,
    /// Sharing marks.
    pub tlp: Vec<Choice>,
    /// The system is on the list of nationally important ones.
    pub national_important: bool,
    /// Change them.
    pub change: Option<Act>,
}

/// The two ends and reopening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// Proposed moment of the fix, `2026-11-20T08:15` in Vietnam time; empty when not known.
    pub fixed_at: String,
    /// Proposed moment of normal work.
    pub normal_at: String,
    /// Declare the response ended.
    pub end: Option<Act>,
    /// Article behind the end.
    pub end_cite: String,
    /// Record as closed.
    pub close: Option<Act>,
    /// Article behind closing.
    pub close_cite: String,
    /// Reopen.
    pub reopen: Option<Act>,
}

/// The tab.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// What is known, in words.
    pub summary: String,
    /// Owner; empty when not known.
    pub owner: String,
    /// Province; empty when not known.
    pub province: String,
    /// Sector; empty when not known.
    pub sector: String,
    /// Code of the environment.
    pub environment: String,
    /// Title of the process that is followed.
    pub process: String,
    /// Texts of law that bind it, short names.
    pub laws: Vec<String>,
    /// When confirmed as an incident, microseconds.
    pub confirmed_at: i64,
    /// When fixed, microseconds.
    pub fixed_at: Option<i64>,
    /// When back to normal work, microseconds.
    pub normal_at: Option<i64>,
    /// When the response was declared ended, microseconds.
    pub ended_at: Option<i64>,
    /// When recorded as closed, microseconds.
    pub closed_at: Option<i64>,
    /// Primary classes.
    pub primary: Vec<ClassView>,
    /// Further classes.
    pub secondary: Vec<ClassView>,
    /// Rows of the printed lists.
    pub rows: Vec<DerivedRow>,
    /// Cause group; empty when not known.
    pub cause: String,
    /// What was harmed.
    pub effects: Effects,
    /// Harm, in the reader's language.
    pub harm: String,
    /// Spread, in the reader's language.
    pub spread: String,
    /// Still being verified.
    pub under_verification: bool,
    /// Classify.
    pub classify: Option<Act>,
    /// Choices of the classification form.
    pub form: Option<ClassifyForm>,
    /// The affected system and how to correct it.
    pub facts: FactsForm,
    /// The moment of detection.
    pub detection: Detection,
    /// Severity.
    pub severity: SeverityPanel,
    /// Marks of handling.
    pub marks: Marks,
    /// The two ends.
    pub ending: Ending,
}

impl Overview {
    /// An open, an ended and a closed incident.
    pub(super) fn samples() -> Vec<Overview> {
        overview_samples::all()
    }
}
