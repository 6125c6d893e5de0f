//! The network and the server go away, at every moment of a letter's way.

use super::wire::Weather;
use super::{Hall, answer, fill, held, to_the_last, until_held};
use crate::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_day_without_a_server_and_nothing_is_lost() {
    let mut hall = Hall::open().await;
    let tab = hall.tablet().await;
    // The real server really stopped.
    hall.server.stop();
    let mut ids = Vec::new();
    for _ in 0..3 {
        answer(&tab, &hall).await;
        let text = tab.text().await;
        assert!(text.contains("kept safe on this tablet") && !text.contains("Your answers are in"), "{text}");
        ids.push(tab.ask::<String>("new Promise((go) => { const open = indexedDB.open('sayso'); open.onsuccess = () => { const all = open.result.transaction('outbox').objectStore('outbox').getAllKeys(); all.onsuccess = () => go(all.result.join(' ')) } })").await);
    }
    // Each child had an envelope of her own.
    assert_eq!(held(&tab, "outbox").await, 3, "{ids:?}");
    // Another wording, colours and size are there too; so is a voice, a piece of it.
    tab.go(&hall.wire.url(&format!("{}/welcome?words=12-15&theme=contrast&size=3", hall.event))).await;
    assert_eq!(
        tab.ask::<String>("document.body.dataset.band + document.body.dataset.theme + document.body.dataset.size").await,
        "12-15contrast3"
    );
    let piece: String = tab
        .ask("fetch(document.querySelector('[data-voice$=mp3]').dataset.voice, { headers: { range: 'bytes=2-5' } }).then(async (a) => `${a.status} ${(await a.arrayBuffer()).byteLength} ${a.headers.get('content-range')}`)")
        .await;
    assert!(piece.starts_with("206 4 bytes 2-5/"), "{piece}");
    // The server comes back, on the same data.
    let again = Server::on(hall.server.data());
    hall.wire.lead_to(again.port());
    hall.server.follow(&again);
    tab.run("dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has(3).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_before_inside_and_after_a_letter_it_is_counted_once() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    for (letters, weather) in [(1, Weather::Cut), (2, Weather::CutInside), (3, Weather::Deaf)] {
        hall.wire.turn(weather);
        answer(&tab, &hall).await;
        assert!(tab.text().await.contains("kept safe on this tablet"), "{weather:?}");
        assert_eq!(held(&tab, "outbox").await, 1, "{weather:?}");
        hall.wire.turn(Weather::Fine);
        tab.run("dispatchEvent(new Event('online'))").await;
        until_held(&tab, 0).await;
        hall.has(letters).await;
    }
    assert!(hall.wire.letters().values().any(|times| *times > 1), "one was sent again: {:?}", hall.wire.letters());
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_network_she_is_told_that_her_answers_are_in() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    answer(&tab, &hall).await;
    let text = tab.text().await;
    assert!(text.contains("Your answers are in") && !text.contains("kept safe on this tablet"), "{text}");
    until_held(&tab, 0).await;
    hall.has(1).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_enrolment_nothing_is_stored() {
    let hall = Hall::open().await;
    let tab = hall.browser.child(true).await;
    answer(&tab, &hall).await;
    let stored: String = tab.ask("Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => [...all.map((a) => a.length), localStorage.length, sessionStorage.length].join())").await;
    assert_eq!(stored, "0,0,0,0,0");
    assert!(!tab.ask::<bool>("performance.getEntriesByType('resource').some((r) => r.name.includes('tablet'))").await);
    hall.has(1).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_letters_are_all_sent_and_each_counts_once() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    fill(&tab, &hall, 1000).await;
    tab.run("document.querySelector('#held .actions button').click()").await;
    until_held(&tab, 0).await;
    hall.has_both(0, 1000).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_she_hides_before_sending_is_wiped_and_what_she_sent_is_not() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    hall.wire.turn(Weather::Cut);
    answer(&tab, &hall).await;
    tab.click("#thanks a.primary").await;
    tab.until("location.pathname.split('/').length === 3 && document.readyState === 'complete'").await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(&tab).await;
    tab.click("a.hide-this").await;
    tab.until("document.title === 'Times tables' && document.links.length === 1").await;
    assert_eq!(held(&tab, "outbox").await, 1);
    // The next child begins anew.
    tab.click_away("a").await;
    assert!(tab.address().await.ends_with(&hall.event), "{}", tab.address().await);
    hall.browser.stop().await;
}
