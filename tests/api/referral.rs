//! Passing on what a child wrote: it wins over every other decision, and nothing that is put on record is lost.

use crate::reading::{plain, room};
use crate::support::values;

#[tokio::test]
async fn what_is_passed_on_stays_listed_until_its_reference_is_in() {
    let room = room().await;
    room.write("Somebody hurts me").await;
    let remark = room.find("Somebody hurts me").await;
    let asked = room.reader.post(&remark, &[("do", "escalate"), ("theme", "heard")]).await;
    assert!(asked.status == 200 && asked.text().contains("Nobody has written here whom to call"), "{}", asked.text());
    let board = format!("/events/{}", room.event);
    assert!(room.world.officer.get(&board).await.text().contains("Not everything is read"), "one key alone passes nothing on");
    let long = "x".repeat(501);
    let refused = room.reader.post(&remark, &[("do", "escalated"), ("note", &long), ("reference", "MASH 7")]).await;
    assert!(
        refused.status == 422 && refused.text().contains("MASH 7") && refused.text().contains("up to 500 letters"),
        "{}",
        refused.text()
    );
    let empty = room.reader.post(&remark, &[("do", "escalated"), ("note", " "), ("reference", ""), ("theme", "heard")]).await;
    assert!(empty.status == 422 && empty.text().contains("Write what you did, or the referral’s reference"), "{}", empty.text());
    assert!(empty.text().contains("name=\"theme\" value=\"heard\""), "what was ticked is kept: {}", empty.text());
    let done = room.reader.post(&remark, &[("do", "escalated"), ("note", "Called the duty team"), ("theme", "heard")]).await;
    let said = room.reader.get(done.header("location")).await.text();
    assert!(said.contains("Escalated.") && said.contains("Reference missing"), "{said}");
    let page = room.deputy.get(&remark).await.text();
    for words in ["Called the duty team", "kept until the reference is in", "value=\"heard\" checked"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(room.world.officer.get(&board).await.text().contains("without the referral’s reference"));
    assert_eq!(room.reader.post(&remark, &[("do", "take-out"), ("sure", "yes")]).await.status, 409, "not while it has none");
    assert_eq!(room.reader.post(&remark, &[("do", "record"), ("reference", " "), ("note", "")]).await.status, 422);
    assert_eq!(room.deputy.post(&remark, &[("do", "record"), ("reference", "MASH 12/7")]).await.status, 303);
    let page = room.reader.get(&remark).await.text();
    assert!(page.contains("MASH 12/7") && page.contains("are destroyed on"), "{page}");
    assert!(!room.world.officer.get(&board).await.text().contains("without the referral"));
    room.write("And this too").await;
    let other = room.find("And this too").await;
    assert_eq!(room.reader.post(&other, &[("do", "escalated"), ("reference", "R 2")]).await.status, 303, "entered at once");
    assert!(room.reader.get(&other).await.text().contains("R 2"));
}

#[tokio::test]
async fn passing_on_wins_and_its_record_grows() {
    let room = room().await;
    // The reader pressed “nothing to do” while the deputy wrote.
    let remark = room.decided("My uncle hurts me", "nothing").await;
    let page = room.deputy.get(&remark).await.text();
    assert!(page.contains("Escalate it after all"), "{page}");
    assert_eq!(room.deputy.post(&remark, &[("do", "escalate")]).await.status, 200);
    let passed = room.deputy.post(&remark, &[("do", "escalated"), ("note", "Called MASH 10.15"), ("reference", "MASH-441")]).await;
    assert!(passed.status == 200 && passed.text().contains("You overruled somebody"), "{}", passed.text());
    let page = room.reader.get(&remark).await.text();
    for words in ["Called MASH 10.15", "MASH-441", "Had decided: nothing to do.", "Add to the record, or correct the reference"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let late = room.reader.post(&remark, &[("do", "nothing")]).await;
    assert!(late.status == 409 && late.text().contains("Escalated"), "{}", late.text());
    // The other passes it on too: both notes stand.
    let twice = room.reader.post(&remark, &[("do", "escalated"), ("note", "Rang the duty team as well")]).await;
    assert!(twice.status == 200 && twice.text().contains("Some reader had passed it on already"), "{}", twice.text());
    let long = "x".repeat(501);
    let refused = room.reader.post(&remark, &[("do", "record"), ("note", &long), ("reference", "MASH-447")]).await;
    assert!(refused.status == 422 && values(&refused.text(), "value").contains(&"MASH-447".to_owned()), "{}", refused.text());
    assert_eq!(room.reader.post(&remark, &[("do", "record"), ("note", "They rang back"), ("reference", "MASH-447")]).await.status, 303);
    let page = room.deputy.get(&remark).await.text();
    for words in ["Rang the duty team as well", "They rang back", "MASH-447", "It was “MASH-441”"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The record stands where everything that was read does, and nobody else sees it.
    let list = room.reader.get(&room.at("/read")).await.text();
    assert!(list.contains("Passed on") && list.contains("They rang back") && list.contains("Show the words"), "{list}");
    assert_eq!(room.stranger.get(&room.at("/read")).await.status, 404);
    // An approved quote is no hindrance, and is not shown then.
    let offered = room.decided("The same at the home of my uncle", "offer").await;
    assert_eq!(
        room.reader.post(&format!("{offered}/quote"), &[("text", "The same at the home of my uncle"), ("sure", "yes")]).await.status,
        303
    );
    let list = room.deputy.get(&room.at("/quotes")).await.text();
    let quote = values(&list, "href").into_iter().find(|h| h.starts_with(&room.at("/quotes/"))).expect("a quote");
    let approve = [("do", "approve"), ("seen", "The same at the home of my uncle"), ("recognisable", "no")];
    let second = room.deputy.get(&quote).await.text();
    assert!(
        second.contains("Look twice. ") && second.contains("“uncle” might show who wrote it"),
        "the second person is warned too: {second}"
    );
    assert_eq!(room.deputy.post(&quote, &approve).await.status, 303);
    let asked = room.deputy.post(&offered, &[("do", "escalate")]).await.text();
    assert!(asked.contains("A quote was being made of these words. It will not be shown, and its text goes at once"), "{asked}");
    assert_eq!(room.deputy.post(&offered, &[("do", "escalated"), ("reference", "MASH-450")]).await.status, 200);
    assert!(room.deputy.get(&room.at("/quotes")).await.text().contains("1 withdrawn"));
}

#[tokio::test]
async fn what_is_first_to_be_read_stands_beside_every_remark() {
    let room = room().await;
    let decided = room.decided("One that is read", "nothing").await;
    for n in 0..14 {
        room.write(&format!("A plain remark, number {n}")).await;
    }
    room.write("he grabbed my arm and I am scared to go home").await;
    room.write("أنا خائف في الليل").await;
    room.write("social worker أخاف من عمي").await;
    let foreign = room.find("خائف").await;
    assert_eq!(room.deputy.post(&foreign, &[("do", "interpreter"), ("note", "Arabic")]).await.status, 303);
    for page in [room.reader.get(&room.at("")).await, room.reader.get(&decided).await] {
        let text = plain(&page);
        let text = text.split("whoever else reads here sees it").nth(1).expect("the list stands last");
        let (alert, foreign) = (text.find("Alert words"), text.find("Needs an interpreter"));
        assert!(alert.is_some() && alert < foreign, "{text}");
        let mixed = text.find("In other letters");
        assert!(mixed.is_some() && mixed < text.find("Not read"), "one sentence in two languages: {text}");
        assert!(foreign < text.find("Not read"), "what nobody could read is not put last: {text}");
    }
    assert!(plain(&room.reader.get(&room.at("")).await).contains("he grabbed my arm"), "and the rest is read first");
}
