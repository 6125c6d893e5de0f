//! The log tells nothing about children.

use crate::support::{Answer, MUNRO, Server, Tablet, Visitor, World, add_staff, answers, fresh_id, serve, some_letters};

const AGENT: &str = "Mozilla/5.0 (Maple House tablet 7)";

/// Does what happens at an event, and some of what goes wrong; gives every id that was used.
async fn a_whole_event(world: &World) -> (String, Vec<String>) {
    let event = world.event().await;
    let mut tablet = Tablet::at(&world.server.base, &event).await;
    let agent = reqwest::Client::builder().user_agent(AGENT).redirect(reqwest::redirect::Policy::none());
    tablet.browser.client = agent.build().expect("a client");
    let mut ids = Vec::new();
    for page in ["", "/welcome", "/answer", "/thanks", "/nothing"] {
        let answer = tablet.browser.get(&format!("/e/{event}{page}")).await;
        ids.extend(answer.header("location").split("envelope=").nth(1).map(str::to_owned));
    }
    // What comes after the questions: a line would tell when a child had finished, or hid the page.
    for (page, status) in [("/quiet", 200), ("/e/forget", 204)] {
        assert_eq!(tablet.browser.get(page).await.status, status);
    }
    for (id, sealed) in tablet.seal_all(&some_letters(14)) {
        assert_eq!(tablet.send(&id, &sealed).await.status, 200);
        ids.push(id.to_string());
    }
    let (form, wrong, aside, large) = (fresh_id(), fresh_id(), fresh_id(), fresh_id());
    assert_eq!(tablet.send_form(&form, &[("alone", "not-usually"), ("ways", "text-or-phone")]).await.status, 303);
    assert_eq!(tablet.send_form(&form, &[("alone", "never")]).await.status, 303);
    assert_eq!(tablet.send_form(&wrong, &[("alone", "not-usually"), ("ways", "no-such-way")]).await.status, 422);
    assert_eq!(tablet.send(&aside, b"no envelope").await.status, 200);
    assert_eq!(tablet.send(&large, &vec![1; 20_000]).await.status, 413);
    assert_eq!(tablet.send(&fresh_id(), &tablet.seal(&fresh_id(), &answers(&[("age", "8-11")]))).await.status, 200);
    ids.extend([form, wrong, aside, large].map(|id| id.to_string()));
    assert_eq!(world.officer.close(&event, 16).await.status, 303);
    assert_eq!(tablet.browser.get(&format!("/e/{event}/answer?envelope={form}")).await.status, 410);
    for file in ["", "/all.csv", "/all.xlsx", "/alone.csv"] {
        assert_eq!(world.officer.get(&format!("/summaries/{event}{file}")).await.status, 200);
    }
    (event, ids)
}

fn assert_quiet(log: &str, event: &str, ids: &[String], secrets: &[&str]) {
    // The address on which it listens is no child's.
    let port = log.split_once("ready port=").and_then(|(_, rest)| rest.lines().next()).expect("it has started");
    let log = &log.replace(&format!("127.0.0.1:{}", port.trim()), "HERE");
    for id in ids {
        assert!(!log.contains(id.as_str()), "an envelope's id in the log:\n{log}");
    }
    for word in [
        AGENT,
        "Mozilla",
        "127.0.0.1",
        event,
        "not-usually",
        "text-or-phone",
        "no-such-way",
        "talk-alone",
        "12-15",
        "/e/",
        "quiet",
        "forget",
        "unmatched",
    ] {
        assert!(!log.contains(word), "“{word}” in the log:\n{log}");
    }
    for secret in secrets {
        assert!(!log.contains(secret), "a token or an address of a person in the log:\n{log}");
    }
}

#[tokio::test]
async fn the_log_of_a_whole_event_tells_nothing_about_children() {
    let mut world = World::new().await;
    let link = add_staff(world.folder.path(), "link@council.example", "Link", "officer");
    let visitor = Visitor::at(&world.server.base);
    let cookie = visitor.get(&link).await;
    let session = cookie.header("set-cookie").split(['=', ';']).nth(1).expect("a session").to_owned();
    let (event, ids) = a_whole_event(&world).await;
    world.server.stop();
    let token = link.trim_start_matches("/sign-in/").split('?').next().expect("a token");
    assert_quiet(&world.server.log(), &event, &ids, &[token, &session, "link@council.example"]);
}

#[tokio::test]
async fn the_log_is_as_quiet_when_it_is_made_to_tell_most() {
    let mut world = World::new().await;
    world.server.stop();
    let mut command = serve(world.folder.path());
    command.env("SAYSO_LOG_LEVEL", "trace");
    world.server = Server::run(command);
    world.administrator.move_to(&world.server);
    world.officer.move_to(&world.server);
    let (event, ids) = a_whole_event(&world).await;
    world.server.stop();
    assert_quiet(&world.server.log(), &event, &ids, &[]);
}

#[tokio::test]
async fn a_demonstration_listens_on_this_machine_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = std::process::Command::new(crate::support::SAYSO);
    command.args(["demo", "--listen", "0.0.0.0:0", "--data"]).arg(folder.path());
    let out = command.output().expect("it runs");
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("on this machine only"), "{}", String::from_utf8_lossy(&out.stderr));
}

#[tokio::test]
async fn a_stored_file_comes_back_as_it_was_published() {
    let world = World::new().await;
    let path = format!("/questionnaires/{}/file", world.questionnaire);
    let file: Answer = world.officer.get(&path).await;
    assert_eq!(file.text().trim(), MUNRO.trim());
    // The same file again is the same version; a changed one is the next, and the first stays.
    assert_eq!(world.officer.publish(MUNRO).await, world.questionnaire);
    let changed = world.officer.publish(&MUNRO.replace("Do things together", "Do things with me")).await;
    assert_ne!(changed, world.questionnaire);
    assert_eq!(world.officer.get(&path).await.body, file.body);
}
