//! Agencies through time: the name each had on a day, what it belonged to, and who took over when it was no more.
//!
//! ```
//! # fn show(agencies: &law::Agencies, day: jiff::civil::Date) {
//! if let Some(known) = agencies.on("vncert", day) {
//!     println!("{} (by way of {} agencies)", known.name.name, known.by_way_of.len());
//! }
//! # }
//! ```

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::text::{Certainty, Text};

/// All agencies, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Agencies(pub(crate) Vec<Agency>);

/// A body of the State, through its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Agency {
    /// Name, unique among agencies.
    pub id: String,
    /// What it is, such as `ministry`.
    pub kind: String,
    /// Its names, in order of time; in TOML `[[agency.name]]`.
    pub names: Vec<AgencyName>,
    /// Who took over; in TOML `[[agency.successor]]`.
    pub successors: Vec<Successor>,
    /// Remarks.
    pub notes: Vec<Text>,
}

/// A name for a span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgencyName {
    /// The name as printed in its time.
    pub name: String,
    /// Short form; empty when there is none.
    pub short: String,
    /// First day.
    pub from: Option<Date>,
    /// First day no longer.
    pub until: Option<Date>,
    /// The agency it belonged to.
    pub parent: Option<String>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Where we read it.
    pub source: String,
}

impl AgencyName {
    /// True when the name was borne on `day`.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day < until)
    }
}

/// Who took over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Successor {
    /// Id of the agency.
    pub agency: String,
    /// From which day.
    pub from: Option<Date>,
    /// Which duties, when not all.
    pub of: Option<Text>,
    /// Where we read it.
    pub source: String,
}

/// Who answers on a day for an agency named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering<'a> {
    /// The agency that answers.
    pub agency: &'a Agency,
    /// The name it bears on that day.
    pub name: &'a AgencyName,
    /// Agencies that are no more, from the one asked for on.
    pub by_way_of: Vec<&'a Agency>,
}

impl Agencies {
    /// All, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Agency> {
        self.0.iter()
    }

    /// The agency of that id.
    pub fn get(&self, id: &str) -> Option<&Agency> {
        self.0.iter().find(|agency| agency.id == id)
    }

    /// Who answers on `day` for the agency of that id: itself under the name of that day, or else its first successor,
    /// and so on. Nothing when nobody is known.
    pub fn on(&self, id: &str, day: Date) -> Option<Answering<'_>> {
        let (mut agency, mut by_way_of) = (self.get(id)?, Vec::new());
        let mut seen = BTreeSet::new();
        while seen.insert(agency.id.as_str()) {
            if let Some(name) = agency.names.iter().find(|name| name.covers(day)) {
                return Some(Answering { agency, name, by_way_of });
            }
            let next = agency.successors.iter().find(|next| next.from.is_none_or(|from| day >= from))?;
            by_way_of.push(agency);
            agency = self.get(&next.agency)?;
        }
        None
    }
}
