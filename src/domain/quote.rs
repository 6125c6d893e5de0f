//! Quotes: what a child wrote, told so that nobody recognises her.
//!
//! One person takes out or puts in other words what could tell who it is; a second one, with the original
//! beside it, says that no carer or teacher could recognise the child. Only then, and only five or more at
//! once, from an event at which twenty or more took part, are they shown: in no order, and credited to
//! service and quarter, never to an age or a kind of home. The rules are types: the store approves with an
//! [`Approval`] and publishes a [`Batch`], and nothing else makes one.

use super::code::Code;
use super::envelope::RemarkId;
use super::pool::Quarter;
use super::staff::MayRead;
use super::typed::{NotTyped, typed};
use std::fmt;
use time::Date;

/// The most letters of a quote.
pub const LONGEST: usize = 1000;

/// The fewest quotes that are published together.
pub const FEWEST: usize = 5;

/// The fewest children who took part at an event of which quotes are published.
pub const FEWEST_CHILDREN: u32 = 20;

/// The random id of a quote. Quotes are listed in the order of these: in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteId([u8; 16]);

impl QuoteId {
    /// An id of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Parses an id from an address or a form: exactly 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        RemarkId::parse(text).map(|id| Self(id.bytes()))
    }

    /// The bytes of the id.
    #[must_use]
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for QuoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        RemarkId::new(self.0).fmt(f)
    }
}

/// The text of a quote, as it would be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteText(String);

impl QuoteText {
    /// Reads a text.
    ///
    /// # Errors
    /// [`NotTyped`] if it is empty or too long.
    pub fn parse(text: &str) -> Result<Self, NotTyped> {
        typed(text, LONGEST).map(Self)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Waits for a second person.
    Proposed,
    /// The second person sent it back.
    SentBack,
    /// Waits until it can be shown with others.
    Approved,
    /// Shown.
    Published,
    /// Shown no more; its text is gone.
    Withdrawn,
}

impl State {
    /// All states.
    pub const ALL: [State; 5] = [State::Proposed, State::SentBack, State::Approved, State::Published, State::Withdrawn];

    /// Parses a state as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// The state as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Proposed => "proposed",
            State::SentBack => "sent-back",
            State::Approved => "approved",
            State::Published => "published",
            State::Withdrawn => "withdrawn",
        }
    }
}

/// A quote as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Its random id.
    pub id: QuoteId,
    /// The question that it answers.
    pub question: Code,
    /// Its text; none once it was withdrawn.
    pub text: Option<QuoteText>,
    /// Where it is.
    pub state: State,
    /// The remark that it was made of, while that is there.
    pub remark: Option<RemarkId>,
    /// Who wrote the text as it is now, and when.
    pub proposed: (i32, Date),
    /// Who approved it, and when.
    pub approved: Option<(i32, Date)>,
    /// When it was published.
    pub published_on: Option<Date>,
    /// Why it was sent back or withdrawn.
    pub note: Option<String>,
}

/// The answer to “Could a carer or a teacher recognise this child?”
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognisable {
    /// Yes, or not sure.
    Perhaps,
    /// No.
    No,
}

/// Why a quote was not approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotApproved {
    /// It does not wait for a second person (any more).
    #[error("the quote does not wait for a second person")]
    NotProposed,
    /// Whoever wrote it cannot approve it.
    #[error("whoever redacted a quote cannot approve it: a second person must")]
    SamePerson,
    /// Somebody might recognise the child.
    #[error("somebody might recognise the child: send the quote back")]
    Recognisable,
    /// Its text is not the one that was looked at.
    #[error("the quote was changed meanwhile: look at it once more")]
    Changed,
    /// What the child wrote is destroyed, so that nobody can lay it beside the quote.
    #[error("what the child wrote is not there any more")]
    OriginalGone,
}

/// That a second person approved a quote. Only [`Quote::approve`] makes one.
#[derive(Debug)]
pub struct Approval {
    quote: QuoteId,
    by: i32,
    on: Date,
}

