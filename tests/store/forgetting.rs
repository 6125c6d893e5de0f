//! Retention of remarks, with a moved clock: what was read, what was not, referrals, both keys, old backups.

use crate::reading::DAY;
use crate::referral::referral;
use crate::remarks::{Written, code, over, written};
use crate::{raw, rows};
use sayso::domain::envelope::RemarkId;
use sayso::domain::quote::QuoteText;
use sayso::domain::reading::Decision;
use sayso::flow::{Flow, InboxError, ReadError, ThemesError};
use sayso::seal::Keyring;
use sayso::store::Location;
use sea_orm::{ConnectionTrait, Statement};
use time::{Date, Duration};

/// All remarks that a database holds: as whoever keeps a backup of it has them.
async fn backup(location: &Location) -> Vec<(RemarkId, String, Vec<u8>)> {
    let raw = raw(location).await;
    let asked = Statement::from_string(raw.get_database_backend(), "SELECT id, question, sealed FROM remark WHERE length(sealed) > 0");
    let rows = raw.query_all_raw(asked).await.expect("asks").into_iter();
    rows.map(|row| {
        let id: Vec<u8> = row.try_get("", "id").expect("bytes");
        (RemarkId::new(id.try_into().expect("16")), row.try_get("", "question").expect("text"), row.try_get("", "sealed").expect("bytes"))
    })
    .collect()
}

/// The first bytes of the ids that somebody with today's key folder can read of a backup.
fn readable(w: &Written, backup: &[(RemarkId, String, Vec<u8>)]) -> Vec<u8> {
    let ring = Keyring::open(w.folder.path(), None).expect("opens");
    let Some(keys) = ring.load_for_remarks(&w.live.event.stored.code).expect("loads") else { return Vec::new() };
    let opens = backup.iter().filter(|(id, question, sealed)| keys.unlock(id, &code(question), sealed).is_ok());
    let mut ids: Vec<u8> = opens.map(|(id, ..)| id.bytes()[0]).collect();
    ids.sort_unstable();
    ids
}

async fn left(flow: &Flow, w: &Written) -> Vec<u8> {
    let live = flow.live(&w.live.event.stored.code).await.expect("reads").expect("is there");
    let mut ids: Vec<u8> = flow.queue(&w.may[0], &live, |_| 0).await.expect("opens").iter().map(|r| r.id.bytes()[0]).collect();
    ids.sort_unstable();
    ids
}

/// Texts go thirty days after the decision, in every backup too; unread ones and referrals without reference stay,
/// while the answers of the event go on their own day.
pub(crate) async fn a_text_goes_thirty_days_after_it_was_read_and_not_before(location: Location) {
    let w = written(location).await;
    let on = |days: i64| -> Date { DAY + Duration::days(days) };
    let reader = &w.may[0];
    w.read(1, "know", "Read on the day", &Decision::NothingToDo, on(0)).await;
    let offered = w.read(2, "know", "Offered", &Decision::Offer, on(0)).await;
    w.read(3, "know", "Read ten days later", &Decision::NothingToDo, on(10)).await;
    let escalated = w.read(4, "else", "Passed on", &Decision::Escalate(referral("Called.", "")), on(0)).await;
    w.read(5, "else", "An interpreter is needed", &Decision::Interpreter(None), on(0)).await;
    w.write(6, "else", "Unread").await;
    let text = QuoteText::parse("Never approved").expect("a text");
    w.flow.propose(reader, &w.live, offered, &text, on(0)).await.expect("proposes");
    w.close_with(12, on(0)).await;
    let old = backup(&w.location).await;
    assert_eq!(readable(&w, &old), [1, 2, 3, 4, 5, 6]);
    let purge = |days| {
        let flow = w.flow.clone();
        async move {
            let purged = flow.purge(on(days)).await.expect("purges");
            assert!(purged.failures.is_empty(), "{:?}", purged.failures);
            (purged.texts, purged.events.len())
        }
    };
    assert_eq!(purge(29).await, (0, 0), "not a day early");
    assert_eq!(purge(30).await, (2, 0));
    assert_eq!((left(&w.flow, &w).await, readable(&w, &old)), (vec![3, 4, 5, 6], vec![3, 4, 5, 6]), "the backup is as blind as we are");
    let raw = raw(&w.location).await;
    assert_eq!(rows(&raw, "quote").await, 0, "what nobody approved went with its original");
    assert_eq!(rows(&raw, "remark WHERE length(sealed) = 0 AND question = 'know'").await, 2, "until the themes are counted");
    assert_eq!(purge(40).await, (1, 0));
    // The event's answers go on their day; what nobody has read does not, nor what waits for its reference.
    let days = i64::from(w.live.questionnaire.retention_days);
    assert_eq!(purge(days).await, (0, 1));
    assert!(!w.flow.store.answers_left(w.live.event.stored.id).await.expect("counts"));
    assert_eq!((left(&w.flow, &w).await, rows(&raw, "remark").await), (vec![4, 5, 6], 3));
    let unread = w.flow.unread(&w.live.event).await.expect("counts");
    assert_eq!((unread.unread, unread.without_reference), (2, 1), "it stays on the board");
    let late = w.flow.release_themes(reader, &w.live, &code("know"), on(days)).await;
    assert!(matches!(late, Err(ThemesError::Over)), "nothing is left to count");
    assert_eq!(purge(days + 400).await, (0, 0));
    // The reference comes late: the text goes with it.
    let late = on(days + 401);
    w.flow.add_to_referral(reader, &w.live, escalated, &referral("", "MASH 12/7"), late).await.expect("enters");
    assert_eq!(purge(days + 400).await.0, 0);
    assert_eq!(purge(days + 401).await.0, 1);
    // So are the others read at last.
    for id in [5, 6] {
        w.flow.decide(reader, &w.live, RemarkId::new([id; 16]), &Decision::NothingToDo, late).await.expect("decides");
    }
    assert!(w.folder.path().join(format!("{}.remarks.key", w.live.event.stored.code)).exists());
    assert_eq!(purge(days + 431).await.0, 2);
    assert!(readable(&w, &old).is_empty());
    assert!(!w.folder.path().join(format!("{}.remarks.key", w.live.event.stored.code)).exists(), "nothing is left that it would open");
    for table in ["remark", "remark_tag", "quote"] {
        assert_eq!(rows(&raw, table).await, 0, "{table}");
    }
    assert_eq!(rows(&raw, "reading").await, 1, "that one was passed on is on record");
    assert_eq!(purge(days + 500).await, (0, 0), "once");
    let live = w.flow.live(&w.live.event.stored.code).await.expect("reads").expect("is there");
    let late = w.flow.take_remark(&live, &code("know"), RemarkId::new([9; 16]), b"late").await;
    assert!(matches!(late, Err(InboxError::Over)), "it takes nothing in any more");
}

