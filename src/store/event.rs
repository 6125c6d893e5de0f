//! Events in the database.

use super::{Store, StoreError, Write};
use crate::domain::adult::Numbers;
use crate::domain::code::Code;
use crate::domain::event::{EventCode, Kind, NewEvent, State, Version};
use crate::domain::policy::Policy;
use crate::domain::safeguarding::Safeguarding;
use entity::{event, questionnaire, service};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use time::Date;

/// An event as it is kept.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// The row.
    pub id: i32,
    /// Its code in links.
    pub code: EventCode,
    /// Its name.
    pub name: String,
    /// The row of its service.
    pub service: i32,
    /// The row of its questionnaire version.
    pub questionnaire: i32,
    /// Its policy.
    pub policy: Policy,
    /// How many children are expected.
    pub expected: u32,
    /// The first day.
    pub opens_on: Date,
    /// The last day.
    pub closes_on: Date,
    /// Where it is in its life.
    pub state: State,
    /// How many children came; none before it was closed.
    pub attended: Option<u32>,
    /// The day on which it was closed.
    pub closed_on: Option<Date>,
    /// Whether its figures are made up.
    pub demonstration: bool,
    /// What it is.
    pub kind: Kind,
    /// Why plain counts are shown.
    pub reason: Option<String>,
    /// Whether it takes nothing in any more: its receipts are gone.
    pub ended: bool,
    /// Whether a child is asked first if she can answer without anyone seeing.
    pub asks_alone: bool,
    /// Where children can see what was said.
    pub shown_at: Option<String>,
    /// Who reads what children write, and by when.
    pub safeguarding: Option<Safeguarding>,
    /// How many children are here, as the officer counted.
    pub here: Option<u32>,
    /// Numbers to phone or text.
    pub numbers: Numbers,
    /// Four digits by which a tablet leaves full screen.
    pub way_out: Option<String>,
    /// Whether it is answered on its enrolled tablets and nowhere else.
    pub tablets_only: bool,
}

/// A pool, a wide table or one of themes to be made: an event at which nobody answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewMade {
    /// What it is, as it is stored.
    pub kind: String,
    /// Its name: the quarter of a pool.
    pub name: String,
    /// The service.
    pub service: i32,
    /// The row of the questionnaire version.
    pub questionnaire: i32,
    /// Under which policy.
    #[serde(default = "protected")]
    pub policy: Policy,
    /// Children who came, at all events in it.
    pub attended: u32,
    /// The first and last day that it covers.
    pub first_day: Date,
    /// The last day.
    pub last_day: Date,
    /// The day on which it is made.
    pub on: Date,
    /// Whether its figures are made up.
    pub demonstration: bool,
    /// Which releases a wide table or one of themes was made of: events' codes and numbers. Empty for a pool.
    pub parts: Vec<(String, u32)>,
}

/// What a file says that does not say: all that was made then was protected.
fn protected() -> Policy {
    Policy::Protected
}

/// An event with the names of what it belongs to.
#[derive(Debug, Clone)]
pub struct Event {
    /// The event.
    pub stored: StoredEvent,
    /// The name of its service.
    pub service_name: String,
    /// The code and number of its questionnaire version.
    pub version: Version,
    /// The title of its questionnaire.
    pub title: String,
}

fn to_stored(row: event::Model) -> Result<StoredEvent, StoreError> {
    const BAD: StoreError = StoreError::BadRow("event");
    let safeguarding = match (row.reader_id, row.deputy_id, row.read_by.as_deref()) {
        (Some(reader), Some(deputy), Some(time)) => {
            Some(Safeguarding { reader, deputy, read_by: Safeguarding::parse_time(time).ok_or(BAD)? })
        }
        (None, None, None) => None,
        _ => return Err(BAD),
    };
    Ok(StoredEvent {
        id: row.id,
        code: EventCode::parse(&row.code).ok_or(BAD)?,
        name: row.name,
        service: row.service_id,
        questionnaire: row.questionnaire_id,
        policy: Policy::parse(&row.policy).ok_or(BAD)?,
        expected: u32::try_from(row.expected).map_err(|_| BAD)?,
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        state: State::parse(&row.state).ok_or(BAD)?,
        attended: row.attended.map(u32::try_from).transpose().map_err(|_| BAD)?,
        closed_on: row.closed_on,
        demonstration: row.demonstration,
        kind: Kind::parse(&row.kind).ok_or(BAD)?,
        reason: row.reason,
        ended: row.ended,
        asks_alone: row.asks_alone,
        shown_at: row.shown_at,
        safeguarding,
        here: row.here.map(u32::try_from).transpose().map_err(|_| BAD)?,
        numbers: Numbers { duty_team: row.duty_team, advocate: row.advocate },
        way_out: row.way_out,
        tablets_only: row.tablets_only,
    })
}

