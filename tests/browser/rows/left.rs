//! Rows 39 and 40: what is left behind, and what leaves.

use super::house::{House, at_home};
use super::{HERE, Look, SCREENS};
use crate::tab::Tab;
use std::time::Duration;

/// A number that stands nowhere but in the answers.
const SENTINEL: &str = "7391";

/// Answers everything in the event with every kind of question, up to the last step.
async fn fill(house: &House, tab: &Tab) {
    tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.gallery, "/answer"))).await;
    tab.probes().await;
    let mut answers = 0;
    for _ in 0..60 {
        answers += tab.ask::<usize>(&format!("globalThis.rows.fill({SENTINEL:?})")).await;
        if tab.ask(&format!("{HERE}.startsWith('check')")).await {
            assert!(answers > 12, "only {answers} answers");
            let kept: bool = tab
                .ask(&format!(
                    "document.querySelector('.number input').value === {SENTINEL:?} && document.body.innerText.includes({SENTINEL:?})"
                ))
                .await;
            assert!(kept, "the sentinel is not among the answers");
            return;
        }
        tab.run("document.querySelector('#next').click()").await;
    }
    panic!("no end");
}

/// Fails if an answer is left anywhere.
async fn clean(tab: &Tab, when: &str) {
    tab.probes().await;
    let found: Vec<String> = tab.ask(&format!("globalThis.rows.traces([{SENTINEL:?}])")).await;
    assert!(found.is_empty(), "{when}, at {}: {}", tab.address().await, found.join("\n"));
}

/// Back or forward in the history, as far as there is one.
async fn travel(tab: &Tab, by: i32) {
    tab.run(&format!("history.go({by})")).await;
    // What comes may be another page, this one again, or nothing.
    tokio::time::sleep(Duration::from_millis(400)).await;
    tab.until("document.readyState === 'complete'").await;
}

#[test]
fn row_39_nothing_is_left_after_sending() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        fill(&house, &tab).await;
        tab.run("[...document.querySelectorAll('.check [type=submit]')].find(b => b.checkVisibility()).click()").await;
        tab.until("!document.querySelector('#thanks').hidden").await;
        clean(&tab, "after sending").await;
        for (by, when) in [(-1, "after Back"), (-1, "after Back twice"), (2, "after going forward again")] {
            travel(&tab, by).await;
            clean(&tab, when).await;
        }
        // The next child at the same tablet.
        tab.go(&house.server.url(&Look::of("8-11", "en").at(&house.gallery, "/answer"))).await;
        clean(&tab, "for the next child").await;
        tab.close().await;
    });
}

#[test]
fn row_39_nothing_is_left_after_hide_this() {
    at_home(|house| async move {
        for three_shifts in [false, true] {
            let tab = house.tablet(SCREENS[2]).await;
            fill(&house, &tab).await;
            tab.click("#back").await;
            if three_shifts {
                tab.run("for (let i = 0; i < 3; i++) for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, { key: 'Shift', bubbles: true }))").await;
            } else {
                tab.click(".hide-this").await;
            }
            tab.until("document.querySelector('form') === null").await;
            assert!(tab.text().await.starts_with("Times tables"), "{}", tab.text().await);
            assert!(tab.address().await.ends_with("/quiet"), "{}", tab.address().await);
            clean(&tab, "after Hide this").await;
            for (by, when) in [(-1, "Hide this and Back"), (-1, "Hide this and Back twice")] {
                travel(&tab, by).await;
                clean(&tab, when).await;
            }
            tab.close().await;
        }
    });
}

#[test]
fn row_39_hide_this_needs_no_network() {
    super::house::away(|house| async move {
        let tab = house.tablet(SCREENS[0]).await;
        fill(&house, &tab).await;
        house.server.stop();
        tab.click(".hide-this").await;
        tab.until("document.querySelector('form') === null").await;
        assert!(tab.text().await.starts_with("Times tables"), "{}", tab.text().await);
        clean(&tab, "after Hide this without a network").await;
        tab.close().await;
    });
}

#[test]
fn row_39_nothing_is_left_after_leaving_and_coming_back() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        fill(&house, &tab).await;
        tab.go(&house.server.url(&house.event)).await;
        travel(&tab, -1).await;
        clean(&tab, "after coming back").await;
        tab.close().await;
    });
}

/// Every request of a whole walk goes to the server it came from, no cookie comes, and what leaves is sealed.
#[test]
fn row_40_nothing_goes_elsewhere_and_nothing_goes_in_clear() {
    at_home(|house| async move {
        let tab = house.tablet(SCREENS[2]).await;
        let log = tab.listen_in().await;
        let look = Look::of("8-11", "en");
        for page in ["", "/words", "/alone", "/welcome"] {
            tab.go(&house.server.url(&look.at(&house.gallery, page))).await;
        }
        fill(&house, &tab).await;
        let codes: Vec<String> =
            tab.ask("[...document.querySelectorAll('.question')].map(q => q.dataset.question).filter(code => code.length > 4)").await;
        tab.run("document.querySelector('.check [type=submit]').click()").await;
        tab.until("!document.querySelector('#thanks').hidden").await;
        assert_eq!(tab.cookie().await, "", "a cookie");
        let sent = log.lock().expect("a log").clone();
        assert!(sent.len() > 8, "only {} requests were seen", sent.len());
        let ours = house.server.url("/");
        let strange: Vec<_> = sent.iter().filter(|s| !s.url.starts_with(&ours) && !s.url.starts_with("data:")).collect();
        assert!(strange.is_empty(), "{strange:?}");
        let bodies: Vec<_> = sent.iter().filter(|s| s.method != "GET").collect();
        // Her answers, and what she wrote by itself.
        assert_eq!(bodies.len(), 2, "{bodies:?}");
        for way in ["/envelope/", "/remark/tell-us/"] {
            let envelope = bodies.iter().find(|s| s.url.contains(way)).unwrap_or_else(|| panic!("{way}: {bodies:?}"));
            let body = envelope.body.clone().expect("a body");
            let letters: String = tab.ask(&format!("atob({body:?})")).await;
            assert!(letters.chars().count() > 4000, "{} bytes", letters.chars().count());
            assert!(!letters.contains(SENTINEL) && !letters.contains("answers"), "it is not sealed");
            for code in &codes {
                assert!(!letters.contains(code), "{code} leaves in clear");
                assert!(!sent.iter().any(|s| s.url.contains(&format!("{code}="))), "{code} is in an address");
            }
        }
        tab.close().await;
    });
}
