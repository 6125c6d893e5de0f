//! Debian's Chromium, driven over its DevTools protocol.

use crate::tab::Tab;
use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use futures_util::StreamExt;
use std::process::Command;

/// A browser with an empty profile.
pub(crate) struct Chrome {
    browser: Browser,
    profile: tempfile::TempDir,
    /// What makes its clock wrong, if it is.
    _clock: Option<tempfile::TempDir>,
}

impl Chrome {
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// A tablet whose own clock is wrong by so many seconds.
    pub(crate) async fn with_clock(off: i64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let library = folder.path().join("clock.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/clock.c");
        let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).status().expect("cc runs");
        assert!(built.success(), "{built}");
        let wrong = Self::with(&[("LD_PRELOAD", &library.display().to_string()), ("CLOCK_OFF", &off.to_string())]).await;
        Self { _clock: Some(folder), ..wrong }
    }

    async fn with(environment: &[(&str, &str)]) -> Self {
        let profile = tempfile::tempdir().expect("a folder");
        let config = BrowserConfig::builder()
            .chrome_executable("/usr/bin/chromium")
            .no_sandbox()
            .user_data_dir(profile.path())
            .envs(environment.iter().copied())
            .args([
                "disable-gpu",
                "disable-quic",
                "no-first-run",
                "disable-background-networking",
                "disable-component-update",
                "disable-sync",
                "mute-audio",
            ])
            .window_size(1080, 810)
            .build()
            .expect("Chromium: ./tests/run installs it (package chromium)");
        let (browser, mut events) = Browser::launch(config).await.expect("Chromium starts");
        tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser, profile, _clock: None }
    }

    /// A new tab of the size of a tablet.
    pub(crate) async fn tab(&self, js: bool) -> Tab {
        let page = self.browser.new_page("about:blank").await.expect("a tab");
        Tab::new(page, js).await
    }

    /// A tab with a window, cookies and a store of its own, as if it were on another tablet.
    pub(crate) async fn child(&self, js: bool) -> Tab {
        let context = self.browser.create_browser_context(CreateBrowserContextParams::default()).await.expect("a context");
        let target =
            CreateTargetParams::builder().url("about:blank").browser_context_id(context).new_window(true).build().expect("a target");
        let page = self.browser.new_page(target).await.expect("a tab");
        Tab::new(page, js).await
    }

    /// Another tab on the same tablet.
    pub(crate) async fn beside(&self, tab: &Tab) -> Tab {
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(tab.context().await).build().expect("a target");
        Tab::new(self.browser.new_page(target).await.expect("a tab"), true).await
    }

    /// Ends it and gives its profile, as it lies on the disk.
    pub(crate) async fn leave(mut self) -> tempfile::TempDir {
        self.browser.close().await.expect("closes");
        let _ended = self.browser.wait().await;
        self.profile
    }

    pub(crate) async fn stop(mut self) {
        self.browser.close().await.expect("closes");
        let _ended = self.browser.wait().await;
    }
}
