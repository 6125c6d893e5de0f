//! Tablets: how one is set up, what it says of itself, whom a child at it can ask for. A tablet is known by
//! what its page holds and sends in a header, never by a cookie: a cookie would go with every page and every
//! voice that a child asks for. What it sends says which tablet it is, and nothing of who holds it.

mod list;
mod pages;
pub(super) mod staff;
mod staff_pages;

pub(super) use list::{Kept, show as list};

use super::State;
use super::asset;
use super::error::page;
use crate::chart;
use crate::domain::event::EventCode;
use crate::domain::hand::{HandId, How};
use crate::domain::tablet::{EnrolCode, Tablet};
use crate::flow::{EnrolBy, EnrolError, FlowError, LiveEvent, RaiseError, next_greeting};
use crate::seal::Token;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use serde::Deserialize;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// Why a tablet is refused. Its page reads the word; a child never does.
#[derive(Debug)]
pub(super) enum ApiError {
    /// No such event, code or page.
    Unknown,
    /// The tablet was shut out, or never was one.
    Revoked,
    /// Too many wrong codes, for so many seconds.
    Slow(u64),
    /// Not what was to be sent.
    NotUnderstood,
    /// The event takes nothing in any more.
    Over,
    /// The adult is not there any more.
    Gone,
    /// Something else was sent under this id.
    Other,
    /// Too many hands of one tablet wait.
    TooMany,
    /// Something failed; the cause is in the log.
    Failed(FlowError),
}

impl From<FlowError> for ApiError {
    fn from(error: FlowError) -> Self {
        Self::Failed(error)
    }
}

impl From<EnrolError> for ApiError {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::Unknown => Self::Unknown,
            EnrolError::Slow(seconds) => Self::Slow(seconds),
            EnrolError::Flow(error) => Self::Failed(error),
        }
    }
}

