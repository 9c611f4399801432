//! Rulesets and calendars of a folder, in place of those the house ships.

use ::law::{Fault, Library, SourceFile};
use std::io;
use std::path::{Path, PathBuf};

/// Deepest folder read.
const DEEPEST: usize = 6;
/// Most files read.
const MOST_FILES: usize = 20_000;
/// Longest file read, in bytes.
const LONGEST_BYTES: u64 = 4 * 1024 * 1024;

/// Why a folder gave no library.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something is wrong in the files.
    #[error("{} fault(s) in the rulesets", .0.len())]
    Faults(Vec<Fault>),
}

/// The library of a folder that holds `rulesets/`, `calendars/` and `facts/`.
///
/// # Errors
/// [`NotLoaded`].
pub fn library_from_folder(root: &Path) -> Result<Library, NotLoaded> {
    Library::from_files(files_of_folder(root)?).map_err(NotLoaded::Faults)
}

/// The files of a folder that holds `rulesets/`, `calendars/` and `facts/`.
///
/// # Errors
/// [`NotLoaded::Unreadable`].
pub fn files_of_folder(root: &Path) -> Result<Vec<SourceFile>, NotLoaded> {
    let mut files = Vec::new();
    for folder in ["rulesets", "calendars", "facts"] {
        gather(&root.join(folder), folder, 0, &mut files)?;
    }
    Ok(files)
}

/// Whichever files a folder has below `rulesets/`, `calendars/` and `facts/`.
///
/// # Errors
/// [`NotLoaded::Unreadable`], also for a folder with none of the three.
pub fn files_below(root: &Path) -> Result<Vec<SourceFile>, NotLoaded> {
    let mut files = Vec::new();
    let there: Vec<&str> =
        ["rulesets", "calendars", "facts"].into_iter().filter(|folder| root.join(folder).is_dir()).collect();
    if there.is_empty() {
        let source = io::Error::other("it has no folder rulesets, calendars or facts");
        return Err(NotLoaded::Unreadable { path: root.to_owned(), source });
    }
    for folder in there {
        gather(&root.join(folder), folder, 0, &mut files)?;
    }
    Ok(files)
}

fn gather(folder: &Path, shown: &str, depth: usize, files: &mut Vec<SourceFile>) -> Result<(), NotLoaded> {
    let unreadable = |path: &Path, source| NotLoaded::Unreadable { path: path.to_owned(), source };
    let too_much = |path: &Path, what: &str| unreadable(path, io::Error::other(what.to_owned()));
    if depth > DEEPEST {
        return Err(too_much(folder, "folders are nested too deeply"));
    }
    for entry in std::fs::read_dir(folder).map_err(|e| unreadable(folder, e))? {
        let path = entry.map_err(|e| unreadable(folder, e))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let shown = format!("{shown}/{name}");
        let about = std::fs::metadata(&path).map_err(|e| unreadable(&path, e))?;
        if about.is_dir() {
            gather(&path, &shown, depth + 1, files)?;
        } else if name.ends_with(".toml") {
            if about.len() > LONGEST_BYTES || files.len() >= MOST_FILES {
                return Err(too_much(&path, "too long, or too many files"));
            }
            let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
            files.push(SourceFile { path: shown, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_folder_of_the_house_gives_the_library_of_the_house() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let library = library_from_folder(&root).expect("sound rulesets");
        assert_eq!(Ok(library), crate::law::house_library());
    }

    #[test]
    fn a_folder_without_rulesets_is_named() {
        let error = library_from_folder(Path::new("/nonexistent")).expect_err("no such folder");
        assert_eq!(error.to_string(), "cannot read /nonexistent/rulesets");
    }
}
