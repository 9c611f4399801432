//! Passwords and their argon2id hashes (RFC 9106), in PHC form. The work runs beside the async threads, a few at once,
//! so that a flood of sign-ins takes neither all memory nor all processors.

use crate::{Error, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::people::PASSWORD_MIN_CHARS;
use tokio::sync::Semaphore;

/// Hashes computed at the same time; each takes 19 MiB.
static AT_ONCE: Semaphore = Semaphore::const_new(4);
/// Longest password accepted, in characters.
const PASSWORD_MAX_CHARS: usize = 256;
/// Salt of the work done for a name that nobody has; it protects nothing.
const IDLE_SALT: &[u8; 16] = b"ungcuu-idle-salt";

/// The form in which passwords are hashed: composed, so that two keyboards that write "ế" differently agree.
fn composed(password: &str) -> String {
    domain::text::tidy(password)
}

/// Whether a new password may be taken.
///
/// # Errors
/// `people.weak_password` when it is too short, too long, or the sign-in name; `people.common_password` when it is made of
/// what everybody tries first.
pub(super) fn check(password: &str, login: &str) -> Result<()> {
    let password = composed(password);
    let long_enough = (PASSWORD_MIN_CHARS..=PASSWORD_MAX_CHARS).contains(&password.chars().count());
    if !long_enough || password.eq_ignore_ascii_case(login) {
        return Err(Error::refused("people.weak_password"));
    }
    if domain::passwords::common(&password) {
        return Err(Error::refused("people.common_password"));
    }
    Ok(())
}

/// Hashes a password with a fresh salt.
///
/// # Errors
/// [`Error::Internal`].
pub(super) async fn hash(password: &str, salt: [u8; 16]) -> Result<String> {
    let password = composed(password);
    beside(move || {
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string())
    })
    .await?
    .map_err(Error::internal)
}

/// Whether a password is the one behind a stored hash. Without a hash the same work is done and the answer is no, so
/// that the time taken does not tell whether a sign-in name exists.
///
/// # Errors
/// [`Error::Internal`] when the stored hash cannot be read.
pub(super) async fn fits(password: &str, stored: Option<&str>) -> Result<bool> {
    let password = composed(password);
    let stored = stored.filter(|_| password.chars().count() <= PASSWORD_MAX_CHARS).map(str::to_owned);
    beside(move || match stored {
        Some(stored) => {
            let stored = PasswordHash::new(&stored).map_err(Error::internal)?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &stored).is_ok())
        }
        None => {
            Argon2::default()
                .hash_password_with_salt(password.as_bytes(), IDLE_SALT)
                .map_err(Error::internal)?;
            Ok(false)
        }
    })
    .await?
}

async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    done.await.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_alone() {
        let stored = hash("mật khẩu thật dài", [7; 16]).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$"), "{stored}");
        assert!(fits("mật khẩu thật dài", Some(&stored)).await.unwrap());
        assert!(!fits("mật khẩu thật ngắn", Some(&stored)).await.unwrap());
        assert!(!fits("mật khẩu thật dài", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_decomposed_password_is_the_same_password() {
        let stored = hash("bệnh viện hoa sen", [1; 16]).await.unwrap();
        assert!(fits("be\u{323}\u{302}nh vie\u{323}\u{302}n hoa sen", Some(&stored)).await.unwrap());
    }

    #[test]
    fn a_short_password_or_the_name_itself_is_weak() {
        assert!(check("ngắn quá", "minhanh").is_err());
        assert!(check("nguyen.minh.anh", "nguyen.minh.anh").is_err());
        assert!(check(&"x".repeat(300), "minhanh").is_err());
        assert!(check("matkhau@2026!", "minhanh").is_err());
        assert!(check("bốn từ ngẫu nhiên", "minhanh").is_ok());
    }
}
