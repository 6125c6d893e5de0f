//! Row 41: the whole way with scripts off; and rows 35 and 41, another language with every answer kept.

use super::house::at_home;
use super::{Look, SCREENS};
use crate::tab::Tab;

/// Chooses the first answer of every question of the long page; gives how many there are.
async fn choose_all(tab: &Tab) -> usize {
    let questions: usize = tab.ask("document.querySelectorAll('.question').length").await;
    for question in 0..questions {
        let all: Vec<String> = tab.ask("[...document.querySelectorAll('.question')].map(q => q.id)").await;
        tab.click(&format!("#{} label.tile", all[question])).await;
    }
    let chosen: usize = tab.ask("document.querySelectorAll('.question:has(input:checked)').length").await;
    assert_eq!(chosen, questions, "not every question can be answered");
    questions
}

const CHOSEN: &str = "[...document.querySelectorAll('.question input:checked')].map(i => `${i.name}=${i.value}`)";

/// Opens the part of the panel *Look* in which a button stands, if it stands in one; gives the button.
async fn button_of_look(tab: &Tab, address: &str) -> String {
    let part = format!("#looks details:not([open]):has([formaction*='{address}']) > summary");
    if tab.ask(&format!("document.querySelector({part:?}) !== null")).await {
        tab.click(&part).await;
    }
    format!("#looks [formaction*='{address}']")
}

#[test]
fn row_41_the_whole_way_works_without_scripts() {
    at_home(|house| async move {
        let tab = house.plain_tablet().await;
        tab.go(&house.server.url(&house.event)).await;
        assert!(!tab.ask::<bool>("document.documentElement.classList.contains('js')").await, "scripts run");
        // Words, short ones; nobody sees; start.
        tab.click("label.tile:has([name=way][value=words])").await;
        tab.click_away("main .primary").await;
        tab.click("label.tile:has([name=words][value='8-11'])").await;
        tab.click_away("main .primary").await;
        tab.click_away("main a.tile").await;
        tab.click_away("main .actions .primary").await;
        assert!(tab.address().await.contains("/answer?"), "{}", tab.address().await);
        let dead = "[...document.querySelectorAll('.only-js, #listen, .speak, #next, #back')].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 80))";
        assert_eq!(tab.ask::<Vec<String>>(dead).await, [""; 0], "buttons that do nothing without a script");
        choose_all(&tab).await;
        let before: Vec<String> = tab.ask(CHOSEN).await;
        let arabic = button_of_look(&tab, "lang=ar").await;
        tab.click_away(&arabic).await;
        assert_eq!(
            tab.ask::<(String, String)>("[document.documentElement.lang, document.documentElement.dir]").await,
            ("ar".to_owned(), "rtl".to_owned())
        );
        assert_eq!(tab.ask::<Vec<String>>(CHOSEN).await, before, "another language loses answers, or keeps them by place");
        let contrast = button_of_look(&tab, "theme=contrast").await;
        tab.click_away(&contrast).await;
        assert_eq!(
            tab.ask::<(String, String)>("[document.body.dataset.theme, document.documentElement.lang]").await,
            ("contrast".to_owned(), "ar".to_owned())
        );
        assert_eq!(tab.ask::<Vec<String>>(CHOSEN).await, before, "other colours lose answers");
        tab.click_away(".finish [type=submit]").await;
        assert!(tab.address().await.contains("/thanks?"), "it is not sent: {}", tab.address().await);
        tab.click_away(".hide-this").await;
        assert!(tab.address().await.ends_with("/quiet"), "{}", tab.address().await);
        tab.close().await;
    });
}

/// A browser keeps whole pages for *Back*, ticks and all, and no script takes them off here.
#[test]
fn back_shows_no_answer_without_scripts() {
    at_home(|house| async move {
        let tab = house.plain_tablet().await;
        let questions = house.server.url(&format!("{}/answer?way=words&words=8-11", house.event));
        for leave in [".hide-this", ".finish [type=submit]"] {
            tab.go(&questions).await;
            let all = choose_all(&tab).await;
            assert!(all > 0 && !tab.ask::<Vec<String>>(CHOSEN).await.is_empty());
            tab.click_away(leave).await;
            assert!(!tab.address().await.contains("/answer"), "{leave}: {}", tab.address().await);
            tab.back().await;
            tab.until("location.pathname.endsWith('/answer') && document.readyState === 'complete' && document.querySelectorAll('.question').length > 1").await;
            assert_eq!(tab.ask::<Vec<String>>(CHOSEN).await, [""; 0], "{leave}");
        }
        tab.close().await;
    });
}

/// The long page, with its script kept from coming, so that axe can run on what a child without scripts sees.
#[test]
fn row_41_the_long_page_is_accessible() {
    at_home(|house| async move {
        for (band, screen) in [("4-7", SCREENS[2]), ("8-11", SCREENS[0]), ("12-15", SCREENS[1])] {
            let tab = house.tablet(screen).await;
            tab.block("*://*:*/assets/*.js").await;
            tab.go(&house.server.url(&Look::of(band, "en").at(&house.gallery, "/answer"))).await;
            assert!(!tab.ask::<bool>("document.documentElement.classList.contains('js')").await, "scripts run");
            let mut faults = tab.found(&["tiles", "controls", "gaps", "corners", "edges", "sideways", "clipped"]).await;
            faults.extend(tab.ask::<Vec<String>>("globalThis.rows.audit()").await);
            tab.close().await;
            assert!(faults.is_empty(), "{band}: {}", faults.join("\n"));
        }
    });
}

#[test]
fn row_35_another_language_keeps_answers_by_value_and_sends_nothing() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.event, "/answer"))).await;
        tab.click("#q-age .answer:nth-child(2) label.tile").await;
        tab.click("#next").await;
        tab.click("#q-home .answer:nth-child(3) label.tile").await;
        let before: Vec<String> = tab.ask(CHOSEN).await;
        assert_eq!(before.len(), 2);
        let log = tab.listen_in().await;
        for (language, direction) in [("ar", "rtl"), ("cy", "ltr"), ("prs", "rtl"), ("en", "ltr")] {
            tab.click("#look").await;
            let button = button_of_look(&tab, &format!("lang={language}")).await;
            tab.click(&button).await;
            tab.until(&format!("document.documentElement.lang === {language:?}")).await;
            tab.probes().await;
            let turned: Vec<String> = tab.ask(&format!("globalThis.rows.turned({language:?}, {direction:?})")).await;
            assert!(turned.is_empty(), "{}", turned.join("\n"));
            assert_eq!(tab.ask::<Vec<String>>(CHOSEN).await, before, "{language} loses answers, or keeps them by place");
            assert_eq!(tab.ask::<String>("globalThis.rows.step().id").await, "q-home", "{language} begins again");
            tab.click("#looks .close").await;
        }
        let told: Vec<_> = log.lock().expect("a log").iter().filter(|s| s.method != "GET" || s.url.contains("home=")).cloned().collect();
        assert!(told.is_empty(), "{told:?}");
        tab.close().await;
    });
}
