//! The inbox: envelopes are checked, sealed under the event's data key, and on disk, flushed,
//! before anybody is thanked. Many share one flush (group commit).

use super::{Flow, FlowError, LiveEvent};
use crate::domain::envelope::{Aside, EnvelopeId, pad, unpad};
use crate::domain::response::{AnswerFault, Letter, Raw, Response, split};
use crate::seal::{self, digest};
use crate::store::{Incoming, Store, StoreError, Verdict};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::{mpsc, oneshot};

/// The most envelopes of one flush, and the most that wait for one.
const BATCH: usize = 256;

/// What became of an envelope. Both mean: it is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It will be counted.
    TakenIn,
    /// It is kept aside, sealed; nothing was dropped.
    KeptAside,
}

/// Why an envelope was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The answers do not fit the questionnaire (a plain form, which can be mended at once).
    #[error("the answers do not fit the questionnaire")]
    NotValid(Vec<AnswerFault>),
    /// Another envelope was taken in under this id before.
    #[error("other answers were taken in under this id")]
    OtherBytes,
    /// It is longer than any remark.
    #[error("it is longer than any remark")]
    TooLong,
    /// The event takes nothing in any more: its receipts, or its keys too, are gone.
    #[error("the event is over and takes nothing in any more")]
    Over,
    /// It could not be written; nothing that was accepted before is lost.
    #[error("the answers could not be written")]
    NotWritten,
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

struct Job {
    incoming: Incoming,
    reply: oneshot::Sender<Option<Verdict>>,
}

/// The way into the inbox.
#[derive(Clone)]
pub struct Inbox {
    jobs: mpsc::Sender<Job>,
}

impl Inbox {
    pub(super) fn start(store: Store, taken: Arc<AtomicU64>) -> Self {
        let (jobs, waiting) = mpsc::channel(BATCH);
        tokio::spawn(write_batches(store, waiting, taken));
        Self { jobs }
    }

    pub(super) async fn put(&self, incoming: Incoming) -> Result<(), InboxError> {
        let (reply, verdict) = oneshot::channel();
        self.jobs.send(Job { incoming, reply }).await.map_err(|_| InboxError::NotWritten)?;
        match verdict.await {
            Ok(Some(Verdict::TakenIn)) => Ok(()),
            Ok(Some(Verdict::OtherBytes)) => Err(InboxError::OtherBytes),
            Ok(None) | Err(_) => Err(InboxError::NotWritten),
        }
    }
}

/// Takes what waits, writes it in one transaction, and answers only when that is flushed.
async fn write_batches(store: Store, mut waiting: mpsc::Receiver<Job>, taken: Arc<AtomicU64>) {
    let mut jobs = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut jobs, BATCH).await > 0 {
        let (batch, replies): (Vec<_>, Vec<_>) = jobs.drain(..).map(|job| (job.incoming, job.reply)).unzip();
        taken.fetch_add(1, Ordering::Relaxed);
        let verdicts = match write(&store, batch).await {
            Ok(verdicts) => verdicts.into_iter().map(Some).collect(),
            Err(error) => {
                tracing::error!(%error, "the inbox could not be written");
                vec![None; replies.len()]
            }
        };
        for (reply, verdict) in replies.into_iter().zip(verdicts) {
            // Who has gone away meanwhile will send the same bytes again.
            let _gone = reply.send(verdict);
        }
    }
}

async fn write(store: &Store, batch: Vec<Incoming>) -> Result<Vec<Verdict>, StoreError> {
    let write = store.write().await?;
    let verdicts = write.take_in(batch).await?;
    write.commit().await?;
    Ok(verdicts)
}

impl Flow {
    /// Takes in a sealed envelope as a tablet sends it.
    ///
    /// # Errors
    /// [`InboxError`] if it was not taken in. What does not open or fit is no error: it is kept aside.
    pub async fn take_sealed(&self, live: &Arc<LiveEvent>, id: EnvelopeId, bytes: &[u8]) -> Result<Receipt, InboxError> {
        let keys = live.takes_in().ok_or(InboxError::Over)?;
        let read = seal::open(keys, &id, &live.binding(), bytes).map_err(|_| Aside::DoesNotOpen).and_then(|padded| {
            let letter: Letter = unpad(&padded).and_then(|text| serde_json::from_slice(text).ok()).ok_or(Aside::NotReadable)?;
            // A page sends words by themselves. Were they in here all the same, they would be read like any other.
            let (answers, texts) = split(&live.questionnaire, &letter.answers).map_err(|_| Aside::NotValid)?;
            Ok((Response::check(&live.questionnaire, &answers).map_err(|_| Aside::NotValid)?, texts))
        });
        let read = match read {
            Ok((response, texts)) => {
                self.take_texts(live, id, texts).await?;
                Ok(response)
            }
            Err(aside) => Err(aside),
        };
        let (text, aside) = match &read {
            Ok(response) => (padded(live, response)?, None),
            Err(reason) => (bytes.to_vec(), Some(*reason)),
        };
        let sealed = keys.lock(&id.bytes(), &text).map_err(|_| FlowError::Broken("an envelope could not be sealed"))?;
        self.inbox.put(Incoming { event: live.event.stored.id, id: id.bytes(), digest: digest(bytes), sealed, aside }).await?;
        Ok(if aside.is_none() { Receipt::TakenIn } else { Receipt::KeptAside })
    }

    /// Takes in a plain form, as a page without JavaScript sends it. The first under an id counts, and
    /// every later one is thanked for alike, whatever is in it: the id stands in the address of the page,
    /// and whoever finds it must not be able to try out what was answered.
    ///
    /// # Errors
    /// [`InboxError::NotValid`] with what is to be mended; nothing is kept then.
    pub async fn take_form(&self, live: &Arc<LiveEvent>, id: EnvelopeId, answers: &Raw) -> Result<Receipt, InboxError> {
        let keys = live.takes_in().ok_or(InboxError::Over)?;
        let (answers, texts) = split(&live.questionnaire, answers).map_err(InboxError::NotValid)?;
        let response = Response::check(&live.questionnaire, &answers).map_err(InboxError::NotValid)?;
        self.take_texts(live, id, texts).await?;
        let text = padded(live, &response)?;
        let sealed = keys.lock(&id.bytes(), &text).map_err(|_| FlowError::Broken("an envelope could not be sealed"))?;
        // Nothing of the answers: a form is known by its id alone.
        let digest = digest(&id.bytes());
        match self.inbox.put(Incoming { event: live.event.stored.id, id: id.bytes(), digest, sealed, aside: None }).await {
            Ok(()) | Err(InboxError::OtherBytes) => Ok(Receipt::TakenIn),
            Err(other) => Err(other),
        }
    }
}

fn padded(live: &LiveEvent, response: &Response) -> Result<Vec<u8>, FlowError> {
    let text = serde_json::to_vec(response).map_err(|_| FlowError::Broken("a response could not be written"))?;
    pad(&text, live.room).ok_or(FlowError::Broken("a response is too long"))
}
