//! The tablet is passed on: nothing of the last child is left, on the page, behind Back, or on the disk.

use super::wire::Weather;
use super::{Hall, answer, held, to_the_last, until_held};
use std::path::Path;
use std::time::Duration;

/// Rows 38 and 39 say what may be left: nothing. The word that is looked for is made up, and chosen as an answer.
const SECRET: &str = "zq7sentinelkx93";

/// Makes the first answer of the question on the screen mean the secret, and chooses it.
async fn choose_secret(tab: &crate::tab::Tab) {
    tab.run(&format!(
        "(b => {{ b.checked = false; b.value = '{SECRET}'; b.click() }})(document.querySelector('.question:not([hidden]) .tile input'))"
    ))
    .await;
    let chosen: bool = tab.ask(&format!("[...document.querySelectorAll('input:checked')].some((i) => i.value === '{SECRET}')")).await;
    assert!(chosen, "the secret is chosen");
}

/// Files under a folder in which a word stands, as bytes or as two-byte letters.
fn found(folder: &Path, word: &str, out: &mut Vec<String>) {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found(&path, word, out);
        } else if let Ok(bytes) = std::fs::read(&path) {
            let is = |word: &[u8]| bytes.windows(word.len()).any(|w| w == word);
            if is(word.as_bytes()) || is(&wide) {
                out.push(path.display().to_string());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_nowhere_on_the_disk_after_the_tablet_was_passed_on() {
    let hall = Hall::open().await;
    // In the profile itself, not in a window that keeps nothing.
    let tab = hall.tablet_in(hall.browser.tab(true).await).await;
    hall.wire.turn(Weather::Cut);
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden").await;
    choose_secret(&tab).await;
    // To another page and back, then Hide this with the secret on the screen.
    tab.run("document.querySelector('#next').click()").await;
    tab.click("a.hide-this").await;
    tab.until("document.title === 'Times tables'").await;
    assert!(!tab.ask::<String>("document.documentElement.outerHTML").await.contains(SECRET));
    // Once more, sent off without a network.
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden").await;
    choose_secret(&tab).await;
    to_the_last(&tab).await;
    choose_first_again(&tab).await;
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
    assert_eq!(held(&tab, "outbox").await, 1);
    tab.click("#thanks a.primary").await;
    tab.until("location.pathname.split('/').length === 3 && document.readyState === 'complete'").await;
    let left: String = tab
        .ask("document.documentElement.outerHTML + JSON.stringify(history.state) + JSON.stringify({...localStorage, ...sessionStorage})")
        .await;
    assert!(!left.contains(SECRET));
    tokio::time::sleep(Duration::from_secs(3)).await;
    let profile = hall.browser.leave().await;
    let mut files = Vec::new();
    found(profile.path(), SECRET, &mut files);
    assert!(files.is_empty(), "{files:?}");
}

/// The search above would find it, wherever a browser keeps things: each place is given a word of its own.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_anywhere_on_the_disk_would_be_found() {
    let hall = Hall::open().await;
    let tab = hall.browser.tab(true).await;
    tab.go(&hall.wire.url(&format!("{}/welcome", hall.event))).await;
    let places = ["indexeddb", "cache", "local", "session", "history", "form"];
    let word = |place: &str| format!("{SECRET}{place}");
    tab.run(&format!(
        "globalThis.left = (async () => {{
            const word = (place) => '{SECRET}' + place;
            const open = indexedDB.open('left');
            open.onupgradeneeded = () => open.result.createObjectStore('left');
            await new Promise((go) => (open.onsuccess = go));
            const through = open.result.transaction('left', 'readwrite', {{ durability: 'strict' }});
            through.objectStore('left').put({{ answers: {{ alone: [word('indexeddb')] }} }}, 1);
            await new Promise((go) => (through.oncomplete = go));
            await (await caches.open('left')).put('/left', new Response(`<p>${{word('cache')}}</p>`));
            localStorage.setItem('left', word('local'));
            sessionStorage.setItem('left', word('session'));
            const box = document.createElement('input');
            box.name = 'left';
            document.querySelector('main').append(box);
            box.value = word('form');
            history.pushState({{}}, '', `?left=${{word('history')}}`);
            return true;
        }})()"
    ))
    .await;
    assert!(tab.ask::<bool>("globalThis.left").await);
    tab.go(&hall.wire.url(&format!("{}/welcome?words=8-11", hall.event))).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let profile = hall.browser.leave().await;
    for place in places {
        let mut files = Vec::new();
        found(profile.path(), &word(place), &mut files);
        assert!(!files.is_empty(), "{place}");
    }
}

/// The walk to the end chooses first answers: the first question's is the secret.
async fn choose_first_again(tab: &crate::tab::Tab) {
    let there: bool = tab.ask(&format!("[...document.querySelectorAll('input:checked')].some((i) => i.value === '{SECRET}')")).await;
    assert!(there, "the secret is among the answers that are sealed");
}

