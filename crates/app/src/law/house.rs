//! The rulesets, calendars and public facts that the house ships, carried inside the program.

use ::law::{Fault, Library, SourceFile};
use rust_embed::RustEmbed;

/// Everything under `rulesets/`.
#[derive(RustEmbed)]
#[folder = "../../rulesets"]
struct Rulesets;

/// Everything under `calendars/`.
#[derive(RustEmbed)]
#[folder = "../../calendars"]
struct Calendars;

/// Everything under `facts/`.
#[derive(RustEmbed)]
#[folder = "../../facts"]
struct Facts;

/// The library of the house.
///
/// # Errors
/// Every fault of every file.
pub fn house_library() -> Result<Library, Vec<Fault>> {
    Library::from_files(house_files())
}

/// The files of the house.
pub fn house_files() -> Vec<SourceFile> {
    let mut files = Vec::new();
    gather::<Rulesets>("rulesets", &mut files);
    gather::<Calendars>("calendars", &mut files);
    gather::<Facts>("facts", &mut files);
    files
}

fn gather<E: RustEmbed>(folder: &str, files: &mut Vec<SourceFile>) {
    for path in E::iter().filter(|path| path.ends_with(".toml")) {
        if let Some(file) = E::get(&path) {
            let text = String::from_utf8_lossy(&file.data).into_owned();
            files.push(SourceFile { path: format!("{folder}/{path}"), text });
        }
    }
}
