//! Forensics: whoever has the database file, its write-ahead log, a backup, the release files, the log at its most
//! talkative *and every key* still cannot tell which of 150 children gave which answers, though he knows in which order
//! they came. Invariant 2. What chance alone does is written in [`matcher`](crate::matcher).

use crate::house::{House, flow, keys, number, numbered, one, pairs, receipts, short};
use crate::matcher::{assert_chance, assert_places_tell_nothing, left_of, odds, orders_in, places};
use crate::support::{Server, Tablet, World, database, fresh_id, serve};
use sayso::domain::event::EventCode;
use sayso::domain::policy::Policy;
use sayso::flow::Closed;
use sayso::seal::random_bytes;
use sayso::store::Location;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement, TransactionTrait};
use std::path::{Path, PathBuf};
use time::macros::date;

const CHILDREN: usize = 150;

/// A database as such a thing is mostly made: a row an answer, as it comes.
async fn written_as_they_come(file: &Path, table: &str, children: usize) -> (DatabaseConnection, Vec<Vec<u8>>) {
    let db = Database::connect(format!("sqlite://{}?mode=rwc", file.display())).await.expect("opens");
    // Otherwise a divided page keeps copies of rows that are in another now, and some children are found twice.
    db.execute_unprepared("PRAGMA secure_delete = ON").await.expect("is set");
    db.execute_unprepared(table).await.expect("a table");
    let mut keys = Vec::new();
    for _ in 0..children {
        let key = random_bytes::<16>().expect("randomness").to_vec();
        let insert = "INSERT INTO answer (key, sealed) VALUES (?, ?)";
        let insert = Statement::from_sql_and_values(db.get_database_backend(), insert, [key.clone().into(), vec![7_u8; 32].into()]);
        db.execute_raw(insert).await.expect("inserts");
        keys.push(key);
    }
    (db, keys)
}

fn found(file: &Path, keys: &[Vec<u8>]) -> Vec<(usize, usize)> {
    places(&std::fs::read(file).expect("the file"), keys)
}

/// First the matcher links every child where answers are kept as they mostly are; and in a page of a table with random
/// keys too, which has no row number. Writing anew helps against the one and not against the other.
#[tokio::test]
async fn the_matcher_links_every_child_where_rows_are_kept_as_they_come() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("numbered.db");
    let table = "CREATE TABLE answer (id INTEGER PRIMARY KEY, key BLOB, sealed BLOB)";
    let (db, keys) = written_as_they_come(&file, table, CHILDREN).await;
    let [_, order] = orders_in(&found(&file, &keys));
    assert_eq!(odds(&order).linked, CHILDREN, "a table with row numbers");
    db.execute_unprepared("VACUUM").await.expect("writes anew");
    let [_, order] = orders_in(&found(&file, &keys));
    assert_eq!(odds(&order).linked, CHILDREN, "written anew, row numbers keep the order");

    let table = "CREATE TABLE answer (key BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID";
    let file = folder.path().join("one-page.db");
    let (db, keys) = written_as_they_come(&file, table, 60).await;
    let [_, order] = orders_in(&found(&file, &keys));
    assert_eq!(odds(&order).linked, 60, "random keys in one page");
    db.execute_unprepared("VACUUM").await.expect("writes anew");
    assert_places_tell_nothing("one page, written anew", &found(&file, &keys));
}

/// All that lies in a data folder under a name: the file and what stands beside it.
fn copy(from: &Path, to: &Path) -> PathBuf {
    std::fs::create_dir_all(to).expect("a folder");
    for name in ["sayso.db", "sayso.db-wal"] {
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).expect("copies");
        }
    }
    to.join("sayso.db")
}

pub(crate) fn raw(folder: &Path) -> Vec<u8> {
    let mut bytes = std::fs::read(folder.join("sayso.db")).expect("the file");
    bytes.extend(std::fs::read(folder.join("sayso.db-wal")).unwrap_or_default());
    bytes
}

