//! Clips: served to children in pieces; recorded, chosen and removed by officers.

mod pages;
mod rows;

pub(in crate::web) use rows::{Row, list, missing, recorder};

use super::State;
use super::account::see;
use super::child::voice;
use super::error::{StaffError, nothing_here, page};
use super::middleware::WITH_MICROPHONE;
use super::part::range::ranged;
use super::session::{Fields, Form, Runner};
use crate::domain::clip::{Kind, LARGEST_CAPTIONS, Media, Name, Refused, TextHash, captions};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::wording::Language;
use crate::flow::{Clip, Clips};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use maud::Markup;
use std::collections::HashMap;
use std::sync::RwLock;

/// The most bytes of clips that are held in memory; forgotten all at once beyond it.
const HELD: usize = 64 << 20;

/// Clips that were asked for lately: a video is asked for in many pieces.
#[derive(Default)]
pub(super) struct Held(RwLock<HashMap<String, web::Bytes>>);

impl Held {
    fn get(&self, name: &str) -> Option<web::Bytes> {
        self.0.read().ok()?.get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &web::Bytes) {
        if let Ok(mut held) = self.0.write() {
            if held.values().map(web::Bytes::len).sum::<usize>() + bytes.len() > HELD {
                held.clear();
            }
            held.insert(name.to_owned(), bytes.clone());
        }
    }

    fn forget(&self) {
        if let Ok(mut held) = self.0.write() {
            held.clear();
        }
    }
}

/// The texts of a questionnaire without a generated voice, in the languages that its file calls spoken, each with its
/// language: for whoever checks a file without a server. Officers' recordings are not known here.
#[must_use]
pub fn texts_without_voice(questionnaire: &Questionnaire) -> Vec<String> {
    let none = Clips::default();
    let silent = missing(questionnaire, &none, &generated);
    silent.iter().map(Row::told).collect()
}

/// The address of the generated voice of a text.
pub(super) fn generated(language: &Language, text: &str) -> Option<String> {
    voice::generated(language, text).map(|clip| clip.address.clone())
}

/// A page with a recorder: the only ones that may use the microphone.
pub(super) fn page_with_recorder(status: StatusCode, markup: Markup) -> HttpResponse {
    let mut response = page(status, markup);
    response.headers_mut().insert(header::HeaderName::from_static(WITH_MICROPHONE.0), header::HeaderValue::from_static(WITH_MICROPHONE.1));
    response
}

/// Serves a clip, or its captions, for good: its name changes when it does.
pub(super) async fn serve(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let Some((name, ending)) = Name::parse(&path) else { return Ok(nothing_here(request.path())) };
    // What was removed is not served from memory either.
    let clips = state.flow.clips().await;
    let Some(clip) = clips.named(&name) else { return Ok(nothing_here(request.path())) };
    if ending == "vtt" {
        let Some(text) = state.flow.store.captions(&name).await? else { return Ok(nothing_here(request.path())) };
        return Ok(ranged(&request, &text.into(), "text/vtt; charset=utf-8"));
    }
    if ending != clip.media().ending {
        return Ok(nothing_here(request.path()));
    }
    let bytes = match state.clips.get(&path) {
        Some(bytes) => bytes,
        None => {
            let Some(bytes) = state.flow.store.clip(&name).await? else { return Ok(nothing_here(request.path())) };
            let bytes = web::Bytes::from(bytes);
            state.clips.keep(&path, &bytes);
            bytes
        }
    };
    Ok(ranged(&request, &bytes, clip.media().content_type))
}

/// All texts of a questionnaire, with what is heard and seen of each.
pub(super) async fn voice(state: web::Data<State>, runner: Runner, path: web::Path<i32>) -> Result<HttpResponse, StaffError> {
    let published = state.flow.store.questionnaire(*path).await?.ok_or(StaffError::NotFound)?;
    let questionnaire = published.questionnaire()?;
    let clips = state.flow.clips().await;
    let shown = pages::voice(&runner.signed, &published, &questionnaire, &clips, &generated);
    Ok(page_with_recorder(StatusCode::OK, shown))
}

/// What is said in words of ours, where a script reads it.
fn told(status: StatusCode, words: impl Into<String>) -> HttpResponse {
    HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(words.into())
}

fn refused(why: Refused) -> HttpResponse {
    let status = match why {
        Refused::TooLarge(_) | Refused::LongCaptions => StatusCode::PAYLOAD_TOO_LARGE,
        Refused::NotKnown(_) | Refused::NothingToPlay(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refused::Empty | Refused::NoCaptions | Refused::NotCaptions => StatusCode::UNPROCESSABLE_ENTITY,
    };
    told(status, why.to_string())
}

/// Takes a recording or a file in: `POST /clips?language=…&text=HASH&captions=LENGTH`. The body is the
/// captions, if any, and the file after them; the session's token stands in the header `x-csrf-token`.
pub(super) async fn put(
    request: HttpRequest,
    state: web::Data<State>,
    runner: Runner,
    query: web::Query<Vec<(String, String)>>,
    mut payload: web::Payload,
) -> Result<HttpResponse, StaffError> {
    let token = request.headers().get("x-csrf-token").and_then(|v| v.to_str().ok());
    if token != Some(runner.signed.csrf.as_str()) {
        return Err(StaffError::StaleForm);
    }
    let query = Fields(query.into_inner());
    let length = query.get("captions").parse().unwrap_or(0);
    let (Some(language), Some(text)) = (Language::parse(query.get("language")), TextHash::parse(query.get("text"))) else {
        return Ok(told(StatusCode::UNPROCESSABLE_ENTITY, "It was not said which text this is. Reload the page and try again."));
    };
    let kind = Kind::of(&language);
    if length > LARGEST_CAPTIONS {
        return Ok(refused(Refused::LongCaptions));
    }
    let most = kind.largest() + length;
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if announced.is_some_and(|n| n > most) {
        return Ok(refused(Refused::TooLarge(kind)));
    }
    let mut body = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_| StaffError::BadForm(StatusCode::BAD_REQUEST))?;
        if body.len() + piece.len() > most {
            return Ok(refused(Refused::TooLarge(kind)));
        }
        body.extend_from_slice(&piece);
    }
    let bytes = body.split_off(length.min(body.len()));
    let checked = match kind {
        Kind::Speech => Ok(None),
        Kind::Signing => captions(&body).map(Some),
    };
    match checked.and_then(|captions| Ok((captions, Media::of(kind, &bytes)?))) {
        Ok((captions, media)) => {
            let clip = state.flow.put_clip(language, text, media, bytes, captions).await?;
            state.clips.forget();
            Ok(put_in(&clip))
        }
        Err(why) => Ok(refused(why)),
    }
}

fn put_in(clip: &Clip) -> HttpResponse {
    HttpResponse::Created().json(serde_json::json!({ "address": clip.address(), "captions": clip.captions() }))
}

/// Removes a clip. The page of the questionnaire from which it was removed is shown again.
pub(super) async fn remove(state: web::Data<State>, runner: Runner, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let Some((language, text)) = fields.get("clip").rsplit_once('-') else { return Err(StaffError::NotFound) };
    let (Some(language), Some(text)) = (Language::parse(language), TextHash::parse(text)) else { return Err(StaffError::NotFound) };
    state.flow.remove_clip(&language, &text).await?;
    state.clips.forget();
    let back = fields.get("questionnaire").parse::<i32>().map(|id| format!("/questionnaires/{id}/voice"));
    Ok(see(&back.unwrap_or_else(|_| "/questionnaires".to_owned())))
}
