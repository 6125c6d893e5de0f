//! Forensics on PostgreSQL: every row carries the transaction that wrote it (`xmin`), and lies where it was put (`ctid`).

use crate::cluster::Cluster;
use crate::house::{House, keys, number, numbered, one, pairs, short};
use crate::matcher::{assert_chance, odds};
use sayso::domain::policy::Policy;
use sayso::flow::{Closed, LiveEvent};
use sayso::store::Location;
use sea_orm::{Database, DatabaseConnection};
use std::sync::Arc;
use time::macros::date;

const CHILDREN: usize = 150;

/// A house over a fresh database at which 150 children answered one after the other, and a way past the store.
struct Answered {
    house: House,
    live: Arc<LiveEvent>,
    db: DatabaseConnection,
    ids: Vec<Vec<u8>>,
}

impl Answered {
    async fn at(cluster: &Cluster) -> Self {
        let address = cluster.database("attacked");
        let db = Database::connect(&address).await.expect("connects");
        let house = House::over(tempfile::tempdir().expect("a folder"), Location::Postgres(address), &short()).await;
        let live = house.event(Policy::Protected).await;
        let ids = house.answer(&live, &(0..CHILDREN).map(numbered).collect::<Vec<_>>()).await;
        Self { house, live, db, ids: ids.iter().map(|id| id.bytes().to_vec()).collect() }
    }

    /// Children in the order of a query over rows with an envelope's id.
    async fn order(&self, sql: &str) -> Vec<usize> {
        let rows = pairs(&self.db, sql).await;
        rows.iter().map(|(id, _)| self.ids.iter().position(|known| known == id).expect("a known id")).collect()
    }

    /// How many transactions wrote the rows of a table.
    async fn transactions(&self, table: &str) -> i64 {
        one(&self.db, &format!("SELECT count(DISTINCT xmin::text) FROM {table}")).await
    }
}

/// While answers wait, the order of arrival is there to be read: every child is linked. After the release the rows of
/// responses, and of its receipts, are of one transaction, and where they lie tells nothing. Ten orders: they fail by
/// chance four times in 10⁸.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_release_all_rows_are_of_one_transaction() {
    let cluster = Cluster::start();
    let at = Answered::at(&cluster).await;
    assert_eq!(at.transactions("envelope").await, 150, "a transaction a child");
    let by_transaction = at.order("SELECT id, digest FROM envelope ORDER BY xmin::text::bigint").await;
    assert_eq!(odds(&by_transaction).linked, CHILDREN, "and their numbers tell who came when");
    let by_place = odds(&at.order("SELECT id, digest FROM envelope ORDER BY ctid").await);
    assert!(by_place.rank > 6.0 || by_place.neighbours > 16, "so do their places: {by_place:?}");

    assert_eq!(at.house.close(&at.live, 150, date!(2026 - 01 - 04)).await.len(), 1);
    let keys = keys(at.house.folder.path(), &at.live.event.stored.code);
    for state in ["released", "tidied"] {
        if state == "tidied" {
            at.house.flow.tidy().await.expect("tidies");
        }
        assert_eq!((at.transactions("response").await, at.transactions("receipt").await), (1, 1), "{state}");
        for by in ["ctid", "key", "sealed"] {
            let rows = pairs(&at.db, &format!("SELECT key, sealed FROM response ORDER BY {by}")).await;
            let order: Vec<usize> = rows.iter().map(|(key, sealed)| number(&keys.unlock(key, sealed).expect("opens"))).collect();
            assert_chance(&format!("{state}: responses by {by}"), &order);
        }
        for by in ["ctid", "digest"] {
            let order = at.order(&format!("SELECT id, digest FROM receipt ORDER BY {by}")).await;
            assert_chance(&format!("{state}: receipts by {by}"), &order);
        }
    }
    at.db.close().await.expect("closes");
    at.house.flow.store.close().await;
}

/// Answers that wait, since too few children came, are written anew when the database is tidied; then neither where they
/// lie nor what wrote them tells in which order they came. Fails by chance four times in 10⁹.
#[tokio::test(flavor = "multi_thread")]
async fn while_answers_wait_a_tidied_table_tells_nothing_of_their_order() {
    let cluster = Cluster::start();
    let at = Answered::at(&cluster).await;
    let closed = at.house.flow.close_event(&at.live, 9, date!(2026 - 01 - 04)).await.expect("closes");
    assert_eq!(closed, Closed::TooFew);
    at.house.flow.tidy().await.expect("tidies");
    let by_place = at.order("SELECT id, digest FROM envelope ORDER BY ctid").await;
    let transactions = at.transactions("envelope").await;
    at.db.close().await.expect("closes");
    at.house.flow.store.close().await;
    assert_eq!(transactions, 1, "the numbers of transactions tell in which order answers came");
    assert_chance("waiting envelopes by place", &by_place);
}
