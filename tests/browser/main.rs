//! The whole walk in a real browser, with JavaScript on and off: publish, open, answer, close, see,
//! download. And what only a browser can tell: weight, width, accessibility (axe-core).

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod board;
mod chrome;
#[path = "../api/support/readers.rs"]
mod readers;
mod rows;
mod server;
mod tab;
mod tablet;
mod words;

use server::Server;
use tab::Tab;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/messages-for-munro.toml");
const ALL_AGES: &str = include_str!("../../assets/questionnaires/messages-for-munro-all-ages.toml");

/// Signs in, adds a service, publishes and opens an event, all by clicking. Gives the event's path.
async fn set_up(tab: &Tab, server: &Server, questionnaire: &str) -> String {
    tab.go(&server.url(&server.invite("administrator"))).await;
    tab.go(&server.url("/services")).await;
    tab.fill("#name", "A council").await;
    tab.click_away("form[action='/services'] button").await;
    tab.go(&server.url("/questionnaires/new")).await;
    tab.fill("#file", questionnaire).await;
    tab.click_away("button[value=publish]").await;
    assert!(tab.text().await.contains("Version 1, published on"), "{}", tab.text().await);
    tab.go(&server.url("/events/new")).await;
    tab.axe("open an event").await;
    tab.fill("#name", "A day in a hall").await;
    tab.click_away("form[action='/events/new'] button").await;
    tab.axe("event").await;
    let link = tab.inner("#link").await;
    link.find("/e/").and_then(|at| link.get(at..)).expect("a link for children").to_owned()
}

/// One child answers by clicking.
async fn answer(tab: &Tab, server: &Server, event: &str, js: bool) {
    tab.go(&server.url(event)).await;
    tab.axe("ways").await;
    tab.click("main label.tile").await;
    tab.click_away("main button.primary").await;
    tab.axe("words").await;
    tab.click("main label.tile").await;
    tab.click_away("main button.primary").await;
    tab.axe("welcome").await;
    tab.click_away("main a.primary").await;
    if js {
        to_the_end(tab).await;
        tab.click(".check [type=submit]").await;
        tab.until("!document.querySelector('#thanks').hidden").await;
    } else {
        tab.click("#q-alone .answer:nth-child(2) label.tile").await;
        tab.click("#q-ways .answer:nth-child(1) label.tile").await;
        tab.click("#q-ways .answer:nth-child(3) label.tile").await;
        tab.click_away(".finish button").await;
    }
    assert!(tab.text().await.contains("Your answers are in."), "{}", tab.text().await);
    assert!(tab.address().await.contains("/thanks"), "{}", tab.address().await);
    tab.axe("thanks").await;
}

/// Step by step to the list of answers. One question is answered, the others are passed.
async fn to_the_end(tab: &Tab) {
    for _ in 0..40 {
        tab.probes().await;
        let here: String = tab.ask(rows::HERE).await;
        tab.axe(&here).await;
        if here.starts_with("check") {
            return;
        }
        if here == "q-alone" {
            tab.click("#q-alone .answer:nth-child(2) label.tile").await;
        }
        tab.click("#next").await;
    }
    panic!("no end");
}

async fn walk(js: bool) {
    let server = Server::start();
    let browser = chrome::Chrome::start().await;
    let tab = browser.tab(js).await;
    let event = set_up(&tab, &server, QUESTIONNAIRE).await;
    // A child's tab is another one: no cookie of the staff's may matter there.
    let child = browser.tab(js).await;
    answer(&child, &server, &event, js).await;
    for _ in 0..11 {
        server.answer_plainly(&event).await;
    }
    let code = event.trim_start_matches("/e/");
    tab.go(&server.url(&format!("/events/{code}"))).await;
    assert!(tab.text().await.contains("at least 10"), "{}", tab.text().await);
    tab.click_away("button.close").await;
    assert!(tab.text().await.contains("There is a problem"), "nothing was filled in: {}", tab.text().await);
    tab.axe("problem").await;
    tab.fill("#attended", "13").await;
    tab.click("#sure label").await;
    tab.click_away("button.close").await;
    let text = tab.text().await;
    assert!(text.contains("Nobody can edit these figures") && text.contains("12 children took part"), "{text}");
    tab.axe("summary").await;
    tab.narrow(320).await;
    assert!(tab.fits().await, "the summary scrolls sideways at 320 px");
    for file in ["all.csv", "all.xlsx", "alone.csv"] {
        let bytes = server.download(&tab.cookie().await, &format!("/summaries/{code}/{file}")).await;
        assert!(bytes.len() > 300, "{file}: {} bytes", bytes.len());
    }
    child.go(&server.url(&event)).await;
    assert!(child.text().await.contains("These questions are closed"));
    child.axe("closed").await;
    browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_walk_with_javascript() {
    walk(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_walk_without_javascript() {
    walk(false).await;
}

/// What a tablet fetches for the first question, in every age and language, without speech.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_question_is_light_in_every_look() {
    let server = Server::start();
    let browser = chrome::Chrome::start().await;
    let event = set_up(&browser.tab(true).await, &server, ALL_AGES).await;
    browser.stop().await;
    let ages = ["words=4-7&way=pictures", "words=8-11", "words=12-15&way=spoken", "words=16%2B"];
    let languages = ["words=8-11&lang=cy", "words=8-11&lang=ar", "words=4-7&lang=prs"];
    for look in ages.into_iter().chain(languages) {
        // A browser of its own for each: nothing is there from before.
        let fresh = chrome::Chrome::start().await;
        let (requests, bytes) = fresh.tab(true).await.weigh(&server.url(&format!("{event}/answer?{look}"))).await;
        assert!(requests <= 6, "{look}: {requests} requests");
        assert!(bytes <= 60_000.0, "{look}: {bytes} bytes");
        fresh.stop().await;
    }
}

/// Every page of a child fits a phone.
#[tokio::test(flavor = "multi_thread")]
async fn a_childs_pages_fit() {
    let server = Server::start();
    let browser = chrome::Chrome::start().await;
    let tab = browser.tab(true).await;
    let event = set_up(&tab, &server, QUESTIONNAIRE).await;
    let fresh = chrome::Chrome::start().await;
    let child = fresh.tab(true).await;
    for words in ["8-11", "12-15"] {
        for size in ["1", "3"] {
            for page in ["", "/welcome", "/answer", "/thanks"] {
                let at = format!("{event}{page}?words={words}&size={size}");
                child.narrow(320).await;
                child.go(&server.url(&at)).await;
                assert!(child.fits().await, "{at} scrolls sideways at 320 px");
            }
        }
        child.tablet().await;
        child.go(&server.url(&format!("{event}/answer?words={words}"))).await;
        while !child.ask::<bool>("document.querySelector('#next').hidden").await {
            let title = child.inner("title").await;
            assert!(child.whole("#next").await, "{title} of {words}: the foot is off the screen");
            assert_eq!(child.found(&["tiles"]).await, [""; 0], "{title} of {words}");
            child.click("#next").await;
        }
    }
    fresh.stop().await;
    browser.stop().await;
}
