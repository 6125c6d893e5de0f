//! Rows 24, 25, 26 and 37: what is heard, and what is signed.

use super::house::{House, at_home, away};
use super::{Look, SCREENS};
use crate::tab::Tab;
use std::time::Duration;

/// Counts how often something was told to play, and keeps what went wrong.
const WATCH: &str = "globalThis.plays = 0; globalThis.errors = [];
    addEventListener('error', (e) => globalThis.errors.push(e.message));
    addEventListener('unhandledrejection', (e) => globalThis.errors.push(String(e.reason)));
    { const play = HTMLMediaElement.prototype.play;
      HTMLMediaElement.prototype.play = function () { globalThis.plays += 1; return play.call(this); }; }";
const SOUNDS: &str = "(document.querySelector('audio')?.currentTime ?? 0) > 0.2";

/// A page of questions for a child who wants them spoken, some questions on.
async fn spoken(house: &House, page: &str, onward: usize) -> Tab {
    let tab = house.tablet(SCREENS[2]).await;
    tab.before_scripts(WATCH).await;
    let address = Look::of("8-11", "en").at(&house.event, page).replace("way=words", "way=spoken");
    tab.go(&house.server.url(&address)).await;
    tab.probes().await;
    for _ in 0..onward {
        tab.click("#next").await;
    }
    tab
}

#[test]
fn row_24_listen_works_with_no_network_and_no_voice() {
    away(|house| async move {
        let tab = spoken(&house, "/answer", 0).await;
        assert_eq!(
            tab.ask::<usize>("speechSynthesis.getVoices().length").await,
            0,
            "this browser has a voice of its own: the row is about one that has none"
        );
        tab.click("#listen").await;
        tab.until(SOUNDS).await;
        tab.click("#listen").await;
        house.server.stop();
        // What was fetched once plays again.
        tab.until("document.querySelector('audio').paused").await;
        tab.click("#listen").await;
        tab.until(SOUNDS).await;
        tab.click("#listen").await;
        // What was not is passed over, and all else goes on.
        tab.click("#next").await;
        tab.until("document.querySelector('#q-home').checkVisibility()").await;
        if tab.ask("document.querySelector('#listen').checkVisibility()").await {
            tab.click("#listen").await;
            let quiet = "document.querySelector('#listen').hidden || document.querySelector('#listen').innerText.trim() === document.querySelector('#listen').dataset.listen";
            assert!(tab.soon(quiet, Duration::from_secs(10)).await, "it waits for what does not come");
        }
        tab.click("#q-home label.tile").await;
        tab.click("#next").await;
        tab.until("!document.querySelector('#q-home').checkVisibility()").await;
        assert_eq!(tab.ask::<Vec<String>>("globalThis.errors").await, [""; 0]);
        tab.close().await;
    });
}

#[test]
fn row_25_the_word_that_is_spoken_is_marked() {
    at_home(|house| async move {
        let tab = spoken(&house, "/answer", 2).await;
        tab.click("#listen").await;
        tab.until("document.querySelector('audio')?.currentTime > 0").await;
        let (looks, wrong): (usize, Vec<String>) = tab.ask("globalThis.rows.drift(1500).then(d => [d.looks, d.wrong])").await;
        assert!(looks > 20, "looked only {looks} times");
        assert!(wrong.len() * 50 <= looks, "{} of {looks} looks: {}", wrong.len(), wrong.join("\n"));
        assert_eq!(tab.ask::<Vec<String>>("globalThis.rows.follow()").await, [""; 0]);
        assert_eq!(tab.found(&["selectable"]).await, [""; 0]);
        tab.close().await;
    });
}

/// Words are not marked where a child does not want it.
#[test]
fn row_25_marking_words_can_be_turned_off() {
    at_home(|house| async move {
        let tab = spoken(&house, "/answer", 2).await;
        tab.click("#look").await;
        tab.click("#looks details:has(#follow-words) > summary").await;
        tab.click(".tick:has(#follow-words)").await;
        tab.click("#looks .close").await;
        tab.click("#listen").await;
        tab.until(SOUNDS).await;
        assert_eq!(tab.ask::<usize>("document.querySelectorAll('.now').length").await, 0);
        tab.close().await;
    });
}

