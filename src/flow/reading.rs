//! Reading: the queue of an event, opened in memory for whoever is named for it, and what is decided.

use super::{Flow, FlowError, LiveEvent};
use crate::domain::code::Code;
use crate::domain::envelope::RemarkId;
use crate::domain::quote::State as Quoted;
use crate::domain::reading::{Decision, Reading, Remark, State, sort};
use crate::domain::safeguarding::{ReaderFault, Safeguarding};
use crate::domain::staff::{MayRead, MayRun, Staff};
use crate::seal::{Kept, RemarkKeys};
use crate::store::{Decided, Event, KeptRemark, StoreError, Unread};
use std::sync::Arc;
use time::Date;

/// Remarks read at once.
const PAGE: u64 = 1000;

const INTERRUPTED: FlowError = FlowError::Broken("reading was interrupted");

/// Why something was not read or decided.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Another event's reader.
    #[error("only the reader and the deputy of the event may")]
    NotYours,
    /// There is no such remark, or its text is destroyed.
    #[error("there is no such remark any more")]
    Gone,
    /// Somebody else decided first; what was decided stands.
    #[error("somebody else has decided on it")]
    DecidedBefore(Reading),
    /// It stands as it is: not decided yet, built on, or not what was asked for.
    #[error("this cannot be done with it as it stands")]
    NotNow(Reading),
    /// It does not open: there is nothing to be offered, passed on or tagged.
    #[error("it does not open")]
    DoesNotOpen,
    /// The question has no such theme, or its themes were counted.
    #[error("there is no such theme to tag it with")]
    NoTheme,
    /// Something else; nothing has changed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for ReadError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// An event that somebody reads.
#[derive(Debug, Clone)]
pub struct ToRead {
    /// The event.
    pub event: Event,
    /// How much is still to be read.
    pub unread: Unread,
}

/// Opens a page of remarks and scores them.
fn open(keys: &RemarkKeys, page: Vec<KeptRemark>, score: &impl Fn(&str) -> u32) -> Vec<Remark> {
    let opened = page.into_iter().filter(|kept| keys.holds(&kept.id)).map(|kept| {
        let words = words(keys, &kept);
        let score = words.as_deref().map_or(0, score);
        Remark { id: kept.id, question: kept.question, words, reading: Reading::UNREAD, score, tags: Vec::new() }
    });
    opened.collect()
}

fn words(keys: &RemarkKeys, kept: &KeptRemark) -> Option<String> {
    match keys.unlock(&kept.id, &kept.question, &kept.sealed) {
        Ok(Kept::Words(text)) => Some(text),
        Ok(Kept::Aside(_)) | Err(_) => None,
    }
}

pub(super) fn check(may: &MayRead, live: &LiveEvent) -> Result<i32, ReadError> {
    let event = live.event.stored.id;
    if may.covers(event) { Ok(event) } else { Err(ReadError::NotYours) }
}

