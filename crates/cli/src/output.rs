//! What a command says: lines for people, one object for programs.

use crate::failure::Failure;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;

/// Where a command's answer goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) const fn new(json: bool) -> Self {
        Self { json }
    }

    /// The answer: `value` for programs, `lines` for people.
    pub(crate) fn answer(self, value: &Value, lines: impl FnOnce() -> Vec<String>) {
        let mut out = std::io::stdout().lock();
        if self.json {
            let _ = writeln!(out, "{value}");
        } else {
            for line in lines() {
                let _ = writeln!(out, "{line}");
            }
        }
        let _ = out.flush();
    }

    /// A line of progress, for people only.
    pub(crate) fn progress(self, line: &str) {
        if !self.json {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// The failure of a command.
    pub(crate) fn failure(self, failure: &Failure) -> ExitCode {
        if self.json {
            let mut out = std::io::stdout().lock();
            let _ = writeln!(out, "{}", json!({ "ok": false, "errors": failure.lines }));
            let _ = out.flush();
        } else {
            let mut err = std::io::stderr().lock();
            for line in &failure.lines {
                let _ = writeln!(err, "ungcuu: {line}");
            }
        }
        failure.exit()
    }
}
