//! Words: whoever has the database file, its log, the release files, the server's log at its most talkative *and every key*
//! reads what was written, and every response; and yet cannot tell which response belongs to a text, nor which two texts
//! one child wrote. He knows in which order the children came, and that each sent her answers and both texts at once, which
//! no tablet does. What chance alone does is written in [`matcher`](crate::matcher).

use crate::cluster::Cluster;
use crate::forensics::{is_made_of_its_rows_alone, raw};
use crate::house::{House, keys, number, numbered, one, pairs, receipts, short};
use crate::matcher::{assert_chance, left_of, odds, orders_in, places};
use crate::support::database;
use sayso::domain::code::Code;
use sayso::domain::envelope::{EnvelopeId, RemarkId};
use sayso::domain::policy::Policy;
use sayso::domain::reading::Decision;
use sayso::domain::response::Raw;
use sayso::flow::{LiveEvent, Receipt};
use sayso::seal::{Kept, Keyring, digest, random_bytes, seal_remark};
use sayso::store::Location;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use time::macros::date;

const CHILDREN: usize = 150;

/// The questions for own words.
const TEXTS: [&str; 2] = ["know", "else"];

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

/// Four questions by which a child is known, and two for own words.
fn file() -> String {
    let text = |code: &str| {
        format!(
            "[[question]]\ncode = \"{code}\"\nkind = \"text\"\nreport = \"{code}?\"\nwording = {{ \"8-11\" = {{ en = \"{code}?\" }} }}\n"
        )
    };
    short() + &TEXTS.map(text).concat()
}

/// What a child writes: so that whoever reads it knows who it was, as a child may well let out.
fn words(child: usize, text: usize) -> String {
    format!("Child {child} writes {text}")
}

/// Children of whom each sent answers and two texts, one right after the other; ids in the order in which they came.
struct Arrival {
    envelopes: Vec<Vec<u8>>,
    /// Two of each child.
    remarks: Vec<RemarkId>,
    sent: Vec<Vec<u8>>,
}

impl Arrival {
    async fn of(house: &House, live: &Arc<LiveEvent>, children: usize) -> Self {
        let key = live.remark_key().expect("a key");
        let mut arrival = Self { envelopes: Vec::new(), remarks: Vec::new(), sent: Vec::new() };
        for child in 0..children {
            let ids = house.answer(live, &[numbered(child)]).await;
            arrival.envelopes.extend(ids.iter().map(|id| id.bytes().to_vec()));
            for (text, question) in TEXTS.iter().enumerate() {
                let (id, question) = (RemarkId::new(random_bytes().expect("randomness")), code(question));
                let sealed = seal_remark(&key, &id, &live.remark_binding(&question), &words(child, text)).expect("seals");
                assert_eq!(house.flow.take_remark(live, &question, id, &sealed).await.expect("taken in"), Receipt::TakenIn);
                arrival.remarks.push(id);
                arrival.sent.push(sealed);
            }
        }
        arrival
    }

    fn ids(&self) -> Vec<Vec<u8>> {
        self.remarks.iter().map(|id| id.bytes().to_vec()).collect()
    }

    /// The order of remarks that a query gives, by their place in the order of arrival.
    async fn order(&self, db: &DatabaseConnection, sql: &str) -> Vec<usize> {
        let at: HashMap<Vec<u8>, usize> = self.ids().into_iter().enumerate().map(|(i, id)| (id, i)).collect();
        pairs(db, sql).await.iter().map(|(id, _)| at[id]).collect()
    }
}

/// Of an order of remarks, that of the children of one text of each.
fn children(order: &[usize], text: usize) -> Vec<usize> {
    order.iter().filter(|remark| **remark % 2 == text).map(|remark| remark / 2).collect()
}

/// Fails if an order of remarks tells who wrote one, or which two one child wrote. 300 places of which about two are next
/// to the one that came before, by chance alone.
fn assert_nothing_joins(told: &str, order: &[usize]) {
    assert_chance(told, order);
    for text in 0..TEXTS.len() {
        assert_chance(&format!("{told}, text {text}"), &children(order, text));
    }
    let pairs = order.windows(2).filter(|pair| pair[0] / 2 == pair[1] / 2).count();
    assert!(pairs < 16, "{told}: {pairs} children’s texts lie side by side");
}

