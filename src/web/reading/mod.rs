//! Children's own words: the queue, what is decided, quotes and themes. Only for the reader and the deputy whom an event names.
//!
//! A handler enters an event's reading [`Room`] and holds its [`MayRead`]; whoever is not named finds nothing there. What
//! children write stands in pages as text, and nowhere else: not in an address, a title, a log or an error.

mod change;
mod decide;
mod desk;
mod pages;
mod quote_pages;
mod quotes;
mod referral;
mod text;
mod themes;

pub(super) use decide::decide;
pub(super) use pages::overdue;
pub(super) use quotes::{look, propose, publish, quotes, redact, second};
pub(super) use themes::{release, themes};

use super::State;
use super::error::{StaffError, page};
use super::session::{Fields, Reader, Signed};
use crate::domain::envelope::RemarkId;
use crate::domain::event::EventCode;
use crate::domain::reading::Remark;
use crate::domain::reading::State::{NeedsInterpreter, Unread};
use crate::domain::remark::{Lists, Names};
use crate::domain::safeguarding::clock;
use crate::domain::staff::{MayRead, Staff};
use crate::flow::{FlowError, LiveEvent, ReadError};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use std::sync::{Arc, RwLock};
use time::{Date, OffsetDateTime, PrimitiveDateTime};

impl From<ReadError> for StaffError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotYours | ReadError::Gone => Self::NotFound,
            ReadError::DecidedBefore(_) | ReadError::NotNow(_) | ReadError::DoesNotOpen | ReadError::NoTheme => Self::StaleForm,
            ReadError::Flow(error) => Self::Failed(error),
        }
    }
}

/// The names by which a child could be known, ready for finding; made anew when one is added.
#[derive(Default)]
pub(super) struct Known(RwLock<Option<(Names, Arc<Lists>)>>);

/// An event's reading room: who is in it, by which authority, and what helps.
struct Room {
    signed: Signed,
    may: MayRead,
    live: Arc<LiveEvent>,
    staff: Vec<Staff>,
    names: Arc<Lists>,
}

impl Room {
    /// Lets in whoever is named; for everybody else there is nothing here.
    async fn enter(state: &State, reader: Reader, code: &str) -> Result<Self, StaffError> {
        let code = EventCode::parse(code).ok_or(StaffError::NotFound)?;
        let live = state.flow.live(&code).await?.ok_or(StaffError::NotFound)?;
        let may = state.flow.may_read(&reader.signed.staff, &live.event).await?.ok_or(StaffError::NotFound)?;
        let staff = state.flow.store.all_staff().await?;
        let names = names(state, &staff).await?;
        Ok(Self { signed: reader.signed, may, live, staff, names })
    }

    /// All remarks of the event, in the order in which they are read.
    async fn queue(&self, state: &State) -> Result<Vec<Remark>, StaffError> {
        let lists = Arc::clone(&state.settings.lists);
        Ok(state.flow.queue(&self.may, &self.live, move |text| lists.score(text)).await?)
    }

    /// The name of a member of staff.
    fn name(&self, id: Option<i32>) -> &str {
        id.and_then(|id| self.staff.iter().find(|s| s.id == id)).map_or("somebody", |s| s.name.as_str())
    }

    /// The address of the event's pages for reading.
    fn at(&self) -> String {
        format!("/reading/{}", self.live.event.stored.code)
    }
}

/// What the organisation's lists name, with the services and staff that Sayso knows.
async fn names(state: &State, staff: &[Staff]) -> Result<Arc<Lists>, StaffError> {
    let mut names = state.settings.lists.names().clone();
    names.homes.extend(state.flow.store.services().await?.into_iter().map(|s| s.name));
    names.staff.extend(staff.iter().map(|s| s.name.clone()));
    let known =
        state.names.0.read().ok().and_then(|known| known.as_ref().filter(|(of, _)| *of == names).map(|(_, lists)| Arc::clone(lists)));
    if let Some(lists) = known {
        return Ok(lists);
    }
    let (names, lists) = web::block(move || {
        let lists = Arc::new(Lists::new(&names));
        (names, lists)
    })
    .await
    .map_err(|_| FlowError::Broken("making the lists ready was interrupted"))?;
    if let Ok(mut known) = state.names.0.write() {
        *known = Some((names, Arc::clone(&lists)));
    }
    Ok(lists)
}

/// The clock by which something is to be read.
pub(in crate::web) fn now() -> PrimitiveDateTime {
    clock(OffsetDateTime::now_utc())
}

fn today() -> Date {
    State::today()
}

/// The events that somebody reads.
pub(super) async fn list(state: web::Data<State>, reader: Reader) -> Result<HttpResponse, StaffError> {
    let events = state.flow.to_read(&reader.signed.staff).await?;
    Ok(page(StatusCode::OK, pages::list(&reader.signed, &events, now(), state.settings.lists.faults())))
}

/// What is to be read first, and what was decided just now.
pub(super) async fn first(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<String>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path).await?;
    let done = RemarkId::parse(Fields(query.into_inner()).get("done"));
    let at = room.queue(&state).await?;
    // What somebody marked for an interpreter waits in its place, and is not asked about again before the rest is read.
    let of = |state| at.iter().position(|r| r.reading.state == state);
    let first = of(Unread).or_else(|| of(NeedsInterpreter));
    shown(&state, &room, &at, first, &desk::Said { done, ..desk::Said::default() }, StatusCode::OK).await
}

/// One remark.
pub(super) async fn one(state: web::Data<State>, reader: Reader, path: web::Path<(String, String)>) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path.0).await?;
    let id = RemarkId::parse(&path.1).ok_or(StaffError::NotFound)?;
    show_one(&state, &room, id, &desk::Said::default(), StatusCode::OK).await
}

/// A remark's page with something said on it.
async fn show_one(state: &State, room: &Room, id: RemarkId, said: &desk::Said, status: StatusCode) -> Result<HttpResponse, StaffError> {
    let queue = room.queue(state).await?;
    let at = queue.iter().position(|r| r.id == id).ok_or(StaffError::NotFound)?;
    shown(state, room, &queue, Some(at), said, status).await
}

async fn shown(
    state: &State,
    room: &Room,
    queue: &[Remark],
    at: Option<usize>,
    said: &desk::Said,
    status: StatusCode,
) -> Result<HttpResponse, StaffError> {
    let event = room.live.event.stored.id;
    let counted = state.flow.store.theme_tables(event).await?.into_iter().map(|table| table.question).collect();
    let quotes = state.flow.store.quotes(event).await?;
    let desk = desk::Desk {
        room,
        queue,
        at,
        lists: &state.settings.lists,
        call: &state.settings.call,
        counted,
        quotes: &quotes,
        today: today(),
        now: now(),
        said,
    };
    Ok(page(status, desk.page()))
}

/// What was read, to be found again: where a child points at her words.
pub(super) async fn read(
    state: web::Data<State>,
    reader: Reader,
    path: web::Path<String>,
    query: web::Query<Vec<(String, String)>>,
) -> Result<HttpResponse, StaffError> {
    let room = Room::enter(&state, reader, &path).await?;
    let from = Fields(query.into_inner()).get("from").parse().unwrap_or(0);
    let mut queue = room.queue(&state).await?;
    queue.retain(|r| !r.reading.state.is_unread());
    let passed_on = state.flow.passed_on(&room.may, &room.live).await?;
    Ok(page(StatusCode::OK, pages::read(&room, &queue, from, &passed_on)))
}
