//! Releases: policies, early looks, pools, withdrawals, roll-ups.

use crate::{Bench, answered, answered_at, bench, raw, sealed};
use sayso::domain::code::Code;
use sayso::domain::event::{EventCode, Kind, NewEvent, State};
use sayso::domain::policy::{Policy, Promise};
use sayso::domain::staff::{Role, Staff};
use sayso::domain::tally::Cell;
use sayso::flow::{CloseError, Closed, InboxError, LiveEvent, WithdrawError};
use sayso::store::{Event, Location};
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use time::{Date, macros::date};

pub(crate) const DAY: Date = date!(2026 - 01 - 04);

fn alone() -> Code {
    Code::parse("alone").expect("a code")
}

pub(crate) async fn reread(b: &Bench, code: &EventCode) -> Event {
    b.flow.store.event(code).await.expect("reads").expect("is there")
}

fn plain() -> Promise {
    let staff = Staff { id: 1, name: String::new(), email: String::new(), role: Role::Administrator, services: Vec::new() };
    Promise::plain_counts(&staff.may_administer().expect("an administrator"), "The council publishes whole numbers").expect("a reason")
}

/// Sends answers under ids that nothing else here uses: `from` to `from + n`.
pub(crate) async fn send(b: &Bench, live: &Arc<LiveEvent>, from: u8, n: u8) {
    for i in from..from + n {
        let (id, bytes) = sealed(live, i, if i % 3 == 0 { "never" } else { "always" });
        b.flow.take_sealed(live, id, &bytes).await.expect("taken in");
    }
}

pub(crate) async fn each_policy_releases_what_it_promises(location: Location) {
    let b = bench(location).await;
    for (promise, policy) in [(Promise::rounded(), Policy::Rounded), (plain(), Policy::PlainCounts)] {
        let live = b.open(&NewEvent { promise, ..b.new.clone() }).await;
        assert_eq!((live.event.stored.policy, live.event.stored.reason.is_some()), (policy, policy == Policy::PlainCounts));
        // 50: sixteen say never, 34 always.
        answered_at(&b, &live, 50).await;
        assert_eq!(b.flow.close_event(&live, 51, DAY).await.expect("closes"), Closed::Fixed);
        let releases = b.flow.store.releases(live.event.stored.id).await.expect("reads");
        let release = &releases[0].release;
        assert_eq!(release.policy, policy);
        let table = release.table(&alone(), None).expect("a table");
        let of = |code: &str| table.get(&Cell::Row(Code::parse(code).expect("a code")));
        match policy {
            Policy::Rounded => {
                assert_eq!((of("always"), of("never")), (Some(35), Some(15)));
                assert!(table.cells.iter().filter(|(_, n)| n.is_none()).count() >= 5, "what is small is held back: {table:?}");
            }
            _ => assert_eq!((of("always"), of("never"), of("usually")), (Some(34), Some(16), Some(0))),
        }
        assert!(release.groups.is_empty() && release.tables.iter().all(|t| t.group.is_none()), "one table a question");
    }
    let raw = raw(&b.location).await;
    let asked = "SELECT COUNT(*) AS n FROM ledger WHERE value IS NULL AND scale = '5'";
    let asked = sea_orm::Statement::from_string(raw.get_database_backend(), asked);
    let held: i64 = raw.query_one_raw(asked).await.expect("asks").expect("a row").try_get("", "n").expect("a number");
    assert!(held > 10, "the ledger holds nothing of what is held back");
}

