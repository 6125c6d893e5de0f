//! Summaries: released figures, from the ledger alone, for whoever may view them.

mod card;
mod own;
mod pages;
mod wide;

pub(super) use card::{drawing as picture, headline};
pub(super) use wide::make as make_wide;

use super::error::{StaffError, page};
use super::session::{Signed, Viewer};
use super::{State, asset};
use crate::chart;
use crate::domain::disclosure::Protected;
use crate::domain::event::{Kind, State as Life};
use crate::domain::report::Report;
use crate::domain::service::{tree, with_all_below};
use crate::export;
use crate::flow::{FlowError, Subject, Summary};
use crate::seal::{Digest, digest, hex};
use crate::store::Event;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The body of a summary with its digest.
pub(super) struct Body {
    html: String,
    digest: Digest,
}

/// The most summaries that are remembered; forgotten all at once beyond it.
const REMEMBERED: usize = 200;

/// All events whose figures this person may see, and what services put together.
pub(super) async fn list(state: web::Data<State>, viewer: Viewer) -> Result<HttpResponse, StaffError> {
    let runs = viewer.signed.staff.may_run().is_some();
    let all = state.flow.store.events().await?;
    let standing = state.flow.store.standing().await?;
    let services = state.flow.store.services().await?;
    let mut together = Vec::new();
    for (_, service) in tree(&services).into_iter().filter(|(_, s)| viewer.may.covers(s.id)) {
        let below = with_all_below(&services, service.id);
        let mut of: BTreeMap<i32, Vec<&Event>> = BTreeMap::new();
        let stands = |e: &&Event| {
            e.stored.kind.adds_up() && below.contains(&e.stored.service) && standing.iter().any(|(event, ..)| *event == e.stored.id)
        };
        for event in all.iter().filter(stands) {
            of.entry(event.stored.questionnaire).or_default().push(event);
        }
        // One alone is its own summary.
        for (questionnaire, events) in of.into_iter().filter(|(_, events)| events.len() > 1) {
            let took_part = standing.iter().filter(|(e, ..)| events.iter().any(|of| of.stored.id == *e)).map(|(.., n)| n).sum();
            let subject = Subject::Service { service: service.id, questionnaire };
            let title = events.first().map(|e| format!("{}, version {}", e.title, e.version.number)).unwrap_or_default();
            together.push(pages::Together { subject, service: service.name.clone(), title, events: events.len(), took_part });
        }
    }
    let events: Vec<&Event> = all
        .iter()
        // Themes are shown with the event at which they were written.
        .filter(|e| e.stored.kind != Kind::Themes)
        .filter(|e| viewer.may.covers(e.stored.service) && (runs || e.stored.state != Life::Open || stands(&standing, e)))
        .collect();
    Ok(page(StatusCode::OK, pages::list(&viewer.signed, &events, &standing, &together)))
}

fn stands(standing: &[(i32, i32, u32)], event: &Event) -> bool {
    standing.iter().any(|(of, ..)| *of == event.stored.id)
}

/// The summary, if this person may see it. What may not be seen is as if it were not there.
async fn summary(state: &State, viewer: &Viewer, text: &str) -> Result<(Subject, Summary), StaffError> {
    let subject = Subject::parse(text).ok_or(StaffError::NotFound)?;
    let summary = match &subject {
        Subject::Event(code) => {
            let event = state.flow.store.event(code).await?.ok_or(StaffError::NotFound)?;
            if !viewer.may.covers(event.stored.service) {
                return Err(StaffError::NotFound);
            }
            let open = event.stored.state == Life::Open;
            let summary = state.flow.summary(&event).await?;
            // An early look stands while the event is open; without one nothing is there for viewers.
            if open && summary.report.is_none() && viewer.signed.staff.may_run().is_none() {
                return Err(StaffError::NotFound);
            }
            summary
        }
        Subject::Service { service, questionnaire } => {
            if !viewer.may.covers(*service) {
                return Err(StaffError::NotFound);
            }
            state.flow.roll_up(*service, *questionnaire).await?.ok_or(StaffError::NotFound)?
        }
    };
    Ok((subject, summary))
}

