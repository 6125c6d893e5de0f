//! Advice to the officer who writes a questionnaire: what may be hard for children, and what to do.
//!
//! It is advice with its reason, never a score and never a bar: what a formula calls the harder of
//! two questions is so less than half of the time (Lenzner 2014). A colleague and a child judge better.
//! Lengths and the shape of a question are looked at in every language, words in English only.

mod length;
mod lists;
mod question;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod words;

use super::code::Code;
use super::questionnaire::{Choice, Question, Questionnaire};
use super::wording::{Band, Language, Wording};
use std::fmt;

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Where it applies first.
    pub place: Place,
    /// Where exactly the same applies again.
    pub also: Vec<Place>,
    /// The wordings for which it applies, youngest first; empty where it is about none in particular.
    pub bands: Vec<Band>,
    /// The language of the text; none where it is about no text.
    pub language: Option<Language>,
    /// The text as a child meets it; empty where it is about none.
    pub text: String,
    /// What kind of advice it is.
    pub what: What,
    /// Why, in one or two plain sentences.
    pub reason: String,
    /// What to do, in one or two plain sentences.
    pub suggestion: String,
}

/// A place in a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The whole of it.
    Questionnaire,
    /// A part of the first page: `who`, `why` or `what`.
    Welcome(&'static str),
    /// A question.
    Question(Code),
    /// The second line of a question.
    Hint(Code),
    /// A choice of a question.
    Choice(Code, Code),
}

/// What a piece of advice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// More words than children of that age take in at once.
    Length,
    /// More than one sentence in a question, or too many in another text.
    Sentences,
    /// Several words of three syllables and more.
    LongWords,
    /// Words outside the list of the band and the glossary.
    HardWords,
    /// “not”, “never” or “no” in a question.
    Negative,
    /// Two things asked at once.
    Double,
    /// Capitals, “e.g.” and the like.
    Abbreviation,
    /// A slash between words.
    Slash,
    /// A saying.
    Idiom,
    /// “are asked by”.
    Passive,
    /// Remembering beyond a week, under 8.
    Recall,
    /// More or fewer answers on a scale than suit the age.
    Options,
    /// More questions than suit the age.
    Questions,
    /// Faces for something that is not a feeling.
    FacesNotFeeling,
    /// Smiling faces for a question about safety.
    FacesSafety,
    /// A question that seems to be about safety and does not say so.
    SafetyUnsaid,
    /// No “Who helped you?” at the end.
    NoHelper,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Questionnaire => write!(f, "the questionnaire"),
            Place::Welcome(part) => write!(f, "“{part}” on the first page"),
            Place::Question(code) => write!(f, "question “{code}”"),
            Place::Hint(code) => write!(f, "hint of “{code}”"),
            Place::Choice(question, code) => write!(f, "choice “{code}” of “{question}”"),
        }
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if let Some((last, others)) = self.also.split_last() {
            others.iter().try_for_each(|place| write!(f, ", {place}"))?;
            write!(f, " and {last}")?;
        }
        let bands: Vec<&str> = self.bands.iter().map(|band| band.as_str()).collect();
        let about: Vec<&str> = bands.into_iter().chain(self.language.as_ref().map(Language::name)).collect();
        if !about.is_empty() {
            write!(f, " ({})", about.join(", "))?;
        }
        write!(f, ": {} {}", self.reason, self.suggestion)
    }
}

/// What a rule says of a text, before it is known where the text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    what: What,
    reason: String,
    suggestion: String,
}

impl Note {
    fn new(what: What, reason: impl Into<String>, suggestion: impl Into<String>) -> Self {
        Self { what, reason: reason.into(), suggestion: suggestion.into() }
    }
}

/// All advice on a questionnaire, in the order of its file; what concerns the whole comes last.
#[must_use]
pub fn advise(questionnaire: &Questionnaire) -> Vec<Advice> {
    let mut advice = Vec::new();
    let welcome = &questionnaire.welcome;
    for (part, wording) in [("who", &welcome.who), ("why", &welcome.why), ("what", &welcome.what)] {
        advice.extend(over_readers(
            questionnaire,
            &Place::Welcome(part),
            |reader| reader.text(wording),
            |text, reader| noted(length::welcome(text, reader), words_of(text, None, reader)),
        ));
    }
    for question in &questionnaire.questions {
        advice.extend(of_question(questionnaire, question));
    }
    advice.extend(structure::whole(questionnaire));
    same_elsewhere(advice)
}

