//! Enrolled tablets in a real browser: without a network, handed on, faults of network and storage.

mod away;
mod faults;
mod officer;
mod own;
mod passed_on;
mod release;
mod storage;
mod video;
mod vote;
mod wire;

use crate::chrome::Chrome;
use crate::server::Server;
use crate::tab::Tab;
use crate::{QUESTIONNAIRE, set_up};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use std::time::Duration;
use wire::Wire;

/// An event with a server, a wire to it and the officer's tab.
struct Hall {
    server: Server,
    wire: Wire,
    browser: Chrome,
    officer: Tab,
    /// `/e/CODE`.
    event: String,
}

/// Waits until all is in order that must be.
async fn in_order(tab: &Tab) {
    for check in ["enrolled", "secure", "worker", "cached", "space", "key", "clock"] {
        tab.until(&format!("document.querySelector('[data-check={check}]').dataset.found === 'yes'")).await;
    }
}

impl Hall {
    async fn open() -> Self {
        let server = Server::start();
        let wire = Wire::to(server.port()).await;
        let browser = Chrome::start().await;
        let officer = browser.tab(true).await;
        let event = set_up(&officer, &server, QUESTIONNAIRE).await;
        Self { server, wire, browser, officer, event }
    }

    fn staff(&self, path: &str) -> String {
        self.server.url(&format!("{}{path}", self.event.replace("/e/", "/events/")))
    }

    /// Sets a tablet up, as an officer does it, until everything is on it.
    async fn tablet(&self) -> Tab {
        self.tablet_in(self.browser.child(true).await).await
    }

    /// The same in a tab that is there.
    async fn tablet_in(&self, tab: Tab) -> Tab {
        self.enrol(&tab).await;
        in_order(&tab).await;
        tab
    }

    /// Types a code into a tablet, and waits until everything was looked at.
    async fn enrol(&self, tab: &Tab) {
        self.officer.go(&self.staff("/tablets")).await;
        self.officer.click_away("button[value=code]").await;
        let code = self.officer.inner("p.code").await;
        tab.go(&self.wire.url("/e/tablet")).await;
        tab.fill("#code", &code).await;
        tab.click("#enrol button").await;
        tab.until("!!document.querySelector('[data-check=cached][data-found]')").await;
        tab.until("!!document.querySelector('section select')").await;
    }

    /// How many rows a table of the server has.
    async fn rows(&self, table: &str) -> i64 {
        let db = Database::connect(format!("sqlite://{}?mode=ro", self.server.file().display())).await.expect("the database");
        let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("SELECT COUNT(*) AS n FROM {table}"))).await;
        row.expect("a count").expect("a row").try_get("", "n").expect("a number")
    }

    /// Waits until the server has so many letters of children, each once, and none besides.
    async fn has(&self, letters: i64) {
        self.has_both(letters, 0).await;
    }

    /// The same, with letters of `fill`, which nobody can open and which are kept aside.
    async fn has_both(&self, letters: i64, filled: i64) {
        for _ in 0..200 {
            if self.rows("envelope").await == letters && self.rows("kept_aside").await == filled {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!((self.rows("envelope").await, self.rows("kept_aside").await), (letters, filled));
    }
}

/// One child answers the whole questionnaire and sends it off.
async fn answer(tab: &Tab, hall: &Hall) {
    tab.go(&hall.wire.url(&hall.event)).await;
    tab.go(&hall.wire.url(&format!("{}/answer", hall.event))).await;
    to_the_last(tab).await;
    tab.click(".check [type=submit]").await;
    tab.until("!document.querySelector('#thanks').hidden").await;
}

/// Chooses the first answer of each question, up to the list of answers.
async fn to_the_last(tab: &Tab) {
    tab.until("document.documentElement.classList.contains('js') && !document.querySelector('.foot').hidden").await;
    for _ in 0..60 {
        let there: bool = tab
            .ask("(() => { const here = document.querySelector('.question:not([hidden])'); if (here && !here.querySelector('input:checked')) here.querySelector('.tile input')?.click(); return !document.querySelector('.check').hidden })()")
            .await;
        if there {
            return;
        }
        tab.run("document.querySelector('#next').click()").await;
    }
    panic!("no end");
}

/// What a tablet's database holds in a store.
async fn held(tab: &Tab, store: &str) -> usize {
    tab.ask(&format!(
        "new Promise((go, no) => {{ const open = indexedDB.open('sayso'); open.onerror = no; open.onsuccess = () => {{ const all = open.result.transaction({store:?}).objectStore({store:?}).count(); all.onsuccess = () => {{ open.result.close(); go(all.result) }}; all.onerror = no }} }})"
    ))
    .await
}

/// Waits until a tablet holds so many letters.
async fn until_held(tab: &Tab, letters: usize) {
    for _ in 0..1200 {
        if held(tab, "outbox").await == letters {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(held(tab, "outbox").await, letters);
}

/// Puts letters of the right length into a tablet's outbox, as children before would have.
async fn fill(tab: &Tab, hall: &Hall, letters: usize) {
    let code = hall.event.trim_start_matches("/e/");
    tab.run(&format!(
        "globalThis.filled = new Promise((go, no) => {{ const open = indexedDB.open('sayso'); open.onsuccess = () => {{
            const through = open.result.transaction('outbox', 'readwrite'), store = through.objectStore('outbox');
            for (let i = 0; i < {letters}; i++) {{
                const bytes = crypto.getRandomValues(new Uint8Array(4177));
                const id = [...bytes.slice(0, 16)].map((b) => b.toString(16).padStart(2, '0')).join('');
                store.put({{ id, event: '{code}', version: 'messages-for-munro/1', bytes }});
            }}
            through.oncomplete = () => {{ open.result.close(); go(true) }}; through.onabort = no;
        }} }})"
    ))
    .await;
    assert!(tab.ask::<bool>("globalThis.filled").await);
}
