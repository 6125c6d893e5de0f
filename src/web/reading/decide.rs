//! Deciding on a remark, and what follows: reference, themes, undoing, taking out.

use super::desk::Said;
use super::pages::state as in_words;
use super::{Room, show_one, today};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::reading::{Decision, Note, Reading, Reference};
use crate::domain::typed::NotTyped;
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
        "escalated" => Decision::Escalate(note(&fields, &mut problems)),
        "escalate" => return ask(&state, &room, id, fields, Problems::default()).await,
        _ => return follow(&state, &room, id, &fields, &what).await,
    };
    let reference = if what == "escalated" { reference(&fields, false, &mut problems) } else { None };
    if !problems.is_empty() {
        if what == "escalated" {
            return ask(&state, &room, id, fields, problems).await;
        }
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
    if let Some(reference) = reference {
        state.flow.add_reference(&room.may, &room.live, id, &reference, today()).await?;
    }
    let tags = tags(&fields);
    if !tags.is_empty() && decision.state().has_themes() {
        match state.flow.tag(&room.may, &room.live, id, &tags).await {
            // Counted meanwhile, or no theme of this question: the decision stands all the same.
            Ok(()) | Err(ReadError::NoTheme) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(done(&room, id))
}

fn done(room: &Room, id: RemarkId) -> HttpResponse {
    see(&format!("{}?done={id}", room.at()))
}

/// Shows whom to call, and asks what is recorded.
async fn ask(state: &State, room: &Room, id: RemarkId, fields: Fields, problems: Problems) -> Result<HttpResponse, StaffError> {
    let remark = state.flow.remark(&room.may, &room.live, id).await?;
    if !remark.reading.state.is_unread() {
        return refused(state, room, id, ReadError::DecidedBefore(remark.reading)).await;
    }
    if remark.words.is_none() {
        return refused(state, room, id, ReadError::DoesNotOpen).await;
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    show_one(state, room, id, &Said { escalating: true, fields, problems, ..Said::default() }, status).await
}

/// What follows a decision.
async fn follow(state: &State, room: &Room, id: RemarkId, fields: &Fields, what: &str) -> Result<HttpResponse, StaffError> {
    let (flow, may, live) = (&state.flow, &room.may, &room.live);
    let mut problems = Problems::default();
    let here = || see(&format!("{}/remark/{id}", room.at()));
    let (outcome, to) = match what {
        "undo" => (flow.undo(may, live, id, today()).await, here()),
        "tag" => (flow.tag(may, live, id, &tags(fields)).await, here()),
        "reference" => match reference(fields, true, &mut problems) {
            Some(reference) => (flow.add_reference(may, live, id, &reference, today()).await, here()),
            None => (Ok(()), here()),
        },
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
async fn refused(state: &State, room: &Room, id: RemarkId, error: ReadError) -> Result<HttpResponse, StaffError> {
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

/// A note, if one was written.
fn note(fields: &Fields, problems: &mut Problems) -> Option<Note> {
    match Note::parse(fields.get("note")) {
        Ok(note) => Some(note),
        Err(NotTyped::Empty) => None,
        Err(other) => {
            problems.add("note", words::capital(&other.to_string()));
            None
        }
    }
}

/// A reference, if one was written.
fn reference(fields: &Fields, needed: bool, problems: &mut Problems) -> Option<Reference> {
    match Reference::parse(fields.get("reference")) {
        Ok(reference) => Some(reference),
        Err(NotTyped::Empty) if !needed => None,
        Err(NotTyped::Empty) => {
            problems.add("reference", "Write the reference under which the referral was taken up");
            None
        }
        Err(other) => {
            problems.add("reference", words::capital(&other.to_string()));
            None
        }
    }
}
