//! Facts about the register as tables: what is taken out comes back the same, and every wrong row is told.

use app::registry::{Counted, bring_in, sheet_bytes, take_out};
use domain::places;
use std::fmt::Write;
use testkit::{Kit, both};

async fn workbook(kit: &Kit) -> Vec<u8> {
    let sheets = take_out(&kit.app, &kit.system()).await.unwrap();
    sheet_bytes(&sheets, "xlsx").unwrap().unwrap().2
}

/// The communes as bodies and 500 members, as a table.
fn communes_and_members() -> String {
    let mut table = String::from("key,kind,name,parent,province,commune,phone,email,member,cluster\n");
    for place in places::communes() {
        let (code, province) = (place.code, place.province);
        writeln!(
            table,
            "ubnd-{code},owner,Ủy ban nhân dân {} {code},,{province},{code},0200 {code},{code}@xa.example,,",
            place.name
        )
        .unwrap();
    }
    for n in 0..500 {
        writeln!(
            table,
            "tv-{n:03},member,Thành viên {n:03},,24,,0200 000 {n:03},tv{n}@tv.example,voluntary,Cụm {}",
            n % 5
        )
        .unwrap();
    }
    table
}

both!(all_communes_and_500_members_come_in_and_go_out_the_same, |kit| async move {
    let table = communes_and_members();
    let dry = bring_in(&kit.app, &kit.system(), "bodies.csv", table.as_bytes(), true).await.unwrap();
    let whole = Counted { entered: 3821, ..Counted::default() };
    assert_eq!((dry.tables.get("bodies"), dry.problems.len()), (Some(&whole), 0));
    assert!(kit.app.store.read().await.unwrap().bodies(1).await.unwrap().is_empty());
    let done = bring_in(&kit.app, &kit.system(), "bodies.csv", table.as_bytes(), false).await.unwrap();
    assert_eq!(done.tables.get("bodies"), Some(&whole));
    let again = bring_in(&kit.app, &kit.system(), "bodies.csv", table.as_bytes(), false).await.unwrap();
    assert_eq!(again.tables.get("bodies"), Some(&Counted { left: 3821, ..Counted::default() }));
    let book = workbook(&kit).await;
    let other = Kit::new(kit.database).await;
    let brought = bring_in(&other.app, &other.system(), "register.xlsx", &book, false).await.unwrap();
    assert_eq!(brought.problems, []);
    assert_eq!(
        take_out(&other.app, &other.system()).await.unwrap(),
        take_out(&kit.app, &kit.system()).await.unwrap()
    );
});

both!(bodies_contacts_and_systems_come_back_the_same, |kit| async move {
    kit.network().await;
    let contacts = "body,kind,name,phone,always,published_url\nchu-quan,unit,Tổ trực,0200 000 001,yes,https://cq.example/\n\
                    nha-mang,person,Minh,+84 200 000 002,no,\n";
    bring_in(&kit.app, &kit.system(), "c.csv", contacts.as_bytes(), false).await.unwrap();
    let systems = "key,name,owner,operator,services,software,measures,documents,security_body,autonomous_systems\n\
                   mo-ta,Hệ thống mô tả,chu-quan,van-hanh,\"Nộp hồ sơ\nTra cứu\",\"Máy chủ web | 2.4.58\",Sao lưu,\
                   level-approval | 12/QĐ | 2026-03-02 | UBND | Bản chính,nha-mang,AS4199999999\n";
    let brought = bring_in(&kit.app, &kit.system(), "s.csv", systems.as_bytes(), false).await.unwrap();
    assert_eq!(brought.problems, []);
    let written = kit.app.store.read().await.unwrap().systems(10).await.unwrap();
    let said = &written.iter().find(|it| it.key == "mo-ta").unwrap().description;
    assert_eq!(
        (said.services.len(), said.software.len(), said.measures.len(), said.documents.len()),
        (2, 1, 1, 1)
    );
    assert!(said.security_body.is_some() && said.autonomous_systems.len() == 1, "{said:?}");
    let other = Kit::new(kit.database).await;
    other.pass(std::time::Duration::from_secs(90 * 86_400));
    let book = workbook(&kit).await;
    let brought = bring_in(&other.app, &other.system(), "register.xlsx", &book, false).await.unwrap();
    assert_eq!(brought.problems, []);
    assert_eq!(
        take_out(&other.app, &other.system()).await.unwrap(),
        take_out(&kit.app, &kit.system()).await.unwrap()
    );
    let again = bring_in(&other.app, &other.system(), "register.xlsx", &book, true).await.unwrap();
    assert!(again.tables.values().all(|rows| rows.entered + rows.changed + rows.wrong == 0), "{again:?}");
});

both!(since_when_a_body_is_a_member_comes_in_with_its_row, |kit| async move {
    let table = "key,kind,name,member,member_since\n\
                 xua,member,Xưa,voluntary,2019-05-06T00:00:00Z\nmai,member,Mai,voluntary,2999-01-01T00:00:00Z\n\
                 sai,member,Sai,voluntary,hôm qua\nnay,member,Nay,voluntary,\n";
    let done = bring_in(&kit.app, &kit.system(), "b.csv", table.as_bytes(), false).await.unwrap();
    let told: Vec<_> = done
        .problems
        .iter()
        .map(|it| (it.row, it.problem.field.as_str(), it.problem.code.as_str()))
        .collect();
    assert_eq!(told, [(3, "member_since", "in_future"), (4, "member_since", "not_a_moment")]);
    let mut read = kit.app.store.read().await.unwrap();
    for (key, since) in [("xua", "2019-05-06T00:00:00Z".parse().unwrap()), ("nay", kit.now())] {
        let body = read.body_by_key(key).await.unwrap().unwrap();
        assert_eq!(read.membership(body.id).await.unwrap().unwrap().since, since, "{key}");
    }
});

