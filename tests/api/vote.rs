//! A vote in the room: who may start and close it, what tablets are told, that a question is asked of the same
//! children once, and that the big screen shows what the summary shows and nothing before.

use crate::support::{Answer, Person, Tablet, Visitor, World, letter, rows, values, visible};
use crate::tablets::{Enrolled, code, enrol};
use serde_json::Value;

/// Questions of every kind that matters here; none of them is asked by *Messages for Munro*.
const QUESTIONS: &str = include_str!("vote.toml");

/// A world with the shipped questionnaire, an open event with a tablet, and the questionnaire above.
struct Room {
    world: World,
    event: String,
    tablet: Enrolled,
    /// The row of the questionnaire above.
    questions: i32,
}

impl Room {
    async fn open() -> Self {
        let world = World::new().await;
        let questions = world.officer.publish(QUESTIONS).await;
        let event = world.event().await;
        let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
        Self { world, event, tablet, questions }
    }

    /// Starts a vote on a question as somebody.
    async fn start_as(&self, who: &Person, event: &str, question: &str) -> Answer {
        let ask = format!("{}.{question}", self.questions);
        who.post(&format!("/events/{event}/votes/new"), &[("ask", &ask), ("words", "8-11"), ("shared", "no")]).await
    }

    /// Starts one; gives the code of the event that it is.
    async fn start(&self, event: &str, question: &str) -> String {
        let answer = self.start_as(&self.world.officer, event, question).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.header("location").rsplit('/').next().expect("a code").to_owned()
    }

    /// Sends votes, each with an answer.
    async fn send(&self, vote: &str, question: &str, answers: &[&str]) -> Tablet {
        let tablet = Tablet::at(&self.world.server.base, vote).await;
        tablet.send_all(&answers.iter().map(|answer| letter(&[(question, answer)])).collect::<Vec<_>>()).await;
        tablet
    }

    async fn close(&self, event: &str, vote: &str, here: u32) {
        let answer = self
            .world
            .officer
            .post(&format!("/events/{event}/votes/{vote}"), &[("attended", &here.to_string()), ("sure", "yes"), ("fewer", "yes")])
            .await;
        assert_eq!((answer.status, answer.header("location")), (303, format!("/events/{event}/votes/{vote}/screen").as_str()));
    }

