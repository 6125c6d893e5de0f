//! Reading: what becomes of a remark. A remark is all that is known of it: event, question, words.

use super::code::Code;
use super::envelope::RemarkId;
use super::remark::is_in_other_letters;
use super::typed::{NotTyped, line, typed};
use time::{Date, Duration};

/// Days for which a text is kept after the decision on it.
pub const KEPT_DAYS: i64 = 30;

/// The most letters of what is noted when a remark is passed on.
pub const LONGEST_NOTE: usize = 500;

/// The most letters of a referral's reference.
pub const LONGEST_REFERENCE: usize = 80;

/// Where a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided on it.
    Unread,
    /// Nobody there reads its language: still unread, and said so.
    NeedsInterpreter,
    /// Read; nothing to do.
    NothingToDo,
    /// Read; to be made a quote.
    Offered,
    /// Read; passed on to those who keep children safe.
    Escalated,
    /// It does not open: somebody has seen that, and there is nothing to read.
    DoesNotOpen,
    /// A child pointed at it as her own, and had it taken out.
    TakenOut,
}

impl State {
    /// All states.
    pub const ALL: [State; 7] =
        [State::Unread, State::NeedsInterpreter, State::NothingToDo, State::Offered, State::Escalated, State::DoesNotOpen, State::TakenOut];

    /// Parses a state as it is stored.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// The state as it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Unread => "unread",
            State::NeedsInterpreter => "needs-interpreter",
            State::NothingToDo => "nothing-to-do",
            State::Offered => "offered",
            State::Escalated => "escalated",
            State::DoesNotOpen => "does-not-open",
            State::TakenOut => "taken-out",
        }
    }

    /// Whether nobody has decided on it: an event is not done while one is.
    #[must_use]
    pub fn is_unread(self) -> bool {
        matches!(self, State::Unread | State::NeedsInterpreter)
    }

    /// Whether it is counted by its themes: it was read, and is still there for it.
    #[must_use]
    pub fn has_themes(self) -> bool {
        matches!(self, State::NothingToDo | State::Offered | State::Escalated)
    }
}

/// A note of whoever passes a remark on: whom she called, what was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// [`NotTyped`] if it is empty or too long.
    pub fn parse(text: &str) -> Result<Self, NotTyped> {
        typed(text, LONGEST_NOTE).map(Self)
    }

    /// The note.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The reference under which a remark was taken up elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// Reads a reference.
    ///
    /// # Errors
    /// [`NotTyped`] if it is empty or too long.
    pub fn parse(text: &str) -> Result<Self, NotTyped> {
        line(text, LONGEST_REFERENCE).map(Self)
    }

    /// The reference.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is put on record when a remark is passed on: what was done, the referral's reference, or both. Never nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    note: Option<Note>,
    reference: Option<Reference>,
}

impl Referral {
    /// A record of these; none if nothing would stand in it.
    #[must_use]
    pub fn new(note: Option<Note>, reference: Option<Reference>) -> Option<Self> {
        (note.is_some() || reference.is_some()).then_some(Self { note, reference })
    }

    /// What was done.
    #[must_use]
    pub fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// The reference.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        self.reference.as_ref()
    }
}

/// What was added to the record of a remark that was passed on. Nothing is written over: a reference that is corrected
/// leaves a note of what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Who wrote it.
    pub by: i32,
    /// The day.
    pub on: Date,
    /// What was written.
    pub note: Note,
}

/// What a reader decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Nothing to do.
    NothingToDo,
    /// It may become a quote.
    Offer,
    /// It goes to those who keep children safe, whatever was decided before. The reference may follow; until then nothing
    /// is destroyed.
    Escalate(Referral),
    /// Somebody who reads this language must be found. It stays unread.
    Interpreter(Option<Note>),
}