/// Pages that were emptied are given out again, last first. If rows were written anew in the order of their keys, each would
/// lie in the page of another, which its key tells; and that one got its page when it came. (So it was: of 300 rows 64 were
/// then beside the one that came before.) So the attacker takes each row for those around the other end of the keys.
fn in_places_of_others(order: &[usize], by_key: &[usize]) -> Vec<(usize, Vec<usize>)> {
    let mut rank = vec![0; by_key.len()];
    by_key.iter().enumerate().for_each(|(at, remark)| rank[*remark] = at);
    let n = by_key.len();
    (0..6).map(|shift| (shift, order.iter().map(|remark| by_key[(n - 1 - rank[*remark] + shift) % n]).collect())).collect()
}

/// The orders in which what is sealed of remarks, and what was decided on them, lie in an SQLite file.
async fn orders_of(db: &DatabaseConnection, file: &[u8], arrival: &Arrival) -> Vec<(String, Vec<usize>)> {
    let mut orders = Vec::new();
    // A row is longer than a page: the rest of it lies on pages of its own, given out as rows came.
    let by_id: HashMap<Vec<u8>, Vec<u8>> = pairs(db, "SELECT id, sealed FROM remark").await.into_iter().collect();
    let ids = arrival.ids();
    let rests: Vec<Vec<u8>> = ids.iter().map(|id| by_id[id][4000..4016].to_vec()).collect();
    let (decided, rows): (Vec<_>, Vec<_>) =
        places(file, &ids).into_iter().partition(|(at, _)| file[at + 16..].starts_with(b"nothing-to-do"));
    for (name, found) in [("rows", rows), ("pages", places(file, &rests)), ("readings", decided)] {
        if !found.is_empty() {
            orders.extend(orders_in(&found).into_iter().enumerate().map(|(i, order)| (format!("{name} {i}"), order)));
        }
    }
    for (name, sql) in [
        ("in no order", "SELECT id, digest FROM remark"),
        ("by digest", "SELECT id, digest FROM remark ORDER BY digest"),
        ("by nonce", "SELECT id, digest FROM remark ORDER BY sealed"),
    ] {
        orders.push((name.to_owned(), arrival.order(db, sql).await));
    }
    orders
}

/// First what is usual: a table with row numbers, or an id made of the child's. Each joins every text to its child's
/// answers, and to her other text.
#[tokio::test]
async fn kept_as_is_usual_every_text_is_joined_to_its_child() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Database::connect(format!("sqlite://{}?mode=rwc", folder.path().join("usual.db").display())).await.expect("opens");
    db.execute_unprepared("CREATE TABLE answer (id INTEGER PRIMARY KEY, sealed BLOB)").await.expect("a table");
    db.execute_unprepared("CREATE TABLE remark (id INTEGER PRIMARY KEY, key BLOB, sealed BLOB)").await.expect("a table");
    let envelopes: Vec<EnvelopeId> = (0..CHILDREN).map(|_| EnvelopeId::new(random_bytes().expect("randomness"))).collect();
    let made_of = |envelope: &EnvelopeId, question: &str| digest(format!("{envelope}|{question}").as_bytes())[..16].to_vec();
    let mut keys = Vec::new();
    for envelope in &envelopes {
        for (table, key) in [("answer", None), ("remark", Some(TEXTS[0])), ("remark", Some(TEXTS[1]))] {
            let sealed = random_bytes::<64>().expect("randomness").to_vec();
            let statement = match key {
                None => {
                    Statement::from_sql_and_values(db.get_database_backend(), "INSERT INTO answer (sealed) VALUES (?)", [sealed.into()])
                }
                Some(question) => {
                    keys.push(made_of(envelope, question));
                    let values = [made_of(envelope, question).into(), sealed.into()];
                    Statement::from_sql_and_values(db.get_database_backend(), "INSERT INTO remark (key, sealed) VALUES (?, ?)", values)
                }
            };
            db.execute_raw(statement).await.unwrap_or_else(|e| panic!("{table}: {e}"));
        }
    }
    // Written anew, as if that helped.
    db.execute_unprepared("VACUUM").await.expect("writes anew");
    let order: Vec<usize> = pairs(&db, "SELECT key, sealed FROM remark")
        .await
        .iter()
        .map(|(key, _)| keys.iter().position(|k| k == key).expect("known"))
        .collect();
    assert_eq!(odds(&order).linked, 2 * CHILDREN, "row numbers join every text to its child");
    assert_eq!(order.windows(2).filter(|pair| pair[0] / 2 == pair[1] / 2).count(), CHILDREN, "and to her other text");
    let guessed = envelopes.iter().flat_map(|e| TEXTS.map(|q| made_of(e, q)));
    assert_eq!(guessed.filter(|guess| keys.contains(guess)).count(), 2 * CHILDREN, "so does an id that is made of hers");
    db.close().await.expect("closes");
}

