//! Pools: which of the events that were too small to show are counted together, and where.

use super::service::Service;
use std::fmt;
use time::{Date, Duration, Month};

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// From 0 to 3.
    index: u8,
}

impl Quarter {
    /// The quarter of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), index: (u8::from(day.month()) - 1) / 3 }
    }

    /// The quarter before.
    #[must_use]
    pub fn before(self) -> Self {
        match self.index {
            0 => Self { year: self.year - 1, index: 3 },
            index => Self { index: index - 1, ..self },
        }
    }

    fn months(self) -> (Month, Month) {
        match self.index {
            0 => (Month::January, Month::March),
            1 => (Month::April, Month::June),
            2 => (Month::July, Month::September),
            _ => (Month::October, Month::December),
        }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        // Years of dates that exist are dates again.
        Date::from_calendar_date(self.year, self.months().0, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        let next = if self.index == 3 { Self { year: self.year + 1, index: 0 } } else { Self { index: self.index + 1, ..self } };
        next.first_day().checked_sub(Duration::DAY).unwrap_or(Date::MAX)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.months();
        write!(f, "{first} to {last} {}", self.year)
    }
}

/// An event at which answers wait: they were too few, or came late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The event's row.
    pub event: i32,
    /// Its service.
    pub service: i32,
    /// Its questionnaire version, and whether it is made up: only the same are counted together.
    pub questionnaire: (i32, bool),
    /// How many answers wait.
    pub responses: u64,
    /// How many children came.
    pub children: u32,
}

/// Events that are counted together at a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The service.
    pub service: i32,
    /// Their questionnaire version, and whether it is made up.
    pub questionnaire: (i32, bool),
    /// The rows of the events.
    pub events: Vec<i32>,
}

/// Forms pools: each at the lowest service at which, with all that waits below it, `smallest`
/// responses of `smallest` children are reached. Head counts alone decide. What reaches it nowhere
/// is in none.
#[must_use]
pub fn pools(services: &[Service], waiting: &[Waiting], smallest: u64) -> Vec<Pool> {
    let mut questionnaires: Vec<(i32, bool)> = waiting.iter().map(|w| w.questionnaire).collect();
    questionnaires.sort_unstable();
    questionnaires.dedup();
    let mut made = Vec::new();
    for questionnaire in questionnaires {
        for root in services.iter().filter(|s| s.parent.is_none()) {
            let _too_few = gather(services, root.id, waiting, questionnaire, smallest, 0, &mut made);
        }
    }
    made
}

/// What waits at a service and below it after pools were made there.
fn gather(
    services: &[Service],
    at: i32,
    waiting: &[Waiting],
    questionnaire: (i32, bool),
    smallest: u64,
    depth: usize,
    made: &mut Vec<Pool>,
) -> Vec<Waiting> {
    let mut here: Vec<Waiting> = waiting.iter().filter(|w| w.service == at && w.questionnaire == questionnaire).copied().collect();
    // As in `tree`: the bound keeps a circle in bad data from going round for good.
    if depth <= 12 {
        for below in services.iter().filter(|s| s.parent == Some(at)) {
            here.extend(gather(services, below.id, waiting, questionnaire, smallest, depth + 1, made));
        }
    }
    let responses: u64 = here.iter().map(|w| w.responses).sum();
    let children: u64 = here.iter().map(|w| u64::from(w.children)).sum();
    if responses >= smallest && children >= smallest {
        made.push(Pool { service: at, questionnaire, events: here.iter().map(|w| w.event).collect() });
        return Vec::new();
    }
    here
}

#[cfg(test)]
mod tests {
    use super::{Pool, Quarter, Waiting, pools};
    use crate::domain::service::Service;
    use proptest::prelude::*;
    use time::macros::date;

    fn services() -> Vec<Service> {
        let service = |id, parent| Service { id, name: id.to_string(), parent };
        // A council (1) with two homes (2, 3) and a team (4), which has a house (5); another council (6).
        vec![service(1, None), service(2, Some(1)), service(3, Some(1)), service(4, Some(1)), service(5, Some(4)), service(6, None)]
    }

    fn at(event: i32, service: i32, responses: u64) -> Waiting {
        Waiting { event, service, questionnaire: (1, false), responses, children: u32::try_from(responses).expect("few") }
    }

    #[test]
    fn quarters_are_named_by_their_months() {
        let quarter = Quarter::of(date!(2026 - 02 - 28));
        assert_eq!((quarter.first_day(), quarter.last_day()), (date!(2026 - 01 - 01), date!(2026 - 03 - 31)));
        assert_eq!(quarter.before().to_string(), "October to December 2025");
        assert_eq!(Quarter::of(date!(2026 - 12 - 31)).last_day(), date!(2026 - 12 - 31));
    }

    #[test]
    fn the_lowest_service_that_reaches_ten_takes_the_pool() {
        let made = |waiting: &[Waiting]| pools(&services(), waiting, 10);
        assert_eq!(made(&[at(10, 2, 6), at(11, 2, 5)]), [Pool { service: 2, questionnaire: (1, false), events: vec![10, 11] }]);
        assert_eq!(made(&[at(10, 2, 6), at(11, 3, 5)]), [Pool { service: 1, questionnaire: (1, false), events: vec![10, 11] }]);
        assert_eq!(
            made(&[at(10, 5, 6), at(11, 4, 5), at(12, 2, 3)]),
            [Pool { service: 4, questionnaire: (1, false), events: vec![11, 10] }],
            "the third waits"
        );
        assert_eq!(made(&[at(10, 2, 6), at(11, 6, 9)]), [], "another council is another council");
        let few_children = Waiting { children: 4, ..at(10, 2, 12) };
        assert_eq!(made(&[few_children]), [], "twelve answers of four children");
        let other = Waiting { questionnaire: (2, false), ..at(11, 2, 6) };
        assert_eq!(made(&[at(10, 2, 6), other]), [], "other questions");
    }

    proptest! {
        #[test]
        fn nothing_is_in_two_pools_and_none_is_small(sizes in proptest::collection::vec((1i32..=6, 1u64..9), 0..12)) {
            let waiting: Vec<Waiting> = (100..).zip(&sizes).map(|(event, (service, n))| at(event, *service, *n)).collect();
            let made = pools(&services(), &waiting, 10);
            let mut seen = std::collections::BTreeSet::new();
            for pool in &made {
                let responses: u64 = waiting.iter().filter(|w| pool.events.contains(&w.event)).map(|w| w.responses).sum();
                prop_assert!(responses >= 10);
                prop_assert!(pool.events.iter().all(|e| seen.insert(*e)));
            }
        }
    }
}
