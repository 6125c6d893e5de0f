//! Votes in the room: which questions can be asked, starting one, and what tablets are told of it. A vote is an event
//! of its own, with keys, envelopes and a release of its own; it is closed like any.

use super::{Flow, FlowError, LiveEvent, Summary};
use crate::domain::disclosure::Protected;
use crate::domain::event::{EventCode, NewEvent, State};
use crate::domain::policy::Promise;
use crate::domain::questionnaire::{Question, Questionnaire};
use crate::domain::report::Report;
use crate::domain::staff::MayRun;
use crate::domain::vote::{NotForAVote, alone, can_be_asked_here, in_words};
use crate::domain::wording::Band;
use crate::seal::{digest, hex, random_bytes};
use crate::store::{Event, Published, StoreError};
use std::collections::HashSet;
use std::sync::Arc;
use time::Date;

/// The longest name of an event.
const LONGEST_NAME: usize = 120;

/// A published questionnaire with what of it can be voted on in a room.
pub struct Votable {
    /// The version.
    pub published: Published,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Whether it is the one that the event itself asks.
    pub own: bool,
    /// Its questions by their places, each with the reason against it.
    pub against: Vec<Option<NotForAVote>>,
}

impl Votable {
    /// The questions, each with the reason against it.
    pub fn questions(&self) -> impl Iterator<Item = (&Question, Option<NotForAVote>)> {
        self.questionnaire.questions.iter().zip(self.against.iter().copied())
    }
}

/// What an officer chose.
pub struct NewVote<'a> {
    /// The row of the questionnaire version.
    pub questionnaire: i32,
    /// The code of the question.
    pub question: &'a str,
    /// The wording on the big screen.
    pub words: Band,
    /// Whether children share tablets.
    pub shared: bool,
}