impl Flow {
    /// The authority of a member of staff to read what was written at an event; none for whoever is not named.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn may_read(&self, staff: &Staff, event: &Event) -> Result<Option<MayRead>, FlowError> {
        let services = self.store.services().await?;
        Ok(staff.may_read(event.stored.id, event.stored.safeguarding.as_ref(), event.stored.service, &services))
    }

    /// The events that a member of staff reads, newest first, with how much is still to be read.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn to_read(&self, staff: &Staff) -> Result<Vec<ToRead>, FlowError> {
        let services = self.store.services().await?;
        let mut list = Vec::new();
        for event in self.store.events().await? {
            if staff.may_read(event.stored.id, event.stored.safeguarding.as_ref(), event.stored.service, &services).is_some() {
                list.push(ToRead { unread: self.store.unread(event.stored.id).await?, event });
            }
        }
        Ok(list)
    }

    /// How much of an event is still to be read: for its officer too. It stays on the board until that is nothing.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn unread(&self, event: &Event) -> Result<Unread, FlowError> {
        Ok(self.store.unread(event.stored.id).await?)
    }

    /// Names who reads at an event from now on, by the same rules as when it was opened: somebody falls ill.
    ///
    /// # Errors
    /// [`ReaderFault`] in the inner result if they may not.
    pub async fn name_readers(&self, _: &MayRun, event: &Event, named: Safeguarding) -> Result<Result<(), ReaderFault>, FlowError> {
        let (staff, services) = (self.store.all_staff().await?, self.store.services().await?);
        if let Err(fault) = named.check(&staff, event.stored.service, &services) {
            return Ok(Err(fault));
        }
        let write = self.store.write().await?;
        write.name_readers(event.stored.id, named).await?;
        write.commit().await?;
        self.forget(&event.stored.code);
        Ok(Ok(()))
    }

    /// The queue of an event: all of its remarks that are there, unread ones first, of those the ones that `score`
    /// puts highest. The score only puts in order; it decides nothing.
    ///
    /// # Errors
    /// [`ReadError`] if it is not this reader's, or the database fails.
    pub async fn queue(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        score: impl Fn(&str) -> u32 + Send + Sync + 'static,
    ) -> Result<Vec<Remark>, ReadError> {
        let event = check(may, live)?;
        let Some(keys) = self.keys.load_for_remarks(&live.event.stored.code).map_err(FlowError::from)? else { return Ok(Vec::new()) };
        let score = Arc::new(score);
        let (mut opening, mut after) = (Vec::new(), Vec::new());
        loop {
            let page = self.store.remarks_after(event, &after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id.bytes().to_vec();
            // Opened beside the next read, off the threads that serve.
            let (keys, score) = (Arc::clone(&keys), Arc::clone(&score));
            opening.push(tokio::task::spawn_blocking(move || open(&keys, page, score.as_ref())));
        }
        let (mut readings, mut tags) = (self.store.readings(event).await?, self.store.tags(event).await?);
        let mut queue = Vec::new();
        for page in opening {
            queue.extend(page.await.map_err(|_| INTERRUPTED)?);
        }
        for remark in &mut queue {
            if let Some(reading) = readings.remove(&remark.id) {
                remark.reading = reading;
            }
            remark.tags = tags.remove(&remark.id).unwrap_or_default();
        }
        sort(&mut queue);
        Ok(queue)
    }

    /// One remark of an event.
    ///
    /// # Errors
    /// [`ReadError`] if it is not this reader's, or not there.
    pub async fn remark(&self, may: &MayRead, live: &LiveEvent, id: RemarkId) -> Result<Remark, ReadError> {
        let event = check(may, live)?;
        let keys = self.keys.load_for_remarks(&live.event.stored.code).map_err(FlowError::from)?.ok_or(ReadError::Gone)?;
        let kept = self.store.remark(event, &id).await?.filter(|kept| !kept.sealed.is_empty()).ok_or(ReadError::Gone)?;
        let mut remark = open(&keys, vec![kept], &|_| 0).pop().ok_or(ReadError::Gone)?;
        remark.reading = self.store.reading(event, &id).await?;
        remark.tags = self.store.tags(event).await?.remove(&id).unwrap_or_default();
        Ok(remark)
    }

    /// Decides on a remark. Of two readers at once one wins; the other is told what was decided. Passing it on wins
    /// over whatever else was decided. Gives what stood before.
    ///
    /// # Errors
    /// [`ReadError`]; then nothing has changed.
    pub async fn decide(&self, may: &MayRead, live: &LiveEvent, id: RemarkId, decision: &Decision, on: Date) -> Result<Reading, ReadError> {
        if let Decision::Escalate(referral) = decision {
            return self.escalate(may, live, id, referral, on).await;
        }
        let remark = self.remark(may, live, id).await?;
        let state = match (remark.words.is_some(), decision) {
            (true, decision) => decision.state(),
            // There is nothing to read: that somebody has seen it is all that can be noted.
            (false, Decision::NothingToDo) => State::DoesNotOpen,
            (false, _) => return Err(ReadError::DoesNotOpen),
        };
        let write = self.store.write().await?;
        write.hold_event(live.event.stored.id).await?;
        match write.decide(live.event.stored.id, &id, state, decision.note(), may.staff(), on).await? {
            Decided::Now => write.commit().await?,
            Decided::Before(reading) => return Err(ReadError::DecidedBefore(reading)),
        }
        self.remarked.notify_one();
        Ok(remark.reading)
    }

    /// Makes a remark unread again, if nothing was built on what was decided.
    ///
    /// # Errors
    /// [`ReadError`]; then nothing has changed.
    pub async fn undo(&self, may: &MayRead, live: &LiveEvent, id: RemarkId, today: Date) -> Result<(), ReadError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.remark(event, &id).await?.filter(|kept| !kept.sealed.is_empty()).ok_or(ReadError::Gone)?;
        let reading = write.reading(event, &id).await?;
        let quoted = write.quotes(event).await?.iter().any(|quote| quote.remark == Some(id));
        if quoted || !reading.can_be_undone(may.staff(), today) || !write.undo(event, &id, reading.state).await? {
            return Err(ReadError::NotNow(reading));
        }
        if reading.state == State::Escalated {
            super::referral::note_undone(&write, event, &id, &reading, may.staff(), today).await?;
        }
        write.commit().await?;
        self.remarked.notify_one();
        Ok(())
    }

    /// Tags a remark that was read with exactly these themes of its question.
    ///
    /// # Errors
    /// [`ReadError`]; then nothing has changed.
    pub async fn tag(&self, may: &MayRead, live: &LiveEvent, id: RemarkId, tags: &[Code]) -> Result<(), ReadError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let kept = write.remark(event, &id).await?.filter(|kept| !kept.sealed.is_empty()).ok_or(ReadError::Gone)?;
        let reading = write.reading(event, &id).await?;
        if !reading.state.has_themes() {
            return Err(ReadError::NotNow(reading));
        }
        let known = live.questionnaire.question(kept.question.as_str()).map(|q| q.themes.as_slice()).unwrap_or_default();
        let counted = write.theme_tables(event).await?.iter().any(|table| table.question == kept.question);
        if counted || known.is_empty() || tags.iter().any(|tag| !known.iter().any(|theme| theme.code == *tag)) {
            return Err(ReadError::NoTheme);
        }
        let mut tags = tags.to_vec();
        tags.sort_unstable();
        tags.dedup();
        write.tag(event, &id, &tags).await?;
        write.commit().await?;
        self.remarked.notify_one();
        Ok(())
    }

    /// Takes out what a child pointed at as her own: its text is destroyed at once, and with it its themes and
    /// whatever was quoted of it. It must have been read; and not while a referral waits for its reference.
    ///
    /// # Errors
    /// [`ReadError`]; then nothing has changed.
    pub async fn take_out(&self, may: &MayRead, live: &LiveEvent, id: RemarkId, on: Date) -> Result<(), ReadError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        write.remark(event, &id).await?.filter(|kept| !kept.sealed.is_empty()).ok_or(ReadError::Gone)?;
        let reading = write.reading(event, &id).await?;
        if reading.state.is_unread() || reading.waits_for_reference() {
            return Err(ReadError::NotNow(reading));
        }
        self.withdraw_quotes_of(&write, may, live, id, &Quoted::ALL, on).await?;
        // That it was passed on stays on record.
        if reading.state != State::Escalated {
            write.note_taken_out(event, &id, may.staff(), on).await?;
        }
        write.tag(event, &id, &[]).await?;
        self.keys.destroy_remarks(&live.event.stored.code, &[id]).map_err(FlowError::from)?;
        write.empty_remarks(event, &[id]).await?;
        write.commit().await?;
        self.forget(&live.event.stored.code);
        self.store.forget_history().await?;
        self.remarked.notify_one();
        Ok(())
    }
}
