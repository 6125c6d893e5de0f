//! The box for a child's own words: it is looked at as every question is, it fits a tablet that lies and one that
//! stands, and what is written leaves sealed by itself and stays nowhere.

use super::house::{House, at_home};
use super::walk::Walk;
use super::{Look, SCREENS};
use crate::tab::Tab;

const BANDS: [&str; 4] = ["4-7", "8-11", "12-15", "16+"];
const LANGUAGES: [&str; 4] = ["en", "cy", "ar", "prs"];
/// What stands nowhere but in a box.
const WORDS: &str = "A quiet heron, 7391 times.";
const AT_THE_BOX: &str = "globalThis.rows.step().matches('[data-kind=text]')";

/// Goes on to the box.
async fn to_the_box(house: &House, tab: &Tab, look: Look) {
    tab.go(&house.server.url(&look.at(&house.writing, "/answer"))).await;
    tab.probes().await;
    for _ in 0..10 {
        if tab.ask(AT_THE_BOX).await {
            return;
        }
        tab.run("document.querySelector('#next').click()").await;
    }
    panic!("no box");
}

/// Writes as a child does, by the keyboard of the tablet.
async fn write(tab: &Tab, words: &str) {
    tab.run(&format!(
        "(box => {{ box.focus(); box.value = {words:?}; box.dispatchEvent(new Event('input', {{ bubbles: true }})) }})(document.querySelector('textarea'))"
    ))
    .await;
}

#[test]
fn rows_01_to_34_at_the_box_for_own_words() {
    at_home(|house| async move {
        for (look, screen) in [
            (Look::of("4-7", "en"), SCREENS[2]),
            (Look::of("8-11", "ar"), SCREENS[1]),
            (Look::of("12-15", "cy").themed("contrast"), SCREENS[2]),
            (Look::of("8-11", "en").themed("cream"), SCREENS[0]),
            (Look::of("16+", "prs").sized("3"), SCREENS[2]),
        ] {
            let mut walk = Walk::new(&house, look, screen).await.at_writing();
            // The largest letters may scroll; they are to be read.
            walk = if look.size == "1" { walk.with_pictures() } else { walk.reading(false) };
            walk.questions(false).await;
            walk.send().await;
            walk.end().await;
        }
    });
}

