//! A window on a short list that is in memory whole: filters and place are in the address.

use crate::Visitor;
use app::domain::text::fold;
use phrases::contexts::elements::{Chip, Pager};

/// Rows of a page.
const ROWS: usize = 100;

/// What the address asks of a list.
pub(super) struct Window {
    path: &'static str,
    /// Words searched, as typed.
    pub(super) query: String,
    from: usize,
    others: Vec<(String, String)>,
}

impl Window {
    /// Reads the address.
    pub(super) fn of(visitor: &Visitor, path: &'static str) -> Self {
        let mut window = Self { path, query: String::new(), from: 0, others: Vec::new() };
        for (key, value) in visitor.queries() {
            match key.as_str() {
                "q" => window.query = value,
                "from" => window.from = value.parse().unwrap_or(0),
                "done" => {}
                _ => window.others.push((key, value)),
            }
        }
        window
    }

    /// The value of a filter.
    pub(super) fn filter(&self, key: &str) -> Option<&str> {
        self.others
            .iter()
            .find(|(name, value)| name == key && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether a text has the words searched, with or without tone marks.
    pub(super) fn finds(&self, text: &str) -> bool {
        fold(text).contains(&fold(&self.query))
    }

    /// The rows of this page, and its neighbours.
    pub(super) fn cut<T>(&self, rows: Vec<T>) -> (Vec<T>, Pager) {
        let more = rows.len() > self.from.saturating_add(ROWS);
        let kept: Vec<T> = rows.into_iter().skip(self.from).take(ROWS).collect();
        let pager = Pager {
            previous: (self.from > 0).then(|| self.address(None, self.from.saturating_sub(ROWS))),
            next: more.then(|| self.address(None, self.from + ROWS)),
            shown: i64::try_from(kept.len()).unwrap_or(0),
        };
        (kept, pager)
    }

    /// A chip that sets a filter, or clears it for an empty value.
    pub(super) fn chip(&self, key: &str, value: &str, text: String, count: usize) -> Chip {
        let active = self.filter(key).unwrap_or_default() == value;
        let chip = Chip::new(text, self.address(Some((key, value)), 0), active);
        Chip { count: i64::try_from(count).ok(), ..chip }
    }

    fn address(&self, filter: Option<(&str, &str)>, from: usize) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.query.is_empty() {
            query.append_pair("q", &self.query);
        }
        for (key, value) in self.others.iter().filter(|(key, _)| filter.is_none_or(|(set, _)| set != key)) {
            query.append_pair(key, value);
        }
        if let Some((key, value)) = filter.filter(|(_, value)| !value.is_empty()) {
            query.append_pair(key, value);
        }
        if from > 0 {
            query.append_pair("from", &from.to_string());
        }
        let query = query.finish();
        if query.is_empty() { self.path.to_owned() } else { format!("{}?{query}", self.path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(from: usize) -> Window {
        Window {
            path: "/admin/people",
            query: "hoa sen".into(),
            from,
            others: vec![("kind".into(), "owner".into())],
        }
    }

    #[test]
    fn pages_keep_the_filters_and_chips_replace_them() {
        let (rows, pager) = window(100).cut((0..250).collect());
        assert_eq!((rows.first(), rows.len()), (Some(&100), 100));
        assert_eq!(pager.previous.as_deref(), Some("/admin/people?q=hoa+sen&kind=owner"));
        assert_eq!(pager.next.as_deref(), Some("/admin/people?q=hoa+sen&kind=owner&from=200"));
        let chip = window(0).chip("kind", "", "Tất cả".into(), 3);
        assert_eq!((chip.href.as_str(), chip.active), ("/admin/people?q=hoa+sen", false));
        assert!(window(0).chip("kind", "owner", "Chủ quản".into(), 1).active);
    }

    #[test]
    fn words_are_found_without_tone_marks() {
        assert!(window(0).finds("Bệnh viện Hoa Sên"));
        assert!(!window(0).finds("Bệnh viện"));
    }
}
