//! An event that is answered on its enrolled tablets and nowhere else; and what an event answers that is over.

use crate::support::{Answer, Tablet, Visitor, World, answers, database, fresh_id, visible};
use crate::tablets::{Enrolled, code, enrol};
use sea_orm::ConnectionTrait;

const WAITING: &str = "SELECT count(*) FROM envelope";
const TOLD: &str = "These questions are on the tablets in the room";
/// What a child can open.
const PAGES: [&str; 9] = [
    "",
    "/words",
    "/alone",
    "/welcome",
    "/answer",
    "/answer?envelope=0123456789abcdef0123456789abcdef",
    "/not-now",
    "/for-tablet",
    "/words?lang=en",
];

/// Opens an event for the tablets in the room alone.
async fn only(world: &World) -> String {
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let fields = [
        ("name", "In the room"),
        ("questionnaire", &questionnaire),
        ("service", &service),
        ("expected", "30"),
        ("opens", "2026-01-05"),
        ("closes", "2099-12-31"),
        ("policy", "protected"),
        ("only", "yes"),
    ];
    let opened = world.officer.post("/events/new", &fields).await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    opened.header("location").rsplit('/').next().expect("a code").to_owned()
}

/// Sends made-up answers to an event, under a credential or under none.
async fn send(world: &World, sealer: &Tablet, event: &str, credential: Option<&str>) -> Answer {
    let id = fresh_id();
    let request = sealer.browser.client.post(format!("{}/e/{event}/envelope/{id}", world.server.base));
    let mut request = request.body(sealer.seal(&id, &answers(&[("age", "8-11")])));
    if let Some(credential) = credential {
        request = request.bearer_auth(credential);
    }
    Answer::of(request.send().await.expect("an answer")).await
}

async fn page(tablet: &Enrolled, page: &str) -> Answer {
    let url = format!("{}/e/{}{page}", tablet.browser.base, tablet.event);
    Answer::of(tablet.browser.client.get(url).bearer_auth(&tablet.credential).send().await.expect("an answer")).await
}

#[tokio::test]
async fn an_event_for_tablets_alone_takes_answers_from_its_own_tablets_and_from_nobody_else() {
    let world = World::new().await;
    let (event, usual) = (only(&world).await, world.event().await);
    let told = world.officer.get(&format!("/events/{event}")).await.text();
    assert!(told.contains("Answered on the tablets that you set up, and nowhere else"), "{told}");
    assert!(!world.officer.get(&format!("/events/{usual}")).await.text().contains("and nowhere else"));
    let ours = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let other = enrol(&world.server.base, &code(&world.officer, &usual).await).await;
    // The page says what sealing needs, to its tablet alone.
    let sealer = Tablet::read(&page(&ours, "/answer?envelope=0123456789abcdef0123456789abcdef").await, &world.server.base, &event);
    assert_eq!(send(&world, &sealer, &event, Some(&ours.credential)).await.status, 200);
    for wrong in [None, Some(other.credential.as_str()), Some("0123456789abcdef0123456789abcdef")] {
        let refused = send(&world, &sealer, &event, wrong).await;
        assert_eq!((refused.status, refused.text().as_str()), (401, "{\"error\":\"revoked\"}"), "{wrong:?}");
    }
    // A plain form cannot say which tablet it comes from.
    for (path, fields) in [(sealer.form_path(&fresh_id()), [("age", "8-11")]), (format!("/e/{event}/again"), [("age", "8-11")])] {
        let refused = sealer.browser.post(&path, &fields).await;
        assert!(refused.status == 401 && refused.text().contains(TOLD), "{path}: {}", refused.text());
    }
    assert_eq!((world.count(WAITING).await, world.count("SELECT count(*) FROM kept_aside").await), (1, 0));
    // Shut out, it is as anybody else; its pages too.
    assert_eq!(world.officer.post(&format!("/events/{event}/tablets/1"), &[("do", "revoke")]).await.status, 303);
    assert_eq!(send(&world, &sealer, &event, Some(&ours.credential)).await.status, 401);
    assert_eq!(page(&ours, "/words").await.status, 401);
    assert_eq!(world.count(WAITING).await, 1);
    // Other events are as they were.
    let anybody = Tablet::at(&world.server.base, &usual).await;
    assert_eq!(send(&world, &anybody, &usual, None).await.status, 200);
    assert_eq!(anybody.send_form(&fresh_id(), &[("age", "8-11")]).await.status, 303);
}

