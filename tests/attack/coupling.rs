//! Coupling: what is shown after a release is a function of the ledger. Two servers get different answers of the same
//! children and release them; then the noise is made to coincide, by giving the one the ledger of the other. After that
//! nobody can tell the two apart by any byte of any page or file: the answers show through the noise and through nothing
//! else. Invariants 3 and 4 together, for *protected*.

use crate::fork::{Fork, Side, assert_same, differing, peopled};
use crate::house::pairs;
use crate::support::{MUNRO, database, letter};
use sayso::domain::policy::Policy;
use sayso::domain::questionnaire::parse;
use sayso::domain::response::Letter;
use sea_orm::{ConnectionTrait, Statement};

/// Children who say of themselves the same on both sides, since head counts are public, and of all else something different.
fn children(side: usize, from: usize, n: usize) -> Vec<Letter> {
    let questionnaire = parse(MUNRO).expect("no fault");
    let letters = (from..from + n).map(|child| {
        let mut pairs = Vec::new();
        for (place, question) in questionnaire.questions.iter().enumerate() {
            let choices = question.choices.len();
            let choice = match (question.code.as_str(), side) {
                ("age" | "home", _) => child / (place + 1) % 3,
                // At one side all say the last, at the other they differ.
                (_, 0) => choices - 1,
                _ => (child * (place + 1)) % (choices - 1),
            };
            pairs.push((question.code.as_str(), question.choices[choice].code.as_str()));
        }
        letter(&pairs)
    });
    letters.collect()
}

/// Puts the first side's ledger in the place of the second's.
async fn take_over_the_ledger(sides: &[Side; 2]) {
    let db = database(&sides[1].folder.path().join("sayso.db")).await;
    let asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('ledger', 'release')";
    let triggers = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.expect("asks");
    assert!(triggers.len() >= 6, "what keeps the ledger as it is");
    let (before, _): (Vec<_>, Vec<_>) =
        pairs(&db, "SELECT CAST(value AS BLOB), x'' FROM ledger WHERE value IS NOT NULL").await.into_iter().unzip();
    let mut change = String::new();
    for trigger in triggers {
        let name: String = trigger.try_get_by_index(0).expect("a name");
        change += &format!("DROP TRIGGER \"{name}\";");
    }
    change += &format!("ATTACH DATABASE '{}' AS first;", sides[0].folder.path().join("sayso.db").display());
    change += "DELETE FROM ledger; DELETE FROM release; INSERT INTO release SELECT * FROM first.release; ";
    change += "INSERT INTO ledger SELECT * FROM first.ledger; DETACH DATABASE first;";
    db.execute_unprepared(&change).await.expect("changes");
    let (after, _): (Vec<_>, Vec<_>) =
        pairs(&db, "SELECT CAST(value AS BLOB), x'' FROM ledger WHERE value IS NOT NULL").await.into_iter().unzip();
    assert_eq!(before.len(), after.len(), "the same tables, since head counts are the same");
    assert_ne!(before, after);
    db.close().await.expect("closes");
}

#[tokio::test]
async fn once_the_noise_coincides_nobody_can_tell_different_answers_apart() {
    let (world, people, inspector) = peopled().await;
    let mut events = Vec::new();
    for name in ["With an early look", "In words", "Too few", "Still open"] {
        events.push(world.officer.open_event(name, world.questionnaire, world.service).await);
    }
    let roll_up = format!("all-{}-{}", world.service, world.questionnaire);
    let mut fork = Fork::of((world, people, inspector));
    let [looked, words, few, open] = [&events[0], &events[1], &events[2], &events[3]];
    for side in [0, 1] {
        fork.answer(side, looked, Policy::Protected, &children(side, 0, 36)).await;
        let early = fork.at(side, "officer").post(&format!("/events/{looked}/early-look"), &[("here", "36")]).await;
        assert_eq!(early.status, 303, "{}", early.text());
        fork.answer(side, looked, Policy::Protected, &children(side, 36, 42)).await;
        fork.answer(side, words, Policy::Protected, &children(side, 100, 12)).await;
        fork.answer(side, few, Policy::Protected, &children(side, 200, 8)).await;
        fork.answer(side, open, Policy::Protected, &children(side, 300, 23)).await;
    }
    for (event, came) in [(looked, 80), (words, 12), (few, 8)] {
        fork.close(event, came).await;
    }

    // First they can be told apart, and by figures alone: at one side all children say what at the other nobody says. That
    // noise makes 12 and none the same word in eight questions at once is less likely than one in 10²⁰.
    let seen = fork.seen(&[looked, words, few, open, &roll_up], &["alone"], &["officer"]).await;
    let told = differing(&seen);
    assert!(told.iter().all(|at| at.contains("/summaries/")), "more than figures differs: {told:#?}");
    for event in [looked, words, &roll_up] {
        for file in ["", "/all.csv", "/all.xlsx"] {
            let at = format!("officer /summaries/{event}{file}");
            assert!(told.contains(&at.as_str()), "{at} shows nothing of what was answered, or it was not looked at");
        }
    }
    for file in ["alone.csv", "alone.svg", "alone.png"] {
        assert!(told.contains(&format!("officer /summaries/{looked}/{file}").as_str()), "{file}");
    }
    assert!(!told.iter().any(|at| at.contains(few.as_str()) || at.contains(open.as_str())), "{told:#?}");

    fork.with_stopped(1, take_over_the_ledger).await;
    let seen = fork.seen(&[looked, words, few, open, &roll_up], &["alone"], &[]).await;
    let there = seen[0].values().filter(|shown| shown.status == 200).count();
    assert!(seen[0].len() > 600 && there > 150, "{} looks, of which {there} show something", seen[0].len());
    assert_same("with the same ledger", &seen);
    // Every picture and file of the other questions, by one who sees them all.
    let questions: Vec<String> = parse(MUNRO).expect("no fault").questions.iter().map(|q| q.code.to_string()).collect();
    let questions: Vec<&str> = questions.iter().map(String::as_str).collect();
    assert_same("every question", &fork.seen(&[looked], &questions, &["inspector"]).await);
}
