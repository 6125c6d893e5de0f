//! What a child is told when something is not as she may think: a number that is none, answers that other
//! words do not offer, speech that is missing or does not come. And what she gave up stays given up.

use super::house::{at_home, away};
use super::{Look, SCREENS};
use std::time::Duration;

const SHOWN: &str = ".question:not([hidden])";

#[test]
fn a_number_that_is_none_is_not_passed_over() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.gallery, "/answer"))).await;
        for _ in 0..30 {
            if tab.ask(&format!("document.querySelector('{SHOWN} .number') !== null")).await {
                break;
            }
            tab.run("document.querySelector('#next').click()").await;
        }
        let here = format!("document.querySelector('{SHOWN}').id");
        let number: String = tab.ask(&here).await;
        for wrong in ["3.5", "-3", "99999", "three"] {
            tab.run(&format!("(box => {{ box.value = {wrong:?}; box.dispatchEvent(new Event('input', {{ bubbles: true }})) }})(document.querySelector('{SHOWN} .number input'))")).await;
            tab.click("#next").await;
            assert_eq!(tab.ask::<String>(&here).await, number, "{wrong} is passed over");
            assert_eq!(tab.inner(&format!("{SHOWN} .said")).await, "Please write a number, like 3.", "{wrong}");
            assert!(tab.ask::<bool>("document.activeElement.matches('.number input')").await, "{wrong}: the box is not in focus");
        }
        // Skip takes it away, and the way is free.
        tab.click(&format!("{SHOWN} .quiet label:has([value=skip])")).await;
        tab.click("#next").await;
        assert_ne!(tab.ask::<String>(&here).await, number);
        tab.close().await;
    });
}

#[test]
fn answers_that_other_words_do_not_offer_are_asked_again() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        // “Usually” is no answer for the youngest; where she lives is one at every age.
        for step in ["home", "alone"] {
            tab.click("#next").await;
            let last = format!("#q-{step} .tiles:not(.quiet) .answer:nth-child(2) label");
            tab.click(&last).await;
        }
        tab.click("#next").await;
        tab.click("#look").await;
        tab.run("[...document.querySelectorAll('#looks [formaction]')].find(b => b.formAction.includes('words=4-7')).click()").await;
        tab.until("document.body.dataset.band === '4-7'").await;
        tab.click("#looks .close").await;
        assert_eq!(tab.inner("#trouble").await, "Some questions have other answers now. Please answer them again.");
        tab.click("#back").await;
        tab.until(&format!("document.querySelector('{SHOWN}')?.id === 'q-alone'")).await;
        assert_eq!(tab.inner("#q-alone .said").await, "This question has other answers now. Please choose again.");
        tab.click("#back").await;
        tab.until(&format!("document.querySelector('{SHOWN}')?.id === 'q-home'")).await;
        assert!(
            tab.ask::<bool>("document.querySelector('#q-home input:checked') !== null && !document.querySelector('#q-home .said')").await
        );
        tab.close().await;
    });
}

#[test]
fn listening_says_what_it_cannot_speak() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        let page = Look::of("8-11", "en").spoken().at(&house.event, "/answer");
        tab.go(&house.server.url(&page)).await;
        tab.click("#listen").await;
        tab.until("document.querySelector('audio') !== null").await;
        tab.click("#listen").await;
        assert!(!tab.ask::<bool>("document.querySelector('#unheard').checkVisibility()").await, "all of it has a voice");
        // A text that was never recorded.
        tab.run(&format!("document.querySelector('{SHOWN} .ask [data-voice]').dataset.voice = ''")).await;
        tab.click("#listen").await;
        tab.until("document.querySelector('#unheard').checkVisibility()").await;
        assert_eq!(tab.inner("#unheard").await.trim(), "Some words here have no voice. You can ask someone to read them to you.");
        tab.click("#next").await;
        assert!(!tab.ask::<bool>("document.querySelector('#unheard').checkVisibility()").await, "it is said of another question");
        // And no network.
        tab.block("*://*:*/*.mp3").await;
        tab.click("#listen").await;
        tab.until("document.querySelector('#unheard').checkVisibility()").await;
        assert_eq!(tab.inner("#unheard").await.trim(), "There is no sound just now. Please try again soon.");
        assert!(tab.ask::<bool>("document.querySelector('#listen').checkVisibility()").await, "she may try again");
        tab.close().await;
    });
}

#[test]
fn a_break_keeps_help_and_says_how_long_it_lasts() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        tab.click(".bar [href='#help']").await;
        tab.click("#break").await;
        tab.run(
            "for (const of of ['[name=lock][value=ball]', '[name=minutes][value=\"10\"]']) document.querySelector(`#pause ${of}`).click()",
        )
        .await;
        tab.click("#break-start").await;
        tab.until("document.body.classList.contains('covered')").await;
        assert_eq!(tab.inner("#paused .left").await, "Minutes left: 10");
        tab.click(".bar [href='#help']").await;
        assert!(tab.ask::<bool>("document.querySelector('#talk').checkVisibility()").await, "Help does not open");
        tab.click("#help .close").await;
        assert!(tab.ask::<bool>("document.querySelector('#paused').checkVisibility()").await, "the break is uncovered");
        tab.click("#paused [data-lock=ball]").await;
        tab.until("!document.body.classList.contains('covered')").await;
        assert!(tab.ask::<bool>(&format!("document.querySelector('{SHOWN}').checkVisibility()")).await);
        tab.close().await;
    });
}

/// Sent without a network and then hidden: it does not go when the network is back.
#[test]
fn what_was_hidden_is_not_sent_later() {
    away(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("4-7", "en").at(&house.event, "/answer"))).await;
        tab.block("*://*:*/e/*/envelope/*").await;
        for _ in 0..30 {
            if tab.ask("!document.querySelector('.finish').hidden").await {
                break;
            }
            tab.run("document.querySelector('#next').click()").await;
        }
        let log = tab.listen_in().await;
        let posts = || log.lock().expect("a log").iter().filter(|sent| sent.method == "POST").count();
        tab.click(".finish [type=submit]").await;
        tab.until("!document.querySelector('#trouble').hidden").await;
        tab.click(".hide-this").await;
        tab.until("document.querySelector('form') === null").await;
        let before = posts();
        assert!(before > 0, "nothing was tried");
        // The network comes back, which would try at once; and the next try was due after two seconds.
        tab.run("dispatchEvent(new Event('online'))").await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        assert_eq!(posts(), before, "it is tried on after she hid the page");
        tab.close().await;
    });
}
