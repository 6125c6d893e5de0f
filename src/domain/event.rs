//! Events: where and when a questionnaire is offered, and under which promise.

use super::code::Code;
use serde::{Deserialize, Serialize};
use std::fmt;
use time::Date;

/// The policy by which small numbers are protected. Fixed when an event opens and bound into
/// every envelope. (*rounded* and *plain counts* come with the issue on disclosure control.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Every count is changed a little, once, at random (discrete Laplace, b = 4/3).
    Protected,
}

impl Policy {
    /// Parses a policy as it is stored and bound.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text == "protected").then_some(Self::Protected)
    }

    /// The policy as it is stored and bound.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        "protected"
    }
}

/// Where an event is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Children answer.
    Open,
    /// Closed and released: its figures are fixed.
    Fixed,
    /// Closed with fewer than ten: sealed, waiting for a pool.
    TooFew,
}

impl State {
    /// Parses a state as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Fixed, Self::TooFew].into_iter().find(|s| s.as_str() == text)
    }

    /// The state as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Fixed => "fixed",
            State::TooFew => "too-few",
        }
    }
}

/// The random code of an event, as it stands in its link: 8 of 31 letters and digits that are
/// not mistaken for one another when read out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventCode(String);

/// The letters of event codes: no 0, o, 1, l, i.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

impl EventCode {
    /// Parses a code from an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 8 && text.bytes().all(|b| ALPHABET.contains(&b));
        fits.then(|| Self(text.to_owned()))
    }

    /// Makes a code of random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 16]) -> Self {
        let mut number = u128::from_be_bytes(random);
        let text = (0..8).map(|_| {
            let letter = ALPHABET[usize::try_from(number % 31).unwrap_or(0)];
            number /= 31;
            char::from(letter)
        });
        Self(text.collect())
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A questionnaire version: its code and number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Version {
    /// The questionnaire's code.
    pub code: Code,
    /// The version's number, from 1.
    pub number: i32,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.code, self.number)
    }
}

/// What an officer fills in to open an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Its name.
    pub name: String,
    /// The service that it is about.
    pub service: i32,
    /// The row of the published questionnaire version.
    pub questionnaire: i32,
    /// The policy.
    pub policy: Policy,
    /// How many children are expected.
    pub expected: u32,
    /// The first day.
    pub opens_on: Date,
    /// The last day.
    pub closes_on: Date,
    /// Whether it only demonstrates: its figures are made up and say so.
    pub demonstration: bool,
}

#[cfg(test)]
mod tests {
    use super::EventCode;

    #[test]
    fn event_codes_read_back() {
        let code = EventCode::from_random([7; 16]);
        assert_eq!(EventCode::parse(code.as_str()), Some(code));
        for bad in ["", "abc", "abcdefg0", "ABCDEFGH", "abcdefghj"] {
            assert_eq!(EventCode::parse(bad), None, "{bad}");
        }
    }
}
