//! Kinds of questions, and what other code needs to know of them, so that it need not list them.

use super::Choice;
use serde::Serialize;

/// How a question is answered. A *grid* is none of these: each of its rows is a question of kind
/// one or scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// One choice.
    One,
    /// As many choices as the child likes, or up to a limit.
    Many {
        /// The most choices that may be ticked.
        limit: Option<u8>,
    },
    /// One choice on an ordered scale.
    Scale,
    /// One face on a scale of feelings.
    Faces,
    /// One choice, each with a picture.
    Pictures,
    /// Choices are put in order; the first place alone is kept.
    Rank,
    /// A whole number; the bin that it falls in alone is kept.
    Number,
    /// The child's own words. They are no answer that is counted: they go another way.
    Text,
    /// The themes of what children wrote, as a reader found them: counted like ticks. No file asks this;
    /// it is made of a question of kind *text* that names themes.
    Themes,
}

impl Kind {
    /// Its name in files and pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::One => "one",
            Kind::Many { .. } => "many",
            Kind::Scale => "scale",
            Kind::Faces => "faces",
            Kind::Pictures => "pictures",
            Kind::Rank => "rank",
            Kind::Number => "number",
            Kind::Text => "text",
            Kind::Themes => "themes",
        }
    }

    /// How it is answered, in words for staff.
    #[must_use]
    pub fn told(self) -> String {
        match self {
            Kind::One => "one answer".to_owned(),
            Kind::Many { limit: None } => "as many as they like".to_owned(),
            Kind::Many { limit: Some(n) } => format!("up to {n}"),
            Kind::Scale => "one answer, in order".to_owned(),
            Kind::Faces => "one face, in order".to_owned(),
            Kind::Pictures => "one picture".to_owned(),
            Kind::Rank => "put in order; only the first place is counted".to_owned(),
            Kind::Number => "a number, counted in ranges".to_owned(),
            Kind::Text => "in their own words".to_owned(),
            Kind::Themes => "in their own words, counted by theme".to_owned(),
        }
    }

    /// Whether a child can tick several choices, all of which are counted.
    #[must_use]
    pub fn ticks(self) -> bool {
        matches!(self, Kind::Many { .. } | Kind::Themes)
    }

    /// Whether its answers are part of a child's set of answers, and counted with it.
    #[must_use]
    pub fn is_counted(self) -> bool {
        self != Kind::Text
    }

    /// The most choices that may be ticked, where that is said.
    #[must_use]
    pub fn limit(self) -> Option<u8> {
        match self {
            Kind::Many { limit } => limit,
            _ => None,
        }
    }

    /// The most choices that one response can hold, of so many.
    #[must_use]
    pub fn most(self, choices: usize) -> usize {
        if self.ticks() { self.limit().map_or(choices, usize::from).min(choices) } else { choices.min(1) }
    }

    /// Whether its answers stand in an order that charts and tables keep.
    #[must_use]
    pub fn ordered(self) -> bool {
        matches!(self, Kind::Scale | Kind::Faces | Kind::Number)
    }

    /// Whether each answer on it names a pooled group, so that other ages may be offered other answers.
    #[must_use]
    pub fn pooled(self) -> bool {
        matches!(self, Kind::Scale | Kind::Faces)
    }

    /// Whether it can split a table: one answer out of a list.
    #[must_use]
    pub fn splits(self) -> bool {
        matches!(self, Kind::One | Kind::Pictures | Kind::Number)
    }
}

/// How the figures of a question are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub enum Draw {
    /// As charts usually are.
    #[default]
    Usual,
    /// As a cloud of words, each as large as its figure: questions of kind *many*, and themes.
    Cloud,
}

impl Draw {
    /// The most words of a cloud.
    pub const MOST_WORDS: usize = 20;
    /// The most letters of a word of a cloud.
    pub const LONGEST_WORD: usize = 24;
}

/// The whole numbers that an answer to a question of kind *number* stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// The lowest.
    pub from: u16,
    /// The highest; none: as high as numbers go.
    pub to: Option<u16>,
}

impl Bin {
    /// The highest number that is read.
    pub const HIGHEST: u16 = 9999;

    /// Whether a number falls in it.
    #[must_use]
    pub fn holds(self, number: u16) -> bool {
        (self.from..=self.to.unwrap_or(Self::HIGHEST)).contains(&number)
    }

    /// The choice in whose bin a text falls that is a whole number: in digits of any of our scripts,
    /// with spaces around it.
    #[must_use]
    pub fn find<'a>(choices: &'a [Choice], text: &str) -> Option<&'a Choice> {
        let number = whole(text)?;
        choices.iter().find(|choice| choice.bin.is_some_and(|bin| bin.holds(number)))
    }
}

/// A whole number from 0 to 9999, in European, Arabic or Persian digits.
pub(in crate::domain) fn whole(text: &str) -> Option<u16> {
    let text = text.trim();
    let mut number: u32 = 0;
    for letter in text.chars() {
        let digit = match letter {
            '0'..='9' => u32::from(letter) - u32::from('0'),
            '٠'..='٩' => u32::from(letter) - u32::from('٠'),
            '۰'..='۹' => u32::from(letter) - u32::from('۰'),
            _ => return None,
        };
        number = number.checked_mul(10)?.checked_add(digit)?;
    }
    u16::try_from(number).ok().filter(|n| !text.is_empty() && *n <= Bin::HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::{Kind, whole};

    #[test]
    fn numbers_are_read_in_every_script_that_children_write() {
        for (text, number) in [("7", 7), (" 12 ", 12), ("007", 7), ("٤٢", 42), ("۱۰", 10), ("9999", 9999), ("0", 0)] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for bad in ["", " ", "-1", "1.5", "seven", "1 2", "10000", "99999999999999999999", "½", "１"] {
            assert_eq!(whole(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_a_response_can_hold() {
        assert_eq!(Kind::Many { limit: None }.most(4), 4);
        assert_eq!(Kind::Many { limit: Some(2) }.most(4), 2);
        assert_eq!(Kind::Rank.most(5), 1, "the first place alone");
        assert!(Kind::Number.ordered() && !Kind::Number.pooled() && Kind::Faces.pooled() && !Kind::Rank.ordered());
    }
}
