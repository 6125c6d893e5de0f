//! Tablets, adults and hands, on both databases; what comes late; a file that is taken in once.

use crate::remarks::{code, written};
use crate::{Bench, bench, letter, sealed};
use sayso::domain::adult::{NewAdult, Numbers, picture};
use sayso::domain::code::Code;
use sayso::domain::envelope::{Binding, EnvelopeId, RemarkId};
use sayso::domain::event::{NewEvent, State, Version};
use sayso::domain::hand::{Done, HandId, How, Outcome, Stage};
use sayso::domain::outbox::{Outbox, Sealed, read, write};
use sayso::domain::staff::{MayRun, Role, Staff};
use sayso::flow::{EnrolBy, EnrolError, InboxError, LiveEvent, RaiseError, Receipt, Renamed, Report};
use sayso::seal::{Token, seal};
use sayso::store::Location;
use std::sync::Arc;
use time::Duration;
use time::macros::{date, time};

const NOW: i64 = 1_790_000_000;

fn may() -> MayRun {
    let staff = Staff { id: 1, name: String::new(), email: String::new(), role: Role::Officer, services: Vec::new() };
    staff.may_run().expect("an officer")
}

async fn enrolled(b: &Bench, live: &LiveEvent, code: &sayso::flow::Code) -> (Token, String) {
    let enrolled = b.flow.enrol(&EnrolBy::Code(code.spoken.clone()), NOW).await.expect("enrols");
    assert_eq!(enrolled.event.stored.code, live.event.stored.code);
    (enrolled.credential, enrolled.name)
}

pub(crate) async fn tablets_are_enrolled_shut_out_and_forgotten(location: Location) {
    let b = bench(location).await;
    let event = &b.live.event;
    let code = b.flow.make_code(&may(), event, NOW).await.expect("a code");
    let (first, name) = enrolled(&b, &b.live, &code).await;
    let by_link = b.flow.enrol(&EnrolBy::Link(code.link.clone()), NOW + 899).await.expect("enrols");
    assert_eq!((name.as_str(), by_link.name.as_str()), ("Tablet 1", "Tablet 2"));
    assert!(by_link.event.stored.way_out.as_ref().is_some_and(|digits| digits.len() == 4));
    // Many at once are as many tablets, each with a number of its own.
    let mut joining = Vec::new();
    for _ in 0..18 {
        let (flow, code) = (b.flow.clone(), code.spoken.clone());
        joining.push(tokio::spawn(async move { flow.enrol(&EnrolBy::Code(code), NOW).await.map(|e| e.name) }));
    }
    let mut names = vec![name, by_link.name];
    for joined in joining {
        names.push(joined.await.expect("runs").expect("enrols"));
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 20, "{names:?}");
    // Its time is over; and what is said by the link is not the code.
    for by in [EnrolBy::Code(code.spoken.clone()), EnrolBy::Link(code.link.clone())] {
        assert!(matches!(b.flow.enrol(&by, NOW + 900).await, Err(EnrolError::Unknown)));
    }
    let as_link = EnrolBy::Link(Token::received(code.spoken.as_str()));
    assert!(matches!(b.flow.enrol(&as_link, NOW).await, Err(EnrolError::Unknown)));
    // What tablets say is written down together, in whole minutes.
    let tablet = b.flow.tablet(&b.live, &first).await.expect("reads").expect("is one");
    b.flow.greet(&tablet, true, NOW + 59);
    b.flow.greet(&tablet, false, NOW + 61);
    assert_eq!(b.flow.store.tablets(event.stored.id).await.expect("reads")[0].seen, None, "not at once");
    b.flow.note_contacts().await.expect("writes");
    let known = &b.flow.store.tablets(event.stored.id).await.expect("reads")[0];
    assert_eq!((known.seen, known.holds), (Some((NOW + 61) / 60 * 60), Some(false)), "only the last, by the minute");
    assert_eq!(b.flow.rename_tablet(&may(), event, tablet.id, "The blue one").await.expect("writes"), Renamed::Done);
    assert!(b.flow.revoke_tablet(&may(), event, tablet.id).await.expect("writes"));
    assert!(b.flow.tablet(&b.live, &first).await.expect("reads").is_none(), "shut out");
    let other = b.open(&b.new).await;
    assert!(b.flow.tablet(&other, &by_link.credential).await.expect("reads").is_none(), "a tablet of one event is none of another");
    assert!(!b.flow.revoke_tablet(&may(), &other.event, tablet.id).await.expect("writes"));
    // Closed: no tablet joins it any more. Ended: nothing is known of its tablets.
    b.flow.close_event(&b.live, 0, date!(2026 - 01 - 03)).await.expect("closes");
    assert!(matches!(b.flow.enrol(&EnrolBy::Link(code.link.clone()), NOW).await, Err(EnrolError::Unknown)));
    assert!(b.flow.tablet(&b.live, &by_link.credential).await.expect("reads").is_some(), "what it holds still comes");
    b.flow.purge(date!(2026 - 02 - 02)).await.expect("purges");
    assert!(b.flow.store.tablets(event.stored.id).await.expect("reads").is_empty());
}

