//! The alert list: words and phrases that put a remark on top of the reading queue.
//!
//! It orders, it never decides: every remark is read by a person, with a word of the list or without.
//! An organisation keeps one list for each language; `assets/remarks/alert-en.txt` is the one that
//! comes with Sayso and says how a list is written.

mod find;
mod spelling;

use super::fold;
use super::stem;
use find::Index;
use std::fmt;
use std::ops::Range;

/// The list for English that comes with Sayso.
pub const ENGLISH: &str = include_str!("../../../../assets/remarks/alert-en.txt");
/// The most lines that a list may have.
pub const MOST_LINES: usize = 5_000;
/// The most characters of a line.
pub const LONGEST_LINE: usize = 100;
/// The most words of a phrase.
pub const MOST_WORDS: usize = 10;

/// How soon a remark with such words is to be read. Lines before any heading are [`Level::Soon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Often harmless.
    Perhaps,
    /// Soon.
    Soon,
    /// Before all others.
    First,
}

/// What is wrong with a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLine {
    /// Its number, from 1.
    pub line: usize,
    /// Why it cannot be used, and how to mend it.
    pub why: String,
}

impl fmt::Display for BrokenLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}", self.line, self.why)
    }
}

/// All lines of a list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct BrokenLines(pub Vec<BrokenLine>);

/// One word of a phrase as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// The key of a word.
    Word(String),
    /// A word in this form alone: `"help"`.
    Exact(String),
    /// How words begin: `slap*`.
    Begins(String),
    /// How words end: `*abuse`.
    Ends(String),
    /// Any word under the heading `[me]` or `[others]`: `@me`, `@others`.
    Any(Section),
    /// Up to three other words: `..`.
    Gap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Alert(Level),
    Harmless,
    Not,
    I,
    Me,
    Others,
}

#[derive(Debug, Clone)]
struct Phrase {
    parts: Vec<Part>,
    section: Section,
}

/// An alert list, ready for finding.
#[derive(Debug, Clone)]
pub struct AlertList {
    index: Index,
}

impl AlertList {
    /// Reads a list for a language, named by its code: `en`. Only English words are known in all their
    /// forms; in other languages a `*` at the end of a word stands for any ending.
    ///
    /// # Errors
    /// All broken lines at once.
    pub fn parse(language: &str, text: &str) -> Result<Self, BrokenLines> {
        let english = language == "en" || language.starts_with("en-");
        let mut phrases = Vec::new();
        let mut broken = Vec::new();
        let mut section = Section::Alert(Level::Soon);
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            let mut tell = |why: String| broken.push(BrokenLine { line: number + 1, why });
            if number == MOST_LINES {
                tell(format!("a list has up to {MOST_LINES} lines. Take out what is there twice."));
                break;
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.starts_with('[') || line.ends_with(']') {
                match heading(line) {
                    Some(new) => section = new,
                    None => tell(format!(
                        "there is no heading {}. Write [first], [soon], [perhaps], [harmless], [not], [i], [me] or [others].",
                        shown(line)
                    )),
                }
                continue;
            }
            match phrase(line, english, matches!(section, Section::Alert(_))) {
                Ok(parts) => phrases.push(Phrase { parts, section }),
                Err(why) => tell(why),
            }
        }
        if broken.is_empty() { Ok(Self { index: Index::new(phrases, english) }) } else { Err(BrokenLines(broken)) }
    }

    /// The list for English that comes with Sayso.
    ///
    /// # Errors
    /// If a line of it is broken; a test reads it.
    pub fn english() -> Result<Self, BrokenLines> {
        Self::parse("en", ENGLISH)
    }

    /// Where words and phrases of the list stand in a text, in bytes: in order, and apart.
    #[must_use]
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for hit in self.index.hits(text) {
            match out.last_mut() {
                Some(last) if hit.at.start < last.end => last.end = last.end.max(hit.at.end),
                _ => out.push(hit.at),
            }
        }
        out
    }

    /// How far up a remark goes among those that wait. It says nothing else: 0 is not “harmless”.
    #[must_use]
    pub fn score(&self, text: &str) -> u32 {
        let mut weights: Vec<u32> = self.index.hits(text).iter().map(find::Hit::weight).collect();
        weights.sort_unstable_by(|a, b| b.cmp(a));
        let mut weights = weights.into_iter();
        let most = weights.next().unwrap_or(0);
        most + weights.take(8).sum::<u32>() / 2
    }
}

