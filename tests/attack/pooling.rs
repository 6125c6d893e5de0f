//! Differencing an event against the quarterly figures in which its last answers are counted, and one promise against
//! another.

use crate::house::{House, numbered, receipts, sealed_under};
use crate::support::{MUNRO, Person, Server, database};
use sayso::domain::policy::Policy;
use sayso::domain::pool::Quarter;
use sayso::flow::Receipt;
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

/// Today, and the last day of the quarter before: what was closed then is due now.
fn days() -> (Date, Date) {
    let today = OffsetDateTime::now_utc().date();
    (Quarter::of(today).first_day() - Duration::DAY, today)
}

/// The figures of a quarter hold nothing that an event's own figures hold, and neither they nor their file name an event.
#[tokio::test]
async fn quarterly_figures_hold_no_answer_that_an_event_released_and_name_no_event() {
    let (closed, today) = days();
    let house = House::new(MUNRO).await;
    let homes = [house.below(house.service, "Oak House").await, house.below(house.service, "Elm House").await];
    let looked = house.event_at(homes[0], "Zebra picnic", Policy::Protected).await;
    let few = house.event_at(homes[1], "Quokka outing", Policy::Rounded).await;
    let letters = |from: usize, n: usize| (from..from + n).map(numbered).collect::<Vec<_>>();
    house.answer(&looked, &letters(0, 24)).await;
    house.flow.early_look(&looked, 24, closed).await.expect("looks");
    let mut waiting = house.answer(&looked, &letters(100, 9)).await;
    waiting.extend(house.answer(&few, &letters(200, 8)).await);
    assert_eq!(house.close(&looked, 33, closed).await.len(), 1, "nine are not released");
    assert_eq!(house.close(&few, 8, closed).await.len(), 0);
    let pooled = house.flow.pool(today).await.expect("pools");
    let [code] = pooled.pools.as_slice() else { panic!("one pool, not {:?} {:?}", pooled.pools, pooled.failures) };
    let pool = house.flow.live(code).await.expect("reads").expect("is there");
    let [release] = house.releases(&pool).await.try_into().expect("one release");
    let [early] = house.releases(&looked).await.try_into().expect("one release");
    assert_eq!(pool.event.stored.service, house.service);

    let db = database(&house.folder.path().join("sayso.db")).await;
    assert_eq!(house.children(&db, &looked.event.stored.code, early.id).await, (0..24).collect::<Vec<_>>());
    let mut rest: Vec<usize> = (100..109).chain(200..208).collect();
    rest.sort_unstable();
    assert_eq!(house.children(&db, code, release.id).await, rest, "what waited, and nothing else");
    db.close().await.expect("closes");
    let of_event = receipts(house.folder.path(), &looked.event.stored.code, 1);
    let of_pool = receipts(house.folder.path(), code, 1);
    assert_eq!((of_event.len(), of_pool.len()), (24, waiting.len()));
    assert!(of_pool.iter().all(|(_, id)| waiting.iter().any(|sent| sent.bytes()[..] == id[..])), "counted once, in one of them");
    assert!(of_event.iter().all(|line| !of_pool.contains(line)));

    let names = ["Zebra", "Quokka", "Oak House", "Elm House", looked.event.stored.code.as_str(), few.event.stored.code.as_str()];
    let file = std::fs::read_to_string(house.folder.path().join(format!("releases/{code}-1.json"))).expect("the release file");
    let mut shown = vec![(format!("releases/{code}-1.json"), file)];
    house.flow.store.clone().close().await;
    let server = Server::start(house.folder.path());
    let officer = Person::added(&server, house.folder.path(), "officer").await;
    for address in [format!("/summaries/{code}"), format!("/summaries/{code}/all.csv"), format!("/summaries/{code}/alone.csv")] {
        let answer = officer.get(&address).await;
        assert_eq!(answer.status, 200, "{address}");
        shown.push((address, answer.text()));
    }
    for (at, text) in shown {
        assert!(text.len() > 500 && text.contains(if at.starts_with("rel") { code.as_str() } else { "Maple House" }), "{at}");
        assert_eq!(names.iter().filter(|name| text.contains(**name)).collect::<Vec<_>>(), [&""; 0], "{at} names an event of the pool");
    }
    assert!(officer.get("/summaries").await.text().contains("Zebra picnic"), "where events are named, the names are found");
}

/// Whoever was counted at an early look cannot be among those who wait, and is no cover for them: twenty of 24 children
/// were counted; behind the ten answers that wait are four children, and six that somebody made up.
#[tokio::test]
async fn children_who_were_counted_before_are_no_cover_in_quarterly_figures() {
    let (closed, today) = days();
    let house = House::new(MUNRO).await;
    let live = house.event(Policy::Protected).await;
    house.answer(&live, &(0..20).map(numbered).collect::<Vec<_>>()).await;
    house.flow.early_look(&live, 20, closed).await.expect("looks");
    house.answer(&live, &(100..110).map(numbered).collect::<Vec<_>>()).await;
    assert_eq!(house.close(&live, 24, closed).await.len(), 1, "at the close four children are too few");
    let pooled = house.flow.pool(today).await.expect("pools");
    assert!(pooled.failures.is_empty(), "{:?}", pooled.failures);
    let mut shown = Vec::new();
    for code in &pooled.pools {
        let pool = house.flow.live(code).await.expect("reads").expect("is there");
        shown.extend(house.releases(&pool).await.iter().map(|r| (r.release.took_part, r.release.attended)));
    }
    assert_eq!(shown, [], "answers of four children were released (how many answers, how many are said to have come)");
}

/// An answer given under one promise is not counted under another.
#[tokio::test]
async fn an_answer_that_was_promised_protection_is_not_counted_under_another_promise() {
    let house = House::new(MUNRO).await;
    for policy in Policy::ALL {
        let live = house.event(policy).await;
        let mut taken = Vec::new();
        for promised in Policy::ALL {
            for child in 0..12 {
                let (id, sealed) = sealed_under(&live, promised, &numbered(child));
                taken.push((promised, house.flow.take_sealed(&live, id, &sealed).await.expect("is on disk")));
            }
        }
        let counted: Vec<Policy> =
            taken.iter().filter(|(_, receipt)| *receipt == Receipt::TakenIn).map(|(promised, _)| *promised).collect();
        assert_eq!(counted, [policy; 12], "what was promised something else is kept aside");
        let release = &house.close(&live, 40, date!(2026 - 01 - 04)).await[0].release;
        assert_eq!((release.took_part, release.policy), (12, policy));
        assert_eq!(house.flow.store.aside(live.event.stored.id).await.expect("counts"), 24);
    }
}