pub(crate) async fn a_hand_is_raised_once_and_closed_once(location: Location) {
    let b = bench(location).await;
    let event = &b.live.event;
    let code = b.flow.make_code(&may(), event, NOW).await.expect("a code");
    let (credential, _) = enrolled(&b, &b.live, &code).await;
    let tablet = b.flow.tablet(&b.live, &credential).await.expect("reads").expect("is one");
    let named =
        |name: &str, outside| NewAdult { name: name.into(), role: "r".into(), picture: picture("adult-bun").expect("drawn"), outside };
    let inside = b.flow.add_adult(&may(), event, &named("Amina", false)).await.expect("adds");
    let id = HandId::new([1; 16]);
    let raise = async |id, adult, how| b.flow.raise(&b.live, &tablet, (id, adult, how), NOW).await;
    assert!(matches!(raise(id, inside, How::Now).await, Err(RaiseError::Gone)), "nobody from outside the service");
    let outside = b.flow.add_adult(&may(), event, &named("Joe", true)).await.expect("adds");
    assert_eq!(raise(id, inside, How::Now).await.expect("raises"), "Amina");
    assert_eq!(raise(id, inside, How::Now).await.expect("raises"), "Amina", "sent again");
    assert!(matches!(raise(id, inside, How::Later).await, Err(RaiseError::Other)));
    assert!(matches!(raise(id, outside, How::Now).await, Err(RaiseError::Other)));
    assert!(b.flow.remove_adult(&may(), event, inside).await.expect("removes"));
    assert_eq!(raise(id, inside, How::Now).await.expect("is there"), "Amina", "the hand stays");
    assert!(matches!(raise(HandId::new([2; 16]), inside, How::Now).await, Err(RaiseError::Gone)));
    // Who goes first, goes; what is said first, stays.
    assert!(b.flow.go_to((&may(), 1), event, id, NOW).await.expect("writes"));
    assert!(!b.flow.go_to((&may(), 1), event, id, NOW).await.expect("writes"));
    let done = Done { came: "Amina".into(), at: time!(14:20), outcome: Outcome::HandedOn, note: Some("REF".into()) };
    assert!(b.flow.close_hand((&may(), 1), event, id, &done, NOW).await.expect("writes"));
    assert!(!b.flow.close_hand((&may(), 1), event, id, &Done { came: "Ben".into(), ..done.clone() }, NOW).await.expect("writes"));
    let kept = b.flow.store.hand(event.stored.id, id).await.expect("reads").expect("is there");
    assert_eq!((kept.stage, kept.how, kept.raised, kept.tablet.as_str()), (Stage::Done(done), How::Now, NOW, "Tablet 1"));
    // A child who presses without end fills no disk.
    for n in 0..30 {
        raise(HandId::new([100 + n; 16]), outside, How::Phone).await.expect("raises");
    }
    assert!(matches!(raise(HandId::new([200; 16]), outside, How::Now).await, Err(RaiseError::TooMany)));
    let numbers = Numbers { duty_team: Some("0114 496 0000".into()), advocate: None };
    b.flow.set_numbers(&may(), event, &numbers).await.expect("writes");
    b.flow.set_here(&may(), event, 31).await.expect("writes");
    let stored = b.flow.live(&event.stored.code).await.expect("reads").expect("is there").event.stored.clone();
    assert_eq!((stored.numbers, stored.here), (numbers, Some(31)));
}

fn outbox(live: &LiveEvent, envelopes: &[Sealed]) -> Outbox {
    read(write(&live.event.stored.code, envelopes).as_bytes()).expect("an outbox")
}

