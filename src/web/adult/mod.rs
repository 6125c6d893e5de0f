//! The adults of an event whom a child can ask for, and the numbers that are shown.

mod pages;

use super::State as Shared;
use super::account::see;
use super::board::event;
use super::error::{StaffError, page};
use super::part::form::Problems;
use super::session::{Fields, Form, Runner};
use crate::domain::adult::{self, NewAdult, Numbers};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// The most adults of an event: their pictures stand on one page.
const MOST: usize = 6;

/// The adults of an event.
pub(super) async fn list(state: web::Data<Shared>, runner: Runner, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    shown(&state, &runner, &path, &Fields::default(), &Problems::default()).await
}

async fn shown(state: &Shared, runner: &Runner, code: &str, fields: &Fields, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let event = event(state, code).await?;
    let adults = state.flow.store.adults(event.stored.id).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut filled = Fields(vec![
        ("duty_team".to_owned(), event.stored.numbers.duty_team.clone().unwrap_or_default()),
        ("advocate".to_owned(), event.stored.numbers.advocate.clone().unwrap_or_default()),
    ]);
    if fields.get("do") == "numbers" {
        filled = fields.clone();
    } else {
        filled.0.extend(fields.0.iter().cloned());
    }
    Ok(page(status, pages::adults(&runner.signed, &event, &adults, &filled, problems)))
}

/// Names an adult, takes one off the list, or keeps the numbers.
pub(super) async fn act(state: web::Data<Shared>, runner: Runner, path: web::Path<String>, form: Form) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path).await?;
    let mut problems = Problems::default();
    match fields.get("do") {
        "remove" => {
            let id = fields.get("adult").parse().map_err(|_| StaffError::NotFound)?;
            state.flow.remove_adult(&runner.may, &event, id).await?;
        }
        "numbers" => {
            let mut number = |field: &'static str| {
                let typed = fields.get(field);
                let read = adult::number(typed);
                if read.is_none() && !typed.is_empty() {
                    problems.add(field, "Write a number to phone: digits and spaces");
                }
                read
            };
            let numbers = Numbers { duty_team: number("duty_team"), advocate: number("advocate") };
            if problems.is_empty() {
                state.flow.set_numbers(&runner.may, &event, &numbers).await?;
            }
        }
        _ => {
            if state.flow.store.adults(event.stored.id).await?.len() >= MOST {
                problems.add("name", format!("There are {MOST} already: take one off the list first"));
            }
            if let Some(new) = new(&fields, &mut problems) {
                state.flow.add_adult(&runner.may, &event, &new).await?;
            }
        }
    }
    if problems.is_empty() {
        return Ok(see(&format!("/events/{}/adults", event.stored.code)));
    }
    shown(&state, &runner, &path, &fields, &problems).await
}

fn new(fields: &Fields, problems: &mut Problems) -> Option<NewAdult> {
    let name = adult::name(fields.get("name"));
    if name.is_err() {
        problems.add("name", "Write the name by which children can ask for her or him, in up to 30 letters");
    }
    let role = adult::role(fields.get("role"));
    if role.is_err() {
        problems.add("role", "Write who that is, in up to 60 letters");
    }
    let picture = adult::picture(fields.get("picture"));
    if picture.is_none() {
        problems.add("picture", "Choose the picture that is most alike");
    }
    let new = NewAdult { name: name.ok()?, role: role.ok()?, picture: picture?, outside: fields.get("outside") == "yes" };
    problems.is_empty().then_some(new)
}