both!(of_3000_rows_the_40_wrong_ones_are_told_and_the_rest_comes_in, |kit| async move {
    let wrong = [
        ("member,Tên,99,,", "province", "unknown_option"),
        ("robot,Tên,24,,", "kind", "unknown_option"),
        ("member,,24,,", "name", "required"),
        ("member,Tên,24,khong-co,", "parent", "unknown_body"),
        ("member,Tên,24,,chinh-thuc", "member", "unknown_option"),
    ];
    let mut table = String::from("key,kind,name,province,parent,member\n");
    for n in 0..3000 {
        match n % 75 {
            0 => writeln!(table, "k-{n},{}", wrong[n / 75 % 5].0).unwrap(),
            _ => writeln!(table, "k-{n},member,Tên {n},24,,voluntary").unwrap(),
        }
    }
    let done = bring_in(&kit.app, &kit.system(), "b.csv", table.as_bytes(), false).await.unwrap();
    assert_eq!(done.tables["bodies"], Counted { entered: 2960, wrong: 40, ..Counted::default() });
    assert_eq!(done.problems.len(), 40);
    for (n, told) in done.problems.iter().enumerate() {
        let (_, field, code) = wrong[n % 5];
        assert_eq!(
            (told.row, told.problem.field.as_str(), told.problem.code.as_str()),
            (n * 75 + 2, field, code)
        );
    }
    assert_eq!(kit.app.store.read().await.unwrap().bodies(5000).await.unwrap().len(), 2960);
});

both!(a_table_may_name_parents_below_and_a_circle_is_told, |kit| async move {
    let table = "key,kind,name,parent\ncon,owner,Con,cha\ncha,owner,Cha,\nmot,owner,Một,hai\nhai,owner,Hai,mot\nminh,owner,Mình,minh\n";
    let done = bring_in(&kit.app, &kit.system(), "b.csv", table.as_bytes(), false).await.unwrap();
    assert_eq!((done.tables["bodies"].entered, done.tables["bodies"].wrong), (2, 3));
    let codes: Vec<&str> = done.problems.iter().map(|it| it.problem.code.as_str()).collect();
    assert_eq!(codes, ["unknown_body", "unknown_body", "above_itself"]);
});

both!(what_is_twice_misspelt_or_no_table_is_told, |kit| async move {
    let system = kit.system();
    let table = "key,kind,name,provinz\na,owner,A,24\na,owner,B,24\n";
    let done = bring_in(&kit.app, &system, "b.csv", table.as_bytes(), true).await.unwrap();
    let told: Vec<(usize, &str)> =
        done.problems.iter().map(|it| (it.row, it.problem.code.as_str())).collect();
    assert_eq!(told, [(0, "unknown_column"), (3, "twice_in_table")]);
    for (file, bytes, code) in [
        ("b.csv", "x,y\n1,2\n", "no_table"),
        ("b.pdf", "", "table_ending"),
        ("b.xlsx", "PK", "table_unreadable"),
    ] {
        let Err(app::Error::Invalid(problems)) =
            bring_in(&kit.app, &system, file, bytes.as_bytes(), true).await
        else {
            panic!()
        };
        assert_eq!(problems[0].code, code);
    }
    kit.network().await;
    for login in ["dieu-phoi", "chu-quan"] {
        let op = kit.op(login).await;
        assert!(matches!(
            bring_in(&kit.app, &op, "b.csv", table.as_bytes(), true).await,
            Err(app::Error::Forbidden)
        ));
        assert!(matches!(take_out(&kit.app, &op).await, Err(app::Error::Forbidden)));
    }
});

both!(a_column_that_is_not_there_leaves_things_as_they_are, |kit| async move {
    kit.network().await;
    let before = take_out(&kit.app, &kit.system()).await.unwrap();
    let table = "key,owner,operator\nhe-thong,chu-quan,van-hanh\n";
    let done = bring_in(&kit.app, &kit.system(), "s.csv", table.as_bytes(), false).await.unwrap();
    assert_eq!(done.tables["systems"], Counted { left: 1, ..Counted::default() });
    let kinds = "key,kind,name\nchu-quan,operator,Đơn vị chu-quan (minh họa)\n";
    bring_in(&kit.app, &kit.system(), "b.csv", kinds.as_bytes(), false).await.unwrap();
    let after = take_out(&kit.app, &kit.system()).await.unwrap();
    assert_eq!(before[2], after[2]);
    let kind = |sheets: &[app::registry::Sheet]| {
        sheets[0].rows.iter().find(|row| row.cells[0] == "chu-quan").map(|row| row.cells[1].clone())
    };
    assert_eq!((kind(&before).as_deref(), kind(&after).as_deref()), (Some("owner"), Some("operator")));
    let circle = "key,kind,name,parent\nvan-hanh,operator,Vận hành,chu-quan\n";
    bring_in(&kit.app, &kit.system(), "b.csv", circle.as_bytes(), false).await.unwrap();
    let back = "key,kind,name,parent\nchu-quan,owner,Chủ quản,van-hanh\n";
    let done = bring_in(&kit.app, &kit.system(), "b.csv", back.as_bytes(), false).await.unwrap();
    assert_eq!(done.problems[0].problem.code, "above_itself");
});
