//! Facts about files by content.

use store::{Vault, VaultError};
use uuid::Uuid;

#[tokio::test]
async fn a_file_lies_once_under_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let first = vault.put(Uuid::from_u128(1), b"abc".as_slice(), 10).await.unwrap();
    let second = vault.put(Uuid::from_u128(2), b"abc".as_slice(), 10).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(first.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(vault.get(&first.sha256).await.unwrap(), b"abc");
}

#[tokio::test]
async fn a_file_beyond_its_limit_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let refused = vault.put(Uuid::from_u128(1), vec![0_u8; 11].as_slice(), 10).await;
    assert!(matches!(refused, Err(VaultError::TooLarge { limit: 10 })));
    assert_eq!(std::fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_changed_file_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let stored = vault.put(Uuid::from_u128(1), b"abc".as_slice(), 10).await.unwrap();
    std::fs::write(folder.path().join(&stored.sha256[..2]).join(&stored.sha256), b"abd").unwrap();
    assert!(matches!(vault.check(&stored.sha256).await, Err(VaultError::Changed)));
    assert!(matches!(vault.get("../../etc/passwd").await, Err(VaultError::Missing)));
}

#[tokio::test]
async fn a_sample_is_handed_out_in_a_locked_zip() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open(folder.path()).unwrap();
    let stored = vault.put(Uuid::from_u128(1), b"MZ...".as_slice(), 10).await.unwrap();
    let zip = vault.zipped(&stored.sha256, "mau.exe").await.unwrap();
    assert!(zip.starts_with(b"PK"));
    assert!(!zip.windows(5).any(|w| w == b"MZ..."));
}
