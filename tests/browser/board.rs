//! The board of an event in a real browser: live, silent, and whole without JavaScript.

use crate::chrome::Chrome;
use crate::server::Server;
use crate::{ALL_AGES, set_up};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Sends JSON as a tablet does.
async fn post(server: &Server, path: &str, credential: &str, body: &Value) -> Value {
    let sent = reqwest::Client::new().post(server.url(path)).bearer_auth(credential).json(body).send().await.expect("an answer");
    assert!(sent.status().is_success(), "{path}: {}", sent.status());
    sent.json().await.expect("JSON")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_comes_to_the_board_while_it_is_open() {
    let server = Server::start();
    let browser = Chrome::start().await;
    let tab = browser.tab(true).await;
    let child = set_up(&tab, &server, ALL_AGES).await;
    let event = child.replace("/e/", "/events/");
    tab.go(&server.url(&format!("{event}/adults"))).await;
    tab.axe("adults").await;
    tab.fill("#name", "Joe").await;
    tab.fill("#role", "an advocate: on your side").await;
    tab.click("input[value=adult-beard]").await;
    tab.click("input[name=outside]").await;
    tab.click_away("button[value=add]").await;
    assert!(tab.text().await.contains("Not from the service"), "{}", tab.text().await);
    tab.go(&server.url(&format!("{event}/tablets"))).await;
    tab.click_away("button[value=code]").await;
    tab.axe("tablets").await;
    let code = tab.inner("p.code").await;
    let told = post(&server, "/e/tablet", "", &json!({ "code": code })).await;
    let credential = told["credential"].as_str().expect("a credential").to_owned();
    post(&server, &format!("{child}/heartbeat"), &credential, &json!({ "holds": true })).await;
    let talk = reqwest::Client::new().get(server.url(&format!("{child}/talk"))).bearer_auth(&credential).send().await.expect("an answer");
    let talk: Value = talk.json().await.expect("JSON");

    tab.go(&server.url(&format!("{event}/board"))).await;
    tab.until("document.querySelector('#live-state').textContent === 'Live'").await;
    assert!(tab.text().await.contains("Tablet 1 holds answers"), "{}", tab.text().await);
    // Whoever types is not disturbed, and whoever stands on a button stands on it again.
    tab.fill("#here", "3").await;
    let asked = Instant::now();
    let hand = json!({ "id": "5a".repeat(16), "adult": talk["adults"][0]["id"], "how": "later" });
    post(&server, &format!("{child}/hand"), &credential, &hand).await;
    tab.until("document.querySelector('#hands').textContent.includes('Later, quietly')").await;
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    assert_eq!(tab.ask::<String>("document.querySelector('#here').value").await, "3");
    tab.run("document.querySelector('.hands button').focus()").await;
    let second = json!({ "id": "5b".repeat(16), "adult": talk["adults"][0]["id"], "how": "now" });
    post(&server, &format!("{child}/hand"), &credential, &second).await;
    tab.until("document.querySelectorAll('.hands > li').length === 2").await;
    let standing = tab.ask::<String>("document.activeElement.id").await;
    assert_eq!(standing, format!("go-{}", "5a".repeat(16)));
    // Silent: nothing plays, nothing speaks up by itself.
    assert_eq!(tab.ask::<usize>("document.querySelectorAll('audio, [role=alert], #hands [aria-live]').length").await, 0);
    tab.axe("board").await;
    for width in [390, 320] {
        tab.narrow(width).await;
        assert!(tab.fits().await, "the board scrolls sideways at {width} px");
    }
    tab.tablet().await;
    tab.click_away(".hands button").await;
    tab.click_away(".hands a.button").await;
    tab.axe("a hand").await;
    tab.click_away("button[value=done]").await;
    tab.axe("a hand, nothing filled in").await;
    tab.fill("#came", "Joe").await;
    tab.fill("#at", "00:00").await;
    tab.click("input[value=talked]").await;
    tab.click_away("button[value=done]").await;
    assert!(tab.text().await.contains("They talked"), "{}", tab.text().await);

    // Without JavaScript the same stands there, and every form works.
    let plain = browser.tab(false).await;
    plain.go(&server.url(&format!("{event}/board"))).await;
    let text = plain.text().await;
    assert!(text.contains("1 hand raised") && text.contains("As it was when this page was loaded"), "{text}");
    plain.fill("#here", "31").await;
    plain.click_away("form[action$='/here'] button").await;
    assert!(plain.text().await.contains("Children here is filled in: 31."), "{}", plain.text().await);
    plain.click_away("a.closes").await;
    assert!(plain.text().await.contains("Tablet 1 still holds answers."), "{}", plain.text().await);
    // The server is gone: the board says so.
    tab.go(&server.url(&format!("{event}/board"))).await;
    tab.until("document.querySelector('#live-state').textContent === 'Live'").await;
    server.stop();
    tab.until("document.querySelector('#live-state').textContent.startsWith('Not live')").await;
    browser.stop().await;
}
