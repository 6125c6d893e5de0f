//! Whoever copies the database's files while answers wait finds how tablets stand, and not how they stood before:
//! which of them held answers, and when, beside the envelopes that came meanwhile.

use crate::house::{House, numbered, short};
use sayso::domain::adult::{NewAdult, picture};
use sayso::domain::hand::{HandId, How};
use sayso::domain::policy::Policy;
use sayso::domain::staff::{Role, Staff};
use sayso::domain::tablet::whole_minute;
use sayso::flow::EnrolBy;
use sea_orm::{ConnectionTrait, Database, Statement, TransactionTrait};
use std::path::Path;
use std::time::{Duration, Instant};

const NOW: i64 = 1_790_000_000;

/// How often a minute stands in a file, as SQLite writes it into a row.
fn stands(file: &Path, minute: i64) -> usize {
    let bytes = std::fs::read(file).unwrap_or_default();
    let minute = u32::try_from(minute).expect("before 2106").to_be_bytes();
    bytes.windows(4).filter(|w| *w == minute).count()
}

/// First a row that is changed as it comes: its earlier state stands in the log, among the envelopes.
#[tokio::test]
async fn the_log_of_a_database_that_is_written_as_it_comes_tells_how_a_tablet_stood() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plain.db");
    let db = Database::connect(format!("sqlite://{}?mode=rwc", file.display())).await.expect("opens");
    db.execute_unprepared("PRAGMA journal_mode = WAL; CREATE TABLE tablet (id INTEGER PRIMARY KEY, seen INTEGER)").await.expect("is made");
    for minute in [NOW, NOW + 60] {
        db.execute_unprepared(&format!("INSERT INTO tablet VALUES (1, {minute}) ON CONFLICT DO UPDATE SET seen = {minute}"))
            .await
            .expect("writes");
    }
    let log = folder.path().join("plain.db-wal");
    assert!(stands(&log, NOW) > 0 && stands(&log, NOW + 60) > 0, "the attack finds what is there");
}

#[tokio::test]
async fn of_how_tablets_stood_before_nothing_is_left() {
    let house = House::new(&short()).await;
    let live = house.event(Policy::Protected).await;
    let officer = Staff { id: 1, name: String::new(), email: String::new(), role: Role::Officer, services: Vec::new() };
    let may = officer.may_run().expect("an officer");
    let code = house.flow.make_code(&may, &live.event, NOW).await.expect("a code");
    let mut tablets = Vec::new();
    for _ in 0..5 {
        let enrolled = house.flow.enrol(&EnrolBy::Link(code.link.clone()), NOW).await.expect("enrols");
        tablets.push(house.flow.tablet(&live, &enrolled.credential).await.expect("reads").expect("is one"));
    }
    let outside = NewAdult { name: "Joe".into(), role: "r".into(), picture: picture("adult-beard").expect("drawn"), outside: true };
    let joe = house.flow.add_adult(&may, &live.event, &outside).await.expect("adds");
    let minutes = [1, 3, 7].map(|n| whole_minute(NOW) + n * 60);
    let letters: Vec<_> = (0..30).map(numbered).collect();
    for (round, minute) in minutes.iter().enumerate() {
        for (n, tablet) in tablets.iter().enumerate() {
            house.flow.greet(tablet, n == round, *minute + 17);
        }
        house.answer(&live, &letters[round * 10..round * 10 + 9]).await;
        house.flow.note_contacts().await.expect("writes");
        let asked = (HandId::new([u8::try_from(round).expect("small") + 1; 16]), joe, How::Later);
        house.flow.raise(&live, &tablets[round], asked, minute + 30).await.expect("raises");
    }
    let file = house.folder.path().join("sayso.db");
    let log = house.folder.path().join("sayso.db-wal");
    assert_eq!(std::fs::metadata(&log).map_or(0, |m| m.len()), 0, "the log of the database holds what came before");
    assert!(stands(&file, minutes[2]) >= 5, "the attack finds how they stand");
    for minute in &minutes[..2] {
        assert_eq!(stands(&file, *minute), 0, "how they stood before");
    }
    // While somebody reads, such as a backup, nobody waits for it; the next time it is emptied.
    let reader = Database::connect(format!("sqlite://{}?mode=rw", file.display())).await.expect("opens");
    let reading = reader.begin().await.expect("begins");
    reading.query_one_raw(Statement::from_string(reading.get_database_backend(), "SELECT count(*) FROM tablet")).await.expect("reads");
    house.flow.greet(&tablets[0], false, minutes[2] + 60);
    let begun = Instant::now();
    house.flow.note_contacts().await.expect("writes");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert!(stands(&log, minutes[2] + 60) > 0, "the attack finds what was written meanwhile");
    reading.rollback().await.expect("ends");
    house.flow.greet(&tablets[0], false, minutes[2] + 120);
    house.flow.note_contacts().await.expect("writes");
    assert_eq!(stands(&log, minutes[2] + 60) + stands(&file, minutes[2] + 60), 0);
    let known = house.flow.store.tablets(live.event.stored.id).await.expect("reads");
    assert_eq!(known.iter().filter(|t| t.holds == Some(true)).count(), 1);
}
