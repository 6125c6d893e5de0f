//! Summaries: released figures, from the ledger alone, for whoever may view them.

mod card;
mod pages;

use super::State;
use super::error::{StaffError, page};
use super::session::{Signed, Viewer};
use crate::chart;
use crate::domain::disclosure::Protected;
use crate::domain::event::{EventCode, State as Life};
use crate::domain::report::Report;
use crate::export;
use crate::flow::{FlowError, Reports};
use crate::seal::{digest, hex};
use crate::store::Event;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;

/// The most summaries that are remembered; forgotten all at once beyond it.
const REMEMBERED: usize = 200;

/// All events whose figures this person may see.
pub(super) async fn list(state: web::Data<State>, viewer: Viewer) -> Result<HttpResponse, StaffError> {
    let runs = viewer.signed.staff.may_run().is_some();
    let events: Vec<Event> = state
        .flow
        .store
        .events()
        .await?
        .into_iter()
        .filter(|e| viewer.may.covers(e.stored.service) && (runs || e.stored.state != Life::Open))
        .collect();
    let took_part = state.flow.store.took_part().await?;
    Ok(page(StatusCode::OK, pages::list(&viewer.signed, &events, &took_part)))
}

/// The event, if this person may see its figures. What may not be seen is as if it were not there.
async fn event(state: &State, viewer: &Viewer, code: &str) -> Result<Event, StaffError> {
    let code = EventCode::parse(code).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?.ok_or(StaffError::NotFound)?;
    let covered = viewer.may.covers(event.stored.service);
    let open_and_not_hers = event.stored.state == Life::Open && viewer.signed.staff.may_run().is_none();
    if !covered || open_and_not_hers { Err(StaffError::NotFound) } else { Ok(event) }
}

async fn reports(state: &State, viewer: &Viewer, code: &str) -> Result<(Event, Reports), StaffError> {
    let event = event(state, viewer, code).await?;
    let reports = state.flow.reports(&event).await?;
    Ok((event, reports))
}

/// One summary.
pub(super) async fn show(
    request: HttpRequest,
    state: web::Data<State>,
    viewer: Viewer,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    let (event, reports) = reports(&state, &viewer, &path).await?;
    let markup = match reports.last() {
        Some(report) => pages::show(&viewer.signed, &event, report, &body(&state, &event, report)),
        None => pages::nothing_yet(&viewer.signed, &event),
    };
    // The tag covers what changes: the figures and who looks (the page carries her token).
    Ok(tagged(&request, "text/html; charset=utf-8", None, markup.into_string().into_bytes()))
}

/// The body of a summary: drawn once, since it is the same for all who may see it, for good.
fn body(state: &State, event: &Event, report: &Protected<Report>) -> Arc<str> {
    let code = &event.stored.code;
    if let Some(known) = state.summaries.read().ok().and_then(|all| all.get(code).cloned()) {
        return known;
    }
    let fresh: Arc<str> = pages::body(event, report).into_string().into();
    if let Ok(mut all) = state.summaries.write() {
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(code.clone(), Arc::clone(&fresh));
    }
    fresh
}

/// About the figures: how they are made, for readers.
pub(super) async fn about(signed: Signed) -> HttpResponse {
    page(StatusCode::OK, pages::about(&signed))
}

/// A file or page that may be asked for again: `private, no-cache` with an ETag.
fn tagged(request: &HttpRequest, content_type: &str, name: Option<String>, body: Vec<u8>) -> HttpResponse {
    let tag = format!("W/\"{}\"", hex(&digest(&body)));
    let known =
        request.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok()).is_some_and(|v| v.split(',').any(|t| t.trim() == tag));
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if known {
        return response.finish();
    }
    response.insert_header((header::CONTENT_TYPE, content_type));
    if let Some(name) = name {
        response.insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    }
    response.body(body)
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
    let (event, reports) = reports(&state, &viewer, code).await?;
    // Drawing and writing files takes milliseconds: off the thread that serves others.
    let made = web::block(move || reports.last().and_then(make)).await.map_err(|_| failed("a file was interrupted"))?;
    let body = made.ok_or(StaffError::NotFound)??;
    let name = format!("{}-{}-{name}.{}", event.version.code, event.stored.code, file.ending);
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
    download(request, state, viewer, &path, "all", CSV, |report| {
        Some(export::all_csv(report).map_err(|_| failed("a CSV could not be written")))
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
    download(request, state, viewer, &path, "all", XLSX, |report| {
        Some(export::all_xlsx(report).map_err(|_| failed("a workbook could not be written")))
    })
    .await
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
