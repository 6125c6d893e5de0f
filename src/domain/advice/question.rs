//! Rules on how an English question is put: negatives, two things in one, passives, remembering.

use super::Note;
use super::What;
use super::text::{Token, tokens};
use crate::domain::glossary;
use crate::domain::wording::{Band, Language};

/// Pairs that are one thing to a child, so that “and” or “or” between them joins nothing new.
const PAIRS: [(&str, &str); 25] = [
    ("mum", "dad"),
    ("mother", "father"),
    ("brother", "sister"),
    ("brothers", "sisters"),
    ("family", "friends"),
    ("care", "support"),
    ("parent", "carer"),
    ("parents", "carers"),
    ("boy", "girl"),
    ("boys", "girls"),
    ("children", "adults"),
    ("adults", "children"),
    ("day", "night"),
    ("up", "down"),
    ("in", "out"),
    ("now", "then"),
    ("again", "again"),
    ("more", "more"),
    ("less", "less"),
    ("yes", "no"),
    ("him", "her"),
    ("he", "she"),
    ("his", "her"),
    ("one", "more"),
    ("so", "on"),
];
/// After “or”, these begin another name for the same thing: “a disability or a health condition”.
const ALTERNATIVES: [&str; 27] = [
    "a",
    "an",
    "the",
    "your",
    "my",
    "our",
    "their",
    "his",
    "her",
    "another",
    "other",
    "any",
    "anyone",
    "anything",
    "anybody",
    "someone",
    "something",
    "somewhere",
    "more",
    "less",
    "with",
    "by",
    "in",
    "at",
    "on",
    "to",
    "over",
];
const BE: [&str; 10] = ["is", "are", "was", "were", "be", "been", "being", "am", "get", "gets"];
const PARTICIPLES: [&str; 22] = [
    "told", "given", "made", "done", "taken", "kept", "heard", "seen", "shown", "put", "left", "hurt", "hit", "held", "taught", "brought",
    "chosen", "spoken", "written", "run", "led", "sent",
];
/// “by” that names no doer: “by phone”, “by yourself”.
const NO_DOER: [&str; 13] =
    ["phone", "text", "message", "email", "video", "bus", "car", "train", "yourself", "yourselves", "now", "then", "bedtime"];

/// What there is to say on how a question is put.
pub(super) fn advise(text: &str, band: Band) -> Vec<Note> {
    let words = tokens(text);
    let mut notes = Vec::new();
    notes.extend(negative(&words));
    notes.extend(double(text, &words));
    notes.extend(passive(&words));
    notes.extend((band == Band::From4).then(|| recall(&words)).flatten());
    notes
}

fn word<'a>(words: &'a [Token<'_>], at: usize) -> &'a str {
    words.get(at).map_or("", |token| &token.small)
}

fn negative(words: &[Token<'_>]) -> Option<Note> {
    let found = words.iter().enumerate().find(|(at, token)| {
        let w = token.small.as_str();
        let denies = w.ends_with("n't")
            || matches!(w, "not" | "cannot" | "never" | "no" | "nobody" | "nothing" | "none" | "nowhere" | "neither" | "nor");
        // “or not” and “yes or no” offer both sides, and “no matter” denies nothing.
        denies && (*at == 0 || word(words, at - 1) != "or") && word(words, at + 1) != "matter"
    })?;
    let reason = format!("“{}” turns the question round, so that a “no” may mean yes.", found.1.text);
    Some(Note::new(What::Negative, reason, "Ask it the plain way: “Do you …?” rather than “Don’t you …?”. Let “never” be an answer."))
}

fn double(text: &str, words: &[Token<'_>]) -> Option<Note> {
    let glossary = glossary::spans(text, &Language::english());
    let within = |at: usize| {
        let range = words.get(at).map(|t| t.range.clone()).unwrap_or_default();
        glossary.iter().position(|s| s.range.start <= range.start && range.end <= s.range.end)
    };
    let pair = |a: &str, b: &str| PAIRS.iter().any(|(x, y)| (a, b) == (*x, *y) || (a, b) == (*y, *x));
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit());
    for at in 1..words.len().saturating_sub(1) {
        let joining = word(words, at);
        let (before, after) = (word(words, at - 1), word(words, at + 1));
        let passed = match joining {
            "and" => {
                matches!(before, "you" | "me" | "us")
                    || matches!(after, "over" | "under" | "above")
                    || (0..at).any(|i| word(words, i) == "between")
            }
            "or" => ALTERNATIVES.contains(&after) || after == "not" || within(at - 1).is_some() && within(at + 1).is_some(),
            _ => continue,
        };
        if passed || within(at).is_some() || pair(before, after) || number(before) && number(after) {
            continue;
        }
        let reason = format!("“{before} {joining} {after}” may ask two things: a child may say yes to one and no to the other.");
        return Some(Note::new(What::Double, reason, "Ask about one of them, or make two questions."));
    }
    None
}

fn passive(words: &[Token<'_>]) -> Option<Note> {
    for (at, _) in words.iter().enumerate().filter(|(_, t)| BE.contains(&t.small.as_str())) {
        for done in at + 1..at + 5 {
            let verb = word(words, done);
            let participle = PARTICIPLES.contains(&verb) || verb.len() > 4 && verb.ends_with("ed") && !verb.ends_with("eed");
            if !participle {
                continue;
            }
            for by in done + 1..done + 4 {
                let doer = word(words, by + 1);
                if word(words, by) == "by" && !doer.is_empty() && !NO_DOER.contains(&doer) {
                    let reason = format!("“{verb} … by” puts last who does it, which is harder to follow.");
                    return Some(Note::new(
                        What::Passive,
                        reason,
                        "Name them first: “Do staff ask you …?” rather than “Are you asked by staff …?”.",
                    ));
                }
            }
        }
    }
    None
}

/// Young children do not remember reliably beyond about a week.
fn recall(words: &[Token<'_>]) -> Option<Note> {
    let found = words.iter().enumerate().find_map(|(at, token)| {
        let (before, after) = (if at > 0 { word(words, at - 1) } else { "" }, word(words, at + 1));
        let far = match token.small.as_str() {
            "month" | "months" | "weeks" | "term" | "terms" | "ago" | "since" => true,
            "year" | "years" => after != "old" && after != "olds",
            "ever" => {
                matches!(before, "you" | "they" | "anyone" | "somebody" | "someone") && matches!(word(words, 0), "have" | "did" | "has")
            }
            "used" => after == "to",
            "last" => matches!(after, "summer" | "winter" | "autumn" | "spring" | "christmas" | "easter" | "birthday"),
            "before" => matches!(after, "you" | "christmas"),
            _ => false,
        };
        far.then(|| token.text.to_owned())
    })?;
    let reason = format!("“{found}” asks a child under 8 to remember far back, which few can do well.");
    Some(Note::new(What::Recall, reason, "Ask about now, today or the last week."))
}
