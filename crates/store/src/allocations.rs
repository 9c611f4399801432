//! What Internet registries published, on disk: one edition, replaced as a whole.

use crate::conn::on;
use crate::statements::statements;
use crate::{Conn, Result, Tx, boxed, row};
use domain::systems::allocations::{Allocation, Resource};
use domain::{AllocationEditionId, Moment};
use sqlx::QueryBuilder;
use uuid::Uuid;

statements! {
    EDITION = "SELECT id, source, published, home, records, brought_by, brought_at FROM allocation_edition \
               ORDER BY brought_at DESC LIMIT 1";
    DROP_EDITIONS = "DELETE FROM allocation_edition";
    DROP_ALL = "DELETE FROM allocation";
    INSERT_EDITION = "INSERT INTO allocation_edition (id, source, published, home, records, brought_by, brought_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    // The last record that begins no later than what is asked is the only one that can hold it: records do not lie in one another.
    BEFORE = "SELECT registry, country, first, last, day, status FROM allocation WHERE kind = $1 AND first <= $2 \
              ORDER BY first DESC LIMIT 1";
    BEFORE_AT_HOME = "SELECT registry, country, first, last, day, status FROM allocation \
                      WHERE kind = $1 AND country = $2 AND first <= $3 ORDER BY first DESC LIMIT 1";
}

/// An edition of the records of a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllocationEdition {
    /// Identity.
    pub id: AllocationEditionId,
    /// Where it comes from.
    pub source: String,
    /// The day it was published, as its first line has it.
    pub published: String,
    /// Code of the country this deployment answers for.
    pub home: String,
    /// Records in it.
    pub records: i64,
    /// Who brought it in.
    pub by: String,
    /// When.
    pub at: Moment,
}

row! {
    struct EditionRow {
        id: Uuid,
        source: String,
        published: String,
        home: String,
        records: i64,
        brought_by: String,
        brought_at: i64,
    }
}

row! {
    struct Stored {
        registry: String,
        country: String,
        first: String,
        last: String,
        day: String,
        status: String,
    }
}

impl Stored {
    fn of(self, resource: Resource) -> Allocation {
        let Self { registry, country, first, last, day, status } = self;
        Allocation { registry, country, resource, first, last, day, status }
    }
}

impl Conn {
    /// The edition in force.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn allocation_edition(&mut self) -> Result<Option<AllocationEdition>> {
        let row = on!(self, c => sqlx::query_as::<_, EditionRow>(EDITION).fetch_optional(c).await?);
        Ok(row.map(|row| AllocationEdition {
            id: AllocationEditionId(row.id),
            source: row.source,
            published: row.published,
            home: row.home,
            records: row.records,
            by: row.brought_by,
            at: Moment::from_micros(row.brought_at),
        }))
    }

    /// The record that holds something whole.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn allocation_over(
        &mut self,
        resource: Resource,
        first: &str,
        last: &str,
    ) -> Result<Option<Allocation>> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BEFORE)
            .bind(resource.code()).bind(first).fetch_optional(c).await?);
        Ok(row.map(|row| row.of(resource)).filter(|it| it.last.as_str() >= last))
    }

    /// Whether a record of a country has anything in common with what is asked.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn allocated_in(
        &mut self,
        country: &str,
        resource: Resource,
        first: &str,
        last: &str,
    ) -> Result<bool> {
        let row = on!(self, c => sqlx::query_as::<_, Stored>(BEFORE_AT_HOME)
            .bind(resource.code()).bind(country).bind(last).fetch_optional(c).await?);
        Ok(row.is_some_and(|row| row.last.as_str() >= first))
    }
}

impl Tx {
    /// Takes away what is there before another edition comes in.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn drop_allocations(&mut self) -> Result<()> {
        on!(self, c => { sqlx::query(DROP_ALL).execute(c).await?; });
        on!(self, c => { sqlx::query(DROP_EDITIONS).execute(c).await?; });
        Ok(())
    }

    /// Adds records; one that is there already stays as it is. At most 1,000 at once.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_allocations(&mut self, records: &[Allocation]) -> Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        on!(self, c => {
            let mut q = QueryBuilder::new("INSERT INTO allocation (kind, first, last, registry, country, day, status) ");
            q.push_values(records, |mut row, it| {
                row.push_bind(it.resource.code()).push_bind(&it.first).push_bind(&it.last).push_bind(&it.registry);
                row.push_bind(&it.country).push_bind(&it.day).push_bind(&it.status);
            });
            q.push(" ON CONFLICT DO NOTHING");
            q.build().execute(c).await?;
        });
        Ok(())
    }

    /// Names the edition whose records were added.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_allocation_edition(&mut self, it: &AllocationEdition) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_EDITION)
                .bind(it.id.uuid()).bind(&it.source).bind(&it.published).bind(&it.home).bind(it.records)
                .bind(&it.by).bind(it.at.micros()).execute(c).await?;
        });
        Ok(())
    }
}
