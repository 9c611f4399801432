//! Looking at changes: the list, one with its files and their faults, one file.

use super::load;
use crate::access::Ask;
use crate::law::running::laid_over;
use crate::{App, Error, Result, boxed};
use ::law::{Fault, Library};
use domain::law_changes::{Hand, LawChange, is_path};
use domain::{Op, Refusal, Right};
use serde::Serialize;
use store::{DraftFile, LawFile};

/// Most changes listed.
const MOST: i64 = 500;

/// What a file of a change does to the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FileState {
    /// The law did not have it.
    New,
    /// The law has another text there.
    Changed,
    /// The law has this very text.
    Same,
    /// The law loses it.
    Removed,
}

/// A file of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileView {
    /// Path.
    pub path: String,
    /// What it does.
    pub state: FileState,
    /// Faults in it, each with its place.
    pub faults: Vec<Fault>,
}

/// A change with all that matters about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeView {
    /// The change.
    pub change: LawChange,
    /// Its files, by path.
    pub files: Vec<FileView>,
    /// Faults in files that are not part of the change: what points at something that is no more.
    pub elsewhere: Vec<Fault>,
    /// Whether whoever looks may bring it into force, as far as persons are concerned.
    pub activable: std::result::Result<(), Refusal>,
}

impl ChangeView {
    /// Every fault.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.files.iter().flat_map(|file| &file.faults).chain(&self.elsewhere)
    }
}

/// The changes, newest first, at most 500.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn list_changes(app: &App, op: &Op) -> Result<Vec<LawChange>> {
    op.require(Right::ChangeLaw)?;
    Ok(app.store.read().await?.law_changes(MOST).await?)
}

/// A change with its files and their faults.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`].
#[boxed]
pub async fn show_change(app: &App, op: &Op, number: i64) -> Result<ChangeView> {
    op.require(Right::ChangeLaw)?;
    let mut read = app.store.read().await?;
    let change = load(&mut read, number).await?;
    let running = app.law.files_in(&mut read).await?;
    let files = over(&read.law_change_files(change.id).await?);
    let mut faults =
        if change.writable().is_ok() { faults(laid_over(&running, files.clone())) } else { Vec::new() };
    let files = files.into_iter().map(|(path, body)| {
        let known = running.iter().find(|file| file.path == path);
        let state = match (body, known) {
            (None, _) => FileState::Removed,
            (Some(_), None) => FileState::New,
            (Some(text), Some(known)) if known.text == text => FileState::Same,
            (Some(_), Some(_)) => FileState::Changed,
        };
        let (mine, rest) = std::mem::take(&mut faults).into_iter().partition(|fault| fault.file == path);
        faults = rest;
        FileView { path, state, faults: mine }
    });
    let files: Vec<FileView> = files.collect();
    let activable = change.activable(&Hand::of(op));
    Ok(ChangeView { files, elsewhere: faults, activable, change })
}

/// The text of a file as the change has it, else as the law has it; empty when neither does, none when the change takes
/// it away.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`]; field `path`.
#[boxed]
pub async fn show_file(app: &App, op: &Op, number: i64, path: &str) -> Result<Option<String>> {
    op.require(Right::ChangeLaw)?;
    if !is_path(path) {
        return Err(Error::field("path", "not_a_path"));
    }
    let mut read = app.store.read().await?;
    let change = load(&mut read, number).await?;
    let files = read.law_change_files(change.id).await?;
    if let Some((_, body, _)) = files.into_iter().find(|(known, ..)| known == path) {
        return Ok(body);
    }
    let running = app.law.files_in(&mut read).await?;
    Ok(Some(running.into_iter().find(|file| file.path == path).map(|file| file.text).unwrap_or_default()))
}

/// Paths of all files of the law.
///
/// # Errors
/// [`Error::Forbidden`].
#[boxed]
pub async fn paths(app: &App, op: &Op) -> Result<Vec<String>> {
    op.require(Right::ChangeLaw)?;
    let running = app.law.files_in(&mut *app.store.read().await?).await?;
    Ok(running.into_iter().map(|file| file.path).collect())
}

/// The files of a draft as they are laid over the law.
pub(super) fn over(files: &[DraftFile]) -> Vec<LawFile> {
    files.iter().map(|(path, body, _)| (path.clone(), body.clone())).collect()
}

fn faults(files: Vec<::law::SourceFile>) -> Vec<Fault> {
    Library::from_files(files).err().unwrap_or_default()
}
