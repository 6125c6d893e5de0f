//! Passing a remark on: it wins over every other decision, and its record only grows.

use super::reading::check;
use super::{Flow, LiveEvent, ReadError};
use crate::domain::envelope::RemarkId;
use crate::domain::quote::State as Quoted;
use crate::domain::reading::{Added, LONGEST_NOTE, Note, Reading, Referral, State};
use crate::domain::staff::MayRead;
use crate::domain::words;
use crate::store::{StoreError, TakenOut, Write};
use time::Date;

impl Flow {
    /// Passes a remark on, whatever was decided on it before: what that was stays on record, and what was to be quoted
    /// of it and is not published is withdrawn. If somebody has passed it on already, this is added to the record. Gives
    /// what stood before, so that whoever did it is told.
    pub(super) async fn escalate(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        id: RemarkId,
        referral: &Referral,
        on: Date,
    ) -> Result<Reading, ReadError> {
        if self.remark(may, live, id).await?.words.is_none() {
            return Err(ReadError::DoesNotOpen);
        }
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let before = write.reading(event, &id).await?;
        if write.escalate(event, &id, referral, may.staff(), on).await? {
            if let Some(added) = was_decided(&before) {
                write.add_note(event, &id, &added).await?;
            }
            self.withdraw_quotes_of(&write, may, live, id, &[Quoted::Proposed, Quoted::SentBack, Quoted::Approved], on).await?;
        } else if before.state == State::Escalated {
            add(&write, may, event, id, &before, referral, on).await?;
        } else {
            return Err(ReadError::NotNow(before));
        }
        write.commit().await?;
        self.remarked.notify_one();
        Ok(before)
    }

    /// Adds to the record of a remark that was passed on: what was done since, or its reference, which may be corrected.
    /// From the reference on the text may be destroyed when it is due.
    ///
    /// # Errors
    /// [`ReadError`]; then nothing has changed.
    pub async fn add_to_referral(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        id: RemarkId,
        referral: &Referral,
        on: Date,
    ) -> Result<(), ReadError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let reading = write.reading(event, &id).await?;
        if reading.state != State::Escalated {
            return Err(ReadError::NotNow(reading));
        }
        add(&write, may, event, id, &reading, referral, on).await?;
        write.commit().await?;
        Ok(())
    }

    /// What was passed on at an event, newest first: also what the record says when the words are destroyed.
    ///
    /// # Errors
    /// [`ReadError`] if it is not this reader's, or the database fails.
    pub async fn passed_on(&self, may: &MayRead, live: &LiveEvent) -> Result<Vec<(RemarkId, Reading)>, ReadError> {
        let event = check(may, live)?;
        let readings = self.store.readings(event).await?.into_iter();
        let mut passed_on: Vec<_> = readings.filter(|(_, reading)| reading.state == State::Escalated).collect();
        passed_on.sort_by_key(|(id, reading)| (std::cmp::Reverse(reading.on), *id));
        Ok(passed_on)
    }

    /// Withdraws those quotes of a remark that are in one of some states: their texts go, in the files first, so that a
    /// database restored from a backup does not show them again.
    pub(super) async fn withdraw_quotes_of(
        &self,
        write: &Write,
        may: &MayRead,
        live: &LiveEvent,
        id: RemarkId,
        states: &[Quoted],
        on: Date,
    ) -> Result<(), ReadError> {
        let quotes = write.quotes(live.event.stored.id).await?;
        for quote in quotes.into_iter().filter(|quote| quote.remark == Some(id) && states.contains(&quote.state)) {
            let taken = TakenOut { quote: quote.id, by: may.staff(), on };
            self.files.take_out_quote(&live.event.stored.code, taken).map_err(StoreError::from)?;
            write.withdraw_quote(&quote.id, may.staff(), on, None).await?;
        }
        Ok(())
    }
}

/// What stays on record of a decision that gave way.
fn was_decided(before: &Reading) -> Option<Added> {
    let (by, on) = before.by.zip(before.on)?;
    let what = match before.state {
        State::NothingToDo => "Had decided: nothing to do.",
        State::Offered => "Had offered it as a quote.",
        _ => return None,
    };
    Some(Added { by, on, note: Note::parse(what).ok()? })
}

/// Notes that a remark had been passed on and that this was taken back: that too stays on record.
pub(super) async fn note_undone(write: &Write, event: i32, id: &RemarkId, before: &Reading, by: i32, on: Date) -> Result<(), StoreError> {
    let said = before.note.as_ref().map_or_else(String::new, |note| format!(" The note was: {}", note.as_str()));
    let what: String = format!("Had passed it on, and took that back the same day.{said}").chars().take(LONGEST_NOTE).collect();
    match Note::parse(&what) {
        Ok(note) => write.add_note(event, id, &Added { by, on, note }).await,
        Err(_) => Ok(()),
    }
}

/// Adds what is new in a referral; the same again changes nothing.
async fn add(
    write: &Write,
    may: &MayRead,
    event: i32,
    id: RemarkId,
    there: &Reading,
    referral: &Referral,
    on: Date,
) -> Result<(), StoreError> {
    let by = may.staff();
    let known = |note: &Note| there.note.as_ref() == Some(note) || there.added.iter().any(|added| added.note == *note);
    if let Some(note) = referral.note().filter(|note| !known(note)) {
        write.add_note(event, &id, &Added { by, on, note: note.clone() }).await?;
    }
    let before = there.reference.as_ref().map(|(reference, on)| (reference.as_str(), *on));
    if let Some(reference) = referral.reference().filter(|new| before.is_none_or(|(old, _)| old != new.as_str())) {
        let what = match before {
            Some((old, entered)) => {
                format!("Corrected the reference to “{}”. It was “{old}”, entered on {}.", reference.as_str(), words::day(entered))
            }
            None => format!("Entered the reference “{}”.", reference.as_str()),
        };
        if let Ok(note) = Note::parse(&what) {
            write.add_note(event, &id, &Added { by, on, note }).await?;
        }
        write.enter_reference(event, &id, reference, on).await?;
    }
    Ok(())
}