/// A purge that is interrupted after the keys went is finished the next time; a database restored from a backup shows
/// nothing that was destroyed; without the key file nothing is given up too soon; and what was destroyed is known again.
pub(crate) async fn a_purge_of_remarks_outlives_a_fault(location: Location) {
    let w = written(location).await;
    let sealed = w.seal(&RemarkId::new([1; 16]), &code("know"), "Read");
    let send = |bytes: Vec<u8>| {
        let (flow, code_of) = (w.flow.clone(), w.live.event.stored.code.clone());
        async move {
            let live = flow.live(&code_of).await.expect("reads").expect("is there");
            flow.take_remark(&live, &code("know"), RemarkId::new([1; 16]), &bytes).await
        }
    };
    send(sealed.clone()).await.expect("taken in");
    w.flow.decide(&w.may[0], &w.live, RemarkId::new([1; 16]), &Decision::NothingToDo, DAY).await.expect("decides");
    w.write(2, "know", "Unread").await;
    // As if the program had died between the key and the row.
    let ring = Keyring::open(w.folder.path(), None).expect("opens");
    ring.destroy_remarks(&w.live.event.stored.code, &[RemarkId::new([1; 16])]).expect("destroys");
    let again = over(&w.location, w.folder.path()).await;
    let live = again.live(&w.live.event.stored.code).await.expect("reads").expect("is there");
    assert!(matches!(again.remark(&w.may[0], &live, RemarkId::new([1; 16])).await, Err(ReadError::Gone)));
    assert_eq!(left(&again, &w).await, [2]);
    let purged = again.purge(DAY).await.expect("purges");
    assert_eq!((purged.texts, purged.failures.len()), (1, 0), "finished, though its day has not come");
    // An open event: what was read long ago and comes again is known, and changes nothing.
    assert!(send(sealed).await.is_ok());
    assert!(matches!(send(vec![1; 80]).await, Err(InboxError::OtherBytes)));
    assert_eq!(w.flow.unread(&w.live.event).await.expect("counts").there, 1);
    // The key file is not there, perhaps with the disk that it lies on.
    let file = w.folder.path().join(format!("{}.remarks.key", w.live.event.stored.code));
    let elsewhere = w.folder.path().join("elsewhere");
    std::fs::rename(&file, &elsewhere).expect("was there");
    let blind = over(&w.location, w.folder.path()).await;
    assert_eq!(blind.purge(DAY + Duration::days(200)).await.expect("purges").texts, 0);
    std::fs::rename(&elsewhere, &file).expect("is back");
    assert_eq!(left(&over(&w.location, w.folder.path()).await, &w).await, [2], "nothing was given up");
    // A key that cannot be read holds up no other event, and is told.
    std::fs::write(&file, b"harmed").expect("writes");
    let blind = over(&w.location, w.folder.path()).await;
    assert_eq!(blind.purge(DAY + Duration::days(200)).await.expect("purges").failures.len(), 1);
}
