//! What a group agreed: typed by an officer, read back in the room, shown as that, and never counted.

use super::code::Code;
use super::typed::{NotTyped, typed};
use std::fmt;
use time::Date;

/// The most letters.
pub const LONGEST: usize = 1000;

/// What a group agreed, in the words that were read back to it. It is no figure and becomes none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedText(String);

/// Why it was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAgreed {
    /// Nothing, or too much.
    #[error(transparent)]
    Text(#[from] NotTyped),
    /// Nobody read it back.
    #[error("read it back to the group first, and let them say that it is right")]
    NotReadBack,
}

impl AgreedText {
    /// What was typed, if it was read back and the group said that it is right.
    ///
    /// # Errors
    /// [`NotAgreed`] if not, or if nothing or too much was typed.
    pub fn confirmed(text: &str, read_back: bool) -> Result<Self, NotAgreed> {
        let text = typed(text, LONGEST)?;
        if read_back { Ok(Self(text)) } else { Err(NotAgreed::NotReadBack) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AgreedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a group agreed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// The row.
    pub id: i32,
    /// The question that it answers; none: it is about the whole.
    pub question: Option<Code>,
    /// The text.
    pub text: AgreedText,
    /// The day on which it was read back and confirmed.
    pub confirmed_on: Date,
}

#[cfg(test)]
mod tests {
    use super::{AgreedText, NotAgreed};
    use crate::domain::typed::NotTyped;

    #[test]
    fn only_what_was_read_back_is_agreed() {
        assert_eq!(AgreedText::confirmed("We want to be asked.", false), Err(NotAgreed::NotReadBack));
        assert_eq!(AgreedText::confirmed("  ", true), Err(NotAgreed::Text(NotTyped::Empty)));
        assert_eq!(AgreedText::confirmed(&"a".repeat(1001), true), Err(NotAgreed::Text(NotTyped::TooLong(1000))));
        assert_eq!(AgreedText::confirmed(" We want to be asked. ", true).expect("is taken").as_str(), "We want to be asked.");
    }
}
