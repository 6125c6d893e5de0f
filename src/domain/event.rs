//! Events: where and when a questionnaire is offered, and under which promise.

use super::code::Code;
use super::policy::Promise;
use super::safeguarding::Safeguarding;
use std::fmt;
use time::Date;

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Children answer at it.
    Event,
    /// Nobody answers at it: what was too small to show at other events is counted in it. It names none of them.
    Pool,
    /// Nobody answers at it: a wide table over many events.
    Wide,
    /// Nobody answers at it: how often each theme stands in what children wrote at one event.
    Themes,
    /// Children answer one question at it, in the room of another event.
    Vote,
}

impl Kind {
    /// Whether its figures are put together with others of its questionnaire: an event's, a vote's, and a pool's.
    /// What is made of answers that were counted before is not.
    #[must_use]
    pub fn adds_up(self) -> bool {
        matches!(self, Kind::Event | Kind::Vote | Kind::Pool)
    }

    /// Whether children answer at it.
    #[must_use]
    pub fn is_answered(self) -> bool {
        matches!(self, Kind::Event | Kind::Vote)
    }

    /// Parses a kind as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Event, Self::Pool, Self::Wide, Self::Themes, Self::Vote].into_iter().find(|k| k.as_str() == text)
    }

    /// The kind as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Event => "event",
            Kind::Pool => "pool",
            Kind::Wide => "wide",
            Kind::Themes => "themes",
            Kind::Vote => "vote",
        }
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

/// The most letters that may say where children can see what was said.
pub const LONGEST_SHOWN_AT: usize = 80;

/// What an officer fills in to open an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Its name.
    pub name: String,
    /// The service that it is about.
    pub service: i32,
    /// The row of the published questionnaire version.
    pub questionnaire: i32,
    /// How small numbers are protected, as promised.
    pub promise: Promise,
    /// How many children are expected.
    pub expected: u32,
    /// The first day.
    pub opens_on: Date,
    /// The last day.
    pub closes_on: Date,
    /// Whether it only demonstrates: its figures are made up and say so.
    pub demonstration: bool,
    /// Whether a child is asked first if she can answer without anyone seeing.
    pub asks_alone: bool,
    /// Whether it is answered on its enrolled tablets and nowhere else: no link that is passed on lets anybody answer.
    pub tablets_only: bool,
    /// Where children can see what was said, as it stands under “you can see what children said”.
    pub shown_at: Option<String>,
    /// Who reads what children write, and by when. Without them no text box is shown, and an event with
    /// one does not open.
    pub safeguarding: Option<Safeguarding>,
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
