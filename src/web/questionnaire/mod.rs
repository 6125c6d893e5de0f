//! Questionnaires: list, check, publish, show.

mod pages;

use super::State;
use super::account::see;
use super::clip;
use super::error::{StaffError, page};
use super::part::say;
use super::session::{Fields, Form, Runner};
use crate::domain::questionnaire::parse;
use crate::domain::wording::Language;
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
    page(StatusCode::OK, pages::ask(&runner.signed, &Fields::default(), &pages::Checked::Not))
}

/// Checks a file and publishes it; or tells all of its faults, or which texts lack a voice.
pub(super) async fn publish(state: web::Data<State>, runner: Runner, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    // Browsers send line ends as CRLF; a file has the same hash whichever way it came.
    let source = fields.get("file").replace("\r\n", "\n");
    let questionnaire = match parse(&source) {
        Ok(questionnaire) => questionnaire,
        Err(faults) => {
            let checked = pages::Checked::Faults(&faults);
            return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::ask(&runner.signed, &fields, &checked)));
        }
    };
    let known = say::languages();
    let unknown: Vec<Language> = questionnaire.languages.iter().filter(|l| !known.contains(l)).cloned().collect();
    if !unknown.is_empty() {
        let checked = pages::Checked::Languages(&unknown);
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::ask(&runner.signed, &fields, &checked)));
    }
    let clips = state.flow.clips().await;
    let silent = clip::missing(&questionnaire, &clips, &clip::generated);
    let check_only = fields.get("do") == "check";
    if check_only || !silent.is_empty() {
        let status = if check_only { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let checked = pages::Checked::Read { questionnaire: &questionnaire, silent: &silent };
        return Ok(clip::page_with_recorder(status, pages::ask(&runner.signed, &fields, &checked)));
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
