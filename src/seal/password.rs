//! Passwords of staff: argon2id with the crate's defaults (19 MiB, 2 passes: OWASP's minimum).

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use std::sync::LazyLock;

/// The fewest characters of a password (NIST SP 800-63B: at least 8; longer is better than stranger).
const SHORTEST: usize = 10;

/// Why a password was not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// The hash could not be made.
    #[error("the password could not be kept: {0}")]
    Hash(argon2::password_hash::Error),
}

/// Hashes a password. Takes tens of milliseconds: call it off the async threads.
///
/// # Errors
/// [`PasswordError`] if it is too short or cannot be hashed.
pub fn hash_password(password: &str) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(PasswordError::Hash)
}

/// Whether a password fits a hash. Without a hash it takes as long and says no, so that nobody
/// learns from the time whether an address is known.
#[must_use]
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash_password("nobody has this password").unwrap_or_default());
    let parsed = PasswordHash::new(hash.unwrap_or(&NOBODY));
    let fits = parsed.is_ok_and(|p| Argon2::default().verify_password(password.as_bytes(), &p).is_ok());
    fits && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::{hash_password, verify_password};

    #[test]
    fn passwords_fit_their_hash_only() {
        let hash = hash_password("a long password").expect("hashes");
        assert!(verify_password("a long password", Some(&hash)));
        assert!(!verify_password("another password", Some(&hash)));
        assert!(!verify_password("a long password", None));
        assert!(hash_password("short").is_err());
    }
}
