//! What readers decided, in the database.

use super::remark::remark_id;
use super::{Store, StoreError, Write};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::reading::{Added, Note, Reading, Reference, Referral, State};
use entity::{reading, referral_note, remark_tag};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use time::Date;

/// What came of a decision.
#[derive(Debug, PartialEq, Eq)]
pub enum Decided {
    /// It stands.
    Now,
    /// Somebody else had decided.
    Before(Reading),
}

fn to_domain(row: reading::Model) -> Result<Reading, StoreError> {
    const BAD: StoreError = StoreError::BadRow("reading");
    let reference = match (row.reference, row.reference_on) {
        (Some(text), Some(on)) => Some((Reference::parse(&text).map_err(|_| BAD)?, on)),
        (None, None) => None,
        _ => return Err(BAD),
    };
    Ok(Reading {
        state: State::parse(&row.state).ok_or(BAD)?,
        by: Some(row.staff_id),
        on: Some(row.decided_on),
        note: row.note.map(|n| Note::parse(&n)).transpose().map_err(|_| BAD)?,
        reference,
        added: Vec::new(),
    })
}

fn key(event: i32, id: &RemarkId) -> (Vec<u8>, i32) {
    (id.bytes().to_vec(), event)
}

async fn one(db: &impl ConnectionTrait, event: i32, id: &RemarkId) -> Result<Reading, StoreError> {
    let row = reading::Entity::find_by_id(key(event, id)).one(db).await?;
    let mut there = row.map_or(Ok(Reading::UNREAD), to_domain)?;
    there.added = added(db, event).await?.remove(id).unwrap_or_default();
    Ok(there)
}

/// What was added to the records of an event's remarks, each in the order in which it was written.
async fn added(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<RemarkId, Vec<Added>>, StoreError> {
    let of_event = referral_note::Entity::find().filter(referral_note::Column::EventId.eq(event));
    let mut added: HashMap<RemarkId, Vec<Added>> = HashMap::new();
    for row in of_event.order_by_asc(referral_note::Column::Id).all(db).await? {
        let note = Note::parse(&row.note).map_err(|_| StoreError::BadRow("referral_note"))?;
        added.entry(remark_id(row.remark_id)?).or_default().push(Added { by: row.staff_id, on: row.written_on, note });
    }
    Ok(added)
}

async fn all(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<RemarkId, Reading>, StoreError> {
    let rows = reading::Entity::find().filter(reading::Column::EventId.eq(event)).all(db).await?;
    let mut added = added(db, event).await?;
    let mut readings = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = remark_id(row.remark_id.clone())?;
        readings.insert(id, Reading { added: added.remove(&id).unwrap_or_default(), ..to_domain(row)? });
    }
    // What was taken back stays on record, on a remark that is unread again.
    for (id, added) in added {
        readings.insert(id, Reading { added, ..Reading::UNREAD });
    }
    Ok(readings)
}

impl Store {
    /// What was decided on an event's remarks.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn readings(&self, event: i32) -> Result<HashMap<RemarkId, Reading>, StoreError> {
        all(&self.read, event).await
    }

    /// What was decided on a remark.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn reading(&self, event: i32, id: &RemarkId) -> Result<Reading, StoreError> {
        one(&self.read, event, id).await
    }

    /// The themes that an event's remarks were tagged with.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tags(&self, event: i32) -> Result<HashMap<RemarkId, Vec<Code>>, StoreError> {
        tags(&self.read, event).await
    }
}

async fn tags(db: &impl ConnectionTrait, event: i32) -> Result<HashMap<RemarkId, Vec<Code>>, StoreError> {
    let of_event = remark_tag::Entity::find().filter(remark_tag::Column::EventId.eq(event)).order_by_asc(remark_tag::Column::Tag);
    let mut tags: HashMap<RemarkId, Vec<Code>> = HashMap::new();
    for row in of_event.all(db).await? {
        let tag = Code::parse(&row.tag).map_err(|_| StoreError::BadRow("remark_tag"))?;
        tags.entry(remark_id(row.remark_id)?).or_default().push(tag);
    }
    Ok(tags)
}

