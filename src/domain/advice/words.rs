//! Rules on the words of any English text a child meets: hard words, sayings, abbreviations.

use super::Note;
use super::What;
use super::lists;
use super::text::{Token, sentences, small, syllables, tokens};
use crate::domain::glossary;
use crate::domain::wording::{Band, Language};

/// Short words with capitals that children know as they are.
const KNOWN_CAPITALS: [&str; 4] = ["OK", "TV", "UK", "DVD"];
const ABBREVIATIONS: [(&str, &str); 10] = [
    ("e.g", "for example"),
    ("eg", "for example"),
    ("i.e", "that is"),
    ("ie", "that is"),
    ("etc", "and so on"),
    ("approx", "about"),
    ("incl", "with"),
    ("re", "about"),
    ("vs", "or"),
    ("n/a", "does not fit me"),
];
/// More long words than this in one text tire a young reader.
const LONG_WORDS: usize = 2;
const SYLLABLES: usize = 3;

/// What there is to say on the words of a text. `hint` is the line under it, which may explain them.
pub(super) fn advise(text: &str, hint: Option<&str>, band: Band) -> Vec<Note> {
    let english = Language::english();
    let glossary = glossary::spans(text, &english);
    let mut words = tokens(text);
    words.retain(|t| !glossary.iter().any(|s| s.range.start < t.range.end && t.range.start < s.range.end));
    let mut notes = Vec::new();
    let hard = hard_words(text, hint, &words, band);
    notes.extend(hard_note(&hard));
    // What has been told of as hard is not told of as long too.
    words.retain(|t| !hard.iter().any(|word| small(word) == t.small));
    notes.extend(long(&words));
    notes.extend(abbreviations(text));
    notes.extend(idioms(text));
    notes
}

/// Words outside the band's list and the glossary, each once.
fn hard_words<'a>(text: &'a str, hint: Option<&str>, words: &[Token<'a>], band: Band) -> Vec<&'a str> {
    let mut explained = explained(text);
    explained.extend(hint.map(self::explained).unwrap_or_default());
    let mut found: Vec<&str> = Vec::new();
    for token in words {
        let name = !token.first && token.text.starts_with(char::is_uppercase);
        let passed = name || is_capitals(token.text) || token.text.chars().count() < 2 || is_shortened(token) || is_address(token, text);
        let in_brackets = text.get(token.range.end..).is_some_and(|rest| rest.trim_start().starts_with('('));
        if passed || in_brackets || explained.contains(&token.small) || lists::known(&token.small, band) {
            continue;
        }
        if !found.iter().any(|word| small(word) == token.small) {
            found.push(token.text);
        }
    }
    found
}

/// All hard words of a text in one note.
fn hard_note(found: &[&str]) -> Option<Note> {
    let (many, them) = match found.len() {
        0 => return None,
        1 => (" may be a hard word", "it"),
        _ => (" may be hard words", "them"),
    };
    let plainer: Vec<String> = found.iter().filter_map(|w| lists::plainer(w).map(|p| format!("“{p}” for “{}”", small(w)))).collect();
    let suggestion = match plainer.len() {
        0 => format!("Use plainer words, or explain {them}: “… means …”."),
        n if n == found.len() => format!("Say {}.", listed(&plainer)),
        _ => format!("Say {}, and use plainer words for the rest, or explain them.", listed(&plainer)),
    };
    let quoted: Vec<String> = found.iter().map(|word| format!("“{}”", small(word))).collect();
    Some(Note::new(What::HardWords, format!("{}{many}.", listed(&quoted)), suggestion))
}

/// The words that a text explains itself: “On your own means nobody else is listening.”
fn explained(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    for sentence in sentences(text) {
        let words = tokens(sentence);
        if let Some(at) = words.iter().position(|t| matches!(t.small.as_str(), "means" | "mean")) {
            list.extend(words.iter().take(at).map(|t| t.small.clone()));
        }
    }
    list
}

fn long(words: &[Token<'_>]) -> Option<Note> {
    let mut found: Vec<String> = Vec::new();
    for token in words.iter().filter(|t| syllables(t.text) >= SYLLABLES && !t.text.contains('-')) {
        let quoted = format!("“{}”", token.small);
        if !found.contains(&quoted) {
            found.push(quoted);
        }
    }
    (found.len() > LONG_WORDS).then(|| {
        let reason = format!("It has {} long words: {}.", found.len(), listed(&found));
        Note::new(What::LongWords, reason, "Use shorter words, or break it into two sentences.")
    })
}

/// Two capitals or more, also with an s behind: “LAC”, “IROs”.
fn is_capitals(word: &str) -> bool {
    let stem = word.trim_end_matches(['s', '\'', '’']);
    stem.chars().count() > 1 && stem.chars().any(char::is_alphabetic) && stem.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

fn is_shortened(token: &Token<'_>) -> bool {
    ABBREVIATIONS.iter().any(|(short, _)| token.small == *short)
}

/// A part of “childline.org.uk”.
fn is_address(token: &Token<'_>, text: &str) -> bool {
    let before = text.get(..token.range.start).is_some_and(|before| before.ends_with('.'));
    let after = text.get(token.range.end..).and_then(|rest| rest.strip_prefix('.'));
    before || after.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

fn abbreviations(text: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for token in tokens(text) {
        let stem = token.text.trim_end_matches(['s', '\'', '’']);
        if !is_capitals(token.text) || KNOWN_CAPITALS.contains(&stem) {
            continue;
        }
        // “NEVER” is no abbreviation, but hard to read: its outline is a box.
        let note = if lists::known(stem, Band::From12) {
            let reason = format!("“{}” in capitals is harder to read, and may sound like shouting.", token.text);
            Note::new(What::Abbreviation, reason, format!("Write “{}”.", token.small))
        } else {
            let reason = format!("“{}” is an abbreviation, and a child may not know it.", token.text);
            Note::new(What::Abbreviation, reason, "Write it out in plain words.")
        };
        notes.push(note);
    }
    for raw in text.split_whitespace() {
        let word = small(raw.trim_matches(|c: char| !c.is_alphanumeric()));
        if let Some((_, instead)) = ABBREVIATIONS.iter().find(|(short, _)| *short == word) {
            let reason = format!("“{}” is an abbreviation, and is read aloud as letters.", raw.trim_matches(['(', ')', ',']));
            notes.push(Note::new(What::Abbreviation, reason, format!("Write “{instead}”, or leave it out.")));
        }
    }
    notes
}

fn idioms(text: &str) -> Vec<Note> {
    let words: Vec<String> = tokens(text).into_iter().map(|t| t.small).collect();
    let text = format!(" {} ", words.join(" "));
    let found = lists::idioms().iter().filter(|(saying, _)| text.contains(&format!(" {saying} ")));
    let note = |(saying, instead): &(&str, &str)| {
        let reason = format!("“{saying}” is a saying: some children take each word as it stands.");
        Note::new(What::Idiom, reason, format!("Say what you mean, such as “{instead}”."))
    };
    found.map(note).collect()
}

/// “a”, “b” and “c”.
fn listed(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
