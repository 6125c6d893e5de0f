//! The words in which figures are said. A phrase is used only if it holds across the range.

use super::questionnaire::Kind;
use time::Date;

/// The five words for 10 to 19 who took part. Never "all", never "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Below a fifth.
    Few,
    /// A fifth to two fifths.
    Some,
    /// Two fifths to three fifths.
    AboutHalf,
    /// Three fifths to 85 in 100.
    Most,
    /// Over 85 in 100.
    NearlyAll,
}

impl Amount {
    /// The word for a share between 0 and 1.
    #[must_use]
    pub fn of(share: f64) -> Self {
        match share {
            s if s < 0.2 => Self::Few,
            s if s < 0.4 => Self::Some,
            s if s < 0.6 => Self::AboutHalf,
            s if s < 0.85 => Self::Most,
            _ => Self::NearlyAll,
        }
    }

    /// The word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Amount::Few => "few",
            Amount::Some => "some",
            Amount::AboutHalf => "about half",
            Amount::Most => "most",
            Amount::NearlyAll => "nearly all",
        }
    }
}

/// A phrase for a share, if one holds for every value from `low` to `high` (in per cent).
/// The nearest one is taken: "more than half" rather than "more than a third".
#[must_use]
pub fn phrase(low: f64, high: f64) -> Option<&'static str> {
    const MORE: [(f64, &str); 5] = [
        (90.0, "more than 9 in 10"),
        (75.0, "more than three quarters"),
        (66.7, "more than two thirds"),
        (50.0, "more than half"),
        (33.4, "more than a third"),
    ];
    const FEWER: [(f64, &str); 6] = [
        (10.0, "fewer than 1 in 10"),
        (20.0, "fewer than 1 in 5"),
        (25.0, "fewer than a quarter"),
        (33.3, "fewer than a third"),
        (50.0, "fewer than half"),
        (66.6, "fewer than two thirds"),
    ];
    let more = MORE.iter().find(|(bound, _)| low > *bound);
    let fewer = FEWER.iter().find(|(bound, _)| high < *bound);
    match (more, fewer) {
        // Above a half "more than …" says the point; below it "fewer than …" does.
        (Some((bound, text)), _) if *bound >= 50.0 => Some(text),
        (_, Some((bound, text))) if *bound <= 50.0 => Some(text),
        (Some((_, text)), _) | (None, Some((_, text))) => Some(text),
        (None, None) => None,
    }
}

/// So many of a thing: “1 question”, “2 questions”.
#[must_use]
pub fn counted(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// A text with a capital first letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text with a small first letter, as an answer stands inside a sentence:
/// "I" and capitals in a row stay.
#[must_use]
pub fn small(text: &str) -> String {
    let mut letters = text.chars();
    let (Some(first), second) = (letters.next(), letters.clone().next()) else { return String::new() };
    let keeps = second.is_none_or(|c| c.is_uppercase() || (first == 'I' && !c.is_alphabetic()));
    if keeps { text.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}

/// An answer in single quotes, exactly as asked.
#[must_use]
pub fn quoted(answer: &str) -> String {
    format!("‘{answer}’")
}

/// What children did who gave an answer: "said ‘always’", "put ‘my family’ first".
#[must_use]
pub fn answered(kind: Kind, answer: &str) -> String {
    let answer = quoted(&small(answer));
    match kind {
        Kind::Rank => format!("put {answer} first"),
        Kind::Themes => format!("wrote about {answer}"),
        _ => format!("said {answer}"),
    }
}

/// A day as "12 March 2026".
#[must_use]
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// A count with its noun: "1 child", "12 children".
#[must_use]
pub fn children(n: u32) -> String {
    if n == 1 { "1 child".to_owned() } else { format!("{} children", grouped(n)) }
}

/// A whole number with commas: "100,000".
#[must_use]
pub fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Names in a row: "a", "a and b", "a, b and c".
#[must_use]
pub fn and(names: &[String]) -> String {
    joined(names, "and")
}

/// Names in a row: "a", "a or b", "a, b or c".
#[must_use]
pub fn or(names: &[String]) -> String {
    joined(names, "or")
}

fn joined(names: &[String], by: &str) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {by} {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, and, grouped, phrase, small};

    #[test]
    fn phrases_hold_across_the_range() {
        assert_eq!(phrase(61.0, 67.0), Some("more than half"));
        assert_eq!(phrase(48.0, 54.0), Some("more than a third"));
        assert_eq!(phrase(38.0, 46.0), Some("fewer than half"));
        assert_eq!(phrase(8.0, 14.0), Some("fewer than 1 in 5"));
        assert_eq!(phrase(0.0, 5.0), Some("fewer than 1 in 10"));
        assert_eq!(phrase(95.0, 100.0), Some("more than 9 in 10"));
        assert_eq!(phrase(30.0, 70.0), None);
    }

    #[test]
    fn five_words_and_no_more() {
        assert_eq!(Amount::of(-0.1), Amount::Few);
        assert_eq!(Amount::of(0.5), Amount::AboutHalf);
        assert_eq!(Amount::of(1.3), Amount::NearlyAll);
    }

    #[test]
    fn small_things() {
        assert_eq!(small("Always"), "always");
        assert_eq!(small("I want to"), "I want to");
        assert_eq!(small("In a home"), "in a home");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(and(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
