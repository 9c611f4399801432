//! Full text: folded words in, sequences out. Both databases search the same folded text.

use crate::conn::on;
use crate::{Result, Tx, dialect};
use sqlx::AssertSqlSafe;

impl Tx {
    /// Puts the folded texts of notices into the index.
    ///
    /// # Errors
    /// Any failure of the database.
    pub async fn index_notices(&mut self, texts: &[(i64, String)]) -> Result<()> {
        let (insert, group) = if self.postgres() {
            (dialect::postgres::INDEX_NOTICES, dialect::postgres::NOTICE_TEXT)
        } else {
            (dialect::sqlite::INDEX_NOTICES, dialect::sqlite::NOTICE_TEXT)
        };
        for part in texts.chunks(500) {
            let sql = dialect::groups(insert, group, part.len());
            on!(self, c => {
                let mut query = sqlx::query(AssertSqlSafe(sql));
                for (sequence, folded) in part {
                    query = query.bind(*sequence).bind(folded);
                }
                query.execute(c).await?;
            });
        }
        Ok(())
    }

    /// Puts the folded text of an incident into the index, in place of what was there.
    ///
    /// # Errors
    /// Any failure of the database.
    pub async fn index_incident(&mut self, sequence: i64, folded: &str, again: bool) -> Result<()> {
        let (remove, add) = if self.postgres() {
            (dialect::postgres::UNINDEX_INCIDENT, dialect::postgres::INDEX_INCIDENT)
        } else {
            (dialect::sqlite::UNINDEX_INCIDENT, dialect::sqlite::INDEX_INCIDENT)
        };
        if again {
            on!(self, c => { sqlx::query(remove).bind(sequence).execute(c).await?; });
        }
        on!(self, c => { sqlx::query(add).bind(sequence).bind(folded).execute(c).await?; });
        Ok(())
    }
}
