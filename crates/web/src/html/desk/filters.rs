//! Lists with search, filter chips and keyset pages; every address keeps the filters that are set.
//!
//! The addresses of the pages before travel along as `trail`, because a keyset knows only the way forward.

use crate::Visitor;
use domain::page::PageRequest;
use phrases::contexts::desk::{FilterGroup, Search};
use phrases::contexts::elements::{Chip, Link, Pager};
use url::form_urlencoded::Serializer;

/// Pages that can be gone back through.
const MOST_BACK: usize = 50;

/// A list as it was asked for.
pub(in crate::html) struct List {
    path: String,
    filters: Vec<(String, String)>,
    before: Option<String>,
    trail: Vec<String>,
}

impl List {
    /// Reads the address; only filters of these names count.
    pub(in crate::html) fn of(visitor: &Visitor, path: impl Into<String>, names: &[&str]) -> Self {
        let given =
            |(name, value): &(String, String)| names.contains(&name.as_str()) && !value.trim().is_empty();
        Self {
            path: path.into(),
            filters: visitor.queries().into_iter().filter(given).collect(),
            before: visitor.query("before").filter(|before| !before.is_empty()),
            trail: visitor
                .query("trail")
                .unwrap_or_default()
                .split('.')
                .filter(|t| !t.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The value of a filter.
    pub(in crate::html) fn one(&self, name: &str) -> Option<String> {
        self.filters.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }

    /// All values of a filter.
    pub(in crate::html) fn all(&self, name: &str) -> Vec<String> {
        self.filters.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// The page asked for.
    pub(in crate::html) fn page(&self) -> PageRequest {
        PageRequest::new(self.before.as_ref().and_then(|before| before.parse().ok()), None)
    }

    /// Where the page asked for begins, in a list whose rows are told apart by a key.
    pub(in crate::html) fn begins(&self) -> Option<String> {
        self.before.clone()
    }

    /// The list narrowed to one value of a filter, others kept.
    pub(in crate::html) fn with(&self, name: &str, value: &str) -> String {
        let others = self.filters.iter().filter(|(key, _)| key != name);
        self.address(others.map(|(k, v)| (k.as_str(), v.as_str())).chain([(name, value)]))
    }

    /// A link to the list narrowed to one value.
    pub(in crate::html) fn link(&self, name: &str, value: &str, text: String) -> Link {
        Link::new(text, self.with(name, value))
    }

    /// A chip that sets a filter of one value, or clears it.
    pub(in crate::html) fn chip(&self, name: &str, value: &str, text: String) -> Chip {
        if self.one(name).as_deref() != Some(value) {
            return Chip::new(text, self.with(name, value), false);
        }
        let others = self.filters.iter().filter(|(key, _)| key != name);
        Chip::new(text, self.address(others.map(|(k, v)| (k.as_str(), v.as_str()))), true)
    }

    /// A chip that adds a value to a filter of several, or takes it away.
    pub(in crate::html) fn chip_of_many(&self, name: &str, value: &str, text: String) -> Chip {
        let same = |(k, v): &(&str, &str)| *k == name && *v == value;
        let pairs = || self.filters.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let active = pairs().any(|p| same(&p));
        let href = if active {
            self.address(pairs().filter(|p| !same(p)))
        } else {
            self.address(pairs().chain([(name, value)]))
        };
        Chip::new(text, href, active)
    }

    /// Search box and chips.
    pub(in crate::html) fn search(&self, groups: Vec<FilterGroup>) -> Search {
        Search {
            words: self.one("q").unwrap_or_default(),
            kept: self.filters.iter().filter(|(name, _)| name != "q").cloned().collect(),
            groups: groups.into_iter().filter(|g| !g.chips.is_empty()).collect(),
            clear: (!self.filters.is_empty()).then(|| self.path.clone()),
        }
    }

    /// Neighbouring pages.
    pub(in crate::html) fn pager<N: ToString>(&self, shown: usize, next: Option<N>) -> Pager {
        let filters = || self.filters.iter().map(|(k, v)| (k.clone(), v.clone()));
        let turned = |before: Option<String>, trail: Vec<String>| {
            let before = before.map(|b| ("before".to_owned(), b));
            let trail = (!trail.is_empty()).then(|| ("trail".to_owned(), trail.join(".")));
            let pairs: Vec<(String, String)> = filters().chain(before).chain(trail).collect();
            self.address(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())))
        };
        let next = next.map(|next| {
            let here = self.before.clone().unwrap_or_else(|| "0".to_owned());
            let trail: Vec<String> = self.trail.iter().cloned().chain([here]).collect();
            let recent = trail.len().saturating_sub(MOST_BACK);
            turned(Some(next.to_string()), trail.into_iter().skip(recent).collect())
        });
        let previous = self.before.as_ref().map(|_| {
            let mut trail = self.trail.clone();
            let last = trail.pop().filter(|t| t != "0");
            turned(last, trail)
        });
        Pager { previous, next, shown: i64::try_from(shown).unwrap_or(i64::MAX) }
    }

    fn address<'p>(&self, pairs: impl Iterator<Item = (&'p str, &'p str)>) -> String {
        let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
        if query.is_empty() { self.path.clone() } else { format!("{}?{query}", self.path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(before: Option<i64>, trail: &[&str]) -> List {
        let before = before.map(|before| before.to_string());
        let filters = [("state", "received"), ("state", "taken"), ("q", "thư rác")];
        List {
            path: "/notices".into(),
            filters: filters.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
            before,
            trail: trail.iter().map(|t| (*t).to_owned()).collect(),
        }
    }

    #[test]
    fn a_chip_takes_its_value_away_and_leaves_the_others() {
        let chip = list(None, &[]).chip_of_many("state", "taken", "x".into());
        assert!(chip.active);
        assert_eq!(chip.href, "/notices?state=received&q=th%C6%B0+r%C3%A1c");
    }

    #[test]
    fn the_way_back_leads_through_every_page_to_the_first() {
        let filters = "/notices?state=received&state=taken&q=th%C6%B0+r%C3%A1c";
        assert_eq!(list(None, &[]).pager(50, Some(120)).next, Some(format!("{filters}&before=120&trail=0")));
        assert_eq!(
            list(Some(120), &["0"]).pager(50, Some(70)).next,
            Some(format!("{filters}&before=70&trail=0.120"))
        );
        assert_eq!(
            list(Some(70), &["0", "120"]).pager::<i64>(1, None).previous,
            Some(format!("{filters}&before=120&trail=0"))
        );
        assert_eq!(list(Some(120), &["0"]).pager::<i64>(50, None).previous, Some(filters.to_owned()));
    }
}