#[tokio::test]
async fn whoever_opens_its_pages_elsewhere_is_told_kindly_to_use_a_tablet_in_the_room() {
    let world = World::new().await;
    let event = only(&world).await;
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let anybody = Visitor::at(&world.server.base);
    for path in PAGES {
        let refused = anybody.get(&format!("/e/{event}{path}")).await;
        let words = visible(&refused.text());
        assert!(refused.status == 401 && refused.is_page() && words.contains(TOLD), "{path}: {} {words}", refused.status);
        assert!(!words.contains("401") && !words.contains("credential") && !words.contains(&event), "{path}: {words}");
        assert!(refused.header("set-cookie").is_empty() && refused.header("www-authenticate").is_empty(), "{path}");
        let shown = page(&tablet, path).await;
        assert!([200, 303].contains(&shown.status), "{path}: {}", shown.status);
    }
    // What a tablet needs before it is one, and what it keeps, is there for it.
    for path in ["/ready", "/cache", "/talk", "/thanks"] {
        assert_eq!(anybody.get(&format!("/e/{event}{path}")).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_remark_is_refused_where_only_tablets_may_answer() {
    let world = World::asking(include_str!("../../assets/questionnaires/my-social-worker.toml")).await;
    let event = world.event_to_write("my-social-worker").await;
    let db = database(&world.file()).await;
    db.execute_unprepared("UPDATE event SET tablets_only = TRUE").await.expect("updates");
    db.close().await.expect("closes");
    let url = format!("/e/{event}/remark/own-words/{}", fresh_id());
    let answer = Visitor::at(&world.server.base).post_bytes(&url, "application/octet-stream", vec![7; 4177]).await;
    assert_eq!((answer.status, answer.text().as_str()), (401, "{\"error\":\"revoked\"}"));
    assert_eq!(world.count("SELECT count(*) FROM remark").await, 0);
}

/// What is late is taken in for thirty days, also from an enrolled tablet. Then all of an event is 410, and not 401,
/// at which a tablet would stop sending what it holds of other events.
#[tokio::test]
async fn what_is_late_is_taken_in_until_the_event_is_over_for_good() {
    let world = World::new().await;
    let event = world.event().await;
    let tablet = enrol(&world.server.base, &code(&world.officer, &event).await).await;
    let sealer = Tablet::at(&world.server.base, &event).await;
    assert_eq!(world.officer.close(&event, 12).await.status, 303);
    tablet.greet(true).await;
    let late = send(&world, &sealer, &event, Some(&tablet.credential)).await;
    assert_eq!((late.status, late.text().as_str()), (200, "{\"receipt\":\"taken-in\"}"));
    assert_eq!(world.count(WAITING).await, 1);
    // As the purge does it on the thirtieth day.
    let db = database(&world.file()).await;
    db.execute_unprepared("UPDATE event SET ended = TRUE; DELETE FROM tablet;").await.expect("updates");
    db.close().await.expect("closes");
    // The server remembers an event for a second.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(send(&world, &sealer, &event, Some(&tablet.credential)).await.status, 410);
    assert_eq!(send(&world, &sealer, &event, None).await.status, 410);
    for what in ["heartbeat", "hand"] {
        let answer = tablet.post(what, &serde_json::json!({ "holds": true })).await;
        assert_eq!((answer.status, answer.text().as_str()), (410, "{\"error\":\"over\"}"), "{what}");
    }
    assert_eq!(world.count(WAITING).await, 1);
}
