//! One text: what is heard or seen of it, and a place for its recorder. The recorder itself comes from
//! a template by `assets/staff/clips.js`, so that a page with two hundred texts stays small.

use crate::domain::clip::{Kind, SIGN};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::spoken::{Text, texts};
use crate::domain::wording::Language;
use crate::domain::words;
use crate::flow::{Clip, Clips, text_hash};
use crate::web::asset::address;
use crate::web::part::form::csrf;
use crate::web::session::Signed;
use maud::{Markup, html};

/// The address of the generated voice of a text, if there is one.
pub(in crate::web) type GeneratedVoice<'g> = &'g dyn Fn(&Language, &str) -> Option<String>;

/// What there is of a text.
enum Heard {
    /// A clip that a person made.
    Ours(Clip),
    /// The address of the generated voice.
    Generated(String),
    Nothing,
}

/// A text with what there is of it.
pub(in crate::web) struct Row<'q> {
    /// The language of the voice; signing's for a video.
    language: Language,
    /// The language in which the text is written.
    written: Language,
    text: Text<'q>,
    heard: Heard,
}

impl Row<'_> {
    pub(super) fn lacks(&self) -> bool {
        matches!(self.heard, Heard::Nothing)
    }
}

/// Every text of a questionnaire in a language, with its voice.
pub(super) fn voices<'q>(q: &'q Questionnaire, language: &Language, clips: &Clips, generated: GeneratedVoice<'_>) -> Vec<Row<'q>> {
    let row = |text: Text<'q>| {
        let heard = match (clips.find(language, text.words), generated(language, text.words)) {
            (Some(clip), _) => Heard::Ours(clip.clone()),
            (None, Some(address)) => Heard::Generated(address),
            (None, None) => Heard::Nothing,
        };
        Row { language: language.clone(), written: language.clone(), text, heard }
    };
    texts(q, language).into_iter().map(row).collect()
}

/// Every question and choice in the first language, with its signed video.
pub(super) fn signings<'q>(q: &'q Questionnaire, clips: &Clips) -> Vec<Row<'q>> {
    let (Some(language), written) = (Language::parse(SIGN), q.first_language()) else { return Vec::new() };
    let row = |text: Text<'q>| {
        let heard = clips.signed(text.words).map_or(Heard::Nothing, |clip| Heard::Ours(clip.clone()));
        Row { language: language.clone(), written: written.clone(), text, heard }
    };
    texts(q, &q.first_language()).into_iter().filter(Text::is_signed).map(row).collect()
}

impl Row<'_> {
    /// Language and words, for a list without markup.
    pub(super) fn told(&self) -> String {
        format!("{}: “{}”", self.language.name(), self.text.words)
    }
}

/// The texts that lack a voice in a language that is declared as spoken: such a questionnaire is not published.
pub(in crate::web) fn missing<'q>(q: &'q Questionnaire, clips: &Clips, generated: GeneratedVoice<'_>) -> Vec<Row<'q>> {
    q.spoken.iter().flat_map(|language| voices(q, language, clips, generated)).filter(Row::lacks).collect()
}

/// Rows in the order of the questionnaire, under its questions; with a button to delete a clip, where the
/// page has the form for it.
pub(in crate::web) fn list(rows: &[Row<'_>], removable: bool) -> Markup {
    let heading = |row: &Row<'_>| row.text.part.question().map_or("Welcome", |q| q.report.as_str()).to_owned();
    let mut groups: Vec<(String, Vec<&Row<'_>>)> = Vec::new();
    for row in rows {
        let here = heading(row);
        match groups.last_mut() {
            Some((name, group)) if *name == here => group.push(row),
            _ => groups.push((here, vec![row])),
        }
    }
    html! {
        @for (name, group) in &groups {
            h3 { (name) }
            ul.clips { @for row in group { (one(row, removable)) } }
        }
    }
}

fn one(row: &Row<'_>, removable: bool) -> Markup {
    let (words, language) = (row.text.words, row.language.as_str());
    let hash = text_hash(words);
    let id = format!("{language}-{}", hash.as_str().get(..12).unwrap_or_default());
    let kind = Kind::of(&row.language);
    let ours = matches!(row.heard, Heard::Ours(_));
    let (state, listen) = match &row.heard {
        Heard::Ours(clip) => (ours_is(kind), Some(clip.address())),
        Heard::Generated(address) => ("Generated voice", Some(address.clone())),
        Heard::Nothing => (none_is(kind), None),
    };
    html! {
        li.clip #(id) data-language=(language) data-text=(hash.as_str()) data-kind=(if kind == Kind::Speech { "speech" } else { "signing" })
            data-ours=(ours_is(kind)) data-largest=(kind.largest()) {
            div {
                p.words lang=(row.written.as_str()) dir=(row.written.direction()) { (words) }
                p.note { (place(&row.text)) }
            }
            p { span.state.faint[!ours] { (state) } }
            @if let (Kind::Signing, Heard::Ours(clip)) = (kind, &row.heard) { (video(clip, words, &row.written)) }
            div.tools {
                // A link: without a script the browser plays the file by itself.
                @if kind == Kind::Speech { a.button.second.listen href=[listen.as_deref()] hidden[listen.is_none()] aria-label={ "Listen: " (words) } { "Listen" } }
                @if removable { button.link form="remove" name="clip" value={ (language) "-" (hash.as_str()) } hidden[!ours] aria-label={ "Delete: " (words) } { "Delete" } }
            }
        }
    }
}

fn ours_is(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "Your recording",
        Kind::Signing => "Your video",
    }
}

fn none_is(kind: Kind) -> &'static str {
    match kind {
        Kind::Speech => "No voice",
        Kind::Signing => "No video",
    }
}

