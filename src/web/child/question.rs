//! One question: a fieldset of tiles, which works with a finger, a key, a screen reader, and
//! without JavaScript.

use super::look::Look;
use super::pages::drawing;
use crate::domain::questionnaire::{Choice, Question, Questionnaire};
use crate::domain::response::{AnswerFault, Raw, SKIP};
use crate::domain::wording::Band;
use crate::web::part::say::Say;
use maud::{Markup, html};

/// What was sent before, and what is to be mended.
pub(super) type Again<'a> = Option<(&'a Raw, &'a [AnswerFault])>;

pub(super) fn fieldset(questionnaire: &Questionnaire, q: &Question, look: &Look, say: &Say, again: Again<'_>) -> Markup {
    let first = questionnaire.first_language();
    let text = q.wording.find(look.words, &look.language, &first).unwrap_or(&q.report);
    let hint = q.hint.find(look.words, &look.language, &first);
    let many = q.kind.ticks();
    let limit = q.kind.limit();
    let (apart, on_scale): (Vec<&Choice>, Vec<&Choice>) = q.choices_for(look.words).partition(|c| c.apart);
    let name = |c: &Choice| c.wording.find(look.words, &look.language, &first).unwrap_or(&c.report).to_owned();
    let sent = |code: &str| again.is_some_and(|(raw, _)| raw.get(q.code.as_str()).is_some_and(|v| v.iter().any(|x| x == code)));
    let problem = again.and_then(|(_, faults)| faults.iter().find_map(|f| problem(f, q, say)));
    html! {
        fieldset.question #{ "q-" (q.code) } data-question=(q.code) data-kind=(q.kind.name()) data-limit=[limit]
            data-if-question=[q.show_if.as_ref().map(|s| &s.question)]
            data-if-choices=[q.show_if.as_ref().map(|s| s.choices.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(" "))] {
            legend {
                h1.ask { (grown_up(text)) }
                @if let Some(problem) = problem { span.problem { (problem) } }
            }
            @if let Some(hint) = hint { p.hint { (grown_up(hint)) } }
            @else if many {
                p.hint { @match limit { Some(n) => (say.with("choose-up-to", &[("limit", n.to_string())])), None => (say.text("choose-many")) } }
            }
            @if let Some(scene) = &q.picture { div.scene aria-hidden="true" { (drawing(&scene_for(scene, look.words))) } }
            div.tiles data-n=(on_scale.len()) {
                @for c in on_scale {
                    label.tile {
                        input type=(input(many)) name=(q.code) value=(c.code) checked[sent(c.code.as_str())] data-exclusive[c.exclusive];
                        @if let Some(picture) = &c.picture { span.picture { (drawing(picture)) } }
                        span.name { (grown_up(&name(c))) }
                    }
                }
            }
            div.tiles.quiet {
                @for c in apart {
                    (quiet(many, q, c.code.as_str(), &name(c), "dont-know", sent(c.code.as_str()), look.words))
                }
                (quiet(many, q, SKIP, &say.text("skip"), "skip", sent(SKIP), look.words))
            }
        }
    }
}

fn quiet(many: bool, q: &Question, value: &str, name: &str, picture: &str, checked: bool, words: Band) -> Markup {
    html! {
        label.tile.quiet {
            input type=(input(many)) name=(q.code) value=(value) checked[checked] data-exclusive;
            // Older children's quiet answers are words alone.
            @if words < Band::From12 { span.picture { (drawing(picture)) } }
            span.name { (name) }
        }
    }
}

fn scene_for(scene: &str, words: Band) -> String {
    let older = format!("{scene}-older");
    if words >= Band::From12 && !crate::web::asset::picture(&older).is_empty() { older } else { scene.to_owned() }
}

/// A hyphen inside a word stays on its line.
fn grown_up(text: &str) -> String {
    text.replace("grown-ups", "grown\u{2011}ups").replace("grown-up", "grown\u{2011}up")
}

fn input(many: bool) -> &'static str {
    if many { "checkbox" } else { "radio" }
}

fn problem(fault: &AnswerFault, q: &Question, say: &Say) -> Option<String> {
    match fault {
        AnswerFault::TooMany(code, most) if *code == q.code => Some(say.with("limit-words", &[("limit", most.to_string())])),
        AnswerFault::NoSuchChoice(code) | AnswerFault::NotANumber(code) if *code == q.code => Some(say.text("not-understood")),
        _ => None,
    }
}
