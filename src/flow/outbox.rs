//! A sealed outbox that came as a file: taken in exactly once, however often it is handed in.

use super::{Flow, FlowError, InboxError, LiveEvent, Receipt};
use crate::domain::code::Code;
use crate::domain::envelope::{Aside, EnvelopeId, RemarkId};
use crate::domain::outbox::{Outbox, Sealed};
use crate::seal::{SystemBits, digest, shuffle};
use crate::store::{Incoming, StoreError};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Envelopes that are taken in at once: they share a flush.
const TOGETHER: usize = 128;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Taken in now.
    pub taken_in: usize,
    /// There already, byte for byte.
    pub there: usize,
    /// Kept aside now, sealed: they did not open or fit, or other bytes had come under their id.
    pub aside: usize,
    /// Lines that could not be read, from 1.
    pub unreadable: Vec<usize>,
}

impl Report {
    /// What became of it, in plain lines: the same on the page and on the command line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!("{} taken in.", self.taken_in),
            format!("{} {} there already.", self.there, were(self.there)),
            format!("{} kept aside, sealed: they did not open or fit, or other bytes had come under their id.", self.aside),
        ];
        if !self.unreadable.is_empty() {
            let numbers: Vec<String> = self.unreadable.iter().take(20).map(ToString::to_string).collect();
            let more = if self.unreadable.len() > numbers.len() { " and more" } else { "" };
            lines.push(format!(
                "{} could not be read and {} not taken in: line {}{more}. Write the file anew on the tablet.",
                self.unreadable.len(),
                were(self.unreadable.len()),
                numbers.join(", "),
            ));
        }
        lines
    }
}

fn were(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

enum Outcome {
    TakenIn,
    There,
    Aside,
}

impl Flow {
    /// Takes in a tablet's outbox. What is there already is left as it is; other bytes under an id that is
    /// known are kept aside, sealed. Interrupted, it is begun again with the same file.
    ///
    /// # Errors
    /// [`InboxError::Over`] if the event takes nothing in any more, [`InboxError::NotWritten`] if the disk or the
    /// database fails: what was taken in until then stays.
    pub async fn take_outbox(&self, live: &Arc<LiveEvent>, outbox: Outbox) -> Result<Report, InboxError> {
        if live.takes_in().is_none() {
            return Err(InboxError::Over);
        }
        let mut report = Report { unreadable: outbox.unreadable, ..Report::default() };
        let mut envelopes = outbox.envelopes;
        // A file has an order; what is written down shall not.
        shuffle(&mut envelopes, &mut SystemBits::default()).map_err(|e| FlowError::Keys(e.into()))?;
        while !envelopes.is_empty() {
            let mut taking = JoinSet::new();
            for sealed in envelopes.split_off(envelopes.len().saturating_sub(TOGETHER)) {
                let (flow, live) = (self.clone(), Arc::clone(live));
                taking.spawn(async move { flow.take_from_file(&live, sealed).await });
            }
            while let Some(taken) = taking.join_next().await {
                match taken.map_err(|_| InboxError::NotWritten)?? {
                    Outcome::TakenIn => report.taken_in += 1,
                    Outcome::There => report.there += 1,
                    Outcome::Aside => report.aside += 1,
                }
            }
        }
        Ok(report)
    }

    async fn take_from_file(&self, live: &Arc<LiveEvent>, sealed: Sealed) -> Result<Outcome, InboxError> {
        match sealed {
            Sealed::Answers(id, bytes) => {
                let known = self.knows(live, &id).await?;
                match self.take_sealed(live, id, &bytes).await {
                    Ok(_) if known => Ok(Outcome::There),
                    Ok(Receipt::TakenIn) => Ok(Outcome::TakenIn),
                    Ok(Receipt::KeptAside) => Ok(Outcome::Aside),
                    Err(InboxError::OtherBytes) => self.keep_aside(live, other_id(&id.bytes(), &bytes), &bytes, Aside::OtherBytes).await,
                    Err(other) => Err(other),
                }
            }
            Sealed::Remark(id, question, bytes) => self.take_remark_from_file(live, id, &question, &bytes).await,
        }
    }

    async fn take_remark_from_file(
        &self,
        live: &Arc<LiveEvent>,
        id: RemarkId,
        question: &Code,
        bytes: &[u8],
    ) -> Result<Outcome, InboxError> {
        if live.takes_remarks_in().is_none() {
            return self.keep_aside(live, other_id(&id.bytes(), bytes), bytes, Aside::NotValid).await;
        }
        let event = live.event.stored.id;
        let known = self.store.remark(event, &id).await.map_err(FlowError::from)?.is_some();
        match self.take_remark(live, question, id, bytes).await {
            Ok(_) if known => Ok(Outcome::There),
            Ok(Receipt::TakenIn) => Ok(Outcome::TakenIn),
            Ok(Receipt::KeptAside) => Ok(Outcome::Aside),
            // Under an id that these bytes alone have: the reader sees that something did not open.
            Err(InboxError::OtherBytes) => {
                let other = RemarkId::new(other_id(&id.bytes(), bytes));
                let known = self.store.remark(event, &other).await.map_err(FlowError::from)?.is_some();
                self.take_remark(live, question, other, bytes).await?;
                Ok(if known { Outcome::There } else { Outcome::Aside })
            }
            // For no question of this event, or longer than a remark: kept, sealed, for nobody to read.
            Err(InboxError::NotValid(_) | InboxError::TooLong) => {
                self.keep_aside(live, other_id(&id.bytes(), bytes), bytes, Aside::NotValid).await
            }
            Err(other) => Err(other),
        }
    }

    async fn knows(&self, live: &LiveEvent, id: &EnvelopeId) -> Result<bool, InboxError> {
        Ok(self.store.knows(live.event.stored.id, id).await.map_err(|e: StoreError| FlowError::from(e))?)
    }

    async fn keep_aside(&self, live: &LiveEvent, id: [u8; 16], bytes: &[u8], reason: Aside) -> Result<Outcome, InboxError> {
        let keys = live.takes_in().ok_or(InboxError::Over)?;
        let known = self.knows(live, &EnvelopeId::new(id)).await?;
        let sealed = keys.lock(&id, bytes).map_err(|_| FlowError::Broken("an envelope could not be sealed"))?;
        self.inbox.put(Incoming { event: live.event.stored.id, id, digest: digest(bytes), sealed, aside: Some(reason) }).await?;
        Ok(if known { Outcome::There } else { Outcome::Aside })
    }
}

/// The id under which bytes are kept aside whose own id has others: the same file again finds them there.
fn other_id(id: &[u8; 16], bytes: &[u8]) -> [u8; 16] {
    let whole = digest(&[b"other bytes under ".as_slice(), id, bytes].concat());
    whole.first_chunk::<16>().copied().unwrap_or([0; 16])
}
