//! Tampering is found and named.

use domain::reports::ReportKind;
use sqlx::{AssertSqlSafe, Connection, Executor};
use testkit::{Database, Kit, both};

/// Somebody with access to the database, past the desk.
async fn tamper(kit: &Kit, sql: &str) {
    match kit.database {
        Database::Postgres => {
            let mut c = sqlx::PgConnection::connect(&kit.store_settings.database_url).await.unwrap();
            c.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
        }
        Database::Sqlite => {
            let mut c =
                sqlx::SqliteConnection::connect(&kit.folder().join("ungcuu.sqlite").display().to_string())
                    .await
                    .unwrap();
            c.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
        }
    }
}

both!(a_changed_audit_row_is_named, |kit| async move {
    kit.notice().submit().await;
    kit.notice().submit().await;
    kit.notice().submit().await;
    assert!(app::audit::verify(&kit.app, &kit.system()).await.unwrap().ok);
    tamper(&kit, "UPDATE audit SET detail = '{}' WHERE seq = 2").await;
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(!verdict.ok);
    assert!(verdict.breaks.iter().any(|b| b.sequence == 2), "{:?}", verdict.breaks);
});

both!(rows_cut_off_at_the_end_are_noticed, |kit| async move {
    kit.notice().submit().await;
    kit.notice().submit().await;
    tamper(&kit, "DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)").await;
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(verdict.breaks.iter().any(|b| b.fault == "head"), "{:?}", verdict.breaks);
});

both!(a_changed_document_is_named, |kit| async move {
    kit.network().await;
    let opened = kit.incident().await;
    let report = kit.report(&opened.incident, ReportKind::Initial).await;
    let sha =
        kit.app.store.read().await.unwrap().report(report).await.unwrap().unwrap().document_sha256.unwrap();
    let file = kit.folder().join("files").join(&sha[..2]).join(&sha);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(!verdict.ok);
    assert!(verdict.documents.iter().any(|d| d.sha256 == sha), "{:?}", verdict.documents);
});

both!(a_changed_notice_no_longer_gives_its_receipt, |kit| async move {
    let receipt = kit.notice().submit().await;
    let cast = if kit.database == Database::Postgres { "::jsonb" } else { "" };
    let sql = format!(
        "UPDATE notice SET content = '{{\"sender\":{{}},\"subject\":\"khác\",\"description\":\"\",\"detected_at\":null,\"system\":\"\",\"domains\":[],\"addresses\":[],\"ongoing\":null,\"confidential\":false,\"help_wanted\":false,\"form\":null}}'{cast}"
    );
    tamper(&kit, &sql).await;
    let verdict = app::audit::verify(&kit.app, &kit.system()).await.unwrap();
    assert!(verdict.receipts.iter().any(|r| r.notice == receipt.number.to_string()), "{verdict:?}");
});