/// Whether a database is, byte for byte, what is made of its rows alone: then nothing is left in it of how they came there.
pub(crate) async fn is_made_of_its_rows_alone(folder: &Path) -> bool {
    let db = database(&folder.join("sayso.db")).await;
    let made = folder.join("made-of-rows.db");
    // As the store has it: what is not used is zero.
    db.execute_unprepared("PRAGMA secure_delete = ON").await.expect("is set");
    db.execute_unprepared(&format!("VACUUM INTO '{}'", made.display())).await.expect("makes it");
    db.close().await.expect("closes");
    let (file, alone) = (raw(folder), std::fs::read(&made).expect("the file"));
    std::fs::remove_file(made).expect("removes");
    // The first hundred bytes count changes of the file and say how it is written: in no row's favour.
    file[100..] == alone[100..]
}

/// What the children left on their way: ids in the order of arrival, and everything that was ever written of an envelope.
struct Arrival {
    ids: Vec<Vec<u8>>,
    bytes: Vec<Vec<u8>>,
}

impl Arrival {
    fn child(&self, id: &[u8]) -> usize {
        self.ids.iter().position(|known| known == id).expect("a known id")
    }
}

/// Lays every order that a copy of the database holds beside the order of arrival, and the orders of receipts, whose
/// children the matcher knows by their ids, beside those of responses.
async fn examine(told: &str, at: &Path, world: &Path, code: &EventCode, arrival: &Arrival) {
    let keys = keys(world, code);
    let db = database(&at.join("sayso.db")).await;
    let file = raw(at);
    let (mut responses, mut keys_of) = (Vec::new(), vec![Vec::new(); CHILDREN]);
    for (name, sql) in [
        ("in no order", "SELECT key, sealed FROM response"),
        ("by key", "SELECT key, sealed FROM response ORDER BY key"),
        ("by nonce", "SELECT key, sealed FROM response ORDER BY sealed"),
    ] {
        let rows = pairs(&db, sql).await;
        let order: Vec<usize> = rows.iter().map(|(key, sealed)| number(&keys.unlock(key, sealed).expect("opens"))).collect();
        assert!(rows.iter().all(|(_, sealed)| sealed.len() == rows[0].1.len()), "lengths tell something");
        rows.into_iter().zip(&order).for_each(|((key, _), child)| keys_of[*child] = key);
        responses.push((format!("responses {name}"), order));
    }
    let places_of_responses = places(&file, &keys_of);
    assert_places_tell_nothing(&format!("{told}: places of responses"), &places_of_responses);
    responses.push(("places of responses".to_owned(), orders_in(&places_of_responses)[0].clone()));

    let mut of_receipts = Vec::new();
    for (name, sql) in [("in no order", "SELECT id, digest FROM receipt"), ("by digest", "SELECT id, digest FROM receipt ORDER BY digest")]
    {
        let order = pairs(&db, sql).await.iter().map(|(id, _)| arrival.child(id)).collect();
        of_receipts.push((format!("receipts {name}"), order));
    }
    let places_of_receipts = places(&file, &arrival.ids);
    assert_places_tell_nothing(&format!("{told}: places of receipts"), &places_of_receipts);
    of_receipts.push(("places of receipts".to_owned(), orders_in(&places_of_receipts)[0].clone()));
    let lines = receipts(world, code, 1);
    of_receipts.push(("receipts in the release file".to_owned(), lines.iter().map(|(_, id)| arrival.child(id)).collect()));

    for (name, order) in responses.iter().chain(&of_receipts) {
        assert_chance(&format!("{told}: {name}"), order);
    }
    for (one, order) in &of_receipts {
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, child)| place[*child] = at);
        for (other, responses) in &responses {
            let beside: Vec<usize> = responses.iter().map(|child| place[*child]).collect();
            assert_chance(&format!("{told}: {one} beside {other}"), &beside);
        }
    }
    assert_eq!(left_of(&file, &arrival.bytes), 0, "{told}: something of an envelope is still there");
    db.close().await.expect("closes");
}

