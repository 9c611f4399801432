//! Lists for whoever looks after the network and the deployment.

testkit::both!(admin_lists_are_for_who_looks_after_the_deployment, |kit| async move {
    kit.network().await;
    let mut admin = kit.signed_in("quan-tri").await;
    let mut officer = kit.signed_in("van-hanh").await;
    for path in ["/network", "/admin/people", "/admin/jobs", "/admin/audit"] {
        assert_eq!(admin.get(path).await.status, 200, "{path}");
    }
    for path in ["/admin/people", "/admin/jobs", "/admin/audit"] {
        assert_eq!(officer.get(path).await.status, 403, "{path}");
    }
    let found = admin.get("/admin/people?q=nguoi%20van-hanh&role=operator").await;
    assert!(found.text.contains("Người van-hanh") && !found.text.contains("Người dieu-phoi"));
});

testkit::both!(the_audit_chain_is_read_in_pages_and_verified, |kit| async move {
    kit.network().await;
    let receipt = kit.notice().submit().await;
    let mut admin = kit.signed_in("quan-tri").await;
    let page = admin.get("/admin/audit").await;
    assert!(page.text.contains(&format!("href=\"/notices/{}\"", receipt.number)));
    let older = admin.get("/admin/audit?before=3").await;
    assert_eq!(older.text.matches("data-row").count(), 2);
    let verified = admin.post("/admin/audit/verify", &[]).await;
    assert_eq!(verified.status, 200);
    assert!(verified.text.contains("Chuỗi nhật ký nguyên vẹn"));
});
