//! Mail that nobody of this project wrote, when it is there (`UNGCUU_SAMPLES`, default `../shared/samples`).

use app::notices::{MailOutcome, receive_mail};
use mail::Limits;
use std::path::{Path, PathBuf};
use testkit::both;

fn samples() -> Option<PathBuf> {
    let root = std::env::var("UNGCUU_SAMPLES").map_or_else(
        |_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"),
        PathBuf::from,
    );
    let mail = root.join("mail");
    if mail.is_dir() {
        return Some(mail);
    }
    eprintln!("skipped: no sample mail in {}", mail.display());
    None
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

both!(every_sample_mail_is_kept_or_refused_with_a_reason, |kit| async move {
    let Some(folder) = samples() else { return };
    let mut all = Vec::new();
    files(&folder, &mut all);
    all.sort();
    let (mut notices, mut joined, mut refused) = (0, 0, 0);
    for file in &all {
        let raw = std::fs::read(file).unwrap();
        let op = kit.app.system_op("mailgate", kit.now());
        match receive_mail(&kit.app, &op, Ok(raw), &Limits::default()).await.unwrap() {
            MailOutcome::Notice { .. } => notices += 1,
            MailOutcome::Joined { .. } => joined += 1,
            MailOutcome::Refused { code, detail } => {
                assert!(!code.is_empty() && !detail.is_empty());
                refused += 1;
            }
        }
    }
    assert_eq!(notices + joined + refused, all.len());
    let (_, kept_refusals) = kit.app.store.read().await.unwrap().count_notices().await.unwrap();
    assert_eq!(kept_refusals, refused as i64);
    eprintln!("{} in = {notices} notices + {joined} joined + {refused} refused", all.len());
    assert!(app::audit::verify(&kit.app, &kit.system()).await.unwrap().ok);
});
