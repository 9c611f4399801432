//! What the law engine promises, as facts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test may stop where it stands"
)]

mod agencies;
mod change;
mod clocks;
mod editions;
mod forms;
mod house;
mod loader;
mod mapping;
mod oracle;
mod process;
mod resolve;
mod robust;
mod schema;
mod simulate;
mod tables;
mod teams;
mod wording;

use std::path::{Path, PathBuf};

use law::{Conditions, Facts, Library, SourceFile};

/// The folder of the made-up ruleset of these tests.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// Every TOML file of `folders` under `root`, as the loader wants them.
fn files(root: &Path, folders: &[&str]) -> Vec<SourceFile> {
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "toml") {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// The files of the made-up ruleset.
fn fixture_files() -> Vec<SourceFile> {
    files(&fixtures(), &["rulesets", "calendars", "facts"])
}

/// The library of the made-up ruleset.
fn library() -> Library {
    Library::from_files(fixture_files()).unwrap_or_else(|faults| panic!("{}", lines(&faults)))
}

fn lines(faults: &[law::Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

/// An incident that the made-up ruleset binds.
fn facts() -> Facts {
    Facts {
        at: "2026-11-12T09:00:00+07:00".parse().unwrap(),
        province: Some("24".into()),
        sector: None,
        locality: None,
        level: Some(3),
        severe: false,
        conditions: Conditions::default(),
    }
}
