//! The library: every ruleset, list and calendar that was loaded, sound and cross-checked.
//!
//! ```
//! let files = vec![law::SourceFile { path: "calendars/week.toml".into(), text: "rest = [\"sunday\"]".into() }];
//! let library = law::Library::from_files(files).expect("sound files");
//! assert_eq!(library.rulesets().count(), 0);
//! ```

use crate::agencies::Agencies;
use crate::calendar::Calendar;
use crate::contradictions::Contradiction;
use crate::faults::Fault;
use crate::lists::{List, ListItem};
use crate::loader;
use crate::mapping::Mapping;
use crate::ruleset::Ruleset;

/// A file handed to the loader; reading it from disk is the caller's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the root of the house, with `/`, such as `rulesets/tt20-2017/clocks.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All loaded law.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    pub(crate) rulesets: Vec<Ruleset>,
    pub(crate) lists: Vec<List>,
    pub(crate) mapping: Mapping,
    pub(crate) calendar: Calendar,
    pub(crate) agencies: Agencies,
    pub(crate) contradictions: Vec<Contradiction>,
}

impl Library {
    /// Reads and cross-checks all files.
    ///
    /// Paths decide what a file is: `rulesets/<id>/…`, `rulesets/_shared/lists/*.toml`, `calendars/<year>.toml`,
    /// `rulesets/_shared/contradictions.toml`, `calendars/week.toml`, `facts/<list>.toml`, `facts/agencies.toml`. Files that do not end in `.toml` are passed over.
    ///
    /// # Errors
    /// Every fault of every file, sorted by file, line and column. Never panics, whatever the input.
    pub fn from_files(files: Vec<SourceFile>) -> Result<Self, Vec<Fault>> {
        loader::load(files)
    }

    /// The rulesets, by id.
    pub fn rulesets(&self) -> impl Iterator<Item = &Ruleset> {
        self.rulesets.iter()
    }

    /// The ruleset of that id.
    pub fn ruleset(&self, id: &str) -> Option<&Ruleset> {
        self.rulesets.iter().find(|ruleset| ruleset.id == id)
    }

    /// The editions that share `edition_of`, by id.
    pub fn editions<'a>(&'a self, of: &'a str) -> impl Iterator<Item = &'a Ruleset> {
        self.rulesets.iter().filter(move |ruleset| ruleset.edition_of.as_deref() == Some(of))
    }

    /// The calendar of all years.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The shared list of that id, or else the first ruleset's own list of that id.
    pub fn list(&self, id: &str) -> Option<&List> {
        self.lists
            .iter()
            .find(|list| list.id == id)
            .or_else(|| self.rulesets.iter().find_map(|ruleset| ruleset.list(id)))
    }

    /// The row of a shared list that `list/code` points to, such as the band of a fine.
    pub fn row(&self, pointer: &str) -> Option<&ListItem> {
        let (list, code) = pointer.split_once('/')?;
        self.lists.iter().find(|shared| shared.id == list)?.item(code)
    }

    /// The shared lists, by id.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.lists.iter()
    }

    /// Agencies through time.
    pub fn agencies(&self) -> &Agencies {
        &self.agencies
    }

    /// Where texts contradict each other, in the order of their numbers.
    pub fn contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        self.contradictions.iter()
    }

    /// The mapping from RSIT to printed rows.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }
}
