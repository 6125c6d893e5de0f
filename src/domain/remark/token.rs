//! A text cut into words, each with where it stands and how it is written.

use super::fold;
use std::ops::Range;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: it is the first word.
    Start,
    /// Spaces alone.
    Space,
    /// A hyphen, a stroke, a full stop or another mark without any space, as in “29/02” or “D.J.”.
    Tight,
    /// A comma or another mark inside a sentence.
    Pause,
    /// The end of a sentence or of a line.
    Stop,
}

/// Capital letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// No capital at the start, or a script that has none.
    Lower,
    /// A capital at the start.
    Capital,
    /// All capitals, two or more.
    Upper,
}

/// A word.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// Where it stands, in bytes; a possessive ’s is part of it.
    pub(super) at: Range<usize>,
    /// As it is written.
    pub(super) raw: &'t str,
    /// Folded, without apostrophes: “Karen’s” is “karens”.
    pub(super) word: String,
    /// Folded, without a possessive: “Karen’s” is “karen”, and so is “Karens’”.
    pub(super) base: String,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Its capital letters.
    pub(super) case: Case,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// Whether it is the first word of its sentence.
    pub(super) first: bool,
}

/// Cuts a text into its words.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let mut sentence = 0;
    let mut end = 0;
    for at in words(text) {
        let raw = text.get(at.clone()).unwrap_or_default();
        let gap = if out.is_empty() { Gap::Start } else { gap(text.get(end..at.start).unwrap_or_default(), out.last()) };
        if gap == Gap::Stop {
            sentence += 1;
        }
        end = at.end;
        out.push(Token {
            word: fold::word(raw),
            base: fold::word(without_possessive(raw)),
            gap,
            case: case(raw),
            sentence,
            first: matches!(gap, Gap::Start | Gap::Stop),
            raw,
            at,
        });
    }
    out
}

/// Where words stand: letters and digits, with apostrophes and silent marks between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if c.is_alphanumeric() {
            open = Some(open.map_or(at, |o| o.start)..next);
        } else if fold::is_silent(c) {
            open = open.map(|o| o.start..next);
        } else if fold::is_apostrophe(c) && text.get(next..).is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphanumeric)) {
            // Inside a word; a quotation mark before one opens nothing.
            if open.is_none() {
                continue;
            }
        } else if let Some(word) = open.take() {
            out.push(word);
        }
    }
    out.extend(open);
    out
}

fn gap(between: &str, before: Option<&Token<'_>>) -> Gap {
    let spaces = between.chars().any(char::is_whitespace);
    // The full stop of “Mr.”, “St.” or an initial ends no sentence.
    let short = before.is_some_and(|t| {
        t.word.chars().count() == 1 && t.case != Case::Lower && t.word != "i"
            || matches!(t.word.as_str(), "mr" | "mrs" | "ms" | "dr" | "st" | "rd" | "vs")
    });
    let stop = |c: char| {
        matches!(c, '\n' | '!' | '?' | '…' | '؟' | '。' | '۔' | '।' | '！' | '？')
            || u32::from(c) > 0x1_f000
            || c == '.' && !short
            || matches!(c, ':' | '“' | '"' | '«')
    };
    if !spaces && !between.contains(['\n', '!', '?']) && between.chars().count() <= 2 {
        return Gap::Tight;
    }
    if between.chars().any(stop) {
        return Gap::Stop;
    }
    match between.trim() {
        "" => Gap::Space,
        mark if mark.chars().all(|c| matches!(c, '-' | '&' | '.' | '/' | '(' | ')' | '+') || fold::is_apostrophe(c)) && mark != "-" => {
            Gap::Space
        }
        _ => Gap::Pause,
    }
}

fn case(raw: &str) -> Case {
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Lower };
    if !first.is_uppercase() {
        return Case::Lower;
    }
    let mut rest = letters.peekable();
    // The s of “KAREN’s” does not make it a smaller word.
    if rest.peek().is_some() && rest.all(|c| !c.is_lowercase()) { Case::Upper } else { Case::Capital }
}

fn without_possessive(raw: &str) -> &str {
    let mut chars = raw.char_indices().rev();
    match (chars.next(), chars.next()) {
        (Some((_, 's' | 'S')), Some((at, mark))) if fold::is_apostrophe(mark) => raw.get(..at).unwrap_or(raw),
        _ => raw,
    }
}

/// A number and the letters glued to it: “11yrs” is 11 and “yrs”.
pub(super) fn number_and_letters(word: &str) -> Option<(&str, &str)> {
    let at = word.find(|c: char| !c.is_ascii_digit())?;
    (at > 0).then(|| word.split_at(at)).filter(|(_, letters)| letters.chars().all(char::is_alphabetic))
}

/// Letters and the number glued to them: “year9” is “year” and 9.
pub(super) fn letters_and_number(word: &str) -> Option<(&str, &str)> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    (at > 0).then(|| word.split_at(at)).filter(|(_, digits)| digits.chars().all(|c| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_place_and_their_capitals() {
        let text = "My worker KAREN’s late. D.J. isn't; we ‘go’ 29/02\nhello Mr. Bell";
        let tokens = tokens(text);
        let words: Vec<&str> = tokens.iter().map(|t| t.base.as_str()).collect();
        assert_eq!(words, ["my", "worker", "karen", "late", "d", "j", "isnt", "we", "go", "29", "02", "hello", "mr", "bell"]);
        assert!(tokens.iter().all(|t| text[t.at.clone()] == *t.raw));
        let first: Vec<&str> = tokens.iter().filter(|t| t.first).map(|t| t.word.as_str()).collect();
        assert_eq!(first, ["my", "d", "hello"]);
        assert_eq!(tokens.iter().filter(|t| t.gap == Gap::Tight).count(), 2);
        assert_eq!(tokens[2].case, Case::Capital);
        assert_eq!(tokens[13].case, Case::Capital);
    }

    #[test]
    fn numbers_part_from_letters() {
        assert_eq!(number_and_letters("11yrs"), Some(("11", "yrs")));
        assert_eq!(number_and_letters("yrs"), None);
        assert_eq!(letters_and_number("year9"), Some(("year", "9")));
        assert_eq!(letters_and_number("9"), None);
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in ["", "'", "’’’", "\u{301}", "a'", "'a", "😀", "א׳", "\u{200d}x\u{200d}"] {
            for token in tokens(text) {
                assert!(text.get(token.at).is_some());
            }
        }
    }
}