impl Approval {
    /// Which quote, who, and when.
    #[must_use]
    pub fn parts(&self) -> (QuoteId, i32, Date) {
        (self.quote, self.by, self.on)
    }
}

impl Quote {
    /// Approves a quote. `seen` is the text that was looked at, with the original beside it.
    ///
    /// # Errors
    /// [`NotApproved`] if one of the rules does not hold.
    pub fn approve(&self, by: &MayRead, seen: &QuoteText, recognisable: Recognisable, on: Date) -> Result<Approval, NotApproved> {
        if self.state != State::Proposed {
            return Err(NotApproved::NotProposed);
        }
        if self.remark.is_none() {
            return Err(NotApproved::OriginalGone);
        }
        if self.proposed.0 == by.staff() {
            return Err(NotApproved::SamePerson);
        }
        if self.text.as_ref() != Some(seen) {
            return Err(NotApproved::Changed);
        }
        match recognisable {
            Recognisable::Perhaps => Err(NotApproved::Recognisable),
            Recognisable::No => Ok(Approval { quote: self.id, by: by.staff(), on }),
        }
    }
}

/// Why nothing is published yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotYet {
    /// Fewer than twenty took part, or nothing was released.
    #[error("quotes are shown of events at which {FEWEST_CHILDREN} children or more took part; here {0} did")]
    TooFewChildren(u32),
    /// Fewer than five wait.
    #[error("quotes are shown {FEWEST} or more at once; {0} wait")]
    TooFewQuotes(usize),
}

/// Quotes that are published together. Only [`Batch::of`] makes one.
#[derive(Debug)]
pub struct Batch {
    quotes: Vec<QuoteId>,
    on: Date,
}

impl Batch {
    /// All approved quotes of one event, if they are enough and from enough children. `took_part` is what was
    /// released of the event.
    ///
    /// # Errors
    /// [`NotYet`] if not.
    pub fn of(quotes: &[Quote], took_part: u32, on: Date) -> Result<Self, NotYet> {
        if took_part < FEWEST_CHILDREN {
            return Err(NotYet::TooFewChildren(took_part));
        }
        let quotes: Vec<QuoteId> = quotes.iter().filter(|q| q.state == State::Approved).map(|q| q.id).collect();
        if quotes.len() < FEWEST { Err(NotYet::TooFewQuotes(quotes.len())) } else { Ok(Self { quotes, on }) }
    }

    /// Which quotes, and the day.
    #[must_use]
    pub fn parts(&self) -> (&[QuoteId], Date) {
        (&self.quotes, self.on)
    }
}

/// To whom a quote is credited: never to a child, an age or a kind of home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The service's name.
    pub service: String,
    /// The quarter in which the event was held.
    pub quarter: Quarter,
}

impl Credit {
    /// The credit of an event of a service that ended on a day.
    #[must_use]
    pub fn new(service: &str, last_day: Date) -> Self {
        Self { service: service.to_owned(), quarter: Quarter::of(last_day) }
    }
}

impl fmt::Display for Credit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.service, self.quarter)
    }
}

/// A quote as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    id: QuoteId,
    question: Code,
    text: QuoteText,
    credit: Credit,
}

impl Published {
    /// Those of some quotes that are published, in the order of their random ids.
    #[must_use]
    pub fn among(quotes: Vec<Quote>, credit: &Credit) -> Vec<Self> {
        let shown = quotes.into_iter().filter(|q| q.state == State::Published);
        let mut shown: Vec<Self> =
            shown.filter_map(|q| Some(Self { id: q.id, question: q.question, text: q.text?, credit: credit.clone() })).collect();
        shown.sort_by_key(|q| q.id);
        shown
    }

    /// Its random id, by which it can be withdrawn.
    #[must_use]
    pub fn id(&self) -> QuoteId {
        self.id
    }