impl Store {
    /// All events, newest first.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn events(&self) -> Result<Vec<Event>, StoreError> {
        let rows = event::Entity::find().order_by_desc(event::Column::OpensOn).order_by_desc(event::Column::Id).all(&self.read).await?;
        self.with_names(rows).await
    }

    /// An event by its code.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn event(&self, code: &EventCode) -> Result<Option<Event>, StoreError> {
        let row = event::Entity::find().filter(event::Column::Code.eq(code.as_str())).one(&self.read).await?;
        Ok(self.with_names(row.into_iter().collect()).await?.pop())
    }

    /// Events by their rows.
    pub(super) async fn events_of(&self, ids: &[i32]) -> Result<Vec<Event>, StoreError> {
        let rows = event::Entity::find().filter(event::Column::Id.is_in(ids.iter().copied())).all(&self.read).await?;
        self.with_names(rows).await
    }

    async fn with_names(&self, rows: Vec<event::Model>) -> Result<Vec<Event>, StoreError> {
        let mut questionnaires: Vec<i32> = rows.iter().map(|r| r.questionnaire_id).collect();
        questionnaires.sort_unstable();
        questionnaires.dedup();
        let mut services: Vec<i32> = rows.iter().map(|r| r.service_id).collect();
        services.sort_unstable();
        services.dedup();
        let names: Vec<(i32, String)> = service::Entity::find()
            .filter(service::Column::Id.is_in(services))
            .select_only()
            .columns([service::Column::Id, service::Column::Name])
            .into_tuple()
            .all(&self.read)
            .await?;
        let versions: Vec<(i32, String, i32, String)> = questionnaire::Entity::find()
            .filter(questionnaire::Column::Id.is_in(questionnaires))
            .select_only()
            .columns([questionnaire::Column::Id, questionnaire::Column::Code, questionnaire::Column::Number, questionnaire::Column::Title])
            .into_tuple()
            .all(&self.read)
            .await?;
        rows.into_iter()
            .map(|row| {
                const BAD: StoreError = StoreError::BadRow("event");
                let (_, code, number, title) = versions.iter().find(|v| v.0 == row.questionnaire_id).ok_or(BAD)?;
                let (_, service_name) = names.iter().find(|s| s.0 == row.service_id).ok_or(BAD)?;
                Ok(Event {
                    service_name: service_name.clone(),
                    version: Version { code: Code::parse(code).map_err(|_| BAD)?, number: *number },
                    title: title.clone(),
                    stored: to_stored(row)?,
                })
            })
            .collect()
    }
}

