//! What somebody who watches is told of how much is still to be read: whether anything is, and how much in steps of
//! five. Within an hour it only falls, as it is read; what comes meanwhile is told at the full hour. So whoever looks
//! at a page while one child is at a tablet does not see her words arrive.

/// Seconds after which what came is told.
pub const HOUR: i64 = 60 * 60;

/// What is told of an event's remarks within an hour. It is shown in steps of five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    hour: i64,
    /// How many are not read.
    pub unread: u64,
    /// How many are there.
    pub there: u64,
}

impl Told {
    /// What is told at a moment (in seconds), after what was told before.
    #[must_use]
    pub fn next(before: Option<Self>, unread: u64, there: u64, now: i64) -> Self {
        let fresh = Self { hour: now.div_euclid(HOUR), unread, there };
        match before {
            Some(before) if before.hour == fresh.hour => {
                Self { unread: before.unread.min(unread), there: before.there.min(there), ..fresh }
            }
            _ => fresh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HOUR, Told};

    #[test]
    fn within_an_hour_it_only_falls() {
        let start = Told::next(None, 0, 3, 10 * HOUR);
        // One child's words come: nothing is seen of them.
        let came = Told::next(Some(start), 1, 4, 10 * HOUR + 60);
        assert_eq!(came, start);
        let told = Told::next(Some(came), 1, 4, 11 * HOUR);
        assert_eq!((told.unread, told.there), (1, 4), "at the full hour it is told");
        // It is read, and that is told at once; what comes then is not.
        let read = Told::next(Some(told), 0, 4, 11 * HOUR + 1);
        assert_eq!(read.unread, 0);
        assert_eq!(Told::next(Some(read), 2, 6, 12 * HOUR - 1), read);
        assert_eq!(Told::next(Some(read), 2, 6, 12 * HOUR).unread, 2);
    }
}