impl Write {
    /// What was decided on an event's remarks, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn readings(&self, event: i32) -> Result<HashMap<RemarkId, Reading>, StoreError> {
        all(&self.tx, event).await
    }

    /// What was decided on a remark, as it stands in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn reading(&self, event: i32, id: &RemarkId) -> Result<Reading, StoreError> {
        one(&self.tx, event, id).await
    }

    /// Decides on a remark that nobody has decided on. Of two at once one wins, and the other is told what
    /// was decided. That an interpreter is needed gives way to a decision.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn decide(
        &self,
        event: i32,
        id: &RemarkId,
        state: State,
        note: Option<&Note>,
        by: i32,
        on: Date,
    ) -> Result<Decided, StoreError> {
        let row = reading::ActiveModel {
            event_id: Set(event),
            remark_id: Set(id.bytes().to_vec()),
            state: Set(state.as_str().to_owned()),
            staff_id: Set(by),
            decided_on: Set(on),
            note: Set(note.map(|n| n.as_str().to_owned())),
            reference: Set(None),
            reference_on: Set(None),
        };
        let once = OnConflict::columns([reading::Column::EventId, reading::Column::RemarkId]).do_nothing().to_owned();
        if reading::Entity::insert(row.clone()).on_conflict(once).exec_without_returning(&self.tx).await? == 1 {
            return Ok(Decided::Now);
        }
        let waiting = reading::Entity::update_many()
            .set(row)
            .filter(reading::Column::EventId.eq(event))
            .filter(reading::Column::RemarkId.eq(id.bytes().to_vec()))
            .filter(reading::Column::State.eq(State::NeedsInterpreter.as_str()));
        if waiting.exec(&self.tx).await?.rows_affected == 1 {
            return Ok(Decided::Now);
        }
        Ok(Decided::Before(one(&self.tx, event, id).await?))
    }

    /// Passes a remark on, whatever was decided before. False if it was passed on before, does not open or was taken out.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn escalate(&self, event: i32, id: &RemarkId, referral: &Referral, by: i32, on: Date) -> Result<bool, StoreError> {
        let row = reading::ActiveModel {
            event_id: Set(event),
            remark_id: Set(id.bytes().to_vec()),
            state: Set(State::Escalated.as_str().to_owned()),
            staff_id: Set(by),
            decided_on: Set(on),
            note: Set(referral.note().map(|n| n.as_str().to_owned())),
            reference: Set(referral.reference().map(|r| r.as_str().to_owned())),
            reference_on: Set(referral.reference().map(|_| on)),
        };
        let once = OnConflict::columns([reading::Column::EventId, reading::Column::RemarkId]).do_nothing().to_owned();
        if reading::Entity::insert(row.clone()).on_conflict(once).exec_without_returning(&self.tx).await? == 1 {
            return Ok(true);
        }
        let gives_way = [State::NeedsInterpreter, State::NothingToDo, State::Offered].map(State::as_str);
        let passed_on = reading::Entity::update_many()
            .set(row)
            .filter(reading::Column::EventId.eq(event))
            .filter(reading::Column::RemarkId.eq(id.bytes().to_vec()))
            .filter(reading::Column::State.is_in(gives_way));
        Ok(passed_on.exec(&self.tx).await?.rows_affected == 1)
    }

    /// Adds to the record of a remark that was passed on.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn add_note(&self, event: i32, id: &RemarkId, added: &Added) -> Result<(), StoreError> {
        let row = referral_note::ActiveModel {
            event_id: Set(event),
            remark_id: Set(id.bytes().to_vec()),
            staff_id: Set(added.by),
            written_on: Set(added.on),
            note: Set(added.note.as_str().to_owned()),
            ..Default::default()
        };
        referral_note::Entity::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Takes back what was decided, if it is still that.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn undo(&self, event: i32, id: &RemarkId, was: State) -> Result<bool, StoreError> {
        let gone = reading::Entity::delete_many()
            .filter(reading::Column::EventId.eq(event))
            .filter(reading::Column::RemarkId.eq(id.bytes().to_vec()))
            .filter(reading::Column::State.eq(was.as_str()))
            .filter(reading::Column::Reference.is_null());
        Ok(gone.exec(&self.tx).await?.rows_affected == 1)
    }

    /// Enters the reference of a referral, in the place of the one that was there.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn enter_reference(&self, event: i32, id: &RemarkId, reference: &Reference, on: Date) -> Result<(), StoreError> {
        let row =
            reading::ActiveModel { reference: Set(Some(reference.as_str().to_owned())), reference_on: Set(Some(on)), ..Default::default() };
        let noted = reading::Entity::update_many()
            .set(row)
            .filter(reading::Column::EventId.eq(event))
            .filter(reading::Column::RemarkId.eq(id.bytes().to_vec()))
            .filter(reading::Column::State.eq(State::Escalated.as_str()));
        noted.exec(&self.tx).await?;
        Ok(())
    }

    /// Notes that a remark that was decided on was taken out by the child.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn note_taken_out(&self, event: i32, id: &RemarkId, by: i32, on: Date) -> Result<(), StoreError> {
        let row = reading::ActiveModel {
            event_id: Set(event),
            remark_id: Set(id.bytes().to_vec()),
            state: Set(State::TakenOut.as_str().to_owned()),
            staff_id: Set(by),
            decided_on: Set(on),
            ..Default::default()
        };
        reading::Entity::update(row).exec(&self.tx).await?;
        Ok(())
    }

    /// The themes that an event's remarks were tagged with, as they stand in this transaction.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tags(&self, event: i32) -> Result<HashMap<RemarkId, Vec<Code>>, StoreError> {
        tags(&self.tx, event).await
    }

    /// Tags a remark with exactly these themes.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub async fn tag(&self, event: i32, id: &RemarkId, tags: &[Code]) -> Result<(), StoreError> {
        remark_tag::Entity::delete_many()
            .filter(remark_tag::Column::EventId.eq(event))
            .filter(remark_tag::Column::RemarkId.eq(id.bytes().to_vec()))
            .exec(&self.tx)
            .await?;
        let rows = tags.iter().map(|tag| remark_tag::ActiveModel {
            event_id: Set(event),
            remark_id: Set(id.bytes().to_vec()),
            tag: Set(tag.to_string()),
        });
        if !tags.is_empty() {
            remark_tag::Entity::insert_many(rows).exec_without_returning(&self.tx).await?;
        }
        Ok(())
    }
}