#[test]
fn row_26_nothing_plays_by_itself_and_one_thing_at_a_time() {
    at_home(|house| async move {
        for page in ["", "/welcome", "/alone", "/thanks"] {
            let tab = spoken(&house, page, 0).await;
            // In the margin, where nothing is.
            tab.click_at(6.0, 400.0).await;
            assert_eq!(tab.ask::<usize>("globalThis.plays").await, 0, "{page} plays by itself");
            tab.close().await;
        }
        let tab = spoken(&house, "/answer", 2).await;
        tab.click("#q-alone label.tile").await;
        assert_eq!(tab.ask::<usize>("globalThis.plays").await, 0, "a question or an answer plays by itself");
        tab.click("#listen").await;
        tab.until(SOUNDS).await;
        let playing = "globalThis.rows.playing()";
        assert_eq!(tab.ask::<usize>(playing).await, 1);
        tab.click("#listen").await;
        assert_eq!(tab.ask::<usize>(playing).await, 0, "a second tap does not stop it");
        assert_eq!(tab.ask::<usize>("document.querySelectorAll('.now, .speaking').length").await, 0, "the mark stays");
        tab.click("#listen").await;
        tab.until(SOUNDS).await;
        let question: String = tab.ask("document.querySelector('audio').src").await;
        // An answer's own speaker takes over.
        tab.click(".question:not([hidden]) .speak:not([hidden])").await;
        tab.until(&format!("document.querySelector('audio').src !== {question:?} && globalThis.rows.playing() === 1")).await;
        // And a step ends it.
        tab.click("#next").await;
        assert!(tab.soon("globalThis.rows.playing() === 0", Duration::from_millis(500)).await, "it goes on under the next question");
        tab.close().await;
    });
}

/// A video is recorded in the browser and given to one question, as an officer's page does it. Its poster is its own first
/// picture (`preload=metadata`): a second file would have to be fetched and could differ.
#[test]
fn row_37_a_signed_question_has_captions_and_waits() {
    const QUESTION: &str = "Where are you today?";
    at_home(|house| async move {
        let desk = house.desk().await;
        // The second that was published: of the gallery.
        desk.go(&house.server.url("/questionnaires/2/voice")).await;
        desk.probes().await;
        assert_eq!(desk.ask::<u16>(&format!("globalThis.rows.lend({QUESTION:?})")).await, 201, "the video is not taken");
        desk.close().await;
        for screen in [SCREENS[2], SCREENS[0]] {
            let tab = house.tablet(screen).await;
            let look = Look::of("8-11", "en");
            tab.go(&house.server.url(&look.at(&house.gallery, ""))).await;
            assert!(tab.ask::<bool>("document.querySelector('[name=way][value=signed]') !== null").await, "signing is not offered");
            tab.go(&house.server.url(&look.at(&house.gallery, "/answer").replace("way=words", "way=signed"))).await;
            tab.probes().await;
            let mut faults = tab.found(&["signed", "tiles", "controls", "gaps", "sideways", "foot"]).await;
            faults.extend(tab.ask::<Vec<String>>("globalThis.rows.audit()").await);
            assert!(faults.is_empty(), "{}", faults.join("\n"));
            tab.until("document.querySelector('.sign video').readyState >= 1").await;
            tab.until("document.querySelector('.sign video').textTracks[0].cues?.length === 1").await;
            tab.click(".sign video").await;
            tab.until("document.querySelector('.sign video').played.length > 0").await;
            tab.click("#next").await;
            assert!(tab.soon("globalThis.rows.playing() === 0", Duration::from_millis(500)).await, "it goes on under the next question");
            tab.close().await;
        }
    });
}
