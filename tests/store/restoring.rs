//! Releases taken from their files: by a restored database, and after a crash.

use crate::releases::{DAY, reread, send};
use crate::{bench, raw};
use sayso::domain::event::{Kind, State};
use sayso::flow::{CloseError, Closed, Flow};
use sayso::seal::Keyring;
use sayso::store::{Location, ReleaseFiles, Store};
use sea_orm::ConnectionTrait;
use std::path::Path;
use time::{Duration, macros::date};

/// A flow over a backup, with today's keys and release files.
async fn over(backup: &Path, keys: &Path) -> Flow {
    let files = ReleaseFiles::open(&keys.join("releases")).expect("opens");
    let store = Store::open(&Location::File(backup.to_owned())).await.expect("opens");
    Flow::start(store, Keyring::open(keys, None).expect("opens"), files)
}

/// A database restored from a backup made before the release takes the release from its file: the
/// same figures, and no envelope is counted again.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_database_takes_the_release_from_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    send(&b, &b.live, 1, 30).await;
    b.flow.store.forget_history().await.expect("empties the log");
    let backup = folder.path().join("backup.db");
    std::fs::copy(folder.path().join("now.db"), &backup).expect("copies");
    send(&b, &b.live, 100, 5).await;
    b.flow.close_event(&b.live, 40, DAY).await.expect("closes");
    let code = &b.live.event.stored.code;
    let figures = b.flow.summary(&reread(&b, code).await).await.expect("a summary").report.expect("a report");

    let restored = over(&backup, b.keys.path()).await;
    assert_eq!(restored.restore().await.expect("restores"), (1, Vec::new()));
    let event = restored.store.event(code).await.expect("reads").expect("is there");
    assert_eq!((event.stored.state, event.stored.attended), (State::Fixed, Some(40)));
    let again = restored.summary(&event).await.expect("a summary").report.expect("a report");
    assert_eq!(again.findings, figures.findings, "noise is never drawn twice");
    assert_eq!(
        (restored.store.waiting(event.stored.id).await.expect("counts"), restored.store.receipts(event.stored.id).await.expect("counts")),
        (0, 35)
    );
    assert_eq!(restored.restore().await.expect("restores").0, 0, "once");
    // Withdrawn there, withdrawn here.
    b.flow.withdraw(&reread(&b, code).await, "Answers that were tried out", DAY).await.expect("withdraws");
    restored.restore().await.expect("restores");
    assert!(restored.summary(&event).await.expect("a summary").report.is_none());
}

/// Pools are made again from their files too, and what they counted is not pooled a second time.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_database_takes_pools_from_their_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    let second = b.open(&b.new).await;
    for live in [&b.live, &second] {
        send(&b, live, 1, 7).await;
        b.flow.close_event(live, 7, DAY).await.expect("closes");
    }
    let backup = folder.path().join("backup.db");
    std::fs::copy(folder.path().join("now.db"), &backup).expect("copies");
    let april = date!(2026 - 04 - 01);
    let made = b.flow.pool(april).await.expect("pools").pools;
    let figures = b.flow.summary(&reread(&b, &made[0]).await).await.expect("a summary").report.expect("a report");
    let restored = over(&backup, b.keys.path()).await;
    assert_eq!(restored.restore().await.expect("restores"), (1, Vec::new()));
    let pool = restored.store.event(&made[0]).await.expect("reads").expect("is made again");
    assert_eq!((pool.stored.kind, pool.stored.attended), (Kind::Pool, Some(14)));
    assert_eq!(restored.summary(&pool).await.expect("a summary").report.expect("a report").findings, figures.findings);
    for live in [&b.live, &second] {
        assert_eq!(restored.store.waiting(live.event.stored.id).await.expect("counts"), 0);
    }
    assert!(restored.pool(april).await.expect("pools").pools.is_empty());
}

/// A crash after the release file was written and before the database had it: closing again takes
/// the figures from the file, without drawing anew.
#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_was_interrupted_is_finished_from_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    send(&b, &b.live, 1, 30).await;
    // The database refuses the commit, as a full disk would: after the file was written.
    let raw = raw(&b.location).await;
    raw.execute_unprepared("CREATE TRIGGER full BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
        .await
        .expect("a trigger");
    assert!(matches!(b.flow.close_event(&b.live, 30, DAY).await, Err(CloseError::Flow(_))));
    let code = &b.live.event.stored.code;
    let files = ReleaseFiles::open(&b.keys.path().join("releases")).expect("opens");
    let written = files.read(code, 1).expect("reads").expect("is there");
    assert!(b.flow.store.releases(b.live.event.stored.id).await.expect("reads").is_empty());
    raw.execute_unprepared("DROP TRIGGER full").await.expect("drops");
    // One more answers meanwhile: it was not counted, and waits.
    send(&b, &b.live, 100, 1).await;
    assert_eq!(b.flow.close_event(&b.live, 31, DAY).await.expect("closes"), Closed::Fixed);
    let released = &b.flow.store.releases(b.live.event.stored.id).await.expect("reads")[0].release;
    assert_eq!(released.tables, written.release.tables);
    assert_eq!(b.flow.store.waiting(b.live.event.stored.id).await.expect("counts"), 1);
}

