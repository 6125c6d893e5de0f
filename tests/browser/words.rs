//! A child's own words, from her page to the summary, all by clicking: she writes, the reader reads and passes one on,
//! five are redacted, a second person approves, the officer closes, the quotes are shown.

use crate::chrome::Chrome;
use crate::server::Server;
use crate::tab::Tab;

const QUESTIONNAIRE: &str = include_str!("../../assets/questionnaires/my-social-worker.toml");
/// What is written and what may be shown of it. The first is written by clicking, the others by plain forms.
const QUOTED: [(&str, &str); 5] = [
    ("She listens. My brother Danny says so too.", "She listens."),
    ("I have had five workers and I tell it all again at Maple House", "I tell it all again"),
    ("Ask me first, not after.", "Ask me first, not after."),
    ("more time less paper", "more time less paper"),
    ("If you cant do it dont say it, said Keira", "If you cant do it dont say it"),
];
const ALARMING: &str = "Someone in my house hurts me at night and I am scared.";

/// Chooses from a list by what stands in it.
async fn choose(tab: &Tab, list: &str, words: &str) {
    let chosen: bool = tab
        .ask(&format!(
            "((list) => {{ const found = [...list.options].find(o => o.textContent.includes({words:?})); if (found) list.value = found.value; return !!found }})(document.querySelector({list:?}))"
        ))
        .await;
    assert!(chosen, "{words} is not among {list}");
}

/// Opens the event, after trying it without readers.
async fn open(officer: &Tab, server: &Server) -> String {
    officer.go(&server.url("/services")).await;
    officer.fill("#name", "A council").await;
    officer.click_away("form[action='/services'] button").await;
    officer.go(&server.url("/questionnaires/new")).await;
    officer.fill("#file", QUESTIONNAIRE).await;
    officer.click_away("button[value=publish]").await;
    officer.go(&server.url("/events/new")).await;
    officer.fill("#name", "A day to write").await;
    officer.click_away("form[action='/events/new'] button").await;
    assert!(officer.text().await.contains("There is a problem"), "an event with a text box opens without readers");
    officer.axe("no readers").await;
    assert_eq!(officer.ask::<String>("document.querySelector('#name').value").await, "A day to write");
    choose(officer, "#reader", "Rosa Reader").await;
    choose(officer, "#deputy", "Dev Deputy").await;
    officer.click_away("form[action='/events/new'] button").await;
    officer.axe("event with readers").await;
    let link = officer.inner("#link").await;
    link.find("/e/").and_then(|at| link.get(at..)).expect("a link for children").to_owned()
}

/// A child answers nothing and writes.
async fn write(child: &Tab, server: &Server, event: &str) {
    child.go(&server.url(event)).await;
    child.click("main label.tile:has([value=words])").await;
    child.click_away("main button.primary").await;
    child.click("main label.tile").await;
    child.click_away("main button.primary").await;
    child.click_away("main a.primary").await;
    child.probes().await;
    let log = child.listen_in().await;
    for _ in 0..20 {
        let here: String = child.ask(crate::rows::HERE).await;
        if here == "q-own-words" {
            let told = child.text().await;
            assert!(
                told.contains("will read this today")
                    && told.contains("but not who wrote it")
                    && told.contains("must tell people who keep children safe"),
                "{told}"
            );
            child.axe("box").await;
            child.fill("#q-own-words textarea", QUOTED[0].0).await;
            child.run("document.querySelector('#q-own-words textarea').dispatchEvent(new Event('input', { bubbles: true }))").await;
        }
        if here.starts_with("check") {
            break;
        }
        child.click("#next").await;
    }
    child.click(".check [type=submit]").await;
    child.until("!document.querySelector('#thanks').hidden").await;
    let sent = log.lock().expect("a log");
    let posts: Vec<_> = sent.iter().filter(|sent| sent.method == "POST").collect();
    assert_eq!(posts.len(), 2, "a letter and a text, each by itself");
    assert!(posts.iter().all(|sent| !sent.body.as_deref().unwrap_or_default().contains("Danny")), "her words went in clear");
}