#[test]
fn row_34_the_box_and_next_fit_a_tablet_and_the_box_stands_high() {
    at_home(|house| async move {
        let mut faults = Vec::new();
        for screen in [SCREENS[1], SCREENS[2]] {
            let tab = house.tablet(screen).await;
            for (band, language) in BANDS.iter().flat_map(|band| LANGUAGES.map(|language| (*band, language))) {
                to_the_box(&house, &tab, Look::of(band, language)).await;
                let (rolls, top, bottom, next): (f64, f64, f64, f64) = tab
                    .ask("(r => [document.documentElement.scrollHeight, r.top, r.bottom, document.querySelector('#next').getBoundingClientRect().bottom])(document.querySelector('textarea').getBoundingClientRect())")
                    .await;
                let height = screen.1 as f64;
                // A keyboard on the screen takes about the lower half: where a child begins to write is above it.
                if rolls > height || next > height || top > height * 0.55 || bottom - top < 180.0 {
                    faults.push(format!(
                        "{band} in {language} at {screen:?}: the box from {top} to {bottom}, Next to {next}, {rolls} in all"
                    ));
                }
            }
            tab.close().await;
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

/// Notes what is sent, before it is.
const LISTEN: &str = "(real => { globalThis.sent = []; globalThis.fetch = (url, init) => { \
    if (init?.method === 'POST') globalThis.sent.push([String(url), init.body.length, new TextDecoder().decode(init.body)]); \
    return real(url, init) } })(globalThis.fetch.bind(globalThis))";

#[test]
fn row_39_what_a_child_writes_leaves_sealed_by_itself_and_stays_nowhere() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        for words in [WORDS, ""] {
            to_the_box(&house, &tab, Look::of("8-11", "en")).await;
            tab.run(LISTEN).await;
            write(&tab, words).await;
            for _ in 0..2 {
                tab.run("document.querySelector('#next').click()").await;
            }
            let told: String = tab.ask("document.querySelector('.check').innerText").await;
            assert_eq!(told.contains("You wrote something:") && told.contains(WORDS), !words.is_empty(), "{told}");
            tab.run("document.querySelector('.check [type=submit]').click()").await;
            tab.until("!document.querySelector('#thanks').hidden").await;
            let mut sent: Vec<(String, usize, String)> = tab.ask("globalThis.sent").await;
            sent.sort();
            assert_eq!(sent.len(), 2, "a letter and a text, written or not");
            assert!(sent[0].0.contains("/envelope/") && sent[1].0.contains("/remark/own-words/"), "{} {}", sent[0].0, sent[1].0);
            assert!(sent.iter().all(|(_, length, body)| *length == 4177 && !body.contains("heron")), "both are sealed and as long");
            let ids: Vec<&str> = sent.iter().map(|(url, ..)| &url[url.len() - 32..]).collect();
            assert_ne!(ids[0], ids[1], "an id of its own");
            tab.probes().await;
            assert_eq!(tab.ask::<Vec<String>>("globalThis.rows.traces(['heron'])").await, [""; 0]);
        }
        // Hide this wipes what was not sent.
        to_the_box(&house, &tab, Look::of("8-11", "en")).await;
        write(&tab, WORDS).await;
        tab.click(".hide-this").await;
        tab.until("document.querySelector('form') === null").await;
        tab.probes().await;
        assert_eq!(tab.ask::<Vec<String>>("globalThis.rows.traces(['heron'])").await, [""; 0]);
        tab.close().await;
    });
}

#[test]
fn row_35_words_stay_through_skip_help_and_another_language() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        to_the_box(&house, &tab, Look::of("8-11", "en")).await;
        let words = async || {
            tab.ask::<(String, bool)>(
                "[document.querySelector('textarea').value, document.querySelector('#q-own-words .quiet input').checked]",
            )
            .await
        };
        let skip = "#q-own-words .quiet label.tile";
        write(&tab, WORDS).await;
        tab.click(skip).await;
        assert_eq!(words().await, (String::new(), true), "Skip takes the words away");
        tab.click(skip).await;
        assert_eq!(words().await, (WORDS.to_owned(), false), "and gives them back");
        tab.click(skip).await;
        write(&tab, "Other words.").await;
        assert_eq!(words().await, ("Other words.".to_owned(), false), "whoever writes does not skip");
        tab.click("#q-own-words a.tile").await;
        assert!(tab.ask::<bool>("document.querySelector('#help').classList.contains('open')").await, "Talk to someone leads to help");
        tab.run("document.querySelector('#help .close').click()").await;
        tab.run("document.querySelector(\"#looks [formaction*='lang=cy']\").click()").await;
        tab.until("document.documentElement.lang === 'cy'").await;
        assert_eq!(words().await, ("Other words.".to_owned(), false), "in another language they are there");
        // The room that is left is told near the end.
        write(&tab, &"x".repeat(880)).await;
        let told = async || tab.ask::<String>("document.querySelector('#q-own-words .room').textContent").await;
        assert_eq!(told().await, "");
        write(&tab, &"x".repeat(963)).await;
        assert!(told().await.contains("37"), "{}", told().await);
        tab.close().await;
    });
}