/// Everything that is written to the log, at its most talkative.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Which child wrote which text: whoever has the keys reads it.
fn authors(world: &Path, live: &LiveEvent, rows: &[(Vec<u8>, Vec<u8>)]) -> HashMap<Vec<u8>, usize> {
    let ring = Keyring::open(&world.join("keys"), None).expect("keys");
    let keys = ring.load_for_remarks(&live.event.stored.code).expect("loads").expect("are there");
    let read = |id: &Vec<u8>, sealed: &Vec<u8>| {
        let id = RemarkId::new(id.as_slice().try_into().expect("16"));
        let kept = TEXTS.iter().find_map(|question| keys.unlock(&id, &code(question), sealed).ok());
        let Some(Kept::Words(text)) = kept else { panic!("it opens") };
        text.split(' ').nth(1).and_then(|child| child.parse().ok()).expect("a number")
    };
    rows.iter().map(|(id, sealed)| (id.clone(), read(id, sealed))).collect()
}

/// On SQLite: while children answer, once remarks were tidied, and after the close. 136 orders: five times in 10⁷ by chance.
#[tokio::test]
async fn no_order_joins_a_text_to_answers_or_to_another_text() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new("warn,sayso=trace"))
        .with_writer(move || writer.clone())
        .finish();
    let _heard = tracing::subscriber::set_default(subscriber);
    tracing::info!(target: "sayso", "the log is heard");

    let house = House::new(&file()).await;
    let live = house.event(Policy::Protected).await;
    let arrival = Arrival::of(&house, &live, CHILDREN).await;
    let (folder, ids) = (house.folder.path(), arrival.ids());
    let db = database(&folder.join("sayso.db")).await;

    // As they came, whoever has the file can tell; so it must be written anew, and soon.
    house.flow.store.forget_history().await.expect("empties the log");
    let before = orders_of(&db, &raw(folder), &arrival).await;
    let pages = &before.iter().find(|(name, _)| name == "pages 0").expect("pages").1;
    assert!(odds(pages).rank > 6.0 && odds(pages).neighbours > 100, "the attacker sees what there is to be seen: {:?}", odds(pages));
    house.flow.tidy_remarks().await.expect("tidies");
    assert_eq!(std::fs::metadata(folder.join("sayso.db-wal")).map_or(0, |log| log.len()), 0, "the log of the database is empty");
    let by_key = arrival.order(&db, "SELECT id, digest FROM remark ORDER BY id").await;
    for (name, order) in orders_of(&db, &raw(folder), &arrival).await {
        assert_nothing_joins(&format!("while children answer, {name}"), &order);
        for (shift, order) in in_places_of_others(&order, &by_key) {
            assert_chance(&format!("while children answer, {name}, in places of others ({shift})"), &order);
        }
    }

    // Read in the very order in which they came, as a reader may who is quick; then closed.
    let staff = house.flow.store.all_staff().await.expect("reads");
    let reader = staff.iter().find(|s| Some(s.id) == house.readers.map(|r| r.reader)).expect("is there");
    let may = house.flow.may_read(reader, &live.event).await.expect("reads").expect("is named");
    for id in &arrival.remarks {
        house.flow.decide(&may, &live, *id, &Decision::NothingToDo, date!(2026 - 01 - 03)).await.expect("decides");
    }
    house.flow.tidy_remarks().await.expect("tidies");
    let tidied = orders_of(&db, &raw(folder), &arrival).await;
    assert!(tidied.iter().any(|(name, _)| name == "readings 0"), "what was decided is found");
    for (name, order) in tidied {
        assert_nothing_joins(&format!("read, {name}"), &order);
    }
    assert_eq!(house.close(&live, 150, date!(2026 - 01 - 04)).await.len(), 1);
    house.flow.tidy().await.expect("tidies");
    assert!(is_made_of_its_rows_alone(folder).await, "something is left that does not follow from the rows");

    // Whoever has all keys knows of each text, and of each response, which child's it is: here it says so. What he must not
    // have is a way from the one to the other where it does not.
    let file = raw(folder);
    let orders = orders_of(&db, &file, &arrival).await;
    let remarks = pairs(&db, "SELECT id, sealed FROM remark").await;
    assert_eq!(authors(folder, &live, &remarks).len(), 2 * CHILDREN);
    let event_keys = keys(folder, &live.event.stored.code);
    let responses = pairs(&db, "SELECT key, sealed FROM response").await;
    let mut of_response = vec![0; CHILDREN];
    for (place, (key, sealed)) in responses.iter().enumerate() {
        of_response[number(&event_keys.unlock(key, sealed).expect("opens"))] = place;
    }
    for (name, order) in &orders {
        assert_nothing_joins(&format!("closed, {name}"), order);
        for text in 0..TEXTS.len() {
            let beside: Vec<usize> = children(order, text).iter().map(|child| of_response[*child]).collect();
            assert_chance(&format!("{name}, text {text}, beside responses"), &beside);
        }
    }
    let lines: Vec<usize> = receipts(folder, &live.event.stored.code, 1)
        .iter()
        .map(|(_, id)| arrival.envelopes.iter().position(|known| known == id).expect("known"))
        .collect();
    assert_chance("receipts in the release file", &lines);

    // No byte of the one is in the other: not in rows, files, or the log.
    let mut written = log.0.lock().expect("a log").clone();
    assert!(String::from_utf8_lossy(&written).contains("the log is heard"));
    for entry in std::fs::read_dir(folder.join("releases")).expect("the folder") {
        written.extend(std::fs::read(entry.expect("a file").path()).expect("reads"));
    }
    assert!(written.len() > 1000, "there are release files");
    assert_eq!(places(&written, &ids), [], "ids of remarks as they are");
    let sealed: Vec<Vec<u8>> = remarks.into_iter().map(|(_, sealed)| sealed).chain(arrival.sent.iter().cloned()).collect();
    assert_eq!(left_of(&written, &sealed), 0, "something of a remark is there");
    let text = String::from_utf8_lossy(&written).into_owned();
    for id in &arrival.remarks {
        let bytes = id.bytes();
        for form in [id.to_string(), id.to_string().to_uppercase(), format!("{:?}", &bytes[..4]).replace(']', "")] {
            assert!(!text.contains(&form), "a remark's id in a file or the log");
        }
    }
    assert!(!text.contains("writes"), "a child's words in a file or the log");
    for table in ["envelope", "receipt", "response", "kept_aside"] {
        let key = if table == "response" { "key" } else { "id" };
        let shared = one(&db, &format!("SELECT count(*) FROM {table} t, remark r WHERE t.{key} = r.id")).await;
        assert_eq!(shared, 0, "{table}");
    }
    db.close().await.expect("closes");
}

