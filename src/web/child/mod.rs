//! What a child meets: how to be asked, who asks, the questions, thank you. No cookie, no session:
//! wording, language, theme and size are part of the address, and so is the envelope's id.

mod look;
pub(super) mod pages;
mod question;

use super::State;
use super::asset;
use super::error::{ChildError, page};
use super::part::say::Say;
use crate::domain::envelope::EnvelopeId;
use crate::domain::event::EventCode;
use crate::domain::response::Raw;
use crate::flow::{InboxError, LiveEvent, Receipt};
use crate::seal::random_bytes;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use look::Look;
use std::sync::Arc;

/// A page that is the same for every child: rendered and compressed once.
pub(super) struct Rendered {
    plain: web::Bytes,
    gzip: Option<web::Bytes>,
}

/// The most pages that are remembered; forgotten all at once beyond it.
const REMEMBERED: usize = 500;

/// Whether an address or route is a child's.
pub(super) fn is_childs(path: &str) -> bool {
    path.starts_with("/e/") || path == "/quiet"
}

async fn find(state: &State, code: &str) -> Result<Arc<LiveEvent>, ChildError> {
    let code = EventCode::parse(&code.to_lowercase()).ok_or(ChildError::Unknown)?;
    state.flow.live(&code).await?.ok_or(ChildError::Unknown)
}

/// An event at which children are answering now.
async fn find_open(state: &State, code: &str) -> Result<Arc<LiveEvent>, ChildError> {
    let live = find(state, code).await?;
    if !live.is_open() {
        return Err(ChildError::Closed);
    }
    if State::today() < live.event.stored.opens_on {
        return Err(ChildError::NotYet);
    }
    Ok(live)
}

/// "How do you want your questions?"
pub(super) async fn ways(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let live = find_open(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    Ok(page(StatusCode::OK, pages::ways(&live, &look)))
}

/// Who asks, why, and what happens to the answers.
pub(super) async fn welcome(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let live = find_open(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    Ok(page(StatusCode::OK, pages::welcome(&live, &look)))
}

/// The questions. Without an envelope id the address is completed with a fresh one, to which the
/// form posts: so a double click counts once. The page itself holds no id and is the same for all.
pub(super) async fn answer(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let live = find_open(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    if look.envelope.is_none() {
        let fresh = random_bytes::<16>().map_err(|_| ChildError::Failed(InboxError::NotWritten))?;
        let to = look.with_envelope(EnvelopeId::new(fresh)).address(&live.event.stored.code, "answer");
        return Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish());
    }
    let rendered = rendered(&state, &live, &look);
    let mut response = HttpResponse::Ok();
    response.content_type("text/html; charset=utf-8").insert_header((header::VARY, "Accept-Encoding"));
    Ok(match &rendered.gzip {
        Some(gzip) if asset::takes_gzip(&request) => response.insert_header((header::CONTENT_ENCODING, "gzip")).body(gzip.clone()),
        _ => response.insert_header((header::CONTENT_ENCODING, "identity")).body(rendered.plain.clone()),
    })
}

fn rendered(state: &State, live: &LiveEvent, look: &Look) -> Arc<Rendered> {
    let key = format!("{}?{}", live.event.stored.code, look.without_envelope().query());
    if let Some(known) = state.pages.read().ok().and_then(|pages| pages.get(&key).cloned()) {
        return known;
    }
    let html = pages::answer(live, look, None).into_string().into_bytes();
    let fresh = Arc::new(Rendered { gzip: asset::gzip(&html), plain: html.into() });
    if let Ok(mut pages) = state.pages.write() {
        if pages.len() >= REMEMBERED {
            pages.clear();
        }
        pages.insert(key, Arc::clone(&fresh));
    }
    fresh
}

/// Takes a plain form in.
pub(super) async fn send(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, ChildError> {
    let live = find(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    let body = read(body)?;
    let text = std::str::from_utf8(&body).map_err(|_| ChildError::NotUnderstood)?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).map_err(|_| ChildError::NotUnderstood)?;
    let mut answers = Raw::new();
    for (question, choice) in pairs.into_inner() {
        answers.entry(question).or_default().push(choice);
    }
    let id = match look.envelope {
        Some(id) => id,
        None => EnvelopeId::new(random_bytes::<16>().map_err(|_| ChildError::Failed(InboxError::NotWritten))?),
    };
    match state.flow.take_form(&live, id, &answers).await {
        Ok(_) => {
            let to = look.without_envelope().address(&live.event.stored.code, "thanks");
            Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish())
        }
        Err(InboxError::NotValid(faults)) => {
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::answer(&live, &look, Some((&answers, &faults)))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes a sealed envelope in.
pub(super) async fn take(
    state: web::Data<State>,
    path: web::Path<(String, String)>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, ChildError> {
    let (event, envelope) = path.into_inner();
    let live = find(&state, &event).await?;
    let id = EnvelopeId::parse(&envelope).ok_or(ChildError::Unknown)?;
    let body = read(body)?;
    let receipt = match state.flow.take_sealed(&live, id, &body).await? {
        Receipt::TakenIn => "taken-in",
        Receipt::KeptAside => "kept-aside",
    };
    Ok(HttpResponse::Ok().content_type("application/json").body(format!("{{\"receipt\":\"{receipt}\"}}")))
}

fn read(body: Result<web::Bytes, actix_web::Error>) -> Result<web::Bytes, ChildError> {
    body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => ChildError::TooLong,
        _ => ChildError::NotUnderstood,
    })
}

/// "Thank you."
pub(super) async fn thanks(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let live = find(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    Ok(page(StatusCode::OK, pages::thanks(&live, &look)))
}

/// The dull page behind *Hide this*.
pub(super) async fn quiet() -> HttpResponse {
    page(StatusCode::OK, pages::quiet(&Say::english()))
}