impl Write {
    /// Adds an event under a code; gives its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_event(&self, code: &EventCode, new: &NewEvent) -> Result<i32, StoreError> {
        self.add_event_of(Kind::Event, code, new).await
    }

    pub(super) async fn add_event_of(&self, kind: Kind, code: &EventCode, new: &NewEvent) -> Result<i32, StoreError> {
        let row = event::ActiveModel {
            code: Set(code.to_string()),
            name: Set(new.name.clone()),
            service_id: Set(new.service),
            questionnaire_id: Set(new.questionnaire),
            policy: Set(new.promise.policy().as_str().to_owned()),
            expected: Set(i32::try_from(new.expected).map_err(|_| StoreError::BadRow("event"))?),
            opens_on: Set(new.opens_on),
            closes_on: Set(new.closes_on),
            state: Set(State::Open.as_str().to_owned()),
            attended: Set(None),
            closed_on: Set(None),
            demonstration: Set(new.demonstration),
            kind: Set(kind.as_str().to_owned()),
            reason: Set(new.promise.reason().map(str::to_owned)),
            ended: Set(false),
            asks_alone: Set(new.asks_alone),
            tablets_only: Set(new.tablets_only),
            shown_at: Set(new.shown_at.clone()),
            reader_id: Set(new.safeguarding.map(|s| s.reader)),
            deputy_id: Set(new.safeguarding.map(|s| s.deputy)),
            read_by: Set(new.safeguarding.map(|s| s.read_by_text())),
            ..Default::default()
        };
        Ok(event::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }

    /// Adds a pool or wide table under a code: an event at which nobody answers, closed from the start;
    /// gives its row.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_made(&self, code: &EventCode, new: &NewMade) -> Result<i32, StoreError> {
        let children = i32::try_from(new.attended).map_err(|_| StoreError::BadRow("event"))?;
        let row = event::ActiveModel {
            code: Set(code.to_string()),
            name: Set(new.name.clone()),
            service_id: Set(new.service),
            questionnaire_id: Set(new.questionnaire),
            policy: Set(new.policy.as_str().to_owned()),
            expected: Set(children),
            opens_on: Set(new.first_day),
            closes_on: Set(new.last_day),
            state: Set(State::Fixed.as_str().to_owned()),
            attended: Set(Some(children)),
            closed_on: Set(Some(new.on)),
            demonstration: Set(new.demonstration),
            kind: Set(new.kind.clone()),
            reason: Set(None),
            ended: Set(true),
            asks_alone: Set(false),
            tablets_only: Set(false),
            shown_at: Set(None),
            ..Default::default()
        };
        Ok(event::Entity::insert(row).exec(&self.tx).await?.last_insert_id)
    }

    /// Names who reads at an event from now on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn name_readers(&self, id: i32, named: Safeguarding) -> Result<(), StoreError> {
        let row = event::ActiveModel {
            id: Set(id),
            reader_id: Set(Some(named.reader)),
            deputy_id: Set(Some(named.deputy)),
            read_by: Set(Some(named.read_by_text())),
            ..Default::default()
        };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Notes how many children are here.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn set_here(&self, id: i32, here: u32) -> Result<(), StoreError> {
        let here = i32::try_from(here).map_err(|_| StoreError::BadRow("event"))?;
        let row = event::ActiveModel { id: Set(id), here: Set(Some(here)), ..Default::default() };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Keeps the numbers of an event.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn set_numbers(&self, id: i32, numbers: &Numbers) -> Result<(), StoreError> {
        let (duty_team, advocate) = (Set(numbers.duty_team.clone()), Set(numbers.advocate.clone()));
        let row = event::ActiveModel { id: Set(id), duty_team, advocate, ..Default::default() };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Keeps the digits by which tablets of an event leave full screen.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn set_way_out(&self, id: i32, digits: &str) -> Result<(), StoreError> {
        let row = event::ActiveModel { id: Set(id), way_out: Set(Some(digits.to_owned())), ..Default::default() };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// Notes that an event takes nothing in any more: its receipts are gone.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn end_event(&self, id: i32) -> Result<(), StoreError> {
        let row = event::ActiveModel { id: Set(id), ended: Set(true), ..Default::default() };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// An event as it stands in this transaction, held against other writers until it ends.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn hold_event(&self, id: i32) -> Result<Option<StoredEvent>, StoreError> {
        event::Entity::find_by_id(id).lock_exclusive().one(&self.tx).await?.map(to_stored).transpose()
    }

    /// Notes that an event was closed.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn close_event(&self, id: i32, state: State, attended: u32, on: Date) -> Result<(), StoreError> {
        let row = event::ActiveModel {
            id: Set(id),
            state: Set(state.as_str().to_owned()),
            attended: Set(Some(i32::try_from(attended).map_err(|_| StoreError::BadRow("event"))?)),
            closed_on: Set(Some(on)),
            ..Default::default()
        };
        event::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }
}
