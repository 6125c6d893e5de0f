//! Reading: for whoever is named, one decision each, a referral on record.

use crate::referral::referral;
use crate::remarks::{Written, may_read, written};
use crate::{raw, rows};
use sayso::domain::envelope::RemarkId;
use sayso::domain::reading::{Decision, Note, State};
use sayso::flow::ReadError;
use sayso::store::Location;
use time::{Date, macros::date};

pub(crate) const DAY: Date = date!(2026 - 01 - 03);

/// Only the two who are named open the queue; it stands in the order of a score, and of random ids.
pub(crate) async fn the_queue_is_for_whoever_is_named(location: Location) {
    let w = written(location).await;
    let second = w.flow.open_event(&w.new).await.expect("opens");
    let second = w.flow.live(&second).await.expect("reads").expect("is there");
    for (id, text) in [(9, "She listens."), (3, "He grabbed my arm."), (5, "I like it here.")] {
        w.write(id, "know", text).await;
    }
    for staff in [&w.officer, &w.stranger] {
        assert!(may_read(&w.flow, staff, &w.live).await.is_none(), "{}", staff.name);
        assert!(w.flow.to_read(staff).await.expect("lists").is_empty(), "{}", staff.name);
    }
    let listed = w.flow.to_read(&w.deputy).await.expect("lists");
    assert_eq!(listed.len(), 2, "both events");
    assert_eq!(listed.iter().map(|l| l.unread.unread).sum::<u64>(), 3);
    let elsewhere = w.flow.queue(&w.may[0], &second, |_| 0).await;
    assert!(matches!(elsewhere, Err(ReadError::NotYours)), "the authority is for one event");
    let score = |text: &str| u32::from(text.contains("grabbed"));
    let queue = w.flow.queue(&w.may[1], &w.live, score).await.expect("opens");
    let told: Vec<(u8, u32)> = queue.iter().map(|r| (r.id.bytes()[0], r.score)).collect();
    assert_eq!(told, [(3, 1), (5, 0), (9, 0)]);
    w.flow.decide(&w.may[0], &w.live, RemarkId::new([3; 16]), &Decision::NothingToDo, DAY).await.expect("decides");
    let interpreter = Decision::Interpreter(Some(Note::parse("Tigrinya").expect("a note")));
    w.flow.decide(&w.may[0], &w.live, RemarkId::new([9; 16]), &interpreter, DAY).await.expect("decides");
    let queue = w.flow.queue(&w.may[1], &w.live, score).await.expect("opens");
    let told: Vec<(u8, State)> = queue.iter().map(|r| (r.id.bytes()[0], r.reading.state)).collect();
    assert_eq!(told, [(9, State::NeedsInterpreter), (5, State::Unread), (3, State::NothingToDo)]);
    let unread = w.flow.unread(&w.live.event).await.expect("counts");
    assert_eq!((unread.there, unread.unread, unread.interpreter), (3, 2, 1), "what needs an interpreter is unread");
    // What does not open can be seen off, and nothing else.
    w.flow.take_remark(&w.live, &crate::remarks::code("else"), RemarkId::new([1; 16]), b"harmed").await.expect("is kept");
    for (decision, fits) in [(Decision::Offer, false), (Decision::Escalate(referral("Called.", "")), false), (Decision::NothingToDo, true)]
    {
        let decided = w.flow.decide(&w.may[0], &w.live, RemarkId::new([1; 16]), &decision, DAY).await;
        assert_eq!(decided.is_ok(), fits, "{decision:?}");
    }
    let seen = w.flow.remark(&w.may[0], &w.live, RemarkId::new([1; 16])).await.expect("is there");
    assert!(seen.reading.state == State::DoesNotOpen && seen.words.is_none());
    assert!(matches!(w.flow.remark(&w.may[0], &w.live, RemarkId::new([99; 16])).await, Err(ReadError::Gone)));
}

/// Eight remarks, each decided by two readers at the same moment, twenty times over: one decision stands, and whoever
/// came second is told of it.
pub(crate) async fn of_two_readers_at_once_one_wins_and_the_other_is_told(location: Location) {
    let w = written(location).await;
    let mut ids = Vec::new();
    for i in 0..8 {
        ids.push(w.write(i + 1, "know", "Twice").await);
    }
    let by_hand = Decision::Interpreter(None);
    for id in &ids[4..] {
        // From there a decision is a change of a row and not a new one.
        w.flow.decide(&w.may[0], &w.live, *id, &by_hand, DAY).await.expect("decides");
    }
    for id in &ids {
        let deciding = (0..2).map(|i| {
            let (flow, live, may, id) = (w.flow.clone(), w.live.clone(), w.may[i].clone(), *id);
            let decision = if i == 0 { Decision::NothingToDo } else { Decision::Offer };
            tokio::spawn(async move { flow.decide(&may, &live, id, &decision, DAY).await })
        });
        let mut won = Vec::new();
        let mut told = Vec::new();
        for (i, deciding) in deciding.collect::<Vec<_>>().into_iter().enumerate() {
            match deciding.await.expect("runs") {
                Ok(_) => won.push(w.may[i].staff()),
                Err(ReadError::DecidedBefore(reading)) => told.push((reading.by, reading.state)),
                Err(other) => panic!("{other}"),
            }
        }
        let stands = w.flow.store.reading(w.live.event.stored.id, id).await.expect("reads");
        assert_eq!((won.len(), told.as_slice()), (1, [(stands.by, stands.state)].as_slice()));
        assert_eq!(stands.by, won.first().copied());
    }
    assert_eq!(rows(&raw(&w.location).await, "reading").await, 8);
}

impl Written {
    /// Writes and decides.
    pub(crate) async fn read(&self, id: u8, question: &str, text: &str, decision: &Decision, on: Date) -> RemarkId {
        let id = self.write(id, question, text).await;
        self.flow.decide(&self.may[0], &self.live, id, decision, on).await.expect("decides");
        id
    }
}
