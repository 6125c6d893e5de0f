//! The board of an event on its day, and hands that are raised.

use crate::support::{Answer, Person, Tablet, Visitor, World, answers, fresh_id, some_letters, visible};
use crate::tablets::{Enrolled, code, enrol};
use sayso::domain::code::Code;
use sayso::domain::envelope::{EnvelopeId, RemarkId};
use sayso::domain::outbox::{Sealed, write};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Names an adult whom children can ask for.
async fn name(officer: &Person, event: &str, name: &str, role: &str, outside: bool) {
    let mut fields = vec![("do", "add"), ("name", name), ("role", role), ("picture", "adult-bun")];
    if outside {
        fields.push(("outside", "yes"));
    }
    let answer = officer.post(&format!("/events/{event}/adults"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

fn id(n: u8) -> String {
    format!("{n:02x}").repeat(16)
}

async fn talk(tablet: &Enrolled) -> Value {
    let answer = tablet.get("talk").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// A world with an event, a tablet at it, and two adults of whom one is from outside.
async fn with_adults() -> (World, Enrolled) {
    let world = World::new().await;
    let event = world.event().await;
    name(&world.officer, &event, "Amina", "from the children’s rights team", false).await;
    name(&world.officer, &event, "Joe", "an advocate: on your side", true).await;
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    (world, tablet)
}

#[tokio::test]
async fn a_hand_is_on_the_board_within_two_seconds() {
    let (world, tablet) = with_adults().await;
    let event = tablet.event.clone();
    let url = format!("{}/events/{event}/board/live", world.server.base);
    let mut stream = world.officer.browser().client.get(url).send().await.expect("a stream");
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    let first = stream.chunk().await.expect("bytes").expect("a first message");
    assert!(String::from_utf8_lossy(&first).contains("event: board"));
    let joe = talk(&tablet).await["adults"][1]["id"].clone();
    let asked = Instant::now();
    let answer = tablet.post("hand", &json!({ "id": id(1), "adult": joe, "how": "later" })).await;
    assert_eq!((answer.status, answer.text().as_str()), (200, "{\"asked\":\"Joe\"}"));
    let mut told = String::new();
    while !told.contains("Later, quietly") {
        let chunk = tokio::time::timeout(Duration::from_secs(5), stream.chunk()).await.expect("in time").expect("bytes");
        told.push_str(&String::from_utf8_lossy(&chunk.expect("it goes on")));
    }
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    let (_, data) = told.split_once("data: ").expect("a message");
    let parts: Value = serde_json::from_str(data.lines().next().expect("a line")).expect("JSON");
    let hands = parts["parts"]["hands"].as_str().expect("hands");
    for words in ["1 hand raised", "Tablet 1", "Later, quietly", "Joe", "an advocate", "Nobody has said they are going"] {
        assert!(hands.contains(words), "“{words}”: {hands}");
    }
    // What did not change is not sent again, and what the page shows without JavaScript is the same.
    assert!(parts["parts"].get("answers").is_none(), "{parts}");
    let page = world.officer.get(&format!("/events/{event}/board")).await.text();
    assert!(page.contains("Later, quietly") && page.contains("I am going"), "{page}");
}

/// A board at which nothing happens hears all the same that it is told what does.
#[tokio::test]
async fn a_board_at_which_nothing_happens_hears_a_beat_that_tells_nothing() {
    let (world, tablet) = with_adults().await;
    let url = format!("{}/events/{}/board/live", world.server.base, tablet.event);
    let mut stream = world.officer.browser().client.get(url).send().await.expect("a stream");
    let mut told = String::new();
    while !told.contains("event: beat") {
        let chunk = tokio::time::timeout(Duration::from_secs(60), stream.chunk()).await.expect("in time").expect("bytes");
        told.push_str(&String::from_utf8_lossy(&chunk.expect("it goes on")));
    }
    let beat = told.split_inclusive("\n\n").find(|message| message.contains("event: beat"));
    assert_eq!(beat, Some("event: beat\ndata: here\n\n"), "{told}");
}

#[tokio::test]
async fn what_came_of_a_hand_is_asked_before_it_is_closed_and_kept_apart_from_answers() {
    let (world, tablet) = with_adults().await;
    let event = tablet.event.clone();
    let amina = talk(&tablet).await["adults"][0]["id"].clone();
    let asking = json!({ "id": id(2), "adult": amina, "how": "now" });
    for _ in 0..2 {
        assert_eq!(tablet.post("hand", &asking).await.status, 200, "the same asking again is one");
    }
    let other = json!({ "id": id(2), "adult": amina, "how": "later" });
    assert_eq!(tablet.post("hand", &other).await.status, 409);
    assert_eq!(world.count("SELECT count(*) FROM hand").await, 1);
    let hand = format!("/events/{event}/hands/{}", id(2));
    let empty = world.officer.post(&hand, &[("do", "done"), ("note", &"n".repeat(501))]).await;
    assert_eq!(empty.status, 422);
    for words in ["Write who came", "Write when", "Choose what came of it", "up to 500 letters"] {
        assert!(empty.text().contains(words), "all that is missing at once: {words}");
    }
    assert_eq!(world.count("SELECT count(*) FROM hand WHERE outcome IS NULL").await, 1);
    assert_eq!(world.officer.post(&hand, &[("do", "going")]).await.status, 303);
    let board = visible(&world.officer.get(&format!("/events/{event}/board")).await.text());
    assert!(board.contains("Some officer  is going") || board.contains("Some officer is going"), "{board}");
    let fields = [("do", "done"), ("came", "Amina"), ("at", "00:00"), ("outcome", "talked"), ("note", "REF 7")];
    assert_eq!(world.officer.post(&hand, &fields).await.status, 303);
    let record = world.officer.get(&hand).await.text();
    for words in ["Amina", "00:00", "They talked", "REF 7"] {
        assert!(record.contains(words), "{words}: {record}");
    }
    // Closed once: what another officer types a moment later does not take its place.
    let late = [("do", "done"), ("came", "Ben"), ("at", "00:00"), ("outcome", "not-found")];
    assert_eq!(world.officer.post(&hand, &late).await.status, 303);
    assert!(world.officer.get(&hand).await.text().contains("Amina"));
    let times = "SELECT count(*) FROM hand WHERE raised_at > 1700000000 AND closed_at >= raised_at AND going_by = closed_by";
    assert_eq!(world.count(times).await, 1, "a record of staff's work has its times");
    // Nothing of it joins the answers: their tables have no column for it (tests/columns.rs), and no bytes of it.
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 0);
    assert_eq!(world.officer.get(&format!("/events/{event}/hands/{}", id(9))).await.status, 404);
    let elsewhere = world.event().await;
    assert_eq!(world.officer.get(&format!("/events/{elsewhere}/hands/{}", id(2))).await.status, 404);
}

#[tokio::test]
async fn a_hand_needs_somebody_from_outside_and_an_enrolled_tablet() {
    let world = World::new().await;
    let event = world.event().await;
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    name(&world.officer, &event, "Amina", "from the home", false).await;
    assert_eq!(talk(&tablet).await["adults"], json!([]), "nobody whom the service does not employ");
    assert_eq!(tablet.post("hand", &json!({ "id": id(1), "adult": 1, "how": "now" })).await.status, 404);
    let page = world.officer.get(&format!("/events/{event}/adults")).await.text();
    assert!(page.contains("Nobody from outside Maple House is named yet"), "{page}");
    name(&world.officer, &event, "Joe", "an advocate", true).await;
    let numbers = [("do", "numbers"), ("duty_team", "0114 496 0000"), ("advocate", "")];
    assert_eq!(world.officer.post(&format!("/events/{event}/adults"), &numbers).await.status, 303);
    let told = talk(&tablet).await;
    assert_eq!((told["adults"][0]["name"].as_str(), told["adults"][1]["outside"].as_bool()), (Some("Amina"), Some(true)));
    assert!(told["adults"][0]["picture"].as_str().is_some_and(|svg| svg.starts_with("<svg")));
    assert_eq!(told["numbers"], json!([{ "who": "duty-team", "number": "0114 496 0000" }]));
    // A link answered alone: the numbers, and nobody who would have to be found.
    let alone = Visitor::at(&world.server.base);
    let told: Value = serde_json::from_slice(&alone.get(&format!("/e/{event}/talk")).await.body).expect("JSON");
    assert!(told["adults"] == json!([]) && told["numbers"][0]["who"] == "duty-team");
    let url = format!("{}/e/{event}/hand", world.server.base);
    let asked = alone.client.post(url).json(&json!({ "id": id(3), "adult": 1, "how": "now" })).send().await.expect("an answer");
    assert_eq!(asked.status().as_u16(), 401);
    for wrong in [json!({}), json!({ "id": "x", "adult": 1, "how": "now" }), json!({ "id": id(1), "adult": 1, "how": "shout" })] {
        assert_eq!(tablet.post("hand", &wrong).await.status, 422, "{wrong}");
    }
    // All that is wrong with a form is told at once, and what was typed is kept.
    let wrong = world.officer.post(&format!("/events/{event}/adults"), &[("do", "add"), ("name", "Ada"), ("outside", "yes")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("Write who that is") && wrong.text().contains("most alike"), "{}", wrong.text());
    assert!(wrong.text().contains("value=\"Ada\""));
    let wrong = world.officer.post(&format!("/events/{event}/adults"), &[("do", "numbers"), ("duty_team", "ask the front desk")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("digits and spaces"));
    assert_eq!(world.officer.post(&format!("/events/{event}/adults"), &[("do", "remove"), ("adult", "2")]).await.status, 303);
    assert_eq!(talk(&tablet).await["adults"], json!([]));
}

#[tokio::test]
async fn the_board_counts_in_steps_of_five_and_names_who_holds_answers() {
    let world = World::new().await;
    let tablet = world.answered(23).await;
    let event = tablet.event.to_string();
    let code = code(&world.officer, &event).await;
    let (one, two, three) =
        (enrol(&world.server.base, &code).await, enrol(&world.server.base, &code).await, enrol(&world.server.base, &code).await);
    one.greet(true).await;
    two.greet(false).await;
    let board = async || world.officer.get(&format!("/events/{event}/board")).await.text();
    let seen = visible(&board().await);
    let flat = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("at least 20") && !flat.contains("23"), "{flat}");
    assert!(
        flat.contains("Tablet 1 holds answers that have not reached us yet") && flat.contains("2 seen in the last 3 minutes"),
        "{flat}"
    );
    assert!(flat.contains("Tablet 1 still holds answers.") && flat.contains("Tablet 3 has never said"), "{flat}");
    assert!(flat.contains("Children here is not filled in."), "{flat}");
    let wrong = world.officer.post(&format!("/events/{event}/here"), &[("here", "many")]).await;
    assert!(wrong.status == 422 && wrong.text().contains("value=\"many\""), "{}", wrong.text());
    assert_eq!(world.officer.post(&format!("/events/{event}/here"), &[("here", "31")]).await.status, 303);
    // It is filled in where the event is closed, and the warning stands there too.
    let last = world.officer.get(&format!("/events/{event}")).await.text();
    assert!(last.contains("name=\"attended\" type=\"number\" value=\"31\""), "{last}");
    assert!(visible(&last).contains("still holds answers."), "{last}");
    three.greet(false).await;
    one.greet(false).await;
    let flat = visible(&board().await).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("No tablet said, when it was last seen, that it holds answers.") && flat.contains("filled in: 31"), "{flat}");
    assert_eq!(world.officer.close(&event, 31).await.status, 303);
    assert!(visible(&board().await).contains("What still comes waits for the quarterly figures"));
}

/// Invariant 4, for all that the board shows: what was answered changes no byte of it.
#[tokio::test]
async fn the_board_does_not_depend_on_what_was_answered() {
    let seen = async |choice: &str| {
        let (world, tablet) = with_adults().await;
        let sealer = Tablet::at(&world.server.base, &tablet.event).await;
        for _ in 0..22 {
            let id = fresh_id();
            assert_eq!(sealer.send(&id, &sealer.seal(&id, &answers(&[("alone", choice)]))).await.status, 200);
        }
        tablet.greet(true).await;
        let joe = talk(&tablet).await["adults"][1]["id"].clone();
        assert_eq!(tablet.post("hand", &json!({ "id": id(4), "adult": joe, "how": "phone" })).await.status, 200);
        let mut pages = Vec::new();
        let masked = regex::Regex::new("value=\\\\?\"[0-9a-f]{32}|<p class=\"count\"><b>[0-9]{4}").expect("a pattern");
        for page in ["board", "board/live?once=1", "tablets", "adults", &format!("hands/{}", id(4))] {
            let text = world.officer.get(&format!("/events/{}/{page}", tablet.event)).await.text();
            pages.push(masked.replace_all(&text.replace(&tablet.event, "EVENT"), "MASKED").into_owned());
        }
        pages
    };
    let (always, never) = tokio::join!(seen("always"), seen("never"));
    for (one, other) in always.iter().zip(&never) {
        assert!(one == other, "{one}\n---\n{other}");
    }
}

/// A board that is open does not hold the server up.
#[tokio::test]
async fn an_open_board_ends_when_the_server_stops() {
    let (mut world, tablet) = with_adults().await;
    let url = format!("{}/events/{}/board/live", world.server.base, tablet.event);
    let mut stream = world.officer.browser().client.get(url).send().await.expect("a stream");
    assert!(stream.chunk().await.expect("bytes").is_some());
    let begun = Instant::now();
    world.server.stop();
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
}

/// Sends a file as a browser's form does.
async fn hand_in(world: &World, event: &str, file: &[u8]) -> Answer {
    let page = world.officer.get(&format!("/events/{event}/tablets")).await.text();
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_owned();
    let head = format!(
        "--xx\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.sayso\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--xx--\r\n"].concat();
    world.officer.browser().post_bytes(&format!("/events/{event}/outbox"), "multipart/form-data; boundary=xx", body).await
}

fn told(answer: &Answer) -> String {
    visible(&answer.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_file_of_sealed_answers_is_taken_in_exactly_once() {
    let world = World::new().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    let event = tablet.event.to_string();
    let sealed = tablet.seal_all(&some_letters(9));
    // Two were sent before the network was gone, and one id has come with other bytes.
    for (id, bytes) in &sealed[..2] {
        assert_eq!(tablet.send(id, bytes).await.status, 200);
    }
    let (twice, _) = &sealed[2];
    assert_eq!(tablet.send(twice, &tablet.seal(twice, &answers(&[("alone", "never")]))).await.status, 200);
    let mut lines: Vec<Sealed> = sealed.iter().map(|(id, bytes)| Sealed::Answers(*id, bytes.clone())).collect();
    lines.push(Sealed::Answers(EnvelopeId::new([0xee; 16]), b"harmed".to_vec()));
    lines.push(Sealed::Remark(RemarkId::new([0xdd; 16]), Code::parse("no-such-question").expect("a code"), vec![7; 4177]));
    let file = write(&tablet.event, &lines) + "{\"id\":\"cut off";
    let answer = hand_in(&world, &event, file.as_bytes()).await;
    assert_eq!(answer.status, 200);
    let report = told(&answer);
    assert!(report.contains("6 taken in. 2 were there already. 3 kept aside, sealed"), "{report}");
    assert!(report.contains("1 could not be read and was not taken in: line 13"), "{report}");
    let held = "SELECT (SELECT count(*) FROM envelope) * 100 + (SELECT count(*) FROM kept_aside)";
    assert_eq!(world.count(held).await, 903);
    // The same file again, on the page and on the command line, beside the running server.
    assert!(told(&hand_in(&world, &event, file.as_bytes()).await).contains("0 taken in. 11 were there already. 0 kept aside"));
    let path = world.folder.path().join("tablet 7.sayso");
    std::fs::write(&path, write(&tablet.event, &lines)).expect("writes");
    let import = |file: &std::path::Path| {
        let mut command = std::process::Command::new(crate::support::SAYSO);
        command.args(["envelope", "import"]).arg(file).arg("--data").arg(world.folder.path());
        command.output().expect("it runs")
    };
    let out = import(&path);
    let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && text.contains("0 taken in.") && text.contains("11 were there already."), "{text}");
    assert_eq!(world.count(held).await, 903);
    std::fs::write(&path, file).expect("writes");
    let out = import(&path);
    assert!(!out.status.success() && String::from_utf8_lossy(&out.stdout).contains("line 13"), "what is left over is no success");
    // Of another event, or no file at all.
    let other = world.event().await;
    for (event, file, words) in [
        (&other, write(&tablet.event, &lines), "belong to another event"),
        (&event, "hello".to_owned(), "no outbox of a tablet"),
        (&event, String::new(), "Choose a file first"),
    ] {
        let answer = hand_in(&world, event, file.as_bytes()).await;
        assert!(answer.status == 422 && told(&answer).contains(words), "{words}: {}", told(&answer));
    }
    let at = format!("/events/{event}/outbox");
    let forged = world.officer.browser().post_bytes(&at, "multipart/form-data; boundary=xx", b"--xx--".to_vec()).await;
    assert_eq!(forged.status, 409);
}

#[tokio::test]
async fn a_thousand_envelopes_are_handed_in_as_one_file() {
    let world = World::new().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    let sealed = tablet.seal_all(&some_letters(1000));
    let lines: Vec<Sealed> = sealed.into_iter().map(|(id, bytes)| Sealed::Answers(id, bytes)).collect();
    let file = write(&tablet.event, &lines);
    assert!(file.len() > 5_000_000, "more than any form may have");
    // Sealing took longer than a connection is kept: the browser must see that it is gone.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let answer = hand_in(&world, tablet.event.as_str(), file.as_bytes()).await;
    assert!(told(&answer).contains("1000 taken in."), "{}", told(&answer));
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 1000);
}
