//! The library: every ruleset, list and calendar that was loaded, sound and cross-checked.
//!
//! ```
//! let files = vec![law::SourceFile { path: "calendars/week.toml".into(), text: "rest = [\"sunday\"]".into() }];
//! let library = law::Library::from_files(files).expect("sound files");
//! assert_eq!(library.rulesets().count(), 0);
//! ```

use jiff::civil::Date;

use crate::agencies::{Agencies, Answering};
use crate::calendar::Calendar;
use crate::contradictions::Contradiction;
use crate::faults::Fault;
use crate::lists::{List, ListItem};
use crate::loader;
use crate::mapping::Mapping;
use crate::players::Player;
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
    pub(crate) players: Vec<Player>,
}

impl Library {
    /// Reads and cross-checks all files.
    ///
    /// Paths decide what a file is: `rulesets/<id>/…`, `rulesets/_shared/lists/*.toml`, `calendars/<year>.toml`,
    /// `rulesets/_shared/contradictions.toml`, `rulesets/_shared/players.toml`, `calendars/week.toml`, `calendars/bodies/<name>.toml`, `facts/<list>.toml`,
    /// `facts/agencies.toml`. Files that do not end in `.toml` are passed over.
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

    /// The editions of one text, by id.
    pub fn editions<'a>(&'a self, of: &'a str) -> impl Iterator<Item = &'a Ruleset> {
        self.rulesets.iter().filter(move |ruleset| ruleset.text() == of)
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

    /// Who in the network plays a role.
    pub fn player(&self, role: &str) -> Option<&Player> {
        self.players.iter().find(|player| player.roles.iter().any(|known| known == role))
    }

    /// Who in the network plays a role of a text on `day`: by the role itself, else by the agency that answers for whoever
    /// the text names.
    pub fn player_of(&self, ruleset: &str, role: &str, day: Date) -> Option<&Player> {
        let of_agency = || self.player_for(&self.answering(ruleset, role, day)?.agency.id);
        self.player(role).or_else(of_agency)
    }

    /// To whom in the network the duties of an agency fall.
    pub fn player_for(&self, agency: &str) -> Option<&Player> {
        self.players.iter().find(|player| player.agencies.iter().any(|known| known == agency))
    }

    /// All players.
    pub fn players(&self) -> impl Iterator<Item = &Player> {
        self.players.iter()
    }

    /// Who answers on `day` for the holder of a role in a text; nothing when no agency is known behind the role.
    pub fn answering(&self, ruleset: &str, role: &str, day: Date) -> Option<Answering<'_>> {
        let role = self.ruleset(ruleset)?.role(role)?;
        let holder = role.holder_on(day).or_else(|| role.holders.last())?;
        self.agencies.on(holder.agency.as_deref()?, day)
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
