//! Who reads what children write at an event, and by when: no reader, no text box.

use super::service::{Service, line};
use super::staff::{Role, Staff};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, Weekday, macros::time};

/// The reader and the deputy of an event, and the time of day by which what came that day is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Safeguarding {
    /// Who reads: a member of staff.
    pub reader: i32,
    /// Who reads when the reader cannot, and sees each quote before it is shown: another one.
    pub deputy: i32,
    /// By when.
    pub read_by: Time,
}

/// Why two people cannot be reader and deputy of an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReaderFault {
    /// There is a question for children's own words, and nobody reads.
    #[error("the questionnaire has a question that children answer in their own words: name a reader and a deputy")]
    Nobody,
    /// One of them is not there.
    #[error("there is no such member of staff")]
    NotThere,
    /// One and the same.
    #[error("reader and deputy are one person: name two")]
    SamePerson,
    /// Has another role.
    #[error("{0} does not have the role of a reader")]
    NotAReader(String),
    /// From the service that children are asked about, or one above or below it.
    #[error("{0} is from the service that the event is about, or one above or below it")]
    OfTheService(String),
}

impl Safeguarding {
    /// Without another time, what came on a day is read by its end.
    pub const END_OF_DAY: Time = time!(23:59);

    /// Whether a member of staff is named.
    #[must_use]
    pub fn names(&self, staff: i32) -> bool {
        staff == self.reader || staff == self.deputy
    }

    /// Checks reader and deputy: two people, both readers, neither from the service or one above or
    /// below it. (A reader's services are those where he or she works; most have none.)
    ///
    /// # Errors
    /// [`ReaderFault`], the first that is found.
    pub fn check(&self, staff: &[Staff], service: i32, services: &[Service]) -> Result<(), ReaderFault> {
        if self.reader == self.deputy {
            return Err(ReaderFault::SamePerson);
        }
        let line = line(services, service);
        for id in [self.reader, self.deputy] {
            let person = staff.iter().find(|s| s.id == id).ok_or(ReaderFault::NotThere)?;
            if person.role != Role::Reader {
                return Err(ReaderFault::NotAReader(person.name.clone()));
            }
            if person.services.iter().any(|s| line.contains(s)) {
                return Err(ReaderFault::OfTheService(person.name.clone()));
            }
        }
        Ok(())
    }

    /// The time as it is stored and typed: "18:00".
    #[must_use]
    pub fn read_by_text(&self) -> String {
        format!("{:02}:{:02}", self.read_by.hour(), self.read_by.minute())
    }

    /// Reads a time as it is stored and typed.
    #[must_use]
    pub fn parse_time(text: &str) -> Option<Time> {
        let (hour, minute) = text.trim().split_once(':')?;
        let digits = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour) || minute.len() != 2 || !digits(minute) {
            return None;
        }
        Time::from_hms(hour.parse().ok()?, minute.parse().ok()?, 0).ok()
    }

    /// Whether what is unread should have been read: the day's time is over, or the event is.
    #[must_use]
    pub fn overdue(&self, unread: u64, now: Time, over: bool) -> bool {
        unread > 0 && (over || now > self.read_by)
    }
}

/// Day and time on a clock in the United Kingdom: an hour ahead from the last Sunday of March to that of October, from 01:00
/// to 01:00 UTC (Summer Time Order 2002). A time by which something is read is such a time.
#[must_use]
pub fn clock(utc: OffsetDateTime) -> PrimitiveDateTime {
    let utc = utc.to_offset(time::UtcOffset::UTC);
    let told = PrimitiveDateTime::new(utc.date(), utc.time());
    let change = |month| {
        let last = Date::from_calendar_date(utc.year(), month, 31).unwrap_or(utc.date());
        let sunday = if last.weekday() == Weekday::Sunday { last } else { last.prev_occurrence(Weekday::Sunday) };
        PrimitiveDateTime::new(sunday, time!(01:00))
    };
    let summer = (change(Month::March)..change(Month::October)).contains(&told);
    if summer { told + Duration::HOUR } else { told }
}

