//! The table of rights, `rights/roles.toml`: role × right × relation, the parts of an incident, and who still sees what is
//! restricted. It is part of the program and read once; a table with a fault gives nobody anything.
//!
//! ```
//! use domain::access::{Relation, Right, table};
//! use domain::people::Role;
//! assert!(table().rights(Role::UnitOfficer).over(Right::TriageNotice).holds(Relation::Handler));
//! ```

use super::{Relation, Relations, Right, Rights};
use crate::canonical::sha256_hex;
use crate::incidents::{PartyRole, Sees};
use crate::people::Role;
use law::Fault;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;
use std::sync::LazyLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Path of the table in the sources; the place of every fault.
pub const PATH: &str = "rights/roles.toml";
const TEXT: &str = include_str!("../../../../rights/roles.toml");

static HOUSE: LazyLock<Result<Table, Vec<Fault>>> = LazyLock::new(|| Table::read(TEXT));
static NOTHING: LazyLock<Table> = LazyLock::new(Table::default);

/// The table of this program.
pub fn table() -> &'static Table {
    HOUSE.as_ref().unwrap_or(&NOTHING)
}

/// What is wrong with the table of this program; the desk does not open while there is anything.
pub fn faults() -> &'static [Fault] {
    HOUSE.as_ref().err().map_or(&[], Vec::as_slice)
}

/// What comes with a part of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    relations: Relations,
    sees: Sees,
}

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    roles: BTreeMap<Role, Rights>,
    parts: BTreeMap<PartyRole, Part>,
    superior: Option<Sees>,
    notices: Relations,
    incidents: Relations,
    sha256: String,
}

impl Table {
    /// Reads and checks a table.
    ///
    /// # Errors
    /// Every fault, each with its place.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader { text, faults: Vec::new() };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            reader.fault(error.span().unwrap_or_default(), "", "", format!("not TOML: {}", error.message()));
        }
        let mut table = Self { sha256: sha256_hex(text.as_bytes()), ..Self::default() };
        if errors.is_empty() {
            reader.root(root.get_ref(), &mut table);
            reader.whole(&table);
        }
        reader.faults.sort();
        if reader.faults.is_empty() { Ok(table) } else { Err(reader.faults) }
    }

    /// The rights of a role, each with the relations over which it is given.
    pub fn rights(&self, role: Role) -> Rights {
        self.roles.get(&role).copied().unwrap_or_default()
    }

    /// The relations that come with a part of an incident.
    pub fn relations_of(&self, part: PartyRole) -> Relations {
        self.parts.get(&part).map_or(Relations::NONE, |part| part.relations).and(Relation::Party)
    }

    /// What a body sees that takes a part, unless set otherwise.
    pub fn seen_by(&self, part: PartyRole) -> Sees {
        self.parts.get(&part).map_or(Sees::Shared, |part| part.sees)
    }

    /// What somebody sees who is only superior.
    pub fn seen_by_superior(&self) -> Sees {
        self.superior.unwrap_or(Sees::Shared)
    }

    /// The relations of which one is needed to see a restricted notice.
    pub const fn restricted_notices(&self) -> Relations {
        self.notices
    }

    /// The relations of which one is needed to see a restricted incident and what belongs to it.
    pub const fn restricted_incidents(&self) -> Relations {
        self.incidents
    }

    /// Whether any role has a right over a relation.
    pub fn gives(&self, right: Right, relation: Relation) -> bool {
        self.roles.values().any(|rights| rights.over(right).holds(relation))
    }

    /// SHA-256 of the file.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// The top of the file.
const TOP: [&str; 4] = ["role", "part", "superior", "restricted"];

type Entry<'t, 'a> = (&'t Spanned<std::borrow::Cow<'a, str>>, &'t Spanned<DeValue<'a>>);

