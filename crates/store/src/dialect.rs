//! The few places where the two databases differ: claiming jobs, full text, many rows at once.

use std::fmt::Write;

/// `INSERT … VALUES ` with `rows` groups of `columns` numbered parameters.
pub(crate) fn many(insert: &str, columns: usize, rows: usize) -> String {
    groups(insert, &vec!["$"; columns], rows)
}

/// `INSERT … VALUES ` with `rows` groups; each `$` of a value gets the next number.
pub(crate) fn groups(insert: &str, values: &[&str], rows: usize) -> String {
    let longest: usize = values.iter().map(|v| v.len() + 6).sum();
    let mut sql = String::with_capacity(insert.len() + rows * longest);
    sql.push_str(insert);
    let mut n = 0;
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for (column, value) in values.iter().enumerate() {
            n += 1;
            let (before, after) = value.split_once('$').unwrap_or((value, ""));
            let _ = write!(sql, "{}{before}${n}{after}", if column == 0 { "" } else { ", " });
        }
        sql.push(')');
    }
    sql
}

/// SQLite's own statements.
pub(crate) mod sqlite {
    use crate::statements::statements;
    statements! {
        CLAIM_JOBS = "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = $2 WHERE id IN (\
                      SELECT id FROM job WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until <= $1) \
                      ORDER BY run_at LIMIT $3) \
                      RETURNING id, kind, payload, state, attempts, run_at, last_error, created_at";
        INDEX_INCIDENT = "INSERT INTO incident_text (rowid, folded) VALUES ($1, $2)";
        UNINDEX_INCIDENT = "DELETE FROM incident_text WHERE rowid = $1";
    }
    pub(crate) const INDEX_NOTICES: &str = "INSERT INTO notice_text (rowid, folded) VALUES ";
    pub(crate) const NOTICE_TEXT: &[&str] = &["$", "$"];
    /// Condition: the record's `seq` is among the hits of the query bound next.
    pub(crate) const NOTICE_HAS_WORDS: &str =
        "n.seq IN (SELECT rowid FROM notice_text WHERE notice_text MATCH ";
    pub(crate) const INCIDENT_HAS_WORDS: &str =
        "i.seq IN (SELECT rowid FROM incident_text WHERE incident_text MATCH ";
    pub(crate) const HAS_WORDS_END: &str = ")";
}

/// PostgreSQL's own statements.
pub(crate) mod postgres {
    use crate::statements::statements;
    statements! {
        CLAIM_JOBS = "UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = $2 WHERE id IN (\
                      SELECT id FROM job WHERE (state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until <= $1) \
                      ORDER BY run_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
                      RETURNING id, kind, payload, state, attempts, run_at, last_error, created_at";
        HOLD_INCIDENT = "SELECT seq FROM incident WHERE number = $1 FOR UPDATE";
        INDEX_INCIDENT = "INSERT INTO incident_text (seq, words) VALUES ($1, TO_TSVECTOR('simple', $2))";
        UNINDEX_INCIDENT = "DELETE FROM incident_text WHERE seq = $1";
    }
    pub(crate) const INDEX_NOTICES: &str = "INSERT INTO notice_text (seq, words) VALUES ";
    pub(crate) const NOTICE_TEXT: &[&str] = &["$", "TO_TSVECTOR('simple', $)"];
    pub(crate) const NOTICE_HAS_WORDS: &str =
        "n.seq IN (SELECT seq FROM notice_text WHERE words @@ TO_TSQUERY('simple', ";
    pub(crate) const INCIDENT_HAS_WORDS: &str =
        "i.seq IN (SELECT seq FROM incident_text WHERE words @@ TO_TSQUERY('simple', ";
    pub(crate) const HAS_WORDS_END: &str = "))";
}

/// The words of a search in the database's own query language; `None` when there is no word. The last word may be
/// unfinished.
pub(crate) fn query(words: &[String], postgres: bool) -> Option<String> {
    let (last, others) = words.split_last()?;
    let mut parts: Vec<String> = Vec::with_capacity(words.len());
    if postgres {
        parts.extend(others.iter().cloned());
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
        assert_eq!(many("V ", 2, 2), "V ($1, $2), ($3, $4)");
        assert_eq!(groups("V ", &["$", "F('x', $)"], 2), "V ($1, F('x', $2)), ($3, F('x', $4))");
    }

    #[test]
    fn a_search_is_written_in_either_language() {
        let words = vec!["benh".to_owned(), "vie".to_owned()];
        assert_eq!(query(&words, true).as_deref(), Some("benh & vie:*"));
        assert_eq!(query(&words, false).as_deref(), Some("\"benh\" \"vie\"*"));
        assert_eq!(query(&[], false), None);
    }
}
