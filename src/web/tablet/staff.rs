//! An event's tablets as an officer sees them: the code that enrols them, names, shutting one out.

use super::staff_pages as pages;
use crate::domain::event::State;
use crate::domain::tablet::name;
use crate::flow::{Code, Renamed};
use crate::web::State as Shared;
use crate::web::account::see;
use crate::web::board::event;
use crate::web::error::{StaffError, page};
use crate::web::part::form::Problems;
use crate::web::session::{Fields, Form, Runner};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// The tablets of an event.
pub(in crate::web) async fn list(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
) -> Result<HttpResponse, StaffError> {
    shown(&request, &state, &runner, &path, None, None).await
}

/// A name that was not taken: of which tablet, what was typed, and why not.
type Wrong<'a> = Option<(i32, &'a str, &'static str)>;

async fn shown(
    request: &HttpRequest,
    state: &Shared,
    runner: &Runner,
    path: &str,
    code: Option<&Code>,
    wrong: Wrong<'_>,
) -> Result<HttpResponse, StaffError> {
    let event = event(state, path).await?;
    let tablets = state.flow.tablets(&event).await?;
    let base = state.address(request);
    let of = pages::Of {
        code: code.map(|code| (code, format!("{base}/e/tablet"))),
        works: state.flow.store.code_until(event.stored.id, Shared::now()).await?.is_some(),
        secure: base.starts_with("https://") || is_here(&base),
        event: &event,
        tablets: &tablets,
        wrong: wrong.map(|(id, typed, _)| (id, typed)),
        now: Shared::now(),
    };
    let mut problems = Problems::default();
    if let Some((.., why)) = wrong {
        problems.add("name", why);
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page(status, pages::tablets(&runner.signed, &of, &problems)))
}

/// Whether an address is of this machine: browsers hold that for secure.
fn is_here(base: &str) -> bool {
    let host = base.trim_start_matches("http://");
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|here| host.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}

/// Makes a code, shown this once, or ends it.
pub(in crate::web) async fn code(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path).await?;
    if fields.get("do") == "end" {
        state.flow.end_code(&runner.may, &event).await?;
        return Ok(see(&format!("/events/{}/tablets", event.stored.code)));
    }
    if event.stored.state != State::Open {
        return Err(StaffError::StaleForm);
    }
    let code = state.flow.make_code(&runner.may, &event, Shared::now()).await?;
    shown(&request, &state, &runner, &path, Some(&code), None).await
}

/// Gives a tablet another name, or shuts it out.
pub(in crate::web) async fn change(
    request: HttpRequest,
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<(String, i32)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let (code, id) = path.into_inner();
    let event = event(&state, &code).await?;
    let typed = fields.get("name");
    let done = if fields.get("do") == "revoke" {
        if state.flow.revoke_tablet(&runner.may, &event, id).await? { Renamed::Done } else { Renamed::NoSuch }
    } else if let Ok(name) = name(typed) {
        state.flow.rename_tablet(&runner.may, &event, id, &name).await?
    } else {
        let why = "Write what the tablet is called, in up to 30 letters";
        return shown(&request, &state, &runner, &code, None, Some((id, typed, why))).await;
    };
    match done {
        Renamed::Done => Ok(see(&format!("/events/{code}/tablets"))),
        Renamed::NoSuch => Err(StaffError::NotFound),
        Renamed::Taken => shown(&request, &state, &runner, &code, None, Some((id, typed, "Another tablet here has this name"))).await,
    }
}
