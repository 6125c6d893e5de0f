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

/// The stops at which phrases begin and end, in per cent, with the words on either side.
const STOPS: [(f64, &str, &str); 8] = [
    (10.0, "more than 1 in 10", "fewer than 1 in 10"),
    (20.0, "more than 1 in 5", "fewer than 1 in 5"),
    (25.0, "more than a quarter", "fewer than a quarter"),
    (100.0 / 3.0, "more than a third", "fewer than a third"),
    (50.0, "more than half", "fewer than half"),
    (200.0 / 3.0, "more than two thirds", "fewer than two thirds"),
    (75.0, "more than three quarters", "fewer than three quarters"),
    (90.0, "more than 9 in 10", "fewer than 9 in 10"),
];

/// A phrase for a share (in per cent), if one fits: it holds for every value from `low` to `high`, and no
/// other stop lies between it and the figure that stands beside it. 51% is not "more than a third".
///
/// Above a half "more than …" says the point, below it "fewer than …" does; the other one is taken only
/// where it is nearer, and the first does not hold.
#[must_use]
pub fn phrase(value: f64, low: f64, high: f64) -> Option<&'static str> {
    let below = STOPS.iter().rev().find(|(stop, ..)| *stop < value);
    let above = STOPS.iter().find(|(stop, ..)| *stop > value);
    if STOPS.iter().any(|(stop, ..)| (stop - value).abs() < f64::EPSILON) {
        // On a stop: neither more nor fewer.
        return None;
    }
    let more = below.filter(|(stop, ..)| low > *stop);
    let fewer = above.filter(|(stop, ..)| high < *stop);
    let nearer_below = match (below, above) {
        (Some((below, ..)), Some((above, ..))) => value - below < above - value,
        (below, _) => below.is_some(),
    };
    let (more_said, fewer_said) = (more.map(|(_, more, _)| *more), fewer.map(|(.., fewer)| *fewer));
    if value > 50.0 { more_said.or(fewer_said.filter(|_| !nearer_below)) } else { fewer_said.or(more_said.filter(|_| nearer_below)) }
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

/// What children did who gave an answer: "said ‘always’", "put ‘my family’ first", "mentioned ‘moving’".
#[must_use]
pub fn answered(kind: Kind, answer: &str) -> String {
    let answer = quoted(&small(answer));
    match kind {
        Kind::Rank => format!("put {answer} first"),
        Kind::Themes => format!("mentioned {answer}"),
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
        assert_eq!(phrase(64.0, 61.0, 67.0), Some("more than half"));
        assert_eq!(phrase(42.0, 38.0, 46.0), Some("fewer than half"));
        assert_eq!(phrase(11.0, 8.0, 14.0), Some("fewer than 1 in 5"));
        assert_eq!(phrase(2.0, 0.0, 5.0), Some("fewer than 1 in 10"));
        assert_eq!(phrase(98.0, 95.0, 100.0), Some("more than 9 in 10"));
        assert_eq!(phrase(50.0, 30.0, 70.0), None);
        // What a stranger found: "More than a third said ‘always or usually’: 51%".
        assert_eq!(phrase(51.0, 48.0, 54.0), None);
        assert_eq!(phrase(37.0, 34.0, 51.0), Some("more than a third"), "nearer, and “fewer than half” does not hold");
    }

    /// What a phrase says, read back from its words: above or below, and what.
    fn meant(phrase: &str) -> (bool, f64) {
        let of = |words: &str| match words {
            "1 in 10" => 10.0,
            "1 in 5" => 20.0,
            "a quarter" => 25.0,
            "a third" => 100.0 / 3.0,
            "half" => 50.0,
            "two thirds" => 200.0 / 3.0,
            "three quarters" => 75.0,
            "9 in 10" => 90.0,
            other => panic!("{other} is no share"),
        };
        match (phrase.strip_prefix("more than "), phrase.strip_prefix("fewer than ")) {
            (Some(words), _) => (true, of(words)),
            (_, Some(words)) => (false, of(words)),
            _ => panic!("{phrase} is no phrase"),
        }
    }

    /// The whole range: every figure with every range that it can have.
    #[test]
    fn words_and_figures_agree_from_none_to_all() {
        let (mut said, mut silent) = (0, 0);
        for value in 0..=100 {
            for (below, above) in (0..=40).flat_map(|below| (0..=40).map(move |above| (below, above))) {
                let (value, low, high) = (f64::from(value), f64::from((value - below).max(0)), f64::from((value + above).min(100)));
                let Some(phrase) = phrase(value, low, high) else {
                    silent += 1;
                    continue;
                };
                said += 1;
                let (more, stop) = meant(phrase);
                let told = format!("“{phrase}” of {value}, {low} to {high}");
                assert!(if more { low > stop } else { high < stop }, "does not hold: {told}");
                // No simple share lies between the words and the figure, and they are not far apart.
                let between = |share: f64| if more { stop < share && share < value } else { value < share && share < stop };
                assert!(
                    ![10.0, 20.0, 25.0, 100.0 / 3.0, 50.0, 200.0 / 3.0, 75.0, 90.0].into_iter().any(between),
                    "another is nearer: {told}"
                );
                assert!((value - stop).abs() < 17.0, "too far: {told}");
                let across = (value > 50.0 && stop < 50.0) || (value < 50.0 && stop > 50.0);
                assert!(!across, "on the other side of half: {told}");
            }
        }
        assert!(said > 1000 && silent > 1000, "{said} said, {silent} silent");
        for value in 1..100 {
            let value = f64::from(value);
            let exact = phrase(value, value, value);
            assert_eq!(exact.is_none(), [10.0, 20.0, 25.0, 50.0, 75.0, 90.0].contains(&value), "{value}: {exact:?}");
        }
    }

    #[test]
    fn the_five_words_rise_with_the_figure() {
        let words: Vec<&str> = (0..=100).map(|n| Amount::of(f64::from(n) / 100.0).as_str()).collect();
        for (word, from, to) in [("few", 0, 19), ("some", 20, 39), ("about half", 40, 59), ("most", 60, 84), ("nearly all", 85, 100)] {
            assert!(words[from..=to].iter().all(|said| *said == word), "{word} from {from} to {to}: {words:?}");
        }
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
