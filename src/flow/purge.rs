//! Retention: when an event's time is over, its keys go, and with them everything but the ledger.

use super::{Flow, FlowError};
use crate::domain::event::{EventCode, State};
use crate::store::StoredEvent;
use time::{Date, Duration};

/// What a purge did.
#[derive(Debug, Default)]
pub struct Purged {
    /// The events whose keys and answers are destroyed.
    pub events: Vec<EventCode>,
    /// What could not be destroyed; tried again the next time.
    pub failures: Vec<FlowError>,
}

impl Flow {
    /// Destroys what is due on a day: the keys first, so that every backup is unreadable even if the
    /// rest is interrupted; the rest is done the next time then. One event that fails holds up no other.
    ///
    /// Due are released events whose questionnaire's days of retention have passed since the release.
    /// What was too small to release stays sealed, since it waits for a pool.
    ///
    /// # Errors
    /// [`FlowError`] if the events cannot be listed.
    pub async fn purge(&self, today: Date) -> Result<Purged, FlowError> {
        let mut purged = Purged::default();
        for event in self.store.events().await?.into_iter().map(|e| e.stored).filter(|e| e.state == State::Fixed) {
            match self.purge_event(&event, today).await {
                Ok(true) => purged.events.push(event.code),
                Ok(false) => {}
                Err(error) => purged.failures.push(error),
            }
        }
        Ok(purged)
    }

    /// Destroys one event's keys and answers if they are due and there.
    async fn purge_event(&self, event: &StoredEvent, today: Date) -> Result<bool, FlowError> {
        let published = self.store.questionnaire(event.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let days = Duration::days(i64::from(published.questionnaire()?.retention_days));
        let released_on = self.store.releases(event.id).await?.iter().map(|r| r.released_on).max();
        if released_on.is_none_or(|on| today - on < days) {
            return Ok(false);
        }
        // A key that does not open any more is destroyed all the same.
        let has_key = !matches!(self.keys.load(&event.code), Ok(None));
        if !has_key && self.store.receipts(event.id).await? == 0 {
            return Ok(false);
        }
        self.keys.destroy(&event.code)?;
        self.forget(&event.code);
        let write = self.store.write().await?;
        write.remove_answers(event.id).await?;
        write.commit().await?;
        self.store.forget_history().await?;
        Ok(true)
    }
}