pub(crate) async fn one_early_look_and_the_rest_at_the_close(location: Location) {
    let b = bench(location).await;
    let code = b.live.event.stored.code.clone();
    send(&b, &b.live, 1, 19).await;
    assert!(matches!(b.flow.early_look(&b.live, 40, DAY).await, Err(CloseError::NoEarlyLook)), "nineteen are too few");
    send(&b, &b.live, 20, 3).await;
    assert!(matches!(b.flow.early_look(&b.live, 19, DAY).await, Err(CloseError::NoEarlyLook)), "nineteen children");
    b.flow.early_look(&b.live, 30, DAY).await.expect("looks");
    let event = reread(&b, &code).await;
    assert_eq!(event.stored.state, State::Open, "children go on answering");
    let early = b.flow.summary(&event).await.expect("a summary").report.expect("a report");
    assert_eq!((early.took_part, early.attended), (22, 30));
    send(&b, &b.live, 100, 25).await;
    assert!(matches!(b.flow.early_look(&b.live, 60, DAY).await, Err(CloseError::NoEarlyLook)), "once");
    assert_eq!(b.flow.close_event(&b.live, 50, DAY).await.expect("closes"), Closed::Fixed);
    let event = reread(&b, &code).await;
    let both = b.flow.summary(&event).await.expect("a summary").report.expect("a report");
    assert_eq!((both.took_part, both.attended, both.releases.len()), (47, 50, 2));
    let releases = b.flow.store.releases(event.stored.id).await.expect("reads");
    let first = releases[0].release.table(&alone(), None).expect("a table").cells.clone();
    assert_eq!(
        early.finding("alone").map(|f| f.all.rows[0].ledger),
        Some(first[0].1),
        "the early figures are part of the whole, unchanged"
    );

    // Too few after the look: they wait for a pool, and the event's figures are those of the look.
    let live = b.open(&b.new).await;
    send(&b, &live, 1, 20).await;
    b.flow.early_look(&live, 20, DAY).await.expect("looks");
    send(&b, &live, 100, 4).await;
    assert_eq!(b.flow.close_event(&live, 24, DAY).await.expect("closes"), Closed::Fixed);
    let event = reread(&b, &live.event.stored.code).await;
    assert_eq!((event.stored.state, event.stored.attended), (State::Fixed, Some(24)));
    assert_eq!(b.flow.store.waiting(event.stored.id).await.expect("counts"), 4);

    let rounded = b.open(&NewEvent { promise: Promise::rounded(), ..b.new.clone() }).await;
    send(&b, &rounded, 1, 25).await;
    assert!(matches!(b.flow.early_look(&rounded, 25, DAY).await, Err(CloseError::NoEarlyLook)), "not under this promise");
}

pub(crate) async fn what_came_too_late_or_too_few_is_pooled(location: Location) {
    let b = bench(location).await;
    let write = b.flow.store.write().await.expect("writes");
    let homes = [
        write.add_service("One home", Some(b.new.service)).await.expect("adds"),
        write.add_service("Another", Some(b.new.service)).await.expect("adds"),
    ];
    write.commit().await.expect("commits");
    let mut events = Vec::new();
    for (home, promise) in homes.into_iter().zip([Promise::rounded(), plain()]) {
        let live = b.open(&NewEvent { service: home, promise, ..b.new.clone() }).await;
        send(&b, &live, 1, 6).await;
        assert_eq!(b.flow.close_event(&live, 7, DAY).await.expect("closes"), Closed::TooFew);
        events.push(live);
    }
    let next = date!(2026 - 04 - 01);
    assert!(b.flow.pool(date!(2026 - 03 - 31)).await.expect("pools").pools.is_empty(), "not before the quarter is over");
    let pooled = b.flow.pool(next).await.expect("pools");
    let [code] = pooled.pools.as_slice() else { panic!("one pool, not {:?} {:?}", pooled.pools, pooled.failures) };
    let pool = reread(&b, code).await;
    assert_eq!((pool.stored.kind, pool.stored.service, pool.stored.policy), (Kind::Pool, b.new.service, Policy::Protected));
    assert_eq!(pool.stored.name, "Quarterly figures, January to March 2026");
    let report = b.flow.summary(&pool).await.expect("a summary").report.expect("a report");
    assert_eq!((report.took_part, report.attended), (12, 14));
    for live in &events {
        let event = live.event.stored.id;
        assert_eq!((b.flow.store.waiting(event).await.expect("counts"), b.flow.store.receipts(event).await.expect("counts")), (0, 6));
        let (id, other) = sealed(live, 1, "always");
        assert!(matches!(b.flow.take_sealed(live, id, &other).await, Err(InboxError::OtherBytes)), "known by its receipt");
        assert!(b.flow.summary(&reread(&b, &live.event.stored.code).await).await.expect("a summary").report.is_none());
    }
    // Late answers join the next pool, not a second one of this quarter.
    send(&b, &events[0], 200, 12).await;
    assert!(b.flow.pool(date!(2026 - 04 - 02)).await.expect("pools").pools.is_empty());
    assert!(b.flow.pool(date!(2026 - 07 - 01)).await.expect("pools").pools.is_empty(), "twelve answers, but seven children came");
    let small = b.open(&NewEvent { service: homes[0], ..b.new.clone() }).await;
    send(&b, &small, 1, 3).await;
    b.flow.close_event(&small, 3, date!(2026 - 07 - 02)).await.expect("closes");
    let again = b.flow.pool(date!(2026 - 10 - 01)).await.expect("pools");
    assert_eq!(again.pools.len(), 1, "{:?}", again.failures);
    let pool = reread(&b, &again.pools[0]).await;
    assert_eq!((pool.stored.service, pool.stored.attended), (homes[0], Some(10)), "the lowest service that reaches ten");
}

