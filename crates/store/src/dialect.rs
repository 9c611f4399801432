//! The few places where the two databases differ: claiming jobs, full text, many rows at once.

use sqlx::{Postgres, Sqlite};
use std::borrow::Cow;
use std::fmt::Write;

/// Most rows in one statement.
const TOGETHER: usize = 128;

/// Rows cut into parts whose lengths are powers of two: each length is another statement to prepare, and so there are
/// only a few of them.
pub(crate) fn parts<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = 1 << rows.len().min(TOGETHER).checked_ilog2()?;
        let (part, rest) = rows.split_at(length);
        rows = rest;
        Some(part)
    })
}

/// `INSERT … VALUES ` with `rows` groups; each `$` of a value is the next argument.
pub(crate) fn groups(insert: &str, values: &[&str], rows: usize, first: Option<usize>) -> String {
    let group = format!("({})", values.join(", "));
    let text = format!("{insert}{}", vec![group.as_str(); rows].join(", "));
    placed(&text, first)
}

/// A text whose `$` are arguments, numbered from `first` on for PostgreSQL. On SQLite an argument has no number: it
/// finds each number by going through all of them.
pub(crate) fn placed(text: &str, first: Option<usize>) -> String {
    let Some(first) = first else { return text.replace('$', "?") };
    let mut sql = String::with_capacity(text.len() * 2);
    for (n, part) in (first..).zip(text.split_inclusive('$')) {
        sql.push_str(part);
        if part.ends_with('$') {
            let _ = write!(sql, "{n}");
        }
    }
    sql
}

/// How a database takes several statements at once.
pub(crate) trait Together {
    /// Whether arguments are numbered through all statements.
    const NUMBERED: bool;
    /// One text of several statements.
    fn together(statements: &[String]) -> String;
}

impl Together for Sqlite {
    const NUMBERED: bool = false;
    fn together(statements: &[String]) -> String {
        statements.join("; ")
    }
}

/// PostgreSQL takes one statement at a time when it has arguments; the others stand inside it. It sees to constraints
/// when all are done.
impl Together for Postgres {
    const NUMBERED: bool = true;
    fn together(statements: &[String]) -> String {
        let Some((last, others)) = statements.split_last() else { return String::new() };
        let mut sql = String::with_capacity(statements.iter().map(|s| s.len() + 16).sum());
        for (n, other) in others.iter().enumerate() {
            let _ = write!(sql, "{} s{n} AS ({other})", if n == 0 { "WITH" } else { "," });
        }
        sql.push(' ');
        sql.push_str(last);
        sql
    }
}

/// SQLite's own statements.
pub(crate) mod sqlite {
    use crate::statements::statements;
    statements! {
        /// Each half walks its own index as far as it needs.
        CLAIM_JOBS = "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = $2 WHERE id IN (\
                      SELECT id FROM (SELECT id FROM job WHERE state = 'running' AND lease_until <= $1 \
                      ORDER BY lease_until LIMIT $3) lost UNION ALL \
                      SELECT id FROM (SELECT id FROM job WHERE state = 'waiting' AND run_at <= $1 \
                      ORDER BY run_at LIMIT $3) due) \
                      RETURNING id, kind, payload, state, attempts, run_at, last_error, created_at";
        INDEX_INCIDENT = "INSERT INTO incident_text (rowid, folded) VALUES ($1, $2)";
        UNINDEX_INCIDENT = "DELETE FROM incident_text WHERE rowid = $1";
        /// Carries the log over into the file, as far as nobody is in the way.
        CHECKPOINT = "PRAGMA wal_checkpoint(PASSIVE)";
    }
    pub(crate) const INDEX_NOTICES: &str = "INSERT INTO notice_text (rowid, folded) VALUES ";
    pub(crate) const NOTICE_TEXT: &[&str] = &["$", "$"];
    /// Condition: the record's `seq` is among the hits of the query bound next.
    pub(crate) const INCIDENT_HAS_WORDS: &str =
        "i.seq IN (SELECT rowid FROM incident_text WHERE incident_text MATCH ";
    pub(crate) const HAS_WORDS_END: &str = ")";
}

