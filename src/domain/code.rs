//! Stable codes: the short names by which questions, choices and files are known for good.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A stable code: 1 to 40 of `a-z`, `0-9` and `-`, beginning with a letter or digit.
///
/// Answers and figures are stored by code, never by wording, so that a wording may be
/// mended or translated without changing what was counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why a text is not a code.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a code is 1 to 40 lower-case letters, digits and hyphens, and does not begin with a hyphen")]
pub struct NotACode;

impl Code {
    /// Parses a code.
    ///
    /// # Errors
    /// [`NotACode`] when the text is too long, empty or has another character.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let fits = (1..=40).contains(&text.len())
            && !text.starts_with('-')
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotACode) }
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;
    fn try_from(text: String) -> Result<Self, NotACode> {
        Self::parse(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl std::borrow::Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn codes_are_short_and_plain() {
        assert!(Code::parse("not-sure").is_ok());
        assert!(Code::parse("16-over").is_ok());
        for bad in ["", "-a", "Always", "a b", "é", &"a".repeat(41)] {
            assert!(Code::parse(bad).is_err(), "{bad:?}");
        }
    }
}
