//! Tablets of an event: enrolling them, shutting them out, what they say of themselves.

use super::{Flow, FlowError, LiveEvent};
use crate::domain::event::EventCode;
use crate::domain::staff::MayRun;
use crate::domain::tablet::{CODE_USES, CODE_WORKS, EnrolCode, Tablet, whole_minute};
use crate::seal::{Digest, Token, digest, random_bytes};
use crate::store::{Event, NewCode, StoreError};
use std::collections::HashMap;
use std::sync::PoisonError;
use std::time::Duration;

/// Between two times at which what tablets said is written down, all of it in one transaction.
const WRITTEN_EVERY: Duration = Duration::from_secs(20);

/// What tablets said since then: the whole minute, and whether they hold answers, by row.
pub(super) type Contacts = HashMap<i32, (i64, bool)>;

/// A code that enrols tablets, as it is told once.
pub struct Code {
    /// To be read out.
    pub spoken: EnrolCode,
    /// For the QR code: cannot be guessed, so nothing is counted.
    pub link: Token,
    /// Until when both work.
    pub until: i64,
}

/// By what a tablet is enrolled.
pub enum EnrolBy {
    /// By what was read out.
    Code(EnrolCode),
    /// By what the QR code held.
    Link(Token),
}

/// A tablet that was enrolled.
pub struct Enrolled {
    /// Its credential. Told this once; of it only a digest is kept.
    pub credential: Token,
    /// What it is called.
    pub name: String,
    /// The event.
    pub event: Event,
}

/// What came of giving a tablet another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renamed {
    /// It is called so now.
    Done,
    /// Another tablet of the event is called so.
    Taken,
    /// The event has no such tablet.
    NoSuch,
}

/// Why a tablet was not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// No such code, or it works no more.
    #[error("there is no such code, or it works no more")]
    Unknown,
    /// Too many wrong ones: to be tried again after so many seconds.
    #[error("too many codes were tried")]
    Slow(u64),
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for EnrolError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

fn fresh() -> Result<Token, FlowError> {
    Token::fresh().map_err(|e| FlowError::Keys(e.into()))
}

/// What is kept of a code.
fn of_code(code: &EnrolCode) -> Digest {
    digest(format!("enrol {}", code.as_str()).as_bytes())
}

/// What is kept of a credential, or of what a QR code holds: each of its own kind.
fn of_token(kind: &str, token: &Token) -> Digest {
    digest(format!("{kind} {}", token.as_str()).as_bytes())
}

impl Flow {
    /// Makes a code that enrols tablets of an event for a quarter of an hour. The one before it works no more.
    ///
    /// # Errors
    /// [`FlowError`] if the database or the system's randomness fails.
    pub async fn make_code(&self, _: &MayRun, event: &Event, now: i64) -> Result<Code, FlowError> {
        let random = random_bytes::<4>().map_err(|e| FlowError::Keys(e.into()))?;
        let code = Code { spoken: EnrolCode::from_random(random), link: fresh()?, until: now + CODE_WORKS };
        let write = self.store.write().await?;
        let new = NewCode {
            event: event.stored.id,
            code: of_code(&code.spoken),
            link: of_token("link", &code.link),
            expires_at: code.until,
            uses: CODE_USES,
        };
        write.put_code(&new).await?;
        if event.stored.way_out.is_none() {
            write.set_way_out(event.stored.id, &way_out()?).await?;
        }
        write.commit().await?;
        self.forget(&event.stored.code);
        Ok(code)
    }

