//! Questionnaires: list, check, publish, show.

mod pages;

use super::State;
use super::account::see;
use super::error::{StaffError, page};
use super::session::{Fields, Form, Runner};
use crate::domain::questionnaire::parse;
use crate::seal::{digest, hex};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};

/// All published versions.
pub(super) async fn list(state: web::Data<State>, runner: Runner) -> Result<HttpResponse, StaffError> {
    let all = state.flow.store.questionnaires().await?;
    Ok(page(StatusCode::OK, pages::list(&runner.signed, &all)))
}

/// The form by which a file is published.
pub(super) async fn ask(runner: Runner) -> HttpResponse {
    page(StatusCode::OK, pages::ask(&runner.signed, &Fields::default(), None))
}

/// Checks a file and publishes it; or tells all of its faults.
pub(super) async fn publish(state: web::Data<State>, runner: Runner, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    // Browsers send line ends as CRLF; a file has the same hash whichever way it came.
    let source = fields.get("file").replace("\r\n", "\n");
    let questionnaire = match parse(&source) {
        Ok(questionnaire) => questionnaire,
        Err(faults) => return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::ask(&runner.signed, &fields, Some(&faults)))),
    };
    if fields.get("do") == "check" {
        return Ok(page(StatusCode::OK, pages::ask(&runner.signed, &fields, Some(&[]))));
    }
    let write = state.flow.store.write().await?;
    let id = write.publish(&questionnaire, &source, &hex(&digest(source.as_bytes())), State::today(), runner.signed.staff.id).await?;
    write.commit().await?;
    Ok(see(&format!("/questionnaires/{id}")))
}

/// One version: its questions, wordings and tables.
pub(super) async fn show(state: web::Data<State>, runner: Runner, path: web::Path<i32>) -> Result<HttpResponse, StaffError> {
    let published = state.flow.store.questionnaire(*path).await?.ok_or(StaffError::NotFound)?;
    let questionnaire = published.questionnaire()?;
    Ok(page(StatusCode::OK, pages::show(&runner.signed, &published, &questionnaire)))
}

/// The file of a version, as it was published.
pub(super) async fn file(state: web::Data<State>, _runner: Runner, path: web::Path<i32>) -> Result<HttpResponse, StaffError> {
    let published = state.flow.store.questionnaire(*path).await?.ok_or(StaffError::NotFound)?;
    let name = format!("attachment; filename=\"{}-{}.toml\"", published.version.code, published.version.number);
    Ok(HttpResponse::Ok()
        .content_type("application/toml; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(published.source))
}