/// Why a vote was not started.
#[derive(Debug, thiserror::Error)]
pub enum VoteError {
    /// The event in whose room it would be is closed.
    #[error("the event is closed")]
    RoomClosed,
    /// Another vote is open in the room.
    #[error("another vote is open")]
    Running,
    /// There is no such question or wording.
    #[error("there is no such question")]
    NoSuchQuestion,
    /// The question may not be voted on here.
    #[error(transparent)]
    Refused(#[from] NotForAVote),
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for VoteError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

impl Flow {
    /// The published questionnaires, each in its newest version, with what of them can be voted on in the room of
    /// an event.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn votable(&self, room: &Event) -> Result<Vec<Votable>, FlowError> {
        let own = self.questionnaire_of(room).await?;
        let before = self.asked_in(room).await?;
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        for published in self.store.questionnaires().await? {
            if !seen.insert(published.version.code.clone()) {
                continue;
            }
            let questionnaire = published.questionnaire()?;
            let against = questionnaire.questions.iter().map(|q| can_be_asked_here(q, &own, &before).err()).collect();
            all.push(Votable { own: published.version.code == room.version.code, against, questionnaire, published });
        }
        Ok(all)
    }

    /// A question as it would be voted on in the room of an event: its questionnaire version, and the whole of it.
    ///
    /// # Errors
    /// [`VoteError`] if there is none, or it may not be voted on here.
    pub async fn to_vote_on(&self, room: &Event, questionnaire: i32, question: &str) -> Result<(Published, Questionnaire), VoteError> {
        let published = self.store.questionnaire(questionnaire).await?.ok_or(VoteError::NoSuchQuestion)?;
        let whole = published.questionnaire()?;
        let asked = whole.question(question).ok_or(VoteError::NoSuchQuestion)?;
        can_be_asked_here(asked, &self.questionnaire_of(room).await?, &self.asked_in(room).await?)?;
        Ok((published, whole))
    }

    /// Starts a vote in the room of an open event: one question, always *protected*. Of two that are started at once
    /// one is refused.
    ///
    /// # Errors
    /// [`VoteError`]; then nothing has changed.
    pub async fn start_vote(&self, (_, by): (&MayRun, i32), room: &Event, new: &NewVote<'_>, today: Date) -> Result<EventCode, VoteError> {
        let (published, whole) = self.to_vote_on(room, new.questionnaire, new.question).await?;
        let question = whole.question(new.question).ok_or(VoteError::NoSuchQuestion)?;
        if !whole.wordings.contains(&new.words) {
            return Err(VoteError::NoSuchQuestion);
        }
        let source = alone(&published.source, question).ok_or(FlowError::Broken("a question does not stand by itself"))?;
        let asks = crate::domain::questionnaire::parse_published(&source).map_err(|_| FlowError::Broken("a question does not read"))?;
        let code = EventCode::from_random(random_bytes::<16>().map_err(|e| FlowError::Keys(e.into()))?);
        self.keys.create(&code).map_err(FlowError::Keys)?;
        let write = self.store.write().await?;
        // Held: whoever starts another one meanwhile waits here, and sees this one then.
        let held = write.hold_event(room.stored.id).await?.ok_or(FlowError::Broken("the event is gone"))?;
        let refused = if held.state != State::Open {
            Some(VoteError::RoomClosed)
        } else if self.store.open_vote(held.id).await?.is_some() {
            Some(VoteError::Running)
        } else {
            can_be_asked_here(question, &self.questionnaire_of(room).await?, &self.asked_in(room).await?).err().map(VoteError::Refused)
        };
        if let Some(refused) = refused {
            self.keys.destroy(&code).map_err(FlowError::Keys)?;
            return Err(refused);
        }
        let questionnaire = write.publish(&asks, &source, &hex(&digest(source.as_bytes())), today, by).await?;
        let event = NewEvent {
            // Its letters carry no credential, which is of the event in whose room it is held; its address is told to tablets alone.
            tablets_only: false,
            name: format!("{}: a vote at {}", question.short, held.name).chars().take(LONGEST_NAME).collect(),
            service: held.service,
            questionnaire,
            promise: Promise::protected(),
            expected: held.here.unwrap_or(held.expected),
            opens_on: today,
            closes_on: today,
            demonstration: held.demonstration,
            asks_alone: false,
            shown_at: None,
            safeguarding: None,
        };
        write.add_vote(&code, &event, held.id, new.words, new.shared).await?;
        write.commit().await?;
        Ok(code)
    }

    /// The vote that is open in the room of an event, as its tablets are told of it.
    ///
    /// # Errors
    /// [`FlowError`] if the database or the keys fail.
    pub async fn vote_in(&self, room: &Event) -> Result<Option<Arc<LiveEvent>>, FlowError> {
        match self.store.open_vote(room.stored.id).await? {
            Some(code) => self.live(&code).await,
            None => Ok(None),
        }
    }

    /// The figures of a closed vote in the words of the big screen: those of its summary, by other names. None where
    /// there are no figures.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn said_in_words(&self, vote: &Event, summary: &Summary, words: Band) -> Result<Option<Protected<Report>>, FlowError> {
        let Some(report) = &summary.report else { return Ok(None) };
        let mut releases = Vec::new();
        for (id, withdrawn) in self.store.release_ids(&[vote.stored.id]).await? {
            if withdrawn.is_none() {
                releases.push(self.store.release(id).await?);
            }
        }
        Ok(Report::of(&releases, &in_words(&self.questionnaire_of(vote).await?, words), report.about.clone()))
    }

    /// The questions that were voted on in a room, whatever came of them.
    async fn asked_in(&self, room: &Event) -> Result<Vec<Question>, FlowError> {
        let mut asked = Vec::new();
        for vote in self.store.votes(room.stored.id).await? {
            asked.extend(self.questionnaire_of(&vote).await?.questions);
        }
        Ok(asked)
    }

    async fn questionnaire_of(&self, event: &Event) -> Result<Questionnaire, FlowError> {
        let published = self.store.questionnaire(event.stored.questionnaire).await?;
        Ok(published.ok_or(FlowError::Broken("its questionnaire is gone"))?.questionnaire()?)
    }
}
