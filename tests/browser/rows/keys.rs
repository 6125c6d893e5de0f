//! Rows 8, 10 and 11: keys, focus, a switch.

use super::house::{House, at_home};
use super::{HERE, Look, SCREENS};
use crate::tab::{Place, Tab};
use std::time::Duration;

/// How much around an element is looked at for its ring: a chosen colour's stands 11 px off and is 5 px wide.
const AROUND: f64 = 22.0;

async fn press_on(tab: &Tab, key: &str) {
    tab.leave_by().await;
    tab.key(key).await;
    tab.arrive().await;
}

async fn in_order(tab: &Tab, faults: &mut Vec<String>) {
    tab.probes().await;
    let at = tab.address().await;
    faults.extend(tab.found(&["order"]).await.iter().map(|what| format!("{at}: {what}")));
}

/// From the first page to the thanks with Tab, Space and Enter alone.
async fn answer_by_keys(house: &House, event: &str, look: Look) {
    let tab = house.tablet(SCREENS[2]).await;
    let mut faults = Vec::new();
    tab.go(&house.server.url(&look.at(event, ""))).await;
    for _ in 0..6 {
        if tab.address().await.contains("/answer?") {
            break;
        }
        in_order(&tab, &mut faults).await;
        if tab.ask("document.querySelector('main .tile') !== null").await {
            tab.tab_to("document.activeElement.closest('main .tile') !== null", 40).await;
        }
        if !tab.ask::<bool>("document.activeElement.matches('a.tile')").await {
            if tab.ask("document.activeElement.closest('.tile') !== null").await {
                tab.key("Space").await;
            }
            tab.tab_to("document.activeElement.matches('main .primary')", 40).await;
        }
        press_on(&tab, "Enter").await;
    }
    for step in 0..60 {
        in_order(&tab, &mut faults).await;
        let here: String = tab.ask(HERE).await;
        if here.starts_with("check") || here.starts_with("finish") {
            break;
        }
        if here.starts_with("offer") {
            tab.tab_to("document.activeElement.matches('.no-thanks')", 20).await;
            tab.key("Enter").await;
            assert_eq!(tab.ask::<String>("document.activeElement.ariaPressed").await, "true");
            tab.tab_to("document.activeElement.id === 'next'", 20).await;
            tab.key("Enter").await;
        } else {
            tab.tab_to("document.activeElement.matches('.tile input, .number [data-step=\"1\"]')", 20).await;
            tab.key(if step % 3 == 2 { "Enter" } else { "Space" }).await;
            assert!(tab.ask::<bool>("globalThis.rows.answered()").await, "{here}: nothing is chosen");
            tab.tab_to("document.activeElement.id === 'next'", 20).await;
            tab.key(if step % 2 == 0 { "Enter" } else { "Space" }).await;
        }
        tab.until(&format!("{HERE} !== {here:?} || document.querySelector('.offer:not([hidden])') !== null")).await;
    }
    tab.tab_to("document.activeElement.matches('[type=submit]')", 40).await;
    tab.key("Enter").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    tab.close().await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn row_08_keys_alone_answer_every_kind_in_the_order_seen() {
    at_home(|house| async move {
        answer_by_keys(&house, &house.gallery, Look::of("12-15", "en")).await;
        answer_by_keys(&house, &house.event, Look::of("4-7", "ar")).await;
    });
}

/// Every stop of a page, with and without focus.
async fn rings(tab: &Tab, page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    tab.probes().await;
    for stop in 0..60 {
        tab.run("globalThis.rows.focusOff()").await;
        // None is no value that comes over as such.
        let place: String = tab.ask(&format!("JSON.stringify(globalThis.rows.stopAt({stop}) ?? null)")).await;
        let Some(Place { name, x, y, width, height }) = serde_json::from_str(&place).expect("a place") else {
            assert!(stop > 2, "{page} has only {stop} stops");
            break;
        };
        let around = Place { name, x: x - AROUND, y: y - AROUND, width: width + 2.0 * AROUND, height: height + 2.0 * AROUND };
        let before = tab.picture(Some(&around)).await;
        assert!(tab.ask::<bool>(&format!("globalThis.rows.focusOn({stop})")).await, "{page}: {} takes no focus", around.name);
        let after = tab.picture(Some(&around)).await;
        let script = format!("globalThis.rows.ring({before:?}, {after:?}, {AROUND}, 1, {:?})", around.name);
        faults.extend(tab.ask::<Vec<String>>(&script).await.iter().map(|what| format!("{page}: {what}")));
    }
    faults
}

#[test]
fn row_10_focus_is_a_ring_of_3_px_and_3_to_1() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        let mut faults = Vec::new();
        for (band, theme, page) in [
            ("8-11", "usual", ""),
            ("12-15", "usual", "/alone"),
            ("4-7", "usual", "/answer"),
            ("8-11", "cream", "/answer"),
            ("12-15", "usual", "/answer"),
            ("12-15", "contrast", "/answer"),
        ] {
            tab.go(&house.server.url(&Look::of(band, "en").themed(theme).at(&house.event, page))).await;
            faults.extend(rings(&tab, &format!("{page} at {band} in {theme}")).await);
        }
        tab.click("#look").await;
        faults.extend(rings(&tab, "look").await);
        tab.close().await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// 2.4.11: on a phone the bar stays above the page, and what has focus is not behind it.
#[test]
fn row_10_focus_is_not_behind_the_bar() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[0]).await;
        let mut faults = Vec::new();
        for (page, key) in [("", "Tab"), ("", "Shift+Tab"), ("/welcome", "Shift+Tab"), ("/answer", "Tab"), ("/answer", "Shift+Tab")] {
            tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, page))).await;
            tab.probes().await;
            for _ in 0..16 {
                tab.key(key).await;
                faults.extend(tab.found(&["bared"]).await.iter().map(|what| format!("{page} by {key}: {what}")));
            }
        }
        tab.click(".bar a[href='#help']").await;
        for _ in 0..8 {
            tab.key("Shift+Tab").await;
            faults.extend(tab.found(&["bared"]).await);
        }
        tab.close().await;
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// One real run at the fastest; its times and turns are tested with a clock of their own in `tests/child`.
#[test]
fn row_11_a_mark_goes_round_by_itself_and_one_key_takes() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        tab.probes().await;
        assert!(tab.ask::<bool>("document.querySelector('.scanned') === null").await, "it is on before it is asked for");
        tab.click("#look").await;
        tab.click("#looks details:has([data-scan]) > summary").await;
        tab.click("[data-scan=one]").await;
        for _ in 0..8 {
            tab.run("document.querySelector('[data-seconds=less]').click()").await;
        }
        assert_eq!(tab.inner("#scan-seconds").await, "1");
        tab.run("document.querySelector('#looks .close').click()").await;
        let log: Vec<(f64, String)> = tab.ask("globalThis.rows.marks(5600)").await;
        let names: Vec<&str> = log.iter().map(|(_, name)| name.as_str()).collect();
        assert!(names.starts_with(&["4 to 7", "8 to 11", "12 to 15", "16 or over"]), "{log:?}");
        for pair in log[1..].windows(2) {
            let (from, to) = (pair[0].0, pair[1].0);
            assert!((850.0..1500.0).contains(&(to - from)), "a second is {} ms: {log:?}", to - from);
        }
        // What is marked now is taken by the key, wherever focus is.
        let marked: String = tab.ask("document.querySelector('.scanned').textContent.trim()").await;
        tab.key("Space").await;
        assert!(
            tab.soon(&format!("document.querySelector('.question:not([hidden]) input:checked')?.closest('.tile').textContent.trim() === {marked:?} || {marked:?} === 'Next'"), Duration::from_secs(2)).await,
            "{marked} was marked and not taken"
        );
        tab.close().await;
    });
}