    /// The question that it answers.
    #[must_use]
    pub fn question(&self) -> &Code {
        &self.question
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// The credit.
    #[must_use]
    pub fn credit(&self) -> &Credit {
        &self.credit
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, Credit, NotApproved, NotYet, Published, Quote, QuoteId, QuoteText, Recognisable, State};
    use crate::domain::code::Code;
    use crate::domain::envelope::RemarkId;
    use crate::domain::safeguarding::Safeguarding;
    use crate::domain::staff::{MayRead, Role, Staff};
    use proptest::prelude::*;
    use time::macros::date;

    const DAY: time::Date = date!(2026 - 11 - 24);

    fn may(id: i32) -> MayRead {
        let staff = Staff { id, name: String::new(), email: String::new(), role: Role::Reader, services: Vec::new() };
        let named = Safeguarding { reader: 1, deputy: 2, read_by: Safeguarding::END_OF_DAY };
        staff.may_read(7, Some(&named), 3, &[]).expect("is named")
    }

    fn text(text: &str) -> QuoteText {
        QuoteText::parse(text).expect("a text")
    }

    fn quote(id: u8, state: State) -> Quote {
        Quote {
            id: QuoteId::new([id; 16]),
            question: Code::parse("words").expect("a code"),
            text: Some(text("They listen to me.")),
            state,
            remark: Some(RemarkId::new([9; 16])),
            proposed: (1, DAY),
            approved: None,
            published_on: None,
            note: None,
        }
    }

    #[test]
    fn a_second_person_who_saw_it_approves() {
        let (q, seen) = (quote(1, State::Proposed), text("They listen to me."));
        let approval = q.approve(&may(2), &seen, Recognisable::No, DAY).expect("is approved");
        assert_eq!(approval.parts(), (q.id, 2, DAY));
        let refused = |q: &Quote, by, seen: &QuoteText, r| q.approve(&may(by), seen, r, DAY).expect_err("is not");
        assert_eq!(refused(&q, 1, &seen, Recognisable::No), NotApproved::SamePerson);
        assert_eq!(refused(&q, 2, &seen, Recognisable::Perhaps), NotApproved::Recognisable);
        assert_eq!(refused(&q, 2, &text("They listen to Amy."), Recognisable::No), NotApproved::Changed);
        assert_eq!(refused(&Quote { remark: None, ..q.clone() }, 2, &seen, Recognisable::No), NotApproved::OriginalGone);
        for state in State::ALL.into_iter().filter(|s| *s != State::Proposed) {
            assert_eq!(State::parse(state.as_str()), Some(state));
            assert_eq!(refused(&quote(1, state), 2, &seen, Recognisable::No), NotApproved::NotProposed, "{state:?}");
        }
    }

    #[test]
    fn fewer_than_five_or_of_fewer_than_twenty_wait() {
        let approved: Vec<Quote> = (0..5).map(|i| quote(i, State::Approved)).collect();
        assert_eq!(Batch::of(&approved, 19, DAY).err(), Some(NotYet::TooFewChildren(19)));
        assert_eq!(Batch::of(&approved[1..], 20, DAY).err(), Some(NotYet::TooFewQuotes(4)));
        let mut others = approved[1..].to_vec();
        others.extend([State::Proposed, State::SentBack, State::Published, State::Withdrawn].map(|s| quote(99, s)));
        assert_eq!(Batch::of(&others, 20, DAY).err(), Some(NotYet::TooFewQuotes(4)), "others do not count");
        assert_eq!(Batch::of(&approved, 20, DAY).expect("a batch").parts().0.len(), 5);
    }

    proptest! {
        #[test]
        fn only_what_is_published_is_shown_and_in_the_order_of_random_ids(made in proptest::collection::vec((any::<[u8; 16]>(), 0usize..5), 0..30)) {
            let quotes = made.iter().map(|(id, state)| Quote { id: QuoteId::new(*id), ..quote(0, State::ALL[*state]) }).collect();
            let shown = Published::among(quotes, &Credit::new("Eastmere Council", DAY));
            prop_assert_eq!(shown.len(), made.iter().filter(|(_, s)| State::ALL[*s] == State::Published).count());
            prop_assert!(shown.is_sorted_by_key(super::Published::id));
            prop_assert!(shown.iter().all(|q| q.credit().to_string() == "Eastmere Council, October to December 2026"));
        }
    }
}
