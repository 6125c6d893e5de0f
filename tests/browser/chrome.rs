//! Debian's Chromium, driven over its DevTools protocol.

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{SetDeviceMetricsOverrideParams, SetScriptExecutionDisabledParams};
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::network::{EnableParams, EventLoadingFinished, EventRequestWillBeSent};
use chromiumoxide::layout::Point;
use chromiumoxide::page::Page;
use futures_util::StreamExt;
use std::time::{Duration, Instant};

const AXE: &str = include_str!("../vendor/axe.min.js");
/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with an empty profile.
pub(crate) struct Chrome {
    browser: Browser,
    _profile: tempfile::TempDir,
}

impl Chrome {
    pub(crate) async fn start() -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let config = BrowserConfig::builder()
            .chrome_executable("/usr/bin/chromium")
            .no_sandbox()
            .user_data_dir(profile.path())
            .args([
                "disable-gpu",
                "disable-quic",
                "no-first-run",
                "disable-background-networking",
                "disable-component-update",
                "disable-sync",
            ])
            .window_size(1080, 810)
            .build()
            .expect("Chromium: ./tests/run installs it (package chromium)");
        let (browser, mut events) = Browser::launch(config).await.expect("Chromium starts");
        tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser, _profile: profile }
    }

    /// A new tab of the size of a tablet.
    pub(crate) async fn tab(&self, js: bool) -> Tab {
        let page = self.browser.new_page("about:blank").await.expect("a tab");
        if !js {
            page.execute(SetScriptExecutionDisabledParams::new(true)).await.expect("scripts off");
        }
        let tab = Tab { page, js };
        tab.tablet().await;
        tab
    }

    pub(crate) async fn stop(mut self) {
        self.browser.close().await.expect("closes");
        let _ended = self.browser.wait().await;
    }
}

/// A tab.
pub(crate) struct Tab {
    page: Page,
    js: bool,
}

impl Tab {
    async fn size(&self, width: i64, height: i64) {
        self.page.execute(SetDeviceMetricsOverrideParams::new(width, height, 1.0, false)).await.expect("a size");
    }

    pub(crate) async fn tablet(&self) {
        self.size(1080, 810).await;
    }

    pub(crate) async fn narrow(&self, width: i64) {
        self.size(width, 700).await;
    }

    pub(crate) async fn go(&self, url: &str) {
        self.page.goto(url).await.unwrap_or_else(|e| panic!("{url}: {e}"));
        self.until("document.readyState === 'complete'").await;
    }

    async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> T {
        self.page.evaluate(script).await.and_then(|v| Ok(v.into_value()?)).unwrap_or_else(|e| panic!("{script}: {e}"))
    }

    /// Waits until a script says true.
    pub(crate) async fn until(&self, script: &str) {
        let begun = Instant::now();
        loop {
            let there = self.page.evaluate(script).await.ok().and_then(|v| v.into_value::<bool>().ok());
            if there == Some(true) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {script} at {}: {}", self.address().await, self.text().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Clicks with the mouse, as a person does.
    pub(crate) async fn click(&self, selector: &str) {
        // By its place on the screen: the library's own way waits for a script, which never comes
        // where scripts are off.
        let script = format!(
            "(e => {{ e.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }})(document.querySelector(\"{selector}\"))"
        );
        let (x, y): (f64, f64) = self.ask(&script).await;
        self.page.click(Point::new(x, y)).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
    }

    /// Clicks what leads to another page, and waits for it.
    pub(crate) async fn click_away(&self, selector: &str) {
        self.ask::<bool>("document.documentElement.setAttribute('data-left', 'yes') === undefined").await;
        self.click(selector).await;
        self.until("!document.documentElement.hasAttribute('data-left') && document.readyState === 'complete'").await;
    }

    /// Replaces the text of a field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        self.ask::<bool>(&format!("(f => {{ f.focus(); f.select(); return true }})(document.querySelector(\"{selector}\"))")).await;
        self.page.execute(InsertTextParams::new(text)).await.expect("types");
    }

    pub(crate) async fn text(&self) -> String {
        self.ask("document.body.innerText").await
    }

    pub(crate) async fn inner(&self, selector: &str) -> String {
        self.ask(&format!("document.querySelector(\"{selector}\").innerText")).await
    }

    pub(crate) async fn address(&self) -> String {
        self.ask("location.href").await
    }

    /// The session's cookie, as a header.
    pub(crate) async fn cookie(&self) -> String {
        let cookies = self.page.get_cookies().await.expect("cookies");
        cookies.iter().map(|c| format!("{}={}", c.name, c.value)).collect::<Vec<_>>().join("; ")
    }

    /// Whether nothing scrolls sideways.
    pub(crate) async fn fits(&self) -> bool {
        self.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth").await
    }

    /// Whether an element is on the screen as a whole, without scrolling.
    pub(crate) async fn whole(&self, selector: &str) -> bool {
        self.ask(&format!(
            "(r => r.width > 0 && r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth)(document.querySelector(\"{selector}\").getBoundingClientRect())"
        ))
        .await
    }

    /// The smallest width and height among the tiles on the screen.
    pub(crate) async fn smallest_tile(&self) -> (f64, f64) {
        self.ask("(t => [Math.min(...t.map(r => r.width)), Math.min(...t.map(r => r.height))])([...document.querySelectorAll('.tiles:not(.quiet) > .tile')].map(t => t.getBoundingClientRect()).filter(r => r.width > 0))").await
    }

    /// Fails on any violation that axe-core finds (WCAG 2.2 A and AA, and its best practices).
    pub(crate) async fn axe(&self, page: &str) {
        if !self.js {
            return;
        }
        self.page.evaluate(AXE).await.expect("axe loads");
        let tags = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";
        let script = format!(
            "axe.run(document, {{ runOnly: {tags} }}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"
        );
        let found: Vec<String> = self.ask(&script).await;
        assert!(found.is_empty(), "{page}: {}", found.join("\n"));
    }

    /// Requests and bytes over the wire for a page, until nothing has moved for half a second.
    pub(crate) async fn weigh(&self, url: &str) -> (usize, f64) {
        self.page.execute(EnableParams::default()).await.expect("the network is watched");
        let mut sent = self.page.event_listener::<EventRequestWillBeSent>().await.expect("listens");
        let mut done = self.page.event_listener::<EventLoadingFinished>().await.expect("listens");
        self.page.goto(url).await.expect("a page");
        let (mut requests, mut bytes) = (0, 0.0);
        loop {
            let quiet = tokio::time::sleep(Duration::from_millis(500));
            tokio::select! {
                event = sent.next() => {
                    // The address of an icon that is no request.
                    if event.is_some_and(|e| !e.request.url.starts_with("data:")) { requests += 1; }
                }
                event = done.next() => bytes += event.map_or(0.0, |e| e.encoded_data_length),
                () = quiet => return (requests, bytes),
            }
        }
    }
}
