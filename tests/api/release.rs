//! The release: what is fixed, what is left, and that nothing else shows.

use crate::support::{Answer, Person, World, blobs, database, some_letters, visible};
use sea_orm::ConnectionTrait;

/// The findings of a summary: without the legend, which explains how to read a chart.
fn findings(html: &str) -> String {
    html[html.find("<article").expect("a finding")..].to_owned()
}

#[tokio::test]
async fn twelve_answers_are_told_in_words_and_without_a_number_of_answers() {
    let world = World::new().await;
    let tablet = world.answered(12).await;
    let closed = world.officer.close(tablet.event.as_str(), 12).await;
    assert_eq!((closed.status, closed.header("location")), (303, format!("/summaries/{}", tablet.event).as_str()));
    let summary = world.officer.get(closed.header("location")).await;
    let html = summary.text();
    assert_eq!(summary.status, 200, "{html}");
    let text = visible(&findings(&html)).to_lowercase();
    assert!(text.contains("about half") || text.contains("few") || text.contains("most"), "{text}");
    assert!(!text.contains('%'), "{text}");
    assert!(!findings(&html).contains("<figure"), "a chart of twelve");
    // A bar of 18% explains how to read a chart: there is none here.
    assert!(!visible(&html).contains('%'), "a percentage on a page that is told in words: {}", visible(&html));
    assert_eq!(world.officer.get(&format!("/summaries/{}/alone.csv", tablet.event)).await.status, 200);
    for ending in ["svg", "png"] {
        assert_eq!(world.officer.get(&format!("/summaries/{}/alone.{ending}", tablet.event)).await.status, 404, "{ending}");
    }
}

async fn too_few(responses: usize, attended: u32) {
    let world = World::new().await;
    let tablet = world.answered(responses).await;
    let before = blobs(&world.file(), "SELECT sealed FROM envelope ORDER BY id").await;
    let closed = world.officer.close(tablet.event.as_str(), attended).await;
    assert_eq!(closed.status, 303, "{}", closed.text());
    let summary = world.officer.get(closed.header("location")).await;
    assert_eq!(summary.status, 200);
    assert!(visible(&summary.text()).contains("Too few answered to show"), "{}", summary.text());
    assert!(!summary.text().contains("<article"), "a finding of too few");
    for file in ["all.csv", "all.xlsx", "alone.csv", "alone.svg", "alone.png"] {
        assert_eq!(world.officer.get(&format!("/summaries/{}/{file}", tablet.event)).await.status, 404, "{file}");
    }
    assert_eq!(world.count("SELECT count(*) FROM ledger").await + world.count("SELECT count(*) FROM release").await, 0);
    assert_eq!(blobs(&world.file(), "SELECT sealed FROM envelope ORDER BY id").await, before, "the answers stay sealed as they are");
}

#[tokio::test]
async fn nine_answers_are_too_few() {
    too_few(9, 30).await;
}

#[tokio::test]
async fn twelve_answers_of_nine_children_are_too_few() {
    too_few(12, 9).await;
}

#[tokio::test]
async fn an_event_closes_once() {
    let world = World::new().await;
    let tablet = world.answered(12).await;
    let event = tablet.event.as_str();
    let unsure = world.officer.post(&format!("/events/{event}/close"), &[("attended", "12")]).await;
    assert_eq!(unsure.status, 422, "{}", unsure.text());
    let (one, two) = tokio::join!(world.officer.close(event, 12), world.administrator.close(event, 13));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let before = world.officer.get(&format!("/summaries/{event}")).await.body;
    assert_eq!(world.officer.close(event, 12).await.status, 409);
    assert_eq!(world.officer.get(&format!("/summaries/{event}")).await.body, before);
    assert_eq!(world.count("SELECT count(*) FROM release").await, 1);
}

