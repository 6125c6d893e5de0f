//! What is passed on: it wins over every other decision, and its record only grows.

use crate::quotes::text;
use crate::reading::DAY;
use crate::remarks::written;
use sayso::domain::quote::{Recognisable, State as Quoted};
use sayso::domain::reading::{Decision, Note, Reference, Referral, State};
use sayso::flow::ReadError;
use sayso::store::Location;
use time::Duration;

/// A record of what was done and of a reference; empty for none.
pub(crate) fn referral(note: &str, reference: &str) -> Referral {
    Referral::new(Note::parse(note).ok(), Reference::parse(reference).ok()).expect("something")
}

/// Who, when, what; a reference that comes late and is corrected; and what can be taken back.
pub(crate) async fn a_referral_is_recorded_and_a_slip_mended(location: Location) {
    let w = written(location).await;
    let (one, two) = (w.write(1, "know", "He hurts me.").await, w.write(2, "know", "All good.").await);
    let [reader, deputy] = &w.may;
    assert!(Referral::new(None, None).is_none(), "there is no empty record");
    let add = |id, note: &str, reference: &str, days| {
        let (flow, live, referral) = (w.flow.clone(), w.live.clone(), referral(note, reference));
        async move { flow.add_to_referral(reader, &live, id, &referral, DAY + Duration::days(days)).await }
    };
    assert!(matches!(add(one, "", "MASH 12/7", 1).await, Err(ReadError::NotNow(_))), "nothing was passed on yet");
    // A slip: the wrong key. Whoever pressed it takes it back on the same day.
    let slip = Decision::Escalate(referral("Called.", ""));
    w.flow.decide(reader, &w.live, two, &slip, DAY).await.expect("decides");
    add(two, "No, that was the wrong one.", "", 0).await.expect("adds");
    assert!(matches!(w.flow.undo(deputy, &w.live, two, DAY).await, Err(ReadError::NotNow(_))));
    assert!(matches!(w.flow.undo(reader, &w.live, two, DAY + Duration::DAY).await, Err(ReadError::NotNow(_))));
    w.flow.undo(reader, &w.live, two, DAY).await.expect("takes back");
    assert!(matches!(w.flow.undo(reader, &w.live, two, DAY).await, Err(ReadError::NotNow(_))), "once");
    w.flow.decide(deputy, &w.live, two, &Decision::NothingToDo, DAY).await.expect("decides");
    let two_now = w.flow.remark(reader, &w.live, two).await.expect("is there").reading;
    let notes: Vec<&str> = two_now.added.iter().map(|added| added.note.as_str()).collect();
    let undone = "Had passed it on, and took that back the same day. The note was: Called.";
    assert_eq!(notes, ["No, that was the wrong one.", undone], "what was taken back stays on record");
    w.flow.undo(reader, &w.live, two, DAY + Duration::days(3)).await.expect("read once more, it is not nothing");

    let called = Decision::Escalate(referral("Called the duty team at once.", ""));
    w.flow.decide(deputy, &w.live, one, &called, DAY).await.expect("decides");
    assert_eq!(w.flow.unread(&w.live.event).await.expect("counts").without_reference, 1);
    add(one, "", "MASH 12/7", 1).await.expect("enters");
    add(one, "", "MASH 12/7", 2).await.expect("the same again is no correction");
    assert!(matches!(w.flow.undo(deputy, &w.live, one, DAY).await, Err(ReadError::NotNow(_))), "it stays on record");
    let reading = w.flow.remark(reader, &w.live, one).await.expect("is there").reading;
    assert_eq!((reading.by, reading.on, reading.state), (Some(w.deputy.id), Some(DAY), State::Escalated));
    assert_eq!(reading.note.as_ref().map(Note::as_str), Some("Called the duty team at once."));
    assert_eq!(reading.reference, Some((Reference::parse("MASH 12/7").expect("one"), DAY + Duration::DAY)));
    let entered: Vec<(i32, &str)> = reading.added.iter().map(|added| (added.by, added.note.as_str())).collect();
    assert_eq!(entered, [(w.reader.id, "Entered the reference “MASH 12/7”.")], "it was not the deputy who entered it");
    assert_eq!(w.flow.unread(&w.live.event).await.expect("counts").without_reference, 0);
    // A wrong reference is corrected; what it was, and by whom it was changed, stays.
    add(one, "They rang back.", "MASH 12/9", 4).await.expect("corrects");
    let reading = w.flow.remark(reader, &w.live, one).await.expect("is there").reading;
    assert_eq!(reading.reference, Some((Reference::parse("MASH 12/9").expect("one"), DAY + Duration::days(4))));
    let told: Vec<(i32, &str)> = reading.added.iter().map(|added| (added.by, added.note.as_str())).collect();
    let corrected = told.get(2).map(|(_, note)| *note).unwrap_or_default();
    assert_eq!(told.get(1), Some(&(w.reader.id, "They rang back.")));
    assert!(corrected.starts_with("Corrected the reference to “MASH 12/9”. It was “MASH 12/7”, entered on "), "{told:?}");
}

