//! Releasing figures: an early look, or closing; once, in one transaction.

use super::{Flow, FlowError, LiveEvent};
use crate::domain::disclosure::{self, NotReleased, Terms};
use crate::domain::envelope::{pad, unpad};
use crate::domain::event::{EventCode, State};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::Response;
use crate::seal::{EventKeys, KeyError, SystemBits, random_bytes, shuffle};
use crate::store::{NewMade, ReleaseFile, Waiting, Write};
use std::sync::Arc;
use time::Date;

/// Envelopes read at once.
const PAGE: u64 = 2000;

/// The fewest answers of an early look.
pub const EARLY: u64 = 20;

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

/// Why figures were not released.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// It was closed before.
    #[error("the event was closed before")]
    ClosedBefore,
    /// An early look is taken once, under *protected*, from twenty answers and twenty children on.
    #[error("an early look cannot be taken now")]
    NoEarlyLook,
    /// The tables would tell more about an answer than was promised.
    #[error(transparent)]
    OverBudget(#[from] disclosure::budget::OverBudget),
    /// Something else; nothing has changed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<crate::store::StoreError> for CloseError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// What was opened: responses, and a line for the receipts of each envelope.
#[derive(Default)]
pub(super) struct Opened {
    pub(super) responses: Vec<Response>,
    pub(super) receipts: Vec<u8>,
}

/// Where a release goes.
pub(super) struct Target<'a> {
    pub(super) event: i32,
    pub(super) code: &'a EventCode,
    pub(super) keys: &'a Arc<EventKeys>,
    pub(super) room: usize,
    pub(super) questionnaire: &'a Arc<Questionnaire>,
    /// Whether the event is closed by it, and how many children came in all.
    pub(super) closes: bool,
    pub(super) came: u32,
    /// The pool that it is of.
    pub(super) made: Option<NewMade>,
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
        self.release(live, attended, on, true).await
    }

    /// Takes the one early look at an open event: what waits is released and fixed for good. What
    /// comes later is released at the close.
    ///
    /// # Errors
    /// [`CloseError`]; then nothing has changed.
    pub async fn early_look(&self, live: &Arc<LiveEvent>, attended: u32, on: Date) -> Result<(), CloseError> {
        self.release(live, attended, on, false).await.map(|_| ())
    }

    async fn release(&self, live: &Arc<LiveEvent>, attended: u32, on: Date, closes: bool) -> Result<Closed, CloseError> {
        let event = &live.event.stored;
        let keys = live.keys.as_ref().ok_or(FlowError::Broken("the event's keys are gone"))?;
        let (earlier, number) = loop {
            let earlier = self.store.releases(event.id).await?;
            let number = u32::try_from(earlier.len()).map_err(|_| INTERRUPTED)? + 1;
            let Some(file) = self.files.read(&event.code, number).map_err(crate::store::StoreError::from)? else { break (earlier, number) };
            // Written down before, and then the database could not follow: the figures are those, for good.
            self.adopt(&event.code, number).await?;
            if file.closes || !closes {
                return Ok(Closed::Fixed);
            }
            // That was an early look; the event is still to be closed.
        };
        let write = self.store.write().await?;
        let held = write.hold_event(event.id).await?.ok_or(FlowError::Broken("the event is gone"))?;
        if held.state != State::Open {
            return Err(CloseError::ClosedBefore);
        }
        let opened = open_all(&write, event.id, &event.code, keys).await?;
        let waiting = u64::try_from(opened.responses.len()).map_err(|_| INTERRUPTED)?;
        if !closes && (!event.policy.allows_early_look() || !earlier.is_empty() || waiting < EARLY || u64::from(attended) < EARLY) {
            return Err(CloseError::NoEarlyLook);
        }
        let told = earlier.iter().map(|r| r.release.attended).sum::<u32>();
        let counted = earlier.iter().map(|r| r.release.took_part).sum::<u32>();
        let terms = Terms {
            number,
            released_on: on,
            policy: event.policy,
            attended: attended.saturating_sub(told),
            declared: attended.saturating_sub(counted),
        };
        let target = Target {
            event: event.id,
            code: &event.code,
            keys,
            room: live.room,
            questionnaire: &live.questionnaire,
            closes,
            came: attended,
            made: None,
        };
        let fixed = self.fix(&write, &target, opened, terms).await?;
        if fixed {
            write.empty_inbox(event.id, true).await?;
        }
        // With an early look before it, an event is fixed even if too few came after.
        let closed = if fixed || !earlier.is_empty() { Closed::Fixed } else { Closed::TooFew };
        if closes {
            let state = if closed == Closed::Fixed { State::Fixed } else { State::TooFew };
            write.close_event(event.id, state, attended, on).await?;
        }
        write.commit().await?;
        self.forget(&event.code);
        self.store.forget_history().await?;
        self.released.notify_one();
        Ok(closed)
    }

    /// Counts, protects, writes the release down outside the database, appends it to the ledger and
    /// keeps the responses under fresh keys. False if they are too few; then nothing was done.
    pub(super) async fn fix(&self, write: &Write, target: &Target<'_>, opened: Opened, terms: Terms) -> Result<bool, CloseError> {
        let Opened { mut responses, receipts } = opened;
        let no_randomness = |e| CloseError::Flow(FlowError::Keys(KeyError::from(e)));
        shuffle(&mut responses, &mut SystemBits::default()).map_err(no_randomness)?;
        let responses = Arc::new(responses);
        let counting = {
            let (questionnaire, responses) = (Arc::clone(target.questionnaire), Arc::clone(&responses));
            tokio::task::spawn_blocking(move || disclosure::release(&questionnaire, &responses, &terms, &mut SystemBits::default()))
        };
        let release = match counting.await.map_err(|_| INTERRUPTED)? {
            Ok(release) => release,
            Err(NotReleased::TooFew) => return Ok(false),
            Err(NotReleased::OverBudget(over)) => return Err(over.into()),
            Err(NotReleased::OutOfRandomness(e)) => return Err(no_randomness(e)),
        };
        let sealing = {
            let (keys, room) = (Arc::clone(target.keys), target.room);
            tokio::task::spawn_blocking(move || seal(&keys, room, &responses))
        };
        let id = write.append(target.event, &release).await?;
        write.keep_responses(id, sealing.await.map_err(|_| INTERRUPTED)??).await?;
        let name = receipts_name(target.code, release.number);
        let sealed = target.keys.lock(name.as_bytes(), &receipts).map_err(|_| FlowError::Broken("receipts could not be sealed"))?;
        let file = ReleaseFile {
            event: target.code.clone(),
            closes: target.closes,
            came: target.came,
            release,
            receipts: Some(sealed),
            made: target.made.clone(),
        };
        self.files.write(&file).map_err(crate::store::StoreError::from)?;
        Ok(true)
    }
}