#[cfg(test)]
mod tests {
    use super::{ReaderFault, Safeguarding, clock};
    use crate::domain::service::Service;
    use crate::domain::staff::{Role, Staff};
    use time::macros::{datetime, time};

    fn staff(id: i32, role: Role, services: &[i32]) -> Staff {
        Staff { id, name: format!("P{id}"), email: String::new(), role, services: services.to_vec() }
    }

    #[test]
    fn reader_and_deputy_are_two_and_from_elsewhere() {
        let service = |id, parent| Service { id, name: id.to_string(), parent };
        // A council with two homes; the first has a house of its own. Another council.
        let services = [service(1, None), service(2, Some(1)), service(3, Some(1)), service(4, Some(2)), service(5, None)];
        let people = [
            staff(1, Role::Reader, &[]),
            staff(2, Role::Reader, &[3, 5]),
            staff(3, Role::Reader, &[2]),
            staff(4, Role::Reader, &[1]),
            staff(5, Role::Reader, &[4]),
            staff(6, Role::Administrator, &[]),
        ];
        let check = |reader, deputy| Safeguarding { reader, deputy, read_by: time!(18:00) }.check(&people, 2, &services);
        assert_eq!(check(1, 2), Ok(()), "a sister home and another council are elsewhere");
        assert_eq!(check(1, 1), Err(ReaderFault::SamePerson));
        assert_eq!(check(1, 9), Err(ReaderFault::NotThere));
        assert_eq!(check(6, 1), Err(ReaderFault::NotAReader("P6".into())));
        for (other, why) in [(3, "the service"), (4, "above"), (5, "below")] {
            for (reader, deputy) in [(1, other), (other, 1)] {
                assert_eq!(check(reader, deputy), Err(ReaderFault::OfTheService(format!("P{other}"))), "{why}");
            }
        }
    }

    #[test]
    fn times_read_back_and_are_over() {
        let by = |read_by| Safeguarding { reader: 1, deputy: 2, read_by };
        for text in ["18:00", "07:05", "23:59", "00:00"] {
            assert_eq!(Safeguarding::parse_time(text).map(|t| by(t).read_by_text()).as_deref(), Some(text));
        }
        assert_eq!(Safeguarding::parse_time(" 9:30 "), Some(time!(09:30)));
        for bad in ["", "18", "24:00", "18:60", "18:0", "+1:00", "1:000", "six"] {
            assert_eq!(Safeguarding::parse_time(bad), None, "{bad}");
        }
        let six = by(time!(18:00));
        assert!(!six.overdue(0, time!(19:00), true) && !six.overdue(3, time!(17:59), false));
        assert!(six.overdue(3, time!(18:01), false) && six.overdue(3, time!(08:00), true));
        assert!(!by(Safeguarding::END_OF_DAY).overdue(1, time!(23:58), false));
    }

    #[test]
    fn the_clock_is_an_hour_ahead_in_summer() {
        for (utc, told) in [
            (datetime!(2026-11-25 18:00 UTC), datetime!(2026-11-25 18:00)),
            (datetime!(2026-03-29 00:59 UTC), datetime!(2026-03-29 00:59)),
            (datetime!(2026-03-29 01:00 UTC), datetime!(2026-03-29 02:00)),
            (datetime!(2026-07-01 23:30 UTC), datetime!(2026-07-02 00:30)),
            (datetime!(2026-10-25 00:59 UTC), datetime!(2026-10-25 01:59)),
            (datetime!(2026-10-25 01:00 UTC), datetime!(2026-10-25 01:00)),
            (datetime!(2027-10-31 00:30 UTC), datetime!(2027-10-31 01:30)),
        ] {
            assert_eq!(clock(utc), told, "{utc}");
        }
    }
}
