//! What a child meets before and between the questions: the ways, the words, whether anyone can see,
//! and the same page in other words with every answer kept.

use crate::support::{Visitor, World, checked, tags, values, visible};

const ALL_AGES: &str = include_str!("../../assets/questionnaires/messages-for-munro-all-ages.toml");
const GALLERY: &str = include_str!("../../assets/questionnaires/gallery.toml");

fn location(answer: &crate::support::Answer) -> String {
    answer.header("location").to_owned()
}

#[tokio::test]
async fn the_way_leads_from_the_first_page_to_the_questions_without_javascript() {
    let world = World::asking(ALL_AGES).await;
    let event = world.event().await;
    let child = Visitor::at(&world.server.base);
    let first = child.get(&format!("/e/{event}?lang=cy")).await.text();
    assert!(first.contains("dir=\"ltr\"") && first.contains("lang=\"cy\""), "{first}");
    for way in ["pictures", "words"] {
        assert!(tags(&first).iter().any(|t| t.get("name") == Some("way") && t.get("value") == Some(way)), "{way}");
    }
    // One wording fits pictures: the page that would ask which is passed over.
    let to = location(&child.get(&format!("/e/{event}/words?way=pictures&lang=en")).await);
    assert!(to.starts_with(&format!("/e/{event}/welcome?way=pictures&words=4-7&lang=en")), "{to}");
    let words = child.get(&format!("/e/{event}/words?way=words")).await.text();
    let offered: Vec<String> =
        tags(&words).iter().filter(|t| t.get("name") == Some("words")).filter_map(|t| t.get("value").map(str::to_owned)).collect();
    assert_eq!(offered, ["8-11", "12-15", "16+"]);
    let welcome = child.get(&to).await.text();
    assert!(visible(&welcome).contains("That is our job."), "who asks, in the youngest words: {welcome}");
    assert!(visible(&welcome).contains("we cannot take them out"), "what cannot be undone is said before");
    let not_now = values(&welcome, "href").into_iter().find(|h| h.contains("/not-now")).expect("a way not to take part");
    assert!(visible(&child.get(&not_now).await.text()).contains("That is fine."));
    let answer = values(&welcome, "href").into_iter().find(|h| h.contains("/answer?")).expect("a way on");
    let fresh = location(&child.get(&answer).await);
    assert!(fresh.contains("envelope=") && fresh.contains("way=pictures"), "{fresh}");
}

#[tokio::test]
async fn the_page_comes_in_another_language_with_every_answer_kept_and_nothing_stored() {
    let world = World::asking(ALL_AGES).await;
    let event = world.event().await;
    let child = Visitor::at(&world.server.base);
    let sent = [("age", "8-11"), ("alone", "always"), ("ways", "write-or-draw"), ("ways", "meeting"), ("theme", "cream")];
    let again = child.post(&format!("/e/{event}/again?way=words&words=8-11&lang=ar"), &sent).await;
    let page = again.text();
    assert_eq!(again.status, 200, "{page}");
    assert_eq!(world.count("SELECT count(*) FROM envelope").await + world.count("SELECT count(*) FROM kept_aside").await, 0);
    assert!(page.contains("lang=\"ar\"") && page.contains("dir=\"rtl\""));
    assert!(checked(&page, "age", "8-11") && checked(&page, "alone", "always") && checked(&page, "ways", "meeting"));
    assert!(!checked(&page, "alone", "never"));
    assert!(!page.contains("role=\"alert\""), "nothing is to be mended");
    // It is sent from there to the questions' own address, under an envelope of its own.
    let to = values(&page, "action").into_iter().find(|a| a.contains("/answer?")).expect("an address");
    assert!(to.contains("envelope=") && to.contains("lang=ar"), "{to}");
    assert_eq!(child.post(&to, &[("age", "8-11"), ("alone", "always")]).await.status, 303);
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 1);
}

#[tokio::test]
async fn whether_anyone_can_see_is_asked_only_where_the_officer_wants_it_and_not_kept() {
    let world = World::asking(ALL_AGES).await;
    let event = world.event().await;
    let child = Visitor::at(&world.server.base);
    let page = child.get(&format!("/e/{event}/alone?way=words&words=8-11")).await.text();
    let ways = values(&page, "href");
    let no = ways.iter().find(|h| h.contains("no=1")).expect("“No”");
    assert!(ways.iter().any(|h| h.contains("/welcome?")), "“Yes” goes on");
    let help = child.get(no).await.text();
    assert!(visible(&help).contains("find a quieter place") && help.contains("#pause"), "{help}");
    let to = location(&child.get(&format!("/e/{event}/words?way=pictures")).await);
    assert!(to.contains("/welcome?"), "not asked unless it was wanted: {to}");
}

#[tokio::test]
async fn every_kind_of_question_is_answered_by_a_plain_form() {
    let world = World::asking(GALLERY).await;
    let event = world.event_to_write("gallery").await;
    let child = Visitor::at(&world.server.base);
    let to = location(&child.get(&format!("/e/{event}/answer?words=8-11")).await);
    let wrong = child.post(&to, &[("books", "many"), ("feel", "happy")]).await;
    assert_eq!(wrong.status, 422);
    let page = wrong.text();
    assert!(visible(&page).contains("Please write a number"), "{page}");
    assert!(tags(&page).iter().any(|t| t.get("name") == Some("books") && t.get("value") == Some("many")), "what was typed is still there");
    assert!(checked(&page, "feel", "happy"), "and so is all else");
    // Arabic digits are digits.
    let right = child.post(&to, &[("books", "٣"), ("feel", "happy"), ("matters", "play"), ("say-food", "lot")]).await;
    assert_eq!(right.status, 303, "{}", right.text());
    assert_eq!(world.count("SELECT count(*) FROM envelope").await, 1);
}

#[tokio::test]
async fn the_gallery_is_there_only_where_it_was_asked_for() {
    let world = World::asking(GALLERY).await;
    let event = world.event_to_write("gallery").await;
    assert_eq!(Visitor::at(&world.server.base).get(&format!("/e/{event}/gallery")).await.status, 404);
}