/// Every page and file on which figures could stand.
async fn everything(officer: &Person, event: &str) -> Vec<(String, Answer)> {
    let mut paths = vec!["/events".to_owned(), "/summaries".to_owned(), format!("/events/{event}"), format!("/summaries/{event}")];
    paths.extend(["all.csv", "all.xlsx"].map(|file| format!("/summaries/{event}/{file}")));
    let questions = sayso::domain::questionnaire::parse(crate::support::MUNRO).expect("no fault").questions;
    for question in &questions {
        paths.extend(["csv", "svg", "png"].map(|ending| format!("/summaries/{event}/{}.{ending}", question.code)));
    }
    let mut all = Vec::new();
    for path in paths {
        let answer = officer.get(&path).await;
        all.push((path, answer));
    }
    all
}

#[tokio::test]
async fn after_a_release_no_page_or_file_depends_on_responses() {
    let mut world = World::new().await;
    let tablet = world.answered(70).await;
    let event = tablet.event.as_str();
    assert_eq!(world.officer.close(event, 70).await.status, 303);
    let before = everything(&world.officer, event).await;
    assert!(before.iter().filter(|(_, a)| a.status == 200).count() > 20, "too few pages to tell");
    world.server.stop();
    let db = database(&world.file()).await;
    let changed = db.execute_unprepared("UPDATE response SET sealed = randomblob(64)").await.expect("corrupts");
    assert_eq!(changed.rows_affected(), 70);
    db.close().await.expect("it closes");
    world.restart();
    let after = everything(&world.officer, event).await;
    // The session is the same, and so is its token in the pages.
    for ((path, one), (_, two)) in before.iter().zip(&after) {
        assert_eq!((one.status, one.header("etag")), (two.status, two.header("etag")), "{path}");
        // The link to the event names the port, which is another one after the restart.
        if !path.starts_with("/events/") {
            assert!(one.body == two.body, "{path} has changed");
        }
    }
}

#[tokio::test]
async fn the_ledger_refuses_every_change() {
    let world = World::new().await;
    let tablet = world.answered(12).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 12).await.status, 303);
    let db = database(&world.file()).await;
    for table in ["ledger", "release"] {
        let all = format!("SELECT count(*) FROM \"{table}\"");
        let rows = world.count(&all).await;
        assert!(rows > 0, "{table}");
        for change in [
            format!("UPDATE \"{table}\" SET rowid = rowid"),
            format!("DELETE FROM \"{table}\""),
            format!("DELETE FROM \"{table}\" WHERE rowid = 1"),
            format!("INSERT OR REPLACE INTO \"{table}\" SELECT * FROM \"{table}\""),
        ] {
            let refused = db.execute_unprepared(&change).await.expect_err(&change).to_string();
            assert!(refused.contains("append-only"), "{change}: {refused}");
        }
        assert_eq!(world.count(&all).await, rows);
    }
}

#[tokio::test]
async fn after_a_release_nothing_finer_than_the_release_is_left() {
    let world = World::new().await;
    let tablet = crate::support::Tablet::at(&world.server.base, &world.event().await).await;
    let sealed = tablet.seal_all(&some_letters(40));
    for (id, bytes) in &sealed {
        assert_eq!(tablet.send(id, bytes).await.status, 200);
    }
    let held = blobs(&world.file(), "SELECT sealed FROM envelope").await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 40).await.status, 303);
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 0);
    assert_eq!(world.count("SELECT count(*) FROM receipt").await, 40);
    assert_eq!(world.count("SELECT count(*) FROM response").await, 40);
    assert_eq!(world.count("SELECT count(*) FROM pragma_table_info('response')").await, 3);
    assert_eq!(world.count("SELECT count(*) FROM pragma_table_info('response') WHERE name IN ('release_id', 'key', 'sealed')").await, 3);
    let keys = blobs(&world.file(), "SELECT key FROM response").await;
    assert!(keys.iter().all(|key| key.len() == 16 && !sealed.iter().any(|(id, _)| id.bytes()[..] == key[..])), "a key is an envelope's id");
    // Nothing of the inbox is left in the file or its log, not even in pages that are free.
    let mut file = std::fs::read(world.file()).expect("the file");
    file.extend(std::fs::read(world.folder.path().join("sayso.db-wal")).unwrap_or_default());
    for blob in &held {
        // A row may lie in pieces: this one is in one page.
        let piece = &blob[200..232];
        assert!(!file.windows(piece.len()).any(|w| w == piece), "an envelope is still in the file");
    }
}
