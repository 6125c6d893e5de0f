//! Choosing a protection, looking early, withdrawing, putting together, printing papers: by forms and pages.

use crate::support::{Answer, Person, SAYSO, Tablet, World, some_letters, visible};
use std::process::Command;

/// The form by which an event is opened, with some fields in place of the usual ones.
async fn open(world: &World, person: &Person, other: &[(&str, &str)]) -> Answer {
    let (questionnaire, service) = (world.questionnaire.to_string(), world.service.to_string());
    let usual = [
        ("name", "Summer day"),
        ("questionnaire", questionnaire.as_str()),
        ("service", service.as_str()),
        ("expected", "30"),
        ("opens", "2026-01-05"),
        ("closes", "2099-12-31"),
        ("policy", "protected"),
    ];
    let mut fields: Vec<(&str, &str)> = usual.into_iter().filter(|(name, _)| other.iter().all(|(o, _)| o != name)).collect();
    fields.extend_from_slice(other);
    person.post("/events/new", &fields).await
}

fn code(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").rsplit('/').next().expect("a code").to_owned()
}

#[tokio::test]
async fn plain_counts_need_an_administrator_and_a_reason_which_is_printed() {
    let world = World::new().await;
    let reason = "The council publishes whole numbers";
    let refused = open(&world, &world.officer, &[("policy", "plain-counts"), ("reason", reason)]).await;
    assert_eq!(refused.status, 422);
    assert!(visible(&refused.text()).contains("Only an administrator can choose plain counts"), "{}", refused.text());
    let page = world.officer.get("/events/new").await.text();
    assert!(page.contains("value=\"plain-counts\" disabled"), "an officer cannot choose it");
    let without = open(&world, &world.administrator, &[("policy", "plain-counts"), ("reason", "no")]).await;
    assert_eq!(without.status, 422);
    assert!(visible(&without.text()).contains("need a written reason"), "{}", without.text());
    let unknown = open(&world, &world.administrator, &[("policy", "secret")]).await;
    assert!(unknown.status == 422 && visible(&unknown.text()).contains("Choose how small numbers are protected"));

    let event = code(&open(&world, &world.administrator, &[("policy", "plain-counts"), ("reason", reason)]).await);
    let tablet = Tablet::at(&world.server.base, &event).await;
    let welcome = visible(&tablet.browser.get(&format!("/e/{event}/welcome?words=8-11")).await.text());
    assert!(welcome.contains("We show the counts as they are") && welcome.contains("could work out yours"), "the child is told: {welcome}");
    tablet.send_all(&some_letters(150)).await;
    assert_eq!(world.officer.close(&event, 150).await.status, 303);
    let summary = world.officer.get(&format!("/summaries/{event}")).await.text();
    let text = visible(&summary);
    assert!(text.contains("Counts are shown as they are") && text.contains(reason), "{text}");
    assert!(text.contains("18% said ‘always’") && text.contains("15% said ‘never’"), "exactly as counted: {text}");
    let csv = world.officer.get(&format!("/summaries/{event}/alone.csv")).await.text();
    assert!(csv.lines().nth(1).is_some_and(|l| l.contains(",18%,18,18,percent,150,123,22,plain-counts,")), "{csv}");
}

#[tokio::test]
async fn examples_follow_the_number_of_children_and_lose_nothing_that_was_typed() {
    let world = World::new().await;
    let shown =
        open(&world, &world.officer, &[("name", "A day of ours"), ("expected", "14"), ("policy", "rounded"), ("do", "example")]).await;
    assert_eq!(shown.status, 200);
    let page = shown.text();
    assert!(page.contains("value=\"A day of ours\"") && page.contains("value=\"rounded\" checked"), "{page}");
    assert!(visible(&page).contains("Made-up answers of 14 children"));
    assert_eq!(world.count("SELECT count(*) FROM event").await, 0, "nothing was opened");
    for (expected, told) in [("9", "Too few answered to show"), ("14", "Always: about half"), ("30", "12 of 30"), ("500", "40%")] {
        let row = world.officer.get(&format!("/events/new/example?expected={expected}")).await;
        assert!(row.status == 200 && row.text().contains(told), "{expected}: {}", row.text());
    }
    assert_eq!(world.officer.get("/events/new/example?expected=many").await.status, 404);
}