fn of_question(questionnaire: &Questionnaire, question: &Question) -> Vec<Advice> {
    let code = || question.code.clone();
    let hinted = |reader: &Reader<'_>| reader.text(&question.hint);
    // What all rows of a grid ask is looked at as the question; each row's own words come after it.
    let stem = question.grid.as_ref().map(|grid| &grid.stem);
    let asked = |reader: &Reader<'_>| reader.text(stem.unwrap_or(&question.wording));
    let mut advice = over_readers(questionnaire, &Place::Question(code()), asked, |text, reader| {
        let put = if reader.english() { question::advise(text, reader.band) } else { Vec::new() };
        noted(length::question(text, reader), noted(put, words_of(text, hinted(reader), reader)))
    });
    if let Some(stem) = stem {
        let row = |reader: &Reader<'_>| reader.text(&question.wording);
        advice.extend(over_readers(questionnaire, &Place::Question(code()), row, |text, reader| {
            let put = if reader.english() { question::advise(text, reader.band) } else { Vec::new() };
            let whole = length::row(reader.text(stem).unwrap_or_default(), text, reader);
            noted(whole, noted(put, words_of(text, hinted(reader), reader)))
        }));
    }
    advice.extend(over_readers(questionnaire, &Place::Hint(code()), hinted, |text, reader| {
        noted(length::hint(text, reader), words_of(text, None, reader))
    }));
    for choice in &question.choices {
        let offered = |reader: &Reader<'_>| reader.choice(choice);
        advice.extend(over_readers(questionnaire, &Place::Choice(code(), choice.code.clone()), offered, |text, reader| {
            noted(length::choice(text, reader), words_of(text, hinted(reader), reader))
        }));
    }
    advice.extend(structure::question(questionnaire, question));
    advice
}

fn noted(mut first: Vec<Note>, then: Vec<Note>) -> Vec<Note> {
    first.extend(then);
    first
}

fn words_of(text: &str, hint: Option<&str>, reader: &Reader<'_>) -> Vec<Note> {
    if reader.english() { words::advise(text, hint, reader.band) } else { Vec::new() }
}

/// A child who reads one wording in one language.
struct Reader<'a> {
    band: Band,
    language: &'a Language,
    first_language: bool,
}

impl Reader<'_> {
    fn english(&self) -> bool {
        self.language.as_str().split('-').next() == Some("en")
    }

    /// How many words are allowed, where English has a limit. Welsh and Dari say the same in more words.
    fn allowed(&self, english: fn(Band) -> usize) -> usize {
        let most = english(self.band);
        if self.english() { most } else { most + most / 4 }
    }

    /// What is shown in this language itself. What is not translated is a matter for publishing.
    fn text<'w>(&self, wording: &'w Wording) -> Option<&'w str> {
        wording.find(self.band, self.language, self.language)
    }

    fn choice<'w>(&self, choice: &'w Choice) -> Option<&'w str> {
        let offered = choice.bands.is_empty() || choice.bands.contains(&self.band);
        let report = || self.first_language.then_some(choice.report.as_str());
        offered.then(|| self.text(&choice.wording).or_else(report)).flatten()
    }
}

/// Advice on one text as each reader meets it. Bands that meet the same and get the same share a piece.
fn over_readers<'q>(
    questionnaire: &'q Questionnaire,
    place: &Place,
    text: impl Fn(&Reader<'_>) -> Option<&'q str>,
    rules: impl Fn(&str, &Reader<'_>) -> Vec<Note>,
) -> Vec<Advice> {
    let mut list: Vec<Advice> = Vec::new();
    for (number, language) in questionnaire.languages.iter().enumerate() {
        for band in &questionnaire.wordings {
            let reader = Reader { band: *band, language, first_language: number == 0 };
            let Some(text) = text(&reader) else { continue };
            for Note { what, reason, suggestion } in rules(text, &reader) {
                let same =
                    |a: &&mut Advice| a.language.as_ref() == Some(language) && a.text == text && a.reason == reason && a.what == what;
                match list.iter_mut().find(same) {
                    Some(known) if known.bands.contains(band) => {}
                    Some(known) => known.bands.push(*band),
                    None => list.push(Advice {
                        place: place.clone(),
                        also: Vec::new(),
                        bands: vec![*band],
                        language: Some(language.clone()),
                        text: text.to_owned(),
                        what,
                        reason,
                        suggestion,
                    }),
                }
            }
        }
    }
    list
}

/// The same advice on the same text is given once, at its first place: “Usually” stands on every scale.
fn same_elsewhere(advice: Vec<Advice>) -> Vec<Advice> {
    let mut list: Vec<Advice> = Vec::new();
    for one in advice {
        let key = |a: &Advice| (a.what, a.bands.clone(), a.language.clone(), a.text.clone(), a.reason.clone(), a.suggestion.clone());
        match list.iter_mut().find(|known| key(known) == key(&one)) {
            Some(known) => known.also.push(one.place),
            None => list.push(one),
        }
    }
    list
}
