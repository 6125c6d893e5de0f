//! Texts taken apart: words, sentences, syllables. Nothing here judges.

use std::ops::Range;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    /// In small letters, with one kind of apostrophe.
    pub(super) small: String,
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Whether it begins a sentence, so that its capital says nothing.
    pub(super) first: bool,
}

/// The words of a text in order. Apostrophes and hyphens inside a word belong to it.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut list = Vec::new();
    let mut first = true;
    let mut start: Option<usize> = None;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let joins = matches!(c, '\'' | '’' | '-') && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || start.is_some() && joins {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            list.extend(token(text, from..at, first));
            first = false;
        }
        first |= ends_sentence(c) && !ends_cut_short(text, at) || matches!(c, ':' | '“' | '‘');
    }
    if let Some(from) = start {
        list.extend(token(text, from..text.len(), first));
    }
    list
}

fn token(text: &str, range: Range<usize>, first: bool) -> Option<Token<'_>> {
    let word = text.get(range.clone())?;
    Some(Token { text: word, small: small(word), range, first })
}

/// A word in small letters, with one kind of apostrophe.
pub(super) fn small(word: &str) -> String {
    word.to_lowercase().replace(['’', 'ʼ'], "'")
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '۔' | '。')
}

/// Whether the sign at a place ends a word that has a full stop wherever it stands. Not “etc.” or “no.”, which may end
/// a sentence.
fn ends_cut_short(text: &str, at: usize) -> bool {
    const CUT_SHORT: [&str; 16] =
        ["e.g.", "eg.", "i.e.", "ie.", "re.", "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "vs.", "cf.", "viz.", "incl.", "approx."];
    let word = text.get(..=at).and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
    CUT_SHORT.contains(&word.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
}

/// The sentences of a text. A full stop ends one only before a space, a closing mark or the end, and
/// not before a small letter (“for example, e.g. football”) or after what is always cut short (“Dr. Khan”).
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut list = Vec::new();
    let mut from = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let to = at + c.len_utf8();
        let goes_on =
            c == '.' && (ends_cut_short(text, at) || text.get(to..).is_some_and(|rest| rest.trim_start().starts_with(char::is_lowercase)));
        if ends_sentence(c) && !goes_on && next.is_none_or(|c| c.is_whitespace() || matches!(c, '”' | '’' | '"' | ')' | '»')) {
            list.extend(text.get(from..to));
            from = to;
        }
    }
    list.extend(text.get(from..));
    list.retain(|sentence| words(sentence) > 0);
    list
}

/// How many words a text has: what stands between spaces and holds a letter or digit.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// How many questions a text asks, by its question marks.
pub(super) fn question_marks(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '?' | '؟')).count()
}

/// About how many syllables an English word has: groups of vowels, without what is silent.
pub(super) fn syllables(word: &str) -> usize {
    let small: String = small(word).chars().filter(|c| c.is_ascii_lowercase()).collect();
    // “someone”, “careful”, “homework”: an e that is silent though it stands inside the word.
    for (start, count) in [("some", 1), ("every", 2), ("care", 1), ("home", 1), ("where", 1), ("life", 1), ("safe", 1), ("fore", 1)] {
        if let Some(rest) = small.strip_prefix(start).filter(|rest| rest.len() > 1 && !rest.starts_with('r')) {
            return count + syllables(rest);
        }
    }
    for end in ["less", "ness", "ful", "ly", "ment", "ments"] {
        if let Some(rest) = small.strip_suffix(end).filter(|rest| rest.ends_with('e') && rest.len() > 3) {
            return syllables(rest) + 1;
        }
    }
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for c in small.chars() {
        groups += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let letter = |back: usize| small.chars().rev().nth(back).unwrap_or(' ');
    let silent = match (letter(2), letter(1), letter(0)) {
        (before, 'l', 'e') => is_vowel(before),
        (_, before, 'e') => !is_vowel(before),
        (before, 'e', 'd') => !is_vowel(before) && !matches!(before, 't' | 'd'),
        ('l', 'e', 's') => is_vowel(letter(3)),
        (before, 'e', 's') => !is_vowel(before) && !matches!(before, 's' | 'x' | 'z' | 'h' | 'c' | 'g'),
        _ => false,
    };
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::{question_marks, sentences, syllables, tokens, words};

    #[test]
    fn a_text_falls_into_words() {
        let list = tokens("Don’t grown-ups ask: “Are you OK?” It’s Sam's turn – now.");
        let small: Vec<&str> = list.iter().map(|t| t.small.as_str()).collect();
        assert_eq!(small, ["don't", "grown-ups", "ask", "are", "you", "ok", "it's", "sam's", "turn", "now"]);
        let first: Vec<&str> = list.iter().filter(|t| t.first).map(|t| t.text).collect();
        assert_eq!(first, ["Don’t", "Are", "It’s"]);
        assert_eq!(tokens("هل تتحدث معك؟").len(), 3);
    }

    #[test]
    fn a_text_falls_into_sentences() {
        assert_eq!(sentences("You can stop. It takes 3.5 minutes! Ready?"), ["You can stop.", " It takes 3.5 minutes!", " Ready?"]);
        assert_eq!(sentences("هل أنت بخير؟ نعم").len(), 2);
        for one in ["Is Dr. Khan kind?", "Questions (e.g. Maths)", "Your letter re. School"] {
            assert_eq!(sentences(one).len(), 1, "{one}");
        }
        assert_eq!(sentences("Tea, milk, etc. We ask.").len(), 2);
        assert_eq!(sentences("You can say no. We ask.").len(), 2);
        // A name behind it is no first word, so its capital tells.
        assert!(tokens("Ask Mr. Brown").iter().all(|t| t.first == (t.text == "Ask")));
        assert_eq!(sentences("Foster care").len(), 1);
        assert_eq!(sentences("Do you like games, e.g. football?").len(), 1);
        assert_eq!(words("You – yes, you – can’t."), 4);
        assert_eq!(question_marks("Is it? هل؟"), 2);
    }

    #[test]
    fn syllables_are_about_right() {
        let of = [
            ("home", 1),
            ("asked", 1),
            ("changes", 2),
            ("wanted", 2),
            ("social", 2),
            ("worker", 2),
            ("question", 2),
            ("people", 2),
            ("together", 3),
            ("different", 3),
            ("disability", 5),
            ("condition", 3),
            ("information", 4),
            ("someone", 2),
            ("sometimes", 2),
            ("everyone", 3),
            ("careful", 2),
            ("safely", 2),
            ("usually", 3),
            ("placement", 2),
            ("rules", 1),
        ];
        for (word, count) in of {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
