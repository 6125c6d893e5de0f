//! The board of an event on its day: hands, tablets, how many answers are in, children here. Live by
//! server-sent events; without JavaScript it is as it was when the page was loaded.

mod live;
mod pages;
mod parts;

pub(super) use live::live;
pub(super) use parts::{WATCHED, ago, before_closing, held, to_read, vote_first};

use super::State as Shared;
use super::account::see;
use super::error::{StaffError, page};
use super::part::form::{self, Problems};
use super::session::{Fields, Form, Runner};
use crate::domain::event::{EventCode, Kind, State};
use crate::domain::hand::Hand;
use crate::domain::tablet::Tablet;
use crate::flow::EARLY;
use crate::store::Event;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};

/// The event with a code that stands in an address. Not one at which nobody answers.
pub(super) async fn event(state: &Shared, code: &str) -> Result<Event, StaffError> {
    let code = EventCode::parse(code).ok_or(StaffError::NotFound)?;
    let event = state.flow.store.event(&code).await?;
    event.filter(|e| e.stored.kind == Kind::Event).ok_or(StaffError::NotFound)
}

/// How things stand at an event.
pub(super) struct Standing {
    pub(super) event: Event,
    pub(super) tablets: Vec<Tablet>,
    pub(super) hands: Vec<Hand>,
    /// Members of staff by their rows.
    pub(super) staff: Vec<(i32, String)>,
    /// How many answers wait. Only ever shown in steps of five.
    pub(super) waiting: u64,
    /// The vote that is open in the room.
    pub(super) vote: Option<Event>,
    /// How many remarks are unread, as it is told to officers: shown in steps of five; none if nothing is asked for own
    /// words.
    pub(super) unread: Option<u64>,
    /// Whether an early look can be taken, or was.
    pub(super) early: Early,
    pub(super) now: i64,
}

/// The early look of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Early {
    /// Not under this promise.
    Never,
    /// Too few answers yet.
    NotYet,
    /// Can be taken.
    Now,
    /// Was taken.
    Taken,
}

impl Standing {
    pub(super) async fn read(state: &Shared, event: Event) -> Result<Self, StaffError> {
        let store = &state.flow.store;
        let id = event.stored.id;
        let waiting = store.waiting(id).await?;
        let early = if event.stored.state != State::Open || !event.stored.policy.allows_early_look() {
            Early::Never
        } else if !store.releases(id).await?.is_empty() {
            Early::Taken
        } else if waiting >= EARLY {
            Early::Now
        } else {
            Early::NotYet
        };
        let unread = match event.stored.safeguarding {
            Some(_) => Some(state.flow.unread_told(&event, Shared::now()).await?.unread),
            None => None,
        };
        Ok(Self {
            tablets: store.tablets(id).await?,
            hands: store.hands(id).await?,
            staff: store.all_staff().await?.into_iter().map(|s| (s.id, s.name)).collect(),
            vote: store.votes(id).await?.into_iter().find(|vote| vote.stored.state == State::Open),
            waiting,
            unread,
            early,
            now: Shared::now(),
            event,
        })
    }
}

/// The board.
pub(super) async fn show(state: web::Data<Shared>, runner: Runner, path: web::Path<String>) -> Result<HttpResponse, StaffError> {
    shown(&state, &runner, &path, &Fields::default(), &Problems::default()).await
}

async fn shown(state: &Shared, runner: &Runner, code: &str, fields: &Fields, problems: &Problems) -> Result<HttpResponse, StaffError> {
    let event = event(state, code).await?;
    // What tablets have said since it was last written down.
    state.flow.note_contacts().await?;
    let standing = Standing::read(state, event).await?;
    let here = Fields(vec![("here".to_owned(), standing.event.stored.here.map(|n| n.to_string()).unwrap_or_default())]);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let fields = if problems.is_empty() { &here } else { fields };
    Ok(page(status, pages::board(&runner.signed, &standing, fields, problems)))
}

/// Keeps how many children are here.
pub(super) async fn here(
    state: web::Data<Shared>,
    runner: Runner,
    path: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, StaffError> {
    let fields = Fields::checked(form, &runner.signed)?;
    let mut problems = Problems::default();
    let event = event(&state, &path).await?;
    // The close has asked how many came, and fixed it.
    if event.stored.state != State::Open {
        return Err(StaffError::StaleForm);
    }
    match form::number(&fields, "here", 0..=100_000, &mut problems) {
        Some(here) => {
            state.flow.set_here(&runner.may, &event, here).await?;
            Ok(see(&format!("/events/{}/board", event.stored.code)))
        }
        None => shown(&state, &runner, &path, &fields, &problems).await,
    }
}
