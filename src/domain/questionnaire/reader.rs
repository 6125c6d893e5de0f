//! Reads values out of a TOML table, noting a fault with its place for whatever does not fit.

use super::fault::Faults;
use crate::domain::code::Code;
use crate::domain::wording::{Band, Language, Wording};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of the file, with the keys that were asked for so far.
pub(super) struct Reader<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Where the table stands in the file.
    pub(super) at: Range<usize>,
    asked: Vec<&'static str>,
}

impl<'t, 'i> Reader<'t, 'i> {
    pub(super) fn new(table: &'t DeTable<'i>, at: Range<usize>) -> Self {
        Self { table, at, asked: Vec::new() }
    }

    /// The value under a key.
    pub(super) fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Whether a key is there, without reading it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Where a key's value stands, else where the table stands.
    pub(super) fn place(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.at.clone(), Spanned::span)
    }

    /// A text that may be missing.
    pub(super) fn text(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<String> {
        let value = self.value(key)?;
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some(_) => {
                faults.add(&value.span(), format!("“{key}” is empty"), "Write the text, or take the line out");
                None
            }
            None => {
                faults.add(&value.span(), format!("“{key}” is not a text"), "Put it in double quotes");
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn need(&mut self, key: &'static str, faults: &mut Faults<'_>) -> String {
        if self.table.get(key).is_none() {
            self.asked.push(key);
            faults.add(&self.at, format!("“{key}” is missing here"), format!("Add a line: {key} = \"…\""));
        }
        self.text(key, faults).unwrap_or_default()
    }

    /// A code that must be there.
    pub(super) fn need_code(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<Code> {
        let text = self.need(key, faults);
        if text.is_empty() { None } else { code(&text, &self.place(key), faults) }
    }

    /// A code that may be missing.
    pub(super) fn code(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<Code> {
        let text = self.text(key, faults)?;
        code(&text, &self.place(key), faults)
    }

    /// Yes or no; no when missing.
    pub(super) fn yes(&mut self, key: &'static str, faults: &mut Faults<'_>) -> bool {
        let Some(value) = self.value(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            faults.add(&value.span(), format!("“{key}” is neither true nor false"), "Write true or false, without quotes");
            false
        })
    }

    /// A number that may be missing, within bounds.
    pub(super) fn number(&mut self, key: &'static str, bounds: std::ops::RangeInclusive<u32>, faults: &mut Faults<'_>) -> Option<u32> {
        let value = self.value(key)?;
        let whole = value.get_ref().as_integer().and_then(|i| i.as_str().parse::<u32>().ok());
        match whole.filter(|n| bounds.contains(n)) {
            Some(n) => Some(n),
            None => {
                let (low, high) = (bounds.start(), bounds.end());
                faults.add(&value.span(), format!("“{key}” is not a whole number from {low} to {high}"), "Write the number without quotes");
                None
            }
        }
    }

    /// A number with a fraction that may be missing.
    pub(super) fn decimal(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<f64> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::Float(f) => f.as_str().to_owned(),
            DeValue::Integer(i) => i.as_str().to_owned(),
            _ => String::new(),
        };
        let number = text.parse::<f64>().ok().filter(|n| n.is_finite());
        if number.is_none() {
            faults.add(&value.span(), format!("“{key}” is not a number"), "Write it like 3.0, without quotes");
        }
        number
    }

    /// A list of texts with their places; empty when missing.
    pub(super) fn list(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Vec<(String, Range<usize>)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            faults.add(&value.span(), format!("“{key}” is not a list"), format!("Write it like {key} = [\"one\", \"two\"]"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), item.span())),
                None => faults.add(&item.span(), format!("an item of “{key}” is not a text"), "Put it in double quotes"),
            }
        }
        texts
    }

    /// A list of lists of texts with their places; empty when missing.
    pub(super) fn lists(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Vec<Vec<(String, Range<usize>)>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            faults.add(&value.span(), format!("“{key}” is not a list of lists"), format!("Write it like {key} = [[\"one\", \"two\"]]"));
            return Vec::new();
        };
        let mut lists = Vec::new();
        for item in array.iter() {
            let texts = item
                .get_ref()
                .as_array()
                .map(|inner| inner.iter().filter_map(|text| Some((text.get_ref().as_str()?.to_owned(), text.span()))).collect::<Vec<_>>());
            match texts.filter(|texts| item.get_ref().as_array().is_some_and(|inner| inner.len() == texts.len())) {
                Some(texts) => lists.push(texts),
                None => faults.add(&item.span(), format!("an item of “{key}” is not a list of texts"), "Write it like [\"one\", \"two\"]"),
            }
        }
        lists
    }

    /// The bands in a list.
    pub(super) fn bands(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Vec<Band> {
        let mut bands = Vec::new();
        for (text, at) in self.list(key, faults) {
            match band(&text, &at, faults) {
                Some(band) if bands.contains(&band) => {
                    faults.add(&at, format!("the wording “{text}” stands twice in “{key}”"), "Take one out");
                }
                Some(band) => bands.push(band),
                None => {}
            }
        }
        bands.sort_unstable();
        bands
    }

    /// The tables of an array of tables (`[[key]]`); empty when missing.
    pub(super) fn tables(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Vec<Reader<'t, 'i>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            faults.add(&value.span(), format!("“{key}” is not a list of tables"), format!("Begin each with [[{key}]]"));
            return Vec::new();
        };
        let mut readers = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => readers.push(Reader::new(table, item.span())),
                None => faults.add(&item.span(), format!("an item of “{key}” is not a table"), format!("Begin it with [[{key}]]")),
            }
        }
        readers
    }

    /// A table under a key.
    pub(super) fn table(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Option<Reader<'t, 'i>> {
        let value = self.value(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Reader::new(table, value.span())),
            None => {
                faults.add(&value.span(), format!("“{key}” is not a table"), "See docs/QUESTIONNAIRES.md for how it is written");
                None
            }
        }
    }

    /// Texts by band and language: `"8-11" = { en = "…" }`.
    pub(super) fn wording(&mut self, key: &'static str, faults: &mut Faults<'_>) -> Wording {
        let mut wording = Wording::default();
        let Some(inner) = self.table(key, faults) else { return wording };
        for (name, value) in inner.table.iter() {
            let Some(band) = band(name.get_ref(), &name.span(), faults) else { continue };
            let Some(languages) = value.get_ref().as_table() else {
                faults.add(
                    &value.span(),
                    format!("the wording for {band} names no language"),
                    format!("Write it like \"{band}\" = {{ en = \"…\" }}"),
                );
                continue;
            };
            for (tag, text) in languages.iter() {
                let Some(language) = Language::parse(tag.get_ref()) else {
                    faults.add(&tag.span(), format!("“{}” is not a language", tag.get_ref()), "Write a tag such as en, cy or ar");
                    continue;
                };
                match text.get_ref().as_str().map(str::trim) {
                    Some(text) if !text.is_empty() => {
                        wording.0.entry(band).or_default().insert(language, text.to_owned());
                    }
                    _ => faults.add(&text.span(), format!("the wording for {band} is not a text"), "Put the words in double quotes"),
                }
            }
        }
        wording
    }

    /// The keys and their tables, for tables whose keys are bands.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>)> {
        self.table.iter()
    }

    /// Notes every key that nothing asked for.
    pub(super) fn finish(self, faults: &mut Faults<'_>) {
        for (key, _) in self.table.iter() {
            if !self.asked.iter().any(|asked| *asked == key.get_ref().as_ref()) {
                let known = self.asked.join(", ");
                faults.add(&key.span(), format!("“{}” is not a word that belongs here", key.get_ref()), format!("Here may stand: {known}"));
            }
        }
    }
}

/// Parses a code, noting a fault.
pub(super) fn code(text: &str, at: &Range<usize>, faults: &mut Faults<'_>) -> Option<Code> {
    Code::parse(text).map_err(|e| faults.add(at, format!("“{text}” is not a code"), format!("Mend: {e}"))).ok()
}

/// Parses a band, noting a fault.
pub(super) fn band(text: &str, at: &Range<usize>, faults: &mut Faults<'_>) -> Option<Band> {
    let band = Band::parse(text);
    if band.is_none() {
        faults.add(at, format!("“{text}” is not an age band"), "Write 4-7, 8-11, 12-15 or 16+");
    }
    band
}
