//! Every column of the database is classified in `docs/columns.toml`, and the answer side holds
//! nothing about who, when, where or in which order: invariant 2.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

#[path = "store/cluster.rs"]
mod cluster;

use cluster::Cluster;
use sayso::store::{Location, Store};
use sea_orm::{ConnectionTrait, Database, Statement};
use std::collections::BTreeMap;

/// Columns by table; for the file with their class.
type Columns = BTreeMap<String, BTreeMap<String, String>>;

const CLASSES: [&str; 5] = ["answer", "operational", "staff", "ledger", "words"];
const ANSWER_SIDE: [&str; 6] = ["envelope", "kept_aside", "receipt", "remark", "remark_tag", "response"];
/// What is done with single remarks: nothing in it may tell in which order they came or were read.
const OF_REMARKS: [&str; 2] = ["quote", "reading"];

/// Parts of names that smell of time, person, device, address, sequence, version or language.
const SMELLS: &str = "time date day hour at on when created updated received sent taken seen opened started since \
    person child name user staff email who by reader author \
    device tablet agent browser screen platform session cookie token \
    address ip host port network referer location \
    sequence seq number no order position rank index row rowid serial count nr \
    version wording band language lang locale script size theme";

async fn in_the_database() -> (Columns, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let location = Location::in_folder(folder.path());
    let Location::File(file) = &location else { unreachable!("a folder holds a file") };
    Store::open(&location).await.expect("it opens").close().await;
    let db = Database::connect(format!("sqlite://{}?mode=rw", file.display())).await.expect("it opens");
    let query = |sql: &str| Statement::from_string(db.get_database_backend(), sql);
    let sql = "SELECT t.name, c.name, t.wr FROM pragma_table_list t, pragma_table_xinfo(t.name) c \
        WHERE t.schema = 'main' AND t.type <> 'view' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let (mut columns, mut with_row_ids) = (Columns::new(), Vec::new());
    for row in db.query_all_raw(query(sql)).await.expect("a query") {
        let (table, column): (String, String) = (row.try_get_by_index(0).expect("text"), row.try_get_by_index(1).expect("text"));
        if row.try_get_by_index::<i32>(2).expect("a number") == 0 && !with_row_ids.contains(&table) {
            with_row_ids.push(table.clone());
        }
        columns.entry(table).or_default().insert(column, String::new());
    }
    (columns, with_row_ids)
}

fn in_the_file() -> Columns {
    toml::from_str(include_str!("../docs/columns.toml")).expect("docs/columns.toml reads")
}

/// The same tables on PostgreSQL.
async fn in_postgresql() -> Columns {
    let cluster = Cluster::start();
    let address = cluster.database("columns");
    Store::open(&Location::Postgres(address.clone())).await.expect("it opens").close().await;
    let db = Database::connect(address).await.expect("it opens");
    let sql = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'";
    let mut columns = Columns::new();
    for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("a query") {
        let (table, column): (String, String) = (row.try_get_by_index(0).expect("text"), row.try_get_by_index(1).expect("text"));
        columns.entry(table).or_default().insert(column, String::new());
    }
    db.close().await.expect("it closes");
    columns
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_columns() {
    let (sqlite, _) = in_the_database().await;
    assert_eq!(in_postgresql().await, sqlite, "so what is said of one in docs/columns.toml holds for both");
}

#[tokio::test]
async fn every_column_is_classified() {
    let ((database, _), file) = (in_the_database().await, in_the_file());
    for (table, columns) in &database {
        for column in columns.keys() {
            let class = file.get(table).and_then(|t| t.get(column));
            assert!(class.is_some(), "{table}.{column} is not classified: write what it is into docs/columns.toml");
        }
    }
    for (table, columns) in &file {
        for (column, class) in columns {
            assert!(CLASSES.contains(&class.as_str()), "{table}.{column}: “{class}” is none of {CLASSES:?}");
            let there = database.get(table).is_some_and(|t| t.contains_key(column));
            assert!(there, "{table}.{column} is in docs/columns.toml, but no longer in the database");
        }
    }
}

#[tokio::test]
async fn the_answer_side_tells_nothing_of_who_when_where_or_in_which_order() {
    let ((database, with_row_ids), file) = (in_the_database().await, in_the_file());
    let smells: Vec<&str> = SMELLS.split_whitespace().collect();
    for table in ANSWER_SIDE {
        let listed: Vec<_> = file.get(table).expect("it is in docs/columns.toml").iter().collect();
        assert!(listed.iter().all(|(_, class)| *class == "answer"), "{table} is on the answer side: {listed:?}");
        let columns = database.get(table).expect("it is in the database");
        assert!(columns.keys().eq(listed.iter().map(|(column, _)| *column)), "{table}: {:?}", columns.keys());
        for column in columns.keys() {
            let bad = column.split('_').find(|part| smells.contains(part));
            assert!(bad.is_none(), "{table}.{column} smells of {bad:?}");
        }
        // SQLite's own row id would keep the order of arrival.
        assert!(!with_row_ids.iter().any(|t| t == table), "{table} has row ids");
    }
    for table in OF_REMARKS {
        assert!(!with_row_ids.iter().any(|t| t == table), "{table} has row ids, in the order in which remarks were read");
        let columns = database.get(table).expect("it is in the database");
        // A day is what a record needs; a time of day would tell when a remark came, which is read soon after.
        let fine = columns.keys().find(|c| ["at", "time", "hour", "seen", "started"].iter().any(|smell| c.split('_').any(|p| p == *smell)));
        assert_eq!(fine, None, "{table}");
    }
    for (table, columns) in &file {
        let answers = columns.values().any(|class| class == "answer");
        assert_eq!(answers, ANSWER_SIDE.contains(&table.as_str()), "{table}: which side is it on?");
    }
}