/// A world whose server says in its log all that it can.
async fn talkative() -> World {
    let mut world = World::new().await;
    world.server.stop();
    let mut command = serve(world.folder.path());
    command.env("SAYSO_LOG_LEVEL", "trace");
    world.server = Server::run(command);
    world.officer.move_to(&world.server);
    world
}

/// 150 children answer at an event, one after the other; everything is taken right after the close, as a backup would,
/// and again after the database was tidied. 28 orders each time; all together fail by chance twice or thrice in 10⁷.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_release_not_even_whoever_has_the_keys_can_tell_whose_a_response_is() {
    let mut world = talkative().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    let sealed = tablet.seal_all(&(0..CHILDREN).map(numbered).collect::<Vec<_>>());
    for (id, bytes) in &sealed {
        assert_eq!(tablet.send(id, bytes).await.status, 200);
    }
    let folder = world.folder.path().to_owned();
    let db = database(&world.file()).await;
    let waiting = pairs(&db, "SELECT id, sealed FROM envelope").await;
    db.close().await.expect("closes");
    let arrival = Arrival {
        ids: sealed.iter().map(|(id, _)| id.bytes().to_vec()).collect(),
        bytes: waiting.into_iter().map(|(_, held)| held).chain(sealed.iter().map(|(_, sent)| sent.clone())).collect(),
    };
    assert_eq!(left_of(&raw(&folder), &arrival.bytes), CHILDREN, "while they wait, all of them are found");
    assert_eq!(world.officer.close(tablet.event.as_str(), 150).await.status, 303);

    let elsewhere = tempfile::tempdir().expect("a folder");
    copy(&folder, elsewhere.path());
    world.server.stop();
    examine("a backup", elsewhere.path(), &folder, &tablet.event, &arrival).await;
    let flow = flow(&folder, Location::in_folder(&folder)).await;
    flow.tidy().await.expect("tidies");
    flow.store.close().await;
    assert!(is_made_of_its_rows_alone(&folder).await, "something is left that does not follow from the rows");
    examine("tidied", &folder, &folder, &tablet.event, &arrival).await;

    let log = world.server.log();
    let mut written = Vec::new();
    for entry in std::fs::read_dir(folder.join("releases")).expect("the folder") {
        written.extend(std::fs::read(entry.expect("a file").path()).expect("reads"));
    }
    assert!(log.lines().count() > 5 && written.len() > 10_000, "there is a log, and there are release files");
    assert_eq!(left_of(&[log.as_bytes(), &written].concat(), &arrival.bytes), 0);
    assert_eq!(places(&[log.as_bytes(), &written].concat(), &arrival.ids), [], "ids as they are");
    for (id, _) in &sealed {
        let bytes = id.bytes();
        for form in [id.to_string(), id.to_string().to_uppercase(), format!("{bytes:?}"), format!("{:?}", &bytes[..4]).replace(']', "")] {
            assert!(!log.contains(&form), "an envelope's id in the log");
        }
    }
}

/// Answers that wait, since too few children came. Nine lie in one page, in the order in which they came; once the database
/// is tidied they do not. In eight such databases then about 8 of 72 are in their places (Poisson's with mean 8: 36 or more
/// once in 10¹²). After tidying, every byte of the file follows from its rows, which hold no order; before that it does not.
#[tokio::test(flavor = "multi_thread")]
async fn while_answers_wait_a_tidied_file_tells_nothing_of_their_order() {
    let (mut before, mut after) = (0, 0);
    for _ in 0..8 {
        let (house, keys) = waiting(9).await;
        let linked = |order: &[usize]| order.iter().enumerate().filter(|(place, child)| place == *child).count();
        before += linked(&orders_in(&places(&raw(house.folder.path()), &keys))[1]);
        house.flow.tidy().await.expect("tidies");
        after += linked(&orders_in(&places(&raw(house.folder.path()), &keys))[1]);
    }
    assert_eq!(before, 72, "until the database is tidied, every child is linked");
    assert!(after < 36, "{after} of 72 are linked after tidying");

    let (house, keys) = waiting(CHILDREN).await;
    let file = house.folder.path();
    assert!(!is_made_of_its_rows_alone(file).await, "in many pages something of the order is left");
    house.flow.tidy().await.expect("tidies");
    assert!(is_made_of_its_rows_alone(file).await, "something is left that does not follow from the rows");
    assert_places_tell_nothing("waiting envelopes", &places(&raw(file), &keys));
    let db = database(&file.join("sayso.db")).await;
    let by_key = pairs(&db, "SELECT id, digest FROM envelope").await;
    let order: Vec<usize> = by_key.iter().map(|(id, _)| keys.iter().position(|known| known == id).expect("known")).collect();
    assert_chance("waiting envelopes by key", &order);
}

