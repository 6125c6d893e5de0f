//! Deciding on a remark, and what follows: themes, undoing, taking out.

use super::desk::Said;
use super::pages::state as in_words;
use super::referral::{self, note};
use super::{Room, show_one, today};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::reading::{Decision, Reading};
use crate::domain::words;
use crate::flow::ReadError;
use crate::web::State;
use crate::web::account::see;
use crate::web::error::StaffError;
use crate::web::part::form::Problems;
use crate::web::session::{Fields, Form, Reader};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// Does what a button of a remark's page says.
pub(in crate::web) async fn decide(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &reader.signed)?;
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = RemarkId::parse(&path.1).ok_or(StaffError::NotFound)?;
    let mut problems = Problems::default();
    let what = fields.get("do").to_owned();
    let decision = match what.as_str() {
        "nothing" => Decision::NothingToDo,
        "offer" => Decision::Offer,
        "interpreter" => Decision::Interpreter(note(&fields, &mut problems)),
        "escalate" => return referral::ask(&state, &room, id, fields, problems).await,
        "escalated" => return referral::pass_on(&state, &room, id, fields).await,
        "record" => return referral::add(&state, &room, id, fields).await,
        _ => return follow(&state, &room, id, &fields, &what).await,
    };
    if !problems.is_empty() {
        let said = Said { fields, problems, ..Said::default() };
        return show_one(&state, &room, id, &said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    if let Err(error) = state.flow.decide(&room.may, &room.live, id, &decision, today()).await {
        return match error {
            // A double click: what was chosen stands.
            ReadError::DecidedBefore(there) if there.by == Some(room.may.staff()) && there.state == decision.state() => Ok(done(&room, id)),
            other => refused(&state, &room, id, other).await,
        };
    }
    if decision.state().has_themes() {
        tag_too(&state, &room, id, &fields).await?;
    }
    Ok(done(&room, id))
}

/// Keeps the themes that were ticked beside a decision.
pub(super) async fn tag_too(state: &State, room: &Room, id: RemarkId, fields: &Fields) -> Result<(), StaffError> {
    let tags = tags(fields);
    if tags.is_empty() {
        return Ok(());
    }
    match state.flow.tag(&room.may, &room.live, id, &tags).await {
        // Counted meanwhile, or no theme of this question: the decision stands all the same.
        Ok(()) | Err(ReadError::NoTheme) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

pub(super) fn done(room: &Room, id: RemarkId) -> HttpResponse {
    see(&format!("{}?done={id}", room.at()))
}

/// What follows a decision.
async fn follow(state: &State, room: &Room, id: RemarkId, fields: &Fields, what: &str) -> Result<HttpResponse, StaffError> {
    let (flow, may, live) = (&state.flow, &room.may, &room.live);
    let mut problems = Problems::default();
    let here = || see(&format!("{}/remark/{id}", room.at()));
    let (outcome, to) = match what {
        "undo" => (flow.undo(may, live, id, today()).await, here()),
        "tag" => (flow.tag(may, live, id, &tags(fields)).await, here()),
        "take-out" if fields.get("sure") == "yes" => (flow.take_out(may, live, id, today()).await, see(&room.at())),
        "take-out" => {
            problems.add("sure", "Tick the box if the child asks for it");
            (Ok(()), here())
        }
        _ => return Err(StaffError::StaleForm),
    };
    if !problems.is_empty() {
        let said = Said { fields: fields.clone(), problems, ..Said::default() };
        return show_one(state, room, id, &said, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match outcome {
        Ok(()) => Ok(to),
        Err(error) => refused(state, room, id, error).await,
    }
}

/// Shows the remark as it stands, and why what was asked for did not come about.
pub(super) async fn refused(state: &State, room: &Room, id: RemarkId, error: ReadError) -> Result<HttpResponse, StaffError> {
    let notice = match error {
        ReadError::DecidedBefore(reading) => ("Somebody decided before you".to_owned(), before(room, &reading)),
        ReadError::NotNow(reading) => {
            ("That cannot be done as it stands".to_owned(), format!("It stands as “{}”. Nothing has changed.", in_words(reading.state)))
        }
        ReadError::DoesNotOpen => {
            ("It does not open".to_owned(), "There is nothing to offer or to pass on. Nothing has changed.".to_owned())
        }
        ReadError::NoTheme => {
            ("The themes were counted".to_owned(), "An answer is counted once: nothing is tagged from now on.".to_owned())
        }
        other => return Err(other.into()),
    };
    show_one(state, room, id, &Said { notice: Some(notice), ..Said::default() }, StatusCode::CONFLICT).await
}

fn before(room: &Room, reading: &Reading) -> String {
    let on = reading.on.map_or_else(String::new, |on| format!(" on {}", words::day(on)));
    format!("{}{on}: {}. What you chose was not recorded.", room.name(reading.by), in_words(reading.state))
}

fn tags(fields: &Fields) -> Vec<Code> {
    fields.all("theme").filter_map(|code| Code::parse(code).ok()).collect()
}
