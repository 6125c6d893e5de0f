//! Tokens of sessions and links: random, kept only as digests.

use super::random::random_bytes;
use crate::domain::disclosure::laplace::OutOfRandomness;
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
pub type Digest = [u8; 32];

/// The SHA-256 digest of some bytes.
#[must_use]
pub fn digest(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// A secret token of 16 random bytes, as it stands in a cookie or link. No `Debug`: it is not logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A fresh token.
    ///
    /// # Errors
    /// [`OutOfRandomness`] if the system gives none.
    pub fn fresh() -> Result<Self, OutOfRandomness> {
        Ok(Self(hex(&random_bytes::<16>()?)))
    }

    /// A token as it came in.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The token as text, for the cookie or link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        digest(self.0.as_bytes())
    }
}
