//! Events as the way of an answer needs them: with questionnaire and keys, remembered for a moment.

use super::{Flow, FlowError};
use crate::domain::code::Code;
use crate::domain::envelope::{Binding, RemarkBinding};
use crate::domain::event::{EventCode, Kind, NewEvent, State};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::Response;
use crate::domain::safeguarding::ReaderFault;
use crate::domain::vote::Tie;
use crate::seal::{EventKeys, RemarkKeys, random_bytes};
use crate::store::Event;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an event's state is remembered. A questionnaire version, a policy and keys never
/// change; only that an event was closed must be seen by other servers on the same database.
const REMEMBERED: Duration = Duration::from_secs(1);

/// An event with what is needed to ask and to take in answers.
pub struct LiveEvent {
    /// The event.
    pub event: Event,
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// In whose room it is held, if it is a vote.
    pub vote: Option<Tie>,
    /// What a response is padded to, in bytes.
    pub(super) room: usize,
    /// Its keys; none once they were destroyed.
    pub keys: Option<Arc<EventKeys>>,
    /// The keys of its remarks; none if nothing is asked for own words, or once they were destroyed.
    pub remark_keys: Option<Arc<RemarkKeys>>,
}

impl LiveEvent {
    /// What is bound into its envelopes.
    #[must_use]
    pub fn binding(&self) -> Binding<'_> {
        Binding { event: &self.event.stored.code, version: &self.event.version, policy: self.event.stored.policy }
    }

    /// The keys under which it takes envelopes in; none once it has ended.
    pub(super) fn takes_in(&self) -> Option<&Arc<EventKeys>> {
        self.keys.as_ref().filter(|_| !self.event.stored.ended)
    }

    /// What is bound into the envelope of a remark to one of its questions.
    #[must_use]
    pub fn remark_binding<'a>(&'a self, question: &'a Code) -> RemarkBinding<'a> {
        RemarkBinding { event: &self.event.stored.code, question }
    }

    /// The public key to which tablets seal remarks, while it takes any in.
    #[must_use]
    pub fn remark_key(&self) -> Option<Vec<u8>> {
        self.takes_remarks_in().map(|keys| keys.public())
    }

    /// The keys under which it takes remarks in; none once it has ended.
    pub(super) fn takes_remarks_in(&self) -> Option<&Arc<RemarkKeys>> {
        self.remark_keys.as_ref().filter(|_| !self.event.stored.ended)
    }

    /// Whether children are answering.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.event.stored.state == State::Open
    }
}

pub(super) struct Remembered {
    live: Arc<LiveEvent>,
    since: Instant,
}

/// Why an event could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No such questionnaire version or service.
    #[error("there is no such questionnaire or service")]
    Nothing,
    /// Nobody reads what children would write, or somebody who may not.
    #[error(transparent)]
    Readers(#[from] ReaderFault),
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl Flow {
    /// Opens an event: makes its keys, flushed to disk, then its row.
    ///
    /// # Errors
    /// [`OpenError`] if what it names is not there, or keys or row cannot be kept.
    pub async fn open_event(&self, new: &NewEvent) -> Result<EventCode, OpenError> {
        let wrap = |e| OpenError::Flow(FlowError::Store(e));
        let services = self.store.services().await.map_err(wrap)?;
        let questionnaire = self.store.questionnaire(new.questionnaire).await.map_err(wrap)?;
        if questionnaire.is_none() || !services.iter().any(|s| s.id == new.service) {
            return Err(OpenError::Nothing);
        }
        let questionnaire = questionnaire.map(|q| q.questionnaire()).transpose().map_err(wrap)?;
        let has_texts = questionnaire.is_some_and(|q| q.texts().next().is_some());
        if has_texts || new.safeguarding.is_some() {
            let staff = self.store.all_staff().await.map_err(wrap)?;
            new.safeguarding.ok_or(ReaderFault::Nobody)?.check(&staff, new.service, &services)?;
        }
        let random = random_bytes::<16>().map_err(|e| OpenError::Flow(FlowError::Keys(e.into())))?;
        let code = EventCode::from_random(random);
        self.keys.create(&code).map_err(|e| OpenError::Flow(FlowError::Keys(e)))?;
        if has_texts {
            self.keys.create_for_remarks(&code).map_err(|e| OpenError::Flow(FlowError::Keys(e)))?;
        }
        let write = self.store.write().await.map_err(wrap)?;
        write.add_event(&code, new).await.map_err(wrap)?;
        write.commit().await.map_err(wrap)?;
        Ok(code)
    }

    /// The event with this code, if there is one.
    ///
    /// # Errors
    /// [`FlowError`] if the database or the keys fail.
    pub async fn live(&self, code: &EventCode) -> Result<Option<Arc<LiveEvent>>, FlowError> {
        if let Some(live) = self.remembered(code) {
            return Ok(Some(live));
        }
        let Some(event) = self.store.event(code).await? else { return Ok(None) };
        let known = self.live.read().ok().and_then(|live| live.get(code).map(|r| Arc::clone(&r.live.questionnaire)));
        let questionnaire = match known {
            Some(questionnaire) => questionnaire,
            None => {
                let published =
                    self.store.questionnaire(event.stored.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
                Arc::new(published.questionnaire()?)
            }
        };
        let vote = match event.stored.kind {
            Kind::Vote => self.store.tie(event.stored.id).await?,
            _ => None,
        };
        let live = Arc::new(LiveEvent {
            vote,
            keys: self.keys.load(code)?,
            remark_keys: self.keys.load_for_remarks(code)?,
            room: Response::room(&questionnaire),
            questionnaire,
            event,
        });
        if let Ok(mut all) = self.live.write() {
            all.insert(code.clone(), Remembered { live: Arc::clone(&live), since: Instant::now() });
        }
        Ok(Some(live))
    }

    fn remembered(&self, code: &EventCode) -> Option<Arc<LiveEvent>> {
        let all = self.live.read().ok()?;
        let found = all.get(code).filter(|r| r.since.elapsed() < REMEMBERED)?;
        Some(Arc::clone(&found.live))
    }

    pub(super) fn forget(&self, code: &EventCode) {
        if let Ok(mut all) = self.live.write() {
            all.remove(code);
        }
    }
}
