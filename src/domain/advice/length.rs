//! Rules on length and on slashes, for texts in any language. The limits are those of English.

use super::Note;
use super::Reader;
use super::What;
use super::text::{question_marks, sentences, words};
use crate::domain::wording::Band;

/// The most words that a sentence has, as docs/QUESTIONNAIRES.md says.
fn words_in_sentence(band: Band) -> usize {
    match band {
        Band::From4 => 12,
        Band::From8 => 15,
        Band::From12 | Band::From16 => 20,
    }
}

fn words_in_choice(band: Band) -> usize {
    match band {
        Band::From4 => 7,
        Band::From8 => 9,
        Band::From12 | Band::From16 => 12,
    }
}

/// A part of the first page is read by somebody who does not know yet whether she wants to.
fn words_in_welcome(band: Band) -> usize {
    match band {
        Band::From4 => 40,
        Band::From8 => 60,
        Band::From12 | Band::From16 => 90,
    }
}

const SENTENCES_IN_HINT: usize = 2;

/// A question: one sentence, one question mark, few words.
pub(super) fn question(text: &str, reader: &Reader<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let (count, most) = (words(text), reader.allowed(words_in_sentence));
    if count > most {
        let reason = format!("It has {count} words; at this age {most} are enough.");
        notes.push(Note::new(What::Length, reason, "Say it in fewer words, or put part of it into the hint."));
    }
    if question_marks(text) > 1 {
        notes.push(Note::new(
            What::Double,
            "It has two question marks, so it asks two things.",
            "Make two questions of it, or leave one out.",
        ));
    } else if sentences(text).len() > 1 {
        let reason = "It has more than one sentence, so a child has to keep the first in mind.";
        notes.push(Note::new(What::Sentences, reason, "Ask one sentence, and put the rest into the hint."));
    }
    notes.extend(slash(text));
    notes
}

/// A row of a grid: it is read together with what is asked of all rows.
pub(super) fn row(stem: &str, text: &str, reader: &Reader<'_>) -> Vec<Note> {
    let (count, most) = (words(stem) + words(text), reader.allowed(words_in_sentence));
    // Where the stem alone is too long, that is said of the stem.
    let long = (count > most && words(stem) <= most).then(|| {
        let reason = format!("With what is asked of all rows it has {count} words; at this age {most} are enough.");
        Note::new(What::Length, reason, "Say the row, or what is asked of all rows, in fewer words.")
    });
    long.into_iter().chain(slash(text)).collect()
}

/// The line under a question: at most two sentences.
pub(super) fn hint(text: &str, reader: &Reader<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = long_sentence(text, reader).into_iter().collect();
    let count = sentences(text).len();
    if count > SENTENCES_IN_HINT {
        let reason = format!("It has {count} sentences under the question; two are enough.");
        notes.push(Note::new(What::Sentences, reason, "Keep what a child needs in order to answer."));
    }
    notes.extend(slash(text));
    notes
}

/// A choice: a few words that can be compared at a glance.
pub(super) fn choice(text: &str, reader: &Reader<'_>) -> Vec<Note> {
    let (count, most) = (words(text), reader.allowed(words_in_choice));
    let long = (count > most).then(|| {
        let reason = format!("It has {count} words; an answer at this age has {most} at most.");
        Note::new(What::Length, reason, "Keep the words that make it different from the other answers.")
    });
    long.into_iter().chain(slash(text)).collect()
}

/// A part of the first page.
pub(super) fn welcome(text: &str, reader: &Reader<'_>) -> Vec<Note> {
    let mut notes: Vec<Note> = long_sentence(text, reader).into_iter().collect();
    let (count, most) = (words(text), reader.allowed(words_in_welcome));
    if count > most {
        let reason = format!("It has {count} words; at this age children read about {most} before they begin.");
        notes.push(Note::new(What::Length, reason, "Keep what a child needs in order to say yes or no."));
    }
    notes.extend(slash(text));
    notes
}

fn long_sentence(text: &str, reader: &Reader<'_>) -> Option<Note> {
    let most = reader.allowed(words_in_sentence);
    let count = sentences(text).into_iter().map(words).max().unwrap_or(0);
    (count > most).then(|| {
        let reason = format!("A sentence has {count} words; at this age {most} are enough.");
        Note::new(What::Length, reason, "Make two sentences of it.")
    })
}

/// “he/she” is read aloud as “slash”, and a child does not know which to take.
fn slash(text: &str) -> Option<Note> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let found = text.char_indices().find(|(at, c)| {
        let around = text.get(..*at).zip(text.get(at + 1..));
        *c == '/'
            && around
                .is_some_and(|(before, after)| letter(before.trim_end().chars().next_back()) && letter(after.trim_start().chars().next()))
    });
    let is_abbreviation = text.to_lowercase().contains("n/a");
    found.filter(|_| !is_abbreviation).map(|_| {
        let reason = "A slash does not say whether both are meant or one, and it is read aloud as “slash”.";
        Note::new(What::Slash, reason, "Write “or”, or one word that means both.")
    })
}
