//! From what the desk says of a change to what its pages show.

use crate::html::desk::Words;
use crate::{Fault, Visitor, Web};
use app::Error;
use app::domain::Right;
use app::domain::law_changes::LawChange;
use app::law::changes::{ChangeView, FileState, IncidentChange, Simulation};
use law::{ChangeKind, Difference, DifferenceKind, Due, TextChange};
use phrases::contexts::desk::Typed;
use phrases::contexts::law::{
    ChangeFile, ChangePage, ChangeRow, ClockDiffers, FormDiffers, IncidentDiffers, SimulationPage,
    TextDiffers,
};

/// A number as it stands in an address.
pub(super) fn number(text: &str) -> Result<i64, Fault> {
    text.parse().map_err(|_| Fault(Error::NotFound))
}

/// A change in a list.
pub(super) fn row(change: LawChange) -> ChangeRow {
    ChangeRow {
        number: change.number,
        title: change.title,
        source: change.source,
        state: change.state.to_string(),
        written_by: change.written_by.name,
        activated_by: change.activated_by.map(|hand| hand.name),
        changed_at: change.changed_at.micros(),
    }
}

/// A fault with its place in the file.
pub(super) fn place(fault: &law::Fault) -> String {
    let told = fault.to_string();
    told.strip_prefix(&format!("{}:", fault.file)).map_or(told.clone(), str::to_owned)
}

/// A change with its files.
pub(super) fn change(
    web: &Web,
    visitor: &Visitor,
    view: ChangeView,
    paths: Vec<String>,
    typed: Option<Typed>,
) -> ChangePage {
    let words = Words::of(web, visitor);
    let state = |state| match state {
        FileState::New => "new",
        FileState::Changed => "changed",
        FileState::Same => "same",
        FileState::Removed => "removed",
    };
    let draft = view.change.writable().is_ok();
    let activate = draft.then(|| words.act(view.activable.clone()));
    let files = view.files.into_iter().map(|file| ChangeFile {
        state: state(file.state).to_owned(),
        faults: file.faults.iter().map(place).collect(),
        path: file.path,
    });
    ChangePage {
        files: files.collect(),
        elsewhere: view.elsewhere.iter().map(ToString::to_string).collect(),
        paths,
        activate,
        changed_by: view.change.changed_by.name.clone(),
        created_at: view.change.created_at.micros(),
        activated_at: view.change.activated_at.map(|at| at.micros()),
        version: view.change.version,
        row: row(view.change),
        typed,
    }
}

/// What a change would do.
pub(super) fn simulation(
    web: &Web,
    visitor: &Visitor,
    change: LawChange,
    found: Simulation,
) -> SimulationPage {
    let words = Words::of(web, visitor);
    SimulationPage {
        links: visitor.op.may(Right::SeeEverything),
        number: change.number,
        title: change.title,
        faults: found.faults.iter().map(ToString::to_string).collect(),
        from: found.from.map(law::shown_date),
        texts: found.texts.into_iter().map(|text| text_differs(&words, text)).collect(),
        open: found.open,
        touched: found.touched,
        incidents: found.incidents.into_iter().map(|one| incident(&words, one)).collect(),
        obstacles: found.obstacles.iter().map(|one| one.told(&web.app.phrases, visitor.lang)).collect(),
    }
}

const fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::New => "new",
        ChangeKind::Changed => "changed",
        ChangeKind::Removed => "removed",
    }
}

fn text_differs(words: &Words<'_>, text: TextChange) -> TextDiffers {
    let forms = text.forms.into_iter().map(|form| FormDiffers {
        title: words.text(&form.title),
        kind: kind(form.kind).to_owned(),
        fields: form
            .fields
            .iter()
            .map(|field| (words.text(&field.label), kind(field.kind).to_owned()))
            .collect(),
    });
    TextDiffers {
        forms: forms.collect(),
        short: words.text(&text.short),
        kind: kind(text.kind).to_owned(),
        replaces: text.replaces.map(|id| words.law(&id)),
        id: text.ruleset,
    }
}

fn incident(words: &Words<'_>, one: IncidentChange) -> IncidentDiffers {
    IncidentDiffers {
        number: one.number.to_string(),
        detected_at: one.detected_at.micros(),
        bound: one.bound,
        clocks: one.differences.iter().map(|difference| clock(words, difference)).collect(),
    }
}

fn clock(words: &Words<'_>, difference: &Difference) -> ClockDiffers {
    let due = |due: &Due| {
        let moment =
            due.due_text.as_ref().map_or_else(|| words.say("clock-no-number"), |text| words.text(text));
        format!("{moment} · {}", words.place(&due.cite))
    };
    let kind = match difference.kind {
        DifferenceKind::Gained => "gained",
        DifferenceKind::Lost => "lost",
        DifferenceKind::Moved => "moved",
        DifferenceKind::Form => "form",
    };
    ClockDiffers {
        kind: kind.to_owned(),
        title: words.text(&difference.title),
        before: difference.before.as_ref().map(due),
        after: difference.after.as_ref().map(due),
    }
}
