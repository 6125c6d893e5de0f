//! A vote in the room: the officer starts it by clicking, the tablets jump, children vote, the big screen shows what
//! came of it, and the tablets go back. Nobody is taken out of her answers.

use super::wire::Weather;
use super::{Hall, held, to_the_last, until_held};
use crate::tab::Tab;
use std::time::Duration;

const QUESTIONS: &str = include_str!("../../api/vote.toml");

/// The officer asks everybody about breakfast, from the board, by clicking. Gives `/e/CODE` of the vote.
async fn start(hall: &Hall, shared: bool) -> String {
    let officer = &hall.officer;
    officer.go(&hall.server.url("/questionnaires/new")).await;
    officer.fill("#file", QUESTIONS).await;
    officer.click_away("button[value=publish]").await;
    officer.go(&hall.staff("/board")).await;
    officer.until("document.querySelector('#live-state').textContent === 'Live'").await;
    officer.click_away("#to-vote").await;
    officer.axe("which question").await;
    officer.narrow(320).await;
    assert!(officer.fits().await, "the list scrolls sideways at 320 px");
    officer.tablet().await;
    assert!(officer.text().await.contains("A question is asked of the same children once"), "{}", officer.text().await);
    officer.run("document.querySelector('input[value$=\".breakfast\"]').closest('details').open = true").await;
    officer.click("input[value$='.breakfast']").await;
    officer.click_away("form[action$='/votes/new'] button").await;
    officer.axe("ask this question").await;
    officer.click_away("form[action$='/votes/new'] button").await;
    assert!(officer.text().await.contains("Say whether children share tablets"), "{}", officer.text().await);
    officer.axe("ask this question, nothing filled in").await;
    officer.click("input[name=words][value='8-11']").await;
    officer.click(&format!("input[name=shared][value={}]", if shared { "yes" } else { "no" })).await;
    officer.click_away("form[action$='/votes/new'] button").await;
    officer.axe("the vote").await;
    let at = officer.address().await;
    format!("/e/{}", at.rsplit('/').next().expect("a code"))
}

/// Waits until a tablet is at a page of an event.
async fn at(tab: &Tab, event: &str, page: &str) {
    tab.until(&format!("location.pathname === '{event}{page}' && document.readyState === 'complete'")).await;
}

