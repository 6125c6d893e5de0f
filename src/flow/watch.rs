//! How much is still to be read, for those who do not read it: see [`watch`](crate::domain::watch).

use super::{Flow, FlowError};
use crate::domain::watch::{HOUR, Told};
use crate::store::{Event, Unread};
use std::time::Duration;

impl Flow {
    /// How much of an event is still to be read, as it is told to its officer at a moment (in seconds). Never hand
    /// the exact numbers to a page of theirs.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn unread_told(&self, event: &Event, now: i64) -> Result<Unread, FlowError> {
        let exact = self.store.unread(event.stored.id).await?;
        let told = self.tell(event.stored.id, exact, now);
        Ok(Unread { there: told.there, unread: told.unread, ..exact })
    }

    fn tell(&self, event: i32, exact: Unread, now: i64) -> Told {
        // Poisoned: somebody else's panic. What is told now stands by itself then.
        let Ok(mut all) = self.told.lock() else { return Told::next(None, exact.unread, exact.there, now) };
        let told = Told::next(all.get(&event).copied(), exact.unread, exact.there, now);
        all.insert(event, told);
        told
    }

    /// Notes at every full hour what is told until the next one, so that nobody chooses the moment by looking. Never ends.
    pub(super) async fn every_hour(&self) {
        loop {
            let now = time::OffsetDateTime::now_utc().unix_timestamp();
            if let Err(error) = self.note_hour(now).await {
                tracing::warn!(%error, "what is still to be read could not be noted; it is noted when somebody looks");
            }
            let left = HOUR - now.rem_euclid(HOUR);
            tokio::time::sleep(Duration::from_secs(left.unsigned_abs())).await;
        }
    }

    async fn note_hour(&self, now: i64) -> Result<(), FlowError> {
        for event in self.store.events().await?.iter().filter(|event| event.stored.safeguarding.is_some()) {
            self.unread_told(event, now).await?;
        }
        Ok(())
    }
}