impl Decision {
    /// The state that it brings a remark into.
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            Decision::NothingToDo => State::NothingToDo,
            Decision::Offer => State::Offered,
            Decision::Escalate(_) => State::Escalated,
            Decision::Interpreter(_) => State::NeedsInterpreter,
        }
    }

    /// What was noted with it.
    #[must_use]
    pub fn note(&self) -> Option<&Note> {
        match self {
            Decision::Escalate(referral) => referral.note(),
            Decision::Interpreter(note) => note.as_ref(),
            Decision::NothingToDo | Decision::Offer => None,
        }
    }
}

/// What was decided on a remark: who, on which day, what. A record about staff; of the child it holds
/// nothing but the remark's random id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where the remark is.
    pub state: State,
    /// Who decided; nobody while it is unread.
    pub by: Option<i32>,
    /// The day.
    pub on: Option<Date>,
    /// What was noted.
    pub note: Option<Note>,
    /// The referral's reference, and the day on which it was entered.
    pub reference: Option<(Reference, Date)>,
    /// What was added later, in the order in which it was written.
    pub added: Vec<Added>,
}

impl Reading {
    /// That nobody has decided yet.
    pub const UNREAD: Reading = Reading { state: State::Unread, by: None, on: None, note: None, reference: None, added: Vec::new() };

    /// Whether it was passed on and the reference is not in: nothing is destroyed then.
    #[must_use]
    pub fn waits_for_reference(&self) -> bool {
        self.state == State::Escalated && self.reference.is_none()
    }

    /// From which day on the text is destroyed: thirty days after the decision, but not while it is unread,
    /// and not before a referral has its reference. What a child took out goes at once.
    #[must_use]
    pub fn due_on(&self) -> Option<Date> {
        let on = self.on?;
        let later = on.saturating_add(Duration::days(KEPT_DAYS));
        match self.state {
            State::Unread | State::NeedsInterpreter => None,
            State::NothingToDo | State::Offered | State::DoesNotOpen => Some(later),
            State::Escalated => self.reference.as_ref().map(|(_, entered)| later.max(*entered)),
            State::TakenOut => Some(on),
        }
    }

    /// Whether it can be made unread again by somebody on a day: while it waits for nothing that was built on
    /// it. That a remark was passed on stays on record; a slip of the hand can be mended on the same day, by
    /// whoever made it.
    #[must_use]
    pub fn can_be_undone(&self, by: i32, today: Date) -> bool {
        match self.state {
            State::Unread | State::DoesNotOpen | State::TakenOut => false,
            State::NeedsInterpreter | State::NothingToDo | State::Offered => true,
            State::Escalated => self.reference.is_none() && self.by == Some(by) && self.on == Some(today),
        }
    }
}

/// A remark in the reader's queue. It has no `Debug`: a child's words are in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its random id.
    pub id: RemarkId,
    /// The question.
    pub question: Code,
    /// What was written; none if it does not open.
    pub words: Option<String>,
    /// What was decided.
    pub reading: Reading,
    /// How much it should be read first.
    pub score: u32,
    /// The themes that it was tagged with.
    pub tags: Vec<Code>,
}

impl Remark {
    /// Whether it stands high for no alert word, but because no alert list can read it.
    #[must_use]
    pub fn is_unlisted(&self) -> bool {
        self.score == 1 && self.words.as_deref().is_some_and(is_in_other_letters)
    }

    /// Which group of those that wait it belongs to: what nobody can open, has an alert word, or is in letters that no
    /// list can read; what waits for an interpreter; all else. Whoever has seen a remark and cannot read it does not
    /// put it behind what is harmless.
    fn group(&self) -> u8 {
        match self.reading.state {
            _ if self.words.is_none() => 0,
            State::NeedsInterpreter => 2,
            _ if self.score > 0 => 1,
            _ => 3,
        }
    }
}

/// Puts a queue in order: unread first, group by group, of each the highest scores first, then by random id: in no order
/// that children wrote in.
pub fn sort(queue: &mut [Remark]) {
    queue.sort_by_key(|r| (!r.reading.state.is_unread(), r.group(), std::cmp::Reverse(r.score), r.id));
}

#[cfg(test)]
mod tests {
    use super::{Decision, KEPT_DAYS, Note, Reading, Reference, Remark, State, sort};
    use crate::domain::code::Code;
    use crate::domain::envelope::RemarkId;
    use time::{Duration, macros::date};

