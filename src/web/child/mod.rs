//! What a child meets: how to be asked, who asks, the questions, thank you. No cookie, no session:
//! wording, language, theme and size are part of the address, and so is the envelope's id.

mod answer;
mod day;
mod gallery;
pub(super) mod listed;
mod look;
mod page;
mod panels;
mod question;
mod start;
pub(super) mod voice;
mod write;

pub(super) use page::{kind, kind_in_all};

use super::asset::packed::Packed;
use super::error::{ChildError, page as answer_with};
use super::part::say::Say;
use super::{LARGEST_FORM, State};
use crate::domain::envelope::EnvelopeId;
use crate::domain::event::EventCode;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::remark::text::MOST;
use crate::domain::response::Raw;
use crate::domain::vote::Tie;
use crate::domain::wording::Band;
use crate::flow::{InboxError, LiveEvent, Receipt};
use crate::seal::{digest, hex, random_bytes};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use look::{Look, Way};
use page::Page;
use std::sync::Arc;

pub(super) use gallery::show as gallery;
pub(super) use write::take as remark;

/// A page that is the same for every child: rendered and packed once.
pub(super) type Rendered = Packed;

/// The most pages that are remembered; forgotten all at once beyond it.
const REMEMBERED: usize = 500;

/// Reads what pages are made of before the first request.
pub(super) fn warm() {
    voice::warm();
}

/// Whether an address or route is a child's.
pub(super) fn is_childs(path: &str) -> bool {
    path.starts_with("/e/") || path == "/quiet"
}

async fn find(state: &State, code: &str) -> Result<Arc<LiveEvent>, ChildError> {
    let code = EventCode::parse(&code.to_lowercase()).ok_or(ChildError::Unknown)?;
    state.flow.live(&code).await?.ok_or(ChildError::Unknown)
}

/// An event at which children are answering now.
async fn find_open(state: &State, code: &str, request: &HttpRequest) -> Result<(Arc<LiveEvent>, Look), ChildError> {
    let live = find(state, code).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    if !live.is_open() {
        return Err(ChildError::Closed(look.say()));
    }
    let enrolled = async || super::tablet::allowed(state, &live, request).await.is_ok_and(|tablet| tablet.is_some());
    // A tablet is got ready before the day.
    if State::today() < live.event.stored.opens_on && !enrolled().await {
        return Err(ChildError::NotYet(look.say()));
    }
    if live.event.stored.tablets_only && !enrolled().await {
        return Err(ChildError::OnTablets(look.say()));
    }
    Ok((live, look))
}

/// A page of an open event.
async fn before(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
    markup: fn(&Page<'_>) -> maud::Markup,
) -> Result<HttpResponse, ChildError> {
    let (live, look) = find_open(&state, &path, &request).await?;
    Ok(answer_with(StatusCode::OK, markup(&Page::new(&state, &live, &look).await)))
}

/// "How do you want your questions?"
pub(super) async fn ways(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    before(request, state, path, start::ways).await
}

/// "Which questions do you want?" Passed over where only one wording fits the way that was chosen.
pub(super) async fn words(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let (live, look) = find_open(&state, &path, &request).await?;
    match start::only_words(&live.questionnaire, &look) {
        Some(only) => {
            let next = if live.event.stored.asks_alone { "alone" } else { "welcome" };
            let to = only.without_envelope().address(&live.event.stored.code, next);
            Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish())
        }
        None => before(request, state, path, start::words).await,
    }
}

/// "Can you answer without anyone seeing?"
pub(super) async fn alone(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let no = request.query_string().split('&').any(|pair| pair == "no=1");
    before(request, state, path, if no { start::not_alone } else { start::alone }).await
}

/// Who asks, why, and what happens to the answers.
pub(super) async fn welcome(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    before(request, state, path, start::welcome).await
}

/// What an enrolled tablet shows over the pages.
pub(super) async fn for_tablet(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    before(request, state, path, day::parts).await
}

/// For a child who does not want to take part.
pub(super) async fn not_now(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    before(request, state, path, start::not_now).await
}

/// The questions. Without an envelope id the address is completed with a fresh one, to which the
/// form posts: so a double click counts once. The page itself holds no id and is the same for all.
pub(super) async fn answer(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let (live, look) = find_open(&state, &path, &request).await?;
    if look.envelope.is_none() {
        let fresh = random_bytes::<16>().map_err(|_| ChildError::Failed(InboxError::NotWritten))?;
        let to = look.with_envelope(EnvelopeId::new(fresh)).address(&live.event.stored.code, "answer");
        return Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish());
    }
    let rendered = rendered(&state, &live, &look).await;
    let mut response = HttpResponse::Ok();
    response.content_type("text/html; charset=utf-8");
    Ok(rendered.answer(&request, response))
}

/// What an officer can change of an event that stands in its child's pages.
pub(super) fn named(live: &LiveEvent) -> String {
    format!("{:?}&{:?}", live.event.stored.numbers, live.event.stored.safeguarding.map(|named| named.read_by))
}

