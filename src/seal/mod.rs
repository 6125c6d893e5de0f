//! Sealing: envelopes on their way, what lies in the database, keys, passwords and tokens.

mod envelope;
mod keyring;
mod password;
mod puncture;
mod random;
mod remark;
mod token;

pub use envelope::{PUBLIC_KEY_BYTES, SEALED_BYTES, open, seal};
pub use keyring::{EventKeys, KeyError, Keyring};
pub use password::{PasswordError, hash_password, verify_password};
pub use random::{SystemBits, random_bytes, shuffle};
pub use remark::{Kept, RemarkKeys, seal_remark};
pub use token::{Digest, Token, digest, hex};

/// What was sealed did not open, or could not be sealed. Says no more: whoever knows why knows too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it does not open")]
pub struct DoesNotOpen;
