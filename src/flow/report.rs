//! The reports of an event, from the ledger alone. A released table does not change, so a report
//! is made once and remembered.

use super::{Flow, FlowError, Reports};
use crate::domain::event::State;
use crate::domain::report::{About, Report};
use crate::domain::words;
use crate::store::Event;
use std::sync::Arc;

impl Flow {
    /// The reports of an event: one a release. Empty while it is open or too small.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn reports(&self, event: &Event) -> Result<Reports, FlowError> {
        if event.stored.state != State::Fixed {
            return Ok(Arc::default());
        }
        if let Some(known) = self.reports.read().ok().and_then(|all| all.get(&event.stored.id).cloned()) {
            return Ok(known);
        }
        let published =
            self.store.questionnaire(event.stored.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let questionnaire = published.questionnaire()?;
        let releases = self.store.releases(event.stored.id).await?;
        let about = |event: &Event| About {
            event: event.stored.name.clone(),
            service: event.service_name.clone(),
            held: held(event),
            demonstration: event.stored.demonstration,
            version: event.version.number,
        };
        let reports = Arc::new(releases.iter().map(|r| Report::of(r, &questionnaire, about(event))).collect::<Vec<_>>());
        if let Ok(mut all) = self.reports.write() {
            all.insert(event.stored.id, Arc::clone(&reports));
        }
        Ok(reports)
    }
}

/// The days on which an event was held: "12 March 2026", "10 March 2026 to 12 April 2026".
fn held(event: &Event) -> String {
    let (first, last) = (event.stored.opens_on, event.stored.closes_on);
    if first == last { words::day(first) } else { format!("{} to {}", words::day(first), words::day(last)) }
}
