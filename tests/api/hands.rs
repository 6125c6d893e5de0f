//! The list of an event's hands: open and closed ones, from the board and from the closed event.

use crate::support::{World, visible};
use crate::tablets::{Enrolled, code, enrol};
use serde_json::json;

/// Raises a hand at a tablet under an id.
async fn raise(tablet: &Enrolled, id: &str, how: &str) {
    let answer = tablet.post("hand", &json!({ "id": id.repeat(32), "adult": 1, "how": how })).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[tokio::test]
async fn an_officer_finds_all_hands_of_an_event_and_reads_until_when_they_are_kept() {
    let world = World::new().await;
    let event = world.event().await;
    let at = format!("/events/{event}/hands");
    let empty = world.officer.get(&at).await;
    assert!(empty.status == 200 && visible(&empty.text()).contains("No hand is on record"), "{}", empty.text());
    let named = [("name", "Joe"), ("role", "an advocate"), ("picture", "adult-beard"), ("outside", "yes")];
    assert_eq!(world.officer.post(&format!("/events/{event}/adults"), &named).await.status, 303);
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    raise(&tablet, "a", "later").await;
    raise(&tablet, "b", "now").await;
    let done = [("do", "done"), ("came", "Joe"), ("at", "00:00"), ("outcome", "talked"), ("note", "REF 12")];
    assert_eq!(world.officer.post(&format!("{at}/{}", "a".repeat(32)), &done).await.status, 303);
    for page in [format!("/events/{event}/board"), format!("/events/{event}")] {
        assert!(world.officer.get(&page).await.text().contains(&format!("href=\"{at}\"")), "{page}");
    }
    let told = async || visible(&world.officer.get(&at).await.text()).split_whitespace().collect::<Vec<_>>().join(" ");
    let open = told().await;
    for words in ["Tablet 1, later, quietly", "Joe, an advocate", "00:00", "They talked", "REF 12", "1 hand is not closed", "Tablet 1, now"]
    {
        assert!(open.contains(words), "“{words}” is not in: {open}");
    }
    assert!(open.contains("90 days after both it and the event were closed."), "{open}");
    // A closed event has them too, and says the first day on which they may be gone.
    assert_eq!(world.officer.close(&event, 0).await.status, 303);
    let closed = told().await;
    assert!(closed.contains("Nobody has said they are going. Not closed.") && closed.contains("were closed: not before "), "{closed}");
    assert!(world.officer.get(&format!("/events/{event}")).await.text().contains(&format!("href=\"{at}\"")));
    assert_eq!(world.officer.get("/events/zzzzzzzz/hands").await.status, 404);
}
