//! Wide tables: over a thousand answers, and five times at most.

use crate::{Bench, bench};
use sayso::domain::code::Code;
use sayso::domain::disclosure::wide::NoWideTable;
use sayso::domain::envelope::EnvelopeId;
use sayso::domain::event::Kind;
use sayso::domain::response::Raw;
use sayso::flow::{Flow, LiveEvent, WideError};
use sayso::seal::{Keyring, random_bytes};
use sayso::store::{Location, ReleaseFiles, Store};
use std::sync::Arc;
use time::macros::date;

/// Takes many answers in, a hundred at a time: one in four children says that she has a disability.
async fn answer(b: &Bench, live: &Arc<LiveEvent>, n: usize) {
    for hundred in 0..n / 100 {
        let sends = (0..100).map(|i| {
            let (flow, live) = (b.flow.clone(), Arc::clone(live));
            let raw = |question: &str, choice: &str| (question.to_owned(), vec![choice.to_owned()]);
            let disability = if (hundred + i) % 4 == 0 { "yes" } else { "no" };
            let answers: Raw = [raw("disability", disability), raw("often-enough", "more"), raw("contact", "never")].into();
            tokio::spawn(async move {
                let id = EnvelopeId::new(random_bytes::<16>().expect("randomness"));
                flow.take_form(&live, id, &answers).await.expect("taken in");
            })
        });
        for send in sends.collect::<Vec<_>>() {
            send.await.expect("runs");
        }
    }
}

pub(crate) async fn an_answer_is_in_five_wide_tables_at_most(location: Location) {
    let b = bench(location).await;
    let day = date!(2026 - 01 - 04);
    let at = (b.new.service, b.new.questionnaire);
    let code = |text: &str| Code::parse(text).expect("a code");
    let make = async |question: &str| b.flow.make_wide(at, &code(question), &code("disability"), day).await;
    answer(&b, &b.live, 600).await;
    b.flow.close_event(&b.live, 600, day).await.expect("closes");
    assert!(matches!(make("often-enough").await, Err(WideError::No(NoWideTable::TooFew(600)))));
    let second = b.open(&b.new).await;
    answer(&b, &second, 500).await;
    b.flow.close_event(&second, 500, day).await.expect("closes");
    b.flow.store.forget_history().await.expect("empties the log");
    let backup = b.keys.path().join("backup.db");
    if let Location::File(file) = &b.location {
        std::fs::copy(file, &backup).expect("copies");
    }
    assert!(matches!(make("ways").await, Err(WideError::No(NoWideTable::NotForThese))));
    for _ in 0..5 {
        let made = make("often-enough").await.expect("made");
        let event = b.flow.store.event(&made).await.expect("reads").expect("is there");
        assert_eq!((event.stored.kind, event.stored.name.as_str()), (Kind::Wide, "Sees their worker often enough, by disability"));
        let report = b.flow.wide_report(&event).await.expect("reads").expect("a report");
        assert_eq!((report.took_part, report.groups.len()), (1100, 4));
    }
    let refused = make("often-enough").await.expect_err("five times is all");
    assert!(refused.to_string().contains("5 wide tables") && refused.to_string().contains("0 are left"), "{refused}");
    // Their answers on disability have been in five as well.
    assert!(matches!(make("contact").await, Err(WideError::No(NoWideTable::Spent(by))) if by == code("disability")));
    // A database that is restored from before the tables takes them from their files, and what they spent.
    if let Location::File(file) = &b.location {
        let restored = file.with_extension("restored");
        std::fs::copy(&backup, &restored).expect("copies");
        let files = ReleaseFiles::open(&b.keys.path().join("releases")).expect("opens");
        let store = Store::open(&Location::File(restored)).await.expect("opens");
        let flow = Flow::start(store, Keyring::open(b.keys.path(), None).expect("opens"), files);
        assert_eq!(flow.restore().await.expect("restores"), (5, Vec::new()));
        let again = flow.make_wide(at, &code("often-enough"), &code("disability"), day).await;
        assert!(matches!(again, Err(WideError::No(NoWideTable::Spent(_)))), "spent before, spent now");
    }
    let together = b.flow.roll_up(at.0, at.1).await.expect("reads").expect("is there").report.expect("a report");
    assert_eq!(together.took_part, 1100, "wide tables are not counted again");
}