/// Under which name the receipts of a release are sealed.
pub(super) fn receipts_name(code: &EventCode, number: u32) -> String {
    format!("receipts {code}-{number}")
}

/// Bytes of one line of the receipts: the event's code, the envelope's id, the digest.
pub(super) const RECEIPT: usize = 8 + 16 + 32;

/// Opens all envelopes of an event that wait.
pub(super) async fn open_all(write: &Write, event: i32, code: &EventCode, keys: &Arc<EventKeys>) -> Result<Opened, FlowError> {
    let mut opening = Vec::new();
    let mut opened = Opened::default();
    let mut after = Vec::new();
    loop {
        let page = write.envelopes_after(event, &after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id.to_vec();
        for envelope in &page {
            opened.receipts.extend([code.as_str().as_bytes(), &envelope.id, &envelope.digest].concat());
        }
        // Opened beside the next read, off the threads that serve.
        let keys = Arc::clone(keys);
        opening.push(tokio::task::spawn_blocking(move || open(&keys, &page)));
    }
    for page in opening {
        opened.responses.extend(page.await.map_err(|_| INTERRUPTED)??);
    }
    Ok(opened)
}

/// Opens a page of envelopes as they lie in the inbox.
fn open(keys: &EventKeys, page: &[Waiting]) -> Result<Vec<Response>, FlowError> {
    page.iter().map(|envelope| unlock(keys, &envelope.id, &envelope.sealed)).collect()
}

/// Opens released responses: (key, sealed).
pub(super) fn open_responses(keys: &EventKeys, page: &[(Vec<u8>, Vec<u8>)]) -> Result<Vec<Response>, FlowError> {
    page.iter().map(|(key, sealed)| unlock(keys, key, sealed)).collect()
}

fn unlock(keys: &EventKeys, row: &[u8], sealed: &[u8]) -> Result<Response, FlowError> {
    let padded = keys.unlock(row, sealed).map_err(|_| FlowError::Broken("an answer does not open"))?;
    let response = unpad(&padded).and_then(|text| serde_json::from_slice(text).ok());
    response.ok_or(FlowError::Broken("a response cannot be read"))
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
