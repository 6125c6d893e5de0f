//! Who may use what: invariant 8.

use crate::routes::{Names, paths};
use crate::support::{Person, Visitor, World, database};
use actix_web::http::Method;
use sayso::web::Access;
use sea_orm::ConnectionTrait;

/// Gives a manager or inspector a service.
async fn give(world: &World, person: &Person, service: i32) -> i32 {
    let row = i32::try_from(world.count(&format!("SELECT id FROM staff WHERE email = '{}'", person.email)).await).expect("a row");
    let answer = world.officer.post(&format!("/people/{row}"), &[("service", &service.to_string())]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    row
}

fn may(role: &str, access: Access) -> bool {
    match access {
        Access::Public | Access::SignedIn => true,
        Access::Tablet => false,
        Access::View => role != "reader",
        Access::Run => ["officer", "administrator"].contains(&role),
        Access::Administer => role == "administrator",
        // Of a reader whom the event does not name: tests/api/reading.rs.
        Access::Read => role == "reader",
    }
}

#[tokio::test]
async fn every_route_refuses_whoever_may_not_use_it() {
    let world = World::new().await;
    let tablet = world.answered(12).await;
    assert_eq!(world.officer.close(tablet.event.as_str(), 12).await.status, 303);
    let anonymous = Visitor::at(&world.server.base);
    let mut people = Vec::new();
    for role in ["inspector", "manager", "reader", "officer", "administrator"] {
        people.push((role, world.person(role).await));
    }
    let inspector = give(&world, &people[0].1, world.service).await;
    give(&world, &people[1].1, world.service).await;
    let names = Names {
        event: tablet.event.as_str(),
        question: "alone",
        questionnaire: world.questionnaire,
        person: inspector,
        asset: "child.css",
    };
    let paths = paths(&names);
    assert!(paths.len() > 40, "the route table");
    for (row, path) in &paths {
        let told = format!("{} {path}", row.method);
        let public = row.access == Access::Public;
        let refused = if row.method == Method::GET { anonymous.get(path).await } else { anonymous.post(path, &[]).await };
        assert_eq!(refused.status == 401, !public, "{told} answers {} to anybody", refused.status);
        assert!(public || refused.header("set-cookie").is_empty(), "{told}");
        for (role, person) in &people {
            // A form without its token: whoever may use the route is told so, and nothing is done.
            let answer = if row.method == Method::GET { person.get(path).await } else { person.browser().post(path, &[]).await };
            if public {
                continue;
            }
            if row.access == Access::Tablet {
                assert_eq!(answer.status, 401, "{told} as {role}: no member of staff is a tablet");
                continue;
            }
            assert_ne!(answer.status, 401, "{told} as {role}");
            assert_eq!(answer.status == 403, !may(role, row.access), "{told} answers {} to {role}", answer.status);
            assert!(answer.status < 500, "{told} answers {} to {role}", answer.status);
            if row.method == Method::POST && may(role, row.access) {
                assert_eq!(answer.status, 409, "{told} as {role}");
            }
        }
    }
}

#[tokio::test]
async fn a_manager_sees_the_figures_of_services_given_and_of_no_other() {
    let world = World::new().await;
    let manager = world.person("manager").await;
    let ours = world.answered(12).await;
    let other = world.administrator.add_service("Harbour View").await;
    let theirs = world.officer.open_event("Another day", world.questionnaire, other).await;
    let tablet = crate::support::Tablet::at(&world.server.base, &theirs).await;
    tablet.send_all(&crate::support::some_letters(12)).await;
    let still_open = world.event().await;
    for event in [ours.event.as_str(), &theirs] {
        assert_eq!(world.officer.close(event, 12).await.status, 303);
    }
    let files = ["", "/all.csv", "/all.xlsx", "/alone.csv"];
    let sees = async |event: &str| {
        let mut statuses = Vec::new();
        for file in files {
            statuses.push(manager.get(&format!("/summaries/{event}{file}")).await.status);
        }
        statuses
    };
    assert_eq!(sees(ours.event.as_str()).await, [404; 4], "before the service was given");
    give(&world, &manager, world.service).await;
    assert_eq!(sees(ours.event.as_str()).await, [200; 4]);
    assert_eq!(sees(&theirs).await, [404; 4]);
    assert_eq!(sees(&still_open).await, [404; 4]);
    // What may not be seen looks like what is not there.
    let (hidden, missing) = (manager.get(&format!("/summaries/{theirs}")).await, manager.get("/summaries/bcdefghj").await);
    assert_eq!(hidden.text(), missing.text());
    let list = manager.get("/summaries").await.text();
    assert!(list.contains(ours.event.as_str()) && !list.contains(&theirs) && !list.contains(&still_open), "{list}");
    // What was taken back is not seen any more, in a session that was there before.
    let row = world.count(&format!("SELECT id FROM staff WHERE email = '{}'", manager.email)).await;
    assert_eq!(world.officer.post(&format!("/people/{row}"), &[]).await.status, 303);
    assert_eq!(sees(ours.event.as_str()).await, [404; 4], "after the service was taken back");
}

#[tokio::test]
async fn a_form_with_a_wrong_token_changes_nothing() {
    let world = World::new().await;
    let tablet = world.answered(12).await;
    let event = tablet.event.as_str();
    let inspector = world.person("inspector").await;
    let row = world.count(&format!("SELECT id FROM staff WHERE email = '{}'", inspector.email)).await;
    let service = world.service.to_string();
    let close = format!("/events/{event}/close");
    let person = format!("/people/{row}");
    let questionnaire = world.questionnaire.to_string();
    let forms: [(&str, Vec<(&str, &str)>); 8] = [
        ("/services", vec![("name", "Forged House"), ("parent", "")]),
        ("/people", vec![("email", "forged@council.example"), ("name", "Forged"), ("role", "administrator")]),
        (&person, vec![("service", &service)]),
        (&close, vec![("attended", "12"), ("sure", "yes")]),
        ("/questionnaires/new", vec![("file", "code = \"forged\""), ("do", "publish")]),
        (
            "/events/new",
            vec![
                ("name", "Forged day"),
                ("questionnaire", &questionnaire),
                ("service", &service),
                ("expected", "30"),
                ("opens", "2026-01-05"),
                ("closes", "2099-12-31"),
                ("policy", "protected"),
            ],
        ),
        ("/account/password", vec![("password", "a long password"), ("again", "a long password")]),
        ("/sign-out", vec![]),
    ];
    let held = "SELECT (SELECT count(*) FROM service) || ' ' || (SELECT count(*) FROM staff) || ' ' || (SELECT count(*) FROM staff_service) \
        || ' ' || (SELECT count(*) FROM event WHERE state = 'open') || ' ' || (SELECT count(*) FROM questionnaire) || ' ' || \
        (SELECT count(*) FROM staff WHERE password_hash IS NOT NULL) || ' ' || (SELECT count(*) FROM session)";
    let state = async || {
        let db = database(&world.file()).await;
        let row = db.query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), held)).await.expect("a query");
        row.expect("a row").try_get_by_index::<String>(0).expect("text")
    };
    let before = state().await;
    for (path, fields) in &forms {
        let answer = world.administrator.post_forged(path, fields).await;
        assert_eq!(answer.status, 409, "{path}: {}", answer.text());
        assert_eq!(world.administrator.browser().post(path, fields).await.status, 409, "{path} without a token");
        assert_eq!(state().await, before, "{path}");
    }
    assert_eq!(world.administrator.get("/events").await.status, 200, "still signed in");
}

