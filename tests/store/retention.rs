//! Retention, with a moved clock: receipts, keys, answers, old backups.

use crate::{Bench, answered, answered_at, bench, raw, rows, sealed};
use sayso::domain::envelope::EnvelopeId;
use sayso::flow::{Closed, InboxError};
use sayso::seal::Keyring;
use sayso::store::Location;
use sea_orm::ConnectionTrait;
use time::{Duration, macros::date};

/// Everything sealed that a database holds on the answer side: (key of the row, sealed).
async fn sealed_rows(b: &Bench) -> Vec<(Vec<u8>, Vec<u8>)> {
    let raw = raw(&b.location).await;
    let mut all = Vec::new();
    for (table, key) in [("envelope", "id"), ("kept_aside", "id"), ("response", "key")] {
        let asked = sea_orm::Statement::from_string(raw.get_database_backend(), format!("SELECT {key}, sealed FROM {table}"));
        for row in raw.query_all_raw(asked).await.expect("asks") {
            all.push((row.try_get_by_index(0).expect("bytes"), row.try_get_by_index(1).expect("bytes")));
        }
    }
    all
}

/// Receipts go 30 days after the close, answers and keys when their days are over; the ledger stays,
/// and a backup of the old rows is unreadable.
pub(crate) async fn what_is_due_is_destroyed(location: Location) {
    let b = bench(location).await;
    answered(&b, 12).await;
    b.flow.take_sealed(&b.live, EnvelopeId::new([90; 16]), b"not an envelope").await.expect("kept aside");
    let released = date!(2026 - 01 - 04);
    b.flow.close_event(&b.live, 12, released).await.expect("closes");
    let (code, event) = (b.live.event.stored.code.clone(), b.live.event.stored.id);
    let (_, late) = sealed(&b.live, 50, "always");
    b.flow.take_sealed(&b.live, EnvelopeId::new([50; 16]), &late).await.expect("late, and kept");
    let backup = sealed_rows(&b).await;
    assert_eq!(backup.len(), 14, "one late, one aside, twelve responses");
    let keys = b.live.keys.as_ref().expect("keys");
    assert!(backup.iter().all(|(key, sealed)| keys.unlock(key, sealed).is_ok()), "with the keys a backup can be read");

    let purge = async |days: i64| b.flow.purge(released + Duration::days(days)).await.expect("purges");
    assert!(purge(29).await.ended.is_empty(), "not a day early");
    assert_eq!(b.flow.store.receipts(event).await.expect("counts"), 12);
    assert_eq!(purge(30).await.ended, std::slice::from_ref(&code));
    assert_eq!((b.flow.store.receipts(event).await.expect("counts"), b.flow.store.aside(event).await.expect("counts")), (0, 0));
    let live = b.flow.live(&code).await.expect("reads").expect("is there");
    let (id, bytes) = sealed(&live, 77, "always");
    assert!(matches!(b.flow.take_sealed(&live, id, &bytes).await, Err(InboxError::Over)), "it could not be known again");

    let days = i64::from(b.live.questionnaire.retention_days);
    assert!(purge(days - 1).await.events.is_empty(), "not a day early");
    assert_eq!(purge(days).await.events, std::slice::from_ref(&code));
    assert!(purge(days).await.events.is_empty(), "once");
    assert!(!b.flow.store.answers_left(event).await.expect("counts"));
    // The backup was taken before; the key folder is not in it.
    let ring = Keyring::open(b.keys.path(), None).expect("opens");
    assert!(ring.load(&code).expect("loads").is_none(), "no key is left to read the backup with");
    let other = ring.create(&sayso::domain::event::EventCode::from_random([3; 16])).expect("creates");
    assert!(backup.iter().all(|(key, sealed)| other.unlock(key, sealed).is_err()), "nor will another do");
    let live = b.flow.live(&code).await.expect("reads").expect("is there");
    assert!(b.flow.summary(&live.event).await.expect("a summary").report.is_some(), "the figures stay");
}

/// What was too small to show is destroyed when its days are over and it had the chance of a pool.
pub(crate) async fn what_never_reached_ten_is_destroyed_after_its_chance(location: Location) {
    let b = bench(location).await;
    answered(&b, 4).await;
    let closed = date!(2026 - 01 - 04);
    assert_eq!(b.flow.close_event(&b.live, 4, closed).await.expect("closes"), Closed::TooFew);
    let on = |days: i64| closed + Duration::days(days);
    assert!(b.flow.pool(on(86)).await.expect("pools").pools.is_empty(), "the quarter is not over");
    let days = i64::from(b.live.questionnaire.retention_days);
    assert!(b.flow.pool(on(days)).await.expect("pools").pools.is_empty(), "four are too few");
    assert!(b.flow.purge(on(days - 1)).await.expect("purges").events.is_empty(), "not a day early");
    assert_eq!(b.flow.purge(on(days)).await.expect("purges").events.len(), 1);
    assert!(!b.flow.store.answers_left(b.live.event.stored.id).await.expect("counts"));
}

/// Purging leaves nothing in any table of the answer side; an event whose key cannot be removed is
/// told, holds up no other, and is finished the next time.
pub(crate) async fn a_purge_reaches_every_table_and_outlives_a_fault(location: Location) {
    let b = bench(location).await;
    let released = date!(2026 - 01 - 04);
    let second = b.open(&b.new).await;
    for live in [&b.live, &second] {
        answered_at(&b, live, 12).await;
        b.flow.take_sealed(live, EnvelopeId::new([90; 16]), b"not an envelope").await.expect("kept aside");
        b.flow.close_event(live, 12, released).await.expect("closes");
        let (id, late) = sealed(live, 91, "always");
        b.flow.take_sealed(live, id, &late).await.expect("taken in, too late to be counted");
    }
    let raw = raw(&b.location).await;
    const TABLES: [&str; 4] = ["envelope", "kept_aside", "receipt", "response"];
    for table in TABLES {
        assert!(rows(&raw, table).await >= 2, "{table} holds something of both events");
    }
    // A folder with something in it stands where the key of the second was: it cannot be removed, not even by root.
    let key = b.keys.path().join(format!("{}.key", second.event.stored.code));
    std::fs::remove_file(&key).expect("was there");
    std::fs::create_dir_all(key.join("in the way")).expect("makes a folder");
    let on = released + Duration::days(i64::from(b.live.questionnaire.retention_days));
    let purged = b.flow.purge(on).await.expect("purges");
    assert_eq!((purged.events.as_slice(), purged.failures.len()), (std::slice::from_ref(&b.live.event.stored.code), 1));
    assert_eq!((rows(&raw, "response").await, rows(&raw, "receipt").await), (12, 0), "the second's answers are still there");
    std::fs::remove_dir_all(&key).expect("was there");
    let purged = b.flow.purge(on).await.expect("purges");
    assert_eq!((purged.events.as_slice(), purged.failures.len()), (std::slice::from_ref(&second.event.stored.code), 0));
    for table in TABLES {
        assert_eq!(rows(&raw, table).await, 0, "{table}");
    }
    assert!(rows(&raw, "ledger").await > 0, "the figures stay");
}
