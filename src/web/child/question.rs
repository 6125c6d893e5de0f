//! One question: a fieldset of tiles, which works with a finger, a key, a screen reader, and
//! without JavaScript.

use super::look::Way;
use super::page::{Page, drawing};
use super::voice::whole_words;
use super::write;
use crate::domain::glossary;
use crate::domain::questionnaire::{Choice, Kind, Question};
use crate::domain::remark::text::MOST;
use crate::domain::response::{AnswerFault, Raw, SKIP};
use crate::domain::wording::Band;
use crate::web::part::say::Say;
use maud::{Markup, html};

/// A question of more letters than these takes three lines beside its picture.
const LONG: usize = 44;

/// What was sent before, and what is to be mended.
pub(super) type Again<'a> = Option<(&'a Raw, &'a [AnswerFault])>;

/// The button that speaks one answer: there from the start for the youngest and for whoever wants the
/// questions spoken, else once something was listened to. The script shows it, where there is something to hear.
pub(super) fn speaker(page: &Page<'_>, words: &str) -> Markup {
    let label = page.say.with("listen-to", &[("text", words.to_owned())]);
    let from_the_start = page.look.words == Band::From4 || page.look.way == Way::Spoken;
    html! { button.speak type="button" tabindex="-1" hidden[!(from_the_start && page.voice.has(words))] aria-label=(label) { (drawing("icon-speak")) } }
}

pub(super) fn fieldset(page: &Page<'_>, q: &Question, again: Again<'_>) -> Markup {
    if q.kind == Kind::Text {
        return write::fieldset(page, q, again);
    }
    let (look, say) = (page.look, &page.say);
    let first = page.live.questionnaire.first_language();
    let find = |wording: &crate::domain::wording::Wording| wording.find(look.words, &look.language, &first).map(str::to_owned);
    let text = find(&q.wording).unwrap_or_else(|| q.report.clone());
    let stem = q.grid.as_ref().and_then(|grid| find(&grid.stem));
    let own_hint = find(&q.hint);
    // What a hint says of tapping in order holds only where a script keeps the order.
    let (hint, plain) = match q.kind {
        Kind::Rank => (own_hint.unwrap_or_else(|| say.text("rank-hint")), Some(say.text("rank-plain"))),
        Kind::Number if own_hint.is_none() => (say.text("number-hint"), Some(say.text("number-plain"))),
        _ => (own_hint.unwrap_or_else(|| usual_hint(q, say)), None),
    };
    let (apart, on_scale): (Vec<&Choice>, Vec<&Choice>) = q.choices_for(look.words).partition(|c| c.apart);
    let words = |c: &Choice| find(&c.wording).unwrap_or_else(|| c.report.clone());
    let hard = hard_words(page, &[stem.as_deref().unwrap_or_default(), &text, &hint]);
    let values = again.and_then(|(raw, _)| raw.get(q.code.as_str()));
    let sent = |code: &str| values.is_some_and(|v| v.iter().any(|x| x == code));
    let problem = again.and_then(|(_, faults)| faults.iter().find_map(|f| problem(f, q, say)));
    let tile = |c: &Choice| {
        let exclusive = c.exclusive || c.apart;
        let picture = if c.apart { c.picture.as_deref().or(Some("dont-know")) } else { c.picture.as_deref() };
        Tile { q, value: c.code.as_str(), words: words(c), picture, quiet: c.apart, exclusive, sent: sent(c.code.as_str()) }.show(page)
    };
    // Words alone are read one below the other; pictures stand beside each other.
    let words_alone = on_scale.iter().all(|c| c.picture.is_none());
    let skip = Tile { q, value: SKIP, words: say.text("skip"), picture: Some("skip"), quiet: true, exclusive: true, sent: sent(SKIP) };
    html! {
        fieldset.question #{ "q-" (q.code) } data-question=(q.code) data-kind=(q.kind.name()) data-limit=[limit(q)] data-safety[q.safety] data-long[text.chars().count() > LONG]
            data-if-question=[q.show_if.as_ref().map(|s| &s.question)]
            data-if-choices=[q.show_if.as_ref().map(|s| s.choices.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(" "))] {
            legend {
                h1.ask {
                    @if let Some(stem) = &stem { (page.voice.speak("stem", stem)) " " }
                    (page.voice.speak("", &text))
                }
                @if let Some(problem) = problem { span.problem { (page.voice.speak("", &problem)) } }
            }
            @if !hint.is_empty() || !hard.is_empty() {
                div.under {
                    @if !hint.is_empty() { p.hint.only-js[plain.is_some()] { (page.voice.speak("", &hint)) } }
                    @if let Some(plain) = plain { p.hint.no-js { (page.voice.speak("", &plain)) } }
                    @if !hard.is_empty() { (words_explained(page, &hard)) }
                }
            }
            (page.voice.signed(&text, say))
            @if let Some(scene) = &q.picture { div.scene aria-hidden="true" { (drawing(&scene_for(scene, look.words))) } }
            @if q.kind == Kind::Number { (number(page, q, &text, values)) } @else {
                div.tiles.list[words_alone] data-n=[(!words_alone).then_some(on_scale.len())] { @for c in on_scale { (tile(c)) } }
            }
            div.tiles.quiet {
                @for c in apart { (tile(c)) }
                (skip.show(page))
            }
        }
    }
}

