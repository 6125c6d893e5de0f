//! Closing an event and releasing its figures: once, in one transaction.

use super::{Flow, FlowError, LiveEvent};
use crate::domain::disclosure::{self, NotReleased, Terms};
use crate::domain::envelope::{pad, unpad};
use crate::domain::event::State;
use crate::domain::response::Response;
use crate::seal::{EventKeys, KeyError, SystemBits, random_bytes, shuffle};
use std::sync::Arc;
use time::Date;

/// Envelopes read at once.
const PAGE: u64 = 2000;

const INTERRUPTED: FlowError = FlowError::Broken("a release was interrupted");

/// A response as it lies in the database: its key, and what is sealed.
type Row = ([u8; 16], Vec<u8>);

/// What came of closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The figures are fixed.
    Fixed,
    /// Fewer than ten: nothing is shown, the answers stay sealed.
    TooFew,
}

/// Why an event could not be closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// It was closed before.
    #[error("the event was closed before")]
    ClosedBefore,
    /// Something else; nothing has changed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<crate::store::StoreError> for CloseError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Flow(error.into())
    }
}

impl Flow {
    /// Closes an event and releases its figures, in one transaction: opens what waits, shuffles,
    /// counts, protects, appends to the ledger, keeps the responses under fresh keys, empties the inbox.
    ///
    /// `attended` is how many children came, as staff counted them; `on` is the day.
    ///
    /// # Errors
    /// [`CloseError`]; then nothing has changed.
    pub async fn close_event(&self, live: &Arc<LiveEvent>, attended: u32, on: Date) -> Result<Closed, CloseError> {
        let event = &live.event.stored;
        let keys = live.keys.as_ref().ok_or(FlowError::Broken("the event's keys are gone"))?;
        let no_randomness = |e| FlowError::Keys(KeyError::from(e));
        let write = self.store.write().await?;
        let held = write.hold_event(event.id).await?.ok_or(FlowError::Broken("the event is gone"))?;
        if held.state != State::Open {
            return Err(CloseError::ClosedBefore);
        }
        let mut opening = Vec::new();
        let mut after = Vec::new();
        loop {
            let page = write.envelopes_after(event.id, &after, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            after.clone_from(last);
            // Opened beside the next read, off the threads that serve.
            let keys = Arc::clone(keys);
            opening.push(tokio::task::spawn_blocking(move || open(&keys, &page)));
        }
        let mut responses: Vec<Response> = Vec::new();
        for page in opening {
            responses.extend(page.await.map_err(|_| INTERRUPTED)??);
        }
        let mut bits = SystemBits::default();
        shuffle(&mut responses, &mut bits).map_err(no_randomness)?;
        let terms = Terms { number: 1, released_on: on, policy: event.policy, attended };
        let responses = Arc::new(responses);
        let counting = {
            let (questionnaire, responses) = (Arc::clone(&live.questionnaire), Arc::clone(&responses));
            tokio::task::spawn_blocking(move || disclosure::release(&questionnaire, &responses, &terms, &mut SystemBits::default()))
        };
        let closed = match counting.await.map_err(|_| INTERRUPTED)? {
            Ok(release) => {
                let (keys, room) = (Arc::clone(keys), live.room);
                let sealing = tokio::task::spawn_blocking(move || seal(&keys, room, &responses));
                let id = write.append(event.id, &release).await?;
                write.keep_responses(id, sealing.await.map_err(|_| INTERRUPTED)??).await?;
                write.empty_inbox(event.id).await?;
                Closed::Fixed
            }
            Err(NotReleased::TooFew) => Closed::TooFew,
            Err(NotReleased::OutOfRandomness(e)) => return Err(no_randomness(e).into()),
        };
        let state = if closed == Closed::Fixed { State::Fixed } else { State::TooFew };
        write.close_event(event.id, state, attended, on).await?;
        write.commit().await?;
        self.forget(&event.code);
        self.store.forget_history().await?;
        Ok(closed)
    }
}

/// Opens a page of envelopes as they lie in the inbox.
fn open(keys: &EventKeys, page: &[(Vec<u8>, Vec<u8>)]) -> Result<Vec<Response>, FlowError> {
    page.iter()
        .map(|(id, sealed)| {
            let padded = keys.unlock(id, sealed).map_err(|_| FlowError::Broken("an envelope does not open"))?;
            let response = unpad(&padded).and_then(|text| serde_json::from_slice(text).ok());
            response.ok_or(FlowError::Broken("a response cannot be read"))
        })
        .collect()
}

/// Seals responses under fresh keys, in the order of those: nothing of any other order is left.
fn seal(keys: &EventKeys, room: usize, responses: &[Response]) -> Result<Vec<Row>, FlowError> {
    let mut rows = Vec::with_capacity(responses.len());
    for response in responses {
        let key = random_bytes::<16>().map_err(|e| FlowError::Keys(KeyError::from(e)))?;
        let text = serde_json::to_vec(response).map_err(|_| FlowError::Broken("a response could not be written"))?;
        let padded = pad(&text, room).ok_or(FlowError::Broken("a response is too long"))?;
        rows.push((key, keys.lock(&key, &padded).map_err(|_| FlowError::Broken("a response could not be sealed"))?));
    }
    rows.sort_unstable_by_key(|(key, _)| *key);
    Ok(rows)
}
