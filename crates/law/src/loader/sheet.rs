//! One file under reading: its text, its places and the faults found in it.

use std::cell::RefCell;

use crate::faults::Fault;

/// A file and what was found wrong in it so far.
pub(super) struct Sheet {
    path: String,
    text: String,
    /// Byte offset of the start of each line.
    lines: Vec<usize>,
    faults: RefCell<Vec<Fault>>,
}

/// A place a fault may be reported at.
#[derive(Debug, Clone)]
pub(super) struct Place(Fault);

impl Place {
    /// The fault of that message at this place.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault { message: message.into(), ..self.0.clone() }
    }
}

impl Sheet {
    pub(super) fn new(path: String, text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { path, text, lines, faults: RefCell::default() }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The last part of the path.
    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The very start of the file.
    pub(super) fn start(&self) -> Place {
        self.place(0, "", "")
    }

    /// The place of the byte `at`, for a key of a table.
    pub(super) fn place(&self, at: usize, table: &str, key: &str) -> Place {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at).unwrap_or_default();
        Place(Fault {
            file: self.path.clone(),
            line,
            column: before.chars().count() + 1,
            table: table.to_owned(),
            key: key.to_owned(),
            message: String::new(),
        })
    }

    pub(super) fn push(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
    }

    /// Hands over the faults found so far.
    pub(super) fn take_faults(&self) -> Vec<Fault> {
        self.faults.take()
    }
}