/// A house at which so many answered, and too few came by the staff's count; the ids of the envelopes that wait.
async fn waiting(children: usize) -> (House, Vec<Vec<u8>>) {
    let house = House::new(&short()).await;
    let live = house.event(Policy::Protected).await;
    let ids = house.answer(&live, &(0..children).map(numbered).collect::<Vec<_>>()).await;
    let closed = house.flow.close_event(&live, 9, date!(2026 - 01 - 04)).await.expect("closes");
    assert_eq!(closed, Closed::TooFew);
    (house, ids.iter().map(|id| id.bytes().to_vec()).collect())
}

/// Whoever reads for long, such as a program that makes a backup, keeps SQLite from emptying its write-ahead log, in which
/// envelopes lie in the order in which they came. Then tidying must say that it is not done, or it is not tried again.
#[tokio::test(flavor = "multi_thread")]
async fn tidying_that_a_reader_hinders_does_not_say_that_all_is_tidy() {
    let house = House::new(&short()).await;
    let live = house.event(Policy::Protected).await;
    house.answer(&live, &[numbered(0)]).await;
    let file = house.folder.path().join("sayso.db");
    let db = database(&file).await;
    let reader = db.begin().await.expect("begins");
    assert_eq!(one(&reader, "SELECT count(*) FROM envelope").await, 1);
    house.answer(&live, &(1..40).map(numbered).collect::<Vec<_>>()).await;
    let tidied = house.flow.tidy().await;
    let left = std::fs::metadata(file.with_extension("db-wal")).map_or(0, |log| log.len());
    reader.commit().await.expect("ends");
    assert!(left == 0 || tidied.is_err(), "{left} bytes of the log are left, with all that came in, and tidying tells of no fault");
}

/// A line for each request would tell when a child answered, and the length of a plain form tells how much was ticked:
/// whoever has the log would know of a child seen at that moment.
#[tokio::test]
async fn made_to_tell_most_the_log_does_not_tell_when_a_child_answered_nor_how_long_its_form_was() {
    let world = talkative().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    let before = world.server.log();
    assert!(before.contains("ready port="), "there is a log");
    for ways in [["talk-alone"].as_slice(), &["do-things", "ask-again", "text-or-phone", "write-or-draw"]] {
        let fields: Vec<(&str, &str)> = ways.iter().map(|way| ("ways", *way)).collect();
        assert_eq!(tablet.send_form(&fresh_id(), &fields).await.status, 303);
    }
    // What staff do afterwards is told; so whatever was told of the children is there by now.
    assert_eq!(world.officer.get("/events").await.status, 200);
    let mut log = world.server.log();
    for _ in 0..100 {
        if log[before.len()..].contains("route=\"/events") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        log = world.server.log();
    }
    let lines: Vec<&str> = log[before.len()..].lines().collect();
    let of_children: Vec<&&str> = lines.iter().filter(|line| !line.contains("route=\"/events")).collect();
    assert!(lines.len() > of_children.len() && of_children.is_empty(), "the log tells when a form came: {of_children:#?}");
}
