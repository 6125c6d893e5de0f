//! What a group agreed: typed by an officer, read back in the room, shown as that. And quotes, to be withdrawn.

mod pages;

use super::State as Shared;
use super::account::see;
use super::error::{StaffError, page};
use super::part::form::Problems;
use super::session::{Fields, Form, Runner};
use crate::domain::agreed::{AgreedText, NotAgreed};
use crate::domain::event::EventCode;
use crate::domain::own_words::OwnWords;
use crate::domain::quote::QuoteId;
use crate::domain::typed::NotTyped;
use crate::flow::{QuoteError, ReadError};
use crate::store::Event;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// What a select sends for “the whole”: no code of a question.
const WHOLE: &str = "";

/// The event, if it is one at which children were.
async fn event(state: &Shared, path: &str) -> Result<Event, StaffError> {
    let code = EventCode::parse(path).ok_or(StaffError::NotFound)?;
    state.flow.store.event(&code).await?.filter(|e| e.stored.kind.is_answered()).ok_or(StaffError::NotFound)
}

async fn shown(state: &Shared, runner: &Runner, event: &Event, fields: &Fields, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let (mut words, _) = state.flow.own_words(event).await?;
    if words.asked.is_empty() {
        let published = state.flow.store.questionnaire(event.stored.questionnaire).await?.ok_or(StaffError::NotFound)?;
        words.asked = OwnWords::questions(&published.questionnaire()?);
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page(status, pages::show(&runner.signed, event, &words, fields, problems)))
}

/// The page: what is there, and the form.
pub(super) async fn ask(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, StaffError> {
    let event = event(&state, &path).await?;
    shown(&state, &runner, &event, &Fields(query.into_inner()), &Problems::default()).await
}

/// Adds a text.
pub(super) async fn add(state: web::Data<Shared>, runner: Runner, path: web::Path<String>, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path).await?;
    let published = state.flow.store.questionnaire(event.stored.questionnaire).await?.ok_or(StaffError::NotFound)?;
    let asked = OwnWords::questions(&published.questionnaire()?);
    let mut problems = Problems::default();
    let question = asked.iter().find(|(code, _)| code.as_str() == fields.get("question")).map(|(code, _)| code);
    if question.is_none() && fields.get("question") != WHOLE {
        problems.add("question", "Choose a question of this event, or the whole");
    }
    let read_back = fields.get("read-back") == "yes";
    // All faults at once: the box is looked at whatever the text is.
    let text = AgreedText::confirmed(fields.get("text"), read_back);
    match &text {
        Err(NotAgreed::Text(NotTyped::Empty)) => problems.add("text", "Write what the group agreed"),
        Err(NotAgreed::Text(NotTyped::TooLong(most))) => problems.add("text", format!("Write it in up to {most} letters")),
        Ok(_) | Err(NotAgreed::NotReadBack) => {}
    }
    if !read_back {
        problems.add("read-back", "Read it back to the group first, and tick the box when they have said that it is right");
    }
    let (Ok(text), true) = (text, problems.is_empty()) else {
        return shown(&state, &runner, &event, &fields, &problems).await;
    };
    state.flow.add_agreed((&runner.may, runner.signed.staff.id), &event, question, &text, Shared::today()).await?;
    Ok(see(&format!("/events/{}/agreed", event.stored.code)))
}

/// Removes a text.
pub(super) async fn remove(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path).await?;
    let id = fields.get("id").parse().map_err(|_| StaffError::StaleForm)?;
    if !state.flow.remove_agreed(&runner.may, &event, id).await? {
        return Err(StaffError::StaleForm);
    }
    Ok(see(&format!("/events/{}/agreed", event.stored.code)))
}

/// Withdraws a published quote.
pub(super) async fn withdraw_quote(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path).await?;
    let id = QuoteId::parse(fields.get("id")).ok_or(StaffError::StaleForm)?;
    match state.flow.withdraw_quote((&runner.may, runner.signed.staff.id), &event, id, None, Shared::today()).await {
        Ok(()) => Ok(see(&format!("/events/{}/agreed?taken=back", event.stored.code))),
        Err(QuoteError::Read(ReadError::Flow(error))) => Err(error.into()),
        Err(_) => Err(StaffError::StaleForm),
    }
}
