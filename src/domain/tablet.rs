//! Tablets of an event: how one is enrolled, what it is called, what is known of it. Never which child holds it.

use super::typed::{NotTyped, line};
use std::fmt;

/// Seconds for which a code to enrol works.
pub const CODE_WORKS: i64 = 15 * 60;
/// The most tablets that one code enrols.
pub const CODE_USES: i32 = 60;
/// Seconds after which a tablet that said nothing is pointed out: two of its greetings have not come.
pub const SILENT: i64 = 3 * 60;

/// Letters and digits of codes: none that looks or sounds like another one of them when it is read out.
/// No b, c, d, e, g, p, t, v (they rhyme), no m or n's twin, no a, h, j (like 8 and k), no i, l, o, s, 0, 1, 5.
const ALPHABET: &[u8; 16] = b"2346789fkmqrwxyz";

/// The code that is read out in the hall, and typed on a tablet: eight of sixteen letters and digits.
/// It works for a quarter of an hour, and wrong ones are counted. No `Debug`: it is not logged.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolCode(String);

impl EnrolCode {
    /// Makes a code of random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 4]) -> Self {
        let letter = |nibble: u8| char::from(ALPHABET.get(usize::from(nibble & 15)).copied().unwrap_or(b'2'));
        Self(random.into_iter().flat_map(|byte| [letter(byte >> 4), letter(byte)]).collect())
    }

    /// Reads a code as it was typed: capitals, blanks and hyphens do not matter.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 40 {
            return None;
        }
        let kept: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_lowercase()).collect();
        (kept.len() == 8 && kept.bytes().all(|b| ALPHABET.contains(&b))).then_some(Self(kept))
    }

    /// The code without a space, as it is digested.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EnrolCode {
    /// In two groups, as it is read out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(4);
        write!(f, "{first} {second}")
    }
}

/// How many wrong codes may be tried at once.
const TRIES: i64 = 20;
/// Seconds after which one more may be.
const FORGIVEN: i64 = 3;

/// How often codes were tried, over all tablets: they stand behind one address in a hall, so it is no measure.
/// Within a code's quarter of an hour at most 320 of its four thousand million fellows can be tried.
#[derive(Debug, Default)]
pub struct Tries {
    /// The time at which nothing would be held against anybody.
    until: i64,
}

impl Tries {
    /// Takes one try.
    ///
    /// # Errors
    /// The seconds to wait for the next one.
    pub fn take(&mut self, now: i64) -> Result<(), u64> {
        // A clock that was set back shuts nobody out for longer than the usual.
        self.until = self.until.clamp(now, now + TRIES * FORGIVEN);
        let after = self.until + FORGIVEN;
        if after - now > TRIES * FORGIVEN {
            return Err(u64::try_from(after - now - TRIES * FORGIVEN).unwrap_or(1));
        }
        self.until = after;
        Ok(())
    }

    /// Gives one back: it was right.
    pub fn give_back(&mut self) {
        self.until -= FORGIVEN;
    }
}

/// What a tablet is called: by its number, or as the officer likes.
///
/// # Errors
/// [`NotTyped`] if nothing or too much was written.
pub fn name(typed: &str) -> Result<String, NotTyped> {
    line(typed, 30)
}

/// A tablet of an event, as an officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tablet {
    /// The row.
    pub id: i32,
    /// What it is called.
    pub name: String,
    /// Whether it still holds answers, as it last said; none if it has said nothing yet.
    pub holds: Option<bool>,
    /// The whole minute in which it last said so, in seconds since 1970.
    pub seen: Option<i64>,
    /// Whether an officer has shut it out.
    pub revoked: bool,
}

impl Tablet {
    /// Whether it must be asked for before the event is closed: it holds answers, or has not said that it does not.
    #[must_use]
    pub fn may_hold(&self) -> bool {
        self.holds != Some(false)
    }

    /// Whether nothing was heard of it for a while.
    #[must_use]
    pub fn is_silent(&self, now: i64) -> bool {
        self.seen.is_none_or(|seen| now - seen > SILENT)
    }
}

