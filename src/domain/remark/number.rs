//! Numbers as children write them: 11, eleven, elevan, 3rd, third.

use super::dictionary;
use super::near::distance;
use super::token::number_and_letters;

const SMALL: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: [(&str, u32); 9] = [
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];
const RANKS: [&str; 21] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The whole number that a folded word says, up to 9,999.
pub(super) fn whole(word: &str) -> Option<u32> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return if word.len() <= 4 { word.parse().ok() } else { None };
    }
    said(word, &SMALL).or_else(|| TENS.iter().find(|(name, _)| *name == word).map(|(_, n)| *n)).or(match word {
        "couple" | "twice" => Some(2),
        "dozen" => Some(12),
        _ => None,
    })
}

/// The place in an order that a folded word says: 3rd, third.
pub(super) fn rank(word: &str) -> Option<u32> {
    if let Some((digits, "st" | "nd" | "rd" | "th")) = number_and_letters(word) {
        return digits.parse().ok();
    }
    said(word, &RANKS)
}

/// A number that names itself, with one slip in a longer word that is no other word.
fn said(word: &str, names: &[&str]) -> Option<u32> {
    let exact = names.iter().position(|name| *name == word);
    let near = || {
        let long = word.len() >= 5 && !dictionary::is_word(word);
        if long { names.iter().position(|name| name.len() >= 5 && distance(word, name, 1).is_some()) } else { None }
    };
    exact.or_else(near).and_then(|at| u32::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for (word, n) in [("11", 11), ("eleven", 11), ("elevan", 11), ("seventeen", 17), ("fourty", 40), ("dozen", 12), ("2008", 2008)] {
            assert_eq!(whole(word), Some(n), "{word}");
        }
        for word in ["won", "too", "fore", "teen", "12345", "", "9am"] {
            assert_eq!(whole(word), None, "{word}");
        }
        for (word, n) in [("3rd", 3), ("third", 3), ("twelth", 12), ("29th", 29)] {
            assert_eq!(rank(word), Some(n), "{word}");
        }
    }
}
