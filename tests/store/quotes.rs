//! Quotes: two people, five at once, twenty children; and taking out.

use crate::reading::DAY;
use crate::referral::referral;
use crate::remarks::{Written, over, written};
use crate::{raw, rows};
use sayso::domain::quote::{NotApproved, NotYet, QuoteId, QuoteText, Recognisable, State};
use sayso::domain::reading::Decision;
use sayso::flow::{QuoteError, ReadError};
use sayso::store::Location;
use time::Duration;

pub(crate) fn text(text: &str) -> QuoteText {
    QuoteText::parse(text).expect("a text")
}

impl Written {
    /// Writes a remark, offers it and proposes a quote of it.
    async fn offered(&self, id: u8, question: &str) -> QuoteId {
        let remark = self.read(id, question, &format!("Karen takes me out, {id}"), &Decision::Offer, DAY).await;
        self.flow.propose(&self.may[0], &self.live, remark, &text(&format!("She takes me out, {id}")), DAY).await.expect("proposes")
    }

    /// The same, and the deputy approves it.
    pub(crate) async fn approved(&self, id: u8, question: &str) -> QuoteId {
        let quote = self.offered(id, question).await;
        let seen = text(&format!("She takes me out, {id}"));
        let approved = self.flow.approve_quote(&self.may[1], &self.live, quote, &seen, Recognisable::No, DAY).await;
        approved.expect("approves");
        quote
    }
}