/// A child at a tablet that has jumped votes, by clicking.
async fn vote(tab: &Tab, vote: &str) {
    at(tab, vote, "/answer").await;
    tab.until("document.documentElement.classList.contains('js') && !document.querySelector('.foot').hidden").await;
    tab.axe("a vote on a tablet").await;
    // Not by a slip, before anything is chosen.
    tab.click(".foot [type=submit]").await;
    tab.until("document.querySelector('.said')?.textContent === 'Choose an answer first, or press Skip.'").await;
    tab.axe("a vote, nothing chosen").await;
    tab.click("#q-breakfast .answer:nth-child(2) label.tile").await;
    tab.click(".foot [type=submit]").await;
    at(tab, vote, "/thanks").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tablets_jump_to_a_vote_and_back_and_nobody_is_taken_out_of_her_answers() {
    let hall = Hall::open().await;
    let (free, busy) = (hall.tablet().await, hall.tablet().await);
    free.go(&hall.wire.url(&hall.event)).await;
    busy.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    busy.until("document.documentElement.classList.contains('js') && !document.querySelector('.foot').hidden").await;
    busy.click(".question:not([hidden]) label.tile").await;
    let vote_at = start(&hall, false).await;
    vote(&free, &vote_at).await;
    let text = free.text().await;
    assert!(text.contains("Look at the big screen.") && !text.contains("Next child"), "{text}");
    free.axe("after a vote").await;

    // She has been told of nothing, and every answer is there.
    at(&busy, &hall.event, "/answer").await;
    assert!(
        busy.ask::<bool>("!!document.querySelector('.question:not([hidden]) input:checked') && !document.querySelector('#vote-call')")
            .await
    );
    to_the_last(&busy).await;
    busy.click(".check [type=submit]").await;
    busy.until("!document.querySelector('#thanks').hidden && !!document.querySelector('#vote-call')").await;
    assert!(busy.text().await.contains("A question for everybody is on the big screen."), "{}", busy.text().await);
    busy.axe("told of a vote").await;
    busy.click("#vote-call a").await;
    vote(&busy, &vote_at).await;
    hall.has(3).await;

    let screen = hall.browser.tab(true).await;
    screen.size(1280, 720).await;
    let officers = hall.officer.address().await;
    screen.go(&format!("{officers}/screen")).await;
    screen.until("document.querySelector('#live-state').textContent === 'Live'").await;
    assert!(screen.text().await.contains("Fewer than 5 have voted"), "{}", screen.text().await);
    screen.axe("the big screen").await;
    for _ in 0..22 {
        hall.server.answer_with(&vote_at, &[("breakfast", "yes")]).await;
    }
    screen.until("document.querySelector('#voted').textContent.includes('At least 20 have voted')").await;
    assert!(!screen.text().await.contains("said"), "no answer before the close: {}", screen.text().await);
    hall.officer.go(&officers).await;
    hall.officer.fill("#attended", "25").await;
    hall.officer.click("#sure label").await;
    hall.officer.click_away("button.close").await;
    assert!(hall.officer.text().await.contains("What this room said"), "{}", hall.officer.text().await);
    // By itself, on the projector's machine.
    screen
        .until("document.querySelector('#screen').textContent.includes('What this room said') && document.querySelector('#voted').hidden")
        .await;
    screen.axe("the big screen, closed").await;
    for (width, height) in [(1280, 720), (1920, 1080)] {
        screen.size(width, height).await;
        let whole = "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth";
        assert!(screen.ask::<bool>(whole).await, "the big screen scrolls at {width}");
    }
    let plain = hall.browser.tab(false).await;
    plain.go(&format!("{officers}/screen")).await;
    assert!(plain.text().await.contains("24 of 25 children took part"), "{}", plain.text().await);
    for tab in [&free, &busy] {
        at(tab, &hall.event, "").await;
    }
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_close_a_child_is_told_and_what_she_chose_goes_only_if_she_sends_it() {
    let hall = Hall::open().await;
    let (chosen, not) = (hall.tablet().await, hall.tablet().await);
    let vote_at = start(&hall, false).await;
    for tab in [&chosen, &not] {
        tab.go(&hall.wire.url(&hall.event)).await;
        at(tab, &vote_at, "/answer").await;
        tab.until("document.documentElement.classList.contains('js') && !document.querySelector('.foot').hidden").await;
    }
    chosen.click("#q-breakfast .answer:nth-child(2) label.tile").await;
    hall.officer.fill("#attended", "2").await;
    hall.officer.click("#sure label").await;
    hall.officer.click_away("button.close").await;
    // Who has not chosen looks at the screen, and her tablet goes back.
    not.until("document.querySelector('#vote-over')?.innerText.includes('Look at the big screen.')").await;
    not.axe("the vote is over").await;
    at(&not, &hall.event, "").await;
    // Who has chosen is told, stays, and sends it or not. It waits with what came late.
    chosen.until("document.querySelector('#vote-late')?.innerText.includes('You can still send your answer.')").await;
    chosen.axe("the vote is over, an answer is chosen").await;
    assert!(chosen.ask::<bool>("!!document.querySelector('#answers input:checked')").await, "her answer is there");
    hall.has(0).await;
    chosen.click(".foot [type=submit]").await;
    hall.has(1).await;
    at(&chosen, &hall.event, "").await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_votes_once() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    let vote_at = start(&hall, false).await;
    tab.go(&hall.wire.url(&hall.event)).await;
    vote(&tab, &vote_at).await;
    hall.has(1).await;
    // Whoever comes to it waits, whichever way she goes: after Hide this, and from the first page.
    tab.click("a.hide-this").await;
    tab.until("document.title === 'Times tables' && document.links.length === 1").await;
    tab.click("a").await;
    at(&tab, &vote_at, "/thanks").await;
    tab.go(&hall.wire.url(&hall.event)).await;
    at(&tab, &vote_at, "/thanks").await;
    // Nothing of what she chose is kept, only that this tablet has voted, and where.
    let kept: String = tab.ask("new Promise((go) => { const open = indexedDB.open('sayso'); open.onsuccess = () => { const all = open.result.transaction('tablet').objectStore('tablet').get('voted'); all.onsuccess = () => go(JSON.stringify(all.result)) } })").await;
    assert_eq!(kept, format!("{{\"event\":\"{}\",\"what\":\"voted\"}}", vote_at.trim_start_matches("/e/")));
    hall.has(1).await;
    // The network goes at the very moment in which it would go there: it is back at its event, and not nowhere.
    hall.wire.turn(Weather::Cut);
    tab.run(&format!("location.replace('{vote_at}/answer?words=8-11')")).await;
    at(&tab, &hall.event, "").await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_tablet_offers_the_next_child_and_keeps_votes_while_there_is_no_network() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    let vote_at = start(&hall, true).await;
    tab.go(&hall.wire.url(&hall.event)).await;
    vote(&tab, &vote_at).await;
    tab.click_away(".thanks a.primary").await;
    at(&tab, &vote_at, "/answer").await;
    tab.until("document.documentElement.classList.contains('js') && !document.querySelector('.foot').hidden").await;
    assert!(!tab.ask::<bool>("!!document.querySelector('#answers input:checked')").await, "nothing of the child before");
    // The network goes while she votes.
    hall.wire.turn(Weather::Cut);
    vote(&tab, &vote_at).await;
    assert!(tab.text().await.contains("kept safe on this tablet"), "{}", tab.text().await);
    assert_eq!(held(&tab, "outbox").await, 1);
    let officers = hall.officer.address().await;
    hall.officer.fill("#attended", "12").await;
    hall.officer.click("#sure label").await;
    hall.officer.click_away("button.close").await;
    assert!(hall.officer.text().await.contains("Thank you for voting. Let’s talk about it"), "{}", hall.officer.text().await);
    hall.officer.axe("the big screen, too few").await;
    hall.officer.go(&officers).await;
    hall.officer.axe("a vote with too few").await;
    // It is back after the close: the vote waits with the others, and the tablet goes back.
    hall.wire.turn(Weather::Fine);
    tab.run("dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has(2).await;
    assert!(tab.soon(&format!("location.pathname === '{}'", hall.event), Duration::from_secs(60)).await, "{}", tab.address().await);
    hall.browser.stop().await;
}