    async fn screen(&self, event: &str, vote: &str) -> String {
        let page = self.world.officer.get(&format!("/events/{event}/votes/{vote}/screen")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page.text()
    }

    /// What the tablet is told.
    async fn told(&self) -> Value {
        let answer = self.tablet.get("vote").await;
        assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
        serde_json::from_slice::<Value>(&answer.body).expect("JSON")["vote"].clone()
    }
}

#[tokio::test]
async fn tablets_are_told_of_a_vote_and_that_it_is_over() {
    let room = Room::open().await;
    assert_eq!(room.told().await, Value::Null);
    let seen = "SELECT count(*) FROM tablet WHERE seen_minute IS NOT NULL OR holds IS NOT NULL";
    let vote = room.start(&room.event, "breakfast").await;
    let told = room.told().await;
    assert_eq!(told["event"], vote.as_str());
    let (ask, wait) = (told["ask"].as_str().expect("text"), told["wait"].as_str().expect("text"));
    assert!(ask.starts_with(&format!("/e/{vote}/answer?")) && wait.starts_with(&format!("/e/{vote}/thanks?")), "{told}");
    // The same for every tablet, and nothing is noted of who asked.
    let other = enrol(&room.world.server.base, &code(&room.world.officer, &room.event).await).await;
    assert_eq!(other.get("vote").await.body, room.tablet.get("vote").await.body);
    assert_eq!(room.world.count(seen).await, 0);
    // No member of staff, and nobody else, is a tablet; nor is one that was shut out, or that of another event.
    let path = format!("/e/{}/vote", room.event);
    assert_eq!(Visitor::at(&room.world.server.base).get(&path).await.status, 401);
    assert_eq!(room.world.officer.get(&path).await.status, 401);
    let elsewhere = room.world.event().await;
    assert_eq!(Enrolled { event: elsewhere, ..other }.get("vote").await.status, 401);
    // What is asked is one question with its answers, of an event of its own; the page for afterwards shows nothing.
    let visitor = Visitor::at(&room.world.server.base);
    let page = visitor.get(&format!("{ask}&envelope={}", "0".repeat(32))).await.text();
    assert_eq!(values(&page, "data-question"), ["breakfast"]);
    assert!(page.contains("Do you like breakfast?") && !page.contains("class=\"check\""), "one question, and no list of answers");
    let thanks = visible(&visitor.get(wait).await.text());
    assert!(thanks.contains("Look at the big screen.") && !thanks.contains("Next child"), "{thanks}");
    let kept: i64 =
        room.world.count(&format!("SELECT count(*) FROM event WHERE code = '{vote}' AND kind = 'vote' AND policy = 'protected'")).await;
    assert_eq!(kept, 1);
    for code in [&room.event, &vote] {
        assert!(room.world.folder.path().join(format!("keys/{code}.key")).exists(), "keys of its own");
    }
    room.send(&vote, "breakfast", &["yes"; 12]).await;
    assert_eq!(room.told().await["event"], vote.as_str(), "whoever votes changes nothing of it");
    room.close(&room.event, &vote, 14).await;
    assert_eq!(room.told().await, Value::Null);
    let row = room.world.count("SELECT id FROM tablet ORDER BY id LIMIT 1").await;
    room.world.officer.post(&format!("/events/{}/tablets/{row}", room.event), &[("do", "revoke")]).await;
    assert_eq!(room.tablet.get("vote").await.status, 401);
}

#[tokio::test]
async fn only_who_runs_events_starts_and_closes_a_vote() {
    let room = Room::open().await;
    for role in ["inspector", "manager", "reader"] {
        let person = room.world.person(role).await;
        assert_eq!(room.start_as(&person, &room.event, "breakfast").await.status, 403, "{role}");
    }
    assert_eq!(room.told().await, Value::Null);
    let vote = room.start(&room.event, "breakfast").await;
    let at = format!("/events/{}/votes/{vote}", room.event);
    for role in ["inspector", "manager", "reader"] {
        let person = room.world.person(role).await;
        assert_eq!(person.post(&at, &[("attended", "12")]).await.status, 403, "{role}");
        for page in [&at, &format!("{at}/screen"), &format!("{at}/live?once=1")] {
            assert_eq!(person.get(page).await.status, 403, "{role}: {page}");
        }
    }
    let forged = room.world.officer.post_forged(&at, &[("attended", "12")]).await;
    assert_eq!(forged.status, 409, "{}", forged.text());
    let unfilled = room.world.officer.post(&at, &[("attended", "a few"), ("sure", "yes")]).await;
    assert!(unfilled.status == 422 && unfilled.text().contains("Write a whole number"), "{}", unfilled.text());
    assert_eq!(room.told().await["event"], vote.as_str(), "still open");
    // One at a time; and the event is not closed over it, nor looked at early, nor is a vote the board of anything.
    let second = room.start_as(&room.world.administrator, &room.event, "lunch").await;
    assert!(second.status == 422 && second.text().contains("Close it before you ask the next question"), "{}", second.text());
    let closed = room.world.officer.close(&room.event, 12).await;
    assert!(closed.status == 422 && closed.text().contains("Close it first"), "{}", closed.text());
    for path in [format!("/events/{vote}/early-look"), format!("/events/{vote}/close")] {
        let answer = room.world.officer.post(&path, &[("here", "40"), ("attended", "40"), ("sure", "yes")]).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    assert_eq!(room.world.officer.get(&format!("/events/{vote}/board")).await.status, 404);
    assert_eq!(room.world.officer.get(&format!("/events/{vote}")).await.header("location"), at);
    let elsewhere = room.world.event().await;
    assert_eq!(room.world.officer.get(&format!("/events/{elsewhere}/votes/{vote}/screen")).await.status, 404, "of another room");
    room.close(&room.event, &vote, 3).await;
    assert_eq!(room.world.officer.close(&room.event, 12).await.status, 303);
    let after = room.start_as(&room.world.officer, &room.event, "lunch").await;
    assert!(after.status == 422 && after.text().contains("nobody is in the room any more"), "{}", after.text());
}

#[tokio::test]
async fn a_question_is_asked_of_the_same_children_once() {
    let room = Room::open().await;
    let officer = &room.world.officer;
    // The list below the summary of errors names reasons too, of other questions.
    let told =
        |page: &Answer| page.text().split("class=\"errors\"").nth(1).and_then(|e| e.split("</div>").next()).unwrap_or_default().to_owned();
    let refused = async |event: &str, ask: &str, why: &str| {
        let fields = [("ask", ask), ("words", "8-11"), ("shared", "no")];
        let answer = officer.post(&format!("/events/{event}/votes/new"), &fields).await;
        assert!(answer.status == 422 && told(&answer).contains(why), "{ask}: {} {}", answer.status, told(&answer));
        // The page before it says so too.
        let before = officer.get(&format!("/events/{event}/votes/new?ask={ask}")).await;
        assert!(before.status == 422 && told(&before).contains(why), "{ask}: {}", told(&before));
    };
    // What the event asks itself, by its code or by its words under another.
    refused(&room.event, &format!("{}.ways", room.world.questionnaire), "This event asks it already").await;
    refused(&room.event, &format!("{}.reworded", room.questions), "This event asks it already").await;
    for (question, why) in [
        ("frightened", "It asks about safety"),
        ("why", "It is answered in own words"),
        ("toast", "asked only of those"),
        ("years", "It asks who a child is"),
        ("minutes", "not seen at a glance"),
        ("order", "not seen at a glance"),
        ("none-like-this", "Choose a question"),
    ] {
        refused(&room.event, &format!("{}.{question}", room.questions), why).await;
    }
    assert_eq!(room.world.count("SELECT count(*) FROM vote").await, 0);
    // What was voted on, whatever came of it; also while its figures are withdrawn.
    let vote = room.start(&room.event, "breakfast").await;
    room.send(&vote, "breakfast", &["no"; 12]).await;
    room.close(&room.event, &vote, 12).await;
    let again = format!("{}.breakfast", room.questions);
    refused(&room.event, &again, "It was voted on here").await;
    assert_eq!(officer.post(&format!("/events/{vote}/withdraw"), &[("why", "it was tried out by staff")]).await.status, 303);
    refused(&room.event, &again, "It was voted on here").await;
    assert!(room.screen(&room.event, &vote).await.contains("This result was taken back"));
    let few = room.start(&room.event, "lunch").await;
    room.close(&room.event, &few, 0).await;
    refused(&room.event, &format!("{}.lunch", room.questions), "It was voted on here").await;
    // Nor under another questionnaire with the same words, or the same code.
    let copied = officer.publish(&QUESTIONS.replacen("code = \"meals\"", "code = \"meals-again\"", 1)).await;
    refused(&room.event, &format!("{copied}.breakfast"), "It was voted on here").await;
    // Other children may be asked it: their vote is of the same version, so both can be put together.
    let other = room.world.event().await;
    let there = room.start(&other, "breakfast").await;
    let versions = format!("SELECT count(DISTINCT questionnaire_id) FROM event WHERE code IN ('{vote}', '{there}')");
    assert_eq!(room.world.count(&versions).await, 1);
    // The versions of one question are no questionnaires to open an event with, and votes no events of the list.
    let (events, new) = (officer.get("/events").await.text(), officer.get("/events/new").await.text());
    assert!(!events.contains(&vote) && !new.contains("Do you like breakfast?"), "{new}");
    assert_eq!(rows(&officer.get("/questionnaires").await.text()), 3);
}

#[tokio::test]
async fn below_ten_nothing_is_shown_and_nothing_is_lost() {
    let room = Room::open().await;
    let vote = room.start(&room.event, "breakfast").await;
    let tablet = room.send(&vote, "breakfast", &["no"; 9]).await;
    room.close(&room.event, &vote, 30).await;
    let screen = visible(&room.screen(&room.event, &vote).await);
    assert!(screen.contains("Thank you for voting. Let’s talk about it") && screen.contains("stays locked"), "{screen}");
    assert!(!screen.contains("said") || !screen.contains("‘"), "no answer is named: {screen}");
    let summary = visible(&room.world.officer.get(&format!("/summaries/{vote}")).await.text());
    assert!(summary.contains("Too few"), "{summary}");
    assert_eq!(room.world.officer.get(&format!("/summaries/{vote}/all.csv")).await.status, 404);
    let officers = room.world.officer.get(&format!("/events/{}/votes/{vote}", room.event)).await.text();
    assert!(officers.contains(&format!("/events/{vote}/agreed")), "a talk instead");
    assert_eq!(room.world.officer.get(&format!("/events/{vote}/agreed")).await.status, 200);
    // They wait; so does what a tablet sends after the close.
    tablet.send_all(&[letter(&[("breakfast", "yes")])]).await;
    let waiting = format!("SELECT count(*) FROM envelope WHERE event_id = (SELECT id FROM event WHERE code = '{vote}')");
    assert_eq!(room.world.count(&waiting).await, 10);
    // Ten who voted, and nine who were here: nothing either.
    let vote = room.start(&room.event, "lunch").await;
    room.send(&vote, "lunch", &["a-lot"; 10]).await;
    room.close(&room.event, &vote, 9).await;
    assert!(room.screen(&room.event, &vote).await.contains("Thank you for voting. Let’s talk about it"));
}

/// The text alternative of the one chart that a page shows.
fn described(html: &str) -> String {
    html.split("<desc").nth(1).and_then(|d| d.split_once('>')).and_then(|(_, d)| d.split("</desc>").next()).expect("a chart").to_owned()
}

#[tokio::test]
async fn the_big_screen_shows_the_figures_of_the_summary() {
    let room = Room::open().await;
    let vote = room.start(&room.event, "breakfast").await;
    let answers: Vec<&str> = (0..30).map(|i| if i % 3 == 0 { "yes" } else { "no" }).collect();
    let tablet = room.send(&vote, "breakfast", &answers).await;
    room.close(&room.event, &vote, 31).await;
    let summary = room.world.officer.get(&format!("/summaries/{vote}")).await.text();
    let screen = room.screen(&room.event, &vote).await;
    // In the words of the screen, in which the children were asked: “Yes, I do” is “Yes” in reports.
    let worded = described(&summary).replace("Yes:", "Yes, I do:").replace("No:", "No, I don’t:");
    assert_eq!(described(&screen), worded);
    let words = screen.split_once("<h1").and_then(|(_, h)| h.split("</h1>").next()).expect("a headline");
    let words = visible(&format!("<h1{words}"));
    assert!(words.contains("said ‘"), "{words}");
    assert!(screen.find("said ‘").expect("words") < screen.find("<svg").expect("bars"), "in words first");
    let figure = |text: &str| text.split(" said").next().unwrap_or_default().trim().to_owned();
    let of_summary = visible(&summary);
    assert!(of_summary.contains(&figure(&words)), "{words} stands not in {of_summary}");
    assert!(screen.contains("30 of 31 children took part"), "{}", visible(&screen));
    // It is fixed: the same bytes, however often it is asked for, and whatever comes late.
    tablet.send_all(&[letter(&[("breakfast", "yes")])]).await;
    assert_eq!(room.screen(&room.event, &vote).await, screen);
    let live = room.world.officer.get(&format!("/events/{}/votes/{vote}/live?once=1", room.event)).await.text();
    assert!(live.contains("What this room said"), "{live}");
}

/// From ten to nineteen there are words alone.
#[tokio::test]
async fn few_are_told_in_words() {
    let room = Room::open().await;
    let vote = room.start(&room.event, "breakfast").await;
    room.send(&vote, "breakfast", &["yes"; 14]).await;
    room.close(&room.event, &vote, 14).await;
    let screen = room.screen(&room.event, &vote).await;
    assert!(!screen.contains("<svg") && screen.contains("<dl class=\"words\">"), "{}", visible(&screen));
    assert!(!visible(&screen).contains("All ") && !visible(&screen).contains("none"), "{}", visible(&screen));
}

/// A slip in the number would hide a result for good.
#[tokio::test]
async fn fewer_children_than_answers_are_asked_about_in_a_vote_and_in_an_event() {
    let room = Room::open().await;
    let (world, vote) = (&room.world, room.start(&room.event, "breakfast").await);
    room.send(&vote, "breakfast", &["yes"; 12]).await;
    let late = Tablet::at(&world.server.base, &room.event).await;
    late.send_all(&vec![letter(&[("age", "8-11")]); 12]).await;
    for path in [format!("/events/{}/votes/{vote}", room.event), format!("/events/{}/close", room.event)] {
        let close = async |typed: &[(&str, &str)]| world.officer.post(&path, &[&[("sure", "yes")], typed].concat()).await;
        let asked = close(&[("attended", "5")]).await;
        let text = visible(&asked.text());
        assert!(asked.status == 422 && text.contains("You wrote 5, and at least 10 have answered. Look at the number again"), "{text}");
        assert!(asked.text().contains("value=\"5\"") && text.contains("some answered more than once"), "{text}");
        // Told in steps of five alone: ten and eleven are taken, whatever came beyond.
        let closed =
            if path.contains("votes") { close(&[("attended", "10")]).await } else { close(&[("attended", "5"), ("fewer", "yes")]).await };
        assert_eq!(closed.status, 303, "{}", closed.text());
    }
}

/// Invariant 4: while it is open two votes with equal head counts are the same to the byte.
#[tokio::test]
async fn before_the_close_no_byte_depends_on_what_was_voted() {
    let room = Room::open().await;
    let mut seen = Vec::new();
    for (event, answer) in [(room.event.clone(), "yes"), (room.world.event().await, "no")] {
        let vote = room.start(&event, "breakfast").await;
        let empty = room.screen(&event, &vote).await;
        room.send(&vote, "breakfast", &[answer; 4]).await;
        assert_eq!(room.screen(&event, &vote).await, empty, "four are as none");
        room.send(&vote, "breakfast", &[answer; 9]).await;
        let mut pages = Vec::new();
        for page in ["", "/screen", "/live?once=1"] {
            let text = room.world.officer.get(&format!("/events/{event}/votes/{vote}{page}")).await.text();
            pages.push(text.replace(&vote, "VOTE").replace(&event, "ROOM"));
        }
        assert!(pages[1].contains("At least 10</b> have voted"), "{}", pages[1]);
        seen.push(pages);
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn where_the_event_is_closed_an_open_vote_is_named_first() {
    let room = Room::open().await;
    let vote = room.start(&room.event, "breakfast").await;
    let to = format!("A vote is open in the room:</b> “<a href=\"/events/{}/votes/{vote}\">", room.event);
    let pages = async || {
        let of = async |page: &str| room.world.officer.get(&format!("/events/{}{page}", room.event)).await.text();
        [of("").await, of("/board").await]
    };
    for page in pages().await {
        let (_, closing) = page.split_once("Close the event</h2>").expect("the place to close");
        assert!(closing.contains(&to), "{closing}");
    }
    room.close(&room.event, &vote, 0).await;
    for page in pages().await {
        assert!(!page.contains("A vote is open in the room"), "{page}");
    }
}
