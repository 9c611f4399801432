//! Files by content: each lies once under the SHA-256 of its bytes, written whole or not at all, never changed.
//!
//! Bytes are streamed to a temporary file and hashed on the way, synced to disk, then renamed into place, so that a
//! file that was acknowledged survives any crash.

use domain::canonical::hex;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;
use zip::unstable::write::FileOptionsExt as _;

/// Age from which a file that never reached its place is a leftover of an interrupted upload.
const LEFTOVER_AGE: Duration = Duration::from_secs(86_400);

/// A file just stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// Why a file was not stored or not found whole.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// Longer than allowed; nothing is kept.
    #[error("file is longer than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No such content, or not a hash.
    #[error("no such file")]
    Missing,
    /// The bytes are not those the name says.
    #[error("file does not match its hash")]
    Changed,
    /// The disk failed.
    #[error("file could not be read or written")]
    Io(#[from] io::Error),
}

/// The content store of a deployment: a folder.
#[derive(Debug, Clone)]
pub struct Vault {
    root: PathBuf,
}

impl Vault {
    /// Opens the folder, creating it when absent, and removes leftovers of interrupted uploads.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        let incoming = root.join("incoming");
        std::fs::create_dir_all(&incoming)?;
        for entry in std::fs::read_dir(&incoming)?.flatten() {
            // Younger ones may belong to another process that is still writing.
            let old = entry
                .metadata()
                .and_then(|m| m.modified())
                .ok()
                .and_then(|m| m.elapsed().ok())
                .is_some_and(|age| age > LEFTOVER_AGE);
            // Another process may clean up at the same time.
            if old {
                let _ = std::fs::remove_file(entry.path());
            }
        }
        Ok(Self { root: root.to_owned() })
    }

    fn place(&self, sha256: &str) -> Result<PathBuf, VaultError> {
        let plain =
            sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        match (plain, sha256.get(..2)) {
            (true, Some(first)) => Ok(self.root.join(first).join(sha256)),
            _ => Err(VaultError::Missing),
        }
    }

    /// Streams bytes in, at most `limit_bytes`. `ticket` is a fresh id for the temporary name.
    ///
    /// # Errors
    /// [`VaultError::TooLarge`], [`VaultError::Io`].
    pub async fn put(
        &self,
        ticket: Uuid,
        mut bytes: impl AsyncRead + Unpin,
        limit_bytes: u64,
    ) -> Result<Stored, VaultError> {
        let waiting = self.root.join("incoming").join(ticket.as_simple().to_string());
        let outcome = async {
            let mut file = tokio::fs::File::create(&waiting).await?;
            let mut hash = Sha256::new();
            let mut size_bytes: u64 = 0;
            let mut buffer = vec![0_u8; 64 * 1024];
            loop {
                let read = bytes.read(&mut buffer).await?;
                let Some(part) = buffer.get(..read).filter(|p| !p.is_empty()) else { break };
                size_bytes += read as u64;
                if size_bytes > limit_bytes {
                    return Err(VaultError::TooLarge { limit: limit_bytes });
                }
                hash.update(part);
                file.write_all(part).await?;
            }
            file.flush().await?;
            file.sync_all().await?;
            let sha256 = hex(&hash.finalize());
            let place = self.place(&sha256)?;
            let folder = place.parent().map(Path::to_owned).unwrap_or_default();
            if !tokio::fs::try_exists(&folder).await? {
                tokio::fs::create_dir_all(&folder).await?;
                sync_folder(&self.root).await?;
            }
            tokio::fs::rename(&waiting, &place).await?;
            sync_folder(&folder).await?;
            Ok(Stored { sha256, size_bytes })
        }
        .await;
        if outcome.is_err() {
            let _ = tokio::fs::remove_file(&waiting).await;
        }
        outcome
    }

    /// Opens a file for streaming out.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Io`].
    pub async fn open_file(&self, sha256: &str) -> Result<tokio::fs::File, VaultError> {
        match tokio::fs::File::open(self.place(sha256)?).await {
            Ok(file) => Ok(file),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Err(VaultError::Missing),
            Err(e) => Err(e.into()),
        }
    }

    /// Reads a file whole and checks it against its hash.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Changed`], [`VaultError::Io`].
    pub async fn get(&self, sha256: &str) -> Result<Vec<u8>, VaultError> {
        let mut bytes = Vec::new();
        self.open_file(sha256).await?.read_to_end(&mut bytes).await?;
        if hex(&Sha256::digest(&bytes)) == sha256 { Ok(bytes) } else { Err(VaultError::Changed) }
    }

    /// Reads a file through without keeping it and compares it with its hash.
    ///
    /// # Errors
    /// As [`Vault::get`].
    pub async fn check(&self, sha256: &str) -> Result<(), VaultError> {
        let mut file = self.open_file(sha256).await?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0_u8; 64 * 1024];
        loop {
            let read = file.read(&mut buffer).await?;
            let Some(part) = buffer.get(..read).filter(|p| !p.is_empty()) else { break };
            hash.update(part);
        }
        if hex(&hash.finalize()) == sha256 { Ok(()) } else { Err(VaultError::Changed) }
    }

    /// A file inside a zip with the password of the field, for malware samples.
    ///
    /// # Errors
    /// As [`Vault::get`].
    pub async fn zipped(&self, sha256: &str, name: &str) -> Result<Vec<u8>, VaultError> {
        let bytes = self.get(sha256).await?;
        let name = name.to_owned();
        tokio::task::spawn_blocking(move || zip_with_password(&name, &bytes))
            .await
            .map_err(io::Error::other)?
    }

    /// Removes content that nobody uses any more and that has lain for so long.
    ///
    /// # Errors
    /// [`VaultError::Io`].
    pub async fn remove(&self, sha256: &str, older_than: Duration) -> Result<(), VaultError> {
        let place = self.place(sha256)?;
        let age = tokio::fs::metadata(&place).await.ok().and_then(|m| m.modified().ok()?.elapsed().ok());
        if age.is_none_or(|age| age < older_than) {
            return Ok(());
        }
        match tokio::fs::remove_file(place).await {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e.into()),
            _ => Ok(()),
        }
    }
}

async fn sync_folder(folder: &Path) -> io::Result<()> {
    tokio::fs::File::open(folder).await?.sync_all().await
}

fn zip_with_password(name: &str, bytes: &[u8]) -> Result<Vec<u8>, VaultError> {
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .with_deprecated_encryption(domain::attachments::MALWARE_ZIP_PASSWORD.as_bytes())
        .map_err(io::Error::other)?;
    let mut archive = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    archive.start_file(name, options).map_err(io::Error::other)?;
    archive.write_all(bytes)?;
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}
