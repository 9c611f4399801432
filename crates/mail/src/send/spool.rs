//! Messages as files in a folder: each whole or not there, each once.
//!
//! Neighbours: [`super::Transport::Spool`].

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Envelope, Receipt, SendError};

/// Tells apart the temporary files that this process writes at the same time.
static WRITTEN: AtomicU64 = AtomicU64::new(0);

pub(super) async fn store(folder: &Path, envelope: &Envelope, bytes: &[u8]) -> Result<Receipt, SendError> {
    let act = format!("spooling {} in {}", envelope.message_id, folder.display());
    let Some(name) = file_name(&envelope.message_id) else {
        return Err(SendError::new(false, act, "the message id is empty or too long for a file name"));
    };
    let (folder, bytes) = (folder.to_owned(), bytes.to_vec());
    let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
    match written.unwrap_or_else(|broken| Err(io::Error::other(broken))) {
        Ok((path, already_sent)) => {
            Ok(Receipt { transport: "spool".to_owned(), detail: path.display().to_string(), already_sent })
        }
        Err(source) => Err(SendError::new(true, act, source)),
    }
}

/// Writes beside the target, makes it durable, then renames: a reader never sees half a message.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<(PathBuf, bool)> {
    fs::create_dir_all(folder)?;
    let target = folder.join(name);
    if target.try_exists()? {
        return Ok((target, true));
    }
    let mark = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let temporary = folder.join(format!(".{}-{mark}.tmp", std::process::id()));
    let outcome = (|| {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, &target)?;
        File::open(folder)?.sync_all()
    })();
    if outcome.is_err() {
        // The first error says more than a failing removal would.
        drop(fs::remove_file(&temporary));
    }
    outcome.map(|()| (target, false))
}

/// `<message id>.eml`; what may not stand in a file name is written as `%` and two hexadecimal digits, so that two ids
/// never share a file.
fn file_name(message_id: &str) -> Option<String> {
    let mut name = String::with_capacity(message_id.len() + 4);
    for (at, byte) in message_id.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'@' | b'+' => {
                name.push(char::from(byte))
            }
            b'.' if at > 0 => name.push('.'),
            other => write!(name, "%{other:02x}").ok()?,
        }
    }
    name.push_str(".eml");
    (!message_id.is_empty() && name.len() <= 255).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_id_never_leaves_its_folder() {
        assert_eq!(
            file_name("TB-2026-000123.k3@a.example").as_deref(),
            Some("TB-2026-000123.k3@a.example.eml")
        );
        assert_eq!(file_name("../x@y").as_deref(), Some("%2e.%2fx@y.eml"));
        assert_ne!(file_name("a/b@y"), file_name("a_b@y"));
        assert_eq!(file_name(""), None);
        assert_eq!(file_name(&"ế".repeat(90)), None);
    }
}