/// One answer.
pub(super) struct Tile<'a> {
    pub(super) q: &'a Question,
    pub(super) value: &'a str,
    pub(super) words: String,
    pub(super) picture: Option<&'a str>,
    pub(super) quiet: bool,
    pub(super) exclusive: bool,
    pub(super) sent: bool,
}

impl Tile<'_> {
    pub(super) fn show(&self, page: &Page<'_>) -> Markup {
        let input = if self.q.kind.ticks() || self.q.kind == Kind::Text { "checkbox" } else { "radio" };
        // Older children's quiet answers are words alone.
        let picture = self.picture.filter(|_| !self.quiet || page.look.words < Band::From12);
        html! {
            div.answer {
                label.tile.quiet[self.quiet] {
                    input type=(input) name=(self.q.code) value=(self.value) checked[self.sent] data-exclusive[self.exclusive];
                    @if let Some(picture) = picture { span.picture { (drawing(picture)) } }
                    (page.voice.speak("name", &self.words))
                }
                (speaker(page, &self.words))
                (page.voice.signed_answer(&self.words, &page.say))
            }
        }
    }
}

/// A whole number: written, or counted up and down with two big buttons.
fn number(page: &Page<'_>, q: &Question, text: &str, values: Option<&Vec<String>>) -> Markup {
    let written = values.and_then(|v| v.iter().find(|value| q.choice(value).is_none() && value.as_str() != SKIP));
    let bins = || q.choices.iter().filter_map(|c| c.bin);
    let (least, most) = (bins().map(|b| b.from).min(), bins().map(|b| b.to.unwrap_or(9999)).max());
    // What leaves the page is the range, not the number.
    let ranges: Vec<String> =
        q.choices.iter().filter_map(|c| c.bin.map(|bin| format!("{}:{}-{}", c.code, bin.from, bin.to.unwrap_or(9999)))).collect();
    let ranges = ranges.join(" ");
    let button = |step: &str, icon: &str, words: &str| {
        html! { button.control.only-js type="button" data-step=(step) aria-label=(page.say.text(words)) { (drawing(icon)) } }
    };
    html! {
        div.tiles.number data-n="1" {
            (button("-1", "icon-less", "number-less"))
            input type="text" name=(q.code) value=[written] placeholder=" " data-bins=(ranges) data-least=[least] data-most=[most] data-words=(page.say.text("not-a-number")) inputmode="numeric" maxlength="9" autocomplete="off" spellcheck="false" aria-label=(whole_words(text));
            (button("1", "icon-more", "number-more"))
        }
    }
}

/// A hard word as it stands in a question, and what it means.
pub(super) struct Hard {
    words: String,
    entry: &'static glossary::Entry,
}

/// The hard words of a question, each once. Each is a stop for a switch, so they are few.
pub(super) fn hard_words(page: &Page<'_>, texts: &[&str]) -> Vec<Hard> {
    let mut hard: Vec<Hard> = Vec::new();
    for text in texts {
        for span in glossary::spans(text, &page.look.language) {
            if !hard.iter().any(|h| std::ptr::eq(h.entry, span.entry)) {
                hard.push(Hard { words: text.get(span.range).unwrap_or_default().to_lowercase(), entry: span.entry });
            }
        }
    }
    hard.truncate(if page.look.words == Band::From4 { 1 } else { 2 });
    hard
}

/// What hard words mean, in brackets, as the Guide explains them.
pub(super) fn words_explained(page: &Page<'_>, hard: &[Hard]) -> Markup {
    html! {
        div.words {
            @for Hard { words, entry } in hard {
                details.word {
                    summary { (drawing("icon-word")) " " (words) }
                    p { "(" (page.voice.speak("", entry.meaning(page.look.words))) ")" }
                }
            }
        }
    }
}

/// The hint of a question with ticks.
fn usual_hint(q: &Question, say: &Say) -> String {
    match q.kind {
        Kind::Many { limit: Some(n) } => say.with("choose-up-to", &[("limit", say.number(n))]),
        Kind::Many { limit: None } => say.text("choose-many"),
        _ => String::new(),
    }
}

fn limit(q: &Question) -> Option<u8> {
    if let Kind::Many { limit } = q.kind { limit } else { None }
}

fn scene_for(scene: &str, words: Band) -> String {
    let older = format!("{scene}-older");
    if words >= Band::From12 && !crate::web::asset::picture(&older).is_empty() { older } else { scene.to_owned() }
}

pub(super) fn problem(fault: &AnswerFault, q: &Question, say: &Say) -> Option<String> {
    match fault {
        AnswerFault::TooMany(code, most) if *code == q.code => Some(say.with("limit-words", &[("limit", say.number(most))])),
        AnswerFault::NoSuchChoice(code) if *code == q.code => Some(say.text("not-understood")),
        AnswerFault::NotANumber(code) if *code == q.code => Some(say.text("not-a-number")),
        AnswerFault::TooLong(code) if *code == q.code => Some(say.with("remark-too-long", &[("most", say.number(MOST))])),
        _ => None,
    }
}
