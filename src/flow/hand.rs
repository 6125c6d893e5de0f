//! Hands that are raised: who is asked for, who goes, what came of it. Never joined to answers.

use super::{Flow, FlowError, LiveEvent};
use crate::domain::adult::{Adult, NewAdult, Numbers, anybody_from_outside};
use crate::domain::hand::{Done, Hand, HandId, How, MOST_WAITING, Stage};
use crate::domain::staff::MayRun;
use crate::domain::tablet::Tablet;
use crate::store::{Event, StoreError};

/// Why a hand was not raised.
#[derive(Debug, thiserror::Error)]
pub enum RaiseError {
    /// The adult is not on the list any more, or nobody from outside the service is.
    #[error("nobody is there by that name")]
    Gone,
    /// Something else was asked under this id before.
    #[error("something else was asked under this id")]
    Other,
    /// Too many of this tablet wait.
    #[error("too many wait")]
    TooMany,
    /// The event is over.
    #[error("the event is over")]
    Over,
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for RaiseError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

impl Flow {
    /// The adults whom a child at an enrolled tablet can ask for: none while nobody from outside the service is named.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn adults_to_ask(&self, live: &LiveEvent) -> Result<Vec<Adult>, FlowError> {
        let adults = self.store.adults(live.event.stored.id).await?;
        Ok(if anybody_from_outside(&adults) { adults } else { Vec::new() })
    }

    /// Raises a hand; gives the name of the adult who was asked for. The same asking again is one.
    ///
    /// # Errors
    /// [`RaiseError`] if it was not raised.
    pub async fn raise(&self, live: &LiveEvent, tablet: &Tablet, asked: (HandId, i32, How), now: i64) -> Result<String, RaiseError> {
        let (id, adult, how) = asked;
        let event = live.event.stored.id;
        if live.event.stored.ended {
            return Err(RaiseError::Over);
        }
        let adult = self.adults_to_ask(live).await?.into_iter().find(|a| a.id == adult);
        if let Some(known) = self.store.hand(event, id).await? {
            return again(&known, adult.as_ref(), how);
        }
        let adult = adult.ok_or(RaiseError::Gone)?;
        let hand = Hand {
            id,
            tablet: tablet.name.clone(),
            adult: (adult.told.name.clone(), adult.told.role.clone()),
            how,
            raised: now,
            stage: Stage::Raised,
        };
        let write = self.store.write().await?;
        if write.waiting_hands(event, &tablet.name).await? >= MOST_WAITING {
            return Err(RaiseError::TooMany);
        }
        let known = write.raise(event, &hand).await?;
        write.commit().await?;
        // The record has a time; the database's log must not tell which answers came before it and which after.
        self.store.forget_history_if_free().await?;
        match known {
            None => Ok(adult.told.name),
            Some(known) => again(&known, Some(&adult), how),
        }
    }

    /// Notes that somebody goes. False if somebody else does already, or it is closed.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn go_to(&self, (_, by): (&MayRun, i32), event: &Event, id: HandId, now: i64) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let goes = write.go_to(event.stored.id, id, by, now).await?;
        write.commit().await?;
        Ok(goes)
    }

    /// Closes a hand with what came of it. False if it is closed already.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn close_hand(&self, (_, by): (&MayRun, i32), event: &Event, id: HandId, done: &Done, now: i64) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let closed = write.close_hand(event.stored.id, id, done, by, now).await?;
        write.commit().await?;
        Ok(closed)
    }

    /// Names an adult whom children can ask for; gives her row.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn add_adult(&self, _: &MayRun, event: &Event, new: &NewAdult) -> Result<i32, FlowError> {
        let write = self.store.write().await?;
        let id = write.add_adult(event.stored.id, new).await?;
        write.commit().await?;
        Ok(id)
    }

    /// Takes an adult off the list. Hands that were raised for her stay. False if she was not on it.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn remove_adult(&self, _: &MayRun, event: &Event, id: i32) -> Result<bool, FlowError> {
        let write = self.store.write().await?;
        let gone = write.remove_adult(event.stored.id, id).await?;
        write.commit().await?;
        Ok(gone)
    }

    /// Keeps the numbers that children are shown beside Childline's.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn set_numbers(&self, _: &MayRun, event: &Event, numbers: &Numbers) -> Result<(), FlowError> {
        let write = self.store.write().await?;
        write.set_numbers(event.stored.id, numbers).await?;
        write.commit().await?;
        self.forget(&event.stored.code);
        Ok(())
    }
}

fn again(known: &Hand, adult: Option<&Adult>, how: How) -> Result<String, RaiseError> {
    let same = known.how == how && adult.is_none_or(|a| a.told.name == known.adult.0);
    if same { Ok(known.adult.0.clone()) } else { Err(RaiseError::Other) }
}