/// Nobody need ask for it, nor wait until children have gone: a server tidies remarks by itself within seconds.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_tidies_remarks_by_itself() {
    let house = House::new(&file()).await;
    let live = house.event(Policy::Protected).await;
    let flow = house.flow.clone();
    let tidying = tokio::spawn(async move { flow.keep_tidy().await });
    let arrival = Arrival::of(&house, &live, 60).await;
    let db = database(&house.folder.path().join("sayso.db")).await;
    let begun = std::time::Instant::now();
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let log = std::fs::metadata(house.folder.path().join("sayso.db-wal")).map_or(0, |log| log.len());
        if log == 0 {
            break;
        }
        assert!(begun.elapsed().as_secs() < 60, "nothing was tidied");
    }
    for (name, order) in orders_of(&db, &raw(house.folder.path()), &arrival).await {
        assert_nothing_joins(&name, &order);
    }
    tidying.abort();
    db.close().await.expect("closes");
}

/// Sixty children send plain forms, with both texts in them. Nothing that is kept of a form is kept of its texts: no id is
/// made of the envelope's in a way that somebody could follow who does not have the program's memory.
#[tokio::test(flavor = "multi_thread")]
async fn no_id_joins_the_texts_of_a_form() {
    let house = House::new(&file()).await;
    let live = house.event(Policy::Protected).await;
    let mut envelopes = Vec::new();
    for child in 0..60 {
        let mut form: Raw = numbered(child).answers;
        for (text, question) in TEXTS.iter().enumerate() {
            form.insert((*question).to_owned(), vec![words(child, text)]);
        }
        let id = EnvelopeId::new(random_bytes().expect("randomness"));
        for _ in 0..2 {
            assert_eq!(house.flow.take_form(&live, id, &form).await.expect("taken in"), Receipt::TakenIn);
        }
        envelopes.push(id);
    }
    house.flow.tidy_remarks().await.expect("tidies");
    let folder = house.folder.path();
    let db = database(&folder.join("sayso.db")).await;
    let rows = pairs(&db, "SELECT id, sealed FROM remark ORDER BY id").await;
    assert_eq!(rows.len(), 120, "a form that is sent twice counts once");
    let authors = authors(folder, &live, &rows);
    let by_id: Vec<usize> = rows.iter().map(|(id, _)| authors[id]).collect();
    let side_by_side = by_id.windows(2).filter(|pair| pair[0] == pair[1]).count();
    // About 1 by chance (Poisson's with mean 1: 12 or more once in 10⁹).
    assert!(side_by_side < 12, "{side_by_side}");
    let event = &live.event.stored.code;
    let guesses = envelopes.iter().flat_map(|e| {
        TEXTS.into_iter().flat_map(move |q| {
            [format!("{e}|{q}"), format!("{e} {q}"), format!("{event} {e} {q}"), format!("sayso remark 1|{e}|{event}|{q}"), format!("{e}")]
        })
    });
    let guesses: Vec<Vec<u8>> = guesses.map(|guess| digest(guess.as_bytes())[..16].to_vec()).collect();
    assert!(rows.iter().all(|(id, _)| !guesses.contains(id) && !envelopes.iter().any(|e| e.bytes().as_slice() == id)));
    db.close().await.expect("closes");
}