pub(crate) async fn a_file_is_taken_in_once_and_nothing_of_it_is_lost(location: Location) {
    let b = written(location).await;
    let (live, question) = (Arc::clone(&b.live), code("know"));
    let event = live.event.stored.id;
    let remark = |id: u8, text: &str| {
        let id = RemarkId::new([id; 16]);
        (id, b.seal(&id, &question, text))
    };
    let answer = |id: u8, choice: &str| {
        let (id, bytes) = sealed(&live, id, choice);
        Sealed::Answers(id, bytes)
    };
    let (known_id, known) = sealed(&live, 1, "yes");
    b.flow.take_sealed(&live, known_id, &known).await.expect("taken in");
    let (said_id, said) = remark(0x51, "More trips");
    b.flow.take_remark(&live, &question, said_id, &said).await.expect("taken in");
    let mut envelopes = vec![Sealed::Answers(known_id, known), answer(2, "no"), answer(3, "yes"), answer(1, "no")];
    envelopes.push(Sealed::Remark(said_id, question.clone(), said));
    for (id, text) in [(0x52, "Fewer forms"), (0x51, "Other words under an id that is known")] {
        let (id, bytes) = remark(id, text);
        envelopes.push(Sealed::Remark(id, question.clone(), bytes));
    }
    // A remark to no question, and one whose bytes were harmed.
    envelopes.push(Sealed::Remark(RemarkId::new([0x53; 16]), Code::parse("alone").expect("a code"), vec![1; 4177]));
    envelopes.push(Sealed::Remark(RemarkId::new([0x54; 16]), question.clone(), vec![1; 4177]));
    let report = b.flow.take_outbox(&live, outbox(&live, &envelopes)).await.expect("is taken in");
    assert_eq!(report, Report { taken_in: 3, there: 2, aside: 4, unreadable: Vec::new() });
    let again = b.flow.take_outbox(&live, outbox(&live, &envelopes)).await.expect("is taken in");
    assert_eq!(again, Report { taken_in: 0, there: 9, aside: 0, unreadable: Vec::new() });
    let store = &b.flow.store;
    assert_eq!((store.waiting(event).await.expect("counts"), store.aside(event).await.expect("counts")), (3, 2));
    assert_eq!(store.unread(event).await.expect("counts").unread, 4, "two that were read well, two that do not open");
    // Once it has ended it takes no file in either.
    b.flow.close_event(&live, 0, date!(2026 - 01 - 03)).await.expect("closes");
    b.flow.purge(date!(2026 - 02 - 02)).await.expect("purges");
    let live = b.flow.live(&live.event.stored.code).await.expect("reads").expect("is there");
    assert!(matches!(b.flow.take_outbox(&live, outbox(&live, &envelopes)).await, Err(InboxError::Over)));
}

/// A hand goes ninety days after it and its event were closed, with all that was noted; one that nobody closed stays.
pub(crate) async fn hands_go_when_their_days_are_over(location: Location) {
    let b = bench(location).await;
    let event = &b.live.event;
    let code = b.flow.make_code(&may(), event, NOW).await.expect("a code");
    let (credential, _) = enrolled(&b, &b.live, &code).await;
    let tablet = b.flow.tablet(&b.live, &credential).await.expect("reads").expect("is one");
    let joe = NewAdult { name: "Joe".into(), role: "r".into(), picture: picture("adult-bun").expect("drawn"), outside: true };
    let joe = b.flow.add_adult(&may(), event, &joe).await.expect("adds");
    let day = date!(2026 - 09 - 21);
    let at = |days: i64| (day + Duration::days(days)).midnight().assume_utc().unix_timestamp() + 50_000;
    for n in 1..=3 {
        b.flow.raise(&b.live, &tablet, (HandId::new([n; 16]), joe, How::Now), at(0)).await.expect("raises");
    }
    let done = Done { came: "Joe".into(), at: time!(14:20), outcome: Outcome::Talked, note: Some("REF 12".into()) };
    let close = async |n: u8, days| b.flow.close_hand((&may(), 1), event, HandId::new([n; 16]), &done, at(days)).await.expect("writes");
    assert!(close(1, 0).await);
    let left = async || b.flow.store.hands(event.stored.id).await.expect("reads").iter().map(|h| h.id.bytes()[0]).collect::<Vec<_>>();
    let purge = async |days: i64| b.flow.purge(day + Duration::days(days)).await.expect("purges").hands;
    assert_eq!((purge(400).await, left().await), (0, vec![1, 2, 3]), "the event is open");
    b.flow.close_event(&b.live, 0, day).await.expect("closes");
    // Said ten days later: it stays ten days longer.
    assert!(close(2, 10).await);
    assert_eq!((purge(89).await, left().await), (0, vec![1, 2, 3]), "not a day early");
    assert_eq!((purge(90).await, left().await), (1, vec![2, 3]));
    assert_eq!((purge(99).await, left().await), (0, vec![2, 3]), "not a day early");
    assert_eq!((purge(100).await, left().await), (1, vec![3]));
    assert_eq!((purge(4000).await, left().await), (0, vec![3]), "nobody has said what came of it");
}

