//! Signing in and out, by password or by a link that works once.

mod pages;

use super::State;
use super::error::{StaffError, page};
use super::part::form::Problems;
use super::session::{Fields, Form, Signed, cookie};
use crate::flow::FlowError;
use crate::seal::{KeyError, PasswordError, Token, hash_password, verify_password};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

/// Goes to another page after something was done.
pub(super) fn see(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to.to_owned())).finish()
}

/// The first page: where this person works, or the sign-in page.
pub(super) async fn first(signed: Result<Signed, StaffError>) -> HttpResponse {
    match signed {
        Ok(signed) => see(home(&signed)),
        Err(_) => see("/sign-in"),
    }
}

fn home(signed: &Signed) -> &'static str {
    if signed.staff.may_run().is_some() {
        "/events"
    } else if signed.staff.may_view().is_some() {
        "/summaries"
    } else if signed.staff.is_reader() {
        "/reading"
    } else {
        "/account"
    }
}

/// The sign-in page.
pub(super) async fn ask() -> HttpResponse {
    page(StatusCode::OK, pages::sign_in(&Fields::default(), &Problems::default()))
}

/// Signs in with address and password.
pub(super) async fn sign_in(state: web::Data<State>, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::unchecked(form)?;
    let found = state.flow.store.credentials(fields.get("email")).await?;
    let (staff, hash) = found.map_or((None, None), |c| (Some(c.staff), c.password_hash));
    let password = fields.get("password").to_owned();
    let fits = web::block(move || verify_password(&password, hash.as_deref())).await.unwrap_or(false);
    match staff.filter(|_| fits) {
        Some(staff) => begin(&state, staff, "/").await,
        None => {
            let mut problems = Problems::default();
            problems.add("email", "The address or the password is not right");
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::sign_in(&fields, &problems)))
        }
    }
}

/// Signs in by a one-time link.
pub(super) async fn by_link(request: HttpRequest, state: web::Data<State>, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let token = Token::received(&path);
    let write = state.flow.store.write().await?;
    let staff = write.use_link(&token.digest(), State::now()).await?;
    write.commit().await?;
    let query = web::Query::<Vec<(String, String)>>::from_query(request.query_string()).map(web::Query::into_inner).unwrap_or_default();
    let to = Fields(query);
    match staff {
        Some(staff) => begin(&state, staff, local(to.get("to"))).await,
        None => Ok(page(StatusCode::GONE, pages::link_used())),
    }
}

/// An address on this server, or the first page: a link must not lead elsewhere.
fn local(to: &str) -> &str {
    let fine = to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._".contains(&b));
    if fine { to } else { "/" }
}

async fn begin(state: &State, staff: i32, to: &str) -> Result<HttpResponse, StaffError> {
    let fresh = || Token::fresh().map_err(|e| FlowError::Keys(KeyError::from(e)));
    let (token, csrf) = (fresh()?, fresh()?);
    let write = state.flow.store.write().await?;
    write.add_session(&token.digest(), staff, csrf.as_str(), State::now()).await?;
    write.commit().await?;
    Ok(HttpResponse::SeeOther().cookie(cookie(state, token.as_str())).insert_header((header::LOCATION, to.to_owned())).finish())
}

/// Signs out.
pub(super) async fn sign_out(state: web::Data<State>, signed: Signed, form: Form) -> Result<HttpResponse, StaffError> {
    Fields::checked(form, &signed)?;
    let write = state.flow.store.write().await?;
    write.end_session(&signed.token.digest()).await?;
    write.commit().await?;
    let mut gone = cookie(&state, "");
    gone.make_removal();
    Ok(HttpResponse::SeeOther().cookie(gone).insert_header((header::LOCATION, "/sign-in")).finish())
}

/// One's own account.
pub(super) async fn show(signed: Signed) -> HttpResponse {
    page(StatusCode::OK, pages::account(&signed, &Problems::default(), false))
}

/// Sets one's own password.
pub(super) async fn set_password(state: web::Data<State>, signed: Signed, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &signed)?;
    let mut problems = Problems::default();
    if fields.get("password") != fields.get("again") {
        problems.add("again", "The two passwords are not the same");
    }
    let password = fields.get("password").to_owned();
    let hash = web::block(move || hash_password(&password)).await.map_err(|_| FlowError::Broken("hashing was interrupted"))?;
    match hash {
        Err(PasswordError::TooShort) => problems.add("password", "Write at least 10 characters; three or four words do well"),
        Err(PasswordError::Hash(_)) => return Err(FlowError::Broken("a password could not be hashed").into()),
        Ok(hash) if problems.is_empty() => {
            let write = state.flow.store.write().await?;
            write.set_password(signed.staff.id, &hash).await?;
            write.commit().await?;
            return Ok(page(StatusCode::OK, pages::account(&signed, &problems, true)));
        }
        Ok(_) => {}
    }
    Ok(page(StatusCode::UNPROCESSABLE_ENTITY, pages::account(&signed, &problems, false)))
}

impl From<KeyError> for StaffError {
    fn from(error: KeyError) -> Self {
        Self::Failed(error.into())
    }
}