pub(crate) async fn a_withdrawn_release_is_shown_no_more(location: Location) {
    let b = bench(location).await;
    answered(&b, 30).await;
    b.flow.close_event(&b.live, 30, DAY).await.expect("closes");
    let event = reread(&b, &b.live.event.stored.code).await;
    b.flow.withdraw(&event, "Answers that were tried out", DAY).await.expect("withdraws");
    let summary = b.flow.summary(&event).await.expect("a summary");
    assert!(summary.report.is_none());
    assert_eq!(summary.withdrawn[0].reason, "Answers that were tried out");
    assert!(matches!(b.flow.withdraw(&event, "Once more, please", DAY).await, Err(WithdrawError::Nothing)));
    let raw = raw(&b.location).await;
    for statement in ["UPDATE withdrawal SET reason = ''", "DELETE FROM withdrawal"] {
        let refused = raw.execute_unprepared(statement).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("append-only")), "{statement}");
    }
    assert!(b.flow.roll_up(b.new.service, b.new.questionnaire).await.expect("reads").is_none(), "nothing stands");
}

pub(crate) async fn a_service_puts_its_releases_together_once(location: Location) {
    let b = bench(location).await;
    let second = b.open(&NewEvent { promise: plain(), ..b.new.clone() }).await;
    send(&b, &b.live, 1, 30).await;
    send(&b, &second, 1, 40).await;
    for live in [&b.live, &second] {
        b.flow.close_event(live, 45, DAY).await.expect("closes");
    }
    let summary = b.flow.roll_up(b.new.service, b.new.questionnaire).await.expect("reads").expect("is there");
    let report = summary.report.expect("a report");
    assert_eq!((report.took_part, report.attended, report.releases.len()), (70, 90, 2));
    assert_eq!(report.policies(), [Policy::Protected, Policy::PlainCounts]);
    assert_eq!(report.policy, Policy::Protected, "the stricter one");
    let mut sum = 0;
    for live in [&b.live, &second] {
        sum += b.flow.store.releases(live.event.stored.id).await.expect("reads")[0].release.table(&alone(), None).expect("a table").cells
            [0]
        .1
        .expect("shown");
    }
    assert_eq!(report.finding("alone").expect("a finding").all.rows[0].ledger, Some(sum), "ledger integers, added up");
    assert!(b.flow.roll_up(b.new.service, 99).await.expect("reads").is_none());
}