/// On PostgreSQL every row carries the transaction that wrote it, and lies where it was put. Fails by chance once in 10⁷.
#[tokio::test(flavor = "multi_thread")]
async fn on_postgresql_tidied_remarks_are_of_one_transaction() {
    let cluster = Cluster::start();
    let address = cluster.database("written");
    let db = Database::connect(&address).await.expect("connects");
    let house = House::over(tempfile::tempdir().expect("a folder"), Location::Postgres(address), &file()).await;
    let live = house.event(Policy::Protected).await;
    let arrival = Arrival::of(&house, &live, CHILDREN).await;
    let transactions = async |table: &str| one(&db, &format!("SELECT count(DISTINCT xmin::text) FROM {table}")).await;
    assert_eq!(transactions("remark").await, 300, "a transaction each: nothing that one transaction wrote is one child's");
    let order = arrival.order(&db, "SELECT id, digest FROM remark ORDER BY xmin::text::bigint").await;
    assert_eq!(odds(&order).linked, 300, "and their numbers tell who came when");
    let staff = house.flow.store.all_staff().await.expect("reads");
    let reader = staff.iter().find(|s| Some(s.id) == house.readers.map(|r| r.reader)).expect("is there");
    let may = house.flow.may_read(reader, &live.event).await.expect("reads").expect("is named");
    for id in &arrival.remarks {
        house.flow.decide(&may, &live, *id, &Decision::NothingToDo, date!(2026 - 01 - 03)).await.expect("decides");
    }
    house.flow.tidy_remarks().await.expect("tidies");
    assert_eq!((transactions("remark").await, transactions("reading").await), (1, 1));
    for (name, sql) in [
        ("remarks by place", "SELECT id, digest FROM remark ORDER BY ctid"),
        ("remarks by digest", "SELECT id, digest FROM remark ORDER BY digest"),
        ("readings by place", "SELECT remark_id, remark_id FROM reading ORDER BY ctid"),
    ] {
        assert_nothing_joins(name, &arrival.order(&db, sql).await);
    }
    db.close().await.expect("closes");
    house.flow.store.close().await;
}