#[tokio::test(flavor = "multi_thread")]
async fn back_leads_to_no_question_of_the_child_before() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    answer(&tab, &hall).await;
    until_held(&tab, 0).await;
    tab.click("#thanks a.primary").await;
    tab.until("location.pathname.split('/').length === 3 && document.readyState === 'complete'").await;
    for _ in 0..3 {
        tab.run("setTimeout(() => history.back(), 0)").await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        tab.until("document.readyState === 'complete'").await;
        assert_eq!(tab.ask::<usize>("document.querySelectorAll('#answers input:checked').length").await, 0);
        assert!(!tab.address().await.contains("envelope="), "{}", tab.address().await);
    }
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn left_alone_it_warns_and_one_tap_extends_and_then_it_is_ready_for_the_next() {
    let hall = Hall::open().await;
    let tab = hall.tablet().await;
    // The officer's choice is in minutes; here it is 24 seconds.
    tab.run("(s => { s.add(new Option('test', '24')); s.value = '24'; s.dispatchEvent(new Event('change')) })(document.querySelector('section select'))").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    tab.go(&hall.wire.url(&format!("{}/answer?theme=contrast", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden").await;
    tab.run("document.querySelector('.question:not([hidden]) .tile input').click()").await;
    tab.until("!!document.querySelector('#idle.open')").await;
    assert!(tab.text().await.contains("Are you still there?"));
    tab.axe("still there?").await;
    tab.click("#idle a.primary").await;
    tab.until("!document.querySelector('#idle')").await;
    assert_eq!(tab.ask::<usize>("document.querySelectorAll('#answers input:checked').length").await, 1, "nothing was wiped");
    // A break that she takes is no absence, however long it is: twice the time after which she would be warned.
    tab.click(".bar a[href='#help']").await;
    tab.until("!!document.querySelector('#help.open a[href=\"#pause\"]')").await;
    tab.click("#help a[href='#pause']").await;
    tab.until("!!document.querySelector('#pause.open #break-form')").await;
    tab.click("#break-form input[name=lock][value=ball]").await;
    tab.click("#break-form input[name=minutes][value='2']").await;
    tab.click("#break-start").await;
    tab.until("!!document.querySelector('#paused.open')").await;
    assert!(!tab.soon("!!document.querySelector('#idle')", Duration::from_secs(9)).await);
    tab.click("#paused [data-lock=ball]").await;
    tab.until("!document.body.classList.contains('covered')").await;
    assert_eq!(tab.ask::<usize>("document.querySelectorAll('#answers input:checked').length").await, 1, "a break wipes nothing");
    tab.until("!!document.querySelector('#idle.open')").await;
    let begun = std::time::Instant::now();
    assert!(tab.soon("location.pathname.split('/').length === 3 && !location.search", Duration::from_secs(30)).await);
    assert!(begun.elapsed() >= Duration::from_secs(18), "{:?}", begun.elapsed());
    assert_eq!(tab.ask::<String>("document.body.dataset.theme").await, "usual");
    assert_eq!(held(&tab, "outbox").await, 0);
    hall.browser.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hand_is_raised_silently_and_without_a_network_the_screen_is_held_up() {
    let hall = Hall::open().await;
    hall.officer.go(&hall.staff("/adults")).await;
    hall.officer.fill("#name", "Joe").await;
    hall.officer.fill("#role", "an advocate: on your side").await;
    hall.officer.click("input[value=adult-beard]").await;
    hall.officer.click("input[name=outside]").await;
    hall.officer.click_away("button[value=add]").await;
    let tab = hall.tablet().await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    tab.until("!document.querySelector('.foot').hidden && !!document.body.dataset.again").await;
    let told = "We have told Joe. Joe will find a quiet moment. You can carry on here.";
    for (weather, said) in [(Weather::Fine, told), (Weather::Cut, "Please show this to Joe.")] {
        hall.wire.turn(weather);
        tab.click(".bar a[href='#help']").await;
        tab.until("!!document.querySelector('#help [data-part=talk]')").await;
        tab.run("document.querySelector('#help [data-part=talk]').click()").await;
        tab.until("!!document.querySelector('#raise.open input[name=adult]')").await;
        tab.axe("talk to someone").await;
        assert_eq!(tab.ask::<usize>("document.querySelectorAll('audio').length").await, 0);
        tab.click("#raise .who .tile").await;
        tab.click("#raise .how .tile:nth-of-type(2)").await;
        assert_eq!(tab.inner("#raise-ask").await, "Ask Joe");
        tab.click("#raise-ask").await;
        tab.until(&format!("document.querySelector('#raise [role=status]').textContent === '{said}'")).await;
        tab.click("#raise > a.close").await;
        tab.until("!document.querySelector('.help.open')").await;
    }
    assert_eq!(hall.rows("hand").await, 1, "what was shown is not sent later");
    hall.browser.stop().await;
}