async fn rendered(state: &State, live: &LiveEvent, look: &Look) -> Arc<Rendered> {
    let page = Page::new(state, live, look).await;
    let key = format!("{}?{}&{}&{}", live.event.stored.code, look.without_envelope().query(), page.voice.version(), named(live));
    if let Some(known) = state.pages.read().ok().and_then(|pages| pages.get(&key).cloned()) {
        return known;
    }
    let html = answer::answer(&page, None).into_string().into_bytes();
    let fresh = Arc::new(Packed::text(html));
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
    body: web::Payload,
) -> Result<HttpResponse, ChildError> {
    let live = find(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    // A form cannot say which tablet it comes from.
    if super::tablet::admitted(&state, &live, &request).await.is_err() {
        return Err(ChildError::OnTablets(look.say()));
    }
    let answers = answers(body, &live.questionnaire).await?;
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
            let page = Page::new(&state, &live, &look).await;
            Ok(answer_with(StatusCode::UNPROCESSABLE_ENTITY, answer::answer(&page, Some((&answers, &faults)))))
        }
        Err(other) => Err(other.into()),
    }
}

/// The questions in other words, another language or other colours, with every answer still there.
/// Keeps nothing. (With JavaScript the page changes in place, and the answers do not leave it.)
pub(super) async fn again(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, ChildError> {
    let (live, look) = find_open(&state, &path, &request).await?;
    let answers = answers(body, &live.questionnaire).await?;
    let look = look.with_envelope(EnvelopeId::new(random_bytes::<16>().map_err(|_| ChildError::Failed(InboxError::NotWritten))?));
    let page = Page::new(&state, &live, &look).await;
    Ok(answer_with(StatusCode::OK, answer::answer(&page, Some((&answers, &[])))))
}

/// The largest form, in bytes. Each text makes it larger: a browser lets a thousand units of UTF-16 be written, and a
/// form spells each as up to nine characters.
fn largest_form(questionnaire: &Questionnaire) -> usize {
    LARGEST_FORM + questionnaire.texts().count() * MOST * 9
}

/// A form's answers, unchecked.
async fn answers(body: web::Payload, questionnaire: &Questionnaire) -> Result<Raw, ChildError> {
    let body = body
        .to_bytes_limited(largest_form(questionnaire))
        .await
        .map_err(|_| ChildError::TooLong)?
        .map_err(|_| ChildError::NotUnderstood)?;
    let text = std::str::from_utf8(&body).map_err(|_| ChildError::NotUnderstood)?;
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text).map_err(|_| ChildError::NotUnderstood)?;
    let mut answers = Raw::new();
    // Buttons of the panel *Look* send their own names along.
    for (question, value) in pairs.into_inner().into_iter().filter(|(name, _)| name != "theme" && name != "size") {
        answers.entry(question).or_default().push(value);
    }
    Ok(answers)
}

/// Takes a sealed envelope in.
pub(super) async fn take(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, ChildError> {
    let (event, envelope) = path.into_inner();
    let live = find(&state, &event).await?;
    if let Err(refused) = super::tablet::admitted(&state, &live, &request).await {
        return Ok(refused.error_response());
    }
    let id = EnvelopeId::parse(&envelope).ok_or(ChildError::Unknown)?;
    let body = read(body)?;
    let receipt = match state.flow.take_sealed(&live, id, &body).await? {
        Receipt::TakenIn => "taken-in",
        Receipt::KeptAside => "kept-aside",
    };
    Ok(receipt_of(receipt, &body))
}

/// A receipt of what arrived: a tablet deletes only what has the same digest.
fn receipt_of(receipt: &str, body: &[u8]) -> HttpResponse {
    let arrived = ("receipt-digest", hex(&digest(body)));
    HttpResponse::Ok().insert_header(arrived).content_type("application/json").body(format!("{{\"receipt\":\"{receipt}\"}}"))
}

fn read(body: Result<web::Bytes, actix_web::Error>) -> Result<web::Bytes, ChildError> {
    body.map_err(|error| match error.as_response_error().status_code() {
        StatusCode::PAYLOAD_TOO_LARGE => ChildError::TooLong,
        _ => ChildError::NotUnderstood,
    })
}

/// Where the tablets in the room go for a vote, and where they wait afterwards.
pub(super) fn of_vote(live: &LiveEvent, tie: &Tie) -> (String, String) {
    let way = if tie.words == Band::From4 { Way::Pictures } else { Way::Words };
    let look = Look::parse("", &live.questionnaire).in_words(way, tie.words);
    (look.address(&live.event.stored.code, "answer"), look.address(&live.event.stored.code, "thanks"))
}

/// "Thank you."
pub(super) async fn thanks(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ChildError> {
    let live = find(&state, &path).await?;
    let look = Look::parse(request.query_string(), &live.questionnaire);
    Ok(answer_with(StatusCode::OK, answer::thanks(&Page::new(&state, &live, &look).await)))
}

/// The dull page behind *Hide this*.
pub(super) async fn quiet() -> HttpResponse {
    answer_with(StatusCode::OK, page::quiet(&Say::english()))
}

/// Makes a browser forget the pages before this one. It keeps them whole for *Back*, with every tick in them, whatever
/// `no-store` says, and without a script nothing else takes them away (W3C Clear Site Data: "cache" means such pages too).
/// A page after the questions loads this as a picture: only then are the questions among what is kept. It is heard over
/// TLS, and on the machine itself.
pub(super) async fn forget() -> HttpResponse {
    HttpResponse::NoContent().insert_header(("clear-site-data", "\"cache\"")).finish()
}
