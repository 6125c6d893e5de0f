//! The storage of a tablet really full, and really taken away under the page.

use super::wire::Weather;
use super::{Hall, answer, fill, held, to_the_last, until_held};
use crate::tab::Tab;
use chromiumoxide::cdp::browser_protocol::network::{EnableParams, OverrideNetworkStateParams};
use chromiumoxide::cdp::browser_protocol::storage::{ClearDataForOriginParams, OverrideQuotaForOriginParams};
use std::time::Duration;

/// What a child is told while nothing but the page holds her answers.
const ONLY_HERE: &str = "Your answers are not sent yet. They are still here. Please leave this page open, and tell an adult here.";

/// So many bytes may the tablet store from now on; none: as many as it likes. (What the browser says of its room stays
/// the same: it tells no page how full the disk is.)
pub(super) async fn quota(tab: &Tab, bytes: Option<f64>) {
    let origin: String = tab.ask("location.origin").await;
    let params = OverrideQuotaForOriginParams { origin, quota_size: bytes };
    tab.tell(params).await;
}

/// The browser closes every database, as it does when memory is short: it asks nobody, and deletes nothing.
async fn close_by_force(hall: &Hall) {
    let inside = hall.browser.tab(true).await;
    inside.go("chrome://indexeddb-internals").await;
    // The page draws itself in parts, some of them out of sight of a plain search.
    let buttons = "globalThis.buttons = (at) => [...at.querySelectorAll('*')].flatMap((e) => [...(e.shadowRoot ? globalThis.buttons(e.shadowRoot) : []), ...(e.children.length === 0 && e.textContent.trim() === 'Force close' ? [e] : [])])";
    inside.run(buttons).await;
    inside.until("globalThis.buttons(document).length > 0").await;
    inside.run("for (const one of globalThis.buttons(document)) one.click()").await;
    let open: &[&str] = &["Open connections: 1", "Open connections: 2", "Open connections: 3"];
    let closed = format!(
        "!{open:?}.some((one) => document.body.innerText.includes(one)) && document.body.innerText.includes('Open connections: 0')"
    );
    inside.until(&closed).await;
    inside.close().await;
}

/// The tablet's storage is full.
async fn full(hall: &Hall, tab: &Tab) {
    // A browser remembers for half a minute how much room a database has, unless it closed it meanwhile.
    tab.go(&hall.wire.url("/quiet")).await;
    close_by_force(hall).await;
    quota(tab, Some(1000.0)).await;
}

/// The tablet's own wifi is switched off, and its browser knows it.
async fn flight_mode(tab: &Tab, on: bool) {
    tab.tell(EnableParams::default()).await;
    tab.tell(OverrideNetworkStateParams::new(on, 0.0, -1.0, -1.0)).await;
    tab.until(&format!("navigator.onLine === {}", !on)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_on_the_disk_she_is_told_kindly_and_nothing_is_lost() {
    let hall = Hall::open().await;
    // In the profile itself: a window of its own has a quota that DevTools do not reach.
    let tab = hall.tablet_in(hall.browser.tab(true).await).await;
    // Less than it holds already. Pages that are kept stay.
    full(&hall, &tab).await;
    // With a network it goes at once, and nobody notices.
    answer(&tab, &hall).await;
    assert!(tab.text().await.contains("Your answers are in"));
    hall.has(1).await;
    // Without one, whether the browser knows it or not.
    for (letters, flight) in [(2, false), (3, true)] {
        tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
        to_the_last(&tab).await;
        hall.wire.turn(Weather::Cut);
        flight_mode(&tab, flight).await;
        tab.click(".check [type=submit]").await;
        tab.until(&format!("document.querySelector('#trouble').innerText === {ONLY_HERE:?}")).await;
        tab.axe("no room").await;
        assert!(
            !tab.soon("!document.querySelector('#thanks').hidden", Duration::from_secs(3)).await,
            "nobody thanks her for what is nowhere"
        );
        assert_eq!(held(&tab, "outbox").await, 0, "the disk is full");
        // It does not let itself be closed, and is not wiped for the next child.
        assert!(!tab.ask::<bool>("dispatchEvent(new Event('beforeunload', { cancelable: true }))").await);
        hall.wire.turn(Weather::Fine);
        flight_mode(&tab, false).await;
        tab.run("dispatchEvent(new Event('online'))").await;
        tab.until("!document.querySelector('#thanks').hidden && document.querySelector('#trouble').hidden").await;
        assert!(tab.text().await.contains("Your answers are in"));
        hall.has(letters).await;
    }
    // Room again before the network is back: then it lies on the disk, and she need not wait.
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    hall.wire.turn(Weather::Cut);
    tab.click(".check [type=submit]").await;
    tab.until(&format!("document.querySelector('#trouble').innerText === {ONLY_HERE:?}")).await;
    quota(&tab, None).await;
    tab.run("dispatchEvent(new Event('online'))").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.text().await.contains("kept safe on this tablet"));
    until_held(&tab, 1).await;
    hall.wire.turn(Weather::Fine);
    tab.run("dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has(4).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_tablet_says_so_before_children_come() {
    let hall = Hall::open().await;
    let tab = hall.tablet_in(hall.browser.tab(true).await).await;
    full(&hall, &tab).await;
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("document.querySelector('[data-check=space]').dataset.found === 'no'").await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_the_browser_cleared_under_the_page_is_made_anew() {
    let hall = Hall::open().await;
    let tab = hall.tablet_in(hall.browser.tab(true).await).await;
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    tab.until("document.body.dataset.again !== undefined").await;
    // The page holds the database; the browser closes and deletes it.
    let origin: String = tab.ask("location.origin").await;
    tab.tell(ClearDataForOriginParams::new(origin, "indexeddb")).await;
    assert_eq!(tab.ask::<usize>("indexedDB.databases().then((all) => all.length)").await, 0);
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.text().await.contains("kept safe on this tablet"));
    assert_eq!(held(&tab, "outbox").await, 1);
    // It is still a tablet of the event: the next child's answers are kept too.
    answer(&tab, &hall).await;
    assert_eq!(held(&tab, "outbox").await, 2);
    hall.wire.turn(Weather::Fine);
    tab.run("dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has(2).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_the_browser_closed_by_force_is_opened_again() {
    let hall = Hall::open().await;
    let tab = hall.tablet_in(hall.browser.tab(true).await).await;
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    tab.until("document.body.dataset.again !== undefined").await;
    fill(&tab, &hall, 5).await;
    close_by_force(&hall).await;
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.text().await.contains("kept safe on this tablet"));
    assert_eq!(held(&tab, "outbox").await, 6);
    close_by_force(&hall).await;
    hall.wire.turn(Weather::Fine);
    tab.run("dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has_both(1, 5).await;
    hall.browser.stop().await;
}
