//! Checks that no compiler makes: [`length`] of files, leftover [`words`], [`traceability`] of the law, [`licences`].

pub mod length;
pub mod licences;
pub mod traceability;
pub mod words;

use crate::Outcome;
use anyhow::Context;
use cargo_metadata::Metadata;
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};

/// Runs them all.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn run(root: &Utf8Path, metadata: &Metadata) -> anyhow::Result<Outcome> {
    let sources = files(
        root,
        &["crates", "templates", "locales", "migrations", "rulesets", "calendars", "web/src", "e2e", "docs"],
    )?;
    let mut faults = Vec::new();
    for path in &sources {
        let Ok(text) = std::fs::read_to_string(root.join(path)) else { continue };
        faults.extend(length::fault(path, &text));
        faults.extend(words::faults(path, &text));
    }
    let (rows, untraced) = traceability::check(root)?;
    faults.extend(untraced);
    faults.extend(licences::faults(&metadata.packages));
    Ok(Outcome {
        faults,
        looked_at: format!(
            "{} files, {rows} rows of the obligations, {} packages",
            sources.len(),
            metadata.packages.len()
        ),
    })
}

/// Files below some folders of the root, sorted, as paths from the root; what tools write there is left out.
fn files(root: &Utf8Path, folders: &[&str]) -> anyhow::Result<Vec<Utf8PathBuf>> {
    const WRITTEN_BY_TOOLS: [&str; 4] = ["node_modules", "dist", "target", "screenshots"];
    let mut found = Vec::new();
    let mut waiting: Vec<Utf8PathBuf> =
        folders.iter().map(Utf8PathBuf::from).filter(|f| root.join(f).is_dir()).collect();
    while let Some(folder) = waiting.pop() {
        for entry in root.join(&folder).read_dir_utf8().with_context(|| format!("listing {folder}"))? {
            let entry = entry.with_context(|| format!("listing {folder}"))?;
            let path = folder.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                found.push(path);
            } else if !WRITTEN_BY_TOOLS.contains(&entry.file_name()) {
                waiting.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