/// What comes after the close waits, and is counted in the quarterly figures: of an event that was fixed, and of
/// one that was too small. None is lost, and none is counted twice.
pub(crate) async fn what_comes_late_waits_for_the_pool(location: Location) {
    let b = bench(location).await;
    let day = date!(2026 - 01 - 03);
    let some = |live: &LiveEvent, ids: std::ops::Range<u8>| ids.map(|id| sealed(live, id, "always")).collect::<Vec<_>>();
    let come = async |live: &Arc<LiveEvent>, envelopes: &[(EnvelopeId, Vec<u8>)]| {
        for (id, bytes) in envelopes {
            assert_eq!(b.flow.take_sealed(live, *id, bytes).await.expect("taken in"), Receipt::TakenIn);
        }
    };
    let small = b.open(&b.new).await;
    let counted = some(&b.live, 1..13);
    come(&b.live, &counted).await;
    come(&small, &some(&small, 1..5)).await;
    b.flow.close_event(&b.live, 20, day).await.expect("closes");
    b.flow.close_event(&small, 20, day).await.expect("closes");
    let reread = async |live: &LiveEvent| b.flow.live(&live.event.stored.code).await.expect("reads").expect("is there");
    let (fixed, small) = (reread(&b.live).await, reread(&small).await);
    assert_eq!((fixed.event.stored.state, small.event.stored.state), (State::Fixed, State::TooFew));
    // Twice those that were counted, six that are new, by a tablet and as a file.
    come(&fixed, &counted).await;
    come(&fixed, &some(&fixed, 20..24)).await;
    let late: Vec<Sealed> = (22..28).map(|id| sealed(&fixed, id, "never")).map(|(id, bytes)| Sealed::Answers(id, bytes)).collect();
    let report = b.flow.take_outbox(&fixed, outbox(&fixed, &late)).await.expect("is taken in");
    assert_eq!((report.taken_in, report.there, report.aside), (4, 0, 2), "two ids were there with other bytes");
    come(&small, &some(&small, 5..7)).await;
    assert_eq!(b.flow.store.waiting(fixed.event.stored.id).await.expect("counts"), 8);
    assert_eq!(b.flow.store.waiting(small.event.stored.id).await.expect("counts"), 6);
    let releases = b.flow.store.releases(fixed.event.stored.id).await.expect("reads");
    assert_eq!((releases.len(), releases[0].release.took_part), (1, 12), "what is fixed stays");
    let pooled = b.flow.pool(date!(2026 - 04 - 01)).await.expect("pools");
    assert!(pooled.failures.is_empty() && pooled.pools.len() == 1, "{pooled:?}");
    let pool = b.flow.store.event(&pooled.pools[0]).await.expect("reads").expect("is there");
    let release = &b.flow.store.releases(pool.stored.id).await.expect("reads")[0].release;
    assert_eq!(release.took_part, 14, "eight that came late and six of the small event, each once");
    for live in [&fixed, &small] {
        assert_eq!(b.flow.store.waiting(live.event.stored.id).await.expect("counts"), 0);
    }
}

/// A questionnaire was changed while a tablet was away: its answers are taken under the version and the promise
/// that the child was given, and under no other.
pub(crate) async fn answers_are_taken_under_their_own_version(location: Location) {
    let b = bench(location).await;
    let (old_id, old) = sealed(&b.live, 1, "always");
    // A choice less, and another event that asks the new version under the same name.
    let changed = crate::QUESTIONNAIRE.replace("Do things together", "Do things with me");
    let questionnaire = sayso::domain::questionnaire::parse(&changed).expect("no fault");
    let w = b.flow.store.write().await.expect("writes");
    let version = w.publish(&questionnaire, &changed, "changed", date!(2026 - 01 - 02), 1).await.expect("publishes");
    w.commit().await.expect("commits");
    let next = b.open(&NewEvent { questionnaire: version, ..b.new.clone() }).await;
    assert_eq!(next.event.version.code, b.live.event.version.code);
    assert_ne!(next.event.version.number, b.live.event.version.number);
    // The tablet comes back: counted where the child answered, as it was asked there.
    assert_eq!(b.flow.take_sealed(&b.live, old_id, &old).await.expect("taken in"), Receipt::TakenIn);
    assert_eq!(b.flow.take_sealed(&next, old_id, &old).await.expect("kept"), Receipt::KeptAside, "it belongs to the other event");
    // Sealed under another version of the same event it opens nowhere: nothing is counted under words that were not read.
    let id = EnvelopeId::new([7; 16]);
    let newer = Version { number: b.live.event.version.number + 1, ..b.live.event.version.clone() };
    let binding = Binding { event: &b.live.event.stored.code, version: &newer, policy: b.live.event.stored.policy };
    let bytes = seal(&b.live.keys.as_ref().expect("keys").public(), &id, &binding, &letter("always")).expect("seals");
    assert_eq!(b.flow.take_sealed(&b.live, id, &bytes).await.expect("kept"), Receipt::KeptAside);
    let event = b.live.event.stored.id;
    assert_eq!((b.flow.store.waiting(event).await.expect("counts"), b.flow.store.aside(event).await.expect("counts")), (1, 1));
}