/// From a remark to the summary: nobody alone, nothing alone, nothing of few, in no order.
pub(crate) async fn a_quote_needs_a_second_person_and_four_others(location: Location) {
    let w = written(location).await;
    let [reader, deputy] = &w.may;
    let nothing = w.read(99, "know", "Nothing", &Decision::NothingToDo, DAY).await;
    let refused = w.flow.propose(reader, &w.live, nothing, &text("Nothing"), DAY).await;
    assert!(matches!(refused, Err(QuoteError::Read(ReadError::NotNow(_)))), "it was not offered");
    let quote = w.offered(1, "know").await;
    let [beside] = &w.flow.quotes(deputy, &w.live).await.expect("lists")[..] else { panic!("one quote") };
    assert_eq!((beside.original.as_deref(), beside.quote.state), (Some("Karen takes me out, 1"), State::Proposed));
    let approve = |may, seen: &'static str, r| {
        let (flow, live) = (&w.flow, &w.live);
        async move { flow.approve_quote(may, live, quote, &text(seen), r, DAY).await }
    };
    let why = |result: Result<(), QuoteError>| match result {
        Err(QuoteError::NotApproved(why)) => why,
        other => panic!("{other:?}"),
    };
    let seen = "She takes me out, 1";
    assert_eq!(why(approve(reader, seen, Recognisable::No).await), NotApproved::SamePerson);
    assert_eq!(why(approve(deputy, seen, Recognisable::Perhaps).await), NotApproved::Recognisable);
    w.flow.send_back_quote(deputy, &w.live, quote, Some("Who is “out”?")).await.expect("sends back");
    assert_eq!(why(approve(deputy, seen, Recognisable::No).await), NotApproved::NotProposed);
    // Put in other words by the deputy: now the reader is the second person.
    let remark = beside.quote.remark.expect("is there");
    let again = w.flow.propose(deputy, &w.live, remark, &text("I am taken places."), DAY).await.expect("proposes");
    assert_eq!(again, quote, "a remark is quoted once");
    assert_eq!(why(approve(deputy, "I am taken places.", Recognisable::No).await), NotApproved::SamePerson);
    assert_eq!(why(approve(reader, seen, Recognisable::No).await), NotApproved::Changed);
    approve(reader, "I am taken places.", Recognisable::No).await.expect("approves");
    let refused = w.flow.propose(deputy, &w.live, remark, &text("Later"), DAY).await;
    assert!(matches!(refused, Err(QuoteError::Read(ReadError::NotNow(_)))), "approved is approved");
    assert!(matches!(w.flow.undo(reader, &w.live, remark, DAY).await, Err(ReadError::NotNow(_))), "a quote was made of it");

    let not_yet = |result: Result<usize, QuoteError>| match result {
        Err(QuoteError::NotYet(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(not_yet(w.flow.publish_quotes(reader, &w.live, DAY).await), NotYet::TooFewChildren(0), "nothing is released");
    for id in 2..5 {
        w.approved(id, if id == 2 { "else" } else { "know" }).await;
    }
    w.close_with(24, DAY).await;
    assert_eq!(not_yet(w.flow.publish_quotes(reader, &w.live, DAY).await), NotYet::TooFewQuotes(4));
    assert!(w.flow.published_quotes(&w.live.event).await.expect("reads").is_empty());
    w.approved(5, "know").await;
    w.offered(6, "know").await;
    assert_eq!(w.flow.publish_quotes(reader, &w.live, DAY).await.expect("publishes"), 5);
    let shown = w.flow.published_quotes(&w.live.event).await.expect("reads");
    assert_eq!(shown.len(), 5, "what nobody approved is not shown");
    assert!(shown.is_sorted_by_key(|q| q.id()), "in the order of random ids");
    assert!(shown.iter().all(|q| q.credit().to_string() == "A home, January to March 2026"));
    assert_eq!(shown.iter().filter(|q| q.question().as_str() == "else").count(), 1);
    assert_eq!(not_yet(w.flow.publish_quotes(reader, &w.live, DAY).await), NotYet::TooFewQuotes(0), "each once");
}

/// A child points at her words: raw, or as a quote. They go, also from a database that is restored from a backup.
pub(crate) async fn what_a_child_points_at_is_taken_out(location: Location) {
    let w = written(location).await;
    let [reader, _] = &w.may;
    let event = w.live.event.clone();
    let mut quotes = Vec::new();
    for id in 1..=6 {
        quotes.push(w.approved(id, "know").await);
    }
    w.close_with(24, DAY).await;
    w.flow.publish_quotes(reader, &w.live, DAY).await.expect("publishes");
    // Unread, or passed on without a reference: somebody must look at it first.
    let unread = w.write(50, "know", "Unread").await;
    let escalated = w.read(51, "know", "Hurt", &Decision::Escalate(referral("Called.", "")), DAY).await;
    for id in [unread, escalated] {
        assert!(matches!(w.flow.take_out(reader, &w.live, id, DAY).await, Err(ReadError::NotNow(_))));
    }
    let backup = match &w.location {
        sayso::store::Location::File(file) => {
            w.flow.store.forget_history().await.expect("empties the log");
            let to = w.folder.path().join("backup.db");
            std::fs::copy(file, &to).expect("copies");
            Some(to)
        }
        sayso::store::Location::Postgres(_) => None,
    };
    // By the raw words: what was quoted of them goes too.
    let first = sayso::domain::envelope::RemarkId::new([1; 16]);
    w.flow.take_out(reader, &w.live, first, DAY).await.expect("takes out");
    assert!(matches!(w.flow.remark(reader, &w.live, first).await, Err(ReadError::Gone)));
    assert!(matches!(w.flow.take_out(reader, &w.live, first, DAY).await, Err(ReadError::Gone)), "once");
    // By the quote; by the reader, or years later by an officer.
    w.flow.take_quote_back(reader, &w.live, quotes[1], Some("She asked"), DAY).await.expect("takes back");
    let officer = (&w.officer.may_run().expect("an officer"), w.officer.id);
    let later = DAY + Duration::days(900);
    w.flow.withdraw_quote(officer, &event, quotes[2], None, later).await.expect("withdraws");
    assert!(matches!(w.flow.withdraw_quote(officer, &event, quotes[2], None, later).await, Err(QuoteError::Gone)));
    let shown = |flow: &sayso::flow::Flow| {
        let (flow, event) = (flow.clone(), event.clone());
        async move { flow.published_quotes(&event).await.expect("reads").iter().map(|q| q.id()).collect::<Vec<_>>() }
    };
    let left = shown(&w.flow).await;
    assert_eq!(left.len(), 3);
    assert!(quotes[..3].iter().all(|gone| !left.contains(gone)));
    let raw = raw(&w.location).await;
    assert_eq!(rows(&raw, "quote WHERE text IS NULL").await, 3, "the texts are gone, that there were quotes is on record");
    if let Some(backup) = backup {
        let restored = over(&Location::File(backup), w.folder.path()).await;
        assert_eq!(shown(&restored).await.len(), 6, "the backup had them");
        restored.restore().await.expect("restores");
        assert_eq!(shown(&restored).await, left);
        let withdrawn = restored.store.quote(event.stored.id, &quotes[2]).await.expect("reads").expect("is there");
        assert_eq!((withdrawn.state, withdrawn.text), (State::Withdrawn, None));
        let live = restored.live(&event.stored.code).await.expect("reads").expect("is there");
        assert!(matches!(restored.remark(reader, &live, first).await, Err(ReadError::Gone)), "its key is gone");
    }
}
