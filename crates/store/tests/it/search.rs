//! Words are found in the order of the list, however many records have them.

use domain::notices::Notice;
use domain::page::PageRequest;
use domain::{NoticeId, NoticeNumber};
use store::{NewNotice, NoticeFilter};
use testkit::{Kit, both};

/// Records, and up to which of them the word `cu` is in: more than an index is asked to list, none among the newest.
const ALL: i64 = 3_200;
const OLD: i64 = 2_100;

fn copy(of: &Notice, sequence: i64) -> NewNotice {
    let id = NoticeId(uuid::Uuid::from_u128(u128::try_from(sequence).unwrap()));
    let number = NoticeNumber::new("TB", 2026, sequence);
    let mut words = "thuong".to_owned();
    if sequence <= OLD {
        words.push_str(" cu");
    }
    if sequence == 7 {
        words.push_str(" hiemthay");
    }
    NewNotice {
        notice: Notice { id, number, ..of.clone() },
        secret_sha256: String::new(),
        mail_id: None,
        raw_sha256: None,
        searched_text: words,
    }
}

async fn found(kit: &Kit, word: &str, before: Option<i64>) -> (Vec<i64>, Option<i64>) {
    let filter = NoticeFilter { words: vec![word.to_owned()], ..NoticeFilter::default() };
    let page = PageRequest::new(before, Some(3));
    let page = kit.app.store.read().await.unwrap().list_notices(&filter, page).await.unwrap();
    (page.rows.iter().map(|row| row.sequence).collect(), page.next)
}

both!(words_are_found_newest_first_whether_frequent_rare_or_old, |kit| async move {
    let first = kit.notice().submit().await;
    let first = kit.app.store.read().await.unwrap().notice(first.id).await.unwrap().unwrap();
    let copies: Vec<NewNotice> = (2..=ALL).map(|sequence| copy(&first, sequence)).collect();
    let mut tx = kit.app.store.write().await.unwrap();
    tx.insert_notices(&copies).await.unwrap();
    tx.commit(kit.now()).await.unwrap();

    assert_eq!(found(&kit, "thuong", None).await, (vec![ALL, ALL - 1, ALL - 2], Some(ALL - 2)));
    assert_eq!(found(&kit, "thuong", Some(100)).await, (vec![99, 98, 97], Some(97)));
    assert_eq!(found(&kit, "hiemthay", None).await, (vec![7], None));
    assert_eq!(found(&kit, "hiem", None).await, (vec![7], None));
    assert_eq!(found(&kit, "hiemthay", Some(7)).await, (vec![], None));
    assert_eq!(found(&kit, "cu", None).await, (vec![OLD, OLD - 1, OLD - 2], Some(OLD - 2)));
    assert_eq!(found(&kit, "khongco", None).await, (vec![], None));
});