fn heading(line: &str) -> Option<Section> {
    match line {
        "[first]" => Some(Section::Alert(Level::First)),
        "[soon]" => Some(Section::Alert(Level::Soon)),
        "[perhaps]" => Some(Section::Alert(Level::Perhaps)),
        "[harmless]" => Some(Section::Harmless),
        "[not]" => Some(Section::Not),
        "[i]" => Some(Section::I),
        "[me]" => Some(Section::Me),
        "[others]" => Some(Section::Others),
        _ => None,
    }
}

/// The beginning of a line, for telling which one it is.
fn shown(line: &str) -> String {
    let start: String = line.chars().filter(|c| !c.is_control()).take(30).collect();
    if line.chars().count() > 30 { format!("“{start}…”") } else { format!("“{start}”") }
}

fn phrase(line: &str, english: bool, alert: bool) -> Result<Vec<Part>, String> {
    if line.chars().count() > LONGEST_LINE {
        return Err(format!("{} has more than {LONGEST_LINE} characters. Write one word or phrase a line.", shown(line)));
    }
    if line.chars().any(char::is_control) {
        return Err(format!("{} has a control character in it. Type the line again.", shown(line)));
    }
    let mut parts = Vec::new();
    for word in line.split_whitespace() {
        if matches!(word, ".." | "…" | "...") {
            parts.push(Part::Gap);
        } else if let Some(class) = word.strip_prefix('@') {
            parts.push(match class {
                "me" => Part::Any(Section::Me),
                "others" => Part::Any(Section::Others),
                _ => return Err(format!("{} has a word with @ that stands for nothing. Write @me or @others.", shown(line))),
            });
        } else {
            parts.extend(part(word, english).map_err(|why| format!("{} {why}", shown(line)))?);
        }
    }
    let words = parts.iter().filter(|p| !matches!(p, Part::Gap | Part::Any(_))).count();
    let ends = [parts.first(), parts.last()].into_iter().flatten().any(|p| *p == Part::Gap);
    let twice = parts.windows(2).any(|two| matches!(two, [Part::Gap, Part::Gap]));
    let letters: usize = parts
        .iter()
        .map(|p| if let Part::Word(w) | Part::Exact(w) | Part::Begins(w) | Part::Ends(w) = p { w.chars().count() } else { 0 })
        .sum();
    if words == 0 {
        Err(format!("{} has no letters in it. Write a word, or begin the line with # if it is a note.", shown(line)))
    } else if words > MOST_WORDS {
        Err(format!("{} has more than {MOST_WORDS} words. Write one word or phrase a line.", shown(line)))
    } else if ends || twice {
        Err(format!("{} has “..” where no words stand on both sides. Take it out.", shown(line)))
    } else if alert && letters < 2 && line.is_ascii() {
        Err(format!("{} is one letter: it would be found everywhere. Write a longer word.", shown(line)))
    } else {
        Ok(parts)
    }
}

fn part(word: &str, english: bool) -> Result<Vec<Part>, &'static str> {
    let quote = |c: char| matches!(c, '"' | '“' | '”');
    let exact = word.chars().count() > 2 && word.starts_with(quote) && word.ends_with(quote);
    let word = word.trim_matches(quote);
    let (begins, ends) = (word.ends_with('*'), word.starts_with('*'));
    let bare = word.trim_matches('*');
    if exact && (begins || ends) {
        return Err("has a * inside quotation marks, where no ending can stand. Take one of them out.");
    }
    if bare.contains('*') || begins && ends {
        return Err("has a * where it cannot stand. Write it at the end of a word, or at its beginning.");
    }
    // “self-harm” is two words to whoever cuts a text at its hyphens.
    let pieces: Vec<String> = bare.split(['-', '/', '–']).map(fold::word).filter(|w| !w.is_empty()).collect();
    if (begins || ends) && pieces.iter().all(|w| w.chars().count() < if w.is_ascii() { 3 } else { 2 }) {
        return Err("has too few letters beside its *. Write at least three.");
    }
    let last = pieces.len().saturating_sub(1);
    Ok(pieces
        .into_iter()
        .enumerate()
        .map(|(n, piece)| match () {
            () if begins && n == last => Part::Begins(piece),
            () if ends && n == 0 => Part::Ends(piece),
            () if exact => Part::Exact(piece),
            () => Part::Word(key(&piece, english)),
        })
        .collect())
}

/// What a word is compared by.
fn key(word: &str, english: bool) -> String {
    if english { stem::key(word) } else { word.to_owned() }
}

#[cfg(test)]
mod tests;