    /// Ends the code of an event at once.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn end_code(&self, _: &MayRun, event: &Event) -> Result<(), FlowError> {
        let write = self.store.write().await?;
        write.end_code(event.stored.id).await?;
        Ok(write.commit().await?)
    }

    /// Enrols a tablet.
    ///
    /// # Errors
    /// [`EnrolError`] if the code works no more or too many were tried.
    pub async fn enrol(&self, by: &EnrolBy, now: i64) -> Result<Enrolled, EnrolError> {
        let guessable = matches!(by, EnrolBy::Code(_));
        if guessable {
            // Taken before it is looked up, so that a thousand at once are counted too.
            self.tries.lock().unwrap_or_else(PoisonError::into_inner).take(now).map_err(EnrolError::Slow)?;
        }
        let by = match by {
            EnrolBy::Code(code) => of_code(code),
            EnrolBy::Link(token) => of_token("link", token),
        };
        let credential = fresh()?;
        let write = self.store.write().await?;
        let Some((code, name)) = write.enrol(&by, &of_token("tablet", &credential), now).await? else {
            return Err(EnrolError::Unknown);
        };
        write.commit().await?;
        if guessable {
            self.tries.lock().unwrap_or_else(PoisonError::into_inner).give_back();
        }
        let event = self.event(&code).await?;
        Ok(Enrolled { credential, name, event })
    }

    async fn event(&self, code: &EventCode) -> Result<Event, FlowError> {
        self.store.event(code).await?.ok_or(FlowError::Broken("the event is gone"))
    }

    /// The tablet of an event that holds a credential; none if there is none, or it was shut out. Reads only:
    /// that a tablet sent something is noted nowhere.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn tablet(&self, live: &LiveEvent, credential: &Token) -> Result<Option<Tablet>, FlowError> {
        Ok(self.store.tablet_with(live.event.stored.id, &of_token("tablet", credential)).await?)
    }

    /// Takes in what a tablet says of itself: whether it holds answers. Kept in memory until all that tablets
    /// said is written down together, with the whole minute.
    pub fn greet(&self, tablet: &Tablet, holds: bool, now: i64) {
        let mut contacts = self.contacts.lock().unwrap_or_else(PoisonError::into_inner);
        contacts.insert(tablet.id, (whole_minute(now), holds));
    }

    /// Writes down what tablets said, in one transaction, and empties the database's log behind it: whoever
    /// copies the file later finds how things stand, and not how they changed while answers came.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn note_contacts(&self) -> Result<(), FlowError> {
        let said = std::mem::take(&mut *self.contacts.lock().unwrap_or_else(PoisonError::into_inner));
        if said.is_empty() {
            return Ok(());
        }
        // By row: in no order in which they came.
        let mut said: Vec<_> = said.into_iter().map(|(id, (minute, holds))| (id, minute, holds)).collect();
        said.sort_unstable();
        let write = self.store.write().await?;
        write.note_contacts(&said).await?;
        write.commit().await?;
        self.store.forget_history_if_free().await?;
        Ok(())
    }

    /// Does so for good.
    pub async fn keep_contacts(&self) {
        let mut round = tokio::time::interval(WRITTEN_EVERY);
        loop {
            round.tick().await;
            if let Err(error) = self.note_contacts().await {
                tracing::error!(%error, "what tablets said could not be written down");
            }
        }
    }

    /// The tablets of an event, with all that they said.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn tablets(&self, event: &Event) -> Result<Vec<Tablet>, FlowError> {
        self.note_contacts().await?;
        Ok(self.store.tablets(event.stored.id).await?)
    }

    /// Gives a tablet another name, if no other tablet of the event has it: officers know tablets by their names.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn rename_tablet(&self, _: &MayRun, event: &Event, id: i32, name: &str) -> Result<Renamed, FlowError> {
        let write = self.store.write().await?;
        if !write.rename_tablet(event.stored.id, id, name).await? {
            return Ok(Renamed::NoSuch);
        }
        // What is not committed never was.
        if write.has_name(event.stored.id, id, name).await? {
            return Ok(Renamed::Taken);
        }
        write.commit().await?;
        Ok(Renamed::Done)
    }

    /// Shuts a tablet out: what it sends under its credential is refused from now on. False if there is none.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn revoke_tablet(&self, _: &MayRun, event: &Event, id: i32) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let there = write.revoke_tablet(event.stored.id, id).await?;
        write.commit().await?;
        Ok(there)
    }

    /// Notes how many children are here, as the officer counted.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn set_here(&self, _: &MayRun, event: &Event, here: u32) -> Result<(), FlowError> {
        let write = self.store.write().await?;
        write.set_here(event.stored.id, here).await?;
        write.commit().await?;
        self.forget(&event.stored.code);
        Ok(())
    }
}

/// Four digits for officers, to leave full screen. They keep a child from pressing it, and nobody from anything else.
fn way_out() -> Result<String, FlowError> {
    let random = random_bytes::<4>().map_err(|e| FlowError::Keys(e.into()))?;
    Ok(random.iter().map(|byte| char::from(b'0' + byte % 10)).collect())
}

/// When a tablet is to greet next, in seconds: drawn at random, so that its greetings keep no step with anything.
///
/// # Errors
/// [`FlowError`] if the system's randomness fails.
pub fn next_greeting() -> Result<u64, FlowError> {
    let [byte] = random_bytes::<1>().map_err(|e| FlowError::Keys(e.into()))?;
    Ok(40 + u64::from(byte) * 41 / 256)
}