#[test]
fn row_35_words_come_back_with_her_and_the_language_stays_on_the_way_back() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        to_the_box(&house, &tab, Look::of("8-11", "en")).await;
        let words = async || {
            tab.ask::<(String, bool)>(
                "[document.querySelector('textarea').value, document.querySelector('#q-own-words .quiet input').checked]",
            )
            .await
        };
        // Skip, on, and back again: what she wrote is there.
        write(&tab, WORDS).await;
        tab.click("#q-own-words .quiet label.tile").await;
        assert_eq!(words().await, (String::new(), true));
        tab.run("document.querySelector('#next').click()").await;
        tab.until("!globalThis.rows.step().matches('[data-kind=text]')").await;
        tab.run("document.querySelector('#back').click()").await;
        tab.until(AT_THE_BOX).await;
        assert_eq!(words().await, (WORDS.to_owned(), false), "they come back with her");
        // Another language, then the browser's own Back: page and address are of the same language.
        tab.run("document.querySelector(\"#looks [formaction*='lang=ar']\").click()").await;
        tab.until("document.documentElement.lang === 'ar'").await;
        assert_eq!(words().await, (WORDS.to_owned(), false));
        tab.run("history.back()").await;
        tab.until("!globalThis.rows.step().matches('[data-kind=text]')").await;
        let at: String = tab.ask("new URLSearchParams(location.search).get('lang')").await;
        assert_eq!(at, "ar", "whoever loads the page anew is asked in her language");
        tab.run("history.forward()").await;
        tab.until(AT_THE_BOX).await;
        assert_eq!(words().await, (WORDS.to_owned(), false), "and nothing she wrote is lost");
        assert_eq!(tab.ask::<String>("new URLSearchParams(location.search).get('lang')").await, "ar");
        tab.close().await;
    });
}

/// The speaker of a quiet answer stands beside its picture, never over it.
#[test]
fn row_28_no_speaker_stands_over_a_picture_beside_the_box() {
    at_home(|house| async move {
        for screen in SCREENS {
            let tab = house.tablet(screen).await;
            for band in ["4-7", "8-11"] {
                to_the_box(&house, &tab, Look::of(band, "en")).await;
                let over: Vec<String> = tab
                    .ask(
                        "[...document.querySelectorAll('#q-own-words .quiet .answer')].flatMap(a => { \
                            const s = a.querySelector('.speak'), p = a.querySelector('.picture .art'); \
                            if (!s || !p || s.hidden || !s.offsetWidth) return []; \
                            const [x, y] = [s.getBoundingClientRect(), p.getBoundingClientRect()]; \
                            const apart = x.right <= y.left || y.right <= x.left || x.bottom <= y.top || y.bottom <= x.top; \
                            return apart ? [] : [a.innerText.trim()] })",
                    )
                    .await;
                assert_eq!(over, [""; 0], "{band} at {screen:?}");
            }
            tab.close().await;
        }
    });
}

/// *Thank you* tells what becomes of her words, and does not say that they are read when they did not arrive.
#[test]
fn row_33_thank_you_does_not_say_that_what_was_lost_is_read() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        for lost in [false, true] {
            to_the_box(&house, &tab, Look::of("8-11", "en")).await;
            write(&tab, WORDS).await;
            if lost {
                tab.run(
                    "(real => { globalThis.fetch = (url, init) => String(url).includes('/remark/') \
                        ? Promise.resolve(new Response('', { status: 422 })) : real(url, init) })(globalThis.fetch.bind(globalThis))",
                )
                .await;
            }
            for _ in 0..2 {
                tab.run("document.querySelector('#next').click()").await;
            }
            tab.run("document.querySelector('.check [type=submit]').click()").await;
            tab.until("!document.querySelector('#thanks').hidden").await;
            let told: String = tab.ask("document.querySelector('#thanks').innerText").await;
            let trouble: String = tab.ask("document.querySelector('#trouble').innerText").await;
            assert_eq!(told.contains("reads it today. We delete it a month after"), !lost, "{told}");
            assert_eq!(trouble.contains("did not reach us"), lost, "{trouble}");
            assert!(!told.contains("it waits here"), "{told}");
        }
        tab.close().await;
    });
}