/// The whole minute of a time: no finer one is kept of a tablet.
#[must_use]
pub fn whole_minute(now: i64) -> i64 {
    now - now.rem_euclid(60)
}

/// Names in one sentence: “Tablet 4”, “Tablets 4, 11 and 16”, “Tablet 4, the blue one and Tablet 9”.
#[must_use]
pub fn named(names: &[&str]) -> String {
    let numbers: Option<Vec<&str>> = names.iter().map(|n| n.strip_prefix("Tablet ").filter(|n| n.parse::<u32>().is_ok())).collect();
    let (first, words) = match numbers {
        Some(numbers) if numbers.len() > 1 => ("Tablets ", numbers),
        _ => ("", names.to_vec()),
    };
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => format!("{first}{last}"),
        Some((last, others)) => format!("{first}{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, EnrolCode, Tablet, Tries, named, whole_minute};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn codes_read_back_however_they_are_typed(random in any::<[u8; 4]>()) {
            let code = EnrolCode::from_random(random);
            for typed in [code.to_string(), code.as_str().to_uppercase(), format!(" {}-{} ", &code.as_str()[..4], &code.as_str()[4..])] {
                prop_assert!(EnrolCode::parse(&typed) == Some(code.clone()));
            }
        }
    }

    #[test]
    fn no_letter_is_mistaken_for_another_when_it_is_seen_or_heard() {
        let has = |letters: &str| letters.bytes().filter(|b| ALPHABET.contains(b)).count();
        // Each group looks or sounds alike: at most one of it.
        for alike in ["0oq", "1il", "5s", "8bah", "2", "mn", "bcdegptv3", "59", "kja", "fs", "uvy"] {
            assert!(has(alike) <= 1, "{alike}");
        }
        let mut sorted = ALPHABET.to_vec();
        sorted.dedup();
        assert_eq!(sorted.len(), 16);
        for bad in ["", "2346789", "2346789fk", "2346 78o9", "2346\u{661}789f", &"2 ".repeat(30)] {
            assert!(EnrolCode::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn codes_cannot_be_guessed_one_after_another() {
        let mut tries = Tries::default();
        let taken = (0..100).filter(|_| tries.take(1000).is_ok()).count();
        assert_eq!(taken, 20);
        assert_eq!(tries.take(1000), Err(3));
        assert_eq!(tries.take(1002), Err(1));
        assert_eq!((tries.take(1003), tries.take(1003)), (Ok(()), Err(3)));
        tries.give_back();
        assert_eq!(tries.take(1003), Ok(()), "a right one costs nothing");
        assert_eq!((tries.take(0), tries.take(3)), (Err(3), Ok(())), "the clock was set back");
        tries = Tries::default();
        let in_a_quarter = (0..super::CODE_WORKS).filter(|second| tries.take(2000 + second).is_ok()).count();
        assert!(in_a_quarter <= 320, "{in_a_quarter}");
    }

    #[test]
    fn tablets_are_named_in_a_sentence() {
        assert_eq!(named(&[]), "");
        assert_eq!(named(&["Tablet 4"]), "Tablet 4");
        assert_eq!(named(&["Tablet 4", "Tablet 11", "Tablet 16"]), "Tablets 4, 11 and 16");
        assert_eq!(named(&["Tablet 4", "The blue one"]), "Tablet 4 and The blue one");
    }

    #[test]
    fn what_is_not_known_may_hold_answers() {
        let tablet = |holds, seen| Tablet { id: 1, name: "Tablet 1".into(), holds, seen, revoked: false };
        assert!(tablet(None, None).may_hold() && tablet(Some(true), Some(0)).may_hold() && !tablet(Some(false), Some(0)).may_hold());
        assert!(tablet(None, None).is_silent(0) && tablet(None, Some(0)).is_silent(181) && !tablet(None, Some(0)).is_silent(180));
        assert_eq!((whole_minute(119), whole_minute(-1), whole_minute(60)), (60, -60, 60));
    }
}
