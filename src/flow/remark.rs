//! Remarks on their way in: each by itself, under an id of its own, in a transaction of its own.

use super::{Flow, FlowError, InboxError, LiveEvent, Receipt};
use crate::domain::code::Code;
use crate::domain::envelope::{EnvelopeId, RemarkId};
use crate::domain::questionnaire::Kind;
use crate::domain::remark::Text;
use crate::domain::response::{AnswerFault, Texts};
use crate::seal::{Digest, Kept, RemarkKeys, SEALED_BYTES, SystemBits, digest, random_bytes, shuffle};
use crate::store::{NewRemark, Verdict};
use std::sync::Arc;
use std::sync::atomic::Ordering;

const NOT_SEALED: FlowError = FlowError::Broken("a remark could not be sealed");

impl Flow {
    /// Takes in a sealed remark as a tablet sends it. One that says nothing is thanked for and not kept, so
    /// that a page may send one for each question, written or not, and nobody on the network can tell.
    ///
    /// # Errors
    /// [`InboxError`] if it was not taken in. What does not open is no error: it is kept aside, sealed, and
    /// stands in the reader's queue as that.
    pub async fn take_remark(&self, live: &LiveEvent, question: &Code, id: RemarkId, bytes: &[u8]) -> Result<Receipt, InboxError> {
        let keys = live.takes_remarks_in().ok_or(InboxError::Over)?;
        if live.questionnaire.question(question.as_str()).is_none_or(|q| q.kind != Kind::Text) {
            return Err(InboxError::NotValid(vec![AnswerFault::NoSuchQuestion]));
        }
        if bytes.len() > SEALED_BYTES {
            return Err(InboxError::TooLong);
        }
        let kept = match keys.open(&id, &live.remark_binding(question), bytes) {
            Ok(text) => match Text::parse(&text) {
                Ok(Some(text)) => Kept::Words(text.into_string()),
                Ok(None) => return Ok(Receipt::TakenIn),
                // No page of ours lets a child write so much. It is there now, and is read.
                Err(_) => Kept::Words(text),
            },
            Err(_) => Kept::Aside(bytes.to_vec()),
        };
        let receipt = if matches!(kept, Kept::Words(_)) { Receipt::TakenIn } else { Receipt::KeptAside };
        match self.keep(live, keys, question, id, digest(bytes), &kept).await? {
            Verdict::TakenIn => Ok(receipt),
            Verdict::OtherBytes => Err(InboxError::OtherBytes),
        }
    }

    /// Takes in what a child wrote into a form: before her answers, so that it is not lost if those are the last
    /// that is written, and only with the first form under an id.
    pub(super) async fn take_texts(&self, live: &LiveEvent, envelope: EnvelopeId, mut texts: Texts) -> Result<(), InboxError> {
        if texts.is_empty() || self.store.knows(live.event.stored.id, &envelope).await.map_err(FlowError::from)? {
            return Ok(());
        }
        let keys = live.takes_remarks_in().ok_or(InboxError::Over)?;
        // In no order that the questions stand in.
        shuffle(&mut texts, &mut SystemBits::default()).map_err(|e| FlowError::Keys(e.into()))?;
        for (question, text) in texts {
            let id = self.id_for_form(live, envelope, &question)?;
            // The same form again is known by its id alone, as with answers: what is in it is not looked at.
            self.keep(live, keys, &question, id, digest(&id.bytes()), &Kept::Words(text.into_string())).await?;
        }
        Ok(())
    }

    /// The id of a remark that came in a form. The same form sent twice gives the same one; whoever does not have
    /// this program's memory cannot tell which envelope it came with, nor which other remark.
    fn id_for_form(&self, live: &LiveEvent, envelope: EnvelopeId, question: &Code) -> Result<RemarkId, InboxError> {
        let secret = match self.form_secret.get() {
            Some(secret) => secret,
            None => {
                let fresh = random_bytes::<32>().map_err(|e| FlowError::Keys(e.into()))?;
                self.form_secret.get_or_init(|| fresh)
            }
        };
        let name = format!("{} {envelope} {question}", live.event.stored.code);
        let whole = digest(&[secret.as_slice(), name.as_bytes()].concat());
        let bytes = whole.first_chunk::<16>().copied().ok_or(NOT_SEALED)?;
        Ok(RemarkId::new(bytes))
    }

    async fn keep(
        &self,
        live: &LiveEvent,
        keys: &Arc<RemarkKeys>,
        question: &Code,
        id: RemarkId,
        digest: Digest,
        kept: &Kept,
    ) -> Result<Verdict, InboxError> {
        let event = live.event.stored.id;
        let sealed = match keys.lock(&id, question, kept) {
            Ok(sealed) => sealed,
            // Its own key was destroyed: it was read, and sent again long after.
            Err(_) if !keys.holds(&id) => Vec::new(),
            Err(_) => return Err(NOT_SEALED.into()),
        };
        let taken = async {
            let write = self.store.write().await?;
            let verdict = write.take_remark(NewRemark { event, id, question: question.clone(), digest, sealed }).await?;
            write.commit().await?;
            Ok::<_, crate::store::StoreError>(verdict)
        };
        let verdict = taken.await.map_err(|error| {
            tracing::error!(%error, "a remark could not be written");
            InboxError::NotWritten
        })?;
        self.taken.fetch_add(1, Ordering::Relaxed);
        self.remarked.notify_one();
        verdict.ok_or(InboxError::Over)
    }
}
