//! Wide tables: made by an officer, over all that a service and those below it released and whose
//! answers are not destroyed yet. Each answer is in five of them at most.

use super::release::open_responses;
use super::{Flow, FlowError};
use crate::domain::code::Code;
use crate::domain::disclosure::wide::{MOST_TABLES, NoWideTable};
use crate::domain::disclosure::{Protected, Terms, wide};
use crate::domain::event::{EventCode, Kind};
use crate::domain::policy::Policy;
use crate::domain::report::{About, WideReport};
use crate::domain::service::with_all_below;
use crate::domain::tally::Group;
use crate::seal::{KeyError, SystemBits, random_bytes};
use crate::store::{Event, NewMade, ReleaseFile, Spent, StoreError};
use std::sync::Arc;
use time::Date;

/// Responses read at once.
const PAGE: u64 = 2000;

/// Why a wide table was not made.
#[derive(Debug, thiserror::Error)]
pub enum WideError {
    /// What was asked for cannot be had.
    #[error(transparent)]
    No(#[from] NoWideTable),
    /// No such service or questionnaire.
    #[error("there is no such service or questionnaire")]
    Nothing,
    /// Something else; nothing has changed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for WideError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// Whether a wide table was split by a question.
fn split_by(spent: &Spent, by: &Code) -> bool {
    spent.grouping.as_deref().and_then(|text| serde_json::from_str::<Group>(text).ok()).is_some_and(|group| group.by == *by)
}

impl Flow {
    /// Makes a wide table of a question by a sensitive one; gives its code.
    ///
    /// # Errors
    /// [`WideError`]; then nothing has changed.
    pub async fn make_wide(
        &self,
        (service, questionnaire): (i32, i32),
        question: &Code,
        by: &Code,
        on: Date,
    ) -> Result<EventCode, WideError> {
        // As with pools: what was interrupted is finished first, and counts as spent.
        self.restore().await?;
        let services = self.store.services().await?;
        let published = self.store.questionnaire(questionnaire).await?.ok_or(WideError::Nothing)?;
        let asked = Arc::new(published.questionnaire()?);
        let below = with_all_below(&services, service);
        let mut events = self.store.events().await?;
        events.retain(|e| below.contains(&e.stored.service) && e.stored.questionnaire == questionnaire && e.stored.kind.adds_up());
        let (mut releases, mut responses, mut came) = (Vec::new(), Vec::new(), 0_u32);
        let (mut in_it, mut parts): (Vec<&Event>, Vec<(String, u32)>) = (Vec::new(), Vec::new());
        for event in &events {
            // Made-up answers are never counted with others.
            if event.stored.demonstration != events.first().is_some_and(|e| e.stored.demonstration) {
                continue;
            }
            let Some(keys) = self.keys.load(&event.stored.code).map_err(FlowError::Keys)? else { continue };
            for released in self.store.releases(event.stored.id).await?.into_iter().filter(|r| r.withdrawn.is_none()) {
                let mut after = Vec::new();
                let before = responses.len();
                loop {
                    let page = self.store.responses_after(released.id, &after, PAGE).await?;
                    let Some((last, _)) = page.last() else { break };
                    after.clone_from(last);
                    responses.extend(open_responses(&keys, &page)?);
                }
                if responses.len() > before {
                    releases.push(released.id);
                    parts.push((event.stored.code.to_string(), released.release.number));
                    came = came.saturating_add(released.release.attended);
                    in_it.push(event);
                }
            }
        }
        let write = self.store.write().await?;
        // Two at once wait for each other, so that neither misses what the other spends.
        for event in &in_it {
            write.hold_event(event.stored.id).await?;
        }
        let spent = write.spent(&releases).await?;
        for release in &releases {
            let of_release = || spent.iter().filter(|s| s.release == *release);
            let asked_of = of_release().filter(|s| s.question == question.as_str()).count();
            let split = of_release().filter(|s| split_by(s, by)).count();
            for (n, code) in [(asked_of, question), (split, by)] {
                if n >= MOST_TABLES {
                    return Err(NoWideTable::Spent(code.clone()).into());
                }
            }
        }
        let terms = Terms { number: 1, released_on: on, policy: Policy::Protected, attended: came, declared: came };
        let made = {
            let (asked, question, by) = (Arc::clone(&asked), question.clone(), by.clone());
            tokio::task::spawn_blocking(move || wide(&asked, (&question, &by), &responses, &terms, &mut SystemBits::default()))
        };
        let release = made.await.map_err(|_| FlowError::Broken("a wide table was interrupted"))??;
        let short = |code: &Code| asked.question(code.as_str()).map(|q| q.short.clone()).unwrap_or_default();
        let first = in_it.iter().map(|e| e.stored.opens_on).min().unwrap_or(on);
        let last = in_it.iter().map(|e| e.stored.closes_on).max().unwrap_or(on);
        let new = NewMade {
            kind: Kind::Wide.as_str().to_owned(),
            name: format!("{}, by {}", short(question), crate::domain::words::small(&short(by))),
            service,
            questionnaire,
            policy: Policy::Protected,
            attended: came,
            first_day: first,
            last_day: last,
            on,
            demonstration: in_it.iter().any(|e| e.stored.demonstration),
            parts,
        };
        let code = EventCode::from_random(random_bytes::<16>().map_err(|e| FlowError::Keys(KeyError::from(e)))?);
        let event = write.add_made(&code, &new).await?;
        let id = write.append(event, &release).await?;
        write.append_parts(id, &releases).await?;
        let file = ReleaseFile { event: code.clone(), closes: true, came, release, receipts: None, made: Some(new) };
        self.files.write(&file).map_err(StoreError::from)?;
        write.commit().await?;
        Ok(code)
    }

    /// A wide table as it is shown; none if the event is none or it was withdrawn.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn wide_report(&self, event: &Event) -> Result<Option<Protected<WideReport>>, FlowError> {
        let releases = self.store.releases(event.stored.id).await?;
        let Some(released) = releases.iter().find(|r| r.release.wide && r.withdrawn.is_none()) else { return Ok(None) };
        let published =
            self.store.questionnaire(event.stored.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let about = About {
            event: event.stored.name.clone(),
            service: event.service_name.clone(),
            held: super::report::held(event.stored.opens_on, event.stored.closes_on),
            demonstration: event.stored.demonstration,
            version: event.version.number,
            reasons: Vec::new(),
        };
        Ok(WideReport::of(&released.release, &published.questionnaire()?, about))
    }
}
