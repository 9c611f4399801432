//! Contact points and the changes of them, with the duties that follow.

use crate::conn::on;
use crate::dialect::parts;
use crate::statements::statements;
use crate::{Conn, Error, Result, Tx, boxed};
use domain::contacts::{ContactChange, ContactPoint};
use domain::{BodyId, ContactChangeId, ContactPointId, Moment};
use sqlx::QueryBuilder;
use sqlx::types::Json;

statements! {
    INSERT = "INSERT INTO contact_point (id, body_id, active, detail, version) VALUES ($1, $2, $3, $4, 1)";
    UPDATE = "UPDATE contact_point SET active = $2, detail = $3, version = version + 1 WHERE id = $1 AND version = $4";
    CONTACT = "SELECT detail, version FROM contact_point WHERE id = $1";
    OF_BODY = "SELECT detail, version FROM contact_point WHERE body_id = $1 ORDER BY id LIMIT 500";
    ACTIVE_AFTER = "SELECT detail, version FROM contact_point WHERE active = $1 AND id > $2 ORDER BY id LIMIT $3";
    INSERT_CHANGE = "INSERT INTO contact_change (seq, id, body_id, settled, due_at, detail, version) VALUES ($1, $2, $3, $4, $5, $6, 1)";
    UPDATE_CHANGE = "UPDATE contact_change SET settled = $2, detail = $3, version = version + 1 WHERE id = $1 AND version = $4";
    CHANGE = "SELECT detail, version FROM contact_change WHERE id = $1";
    CHANGES_OF = "SELECT detail, version FROM contact_change WHERE body_id = $1 ORDER BY seq DESC LIMIT $2";
    CHANGES = "SELECT seq, detail, version FROM contact_change WHERE seq < $1 ORDER BY seq DESC LIMIT $2";
    OPEN_CHANGES = "SELECT seq, detail, version FROM contact_change WHERE settled = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
}

type Versioned<T> = (Json<T>, i64);

fn contact((detail, version): Versioned<ContactPoint>) -> ContactPoint {
    ContactPoint { version, ..detail.0 }
}

fn change((detail, version): Versioned<ContactChange>) -> ContactChange {
    ContactChange { version, ..detail.0 }
}

impl Conn {
    /// A contact point.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contact(&mut self, id: ContactPointId) -> Result<Option<ContactPoint>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<ContactPoint>>(CONTACT).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(contact))
    }

    /// The contact points of a body, those no longer in use among them.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contacts_of(&mut self, body: BodyId) -> Result<Vec<ContactPoint>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned<ContactPoint>>(OF_BODY).bind(body.uuid()).fetch_all(c).await?);
        Ok(rows.into_iter().map(contact).collect())
    }

    /// The contact points in use of many bodies.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contacts_of_bodies(&mut self, bodies: &[BodyId]) -> Result<Vec<ContactPoint>> {
        let mut found = Vec::new();
        for part in parts(bodies) {
            let rows = on!(self, c => {
                let mut q = QueryBuilder::new("SELECT detail, version FROM contact_point WHERE active = TRUE AND body_id IN (");
                let mut list = q.separated(", ");
                for body in part {
                    list.push_bind(body.uuid());
                }
                q.push(") ORDER BY id");
                q.build_query_as::<Versioned<ContactPoint>>().fetch_all(c).await?
            });
            found.extend(rows.into_iter().map(contact));
        }
        Ok(found)
    }

    /// The contact points in use, by id, from the one after `after` on.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn active_contacts(&mut self, after: ContactPointId, limit: i64) -> Result<Vec<ContactPoint>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned<ContactPoint>>(ACTIVE_AFTER)
            .bind(true).bind(after.uuid()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(contact).collect())
    }

    /// A change of a contact point.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contact_change(&mut self, id: ContactChangeId) -> Result<Option<ContactChange>> {
        let row = on!(self, c => sqlx::query_as::<_, Versioned<ContactChange>>(CHANGE).bind(id.uuid()).fetch_optional(c).await?);
        Ok(row.map(change))
    }

    /// The newest changes of the contact points of a body.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contact_changes_of(&mut self, body: BodyId, limit: i64) -> Result<Vec<ContactChange>> {
        let rows = on!(self, c => sqlx::query_as::<_, Versioned<ContactChange>>(CHANGES_OF).bind(body.uuid()).bind(limit).fetch_all(c).await?);
        Ok(rows.into_iter().map(change).collect())
    }

    /// The newest changes below a sequence, with their sequences; `open` leaves those that lack a proof.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn contact_changes(
        &mut self,
        open: bool,
        before: i64,
        limit: i64,
    ) -> Result<Vec<(i64, ContactChange)>> {
        type Row = (i64, Json<ContactChange>, i64);
        let rows = if open {
            on!(self, c => sqlx::query_as::<_, Row>(OPEN_CHANGES).bind(false).bind(before).bind(limit).fetch_all(c).await?)
        } else {
            on!(self, c => sqlx::query_as::<_, Row>(CHANGES).bind(before).bind(limit).fetch_all(c).await?)
        };
        Ok(rows.into_iter().map(|(seq, detail, version)| (seq, change((detail, version)))).collect())
    }
}

impl Tx {
    /// Enters a contact point.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_contact(&mut self, p: &ContactPoint) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT).bind(p.id.uuid()).bind(p.body.uuid()).bind(p.active).bind(Json(p)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes a contact point under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_contact(&mut self, p: &ContactPoint) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE).bind(p.id.uuid()).bind(p.active).bind(Json(p)).bind(p.version)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }

    /// Enters a change of a contact point under a sequence of its own.
    ///
    /// # Errors
    /// Any failure of the database.
    #[boxed]
    pub async fn insert_contact_change(&mut self, seq: i64, k: &ContactChange) -> Result<()> {
        on!(self, c => {
            sqlx::query(INSERT_CHANGE).bind(seq).bind(k.id.uuid()).bind(k.body.uuid()).bind(k.settled())
                .bind(k.due_at().map(Moment::micros)).bind(Json(k)).execute(c).await?;
        });
        Ok(())
    }

    /// Changes the proofs of a change under its version.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it was changed meanwhile.
    #[boxed]
    pub async fn update_contact_change(&mut self, k: &ContactChange) -> Result<()> {
        let changed = on!(self, c => sqlx::query(UPDATE_CHANGE).bind(k.id.uuid()).bind(k.settled()).bind(Json(k)).bind(k.version)
            .execute(c).await?.rows_affected());
        if changed == 0 { Err(Error::Conflict) } else { Ok(()) }
    }
}
