//! The next release of Sayso comes while tablets hold answers: its worker takes over, its pages are fetched, and what
//! waits is sent. The release is a real one: the same binary, with other scripts in it.

use super::wire::Weather;
use super::{Hall, answer, fill, held, until_held};
use crate::server::{OURS, Server};
use crate::tab::Tab;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the next release does otherwise, as long as before: its worker says how its pages may be kept, and its child's
/// script waits a little longer for what comes later.
const CHANGED: [(&str, &str); 2] = [
    (r#"headers.set("cache-control", "no-store")"#, r#"headers.set("cache-control", "no-cache")"#),
    ("setTimeout(later, 2500)", "setTimeout(later, 2600)"),
];

/// Writes the next release into a folder.
fn next_release(folder: &Path) -> PathBuf {
    let mut binary = std::fs::read(OURS).expect("our binary");
    for (before, after) in CHANGED {
        assert_eq!(before.len(), after.len());
        let places: Vec<usize> = (0..binary.len() - before.len()).filter(|at| binary[*at..].starts_with(before.as_bytes())).collect();
        assert_eq!(places.len(), 1, "{before}");
        binary[places[0]..places[0] + after.len()].copy_from_slice(after.as_bytes());
    }
    let path = folder.join("sayso-next");
    std::fs::write(&path, binary).expect("writes");
    let mode = std::fs::metadata(OURS).expect("our binary").permissions();
    std::fs::set_permissions(&path, mode).expect("may be run");
    path
}

/// The caches of a tablet, in the order of their making.
async fn caches(tab: &Tab) -> Vec<String> {
    tab.ask("caches.keys()").await
}

/// What the worker that serves this page says of how it may be kept.
async fn served(tab: &Tab, hall: &Hall) -> String {
    tab.ask(&format!("fetch('{}/welcome').then((page) => page.text().then(() => page.headers.get('cache-control')))", hall.event)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_release_finds_a_full_outbox_and_drops_nothing_that_waits() {
    let mut hall = Hall::open().await;
    let tab = hall.tablet().await;
    let before = caches(&tab).await;
    assert_eq!(before.len(), 1, "{before:?}");
    hall.wire.turn(Weather::NoLetters);
    answer(&tab, &hall).await;
    assert_eq!(served(&tab, &hall).await, "no-store");
    fill(&tab, &hall, 40).await;
    assert_eq!(held(&tab, "outbox").await, 41);
    // The server stops, and the next release comes up over its data. Letters do not come through yet.
    hall.server.stop();
    let folder = tempfile::tempdir().expect("a folder");
    let next = Server::released(&next_release(folder.path()), hall.server.data());
    hall.wire.lead_to(next.port());
    hall.server.follow(&next);
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("document.querySelector('[data-check=cached]').dataset.found === 'yes' && !!document.querySelector('section select')").await;
    // The new worker took over, its pages are there, and so is the version with answers waiting.
    for _ in 0..20 {
        if served(&tab, &hall).await == "no-cache" {
            break;
        }
        // The worker takes over between two pages.
        tokio::time::sleep(Duration::from_secs(1)).await;
        tab.go(&hall.wire.url(&format!("{}/welcome", hall.event))).await;
    }
    assert_eq!(served(&tab, &hall).await, "no-cache");
    let both = caches(&tab).await;
    assert!(both.len() == 2 && both[0] == before[0], "{both:?}");
    assert_eq!(held(&tab, "outbox").await, 41);
    // Without any network the tablet goes on, with the new script.
    hall.wire.turn(Weather::Cut);
    answer(&tab, &hall).await;
    assert_eq!((held(&tab, "outbox").await, served(&tab, &hall).await), (42, "no-cache".to_owned()));
    let script: String = tab.ask("fetch(document.querySelector('script[src*=child]').src).then((answer) => answer.text())").await;
    assert!(script.contains("2600"), "the child's script is that of the next release");
    // Everything is sent, by whichever version sealed it; then the old one may go.
    hall.wire.turn(Weather::Fine);
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    until_held(&tab, 0).await;
    hall.has_both(2, 40).await;
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("document.querySelector('[data-check=cached]').dataset.found === 'yes' && !!document.querySelector('section select')").await;
    assert_eq!(caches(&tab).await, both[1..]);
    hall.browser.stop().await;
}
