//! Documents that the program writes about itself: the description of its API and the reference of its configuration.
//! They are kept in the repository, so that a change of either is seen where it is reviewed.

use crate::Outcome;
use anyhow::{Context, bail};
use cargo_metadata::MetadataCommand;
use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use std::process::Command;

struct Written {
    path: &'static str,
    by: &'static [&'static str],
}

const DOCUMENTS: [Written; 2] = [
    Written { path: "docs/openapi.json", by: &["openapi"] },
    Written { path: "docs/ungcuu.toml", by: &["config", "reference"] },
];

/// Writes the documents, or with `check` only compares them.
///
/// # Errors
/// A program that does not build or does not answer; a document that cannot be written.
pub fn run(root: &Utf8Path, check: bool) -> anyhow::Result<Outcome> {
    let mut faults = Vec::new();
    let program = build(root)?;
    for document in &DOCUMENTS {
        let says = ask(&program, document.by)?;
        let path = root.join(document.path);
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept == says {
            continue;
        }
        if check {
            faults.push(format!(
                "{}: differs from `ungcuu {}`; run `cargo xtask generate`",
                document.path,
                document.by.join(" ")
            ));
        } else {
            std::fs::write(&path, says).with_context(|| format!("writing {}", document.path))?;
        }
    }
    Ok(Outcome { faults, looked_at: DOCUMENTS.map(|d| d.path).join(", ") })
}

/// Builds the program with the features of the whole workspace, as the tests do, so that nothing is compiled twice.
fn build(root: &Utf8Path) -> anyhow::Result<Utf8PathBuf> {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let built = Command::new(cargo)
        .current_dir(root)
        .args(["build", "-q", "--workspace", "--bins", "--tests", "--locked"])
        .status()
        .context("starting cargo")?;
    if !built.success() {
        bail!("the program does not build");
    }
    let about = MetadataCommand::new().current_dir(root).no_deps().exec().context("asking cargo")?;
    Ok(about.target_directory.join("debug").join("ungcuu"))
}

fn ask(program: &Utf8Path, by: &[&str]) -> anyhow::Result<String> {
    let answer = Command::new(program).args(by).output().with_context(|| format!("starting {program}"))?;
    if !answer.status.success() {
        bail!("`ungcuu {}` failed: {}", by.join(" "), String::from_utf8_lossy(&answer.stderr).trim());
    }
    String::from_utf8(answer.stdout).with_context(|| format!("`ungcuu {}` did not write UTF-8", by.join(" ")))
}
