//! Details in a remark that could tell who somebody is, marked for the person who reads it.
//!
//! A mark is help, not a verdict: what is not marked may still tell, and what is marked may be
//! harmless. Finding much goes before finding only what is right.

mod contact;
mod count;
mod digits;
mod family;
mod own;
mod person;
mod place;
mod time;

use super::dictionary::PUBLIC;
use super::names::Lists;
use super::token::{Case, Gap, Token, tokens};
use std::ops::Range;

/// What kind of detail is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// A person or a pet.
    Name,
    /// A home, a school, a street, a town.
    Place,
    /// A postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address or a user name.
    Web,
    /// An NHS number or another long one.
    Number,
    /// A date, a weekday, a birthday.
    Date,
    /// How old somebody is or was.
    Age,
    /// A school year.
    School,
    /// A relation: a twin brother, a nan.
    Family,
    /// The only one, one of two.
    Only,
    /// How many moves, homes, workers, sisters or years.
    Count,
    /// Origin, religion, health, disability and what happened at home.
    About,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Place,
        Self::Postcode,
        Self::Phone,
        Self::Email,
        Self::Web,
        Self::Number,
        Self::Date,
        Self::Age,
        Self::School,
        Self::Family,
        Self::Only,
        Self::Count,
        Self::About,
    ];

    /// A stable name, for style sheets and files.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Place => "place",
            Self::Postcode => "postcode",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Web => "web",
            Self::Number => "number",
            Self::Date => "date",
            Self::Age => "age",
            Self::School => "school",
            Self::Family => "family",
            Self::Only => "only",
            Self::Count => "count",
            Self::About => "about",
        }
    }
}

/// A detail, where it stands, and why it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text, from one character's beginning to another's.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
    /// Why it is marked, in plain English.
    pub why: &'static str,
}

/// Marks what could tell who somebody is. Marks are in order and do not overlap.
#[must_use]
pub fn marks(text: &str, lists: &Lists) -> Vec<Mark> {
    let reading = Reading::new(text);
    let mut finds = Finds { reading: &reading, marks: Vec::new() };
    contact::find(&mut finds);
    digits::find(&mut finds);
    time::find(&mut finds);
    let listed = lists.find(&reading.tokens, reading.shouting);
    place::find(&mut finds, &listed);
    count::find(&mut finds);
    family::find(&mut finds);
    own::find(&mut finds);
    person::find(&mut finds, lists, &listed);
    apart(finds.marks)
}

/// A text as the finders read it.
struct Reading<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    /// Written In Capitals Throughout, so that they tell nothing.
    shouting: bool,
    /// Words that belong to a longer name of a team, a brand or a star.
    public: Vec<bool>,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str) -> Self {
        let tokens = tokens(text);
        let long = tokens.iter().filter(|t| t.word.chars().count() > 1 && t.word.chars().all(char::is_alphabetic));
        let (capital, all) = long.fold((0, 0), |(capital, all), t| (capital + usize::from(t.case != Case::Lower), all + 1));
        let shouting = all >= 3 && capital * 10 >= all * 7;
        let mut public = vec![false; tokens.len()];
        let mut at = 0;
        while at < tokens.len() {
            let n = PUBLIC.at(&tokens, at).map_or(1, |(n, ())| n);
            public.iter_mut().skip(at).take(n).for_each(|p| *p = n > 1);
            at += n;
        }
        Self { text, tokens, shouting, public }
    }

    /// Whether a word belongs to a longer name that points at nobody.
    fn public(&self, at: usize) -> bool {
        self.public.get(at).copied().unwrap_or(false)
    }

    /// The word at a place, or nothing; folded, without a possessive.
    fn base(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.base.as_str())
    }

    /// The word `back` places before, if it is of the same sentence.
    fn before(&self, at: usize, back: usize) -> &str {
        self.near(at, at.checked_sub(back)).map_or("", |t| t.word.as_str())
    }

    /// The word `on` places after, if it is of the same sentence.
    fn after(&self, at: usize, on: usize) -> &str {
        self.near(at, Some(at + on)).map_or("", |t| t.word.as_str())
    }

    fn near(&self, at: usize, other: Option<usize>) -> Option<&Token<'t>> {
        let sentence = self.tokens.get(at)?.sentence;
        self.tokens.get(other?).filter(|t| t.sentence == sentence)
    }

    /// Whether one of the `back` words before is among some.
    fn before_any(&self, at: usize, back: usize, words: &[&str]) -> bool {
        (1..=back).any(|n| words.contains(&self.before(at, n)))
    }

    /// Whether one of the `on` words after is among some.
    fn after_any(&self, at: usize, on: usize, words: &[&str]) -> bool {
        (1..=on).any(|n| words.contains(&self.after(at, n)))
    }

    /// Whether the sentence of a word has one of some words.
    fn sentence_has(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| self.tokens.iter().any(|o| o.sentence == t.sentence && words.contains(&o.word.as_str())))
    }

    /// Whether a word has a capital letter that tells something.
    fn capital(&self, at: usize) -> bool {
        !self.shouting && self.tokens.get(at).is_some_and(|t| t.case != Case::Lower)
    }

    /// Whether a word follows the one before it with nothing but a space or a hyphen between them.
    fn follows(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| matches!(t.gap, Gap::Space | Gap::Tight))
    }

    /// What stands between a word and the one before it.
    fn between(&self, at: usize) -> &str {
        let end = at.checked_sub(1).and_then(|b| self.tokens.get(b)).map_or(0, |t| t.at.end);
        self.tokens.get(at).and_then(|t| self.text.get(end..t.at.start)).unwrap_or_default()
    }
}

/// What was found so far.
struct Finds<'r, 't> {
    reading: &'r Reading<'t>,
    marks: Vec<Mark>,
}

impl Finds<'_, '_> {
    /// Marks the words `from..to`.
    fn words(&mut self, from: usize, to: usize, kind: MarkKind, why: &'static str) {
        let tokens = &self.reading.tokens;
        if let (Some(first), Some(last)) = (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last))) {
            self.bytes(first.at.start..last.at.end, kind, why);
        }
    }

    fn bytes(&mut self, range: Range<usize>, kind: MarkKind, why: &'static str) {
        if range.start < range.end {
            self.marks.push(Mark { range, kind, why });
        }
    }

    /// Whether a word, or part of it, is marked already.
    fn has(&self, at: usize) -> bool {
        self.reading.tokens.get(at).is_some_and(|t| self.marks.iter().any(|m| m.range.start < t.at.end && t.at.start < m.range.end))
    }

    /// Whether a word is marked as one of some kinds.
    fn is(&self, at: usize, kinds: &[MarkKind]) -> bool {
        let Some(t) = self.reading.tokens.get(at) else { return false };
        self.marks.iter().any(|m| kinds.contains(&m.kind) && m.range.start < t.at.end && t.at.start < m.range.end)
    }
}

/// In order, with those that overlap made one: the longer one says what it is.
fn apart(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
    let mut out: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        match out.last_mut() {
            Some(last) if mark.range.start < last.range.end => {
                if mark.range.len() > last.range.len() {
                    last.kind = mark.kind;
                    last.why = mark.why;
                }
                last.range.end = last.range.end.max(mark.range.end);
            }
            _ => out.push(mark),
        }
    }
    out
}

#[cfg(test)]
mod tests;
