//! The gallery: every part of an event's page of questions at once, in every state, band, theme,
//! language and direction. For whoever draws or checks the pages; it is there only where the server
//! was started with `--gallery`.

use super::answer;
use super::look::{Look, SIZES, THEMES, Way};
use super::page::{Page, drawing};
use super::question;
use crate::domain::questionnaire::{Kind, Question};
use crate::domain::response::{AnswerFault, Raw};
use crate::domain::wording::Band;
use crate::web::State;
use crate::web::error::{ChildError, page as answer_with};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};

/// How the parts stand.
const STATES: [&str; 3] = ["rest", "chosen", "mending"];

/// The gallery of an event's questionnaire.
pub(in crate::web) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
) -> Result<HttpResponse, ChildError> {
    if !state.settings.gallery {
        return Err(ChildError::Unknown);
    }
    let (live, look) = super::find_open(&state, &path, &request).await?;
    let page = Page::new(&state, &live, &look).await;
    let wanted = request.query_string().split('&').find_map(|pair| pair.strip_prefix("state="));
    let stands = STATES.into_iter().find(|s| Some(*s) == wanted).unwrap_or(STATES[0]);
    Ok(answer_with(StatusCode::OK, gallery(&page, stands)))
}

fn gallery(page: &Page<'_>, stands: &str) -> Markup {
    let q = &page.live.questionnaire;
    let raw: Raw = if stands == "rest" {
        Raw::new()
    } else {
        q.questions.iter().map(|question| (question.code.to_string(), some_answer(question))).collect()
    };
    let faults: Vec<AnswerFault> = if stands == "mending" { q.questions.iter().map(a_fault).collect() } else { Vec::new() };
    let main = html! {
        main.gallery {
            h1 { "Gallery: " (q.title) ", " (stands) }
            (ways_there(page, stands))
            form autocomplete="off" data-digits=(page.say.text("digits")) {
                @for question in &q.questions {
                    (question::fieldset(page, question, Some((&raw, &faults))))
                    @if question.safety { (answer::offer(page, question)) }
                }
                (answer::finish(page))
            }
            h2 { "Buttons" }
            div.row {
                a.control href="#gallery" { (drawing("icon-back")) " " (page.say.text("back")) }
                button.control type="button" { (drawing("icon-look")) " " (page.say.text("look")) }
                button.control type="button" disabled { (page.say.text("send")) }
                button.control.primary type="button" { (page.say.text("next")) " " (drawing("icon-next")) }
            }
            section.thanks { (answer::thanks_parts(page)) }
        }
    };
    page.show("Gallery", None, main)
}

/// Links to the same page in every other look.
fn ways_there(page: &Page<'_>, stands: &str) -> Markup {
    let look = page.look.without_envelope();
    let q = &page.live.questionnaire;
    let link = |there: Look, stands: &str, words: &str| {
        let address = format!("{}&state={stands}", there.address(&page.live.event.stored.code, "gallery"));
        html! { a.control href=(address) { (words) } }
    };
    html! {
        nav.row #gallery aria-label="Looks" {
            @for other in STATES { (link(look.clone(), other, other)) }
            @for band in &q.wordings {
                @let way = if *band == Band::From4 { Way::Pictures } else { Way::Words };
                (link(look.in_words(way, *band), stands, band.as_str()))
            }
            @for language in &q.languages { (link(look.in_language(language), stands, language.as_str())) }
            @for theme in THEMES { (link(Look { theme, ..look.clone() }, stands, theme)) }
            @for size in SIZES { (link(Look { size, ..look.clone() }, stands, size)) }
        }
    }
}

fn some_answer(question: &Question) -> Vec<String> {
    if question.kind == Kind::Number {
        return vec!["3".to_owned()];
    }
    if question.kind == Kind::Text {
        return vec!["Made up: they listen.\nI would like more time.".to_owned()];
    }
    question.choices.iter().take(1).map(|c| c.code.to_string()).collect()
}

fn a_fault(question: &Question) -> AnswerFault {
    match question.kind {
        Kind::Many { limit: Some(limit) } => AnswerFault::TooMany(question.code.clone(), limit),
        Kind::Number => AnswerFault::NotANumber(question.code.clone()),
        Kind::Text => AnswerFault::TooLong(question.code.clone()),
        _ => AnswerFault::NoSuchChoice(question.code.clone()),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::questionnaire::parse;
    use std::collections::BTreeSet;

    #[test]
    fn the_gallery_has_every_kind_of_question() {
        let q = parse(include_str!("../../../assets/questionnaires/gallery.toml")).expect("no fault");
        let kinds: BTreeSet<&str> = q.questions.iter().map(|q| q.kind.name()).collect();
        assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["faces", "many", "number", "one", "pictures", "rank", "scale", "text"]);
        assert!(
            q.questions.iter().any(|q| q.grid.is_some())
                && q.questions.iter().any(|q| q.safety)
                && q.questions.iter().any(|q| q.show_if.is_some())
        );
    }
}