/// The reader finds the alarming one on top and passes it on, then offers five and redacts them.
async fn read(reader: &Tab, server: &Server, code: &str) {
    reader.go(&server.url(&format!("/reading/{code}"))).await;
    reader.axe("reading").await;
    assert_eq!(reader.inner(".remark").await.trim(), ALARMING, "it is not on top");
    reader.click_away("button[value=escalate]").await;
    reader.axe("escalating").await;
    reader.fill("#reference", "CSC-2026-17").await;
    reader.click_away("button[value=escalated]").await;
    for _ in 0..QUOTED.len() {
        reader.click_away("button[value=offer]").await;
    }
    assert!(reader.text().await.contains("Everything is read"), "{}", reader.text().await);
    for _ in 0..QUOTED.len() {
        reader.go(&server.url(&format!("/reading/{code}/quotes"))).await;
        reader.click_away("a[href*='/remark/']").await;
        reader.axe("redact").await;
        let original = reader.text().await;
        let (_, quote) = QUOTED.iter().find(|(words, _)| original.contains(words)).expect("one of the five");
        reader.fill("#text", quote).await;
        reader.click_away("main form button:not([name])").await;
    }
    reader.go(&server.url(&format!("/reading/{code}/quotes"))).await;
    reader.axe("quotes").await;
}

/// The second person approves five that somebody else redacted.
async fn approve(deputy: &Tab, server: &Server, code: &str) {
    for _ in 0..QUOTED.len() {
        deputy.go(&server.url(&format!("/reading/{code}/quotes"))).await;
        deputy.click_away("a[href*='/quotes/']").await;
        deputy.axe("second person").await;
        deputy.click("label:has([name=recognisable][value=no])").await;
        deputy.click_away("button[value=approve]").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_child_to_the_reader_to_a_second_person_to_the_summary() {
    let server = Server::start();
    let browser = Chrome::start().await;
    let officer = browser.tab(true).await;
    officer.go(&server.url(&server.invite("administrator"))).await;
    let (reader, deputy) = (server.invite_as("Rosa Reader", "rosa", "reader"), server.invite_as("Dev Deputy", "dev", "reader"));
    let event = open(&officer, &server).await;
    let code = event.trim_start_matches("/e/").to_owned();

    let child = browser.child(true).await;
    write(&child, &server, &event).await;
    for (words, _) in QUOTED.iter().skip(1) {
        server.answer_with(&event, &[("qualities", "listens"), ("own-words", words)]).await;
    }
    server.answer_with(&event, &[("qualities", "reliable"), ("own-words", ALARMING)]).await;
    for _ in 0..18 {
        server.answer_with(&event, &[("qualities", "listens"), ("own-words", "")]).await;
    }

    // Each in a browser of their own: one cookie a person.
    let (ours, theirs) = (Chrome::start().await, Chrome::start().await);
    let (at_desk, second) = (ours.tab(true).await, theirs.tab(true).await);
    at_desk.go(&server.url(&reader)).await;
    at_desk.go(&server.url("/")).await;
    assert!(at_desk.text().await.contains("A day to write"), "a reader's first page is what is to be read: {}", at_desk.text().await);
    read(&at_desk, &server, &code).await;
    second.go(&server.url(&deputy)).await;
    approve(&second, &server, &code).await;

    officer.go(&server.url(&format!("/events/{code}"))).await;
    assert!(!officer.text().await.contains("Danny"), "the officer sees a child's words");
    officer.fill("#attended", "25").await;
    officer.click("#sure label").await;
    officer.click_away("button.close").await;
    at_desk.go(&server.url(&format!("/reading/{code}/quotes"))).await;
    at_desk.click("#sure label").await;
    at_desk.click_away("form[action$='/quotes'] button").await;
    officer.go(&server.url(&format!("/summaries/{code}"))).await;
    officer.axe("summary with quotes and a cloud").await;
    let text = officer.text().await;
    for (_, quote) in QUOTED {
        assert!(text.contains(&format!("“{quote}”")), "{quote}: {text}");
    }
    for never in ["Danny", "Maple House", "Keira", "hurts me"] {
        assert!(!text.contains(never), "{never} is shown");
    }
    let file = server.download(&officer.cookie().await, &format!("/summaries/{code}/words/all.csv")).await;
    let file = String::from_utf8(file).expect("text");
    assert!(file.contains("Ask me first, not after.") && !file.contains("Danny"), "{file}");
    for browser in [browser, ours, theirs] {
        browser.stop().await;
    }
}
