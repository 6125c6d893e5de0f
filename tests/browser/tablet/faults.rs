//! What else befalls a tablet: two tabs at once, a wrong clock, a server that stands still, an officer who shuts it out.

use super::wire::Weather;
use super::{Hall, answer, fill, held, to_the_last, until_held};
use crate::chrome::Chrome;

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_on_one_tablet_send_each_letter_once() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    let other = hall.browser.beside(&tab).await;
    hall.wire.turn(Weather::Cut);
    other.go(&hall.wire.url(&hall.event)).await;
    tab.go(&hall.wire.url(&hall.event)).await;
    fill(&tab, &hall, 300).await;
    hall.wire.turn(Weather::Fine);
    for _ in 0..3 {
        for one in [&tab, &other] {
            one.run("dispatchEvent(new Event('online'))").await;
        }
    }
    until_held(&tab, 0).await;
    hall.has_both(0, 300).await;
    let letters = hall.wire.letters();
    assert!(letters.len() == 300 && letters.values().all(|times| *times == 1), "{:?}", letters.values().max());
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_was_shut_out_stops_sending_and_keeps_what_it_has() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    hall.officer.go(&hall.staff("/tablets")).await;
    hall.officer.click("details.out > summary").await;
    hall.officer.click_away("button[value=revoke]").await;
    answer(&tab, &hall).await;
    assert!(tab.text().await.contains("kept safe on this tablet"));
    fill(&tab, &hall, 20).await;
    let before = hall.wire.letters().len();
    tab.run("dispatchEvent(new Event('online'))").await;
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    assert_eq!(hall.wire.letters().len(), before, "401 stops");
    assert_eq!((held(&tab, "outbox").await, hall.rows("envelope").await), (21, 0));
    // The officer is told, and the sealed answers can be carried there as a file.
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("document.querySelector('[data-check=enrolled]').dataset.found === 'no'").await;
    tab.until("document.querySelector('main').innerText.includes('It holds sealed answers')").await;
    // Set up anew, it sends them.
    hall.officer.go(&hall.staff("/tablets")).await;
    hall.officer.click_away("button[value=code]").await;
    let code = hall.officer.inner("p.code").await;
    tab.go(&hall.wire.url("/e/tablet")).await;
    tab.fill("#code", &code).await;
    tab.click("#enrol button").await;
    tab.until("!!document.querySelector('section select')").await;
    until_held(&tab, 0).await;
    hall.has_both(1, 20).await;
    hall.browser.stop().await;
}

/// A tablet's clock is whatever somebody set it to.
#[tokio::test(flavor = "multi_thread")]
async fn with_a_clock_that_is_a_year_off_it_says_so_and_sends_all_the_same() {
    let hall = Hall::open().await;
    for (letters, off) in [(1, -31_536_000), (3, 31_536_000)] {
        let wrong = Chrome::with_clock(off).await;
        let tab = wrong.tab(true).await;
        hall.enrol(&tab).await;
        tab.until("document.querySelector('[data-check=clock]').dataset.found === 'no'").await;
        let here = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs_f64();
        let there: f64 = tab.ask("Date.now() / 1000").await;
        assert!((here - there).abs() > 300.0 * 86400.0, "the clock is a year off: {there}");
        for check in ["enrolled", "secure", "worker", "cached", "space", "key"] {
            tab.until(&format!("document.querySelector('[data-check={check}]').dataset.found === 'yes'")).await;
        }
        answer(&tab, &hall).await;
        assert!(tab.text().await.contains("Your answers are in"), "{off}");
        hall.has(letters).await;
        hall.wire.turn(Weather::Cut);
        answer(&tab, &hall).await;
        assert!(tab.text().await.contains("kept safe on this tablet"), "{off}");
        hall.wire.turn(Weather::Fine);
        tab.run("dispatchEvent(new Event('online'))").await;
        until_held(&tab, 0).await;
        hall.has(letters + 1).await;
        wrong.stop().await;
    }
    hall.browser.stop().await;
}

/// The server takes the letter, and does not get to answering: longer than a child waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stands_still_costs_no_child_her_time_and_no_letter() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    hall.server.freeze();
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.text().await.contains("kept safe on this tablet"));
    // The next child begins: the first page does not wait for a network that says nothing.
    tab.click("#thanks a.primary").await;
    tab.until(
        "location.pathname.split('/').length === 3 && document.readyState === 'complete' && !!document.querySelector('main label.tile')",
    )
    .await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert_eq!(held(&tab, "outbox").await, 2);
    hall.server.thaw();
    until_held(&tab, 0).await;
    hall.has(2).await;
    hall.browser.stop().await;
}
