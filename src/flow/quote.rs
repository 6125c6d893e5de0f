//! Quotes: proposed by one person, approved by a second with the original beside it, published together.

use super::reading::check;
use super::{Flow, FlowError, LiveEvent, ReadError};
use crate::domain::envelope::RemarkId;
use crate::domain::event::State as Held;
use crate::domain::quote::{Batch, Credit, NotApproved, NotYet, Published, Quote, QuoteId, QuoteText, Recognisable, State};
use crate::domain::reading::State as Read;
use crate::domain::staff::{MayRead, MayRun};
use crate::seal::{KeyError, random_bytes};
use crate::store::{Event, NewQuote, StoreError, TakenOut};
use time::Date;

/// Why a quote was not proposed, approved, published or withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum QuoteError {
    /// As with reading.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no such quote, or it is past that.
    #[error("there is no such quote any more")]
    Gone,
    /// A rule of approval does not hold.
    #[error(transparent)]
    NotApproved(#[from] NotApproved),
    /// A rule of publishing does not hold.
    #[error(transparent)]
    NotYet(#[from] NotYet),
}

impl From<FlowError> for QuoteError {
    fn from(error: FlowError) -> Self {
        Self::Read(error.into())
    }
}

impl From<StoreError> for QuoteError {
    fn from(error: StoreError) -> Self {
        Self::Read(error.into())
    }
}

/// A quote with what the child wrote beside it. No `Debug`.
pub struct WaitingQuote {
    /// The quote.
    pub quote: Quote,
    /// What the child wrote; none once it is destroyed.
    pub original: Option<String>,
}

impl Flow {
    /// Proposes a quote of a remark that was offered, or puts another text in the place of one that nobody has
    /// approved. Gives its id.
    ///
    /// # Errors
    /// [`QuoteError`]; then nothing has changed.
    pub async fn propose(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        remark: RemarkId,
        text: &QuoteText,
        on: Date,
    ) -> Result<QuoteId, QuoteError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let kept = write.remark(event, &remark).await?.filter(|kept| !kept.sealed.is_empty()).ok_or(ReadError::Gone)?;
        let reading = write.reading(event, &remark).await?;
        if reading.state != Read::Offered {
            return Err(ReadError::NotNow(reading).into());
        }
        // A remark is quoted once.
        let there = write.quotes(event).await?.into_iter().find(|quote| quote.remark == Some(remark));
        let id = match there {
            Some(quote) if matches!(quote.state, State::Proposed | State::SentBack) => {
                write.propose_again(&quote.id, text, (may.staff(), on)).await?;
                quote.id
            }
            Some(_) => return Err(ReadError::NotNow(reading).into()),
            None => {
                let id = QuoteId::new(random_bytes().map_err(|e| FlowError::Keys(KeyError::from(e)))?);
                let new = NewQuote { id, event, question: &kept.question, remark: &remark, text, by: (may.staff(), on) };
                write.propose(&new).await?;
                id
            }
        };
        write.commit().await?;
        self.remarked.notify_one();
        Ok(id)
    }

    /// All quotes of an event, with what children wrote beside those that wait.
    ///
    /// # Errors
    /// [`QuoteError`] if it is not this reader's, or the database fails.
    pub async fn quotes(&self, may: &MayRead, live: &LiveEvent) -> Result<Vec<WaitingQuote>, QuoteError> {
        let event = check(may, live)?;
        let mut quotes = Vec::new();
        for quote in self.store.quotes(event).await? {
            let original = match quote.remark.filter(|_| matches!(quote.state, State::Proposed | State::SentBack | State::Approved)) {
                Some(id) => match self.remark(may, live, id).await {
                    Ok(remark) => remark.words,
                    Err(ReadError::Gone) => None,
                    Err(other) => return Err(other.into()),
                },
                None => None,
            };
            quotes.push(WaitingQuote { quote, original });
        }
        Ok(quotes)
    }

    /// Approves a quote. `seen` is the text that was looked at, with the original beside it.
    ///
    /// # Errors
    /// [`QuoteError::NotApproved`] if one of the rules does not hold; then nothing has changed.
    pub async fn approve_quote(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        id: QuoteId,
        seen: &QuoteText,
        recognisable: Recognisable,
        on: Date,
    ) -> Result<(), QuoteError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let quote = write.quote(event, &id).await?.ok_or(QuoteError::Gone)?;
        let approval = quote.approve(may, seen, recognisable, on)?;
        write.approve(&approval).await?;
        write.commit().await?;
        Ok(())
    }

    /// Sends a quote that waits, or was approved and is not published, back to whoever wrote it.
    ///
    /// # Errors
    /// [`QuoteError`]; then nothing has changed.
    pub async fn send_back_quote(&self, may: &MayRead, live: &LiveEvent, id: QuoteId, note: Option<&str>) -> Result<(), QuoteError> {
        let event = check(may, live)?;
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let quote = write.quote(event, &id).await?;
        let quote = quote.filter(|q| matches!(q.state, State::Proposed | State::Approved)).ok_or(QuoteError::Gone)?;
        write.send_back(&quote.id, note).await?;
        write.commit().await?;
        Ok(())
    }

    /// Publishes all approved quotes of an event together; gives how many. Only of a closed event whose released
    /// figures say that twenty or more took part.
    ///
    /// # Errors
    /// [`QuoteError::NotYet`] if they are too few; then nothing has changed.
    pub async fn publish_quotes(&self, may: &MayRead, live: &LiveEvent, on: Date) -> Result<usize, QuoteError> {
        let event = check(may, live)?;
        // After an early look there are figures, and children still write.
        let closed = self.store.event(&live.event.stored.code).await?.is_some_and(|e| e.stored.state != Held::Open);
        let standing = self.store.standing().await?;
        let took_part = standing.iter().filter(|(of, ..)| closed && *of == event).map(|(.., n)| n).sum();
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        let batch = Batch::of(&write.quotes(event).await?, took_part, on)?;
        write.publish_quotes(&batch).await?;
        write.commit().await?;
        self.remarked.notify_one();
        Ok(batch.parts().0.len())
    }

    /// The published quotes of an event, in the order of their random ids, credited to service and quarter.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn published_quotes(&self, event: &Event) -> Result<Vec<Published>, FlowError> {
        let last_day = event.stored.closed_on.map_or(event.stored.closes_on, |on| on.min(event.stored.closes_on));
        let credit = Credit::new(&event.service_name, last_day);
        Ok(Published::among(self.store.quotes(event.stored.id).await?, &credit))
    }

    /// Withdraws a quote: a child pointed at it, or somebody was recognised after all. For whoever reads at the
    /// event.
    ///
    /// # Errors
    /// [`QuoteError`]; then nothing has changed.
    pub async fn take_quote_back(
        &self,
        may: &MayRead,
        live: &LiveEvent,
        id: QuoteId,
        why: Option<&str>,
        on: Date,
    ) -> Result<(), QuoteError> {
        check(may, live)?;
        self.quote_back(&live.event, id, (may.staff(), on), why).await
    }

    /// The same, for whoever runs events: years later nobody may be there who read. Only what is published.
    ///
    /// # Errors
    /// [`QuoteError`]; then nothing has changed.
    pub async fn withdraw_quote(
        &self,
        (_, by): (&MayRun, i32),
        event: &Event,
        id: QuoteId,
        why: Option<&str>,
        on: Date,
    ) -> Result<(), QuoteError> {
        let quote = self.store.quote(event.stored.id, &id).await?;
        quote.filter(|q| q.state == State::Published).ok_or(QuoteError::Gone)?;
        self.quote_back(event, id, (by, on), why).await
    }

    async fn quote_back(&self, event: &Event, id: QuoteId, (by, on): (i32, Date), why: Option<&str>) -> Result<(), QuoteError> {
        let write = self.store.write().await?;
        let quote = write.quote(event.stored.id, &id).await?.ok_or(QuoteError::Gone)?;
        // Outside the database, so that one restored from a backup does not show it again.
        let taken = TakenOut { quote: id, by, on };
        self.files.take_out_quote(&event.stored.code, taken).map_err(StoreError::from)?;
        if !write.withdraw_quote(&quote.id, by, on, why).await? {
            return Err(QuoteError::Gone);
        }
        write.commit().await?;
        self.store.forget_history().await?;
        self.remarked.notify_one();
        Ok(())
    }

    /// Withdraws again what was withdrawn and stands in a restored database.
    pub(super) async fn withdraw_again(&self, event: &Event) -> Result<(), FlowError> {
        for taken in self.files.taken_out_quotes(&event.stored.code).map_err(StoreError::from)? {
            if self.store.quote(event.stored.id, &taken.quote).await?.is_some_and(|q| q.state != State::Withdrawn) {
                let write = self.store.write().await?;
                write.withdraw_quote(&taken.quote, taken.by, taken.on, None).await?;
                write.commit().await?;
            }
        }
        Ok(())
    }
}
