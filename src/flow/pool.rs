//! Pools: what is too small to show is counted together, quarterly, at the lowest service that
//! reaches ten. A pool names no event, and is always *protected*.

use super::release::{Opened, Target, open_all};
use super::{CloseError, Flow, FlowError};
use crate::domain::disclosure::{SMALLEST, Terms};
use crate::domain::event::{EventCode, Kind, State};
use crate::domain::policy::Policy;
use crate::domain::pool::{Quarter, Waiting, pools};
use crate::domain::response::Response;
use crate::seal::{KeyError, random_bytes};
use crate::store::{Event, NewMade};
use std::sync::Arc;
use time::Date;

/// What making pools did.
#[derive(Debug, Default)]
pub struct Pooled {
    /// The pools that were made.
    pub pools: Vec<EventCode>,
    /// What could not be made; tried again the next time.
    pub failures: Vec<CloseError>,
}

/// Children who came to an event and were not counted in a release of it: only they can be behind what waits.
fn not_counted(event: &Event, heads: &[(i32, u32)]) -> u32 {
    let counted: u32 = heads.iter().filter(|(of, _)| *of == event.stored.id).map(|(_, n)| n).sum();
    event.stored.attended.unwrap_or(0).saturating_sub(counted)
}

impl Flow {
    /// Makes the pools that are due on a day: of events closed before the quarter began, where
    /// answers still wait. What does not reach ten anywhere waits for the next quarter.
    ///
    /// # Errors
    /// [`FlowError`] if the events cannot be listed.
    pub async fn pool(&self, today: Date) -> Result<Pooled, FlowError> {
        // A pool that was written down, and that the database could not follow, is finished first: not made again.
        self.restore().await?;
        let quarter = Quarter::of(today);
        let (events, services) = (self.store.events().await?, self.store.services().await?);
        let mut waiting = Vec::new();
        let standing = self.store.heads().await?;
        for event in &events {
            let closed = event.stored.closed_on.filter(|on| *on < quarter.first_day());
            if event.stored.kind.is_answered() && event.stored.state != State::Open && closed.is_some() {
                let responses = self.store.waiting(event.stored.id).await?;
                if responses > 0 {
                    waiting.push(Waiting {
                        event: event.stored.id,
                        service: event.stored.service,
                        // Made-up answers are never counted with others.
                        questionnaire: (event.stored.questionnaire, event.stored.demonstration),
                        responses,
                        children: not_counted(event, &standing),
                    });
                }
            }
        }
        let mut pooled = Pooled::default();
        for pool in pools(&services, &waiting, SMALLEST as u64) {
            // Once a quarter: what comes late waits for the next.
            let made_this_quarter = events.iter().any(|e| {
                e.stored.kind == Kind::Pool
                    && e.stored.service == pool.service
                    && (e.stored.questionnaire, e.stored.demonstration) == pool.questionnaire
                    && e.stored.closed_on.is_some_and(|on| on >= quarter.first_day())
            });
            if made_this_quarter {
                continue;
            }
            let members: Vec<&Event> = events.iter().filter(|e| pool.events.contains(&e.stored.id)).collect();
            let came = members.iter().map(|event| not_counted(event, &standing)).sum();
            match self.make_pool(&members, came, pool.service, quarter.before(), today).await {
                Ok(Some(code)) => pooled.pools.push(code),
                Ok(None) => {}
                Err(error) => pooled.failures.push(error),
            }
        }
        Ok(pooled)
    }

    async fn make_pool(
        &self,
        members: &[&Event],
        came: u32,
        service: i32,
        quarter: Quarter,
        on: Date,
    ) -> Result<Option<EventCode>, CloseError> {
        let Some(first) = members.first() else { return Ok(None) };
        let published =
            self.store.questionnaire(first.stored.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let questionnaire = Arc::new(published.questionnaire()?);
        let code = EventCode::from_random(random_bytes::<16>().map_err(|e| FlowError::Keys(KeyError::from(e)))?);
        let keys = self.keys.create(&code).map_err(FlowError::Keys)?;
        let write = self.store.write().await?;
        let mut all = Opened::default();
        for event in members {
            let keys = self.keys.load(&event.stored.code).map_err(FlowError::Keys)?.ok_or(FlowError::Broken("an event's keys are gone"))?;
            write.hold_event(event.stored.id).await?;
            let opened = open_all(&write, event.stored.id, &event.stored.code, &keys).await?;
            all.responses.extend(opened.responses);
            all.receipts.extend(opened.receipts);
        }
        let new = NewMade {
            kind: Kind::Pool.as_str().to_owned(),
            name: format!("Quarterly figures, {quarter}"),
            service,
            questionnaire: first.stored.questionnaire,
            policy: Policy::Protected,
            attended: came,
            first_day: quarter.first_day(),
            last_day: quarter.last_day(),
            on,
            demonstration: first.stored.demonstration,
            parts: Vec::new(),
        };
        let event = write.add_made(&code, &new).await?;
        let terms = Terms { number: 1, released_on: on, policy: Policy::Protected, attended: came, declared: came };
        let target = Target {
            event,
            code: &code,
            keys: &keys,
            room: Response::room(&questionnaire),
            questionnaire: &questionnaire,
            closes: true,
            came,
            made: Some(new),
        };
        if !self.fix(&write, &target, all, terms).await? {
            self.keys.destroy(&code).map_err(FlowError::Keys)?;
            return Ok(None);
        }
        for event in members {
            write.empty_inbox(event.stored.id, !event.stored.ended).await?;
        }
        write.commit().await?;
        self.store.forget_history().await?;
        self.released.notify_one();
        Ok(Some(code))
    }
}
