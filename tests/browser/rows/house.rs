//! What the rows share: a server with three open events and one that is not open yet, and a browser.

use crate::chrome::Chrome;
use crate::readers::open_to_write;
use crate::server::Server;
use crate::tab::Tab;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::runtime::Runtime;

const ALL_AGES: &str = include_str!("../../../assets/questionnaires/messages-for-munro-all-ages.toml");
const OWN_WORDS: &str = include_str!("../../../assets/questionnaires/my-social-worker.toml");
const GALLERY: &str = include_str!("../../../assets/questionnaires/gallery.toml");

/// One for all tests that run at the same time; gone when the last of them ends.
static HOUSE: Mutex<Weak<House>> = Mutex::new(Weak::new());

/// A server and a browser.
pub(crate) struct House {
    runtime: Runtime,
    chrome: Option<Chrome>,
    pub(crate) server: Server,
    /// The path of the event in which all ages are asked, in every language.
    pub(crate) event: String,
    /// The path of the event with every kind of question, in English.
    pub(crate) gallery: String,
    /// The path of the event with a box for own words, in every age and language.
    pub(crate) writing: String,
    /// The path of an event that is not open yet.
    pub(crate) soon: String,
}

/// Runs a test in the house.
pub(crate) fn at_home<F: Future<Output = ()>>(test: impl FnOnce(Arc<House>) -> F) {
    let house = House::find();
    house.runtime.block_on(test(Arc::clone(&house)));
}

/// Runs a test in a house of its own, where it may break things.
pub(crate) fn away<F: Future<Output = ()>>(test: impl FnOnce(Arc<House>) -> F) {
    let house = Arc::new(House::build());
    house.runtime.block_on(test(Arc::clone(&house)));
}

impl House {
    fn find() -> Arc<Self> {
        // A test that failed while it built says so by itself; the next one tries again.
        let mut known = HOUSE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(house) = known.upgrade() {
            return house;
        }
        let house = Arc::new(Self::build());
        *known = Arc::downgrade(&house);
        house
    }

    fn build() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let server = Server::with(&["--gallery"]);
        let (chrome, event, gallery, writing, soon) = runtime.block_on(async {
            let chrome = Chrome::start().await;
            let tab = chrome.tab(true).await;
            sign_in(&tab, &server).await;
            publish(&tab, &server, ALL_AGES).await;
            publish(&tab, &server, GALLERY).await;
            publish(&tab, &server, OWN_WORDS).await;
            let event = open(&tab, &server, "Messages for Munro, all ages", false).await;
            // It has a question for own words, which somebody must read.
            let gallery = format!("/e/{}", open_to_write(server.data(), "gallery", true).await);
            let writing = format!("/e/{}", open_to_write(server.data(), "my-social-worker", true).await);
            let soon = open(&tab, &server, "Messages for Munro, all ages", true).await;
            (chrome, event, gallery, writing, soon)
        });
        Self { runtime, chrome: Some(chrome), server, event, gallery, writing, soon }
    }

    fn chrome(&self) -> &Chrome {
        self.chrome.as_ref().expect("it is taken away at the very end")
    }

    /// A child's tablet of a size.
    pub(crate) async fn tablet(&self, (width, height): (i64, i64)) -> Tab {
        let tab = self.chrome().child(true).await;
        tab.size(width, height).await;
        tab
    }

    /// A tablet on which no script runs.
    pub(crate) async fn plain_tablet(&self) -> Tab {
        self.chrome().child(false).await
    }

    /// A tab of the member of staff who opened the events.
    pub(crate) async fn desk(&self) -> Tab {
        self.chrome().tab(true).await
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(chrome) = self.chrome.take() {
            self.runtime.block_on(chrome.stop());
        }
    }
}

async fn sign_in(tab: &Tab, server: &Server) {
    tab.go(&server.url(&server.invite("administrator"))).await;
    tab.go(&server.url("/services")).await;
    tab.fill("#name", "A council").await;
    tab.click_away("form[action='/services'] button").await;
}

async fn publish(tab: &Tab, server: &Server, questionnaire: &str) {
    tab.go(&server.url("/questionnaires/new")).await;
    tab.fill("#file", questionnaire).await;
    tab.click_away("button[value=publish]").await;
    assert!(tab.text().await.contains("Version 1, published on"), "{}", tab.text().await);
}

/// Opens an event with the questionnaire of a title; gives its path.
async fn open(tab: &Tab, server: &Server, title: &str, later: bool) -> String {
    tab.go(&server.url("/events/new")).await;
    tab.fill("#name", "A day in a hall").await;
    tab.run(&format!(
        "(s => {{ s.value = [...s.options].find(o => o.text.startsWith({title:?})).value }})(document.querySelector('#questionnaire'))"
    ))
    .await;
    tab.run("document.querySelector('[name=alone]').checked = true").await;
    if later {
        tab.run("for (const day of ['#opens', '#closes']) document.querySelector(day).value = '2090-01-02'").await;
    }
    tab.click_away("form[action='/events/new'] button").await;
    let link = tab.inner("#link").await;
    link.find("/e/").and_then(|at| link.get(at..)).expect("a link for children").trim().to_owned()
}
