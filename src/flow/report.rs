//! Reports, from the ledger alone: of one event, or of all that a service and those below it
//! released. A released table does not change, so a report is made once and remembered.

use super::{Flow, FlowError};
use crate::domain::disclosure::Protected;
use crate::domain::event::{EventCode, Kind};
use crate::domain::papers::{Asked, Facts, Paper, Readers, papers};
use crate::domain::policy::Policy;
use crate::domain::report::{About, Form, Report};
use crate::domain::safeguarding::Safeguarding;
use crate::domain::service::with_all_below;
use crate::domain::theme;
use crate::domain::wording::Language;
use crate::domain::words;
use crate::store::{Event, Released, Withdrawn};
use std::collections::HashMap;
use std::sync::Arc;
use time::Date;

/// The most reports that are remembered; forgotten all at once beyond it.
const REMEMBERED: usize = 200;

/// What a summary is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One event, or one pool.
    Event(EventCode),
    /// Everything that a service and all below it released for a questionnaire version.
    Service {
        /// The row of the service.
        service: i32,
        /// The row of the questionnaire version.
        questionnaire: i32,
    },
}

impl Subject {
    /// Parses a subject as it stands in an address: an event's code, or `all-SERVICE-QUESTIONNAIRE`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(code) = EventCode::parse(text) {
            return Some(Self::Event(code));
        }
        let (service, questionnaire) = text.strip_prefix("all-")?.split_once('-')?;
        Some(Self::Service { service: service.parse().ok()?, questionnaire: questionnaire.parse().ok()? })
    }

    /// The subject as it stands in an address.
    #[must_use]
    pub fn address(&self) -> String {
        match self {
            Subject::Event(code) => code.to_string(),
            Subject::Service { service, questionnaire } => format!("all-{service}-{questionnaire}"),
        }
    }
}

/// What stands in the ledger about a subject.
#[derive(Clone)]
pub struct Summary {
    /// Which releases it rests on; the same for the same figures.
    pub key: String,
    /// The report; none without a release that stands.
    pub report: Option<Arc<Protected<Report>>>,
    /// Releases that were withdrawn.
    pub withdrawn: Vec<Withdrawn>,
    /// How many events are left out of what is put together: told in words only, and not changed at
    /// random, their counts could be worked out from the others.
    pub left_out: usize,
    /// The events that it puts together, in order of their days (one for an event).
    pub events: Vec<Event>,
}

impl Summary {
    /// The event, if this is a wide table: it has a report of its own kind.
    #[must_use]
    pub fn wide(&self) -> Option<&Event> {
        self.events.first().filter(|e| e.stored.kind == Kind::Wide)
    }
}

/// Reports by the releases that they rest on.
pub(super) type Reports = HashMap<String, Arc<Protected<Report>>>;

