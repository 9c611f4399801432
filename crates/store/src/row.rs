//! Rows as structures, each column read by the name of its field.

/// Declares structures that are read from a row of either database, column by column, by the names of their fields.
///
/// `sqlx::FromRow` as a derive would do the same, and build both drivers a second time for the compiler.
macro_rules! row {
    ($($(#[$about:meta])* $seen:vis struct $name:ident { $($(#[$of:meta])* $open:vis $field:ident: $kind:ty,)* })*) => { $(
        $(#[$about])*
        $seen struct $name { $($(#[$of])* $open $field: $kind,)* }

        impl<'r, R> sqlx::FromRow<'r, R> for $name
        where
            R: sqlx::Row,
            &'static str: sqlx::ColumnIndex<R>,
            $($kind: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)*
        {
            fn from_row(row: &'r R) -> sqlx::Result<Self> {
                Ok(Self { $($field: row.try_get(stringify!($field))?,)* })
            }
        }
    )* };
}
pub(crate) use row;
