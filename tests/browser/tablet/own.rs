//! An event for its own tablets alone: what a child sees at one of them, and what anybody sees elsewhere.

use super::wire::Weather;
use super::{Hall, answer, held, until_held};
use crate::tab::Tab;
use std::time::Duration;

/// Opens a second event at the hall, for its own tablets alone, by clicking; the hall goes on with it.
async fn only(hall: &mut Hall) {
    let officer = &hall.officer;
    officer.go(&hall.server.url("/events/new")).await;
    officer.fill("#name", "A day with tablets").await;
    officer.click("input[name=only]").await;
    officer.click_away("form[action='/events/new'] button").await;
    let link = officer.inner("#link").await;
    hall.event = link.find("/e/").and_then(|at| link.get(at..)).expect("a link").trim().to_owned();
}

/// What stands on a page.
async fn told(tab: &Tab, url: &str) -> String {
    tab.go(url).await;
    tab.text().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_answers_on_its_own_tablets_with_and_without_a_network_and_nowhere_else() {
    let mut hall = Hall::open().await;
    only(&mut hall).await;
    let (tablet, elsewhere) = (hall.tablet().await, hall.browser.child(true).await);
    for page in ["", "/answer", "/welcome"] {
        let words = told(&elsewhere, &hall.wire.url(&format!("{}{page}", hall.event))).await;
        assert!(words.contains("on the tablets in the room"), "{page}: {words}");
        elsewhere.axe("not one of the tablets").await;
    }
    answer(&tablet, &hall).await;
    hall.has(1).await;
    // Out of its cache, sealed, and sent with its credential when the network is back.
    hall.wire.turn(Weather::Cut);
    answer(&tablet, &hall).await;
    assert_eq!(held(&tablet, "outbox").await, 1);
    hall.wire.turn(Weather::Fine);
    tablet.run("dispatchEvent(new Event('online'))").await;
    until_held(&tablet, 0).await;
    hall.has(2).await;
    // It learns by itself that the event is closed: nobody begins at a page that only waits.
    tablet.go(&hall.wire.url(&hall.event)).await;
    hall.officer.go(&hall.staff("")).await;
    hall.officer.fill("#attended", "12").await;
    hall.officer.click("#sure label").await;
    hall.officer.click_away("button.close").await;
    assert!(tablet.soon("document.body.innerText.includes('These questions are closed')", Duration::from_secs(150)).await);
    hall.browser.stop().await;
}