/// Why a release was not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum WithdrawError {
    /// There is nothing to withdraw.
    #[error("there is no release that stands")]
    Nothing,
    /// Something else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl Flow {
    /// The summary of an event: its releases that stand, put together.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn summary(&self, event: &Event) -> Result<Summary, FlowError> {
        let about = About {
            event: event.stored.name.clone(),
            service: event.service_name.clone(),
            held: held(event.stored.opens_on, event.stored.closes_on),
            demonstration: event.stored.demonstration,
            version: event.version.number,
            reasons: event.stored.reason.iter().cloned().collect(),
        };
        self.put_together(vec![event.clone()], about, event.stored.questionnaire).await
    }

    /// The summary of everything that a service and all below it released for a questionnaire
    /// version: each release counted once. None if there is no such service or questionnaire.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn roll_up(&self, service: i32, questionnaire: i32) -> Result<Option<Summary>, FlowError> {
        let services = self.store.services().await?;
        let Some(named) = services.iter().find(|s| s.id == service) else { return Ok(None) };
        let below = with_all_below(&services, service);
        let standing = self.store.standing().await?;
        let mut events = self.store.events().await?;
        events.retain(|e| {
            below.contains(&e.stored.service)
                && e.stored.questionnaire == questionnaire
                && e.stored.kind.adds_up()
                && standing.iter().any(|(event, ..)| *event == e.stored.id)
        });
        let took_part = |e: &Event| standing.iter().filter(|(event, ..)| *event == e.stored.id).map(|(.., n)| n).sum::<u32>();
        let before = events.len();
        events.retain(|e| e.stored.policy == Policy::Protected || Form::of(took_part(e)) != Form::Words);
        let left_out = before - events.len();
        events.sort_by_key(|e| (e.stored.opens_on, e.stored.id));
        let (Some(first), Some(last)) = (events.first(), events.iter().max_by_key(|e| e.stored.closes_on)) else { return Ok(None) };
        let mut reasons: Vec<String> = events.iter().filter_map(|e| e.stored.reason.clone()).collect();
        reasons.dedup();
        let about = About {
            event: told(&events),
            service: named.name.clone(),
            held: held(first.stored.opens_on, last.stored.closes_on),
            demonstration: events.iter().any(|e| e.stored.demonstration),
            version: first.version.number,
            reasons,
        };
        let summary = self.put_together(events, about, questionnaire).await?;
        Ok(Some(Summary { key: format!("{} {left_out}", summary.key), left_out, ..summary }))
    }

    /// The papers of an event, filled in with what is known of it; none if there is no such event.
    ///
    /// `unread` are languages in which no native speaker has read Sayso's own words.
    ///
    /// # Errors
    /// [`FlowError`] if the database fails.
    pub async fn papers(&self, code: &EventCode, unread: &[Language]) -> Result<Option<Vec<Paper>>, FlowError> {
        let Some(event) = self.store.event(code).await?.filter(|e| e.stored.kind == Kind::Event) else { return Ok(None) };
        let published =
            self.store.questionnaire(event.stored.questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
        let questionnaire = published.questionnaire()?;
        let staff = self.store.all_staff().await?;
        let name = |id: i32| staff.iter().find(|s| s.id == id).map_or_else(|| "somebody who is gone".to_owned(), |s| s.name.clone());
        let readers = event.stored.safeguarding.map(|named| Readers {
            reader: name(named.reader),
            deputy: name(named.deputy),
            read_by: if named.read_by == Safeguarding::END_OF_DAY { "the end".to_owned() } else { named.read_by_text() },
        });
        let awaits = |l: &&Language| questionnaire.awaiting_reader.contains(l) || unread.contains(l);
        let facts = Facts {
            readers,
            held: held(event.stored.opens_on, event.stored.closes_on),
            event: event.stored.name,
            service: event.service_name,
            title: event.title,
            version: event.version.number,
            policy: event.stored.policy,
            reason: event.stored.reason,
            expected: event.stored.expected,
            retention_days: questionnaire.retention_days,
            questions: Asked::all(&questionnaire, event.stored.policy),
            languages: questionnaire.languages.iter().map(|l| l.name().to_owned()).collect(),
            unread: questionnaire.languages.iter().filter(awaits).map(|l| l.name().to_owned()).collect(),
            shown_at: event.stored.shown_at,
            asks_alone: event.stored.asks_alone,
        };
        Ok(Some(papers(&facts)))
    }

    async fn put_together(&self, events: Vec<Event>, mut about: About, questionnaire: i32) -> Result<Summary, FlowError> {
        let of: Vec<i32> = events.iter().map(|e| e.stored.id).collect();
        let (withdrawn, standing): (Vec<_>, Vec<_>) = self.store.release_ids(&of).await?.into_iter().partition(|(_, w)| w.is_some());
        let withdrawn = withdrawn.into_iter().filter_map(|(_, w)| w).collect();
        let ids: Vec<String> = standing.iter().map(|(id, _)| id.to_string()).collect();
        let key = format!("{}:{}", about.service, ids.join(","));
        let known = self.reports.read().ok().and_then(|all| all.get(&key).cloned());
        let report = match known {
            Some(report) => Some(report),
            None => {
                let published = self.store.questionnaire(questionnaire).await?.ok_or(FlowError::Broken("its questionnaire is gone"))?;
                let mut releases = Vec::new();
                for (id, _) in &standing {
                    releases.push(self.store.release(*id).await?);
                }
                let fixed = releases.iter().map(|release| release.released_on).max();
                if let (Some(first), Some(last)) = (first_day(&events), last_day(&events, fixed)) {
                    about.held = held(first, last);
                }
                let asked = published.questionnaire()?;
                let counted = releases.first().and_then(|r| r.tables.first()).map(|table| table.question.clone());
                // A table of themes is one of a question that was made for it.
                let of_themes = events.first().is_some_and(|e| e.stored.kind == Kind::Themes);
                let asked = counted.filter(|_| of_themes).and_then(|question| theme::questionnaire(&asked, &question)).unwrap_or(asked);
                let report = Report::of(&releases, &asked, about).map(Arc::new);
                if let (Some(report), Ok(mut all)) = (&report, self.reports.write()) {
                    if all.len() >= REMEMBERED {
                        all.clear();
                    }
                    all.insert(key.clone(), Arc::clone(report));
                }
                report
            }
        };
        Ok(Summary { key, report, withdrawn, left_out: 0, events })
    }

    /// Withdraws all releases of an event that stand, with a reason that takes the place of the figures.
    ///
    /// # Errors
    /// [`WithdrawError`]; then nothing has changed.
    pub async fn withdraw(&self, event: &Event, reason: &str, on: Date) -> Result<(), WithdrawError> {
        let standing: Vec<Released> =
            self.store.releases(event.stored.id).await.map_err(FlowError::from)?.into_iter().filter(|r| r.withdrawn.is_none()).collect();
        if standing.is_empty() {
            return Err(WithdrawError::Nothing);
        }
        let withdrawn = Withdrawn { on, reason: reason.to_owned() };
        let write = self.store.write().await.map_err(FlowError::from)?;
        for released in standing {
            write.withdraw(released.id, &withdrawn).await.map_err(FlowError::from)?;
            let written = self.files.withdraw(&event.stored.code, released.release.number, &withdrawn);
            written.map_err(|e| FlowError::Store(e.into()))?;
        }
        write.commit().await.map_err(FlowError::from)?;
        Ok(())
    }
}