/// One summary.
pub(super) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    let (subject, summary) = summary(&state, &viewer, &path).await?;
    if let Some(event) = summary.wide().filter(|_| summary.withdrawn.is_empty()) {
        return wide::show(&request, &state, &viewer.signed, event).await;
    }
    let Some(report) = &summary.report else {
        let event = summary.events.first().ok_or(StaffError::NotFound)?;
        let words = own::alone(&state, &viewer.signed, event).await?;
        let markup = pages::nothing_yet(&viewer.signed, event, &summary.withdrawn, &words);
        return Ok(tagged(&request, "text/html; charset=utf-8", None, markup.into_string().into_bytes()));
    };
    let body = body(&state, &subject, &summary, report);
    // The tag covers what changes: the figures, known by their digest, who looks (the page carries her token),
    // and the frame around them, known by its style.
    let signed = &viewer.signed;
    let below = wide::below(&state, signed, &subject, report.took_part).await?.into_string();
    // Own words are read and written anew each time: none of them lies in a page that is remembered.
    let own = own::places(&state, &subject, &summary, report).await?;
    let told =
        [hex(&body.digest), own.concat(), below.clone(), signed.csrf.clone(), signed.staff.name.clone(), asset::address("staff.css")]
            .join(" ");
    let tag = digest(told.as_bytes());
    if let Some(known) = known(&request, &tag) {
        return Ok(known);
    }
    Ok(answer(&tag, "text/html; charset=utf-8", None).body(pages::show(
        signed,
        &subject,
        &summary,
        report,
        &own::put(&body.html, &own, &below),
    )))
}

/// The body of a summary: drawn once, since it is the same for all who may see it, for good.
fn body(state: &State, subject: &Subject, summary: &Summary, report: &Protected<Report>) -> Arc<Body> {
    let open = summary.events.iter().filter(|e| e.stored.state == Life::Open).count();
    let key = format!("{} {} {} {open}", subject.address(), summary.key, summary.withdrawn.len());
    remembered(state, key, || pages::body(subject, summary, report).into_string())
}

/// What was drawn before, by its key, or is drawn now.
fn remembered(state: &State, key: String, draw: impl FnOnce() -> String) -> Arc<Body> {
    if let Some(known) = state.summaries.read().ok().and_then(|all| all.get(&key).cloned()) {
        return known;
    }
    let html = draw();
    let fresh = Arc::new(Body { digest: digest(html.as_bytes()), html });
    if let Ok(mut all) = state.summaries.write() {
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(key, Arc::clone(&fresh));
    }
    fresh
}

/// About the figures: how they are made, for readers.
pub(super) async fn about(signed: Signed) -> HttpResponse {
    page(StatusCode::OK, pages::about(&signed))
}

/// A file or page that may be asked for again: `private, no-cache` with an ETag.
fn tagged(request: &HttpRequest, content_type: &str, name: Option<String>, body: Vec<u8>) -> HttpResponse {
    let tag = digest(&body);
    known(request, &tag).unwrap_or_else(|| answer(&tag, content_type, name).body(body))
}

fn etag(digest: &Digest) -> String {
    format!("W/\"{}\"", hex(digest))
}

/// The answer to whoever has it already.
fn known(request: &HttpRequest, digest: &Digest) -> Option<HttpResponse> {
    let tag = etag(digest);
    let asked = request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok())?;
    asked.split(',').any(|t| t.trim() == tag).then(|| {
        HttpResponse::NotModified().insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, "private, no-cache")).finish()
    })
}

fn answer(digest: &Digest, content_type: &str, name: Option<String>) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::ETAG, etag(digest)))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_TYPE, content_type));
    if let Some(name) = name {
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    }
    response
}

