//! A hand that was raised: who goes, and what came of it.

mod pages;

use super::State as Shared;
use super::account::see;
use super::board::event;
use super::error::{StaffError, page};
use super::part::form::Problems;
use super::session::{Fields, Form, Runner};
use crate::domain::hand::{Done, HandId, Outcome, came, is_to_come, note};
use crate::domain::safeguarding::{Safeguarding, clock};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use time::OffsetDateTime;

/// All hands of an event, closed or not: who came, when, and what came of it.
pub(super) async fn list(state: web::Data<Shared>, runner: Runner, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    let event = event(&state, &path).await?;
    let hands = state.flow.store.hands(event.stored.id).await?;
    Ok(page(StatusCode::OK, pages::list(&runner.signed, &event, &hands, Shared::now())))
}

/// One hand.
pub(super) async fn show(state: web::Data<Shared>, runner: Runner, path: web::Path<(String, String)>) -> Result<HttpResponse, StaffError> {
    shown(&state, &runner, &path, &Fields::default(), &Problems::default()).await
}

async fn shown(
    state: &Shared,
    runner: &Runner,
    (code, id): &(String, String),
    fields: &Fields,
    problems: &Problems,
) -> Result<HttpResponse, StaffError> {
    let event = event(state, code).await?;
    let id = HandId::parse(id).ok_or(StaffError::NotFound)?;
    let hand = state.flow.store.hand(event.stored.id, id).await?.ok_or(StaffError::NotFound)?;
    let adults = state.flow.store.adults(event.stored.id).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let of = pages::Of { event: &event, hand: &hand, adults: &adults, now: Shared::now() };
    Ok(page(status, pages::hand(&runner.signed, &of, fields, problems)))
}

/// Says who goes, or what happened.
pub(super) async fn act(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let event = event(&state, &path.0).await?;
    let id = HandId::parse(&path.1).ok_or(StaffError::NotFound)?;
    let hand = state.flow.store.hand(event.stored.id, id).await?.ok_or(StaffError::NotFound)?;
    let board = format!("/events/{}/board", event.stored.code);
    let by = (&runner.may, runner.signed.staff.id);
    if fields.get("do") == "going" {
        // Whoever was a moment late sees on the board who goes.
        state.flow.go_to(by, &event, id, Shared::now()).await?;
        return Ok(see(&board));
    }
    let mut problems = Problems::default();
    match done(&fields, hand.raised, &mut problems) {
        Some(done) => {
            if state.flow.close_hand(by, &event, id, &done, Shared::now()).await? {
                Ok(see(&board))
            } else {
                // Closed meanwhile by somebody else: the record stands on its page.
                Ok(see(&format!("/events/{}/hands/{id}", event.stored.code)))
            }
        }
        None => shown(&state, &runner, &path, &fields, &problems).await,
    }
}

/// What must be said before a hand can be closed; all that is missing at once.
fn done(fields: &Fields, raised: i64, problems: &mut Problems) -> Option<Done> {
    let who = came(fields.get("came"));
    if who.is_err() {
        problems.add("came", "Write who came, in up to 60 letters");
    }
    let at = Safeguarding::parse_time(fields.get("at"));
    match at {
        None => problems.add("at", "Write when, like 14:20"),
        Some(at) if is_to_come(at, raised, Shared::now()) => {
            let now = clock(OffsetDateTime::now_utc());
            problems.add(
                "at",
                format!("That time is still to come: it is {:02}:{:02} now. Write when somebody came", now.hour(), now.minute()),
            );
        }
        Some(_) => {}
    }
    let outcome = Outcome::parse(fields.get("outcome"));
    if outcome.is_none() {
        problems.add("outcome", "Choose what came of it");
    }
    let note = note(fields.get("note"));
    if note.is_err() {
        problems.add("note", "Write the note in up to 500 letters");
    }
    let done = Done { came: who.ok()?, at: at?, outcome: outcome?, note: note.ok()? };
    problems.is_empty().then_some(done)
}
