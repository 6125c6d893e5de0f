//! Wordings: the same text for different ages and languages, with a stated order of falling back.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// An age band for which wordings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Band {
    /// 4 to 7 years.
    #[serde(rename = "4-7")]
    From4,
    /// 8 to 11 years.
    #[serde(rename = "8-11")]
    From8,
    /// 12 to 15 years.
    #[serde(rename = "12-15")]
    From12,
    /// 16 years and over.
    #[serde(rename = "16+")]
    From16,
}

impl Band {
    /// All bands, youngest first.
    pub const ALL: [Band; 4] = [Band::From4, Band::From8, Band::From12, Band::From16];

    /// Parses a band as it is written in questionnaire files and addresses.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.as_str() == text)
    }

    /// The band as it is written in questionnaire files and addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Band::From4 => "4-7",
            Band::From8 => "8-11",
            Band::From12 => "12-15",
            Band::From16 => "16+",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A language tag such as `en` or `cy` (the language part of BCP 47 and, where needed, a script or region).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// Parses a language tag: 2 to 12 letters, digits and hyphens, beginning with two letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (2..=12).contains(&text.len())
            && text.bytes().take(2).all(|b| b.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// English: what the interface falls back to.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its name in English; the tag itself where it is not one of those that children in England often speak.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.0.as_str() {
            "en" => "English",
            "cy" => "Welsh",
            "ar" => "Arabic",
            "prs" => "Dari",
            "fa" => "Persian",
            "ps" => "Pashto",
            "ur" => "Urdu",
            "ckb" => "Kurdish (Sorani)",
            "pl" => "Polish",
            "uk" => "Ukrainian",
            tag => tag,
        }
    }

    /// `rtl` for languages written from right to left, else `ltr`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        match self.0.split('-').next().unwrap_or_default() {
            "ar" | "fa" | "prs" | "ur" | "ps" | "ckb" | "he" => "rtl",
            _ => "ltr",
        }
    }
}

/// One text in the bands and languages in which it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording(pub BTreeMap<Band, BTreeMap<Language, String>>);

impl Wording {
    /// The text written for this band and language, and nothing else.
    #[must_use]
    pub fn exact(&self, band: Band, language: &Language) -> Option<&str> {
        self.0.get(&band)?.get(language).map(String::as_str)
    }

    /// All texts, in all bands and languages.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().flat_map(|languages| languages.values()).map(String::as_str)
    }

    /// The text for a reader, in the order of falling back: the band asked for, then simpler
    /// bands from the nearest on, then older ones from the nearest on, all in the language asked
    /// for; then the same again in the questionnaire's first language.
    #[must_use]
    pub fn find(&self, band: Band, language: &Language, first: &Language) -> Option<&str> {
        let simpler = Band::ALL.into_iter().rev().filter(|b| *b <= band);
        let older = Band::ALL.into_iter().filter(|b| *b > band);
        let order: Vec<Band> = simpler.chain(older).collect();
        [language, first].into_iter().find_map(|l| order.iter().find_map(|b| self.exact(*b, l)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Language, Wording};

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a language tag")
    }

    #[test]
    fn falling_back_goes_simpler_then_older_then_first_language() {
        let mut wording = Wording::default();
        let mut put = |band, tag, text: &str| {
            wording.0.entry(band).or_default().insert(language(tag), text.to_owned());
        };
        put(Band::From8, "en", "eight");
        put(Band::From12, "en", "twelve");
        put(Band::From12, "cy", "deuddeg");
        let (en, cy) = (language("en"), language("cy"));
        assert_eq!(wording.find(Band::From16, &en, &en), Some("twelve"));
        assert_eq!(wording.find(Band::From4, &en, &en), Some("eight"));
        assert_eq!(wording.find(Band::From8, &cy, &en), Some("deuddeg"));
        assert_eq!(wording.find(Band::From8, &language("ar"), &en), Some("eight"));
        assert_eq!(Wording::default().find(Band::From8, &en, &en), None);
    }
}
