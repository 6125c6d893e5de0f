//! Retention: what is kept only to count once goes 30 days after the close; when an event's time
//! is over, its keys go, and with them everything but the ledger. What children wrote has days of its own:
//! [`forget`](super::forget).

use super::{Flow, FlowError};
use crate::domain::event::{EventCode, State};
use crate::domain::pool::Quarter;
use crate::store::{StoreError, StoredEvent};
use time::{Date, Duration};

/// Days after the close for which an event still takes in what comes late, and knows what it has
/// counted. Then its receipts go, and what was kept aside.
const LATE_DAYS: i64 = 30;

/// What a purge did.
#[derive(Debug, Default)]
pub struct Purged {
    /// The events whose receipts are gone, and which take nothing in any more.
    pub ended: Vec<EventCode>,
    /// The events whose keys and answers are destroyed.
    pub events: Vec<EventCode>,
    /// How many remarks were destroyed.
    pub texts: usize,
    /// How many hands were destroyed, with what came of them.
    pub hands: u64,
    /// What could not be destroyed; tried again the next time.
    pub failures: Vec<FlowError>,
}

impl Flow {
    /// Destroys what is due on a day: keys first, so that every backup is unreadable even if the
    /// rest is interrupted; the rest is done the next time then. One event that fails holds up no other.
    ///
    /// Due are events whose questionnaire's days of retention have passed since the last release.
    /// What was too small to release is due when those days have passed since the close and it had
    /// the chance of a pool.
    ///
    /// # Errors
    /// [`FlowError`] if the events cannot be listed.
    pub async fn purge(&self, today: Date) -> Result<Purged, FlowError> {
        let mut purged = Purged::default();
        let mut rows = 0;
        for mut event in self.store.events().await?.into_iter().map(|e| e.stored) {
            if event.state != State::Open {
                match self.end(&event, today).await {
                    Ok(true) => {
                        event.ended = true;
                        purged.ended.push(event.code.clone());
                    }
                    Ok(false) => {}
                    Err(error) => purged.failures.push(error),
                }
                match self.destroy(&event, today).await {
                    Ok(true) => {
                        event.ended = true;
                        purged.events.push(event.code.clone());
                    }
                    Ok(false) => {}
                    Err(error) => purged.failures.push(error),
                }
            }
            // Of an open event too: a text goes thirty days after it was read.
            match self.forget_remarks(&event, today).await {
                Ok(forgotten) => {
                    purged.texts += forgotten.texts;
                    rows += forgotten.rows;
                }
                Err(error) => purged.failures.push(error),
            }
            match self.forget_hands(&event, today).await {
                Ok(gone) => purged.hands += gone,
                Err(error) => purged.failures.push(error),
            }
        }
        if !purged.ended.is_empty() || !purged.events.is_empty() || purged.texts > 0 || rows > 0 || purged.hands > 0 {
            match self.store.rewrite().await {
                Ok(()) => {}
                // What is destroyed is destroyed; the rest is for tidying, which tries until it can.
                Err(StoreError::Hindered) => self.released.notify_one(),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(purged)
    }

    /// Removes an event's receipts and what was kept aside, if that is due.
    async fn end(&self, event: &StoredEvent, today: Date) -> Result<bool, FlowError> {
        let due = event.closed_on.is_some_and(|on| today - on >= Duration::days(LATE_DAYS));
        if event.ended || !event.kind.is_answered() || !due {
            return Ok(false);
        }
        let write = self.store.write().await?;
        write.end_event(event.id).await?;
        write.remove_receipts(event.id).await?;
        write.remove_tablets(event.id).await?;
        write.commit().await?;
        self.forget(&event.code);
        self.files.forget_receipts(&event.code).map_err(StoreError::from)?;
        Ok(true)
    }

    /// Whether the days for which an event's answers are kept are over.
    pub(super) async fn is_over(&self, event: &StoredEvent, today: Date) -> Result<bool, FlowError> {
        let published = self.store.questionnaire(event.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let days = Duration::days(i64::from(published.questionnaire()?.retention_days));
        let released = self.store.releases(event.id).await?.iter().map(|r| r.release.released_on).max();
        Ok(match (released, event.closed_on) {
            // An early look leaves an event open; then it has no day yet.
            (Some(on), Some(_)) => today - on >= days,
            // The quarter after the close has begun, and pools are made before anything is destroyed.
            (None, Some(on)) => today - on >= days && Quarter::of(today).first_day() > on,
            (_, None) => false,
        })
    }

    /// Destroys one event's keys and answers if they are due and there.
    async fn destroy(&self, event: &StoredEvent, today: Date) -> Result<bool, FlowError> {
        let due = self.is_over(event, today).await?;
        // A key that does not open any more is destroyed all the same.
        let has_key = !matches!(self.keys.load(&event.code), Ok(None));
        if !due || (!has_key && !self.store.answers_left(event.id).await?) {
            return Ok(false);
        }
        self.keys.destroy(&event.code)?;
        self.forget(&event.code);
        self.files.forget_receipts(&event.code).map_err(StoreError::from)?;
        let write = self.store.write().await?;
        write.end_event(event.id).await?;
        write.remove_answers(event.id).await?;
        write.remove_tablets(event.id).await?;
        write.commit().await?;
        self.store.forget_history().await?;
        Ok(true)
    }
}
