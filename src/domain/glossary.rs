//! The care glossary: hard words of the care system, with their meanings in a child's words.
//!
//! `assets/words/glossary.toml` says how it is written. Words are found whole, the longest first,
//! whatever their capitals and whichever apostrophe is used, in every script.

use super::code::Code;
use super::wording::{Band, Language};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// One word in one language, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its code, the same in all languages.
    pub code: Code,
    /// The language of the word and its meanings.
    pub language: Language,
    /// The word as it is shown.
    pub word: String,
    /// Other ways in which it is written.
    pub forms: Vec<String>,
    meaning: String,
    younger: Option<String>,
    older: Option<String>,
}

impl Entry {
    /// What the word means, for a band: to be shown in round brackets.
    #[must_use]
    pub fn meaning(&self, band: Band) -> &str {
        let own = match band {
            Band::From4 => self.younger.as_deref(),
            Band::From8 => None,
            Band::From12 | Band::From16 => self.older.as_deref(),
        };
        own.unwrap_or(&self.meaning)
    }
}

/// A place in a text where a word of the glossary stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The word.
    pub entry: &'static Entry,
}

#[derive(Deserialize)]
struct File {
    word: Vec<Word>,
}

#[derive(Deserialize)]
struct Word {
    code: Code,
    #[serde(flatten)]
    languages: BTreeMap<Language, Told>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    word: String,
    #[serde(default)]
    forms: Vec<String>,
    meaning: String,
    #[serde(rename = "meaning-4-7")]
    younger: Option<String>,
    #[serde(rename = "meaning-12-15")]
    older: Option<String>,
}

const FILE: &str = include_str!("../../assets/words/glossary.toml");

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    // A test reads the file too, so a broken one never ships.
    let words = toml::from_str(FILE).map_or_else(|_| Vec::new(), |file: File| file.word);
    let entry = |code: &Code, language: Language, told: Told| Entry {
        code: code.clone(),
        language,
        word: told.word,
        forms: told.forms,
        meaning: told.meaning,
        younger: told.younger,
        older: told.older,
    };
    words.into_iter().flat_map(|w| w.languages.into_iter().map(move |(language, told)| entry(&w.code, language, told))).collect()
});

/// One way in which a word is written, as [`folded`] makes it.
type Form = (Vec<char>, &'static Entry);

/// For each language, every way in which a word is written, the longest first.
static FORMS: LazyLock<BTreeMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut forms: BTreeMap<&'static str, Vec<Form>> = BTreeMap::new();
    for entry in ENTRIES.iter() {
        let own = forms.entry(entry.language.as_str()).or_default();
        for form in std::iter::once(&entry.word).chain(&entry.forms) {
            own.push((folded(form).into_iter().map(|(c, _)| c).collect(), entry));
        }
    }
    for own in forms.values_mut() {
        own.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    }
    forms
});

/// All words of the glossary, in the order of its file.
#[must_use]
pub fn all() -> &'static [Entry] {
    &ENTRIES
}

/// The words of the glossary that a text holds, in order of place, each once.
#[must_use]
pub fn find(text: &str, language: &Language) -> Vec<&'static Entry> {
    let mut found: Vec<&'static Entry> = Vec::new();
    for span in spans(text, language) {
        if !found.iter().any(|entry| entry.code == span.entry.code) {
            found.push(span.entry);
        }
    }
    found
}

/// Every place in a text where a word of the glossary stands, in order, none over another.
#[must_use]
pub fn spans(text: &str, language: &Language) -> Vec<Span> {
    let tag = language.as_str();
    let general = tag.split('-').next().unwrap_or(tag);
    let Some(forms) = FORMS.get(tag).or_else(|| FORMS.get(general)) else { return Vec::new() };
    let text = folded(text);
    let mut found = Vec::new();
    let (mut at, mut inside_word) = (0, false);
    while let Some((first, place)) = text.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        match forms.iter().find(|(form, _)| !inside_word && begins_with(rest, form)) {
            Some((form, entry)) => {
                let last = rest.get(form.len() - 1).map_or(place.end, |(_, place)| place.end);
                found.push(Span { range: place.start..last, entry });
                at += form.len();
                inside_word = true;
            }
            None => {
                inside_word = first.is_alphanumeric();
                at += 1;
            }
        }
    }
    found
}

/// Whether a text begins with a form and the form's last word ends there.
fn begins_with(text: &[(char, Range<usize>)], form: &[char]) -> bool {
    !form.is_empty()
        && text.len() >= form.len()
        && text.iter().zip(form).all(|((c, _), wanted)| c == wanted)
        && text.get(form.len()).is_none_or(|(next, _)| !next.is_alphanumeric())
}

