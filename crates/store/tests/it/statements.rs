//! Every declared statement is understood by both databases.

use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr};
use testkit::{Database, Kit};

async fn every_statement_is_prepared(kit: Kit) {
    let postgres = kit.database == Database::Postgres;
    let statements = store::every_statement(postgres);
    assert!(statements.len() > 80, "{} statements", statements.len());
    for (module, name, sql) in statements {
        let sql = AssertSqlSafe(sql).into_sql_str();
        let prepared = if postgres {
            let mut connection = sqlx::PgConnection::connect(&kit.store_settings.database_url).await.unwrap();
            connection.prepare(sql).await.map(drop)
        } else {
            let file = kit.folder().join("ungcuu.sqlite");
            let mut connection = sqlx::SqliteConnection::connect(&file.display().to_string()).await.unwrap();
            connection.prepare(sql).await.map(drop)
        };
        assert!(prepared.is_ok(), "{module}::{name}: {prepared:?}");
    }
}

#[test]
fn on_sqlite() {
    Kit::run(Database::Sqlite, every_statement_is_prepared);
}

#[test]
fn on_postgresql() {
    Kit::run(Database::Postgres, every_statement_is_prepared);
}

testkit::both!(a_second_migration_changes_nothing, |kit| async move {
    assert!(kit.app.store.migrate().await.unwrap().is_empty());
    assert!(kit.app.store.pending_migrations().await.unwrap().is_empty());
});
