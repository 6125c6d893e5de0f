//! How a child wants the page: part of the address, so that nothing need be remembered.

use crate::domain::envelope::EnvelopeId;
use crate::domain::event::EventCode;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::wording::{Band, Language};
use crate::web::part::say::Say;
use actix_web::web;

/// How the questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::web) enum Way {
    /// By pictures, in the simplest words.
    Pictures,
    /// In words.
    Words,
    /// Read aloud.
    Spoken,
    /// Signed.
    Signed,
}

impl Way {
    pub(super) const ALL: [Way; 4] = [Way::Pictures, Way::Words, Way::Spoken, Way::Signed];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Way::Pictures => "pictures",
            Way::Words => "words",
            Way::Spoken => "spoken",
            Way::Signed => "signed",
        }
    }
}

/// Colours.
pub(super) const THEMES: [&str; 3] = ["usual", "contrast", "cream"];
/// Text sizes.
pub(super) const SIZES: [&str; 3] = ["1", "2", "3"];

/// The wording, language, theme and size that a child chose, and the id of her envelope.
#[derive(Debug, Clone)]
pub(in crate::web) struct Look {
    pub(in crate::web) way: Way,
    pub(in crate::web) words: Band,
    pub(in crate::web) language: Language,
    pub(in crate::web) theme: &'static str,
    pub(in crate::web) size: &'static str,
    pub(in crate::web) envelope: Option<EnvelopeId>,
}

impl Look {
    /// Reads an address. What is missing or unknown is as if nothing had been chosen.
    pub(super) fn parse(query: &str, questionnaire: &Questionnaire) -> Self {
        let pairs = web::Query::<Vec<(String, String)>>::from_query(query).map(web::Query::into_inner).unwrap_or_default();
        let get = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
        let one_of = |all: [&'static str; 3], name: &str| all.into_iter().find(|v| *v == get(name)).unwrap_or(all[0]);
        let first = questionnaire.wordings.first().copied().unwrap_or(Band::From8);
        let language = Language::parse(get("lang")).filter(|l| questionnaire.languages.contains(l));
        let way = Way::ALL.into_iter().find(|w| w.as_str() == get("way")).unwrap_or(Way::Words);
        // Who only names a way gets its words: pictures the simplest, all else what reads well to most.
        let usual = if way == Way::Pictures { first } else { questionnaire.offered(Band::From8) };
        Self {
            way,
            words: Band::parse(get("words")).map_or(usual, |b| questionnaire.offered(b)),
            language: language.unwrap_or_else(|| questionnaire.first_language()),
            theme: one_of(THEMES, "theme"),
            size: one_of(SIZES, "size"),
            envelope: EnvelopeId::parse(get("envelope")),
        }
    }

    pub(super) fn say(&self) -> Say {
        Say::new(self.language.clone(), self.words)
    }

    pub(super) fn with_envelope(&self, id: EnvelopeId) -> Self {
        Self { envelope: Some(id), ..self.clone() }
    }

    pub(super) fn without_envelope(&self) -> Self {
        Self { envelope: None, ..self.clone() }
    }

    /// The query of an address. `16+` is written `16%2B`: a plus is a space there.
    pub(super) fn query(&self) -> String {
        let words = self.words.as_str().replace('+', "%2B");
        let envelope = self.envelope.map_or_else(String::new, |id| format!("&envelope={id}"));
        format!("way={}&words={words}&lang={}&theme={}&size={}{envelope}", self.way.as_str(), self.language.as_str(), self.theme, self.size)
    }

    pub(super) fn in_words(&self, way: Way, words: Band) -> Self {
        Self { way, words, ..self.clone() }
    }

    pub(super) fn in_language(&self, language: &Language) -> Self {
        Self { language: language.clone(), ..self.clone() }
    }

    /// The address of one of the event's pages in this look.
    pub(super) fn address(&self, event: &EventCode, page: &str) -> String {
        format!("/e/{event}/{page}?{}", self.query())
    }
}