/// The characters of a text in small letters, with one apostrophe and single spaces, and the bytes
/// at which each stands.
fn folded(text: &str) -> Vec<(char, Range<usize>)> {
    let mut list: Vec<(char, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        let c = match c {
            '’' | '‘' | 'ʼ' => '\'',
            c if c.is_whitespace() => ' ',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        match list.last_mut() {
            Some((' ', space)) if c == ' ' => space.end = place.end,
            _ => list.push((c, place)),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::{Entry, FILE, File, all, begins_with, find, folded, spans};
    use crate::domain::wording::{Band, Language};
    use std::collections::BTreeSet;

    fn found(text: &str) -> Vec<&'static str> {
        find(text, &Language::english()).into_iter().map(|entry| entry.code.as_str()).collect()
    }

    #[test]
    fn the_file_reads_and_names_each_word_once() {
        let file: File = toml::from_str(FILE).unwrap_or_else(|e| panic!("{e}"));
        assert!(file.word.len() >= 40, "{} words", file.word.len());
        let codes: BTreeSet<&str> = file.word.iter().map(|w| w.code.as_str()).collect();
        assert_eq!(codes.len(), file.word.len(), "a code stands twice");
        assert!(all().iter().all(|e| Language::parse(e.language.as_str()).is_some()), "a heading is no language");
        let mut forms = BTreeSet::new();
        for entry in all() {
            for form in std::iter::once(&entry.word).chain(&entry.forms) {
                let key = (entry.language.as_str(), form.to_lowercase());
                assert!(forms.insert(key), "“{form}” stands twice");
            }
        }
    }

    #[test]
    fn a_meaning_is_one_short_phrase_that_can_stand_in_brackets() {
        for entry in all() {
            for band in Band::ALL {
                let meaning = entry.meaning(band);
                assert!(meaning.split_whitespace().count() <= 15, "{}: “{meaning}” is too long", entry.code);
                assert!(!meaning.contains(['(', ')', '.', '/']), "{}: “{meaning}”", entry.code);
                assert!(meaning.chars().next().is_some_and(|c| !c.is_uppercase()), "{}: “{meaning}”", entry.code);
            }
        }
    }

    #[test]
    fn every_form_leads_to_its_own_word() {
        for entry in all() {
            for form in std::iter::once(&entry.word).chain(&entry.forms) {
                let own = find(form, &entry.language);
                assert_eq!(own, [entry], "“{form}”");
            }
        }
    }

    #[test]
    fn words_are_found_in_order_longest_first_and_whole() {
        let text = "Does your foster carer or SOCIAL  WORKER take notice of children’s rights? A carer may.";
        assert_eq!(found(text), ["foster-carer", "social-worker", "take-notice", "rights", "carer"]);
        assert_eq!(found("Is it a children's home?"), ["childrens-home"], "both apostrophes");
        assert_eq!(found("Is a children’s home a children’s home?"), ["childrens-home"], "each once");
        assert_eq!(found("my carer’s car"), ["carer"], "the possessive is found by itself");
        assert!(found("A carers'road, staffing and contactless").contains(&"carer"));
        assert_eq!(found("staffing, contactless, unsupported, reviewer"), Vec::<&str>::new(), "parts of words are not words");
    }

    #[test]
    fn a_place_is_told_in_bytes_of_the_text_itself() {
        let text = "“Élan” – your Social  worker’s review";
        let places: Vec<&str> = spans(text, &Language::english()).into_iter().map(|s| &text[s.range]).collect();
        assert_eq!(places, ["Social  worker", "review"]);
    }

    #[test]
    fn meanings_fall_back_to_the_general_one() {
        let entry = |code: &str| all().iter().find(|e| e.code.as_str() == code).expect("an entry");
        let worker: &Entry = entry("social-worker");
        assert_ne!(worker.meaning(Band::From4), worker.meaning(Band::From8));
        assert_eq!(worker.meaning(Band::From12), worker.meaning(Band::From8));
        let staff = entry("staff");
        assert_ne!(staff.meaning(Band::From16), staff.meaning(Band::From8));
        assert_eq!(staff.meaning(Band::From12), staff.meaning(Band::From16));
        assert_eq!(staff.meaning(Band::From4), staff.meaning(Band::From8));
    }

    #[test]
    fn a_language_without_words_finds_none_and_a_region_uses_its_language() {
        let tag = |tag: &str| Language::parse(tag).expect("a tag");
        assert!(find("social worker", &tag("xx")).is_empty());
        assert_eq!(find("social worker", &tag("en-GB")).len(), 1);
    }

    #[test]
    fn arabic_words_are_whole_words_too() {
        let form: Vec<char> = "مشرف".chars().collect();
        let begins = |text: &str| begins_with(&folded(text), &form);
        assert!(begins("مشرف الأطفال") && begins("مشرف؟") && begins("مشرف"));
        assert!(!begins("مشرفون"), "a longer word is another word");
    }
}