/// Whatever was decided, offered, approved or shown: what alarms somebody can be passed on, and is not quoted then.
pub(crate) async fn passing_on_wins_over_every_other_decision(location: Location) {
    let w = written(location).await;
    let [reader, deputy] = &w.may;
    let event = w.live.event.stored.id;
    let escalate = |note: &str| Decision::Escalate(referral(note, ""));
    // The other pressed "nothing to do" a moment before.
    let lost = w.read(1, "know", "My uncle hurts me.", &Decision::NothingToDo, DAY).await;
    let before = w.flow.decide(deputy, &w.live, lost, &escalate("Called MASH at 10.15."), DAY).await.expect("wins");
    assert_eq!((before.state, before.by), (State::NothingToDo, Some(w.reader.id)), "and is told of what it overruled");
    let reading = w.flow.remark(reader, &w.live, lost).await.expect("is there").reading;
    assert_eq!((reading.state, reading.by), (State::Escalated, Some(w.deputy.id)));
    assert_eq!(reading.note.as_ref().map(Note::as_str), Some("Called MASH at 10.15."));
    let before: Vec<(i32, &str)> = reading.added.iter().map(|added| (added.by, added.note.as_str())).collect();
    assert_eq!(before, [(w.reader.id, "Had decided: nothing to do.")], "what gave way stays on record");
    // And a moment after: it stands.
    let late = w.flow.decide(reader, &w.live, lost, &Decision::NothingToDo, DAY).await;
    assert!(matches!(late, Err(ReadError::DecidedBefore(there)) if there.state == State::Escalated));
    // Both at once: neither's note is lost.
    let both = w.write(2, "know", "He hits me.").await;
    let at_once = [(0, "The reader called."), (1, "The deputy called.")].map(|(i, note)| {
        let (flow, live, may, decision) = (w.flow.clone(), w.live.clone(), w.may[i].clone(), escalate(note));
        tokio::spawn(async move { flow.decide(&may, &live, both, &decision, DAY).await })
    });
    for deciding in at_once {
        deciding.await.expect("runs").expect("is recorded");
    }
    let reading = w.flow.remark(reader, &w.live, both).await.expect("is there").reading;
    let mut notes: Vec<&str> = reading.note.iter().chain(reading.added.iter().map(|added| &added.note)).map(Note::as_str).collect();
    notes.sort_unstable();
    assert_eq!(notes, ["The deputy called.", "The reader called."]);
    // What was to be quoted is not, once it is passed on.
    let mut ids = Vec::new();
    for id in 10..13 {
        ids.push(w.read(id, "know", "The same words", &Decision::Offer, DAY).await);
    }
    let same = text("The same words");
    for (at, id) in ids.iter().enumerate() {
        let quote = w.flow.propose(reader, &w.live, *id, &same, DAY).await.expect("proposes");
        match at {
            0 => {}
            1 => w.flow.send_back_quote(deputy, &w.live, quote, Some("Why?")).await.expect("sends back"),
            _ => w.flow.approve_quote(deputy, &w.live, quote, &same, Recognisable::No, DAY).await.expect("approves"),
        }
        w.flow.decide(deputy, &w.live, *id, &escalate("Looked again."), DAY).await.expect("passes on");
        assert!(matches!(w.flow.undo(deputy, &w.live, *id, DAY + Duration::DAY).await, Err(ReadError::NotNow(_))));
    }
    let quotes = w.flow.store.quotes(event).await.expect("reads");
    assert!(quotes.len() == 3 && quotes.iter().all(|quote| quote.state == Quoted::Withdrawn && quote.text.is_none()), "{quotes:?}");
    // What is shown already stays until somebody takes it back.
    for id in 21..=26 {
        w.approved(id, "know").await;
    }
    w.close_with(24, DAY).await;
    w.flow.publish_quotes(reader, &w.live, DAY).await.expect("publishes");
    let shown = w.flow.store.quotes(event).await.expect("reads").into_iter().find(|quote| quote.state == Quoted::Published);
    let remark = shown.and_then(|quote| quote.remark).expect("made of a remark");
    w.flow.decide(reader, &w.live, remark, &escalate("Read once more."), DAY).await.expect("passes on");
    assert_eq!(w.flow.published_quotes(&w.live.event).await.expect("reads").len(), 6);
    let passed_on = w.flow.passed_on(reader, &w.live).await.expect("lists");
    assert_eq!(passed_on.len(), 6);
    assert!(matches!(
        w.flow.decide(reader, &w.live, sayso::domain::envelope::RemarkId::new([99; 16]), &escalate("Nothing."), DAY).await,
        Err(ReadError::Gone)
    ));
}
