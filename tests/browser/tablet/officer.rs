//! The officer's own pages on a tablet: setting it up, *Ready for today?*, and the way out of full screen.

use super::Hall;
use crate::tab::Tab;
use chromiumoxide::cdp::browser_protocol::browser::{PermissionDescriptor, PermissionSetting, SetPermissionParams};
use std::time::Duration;

/// What stands at the end of *Ready for today?*.
const END: &str = "document.querySelector('#hand-on a').textContent";

/// What is marked as not in order.
async fn missing(tab: &Tab) -> Vec<String> {
    tab.ask("[...document.querySelectorAll('li[data-found=no]')].map((row) => row.dataset.check)").await
}

/// Nothing to mend for axe-core, and nothing that scrolls sideways, on tablets and on the narrowest phone.
async fn is_in_order(tab: &Tab, page: &str) {
    tab.axe(page).await;
    for width in [1080, 810, 390, 320] {
        tab.narrow(width).await;
        assert!(tab.fits().await, "{page} scrolls sideways at {width} px");
    }
    tab.tablet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_is_told_what_is_missing_and_hands_a_tablet_on_when_all_is_ready() {
    let hall = Hall::open().await;
    let tab = hall.browser.tab(true).await;
    // Not set up yet: it says so, and what to do.
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until(&format!("{END} === 'Use it with a network only'")).await;
    assert_eq!(missing(&tab).await, ["enrolled", "persistent"]);
    let shown: Vec<String> =
        tab.ask("[...document.querySelectorAll('.mend')].filter((words) => words.checkVisibility()).map((words) => words.innerText)").await;
    assert!(shown.len() == 2 && shown[0].starts_with("To do: Set it up with a code"), "{shown:?}");
    is_in_order(&tab, "ready, not set up").await;
    tab.click_away("[data-check=enrolled] a").await;
    tab.fill("#code", "nope nope").await;
    tab.click("#enrol button").await;
    tab.until("document.querySelector('#enrol-status').innerText.includes('That code does not work')").await;
    assert!(tab.ask::<bool>("document.querySelector('#code').matches('[aria-invalid]:focus')").await);
    is_in_order(&tab, "set up").await;
    // Set up, in a browser that may clear what is stored: it works, and says so.
    hall.enrol(&tab).await;
    tab.until(&format!("{END} === 'Hand it on'")).await;
    assert_eq!(missing(&tab).await, ["persistent"]);
    is_in_order(&tab, "ready, but for storage").await;
    // As a page on the home screen: all is in order, and one large button leads to the first page.
    tab.tell(SetPermissionParams::new(PermissionDescriptor::new("persistent-storage"), PermissionSetting::Granted)).await;
    tab.click_away("#again").await;
    tab.until(&format!("{END} === 'All is ready: hand it on'")).await;
    assert_eq!(missing(&tab).await, [""; 0]);
    assert!(tab.whole("#hand-on a").await, "the way on is seen without scrolling");
    assert!(tab.text().await.contains("Tablet 1 · A day in a hall, A council"));
    is_in_order(&tab, "ready").await;
    tab.click_away("#hand-on a").await;
    assert!(tab.address().await.ends_with(&hall.event), "{}", tab.address().await);
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn four_digits_lead_out_of_full_screen_and_a_tablet_can_be_set_up_anew() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    hall.officer.go(&hall.staff("/tablets")).await;
    let digits: String = hall.officer.ask("/\\b\\d{4}\\b/.exec(document.querySelector('aside .count').innerText)[0]").await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden && !!document.body.dataset.again").await;
    tab.click(".bar a[href='#help']").await;
    tab.until("!!document.querySelector('#to-way-out')").await;
    tab.click("#to-way-out").await;
    tab.until("!!document.querySelector('#way-out.open input')").await;
    let wrong = if digits == "0000" { "1111" } else { "0000" };
    tab.fill("#way-out input", wrong).await;
    tab.click("#way-out [type=submit]").await;
    tab.until("document.querySelector('#way-out [role=status]').textContent.includes('That is not the code')").await;
    is_in_order(&tab, "the way out").await;
    tab.fill("#way-out input", &digits).await;
    tab.click("#way-out [type=submit]").await;
    tab.until("location.pathname.endsWith('/ready') && !!document.querySelector('#held a')").await;
    // A tablet that was set up is led on to its event, unless it is to be set up anew.
    tab.click_away("#held a").await;
    tab.until("!!document.querySelector('#enrol')").await;
    assert!(!tab.soon("!location.pathname.endsWith('/e/tablet')", Duration::from_secs(2)).await);
    tab.go(&hall.wire.url("/e/tablet")).await;
    tab.until(&format!("location.pathname === '{}'", hall.event)).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_learns_its_name_tells_the_board_that_it_is_there_and_says_when_it_was_shut_out() {
    let hall = Hall::open().await;
    let tab = hall.browser.child(true).await;
    hall.enrol(&tab).await;
    let officer = &hall.officer;
    // The page itself says hello: an officer who stays on it finds the tablet on the board.
    let there = "document.querySelector('#tablets').innerText.includes('Nothing held')";
    for _ in 0..30 {
        officer.go(&hall.staff("/board")).await;
        if officer.soon(there, Duration::from_secs(2)).await {
            break;
        }
    }
    officer.until(there).await;
    officer.go(&hall.staff("/tablets")).await;
    officer.run("document.querySelector('form[action$=\"/tablets/1\"] [name=name]').value = 'Blue bear'").await;
    officer.click_away("form[action$='/tablets/1'] button[value=rename]").await;
    tab.click_away("#again").await;
    tab.until("document.querySelector('[data-check=enrolled] .found').textContent === 'This is Blue bear.'").await;
    // What an officer presses is answered.
    tab.until("!!document.querySelector('#held button')").await;
    tab.click("#held button").await;
    tab.until("document.querySelector('#held').innerText.includes('Nothing is left to send.')").await;
    // Shut out, it says so, here and to the next child.
    officer.go(&hall.staff("/tablets")).await;
    officer.run("document.querySelector('form[action$=\"/tablets/1\"] button[value=revoke]').click()").await;
    officer.until("document.body.innerText.includes('Shut out')").await;
    tab.go(&hall.wire.url(&hall.event)).await;
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("document.querySelector('[data-check=enrolled] .found').textContent.includes('Blue bear')").await;
    // It learns it a second after the page has come; the next look says so.
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_secs(3)).await;
        tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
        if tab.soon(&format!("{END} === 'Set it up anew'"), Duration::from_secs(3)).await {
            break;
        }
    }
    tab.until(&format!("{END} === 'Set it up anew'")).await;
    is_in_order(&tab, "shut out").await;
    tab.go(&hall.wire.url(&hall.event)).await;
    tab.until("document.querySelector('main').innerText.includes('This tablet cannot be used now.')").await;
    tab.axe("a tablet that was shut out").await;
    hall.browser.stop().await;
}
