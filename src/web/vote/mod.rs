//! A vote in the room: an officer picks one question, the tablets of the event jump to it, and what came of it stands
//! on the big screen when it is closed.

mod pages;
mod screen;

use super::State as Shared;
use super::account::see;
use super::board::event;
use super::error::{StaffError, page};
use super::event::fewer;
use super::part::form::{self, Problems};
use super::part::live::follow;
use super::session::{Fields, Form, Runner};
use crate::domain::disclosure::Protected;
use crate::domain::event::{EventCode, State};
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::report::Report;
use crate::domain::tablet::Tablet;
use crate::domain::vote::Tie;
use crate::domain::wording::{Band, Language, Wording};
use crate::domain::words::capital;
use crate::flow::{CloseError, FlowError, NewVote, Summary, VoteError};
use crate::store::Event;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use std::rc::Rc;

/// How a vote stands.
pub(super) struct Standing {
    /// The event in whose room it is held.
    room: Event,
    vote: Event,
    tie: Tie,
    questionnaire: Questionnaire,
    /// How many answers wait. Only ever shown in steps of five.
    waiting: u64,
    summary: Summary,
    /// What came of it, in the words of the screen.
    said: Option<Protected<Report>>,
    tablets: Vec<Tablet>,
}

impl Standing {
    async fn read(state: &Shared, (room, code): &(String, String)) -> Result<Self, StaffError> {
        let room = event(state, room).await?;
        let code = EventCode::parse(code).ok_or(StaffError::NotFound)?;
        let vote = state.flow.store.event(&code).await?.ok_or(StaffError::NotFound)?;
        let tie = state.flow.store.tie(vote.stored.id).await?.filter(|tie| tie.room == room.stored.code).ok_or(StaffError::NotFound)?;
        let published = state.flow.store.questionnaire(vote.stored.questionnaire).await?;
        let questionnaire = published.ok_or(FlowError::Broken("its questionnaire is gone"))?.questionnaire()?;
        let summary = state.flow.summary(&vote).await?;
        Ok(Self {
            said: state.flow.said_in_words(&vote, &summary, tie.words).await?,
            waiting: state.flow.store.waiting(vote.stored.id).await?,
            summary,
            tablets: state.flow.store.tablets(room.stored.id).await?,
            room,
            vote,
            tie,
            questionnaire,
        })
    }

    fn is_open(&self) -> bool {
        self.vote.stored.state == State::Open
    }

    /// The one question.
    fn question(&self) -> Option<&Question> {
        self.questionnaire.questions.first()
    }

    /// The address of the officer's page about it.
    fn address(&self) -> String {
        format!("/events/{}/votes/{}", self.room.stored.code, self.vote.stored.code)
    }
}

/// A text as it stands on the big screen.
fn words<'a>(questionnaire: &Questionnaire, words: Band, wording: &'a Wording) -> Option<&'a str> {
    let first: Language = questionnaire.first_language();
    wording.find(words, &first, &first)
}

/// The votes of an event, and the questions that can be asked.
pub(super) async fn list(state: web::Data<Shared>, runner: Runner, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    listed(&state, &runner, event(&state, &path).await?, &Problems::default()).await
}

async fn listed(state: &Shared, runner: &Runner, room: Event, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let of = pages::Room {
        votes: state.flow.store.votes(room.stored.id).await?,
        votable: state.flow.votable(&room).await?,
        tablets: state.flow.store.tablets(room.stored.id).await?.iter().filter(|t| !t.revoked).count(),
        room,
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page(status, pages::list(&runner.signed, &of, problems)))
}

/// A question as it is named in a form: the row of its questionnaire version, and its code.
fn named(text: &str) -> Option<(i32, &str)> {
    let (questionnaire, question) = text.split_once('.')?;
    Some((questionnaire.parse().ok()?, question))
}

/// Why a vote was not started, as a problem of the form; what is nobody's fault is an error.
fn problem(error: VoteError, problems: &mut Problems) -> Result<(), StaffError> {
    let words = match error {
        VoteError::Flow(error) => return Err(error.into()),
        VoteError::NoSuchQuestion => "Choose a question from the list".to_owned(),
        VoteError::RoomClosed => "The event is closed: nobody is in the room any more".to_owned(),
        VoteError::Running => "A vote is open. Close it before you ask the next question".to_owned(),
        VoteError::Refused(why) => capital(&why.to_string()),
    };
    problems.add("ask", words);
    Ok(())
}

