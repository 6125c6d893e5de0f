//! A hand that was raised: on which tablet, for whom, how; and what came of it. A record of staff's work,
//! with times; never joined to answers, and it has no id of theirs.

use super::safeguarding::clock;
use super::typed::{NotTyped, line, typed};
use std::fmt;
use time::{Duration, OffsetDateTime, Time};

/// The most that wait of one tablet at once.
pub const MOST_WAITING: u64 = 30;

/// For so many days what came of a hand is kept, once it and its event are both closed: long enough to ask about it,
/// and no longer. What was handed on has a record where it was handed on to.
pub const KEPT_DAYS: i64 = 90;

/// The random id under which a tablet asks, so that asking again is asking once: 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HandId([u8; 16]);

impl HandId {
    /// An id of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses an id from an address or a body.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        super::envelope::EnvelopeId::parse(text).map(|id| Self(id.bytes()))
    }

    /// The bytes of the id.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for HandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

/// How a child wants to talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Now.
    Now,
    /// Later, quietly: nobody walks over.
    Later,
    /// By phone or text.
    Phone,
}

impl How {
    /// Parses it as it is sent and stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Now, Self::Later, Self::Phone].into_iter().find(|h| h.as_str() == text)
    }

    /// As it is sent and stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            How::Now => "now",
            How::Later => "later",
            How::Phone => "phone",
        }
    }

    /// As staff read it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            How::Now => "Now",
            How::Later => "Later, quietly",
            How::Phone => "By phone or text",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// They talked.
    Talked,
    /// They talked, and it was handed on to whoever keeps children safe.
    HandedOn,
    /// The numbers were given.
    Numbers,
    /// The child did not want to talk after all.
    NotWanted,
    /// The child was not found, or had gone.
    NotFound,
}

impl Outcome {
    /// All, in the order in which they are offered.
    pub const ALL: [Outcome; 5] = [Outcome::Talked, Outcome::HandedOn, Outcome::Numbers, Outcome::NotWanted, Outcome::NotFound];

    /// Parses it as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.as_str() == text)
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Talked => "talked",
            Outcome::HandedOn => "handed-on",
            Outcome::Numbers => "numbers",
            Outcome::NotWanted => "not-wanted",
            Outcome::NotFound => "not-found",
        }
    }

    /// As staff read it.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Outcome::Talked => "They talked",
            Outcome::HandedOn => "They talked, and it was handed on to those who keep children safe",
            Outcome::Numbers => "The child has the numbers and will phone or text",
            Outcome::NotWanted => "The child did not want to talk after all",
            Outcome::NotFound => "The child was not found",
        }
    }
}

/// What must be said before a hand can be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Who came.
    pub came: String,
    /// When, by the clock of the hall: 14:20.
    pub at: Time,
    /// What came of it.
    pub outcome: Outcome,
    /// A note, if need be.
    pub note: Option<String>,
}

/// Who came, in one line.
///
/// # Errors
/// [`NotTyped`] if nothing or too much was written.
pub fn came(text: &str) -> Result<String, NotTyped> {
    line(text, 60)
}

/// Minutes by which the clock of a hall may be ahead of the server's.
const AHEAD: Duration = Duration::minutes(5);

/// Whether somebody would have come to a hand that was raised then at a time that is still to come. The day is not
/// written: it may be any since the hand was raised, so that what came late in the evening can be said after midnight.
#[must_use]
pub fn is_to_come(at: Time, raised: i64, now: i64) -> bool {
    let told = |seconds| OffsetDateTime::from_unix_timestamp(seconds).map(clock);
    // A moment that is on no calendar is no reason to refuse anything.
    let (Ok(raised), Ok(now)) = (told(raised), told(now)) else { return false };
    raised.replace_time(at) > now.saturating_add(AHEAD)
}

/// A note; none if nothing was written.
///
/// # Errors
/// [`NotTyped`] if too much was written.
pub fn note(text: &str) -> Result<Option<String>, NotTyped> {
    match typed(text, 500) {
        Ok(note) => Ok(Some(note)),
        Err(NotTyped::Empty) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Where a hand is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has said that they are going.
    Raised,
    /// Somebody goes: a member of staff, since when.
    Going(i32, i64),
    /// Closed, with what came of it.
    Done(Done),
}

/// A hand that was raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Its id.
    pub id: HandId,
    /// What the tablet was called then.
    pub tablet: String,
    /// Who was asked for, and her role, as they were then.
    pub adult: (String, String),
    /// How.
    pub how: How,
    /// When, in seconds since 1970.
    pub raised: i64,
    /// How far it is.
    pub stage: Stage,
}

impl Hand {
    /// Whether it is closed.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done(_))
    }

    /// In which order the board shows them: now before later before phone; in each, who has waited longest.
    #[must_use]
    pub fn rank(&self) -> (u8, i64) {
        let how = match self.how {
            How::Now => 0,
            How::Later => 1,
            How::Phone => 2,
        };
        (how, self.raised)
    }
}

#[cfg(test)]
mod tests {
    use super::{HandId, How, Outcome, came, is_to_come, note};
    use time::macros::{datetime, time};

    #[test]
    fn what_is_stored_reads_back() {
        for how in [How::Now, How::Later, How::Phone] {
            assert_eq!(How::parse(how.as_str()), Some(how));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
        }
        assert_eq!((How::parse("Now"), Outcome::parse("")), (None, None));
        let id = HandId::new([0x0a; 16]);
        assert_eq!(HandId::parse(&id.to_string()), Some(id));
        assert_eq!(HandId::parse("0a"), None);
    }

    #[test]
    fn nobody_came_at_a_time_that_is_still_to_come() {
        let at =
            |at, raised: time::OffsetDateTime, now: time::OffsetDateTime| is_to_come(at, raised.unix_timestamp(), now.unix_timestamp());
        let (raised, now) = (datetime!(2026-01-12 14:10 UTC), datetime!(2026-01-12 14:20 UTC));
        assert_eq!([time!(0:00), time!(14:20), time!(14:25)].map(|t| at(t, raised, now)), [false; 3], "a clock may be a little ahead");
        assert_eq!([time!(14:26), time!(23:59)].map(|t| at(t, raised, now)), [true; 2]);
        // After midnight, and a day later: the evening is over.
        let (late, after) = (datetime!(2026-01-12 23:50 UTC), datetime!(2026-01-13 0:10 UTC));
        assert_eq!([time!(23:55), time!(0:08), time!(15:00)].map(|t| at(t, late, after)), [false; 3]);
        // Summer time: the clock of the hall is an hour ahead of that of the server, and its day begins an hour before.
        let (raised, now) = (datetime!(2026-07-12 14:10 UTC), datetime!(2026-07-12 14:20 UTC));
        assert_eq!([time!(15:20), time!(15:26)].map(|t| at(t, raised, now)), [false, true]);
        let (early, soon) = (datetime!(2026-07-12 23:10 UTC), datetime!(2026-07-12 23:20 UTC));
        assert_eq!([time!(0:20), time!(0:26)].map(|t| at(t, early, soon)), [false, true]);
    }

    #[test]
    fn a_record_is_written_and_short() {
        assert!(came("  ").is_err() && came(&"a".repeat(61)).is_err() && came("Amina").is_ok());
        assert_eq!(note(" \n "), Ok(None));
        assert!(note(&"a".repeat(501)).is_err());
    }
}