/// PostgreSQL's own statements.
pub(crate) mod postgres {
    use crate::statements::statements;
    statements! {
        /// Each half walks its own index as far as it needs.
        CLAIM_JOBS = "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = $2 WHERE id IN (\
                      SELECT id FROM (SELECT id FROM job WHERE state = 'running' AND lease_until <= $1 \
                      ORDER BY lease_until LIMIT $3 FOR UPDATE SKIP LOCKED) lost UNION ALL \
                      SELECT id FROM (SELECT id FROM job WHERE state = 'waiting' AND run_at <= $1 \
                      ORDER BY run_at LIMIT $3 FOR UPDATE SKIP LOCKED) due) \
                      RETURNING id, kind, payload, state, attempts, run_at, last_error, created_at";
        /// Whoever writes by the law, beside others who do.
        SHARE_LAW = "SELECT pg_advisory_xact_lock_shared(7236482)";
        /// Whoever changes the law, alone.
        HOLD_LAW = "SELECT pg_advisory_xact_lock(7236482)";
        HOLD_INCIDENT = "SELECT seq FROM incident WHERE number = $1 FOR UPDATE";
        INDEX_INCIDENT = "INSERT INTO incident_text (seq, words) VALUES ($1, CAST($2 AS TEXT)::TSVECTOR)";
        UNINDEX_INCIDENT = "DELETE FROM incident_text WHERE seq = $1";
        /// Brings what writers left for the indexes of words into them.
        FILL_WORDS = "SELECT gin_clean_pending_list('notice_text_words'::REGCLASS), \
                      gin_clean_pending_list('incident_text_words'::REGCLASS)";
    }
    pub(crate) const INDEX_NOTICES: &str = "INSERT INTO notice_text (seq, words) VALUES ";
    pub(crate) const NOTICE_TEXT: &[&str] = &["$", "CAST($ AS TEXT)::TSVECTOR"];
    pub(crate) const INCIDENT_HAS_WORDS: &str =
        "i.seq IN (SELECT seq FROM incident_text WHERE words @@ CAST(";
    pub(crate) const HAS_WORDS_END: &str = " AS TEXT)::TSQUERY)";
}

/// Longest word that is looked for, in bytes; PostgreSQL takes no more than 2046.
const LONGEST_WORD: usize = 500;

/// A folded text as the database indexes it. Its words are split here already, so that PostgreSQL need not parse them;
/// where they stand is not asked for.
pub(crate) fn indexed(folded: &str, postgres: bool) -> Cow<'_, str> {
    if !postgres {
        return folded.into();
    }
    let mut words: Vec<&str> =
        folded.split(' ').filter(|w| !w.is_empty() && w.len() <= LONGEST_WORD).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ").into()
}

/// The words of a search in the database's own query language; `None` when there is no word. The last word may be
/// unfinished.
pub(crate) fn query(words: &[String], postgres: bool) -> Option<String> {
    // What is longer than a word can be is not found.
    let words: Vec<&str> = words.iter().map(|w| &w[..w.floor_char_boundary(LONGEST_WORD)]).collect();
    let (last, others) = words.split_last()?;
    let mut parts: Vec<String> = Vec::with_capacity(words.len());
    if postgres {
        parts.extend(others.iter().map(ToString::to_string));
        parts.push(format!("{last}:*"));
        Some(parts.join(" & "))
    } else {
        parts.extend(others.iter().map(|w| format!("\"{w}\"")));
        parts.push(format!("\"{last}\"*"));
        Some(parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_number_their_parameters_on() {
        assert_eq!(groups("V ", &["$", "$"], 2, Some(1)), "V ($1, $2), ($3, $4)");
        assert_eq!(groups("V ", &["$", "F('x', $)"], 2, Some(5)), "V ($5, F('x', $6)), ($7, F('x', $8))");
        assert_eq!(groups("V ", &["$", "F('x', $)"], 2, None), "V (?, F('x', ?)), (?, F('x', ?))");
        assert_eq!(placed("U SET h = $ WHERE id = 1", Some(9)), "U SET h = $9 WHERE id = 1");
    }

    #[test]
    fn several_statements_become_one_text() {
        let two = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
        assert_eq!(Sqlite::together(&two), "A; B; C");
        assert_eq!(Postgres::together(&two), "WITH s0 AS (A), s1 AS (B) C");
        assert_eq!(Postgres::together(&two[..1]).trim(), "A");
    }

    #[test]
    fn rows_are_cut_into_few_lengths() {
        let lengths = |rows: usize| parts(&vec![(); rows]).map(<[()]>::len).collect::<Vec<_>>();
        assert_eq!(lengths(0), [0; 0]);
        assert_eq!(lengths(13), [8, 4, 1]);
        assert_eq!(lengths(300), [128, 128, 32, 8, 4]);
    }

    #[test]
    fn a_text_is_indexed_by_its_words() {
        let long = "x".repeat(LONGEST_WORD + 1);
        let text = format!("may chu may {long}");
        assert_eq!(indexed(&text, true), "chu may");
        assert_eq!(indexed(&text, false), text);
    }

    #[test]
    fn a_search_is_written_in_either_language() {
        let words = vec!["benh".to_owned(), "vie".to_owned()];
        assert_eq!(query(&words, true).as_deref(), Some("benh & vie:*"));
        assert_eq!(query(&words, false).as_deref(), Some("\"benh\" \"vie\"*"));
        assert_eq!(query(&[], false), None);
    }
}