/// What a roll-up is of: "3 events", "2 events and figures of 1 quarter".
fn told(events: &[Event]) -> String {
    let count = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let pools = events.iter().filter(|e| e.stored.kind == Kind::Pool).count();
    let held = count(events.len() - pools, "event", "events");
    match pools {
        0 => held,
        n => format!("{held} and the figures of {}", count(n, "quarter", "quarters")),
    }
}

fn first_day(events: &[Event]) -> Option<Date> {
    events.iter().map(|e| e.stored.opens_on).min()
}

/// The last day on which children answered, as far as is known: that which was planned, or the day of the last release
/// where it came before. Who closes an event early has figures of fewer days than were planned.
pub(super) fn last_day(events: &[Event], fixed: Option<Date>) -> Option<Date> {
    let planned = events.iter().map(|e| e.stored.closes_on).max()?;
    let first = first_day(events)?;
    Some(fixed.map_or(planned, |fixed| planned.min(fixed)).max(first))
}

/// The days of something: "12 March 2026", "10 March 2026 to 12 April 2026".
pub(super) fn held(first: Date, last: Date) -> String {
    if first == last { words::day(first) } else { format!("{} to {}", words::day(first), words::day(last)) }
}

#[cfg(test)]
mod tests {
    use super::Subject;

    #[test]
    fn subjects_read_back() {
        for text in ["abcdefgh", "all-3-12"] {
            assert_eq!(Subject::parse(text).map(|s| s.address()).as_deref(), Some(text));
        }
        for bad in ["", "all", "all-1", "all-x-1", "abc"] {
            assert_eq!(Subject::parse(bad), None, "{bad}");
        }
    }
}
