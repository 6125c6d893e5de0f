//! What officers are told of what children write: whether anything is unread, in steps of five, and nothing by which
//! one child's words could be watched as they arrive; and that closing asks once more.

use crate::support::{Answer, MUNRO, Person, Tablet, Visitor, World, checked, fresh_id, letter, visible};

const FILE: &str = include_str!("../../assets/questionnaires/my-social-worker.toml");

async fn write(world: &World, event: &str, words: &str) {
    let path = format!("/e/{event}/answer?words=8-11&lang=en&theme=usual&size=1&envelope={}", fresh_id());
    let answer = Visitor::at(&world.server.base).post(&path, &[("age", "8-11"), ("own-words", words)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// What can be read, with single blanks.
fn words(html: &str) -> String {
    visible(html).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything that an officer can look at of an event.
async fn looked_at(officer: &Person, event: &str) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for path in
        ["/events".to_owned(), format!("/events/{event}"), format!("/events/{event}/board"), format!("/events/{event}/board/live?once=1")]
    {
        let answer: Answer = officer.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        seen.push((path, answer.text()));
    }
    seen
}

fn hour() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs() / 3600
}

#[tokio::test]
async fn nobody_who_watches_sees_one_childs_words_arrive() {
    let world = World::asking(FILE).await;
    // Once more if the full hour came meanwhile, at which it is told.
    for _ in 0..3 {
        let (event, begun) = (world.event_to_write("my-social-worker").await, hour());
        let before = looked_at(&world.officer, &event).await;
        assert!(before.iter().skip(1).all(|(_, page)| visible(page).contains("All that had come by the full hour is read")), "{before:?}");
        write(&world, &event, "My words").await;
        assert_eq!(world.count("SELECT count(*) FROM remark").await, 1, "they are there");
        let first = looked_at(&world.officer, &event).await;
        write(&world, &event, "and those of another").await;
        let second = looked_at(&world.officer, &event).await;
        if hour() != begun {
            continue;
        }
        for ((path, one), ((_, two), (_, three))) in before.iter().zip(first.iter().zip(&second)) {
            assert!(one == two && two == three, "{path} shows that something came");
        }
        return;
    }
    panic!("three full hours within one test");
}

#[tokio::test]
async fn how_much_is_unread_is_told_in_steps_of_five() {
    let world = World::asking(FILE).await;
    let event = world.event_to_write("my-social-worker").await;
    for n in 0..7 {
        write(&world, &event, &format!("Words {n}")).await;
    }
    // Nobody has looked before, and no full hour has come: it is told as it stands.
    for page in ["", "/board"] {
        let text = words(&world.officer.get(&format!("/events/{event}{page}")).await.text());
        assert!(text.contains("Not everything is read: at least 5 to read."), "{text}");
    }
    let list = words(&world.officer.get("/events").await.text());
    assert!(list.contains("Not everything that children wrote is read: at least 5."), "{list}");
}

#[tokio::test]
async fn closing_asks_once_more_while_something_is_unread() {
    let world = World::asking(FILE).await;
    let event = world.event_to_write("my-social-worker").await;
    write(&world, &event, "Read me").await;
    let close = format!("/events/{event}/close");
    let asked = world.officer.post(&close, &[("attended", "12"), ("sure", "yes")]).await;
    let text = visible(&asked.text());
    assert_eq!(asked.status, 422, "{text}");
    for part in ["There is a problem", "Not everything that children wrote is read.", "the reader goes on reading", "Close all the same"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(asked.text().contains("value=\"12\"") && checked(&asked.text(), "sure", "yes"), "what was typed is there");
    assert_eq!(world.count("SELECT count(*) FROM event WHERE state = 'open'").await, 1, "still open");
    // Everything that is missing is said at once, but for this: it is asked last.
    let nothing = world.officer.post(&close, &[("attended", ""), ("unread", "yes")]).await;
    assert_eq!(nothing.status, 422);
    let closed = world.officer.post(&close, &[("attended", "12"), ("sure", "yes"), ("unread", "yes")]).await;
    assert_eq!(closed.status, 303, "{}", closed.text());
    assert_eq!(world.count("SELECT count(*) FROM event WHERE state = 'open'").await, 0);
    let list = visible(&world.officer.get("/events").await.text());
    assert!(list.contains("Not everything that children wrote is read"), "it stays on the board: {list}");
}

/// Who closes an event early has figures of fewer days than children were told of.
#[tokio::test]
async fn what_was_closed_early_says_when() {
    let world = World::asking(MUNRO).await;
    let tablet = world.answered(25).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 25).await.status, 303);
    let page = visible(&world.officer.get(&format!("/summaries/{}", tablet.event)).await.text());
    let fixed = page.split("Fixed on ").nth(1).and_then(|rest| rest.split('.').next()).expect("a day").trim().to_owned();
    assert!(page.contains(&format!("Closed early, on {fixed}. Children had been told that they can see what was said after ")), "{page}");
    assert!(
        page.contains(&format!("25 children took part, Maple House, 5 January 2026\u{a0}to\u{a0}{fixed}.")),
        "the sentence to quote: {page}"
    );
    let csv = world.officer.get(&format!("/summaries/{}/all.csv", tablet.event)).await.text();
    assert!(csv.contains(&format!("5 January 2026 to {fixed}")) && !csv.contains("2099"), "{csv}");
}

/// Below a cloud stands what children read: its words are short forms.
#[tokio::test]
async fn below_a_cloud_stands_what_children_read_for_each_word() {
    let world = World::asking(FILE).await;
    let tablet = Tablet::at(&world.server.base, &world.event_to_write("my-social-worker").await).await;
    let letters: Vec<_> = (0..25).map(|n| letter(&[("age", "8-11"), ("qualities", if n % 2 == 0 { "listens" } else { "open" })])).collect();
    tablet.send_all(&letters).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 25).await.status, 303);
    let page = world.officer.get(&format!("/summaries/{}", tablet.event)).await.text();
    let (_, key) = page.split_once("What children read: the words above are short forms").expect("a key to the cloud");
    let (text, cells) = (visible(&page), key.split("<th scope=\"row\">").skip(1).collect::<Vec<_>>());
    let cell = |label: &str| cells.iter().find(|cell| cell.starts_with(label)).unwrap_or_else(|| panic!("no {label}: {text}"));
    assert!(cell("Listens").contains("“Listens to me”"), "{}", cell("Listens"));
    assert!(cell("Open").contains("“Is honest with me”"), "{}", cell("Open"));
    assert!(
        cell("Reliable").contains("“Does what they say” (4 to 7 and 8 to 11), “Keeps promises” (12 to 15 and 16+)"),
        "{}",
        cell("Reliable")
    );
}
