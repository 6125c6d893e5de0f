//! Votes in the room: events of one question, and in whose room each is held.

use super::{Event, Store, StoreError, Write};
use crate::domain::event::{EventCode, Kind, NewEvent, State};
use crate::domain::vote::Tie;
use crate::domain::wording::Band;
use entity::{event, vote};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

impl Store {
    /// In whose room a vote is held; none if the event is no vote.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tie(&self, event: i32) -> Result<Option<Tie>, StoreError> {
        const BAD: StoreError = StoreError::BadRow("vote");
        let Some(row) = vote::Entity::find_by_id(event).one(&self.read).await? else { return Ok(None) };
        let room = event::Entity::find_by_id(row.room_id).one(&self.read).await?.ok_or(BAD)?;
        let room = EventCode::parse(&room.code).ok_or(BAD)?;
        Ok(Some(Tie { room, words: Band::parse(&row.words).ok_or(BAD)?, shared: row.shared }))
    }

    /// The votes held in the room of an event, the last first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn votes(&self, room: i32) -> Result<Vec<Event>, StoreError> {
        let rows = vote::Entity::find().filter(vote::Column::RoomId.eq(room)).all(&self.read).await?;
        let ids: Vec<i32> = rows.iter().map(|row| row.event_id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut votes = self.events_of(&ids).await?;
        votes.sort_by_key(|vote| std::cmp::Reverse(vote.stored.id));
        Ok(votes)
    }

    /// The code of the vote that is open in the room of an event now.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn open_vote(&self, room: i32) -> Result<Option<EventCode>, StoreError> {
        let votes = vote::Entity::find().filter(vote::Column::RoomId.eq(room)).select_only().column(vote::Column::EventId);
        let ids: Vec<i32> = votes.into_tuple().all(&self.read).await?;
        if ids.is_empty() {
            return Ok(None);
        }
        let open = event::Entity::find().filter(event::Column::Id.is_in(ids)).filter(event::Column::State.eq(State::Open.as_str()));
        let Some(row) = open.one(&self.read).await? else { return Ok(None) };
        EventCode::parse(&row.code).map(Some).ok_or(StoreError::BadRow("event"))
    }
}

impl Write {
    /// Adds a vote under a code, held in the room of an event; gives its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_vote(&self, code: &EventCode, new: &NewEvent, room: i32, words: Band, shared: bool) -> Result<i32, StoreError> {
        let id = self.add_event_of(Kind::Vote, code, new).await?;
        let row = vote::ActiveModel { event_id: Set(id), room_id: Set(room), words: Set(words.as_str().to_owned()), shared: Set(shared) };
        vote::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(id)
    }
}