fn failed(what: &'static str) -> StaffError {
    StaffError::Failed(FlowError::Broken(what))
}

struct File {
    content_type: &'static str,
    ending: &'static str,
}

async fn download(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    code: &str,
    name: &str,
    file: File,
    make: impl FnOnce(&Protected<Report>) -> Option<Result<Vec<u8>, StaffError>> + Send + 'static,
) -> Result<HttpResponse, StaffError> {
    let (subject, summary) = summary(&state, &viewer, code).await?;
    let report = summary.report.filter(|_| summary.events.iter().all(|e| e.stored.kind != Kind::Wide)).ok_or(StaffError::NotFound)?;
    let questionnaire = summary.events.first().map(|e| e.version.code.to_string()).unwrap_or_default();
    // Drawing and writing files takes milliseconds: off the thread that serves others.
    let made = web::block(move || make(&report)).await.map_err(|_| failed("a file was interrupted"))?;
    let body = made.ok_or(StaffError::NotFound)??;
    let name = format!("{questionnaire}-{}-{name}.{}", subject.address(), file.ending);
    Ok(tagged(&request, file.content_type, Some(name), body))
}

const CSV: File = File { content_type: "text/csv; charset=utf-8", ending: "csv" };
const XLSX: File = File { content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" };
const SVG: File = File { content_type: "image/svg+xml", ending: "svg" };
const PNG: File = File { content_type: "image/png", ending: "png" };

/// Everything as CSV.
pub(super) async fn all_csv(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    let (subject, of) = summary(&state, &viewer, &path).await?;
    if let Some(event) = of.wide() {
        return wide::csv(&request, &state, event).await;
    }
    let (_, themes) = own::words_and_themes(&state, &subject, &of).await?;
    download(request, state, viewer, &path, "all", CSV, move |report| {
        Some(export::all_csv(report, &own::reports(&themes)).map_err(|_| failed("a CSV could not be written")))
    })
    .await
}

/// Everything as a workbook.
pub(super) async fn all_xlsx(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    let (subject, of) = summary(&state, &viewer, &path).await?;
    let (words, themes) = own::words_and_themes(&state, &subject, &of).await?;
    download(request, state, viewer, &path, "all", XLSX, move |report| {
        Some(export::all_xlsx(report, &own::reports(&themes), &words).map_err(|_| failed("a workbook could not be written")))
    })
    .await
}

/// Quotes, and what the group agreed, as CSV: also where figures are too few to show.
pub(super) async fn words_csv(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    let (subject, of) = summary(&state, &viewer, &path).await?;
    let (words, _) = own::words_and_themes(&state, &subject, &of).await?;
    if words.is_empty() {
        return Err(StaffError::NotFound);
    }
    let bytes = export::words_csv(&words).map_err(|_| failed("a CSV could not be written"))?;
    Ok(tagged(&request, CSV.content_type, Some(format!("{}-own-words.csv", subject.address())), bytes))
}

/// One question as CSV.
pub(super) async fn csv(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    let (code, question) = path.into_inner();
    let name = question.clone();
    download(request, state, viewer, &code, &name, CSV, move |report| {
        Some(export::question_csv(report, &question)?.map_err(|_| failed("a CSV could not be written")))
    })
    .await
}

/// One question's picture, drawn for a slide.
pub(super) async fn svg(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    let (code, question) = path.into_inner();
    let name = question.clone();
    download(request, state, viewer, &code, &name, SVG, move |report| Some(Ok(chart::slide(report, &question)?.svg.into_bytes()))).await
}

/// The same picture as PNG.
pub(super) async fn png(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    let (code, question) = path.into_inner();
    let name = question.clone();
    download(request, state, viewer, &code, &name, PNG, move |report| {
        let picture = chart::slide(report, &question)?;
        Some(chart::png(&picture).map_err(|_| failed("a picture could not be drawn")))
    })
    .await
}