#[tokio::test]
async fn an_early_look_is_taken_once_and_its_figures_stay() {
    let world = World::new().await;
    let tablet = world.answered(19).await;
    let event = tablet.event.to_string();
    let look = async |here: &str| world.officer.post(&format!("/events/{event}/early-look"), &[("here", here)]).await;
    let early = look("30").await;
    assert!(
        early.status == 422 && visible(&early.text()).contains("An early look is taken once, with 20 answers or more"),
        "{}",
        early.text()
    );
    tablet.send_all(&some_letters(4)).await;
    assert_eq!(look("many").await.status, 422);
    assert_eq!(look("30").await.status, 303);
    let figures = world.officer.get(&format!("/summaries/{event}/all.csv")).await.text();
    assert!(figures.lines().count() > 20, "{figures}");
    assert!(visible(&world.officer.get(&format!("/events/{event}")).await.text()).contains("Taken. Its figures are fixed"));
    assert_eq!(look("30").await.status, 422, "once");
    assert_eq!(world.officer.get(&format!("/summaries/{event}/all.csv")).await.text(), figures, "and the figures stay");
    tablet.send_all(&some_letters(15)).await;
    assert_eq!(world.officer.close(&event, 45).await.status, 303);
    let summary = visible(&world.officer.get(&format!("/summaries/{event}")).await.text());
    assert!(summary.contains("2 put together, each counted once") && summary.contains("38 took part"), "{summary}");
}

#[tokio::test]
async fn withdrawn_figures_give_way_to_the_reason() {
    let world = World::new().await;
    let tablet = world.answered(30).await;
    let event = tablet.event.to_string();
    assert_eq!(world.officer.close(&event, 30).await.status, 303);
    let withdraw = async |why: &str| world.officer.post(&format!("/events/{event}/withdraw"), &[("why", why)]).await;
    assert_eq!(withdraw("oops").await.status, 422);
    assert_eq!(withdraw("These answers were tried out by staff").await.status, 303);
    let page = world.officer.get(&format!("/summaries/{event}")).await;
    let text = visible(&page.text());
    assert!(page.status == 200 && text.contains("Withdrawn on") && text.contains("tried out by staff"), "{text}");
    assert!(!page.text().contains("<article"), "a finding of what was withdrawn");
    for file in ["all.csv", "all.xlsx", "alone.csv", "alone.svg", "alone.png"] {
        assert_eq!(world.officer.get(&format!("/summaries/{event}/{file}")).await.status, 404, "{file}");
    }
    assert_eq!(withdraw("These answers were tried out by staff").await.status, 409, "once");
}

#[tokio::test]
async fn a_service_is_put_together_for_whom_it_was_given_to() {
    let world = World::new().await;
    for n in [30, 40] {
        let tablet = world.answered(n).await;
        assert_eq!(world.officer.close(tablet.event.as_str(), 50).await.status, 303);
    }
    let address = format!("/summaries/all-{}-{}", world.service, world.questionnaire);
    assert!(world.officer.get("/summaries").await.text().contains(&format!("href=\"{address}\"")));
    let text = visible(&world.officer.get(&address).await.text());
    assert!(text.contains("70 took part") && text.contains("2 put together"), "{text}");
    for file in ["all.csv", "all.xlsx", "alone.csv", "alone.svg", "alone.png"] {
        assert_eq!(world.officer.get(&format!("{address}/{file}")).await.status, 200, "{file}");
    }
    let inspector = world.person("inspector").await;
    assert_eq!(inspector.get(&address).await.status, 404, "not given to him");
    assert_eq!(world.officer.get("/summaries/all-99-1").await.status, 404);
    assert_eq!(world.officer.get("/summaries/all-x-1").await.status, 404);
}

#[tokio::test]
async fn the_papers_of_an_event_are_printed_and_shown() {
    let world = World::new().await;
    let event = world.event().await;
    let page = world.officer.get(&format!("/events/{event}/papers")).await;
    let text = visible(&page.text());
    assert!(page.status == 200 && text.contains("Data protection impact assessment: Summer day") && text.contains("Maple House"), "{text}");
    let run = |event: &str| {
        let out = Command::new(SAYSO).args(["event", "papers", event, "--data"]).arg(world.folder.path()).output().expect("sayso runs");
        (out.status.success(), String::from_utf8(out.stdout).expect("text") + &String::from_utf8(out.stderr).expect("text"))
    };
    let (good, printed) = run(&event);
    assert!(good && printed.starts_with("# ") && printed.contains("Summer day") && printed.contains("Maple House"), "{printed}");
    let (good, told) = run("abcdefgh");
    assert!(!good && told.contains("there is no event abcdefgh"), "{told}");
    let (good, told) = run("nonsense!");
    assert!(!good && told.contains("is not an event's code"), "{told}");
}
