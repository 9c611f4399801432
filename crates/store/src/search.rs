//! Full text: folded words in, sequences out. Both databases search the same folded text.

use crate::conn::on;
use crate::{Result, Tx, dialect};

impl Tx {
    /// Puts the folded text of a notice into the index.
    ///
    /// # Errors
    /// Any failure of the database.
    pub async fn index_notice(&mut self, sequence: i64, folded: &str) -> Result<()> {
        let sql =
            if self.postgres() { dialect::postgres::INDEX_NOTICE } else { dialect::sqlite::INDEX_NOTICE };
        on!(self, c => { sqlx::query(sql).bind(sequence).bind(folded).execute(c).await?; });
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
