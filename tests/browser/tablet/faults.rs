//! What browsers do to a tablet: two tabs, a full disk, a database that is closed, a new worker; and what an officer
//! does: shuts it out.

use super::wire::Weather;
use super::{Hall, answer, fill, held, until_held};

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
async fn when_storage_is_full_the_page_keeps_what_it_has_until_it_is_sent() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    // What a full disk says. (The browser's own way to set a quota does not reach a window of its own.)
    tab.before_scripts("IDBObjectStore.prototype.put = function () { throw new DOMException('full', 'QuotaExceededError') }").await;
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&hall.event)).await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    super::to_the_last(&tab).await;
    tab.click(".check [type=submit]").await;
    // Nobody thanks her for what is nowhere yet.
    assert!(!tab.soon("!document.querySelector('#thanks').hidden", std::time::Duration::from_secs(5)).await);
    assert_eq!(held(&tab, "outbox").await, 0);
    hall.wire.turn(Weather::Fine);
    tab.run("dispatchEvent(new Event('online'))").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.text().await.contains("Your answers are in"));
    hall.has(1).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_was_closed_under_the_page_is_opened_again() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    // As a browser does when memory is short: the page's connections are closed, and it is not asked.
    tab.before_scripts(
        "globalThis.bases = []; globalThis.opened = 0; const open = IDBFactory.prototype.open; IDBFactory.prototype.open = function (...all) { const request = open.apply(this, all); request.addEventListener('success', () => { globalThis.opened++; globalThis.bases.push(request.result) }); return request }",
    )
    .await;
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    super::to_the_last(&tab).await;
    tab.until("globalThis.bases.length > 0").await;
    let before: usize = tab.ask("globalThis.opened").await;
    tab.run("for (const base of globalThis.bases) base.close()").await;
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert!(tab.ask::<usize>("globalThis.opened").await > before);
    assert_eq!(held(&tab, "outbox").await, 1);
    hall.wire.turn(Weather::Fine);
    tab.run("for (const base of globalThis.bases) base.close(); dispatchEvent(new Event('online'))").await;
    until_held(&tab, 0).await;
    hall.has(1).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_worker_finds_a_full_outbox_and_loses_nothing() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    hall.wire.turn(Weather::Cut);
    answer(&tab, &hall).await;
    fill(&tab, &hall, 40).await;
    assert_eq!(held(&tab, "outbox").await, 41);
    // A cache of a version with letters waiting, as an update of the questionnaire leaves it; and one of another.
    let code = hall.event.trim_start_matches("/e/");
    tab.run(&format!("globalThis.made = Promise.all(['messages-for-munro/1-old', 'another/1-old'].map((v) => caches.open(`sayso-{code}-${{v}}`))).then(() => true)")).await;
    assert!(tab.ask::<bool>("globalThis.made").await);
    // The only network that comes through is the worker's: then it is cut again.
    hall.wire.turn(Weather::Fine);
    tab.run("Object.defineProperty(navigator, 'locks', { value: { request: async () => null } })").await;
    let took: bool = tab
        .ask("navigator.serviceWorker.getRegistration('/e/').then(async (old) => { const before = old.active; const now = await navigator.serviceWorker.register('/e/worker.js?new', { scope: '/e/' }); for (let i = 0; i < 200 && now.active === before; i++) await new Promise((go) => setTimeout(go, 50)); return now.active !== before && now.active.scriptURL.endsWith('?new') })")
        .await;
    assert!(took, "the new worker took over");
    hall.wire.turn(Weather::Cut);
    // Offline under the new worker: the pages are there, and so is every letter.
    tab.go(&hall.wire.url(&format!("{}/welcome", hall.event))).await;
    assert!(
        tab.ask::<bool>("navigator.serviceWorker.controller.scriptURL.endsWith('?new') && !!document.querySelector('main a.primary')")
            .await
    );
    assert_eq!(held(&tab, "outbox").await, 41);
    hall.wire.turn(Weather::Fine);
    tab.go(&hall.wire.url(&format!("{}/ready", hall.event))).await;
    tab.until("!!document.querySelector('section select')").await;
    let caches: String = tab.ask("caches.keys().then((all) => all.join(' '))").await;
    assert!(!caches.contains("another"), "{caches}");
    until_held(&tab, 0).await;
    hall.has_both(1, 40).await;
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_was_shut_out_stops_sending_and_keeps_what_it_has() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    hall.officer.go(&hall.staff("/tablets")).await;
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
