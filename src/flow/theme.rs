//! Themes: once everything is read, the reader lets the themes of a question be counted, once, by the same
//! steps and under the same promise as the event's other figures.

use super::reading::check;
use super::{Flow, FlowError, LiveEvent, ReadError};
use crate::domain::code::Code;
use crate::domain::disclosure::{self, NotReleased, Protected, Terms, budget::OverBudget};
use crate::domain::event::{EventCode, Kind, State};
use crate::domain::report::Report;
use crate::domain::staff::MayRead;
use crate::domain::theme;
use crate::seal::{KeyError, SystemBits, random_bytes, shuffle};
use crate::store::{Event, NewMade, ReleaseFile, StoreError};
use std::sync::Arc;
use time::Date;

/// Why themes were not counted.
#[derive(Debug, thiserror::Error)]
pub enum ThemesError {
    /// As with reading.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The question names no themes.
    #[error("the question names no themes")]
    NoThemes,
    /// Somebody still writes, or something is not read.
    #[error("themes are counted once, when the event is closed and everything is read; {0} are not")]
    NotAllRead(u64),
    /// The event is open, or its figures were not released.
    #[error("themes are counted with the figures of an event: it has none that stand")]
    NoFigures,
    /// The days of the event are over: what was tagged is gone.
    #[error("the days for which the event's answers are kept are over, and what was tagged is gone")]
    Over,
    /// They were counted before.
    #[error("they were counted before: an answer is counted once")]
    CountedBefore,
    /// Fewer than ten took part or came.
    #[error("fewer than ten took part or came")]
    TooFew,
    /// The table would tell more about an answer than was promised.
    #[error(transparent)]
    OverBudget(#[from] OverBudget),
}

impl From<FlowError> for ThemesError {
    fn from(error: FlowError) -> Self {
        Self::Read(error.into())
    }
}

impl From<StoreError> for ThemesError {
    fn from(error: StoreError) -> Self {
        Self::Read(error.into())
    }
}

impl Flow {
    /// Counts the themes of a question of a closed event and releases the table, under the event's policy. From
    /// then on nothing is tagged, and the tags are gone. Gives the code under which the table has a summary.
    ///
    /// # Errors
    /// [`ThemesError`]; then nothing has changed.
    pub async fn release_themes(&self, may: &MayRead, live: &LiveEvent, question: &Code, on: Date) -> Result<EventCode, ThemesError> {
        let event = check(may, live)?;
        // As with pools: what was interrupted is finished first, and is not counted again.
        self.restore().await?;
        let counted = Arc::new(theme::questionnaire(&live.questionnaire, question).ok_or(ThemesError::NoThemes)?);
        let stored = self.store.event(&live.event.stored.code).await?.ok_or(FlowError::Broken("the event is gone"))?.stored;
        let standing: Vec<_> = self.store.releases(event).await?.into_iter().filter(|r| r.withdrawn.is_none()).collect();
        if stored.state == State::Open || standing.is_empty() {
            return Err(ThemesError::NoFigures);
        }
        if self.is_over(&stored, on).await? {
            return Err(ThemesError::Over);
        }
        let unread = self.store.unread(event).await?.unread;
        if unread > 0 {
            return Err(ThemesError::NotAllRead(unread));
        }
        let write = self.store.write().await?;
        write.hold_event(event).await?;
        if write.theme_tables(event).await?.iter().any(|table| table.question == *question) {
            return Err(ThemesError::CountedBefore);
        }
        let (readings, mut tags) = (write.readings(event).await?, write.tags(event).await?);
        let remarks = write.remarks_to(event, question).await?;
        let read = remarks.iter().filter(|id| readings.get(id).is_some_and(|reading| reading.state.has_themes()));
        let mut tagged: Vec<Vec<Code>> = read.map(|id| tags.remove(id).unwrap_or_default()).collect();
        let no_randomness = |e| FlowError::Keys(KeyError::from(e));
        shuffle(&mut tagged, &mut SystemBits::default()).map_err(no_randomness)?;
        let took_part = standing.iter().map(|r| r.release.took_part).sum();
        let attended = standing.iter().map(|r| r.release.attended).sum();
        let terms = Terms { number: 1, released_on: on, policy: stored.policy, attended, declared: attended };
        let responses = theme::responses(&counted, &tagged, took_part);
        let made = {
            let counted = Arc::clone(&counted);
            tokio::task::spawn_blocking(move || disclosure::release(&counted, &responses, &terms, &mut SystemBits::default()))
        };
        let release = match made.await.map_err(|_| FlowError::Broken("a release was interrupted"))? {
            Ok(release) => release,
            Err(NotReleased::TooFew) => return Err(ThemesError::TooFew),
            Err(NotReleased::OverBudget(over)) => return Err(over.into()),
            Err(NotReleased::OutOfRandomness(e)) => return Err(no_randomness(e).into()),
        };
        let code = EventCode::from_random(random_bytes::<16>().map_err(no_randomness)?);
        let short = counted.question(question.as_str()).map(|q| q.short.clone()).unwrap_or_default();
        let new = NewMade {
            kind: Kind::Themes.as_str().to_owned(),
            name: format!("Themes: {short}"),
            service: stored.service,
            questionnaire: stored.questionnaire,
            policy: stored.policy,
            attended,
            first_day: stored.opens_on,
            // Of an event that was closed early, the day on which it was.
            last_day: standing
                .iter()
                .map(|r| r.release.released_on)
                .max()
                .map_or(stored.closes_on, |closed| stored.closes_on.min(closed).max(stored.opens_on)),
            on,
            demonstration: stored.demonstration,
            parts: standing.iter().map(|r| (stored.code.to_string(), r.release.number)).collect(),
        };
        let row = write.add_made(&code, &new).await?;
        let id = write.append(row, &release).await?;
        write.append_parts(id, &standing.iter().map(|r| r.id).collect::<Vec<_>>()).await?;
        write.remove_tags(event, std::slice::from_ref(question)).await?;
        let file = ReleaseFile { event: code.clone(), closes: true, came: attended, release, receipts: None, made: Some(new) };
        self.files.write(&file).map_err(StoreError::from)?;
        write.commit().await?;
        self.store.forget_history().await?;
        self.remarked.notify_one();
        Ok(code)
    }

    /// The themes of an event's questions that were counted and stand, as long as the event's other figures do: the
    /// event of kind *themes* of each, and its report, which has one finding.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn themes(&self, event: &Event) -> Result<Vec<(Event, Arc<Protected<Report>>)>, FlowError> {
        let tables = self.store.theme_tables(event.stored.id).await?;
        let stands = self.store.release_ids(&[event.stored.id]).await?.iter().any(|(_, withdrawn)| withdrawn.is_none());
        if tables.is_empty() || !stands {
            return Ok(Vec::new());
        }
        let mut themes = Vec::new();
        for made in self.store.events().await?.into_iter().filter(|e| tables.iter().any(|t| t.event == e.stored.id)) {
            if let Some(report) = self.summary(&made).await?.report {
                themes.push((made, report));
            }
        }
        Ok(themes)
    }
}
