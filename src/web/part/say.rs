//! The words of the child's pages: Fluent messages, one file a language in `assets/words`. Another
//! language is another file, and no code.

use crate::domain::wording::{Band, Language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::Embed;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use time::Date;

#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/assets/words"]
#[include = "*.ftl"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<BTreeMap<String, Bundle>> =
    LazyLock::new(|| files().into_iter().filter_map(|(tag, text)| Some((tag.clone(), bundle(&tag, text)?))).collect());

/// The files as text, by the tag of their language.
fn files() -> Vec<(String, String)> {
    let read = |path: &str| Some(String::from_utf8_lossy(&Files::get(path)?.data).into_owned());
    Files::iter().filter_map(|path| Some((path.trim_end_matches(".ftl").to_owned(), read(&path)?))).collect()
}

fn bundle(tag: &str, text: String) -> Option<Bundle> {
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().ok()?]);
    // Pages set the direction of what is filled in themselves.
    bundle.set_use_isolating(false);
    // A file with a broken message is found by the test below.
    let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource(resource).ok()?;
    Some(bundle)
}

/// The languages that the interface speaks.
#[must_use]
pub fn languages() -> Vec<Language> {
    BUNDLES.keys().filter_map(|tag| Language::parse(tag)).collect()
}

/// Speaks one language in the wording of one band.
#[derive(Debug, Clone)]
pub(in crate::web) struct Say {
    pub(in crate::web) language: Language,
    band: Option<Band>,
}

impl Say {
    pub(in crate::web) fn new(language: Language, band: Band) -> Self {
        Self { language, band: Some(band) }
    }

    pub(in crate::web) fn english() -> Self {
        Self { language: Language::english(), band: None }
    }

    /// Whether the language is written from right to left.
    pub(in crate::web) fn direction(&self) -> &'static str {
        if self.text("direction") == "rtl" { "rtl" } else { "ltr" }
    }

    /// The name of the language, in the language.
    pub(in crate::web) fn own_name(&self) -> String {
        self.text("language-name")
    }

    /// Whether a native speaker has read the language's file.
    pub(in crate::web) fn has_been_read(&self) -> bool {
        self.text("read-by-a-native-speaker") == "yes"
    }

    /// A number in the language's digits.
    pub(in crate::web) fn number(&self, number: impl ToString) -> String {
        let digits: Vec<char> = self.text("digits").chars().collect();
        let own = |c: char| c.to_digit(10).and_then(|d| digits.get(d as usize)).copied().unwrap_or(c);
        number.to_string().chars().map(own).collect()
    }

    /// A day of the year.
    pub(in crate::web) fn day(&self, day: Date) -> String {
        let month = self.text(&format!("month-{}", u8::from(day.month())));
        self.with("day", &[("day", self.number(day.day())), ("month", month)])
    }

    /// The band in whose wording it speaks, if it speaks to a child of one.
    pub(in crate::web) fn band(&self) -> Option<Band> {
        self.band
    }

    /// A message: in the band's wording if it has one, else as it is; in English if the language
    /// lacks it.
    pub(in crate::web) fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with values filled in.
    pub(in crate::web) fn with(&self, id: &str, values: &[(&'static str, String)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.as_str());
        }
        let of_band = self.band.map(|band| format!("{id}-{}", ending(band)));
        let ids = of_band.as_deref().into_iter().chain([id]);
        let bundles = [BUNDLES.get(self.language.as_str()), BUNDLES.get("en")];
        for bundle in bundles.into_iter().flatten() {
            for id in ids.clone() {
                if let Some(pattern) = bundle.get_message(id).and_then(|m| m.value()) {
                    return bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned();
                }
            }
        }
        String::new()
    }
}

/// How a band is written at the end of a message's id.
pub(in crate::web) fn ending(band: Band) -> &'static str {
    match band {
        Band::From16 => "16-over",
        other => other.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Say, files, languages};
    use crate::domain::wording::{Band, Language};
    use fluent_bundle::FluentResource;
    use std::collections::BTreeSet;
    use time::{Date, Month};

    fn say(tag: &str) -> Say {
        Say::new(Language::parse(tag).expect("a language"), Band::From8)
    }

    #[test]
    fn every_file_reads_whole() {
        assert!(languages().len() >= 4, "{:?}", languages());
        for (tag, text) in files() {
            assert!(FluentResource::try_new(text.clone()).is_ok(), "{tag}");
            assert!(super::bundle(&tag, text).is_some(), "{tag}: a message stands twice, and then there are no words at all");
        }
    }

    /// The ids and what is filled in, of every message that is for all bands.
    fn messages(text: &str) -> BTreeSet<(String, BTreeSet<String>)> {
        let filled = |value: &str| value.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()).map(str::to_owned).collect();
        let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" = "));
        rows.map(|(id, value)| (id.to_owned(), filled(value))).collect()
    }

    /// Row 36: no sentence of the interface is left in English.
    #[test]
    fn every_language_says_everything() {
        let all = files();
        let (_, english) = all.iter().find(|(tag, _)| tag == "en").expect("English");
        for (tag, text) in &all {
            let (ours, theirs) = (messages(english), messages(text));
            let missing: Vec<_> = ours.difference(&theirs).collect();
            assert!(missing.is_empty(), "{tag} lacks, or fills in otherwise: {missing:?}");
        }
    }

    #[test]
    fn words_fall_back_from_band_to_all() {
        let say = |band| Say::new(Language::english(), band);
        assert_ne!(say(Band::From12).text("thanks-mixed"), say(Band::From8).text("thanks-mixed"));
        assert_eq!(say(Band::From12).text("next"), "Next");
        assert_eq!(say(Band::From8).with("limit-words", &[("limit", "3".into())]), "You can choose 3. Take one away first.");
        assert_eq!(say(Band::From8).text("no-such-words"), "");
    }

    #[test]
    fn days_and_numbers_are_those_of_the_language() {
        let day = Date::from_calendar_date(2026, Month::March, 12).expect("a day");
        assert_eq!(say("en").day(day), "12 March");
        assert_eq!(say("en").number(10), "10");
        assert_eq!(say("ar").number(10), "١٠");
        assert_eq!(say("prs").number(45), "۴۵");
        assert_eq!((say("cy").direction(), say("ar").direction(), say("prs").direction()), ("ltr", "rtl", "rtl"));
        assert!(say("en").has_been_read() && !say("cy").has_been_read());
    }
}
