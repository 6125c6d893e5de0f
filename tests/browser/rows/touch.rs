//! Rows 5, 6 and 17: what a finger does.

use super::house::at_home;
use super::{Look, SCREENS};
use crate::tab::Place;

/// The place of an element, and how a page tells what a press has done.
const WHERE: &str = "(e => { const r = e.getBoundingClientRect(); return { x: r.x, y: r.y, width: r.width, height: r.height } })";
const STATE: &str = "[document.title, location.href, globalThis.rows.panel()?.id ?? '', [...document.querySelectorAll('.question input:checked')].map(i => i.value).join()].join('|')";

/// With the mouse where the walks ask only what lies under the corners.
#[test]
fn row_05_each_corner_of_a_tile_chooses_it() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        for band in ["4-7", "8-11", "12-15"] {
            tab.go(&house.server.url(&Look::of(band, "en").at(&house.event, "/answer"))).await;
            for tile in ["#q-age .tiles:not(.quiet) .answer:nth-child(2)", "#q-age .tiles.quiet .answer:last-child"] {
                let Place { x, y, width, height, .. } = tab.ask(&format!("{WHERE}(document.querySelector('{tile} label.tile'))")).await;
                for (right, low) in [(false, false), (true, false), (false, true), (true, true)] {
                    tab.click("#q-age .tiles:not(.quiet) .answer:first-child label.tile").await;
                    let (px, py) = (if right { x + width - 8.0 } else { x + 8.0 }, if low { y + height - 8.0 } else { y + 8.0 });
                    // Where its own speaker covers a corner, that is for hearing it.
                    let speaker = format!("(document.elementFromPoint({px}, {py})?.closest('.speak') ?? null) !== null");
                    if tab.ask(&speaker).await {
                        continue;
                    }
                    tab.click_at(px, py).await;
                    let chosen: bool = tab.ask(&format!("document.querySelector('{tile} input').checked")).await;
                    assert!(chosen, "{tile} at {band}: the corner at {px}, {py} does not choose");
                }
            }
        }
        tab.close().await;
    });
}

#[test]
fn row_06_a_press_that_ends_elsewhere_does_nothing() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        tab.probes().await;
        tab.click("#next").await;
        tab.click("#q-home .answer:nth-child(2) label.tile").await;
        // Where nothing is, and another answer.
        let nowhere = (540.0, 130.0);
        let other: Place = tab.ask(&format!("{WHERE}(document.querySelector('#q-home .answer:nth-child(1) label.tile'))")).await;
        for control in
            ["#q-home .answer:nth-child(4) label.tile", "#next", "#back", "#look", ".bar a[href='#help']", ".hide-this", "#listen"]
        {
            let Place { x, y, width, height, .. } = tab.ask(&format!("{WHERE}(document.querySelector({control:?}))")).await;
            assert!(width > 0.0, "{control} is not there");
            let before: String = tab.ask(STATE).await;
            for to in [nowhere, (other.x + other.width / 2.0, other.y + other.height / 2.0)] {
                let held: String = tab.press_and_leave((x + width / 2.0, y + height / 2.0), to, STATE).await;
                assert_eq!(held, before, "{control} acts when it is pressed, not when it is let go");
                assert_eq!(tab.ask::<String>(STATE).await, before, "{control} acts though it was let go at {to:?}");
            }
        }
        assert_eq!(tab.ask::<usize>("globalThis.rows.playing()").await, 0, "Listen acts");
        tab.close().await;
    });
}

#[test]
fn row_17_one_tap_changes_an_answer_and_back_keeps_it() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[1]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        let chosen = "document.querySelector('#q-age input:checked').value";
        tab.click("#q-age .answer:nth-child(1) label.tile").await;
        let first: String = tab.ask(chosen).await;
        tab.click("#q-age .answer:nth-child(3) label.tile").await;
        let second: String = tab.ask(chosen).await;
        assert_ne!(first, second, "one tap does not change it");
        assert_eq!(tab.ask::<usize>("document.querySelectorAll('#q-age input:checked').length").await, 1);
        tab.click("#next").await;
        tab.click("#next").await;
        tab.click("#back").await;
        tab.click("#back").await;
        tab.until("document.querySelector('#q-age').checkVisibility()").await;
        assert_eq!(tab.ask::<String>(chosen).await, second, "Back loses it");
        // And from the list of answers at the end.
        for _ in 0..20 {
            tab.run("document.querySelector('#next').click()").await;
        }
        tab.until("document.querySelector('.check').checkVisibility()").await;
        tab.click(".check li:first-child button").await;
        tab.until("document.querySelector('#q-age').checkVisibility()").await;
        assert_eq!(tab.ask::<String>(chosen).await, second, "Change loses it");
        tab.close().await;
    });
}
