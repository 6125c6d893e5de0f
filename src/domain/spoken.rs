//! The texts of a questionnaire that can be heard or seen signed: each once, however often it stands.

use super::questionnaire::{Question, Questionnaire};
use super::wording::{Band, Language, Wording};
use std::collections::HashMap;

/// What a text is.
#[derive(Debug, Clone, Copy)]
pub enum Part<'q> {
    /// On the first page.
    Welcome,
    /// A question.
    Question(&'q Question),
    /// The second line under a question.
    Hint(&'q Question),
    /// A choice.
    Choice(&'q Question),
}

impl<'q> Part<'q> {
    /// What it is, in a word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Question(_) => "question",
            Self::Hint(_) => "hint",
            Self::Choice(_) => "choice",
        }
    }

    /// The question that it belongs to.
    #[must_use]
    pub fn question(self) -> Option<&'q Question> {
        match self {
            Self::Welcome => None,
            Self::Question(q) | Self::Hint(q) | Self::Choice(q) => Some(q),
        }
    }
}

/// A text, and where it stands.
#[derive(Debug, Clone)]
pub struct Text<'q> {
    /// The words, as a child reads them.
    pub words: &'q str,
    /// Where it stands first.
    pub part: Part<'q>,
    /// The bands that meet it, youngest first.
    pub bands: Vec<Band>,
    /// In how many places of the questionnaire it stands.
    pub places: usize,
}

impl Text<'_> {
    /// Whether it is signed: questions and choices are.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        matches!(self.part, Part::Question(_) | Part::Choice(_))
    }
}

#[derive(Default)]
struct Texts<'q> {
    all: Vec<Text<'q>>,
    by_words: HashMap<&'q str, usize>,
}

impl<'q> Texts<'q> {
    /// Adds one place: its words in each band.
    fn add(&mut self, part: Part<'q>, words: impl Iterator<Item = (Band, Option<&'q str>)>) {
        let mut here: Vec<usize> = Vec::new();
        for (band, words) in words {
            let Some(words) = words else { continue };
            let index = *self.by_words.entry(words).or_insert_with(|| {
                self.all.push(Text { words, part, bands: Vec::new(), places: 0 });
                self.all.len() - 1
            });
            let Some(text) = self.all.get_mut(index) else { continue };
            if !text.bands.contains(&band) {
                text.bands.push(band);
                text.bands.sort_unstable();
            }
            if !here.contains(&index) {
                here.push(index);
                text.places += 1;
            }
        }
    }
}

/// Every text of a questionnaire that a child meets in a language, in the order of the file. What is
/// not written in that language is not among them.
#[must_use]
pub fn texts<'q>(questionnaire: &'q Questionnaire, language: &Language) -> Vec<Text<'q>> {
    let q = questionnaire;
    let mut texts = Texts::default();
    let written = |wording: &'q Wording, band: Band| (band, wording.find(band, language, language));
    for wording in [&q.welcome.who, &q.welcome.why, &q.welcome.what] {
        texts.add(Part::Welcome, q.wordings.iter().map(|band| written(wording, *band)));
    }
    for question in &q.questions {
        if let Some(grid) = &question.grid {
            texts.add(Part::Question(question), q.wordings.iter().map(|band| written(&grid.stem, *band)));
        }
        texts.add(Part::Question(question), q.wordings.iter().map(|band| written(&question.wording, *band)));
        texts.add(Part::Hint(question), q.wordings.iter().map(|band| written(&question.hint, *band)));
        // The ranges of a number are for reports: no child is shown them.
        for choice in question.choices.iter().filter(|c| c.bin.is_none()) {
            let offered = q.wordings.iter().filter(|band| choice.bands.is_empty() || choice.bands.contains(band));
            // The words in reports are those of the first language.
            let report = (*language == q.first_language()).then_some(choice.report.as_str());
            texts.add(Part::Choice(question), offered.map(|band| (*band, written(&choice.wording, *band).1.or(report))));
        }
    }
    texts.all
}

#[cfg(test)]
mod tests {
    use super::texts;
    use crate::domain::questionnaire::parse;
    use crate::domain::wording::{Band, Language};

    const SMALL: &str = r#"
code = "small"
title = "Small"
source = "Made up for this test"
languages = ["en"]
wordings = ["4-7", "12-15"]
[welcome."4-7".en]
who = "We ask."
why = "To know."
what = "We count."
[welcome."12-15".en]
who = "We ask."
why = "To know how it is."
what = "We count."
[[question]]
code = "safe"
kind = "one"
report = "Safe?"
wording = { "4-7" = { en = "Safe?" }, "12-15" = { en = "Do you feel safe?" } }
hint = { "12-15" = { en = "At home." } }
choice = [
  { code = "yes", report = "Yes" },
  { code = "no", report = "No" },
]
[[question]]
code = "heard"
kind = "one"
report = "Heard?"
wording = { "4-7" = { en = "Heard?" }, "12-15" = { en = "Heard?" } }
choice = [{ code = "yes", report = "Yes" }, { code = "no", report = "No, never" }]
"#;

    #[test]
    fn a_text_stands_once_with_all_its_places() {
        let language = |tag: &str| Language::parse(tag).expect("a tag");
        let mut small = parse(SMALL).unwrap_or_else(|faults| panic!("{faults:?}"));
        // As long as it is being translated.
        let safe = small.questions.first_mut().expect("a question");
        let yes = safe.choices.first_mut().expect("a choice");
        for (wording, words) in [(&mut safe.wording, "Saff?"), (&mut yes.wording, "Ydw")] {
            wording.0.entry(Band::From4).or_default().insert(language("cy"), words.to_owned());
        }
        let told = |tag: &str| -> Vec<String> {
            texts(&small, &language(tag))
                .iter()
                .map(|t| format!("{}: {} ({} in {})", t.part.name(), t.words, t.bands.len(), t.places))
                .collect()
        };
        assert_eq!(
            told("en"),
            [
                "welcome: We ask. (2 in 1)",
                "welcome: To know. (1 in 1)",
                "welcome: To know how it is. (1 in 1)",
                "welcome: We count. (2 in 1)",
                "question: Safe? (1 in 1)",
                "question: Do you feel safe? (1 in 1)",
                // A hint that is written for one wording is everybody's.
                "hint: At home. (2 in 1)",
                "choice: Yes (2 in 2)",
                "choice: No (2 in 1)",
                "question: Heard? (2 in 1)",
                "choice: No, never (2 in 1)",
            ]
        );
        // Only what is written in Welsh; the older band falls back to the younger one's words.
        assert_eq!(told("cy"), ["question: Saff? (2 in 1)", "choice: Ydw (2 in 1)"]);
        assert!(told("ar").is_empty());
        let yes = texts(&small, &language("en")).into_iter().find(|t| t.words == "Yes").expect("is there");
        assert_eq!((yes.bands, yes.part.question().map(|q| q.code.as_str())), (vec![Band::From4, Band::From12], Some("safe")));
    }
}