/// A pool whose commit failed after its file was written is finished from the file, in the same server
/// too: its answers are not drawn for a second time.
#[tokio::test(flavor = "multi_thread")]
async fn a_pool_that_was_interrupted_is_finished_and_not_made_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    let second = b.open(&b.new).await;
    for live in [&b.live, &second] {
        send(&b, live, 1, 7).await;
        b.flow.close_event(live, 7, DAY).await.expect("closes");
    }
    let raw = raw(&b.location).await;
    raw.execute_unprepared("CREATE TRIGGER full BEFORE DELETE ON envelope BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
        .await
        .expect("a trigger");
    let april = date!(2026 - 04 - 01);
    assert_eq!(b.flow.pool(april).await.expect("pools").failures.len(), 1);
    raw.execute_unprepared("DROP TRIGGER full").await.expect("drops");
    assert!(b.flow.pool(date!(2026 - 04 - 02)).await.expect("pools").pools.is_empty(), "it is finished, and no other is made");
    let pools: Vec<_> = b.flow.store.events().await.expect("reads").into_iter().filter(|e| e.stored.kind == Kind::Pool).collect();
    assert_eq!(pools.len(), 1);
    let report = b.flow.summary(&pools[0]).await.expect("a summary").report.expect("a report");
    assert_eq!(report.took_part, 14);
    for live in [&b.live, &second] {
        assert_eq!(b.flow.store.waiting(live.event.stored.id).await.expect("counts"), 0);
    }
    assert_eq!(b.flow.restore().await.expect("restores"), (0, Vec::new()));
}

/// The same after the receipts' time: which answers were counted cannot be told any more, but all that
/// waited before the close were. Nothing is counted again.
#[tokio::test(flavor = "multi_thread")]
async fn a_restored_database_counts_nothing_again_when_the_receipts_are_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    send(&b, &b.live, 1, 30).await;
    b.flow.store.forget_history().await.expect("empties the log");
    let backup = folder.path().join("backup.db");
    std::fs::copy(folder.path().join("now.db"), &backup).expect("copies");
    b.flow.close_event(&b.live, 40, DAY).await.expect("closes");
    assert_eq!(b.flow.purge(DAY + Duration::days(30)).await.expect("purges").ended.len(), 1);
    let restored = over(&backup, b.keys.path()).await;
    assert_eq!(restored.restore().await.expect("restores").0, 1);
    let event = restored.store.event(&b.live.event.stored.code).await.expect("reads").expect("is there");
    assert_eq!((event.stored.state, event.stored.ended), (State::Fixed, true));
    assert_eq!(restored.store.waiting(event.stored.id).await.expect("counts"), 0);
    assert!(restored.pool(date!(2026 - 04 - 01)).await.expect("pools").pools.is_empty());
}

/// An early look that was interrupted is finished first; then the event is closed.
#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_closed_after_an_early_look_that_was_interrupted() {
    let folder = tempfile::tempdir().expect("a folder");
    let b = bench(Location::File(folder.path().join("now.db"))).await;
    send(&b, &b.live, 1, 30).await;
    let raw = raw(&b.location).await;
    raw.execute_unprepared("CREATE TRIGGER full BEFORE DELETE ON envelope BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END")
        .await
        .expect("a trigger");
    assert!(matches!(b.flow.early_look(&b.live, 30, DAY).await, Err(CloseError::Flow(_))));
    raw.execute_unprepared("DROP TRIGGER full").await.expect("drops");
    send(&b, &b.live, 100, 12).await;
    assert_eq!(b.flow.close_event(&b.live, 45, DAY).await.expect("closes"), Closed::Fixed);
    let event = reread(&b, &b.live.event.stored.code).await;
    assert_eq!(event.stored.state, State::Fixed);
    let took_part: Vec<u32> = b.flow.store.releases(event.stored.id).await.expect("reads").iter().map(|r| r.release.took_part).collect();
    assert_eq!(took_part, [30, 12]);
}
