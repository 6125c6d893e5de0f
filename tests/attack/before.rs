//! Before a release: two events with equal head counts look the same to everybody, byte for byte and header for header,
//! whatever was answered and under whichever policy. Invariant 4.

use crate::fork::{Fork, assert_same, differing, peopled};
use crate::house::numbered;
use crate::support::{MUNRO, Tablet, Visitor, World, fresh_id, letter};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;

/// 23 children who all say the same, and 23 of whom no two do.
fn answers() -> [Vec<Letter>; 2] {
    let same = letter(&[("age", "8-11"), ("home", "foster"), ("alone", "never"), ("ways", "meeting"), ("disability", "yes")]);
    [vec![same; 23], (0..23).map(numbered).collect()]
}

/// Opens an event under each policy.
async fn events(world: &World) -> Vec<(String, Policy)> {
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let mut events = Vec::new();
    for policy in Policy::ALL {
        let fields = [
            ("name", policy.name()),
            ("questionnaire", &questionnaire),
            ("service", &service),
            ("expected", "30"),
            ("opens", "2026-01-05"),
            ("closes", "2099-12-31"),
            ("policy", policy.as_str()),
            ("reason", "The council publishes whole numbers"),
        ];
        let opened = world.administrator.post("/events/new", &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.text());
        events.push((opened.header("location").rsplit('/').next().expect("a code").to_owned(), policy));
    }
    events
}

/// First nothing differs. Then the same look sees what it should see: five more children at one side, which is told to
/// officers and administrators and to nobody else; and, once both are closed, what was answered.
#[tokio::test]
async fn before_a_release_no_byte_depends_on_what_was_answered_under_any_policy() {
    let (world, people, inspector) = peopled().await;
    let opened = events(&world).await;
    let mut fork = Fork::of((world, people, inspector));
    for (side, letters) in answers().iter().enumerate() {
        for (event, policy) in &opened {
            fork.answer(side, event, *policy, letters).await;
        }
    }
    let codes: Vec<&str> = opened.iter().map(|(event, _)| event.as_str()).collect();
    let seen = fork.seen(&codes, &["alone", "ways"], &[]).await;
    assert!(seen[0].len() > 450, "{} looks", seen[0].len());
    assert_same("before a release", &seen);

    // Noise takes part in what `protected` shows; under the others all depends on the answers.
    let (plain, policy) = &opened[2];
    assert_eq!(*policy, Policy::PlainCounts);
    fork.answer(1, plain, *policy, &answers()[1][..5]).await;
    let seen = fork.seen(&[plain], &["alone"], &[]).await;
    let told = differing(&seen);
    let expected: Vec<String> = ["administrator", "officer"]
        .iter()
        .flat_map(|who| {
            let form = ["close", "early-look", "withdraw"].map(|form| format!("{who} posts /events/{plain}/{form}"));
            let pages = ["", &format!("/{plain}"), &format!("/{plain}/board"), &format!("/{plain}/board/live?once=1")];
            [pages.map(|page| format!("{who} /events{page}")).to_vec(), form.to_vec()].concat()
        })
        .collect();
    assert!(!told.is_empty() && told.iter().all(|at| expected.iter().any(|e| e == at)), "{told:#?} of {expected:#?}");

    fork.answer(0, plain, *policy, &answers()[0][..5]).await;
    fork.close(plain, 30).await;
    let seen = fork.seen(&[plain], &["alone"], &["officer", "inspector"]).await;
    let told = differing(&seen);
    for who in ["officer", "inspector"] {
        for file in ["", "/all.csv", "/all.xlsx", "/alone.csv", "/alone.svg", "/alone.png"] {
            let at = format!("{who} /summaries/{plain}{file}");
            assert!(told.contains(&at.as_str()), "{at} shows nothing of what was answered, or it was not looked at");
        }
    }
    assert!(told.iter().all(|at| at.contains("/summaries/")), "{told:#?}");
}

/// The address of a plain form holds its envelope's id, and a tablet's history holds the address. Whoever finds it, and has
/// neither key nor database, sends guesses under the same id: if one of them is answered otherwise than the rest, that is
/// what the child said.
#[tokio::test]
async fn whoever_finds_the_address_of_a_form_cannot_try_out_what_was_answered() {
    let world = World::new().await;
    let tablet = Tablet::at(&world.server.base, &world.event().await).await;
    let id = fresh_id();
    assert_eq!(tablet.send_form(&id, &[("alone", "never")]).await.status, 303);
    let questionnaire = parse(MUNRO).expect("no fault");
    let finder = Visitor::at(&world.server.base);
    let mut answers = Vec::new();
    for choice in &questionnaire.question("alone").expect("a question").choices {
        let answer = finder.post(&tablet.form_path(&id), &[("alone", choice.code.as_str())]).await;
        answers.push((choice.code.as_str(), answer.status, answer.body));
    }
    let (_, status, body) = &answers[0];
    let odd: Vec<_> = answers.iter().filter(|(_, s, b)| (s, b) != (status, body)).map(|(choice, s, _)| (choice, s)).collect();
    assert!(odd.is_empty(), "the child said what is answered {odd:?}, and not {status}");
}
