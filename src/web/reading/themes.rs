//! Releasing how many wrote about each theme.

use super::pages::{demonstration, style, trail, ways};
use super::{Room, today};
use crate::domain::code::Code;
use crate::domain::questionnaire::Question;
use crate::domain::words;
use crate::flow::ThemesError;
use crate::web::State;
use crate::web::account::see;
use crate::web::error::{StaffError, page};
use crate::web::part::form::{Problems, csrf};
use crate::web::part::shell::{Page, Place};
use crate::web::session::{Fields, Form, Reader};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use maud::{Markup, html};

/// The questions with themes, and which of them were counted.
pub(in crate::web) async fn themes(state: web::Data<State>, reader: Reader, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path).await?;
    shown(&state, &room, &Problems::default()).await
}

async fn shown(state: &State, room: &Room, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let event = &room.live.event;
    let counted: Vec<Code> = state.flow.store.theme_tables(event.stored.id).await?.into_iter().map(|t| t.question).collect();
    let unread = state.flow.unread(event).await?.unread;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page(status, view(room, &counted, unread, problems)))
}

/// Counts the themes of one question.
pub(in crate::web) async fn release(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &reader.signed)?;
    let room = Room::enter(&state, reader, &path).await?;
    let question = Code::parse(fields.get("question")).map_err(|_| StaffError::StaleForm)?;
    let mut problems = Problems::default();
    if fields.get("sure") != "yes" {
        problems.add("release", "Tick the box when every remark has its themes");
        return shown(&state, &room, &problems).await;
    }
    match state.flow.release_themes(&room.may, &room.live, &question, today()).await {
        Ok(_) => Ok(see(&format!("{}/themes", room.at()))),
        Err(ThemesError::Read(error)) => Err(error.into()),
        Err(why) => {
            problems.add("release", words::capital(&why.to_string()));
            shown(&state, &room, &problems).await
        }
    }
}

fn view(room: &Room, counted: &[Code], unread: u64, problems: &Problems) -> Markup {
    let trail = trail(room);
    let questions: Vec<&Question> = room.live.questionnaire.texts().filter(|q| !q.themes.is_empty()).collect();
    let problem = !problems.is_empty();
    let page = Page { trail: &trail, demonstration: demonstration(room), problem, ..Page::new("Themes", Place::Reading, &room.signed) };
    page.show(html! {
        (style())
        (problems.summary())
        header.title {
            h1 { "Themes" }
            p.lead { "How many children wrote about each theme: counted once, and protected like every other figure of this event." }
            (ways(room))
        }
        div.plain #release {
            @if questions.is_empty() { p { "No question of this event has themes." } }
            @for question in questions {
                section.question {
                    h2 { "“" (question.report) "”" }
                    ul.list { @for theme in &question.themes { li { (theme.report) } } li { "Something else: what has none of these" } }
                    @if counted.contains(&question.code) { p { b { "Counted." } " The figures stand on the event’s summary. Nothing is tagged any more." } }
                    @else {
                        @if unread > 0 { p { "Not yet: " (unread) @if unread == 1 { " remark is" } @else { " remarks are" } " not read." } }
                        @else if room.live.is_open() { p { "Not yet: the event is not closed." } }
                        @else {
                            form method="post" action={ (room.at()) "/themes" } {
                                (csrf(&room.signed))
                                input type="hidden" name="question" value=(question.code);
                                label.choice { input type="checkbox" name="sure" value="yes"; "Every remark has its themes. From now on nothing is tagged." }
                                p.actions { button { "Release the theme counts" } }
                            }
                        }
                    }
                }
            }
        }
    })
}
