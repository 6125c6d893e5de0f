//! What can be heard and seen of a text: speech that ships with Sayso, an officer's own recording,
//! a signed video. A person's recording goes before generated speech.

use super::look::{Look, Way};
use super::page::drawing;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::spoken;
use crate::domain::wording::Language;
use crate::flow::Clips;
use crate::web::asset;
use crate::web::part::say::Say;
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

/// A generated clip.
#[derive(Debug, Clone)]
pub(in crate::web) struct Generated {
    /// Its address.
    pub(in crate::web) address: String,
    /// Where each word begins, in milliseconds, with spaces between.
    pub(in crate::web) marks: String,
}

/// `assets/voice/LANGUAGE.json`.
#[derive(Deserialize)]
struct Index {
    clips: BTreeMap<String, Clip>,
}

#[derive(Deserialize)]
struct Clip {
    file: String,
    marks: Vec<u32>,
}

static GENERATED: LazyLock<HashMap<String, HashMap<String, Generated>>> = LazyLock::new(|| {
    asset::names_in("voice/", ".json")
        .into_iter()
        .map(|path| {
            let language = path.trim_start_matches("voice/").trim_end_matches(".json").to_owned();
            // A broken index is found by the test below.
            let index = serde_json::from_str::<Index>(&asset::text(&path)).unwrap_or(Index { clips: BTreeMap::new() });
            let clips = index.clips.into_iter().map(|(text, clip)| {
                let marks = clip.marks.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
                (text, Generated { address: asset::address(&format!("{language}/{}", clip.file)), marks })
            });
            (language.clone(), clips.collect())
        })
        .collect()
});

/// Reads the index before the first request.
pub(super) fn warm() {
    LazyLock::force(&GENERATED);
}

/// The generated speech of a text, if some ships with Sayso.
pub(in crate::web) fn generated(language: &Language, text: &str) -> Option<&'static Generated> {
    GENERATED.get(language.as_str())?.get(text)
}

/// What is to be heard and seen on a page, besides its words.
pub(super) struct Voice {
    language: Language,
    clips: Arc<Clips>,
    /// Whether the child wants it signed.
    signed: bool,
}

impl Voice {
    pub(super) fn new(look: &Look, clips: Arc<Clips>) -> Self {
        Self { language: look.language.clone(), clips, signed: look.way == Way::Signed }
    }

    /// For pages of no event.
    pub(super) fn generated_only(language: Language) -> Self {
        Self { language, clips: Arc::default(), signed: false }
    }

    /// Changes when any clip does: part of the key of whatever is remembered.
    pub(super) fn version(&self) -> u64 {
        self.clips.version()
    }

    /// The address of a text's speech, and where its words begin (none for a person's recording).
    fn of(&self, text: &str) -> Option<(String, Option<&'static str>)> {
        if let Some(recording) = self.clips.find(&self.language, text) {
            return Some((recording.address(), None));
        }
        generated(&self.language, text).map(|clip| (clip.address.clone(), Some(clip.marks.as_str())))
    }

    /// Whether a text can be heard without the browser's own voice.
    pub(super) fn has(&self, text: &str) -> bool {
        self.of(text).is_some()
    }

    /// A text that can be listened to. The script finds it by `data-voice`; where that is empty, only
    /// the browser's own voice can speak it.
    pub(super) fn speak(&self, class: &str, text: &str) -> Markup {
        let (address, marks) = self.of(text).unwrap_or_default();
        html! { span class=[(!class.is_empty()).then_some(class)] data-voice=(address) data-marks=[marks] { (whole_words(text)) } }
    }

    /// Whether anything of a questionnaire is signed.
    pub(super) fn any_signed(&self, questionnaire: &Questionnaire) -> bool {
        let texts = spoken::texts(questionnaire, &questionnaire.first_language());
        self.clips.any_signed(texts.iter().map(|t| t.words))
    }

    /// The signed video of a question, for whoever wants it signed. It never plays by itself.
    pub(super) fn signed(&self, text: &str, say: &Say) -> Markup {
        let Some(clip) = self.clips.signed(text).filter(|_| self.signed) else { return html! {} };
        html! {
            div.sign {
                video controls playsinline preload="metadata" width="400" aria-label=(say.text("sign-watch")) {
                    source src=(clip.address()) type=(clip.media().content_type);
                    @if let Some(captions) = clip.captions() { track kind="captions" src=(captions) srclang=(self.language.as_str()) label=(say.own_name()) default; }
                }
            }
        }
    }

    /// A link to the signed video of an answer; the script plays it in the question's own place.
    pub(super) fn signed_answer(&self, text: &str, say: &Say) -> Markup {
        let Some(clip) = self.clips.signed(text).filter(|_| self.signed) else { return html! {} };
        let label = format!("{}: {text}", say.text("sign-watch"));
        html! { a.control.signed-answer href=(clip.address()) data-captions=[clip.captions()] aria-label=(label) tabindex="-1" { (drawing("signed")) } }
    }
}

/// A hyphen inside a word stays on its line.
pub(super) fn whole_words(text: &str) -> String {
    text.replace("grown-ups", "grown\u{2011}ups").replace("grown-up", "grown\u{2011}up")
}

#[cfg(test)]
mod tests {
    use super::{GENERATED, generated};
    use crate::domain::wording::Language;

    #[test]
    fn every_clip_of_the_index_is_there_and_has_a_mark_for_each_word() {
        let english = GENERATED.get("en").expect("English is spoken");
        assert!(english.len() > 100, "{} texts", english.len());
        for (text, clip) in english {
            assert!(clip.address.starts_with("/assets/") && clip.address.ends_with(".mp3"), "{text}: {}", clip.address);
            let marks: Vec<u32> = clip.marks.split(' ').map(|m| m.parse().expect("a number")).collect();
            assert_eq!(marks.len(), text.split_whitespace().count(), "{text}");
            assert!(marks.is_sorted(), "{text}");
        }
        assert!(generated(&Language::english(), "Skip").is_some());
    }
}
