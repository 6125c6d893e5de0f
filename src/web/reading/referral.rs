//! Passing a remark on: whom to call, what is put on record, and what is added to it later.

use super::decide::{done, refused, tag_too};
use super::desk::{Desk, Said};
use super::{Room, show_one, today};
use crate::domain::envelope::RemarkId;
use crate::domain::quote::State as Quoted;
use crate::domain::reading::{Decision, Note, Reading, Reference, Referral, Remark, State as Read};
use crate::domain::typed::NotTyped;
use crate::domain::words;
use crate::flow::ReadError;
use crate::web::State;
use crate::web::account::see;
use crate::web::error::StaffError;
use crate::web::part::form::{Field, Problems, csrf};
use crate::web::session::Fields;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

/// Shows whom to call, and asks what is recorded: whatever was decided before.
pub(super) async fn ask(state: &State, room: &Room, id: RemarkId, fields: Fields, problems: Problems) -> Result<HttpResponse, StaffError> {
    let remark = state.flow.remark(&room.may, &room.live, id).await?;
    if remark.reading.state == Read::Escalated {
        return refused(state, room, id, ReadError::DecidedBefore(remark.reading)).await;
    }
    if remark.words.is_none() {
        return refused(state, room, id, ReadError::DoesNotOpen).await;
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    show_one(state, room, id, &Said { escalating: true, fields, problems, ..Said::default() }, status).await
}

/// Records that a remark is passed on.
pub(super) async fn pass_on(state: &State, room: &Room, id: RemarkId, fields: Fields) -> Result<HttpResponse, StaffError> {
    let mut problems = Problems::default();
    let Some(referral) = read(&fields, &mut problems) else { return ask(state, room, id, fields, problems).await };
    match state.flow.decide(&room.may, &room.live, id, &Decision::Escalate(referral), today()).await {
        Ok(before) => {
            tag_too(state, room, id, &fields).await?;
            match overruled(room, &before) {
                // Said on the remark's page: two who act on one child's words must know of each other.
                Some(notice) => show_one(state, room, id, &Said { notice: Some(notice), ..Said::default() }, StatusCode::OK).await,
                None => Ok(done(room, id)),
            }
        }
        Err(error) => refused(state, room, id, error).await,
    }
}

/// What whoever passes a remark on is told of what another reader had decided.
fn overruled(room: &Room, before: &Reading) -> Option<(String, String)> {
    let who = room.name(before.by.filter(|by| *by != room.may.staff())?.into());
    let (head, text) = match before.state {
        Read::Escalated => (
            "Passed on twice",
            format!(
                "{who} had passed it on already. What you wrote was added to the record. Speak to each other, so that one referral is made."
            ),
        ),
        Read::NothingToDo => {
            ("Recorded. You overruled somebody", format!("{who} had decided “nothing to do”. That stays on record. Speak to each other."))
        }
        Read::Offered => {
            ("Recorded. You overruled somebody", format!("{who} had offered it as a quote. It will not be shown unless it is already."))
        }
        _ => return None,
    };
    Some((head.to_owned(), text))
}

/// Adds to the record of what was passed on.
pub(super) async fn add(state: &State, room: &Room, id: RemarkId, fields: Fields) -> Result<HttpResponse, StaffError> {
    let mut problems = Problems::default();
    let Some(referral) = read(&fields, &mut problems) else {
        let said = Said { fields, problems, ..Said::default() };
        return show_one(state, room, id, &said, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match state.flow.add_to_referral(&room.may, &room.live, id, &referral, today()).await {
        Ok(()) => Ok(see(&format!("{}/remark/{id}", room.at()))),
        Err(error) => refused(state, room, id, error).await,
    }
}

/// What is to be put on record; none, with what is wrong, if that is nothing or too much.
fn read(fields: &Fields, problems: &mut Problems) -> Option<Referral> {
    let note = note(fields, problems);
    let reference = match Reference::parse(fields.get("reference")) {
        Ok(reference) => Some(reference),
        Err(NotTyped::Empty) => None,
        Err(other) => {
            problems.add("reference", words::capital(&other.to_string()));
            None
        }
    };
    if !problems.is_empty() {
        return None;
    }
    let referral = Referral::new(note, reference);
    if referral.is_none() {
        problems.add("note", "Write what you did, or the referral’s reference");
    }
    referral
}

/// A note, if one was written.
pub(super) fn note(fields: &Fields, problems: &mut Problems) -> Option<Note> {
    match Note::parse(fields.get("note")) {
        Ok(note) => Some(note),
        Err(NotTyped::Empty) => None,
        Err(other) => {
            problems.add("note", words::capital(&other.to_string()));
            None
        }
    }
}

/// Whom to call: the organisation's own lines, or that nobody has written any.
pub(super) fn call(lines: &[String]) -> Markup {
    html! {
        @if lines.is_empty() {
            p { b { "Nobody has written here whom to call." } " Follow your organisation’s own procedure, and ask whoever runs the server to write the numbers into the settings. In an emergency call " b { "999" } "." }
        } @else {
            dl.numbers {
                @for line in lines {
                    @match line.rsplit_once(": ") {
                        Some((who, number)) => div { dt { (who) } dd { (number) } },
                        None => div { dd { (line) } },
                    }
                }
            }
        }
    }
}

/// What was put on record, and what was added.
pub(super) fn record(room: &Room, reading: &Reading) -> Markup {
    html! {
        @if let Some(note) = &reading.note { p.note-text { bdi { (note.as_str()) } } }
        @if let Some((reference, on)) = &reading.reference { p { "Reference: " b { bdi { (reference.as_str()) } } ", entered on " (words::day(*on)) "." } }
        @if !reading.added.is_empty() {
            ul.list { @for added in &reading.added { li { (room.name(Some(added.by))) ", " (words::day(added.on)) ": " bdi { (added.note.as_str()) } } } }
        }
    }
}

impl Desk<'_> {
    /// Whom to call, and what is recorded: a step of its own, so that one key alone passes nothing on.
    pub(super) fn escalate(&self, remark: &Remark) -> Markup {
        let quote = self.quotes.iter().find(|quote| quote.remark == Some(remark.id)).map(|quote| quote.state);
        html! {
            form.boxed #escalate method="post" action=(self.address(remark)) {
                (csrf(&self.room.signed))
                @for theme in self.said.fields.all("theme") { input type="hidden" name="theme" value=(theme); }
                h2 { "Escalate" }
                p { "Call first. You can tell them the event, the day, the question and these words. You cannot tell them who wrote it." }
                @match quote {
                    Some(Quoted::Published) => p { b { "A quote of these words is on the summary." } " Think about whether it may stay there; it can be withdrawn at once." },
                    Some(_) => p { "A quote was being made of these words. It will not be shown, and its text goes at once: undoing this does not bring it back." },
                    None => {}
                }
                (call(self.call))
                (Field::text("reference", "The referral’s reference").hint("It may come later: this remark stays listed, and its words are kept, until it is in.").show(&self.said.fields, &self.said.problems))
                (Field::text("note", "What you did").kind("area").hint("Whom you called, at what time, what was agreed. Kept for good: write nothing here that could tell who the child is.").show(&self.said.fields, &self.said.problems))
                p.actions { button name="do" value="escalated" { "Record that it is passed on" } a href=(self.address(remark)) { "Back" } }
            }
        }
    }

    /// On a remark that was passed on: its missing reference, or more for its record. On any other: that it still can be.
    pub(super) fn pass_on_later(&self, remark: &Remark) -> Markup {
        let (reading, at) = (&remark.reading, self.address(remark));
        let (fields, problems) = (&self.said.fields, &self.said.problems);
        html! {
            @if reading.waits_for_reference() {
                form.boxed method="post" action=(at) { h2 { "The reference is missing" } (self.more("The referral’s reference", None)) }
            } @else if reading.state == Read::Escalated {
                details open[!problems.beside("note").0.is_empty() || !problems.beside("reference").0.is_empty() || !fields.get("note").is_empty()] {
                    summary { "Add to the record, or correct the reference" }
                    form method="post" action=(at) { (self.more("Another reference", Some("Only if the one that was entered is wrong. What it was stays on record."))) }
                }
            } @else if remark.words.is_some() && matches!(reading.state, Read::NothingToDo | Read::Offered) {
                form method="post" action=(at) {
                    (csrf(&self.room.signed))
                    p.actions { button.second name="do" value="escalate" { "Escalate it after all" } }
                }
            }
        }
    }

    fn more(&self, reference: &str, hint: Option<&str>) -> Markup {
        let (fields, problems) = (&self.said.fields, &self.said.problems);
        let field = Field::text("reference", reference);
        html! {
            (csrf(&self.room.signed))
            @match hint { Some(hint) => (field.hint(hint).show(fields, problems)), None => (field.show(fields, problems)) }
            (Field::text("note", "What was done since").kind("area").show(fields, problems))
            p.actions { button name="do" value="record" { "Save" } }
        }
    }
}
