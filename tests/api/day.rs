//! What the officer's pages say and refuse on the day and after it: tablets, hands, the board, the event's page.

use crate::support::{Answer, World, database, visible};
use crate::tablets::{code, enrol};
use serde_json::json;

/// What stands on a page, with single spaces.
fn told(answer: &Answer) -> String {
    visible(&answer.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Changes the database beside the server.
async fn change(world: &World, sql: &str) {
    use sea_orm::ConnectionTrait;
    let db = database(&world.file()).await;
    assert!(db.execute_unprepared(sql).await.expect("changes").rows_affected() > 0, "{sql}");
    db.close().await.expect("it closes");
}

#[tokio::test]
async fn shutting_a_tablet_out_stands_behind_words_that_say_what_happens() {
    let world = World::new().await;
    let event = world.event().await;
    enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let page = world.officer.get(&format!("/events/{event}/tablets")).await.text();
    let (before, rest) = page.split_once("<details").expect("it is not there at once");
    assert!(before.contains("value=\"rename\"") && !before.contains("value=\"revoke\""), "{before}");
    let (details, after) = rest.split_once("</details>").expect("it ends");
    assert!(
        details.contains("<summary>Shut out …<") && details.contains("class=\"close\"") && details.contains("value=\"revoke\""),
        "{details}"
    );
    for words in ["It can send nothing any more.", "What it still holds is kept on it", "set up anew with a code", "as a file"] {
        assert!(visible(details).contains(words), "“{words}” is not in: {details}");
    }
    assert!(!after.contains("value=\"revoke\""));
    // Without JavaScript: the button is of a form of its own, which says nothing of a name.
    assert!(details.contains("<form") && !details.contains("name=\"name\""), "{details}");
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets/1"), &[("do", "revoke")]).await.status, 303);
    let page = world.officer.get(&format!("/events/{event}/tablets")).await.text();
    assert!(!page.contains("value=\"revoke\"") && page.contains("value=\"rename\""), "{page}");
}

#[tokio::test]
async fn two_tablets_of_an_event_have_two_names() {
    let world = World::new().await;
    let event = world.event().await;
    let words = code(&world.officer, &event).await;
    for _ in 0..2 {
        enrol(&world.server.base, &words).await;
    }
    let rename = async |row: i64, name: &str| {
        world.officer.post(&format!("/events/{event}/tablets/{row}"), &[("do", "rename"), ("name", name)]).await
    };
    for taken in ["Tablet 2", "  tablet   2 "] {
        let refused = rename(1, taken).await;
        assert_eq!(refused.status, 422, "{taken}");
        let page = refused.text();
        assert!(page.contains("Another tablet here has this name") && page.contains(&format!("value=\"{}\"", taken.trim())), "{page}");
        assert!(page.contains("<h3>Tablet 1</h3>") && page.contains("value=\"Tablet 2\""), "the other one keeps its own: {page}");
    }
    assert_eq!(world.count("SELECT count(*) FROM tablet WHERE name LIKE 'tablet 2'").await, 1);
    // Too long: what was typed is kept too.
    let long = rename(1, &"n".repeat(31)).await;
    assert!(long.status == 422 && long.text().contains(&"n".repeat(31)), "{}", long.text());
    // Its own name is its own, in whatever letters; what is set up later takes a name that is free.
    assert_eq!(rename(1, "Tablet 1").await.status, 303);
    assert_eq!(rename(1, "TABLET 1").await.status, 303);
    assert_eq!(rename(1, "Tablet 3").await.status, 303);
    assert_eq!(enrol(&world.server.base, &words).await.name, "Tablet 4");
    assert_eq!(rename(99, "Tablet 2").await.status, 404);
    // At another event the name is free.
    let other = world.event().await;
    enrol(&world.server.base, &code(&world.officer, &other).await).await;
    let row = world.count("SELECT max(id) FROM tablet").await;
    let renamed = world.officer.post(&format!("/events/{other}/tablets/{row}"), &[("do", "rename"), ("name", "Tablet 2")]).await;
    assert_eq!(renamed.status, 303);
}

#[tokio::test]
async fn what_a_silent_tablet_holds_is_told_as_it_was_when_it_was_last_seen() {
    let world = World::new().await;
    let event = world.event().await;
    let words = code(&world.officer, &event).await;
    let (one, two) = (enrol(&world.server.base, &words).await, enrol(&world.server.base, &words).await);
    one.greet(false).await;
    two.greet(true).await;
    let pages = async || {
        let of = async |page: &str| told(&world.officer.get(&format!("/events/{event}/{page}")).await);
        [of("board").await, of("tablets").await]
    };
    for page in pages().await {
        assert!(page.contains("Nothing held") && page.contains("Holds answers"), "{page}");
        assert!(!page.contains("when last seen"), "{page}");
    }
    change(&world, "UPDATE tablet SET seen_minute = seen_minute - 240").await;
    for page in pages().await {
        assert!(page.contains("Held nothing when last seen") && page.contains("Held answers when last seen"), "{page}");
        assert!(!page.contains("Nothing held") && !page.contains("Holds answers"), "{page}");
    }
}

#[tokio::test]
async fn nobody_came_at_a_time_that_is_still_to_come() {
    let world = World::new().await;
    let event = world.event().await;
    let named = [("name", "Joe"), ("role", "an advocate"), ("picture", "adult-beard"), ("outside", "yes")];
    assert_eq!(world.officer.post(&format!("/events/{event}/adults"), &named).await.status, 303);
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let id = "a".repeat(32);
    assert_eq!(tablet.post("hand", &json!({ "id": id, "adult": 1, "how": "now" })).await.status, 200);
    let hand = format!("/events/{event}/hands/{id}");
    let done = [("do", "done"), ("came", "Joe"), ("at", "00:07"), ("outcome", "talked"), ("note", "REF 12")];
    // Whatever time it is now: a hand of tomorrow, so that every time of the clock is still to come.
    change(&world, "UPDATE hand SET raised_at = raised_at + 86400").await;
    let refused = world.officer.post(&hand, &done).await;
    assert_eq!(refused.status, 422);
    let page = refused.text();
    assert!(page.contains("That time is still to come: it is "), "{page}");
    for kept in ["value=\"Joe\"", "value=\"00:07\"", "value=\"talked\" checked", "REF 12</textarea>"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(world.count("SELECT count(*) FROM hand WHERE outcome IS NULL").await, 1);
    // A hand of yesterday, closed today: somebody came late in the evening.
    change(&world, "UPDATE hand SET raised_at = raised_at - 172800").await;
    let late = [("do", "done"), ("came", "Joe"), ("at", "23:59"), ("outcome", "talked")];
    assert_eq!(world.officer.post(&hand, &late).await.status, 303);
    assert!(world.officer.get(&hand).await.text().contains("23:59"));
}

#[tokio::test]
async fn a_closed_event_leads_to_its_board_and_tablets_and_counts_no_children_any_more() {
    let world = World::new().await;
    let event = world.event().await;
    let at = format!("/events/{event}");
    let (board, tablets) = (format!("{at}/board"), format!("{at}/tablets"));
    let here = format!("action=\"{at}/here\"");
    assert!(world.officer.get(&board).await.text().contains(&here));
    assert_eq!(world.officer.close(&event, 12).await.status, 303);
    let page = world.officer.get(&at).await;
    let words = told(&page);
    assert!(words.contains("A tablet that still holds answers, or a file of one: the board"), "{words}");
    for to in [&board, &tablets] {
        assert!(page.text().contains(&format!("href=\"{to}\"")), "{to}: {words}");
        assert_eq!(world.officer.get(to).await.status, 200, "{to}");
    }
    let closed = world.officer.get(&board).await.text();
    assert!(!closed.contains(&here) && !visible(&closed).contains("Your own count of who came"), "{closed}");
    assert!(closed.contains(&format!("href=\"{tablets}#outbox\"")), "{closed}");
    // A page that was left open changes nothing of what is fixed.
    assert_eq!(world.officer.post(&format!("{at}/here"), &[("here", "40")]).await.status, 409);
    assert_eq!(world.count("SELECT count(*) FROM event WHERE here = 40").await, 0);
}

#[tokio::test]
async fn where_nothing_can_be_voted_on_it_is_said_that_the_reasons_stand_below() {
    let world = World::new().await;
    let event = world.event().await;
    // The one questionnaire is that of the event itself.
    let page = told(&world.officer.get(&format!("/events/{event}/votes")).await);
    assert!(page.contains("Nothing here can be voted on any more: see below why.") && page.contains("Not for a vote here"), "{page}");
    assert!(!page.contains("No published questionnaire has a question"), "{page}");
}
