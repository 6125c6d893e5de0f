//! What is shown in own words beside an event's figures: quotes, themes, and what the group agreed.

use super::report::{held, last_day};
use super::{Flow, FlowError};
use crate::domain::disclosure::Protected;
use crate::domain::own_words::OwnWords;
use crate::domain::report::Report;
use crate::store::Event;
use std::sync::Arc;

/// The counted themes of a text question: the event of kind *themes*, and its report of one finding.
pub type Themes = (Event, Arc<Protected<Report>>);

impl Flow {
    /// All that is shown of an event in own words, read anew each time: what was withdrawn or removed is gone
    /// at once. Quotes and themes stand with the event's figures, and are not shown without them; what the
    /// group agreed is.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn own_words(&self, event: &Event) -> Result<(OwnWords, Vec<Themes>), FlowError> {
        if !event.stored.kind.is_answered() {
            return Ok((OwnWords::default(), Vec::new()));
        }
        let themes = self.themes(event).await?;
        let mut quotes = self.published_quotes(event).await?;
        if !quotes.is_empty() && !self.store.release_ids(&[event.stored.id]).await?.iter().any(|(_, withdrawn)| withdrawn.is_none()) {
            quotes.clear();
        }
        let agreed = self.agreed(event).await?;
        let fixed = match agreed.is_empty() {
            true => None,
            false => self.store.releases(event.stored.id).await?.iter().map(|r| r.release.released_on).max(),
        };
        let last = last_day(std::slice::from_ref(event), fixed).unwrap_or(event.stored.closes_on);
        let mut words = OwnWords {
            event: event.stored.name.clone(),
            held: held(event.stored.opens_on, last),
            demonstration: event.stored.demonstration,
            asked: Vec::new(),
            quotes,
            agreed,
        };
        // Only now: most events have none, and need no questionnaire read.
        if !words.is_empty() || !themes.is_empty() {
            let published = self.store.questionnaire(event.stored.questionnaire).await?;
            words.asked = OwnWords::questions(&published.ok_or(FlowError::Broken("its questionnaire is gone"))?.questionnaire()?);
        }
        Ok((words, themes))
    }
}