/// Reads the table and notes every fault.
struct Reader<'t> {
    text: &'t str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, span: Range<usize>, table: &str, key: &str, message: impl Into<String>) {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let (table, key) = (table.to_owned(), key.to_owned());
        self.faults.push(Fault { file: PATH.to_owned(), line, column, table, key, message: message.into() });
    }

    fn root(&mut self, root: &DeTable<'_>, table: &mut Table) {
        for (key, value) in root.iter() {
            let name: &str = key.get_ref();
            if !TOP.contains(&name) {
                self.fault(
                    key.span(),
                    "",
                    name,
                    format!("unknown table; expected one of {}", TOP.join(", ")),
                );
                continue;
            }
            for (inner, value) in self.table(value, "", name) {
                match name {
                    "role" => self.role((inner, value), table),
                    "part" => self.part((inner, value), table),
                    "superior" => self.superior((inner, value), table),
                    _ => self.restricted((inner, value), table),
                }
            }
        }
    }

    fn role(&mut self, (key, value): Entry<'_, '_>, table: &mut Table) {
        let Some(role) = self.code::<Role>(key, "role", Role::ALL.iter().map(|r| r.code())) else { return };
        let path = format!("[role.{role}]");
        let mut rights = Rights::none();
        for (key, value) in self.table(value, "role", role.code()) {
            let name: &str = key.get_ref();
            let Some(right) = Right::from_code(name) else {
                self.fault(
                    key.span(),
                    &path,
                    name,
                    "unknown right; rights stand in crates/domain/src/access.rs",
                );
                continue;
            };
            let relations = self.relations(value, &path, name);
            if relations.is_empty() {
                self.fault(
                    value.span(),
                    &path,
                    name,
                    "a right without a relation is none: leave the line out",
                );
            }
            rights = rights.and(right, relations);
        }
        let whole = rights.has(Right::SeeEverything);
        let wide = Right::ALL.iter().find(|right| rights.over(**right).holds(Relation::Coordinator));
        if let Some(right) = wide.filter(|_| !whole) {
            let message = "the relation coordinator needs everything:read in the same role";
            self.fault(key.span(), &path, right.code(), message);
        }
        table.roles.insert(role, rights);
    }

    fn part(&mut self, (key, value): Entry<'_, '_>, table: &mut Table) {
        let all = PartyRole::ALL.iter().map(|part| part.code());
        let Some(part) = self.code::<PartyRole>(key, "part", all) else { return };
        let path = format!("[part.{part}]");
        let (mut relations, mut sees) = (Relations::NONE, None);
        for (key, value) in self.table(value, "part", part.code()) {
            match key.get_ref().as_ref() {
                "relations" => {
                    relations = self.relations(value, &path, "relations");
                    let allowed = Relations::NONE.and(Relation::Affected).and(Relation::Answering);
                    if relations.within(allowed) != relations {
                        let message = "a part brings affected or answering, and nothing else";
                        self.fault(value.span(), &path, "relations", message);
                    }
                }
                "sees" => sees = self.sees(value, &path),
                other => self.fault(key.span(), &path, other, "unknown key; known here: relations, sees"),
            }
        }
        match sees {
            Some(sees) => drop(table.parts.insert(part, Part { relations, sees })),
            None => {
                self.fault(key.span(), &path, "sees", "write sees = \"everything\", \"record\" or \"shared\"")
            }
        }
    }

    fn superior(&mut self, (key, value): Entry<'_, '_>, table: &mut Table) {
        match key.get_ref().as_ref() {
            "sees" => table.superior = self.sees(value, "[superior]"),
            other => self.fault(key.span(), "[superior]", other, "unknown key; known here: sees"),
        }
    }

    fn restricted(&mut self, (key, value): Entry<'_, '_>, table: &mut Table) {
        const PATH: &str = "[restricted]";
        let named = Relations::NONE.and(Relation::NamedPerson);
        let (kept, allowed) = match key.get_ref().as_ref() {
            "notices" => (&mut table.notices, named.and(Relation::InCharge)),
            "incidents" => (&mut table.incidents, named),
            other => {
                self.fault(key.span(), PATH, other, "unknown key; known here: notices, incidents");
                return;
            }
        };
        let name: &str = key.get_ref();
        let relations = self.relations(value, PATH, name);
        if relations.within(allowed) != relations || !relations.holds(Relation::NamedPerson) {
            let message =
                format!("expected named-person, and of others only: {}", allowed.codes().join(", "));
            self.fault(value.span(), PATH, name, message);
        }
        *kept = relations;
    }

    /// What a table as a whole must have.
    fn whole(&mut self, table: &Table) {
        let mut miss = |what: String| self.fault(0..0, "", "", what);
        for role in Role::ALL.iter().filter(|role| !table.roles.contains_key(role)) {
            miss(format!("[role.{role}] is missing"));
        }
        for part in PartyRole::ALL.iter().filter(|part| !table.parts.contains_key(part)) {
            miss(format!("[part.{part}] is missing"));
        }
        for right in Right::ALL {
            if !table.roles.values().any(|rights| rights.has(*right)) {
                miss(format!("nobody has the right {}: write its line under a role", right.code()));
            }
        }
        if table.superior.is_none() {
            miss("[superior] sees is missing".to_owned());
        }
        if table.notices.is_empty() || table.incidents.is_empty() {
            miss("[restricted] needs notices and incidents".to_owned());
        }
    }

    fn table<'v, 'a>(
        &mut self,
        value: &'v Spanned<DeValue<'a>>,
        table: &str,
        key: &str,
    ) -> Vec<Entry<'v, 'a>> {
        match value.get_ref() {
            DeValue::Table(map) => map.iter().collect(),
            _ => {
                self.fault(value.span(), table, key, "expected a table");
                Vec::new()
            }
        }
    }

    fn code<T: std::str::FromStr>(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        table: &str,
        known: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let name: &str = key.get_ref();
        let found = name.parse().ok();
        if found.is_none() {
            let known: Vec<&str> = known.collect();
            self.fault(
                key.span(),
                table,
                name,
                format!("unknown {table}; expected one of {}", known.join(", ")),
            );
        }
        found
    }

    fn relations(&mut self, value: &Spanned<DeValue<'_>>, table: &str, key: &str) -> Relations {
        let DeValue::Array(items) = value.get_ref() else {
            self.fault(value.span(), table, key, "expected a list of relations");
            return Relations::NONE;
        };
        let mut relations = Relations::NONE;
        for item in items.iter() {
            match self.word::<Relation>(item, table, key) {
                Some(relation) if relations.holds(relation) => {
                    self.fault(item.span(), table, key, format!("{relation} is given twice"));
                }
                Some(relation) => relations = relations.and(relation),
                None => {}
            }
        }
        relations
    }

    fn sees(&mut self, value: &Spanned<DeValue<'_>>, table: &str) -> Option<Sees> {
        self.word(value, table, "sees")
    }

    fn word<T>(&mut self, value: &Spanned<DeValue<'_>>, table: &str, key: &str) -> Option<T>
    where
        T: std::str::FromStr<Err: Display>,
    {
        let DeValue::String(word) = value.get_ref() else {
            self.fault(value.span(), table, key, "expected a string");
            return None;
        };
        word.parse().map_err(|why| self.fault(value.span(), table, key, format!("{why}"))).ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    #[test]
    fn the_table_of_the_house_is_sound() {
        assert_eq!(faults().iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn a_fault_is_told_with_its_place_and_all_are_told_at_once() {
        let text = TEXT.replacen("\"notices:enter\"", "\"notices:entr\"", 1).replacen(
            "\"handler\"]",
            "\"handlr\"]",
            1,
        );
        let found: Vec<String> = Table::read(&text).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        let line = TEXT.lines().position(|line| line.starts_with("\"notices:enter\"")).unwrap() + 1;
        assert!(found.iter().any(|f| f.starts_with(&format!("{PATH}:{line}:1: [role.coordinator-officer] notices:entr:"))));
        assert!(found.iter().any(|f| f.contains("\"handlr\" is no Relation")), "{found:?}");
    }

    #[test]
    fn a_right_that_nobody_has_and_a_role_without_a_table_are_faults() {
        let text: String = TEXT
            .lines()
            .filter(|l| !l.starts_with("\"severity:decide\""))
            .fold(String::new(), |all, l| all + l + "\n");
        assert!(Table::read(&text).unwrap_err()[0].message.contains("severity:decide"));
        let text = TEXT.replacen("[role.reporter]", "[role.reprter]", 1);
        assert!(Table::read(&text).unwrap_err().iter().any(|f| f.message == "[role.reporter] is missing"));
    }

    #[test]
    fn whoever_sees_any_record_has_the_right_to_see_everything() {
        let text: String = TEXT
            .lines()
            .filter(|l| !l.starts_with("\"everything:read\""))
            .fold(String::new(), |all, l| all + l + "\n");
        assert!(Table::read(&text).unwrap_err().iter().any(|f| f.message.contains("needs everything:read")));
    }

    #[test]
    fn a_restricted_record_always_opens_to_named_persons() {
        let text = TEXT.replacen("incidents = [\"named-person\"]", "incidents = [\"party\"]", 1);
        assert!(Table::read(&text).unwrap_err()[0].message.starts_with("expected named-person"));
    }

    #[test]
    fn an_administrator_sees_no_content_and_an_officer_manages_no_accounts() {
        let administrator = table().rights(Role::Administrator);
        assert!(!administrator.has(Right::SeeIncidents) && !administrator.has(Right::SeeNotices));
        for role in Role::ALL.iter().filter(|role| **role != Role::Administrator) {
            assert!(!table().rights(*role).has(Right::ManageNetwork), "{role}");
        }
    }
}
