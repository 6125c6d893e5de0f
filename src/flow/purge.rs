//! Retention: when an event's time is over, its keys go, and with them everything but the ledger.

use super::{Flow, FlowError};
use crate::domain::event::{EventCode, State};
use time::{Date, Duration};

impl Flow {
    /// Destroys what is due on a day: the keys first, so that every backup is unreadable even if the
    /// rest is interrupted; the rest is done the next time then. Gives the events that were purged.
    ///
    /// Due are released events whose questionnaire's days of retention have passed since the release.
    /// What was too small to release stays sealed, since it waits for a pool.
    ///
    /// # Errors
    /// [`FlowError`] if the database or the keys fail.
    pub async fn purge(&self, today: Date) -> Result<Vec<EventCode>, FlowError> {
        let mut purged = Vec::new();
        for event in self.store.events().await?.into_iter().map(|e| e.stored).filter(|e| e.state == State::Fixed) {
            let anything_left = self.keys.load(&event.code)?.is_some() || self.store.receipts(event.id).await? > 0;
            let published = self.store.questionnaire(event.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
            let days = Duration::days(i64::from(published.questionnaire()?.retention_days));
            let released_on = self.store.releases(event.id).await?.iter().map(|r| r.released_on).max();
            if !anything_left || released_on.is_none_or(|on| today - on < days) {
                continue;
            }
            self.keys.destroy(&event.code)?;
            self.forget(&event.code);
            let write = self.store.write().await?;
            write.remove_answers(event.id).await?;
            write.commit().await?;
            self.store.forget_history().await?;
            purged.push(event.code);
        }
        Ok(purged)
    }
}
