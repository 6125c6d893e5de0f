//! The words of the child's pages: Fluent messages, one file a language.

use crate::domain::wording::{Band, Language};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Bundle = FluentBundle<FluentResource>;

/// Another language is a file and a line here.
const FILES: [(&str, &str); 1] = [("en", include_str!("../../../assets/words/en.ftl"))];

static BUNDLES: LazyLock<BTreeMap<&'static str, Bundle>> =
    LazyLock::new(|| FILES.into_iter().filter_map(|(tag, text)| Some((tag, bundle(tag, text)?))).collect());

fn bundle(tag: &str, text: &str) -> Option<Bundle> {
    let mut bundle = Bundle::new_concurrent(vec![tag.parse().ok()?]);
    // Pages set the direction of what is filled in themselves.
    bundle.set_use_isolating(false);
    // A file with a broken message is found by the test below.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource(resource).ok()?;
    Some(bundle)
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
    use super::{FILES, Say};
    use crate::domain::wording::{Band, Language};
    use fluent_bundle::FluentResource;

    #[test]
    fn every_file_reads_whole() {
        for (tag, text) in FILES {
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{tag}");
            assert!(super::bundle(tag, text).is_some(), "{tag}: a message stands twice, and then there are no words at all");
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
}