/// "Choice, 8-11 and 12-15 years, in 3 places".
fn place(text: &Text<'_>) -> String {
    let bands: Vec<String> = text.bands.iter().map(ToString::to_string).collect();
    let bands = match bands.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    };
    let places = if text.places > 1 { format!(", in {} places", text.places) } else { String::new() };
    format!("{}, {bands} years{places}", words::capital(text.part.name()))
}

fn video(clip: &Clip, words: &str, written: &Language) -> Markup {
    html! {
        video controls playsinline preload="metadata" aria-label={ "Signed: " (words) } {
            source src=(clip.address()) type=(clip.media().content_type);
            @if let Some(captions) = clip.captions() { track kind="captions" src=(captions) srclang=(written.as_str()) label="Captions" default; }
        }
    }
}

/// The form by which a clip is deleted: one for all rows of a questionnaire's page.
pub(super) fn remover(signed: &Signed, questionnaire: i32) -> Markup {
    html! {
        form #remove method="post" action="/clips/remove" {
            (csrf(signed))
            input type="hidden" name="questionnaire" value=(questionnaire);
        }
    }
}

/// What the recorder needs, once on a page that has rows: its style, its script, its templates.
pub(in crate::web) fn recorder() -> Markup {
    html! {
        link rel="stylesheet" href=(address("clips.css"));
        noscript { section.notice { h2 { "Recording needs JavaScript" } p { "Your browser has it switched off. You can listen and delete here, but not record or add a file." } } }
        template #record-speech {
            span.recorder {
                button.second type="button" data-do="record" { "Record" }
                button type="button" data-do="stop" hidden { "Stop" }
                span.clock data-clock hidden {}
                button.second type="button" data-do="hear" hidden { "Listen to it" }
                button type="button" data-do="save" hidden { "Keep it" }
                button.second type="button" data-do="again" hidden { "Record again" }
                button.link type="button" data-do="choose" { "Choose a file" }
                input type="file" accept="audio/*,.mp3,.m4a,.webm,.ogg,.wav" hidden;
                span.said-so role="status" {}
            }
        }
        template #record-signing {
            details.recorder {
                summary { span data-summary {} }
                div.field { label data-for="video" { "Video" } p.hint data-hint="video" { "MP4 (H.264) or WebM, up to 16 MB." } input type="file" data-file="video" accept="video/mp4,video/webm,.mp4,.webm"; }
                div.field { label data-for="captions" { "Captions" } p.hint data-hint="captions" { "A WebVTT file that ends in .vtt." } input type="file" data-file="captions" accept=".vtt,text/vtt"; }
                p.actions { button type="button" data-do="send" { "Add this video" } span.said-so role="status" {} }
            }
        }
        script type="module" src=(address("clips.js")) {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, missing, place, voices};
    use crate::domain::questionnaire::parse;
    use crate::domain::wording::Language;
    use crate::flow::Clips;

    const MUNRO: &str = include_str!("../../../assets/questionnaires/messages-for-munro.toml");

    #[test]
    fn only_languages_that_are_declared_as_spoken_may_lack_nothing() {
        let mut munro = parse(MUNRO).unwrap_or_else(|faults| panic!("{faults:?}"));
        let (en, clips) = (Language::english(), Clips::default());
        munro.spoken.clear();
        assert!(missing(&munro, &clips, &|_, _| None).is_empty(), "none is declared");
        munro.spoken.push(en.clone());
        let all = voices(&munro, &en, &clips, &|_, _| None);
        assert_eq!(missing(&munro, &clips, &|_, _| None).len(), all.len());
        assert!(missing(&munro, &clips, &|_, text| Some(format!("/assets/{text}.mp3"))).is_empty());
        let but_one = missing(&munro, &clips, &|_, text| (text != "How old are you?").then(|| "/assets/x.mp3".to_owned()));
        assert_eq!(but_one.iter().map(|row| row.text.words).collect::<Vec<_>>(), ["How old are you?"]);
        assert!(matches!(but_one.first().map(|row| &row.heard), Some(Heard::Nothing)));
        let told = place(&but_one.first().expect("one").text);
        assert!(told.starts_with("Question, ") && told.contains(" and ") && told.ends_with(" years"), "{told}");
    }
}