    const DAY: time::Date = date!(2026 - 03 - 12);

    fn reading(state: State) -> Reading {
        Reading { state, by: Some(4), on: Some(DAY), ..Reading::UNREAD }
    }

    #[test]
    fn states_read_back() {
        for state in State::ALL {
            assert_eq!(State::parse(state.as_str()), Some(state));
        }
        assert_eq!(State::parse("read"), None);
        assert_eq!(Decision::Interpreter(None).state(), State::NeedsInterpreter);
        assert!(Decision::Interpreter(None).state().is_unread(), "an interpreter is still to be found");
    }

    #[test]
    fn nothing_unread_and_nothing_without_reference_is_destroyed() {
        let later = DAY + Duration::days(KEPT_DAYS);
        for (state, due) in [
            (State::Unread, None),
            (State::NeedsInterpreter, None),
            (State::NothingToDo, Some(later)),
            (State::Offered, Some(later)),
            (State::DoesNotOpen, Some(later)),
            (State::Escalated, None),
            (State::TakenOut, Some(DAY)),
        ] {
            assert_eq!(reading(state).due_on(), due, "{state:?}");
        }
        let entered = |days| Reading {
            reference: Some((Reference::parse("MASH 12/7").expect("a reference"), DAY + Duration::days(days))),
            ..reading(State::Escalated)
        };
        assert!(reading(State::Escalated).waits_for_reference() && !entered(1).waits_for_reference());
        assert_eq!(entered(1).due_on(), Some(later), "not before the thirty days");
        assert_eq!(entered(45).due_on(), Some(DAY + Duration::days(45)), "and not before its reference");
    }

    #[test]
    fn a_slip_is_mended_and_a_referral_stays_on_record() {
        assert!(reading(State::NothingToDo).can_be_undone(9, DAY + Duration::days(3)));
        let escalated = reading(State::Escalated);
        assert!(escalated.can_be_undone(4, DAY));
        assert!(!escalated.can_be_undone(9, DAY) && !escalated.can_be_undone(4, DAY + Duration::DAY));
        let done = Reading { reference: Some((Reference::parse("R").expect("one"), DAY)), ..escalated };
        assert!(!done.can_be_undone(4, DAY));
        assert!(!reading(State::TakenOut).can_be_undone(4, DAY));
    }

    #[test]
    fn notes_and_references_are_short() {
        assert!(Note::parse(" ").is_err() && Note::parse(&"a".repeat(501)).is_err() && Reference::parse(&"1".repeat(81)).is_err());
        assert_eq!(Reference::parse(" MASH\n 12 ").expect("one").as_str(), "MASH 12");
    }

    #[test]
    fn the_queue_is_in_order_of_need_and_tells_no_other() {
        let remark = |id: u8, state, words: Option<&str>, score| Remark {
            id: RemarkId::new([id; 16]),
            question: Code::parse("words").expect("a code"),
            words: words.map(str::to_owned),
            reading: reading(state),
            score,
            tags: Vec::new(),
        };
        let mut queue = vec![
            remark(5, State::NothingToDo, Some("read"), 9),
            remark(4, State::Unread, Some("plain"), 0),
            remark(1, State::Unread, Some("plain"), 0),
            remark(7, State::NeedsInterpreter, Some("لا أريد"), 1),
            remark(9, State::Unread, Some("grabbed"), 3),
            remark(6, State::Unread, Some("في الليل"), 1),
            remark(8, State::Unread, None, 0),
        ];
        sort(&mut queue);
        let ids: Vec<u8> = queue.iter().map(|r| r.id.bytes()[0]).collect();
        assert_eq!(ids, [8, 9, 6, 7, 1, 4, 5], "what somebody could not read is not put behind what is plain");
        let unlisted: Vec<u8> = queue.iter().filter(|r| r.is_unlisted()).map(|r| r.id.bytes()[0]).collect();
        assert_eq!(unlisted, [6, 7]);
    }
}
