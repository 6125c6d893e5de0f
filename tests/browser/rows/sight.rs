//! Rows 30 and 31: without colour, in forced colours, without movement.

use super::house::{House, at_home};
use super::{Look, SCREENS};
use crate::tab::{Place, Tab};

/// How much around a tile is looked at.
const AROUND: f64 = 22.0;

/// Chooses the first tile of the first three questions of an event, and compares each with itself before.
async fn chosen_shows(house: &House, tab: &Tab, event: &str, band: &'static str) -> Vec<String> {
    tab.go(&house.server.url(&Look::of(band, "en").at(event, "/answer"))).await;
    tab.probes().await;
    let mut faults = Vec::new();
    for _ in 0..3 {
        let tile = "globalThis.rows.step().querySelector('.tiles:not(.quiet) label.tile')";
        let at = format!("(r => ({{ x: r.x, y: r.y, width: r.width, height: r.height }}))({tile}.getBoundingClientRect())");
        let Place { x, y, width, height, .. } = tab.ask(&at).await;
        let around =
            Place { name: String::new(), x: x - AROUND, y: y - AROUND, width: width + 2.0 * AROUND, height: height + 2.0 * AROUND };
        let before = tab.picture(Some(&around)).await;
        tab.run(&format!("{tile}.click(); globalThis.rows.focusOff()")).await;
        let after = tab.picture(Some(&around)).await;
        let ring = format!("globalThis.rows.ring({before:?}, {after:?}, {AROUND}, 1, 'what is chosen')");
        faults.extend(tab.ask::<Vec<String>>(&ring).await.iter().map(|what| format!("{band}: {}", what.replace("row 10", "row 30"))));
        faults.extend(tab.found(&["chosenMark"]).await.iter().map(|what| format!("{band}: {what}")));
        tab.run("document.querySelector('#next').click()").await;
    }
    faults
}

async fn everywhere(house: &House, tab: &Tab) {
    let mut faults = chosen_shows(house, tab, &house.gallery, "4-7").await;
    faults.extend(chosen_shows(house, tab, &house.event, "8-11").await);
    faults.extend(chosen_shows(house, tab, &house.gallery, "12-15").await);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn row_30_a_choice_shows_in_forced_colours() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.media(&[("forced-colors", "active")]).await;
        everywhere(&house, &tab).await;
        tab.close().await;
    });
}

#[test]
fn row_30_a_choice_shows_in_greys() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.grey(true).await;
        everywhere(&house, &tab).await;
        tab.close().await;
    });
}

#[test]
fn row_31_nothing_moves_where_that_is_asked_for() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        let look = Look::of("8-11", "en");
        tab.go(&house.server.url(&look.at(&house.event, "/answer"))).await;
        assert!(!tab.found(&["still"]).await.is_empty(), "where it is not asked for, colours change slowly: the probe sees it");
        tab.media(&[("prefers-reduced-motion", "reduce")]).await;
        for page in ["", "/welcome", "/answer"] {
            tab.go(&house.server.url(&look.at(&house.event, page))).await;
            assert_eq!(tab.found(&["still"]).await, [""; 0], "{page}");
        }
        tab.click("#q-age label.tile").await;
        assert_eq!(tab.found(&["still"]).await, [""; 0], "a choice");
        tab.click("#next").await;
        tab.click("#look").await;
        assert_eq!(tab.found(&["still"]).await, [""; 0], "a panel");
        tab.close().await;
    });
}
