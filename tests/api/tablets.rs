//! Tablets: enrolled by a code, submit only, shut out by an officer, known by a header and never by a cookie.

use crate::support::{Answer, Person, Server, Tablet, Visitor, World, answers, blobs, fresh_id, tags};
use serde_json::{Value, json};
use std::time::Duration;

/// A tablet's browser that was enrolled, with what it was told.
pub(crate) struct Enrolled {
    pub(crate) browser: Visitor,
    pub(crate) event: String,
    pub(crate) name: String,
    pub(crate) credential: String,
}

impl Enrolled {
    /// Sends JSON under the tablet's credential.
    pub(crate) async fn post(&self, what: &str, body: &Value) -> Answer {
        let url = format!("{}/e/{}/{what}", self.browser.base, self.event);
        let request = self.browser.client.post(url).bearer_auth(&self.credential).json(body);
        Answer::of(request.send().await.expect("an answer")).await
    }

    /// Asks for JSON under it.
    pub(crate) async fn get(&self, what: &str) -> Answer {
        let url = format!("{}/e/{}/{what}", self.browser.base, self.event);
        Answer::of(self.browser.client.get(url).bearer_auth(&self.credential).send().await.expect("an answer")).await
    }

    /// Says whether it holds answers.
    pub(crate) async fn greet(&self, holds: bool) {
        let answer = self.post("heartbeat", &json!({ "holds": holds })).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
}

/// The code that an officer is shown, and what the QR code holds.
pub(crate) async fn code(officer: &Person, event: &str) -> String {
    let page = officer.post(&format!("/events/{event}/tablets"), &[("do", "code")]).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    let (_, after) = text.split_once("<p class=\"code\">").expect("a code");
    after.split('<').next().expect("it ends").to_owned()
}

/// Asks to be a tablet.
async fn ask(browser: &Visitor, body: &Value) -> Answer {
    let url = format!("{}/e/tablet", browser.base);
    Answer::of(browser.client.post(url).json(body).send().await.expect("an answer")).await
}

/// Enrols a tablet.
pub(crate) async fn enrol(base: &str, code: &str) -> Enrolled {
    let browser = Visitor::at(base);
    let answer = ask(&browser, &json!({ "code": code })).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(answer.header("set-cookie").is_empty());
    let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let text = |name: &str| told[name].as_str().expect("text").to_owned();
    assert_eq!(text("way_out").len(), 4);
    Enrolled { browser, event: text("event"), name: text("tablet"), credential: text("credential") }
}

#[tokio::test]
async fn a_tablet_is_enrolled_by_a_code_and_needs_no_account() {
    let world = World::new().await;
    let event = world.event().await;
    let code = code(&world.officer, &event).await;
    let typed = format!(" {} ", code.to_uppercase().replace(' ', "-"));
    let (first, second) = (enrol(&world.server.base, &code).await, enrol(&world.server.base, &typed).await);
    assert_eq!((first.name.as_str(), second.name.as_str()), ("Tablet 1", "Tablet 2"));
    assert!(first.event == event && first.credential != second.credential && first.credential.len() == 32);
    // What is kept of it cannot be used, and stands in no table of answers.
    let kept = blobs(&world.file(), "SELECT digest FROM tablet").await;
    assert!(kept.len() == 2 && kept.iter().all(|d| d.len() == 32 && d != first.credential.as_bytes()));
    // It may do what a tablet does, and nothing else.
    for path in ["/events", "/account", &format!("/events/{event}/board"), &format!("/summaries/{event}")] {
        let url = format!("{}{path}", world.server.base);
        let answer = Answer::of(first.browser.client.get(url).bearer_auth(&first.credential).send().await.expect("an answer")).await;
        assert_eq!(answer.status, 401, "{path}");
    }
    // Another code ends the one before; a code that is ended works no more, and neither does one of a closed event.
    let next = self::code(&world.officer, &event).await;
    let browser = Visitor::at(&world.server.base);
    assert_eq!(ask(&browser, &json!({ "code": code })).await.status, 404);
    assert_eq!(ask(&browser, &json!({ "code": next })).await.status, 200);
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets"), &[("do", "end")]).await.status, 303);
    assert_eq!(ask(&browser, &json!({ "code": next })).await.status, 404);
    let last = self::code(&world.officer, &event).await;
    assert_eq!(world.officer.close(&event, 0).await.status, 303);
    assert_eq!(ask(&browser, &json!({ "code": last })).await.status, 404);
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets"), &[("do", "code")]).await.status, 409);
}

#[tokio::test]
async fn a_qr_code_enrols_and_what_is_no_code_is_told() {
    let world = World::new().await;
    let event = world.event().await;
    let page = world.officer.post(&format!("/events/{event}/tablets"), &[]).await;
    assert!(page.text().contains("QR code that sets up a tablet"));
    let browser = Visitor::at(&world.server.base);
    for bad in [json!({}), json!([]), json!({ "code": "a", "link": "b" }), json!({ "code": 7 })] {
        assert_eq!(ask(&browser, &bad).await.status, 422, "{bad}");
    }
    for bad in [json!({ "code": "" }), json!({ "code": "oil10oil" }), json!({ "link": "0".repeat(32) }), json!({ "link": "" })] {
        let answer = ask(&browser, &bad).await;
        assert_eq!((answer.status, answer.text().as_str()), (404, "{\"error\":\"unknown\"}"), "{bad}");
    }
}

#[tokio::test]
async fn codes_cannot_be_tried_one_after_another() {
    let world = World::new().await;
    let event = world.event().await;
    let right = code(&world.officer, &event).await;
    let browser = Visitor::at(&world.server.base);
    let letters = ["2", "3", "4", "6", "7", "8", "9", "f", "k", "m", "q", "r", "w", "x", "y", "z"];
    let mut statuses = Vec::new();
    for guess in 0..40 {
        let guess = letters[guess % 16].repeat(7) + letters[guess / 16];
        statuses.push(ask(&browser, &json!({ "code": guess })).await.status);
    }
    let refused = statuses.iter().filter(|s| **s == 429).count();
    assert!(statuses[..20].iter().all(|s| *s == 404) && refused >= 10, "{statuses:?}");
    // The right one waits too, or the limit would tell it from the others; it is said for how long.
    let answer = ask(&browser, &json!({ "code": right })).await;
    assert_eq!(answer.status, 429);
    let seconds: u64 = answer.header("retry-after").parse().expect("seconds");
    assert!((1..=3).contains(&seconds));
    tokio::time::sleep(Duration::from_secs(seconds + 1)).await;
    assert_eq!(ask(&browser, &json!({ "code": right })).await.status, 200);
}

#[tokio::test]
async fn a_tablet_that_was_shut_out_is_refused_and_nothing_is_written() {
    let world = World::new().await;
    let event = world.event().await;
    let code = code(&world.officer, &event).await;
    let (kept, lost) = (enrol(&world.server.base, &code).await, enrol(&world.server.base, &code).await);
    let sealer = Tablet::at(&world.server.base, &event).await;
    let send = async |credential: Option<&str>| {
        let id = fresh_id();
        let url = format!("{}{}", world.server.base, sealer.path(&id));
        let mut request = sealer.browser.client.post(url).body(sealer.seal(&id, &answers(&[("age", "8-11")])));
        if let Some(credential) = credential {
            request = request.header("authorization", credential);
        }
        Answer::of(request.send().await.expect("an answer")).await
    };
    let bearer = |credential: &str| format!("Bearer {credential}");
    let taken = send(Some(&bearer(&lost.credential))).await;
    assert_eq!((taken.status, taken.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets/2"), &[("do", "revoke")]).await.status, 303);
    for wrong in [bearer(&lost.credential), bearer(&"0".repeat(32)), bearer(""), lost.credential.clone(), "Basic eDp5".into()] {
        let refused = send(Some(&wrong)).await;
        assert_eq!((refused.status, refused.text().as_str()), (401, "{\"error\":\"revoked\"}"), "{wrong}");
    }
    for (what, body) in [("heartbeat", json!({ "holds": false })), ("hand", json!({})), ("talk", json!({}))] {
        let answer = if what == "talk" { lost.get(what).await } else { lost.post(what, &body).await };
        assert_eq!(answer.status, 401, "{what}");
    }
    // The other goes on, and so does whoever answers a link alone.
    assert_eq!(send(Some(&bearer(&kept.credential))).await.status, 200);
    assert_eq!(send(None).await.status, 200);
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 3);
    // A tablet of one event is none of another.
    let other = world.event().await;
    let elsewhere =
        Enrolled { event: other, browser: Visitor::at(&world.server.base), name: kept.name.clone(), credential: kept.credential.clone() };
    assert_eq!(elsewhere.post("heartbeat", &json!({ "holds": false })).await.status, 401);
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets/99"), &[("do", "revoke")]).await.status, 404);
    let unnamed = world.officer.post(&format!("/events/{event}/tablets/1"), &[("do", "rename"), ("name", " ")]).await;
    assert_eq!(unnamed.status, 422, "{}", unnamed.text());
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets/1"), &[("do", "rename"), ("name", "The blue one")]).await.status, 303);
    assert!(world.officer.get(&format!("/events/{event}/tablets")).await.text().contains("The blue one"));
}

#[tokio::test]
async fn a_tablet_is_got_ready_before_the_day() {
    let world = World::new().await;
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let fields = [
        ("name", "Tomorrow"),
        ("questionnaire", &questionnaire),
        ("service", &service),
        ("expected", "30"),
        ("opens", "2099-01-05"),
        ("closes", "2099-01-06"),
        ("policy", "protected"),
    ];
    let opened = world.officer.post("/events/new", &fields).await;
    let event = opened.header("location").rsplit('/').next().expect("a code").to_owned();
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let list: Value = serde_json::from_slice(&tablet.get("cache").await.body).expect("JSON");
    for entry in list["pages"].as_array().expect("pages").iter().filter(|p| p.get("to").is_none()) {
        let url = entry["url"].as_str().expect("an address");
        assert_eq!(tablet.browser.get(url).await.status, if url.contains("/thanks") { 200 } else { 403 }, "{url} as anybody");
        let path = url.rsplit_once(&format!("/e/{event}")).expect("of the event").1;
        let asked = tablet.browser.client.get(format!("{}/e/{event}{path}", world.server.base)).bearer_auth(&tablet.credential);
        let page = Answer::of(asked.send().await.expect("an answer")).await;
        assert_eq!((page.status, page.body.len() as u64), (200, entry["bytes"].as_u64().expect("bytes")), "{url}");
    }
}

/// What is known of a tablet changes when it says so itself, and at no other time: not when it sends.
#[tokio::test]
async fn a_send_changes_nothing_that_is_known_of_a_tablet() {
    let mut world = World::new().await;
    let event = world.event().await;
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let sealer = Tablet::at(&world.server.base, &event).await;
    let known = "SELECT coalesce(seen_minute, -1) * 10 + coalesce(holds, 5) FROM tablet";
    let send = async || {
        let id = fresh_id();
        let url = format!("{}{}", world.server.base, sealer.path(&id));
        let sealed = sealer.seal(&id, &answers(&[("age", "8-11")]));
        let digest = sayso::seal::hex(&sayso::seal::digest(&sealed));
        let answer = sealer.browser.client.post(url).bearer_auth(&tablet.credential).body(sealed);
        let answer = Answer::of(answer.send().await.expect("an answer")).await;
        assert_eq!((answer.status, answer.header("receipt-digest")), (200, digest.as_str()));
    };
    send().await;
    assert_eq!(world.officer.get(&format!("/events/{event}/board")).await.status, 200);
    assert_eq!(world.count(known).await, -5, "it has said nothing yet");
    let answer = tablet.post("heartbeat", &json!({ "holds": true })).await;
    let told: Value = serde_json::from_slice(&answer.body).expect("JSON");
    assert!((40..=80).contains(&told["next"].as_u64().expect("seconds")), "{told}");
    assert_eq!((&told["tablet"], &told["open"]), (&json!("Tablet 1"), &json!(true)), "a tablet learns its name, and when to stop");
    for wrong in [json!({}), json!({ "holds": 3 }), json!({ "holds": true, "count": 3 })] {
        assert_eq!(tablet.post("heartbeat", &wrong).await.status, 422, "{wrong}");
    }
    assert_eq!(world.count(known).await, -5, "it is written down with what the others say, not at once");
    assert_eq!(world.officer.get(&format!("/events/{event}/board")).await.status, 200);
    let said = world.count(known).await;
    let seen = (said - 1) / 10;
    assert!(said % 10 == 1 && seen % 60 == 0 && seen > 1_700_000_000, "a whole minute: {said}");
    for _ in 0..3 {
        send().await;
    }
    assert_eq!(world.officer.get(&format!("/events/{event}/board")).await.status, 200);
    assert_eq!(world.count(known).await, said);
    // What was said last is not lost when the server stops.
    tablet.greet(false).await;
    world.server.stop();
    assert_eq!(world.count("SELECT holds FROM tablet").await, 0);
    world.server = Server::start(world.folder.path());
}

#[tokio::test]
async fn the_log_tells_nothing_of_tablets_and_hands() {
    let mut world = World::new().await;
    let event = world.event().await;
    let code = code(&world.officer, &event).await;
    let tablet = enrol(&world.server.base, &code).await;
    tablet.greet(true).await;
    let asked = [tablet.get("talk").await, tablet.get("cache").await, tablet.get("ready").await];
    assert!(asked.iter().all(|a| a.status == 200));
    assert_eq!(tablet.post("hand", &json!({ "id": "0".repeat(32), "adult": 1, "how": "now" })).await.status, 404);
    for path in ["/e/tablet", "/manifest.webmanifest", "/icon-192.png"] {
        assert_eq!(tablet.browser.get(path).await.status, 200, "{path}");
    }
    world.server.stop();
    let log = world.server.log();
    for word in [tablet.credential.as_str(), &code, &code.replace(' ', ""), "heartbeat", "/e/", "manifest", "icon", "talk", "Tablet 1"] {
        assert!(!log.contains(word), "“{word}” in the log:\n{log}");
    }
}

#[tokio::test]
async fn everything_that_a_tablet_keeps_is_listed_with_its_size() {
    let world = World::new().await;
    let event = world.event().await;
    let browser = Visitor::at(&world.server.base);
    let answer = browser.get(&format!("/e/{event}/cache")).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-cache"));
    let list: Value = serde_json::from_slice(&answer.body).expect("JSON");
    let of = |name: &str| list[name].as_array().expect("a list").clone();
    let (pages, files, clips) = (of("pages"), of("files"), of("clips"));
    assert!(pages.len() >= 15 && files.len() >= 6 && clips.len() > 50, "{} {} {}", pages.len(), files.len(), clips.len());
    let mut sum = 0;
    for entry in pages.iter().chain(&files).chain(&clips) {
        let (url, bytes) = (entry["url"].as_str().expect("an address"), entry["bytes"].as_u64().expect("bytes"));
        let there = browser.get(url).await;
        if let Some(to) = entry["to"].as_str() {
            assert_eq!((there.status, there.header("location")), (303, to), "{url}");
            continue;
        }
        assert_eq!((there.status, there.body.len() as u64), (200, bytes), "{url}");
        if let Some(hash) = entry["hash"].as_str() {
            assert_eq!(&sayso::seal::hex(&sayso::seal::digest(&there.body))[..16], hash, "{url}");
        }
        // Whatever a page loads is in the list too.
        if there.is_page() {
            for tag in tags(&there.text()) {
                let named = [tag.get("src"), tag.get("href"), tag.get("data-voice"), tag.get("data-later")];
                for loaded in named.into_iter().flatten().filter(|u| u.starts_with("/assets/") || u.starts_with("/clips/")) {
                    assert!(files.iter().chain(&clips).any(|f| f["url"] == *loaded), "{url} loads {loaded}");
                }
            }
        }
        sum += bytes;
    }
    assert_eq!(list["bytes"].as_u64(), Some(sum));
    assert!(sum <= 5_000_000, "a full cache of Messages for Munro has {sum} bytes");
    println!("a full cache of Messages for Munro: {sum} bytes");
    let tag = answer.header("etag").to_owned();
    let again = browser.client.get(format!("{}/e/{event}/cache", world.server.base)).header("if-none-match", tag).send().await;
    assert_eq!(again.expect("an answer").status().as_u16(), 304);
    assert_eq!(browser.get("/e/bcdefghj/cache").await.status, 404);
}

#[tokio::test]
async fn the_tablets_page_can_be_installed() {
    let world = World::new().await;
    let event = world.event().await;
    let browser = Visitor::at(&world.server.base);
    let manifest = browser.get("/manifest.webmanifest").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let told: Value = serde_json::from_slice(&manifest.body).expect("JSON");
    assert_eq!((told["scope"].as_str(), told["display"].as_str()), (Some("/e/"), Some("fullscreen")));
    for icon in told["icons"].as_array().expect("icons") {
        let png = browser.get(icon["src"].as_str().expect("an address")).await;
        assert!(png.status == 200 && png.body.starts_with(b"\x89PNG"), "{icon}");
    }
    assert_eq!(browser.get("/icon-7.png").await.status, 404);
    let page = browser.get("/e/tablet").await.text();
    assert!(page.contains("rel=\"manifest\"") && page.contains("id=\"enrol\""), "{page}");
    let ready = browser.get(&format!("/e/{event}/ready")).await.text();
    assert_eq!(tags(&ready).iter().filter(|t| t.get("data-check").is_some()).count(), 8);
    assert_eq!(browser.get("/e/bcdefghj/ready").await.status, 404);
    // The worker's scope is the child's pages, never the staff's; a browser asks for it anew each time.
    let worker = browser.get("/e/worker.js").await;
    if worker.status == 200 {
        assert_eq!((worker.header("service-worker-allowed"), worker.header("cache-control")), ("/e/", "no-cache"));
        assert!(worker.header("content-type").starts_with("text/javascript"));
    } else {
        assert_eq!(worker.status, 404);
    }
}