/// The question that was chosen, before it is asked.
pub(super) async fn ask(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, StaffError> {
    asked(&state, &runner, &path, &Fields(query.into_inner()), Problems::default()).await
}

async fn asked(state: &Shared, runner: &Runner, room: &str, fields: &Fields, mut problems: Problems) -> Result<HttpResponse, StaffError> {
    let room = event(state, room).await?;
    let chosen = match named(fields.get("ask")) {
        Some((questionnaire, question)) => state.flow.to_vote_on(&room, questionnaire, question).await,
        None => Err(VoteError::NoSuchQuestion),
    };
    match chosen {
        Ok((_, whole)) => {
            let code = named(fields.get("ask")).map_or("", |(_, code)| code);
            let question = whole.question(code).ok_or(StaffError::NotFound)?;
            let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok(page(status, pages::ask(&runner.signed, &room, (&whole, question), fields, &problems)))
        }
        Err(error) => {
            if problems.is_empty() {
                problem(error, &mut problems)?;
            }
            listed(state, runner, room, &problems).await
        }
    }
}

/// Starts a vote.
pub(super) async fn start(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let room = event(&state, &path).await?;
    let mut problems = Problems::default();
    let words = Band::parse(fields.get("words"));
    if words.is_none() {
        problems.add("words", "Choose the words for the big screen");
    }
    let shared = match fields.get("shared") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    if shared.is_none() {
        problems.add("shared", "Say whether children share tablets");
    }
    if let (Some(words), Some(shared), Some((questionnaire, question))) = (words, shared, named(fields.get("ask"))) {
        let new = NewVote { questionnaire, question, words, shared };
        match state.flow.start_vote((&runner.may, runner.signed.staff.id), &room, &new, Shared::today()).await {
            Ok(code) => return Ok(see(&format!("/events/{}/votes/{code}", room.stored.code))),
            Err(error) => problem(error, &mut problems)?,
        }
    }
    asked(&state, &runner, &path, &fields, problems).await
}

/// One vote, for the officer.
pub(super) async fn show(state: web::Data<Shared>, runner: Runner, path: web::Path<(String, String)>) -> Result<HttpResponse, StaffError> {
    shown(&state, &runner, &path, &Fields::default(), &Problems::default()).await
}

async fn shown(
    state: &Shared,
    runner: &Runner,
    path: &(String, String),
    fields: &Fields,
    problems: &Problems,
) -> Result<HttpResponse, StaffError> {
    // What tablets have said since it was last written down.
    state.flow.note_contacts().await?;
    let standing = Standing::read(state, path).await?;
    // The officer's own count is filled in where it was not typed anew.
    let mut fields = fields.clone();
    if let (Some(here), true) = (standing.room.stored.here, problems.is_empty()) {
        fields.0.push(("attended".to_owned(), here.to_string()));
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page(status, pages::show(&runner.signed, &standing, &fields, problems)))
}

/// Closes a vote: its result is fixed, and stands on the big screen.
pub(super) async fn close(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<(String, String)>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let standing = Standing::read(&state, &path).await?;
    let mut problems = Problems::default();
    let attended = form::number(&fields, "attended", 0..=100_000, &mut problems);
    if fields.get("sure") != "yes" {
        problems.add("sure", "Ask whether everybody has voted, and tick the box");
    }
    fewer::asked(attended, standing.waiting, &fields, &mut problems);
    let (Some(attended), true) = (attended, problems.is_empty()) else {
        return shown(&state, &runner, &path, &fields, &problems).await;
    };
    let live = state.flow.live(&standing.vote.stored.code).await?.ok_or(StaffError::NotFound)?;
    match state.flow.close_event(&live, attended, Shared::today()).await {
        // Closed by somebody else a moment before: what came of it stands on the screen.
        Ok(_) | Err(CloseError::ClosedBefore) => Ok(see(&format!("{}/screen", standing.address()))),
        Err(CloseError::OverBudget(over)) => {
            problems.add("attended", over.to_string());
            shown(&state, &runner, &path, &fields, &problems).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The big screen.
pub(super) async fn big_screen(
    state: web::Data<Shared>,
    _runner: Runner,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    Ok(page(StatusCode::OK, screen::show(&Standing::read(&state, &path).await?)))
}

/// The big screen as it changes.
pub(super) async fn live(
    request: HttpRequest,
    state: web::Data<Shared>,
    _runner: Runner,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, StaffError> {
    Standing::read(&state, &path).await?;
    let of = Rc::new((state.clone(), path.into_inner()));
    Ok(follow(&request, state, move || {
        let of = Rc::clone(&of);
        async move { Ok(screen::parts(&Standing::read(&of.0, &of.1).await?)) }
    }))
}
