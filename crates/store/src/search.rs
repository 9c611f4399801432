//! Full text: folded words in, sequences out. Both databases search the same folded text.

use crate::conn::{gather, on};
use crate::{Conn, Result, Tx, boxed, dialect};
use domain::page::PageRequest;
use sqlx::{Database, Encode, QueryBuilder, Type};

/// How many of the newest records are looked through one by one before the index is asked, on PostgreSQL.
const NEWEST: i64 = 1000;
/// Most hits of the index that are listed; of more than these, the newest are soon found one by one.
const MOST_HITS: usize = 2000;

/// A list that can be searched: how its statements name it.
pub(crate) struct Register {
    /// Its rows.
    from: &'static str,
    /// Its rows by way of the words, on SQLite.
    from_words: &'static str,
    /// Its sequence.
    sequence: &'static str,
    /// The condition that its words are found, on SQLite; what is looked for follows.
    matches: &'static str,
    /// The condition that a row has the words, on PostgreSQL, up to what is looked for.
    has_words: &'static str,
    /// The sequence below which its newest rows lie, on PostgreSQL.
    top: &'static str,
    /// Sequences of the rows that have the words, on PostgreSQL, up to what is looked for.
    hits: &'static str,
}

/// Notices as `n`.
pub(crate) const NOTICES: Register = Register {
    from: " FROM notice n",
    from_words: " FROM notice_text t CROSS JOIN notice n ON n.seq = t.rowid",
    sequence: "n.seq",
    matches: " AND notice_text MATCH ",
    has_words: " AND EXISTS (SELECT FROM notice_text t WHERE t.seq = n.seq AND t.words @@ (SELECT CAST(",
    top: "(SELECT MAX(seq) + 1 FROM notice)",
    hits: "SELECT seq FROM notice_text WHERE words @@ (SELECT CAST(",
};

/// Incidents as `i`.
pub(crate) const INCIDENTS: Register = Register {
    from: " FROM incident i",
    from_words: " FROM incident_text t CROSS JOIN incident i ON i.seq = t.rowid",
    sequence: "i.seq",
    matches: " AND incident_text MATCH ",
    has_words: " AND EXISTS (SELECT FROM incident_text t WHERE t.seq = i.seq AND t.words @@ (SELECT CAST(",
    top: "(SELECT MAX(seq) + 1 FROM incident)",
    hits: "SELECT seq FROM incident_text WHERE words @@ (SELECT CAST(",
};

/// How the rows of a list are come by. SQLite goes through the hits of its index from the newest on. PostgreSQL has no
/// index of words in the order of the list: what is frequent is found among the newest rows one by one, what is rare by
/// the index.
pub(crate) enum Way {
    /// No words: all rows.
    All,
    /// On SQLite, the hits from the newest on.
    Index(String),
    /// On PostgreSQL, row by row among the newest.
    Newest(String),
    /// On PostgreSQL, row by row.
    EachRow(String),
    /// These rows.
    Hits(Vec<i64>),
}

impl Way {
    /// The way to begin with.
    pub(crate) fn first(words: &[String], postgres: bool) -> Self {
        match dialect::query(words, postgres) {
            None => Self::All,
            Some(query) if postgres => Self::Newest(query),
            Some(query) => Self::Index(query),
        }
    }

    /// Whether its statement is worth keeping: a list of hits makes another text each time.
    pub(crate) const fn lasts(&self) -> bool {
        !matches!(self, Self::Hits(_))
    }

    /// What a list is read from.
    pub(crate) const fn from(&self, register: &Register) -> &'static str {
        if matches!(self, Self::Index(_)) { register.from_words } else { register.from }
    }

    /// Puts the conditions of words and page behind others, then order and length.
    pub(crate) fn finish<'q, D>(&'q self, q: &mut QueryBuilder<D>, register: &Register, page: PageRequest)
    where
        D: Database,
        i64: Encode<'q, D> + Type<D>,
        &'q str: Encode<'q, D> + Type<D>,
    {
        let sequence = if matches!(self, Self::Index(_)) { "t.rowid" } else { register.sequence };
        if let Some(before) = page.before {
            q.push(" AND ").push(sequence).push(" < ").push_bind(before);
        }
        match self {
            Self::All => {}
            Self::Index(query) => {
                q.push(register.matches).push_bind(query.as_str());
            }
            Self::EachRow(query) | Self::Newest(query) => {
                if matches!(self, Self::Newest(_)) {
                    q.push(" AND ").push(sequence).push(" >= ");
                    match page.before {
                        Some(before) => q.push_bind(before - NEWEST),
                        None => q.push(register.top).push(" - ").push_bind(NEWEST),
                    };
                }
                // Without the offset the planner would turn this into a join, begun where it guesses best.
                q.push(register.has_words).push_bind(query.as_str()).push(" AS TEXT)::TSQUERY) OFFSET 0)");
            }
            Self::Hits(hits) => {
                q.push(" AND ").push(sequence).push(" IN (-1");
                for hit in hits {
                    q.push(", ").push(hit);
                }
                q.push(")");
            }
        }
        q.push(" ORDER BY ").push(sequence).push(" DESC LIMIT ").push_bind(page.rows + 1);
    }
}

impl Conn {
    /// The way to all rows, when the first one looked only among the newest and found too few.
    pub(crate) async fn further(
        &mut self,
        way: Way,
        found: usize,
        register: &Register,
        page: PageRequest,
    ) -> Result<Option<Way>> {
        let Way::Newest(query) = way else { return Ok(None) };
        if i64::try_from(found).is_ok_and(|found| found > page.rows) {
            return Ok(None);
        }
        let most = MOST_HITS + 1;
        let hits = on!(self, c => {
            let mut q = QueryBuilder::new(register.hits);
            q.push_bind(query.as_str()).push(" AS TEXT)::TSQUERY)");
            if let Some(before) = page.before {
                q.push(" AND seq < ").push_bind(before);
            }
            q.push(format!(" LIMIT {most}"));
            q.build_query_scalar::<i64>().fetch_all(c).await?
        });
        Ok(Some(if hits.len() < most { Way::Hits(hits) } else { Way::EachRow(query) }))
    }
}

impl Tx {
    /// Gathers the folded texts of notices for the index.
    pub(crate) fn gather_notice_texts(&mut self, texts: &[(i64, String)]) {
        let postgres = self.postgres();
        let (insert, group) = if postgres {
            (dialect::postgres::INDEX_NOTICES, dialect::postgres::NOTICE_TEXT)
        } else {
            (dialect::sqlite::INDEX_NOTICES, dialect::sqlite::NOTICE_TEXT)
        };
        gather!(self, s => s.insert(insert, group, "", texts, |s, (sequence, folded)| {
            s.bind(*sequence).bind(dialect::indexed(folded, postgres).as_ref());
        }));
    }

    /// Puts the folded text of an incident into the index, in place of what was there.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn index_incident(&mut self, sequence: i64, folded: &str, again: bool) -> Result<()> {
        let (remove, add) = if self.postgres() {
            (dialect::postgres::UNINDEX_INCIDENT, dialect::postgres::INDEX_INCIDENT)
        } else {
            (dialect::sqlite::UNINDEX_INCIDENT, dialect::sqlite::INDEX_INCIDENT)
        };
        if again {
            on!(self, c => { sqlx::query(remove).bind(sequence).execute(c).await?; });
        }
        let text = dialect::indexed(folded, self.postgres());
        on!(self, c => { sqlx::query(add).bind(sequence).bind(text.as_ref()).execute(c).await?; });
        Ok(())
    }
}
