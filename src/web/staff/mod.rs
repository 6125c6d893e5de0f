//! People: staff, their roles, and who sees what.

mod pages;

use super::State;
use super::account::see;
use super::error::{StaffError, page};
use super::part::form::Problems;
use super::session::{Administrator, Fields, Form, Runner};
use crate::domain::staff::Role;
use crate::seal::Token;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

/// Seconds for which a one-time link works: three days, since it travels by hand.
pub(crate) const LINK_WORKS: i64 = 3 * 24 * 60 * 60;

/// Everybody.
pub(super) async fn list(state: web::Data<State>, runner: Runner) -> Result<HttpResponse, StaffError> {
    let (staff, services) = (state.flow.store.all_staff().await?, state.flow.store.services().await?);
    Ok(page(StatusCode::OK, pages::list(&runner.signed, &staff, &services, &pages::Adding::default())))
}

/// Adds somebody, and shows the link by which she signs in for the first time.
pub(super) async fn add(request: HttpRequest, state: web::Data<State>, who: Administrator, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &who.signed)?;
    let mut problems = Problems::default();
    let (email, name) = (fields.get("email"), fields.get("name"));
    if !email.contains('@') || email.len() > 200 {
        problems.add("email", "Write an email address, like name@council.example");
    }
    if name.is_empty() || name.chars().count() > 120 {
        problems.add("name", "Write a name, in up to 120 letters");
    }
    let role = Role::parse(fields.get("role"));
    if role.is_none() {
        problems.add("role", "Choose a role");
    }
    let mut link = None;
    if let (Some(role), true) = (role, problems.is_empty()) {
        let write = state.flow.store.write().await?;
        match write.add_staff(email, name, role).await? {
            None => problems.add("email", "Somebody with that address is there already"),
            Some(id) => {
                let token = Token::fresh().map_err(crate::seal::KeyError::from)?;
                write.add_link(&token.digest(), id, State::now() + LINK_WORKS).await?;
                write.commit().await?;
                let scheme = if state.settings.tls { "https" } else { "http" };
                let base = state.settings.address.clone().unwrap_or_else(|| format!("{scheme}://{}", request.connection_info().host()));
                link = Some(format!("{base}/sign-in/{}?to=/account", token.as_str()));
            }
        }
    }
    let (staff, services) = (state.flow.store.all_staff().await?, state.flow.store.services().await?);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let fields = if link.is_some() { Fields::default() } else { fields };
    Ok(page(status, pages::list(&who.signed, &staff, &services, &pages::Adding { fields, problems, link })))
}

/// One person, and the services given.
pub(super) async fn show(state: web::Data<State>, runner: Runner, path: web::Path<i32>) -> Result<HttpResponse, StaffError> {
    let staff = state.flow.store.all_staff().await?;
    let person = staff.iter().find(|s| s.id == *path).ok_or(StaffError::NotFound)?;
    let services = state.flow.store.services().await?;
    Ok(page(StatusCode::OK, pages::show(&runner.signed, person, &services)))
}

/// Gives a manager or inspector exactly the ticked services.
pub(super) async fn give(state: web::Data<State>, runner: Runner, path: web::Path<i32>, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let staff = state.flow.store.all_staff().await?;
    let person = staff.iter().find(|s| s.id == *path).ok_or(StaffError::NotFound)?;
    if !matches!(person.role, Role::Manager | Role::Inspector) {
        return Err(StaffError::NotAllowed);
    }
    let services = state.flow.store.services().await?;
    let ticked: Vec<i32> = services.iter().map(|s| s.id).filter(|id| fields.all("service").any(|v| v.parse() == Ok(*id))).collect();
    let write = state.flow.store.write().await?;
    write.give_services(person.id, &ticked).await?;
    write.commit().await?;
    Ok(see("/people"))
}
