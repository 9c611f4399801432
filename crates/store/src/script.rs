//! Rows gathered while a transaction is made ready and written in one exchange. Each exchange wakes a thread or crosses a
//! socket and back, and takes as long as the writing itself.

use crate::Result;
use crate::dialect::{self, Together};
use sqlx::error::BoxDynError;
use sqlx::{Arguments, AssertSqlSafe, Database, Encode, Executor, IntoArguments, Type};

/// Arguments after which it is time to send what is gathered; each database takes about twice as many at once.
const MANY: usize = 16_000;

/// Most rows gathered before it is seen whether it is time to send.
pub(crate) const MOST_ROWS: usize = 512;

/// Statements that answer nothing, with their arguments.
pub(crate) struct Script<D: Database> {
    statements: Vec<String>,
    arguments: D::Arguments,
    failed: Option<BoxDynError>,
}

impl<D: Database> Default for Script<D> {
    fn default() -> Self {
        Self { statements: Vec::new(), arguments: D::Arguments::default(), failed: None }
    }
}

impl<D: Database + Together> Script<D> {
    /// Adds rows: `insert` up to `VALUES`, one group of `values` for each row, then `end`. Each `$` of a value is an
    /// argument; `bind` gives those of a row in order.
    pub(crate) fn insert<R>(
        &mut self,
        insert: &str,
        values: &[&str],
        end: &str,
        rows: &[R],
        bind: impl Fn(&mut Self, &R),
    ) {
        for part in dialect::parts(rows) {
            let first = self.arguments.len() + 1;
            let mut sql = dialect::groups(insert, values, part.len(), D::NUMBERED.then_some(first));
            sql.push_str(end);
            self.statements.push(sql);
            part.iter().for_each(|row| bind(self, row));
        }
    }

    /// Adds a statement with arguments, each a `$` in its text.
    pub(crate) fn add(&mut self, text: &str, bind: impl FnOnce(&mut Self)) {
        let first = self.arguments.len() + 1;
        self.statements.push(dialect::placed(text, D::NUMBERED.then_some(first)));
        bind(self);
    }

    /// The next argument.
    pub(crate) fn bind<'t, V: Encode<'t, D> + Type<D>>(&mut self, value: V) -> &mut Self {
        if let Err(error) = self.arguments.add(value) {
            self.failed.get_or_insert(error);
        }
        self
    }

    /// Is it time to send?
    pub(crate) fn is_long(&self) -> bool {
        self.arguments.len() > MANY
    }

    /// Sends what is gathered.
    ///
    /// # Errors
    /// Any failure of the database; the transaction is lost then.
    pub(crate) async fn send<'c, C>(&mut self, connection: C) -> Result<()>
    where
        C: Executor<'c, Database = D>,
        D::Arguments: IntoArguments<D>,
    {
        let Self { statements, arguments, failed } = std::mem::take(self);
        if let Some(error) = failed {
            return Err(sqlx::Error::Encode(error).into());
        }
        if !statements.is_empty() {
            sqlx::query_with(AssertSqlSafe(D::together(&statements)), arguments).execute(connection).await?;
        }
        Ok(())
    }
}