#[tokio::test]
async fn a_link_signs_in_once() {
    let world = World::new().await;
    let link = crate::support::add_staff(world.folder.path(), "once@council.example", "Once", "officer");
    let (first, second) = (Visitor::at(&world.server.base), Visitor::at(&world.server.base));
    let answer = first.get(&link).await;
    assert_eq!(answer.status, 303);
    let cookie = answer.header("set-cookie").to_lowercase();
    assert!(cookie.starts_with("sayso=") && cookie.contains("httponly") && cookie.contains("samesite=strict"), "{cookie}");
    assert_eq!(first.get("/events").await.status, 200);
    let again = second.get(&link).await;
    assert_eq!(again.status, 410, "{}", again.text());
    assert_eq!(second.get("/events").await.status, 401);
    // A link leads nowhere but to this server.
    let link = crate::support::add_staff(world.folder.path(), "away@council.example", "Away", "officer");
    let away = link.replace("to=/account", "to=//elsewhere.example/");
    assert_eq!(second.get(&away).await.header("location"), "/");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_a_password_signs_in() {
    let world = World::new().await;
    let officer = world.person("officer").await;
    let short = officer.post("/account/password", &[("password", "short"), ("again", "short")]).await;
    assert_eq!(short.status, 422);
    let password = "three or four words";
    let set = officer.post("/account/password", &[("password", password), ("again", password)]).await;
    assert_eq!(set.status, 200, "{}", set.text());
    assert_eq!(officer.post("/sign-out", &[]).await.status, 303);
    assert_eq!(officer.get("/events").await.status, 401);
    let browser = Visitor::at(&world.server.base);
    for (email, wrong) in [(officer.email.as_str(), "three or four birds"), ("nobody@council.example", password)] {
        let answer = browser.post("/sign-in", &[("email", email), ("password", wrong)]).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("The address or the password is not right"), "{}", answer.text());
    }
    assert_eq!(browser.post("/sign-in", &[("email", &officer.email), ("password", password)]).await.status, 303);
    assert_eq!(browser.get("/events").await.status, 200);
}

#[tokio::test]
async fn an_event_without_text_questions_has_no_readers() {
    let world = World::new().await;
    let event = world.event().await;
    let page = world.officer.get(&format!("/events/{event}")).await.text();
    assert!(!page.contains("Remarks to read"), "{page}");
    assert_eq!(world.officer.post(&format!("/events/{event}/readers"), &[("reader", "1"), ("deputy", "2")]).await.status, 404);
    assert!(!world.officer.get("/events/new").await.text().contains("Who reads what children write"));
}