impl From<RaiseError> for ApiError {
    fn from(error: RaiseError) -> Self {
        match error {
            RaiseError::Gone => Self::Gone,
            RaiseError::Other => Self::Other,
            RaiseError::TooMany => Self::TooMany,
            RaiseError::Over => Self::Over,
            RaiseError::Flow(error) => Self::Failed(error),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl ApiError {
    fn word(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Revoked => "revoked",
            Self::Slow(_) => "slow",
            Self::NotUnderstood => "not-understood",
            Self::Over => "over",
            Self::Gone => "gone",
            Self::Other => "other",
            Self::TooMany => "too-many",
            Self::Failed(_) => "failed",
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Unknown | Self::Gone => StatusCode::NOT_FOUND,
            Self::Revoked => StatusCode::UNAUTHORIZED,
            Self::Slow(_) | Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::NotUnderstood => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Over => StatusCode::GONE,
            Self::Other => StatusCode::CONFLICT,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Failed(cause) = self {
            tracing::error!(%cause, "what a tablet asked for failed");
        }
        let mut response = HttpResponse::build(self.status_code());
        if let Self::Slow(seconds) = self {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        response.json(serde_json::json!({ "error": self.word() }))
    }
}

/// An event by the code in an address.
async fn find(state: &State, code: &str) -> Result<Arc<LiveEvent>, ApiError> {
    let code = EventCode::parse(&code.to_lowercase()).ok_or(ApiError::Unknown)?;
    state.flow.live(&code).await?.ok_or(ApiError::Unknown)
}

/// The tablet that a request comes from, if it says that it is one. A link that is answered alone says nothing,
/// and is no tablet; what says that it is one and is not, is refused.
///
/// # Errors
/// [`ApiError::Revoked`] where the credential is that of no tablet of this event.
pub(super) async fn allowed(state: &State, live: &LiveEvent, request: &HttpRequest) -> Result<Option<Tablet>, ApiError> {
    let Some(held) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let token = held.to_str().ok().and_then(|v| v.strip_prefix("Bearer ")).map(|v| Token::received(v.trim()));
    let found = state.flow.tablet(live, &token.ok_or(ApiError::Revoked)?).await?;
    Ok(Some(found.ok_or(ApiError::Revoked)?))
}

/// The same, for what answers are sent by: an event that is answered on its tablets alone takes nothing from anybody else.
///
/// # Errors
/// [`ApiError::Revoked`] where the credential is that of no tablet of this event, or is needed and missing.
pub(super) async fn admitted(state: &State, live: &LiveEvent, request: &HttpRequest) -> Result<(), ApiError> {
    // Thirty days after the close nobody is a tablet of it any more. What comes then is refused as too late (410), which
    // holds up nothing else that a tablet has to send.
    if live.event.stored.ended {
        return Ok(());
    }
    match allowed(state, live, request).await? {
        None if live.event.stored.tablets_only => Err(ApiError::Revoked),
        _ => Ok(()),
    }
}

async fn tablet(state: &State, live: &LiveEvent, request: &HttpRequest) -> Result<Tablet, ApiError> {
    if live.event.stored.ended {
        return Err(ApiError::Over);
    }
    allowed(state, live, request).await?.ok_or(ApiError::Revoked)
}

type Body = Result<web::Bytes, actix_web::Error>;

fn read<T: for<'de> Deserialize<'de>>(body: Body) -> Result<T, ApiError> {
    body.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(ApiError::NotUnderstood)
}

/// The page that makes this a tablet of an event.
pub(super) async fn ask() -> HttpResponse {
    page(StatusCode::OK, pages::ask())
}

#[derive(Deserialize)]
struct Asked {
    code: Option<String>,
    link: Option<String>,
}

/// Enrols this tablet, by a code or by what a QR code held.
pub(super) async fn enrol(state: web::Data<State>, body: Body) -> Result<HttpResponse, ApiError> {
    let by = match read(body)? {
        Asked { code: Some(code), link: None } => EnrolBy::Code(EnrolCode::parse(&code).ok_or(ApiError::Unknown)?),
        Asked { code: None, link: Some(link) } => EnrolBy::Link(Token::received(&link)),
        _ => return Err(ApiError::NotUnderstood),
    };
    let enrolled = state.flow.enrol(&by, State::now()).await?;
    let (event, at) = (&enrolled.event.stored, format!("/e/{}", enrolled.event.stored.code));
    Ok(HttpResponse::Ok().json(serde_json::json!({
        "credential": enrolled.credential.as_str(),
        "tablet": enrolled.name,
        "event": event.code.as_str(),
        "event_name": event.name,
        "way_out": event.way_out,
        "first": at,
        "ready": format!("{at}/ready"),
        "cache": format!("{at}/cache"),
    })))
}

/// *Ready for today?*
pub(super) async fn ready(state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, super::error::ChildError> {
    let unknown = || super::error::ChildError::Unknown;
    let code = EventCode::parse(&path.to_lowercase()).ok_or_else(unknown)?;
    let live = state.flow.live(&code).await?.ok_or_else(unknown)?;
    Ok(page(StatusCode::OK, pages::ready(&live.event)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Greeting {
    holds: bool,
}

/// What a tablet says of itself: whether it holds answers, and nothing else.
pub(super) async fn heartbeat(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let live = find(&state, &path).await?;
    let tablet = tablet(&state, &live, &request).await?;
    let Greeting { holds } = read(body)?;
    state.flow.greet(&tablet, holds, State::now());
    Ok(HttpResponse::Ok().json(serde_json::json!({ "next": next_greeting()?, "tablet": tablet.name, "open": live.is_open() })))
}

/// Whether a vote is open in the room, and where. The same for every tablet of the event, and nothing is noted of who
/// asked: each asks every few seconds, whatever is done at it.
pub(super) async fn vote(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let live = find(&state, &path).await?;
    tablet(&state, &live, &request).await?;
    let vote = state.flow.vote_in(&live.event).await?;
    let told = vote.and_then(|vote| {
        let tie = vote.vote.as_ref()?;
        let (ask, wait) = super::child::of_vote(&vote, tie);
        Some(serde_json::json!({ "event": vote.event.stored.code.as_str(), "ask": ask, "wait": wait }))
    });
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(serde_json::json!({ "vote": told })))
}

/// Whom a child can talk to: the adults of the event at an enrolled tablet, numbers everywhere.
pub(super) async fn talk(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let live = find(&state, &path).await?;
    let adults = match allowed(&state, &live, &request).await? {
        Some(_) => state.flow.adults_to_ask(&live).await?,
        None => Vec::new(),
    };
    let adults: Vec<_> = adults
        .iter()
        .map(|a| {
            let told = &a.told;
            serde_json::json!({ "id": a.id, "name": told.name, "role": told.role, "outside": told.outside, "picture": asset::picture(told.picture) })
        })
        .collect();
    let numbers = &live.event.stored.numbers;
    let numbers: Vec<_> = [("duty-team", &numbers.duty_team), ("advocate", &numbers.advocate)]
        .into_iter()
        .filter_map(|(who, number)| Some(serde_json::json!({ "who": who, "number": number.as_deref()? })))
        .collect();
    Ok(HttpResponse::Ok().json(serde_json::json!({ "adults": adults, "numbers": numbers })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asking {
    id: String,
    adult: i32,
    how: String,
}

/// A hand that is raised, silently.
pub(super) async fn hand(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<String>,
    body: Body,
) -> Result<HttpResponse, ApiError> {
    let live = find(&state, &path).await?;
    let tablet = tablet(&state, &live, &request).await?;
    let asking: Asking = read(body)?;
    let (Some(id), Some(how)) = (HandId::parse(&asking.id), How::parse(&asking.how)) else { return Err(ApiError::NotUnderstood) };
    let asked = state.flow.raise(&live, &tablet, (id, asking.adult, how), State::now()).await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "asked": asked })))
}

/// The service worker. Its address has no hash, so a browser must ask each time whether it changed.
pub(super) async fn worker(request: HttpRequest) -> HttpResponse {
    let Some(script) = asset::script("worker.js") else { return ApiError::Unknown.error_response() };
    let mut response = HttpResponse::Ok();
    response
        .content_type("text/javascript; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header(("service-worker-allowed", "/e/"));
    script.answer(&request, response)
}

/// What makes the tablet's page an app that can be installed.
pub(super) async fn manifest() -> HttpResponse {
    let icon =
        |size: u32| serde_json::json!({ "src": format!("/icon-{size}.png"), "sizes": format!("{size}x{size}"), "type": "image/png" });
    let manifest = serde_json::json!({
        "name": "Sayso",
        "short_name": "Sayso",
        "id": "/e/tablet",
        "start_url": "/e/tablet",
        "scope": "/e/",
        "display": "fullscreen",
        "orientation": "any",
        "background_color": "#fffaf2",
        "theme_color": "#12436d",
        "icons": [icon(180), icon(192), icon(512)],
    });
    HttpResponse::Ok()
        .content_type("application/manifest+json")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .body(manifest.to_string())
}

const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64"><rect width="64" height="64" fill="#12436d"/><path fill="#fff" fill-rule="evenodd" d="M14 14h36v30H32L22 54V44h-8zM21 22v5h22v-5zm0 9v5h14v-5z"/></svg>"##;

/// Sizes of the icon: the second and third for browsers, the first for an iPad's home screen.
const SIZES: [u32; 3] = [180, 192, 512];

static ICONS: LazyLock<Vec<(u32, web::Bytes)>> = LazyLock::new(|| {
    let drawn = |size| chart::square(ICON, size).map(|png| (size, web::Bytes::from(png))).ok();
    SIZES.into_iter().filter_map(drawn).collect()
});

/// The icon.
pub(super) async fn icon(path: web::Path<u32>) -> HttpResponse {
    match ICONS.iter().find(|(size, _)| *size == *path) {
        Some((_, png)) => {
            HttpResponse::Ok().content_type("image/png").insert_header((header::CACHE_CONTROL, "public, max-age=86400")).body(png.clone())
        }
        None => ApiError::Unknown.error_response(),
    }
}
